//! The whole book on paper: a cover, numbered contents, and of every entry the sheets that it has anyway, one after the other. Which
//! those are is said in the table of pages. Must not know how they are drawn.

use std::collections::BTreeMap;

use crate::model::{Entry, Kind};
use crate::site::links::url;
use crate::site::{Crumb, EntryCard, PagePlace, PageView, Viewer, across};
use crate::view::{Html, Shared, view};

/// The address of its front.
const PATH: &str = "paper/everything.html";

/// A book with more entries is several pages: the front with the contents, and of each kind pages of so many. A browser prints a
/// hundred entries in less than a minute.
const ROOM: usize = 100;

view! {
    /// The whole book, or in a large book a part of it.
    pub(crate) struct Everything<'a> {
        /// Whether it begins the book, with a cover and with the contents.
        is_front: bool,
        /// Whether the book is several pages, so that the contents lead to others.
        is_cut: bool,
        /// The kinds that have entries; behind the front the one of which this is a part.
        groups: Vec<WholeKind<'a>>,
        /// The sheets of each entry that is on this page.
        held: Vec<Html>,
        /// The style sheets that those need, in their order.
        style_sheets: Vec<SheetStyle>,
    }
}

view! {
    /// A style sheet of a page that another one holds.
    pub(crate) struct SheetStyle {
        /// Its path on the site.
        path: String,
        /// For which media; empty for all.
        media: String,
    }
}

view! {
    /// All entries of a kind.
    pub(crate) struct WholeKind<'a> {
        /// The kind, as in `persona`.
        kind: &'static str,
        /// The number of its chapter.
        number: usize,
        /// The word for several of the kind.
        title: &'a str,
        /// What the kind is for.
        about: &'a str,
        /// Its place in the book, from this page.
        url: String,
        /// The id of that place.
        anchor: String,
        /// Whether its entries begin on this page.
        begins_here: bool,
        /// The entries.
        items: Vec<WholeEntry>,
    }
}

view! {
    /// An entry of the whole book.
    pub(crate) struct WholeEntry {
        /// The entry.
        card: Shared<EntryCard>,
        /// Its number, as in `3.2`.
        number: String,
        /// Its place in the book, from this page.
        url: String,
        /// Which of `held` its sheets are; nothing when they are on another page.
        place: Option<usize>,
    }
}

/// An entry in its place.
struct Placed<'a> {
    entry: &'a Entry,
    /// The number of its chapter, and its own in it.
    number: (usize, usize),
    /// The page that shows it.
    page: String,
}

fn placed<'a>(viewer: &Viewer<'a>) -> Vec<Placed<'a>> {
    let is_cut = viewer.catalog.len() > ROOM;
    let kinds = Kind::ALL.iter().map(|kind| {
        let mut entries: Vec<&Entry> = viewer.catalog.of_kind(*kind).collect();
        if *kind == Kind::Term {
            entries.sort_by_cached_key(|entry| viewer.words.sort_key(&entry.header.name));
        }
        (kind, entries)
    });
    let kinds = kinds.filter(|(_, entries)| !entries.is_empty());
    let all = kinds.zip(1..).flat_map(|((kind, entries), chapter)| {
        let place = move |(entry, number): (&'a Entry, usize)| Placed {
            entry,
            number: (chapter, number),
            // No id has an underscore, so no sheet of an entry has this address.
            page: match (is_cut, (number - 1) / ROOM) {
                (false, _) => PATH.to_owned(),
                (true, 0) => format!("paper/everything_{}.html", kind.folder()),
                (true, part) => format!("paper/everything_{}_{}.html", kind.folder(), part + 1),
            },
        };
        entries.into_iter().zip(1..).map(place)
    });
    all.collect()
}

/// On which page of the book each entry is shown, by the address of its own page.
pub(crate) fn pages_by_entry(viewer: &Viewer<'_>) -> BTreeMap<String, String> {
    let placed = placed(viewer).into_iter();
    placed.map(|one| (url(&one.entry.key), one.page)).collect()
}

/// The addresses of its pages.
pub(crate) fn everything_paths(viewer: &Viewer<'_>) -> Vec<String> {
    let mut paths = vec![PATH.to_owned()];
    paths.extend(placed(viewer).into_iter().map(|one| one.page));
    paths.dedup();
    paths
}

/// The whole book.
pub(crate) fn everything(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let all = placed(viewer);
    let paths = everything_paths(viewer).into_iter();
    let pages = paths.map(|path| page(viewer, place, (&path, &all)));
    pages.collect()
}

fn page(viewer: &Viewer<'_>, place: PagePlace, (path, all): (&str, &[Placed<'_>])) -> PageView {
    let is_front = path == PATH;
    let mut holds = Vec::new();
    let mut groups: Vec<WholeKind<'_>> = Vec::new();
    for one in all.iter().filter(|one| is_front || one.page == path) {
        let (chapter, number) = one.number;
        let is_here = one.page == path;
        let item = WholeEntry {
            card: viewer.card_of(one.entry),
            number: format!("{chapter}.{number}"),
            url: from(path, &one.page, &url(&one.entry.key)),
            place: is_here.then_some(holds.len()),
        };
        if is_here {
            holds.push(one.entry.key.clone());
        }
        match groups.last_mut().filter(|group| group.number == chapter) {
            Some(group) => group.items.push(item),
            None => groups.push(WholeKind {
                items: vec![item],
                ..group(viewer, one, path)
            }),
        }
    }
    let mut head = across(viewer, place);
    if !is_front {
        let title = head.title.clone();
        let url = PATH.to_owned();
        head.breadcrumbs.push(Crumb { title, url });
        let part = groups.first();
        head.title = part.map_or_else(String::new, |part| part.title.to_owned());
        path.clone_into(&mut head.url);
    }
    let page = head.page(Everything {
        is_front,
        is_cut: all.iter().any(|one| one.page != PATH),
        groups,
        held: Vec::new(),
        style_sheets: Vec::new(),
    });
    PageView { holds, ..page }
}

fn group<'a>(viewer: &'a Viewer<'_>, first: &Placed<'_>, path: &str) -> WholeKind<'a> {
    let kind = first.entry.key.kind;
    let words = &viewer.words;
    let anchor = format!("all-{}", kind.folder());
    let (number, place) = first.number;
    WholeKind {
        kind: kind.name(),
        number,
        title: words.choice("kinds", kind.name()),
        about: words.choice("about", kind.name()),
        url: from(path, &first.page, &anchor),
        anchor,
        begins_here: place == 1 && first.page == path,
        items: Vec::new(),
    }
}

/// What leads from a page of the book to a place on one.
fn from(path: &str, page: &str, place: &str) -> String {
    match path == page {
        true => format!("#{place}"),
        false => format!("{}#{place}", page.trim_start_matches("paper/")),
    }
}
