//! Numbers in whole parts, so that every program that computes them comes to the same. Points, weights and percentages count
//! in thousandths, weight times points in millionths, the points of a lead in billionths. Must not know accounts.

use crate::model::limit::{Limit, PercentLimit};

/// Beyond every number of points that a lead can count, in billionths: there is no bound.
pub(super) const ENDLESS: i128 = 10_i128.pow(30);

/// A number in whole thousandths, half of one away from zero. What no scorecard can count becomes the nearest number it can.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a scorecard counts to a million; beyond that the largest number will do"
)]
pub(crate) fn thousandths(number: f64) -> i64 {
    (number * 1000.0).round() as i64
}

/// Weight times points, in millionths.
pub(crate) fn product(weight: f64, points: f64) -> i128 {
    i128::from(thousandths(weight)) * i128::from(thousandths(points))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "what is shown has at most fifteen digits"
)]
pub(super) fn from_product(millionths: i128) -> f64 {
    millionths as f64 / 1_000_000.0
}

/// Whether a total is enough for a percentage of the maximum, without a division.
pub(super) fn reaches(total: i128, maximum: i128, limit: PercentLimit) -> bool {
    let (left, right) = (
        100_000 * total.max(0),
        i128::from(thousandths(limit.number)) * maximum,
    );
    if limit.is_above {
        left > right
    } else {
        left >= right
    }
}

/// The least total, in the parts of the maximum, that reaches a percentage of it: a total below 0 counts as 0.
pub(crate) fn percent_needed(maximum: i128, limit: PercentLimit) -> i128 {
    let needed = i128::from(thousandths(limit.number)) * maximum;
    if limit.is_above {
        needed / 100_000 + 1
    } else {
        (needed + 99_999) / 100_000
    }
}

/// `100 x total / maximum` with six decimals, half of one up: 0 to 100, and 0 of nothing.
pub(super) fn percent(total: i128, maximum: i128) -> f64 {
    if maximum > 0 {
        let total = total.clamp(0, maximum);
        from_product((200_000_000 * total + maximum) / (2 * maximum))
    } else {
        0.0
    }
}

/// The points of a level, of which three decimals count.
#[expect(
    clippy::cast_precision_loss,
    reason = "a scorecard counts to a million"
)]
pub(super) fn with_three_decimals(points: f64) -> f64 {
    thousandths(points) as f64 / 1000.0
}

/// A number of points in billionths.
pub(super) fn billionths(number: f64) -> i128 {
    i128::from(thousandths(number)) * 1_000_000
}

/// What fit is worth, in billionths that are whole thousandths, half of one up: `points x total / maximum`.
pub(super) fn fit_points(points: f64, total: i128, maximum: i128) -> i128 {
    if maximum <= 0 {
        return 0;
    }
    let worth = i128::from(thousandths(points)) * total.max(0);
    (2 * worth + maximum) / (2 * maximum) * 1_000_000
}

/// Billionths as a number with six decimals, half of one away from zero; endless where there is no bound.
pub(super) fn from_billionths(points: i128) -> f64 {
    if points.abs() >= ENDLESS / 2 {
        return if points > 0 {
            f64::INFINITY
        } else {
            f64::NEG_INFINITY
        };
    }
    from_product((points + 500 * points.signum()) / 1000)
}

/// Whether points in billionths are enough.
pub(super) fn is_enough<const MIN: i64, const MAX: i64>(
    points: i128,
    limit: Limit<MIN, MAX>,
) -> bool {
    let needed = billionths(limit.number);
    points > needed || (points == needed && !limit.is_above)
}
