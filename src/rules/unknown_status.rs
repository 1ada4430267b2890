//! An opportunity whose status is none of the known words; found while the book is read.

use super::{Look, Rule};
use crate::model::{CheckLevel, Kind};

pub(super) const RULE: Rule = Rule {
    name: "unknown-status",
    level: CheckLevel::Warn,
    kinds: &[Kind::Journey],
    about: "an opportunity whose status is none of the known words",
    why: "It is shown as a remark and counted nowhere.",
    source: None,
    mend: "write one of the words, and your own in `status_note`",
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
opportunities = [{ title = "Show prices", status = "someday" }]
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
opportunities = [{ title = "Show prices", status = "planned" }]
"#,
        ),
    ],
    find: Look::Elsewhere,
};
