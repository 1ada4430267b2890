//! Every tag with its entries.

use std::collections::BTreeMap;

use crate::model::{Entry, Kind};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::links::tag_anchor;
use crate::site::{EntryCard, PagePlace, PageView, Viewer, across};
use crate::view::{Shared, view};

/// The path of the page.
pub(crate) const PATH: &str = "all/tags.html";

/// How many entries a page has room for, each counted once for every tag: a quarter of a kilobyte each.
const LIMIT: Limit = Limit {
    most: 600,
    front: Front::OfEach,
};

view! {
    /// The page of all tags.
    pub(crate) struct Tags {
        /// By name.
        tags: Vec<Tag>,
        /// Where one is in the list; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// A tag.
    pub(crate) struct Tag {
        /// As it is written.
        name: String,
        /// Its place on the page.
        anchor: String,
        /// How many entries have it.
        count: usize,
        /// Those of them that this page shows.
        cards: Vec<Shared<EntryCard>>,
    }
}

/// A tag and an entry that has it.
type Tagged<'a> = (&'a str, &'a Entry);

/// By tag, in the order of their names.
fn tagged<'a>(viewer: &Viewer<'a>) -> Vec<Tagged<'a>> {
    let mut tags: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    let kinds = Kind::ALL.iter();
    for entry in kinds.flat_map(|kind| viewer.in_order(*kind)) {
        for tag in &entry.header.tags {
            tags.entry(tag).or_default().push(entry);
        }
    }
    let mut tags: Vec<(&str, Vec<&Entry>)> = tags.into_iter().collect();
    tags.sort_by_cached_key(|(name, _)| viewer.words.sort_key(name));
    let tags = tags.into_iter();
    tags.flat_map(|(name, entries)| entries.into_iter().map(move |entry| (name, entry)))
        .collect()
}

fn cut(viewer: &Viewer<'_>, tagged: &[Tagged<'_>]) -> Cut {
    let names = tagged.iter().map(|(name, _)| *name);
    let headings = names.map(|name| ((viewer.words.sort_key(name), name), name.to_owned()));
    Cut::new(PATH, LIMIT, headings)
}

/// Where the list is found.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    cut(viewer, &tagged(viewer)).paths()
}

/// Where the entries with a tag are found, from the root of the site.
pub(crate) fn url(viewer: &Viewer<'_>, tag: &str) -> Option<String> {
    let pages = viewer.tag_pages.get_or_init(|| {
        let tagged = tagged(viewer);
        let mut pages = BTreeMap::new();
        for ((name, _), path) in tagged.iter().zip(cut(viewer, &tagged).found_at()) {
            pages.entry((*name).to_owned()).or_insert(path);
        }
        pages
    });
    let page = pages.get(tag)?;
    Some(format!("{page}#{}", tag_anchor(tag)))
}

/// The pages. Anchors are numbered where two names would give the same.
pub(crate) fn pages(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let tagged = tagged(viewer);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in &tagged {
        *counts.entry(name).or_default() += 1;
    }
    let pieces = cut(viewer, &tagged).pieces().into_iter();
    let page = |piece: Piece| {
        let mut tags: Vec<Tag> = Vec::new();
        for (name, entry) in piece.places.iter().map(|place| tagged[*place]) {
            if tags.last().is_none_or(|last| last.name != name) {
                tags.push(Tag {
                    name: name.to_owned(),
                    anchor: tag_anchor(name),
                    count: counts[name],
                    cards: Vec::new(),
                });
            }
            if let Some(last) = tags.last_mut() {
                last.cards.push(viewer.card_of(entry));
            }
        }
        let head = across(viewer, place).of_piece(&piece);
        let cut = piece.cut;
        head.page(Tags { tags, cut })
    };
    pieces.map(page).collect()
}
