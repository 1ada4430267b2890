//! The whole picture as a graph in layers: segments, ICPs, personas, jobs, journeys.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::layers::{LayerSizes, Link, Node, layers};
use crate::model::{Entry, Key, Kind, Pointer};
use crate::site::{Viewer, map};
use crate::theme::Value;

/// From the market to a moment: the columns.
const COLUMNS: [Kind; 5] = [
    Kind::Segment,
    Kind::Icp,
    Kind::Persona,
    Kind::Job,
    Kind::Journey,
];

/// More entries than this make a drawing of lines only.
const MOST: usize = 200;

/// The graph with its entries and columns; nothing when no entry leads to another one, or there are too many.
pub(crate) fn graph(viewer: &Viewer<'_>) -> Value {
    let entries: Vec<&Entry> = COLUMNS
        .iter()
        .flat_map(|kind| viewer.catalog.of_kind(*kind))
        .collect();
    if entries.len() > MOST {
        return Value::none();
    }
    let places: BTreeMap<&Key, usize> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| (&entry.key, index))
        .collect();
    let links = links(viewer, &entries, &places);
    if links.is_empty() {
        return Value::none();
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
    let columns = COLUMNS.iter().map(|kind| {
        map(vec![
            ("kind", kind.name().into()),
            ("word", viewer.words.choice("kinds", kind.name()).into()),
        ])
    });
    let cards = entries.iter().map(|entry| viewer.card_of(entry));
    map(vec![
        ("drawing", Value::from_serializable(&drawing)),
        ("kinds", columns.collect::<Vec<_>>().into()),
        ("cards", cards.collect::<Vec<_>>().into()),
    ])
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
