//! Every source with the claims that rest on it.

use crate::model::Kind;
use crate::model::content::Content;
use crate::site::links::EntryLinks;
use crate::site::{PageView, READABLE, Viewer, across, map};
use crate::theme::Value;

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    // Of more, the pages of the sources tell.
    let is_readable = viewer.catalog.len() <= READABLE;
    across(viewer, "sources").with(
        "sources.html",
        vec![("listed", is_readable.into()), ("rows", sources(viewer))],
    )
}

/// Per source the claims that rest on it.
fn sources(viewer: &Viewer<'_>) -> Value {
    viewer
        .catalog
        .of_kind(Kind::Evidence)
        .map(|entry| {
            let links = EntryLinks { viewer, entry };
            map(vec![
                ("card", viewer.card_of(entry)),
                ("entry", links.value(&entry.data.node())),
                ("claims", viewer.claims_on(&entry.key.id)),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}
