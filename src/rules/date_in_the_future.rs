//! A day on which something was, and that has not come yet; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "date-in-the-future",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a day on which something was, and that has not come yet",
    why: "A slip in the year makes knowledge look fresh for decades.",
    source: None,
    mend: "write the day on which it was",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
reviewed = 2062-11-01
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
reviewed = 2026-11-01
"#,
    )],
    find: Look::Elsewhere,
};
