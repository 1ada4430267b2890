//! Every opportunity of every journey: what is open, what is over, and the matrix of what is open.

use crate::model::Entry;
use crate::model::content::Content;
use crate::model::journey::{Journey, Opportunity, OpportunityStatus, stage_part};
use crate::score::opportunity_value;
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::filter::{Marks, facets};
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, PagePlace, PageView, Viewer, across, drawings};
use crate::view::{Fields, Shared, view};

view! {
    /// The page of all opportunities.
    pub(crate) struct Opportunities {
        /// What is open, the most valuable first, and then what is done or dropped.
        rows: Vec<OpportunityRow>,
        /// The places of what is open by value and effort.
        matrix: Option<drawings::opportunities::ValueMatrix>,
        /// What the rows can be filtered by.
        facets: Vec<&'static str>,
        /// Where one is in the list; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// An opportunity.
    pub(crate) struct OpportunityRow {
        /// Its place among all, from 1.
        number: usize,
        /// Whether it is done or dropped.
        is_over: bool,
        /// How far it is, from 1, by which statuses are sorted; nothing without a status.
        status_place: Option<usize>,
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

/// How many opportunities a page has room for: a kilobyte each, and as much for its dots with names on the drawings above.
const LIMIT: Limit = Limit {
    most: 100,
    front: Front::First,
};

/// The path of the page.
const PATH: &str = "all/opportunities.html";

/// How many there are by status.
fn cut(viewer: &Viewer<'_>, ranked: &[Found<'_>]) -> Cut {
    let headings = ranked.iter().map(|found| {
        let word = status_word(viewer, found.opportunity);
        let title = word.unwrap_or_else(|| viewer.words.get("opportunities_no_status"));
        (place_of_status(viewer, word), title.to_owned())
    });
    Cut::new(PATH, LIMIT, headings)
}

/// Where the list is found.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    cut(viewer, &ranked(viewer)).paths()
}

/// The pages.
pub(crate) fn pages(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let ranked = ranked(viewer);
    let pieces = cut(viewer, &ranked).pieces().into_iter();
    pieces
        .map(|piece| page(viewer, place, &ranked, &piece))
        .collect()
}

/// One page. What is drawn and grouped stands on the front page, for what is listed there.
fn page(viewer: &Viewer<'_>, place: PagePlace, ranked: &[Found<'_>], piece: &Piece) -> PageView {
    let found = || piece.places.iter().map(|place| (*place, &ranked[*place]));
    let marks = found().map(|(_, found)| -> Marks {
        let list = |text: &Option<String>| text.iter().cloned().collect();
        let owner = list(&found.opportunity.owner);
        let status = status_word(viewer, found.opportunity).map(str::to_owned);
        [("owner", owner), ("status", status.into_iter().collect())].into()
    });
    let facets = facets(&["owner", "status"], &marks.collect::<Vec<_>>());
    let drawn: Vec<&Opportunity> = found()
        .filter(|(_, found)| piece.is_front() && !is_over(found.opportunity))
        .map(|(_, found)| found.opportunity)
        .collect();
    let opportunities = Opportunities {
        matrix: drawings::opportunities::value_matrix(&viewer.words, &drawn),
        rows: found()
            .map(|(place, found)| row(viewer, found, place + 1))
            .collect(),
        facets,
        cut: piece.cut.clone(),
    };
    across(viewer, place).of_piece(piece).page(opportunities)
}

fn is_over(opportunity: &Opportunity) -> bool {
    let status = opportunity.status.as_ref();
    status.is_some_and(|status| status.known().is_some_and(OpportunityStatus::is_over))
}

/// In the order in which things go.
fn place_of_status(viewer: &Viewer<'_>, word: Option<&str>) -> usize {
    let places = OpportunityStatus::ALL.iter();
    let mut words = places.map(|status| word_of(viewer, *status));
    words
        .position(|one| word == Some(one))
        .unwrap_or(usize::MAX)
}

fn word_of<'a>(viewer: &'a Viewer<'_>, status: OpportunityStatus) -> &'a str {
    viewer.words.choice("opportunity-status", status.as_str())
}

fn status_word<'a>(viewer: &'a Viewer<'_>, opportunity: &Opportunity) -> Option<&'a str> {
    let status = opportunity.status.as_ref()?.known()?;
    Some(word_of(viewer, status))
}

/// What is open before what is over; of both the most valuable first, those without a value last.
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
    found.sort_by_key(|found| is_over(found.opportunity));
    found
}

fn row(viewer: &Viewer<'_>, found: &Found<'_>, number: usize) -> OpportunityRow {
    let Found {
        entry,
        stage: (index, stage),
        opportunity,
    } = *found;
    let links = EntryLinks { viewer, entry };
    OpportunityRow {
        number,
        is_over: is_over(opportunity),
        status_place: status_word(viewer, opportunity)
            .map(|word| place_of_status(viewer, Some(word)) + 1),
        opportunity: links.value(&opportunity.node()),
        value: opportunity_value(opportunity),
        journey: viewer.card_of(entry),
        stage: stage.to_owned(),
        anchor: stage_part(index),
    }
}
