//! A link from what everybody reads to what is for an audience; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "leads-to-hidden",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a link from what everybody reads to what is for an audience",
    why: "Readers see its words without a link, and the words may tell what they should not.",
    source: None,
    mend: "write words that everybody may read, or leave the link out",
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
audience = ["sales"]
"#,
        ),
    ],
    silent: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
summary = "Reports to [Pim](persona:pim)."
audience = ["sales"]
"#,
        ),
        (
            "personas/pim.toml",
            r#"name = "Pim"
audience = ["sales"]
"#,
        ),
    ],
    find: Look::Elsewhere,
};
