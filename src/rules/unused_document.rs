//! A document beside an entry to which nothing leads; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "unused-document",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a document beside an entry to which nothing leads",
    why: "Nobody sees it.",
    source: None,
    mend: "link to it, or move it out of `content`",
    fires: &[
        (
            "personas/sophie/index.toml",
            r#"name = "Sophie"
"#,
        ),
        (
            "personas/sophie/report.txt",
            r#"Ten interviews.
"#,
        ),
    ],
    silent: &[
        (
            "personas/sophie/index.toml",
            r#"name = "Sophie"
links = [{ title = "The report", url = "report.txt" }]
"#,
        ),
        (
            "personas/sophie/report.txt",
            r#"Ten interviews.
"#,
        ),
    ],
    find: Look::Elsewhere,
};
