//! The index page of a kind.

use super::compare::is_compared;
use super::how_sure::{self, ConfidenceExample};
use super::learn;
use super::learn::PathSummary;
use crate::model::content::Content;
use crate::model::segment::Segment;
use crate::model::{Data, Entry, Kind};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::filter::card_facets;
use crate::site::links::{EntryLinks, index_url};
use crate::site::stages::{StageInRow, strip};
use crate::site::{EntryCard, PageHead, PageView, Viewer};
use crate::view::{Fields, Html, Shared, view};

view! {
    /// The index page of a kind.
    pub(crate) struct KindIndex<'a> {
        /// The kind, as in `persona`.
        kind: &'static str,
        /// Its entries.
        items: Vec<IndexItem>,
        /// Those that are no longer used.
        retired: Vec<Shared<EntryCard>>,
        /// Where one is in the list; nothing where it is one page.
        cut: Option<CutList>,
        /// Examples of how sure we may be of a statement, on the page of evidence.
        how_sure: Vec<ConfidenceExample<'a>>,
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
        /// How many entries cite a source; 0 for other kinds.
        cited_by: usize,
    }
}

/// A kind with fewer entries is seen at a glance, and has no filters.
const FILTERED_FROM: usize = 8;

/// Whether a kind has an index: also what is retired is found there.
pub(crate) fn exists(viewer: &Viewer<'_>, kind: Kind) -> bool {
    viewer.catalog.with_retired(kind).next().is_some()
}

/// How many entries of a kind a page has room for: a kilobyte each, but eight for a journey with its stages drawn, three for a word with its
/// text, and two for the facts of a firm.
fn limit(kind: Kind) -> Limit {
    let most = match kind {
        Kind::Journey => 24,
        Kind::Term => 80,
        Kind::Icp => 100,
        _ => 150,
    };
    let front = match kind {
        Kind::Term => Front::OfEach,
        _ => Front::First,
    };
    Limit { most, front }
}

/// The entries of a kind in their order; those that are retired last.
fn listed<'a>(viewer: &Viewer<'a>, kind: Kind) -> Vec<&'a Entry> {
    let all = viewer.catalog.with_retired(kind);
    let (retired, mut entries): (Vec<&Entry>, Vec<&Entry>) = all.partition(|one| one.is_retired());
    match kind {
        Kind::Persona => entries.sort_by_key(|entry| viewer.persona_place(&entry.key.id)),
        Kind::Term => entries.sort_by_cached_key(|entry| viewer.words.sort_key(&entry.header.name)),
        // By the rank that stands beside them, after those with a place.
        Kind::Segment => entries.sort_by_key(|entry| {
            let tier = entry.as_kind::<Segment>().and_then(|one| one.tier);
            (entry.in_order(), tier.is_none(), tier)
        }),
        _ => {}
    }
    entries.extend(retired);
    entries
}

fn cut(viewer: &Viewer<'_>, kind: Kind, listed: &[&Entry]) -> Cut {
    let headings = listed.iter().map(|entry| {
        let (key, letter) = viewer.under_letter(&entry.header.name);
        if entry.is_retired() {
            let words = viewer.words.choice("status", "retired").to_owned();
            return ((true, None), words);
        }
        ((false, Some(key)), letter)
    });
    let stem = format!("all/{}", kind.folder());
    Cut::new(&index_url(kind), limit(kind), headings).with_stem(&stem)
}

/// Where the index of a kind is found.
pub(crate) fn paths(viewer: &Viewer<'_>, kind: Kind) -> Vec<String> {
    cut(viewer, kind, &listed(viewer, kind)).paths()
}

/// The index pages of a kind.
pub(crate) fn pages(viewer: &Viewer<'_>, kind: Kind) -> Vec<PageView> {
    let listed = listed(viewer, kind);
    let pieces = cut(viewer, kind, &listed).pieces().into_iter();
    pieces
        .map(|piece| page(viewer, kind, &listed, piece))
        .collect()
}

fn page(viewer: &Viewer<'_>, kind: Kind, listed: &[&Entry], piece: Piece) -> PageView {
    let shown = piece.places.iter().map(|place| listed[*place]);
    let (retired, entries): (Vec<&Entry>, Vec<&Entry>) = shown.partition(|one| one.is_retired());
    let retired = retired.into_iter().map(|entry| viewer.card_of(entry));
    let title = viewer.words.choice("kinds", kind.name()).to_owned();
    let mut head = PageHead::new(&title, &index_url(kind), "kind");
    head.description = viewer.words.choice("about", kind.name()).to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    let head = head.of_piece(&piece);
    let cards = entries.iter().map(|entry| viewer.card_texts(entry));
    let index = KindIndex {
        kind: kind.name(),
        facets: match listed.len() < FILTERED_FROM {
            true => Vec::new(),
            false => card_facets(&["tag", "owner", "status"], cards),
        },
        is_compared: is_compared(viewer, kind),
        items: entries.iter().map(|entry| item(viewer, entry)).collect(),
        retired: retired.collect(),
        how_sure: match kind {
            Kind::Evidence if piece.is_front() => how_sure::examples(viewer),
            _ => Vec::new(),
        },
        cut: piece.cut,
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
        cited_by: match entry.key.kind {
            Kind::Evidence => viewer.claims_on(&entry.key.id).len(),
            _ => 0,
        },
    }
}
