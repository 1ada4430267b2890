//! An action whose day has passed and that is not done.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::plan::Action;
use crate::model::{Book, CheckLevel, Data, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "action-overdue",
    level: CheckLevel::Warn,
    kinds: &[Kind::Segment, Kind::Persona],
    about: "an action whose day has passed and that is not done",
    why: "What we do differently for a customer is what a persona is for; what nobody does is a promise.",
    source: None,
    mend: "do it and write `done = 2026-11-28`, give it another day in `due`, or remove it",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
actions = [{ what = "Show prices with tax", due = 2026-03-01 }]
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
actions = [{ what = "Show prices with tax", due = 2026-03-01, done = 2026-02-20 }]
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in super::in_use(book) {
        let actions: &[Action] = match &entry.data {
            Data::Segment(segment) => &segment.actions,
            Data::Persona(persona) => &persona.actions,
            _ => &[],
        };
        for (index, action) in actions.iter().enumerate() {
            if let (Some(due), None) = (action.due, action.done)
                && due < today
            {
                let path = FieldPath::default().key("actions").index(index).key("due");
                let finding = Finding::new(
                    RULE.name,
                    path,
                    format!("this was to be done by {due}"),
                    format!("write `done = {today}` if it is done, or another day here"),
                );
                found.push(finding.of(&entry.key));
            }
        }
    }
    found
}
