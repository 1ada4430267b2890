//! A segment with fewer than three personas or more than eight.

use super::{Look, Rule};
use std::collections::BTreeMap;

use crate::doc::Date;
use crate::model::persona::{Persona, PersonaKind};
use crate::model::segment::{Segment, Strategy, Tier};
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::{FieldPath, plural};

pub(super) const RULE: Rule = Rule {
    name: "persona-count",
    level: CheckLevel::Allow,
    kinds: &[Kind::Segment],
    about: "a segment that we want to grow or keep, with fewer than three personas or more than eight",
    why: "With one or two nobody sees that a purchase has several people in it; more than eight nobody remembers.",
    source: Some(
        "Persona practice (Cooper; Pruitt and Adlin) ends with three to eight per product or segment. Segments of tier C, and those we serve lean or not at all, are left in peace.",
    ),
    mend: "describe who else has a say in the purchase or uses the product, with `segment = \"…\"`; or join those who want the same",
    fires: &[
        (
            "segments/shops.toml",
            r#"name = "Shops"
tier = "A"
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
segment = "shops"
"#,
        ),
    ],
    silent: &[
        (
            "segments/shops.toml",
            r#"name = "Shops"
tier = "A"
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
segment = "shops"
"#,
        ),
        (
            "personas/mark.toml",
            r#"name = "Mark"
segment = "shops"
"#,
        ),
        (
            "personas/tom.toml",
            r#"name = "Tom"
segment = "shops"
"#,
        ),
    ],
    find: Look::Book(find),
};

/// The fewest and the most.
const FEWEST: usize = 3;
const MOST: usize = 8;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in super::in_use(book) {
        if let Some(persona) = entry.as_kind::<Persona>()
            && persona.kind != Some(PersonaKind::Negative)
            && let Some(segment) = &persona.segment
        {
            for id in with_wider(book, &segment.id) {
                *counts.entry(id).or_default() += 1;
            }
        }
    }
    let segments = super::in_use_as::<Segment>(book);
    let odd = segments.filter_map(|(entry, segment)| {
        let count = counts.get(entry.key.id.as_str()).copied().unwrap_or(0);
        let is_served_lean = segment.tier == Some(Tier::C)
            || matches!(segment.strategy, Some(Strategy::ServeLean | Strategy::Decline));
        if is_served_lean || (FEWEST..=MOST).contains(&count) {
            return None;
        }
        let id = &entry.key.id;
        let (message, help) = match count {
            0 => (
                "no persona is of this segment".to_owned(),
                format!("describe who decides, who pays and who uses it, each with `segment = \"{id}\"`"),
            ),
            1..FEWEST => (
                format!("this segment has {}", plural(count, "persona")),
                format!("describe who else has a say or uses it, with `segment = \"{id}\"`"),
            ),
            _ => (
                format!("this segment has {count} personas, more than anybody remembers"),
                "join those who want the same, or write a narrower segment with this one as its `parent`"
                    .to_owned(),
            ),
        };
        let path = FieldPath::default().key("name");
        Some(Finding::new(RULE.name, path, message, help).of(&entry.key))
    });
    odd.collect()
}

/// A segment and the wider ones that it is part of; a circle of parents ends where it has been.
fn with_wider<'a>(book: &'a Book, id: &'a str) -> Vec<&'a str> {
    let mut ids = vec![id];
    let mut at = id;
    while let Some((_, segment)) = book.catalog.find::<Segment>(at)
        && let Some(parent) = &segment.parent
        && !ids.contains(&parent.id.as_str())
    {
        at = &parent.id;
        ids.push(at);
    }
    ids
}
