//! Who said this?

use super::alike::{Said, names, without_names};
use super::{Ask, Choice, MOST_OF_AN_ENTRY, MOST_TRIES, Pool, Question, Topic, mixed, offered};
use crate::model::persona::Persona;
use crate::model::{Claim, Entry};

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for (entry, persona) in pool.all::<Persona>() {
        let said = persona.quote.iter().chain(&persona.quotes);
        let empathy = persona.empathy.iter().flat_map(|map| &map.says);
        let claims = numbered("who-said", entry, "", said)
            .chain(numbered("who-said", entry, "says-", empathy));
        questions.extend(
            about(pool, (entry, persona), claims).map(|(id, text, options)| {
                let (options, right) = options;
                Question {
                    id,
                    topic: Topic::Quotes,
                    ask: Ask::WhoSaid { text },
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

/// The ids and texts of claims, numbered from 1. An open question has no answer that is right.
pub(super) fn numbered<'b>(
    family: &'b str,
    entry: &'b Entry,
    list: &'b str,
    claims: impl Iterator<Item = &'b Claim> + 'b,
) -> impl Iterator<Item = (String, String)> + 'b {
    let claims = claims.enumerate().filter(|(_, claim)| !claim.is_open());
    claims.map(move |(index, claim)| {
        let id = format!("{family}:{}:{list}{}", entry.key.id, index + 1);
        (id, claim.text.plain())
    })
}

type Asked<'a> = (String, String, (Vec<Choice<'a>>, super::Right));

/// What can be asked with the personas as options: nobody who says something like it, or whom it names.
pub(super) fn about<'a>(
    pool: &Pool<'a>,
    (entry, persona): (&'a Entry, &'a Persona),
    claims: impl Iterator<Item = (String, String)>,
) -> impl Iterator<Item = Asked<'a>> {
    mixed("persona", claims.collect(), |(id, _)| id.clone())
        .into_iter()
        .take(MOST_TRIES)
        .filter_map(move |(id, text)| {
            let shown = without_names(&text, entry, persona)?;
            let said = Said::new(&text);
            let wrong = pool
                .others_like(&id, entry, persona)
                .into_iter()
                .filter(|other| !names(&text, other) && !pool.says(other, &said))
                .take(super::MOST_WRONG)
                .map(Choice::Entry)
                .collect();
            let options = offered(&id, Choice::Entry(entry), wrong)?;
            Some((id, shown, options))
        })
        .take(MOST_OF_AN_ENTRY)
}
