//! Every tag with its entries.

use std::collections::BTreeMap;

use crate::site::links::tag_anchor;
use crate::site::{PageView, Viewer, across, map};
use crate::theme::Value;

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    across(viewer, "tags").with("tags.html", vec![("tags", tags(viewer))])
}

/// Every tag with its entries, by name. Anchors are numbered where two names would give the same.
fn tags(viewer: &Viewer<'_>) -> Value {
    let mut tags: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for entry in viewer.catalog.entries() {
        for tag in &entry.header.tags {
            let cards = tags.entry(tag).or_default();
            cards.push(viewer.card_of(entry));
        }
    }
    let mut tags: Vec<(&str, Vec<Value>)> = tags.into_iter().collect();
    tags.sort_by_cached_key(|(name, _)| viewer.words.sort_key(name));
    tags.into_iter()
        .map(|(name, cards)| {
            map(vec![
                ("name", name.into()),
                ("anchor", tag_anchor(name).into()),
                ("cards", cards.into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}
