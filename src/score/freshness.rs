//! Whether what an entry says was looked at recently enough.

use crate::doc::Date;
use crate::model::{Entry, Review};

/// Whether an entry is fresh on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Nobody ever said when it was reviewed.
    NeverReviewed,
    /// To be reviewed again on this day.
    FreshUntil(Date),
    /// Should have been reviewed again on this day.
    StaleSince(Date),
}

impl Freshness {
    /// The name in the tables of interface words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NeverReviewed => "never-reviewed",
            Self::FreshUntil(_) => "fresh",
            Self::StaleSince(_) => "stale",
        }
    }

    /// The day of the next review, past or to come, if there ever was one.
    pub fn due(self) -> Option<Date> {
        match self {
            Self::NeverReviewed => None,
            Self::FreshUntil(date) | Self::StaleSince(date) => Some(date),
        }
    }
}

/// Whether an entry is fresh: its review is no longer ago than the entry, or the book for its kind, allows. A review that lies in
/// the future is none.
pub fn freshness(entry: &Entry, review: &Review, today: Date) -> Freshness {
    let Some(reviewed) = entry.header.reviewed.filter(|day| *day <= today) else {
        return Freshness::NeverReviewed;
    };
    let period = entry
        .header
        .review_every
        .unwrap_or_else(|| review.period(entry.key.kind));
    let due = period.after(reviewed);
    if due < today {
        Freshness::StaleSince(due)
    } else {
        Freshness::FreshUntil(due)
    }
}
