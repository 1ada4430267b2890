//! Every source with the claims that rest on it.

use crate::model::Kind;
use crate::model::content::Content;
use crate::site::citations::Citing;
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, PagePlace, PageView, READABLE, Viewer, across};
use crate::view::{Fields, Shared, view};

view! {
    /// The page of all sources.
    pub(crate) struct Sources {
        /// Whether what rests on each source is listed; of a large book the pages of the sources tell.
        listed: bool,
        /// The sources, by id.
        rows: Vec<SourceRow>,
    }
}

view! {
    /// A source.
    pub(crate) struct SourceRow {
        /// Its card.
        card: Shared<EntryCard>,
        /// Its fields.
        entry: Fields,
        /// What rests on it.
        claims: Vec<Shared<Citing>>,
    }
}

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let rows = viewer.catalog.of_kind(Kind::Evidence).map(|entry| {
        let links = EntryLinks { viewer, entry };
        SourceRow {
            card: viewer.card_of(entry),
            entry: links.value(&entry.data.node()),
            claims: viewer.claims_on(&entry.key.id),
        }
    });
    let sources = Sources {
        listed: viewer.catalog.len() <= READABLE,
        rows: rows.collect(),
    };
    across(viewer, place).page(sources)
}
