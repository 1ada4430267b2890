//! One file for each page or kind of page, and the list of all of them. Must not know disk.

mod a_z;
mod all_pages;
mod briefing;
mod changes;
mod compare;
mod competitor;
mod entry;
mod evidence;
mod found;
mod graph_data;
mod health;
mod health_badge;
mod health_data;
mod home;
mod how_sure;
mod icp;
mod job;
mod journey;
mod kind_index;
mod lead_sheet;
mod learn;
mod llms;
mod menu;
mod method;
mod not_found;
mod objections;
mod opportunities;
mod owners;
mod paper;
mod persona;
mod picture_card;
mod preview;
mod qualification;
mod quotes;
mod relations;
pub(crate) mod report;
pub(crate) mod report_words;
mod results;
mod say;
mod say_competitors;
mod say_people;
mod scoreboard;
mod scorecard_rules;
mod search;
mod segment;
mod sheets;
mod table;
mod tags;
#[cfg(test)]
mod template_test;
#[cfg(test)]
mod templates_reference;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::doc::Date;
use crate::model::{Book, Key};
use crate::picture::Picture;
use crate::rules::Found;
use crate::site::{PageView, Viewer};
use crate::theme::Value;

pub(crate) use briefing::briefing;
use menu::Menu;
pub(crate) use method::OpenStep;
pub(crate) use picture_card::drawn_with;
pub(crate) use preview::{faces, open_steps, text_as_shown};
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

impl<'a> View<'a> {
    /// With what rules found in the book.
    #[must_use]
    pub fn with(mut self, found: &'a [Found]) -> Self {
        self.viewer.found = found;
        self
    }
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

    /// The sheets of an entry in the whole book on paper, still to be drawn, each with the template that draws it.
    pub(crate) fn sheets_of(&self, key: &Key) -> Vec<(PageView, String)> {
        let entry = self.viewer.catalog.get(key);
        entry.map_or_else(Vec::new, |entry| table::sheets_of(&self.viewer, entry))
    }

    /// On which page of the whole book on paper each sheet is shown, by the address of the sheet.
    pub(crate) fn pages_by_sheet(&self) -> BTreeMap<String, String> {
        table::pages_by_sheet(&self.viewer)
    }

    /// The templates that draw nothing but pages that the book leaves out.
    pub(crate) fn templates_left_out(&self) -> BTreeSet<&'static str> {
        table::templates_left_out(&self.viewer)
    }
}

/// Something that a site has.
#[derive(Debug)]
pub(crate) enum Made {
    /// A page that is still to be drawn, and the template that draws it.
    Page(PageView, String),
    /// A file that is ready: its path, its bytes. A picture, a face, or a script with data. The names of scripts end in
    /// `.js`, so that no page and no image has them.
    File(String, Vec<u8>),
    /// A file of the content that is copied: its path on the site, its path in the content.
    Copy(String, String),
}

impl Made {
    /// Where it is on the site.
    pub(crate) fn path(&self) -> &str {
        match self {
            Self::Page(page, _) => &page.path,
            Self::File(path, _) | Self::Copy(path, _) => path,
        }
    }
}

/// The icon of a kind or of a page, by its name.
pub(crate) fn icon(name: &str) -> &'static str {
    table::icon(name)
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
