//! An entry whose next review is overdue.

use crate::doc::Date;
use crate::model::{Book, Finding};
use crate::score::{Freshness, freshness};
use crate::text::FieldPath;

pub(super) fn find(book: &Book, today: Date) -> Vec<Finding> {
    let entries = super::in_use(book);
    let stale = entries.filter_map(|entry| {
        let Freshness::StaleSince(since) = freshness(entry, &book.config.review, today) else {
            return None;
        };
        let (kind, id) = (entry.key.kind.name(), &entry.key.id);
        let finding = Finding::new(
            "stale",
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
