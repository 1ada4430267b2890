//! The battle card of a competitor: for which jobs it is an alternative.

use super::say_competitors::anchor;
use crate::model::{Kind, Part};
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
    let viewer = links.viewer;
    CompetitorComputed {
        jobs: viewer.cards_from(Kind::Job, &links.entry.key),
        say: (viewer.has(Part::Say) && !links.entry.is_retired())
            .then(|| format!("all/say.html#{}", anchor(links.entry))),
    }
}
