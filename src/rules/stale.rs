//! An entry whose next review is overdue.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::{Book, CheckLevel, Finding};
use crate::score::{Freshness, freshness};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "stale",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "an entry whose next review is overdue",
    why: "Customers change, and readers take what stands here for true.",
    source: Some(
        "Persona practice: review once a year, qualification each quarter (`[review]` sets it).",
    ),
    mend: "look at it, then `personabook review persona:sophie --by \"Your name\"`; or retire it",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
reviewed = 2024-05-01
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
reviewed = 2026-05-01
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, today: Date) -> Vec<Finding> {
    let entries = super::in_use(book);
    let stale = entries.filter_map(|entry| {
        let Freshness::StaleSince(since) = freshness(entry, &book.config.review, today) else {
            return None;
        };
        let (kind, id) = (entry.key.kind.name(), &entry.key.id);
        let finding = Finding::new(
            RULE.name,
            FieldPath::default().key("reviewed"),
            format!("the review of this {kind} is overdue since {since}"),
            format!(
                "look whether it is still true, then `personabook review {kind}:{id} --by \"Your name\"`"
            ),
        );
        Some(finding.of(&entry.key))
    });
    stale.collect()
}
