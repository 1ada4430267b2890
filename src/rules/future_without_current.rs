//! A journey as it should be, without the one as it is.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::journey::{Journey, State};
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "future-without-current",
    level: CheckLevel::Allow,
    kinds: &[Kind::Journey],
    about: "a journey as it should be that does not say which one it replaces",
    why: "Without today beside it nobody sees what has to change, and a wish looks like a plan.",
    source: Some(
        "Journey mapping: the current state first, from research; the future state is drawn over it.",
    ),
    mend: "write `improves = \"…\"` with the id of the journey as it is",
    fires: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
"#,
        ),
        (
            "journeys/start.toml",
            r#"name = "Start"
personas = ["sophie"]
state = "future"

[[stages]]
name = "Search"
"#,
        ),
    ],
    silent: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
"#,
        ),
        (
            "journeys/start.toml",
            r#"name = "Start"
personas = ["sophie"]
state = "future"
improves = "today"

[[stages]]
name = "Search"
"#,
        ),
        (
            "journeys/today.toml",
            r#"name = "Today"
personas = ["sophie"]
state = "current"

[[stages]]
name = "Search"
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let journeys = || super::in_use_as::<Journey>(book);
    // The first journey as it is of each persona.
    let mut current = std::collections::BTreeMap::new();
    for (entry, journey) in journeys() {
        if journey.state != Some(State::Future) {
            for persona in &journey.personas {
                let first = current.entry(persona.id.as_str());
                first.or_insert(entry.key.id.as_str());
            }
        }
    }
    let alone = journeys()
        .filter(|(_, journey)| journey.state == Some(State::Future) && journey.improves.is_none());
    alone
        .map(|(entry, journey)| {
            let mut personas = journey.personas.iter();
            let close = personas.find_map(|persona| current.get(persona.id.as_str()));
            let help = match close {
                Some(id) => format!("write `improves = \"{id}\"`, or the id of the journey that this one replaces"),
                None => "describe it first as it is today, with `state = \"current\"`, and write its id here: `improves = \"…\"`".to_owned(),
            };
            Finding::new(
                RULE.name,
                FieldPath::default().key("state"),
                "this journey is as it should be, and does not say which one it replaces",
                help,
            )
            .of(&entry.key)
        })
        .collect()
}
