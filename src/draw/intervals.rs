//! Shares one below the other, each as a dot with the interval in which it may lie, and a line at the share of all where it is given. Must not know what is
//! shared.

use super::frame::{Frame, Rect, round};
use super::ticks::{Axis, Tick};
use crate::text::width::one_line;
use crate::view::view;

/// The height of a row.
const ROW: f64 = 28.0;
/// `font-size` of a name.
const LETTERS: f64 = 12.0;
/// Between a name and the plot.
const GAP: f64 = 12.0;

/// A share from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measured {
    /// What it is of.
    pub(crate) name: String,
    /// The share.
    pub(crate) share: f64,
    /// Where it may lie.
    pub(crate) interval: (f64, f64),
    /// Whether it rests on too little.
    pub(crate) is_few: bool,
}

view! {
    /// Shares with their intervals.
    #[derive(PartialEq)]
    pub(crate) struct Intervals {
        /// The size.
        frame: Frame,
        /// Percent to the right.
        plot: Rect,
        /// Round percents.
        ticks: Vec<Tick>,
        /// Where the share of all lies, if it was given.
        all: Option<f64>,
        /// The shares, in the order given.
        rows: Vec<IntervalRow>,
    }
}

view! {
    /// A share with its interval.
    #[derive(PartialEq)]
    pub(crate) struct IntervalRow {
        /// What it is of, as far as there is room.
        name: String,
        /// Its height.
        y: f64,
        /// Where the interval begins.
        low: f64,
        /// Where it ends.
        high: f64,
        /// Where the share lies.
        at: f64,
        /// Whether it rests on too little.
        few: bool,
    }
}

/// Draws shares in this width, with so much of it for their names. The height follows from their number.
pub(crate) fn intervals(width: f64, names: f64, rows: &[Measured], all: Option<f64>) -> Intervals {
    let rows_high = rows.iter().fold(0.0, |sum, _| sum + ROW);
    let frame = Frame::new(width, rows_high + 52.0, [4.0, 16.0, 48.0, names]);
    let plot = frame.plot().common(&frame.bounds());
    let axis = Axis::new((0.0, 100.0), (plot.x, plot.right()));
    let at = |share: f64| axis.at(100.0 * share);
    let mut y = plot.y - ROW / 2.0;
    let rows = rows.iter().map(|row| {
        y = round(y + ROW);
        IntervalRow {
            name: one_line(&row.name, (names - GAP) / LETTERS),
            y,
            low: at(row.interval.0),
            high: at(row.interval.1),
            at: at(row.share),
            few: row.is_few,
        }
    });
    Intervals {
        frame,
        plot,
        rows: rows.collect(),
        ticks: axis.ticks(5),
        all: all.map(at),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn shares_stay_in_their_frame_in_order(shares in proptest::collection::vec(any::<(f64, f64, f64)>(), 0..20), all in any::<f64>()) {
            let rows: Vec<Measured> = shares
                .iter()
                .map(|(share, low, high)| Measured {
                    name: "W".repeat(50),
                    share: *share,
                    interval: (*low, *high),
                    is_few: false,
                })
                .collect();
            let drawn = intervals(400.0, 120.0, &rows, Some(all));
            let mut before = 0.0;
            for row in &drawn.rows {
                prop_assert!(row.y > before && row.y < drawn.plot.bottom());
                before = row.y;
                for x in [row.low, row.high, row.at, drawn.all.unwrap()] {
                    prop_assert!((120.0..=384.0).contains(&x));
                }
            }
        }
    }
}
