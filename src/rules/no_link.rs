//! What is nearly a link, and which readers see as it stands; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "no-link",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "what is nearly a link, and which readers see as it stands",
    why: "The link is lost without a word.",
    source: None,
    mend: "write `[words](persona:sophie)`",
    fires: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
summary = "Works with (Pim)[persona:pim]."
"#,
        ),
        (
            "personas/pim.toml",
            r#"name = "Pim"
"#,
        ),
    ],
    silent: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
summary = "Works with [Pim](persona:pim)."
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
