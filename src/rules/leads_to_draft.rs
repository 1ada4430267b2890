//! A reference to a draft, which readers do not see; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "leads-to-draft",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a reference to a draft, which readers do not see",
    why: "The sentence around it may say nothing without it.",
    source: None,
    mend: "finish the draft, or leave it out here",
    fires: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
summary = "Reports to [Pim](persona:pim)."
"#,
        ),
        (
            "personas/pim.toml",
            r#"name = "Pim"
status = "draft"
"#,
        ),
    ],
    silent: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
summary = "Reports to [Pim](persona:pim)."
"#,
        ),
        (
            "personas/pim.toml",
            r#"name = "Pim"
"#,
        ),
    ],
    find: Look::Elsewhere,
};
