//! A journey's rows and stages, its feelings in words, and the value of its opportunities.

use crate::model::content::{Content, Node};
use crate::model::journey::{Journey, Lane, Stage};
use crate::model::{Key, Kind};
use crate::pages::sheets::workshop_url;
use crate::site::links::EntryLinks;
use crate::site::stages::{StageInRow, strip};
use crate::site::{EntryCard, drawings};
use crate::view::{Fields, Shared, view, view_words};

view! {
    /// What only the page of a journey has.
    pub(crate) struct JourneyComputed<'a> {
        /// The stages in a row.
        stages: Vec<StageInRow>,
        /// The emotion curves, drawn; nothing when no feeling is known.
        curve: Option<drawings::journey::EmotionCurves<'a>>,
        /// The personas of whom no feeling of their own is known.
        without_line: Vec<Shared<EntryCard>>,
        /// The map cut into sheets of paper, each with its part of the curves; none when it fits on one.
        sheets: Vec<drawings::journey::CurveSheet<'a>>,
        /// The rows of the map in groups: what the customer lives through, what they see of us, what we do behind it.
        groups: Vec<MapGroup<'a>>,
        /// The journeys that are to improve it.
        improved_by: Vec<Shared<EntryCard>>,
        /// The address of an empty journey of the first persona on it; nothing when it names none.
        workshop_url: Option<String>,
    }
}

view! {
    /// Rows of the map that belong together.
    pub(crate) struct MapGroup<'a> {
        /// `customer`, `sight` or `behind`.
        key: MapPart,
        /// The group in words.
        word: &'a str,
        /// The names of its rows.
        about: String,
        /// Whether it has a row with feelings in words and numbers.
        felt: bool,
        /// Whether it has a row with what each stage is: what happens, its goal, how long it takes.
        framed: bool,
        /// Its rows.
        lanes: Vec<MapLane<'a>>,
        /// Whether it has a row with the journeys that stages lead into.
        leads: bool,
    }
}

view_words! {
    /// Whose side the rows of a group show.
    #[derive(Copy, PartialEq)]
    pub(crate) enum MapPart {
        /// What the customer lives through.
        Customer = "customer",
        /// What they see of us.
        Sight = "sight",
        /// What we do out of their sight.
        Behind = "behind",
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
    let felt = |id: &str| {
        let mut stages = journey.stages.iter();
        stages.any(|stage| stage.emotions.get(id).is_some())
    };
    let personas = journey.personas.iter().map(|one| one.id.as_str());
    let without_line = personas.filter(|id| !felt(id));
    JourneyComputed {
        without_line: viewer.cards(Kind::Persona, without_line),
        stages: strip(viewer, links.entry, journey),
        curve: drawings::journey::curve(links, journey),
        sheets: drawings::journey::sheets(links, journey),
        groups: groups(links, journey),
        improved_by: viewer.cards(Kind::Journey, improved_by),
        workshop_url: first.and_then(|one| workshop_url(viewer, one)),
    }
}

/// The rows in their groups; a group without rows is left out.
fn groups<'a>(links: &EntryLinks<'a>, journey: &'a Journey) -> Vec<MapGroup<'a>> {
    let words = &links.viewer.words;
    let any = |is: &dyn Fn(&Stage) -> bool| journey.stages.iter().any(is);
    let felt = any(&|stage| stage.emotion.is_some() || !stage.emotions.0.is_empty());
    let framed = any(&|stage| {
        stage.summary.is_some()
            || stage.goal.is_some()
            || stage.takes.is_some()
            || stage.owner.is_some()
            || stage.importance.is_some()
            || stage.satisfaction.is_some()
    });
    let leads = any(&|stage| !stage.leads_to.is_empty());
    let mut lanes = lanes(links, journey);
    let parts = [MapPart::Customer, MapPart::Sight, MapPart::Behind];
    let groups = parts.into_iter().map(|part| {
        let (own, others) = std::mem::take(&mut lanes)
            .into_iter()
            .partition(|lane| part_of(lane.key) == part);
        lanes = others;
        let is_theirs = part == MapPart::Customer;
        let mut group = MapGroup {
            key: part,
            word: words.get(match part {
                MapPart::Customer => "journey_customer",
                MapPart::Sight => "journey_sight",
                MapPart::Behind => "journey_behind",
            }),
            about: String::new(),
            felt: felt && is_theirs,
            framed: framed && is_theirs,
            lanes: own,
            leads: leads && is_theirs,
        };
        let first = [(group.felt, "lane_emotion"), (group.framed, "lane_stage")];
        let first = first.iter().filter(|(has, _)| *has);
        let first = first.map(|(_, key)| words.get(key));
        let last = group.leads.then(|| words.get("lane_leads_to"));
        let names = group.lanes.iter().map(|lane| lane.word);
        let names: Vec<&str> = first.chain(names).chain(last).collect();
        group.about = names.join(" · ");
        group
    });
    groups.filter(|group| !group.about.is_empty()).collect()
}

/// Whose side a row shows. A row of the author's own stands with what the customer lives through.
fn part_of(lane: &str) -> MapPart {
    match lane {
        "message" | "content" | "evidence_shown" | "frontstage" => MapPart::Sight,
        "uses" | "solutions" | "opportunities" | "measures" | "backstage" | "support" => {
            MapPart::Behind
        }
        _ => MapPart::Customer,
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
