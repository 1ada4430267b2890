//! What readers do not see because it leads to a draft.

use crate::model::{Catalog, Entry, Finding, Key, Kind, Pointer};

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    if !catalog.entries().any(Entry::is_draft) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let records = catalog.records();
    for record in records.filter(|record| !record.entry().is_draft()) {
        for used in record.references() {
            let Pointer::Entry(kind, id) = &used.to else {
                continue;
            };
            let to = catalog.get(&Key::new(*kind, id.as_str()));
            let Some(to) = to.filter(|to| to.is_draft()) else {
                continue;
            };
            let is_link = used.offset > 0 && *kind != Kind::Evidence;
            let instead = if is_link {
                "readers see its name without a link"
            } else {
                "readers do not see it here"
            };
            found.push(
                Finding::new(
                    "leads-to-draft",
                    used.path.clone(),
                    format!("the {} `{id}` is a draft, so {instead}", kind.name()),
                    format!(
                        "remove `status = \"draft\"` in {}, or leave it out here",
                        to.file
                    ),
                )
                .warning()
                .within(id)
                .after(used.offset)
                .of(&record.entry().key),
            );
        }
    }
    found
}
