//! Smooth lines that never go beyond their data: monotone cubic interpolation. Must not know what the
//! numbers mean.

use super::frame::Point;

/// A cubic Bézier whose control points lie at a third and two thirds of its width, so that x runs evenly
/// along it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cubic {
    /// Where it begins.
    pub(crate) from: Point,
    /// What it leaves towards.
    pub(crate) first: Point,
    /// What it arrives from.
    pub(crate) second: Point,
    /// Where it ends.
    pub(crate) to: Point,
}

impl Cubic {
    /// The part before and the part after `x`, which lies between its ends. De Casteljau's construction.
    pub(crate) fn split(&self, x: f64) -> (Self, Self) {
        let share = ((x - self.from.x) / (self.to.x - self.from.x)).clamp(0.0, 1.0);
        let between = |one: Point, other: Point| {
            Point::new(
                one.x + share * (other.x - one.x),
                one.y + share * (other.y - one.y),
            )
        };
        let start = between(self.from, self.first);
        let middle = between(self.first, self.second);
        let end = between(self.second, self.to);
        let (before, after) = (between(start, middle), between(middle, end));
        let here = between(before, after);
        (
            Self {
                from: self.from,
                first: start,
                second: before,
                to: here,
            },
            Self {
                from: here,
                first: after,
                second: end,
                to: self.to,
            },
        )
    }
}

/// The smooth line through points from left to right. Between two points it stays between their heights,
/// and where the points rise or fall it does too. Points that are not to the right of the one before are
/// left out.
///
/// F. N. Fritsch and R. E. Carlson, "Monotone piecewise cubic interpolation", SIAM Journal on Numerical
/// Analysis 17 (1980), pages 238 to 246.
pub(crate) fn monotone(points: &[Point]) -> Vec<Cubic> {
    let mut knots: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if knots.last().is_none_or(|last| point.x > last.x) {
            knots.push(*point);
        }
    }
    let slopes = slopes(&knots);
    knots
        .windows(2)
        .zip(slopes.windows(2))
        .map(|(ends, slopes)| {
            let third = (ends[1].x - ends[0].x) / 3.0;
            Cubic {
                from: ends[0],
                first: Point::new(ends[0].x + third, ends[0].y + slopes[0] * third),
                second: Point::new(ends[1].x - third, ends[1].y - slopes[1] * third),
                to: ends[1],
            }
        })
        .collect()
}

/// How steep the line is at each knot.
fn slopes(knots: &[Point]) -> Vec<f64> {
    let secants: Vec<f64> = knots
        .windows(2)
        .map(|ends| (ends[1].y - ends[0].y) / (ends[1].x - ends[0].x))
        .collect();
    let (Some(first), Some(last)) = (secants.first(), secants.last()) else {
        return vec![0.0; knots.len()];
    };
    let mut slopes = vec![*first];
    slopes.extend(secants.windows(2).map(|two| {
        // At a top or a bottom it is level; elsewhere it is the mean.
        if two[0] * two[1] <= 0.0 {
            0.0
        } else {
            (two[0] + two[1]) / 2.0
        }
    }));
    slopes.push(*last);
    for (index, secant) in secants.iter().enumerate() {
        if *secant == 0.0 {
            (slopes[index], slopes[index + 1]) = (0.0, 0.0);
            continue;
        }
        let (alpha, beta) = (slopes[index] / secant, slopes[index + 1] / secant);
        let length = alpha.hypot(beta);
        // Within a circle of radius 3 the cubic between the two knots is monotone.
        if length > 3.0 {
            slopes[index] = 3.0 * alpha / length * secant;
            slopes[index + 1] = 3.0 * beta / length * secant;
        }
    }
    slopes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn through(heights: &[f64]) -> Vec<Cubic> {
        let points: Vec<Point> = heights
            .iter()
            .enumerate()
            .map(|(index, y)| Point::new(10.0 * crate::draw::frame::count(index), *y))
            .collect();
        monotone(&points)
    }

    #[test]
    fn a_straight_row_stays_straight() {
        for cubic in through(&[0.0, 1.0, 2.0, 3.0]) {
            assert!((cubic.first.y - cubic.from.y - 1.0 / 3.0).abs() < 1e-9);
            assert!((cubic.to.y - cubic.second.y - 1.0 / 3.0).abs() < 1e-9);
        }
    }

    #[test]
    fn it_is_level_at_tops_and_bottoms() {
        let cubics = through(&[0.0, 2.0, -2.0]);
        assert_eq!(cubics[0].second.y, 2.0);
        assert_eq!(cubics[1].first.y, 2.0);
    }

    #[test]
    fn no_point_and_one_point_are_no_line() {
        assert!(monotone(&[]).is_empty());
        assert!(monotone(&[Point::new(1.0, 1.0)]).is_empty());
    }

    proptest! {
        #[test]
        fn it_never_overshoots_and_rises_where_the_data_rise(heights in proptest::collection::vec(-2.0..2.0_f64, 2..20)) {
            for cubic in through(&heights) {
                let (low, high) = (cubic.from.y.min(cubic.to.y), cubic.from.y.max(cubic.to.y));
                for y in [cubic.first.y, cubic.second.y] {
                    prop_assert!(y >= low - 1e-9 && y <= high + 1e-9);
                }
                let rises = cubic.to.y >= cubic.from.y;
                let mut before = cubic.from.y;
                for step in 1..=20 {
                    let x = cubic.from.x + f64::from(step) / 2.0;
                    let y = cubic.split(x).0.to.y;
                    let keeps_on = if rises { y >= before - 1e-9 } else { y <= before + 1e-9 };
                    prop_assert!(keeps_on);
                    before = y;
                }
            }
        }

        #[test]
        fn two_parts_are_the_whole(heights in proptest::collection::vec(-2.0..2.0_f64, 2..6), at in 0.1..9.9_f64) {
            for cubic in through(&heights) {
                let (before, after) = cubic.split(cubic.from.x + at);
                prop_assert_eq!(before.from, cubic.from);
                prop_assert_eq!(before.to, after.from);
                prop_assert_eq!(after.to, cubic.to);
                prop_assert!((before.to.x - cubic.from.x - at).abs() < 1e-9);
            }
        }
    }
}
