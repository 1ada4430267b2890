//! A journey's rows and stages, its feelings in words, and the value of its opportunities.

use crate::model::content::{Content, Node};
use crate::model::journey::{Journey, Lane, Opportunity, Stage};
use crate::model::{Entry, Kind};
use crate::score::opportunity_value;
use crate::theme::Value;
use crate::view::chart::curve;
use crate::view::links::EntryLinks;
use crate::view::{Viewer, drawings, map};

pub(super) fn facts(links: &EntryLinks<'_>, journey: &Journey) -> Value {
    let viewer = links.viewer;
    let improved_by = viewer.referring::<Journey>(&links.entry.key, "improves");
    let improved_by = improved_by.iter().map(|(entry, _)| entry.key.id.as_str());
    map(vec![
        ("stages", strip(viewer, links.entry, journey)),
        ("curve", drawings::journey::curve(links, journey)),
        ("sheets", drawings::journey::sheets(links, journey)),
        ("lanes", lanes(links, journey)),
        (
            "improved_by",
            viewer.cards(Kind::Journey, improved_by).into(),
        ),
    ])
}

/// The stages in a row: name, number, anchor, feeling with its part of the strip, and the feeling of each persona.
pub(in crate::view) fn strip(viewer: &Viewer<'_>, entry: &Entry, journey: &Journey) -> Value {
    let links = EntryLinks { viewer, entry };
    let drawn = curve::strip(&drawings::journey::of_stages(journey));
    journey
        .stages
        .iter()
        .zip(drawn)
        .enumerate()
        .map(|(index, (stage, drawn))| {
            let emotion = stage.emotion.as_ref();
            let per_persona = journey.personas.iter().filter_map(|persona| {
                let felt = stage.emotions.get(&persona.id)?.0;
                Some(map(vec![
                    ("persona", viewer.card(Kind::Persona, &persona.id)),
                    ("emotion", felt.into()),
                    ("word", viewer.words.emotion(felt).into()),
                ]))
            });
            map(vec![
                ("number", (index + 1).into()),
                ("anchor", format!("stage-{}", index + 1).into()),
                ("name", stage.name.as_str().into()),
                (
                    "summary",
                    stage.summary.as_ref().map(|text| links.text(text)).into(),
                ),
                (
                    "goal",
                    stage.goal.as_ref().map(|text| links.text(text)).into(),
                ),
                (
                    "takes",
                    stage.takes.as_ref().map(|text| links.text(text)).into(),
                ),
                ("owner", stage.owner.as_deref().into()),
                ("moment_of_truth", stage.moment_of_truth.into()),
                ("importance", stage.importance.map(|one| one.0).into()),
                ("satisfaction", stage.satisfaction.map(|one| one.0).into()),
                ("strip", Value::from_serializable(&drawn)),
                ("emotion", emotion.map(|one| one.to).into()),
                ("emotion_from", emotion.map(|one| one.from).into()),
                (
                    "emotion_word",
                    emotion
                        .map(|one| viewer.words.emotions(one.from, one.to))
                        .into(),
                ),
                (
                    "emotion_label",
                    emotion
                        .and_then(|one| one.label.as_ref())
                        .map(|label| links.text(label))
                        .into(),
                ),
                ("emotions", per_persona.collect::<Vec<_>>().into()),
                ("leads_to", leads_to(viewer, stage)),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

fn leads_to(viewer: &Viewer<'_>, stage: &Stage) -> Value {
    stage
        .leads_to
        .iter()
        .filter_map(|to| {
            let card = viewer.card(to.kind, &to.id);
            let part = to.part.as_ref().map(|part| format!("#{part}"));
            let stage = to
                .part
                .as_deref()
                .and_then(|part| stage_of(viewer, &to.id, part));
            (!card.is_none()).then(|| {
                map(vec![
                    ("card", card),
                    ("stage", stage.into()),
                    ("part", part.unwrap_or_default().into()),
                ])
            })
        })
        .collect::<Vec<_>>()
        .into()
}

/// The name of the stage of a journey that a part such as `stage-2` means.
pub(in crate::view) fn stage_of<'a>(
    viewer: &'a Viewer<'_>,
    journey: &str,
    part: &str,
) -> Option<&'a str> {
    let (_, journey) = viewer.catalog.find::<Journey>(journey)?;
    let number: usize = part.strip_prefix("stage-")?.parse().ok()?;
    let stage = journey.stages.get(number.checked_sub(1)?)?;
    Some(&stage.name)
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

/// Every opportunity of every journey as the page of opportunities shows it: the rows, the most valuable first, their matrix, and
/// their numbers by owner and by status.
pub(in crate::view) fn opportunities(viewer: &Viewer<'_>) -> Vec<(&'static str, Value)> {
    let mut found: Vec<(Option<f64>, &Opportunity, Value)> = Vec::new();
    for (entry, journey) in viewer.catalog.all::<Journey>() {
        let links = EntryLinks { viewer, entry };
        for (index, stage) in journey.stages.iter().enumerate() {
            for opportunity in &stage.opportunities {
                let value = opportunity_value(opportunity);
                let row = map(vec![
                    ("opportunity", links.value(&opportunity.node())),
                    ("value", value.into()),
                    ("journey", viewer.card_of(entry)),
                    ("stage", stage.name.as_str().into()),
                    ("anchor", format!("stage-{}", index + 1).into()),
                ]);
                found.push((value, opportunity, row));
            }
        }
    }
    found.sort_by(|(left, ..), (right, ..)| right.unwrap_or(-1.0).total_cmp(&left.unwrap_or(-1.0)));
    let ranked: Vec<&Opportunity> = found.iter().map(|(_, one, _)| *one).collect();
    let by_owner = drawings::opportunities::grouped(&ranked, |one| one.owner.as_deref());
    let by_status = drawings::opportunities::grouped(&ranked, |one| one.status.as_deref());
    let matrix = drawings::opportunities::value_matrix(&viewer.words, &ranked);
    let rows: Vec<Value> = found.into_iter().map(|(_, _, row)| row).collect();
    vec![
        ("rows", rows.into()),
        ("matrix", matrix),
        ("by_owner", by_owner),
        ("by_status", by_status),
    ]
}
