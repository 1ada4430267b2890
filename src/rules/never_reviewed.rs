//! An entry of which nobody ever said that it is true.

use crate::doc::Date;
use crate::model::{Book, Finding, Kind};
use crate::text::FieldPath;

pub(super) fn find(book: &Book, _: Date) -> Vec<Finding> {
    let entries = super::in_use(book);
    // A term and a page say what we mean, not what we found out.
    let entries = entries.filter(|entry| !matches!(entry.key.kind, Kind::Term | Kind::Page));
    let never = entries.filter(|entry| entry.header.reviewed.is_none());
    never
        .map(|entry| {
            let (kind, id) = (entry.key.kind.name(), &entry.key.id);
            Finding::new(
                "never-reviewed",
                FieldPath::default().key("name"),
                format!("nobody ever said that this {kind} is true"),
                format!("look at it, then `personabook review {kind}:{id} --by \"Your name\"`"),
            )
            .of(&entry.key)
        })
        .collect()
}
