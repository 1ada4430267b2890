//! Bars in groups, one below the other: of each thing the same few shares, so that they can be compared. Must not know what is shared.

use super::frame::{Frame, Rect, count, round};
use super::ticks::{Axis, Tick};
use crate::text::width::one_line;
use crate::view::view;

/// The height of a bar.
const BAR: f64 = 14.0;
/// Between two groups.
const BETWEEN: f64 = 14.0;
/// `font-size` of a name.
const LETTERS: f64 = 12.0;
/// Between a name and the plot.
const GAP: f64 = 12.0;

/// Shares from 0 to 1 of one thing; nothing where one is not known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grouped {
    /// What they are of.
    pub(crate) name: String,
    /// The shares, in the same order for each thing.
    pub(crate) shares: Vec<Option<f64>>,
}

view! {
    /// Bars in groups.
    #[derive(PartialEq)]
    pub(crate) struct Groups {
        /// The size.
        frame: Frame,
        /// Percent to the right.
        plot: Rect,
        /// Round percents.
        ticks: Vec<Tick>,
        /// The groups, in the order given.
        groups: Vec<BarGroup>,
    }
}

view! {
    /// The bars of one thing.
    #[derive(PartialEq)]
    pub(crate) struct BarGroup {
        /// What it is, as far as there is room.
        name: String,
        /// The height of its name.
        y: f64,
        /// Its bars that are known.
        bars: Vec<GroupBar>,
    }
}

view! {
    /// A bar.
    #[derive(PartialEq)]
    pub(crate) struct GroupBar {
        /// Which of the shares, from 1.
        number: usize,
        /// The bar.
        area: Rect,
    }
}

/// Draws groups in this width, with so much of it for their names. The height follows from their number.
pub(crate) fn groups(width: f64, names: f64, things: &[Grouped]) -> Groups {
    let high = |thing: &Grouped| BAR * count(thing.shares.len().max(1)) + BETWEEN;
    let height = things.iter().map(high).sum::<f64>();
    let frame = Frame::new(width, height + 52.0, [4.0, 16.0, 48.0, names]);
    let plot = frame.plot().common(&frame.bounds());
    let axis = Axis::new((0.0, 100.0), (plot.x, plot.right()));
    let mut top = plot.y;
    let groups = things.iter().map(|thing| {
        let from = top + BETWEEN / 2.0;
        top += high(thing);
        let bars = thing
            .shares
            .iter()
            .enumerate()
            .filter_map(|(place, share)| {
                let area = Rect {
                    x: plot.x,
                    y: from + BAR * count(place),
                    width: axis.at(100.0 * (*share)?) - plot.x,
                    height: BAR - 2.0,
                };
                Some(GroupBar {
                    number: place + 1,
                    area: area.rounded(),
                })
            });
        BarGroup {
            name: one_line(&thing.name, (names - GAP) / LETTERS),
            y: round(f64::midpoint(from, top - BETWEEN / 2.0)),
            bars: bars.collect(),
        }
    });
    let groups = groups.collect();
    Groups {
        frame,
        plot,
        ticks: axis.ticks(5),
        groups,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bars_stay_in_their_frame_and_touch_no_other(shares in proptest::collection::vec(proptest::collection::vec(any::<Option<f64>>(), 0..4), 0..12)) {
            let things: Vec<Grouped> = shares
                .into_iter()
                .map(|shares| Grouped { name: "W".repeat(50), shares })
                .collect();
            let drawn = groups(400.0, 120.0, &things);
            let mut before = 0.0;
            for bar in drawn.groups.iter().flat_map(|group| &group.bars) {
                prop_assert!(bar.area.y >= before && bar.area.bottom() <= drawn.plot.bottom());
                prop_assert!(bar.area.x >= 120.0 && bar.area.right() <= 384.0);
                before = bar.area.bottom();
            }
        }
    }

    #[test]
    fn what_is_not_known_has_no_bar_and_keeps_its_place() {
        let thing = Grouped {
            name: "a".to_owned(),
            shares: vec![None, Some(0.5)],
        };
        let drawn = groups(400.0, 184.0, &[thing]);
        let bars = &drawn.groups[0].bars;
        assert_eq!((bars.len(), bars[0].number), (1, 2));
        assert_eq!((bars[0].area.y, bars[0].area.width), (25.0, 100.0));
    }
}
