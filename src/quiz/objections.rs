//! What would you answer to this objection?

use super::alike::Saying;
use super::{
    Ask, Choice, MOST_OF_AN_ENTRY, MOST_TRIES, Pool, Question, Right, Topic, mixed, offered,
};
use crate::model::persona::{Objection, Persona};
use crate::model::value::Text;

/// Wrong answers of which those with different words are offered.
const ANSWERS: usize = 2 * super::MOST_WRONG;

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let all: Vec<Answered> = pool
        .all::<Persona>()
        .flat_map(|(_, persona)| objections(persona).iter().take(MOST_TRIES))
        .map(Answered::new)
        .collect();
    let mut questions = Vec::new();
    for (entry, persona) in pool.all::<Persona>() {
        let own = objections(persona);
        let asked = (0..own.len().min(MOST_TRIES)).filter_map(|index| {
            let id = format!("objection:{}:{}", entry.key.id, index + 1);
            let (text, (options, right)) = answer(&id, own.get(index)?, &all)?;
            Some(Question {
                id,
                topic: Topic::Answers,
                ask: Ask::WhatToAnswer { text },
                options,
                right,
                source: entry,
                part: None,
            })
        });
        questions.extend(asked.take(MOST_OF_AN_ENTRY));
    }
    questions
}

pub(super) fn objections(persona: &Persona) -> &[Objection] {
    persona
        .decision
        .as_ref()
        .map_or(&[], |decision| &decision.objections)
}

/// An objection and what is answered, ready to be compared.
pub(super) struct Answered {
    says: Saying,
    answer: Option<(String, Saying)>,
}

impl Answered {
    pub(super) fn new(objection: &Objection) -> Self {
        let answer = objection.answer.as_ref().map(Text::plain);
        Self {
            says: Saying::new(&objection.says.plain()),
            answer: answer.map(|text| {
                let saying = Saying::new(&text);
                (text, saying)
            }),
        }
    }
}

/// What is said, and the answer among answers to other sayings that are not like this one.
pub(super) fn answer<'a>(
    id: &str,
    objection: &Objection,
    all: &[Answered],
) -> Option<(String, (Vec<Choice<'a>>, Right))> {
    let text = objection.says.plain();
    let answer = objection.answer.as_ref()?.plain();
    let said = Saying::new(&text);
    // Whatever is answered to the same objection, here or to somebody else, is right as well.
    let (same, other): (Vec<&Answered>, Vec<&Answered>) =
        all.iter().partition(|one| one.says.is_like(&said));
    let mut right: Vec<&Saying> = answers(same).map(|(_, saying)| saying).collect();
    let own = Saying::new(&answer);
    right.push(&own);
    let wrong = mixed(id, answers(other).collect(), |(text, _)| text.clone())
        .into_iter()
        .filter(|(_, other)| !right.iter().any(|own| own.is_like(other)))
        .take(ANSWERS)
        .map(|(text, _)| Choice::Text(text.clone()))
        .collect();
    Some((text, offered(id, Choice::Text(answer), wrong)?))
}

fn answers(those: Vec<&Answered>) -> impl Iterator<Item = &(String, Saying)> {
    those.into_iter().filter_map(|one| one.answer.as_ref())
}
