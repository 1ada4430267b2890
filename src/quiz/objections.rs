//! What would you answer to this objection?

use super::alike::Saying;
use super::{Ask, Choice, MOST_OF_AN_ENTRY, Pool, Question, Topic, mixed, offered};
use crate::model::Entry;
use crate::model::persona::{Objection, Persona};

/// Answers that are looked through for wrong ones.
const ANSWERS: usize = 24;

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let all: Vec<(&Entry, &Objection)> = pool
        .all::<Persona>()
        .flat_map(|(entry, persona)| objections(persona).iter().map(move |one| (entry, one)))
        .filter(|(_, one)| one.answer.is_some())
        .collect();
    let all: Vec<&Objection> = mixed("objections", all, |(entry, one)| {
        format!("{}/{}", entry.key.id, one.says.0)
    })
    .into_iter()
    .map(|(_, one)| one)
    .collect();
    let mut questions = Vec::new();
    for (entry, persona) in pool.all::<Persona>() {
        let own = objections(persona);
        let others: Vec<&Objection> = own
            .iter()
            .chain(all.iter().copied())
            .take(ANSWERS + own.len())
            .collect();
        let asked = (0..own.len()).filter_map(|index| question(entry, own, index, &others));
        questions.extend(asked.take(MOST_OF_AN_ENTRY));
    }
    questions
}

fn objections(persona: &Persona) -> &[Objection] {
    persona
        .decision
        .as_ref()
        .map_or(&[], |decision| &decision.objections)
}

/// The answer among answers to other objections that are not like this one.
fn question<'a>(
    entry: &'a Entry,
    own: &[Objection],
    index: usize,
    others: &[&Objection],
) -> Option<Question<'a>> {
    let objection = own.get(index)?;
    let id = format!("objection:{}:{}", entry.key.id, index + 1);
    let text = objection.says.plain();
    let answer = objection.answer.as_ref()?.plain();
    let (said, answered) = (Saying::new(&text), Saying::new(&answer));
    let wrong = mixed(&id, others.to_vec(), |one| one.says.0.clone())
        .into_iter()
        .filter(|other| !Saying::new(&other.says.plain()).is_like(&said))
        .filter_map(|other| other.answer.as_ref().map(crate::model::value::Text::plain))
        .filter(|other| !Saying::new(other).is_like(&answered))
        .map(Choice::Text)
        .collect();
    let (options, right) = offered(&id, Choice::Text(answer), wrong)?;
    Some(Question {
        id,
        topic: Topic::Answers,
        ask: Ask::WhatToAnswer { text },
        options,
        right,
        source: entry,
        part: None,
    })
}
