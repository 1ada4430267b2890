//! An entry that is tied to no other.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::asked::{is_orphan, referred_to};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "orphan",
    level: CheckLevel::Allow,
    kinds: &[Kind::Segment, Kind::Icp, Kind::Persona, Kind::Job],
    about: "an entry to which nothing refers and that leads to no other",
    why: "Nobody comes across it, and nobody knows when it is needed.",
    source: Some(
        "The kinds of a customer book explain one another: segment, firm, person, job, way. What stands beside them explains nothing.",
    ),
    mend: "refer to it from what it belongs to, or write here what it belongs to: `segment = \"…\"`, `icps = [\"…\"]`, `personas = [\"…\"]`",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
"#,
    )],
    silent: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
segment = "shops"
"#,
        ),
        (
            "segments/shops.toml",
            r#"name = "Shops"
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let referred_to = referred_to(&book.catalog);
    let entries = super::in_use(book).filter(|entry| entry.key.kind != Kind::Evidence);
    let alone =
        entries.filter(|entry| is_orphan(&book.catalog, entry, referred_to.contains(&entry.key)));
    alone
        .map(|entry| {
            let kind = entry.key.kind.name();
            let help = match entry.key.kind {
                Kind::Persona => "write where they belong, `segment = \"…\"` or `icps = [\"…\"]`, or name them in a job or a journey",
                Kind::Icp => "write `segments = [\"…\"]`, or name it in a persona: `icps = [\"…\"]`",
                Kind::Job => "write whose job it is, `personas = [\"…\"]`, or name it in a persona or a journey",
                _ => "name it in a persona: `segment = \"…\"`",
            };
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                format!("nothing refers to this {kind}, and it leads to no other entry"),
                help,
            )
            .of(&entry.key)
        })
        .collect()
}
