//! Who refers to whom: a list and a drawing.

use crate::model::{Kind, Pointer};
use crate::site::{PageView, READABLE, Viewer, across, drawings, map};
use crate::theme::Value;

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    // Of more, the pages of the entries tell.
    let is_readable = viewer.catalog.len() <= READABLE;
    across(viewer, "relations").with(
        "relations.html",
        vec![
            ("listed", is_readable.into()),
            ("rows", relations(viewer, is_readable)),
            ("graph", drawings::relations::graph(viewer)),
        ],
    )
}

/// Who refers to whom, by entry; evidence has a page of its own.
fn relations(viewer: &Viewer<'_>, listed: bool) -> Value {
    let entries = viewer.catalog.entries().filter(|_| listed);
    entries
        .filter(|entry| {
            !matches!(
                entry.key.kind,
                Kind::Evidence | Kind::Term | Kind::Path | Kind::Page
            )
        })
        .map(|entry| {
            let mut to: Vec<(Kind, &str)> = viewer
                .catalog
                .references(&entry.key)
                .iter()
                .filter_map(|used| match &used.to {
                    Pointer::Entry(kind, id)
                        if !matches!(
                            kind,
                            Kind::Evidence | Kind::Term | Kind::Path | Kind::Page
                        ) =>
                    {
                        Some((*kind, id.as_str()))
                    }
                    _ => None,
                })
                .filter(|(kind, id)| (*kind, *id) != (entry.key.kind, entry.key.id.as_str()))
                .collect();
            to.sort_unstable();
            to.dedup();
            let cards = to
                .into_iter()
                .map(|(kind, id)| viewer.card(kind, id))
                .filter(|card| !card.is_none());
            map(vec![
                ("card", viewer.card_of(entry).into()),
                ("to", cards.collect::<Vec<_>>().into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}
