//! A journey's rows and stages, its feelings in words, and the value of its opportunities.

use crate::model::content::{Content, Node};
use crate::model::journey::{Journey, Lane};
use crate::model::{Key, Kind};
use crate::pages::sheets::workshop_url;
use crate::site::links::EntryLinks;
use crate::site::stages::{StageInRow, strip};
use crate::site::{EntryCard, drawings};
use crate::view::{Fields, Shared, view};

view! {
    /// What only the page of a journey has.
    pub(crate) struct JourneyComputed<'a> {
        /// The stages in a row.
        stages: Vec<StageInRow>,
        /// The emotion curves, drawn; nothing when no feeling is known.
        curve: Option<drawings::journey::EmotionCurves<'a>>,
        /// The map cut into sheets of paper, each with its part of the curves; none when it fits on one.
        sheets: Vec<drawings::journey::CurveSheet<'a>>,
        /// The rows of the map.
        lanes: Vec<MapLane<'a>>,
        /// The journeys that are to improve it.
        improved_by: Vec<Shared<EntryCard>>,
        /// The address of an empty journey of the first persona on it; nothing when it names none.
        workshop_url: Option<String>,
    }
}

view! {
    /// A row of the map of a journey.
    pub(crate) struct MapLane<'a> {
        /// The field of a stage it shows, as in `touchpoints`; `extra` for a row of the author's own.
        key: &'static str,
        /// The row in words.
        word: &'a str,
        /// For each stage, that field.
        cells: Vec<Fields>,
    }
}

pub(crate) fn computed<'a>(links: &EntryLinks<'a>, journey: &'a Journey) -> JourneyComputed<'a> {
    let viewer = links.viewer;
    let improved_by = viewer.referring::<Journey>(&links.entry.key, "improves");
    let improved_by = improved_by.iter().map(|(entry, _)| entry.key.id.as_str());
    let first = journey.personas.first();
    let first = first.and_then(|one| viewer.catalog.get(&Key::new(Kind::Persona, &one.id)));
    JourneyComputed {
        stages: strip(viewer, links.entry, journey),
        curve: drawings::journey::curve(links, journey),
        sheets: drawings::journey::sheets(links, journey),
        lanes: lanes(links, journey),
        improved_by: viewer.cards(Kind::Journey, improved_by),
        workshop_url: first.and_then(|one| workshop_url(viewer, one)),
    }
}

/// The rows of the map: those the journey names, else all that any stage fills; empty rows are left out.
fn lanes<'a>(links: &EntryLinks<'a>, journey: &'a Journey) -> Vec<MapLane<'a>> {
    let wanted: &[Lane] = if journey.lanes.is_empty() {
        Lane::ALL
    } else {
        &journey.lanes
    };
    let stages: Vec<Node<'_>> = journey.stages.iter().map(Content::node).collect();
    let filled = wanted.iter().filter(|lane| {
        let mut stages = stages.iter();
        stages.any(|stage| !is_empty(stage.field(lane.as_str())))
    });
    let lanes = filled.map(|lane| MapLane {
        key: lane.as_str(),
        word: links.viewer.words.choice("lane", lane.as_str()),
        cells: stages
            .iter()
            .map(|stage| links.value(stage.field(lane.as_str())))
            .collect(),
    });
    lanes.chain(own_lanes(links, journey)).collect()
}

/// The author's own rows, by their labels in the order in which stages first have them.
fn own_lanes<'a>(links: &EntryLinks<'a>, journey: &'a Journey) -> Vec<MapLane<'a>> {
    let labels = journey.stages.iter().flat_map(|stage| &stage.extra.0);
    let mut own: Vec<&str> = Vec::new();
    for (label, _) in labels {
        if !own.contains(&label.as_str()) {
            own.push(label);
        }
    }
    let lanes = own.into_iter().map(|label| MapLane {
        key: "extra",
        word: label,
        cells: journey
            .stages
            .iter()
            .map(|stage| links.value(&stage.extra.get(label).map_or(Node::Absent, Content::node)))
            .collect(),
    });
    lanes.collect()
}

fn is_empty(node: &Node<'_>) -> bool {
    match node {
        Node::Absent => true,
        Node::List(items) => items.is_empty(),
        _ => false,
    }
}
