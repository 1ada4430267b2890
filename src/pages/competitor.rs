//! The battle card of a competitor: for which jobs it is an alternative.

use crate::model::Kind;
use crate::site::Card;
use crate::site::links::EntryLinks;
use crate::view::{Shared, view};

view! {
    /// What only the page of a competitor has.
    pub(crate) struct CompetitorFacts {
        /// The jobs for which customers hire it instead of us.
        jobs: Vec<Shared<Card>>,
    }
}

pub(crate) fn facts(links: &EntryLinks<'_>) -> CompetitorFacts {
    CompetitorFacts {
        jobs: links.viewer.cards_from(Kind::Job, &links.entry.key),
    }
}
