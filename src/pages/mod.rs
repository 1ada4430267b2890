//! One file for each page or kind of page, and the list of all of them. Must not know disk.

mod a_z;
mod all_pages;
mod compare;
mod competitor;
mod entry;
mod evidence;
mod health;
mod home;
mod icp;
mod job;
mod journey;
mod kind_index;
mod lead_sheet;
mod learn;
mod menu;
mod method;
mod not_found;
mod opportunities;
mod paper;
mod persona;
mod picture_card;
mod qualification;
mod relations;
mod rules;
mod say;
mod say_competitors;
mod search;
mod segment;
mod sources;
mod table;
mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::doc::Date;
use crate::language::Words;
use crate::model::{Book, Kind};
use crate::picture::Picture;
use crate::site::{PageHead, PageView, Viewer};
use crate::theme::Value;
use crate::view::{self, View as _};

use entry::EntryPage;
use menu::Menu;
use persona::PersonaComputed;
use table::PageGroup;

/// Everything a site shows, made in groups when it is drawn.
pub struct View<'a> {
    /// The root `site` of every template.
    pub site: Value,
    viewer: Viewer<'a>,
    page_groups: Vec<PageGroup<'a>>,
    /// The addresses that the menu leads to.
    in_menu: BTreeSet<String>,
}

impl View<'_> {
    /// How many groups it has; a group is one page, or a few files that belong together.
    #[must_use]
    pub fn page_groups(&self) -> usize {
        self.page_groups.len()
    }

    /// What a part consists of. Nothing for a number that is none.
    #[must_use]
    pub(crate) fn make(&self, part: usize) -> Vec<Made> {
        let part = self.page_groups.get(part);
        part.map_or_else(Vec::new, |part| part.make(&self.viewer))
    }

    /// The paths of all files that its groups make.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let groups = self.page_groups.iter();
        groups.flat_map(|group| group.paths(&self.viewer))
    }

    /// The number of the part that has the file at this path.
    #[must_use]
    pub fn part_of(&self, path: &str) -> Option<usize> {
        table::part_of(&self.page_groups, &self.viewer, path)
    }

    /// Whether the menu leads to the page at a path.
    pub(crate) fn is_in_menu(&self, path: &str) -> bool {
        self.in_menu.contains(path)
    }

    /// The words of the book's language.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.viewer.words
    }
}

/// Something that a site has.
#[derive(Debug)]
pub(crate) enum Made {
    /// A page that is still to be drawn.
    Page(PageView),
    /// A file that is ready: its path, its bytes. A picture, a face, or a script with data. The names of scripts end in
    /// `.js`, so that no page and no image has them.
    File(String, Vec<u8>),
}

/// What the templates see, as a page of Markdown: `docs/templates.md`.
#[must_use]
pub fn templates_reference() -> String {
    let across = [
        ("home.html", home::Home::shape()),
        ("kind.html", kind_index::KindIndex::shape()),
        ("glossary.html", kind_index::KindIndex::shape()),
        ("compare.html", compare::Comparison::shape()),
        ("say.html", say::Say::shape()),
        ("opportunities.html", opportunities::Opportunities::shape()),
        ("relations.html", relations::Relations::shape()),
        ("health.html", health::Health::shape()),
        ("sources.html", sources::Sources::shape()),
        ("tags.html", tags::Tags::shape()),
        ("a-z.html", a_z::AToZ::shape()),
        ("method.html", method::Method::shape()),
        ("method-entry.html", method::MethodOfEntry::shape()),
        (
            "sheet-interview.html",
            <(method::SheetOfPersona, method::InterviewSheet)>::shape(),
        ),
        (
            "sheet-validation.html",
            <(method::SheetOfPersona, method::ValidationSheet)>::shape(),
        ),
        (
            "sheet-workshop.html",
            <(method::SheetOfPersona, method::WorkshopSheet<'_>)>::shape(),
        ),
        (
            "persona-poster.html",
            <(EntryPage<PersonaComputed<'_>>, paper::PersonaPaper<'_>)>::shape(),
        ),
        (
            "persona-card.html",
            <(EntryPage<PersonaComputed<'_>>, paper::PersonaPaper<'_>)>::shape(),
        ),
        (
            "persona-slides.html",
            <(EntryPage<PersonaComputed<'_>>, paper::PersonaPaper<'_>)>::shape(),
        ),
        (
            "persona-kit.html",
            <(EntryPage<PersonaComputed<'_>>, paper::PersonaPaper<'_>)>::shape(),
        ),
        (
            "battle-card.html",
            <(
                EntryPage<competitor::CompetitorComputed>,
                paper::BattleCard<'_>,
            )>::shape(),
        ),
        ("card-deck.html", paper::Deck::shape()),
        ("everything.html", paper::Everything::shape()),
        ("sheet.html", entry::shape(Kind::Qualification)),
        ("quiz.html", learn::Quiz::shape()),
        ("flash-cards.html", learn::FlashCards::shape()),
        ("flash-paper.html", learn::FlashPaper::shape()),
        ("first-path.html", learn::FirstPath::shape()),
    ];
    let across = across.map(|(template, shape)| (template.to_owned(), shape));
    let entries = Kind::ALL.iter().map(|kind| {
        let template = format!("{}.html", kind.name());
        (template, entry::shape(*kind))
    });
    let shared = [
        ("`site`, on every page".to_owned(), all_pages::Site::shape()),
        ("`page`, on every page".to_owned(), PageHead::shape()),
    ];
    let tour = learn::shapes_of_the_tour();
    let tour = tour.map(|(stop, shape)| (format!("tour.html` at the stop `{stop}"), shape));
    let pages = entries.chain(across).chain(tour);
    let pages = pages.map(|(template, shape)| (format!("`page` of `{template}`"), shape));
    let roots: Vec<_> = shared.into_iter().chain(pages).collect();
    let intro = "# What templates see\n\n\
        For who replaces a built-in template by one in `templates/`. A template has two roots: `site`, the same on all pages, and\n\
        `page`. \"Fields of content\" are those that [content.md](content.md) explains: there a reference is a card, a text has `html` and\n\
        `plain`, a choice has `key` and `word`, a date has `iso` and `text`. Addresses begin at the root of the site; put\n\
        `page.root` before them.\n\n\
        Made from the declarations in `src/site/` and `src/pages/`; a test keeps it true.\n";
    format!("{intro}{}", view::reference(&roots))
}

/// Makes the view of a book as it is on a day. `pictures` are by the path of their image in the content.
#[must_use]
pub fn view<'a>(
    book: &'a Book,
    today: Date,
    pictures: &'a BTreeMap<String, Arc<Picture>>,
) -> View<'a> {
    let viewer = Viewer::new(book, today, pictures);
    let menu = Menu::new(&viewer);
    View {
        in_menu: menu.addresses(),
        site: all_pages::site(&viewer, menu),
        page_groups: table::page_groups(&viewer),
        viewer,
    }
}
