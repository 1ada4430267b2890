//! What all pages share: the root `site` of every template.

use super::menu::{AllPages, Group, Menu};
use crate::model::{Kind, MenuGroup, Part};
use crate::site::links::index_url;
use crate::site::{Day, EntryCard, MenuLink, Viewer};
use crate::theme::Value;
use crate::view::{Fields, Shared, View, view};

view! {
    /// What all pages share.
    pub(crate) struct Site<'a> {
        /// The title of the book.
        title: &'a str,
        /// Whose book it is; empty when it does not say.
        company: &'a str,
        /// The code of its language, as in `en`.
        language: &'a str,
        /// In which direction it is written: `ltr` or `rtl`.
        direction: &'static str,
        /// The words of the interface, by the keys of `languages/`.
        words: Fields,
        /// The kinds of which there is an entry, without free pages.
        kinds: Vec<SiteKind<'a>>,
        /// The parts that the site has, of those that a book may leave out.
        parts: Vec<&'static str>,
        /// The groups of the menu and of the links at the foot.
        menu: Vec<Group<'a>>,
        /// The first free pages, in their order.
        pages: Vec<Shared<EntryCard>>,
        /// What leads to all free pages, where there are more.
        all_pages: Option<AllPages>,
        /// What is for new colleagues.
        learn: Vec<MenuLink<'a>>,
        /// The day for which the site is made.
        today: Day,
    }
}

view! {
    /// A kind of which there is an entry.
    pub(crate) struct SiteKind<'a> {
        /// The kind, as in `persona`.
        name: &'static str,
        /// The word for several of the kind.
        title: &'a str,
        /// What the kind is, in a sentence.
        about: &'a str,
        /// The address of its index page from the root of the site.
        url: String,
        /// How many entries there are.
        count: usize,
    }
}

/// The root `site` of every template.
pub(crate) fn site(viewer: &Viewer<'_>, menu: Menu<'_>) -> Value {
    let config = &viewer.book.config.book;
    let kinds = Kind::ALL.iter().filter_map(|kind| {
        let count = viewer.catalog.count(*kind);
        (count > 0 && *kind != Kind::Page).then(|| SiteKind {
            name: kind.name(),
            title: viewer.words.choice("kinds", kind.name()),
            about: viewer.words.choice("about", kind.name()),
            url: index_url(*kind),
            count,
        })
    });
    let parts = Part::ALL.iter().filter(|part| viewer.has(**part));
    let site = Site {
        title: &config.title,
        company: config.company.as_deref().unwrap_or(""),
        language: viewer.words.code(),
        direction: if viewer.book.language().is_right_to_left() {
            "rtl"
        } else {
            "ltr"
        },
        words: Fields(Value::from_serializable(viewer.words.table())),
        kinds: kinds.collect(),
        parts: parts.map(|part| part.as_str()).collect(),
        learn: menu.links(MenuGroup::New),
        menu: menu.groups,
        pages: menu
            .pages
            .iter()
            .map(|entry| viewer.card_of(entry))
            .collect(),
        all_pages: menu.all_pages,
        today: viewer.day(viewer.today),
    };
    site.value()
}
