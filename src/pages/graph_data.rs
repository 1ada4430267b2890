//! Who refers to whom for other programs, as JSON: `docs/export.md` says what is in it. Only of what the site shows.

use serde::Serialize;

use crate::model::value::Text;
use crate::model::{Key, relations};
use crate::site::Viewer;
use crate::site::links::url;

/// Its path on the site.
pub(super) const PATH: &str = "graph.json";

/// What it calls itself.
const FORMAT: &str = "personabook-graph";
/// Of its shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Graph<'a> {
    format: &'static str,
    version: u32,
    title: &'a str,
    nodes: Vec<NodeOf<'a>>,
    edges: Vec<Edge>,
}

#[derive(Serialize)]
struct NodeOf<'a> {
    id: String,
    kind: &'static str,
    name: &'a str,
    summary: Option<String>,
    url: String,
}

#[derive(Serialize)]
struct Edge {
    from: String,
    to: String,
    field: String,
}

fn shown(key: &Key) -> String {
    format!("{}:{}", key.kind.name(), key.id)
}

/// The file.
pub(super) fn json(viewer: &Viewer<'_>) -> Vec<u8> {
    let nodes = viewer.catalog.current().map(|entry| NodeOf {
        id: shown(&entry.key),
        kind: entry.key.kind.name(),
        name: &entry.header.name,
        summary: entry.header.summary.as_ref().map(Text::plain),
        url: url(&entry.key),
    });
    let is_used = |key: &Key| {
        let entry = viewer.catalog.get(key);
        entry.is_some_and(|entry| !entry.is_retired())
    };
    let relations = relations(viewer.catalog).into_iter();
    let relations = relations.filter(|one| is_used(&one.from) && is_used(&one.to));
    let edges = relations.map(|relation| Edge {
        from: shown(&relation.from),
        to: shown(&relation.to),
        field: relation.field,
    });
    let graph = Graph {
        format: FORMAT,
        version: VERSION,
        title: &viewer.book.config.book.title,
        nodes: nodes.collect(),
        edges: edges.collect(),
    };
    let mut json = serde_json::to_vec(&graph).expect("texts and lists can be written as JSON");
    json.push(b'\n');
    json
}
