//! How far scores may be trusted, from how well they told who became a customer. Must not know where that was tried.

use crate::model::qualification::BacktestResult;

use super::statistics::within_errors;

/// How far a scorecard may be trusted, in words of Hosmer and Lemeshow, Applied Logistic Regression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Too few rows to judge it.
    TooFew,
    /// No better than chance, as far as so many rows can tell.
    Chance,
    /// It ranks the wrong way round.
    Worse,
    /// Better than chance, but poor.
    Poor,
    /// It ranks usefully.
    Acceptable,
    /// It ranks well.
    Excellent,
    /// So well that something may only have been known afterwards.
    Outstanding,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::TooFew,
        Self::Chance,
        Self::Worse,
        Self::Poor,
        Self::Acceptable,
        Self::Excellent,
        Self::Outstanding,
    ];

    /// Its key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::Chance => "chance",
            Self::Worse => "worse",
            Self::Poor => "poor",
            Self::Acceptable => "acceptable",
            Self::Excellent => "excellent",
            Self::Outstanding => "outstanding",
        }
    }

    /// Of an area under the curve, and from where to where it lies.
    #[must_use]
    pub fn of(area: f64, (low, high): (f64, f64)) -> Self {
        match area {
            _ if (low..=high).contains(&0.5) => Self::Chance,
            area if area < 0.5 => Self::Worse,
            area if area < 0.7 => Self::Poor,
            area if area < 0.8 => Self::Acceptable,
            area if area < 0.9 => Self::Excellent,
            _ => Self::Outstanding,
        }
    }
}

/// From where to where the area of a result lies; nothing where nobody wrote its error.
#[must_use]
pub fn result_interval(result: &BacktestResult) -> Option<(f64, f64)> {
    let error = result.error?;
    Some(within_errors(result.auc.0, error.0))
}

/// What a result says of the scorecard; nothing where nobody wrote its error.
#[must_use]
pub fn result_verdict(result: &BacktestResult) -> Option<Verdict> {
    Some(Verdict::of(result.auc.0, result_interval(result)?))
}

/// The results, the oldest first; of one day in the order written.
#[must_use]
pub fn results_by_day(results: &[BacktestResult]) -> Vec<&BacktestResult> {
    let mut results: Vec<&BacktestResult> = results.iter().collect();
    results.sort_by_key(|result| result.date);
    results
}
