//! An image or document with a name that Windows cannot hold; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "bad-file-name",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "an image or document with a name that Windows cannot hold",
    why: "Somebody with another system cannot open the book.",
    source: None,
    mend: "rename the file",
    fires: &[
        (
            "personas/sophie/index.toml",
            r#"name = "Sophie"
portrait = "aux.svg"
"#,
        ),
        (
            "personas/sophie/aux.svg",
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>"#,
        ),
    ],
    silent: &[
        (
            "personas/sophie/index.toml",
            r#"name = "Sophie"
portrait = "face.svg"
"#,
        ),
        (
            "personas/sophie/face.svg",
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>"#,
        ),
    ],
    find: Look::Elsewhere,
};
