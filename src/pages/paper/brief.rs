//! What fits on a table card or a slide of a persona.

use crate::model::persona::Persona;
use crate::site::links::EntryLinks;
use crate::site::map;
use crate::site::shorten::{few, size};
use crate::text::width::{letters, shorten};
use crate::theme::Value;

/// What fits on paper of a fixed size: the first few of everything, the worst first where claims say how
/// bad they are, none longer than a few lines.
pub(crate) fn brief(links: &EntryLinks<'_>, persona: &Persona, quote: &str) -> Value {
    let objections = persona
        .decision
        .iter()
        .flat_map(|decision| &decision.objections)
        .take(2)
        .map(|objection| {
            map(vec![
                ("says", shorten(&objection.says.plain(), 110).into()),
                (
                    "answer",
                    objection
                        .answer
                        .as_ref()
                        .map(|answer| shorten(&answer.plain(), 230))
                        .into(),
                ),
            ])
        });
    let day = persona.day.iter().take(9).map(|moment| {
        map(vec![
            ("time", moment.time.as_deref().into()),
            ("what", shorten(&moment.what.plain(), 130).into()),
        ])
    });
    // On small paper goals say most; drivers and frustrations are for the back.
    let wants = if persona.goals.is_empty() {
        &persona.drivers
    } else {
        &persona.goals
    };
    map(vec![
        ("quote", quote.into()),
        (
            "summary",
            links
                .entry
                .header
                .summary
                .as_ref()
                .map(|text| shorten(&text.plain(), 220))
                .into(),
        ),
        ("quote_size", size(letters(quote), &[80, 125]).into()),
        (
            "name_size",
            size(letters(&links.entry.header.name), &[18, 32]).into(),
        ),
        ("wants", few(wants, 3, 110)),
        ("drives", few(persona.drives(), 4, 120)),
        ("frustrations", few(&persona.frustrations, 4, 120)),
        ("fears", few(&persona.fears, 3, 120)),
        ("dreams", few(&persona.dreams, 3, 120)),
        ("dos", few(&persona.dos, 4, 110)),
        ("donts", few(&persona.donts, 4, 110)),
        ("convinced_by", few(persona.convinced_by(), 4, 120)),
        ("says", few(persona.says(), 6, 30)),
        ("avoid", few(persona.avoids(), 6, 30)),
        ("objections", objections.collect::<Vec<_>>().into()),
        ("day", day.collect::<Vec<_>>().into()),
    ])
}

/// The quote as it stands on all her paper; empty without one.
pub(crate) fn quote(persona: &Persona) -> String {
    let quote = persona.quote.as_ref();
    quote.map_or_else(String::new, |quote| shorten(&quote.text.plain(), 170))
}
