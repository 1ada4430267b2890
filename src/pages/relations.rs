//! Who refers to whom: a list and a drawing.

use crate::model::{Entry, Key, Kind, Pointer};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::{EntryCard, PagePlace, PageView, Viewer, across, drawings};
use crate::view::{Shared, view};

view! {
    /// Who refers to whom.
    pub(crate) struct Relations<'a> {
        /// The entries, by kind and id.
        rows: Vec<RelationsOfEntry>,
        /// Them and the lines between them, drawn; nothing when no entry leads to another, or there are too many.
        graph: Option<drawings::relations::Graph<'a>>,
        /// Where one is in the list; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// To whom an entry refers.
    pub(crate) struct RelationsOfEntry {
        /// The entry.
        card: Shared<EntryCard>,
        /// The entries it refers to, each once.
        to: Vec<Shared<EntryCard>>,
    }
}

/// How many entries a page has room for, with all that they refer to: up to five kilobytes each.
const LIMIT: Limit = Limit {
    most: 40,
    front: Front::OfEach,
};

/// The path of the page.
const PATH: &str = "all/relations.html";

fn listed<'a>(viewer: &Viewer<'a>) -> Vec<&'a Entry> {
    let entries = viewer.catalog.current();
    entries.filter(|entry| is_shown(entry.key.kind)).collect()
}

/// The entries by kind.
fn cut(viewer: &Viewer<'_>, listed: &[&Entry]) -> Cut {
    let headings = listed.iter().map(|entry| {
        let kind = entry.key.kind;
        (kind, viewer.words.choice("kinds", kind.name()).to_owned())
    });
    Cut::new(PATH, LIMIT, headings)
}

/// Where the list is found.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    cut(viewer, &listed(viewer)).paths()
}

/// The pages. The drawing stands on the front page.
pub(crate) fn pages(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let listed = listed(viewer);
    let pieces = cut(viewer, &listed).pieces().into_iter();
    let page = |piece: Piece| {
        let shown = piece.places.iter().map(|place| listed[*place]);
        let is_front = piece.is_front();
        let relations = Relations {
            rows: shown.map(|entry| row(viewer, entry)).collect(),
            graph: is_front
                .then(|| drawings::relations::graph(viewer))
                .flatten(),
            cut: piece.cut.clone(),
        };
        across(viewer, place).of_piece(&piece).page(relations)
    };
    pieces.map(page).collect()
}

/// Evidence has a page of its own; what terms, paths and free pages refer to says nothing about customers.
fn is_shown(kind: Kind) -> bool {
    !kind.about().is_background
}

fn row(viewer: &Viewer<'_>, entry: &Entry) -> RelationsOfEntry {
    let used = viewer.catalog.references(&entry.key).iter();
    let entries = used.filter_map(|used| match &used.to {
        Pointer::Entry(kind, id) => Some((*kind, id.as_str())),
        _ => None,
    });
    let Key {
        kind: own_kind,
        id: own_id,
    } = &entry.key;
    let others = entries.filter(|(kind, id)| is_shown(*kind) && (kind, *id) != (own_kind, own_id));
    let mut to: Vec<(Kind, &str)> = others.collect();
    to.sort_unstable();
    to.dedup();
    let cards = to
        .into_iter()
        .filter_map(|(kind, id)| viewer.card(kind, id));
    RelationsOfEntry {
        card: viewer.card_of(entry),
        to: cards.collect(),
    }
}
