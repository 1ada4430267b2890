//! A heading that means a field, above something that has not its shape; it stays in the text of the entry; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "heading-is-no-field",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a heading that means a field, above something that has not its shape; it stays in the text of the entry",
    why: "What its author wrote as a list of goals, for example, is counted and compared nowhere.",
    source: None,
    mend: "write what stands below it as the message says, or a backslash before its words: `## \\Goals`",
    fires: &[(
        "personas/sophie.md",
        r##"+++
name = "Sophie"
+++

## Goals

| Goal | Year |
| --- | --- |
| A quiet season | 2026 |
"##,
    )],
    silent: &[(
        "personas/sophie.md",
        r##"+++
name = "Sophie"
+++

## Goals

- A quiet season
"##,
    )],
    find: Look::Elsewhere,
};
