//! An entry of which nobody ever said that it is true.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::{Book, CheckLevel, Finding};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "never-reviewed",
    level: CheckLevel::Allow,
    kinds: &[],
    about: "an entry of which nobody ever said that it is true",
    why: "What nobody has looked at is a first idea.",
    source: None,
    mend: "look at it, then `personabook review persona:sophie --by \"Your name\"`",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
reviewed = 2026-05-01
reviewed_by = "Fenna de Wit"
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, today: Date) -> Vec<Finding> {
    let entries = super::in_use(book);
    // A review in the future is none, as in the queues.
    let never = entries.filter(|entry| entry.header.reviewed.is_none_or(|day| day > today));
    never
        .map(|entry| {
            let (kind, id) = (entry.key.kind.name(), &entry.key.id);
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                format!("nobody ever said that this {kind} is true"),
                format!("look at it, then `personabook review {kind}:{id} --by \"Your name\"`"),
            )
            .of(&entry.key)
        })
        .collect()
}
