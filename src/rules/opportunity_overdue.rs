//! An opportunity whose day has passed and that is neither done nor dropped.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::journey::{Journey, OpportunityStatus, WrittenStatus};
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "opportunity-overdue",
    level: CheckLevel::Warn,
    kinds: &[Kind::Journey],
    about: "an opportunity whose day has passed and that is neither done nor dropped",
    why: "A day that passes without a word says that nobody looks at the map any more.",
    source: None,
    mend: "do it and write `status = \"done\"`, give it another day in `due`, or write `status = \"dropped\"`",
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
opportunities = [{ title = "Show the price", owner = "Pieter Vos", due = 2026-03-01, status = "doing" }]
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
opportunities = [{ title = "Show the price", owner = "Pieter Vos", due = 2026-03-01, status = "done" }]
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for (entry, journey) in super::in_use_as::<Journey>(book) {
        for (at, stage) in journey.stages.iter().enumerate() {
            for (index, one) in stage.opportunities.iter().enumerate() {
                let status = one.status.as_ref().and_then(WrittenStatus::known);
                let is_over = status.is_some_and(OpportunityStatus::is_over);
                if let Some(due) = one.due
                    && due < today
                    && !is_over
                {
                    let stage = FieldPath::default().key("stages").index(at);
                    let path = stage.key("opportunities").index(index).key("due");
                    let message = format!("this was to be done by {due}");
                    let help =
                        "write `status = \"done\"` or `status = \"dropped\"`, or another day here";
                    found.push(Finding::new(RULE.name, path, message, help).of(&entry.key));
                }
            }
        }
    }
    found
}
