//! Who refers to whom: a list and a drawing.

use crate::model::{Entry, Key, Kind, Pointer};
use crate::site::{EntryCard, PagePlace, PageView, READABLE, Viewer, across, drawings};
use crate::view::{Shared, view};

view! {
    /// Who refers to whom.
    pub(crate) struct Relations<'a> {
        /// Whether entries are listed; of a large book the pages of the entries tell.
        listed: bool,
        /// The entries, by kind and id.
        rows: Vec<RelationsOfEntry>,
        /// Them and the lines between them, drawn; nothing when no entry leads to another, or there are too many.
        graph: Option<drawings::relations::Graph<'a>>,
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

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let listed = viewer.catalog.len() <= READABLE;
    let entries = viewer.catalog.current().filter(|_| listed);
    let entries = entries.filter(|entry| is_shown(entry.key.kind));
    let relations = Relations {
        listed,
        rows: entries.map(|entry| row(viewer, entry)).collect(),
        graph: drawings::relations::graph(viewer),
    };
    across(viewer, place).page(relations)
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
