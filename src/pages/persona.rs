//! A persona's place in journeys, jobs and committees, the nine questions, how well she is known, and what
//! the drawings of her page need.

use crate::draw::Frame;
use crate::draw::curve::{self, Feeling};
use crate::draw::frame::count;
use crate::language::standard_question;
use crate::model::claim::worst_first;
use crate::model::content::{Content, Node};
use crate::model::icp::Icp;
use crate::model::journey::{Journey, stage_part};
use crate::model::persona::Persona;
use crate::model::{Claim, Kind, Pointer};
use crate::score::confidence;
use crate::site::links::EntryLinks;
use crate::site::outcomes::{jobs_of, ranked_outcomes};
use crate::site::traits::slider;
use crate::site::{drawings, map};
use crate::theme::Value;

/// How many outcomes of each job a persona's page shows.
const TOP_OUTCOMES: usize = 3;

/// How many claims of each list stand at the top of a persona's page.
const TOP_CLAIMS: usize = 3;

/// The width of a stage in the drawing of her feelings; its height is 100.
const SPARK_STAGE: f64 = 160.0;

pub(crate) fn facts(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    let traits = persona.traits.iter().map(|one| slider(links.viewer, one));
    map(vec![
        ("top", top(links, persona)),
        ("traits", traits.collect::<Vec<_>>().into()),
        ("journeys", journeys(links)),
        ("jobs", jobs(links, persona)),
        ("committees", committees(links)),
        ("validation", validation(links, persona)),
        ("knowledge", knowledge(links, persona)),
    ])
}

/// Per journey the persona is on: its card and, stage by stage, how it feels to her.
fn journeys(links: &EntryLinks<'_>) -> Value {
    let id = &links.entry.key.id;
    links
        .viewer
        .referring::<Journey>(&links.entry.key, "personas")
        .into_iter()
        .map(|(entry, journey)| {
            let felt = drawings::journey::of_persona(journey, id);
            let strip = curve::strip(&felt);
            let stages = journey.stages.iter().enumerate().map(|(index, stage)| {
                let emotion = felt[index].map(|feeling| feeling.to);
                map(vec![
                    ("name", stage.name.as_str().into()),
                    ("anchor", stage_part(index).into()),
                    ("moment_of_truth", stage.moment_of_truth.into()),
                    ("strip", Value::from_serializable(&strip[index])),
                    ("emotion", emotion.into()),
                    (
                        "emotion_word",
                        emotion
                            .map(|emotion| links.viewer.words.emotion(emotion))
                            .into(),
                    ),
                ])
            });
            map(vec![
                ("card", links.viewer.card_of(entry).into()),
                ("stages", stages.collect::<Vec<_>>().into()),
                ("spark", spark(&felt)),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// Her feelings in one small drawing; nothing when none is known.
fn spark(felt: &[Option<Feeling>]) -> Value {
    let frame = Frame::new(
        SPARK_STAGE * count(felt.len()),
        100.0,
        [10.0, 0.0, 10.0, 0.0],
    );
    let drawn = curve::sparkline(&frame, felt);
    if drawn.path.is_empty() {
        return Value::none();
    }
    Value::from_serializable(&drawn)
}

/// What stands at the top of the page: what drives and what frustrates, with how many more there are.
fn top(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    let list = |claims: &[Claim]| {
        let first = worst_first(claims);
        let items = first
            .iter()
            .take(TOP_CLAIMS)
            .map(|claim| links.claim(claim));
        map(vec![
            ("items", items.collect::<Vec<_>>().into()),
            ("more", claims.len().saturating_sub(TOP_CLAIMS).into()),
        ])
    };
    map(vec![
        ("drives", list(persona.drives())),
        ("drives_are_goals", persona.drivers.is_empty().into()),
        ("frustrations", list(&persona.frustrations)),
        ("dos", list(&persona.dos)),
        ("donts", list(&persona.donts)),
    ])
}

/// Her jobs, each with its top outcomes.
fn jobs(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    let viewer = links.viewer;
    jobs_of(links, persona)
        .into_iter()
        .map(|(entry, job)| {
            let links = EntryLinks { viewer, entry };
            let mut outcomes = ranked_outcomes(&links, job);
            outcomes.truncate(TOP_OUTCOMES);
            map(vec![
                ("card", viewer.card_of(entry).into()),
                (
                    "statement",
                    job.statement.as_ref().map(|text| links.text(text)).into(),
                ),
                ("outcomes", outcomes.into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// The buying committees she sits on, with her role.
fn committees(links: &EntryLinks<'_>) -> Value {
    let viewer = links.viewer;
    let id = &links.entry.key.id;
    let mut seats = Vec::new();
    for (entry, icp) in viewer.referring::<Icp>(&links.entry.key, "committee") {
        for member in &icp.committee {
            if member
                .persona
                .as_ref()
                .is_some_and(|persona| persona.id == *id)
            {
                seats.push(map(vec![
                    ("icp", viewer.card_of(entry).into()),
                    (
                        "role",
                        viewer
                            .words
                            .choice("buying-role", member.role.as_str())
                            .into(),
                    ),
                ]));
            }
        }
    }
    seats.into()
}

/// The standard questions in their order, answered or not, then the persona's own.
fn validation(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    let questions = links.viewer.words.standard_questions();
    let answered = |place: usize| {
        let all = &mut persona.validation.iter();
        all.find(|one| standard_question(&one.question) == Some(place))
            .map(|one| links.value(&one.node()))
    };
    let standard = questions.iter().enumerate().map(|(place, question)| {
        map(vec![
            ("question", question.as_str().into()),
            ("answer", answered(place).into()),
        ])
    });
    let own = persona
        .validation
        .iter()
        .filter(|one| standard_question(&one.question).is_none())
        .map(|one| {
            map(vec![
                ("question", one.question.as_str().into()),
                ("answer", links.value(&one.node()).into()),
            ])
        });
    standard.chain(own).collect::<Vec<_>>().into()
}

/// How many claims there are, how many rest on evidence, and on how many sources.
fn knowledge(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    let viewer = links.viewer;
    let (mut claims, mut assumptions) = (0_u32, 0_u32);
    let mut counts = [
        ("strong", 0_u32),
        ("fair", 0),
        ("weak", 0),
        ("assumption", 0),
    ];
    persona.node().leaves(&mut |_, leaf| {
        if let Node::Claim(claim) = leaf {
            claims += 1;
            assumptions += u32::from(claim.evidence.is_empty());
            let step = confidence(claim, viewer.catalog, viewer.today).as_str();
            for (key, count) in &mut counts {
                *count += u32::from(*key == step);
            }
        }
    });
    // Where each step of confidence begins on a bar of 100, and how long it is.
    let mut start = 0.0;
    let steps: Vec<Value> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| {
            let width = 100.0 * f64::from(count) / f64::from(claims);
            let step = map(vec![
                ("key", key.into()),
                ("word", viewer.words.choice("confidence", key).into()),
                ("count", count.into()),
                ("x", format!("{start:.2}").into()),
                ("width", format!("{width:.2}").into()),
            ]);
            start += width;
            step
        })
        .collect();
    let mut sources: Vec<&str> = links
        .viewer
        .catalog
        .references(&links.entry.key)
        .iter()
        .filter_map(|used| match &used.to {
            Pointer::Entry(Kind::Evidence, id) => Some(id.as_str()),
            _ => None,
        })
        .collect();
    sources.sort_unstable();
    sources.dedup();
    map(vec![
        ("claims", claims.into()),
        ("assumptions", assumptions.into()),
        ("steps", steps.into()),
        (
            "sources",
            links.viewer.cards(Kind::Evidence, sources).into(),
        ),
    ])
}
