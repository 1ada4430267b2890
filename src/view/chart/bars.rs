//! Lengths: bars from zero, one bar of several parts, and a funnel. Must not know what they measure.

use serde::Serialize;

use super::frame::{Frame, Point, Rect, count, round};
use super::path::points;
use super::ticks::{Axis, Tick, round_range};

/// How much of a row its bar takes.
const THICKNESS: f64 = 0.7;

/// Bars below one another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bars {
    /// The size.
    pub frame: Frame,
    /// Where the bars are.
    pub plot: Rect,
    /// Where bars begin.
    pub zero: f64,
    /// Round numbers along the plot.
    pub ticks: Vec<Tick>,
    /// The bars, from the top, one for each value given.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// The value.
    pub value: f64,
    /// Its room: to the left of zero when the value is below.
    pub area: Rect,
    /// The middle of its row, for a name beside it.
    pub middle: f64,
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Part {
    /// Its left side.
    pub x: f64,
    /// How long it is.
    pub width: f64,
    /// Its share of the whole, 0 to 1.
    pub share: f64,
}

/// A step of a funnel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FunnelStep {
    /// `points` of its four corners.
    pub points: String,
    /// Its middle.
    pub centre: Point,
    /// What is left of the step before, 0 to 1 and more when it grew; nothing for the first, and after
    /// nothing.
    pub kept: Option<f64>,
}

/// Bars for values, on a scale that reaches at least to `maximum`.
pub fn bars(frame: &Frame, values: &[f64], maximum: f64) -> Bars {
    let plot = frame.plot().common(&frame.bounds());
    let values: Vec<f64> = values
        .iter()
        .map(|value| if value.is_finite() { *value } else { 0.0 })
        .collect();
    let maximum = if maximum.is_finite() { maximum } else { 0.0 };
    let low = values.iter().copied().fold(0.0, f64::min);
    let high = values.iter().copied().fold(maximum.max(0.0), f64::max);
    let axis = Axis::new(round_range(low, high, 5), (plot.x, plot.right()));
    let row = plot.height / count(values.len().max(1));
    let zero = axis.at(0.0);
    Bars {
        frame: *frame,
        plot,
        zero,
        ticks: axis.ticks(5),
        bars: values
            .iter()
            .enumerate()
            .map(|(index, value)| {
                let end = axis.at(*value);
                let middle = plot.y + row * (count(index) + 0.5);
                Bar {
                    value: *value,
                    area: Rect {
                        x: end.min(zero),
                        y: middle - row * THICKNESS / 2.0,
                        width: (end - zero).abs(),
                        height: row * THICKNESS,
                    }
                    .rounded(),
                    middle: round(middle),
                }
            })
            .collect(),
    }
}

/// Parts of a whole beside one another, along a width. What is not above zero has no length.
pub fn stacked(width: f64, values: &[f64]) -> Vec<Part> {
    let sizes: Vec<f64> = values
        .iter()
        .map(|value| {
            if value.is_finite() {
                value.max(0.0)
            } else {
                0.0
            }
        })
        .collect();
    let whole: f64 = sizes.iter().sum();
    let mut before = 0.0;
    let share = |size: f64| {
        if whole > 0.0 && whole.is_finite() {
            size / whole
        } else {
            0.0
        }
    };
    sizes
        .into_iter()
        .map(|size| {
            let left = round(width * share(before));
            before += size;
            Part {
                x: left,
                width: round((width * share(before)).min(width) - left).max(0.0),
                share: share(size),
            }
        })
        .collect()
}

/// A funnel from top to bottom: each step as wide as its value at its top and as the next at its bottom.
pub fn funnel(frame: &Frame, values: &[f64]) -> Vec<FunnelStep> {
    let plot = frame.plot().common(&frame.bounds());
    let sizes: Vec<f64> = values
        .iter()
        .map(|value| {
            if value.is_finite() {
                value.max(0.0)
            } else {
                0.0
            }
        })
        .collect();
    let most = sizes.iter().copied().fold(0.0, f64::max);
    let axis = Axis::new((0.0, most), (0.0, plot.width / 2.0));
    let middle = plot.centre().x;
    let row = plot.height / count(sizes.len().max(1));
    sizes
        .iter()
        .enumerate()
        .map(|(index, size)| {
            let next = sizes.get(index + 1).unwrap_or(size);
            let (above, below) = (axis.at(*size), axis.at(*next));
            let top = plot.y + row * count(index);
            let corners = [
                Point::new(middle - above, top),
                Point::new(middle + above, top),
                Point::new(middle + below, top + row),
                Point::new(middle - below, top + row),
            ];
            let before = index.checked_sub(1).map(|before| sizes[before]);
            FunnelStep {
                points: points(&corners),
                centre: Point::new(middle, top + row / 2.0).rounded(),
                kept: before
                    .filter(|before| *before > 0.0)
                    .map(|before| size / before)
                    .filter(|kept| kept.is_finite()),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::view::chart::tests::numbers;

    fn frame() -> Frame {
        Frame::new(300.0, 100.0, [0.0, 0.0, 20.0, 100.0])
    }

    #[test]
    fn bars_begin_at_zero() {
        let drawing = bars(&frame(), &[10.0, -10.0, 5.0], 0.0);
        assert_eq!(drawing.zero, 200.0);
        let sides: Vec<(f64, f64)> = drawing
            .bars
            .iter()
            .map(|bar| (bar.area.x, bar.area.right()))
            .collect();
        assert_eq!(sides, [(200.0, 300.0), (100.0, 200.0), (200.0, 250.0)]);
    }

    #[test]
    fn parts_fill_the_whole() {
        let parts = stacked(100.0, &[1.0, 0.0, 3.0]);
        assert_eq!((parts[0].x, parts[0].width), (0.0, 25.0));
        assert_eq!((parts[1].x, parts[1].width), (25.0, 0.0));
        assert_eq!((parts[2].x, parts[2].width), (25.0, 75.0));
        assert!(stacked(100.0, &[0.0]).iter().all(|part| part.width == 0.0));
    }

    #[test]
    fn a_funnel_says_what_is_kept() {
        let steps = funnel(&frame(), &[100.0, 50.0, 0.0, 10.0]);
        assert_eq!(steps[0].points, "100,0 300,0 250,20 150,20");
        let kept: Vec<Option<f64>> = steps.iter().map(|step| step.kept).collect();
        assert_eq!(kept, [None, Some(0.5), Some(0.0), None]);
    }

    #[test]
    fn no_values_are_an_empty_drawing() {
        assert!(bars(&frame(), &[], f64::NAN).bars.is_empty());
        assert!(stacked(100.0, &[]).is_empty());
        assert!(funnel(&frame(), &[]).is_empty());
    }

    proptest! {
        #[test]
        fn bars_stay_in_the_plot_and_longer_values_are_longer(values in proptest::collection::vec(any::<f64>(), 0..20)) {
            let drawing = bars(&frame(), &values, 10.0);
            for (index, bar) in drawing.bars.iter().enumerate() {
                prop_assert!(drawing.plot.holds(&bar.area));
                for other in &drawing.bars[..index] {
                    prop_assert!(!bar.area.overlaps(&other.area));
                    if bar.value >= other.value && other.value >= 0.0 {
                        prop_assert!(bar.area.width >= other.area.width);
                    }
                }
            }
            for part in stacked(100.0, &values) {
                prop_assert!(part.x >= 0.0 && part.x + part.width <= 100.05);
            }
            for step in funnel(&frame(), &values) {
                for pair in numbers(&step.points).chunks(2) {
                    prop_assert!((100.0..=300.0).contains(&pair[0]) && (0.0..=80.0).contains(&pair[1]));
                }
            }
        }
    }
}
