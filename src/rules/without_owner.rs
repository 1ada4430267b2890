//! An entry that nobody keeps true.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::{Book, CheckLevel, Finding};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "without-owner",
    level: CheckLevel::Allow,
    kinds: &[],
    about: "an entry that nobody keeps true",
    why: "Maps and personas without an owner are not looked at again.",
    source: None,
    mend: "write `owner = \"Your name\"`",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
owner = "Fenna de Wit"
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let entries = super::in_use(book);
    let unowned = entries.filter(|entry| entry.header.owner.is_none());
    unowned
        .map(|entry| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                format!("nobody keeps this {} true", entry.key.kind.name()),
                "write `owner = \"…\"`, with the name of whoever looks after it",
            )
            .of(&entry.key)
        })
        .collect()
}
