//! What rests on a source.

use crate::site::citations::Citing;
use crate::site::links::EntryLinks;
use crate::view::{Shared, view};

view! {
    /// What only the page of a source has.
    pub(crate) struct EvidenceComputed {
        /// The entries that cite it, each with its claims that rest on it.
        claims: Vec<Shared<Citing>>,
    }
}

pub(crate) fn computed(links: &EntryLinks<'_>) -> EvidenceComputed {
    EvidenceComputed {
        claims: links.viewer.claims_on(&links.entry.key.id),
    }
}
