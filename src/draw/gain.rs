//! How much of what is looked for lies among the first part of a sorted list: a curve, and the line of chance. Must not know what is looked for.

use super::frame::{Frame, Point, Rect};
use super::ticks::{Axis, Tick};
use crate::view::view;

/// Places that lie nearer to the last one that was drawn are left out, in pixels.
const NEAR: f64 = 1.5;

view! {
    /// A curve of shares, with the shares that chance would give.
    #[derive(PartialEq)]
    pub(crate) struct GainCurve {
        /// The size.
        frame: Frame,
        /// Percent of the list to the right, percent of what is looked for upwards.
        plot: Rect,
        /// Round percents to the right.
        across_ticks: Vec<Tick>,
        /// Round percents upwards.
        up_ticks: Vec<Tick>,
        /// `points` of the curve.
        points: String,
    }
}

/// Draws shares of 0 to 1, in the order of the list.
pub(crate) fn gain(frame: &Frame, shares: &[(f64, f64)]) -> GainCurve {
    let plot = frame.plot().common(&frame.bounds());
    let across = Axis::new((0.0, 100.0), (plot.x, plot.right()));
    let up = Axis::new((0.0, 100.0), (plot.bottom(), plot.y));
    let places = shares.iter();
    let places = places.map(|(of, found)| Point::new(across.at(100.0 * of), up.at(100.0 * found)));
    let mut drawn: Vec<Point> = Vec::new();
    for (index, place) in places.enumerate() {
        let is_end = index + 1 == shares.len();
        if is_end || drawn.last().is_none_or(|last| last.distance(place) > NEAR) {
            drawn.push(place);
        }
    }
    let points = drawn.iter().map(|place| format!("{},{}", place.x, place.y));
    GainCurve {
        frame: *frame,
        plot,
        across_ticks: across.ticks(5),
        up_ticks: up.ticks(5),
        points: points.collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draw::tests::numbers;

    #[test]
    fn a_curve_begins_below_and_ends_above() {
        let frame = Frame::new(200.0, 100.0, [0.0, 0.0, 0.0, 0.0]);
        let curve = gain(&frame, &[(0.0, 0.0), (0.25, 0.5), (1.0, 1.0)]);
        assert_eq!(curve.points, "0,100 50,50 200,0");
        assert_eq!(gain(&frame, &[]).points, "");
    }

    proptest! {
        #[test]
        fn a_curve_stays_in_its_frame(shares in proptest::collection::vec((any::<f64>(), any::<f64>()), 0..40)) {
            let frame = Frame::new(400.0, 300.0, [10.0, 10.0, 40.0, 50.0]);
            for number in numbers(&gain(&frame, &shares).points) {
                prop_assert!((0.0..=400.0).contains(&number));
            }
        }
    }
}
