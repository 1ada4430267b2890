//! A number over time: a dot for each day with the interval in which it may lie, joined by a line, and a line at the number of chance. Must not know what is
//! measured.

use super::frame::{Frame, Point, Rect};
use super::ticks::{Axis, Tick};
use crate::text::width::em;
use crate::view::view;

/// `font-size` of a day.
const LETTERS: f64 = 12.0;
/// Between two days.
const GAP: f64 = 16.0;
/// Lower numbers than this need a longer axis.
const LOWEST: f64 = 0.4;
/// What chance gives.
const CHANCE: f64 = 0.5;

/// A number of a day, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dated {
    /// The day, as a number that grows by one a day.
    pub(crate) day: f64,
    /// What the day is called.
    pub(crate) name: String,
    /// The number.
    pub(crate) value: f64,
    /// Where it may lie, if anybody knows.
    pub(crate) interval: Option<(f64, f64)>,
}

view! {
    /// A number over time.
    #[derive(PartialEq)]
    pub(crate) struct Trend {
        /// The size.
        frame: Frame,
        /// Days to the right, the number upwards.
        plot: Rect,
        /// Round numbers upwards.
        ticks: Vec<Tick>,
        /// Where chance lies.
        chance: f64,
        /// `points` of the line.
        points: String,
        /// The dots, in the order given.
        dots: Vec<TrendDot>,
    }
}

view! {
    /// A number of a day.
    #[derive(PartialEq)]
    pub(crate) struct TrendDot {
        /// Its place.
        at: Point,
        /// Where its interval begins and ends, upwards; nothing where it is not known.
        interval: Option<TrendInterval>,
        /// The day; nothing where there is no room.
        name: Option<String>,
    }
}

view! {
    /// Where a number may lie.
    #[derive(Copy, PartialEq)]
    pub(crate) struct TrendInterval {
        /// The height of its lower end.
        low: f64,
        /// The height of its upper end.
        high: f64,
    }
}

/// Draws numbers in the order of their days.
pub(crate) fn trend(frame: &Frame, numbers: &[Dated]) -> Trend {
    let plot = frame.plot().common(&frame.bounds());
    let all = numbers.iter();
    let lowest = all.fold(LOWEST, |lowest, one| {
        let low = one.interval.map_or(one.value, |interval| interval.0);
        lowest.min(low).min(one.value)
    });
    let bottom = if lowest < LOWEST { 0.0 } else { LOWEST };
    let up = Axis::new((bottom, 1.0), (plot.bottom(), plot.y));
    let days = || {
        numbers
            .iter()
            .map(|one| one.day)
            .filter(|day| day.is_finite())
    };
    let first = days().fold(f64::INFINITY, f64::min);
    let last = days().fold(f64::NEG_INFINITY, f64::max);
    let room = widest(numbers) / 2.0;
    let (left, right) = ((plot.x + room).min(plot.right()), plot.right() - room);
    let middle = f64::midpoint(plot.x, plot.right());
    let across = match last > first && right > left {
        true => Axis::new((first, last), (left, right)),
        false => Axis::new((0.0, 1.0), (middle, middle)),
    };
    let mut free = f64::NEG_INFINITY;
    let dots = numbers.iter().map(|one| {
        let at = Point::new(across.at(one.day), up.at(one.value));
        let half = em(&one.name) * LETTERS / 2.0;
        let has_room = at.x - half >= free;
        if has_room {
            free = at.x + half + GAP;
        }
        TrendDot {
            at,
            interval: one.interval.map(|(low, high)| TrendInterval {
                low: up.at(low),
                high: up.at(high),
            }),
            name: has_room.then(|| one.name.clone()),
        }
    });
    let dots: Vec<TrendDot> = dots.collect();
    let points = dots.iter().map(|dot| format!("{},{}", dot.at.x, dot.at.y));
    Trend {
        frame: *frame,
        plot,
        ticks: up.ticks(5),
        chance: up.at(CHANCE),
        points: points.collect::<Vec<_>>().join(" "),
        dots,
    }
}

fn widest(numbers: &[Dated]) -> f64 {
    let widths = numbers.iter().map(|one| em(&one.name) * LETTERS);
    widths.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dated(day: f64, value: f64) -> Dated {
        Dated {
            day,
            name: "5 October 2026".to_owned(),
            value,
            interval: Some((value - 0.05, value + 0.05)),
        }
    }

    #[test]
    fn days_without_room_have_no_name_and_one_day_stands_in_the_middle() {
        let frame = Frame::new(400.0, 200.0, [10.0, 10.0, 40.0, 40.0]);
        let drawn = trend(
            &frame,
            &[dated(0.0, 0.7), dated(1.0, 0.7), dated(300.0, 0.8)],
        );
        let named: Vec<bool> = drawn.dots.iter().map(|dot| dot.name.is_some()).collect();
        assert_eq!(named, [true, false, true]);
        let alone = trend(&frame, &[dated(9.0, 0.7)]);
        assert_eq!(alone.dots[0].at.x, 215.0);
        assert!(trend(&frame, &[]).dots.is_empty());
    }

    #[test]
    fn the_axis_reaches_down_to_what_is_worse_than_chance() {
        let frame = Frame::new(400.0, 200.0, [0.0, 0.0, 0.0, 0.0]);
        assert_eq!(trend(&frame, &[dated(0.0, 0.7)]).ticks[0].value, 0.4);
        assert_eq!(trend(&frame, &[dated(0.0, 0.3)]).ticks[0].value, 0.0);
    }

    proptest! {
        #[test]
        fn numbers_stay_in_their_frame(numbers in proptest::collection::vec(any::<(f64, f64, f64, f64)>(), 0..20)) {
            let numbers: Vec<Dated> = numbers
                .into_iter()
                .map(|(day, value, low, high)| Dated { interval: Some((low, high)), ..dated(day, value) })
                .collect();
            let frame = Frame::new(400.0, 200.0, [10.0, 10.0, 40.0, 40.0]);
            let drawn = trend(&frame, &numbers);
            for dot in &drawn.dots {
                prop_assert!((40.0..=390.0).contains(&dot.at.x) && (10.0..=160.0).contains(&dot.at.y));
                let interval = dot.interval.unwrap();
                prop_assert!((10.0..=160.0).contains(&interval.low) && (10.0..=160.0).contains(&interval.high));
            }
        }
    }
}
