//! The battle card of a competitor: for which jobs it is an alternative.

use super::say;
use super::say_competitors::anchor;
use crate::model::Kind;
use crate::site::EntryCard;
use crate::site::links::EntryLinks;
use crate::view::{Shared, view};

view! {
    /// What only the page of a competitor has.
    pub(crate) struct CompetitorComputed {
        /// The jobs for which customers hire it instead of us.
        jobs: Vec<Shared<EntryCard>>,
        /// Its address on the page of what to say when, where it is as long as it is not retired, if the site has that page.
        say: Option<String>,
    }
}

pub(crate) fn computed(links: &EntryLinks<'_>) -> CompetitorComputed {
    let EntryLinks { viewer, entry } = links;
    CompetitorComputed {
        jobs: viewer.cards_from(Kind::Job, &entry.key),
        say: say::page_of(viewer, &entry.key).map(|page| format!("{page}#{}", anchor(entry))),
    }
}
