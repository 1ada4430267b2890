//! A journey's rows and stages, its feelings in words, and the value of its opportunities.

use crate::model::Kind;
use crate::model::content::{Content, Node};
use crate::model::journey::{Journey, Lane};
use crate::site::links::EntryLinks;
use crate::site::stages::strip;
use crate::site::{drawings, map};
use crate::theme::Value;

pub(crate) fn facts(links: &EntryLinks<'_>, journey: &Journey) -> Value {
    let viewer = links.viewer;
    let improved_by = viewer.referring::<Journey>(&links.entry.key, "improves");
    let improved_by = improved_by.iter().map(|(entry, _)| entry.key.id.as_str());
    map(vec![
        ("stages", strip(viewer, links.entry, journey).into()),
        ("curve", drawings::journey::curve(links, journey)),
        ("sheets", drawings::journey::sheets(links, journey)),
        ("lanes", lanes(links, journey)),
        (
            "improved_by",
            viewer.cards(Kind::Journey, improved_by).into(),
        ),
    ])
}

/// The rows of the map: those the journey names, else all that any stage fills; empty rows are left out.
fn lanes(links: &EntryLinks<'_>, journey: &Journey) -> Value {
    let wanted: &[Lane] = if journey.lanes.is_empty() {
        Lane::ALL
    } else {
        &journey.lanes
    };
    let stages: Vec<Node<'_>> = journey.stages.iter().map(Content::node).collect();
    wanted
        .iter()
        .filter(|lane| {
            stages
                .iter()
                .any(|stage| !is_empty(field(stage, lane.as_str())))
        })
        .map(|lane| {
            let cells = stages
                .iter()
                .map(|stage| links.value(field(stage, lane.as_str())));
            map(vec![
                ("key", lane.as_str().into()),
                (
                    "word",
                    links.viewer.words.choice("lane", lane.as_str()).into(),
                ),
                ("cells", cells.collect::<Vec<_>>().into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

fn field<'a>(stage: &'a Node<'a>, key: &str) -> &'a Node<'a> {
    match stage {
        Node::Table(fields) => fields
            .iter()
            .find(|(name, _)| *name == key)
            .map_or(&Node::Absent, |(_, value)| value),
        _ => &Node::Absent,
    }
}

fn is_empty(node: &Node<'_>) -> bool {
    match node {
        Node::Absent => true,
        Node::List(items) => items.is_empty(),
        _ => false,
    }
}
