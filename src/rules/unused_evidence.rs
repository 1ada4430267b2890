//! A source that nothing rests on.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::asked::{is_orphan, referred_to};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "unused-evidence",
    level: CheckLevel::Allow,
    kinds: &[Kind::Evidence],
    about: "a source that nothing rests on",
    why: "Somebody did the work, and nobody knows more for it; or a claim stands without the source that it has.",
    source: Some(
        "Evidence-based personas: each claim names its source, and each source is read until it is used.",
    ),
    mend: "name it behind what it shows, `[^interviews]`, or retire it: `status = \"retired\"`",
    fires: &[(
        "evidence/interviews.toml",
        r#"name = "Interviews"
date = 2026-03-20
"#,
    )],
    silent: &[
        (
            "evidence/interviews.toml",
            r#"name = "Interviews"
date = 2026-03-20
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
goals = ["A season without stress [^interviews]"]
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let referred_to = referred_to(&book.catalog);
    let sources = super::in_use(book).filter(|entry| entry.key.kind == Kind::Evidence);
    let unused =
        sources.filter(|entry| is_orphan(&book.catalog, entry, referred_to.contains(&entry.key)));
    unused
        .map(|entry| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "nothing rests on this source",
                format!(
                    "write `[^{}]` behind what it shows, or `status = \"retired\"` here",
                    entry.key.id
                ),
            )
            .of(&entry.key)
        })
        .collect()
}
