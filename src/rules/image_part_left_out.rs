//! A part of an SVG image that the site shows it without; found while the book is read.

use super::{Look, Rule};
use crate::model::CheckLevel;

pub(super) const RULE: Rule = Rule {
    name: "image-part-left-out",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a part of an SVG image that the site shows it without",
    why: "Scripts, movement and what is loaded from elsewhere have no place on the site.",
    source: None,
    mend: "export the image as plain SVG",
    fires: &[
        (
            "personas/sophie/index.toml",
            r#"name = "Sophie"
portrait = "face.svg"
"#,
        ),
        (
            "personas/sophie/face.svg",
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><circle r="4"/></svg>"#,
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
