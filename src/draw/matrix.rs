//! The value/effort matrix: opportunities by what they are worth and how much work they are. Must not know
//! journeys or words.

use super::frame::{Frame, Point, Rect};
use super::label::{Anchor, Label};
use super::scatter::{AreaName, Dot, Item, Scattered, scatter, steps};
use super::ticks::{Axis, Tick};
use crate::view::{view, view_words};

/// What is worth more than this is worth much.
const HALF_VALUE: f64 = 50.0;
/// What takes more than this takes much.
const HALF_EFFORT: f64 = 2.5;
/// Between a side of the plot and the name of a quadrant.
const INSET: f64 = 8.0;

/// An opportunity with its two numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Opportunity {
    /// What it is worth, 0 to 100.
    pub(crate) value: f64,
    /// How much work it is, 0 to 5.
    pub(crate) effort: f64,
    /// What its label says; it may be long.
    pub(crate) label: String,
}

/// The words on the matrix.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct QuadrantNames<'a> {
    /// Much value, little effort.
    pub(crate) quick_wins: &'a str,
    /// Much value, much effort.
    pub(crate) big_projects: &'a str,
    /// Little value, little effort.
    pub(crate) fill_ins: &'a str,
    /// Little value, much effort.
    pub(crate) hard_slogs: &'a str,
}

view_words! {
    /// A quarter of the matrix.
    #[derive(Copy, PartialEq, Eq)]
    pub(crate) enum QuadrantKind {
        /// Much value, little effort.
        QuickWins = "quick-wins",
        /// Much value, much effort.
        BigProjects = "big-projects",
        /// Little value, little effort.
        FillIns = "fill-ins",
        /// Little value, much effort.
        HardSlogs = "hard-slogs",
    }
}

view! {
    /// The drawing.
    #[derive(PartialEq)]
    pub(crate) struct Matrix {
        /// The size.
        frame: Frame,
        /// Effort to the right, value upwards.
        plot: Rect,
        /// Effort, along the lower side.
        effort_ticks: Vec<Tick>,
        /// Value, along the left side.
        value_ticks: Vec<Tick>,
        /// The four quarters, in the order of reading.
        quadrants: Vec<Quadrant>,
        /// The opportunities, in the order given, without those whose numbers are none.
        dots: Vec<OpportunityDot>,
    }
}

view! {
    /// A quarter of the drawing.
    #[derive(PartialEq)]
    pub(crate) struct Quadrant {
        /// Which.
        kind: QuadrantKind,
        /// Its room.
        area: Rect,
        /// Its name; nothing when the frame is too small for it.
        name: Option<Label>,
    }
}

view! {
    /// An opportunity on the matrix.
    #[derive(PartialEq)]
    pub(crate) struct OpportunityDot {
        /// Where it belongs.
        quadrant: QuadrantKind,
        /// Its place and label.
        dot: Dot,
    }
}

/// Draws opportunities, the most valuable first: their labels choose first.
pub(crate) fn matrix(
    frame: &Frame,
    opportunities: &[Opportunity],
    names: &QuadrantNames<'_>,
) -> Matrix {
    let plot = frame.plot().common(&frame.bounds());
    let across = Axis::new((0.0, 5.0), (plot.x, plot.right()));
    let up = Axis::new((0.0, 100.0), (plot.bottom(), plot.y));
    let items: Vec<Item> = opportunities
        .iter()
        .map(|one| Item {
            x: one.effort,
            y: one.value,
            label: one.label.clone(),
        })
        .collect();
    let places: Vec<Option<Point>> = items
        .iter()
        .map(|item| {
            let known = item.x.is_finite() && item.y.is_finite();
            known.then(|| Point::new(across.at(item.x), up.at(item.y)))
        })
        .collect();
    let quadrants = quadrants(&plot, Point::new(across.at(HALF_EFFORT), up.at(HALF_VALUE)));
    let area_names: Vec<AreaName<'_>> = quadrants
        .iter()
        .map(|(kind, area)| quadrant_name(*kind, area, names))
        .collect();
    let Scattered { dots, names } = scatter(frame, &items, &places, &area_names);
    Matrix {
        frame: *frame,
        plot,
        effort_ticks: across.ticks(5),
        value_ticks: up.ticks(4),
        quadrants: quadrants
            .into_iter()
            .zip(names)
            .map(|((kind, area), name)| Quadrant { kind, area, name })
            .collect(),
        dots: dots
            .into_iter()
            .map(|dot| {
                let one = &opportunities[dot.number - 1];
                OpportunityDot {
                    quadrant: quadrant(one.value, one.effort),
                    dot,
                }
            })
            .collect(),
    }
}

/// The quarter of an opportunity. What lies on a line is worth much, and takes little.
pub(crate) fn quadrant(value: f64, effort: f64) -> QuadrantKind {
    match (value >= HALF_VALUE, effort <= HALF_EFFORT) {
        (true, true) => QuadrantKind::QuickWins,
        (true, false) => QuadrantKind::BigProjects,
        (false, true) => QuadrantKind::FillIns,
        (false, false) => QuadrantKind::HardSlogs,
    }
}

fn quadrants(plot: &Rect, middle: Point) -> [(QuadrantKind, Rect); 4] {
    let part = |left: f64, top: f64, right: f64, bottom: f64| {
        Rect {
            x: left,
            y: top,
            width: right - left,
            height: bottom - top,
        }
        .rounded()
    };
    let (right, bottom) = (plot.right(), plot.bottom());
    [
        (
            QuadrantKind::QuickWins,
            part(plot.x, plot.y, middle.x, middle.y),
        ),
        (
            QuadrantKind::BigProjects,
            part(middle.x, plot.y, right, middle.y),
        ),
        (
            QuadrantKind::FillIns,
            part(plot.x, middle.y, middle.x, bottom),
        ),
        (
            QuadrantKind::HardSlogs,
            part(middle.x, middle.y, right, bottom),
        ),
    ]
}

/// A name stands in the outer corner of its quarter, else further along its upper or lower side.
fn quadrant_name<'a>(kind: QuadrantKind, area: &Rect, names: &QuadrantNames<'a>) -> AreaName<'a> {
    let (text, is_left, is_top) = match kind {
        QuadrantKind::QuickWins => (names.quick_wins, true, true),
        QuadrantKind::BigProjects => (names.big_projects, false, true),
        QuadrantKind::FillIns => (names.fill_ins, true, false),
        QuadrantKind::HardSlogs => (names.hard_slogs, false, false),
    };
    let (first, y) = (2.0 * INSET, area.height / 3.0);
    let rows = steps(first, first.max(y), 4).into_iter().map(|inset| {
        if is_top {
            area.y + inset
        } else {
            area.bottom() - inset
        }
    });
    let shift = area.width / 3.0;
    let (start, end, anchor) = if is_left {
        (area.x + INSET, area.x + INSET + shift, Anchor::Start)
    } else {
        let right = area.right() - INSET;
        (right, right - shift, Anchor::End)
    };
    AreaName {
        text,
        places: rows
            .flat_map(|y| {
                steps(start, end, 4)
                    .into_iter()
                    .map(move |x| (Point::new(x, y), anchor))
            })
            .collect(),
        width: area.width * 0.7,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draw::tests::check_dots;

    const NAMES: QuadrantNames<'static> = QuadrantNames {
        quick_wins: "Quick wins",
        big_projects: "Big projects",
        fill_ins: "Fill-ins",
        hard_slogs: "Hard slogs",
    };

    fn frame() -> Frame {
        Frame::new(720.0, 480.0, [16.0, 24.0, 44.0, 48.0])
    }

    fn opportunity(value: f64, effort: f64) -> Opportunity {
        Opportunity {
            value,
            effort,
            label: "Let finance sign online".into(),
        }
    }

    #[test]
    fn effort_goes_right_and_value_up() {
        let frame = Frame::new(120.0, 120.0, [10.0; 4]);
        let chart = matrix(
            &frame,
            &[opportunity(100.0, 0.0), opportunity(25.0, 4.0)],
            &NAMES,
        );
        assert_eq!((chart.dots[0].dot.x, chart.dots[0].dot.y), (10.0, 10.0));
        assert_eq!((chart.dots[1].dot.x, chart.dots[1].dot.y), (90.0, 85.0));
        assert_eq!(chart.dots[1].quadrant, QuadrantKind::HardSlogs);
    }

    #[test]
    fn quarters_fill_the_plot_and_have_their_name_in_the_corner() {
        let chart = matrix(&frame(), &[], &NAMES);
        let area: f64 = chart
            .quadrants
            .iter()
            .map(|one| one.area.width * one.area.height)
            .sum();
        assert!((area - chart.plot.width * chart.plot.height).abs() < 1.0);
        for quadrant in &chart.quadrants {
            assert!(quadrant.area.holds(&quadrant.name.as_ref().unwrap().area));
        }
    }

    #[test]
    fn what_lies_on_a_line_is_a_quick_win() {
        assert_eq!(quadrant(50.0, 2.5), QuadrantKind::QuickWins);
        assert_eq!(quadrant(49.9, 2.6), QuadrantKind::HardSlogs);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn nothing_overlaps_or_leaves_the_frame(
            numbers in proptest::collection::vec((0_u32..=10, 0_u32..=5), 0..41),
        ) {
            let opportunities: Vec<Opportunity> = numbers
                .iter()
                .map(|(value, effort)| opportunity(10.0 * f64::from(*value), f64::from(*effort)))
                .collect();
            let chart = matrix(&frame(), &opportunities, &NAMES);
            let dots: Vec<Dot> = chart.dots.iter().map(|one| one.dot.clone()).collect();
            check_dots(&frame(), &dots);
            prop_assert_eq!(matrix(&frame(), &opportunities, &NAMES), chart);
        }
    }
}
