//! How well scores tell who became a customer: area under the curve, intervals, drift. Must not know scorecards.

/// The share of a standard normal distribution between -Z and Z is 95 percent.
const Z: f64 = 1.959_963_984_540_054;

/// Below so many rows a share says little.
pub const FEW_ROWS: usize = 30;

/// How well scores tell those with an outcome from those without it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Auc {
    /// The chance that somebody with the outcome scores higher than somebody without it, ties counted as a half: 0 to 1, 0.5 is chance.
    pub area: f64,
    /// Its standard error.
    pub error: f64,
    /// How many have the outcome.
    pub with: usize,
    /// How many do not.
    pub without: usize,
}

impl Auc {
    /// From where to where the area lies in 95 of 100 samples, within 0 and 1.
    #[must_use]
    pub fn interval(&self) -> (f64, f64) {
        within_errors(self.area, self.error)
    }

    /// Whether chance cannot be ruled out.
    #[must_use]
    pub fn may_be_chance(&self) -> bool {
        let (low, high) = self.interval();
        (low..=high).contains(&0.5)
    }
}

/// From where to where an area with this standard error lies in 95 of 100 samples, within 0 and 1.
pub(super) fn within_errors(area: f64, error: f64) -> (f64, f64) {
    let far = Z * error;
    ((area - far).max(0.0), (area + far).min(1.0))
}

/// The area under the receiver operating characteristic by mid-ranks, with the standard error of DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988).
/// `scored` has a score and the outcome of each. Nothing when fewer than two have the outcome, or do not.
#[must_use]
pub fn auc(scored: &[(f64, bool)]) -> Option<Auc> {
    let side = |wanted: bool| -> Vec<f64> {
        let own = scored.iter().filter(|(_, outcome)| *outcome == wanted);
        own.map(|(score, _)| *score).collect()
    };
    let (with, without) = (side(true), side(false));
    if with.len() < 2 || without.len() < 2 {
        return None;
    }
    let all: Vec<f64> = with.iter().chain(&without).copied().collect();
    let (ranks, own, other) = (mid_ranks(&all), mid_ranks(&with), mid_ranks(&without));
    let (m, n) = (count(with.len()), count(without.len()));
    // How often each is in the right order, among those of the other side.
    let above: Vec<f64> = (0..with.len())
        .map(|place| (ranks[place] - own[place]) / n)
        .collect();
    let below: Vec<f64> = (0..without.len())
        .map(|place| 1.0 - (ranks[with.len() + place] - other[place]) / m)
        .collect();
    let area = above.iter().sum::<f64>() / m;
    let error = (variance(&above) / m + variance(&below) / n).sqrt();
    Some(Auc {
        area,
        error,
        with: with.len(),
        without: without.len(),
    })
}

/// The rank of each number from 1; those that are the same share the mean of theirs.
#[must_use]
pub fn mid_ranks(numbers: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|one, other| numbers[*one].total_cmp(&numbers[*other]));
    let mut ranks = vec![0.0; numbers.len()];
    let mut before = 0;
    for same in order.chunk_by(|one, other| numbers[*one] == numbers[*other]) {
        let rank = count(before) + (count(same.len()) + 1.0) / 2.0;
        for place in same {
            ranks[*place] = rank;
        }
        before += same.len();
    }
    ranks
}

fn variance(numbers: &[f64]) -> f64 {
    let n = count(numbers.len());
    let mean = numbers.iter().sum::<f64>() / n;
    let squares = numbers.iter().map(|number| (number - mean).powi(2));
    squares.sum::<f64>() / (n - 1.0)
}

/// The interval of Wilson (1927) in which a share lies in 95 of 100 samples, when `of` of `n` were seen: 0 to 1.
#[must_use]
pub fn wilson(of: usize, n: usize) -> (f64, f64) {
    if n == 0 {
        return (0.0, 1.0);
    }
    let n = count(n);
    let share = count(of) / n;
    let (square, middle) = (Z * Z, share + Z * Z / (2.0 * n));
    let far = Z * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    let whole = 1.0 + square / n;
    (
        ((middle - far) / whole).max(0.0),
        ((middle + far) / whole).min(1.0),
    )
}

/// A bin without anybody counts as this share, so that the index stays finite.
pub const SMALLEST_SHARE: f64 = 0.0001;

/// The population stability index of two samples over the bins of the first one's deciles: below 0.1 little changed, from 0.25 much (Siddiqi,
/// Credit Risk Scorecards, 2006). Scores that are the same fall into one bin. 0 when one of them is empty.
#[must_use]
pub fn stability(before: &[f64], after: &[f64]) -> f64 {
    if before.is_empty() || after.is_empty() {
        return 0.0;
    }
    let mut sorted = before.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut limits: Vec<f64> = (1..10)
        .map(|tenth| sorted[tenth * sorted.len() / 10])
        .collect();
    limits.dedup();
    let shares = |sample: &[f64]| -> Vec<f64> {
        let mut bins = vec![0_usize; limits.len() + 1];
        for score in sample {
            bins[limits.partition_point(|limit| limit <= score)] += 1;
        }
        let share = |bin: usize| (count(bin) / count(sample.len())).max(SMALLEST_SHARE);
        bins.into_iter().map(share).collect()
    };
    let pairs = shares(before).into_iter().zip(shares(after));
    pairs.map(|(old, new)| (new - old) * (new / old).ln()).sum()
}

/// The share of a part in a whole, 0 to 1; 0 of nothing.
#[must_use]
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        count(part) / count(whole)
    }
}

/// A number of rows to compute with.
#[expect(clippy::cast_precision_loss, reason = "rows of a list stay below 2^53")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-9, "{one} {other}");
    }

    #[test]
    fn the_area_counts_ties_as_a_half() {
        let scored = [(3.0, true), (2.0, true), (2.0, false), (1.0, false)];
        let auc = auc(&scored).unwrap();
        close(auc.area, 0.875);
        // Placements 1 and 0.75 above, 1 and 0.75 below: variances of 1/32, each halved.
        close(auc.error, (1.0_f64 / 32.0).sqrt());
        assert_eq!((auc.with, auc.without), (2, 2));
    }

    #[test]
    fn who_is_alone_has_no_area() {
        assert_eq!(auc(&[(1.0, true), (2.0, false), (3.0, false)]), None);
        assert_eq!(auc(&[]), None);
    }

    #[test]
    fn shares_have_the_interval_of_wilson() {
        // Agresti and Coull (1998): 0 of 10 gives 0 to 0.2775; 8 of 10 gives 0.490 to 0.943.
        let (low, high) = wilson(0, 10);
        assert!(low == 0.0 && (high - 0.2775).abs() < 1e-4, "{high}");
        let (low, high) = wilson(8, 10);
        assert!(
            (low - 0.490).abs() < 1e-3 && (high - 0.943).abs() < 1e-3,
            "{low} {high}"
        );
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }

    #[test]
    fn what_stays_the_same_has_no_drift_and_what_moves_has_much() {
        let before: Vec<f64> = (0..100).map(f64::from).collect();
        close(stability(&before, &before), 0.0);
        let after: Vec<f64> = (50..150).map(f64::from).collect();
        assert!(stability(&before, &after) > 0.25);
        close(stability(&before, &[]), 0.0);
    }

    proptest! {
        #[test]
        fn the_area_turns_round_with_the_outcome(scored in proptest::collection::vec((0u8..9, any::<bool>()), 4..60)) {
            let scored: Vec<(f64, bool)> = scored.into_iter().map(|(score, outcome)| (f64::from(score), outcome)).collect();
            let turned: Vec<(f64, bool)> = scored.iter().map(|(score, outcome)| (*score, !outcome)).collect();
            if let (Some(one), Some(other)) = (auc(&scored), auc(&turned)) {
                prop_assert!((one.area + other.area - 1.0).abs() < 1e-9);
                prop_assert!((one.error - other.error).abs() < 1e-9);
                let pairs = scored.iter().filter(|one| one.1);
                let pairs = pairs.flat_map(|one| scored.iter().filter(|other| !other.1).map(move |other| {
                    if one.0 > other.0 { 1.0 } else if one.0 < other.0 { 0.0 } else { 0.5 }
                }));
                let pairs: Vec<f64> = pairs.collect();
                let area = pairs.iter().sum::<f64>() / count(pairs.len());
                prop_assert!((one.area - area).abs() < 1e-9);
            }
        }
    }
}
