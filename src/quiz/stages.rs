//! Which stage is this, and what do we say in it?

use super::alike::{Saying, normal};
use super::{Ask, Choice, MOST_OF_AN_ENTRY, MOST_TRIES, Pool, Question, Topic, mixed, offered};
use crate::model::content::{Content, Node};
use crate::model::journey::{Journey, Lane, Stage, stage_part};
use crate::model::{Claim, Entry};

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for (entry, journey) in pool.all::<Journey>() {
        let said: Vec<Vec<Saying>> = journey.stages.iter().map(sayings).collect();
        let clues = mixed(&entry.key.id, clues(entry, journey), |clue| clue.id.clone());
        let asked = clues
            .into_iter()
            .take(MOST_TRIES)
            .filter_map(|clue| which_stage(entry, journey, clue, &said))
            .take(MOST_OF_AN_ENTRY);
        questions.extend(asked);
        let messages = mixed(
            &entry.key.id,
            (0..journey.stages.len()).collect(),
            |stage| format!("message-{stage}"),
        );
        let asked = messages
            .into_iter()
            .take(MOST_TRIES)
            .filter_map(|stage| what_to_say(entry, journey, stage))
            .take(MOST_OF_AN_ENTRY);
        questions.extend(asked);
    }
    questions
}

/// Something that happens in a stage.
struct Clue {
    id: String,
    stage: usize,
    lane: Lane,
    text: String,
}

fn clues(entry: &Entry, journey: &Journey) -> Vec<Clue> {
    let mut clues = Vec::new();
    for (number, stage) in journey.stages.iter().enumerate() {
        let lanes: [(Lane, &[Claim]); 4] = [
            (Lane::Doing, &stage.doing),
            (Lane::Thinking, &stage.thinking),
            (Lane::Questions, &stage.questions),
            (Lane::Pains, &stage.pains),
        ];
        for (lane, claims) in lanes {
            let claims = claims.iter().enumerate();
            for (index, claim) in claims.filter(|(_, claim)| !claim.is_open()) {
                let place = format!("{}-{}", lane.as_str(), index + 1);
                clues.push(Clue {
                    id: format!("which-stage:{}:{}:{place}", entry.key.id, number + 1),
                    stage: number,
                    lane,
                    text: claim.text.plain(),
                });
            }
        }
    }
    clues
}

/// Everything that a stage says.
fn sayings(stage: &Stage) -> Vec<Saying> {
    let mut sayings = Vec::new();
    stage.node().leaves(&mut |_, leaf| match leaf {
        Node::Text(text) => sayings.push(Saying::new(&text.plain())),
        Node::Claim(claim) => sayings.push(Saying::new(&claim.text.plain())),
        _ => {}
    });
    sayings
}

fn which_stage<'a>(
    entry: &'a Entry,
    journey: &'a Journey,
    clue: Clue,
    said: &[Vec<Saying>],
) -> Option<Question<'a>> {
    let right = journey.stages.get(clue.stage)?;
    let saying = Saying::new(&clue.text);
    let name = normal(&right.name);
    if !saying.says_enough() || format!(" {} ", normal(&clue.text)).contains(&format!(" {name} ")) {
        return None;
    }
    let others = mixed(
        &clue.id,
        (0..journey.stages.len()).collect(),
        ToString::to_string,
    );
    // By their names: another stage of the same name may be the one that says it.
    let says_it: Vec<String> = journey
        .stages
        .iter()
        .zip(said)
        .filter(|(_, said)| said.iter().any(|own| own.is_like(&saying)))
        .map(|(stage, _)| normal(&stage.name))
        .collect();
    let wrong = others
        .into_iter()
        .filter(|other| *other != clue.stage)
        .filter(|other| !says_it.contains(&normal(&journey.stages[*other].name)))
        .map(|other| Choice::Text(journey.stages[other].name.clone()))
        .collect();
    let (options, right) = offered(&clue.id, Choice::Text(right.name.clone()), wrong)?;
    Some(Question {
        id: clue.id,
        topic: Topic::Stages,
        ask: Ask::WhichStage {
            text: clue.text,
            lane: clue.lane,
            stage: clue.stage,
        },
        options,
        right,
        source: entry,
        part: Some(stage_part(clue.stage)),
    })
}

fn what_to_say<'a>(entry: &'a Entry, journey: &'a Journey, stage: usize) -> Option<Question<'a>> {
    let message = |stage: &Stage| stage.message.as_ref().map(|claim| claim.text.plain());
    let right = journey.stages.get(stage)?;
    let text = message(right)?;
    // Stages of one name are one stage to the reader.
    let said_here: Vec<Saying> = journey
        .stages
        .iter()
        .filter(|other| normal(&other.name) == normal(&right.name))
        .filter_map(message)
        .map(|text| Saying::new(&text))
        .collect();
    let id = format!("what-to-say:{}:{}", entry.key.id, stage + 1);
    let others: Vec<usize> = (0..journey.stages.len())
        .filter(|other| *other != stage)
        .collect();
    let wrong = mixed(&id, others, ToString::to_string)
        .into_iter()
        .filter_map(|other| message(&journey.stages[other]))
        .filter(|other| !said_here.iter().any(|own| own.is_like(&Saying::new(other))))
        .map(Choice::Text)
        .collect();
    let (options, right) = offered(&id, Choice::Text(text), wrong)?;
    Some(Question {
        id,
        topic: Topic::Answers,
        ask: Ask::WhatToSay { stage },
        options,
        right,
        source: entry,
        part: Some(stage_part(stage)),
    })
}
