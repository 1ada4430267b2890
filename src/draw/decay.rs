//! How points fade: a curve for each signal over 120 days. Must not know qualifications or words.

use super::cubic::monotone;
use super::frame::{Frame, Point, Rect, round};
use super::label::{Anchor, Label, Leader, Lettering, Slot, set, spread};
use super::path::PathData;
use super::ticks::{Axis, Tick, round_range};
use crate::text::width::one_line;
use crate::view::view;

/// How many days are drawn.
pub(crate) const DAYS: f64 = 120.0;
/// Two knots of a curve are no farther apart, in days.
const STEP: f64 = 10.0;
/// After so many half-lives less than a thousandth is left, which nobody sees.
const HALF_LIVES: f64 = 10.0;
/// Between the end of a curve and its name.
const NAME_GAP: f64 = 22.0;

/// Points that fade.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fading {
    /// The name at the end of the curve.
    pub(crate) name: String,
    /// The points on the first day; may be negative.
    pub(crate) points: f64,
    /// After how many days half of them is left; they stay when there is none, or it is 0 or less.
    pub(crate) half_life_days: Option<f64>,
}

view! {
    /// The drawing.
    #[derive(PartialEq)]
    pub(crate) struct DecayChart {
        /// The size.
        frame: Frame,
        /// Days to the right, points upwards.
        plot: Rect,
        /// Days 0, 30, 60, 90 and 120.
        day_ticks: Vec<Tick>,
        /// Round numbers of points.
        point_ticks: Vec<Tick>,
        /// The height of 0 points.
        zero: f64,
        /// The curves, in the order given.
        curves: Vec<DecayCurve>,
    }
}

view! {
    /// The points of one signal.
    #[derive(PartialEq)]
    pub(crate) struct DecayCurve {
        /// `d` of the curve.
        path: String,
        /// Where half of the points is left; nothing when that is later, or never.
        half: Option<Point>,
        /// What is left on the last day; nothing when the points are no number.
        left: Option<f64>,
        /// The name to the right of the plot; nothing when there is no room.
        label: Option<Label>,
    }
}

/// What is left of points at an age: `points x 0.5^(age / half-life)`.
pub(crate) fn left_after(fading: &Fading, days: f64) -> f64 {
    match fading.half_life_days {
        Some(half_life) if half_life > 0.0 => {
            fading.points * 0.5_f64.powf(days.max(0.0) / half_life)
        }
        _ => fading.points,
    }
}

/// Draws how points fade.
pub(crate) fn decay(frame: &Frame, fading: &[Fading]) -> DecayChart {
    let plot = frame.plot().common(&frame.bounds());
    let points = || {
        fading
            .iter()
            .map(|one| one.points)
            .filter(|one| one.is_finite())
    };
    let (low, high) = (points().fold(0.0, f64::min), points().fold(0.0, f64::max));
    let across = Axis::new((0.0, DAYS), (plot.x, plot.right()));
    let up = Axis::new(round_range(low, high, 4), (plot.bottom(), plot.y));
    let labels = names(frame, &plot, &up, fading);
    DecayChart {
        frame: *frame,
        plot,
        day_ticks: [0.0, 30.0, 60.0, 90.0, DAYS]
            .map(|day| across.tick(day))
            .to_vec(),
        point_ticks: up.ticks(4),
        zero: up.at(0.0),
        curves: fading
            .iter()
            .zip(labels)
            .map(|(one, label)| {
                let at = |day: f64| Point::new(across.at(day), up.at(left_after(one, day)));
                let knots: Vec<Point> = days(one.half_life_days).into_iter().map(at).collect();
                let half = one
                    .half_life_days
                    .filter(|days| *days > 0.0 && *days <= DAYS && one.points.is_finite());
                DecayCurve {
                    path: PathData::default()
                        .move_to(knots[0])
                        .curves(&monotone(&knots))
                        .finish(),
                    half: half.map(at),
                    left: Some(left_after(one, DAYS)).filter(|left| left.is_finite()),
                    label,
                }
            })
            .collect(),
    }
}

/// The days at which a curve has knots: two in each half-life, so that the cubics between them are exact to
/// the eye.
fn days(half_life: Option<f64>) -> Vec<f64> {
    let Some(half_life) = half_life.filter(|days| *days > 0.0 && days.is_finite()) else {
        return vec![0.0, DAYS];
    };
    // A half-life of minutes would need more knots than there are pixels.
    let step = (half_life / 2.0).clamp(0.25, STEP);
    let end = DAYS.min(HALF_LIVES * half_life.max(0.5));
    let mut days = Vec::new();
    let mut day = 0.0;
    while day < end {
        days.push(day);
        day += step;
    }
    days.push(end);
    if end < DAYS {
        days.push(DAYS);
    }
    days
}

/// The names in the right margin, as near to the ends of their curves as can be.
fn names(frame: &Frame, plot: &Rect, up: &Axis, fading: &[Fading]) -> Vec<Option<Label>> {
    let lettering = Lettering::default();
    let x = round(plot.right() + NAME_GAP);
    let width = round(frame.width - x);
    let slots: Vec<Slot> = fading
        .iter()
        .map(|one| Slot {
            wanted: up.at(left_after(one, DAYS)),
            size: lettering.leading,
        })
        .collect();
    spread(&slots, 0.0, frame.height)
        .into_iter()
        .zip(fading)
        .map(|(middle, one)| {
            let middle = middle.filter(|_| width > 2.0 * lettering.size)?;
            let name = one_line(&one.name, width / lettering.size);
            let area = Rect {
                x,
                y: round(middle - lettering.leading / 2.0),
                width,
                height: lettering.leading,
            };
            let mut label =
                (!name.is_empty()).then(|| set(vec![name], area, Anchor::Start, lettering))?;
            // Names of curves that end close together stand apart from their ends.
            label.leader = Some(Leader {
                from: Point::new(plot.right(), up.at(left_after(one, DAYS))),
                to: Point::new(round(x - 2.0), round(middle)),
            });
            Some(label)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draw::tests::numbers;

    fn frame() -> Frame {
        Frame::new(700.0, 240.0, [20.0, 100.0, 20.0, 0.0])
    }

    fn fading(points: f64, half_life_days: Option<f64>) -> Fading {
        Fading {
            name: "Asked for a demo".into(),
            points,
            half_life_days,
        }
    }

    #[test]
    fn half_of_the_points_is_left_after_the_half_life() {
        let chart = decay(&frame(), &[fading(40.0, Some(30.0))]);
        assert_eq!(chart.curves[0].half, Some(Point::new(150.0, 120.0)));
        assert!(chart.curves[0].path.starts_with("M0 20C"));
        assert_eq!(chart.curves[0].left, Some(2.5));
    }

    #[test]
    fn points_without_a_half_life_stay() {
        let chart = decay(&frame(), &[fading(40.0, None), fading(-20.0, Some(0.0))]);
        assert_eq!(chart.curves[0].path, "M0 20C200 20 400 20 600 20");
        assert_eq!(chart.zero, round(20.0 + 200.0 * 40.0 / 60.0));
        assert_eq!(chart.curves[1].half, None);
    }

    #[test]
    fn nothing_and_no_numbers_are_drawn_without_harm() {
        assert!(decay(&frame(), &[]).curves.is_empty());
        let chart = decay(&frame(), &[fading(f64::NAN, Some(f64::INFINITY))]);
        assert!(!chart.curves[0].path.contains("NaN"));
    }

    proptest! {
        #[test]
        fn a_curve_falls_towards_zero_inside_the_plot(points in -50.0..100.0_f64, half_life in 0.001..400.0_f64) {
            let one = fading(points, Some(half_life));
            let chart = decay(&frame(), std::slice::from_ref(&one));
            let numbers = numbers(&chart.curves[0].path);
            let places: Vec<&[f64]> = numbers.chunks(2).collect();
            for place in &places {
                prop_assert!((0.0..=600.0).contains(&place[0]) && (20.0..=220.0).contains(&place[1]));
            }
            let knots: Vec<&&[f64]> = places.iter().step_by(3).collect();
            for pair in knots.windows(2) {
                prop_assert!(pair[0][0] < pair[1][0]);
                let nearer = (pair[1][1] - chart.zero).abs() <= (pair[0][1] - chart.zero).abs();
                prop_assert!(nearer);
            }
        }
    }
}
