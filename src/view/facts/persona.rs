//! A persona's place in journeys, jobs and committees, the nine questions, and how well she is known.

use super::job::ranked_outcomes;
use super::journey::emotion_word;
use crate::model::content::{Content, Node};
use crate::model::icp::Icp;
use crate::model::job::Job;
use crate::model::journey::Journey;
use crate::model::persona::{Persona, VALIDATION_QUESTIONS};
use crate::model::{Kind, Pointer};
use crate::theme::Value;
use crate::view::links::EntryLinks;
use crate::view::map;

/// How many outcomes of each job a persona's page shows.
const TOP_OUTCOMES: usize = 3;

pub(super) fn facts(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    map(vec![
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
        .catalog
        .all::<Journey>()
        .filter(|(_, journey)| journey.personas.iter().any(|one| one.id == *id))
        .map(|(entry, journey)| {
            let stages = journey.stages.iter().enumerate().map(|(index, stage)| {
                let emotion = stage
                    .emotions
                    .get(id)
                    .map(|emotion| emotion.0)
                    .or_else(|| stage.emotion.as_ref().map(|emotion| emotion.to));
                map(vec![
                    ("name", stage.name.as_str().into()),
                    ("anchor", format!("stage-{}", index + 1).into()),
                    ("moment_of_truth", stage.moment_of_truth.into()),
                    ("emotion", emotion.into()),
                    (
                        "emotion_word",
                        emotion
                            .map(|emotion| emotion_word(&links.viewer.words, emotion))
                            .into(),
                    ),
                ])
            });
            map(vec![
                ("card", links.viewer.card_of(entry)),
                ("stages", stages.collect::<Vec<_>>().into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// The jobs she names and those that name her, each with its top outcomes.
fn jobs(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    let viewer = links.viewer;
    let id = &links.entry.key.id;
    let named = |job: &str| persona.jobs.iter().any(|one| one.id == job);
    viewer
        .catalog
        .all::<Job>()
        .filter(|(entry, job)| named(&entry.key.id) || job.personas.iter().any(|one| one.id == *id))
        .map(|(entry, job)| {
            let links = EntryLinks { viewer, entry };
            let mut outcomes = ranked_outcomes(&links, job);
            outcomes.truncate(TOP_OUTCOMES);
            map(vec![
                ("card", viewer.card_of(entry)),
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
    for (entry, icp) in viewer.catalog.all::<Icp>() {
        for member in &icp.committee {
            if member
                .persona
                .as_ref()
                .is_some_and(|persona| persona.id == *id)
            {
                seats.push(map(vec![
                    ("icp", viewer.card_of(entry)),
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
    let same = |left: &str, right: &str| left.trim().eq_ignore_ascii_case(right.trim());
    let answered = |question: &str| {
        persona
            .validation
            .iter()
            .find(|one| same(&one.question, question))
            .map(|one| links.value(&one.node()))
    };
    let standard = VALIDATION_QUESTIONS
        .iter()
        .enumerate()
        .map(|(index, question)| {
            let word = links
                .viewer
                .words
                .get(&format!("validation_{}", index + 1))
                .to_owned();
            map(vec![
                ("question", word.into()),
                ("answer", answered(question).into()),
            ])
        });
    let own = persona
        .validation
        .iter()
        .filter(|one| {
            !VALIDATION_QUESTIONS
                .iter()
                .any(|question| same(&one.question, question))
        })
        .map(|one| {
            map(vec![
                ("question", one.question.as_str().into()),
                ("answer", links.value(&one.node())),
            ])
        });
    standard.chain(own).collect::<Vec<_>>().into()
}

/// How many claims there are, how many rest on evidence, and on how many sources.
fn knowledge(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    let (mut claims, mut assumptions) = (0_u32, 0_u32);
    persona.node().leaves(&mut |_, leaf| {
        if let Node::Claim(claim) = leaf {
            claims += 1;
            assumptions += u32::from(claim.evidence.is_empty());
        }
    });
    let mut sources: Vec<&str> = links
        .viewer
        .catalog
        .uses(&links.entry.key)
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
        (
            "sources",
            links.viewer.cards(Kind::Evidence, sources).into(),
        ),
    ])
}
