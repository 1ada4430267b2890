//! A stage that hurts and in which nothing could be better.

use super::{Look, Rule};
use std::collections::BTreeSet;

use crate::doc::Date;
use crate::model::journey::{Journey, State};
use crate::model::{Book, CheckLevel, Finding, Key, Kind, Pointer};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "pain-without-opportunity",
    level: CheckLevel::Allow,
    kinds: &[Kind::Journey],
    about: "a stage of a current journey that hurts, and in which nothing could be better",
    why: "A map that only complains is put away; the step from a pain to an idea is what it is made for.",
    source: Some("Journey mapping (NN/g): a map ends with opportunities, and with who owns them."),
    mend: "write `opportunities = [{ title = \"…\" }]` in the stage, or what solves it today in `solutions`",
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

[[stages]]
name = "Search"
pains = ["No price on the site"]
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

[[stages]]
name = "Search"
pains = ["No price on the site"]
opportunities = [{ title = "Show the price" }]
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let answered = answered(book);
    let mut found = Vec::new();
    for (entry, journey) in super::in_use_as::<Journey>(book) {
        if journey.state == Some(State::Future) {
            continue;
        }
        for (index, stage) in journey.stages.iter().enumerate() {
            let is_answered = stage.pains.iter().any(|pain| {
                let id = pain.id.as_ref();
                id.is_some_and(|id| answered.contains(&(entry.key.clone(), id.0.clone())))
            });
            let is_open =
                stage.opportunities.is_empty() && stage.solutions.is_empty() && !is_answered;
            if !stage.pains.is_empty() && is_open {
                let path = FieldPath::default().key("stages").index(index).key("pains");
                let finding = Finding::new(
                    RULE.name,
                    path,
                    format!(
                        "\"{}\" hurts, and nothing in it could be better",
                        stage.name
                    ),
                    "write `opportunities = [{ title = \"…\", owner = \"…\" }]` in this stage, or what solves it today in `solutions`",
                );
                found.push(finding.of(&entry.key));
            }
        }
    }
    found
}

/// The statements that something we offer answers.
fn answered(book: &Book) -> BTreeSet<(Key, String)> {
    let entries = super::in_use(book).map(|entry| &entry.key);
    let others = entries.flat_map(|key| book.catalog.others(key));
    let claims = others.filter_map(|used| match &used.to {
        Pointer::Claim(kind, id, part) => Some((Key::new(*kind, id.as_str()), part.clone())),
        _ => None,
    });
    claims.collect()
}
