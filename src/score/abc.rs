//! ABC analysis: which segments bring most of the business.

use crate::model::segment::{Segment, Tier};
use crate::model::{Catalog, Entry};

/// Up to which cumulated percent a segment is A, and up to which B (after Pareto).
const LIMITS: (f64, f64) = (80.0, 95.0);

/// What a rank rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shares {
    /// Percent of margin.
    Margin,
    /// Percent of revenue.
    Revenue,
    /// Percent of customers.
    Customers,
}

impl Shares {
    /// The name of the field.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Margin => "margin",
            Self::Revenue => "revenue",
            Self::Customers => "customers",
        }
    }

    fn of(self, segment: &Segment) -> Option<f64> {
        let share = segment.share.as_ref()?;
        match self {
            Self::Margin => share.margin,
            Self::Revenue => share.revenue,
            Self::Customers => share.customers,
        }
        .map(|percent| percent.0)
    }
}

/// Segments by their share of margin (else revenue, else customers: the first that every one of them
/// that has any share names), largest first, with the cumulated percent and the rank: A while the
/// segments before it make less than 80 percent of the whole, B below 95, else C.
pub fn abc_ranks(catalog: &Catalog) -> Option<(Shares, Vec<(&Entry, f64, f64, Tier)>)> {
    let segments: Vec<(&Entry, &Segment)> = catalog
        .all::<Segment>()
        .filter(|(_, segment)| segment.share.is_some())
        .collect();
    let basis = [Shares::Margin, Shares::Revenue, Shares::Customers]
        .into_iter()
        .find(|basis| {
            !segments.is_empty()
                && segments
                    .iter()
                    .all(|(_, segment)| basis.of(segment).is_some())
        })?;
    let mut ranked: Vec<(&Entry, f64)> = segments
        .iter()
        .filter_map(|(entry, segment)| Some((*entry, basis.of(segment)?)))
        .collect();
    ranked.sort_by(|left, right| {
        right
            .1
            .total_cmp(&left.1)
            .then(left.0.key.cmp(&right.0.key))
    });
    let whole: f64 = ranked.iter().map(|(_, share)| share).sum();
    let mut sum = 0.0;
    let rows = ranked
        .into_iter()
        .map(|(entry, share)| {
            let before = if whole > 0.0 {
                100.0 * sum / whole
            } else {
                100.0
            };
            sum += share;
            let tier = match before {
                before if before < LIMITS.0 => Tier::A,
                before if before < LIMITS.1 => Tier::B,
                _ => Tier::C,
            };
            let cumulated = if whole > 0.0 {
                100.0 * sum / whole
            } else {
                0.0
            };
            (entry, share, cumulated, tier)
        })
        .collect();
    Some((basis, rows))
}
