//! Levels for a part of the book in which nothing lies.

use super::levels::holds_for_nothing;
use super::{Look, Rule};
use crate::doc::Date;
use crate::model::{Book, CheckLevel, Finding, SETS};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "set-not-needed",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a `[[checks.set]]` in personabook.toml that holds for no entry",
    why: "Somebody meant to set something, and it does nothing.",
    source: None,
    mend: "write the folder as it is below `content`, or remove the set",
    fires: &[
        (
            "personabook.toml",
            r#"[[checks.set]]
rule = "without-owner"
folder = "personas/old"
level = "allow"
because = "Nobody looks after what we no longer sell"
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
"#,
        ),
    ],
    silent: &[
        (
            "personabook.toml",
            r#"[[checks.set]]
rule = "without-owner"
kind = "persona"
level = "allow"
because = "Product marketing keeps all of them"
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let sets = book.config.checks.sets.iter().enumerate();
    let found = sets.filter_map(|(index, set)| {
        let (key, message) = holds_for_nothing(book, set)?;
        let path = FieldPath::default().key("checks").key(SETS).index(index);
        let path = path.key(key);
        let help = "write what it is meant for, or remove the set";
        Some(Finding::new(RULE.name, path, message, help))
    });
    found.collect()
}
