//! A segment of which the book says what we do with it, and for which nobody does anything.

use std::collections::BTreeSet;

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::persona::Persona;
use crate::model::segment::Segment;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "segment-without-action",
    level: CheckLevel::Warn,
    kinds: &[Kind::Segment],
    about: "a segment with a `strategy` for which nobody does anything: no action of its own, of its personas or of the segments in it",
    why: "A segment that is treated like all others is a name. What makes it one is what we do differently for it.",
    source: Some(
        "A segment must be actionable (Kotler's five tests: measurable, substantial, accessible, differentiable, actionable).",
    ),
    mend: "write the first thing that follows from the strategy: `actions = [{ what = \"…\", owner = \"…\", due = 2027-01-31 }]`",
    fires: &[(
        "segments/shops.toml",
        r#"name = "Web shops"
strategy = "grow"
"#,
    )],
    silent: &[(
        "segments/shops.toml",
        r#"name = "Web shops"
strategy = "grow"
actions = [{ what = "Bring the developer to the second call" }]
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut active: BTreeSet<&str> = BTreeSet::new();
    for entry in super::in_use(book) {
        if let Some(segment) = entry.as_kind::<Segment>()
            && !segment.actions.is_empty()
        {
            active.insert(&entry.key.id);
            active.extend(segment.parent.as_ref().map(|parent| parent.id.as_str()));
        }
        if let Some(persona) = entry.as_kind::<Persona>()
            && !persona.actions.is_empty()
        {
            active.extend(persona.segment.as_ref().map(|segment| segment.id.as_str()));
        }
    }
    let mut found = Vec::new();
    for (entry, segment) in super::in_use_as::<Segment>(book) {
        let Some(strategy) = segment.strategy else {
            continue;
        };
        let of_parent = segment.parent.as_ref();
        let is_served = active.contains(entry.key.id.as_str())
            || of_parent.is_some_and(|parent| active.contains(parent.id.as_str()));
        if !is_served {
            let finding = Finding::new(
                RULE.name,
                FieldPath::default().key("strategy"),
                format!(
                    "the strategy is to {}, and nobody does anything for it",
                    does(strategy)
                ),
                "add `actions = [{ what = \"…\", owner = \"…\", due = 2027-01-31 }]` with the first thing that follows from it",
            );
            found.push(finding.of(&entry.key));
        }
    }
    found
}

fn does(strategy: crate::model::segment::Strategy) -> &'static str {
    use crate::model::segment::Strategy;
    match strategy {
        Strategy::Grow => "win more of them",
        Strategy::Keep => "keep them",
        Strategy::ServeLean => "serve them at low cost",
        Strategy::Decline => "take on no new ones",
    }
}
