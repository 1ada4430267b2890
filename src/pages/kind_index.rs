//! The index page of a kind.

use super::compare::is_compared;
use super::learn;
use super::learn::PathSummary;
use crate::model::content::Content;
use crate::model::segment::Segment;
use crate::model::{Data, Entry, Kind};
use crate::site::filter::card_facets;
use crate::site::links::{EntryLinks, index_url};
use crate::site::stages::{StageInRow, strip};
use crate::site::{EntryCard, PageHead, PageView, Viewer};
use crate::view::{Fields, Html, Shared, view};

view! {
    /// The index page of a kind.
    pub(crate) struct KindIndex {
        /// The kind, as in `persona`.
        kind: &'static str,
        /// Its entries.
        items: Vec<IndexItem>,
        /// Those that are no longer used.
        retired: Vec<Shared<EntryCard>>,
        /// What they can be filtered by.
        facets: Vec<&'static str>,
        /// Whether there is a page that compares them.
        is_compared: bool,
    }
}

view! {
    /// An entry on the index page of its kind.
    pub(crate) struct IndexItem {
        /// Its card.
        card: Shared<EntryCard>,
        /// The letter that it stands under.
        letter: String,
        /// Its fields.
        entry: Fields,
        /// The stages of a journey; none for other kinds.
        stages: Option<Vec<StageInRow>>,
        /// How long a path is; nothing for other kinds.
        walk: Option<PathSummary>,
        /// The definition of a word; empty for other kinds.
        body: Html,
    }
}

/// Whether a kind has an index: also what is retired is found there.
pub(crate) fn exists(viewer: &Viewer<'_>, kind: Kind) -> bool {
    viewer.catalog.with_retired(kind).next().is_some()
}

/// The index page of a kind.
pub(crate) fn page(viewer: &Viewer<'_>, kind: Kind) -> PageView {
    let all = viewer.catalog.with_retired(kind);
    let (retired, mut entries): (Vec<&Entry>, Vec<&Entry>) = all.partition(|one| one.is_retired());
    match kind {
        Kind::Term => entries.sort_by_cached_key(|entry| viewer.words.sort_key(&entry.header.name)),
        // By the rank that stands beside them, after those with a place.
        Kind::Segment => entries.sort_by_key(|entry| {
            let tier = entry.as_kind::<Segment>().and_then(|one| one.tier);
            (entry.in_order(), tier.is_none(), tier)
        }),
        _ => {}
    }
    let retired = retired.into_iter().map(|entry| viewer.card_of(entry));
    let title = viewer.words.choice("kinds", kind.name()).to_owned();
    let mut head = PageHead::new(&title, &index_url(kind), "kind");
    head.description = viewer.words.choice("about", kind.name()).to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    let cards = entries.iter().map(|entry| viewer.card_texts(entry));
    let index = KindIndex {
        kind: kind.name(),
        facets: card_facets(&["tag", "owner", "status"], cards),
        is_compared: is_compared(viewer, kind),
        items: entries.iter().map(|entry| item(viewer, entry)).collect(),
        retired: retired.collect(),
    };
    head.page(index)
}

fn item(viewer: &Viewer<'_>, entry: &Entry) -> IndexItem {
    let links = EntryLinks { viewer, entry };
    let (stages, walk) = match &entry.data {
        Data::Journey(journey) => (Some(strip(viewer, entry, journey)), None),
        Data::Path(path) => (None, Some(learn::summary(viewer, path))),
        _ => (None, None),
    };
    // The glossary shows whole definitions; other indexes show cards only.
    let body = match entry.key.kind {
        Kind::Term => links.block(&entry.body),
        _ => String::new(),
    };
    IndexItem {
        card: viewer.card_of(entry),
        letter: viewer.words.letter(&entry.header.name),
        entry: links.value(&entry.data.node()),
        stages,
        walk,
        body: Html(body),
    }
}
