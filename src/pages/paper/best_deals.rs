//! A sheet for a workshop about the ten best deals: a row for each, then what they share, beside the criteria that the scorecard
//! has today. Must not know disk.

use crate::model::icp::Icp;
use crate::pages::sheets;
use crate::site::PageView;
use crate::site::links::EntryLinks;
use crate::view::view;

view! {
    /// A sheet for a workshop about the best deals.
    pub(crate) struct BestDeals<'a> {
        /// The numbers of the rows for deals.
        deals: Vec<usize>,
        /// What the scorecard looks at today, in its order; empty without a scorecard.
        criteria: Vec<CriterionToTry<'a>>,
        /// The numbers of the rows for criteria that are found in the workshop.
        found: Vec<usize>,
    }
}

view! {
    /// A criterion to hold against the deals.
    pub(crate) struct CriterionToTry<'a> {
        /// What it looks at.
        attribute: &'a str,
        /// What fits best, in words; empty when nobody says.
        ideal: &'a str,
    }
}

const DEALS: usize = 10;

/// Rows for what the deals share: with a scorecard for what it lacks, without one for all of it.
const NEW_CRITERIA: usize = 4;
const FIRST_CRITERIA: usize = 8;

/// The sheet for a workshop about the ten best deals.
pub(crate) fn page(links: &EntryLinks<'_>, icp: &Icp) -> Option<PageView> {
    let (head, shared) = sheets::begin(links, "deals")?;
    Some(head.page((shared, best_deals(icp))))
}

fn best_deals(icp: &Icp) -> BestDeals<'_> {
    let criteria = icp.scorecard.iter().flat_map(|card| &card.criteria);
    let criteria = criteria.map(|criterion| CriterionToTry {
        attribute: &criterion.attribute,
        ideal: criterion.ideal.as_deref().unwrap_or_default(),
    });
    let criteria: Vec<_> = criteria.collect();
    let found = match criteria.len() {
        0 => FIRST_CRITERIA,
        _ => NEW_CRITERIA,
    };
    BestDeals {
        deals: (1..=DEALS).collect(),
        criteria,
        found: (1..=found).collect(),
    }
}
