//! HTML in a text; it is left out, and its words stay; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "html-left-out",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "HTML in a text; it is left out, and its words stay",
    why: "Pages show Markdown only: what comes from elsewhere could run in the reader's browser.",
    source: None,
    mend: "write Markdown instead",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
body = 'Wants <b>fewer</b> clicks.'
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
body = 'Wants **fewer** clicks.'
"#,
    )],
    find: Look::Elsewhere,
};
