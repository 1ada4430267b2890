//! How sure we may be of a claim.

use crate::doc::Date;
use crate::model::evidence::Evidence;
use crate::model::{Catalog, Claim, Entry};

/// Evidence older than this counts for half.
const OLD_AFTER_DAYS: i64 = 2 * 365;

/// How sure we may be of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Rests on nothing yet.
    Assumption,
    /// Names no source of its own, in an entry that names sources only as a whole.
    Whole,
    /// One source.
    Weak,
    /// Two sources, or one more method.
    Fair,
    /// Several recent sources of different methods.
    Strong,
}

impl Confidence {
    /// The name in the tables of interface words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assumption => "assumption",
            Self::Whole => "whole",
            Self::Weak => "weak",
            Self::Fair => "fair",
            Self::Strong => "strong",
        }
    }
}

/// Every evidence entry counts 1, or one half when it is more than two years old on `today`, or of a day still to come; every
/// method beyond the first adds 1. Below 1 is still weak, up to 1 weak, below 3 fair, from 3 strong:
/// so two recent sources of different methods, or three of one, make a claim strong. A claim is no assumption in an
/// entry that has sources as a whole.
pub fn confidence(claim: &Claim, entry: &Entry, catalog: &Catalog, today: Date) -> Confidence {
    let sources: Vec<&Evidence> = claim
        .evidence
        .all()
        .filter_map(|reference| catalog.source(&reference.id))
        .collect();
    if sources.is_empty() {
        return match claim.evidence.is_empty() && catalog.is_sourced_as_a_whole(&entry.key) {
            true => Confidence::Whole,
            false => Confidence::Assumption,
        };
    }
    let weight: f64 = sources
        .iter()
        .map(|source| {
            if !(0..=OLD_AFTER_DAYS).contains(&today.days_since(source.date)) {
                0.5
            } else {
                1.0
            }
        })
        .sum();
    let mut methods: Vec<_> = sources.iter().filter_map(|source| source.method).collect();
    methods.sort_unstable();
    methods.dedup();
    #[expect(clippy::cast_precision_loss, reason = "there are nine methods")]
    let other_methods = methods.len().saturating_sub(1) as f64;
    match weight + other_methods {
        sum if sum >= 3.0 => Confidence::Strong,
        sum if sum > 1.0 => Confidence::Fair,
        _ => Confidence::Weak,
    }
}
