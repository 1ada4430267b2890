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
    let all: Vec<&Objection> = pool
        .all::<Persona>()
        .flat_map(|(_, persona)| objections(persona).iter().take(MOST_TRIES))
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

/// What is said, and the answer among answers to other sayings that are not like this one.
pub(super) fn answer<'a>(
    id: &str,
    objection: &Objection,
    all: &[&Objection],
) -> Option<(String, (Vec<Choice<'a>>, Right))> {
    let text = objection.says.plain();
    let answer = objection.answer.as_ref()?.plain();
    let said = Saying::new(&text);
    // Whatever is answered to the same objection, here or to somebody else, is right as well.
    let (same, other): (Vec<&Objection>, Vec<&Objection>) = all
        .iter()
        .copied()
        .partition(|one| Saying::new(&one.says.plain()).is_like(&said));
    let answers = |those: Vec<&Objection>| -> Vec<String> {
        let those = those.into_iter().filter_map(|one| one.answer.as_ref());
        those.map(Text::plain).collect()
    };
    let mut right: Vec<Saying> = answers(same).iter().map(|one| Saying::new(one)).collect();
    right.push(Saying::new(&answer));
    let wrong = mixed(id, answers(other), Clone::clone)
        .into_iter()
        .filter(|other| !right.iter().any(|own| own.is_like(&Saying::new(other))))
        .take(ANSWERS)
        .map(Choice::Text)
        .collect();
    Some((text, offered(id, Choice::Text(answer), wrong)?))
}
