//! The persona of the week: which one it is, the browser decides (`static/week.js`); here is what it can show.

use crate::language::Words;
use crate::model::claim::worst_first;
use crate::model::persona::{Persona, PersonaKind};
use crate::model::{Entry, Status};
use crate::portrait::Seed;
use crate::site::{EntryCard, Viewer};
use crate::view::{Shared, view};

/// A year has at most 53 weeks: more personas than that never have theirs.
const WEEKS: usize = 53;

/// The letters of a question to discuss: more than two lines nobody reads aloud.
const LETTERS: usize = 160;

view! {
    /// A persona with something to discuss.
    pub(crate) struct PersonaOfAWeek {
        /// Who.
        card: Shared<EntryCard>,
        /// The question to discuss.
        question: String,
    }
}

/// The personas by id, each with its card and a question to discuss. Who is no customer or no longer current has no week.
pub(crate) fn people(viewer: &Viewer<'_>) -> Vec<PersonaOfAWeek> {
    viewer
        .catalog
        .all::<Persona>()
        .filter(|(entry, persona)| {
            persona.kind != Some(PersonaKind::Negative)
                && entry.header.status != Some(Status::Retired)
        })
        .take(WEEKS)
        .map(|(entry, persona)| PersonaOfAWeek {
            card: viewer.card_of(entry),
            question: question(&viewer.words, entry, persona),
        })
        .collect()
}

/// A question about something she says, or feels, or does; always the same for the same persona.
fn question(words: &Words, entry: &Entry, persona: &Persona) -> String {
    let short = |text: String| (text.chars().count() <= LETTERS).then_some(text);
    let first = |claims: &[crate::model::Claim]| {
        let claims = worst_first(claims).into_iter();
        claims
            .map(|claim| claim.text.plain())
            .find_map(|text| short(text.trim_end_matches('.').to_owned()))
    };
    let objections = persona.decision.iter().flat_map(|one| &one.objections);
    let objection = objections.map(|one| one.says.plain()).find_map(short);
    let known: Vec<(&str, String)> = [
        ("week_frustration", first(&persona.frustrations)),
        ("week_objection", objection),
        ("week_fear", first(&persona.fears)),
        ("week_need", first(&persona.needs)),
    ]
    .into_iter()
    .filter_map(|(key, text)| Some((key, text?)))
    .collect();
    let choice = Seed::new(&entry.key.id).below("persona of the week", known.len());
    let name = entry.header.short_name();
    match known.get(choice) {
        Some((key, text)) => words.fill_slot(&words.fill(key, "name", name), "what", text),
        None => words.fill("week_any", "name", name),
    }
}
