//! Whose frustration is this?

use super::quotes::{about, numbered};
use super::{Ask, Pool, Question, Topic};
use crate::model::persona::Persona;

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for (entry, persona) in pool.all::<Persona>() {
        let family = "whose-frustration";
        let pains = persona.empathy.iter().flat_map(|map| &map.pains);
        let claims = numbered(family, entry, "", persona.frustrations.iter())
            .chain(numbered(family, entry, "pain-", pains));
        questions.extend(
            about(pool, (entry, persona), claims).map(|(id, text, options)| {
                let (options, right) = options;
                Question {
                    id,
                    topic: Topic::Frustrations,
                    ask: Ask::WhoseFrustration { text },
                    options,
                    right,
                    source: entry,
                    part: None,
                }
            }),
        );
    }
    questions
}
