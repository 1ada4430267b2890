//! Every opportunity of every journey: rows, matrix, and how many there are by owner and by status.

use crate::model::Entry;
use crate::model::content::Content;
use crate::model::journey::{Journey, Opportunity, OpportunityStatus, stage_part};
use crate::score::opportunity_value;
use crate::site::filter::{Marks, facets};
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, PagePlace, PageView, Viewer, across, drawings};
use crate::view::{Fields, Shared, view};

view! {
    /// The page of all opportunities.
    pub(crate) struct Opportunities {
        /// The most valuable first.
        rows: Vec<OpportunityRow>,
        /// Their places by value and effort.
        matrix: Option<drawings::opportunities::ValueMatrix>,
        /// How many each owner has.
        by_owner: Vec<drawings::opportunities::Grouped>,
        /// How many have each status, in the order in which things go.
        by_status: Vec<drawings::opportunities::Grouped>,
        /// What the rows can be filtered by.
        facets: Vec<&'static str>,
    }
}

view! {
    /// An opportunity.
    pub(crate) struct OpportunityRow {
        /// Its fields.
        opportunity: Fields,
        /// Its value, 0 to 100.
        value: Option<f64>,
        /// The journey it was found in.
        journey: Shared<EntryCard>,
        /// The stage.
        stage: String,
        /// The place of the stage on the page of the journey.
        anchor: String,
    }
}

/// An opportunity and where it was found.
struct Found<'a> {
    entry: &'a Entry,
    stage: (usize, &'a str),
    opportunity: &'a Opportunity,
}

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let found = ranked(viewer);
    let marks = found.iter().map(|found| -> Marks {
        let list = |text: &Option<String>| text.iter().cloned().collect();
        let owner = list(&found.opportunity.owner);
        let status = status_word(viewer, found.opportunity).map(str::to_owned);
        [("owner", owner), ("status", status.into_iter().collect())].into()
    });
    let facets = facets(&["owner", "status"], &marks.collect::<Vec<_>>());
    let ranked: Vec<&Opportunity> = found.iter().map(|found| found.opportunity).collect();
    let mut by_status = drawings::opportunities::grouped(&ranked, |one| status_word(viewer, one));
    by_status.sort_by_key(|group| {
        let places = OpportunityStatus::ALL.iter();
        let mut words = places.map(|status| word_of(viewer, *status));
        words
            .position(|word| group.word.as_deref() == Some(word))
            .unwrap_or(usize::MAX)
    });
    let opportunities = Opportunities {
        matrix: drawings::opportunities::value_matrix(&viewer.words, &ranked),
        by_owner: drawings::opportunities::grouped(&ranked, |one| one.owner.as_deref()),
        by_status,
        rows: found.iter().map(|found| row(viewer, found)).collect(),
        facets,
    };
    across(viewer, place).page(opportunities)
}

fn word_of<'a>(viewer: &'a Viewer<'_>, status: OpportunityStatus) -> &'a str {
    viewer.words.choice("opportunity-status", status.as_str())
}

fn status_word<'a>(viewer: &'a Viewer<'_>, opportunity: &Opportunity) -> Option<&'a str> {
    let status = opportunity.status.as_ref()?.known()?;
    Some(word_of(viewer, status))
}

/// All of them, the most valuable first, those without a value last.
fn ranked<'a>(viewer: &Viewer<'a>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for (entry, journey) in viewer.catalog.all::<Journey>() {
        for (index, stage) in journey.stages.iter().enumerate() {
            let stage_name = (index, stage.name.as_str());
            found.extend(stage.opportunities.iter().map(|opportunity| Found {
                entry,
                stage: stage_name,
                opportunity,
            }));
        }
    }
    let value = |found: &Found<'_>| opportunity_value(found.opportunity).unwrap_or(-1.0);
    found.sort_by(|left, right| value(right).total_cmp(&value(left)));
    found
}

fn row(viewer: &Viewer<'_>, found: &Found<'_>) -> OpportunityRow {
    let Found {
        entry,
        stage: (index, stage),
        opportunity,
    } = *found;
    let links = EntryLinks { viewer, entry };
    OpportunityRow {
        opportunity: links.value(&opportunity.node()),
        value: opportunity_value(opportunity),
        journey: viewer.card_of(entry),
        stage: stage.to_owned(),
        anchor: stage_part(index),
    }
}
