//! A rule that an entry sets aside and that finds nothing in it; found when all others have looked.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "allow-not-needed",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a rule that an entry sets aside with `allow`, and that finds nothing in it",
    why: "It is mended, and what is left would hide it when it comes back.",
    source: None,
    mend: "remove it from `allow`",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
reviewed = 2026-05-01
allow = [{ rule = "stale", because = "As she was before the move" }]
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
reviewed = 2024-05-01
allow = [{ rule = "stale", because = "As she was before the move" }]
"#,
    )],
    find: Look::Elsewhere,
};
