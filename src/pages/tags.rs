//! Every tag with its entries.

use std::collections::BTreeMap;

use crate::site::links::tag_anchor;
use crate::site::{EntryCard, PagePlace, PageView, Viewer, across};
use crate::view::{Shared, view};

/// The path of the page.
pub(crate) const PATH: &str = "all/tags.html";

view! {
    /// The page of all tags.
    pub(crate) struct Tags {
        /// By name.
        tags: Vec<Tag>,
    }
}

view! {
    /// A tag.
    pub(crate) struct Tag {
        /// As it is written.
        name: String,
        /// Its place on the page.
        anchor: String,
        /// The entries that have it.
        cards: Vec<Shared<EntryCard>>,
    }
}

/// The page. Anchors are numbered where two names would give the same.
pub(crate) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let mut tags: BTreeMap<&str, Vec<Shared<EntryCard>>> = BTreeMap::new();
    for entry in viewer.catalog.current() {
        for tag in &entry.header.tags {
            tags.entry(tag).or_default().push(viewer.card_of(entry));
        }
    }
    let mut tags: Vec<(&str, Vec<Shared<EntryCard>>)> = tags.into_iter().collect();
    tags.sort_by_cached_key(|(name, _)| viewer.words.sort_key(name));
    let tags = tags.into_iter().map(|(name, cards)| Tag {
        name: name.to_owned(),
        anchor: tag_anchor(name),
        cards,
    });
    let tags = tags.collect();
    across(viewer, place).page(Tags { tags })
}
