//! Who refers to whom, and in which field. Must not know how it is drawn.

use std::collections::BTreeSet;

use super::catalog::Catalog;
use super::entry::Key;
use super::reference::Pointer;

/// That an entry refers to another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Relation {
    /// The entry that refers.
    pub(crate) from: Key,
    /// The entry to which it refers.
    pub(crate) to: Key,
    /// The field, without places in lists: `decision.criteria`; `body` for the text.
    pub(crate) field: String,
}

/// Each relation between entries of the catalog once, by the entries and the field. No entry has one with itself.
#[must_use]
pub(crate) fn relations(catalog: &Catalog) -> BTreeSet<Relation> {
    let relations = catalog.records().flat_map(|record| {
        let from = &record.entry().key;
        let used = record.references().iter();
        used.filter_map(move |used| {
            let Pointer::Entry(kind, id) = &used.to else {
                return None;
            };
            let to = Key::new(*kind, id.as_str());
            let field = match used.path.heading() {
                text if text.is_empty() => "body".to_owned(),
                field => field,
            };
            (to != *from && catalog.has(*kind, id)).then(|| Relation {
                from: from.clone(),
                to,
                field,
            })
        })
    });
    relations.collect()
}
