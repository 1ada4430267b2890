//! A text without a word where none is needed; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "empty-text",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a text without a word where none is needed",
    why: "A missing text is a place to fill in, an empty one looks filled in.",
    source: None,
    mend: "write it between the quotes, or remove the line",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
summary = ""
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
"#,
    )],
    find: Look::Elsewhere,
};
