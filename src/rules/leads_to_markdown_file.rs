//! A link to a Markdown file, which is no page of the site; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "leads-to-markdown-file",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a link to a Markdown file, which is no page of the site",
    why: "Readers see its words without a link. Texts that come from elsewhere often link to the files beside them.",
    source: None,
    mend: "link to an entry, as in `[words](persona:sophie)`, or remove the link",
    fires: &[
        (
            "personas/sophie.md",
            r##"+++
name = "Sophie"
+++

She reports to [Pim](../personas/pim.md).
"##,
        ),
        (
            "personas/pim.md",
            r##"+++
name = "Pim"
+++
"##,
        ),
    ],
    silent: &[
        (
            "personas/sophie.md",
            r##"+++
name = "Sophie"
+++

She reports to [Pim](persona:pim).
"##,
        ),
        (
            "personas/pim.md",
            r##"+++
name = "Pim"
+++
"##,
        ),
    ],
    find: Look::Elsewhere,
};
