//! An entry that nobody keeps true.

use crate::doc::Date;
use crate::model::{Book, Finding};
use crate::text::FieldPath;

pub(super) fn find(book: &Book, _: Date) -> Vec<Finding> {
    let entries = super::in_use(book);
    let unowned = entries.filter(|entry| entry.header.owner.is_none());
    unowned
        .map(|entry| {
            Finding::new(
                "without-owner",
                FieldPath::default().key("name"),
                format!("nobody keeps this {} true", entry.key.kind.name()),
                "write `owner = \"…\"`, with the name of whoever looks after it",
            )
            .of(&entry.key)
        })
        .collect()
}
