//! The deck of cards: fronts and backs, eight to a sheet.

use super::pairs;
use crate::model::persona::Persona;
use crate::site::links::EntryLinks;
use crate::site::shorten::{few, size};
use crate::site::{Viewer, map};
use crate::text::width::{letters, shorten};
use crate::theme::Value;

/// Sheets of eight cards: the fronts, and the backs with every row mirrored, so that a back is behind its
/// front when the paper is turned over its long edge. A place without a card is `none`.
pub(crate) fn sheets(viewer: &Viewer<'_>) -> Value {
    let cards: Vec<Value> = viewer
        .catalog
        .all::<Persona>()
        .map(|(entry, persona)| {
            let links = EntryLinks { viewer, entry };
            map(vec![
                ("card", viewer.card_of(entry).into()),
                (
                    "name_size",
                    size(letters(&entry.header.name), &[18, 32]).into(),
                ),
                (
                    "quote",
                    persona
                        .quote
                        .as_ref()
                        .map(|quote| shorten(&quote.text.plain(), 120))
                        .into(),
                ),
                (
                    "detail",
                    persona.role.as_deref().map(|role| shorten(role, 60)).into(),
                ),
                (
                    "buying_role",
                    persona
                        .buying_role
                        .map(|role| viewer.words.choice("buying-role", role.as_str()))
                        .into(),
                ),
                ("back", card_back(&links, persona)),
            ])
        })
        .collect();
    pairs::values(&cards)
}

/// The back of a small card: what drives and what frustrates, how to treat and how not to.
fn card_back(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    let words = &links.viewer.words;
    let (drives, drives_key) = if persona.goals.is_empty() {
        (&persona.drivers, "persona_drives")
    } else {
        (&persona.goals, "persona_goals")
    };
    let rows = [
        (drives_key, "drives", drives),
        ("persona_frustrates", "frustrates", &persona.frustrations),
        ("persona_do", "do", &persona.dos),
        ("persona_dont", "dont", &persona.donts),
    ];
    rows.into_iter()
        .filter(|(_, _, claims)| !claims.is_empty())
        .map(|(word, class, claims)| {
            map(vec![
                ("label", words.get(word).into()),
                ("class", class.into()),
                ("items", few(claims, 2, 64)),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}
