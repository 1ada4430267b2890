//! From how many points to how many are possible. Must not know what they are for.

use crate::score::exact::{ENDLESS, from_billionths};
use crate::score::scorecard::Range;

/// From the least to the most points that are possible, in billionths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) low: i128,
    pub(super) high: i128,
}

impl Span {
    pub(super) const NOTHING: Self = Self { low: 0, high: 0 };

    pub(super) fn of(points: i128) -> Self {
        Self {
            low: points,
            high: points,
        }
    }

    pub(super) fn sum(spans: &[Self]) -> Self {
        let sum = |end: fn(&Self) -> i128| -> i128 {
            let sum: i128 = spans.iter().map(end).sum();
            sum.clamp(-ENDLESS, ENDLESS)
        };
        Self {
            low: sum(|span| span.low),
            high: sum(|span| span.high),
        }
    }

    pub(super) fn within(self, low: i128, high: i128) -> Self {
        Self {
            low: self.low.clamp(low, high),
            high: self.high.clamp(low, high),
        }
    }

    pub(super) fn shown(self) -> Range {
        Range {
            low: from_billionths(self.low),
            high: from_billionths(self.high),
        }
    }

    /// Whether more points than something are there, as far as is known.
    pub(super) fn truth(self, is_enough: impl Fn(i128) -> bool) -> Option<bool> {
        match (is_enough(self.low), is_enough(self.high)) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        }
    }
}
