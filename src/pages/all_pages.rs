//! What all pages share: the root `site` of every template.

use super::menu::{AllPages, Group, Menu};
use crate::model::{FeedbackAddress, Kind, MenuGroup, Part, Ritual};
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
        /// Where the site will be found, with a slash at its end; nothing where the book does not say.
        url: Option<String>,
        /// The address to which readers write, with `{entry}`, `{place}` and `{text}` to be filled in; nothing where the book has none.
        feedback: Option<String>,
        /// Who stands behind the book.
        sponsor: Option<&'a str>,
        /// Who speaks for it.
        ambassadors: Vec<&'a str>,
        /// What is done with it again and again, what comes next first.
        rituals: Vec<SiteRitual<'a>>,
    }
}

view! {
    /// Something that is done with the book again and again.
    pub(crate) struct SiteRitual<'a> {
        /// What is done.
        name: &'a str,
        /// How often, in the author's words.
        every: Option<&'a str>,
        /// The next time.
        next: Option<Day>,
        /// Whether that has passed.
        is_past: bool,
        /// Who sees to it.
        who: Option<&'a str>,
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
    let of_site = &viewer.book.config.site;
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
        url: of_site.url.as_ref().map(|url| url.of_page("")),
        feedback: of_site.feedback.as_ref().map(FeedbackAddress::with_slots),
        sponsor: config.sponsor.as_deref(),
        ambassadors: config.ambassadors.iter().map(String::as_str).collect(),
        rituals: rituals(viewer),
    };
    site.value()
}

/// What is done with the book, what comes next first.
fn rituals<'a>(viewer: &'a Viewer<'_>) -> Vec<SiteRitual<'a>> {
    let mut rituals: Vec<&Ritual> = viewer.book.config.book.rituals.iter().collect();
    rituals.sort_by_key(|ritual| (ritual.next.is_none(), ritual.next));
    let shown = rituals.into_iter().map(|ritual| SiteRitual {
        name: &ritual.name,
        every: ritual.every.as_deref(),
        next: ritual.next.map(|day| viewer.day(day)),
        is_past: ritual.next.is_some_and(|day| day < viewer.today),
        who: ritual.who.as_deref(),
    });
    shown.collect()
}
