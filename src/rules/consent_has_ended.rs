//! A quote or a film whose `consent_until` has passed; found while the book is read.

use super::{Look, Rule};
use crate::model::{CheckLevel, Kind};

pub(super) const RULE: Rule = Rule {
    name: "consent-has-ended",
    level: CheckLevel::Warn,
    kinds: &[Kind::Persona, Kind::Journey],
    about: "a quote or a film whose `consent_until` has passed",
    why: "Whoever said it agreed until that day.",
    source: None,
    mend: "ask again and write the new day, or remove the quote or the film",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
quotes = [{ text = "I just want it to work.", by = "Manager of a web shop", consent_until = 2026-01-31 }]
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
quotes = [{ text = "I just want it to work.", by = "Manager of a web shop", consent_until = 2028-01-31 }]
"#,
    )],
    find: Look::Elsewhere,
};
