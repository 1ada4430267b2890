//! A journey of nobody; found while the book is read.

use super::{Look, Rule};
use crate::model::{CheckLevel, Kind};

pub(super) const RULE: Rule = Rule {
    name: "journey-without-persona",
    level: CheckLevel::Warn,
    kinds: &[Kind::Journey],
    about: "a journey of nobody",
    why: "A journey is somebody's: without a persona nobody finds it from the people of the book.",
    source: None,
    mend: "name at least one persona: `personas = [\"sophie\"]`",
    fires: &[(
        "journeys/start.md",
        r##"# Start

## Search

Looks around.
"##,
    )],
    silent: &[
        (
            "personas/sophie.toml",
            r##"name = "Sophie"
"##,
        ),
        (
            "journeys/start.toml",
            r##"name = "Start"
personas = ["sophie"]

[[stages]]
name = "Search"
"##,
        ),
    ],
    find: Look::Elsewhere,
};
