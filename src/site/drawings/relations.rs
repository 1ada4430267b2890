//! The whole picture as a graph in layers: segments, ICPs, personas, jobs, journeys.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::layers::{LayerSizes, LayeredGraph, Link, Node, layers};
use crate::model::{Entry, Key, Kind, Pointer};
use crate::site::{EntryCard, Viewer};
use crate::view::{Shared, view};

/// From the market to a moment: the columns.
const COLUMNS: [Kind; 5] = [
    Kind::Segment,
    Kind::Icp,
    Kind::Persona,
    Kind::Job,
    Kind::Journey,
];

/// More entries than this make a drawing of lines only, and take a kilobyte and a half each.
const MOST: usize = 100;

view! {
    /// Entries and who leads to whom.
    pub(crate) struct Graph<'a> {
        /// The graph.
        drawing: LayeredGraph,
        /// Its columns.
        kinds: Vec<GraphColumn<'a>>,
        /// The entries, in the order of the drawing's numbers.
        cards: Vec<Shared<EntryCard>>,
    }
}

view! {
    /// A column of the graph.
    pub(crate) struct GraphColumn<'a> {
        /// The kind, as in `persona`.
        kind: &'static str,
        /// The word for several of the kind.
        word: &'a str,
    }
}

/// The graph with its entries and columns; nothing when no entry leads to another one, or there are too many.
pub(crate) fn graph<'a>(viewer: &'a Viewer<'_>) -> Option<Graph<'a>> {
    let entries: Vec<&Entry> = COLUMNS
        .iter()
        .flat_map(|kind| viewer.in_order(*kind))
        .collect();
    if entries.len() > MOST {
        return None;
    }
    let places: BTreeMap<&Key, usize> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| (&entry.key, index))
        .collect();
    let links = links(viewer, &entries, &places);
    if links.is_empty() {
        return None;
    }
    let nodes: Vec<Node<'_>> = entries
        .iter()
        .map(|entry| Node {
            column: column(entry.key.kind),
            name: &entry.header.name,
        })
        .collect();
    let sizes = LayerSizes {
        node_width: 168.0,
        ..LayerSizes::default()
    };
    let drawing = layers(&sizes, COLUMNS.len(), &nodes, &links);
    let kinds = COLUMNS.iter().map(|kind| GraphColumn {
        kind: kind.name(),
        word: viewer.words.choice("kinds", kind.name()),
    });
    let cards = entries.iter().map(|entry| viewer.card_of(entry));
    Some(Graph {
        drawing,
        kinds: kinds.collect(),
        cards: cards.collect(),
    })
}

fn column(kind: Kind) -> usize {
    COLUMNS.iter().position(|one| *one == kind).unwrap_or(0)
}

/// Who refers to whom, in either direction, each pair once and from the left.
fn links(viewer: &Viewer<'_>, entries: &[&Entry], places: &BTreeMap<&Key, usize>) -> Vec<Link> {
    let mut links = BTreeSet::new();
    for (from, entry) in entries.iter().enumerate() {
        for used in viewer.catalog.references(&entry.key) {
            let Pointer::Entry(kind, id) = &used.to else {
                continue;
            };
            if let Some(to) = places.get(&Key::new(*kind, id))
                && *to != from
            {
                links.insert((from.min(*to), from.max(*to)));
            }
        }
    }
    links
        .into_iter()
        .map(|(from, to)| Link { from, to })
        .collect()
}
