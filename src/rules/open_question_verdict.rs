//! A verdict on a question that has no yes or no; found while the book is read.

use super::{Look, Rule};
use crate::model::{CheckLevel, Kind};

pub(super) const RULE: Rule = Rule {
    name: "open-question-verdict",
    level: CheckLevel::Warn,
    kinds: &[Kind::Persona],
    about: "a verdict on a question that has no yes or no",
    why: "It would count as a test of the persona and is none.",
    source: Some(
        "The nine questions of the validation sheet: \"what is missing?\" has no yes or no.",
    ),
    mend: "remove `verdict`, and say in `answer` what was answered",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
validation = [{ question = "What is missing?", answer = "Her boss.", verdict = "yes" }]
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
validation = [{ question = "What is missing?", answer = "Her boss." }]
"#,
    )],
    find: Look::Elsewhere,
};
