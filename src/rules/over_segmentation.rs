//! More segments than anybody does something for.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::segment::Segment;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "over-segmentation",
    level: CheckLevel::Warn,
    kinds: &[Kind::Segment],
    about: "eight segments or more, and actions for fewer than a third of them",
    why: "Nobody keeps eight groups apart, and those that are treated alike are one group. It is told once, at the first segment without an action.",
    source: Some(
        "Segments must differ in what is done for them (Kotler); working memory holds about seven things (Miller 1956).",
    ),
    mend: "make one segment of those that get the same, or name the wider one in `parent`; say in `actions` what sets the others apart",
    fires: &[
        (
            "segments/a.toml",
            "name = \"Bakers\"\nactions = [{ what = \"Call before noon\" }]\n",
        ),
        ("segments/b.toml", "name = \"Butchers\"\n"),
        ("segments/c.toml", "name = \"Florists\"\n"),
        ("segments/d.toml", "name = \"Grocers\"\n"),
        ("segments/e.toml", "name = \"Hairdressers\"\n"),
        ("segments/f.toml", "name = \"Opticians\"\n"),
        ("segments/g.toml", "name = \"Shoemakers\"\n"),
        ("segments/h.toml", "name = \"Tailors\"\n"),
    ],
    silent: &[
        (
            "segments/shops.toml",
            "name = \"Shops with one owner\"\nactions = [{ what = \"Call before noon\" }]\n",
        ),
        (
            "segments/b.toml",
            "name = \"Butchers\"\nparent = \"shops\"\n",
        ),
        (
            "segments/c.toml",
            "name = \"Florists\"\nparent = \"shops\"\n",
        ),
        (
            "segments/d.toml",
            "name = \"Grocers\"\nparent = \"shops\"\n",
        ),
        (
            "segments/e.toml",
            "name = \"Hairdressers\"\nparent = \"shops\"\n",
        ),
        (
            "segments/f.toml",
            "name = \"Opticians\"\nparent = \"shops\"\n",
        ),
        (
            "segments/g.toml",
            "name = \"Shoemakers\"\nparent = \"shops\"\n",
        ),
        (
            "segments/h.toml",
            "name = \"Tailors\"\nparent = \"shops\"\n",
        ),
    ],
    find: Look::Book(find),
};

/// From so many segments on nobody keeps them apart.
const MANY: usize = 8;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let segments = super::in_use_as::<Segment>(book);
    // A part of a wider segment has what is done for that one.
    let own: Vec<_> = segments
        .filter(|(_, segment)| segment.parent.is_none())
        .collect();
    let active = own
        .iter()
        .filter(|(_, segment)| !segment.actions.is_empty())
        .count();
    // Where nothing is done yet, the actions are missing and not the difference.
    let few = active > 0 && active * 3 < own.len();
    let first = own.iter().find(|(_, segment)| segment.actions.is_empty());
    let Some((first, _)) = first.filter(|_| few && own.len() >= MANY) else {
        return Vec::new();
    };
    let finding = Finding::new(
        RULE.name,
        FieldPath::default().key("name"),
        format!(
            "there are {} segments, and something is done for {active} of them",
            own.len()
        ),
        "make one of those that get the same, or write the wider one in `parent`; what sets one apart stands in its `actions`",
    );
    vec![finding.of(&first.key)]
}
