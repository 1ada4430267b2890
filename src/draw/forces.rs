//! The forces of progress: what pushes and pulls towards something new comes from the left, what holds back from the
//! right; below them the balance of both. Must not know jobs or words.
//!
//! After Bob Moesta and Chris Spiek, "The forces of progress" (2011). An arrow is as long as there are statements, so
//! the longest reaches from the edge to the middle.

use super::bars::stacked;
use super::frame::{Frame, Point, Rect, count, round};
use super::path::points;
use crate::view::{view, view_words};

/// Half the room in the middle that no arrow enters.
const MIDDLE: f64 = 14.0;
/// How much of a row an arrow takes; the rest is for its name.
const THICKNESS: f64 = 0.5;
/// How much of its thickness the head of an arrow is long.
const HEAD: f64 = 0.7;
/// The height of the balance.
const BALANCE: f64 = 16.0;
/// Between the arrows and the balance.
const GAP: f64 = 22.0;

/// How many statements there are about each force.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Statements {
    /// What is wrong today.
    pub(crate) push: usize,
    /// What is better there.
    pub(crate) pull: usize,
    /// What could go wrong.
    pub(crate) anxiety: usize,
    /// What they are used to.
    pub(crate) habit: usize,
}

view_words! {
    /// Which force.
    #[derive(Copy, PartialEq, Eq)]
    pub(crate) enum Force {
        /// What is wrong today.
        Push = "push",
        /// What is better there.
        Pull = "pull",
        /// What could go wrong.
        Anxiety = "anxiety",
        /// What they are used to.
        Habit = "habit",
    }
}

view! {
    /// The drawing.
    #[derive(PartialEq)]
    pub(crate) struct ForcesChart {
        /// The size.
        frame: Frame,
        /// Where the two sides meet.
        middle: f64,
        /// Push and habit in the first row, pull and anxiety in the second.
        arrows: Vec<ForceArrow>,
        /// The statements for something new, beside those against it.
        balance: [Rect; 2],
        /// How many statements are for something new.
        towards: usize,
        /// How many are against it.
        against: usize,
    }
}

view! {
    /// A force.
    #[derive(PartialEq)]
    pub(crate) struct ForceArrow {
        /// Which.
        kind: Force,
        /// How many statements.
        statements: usize,
        /// `points` of the arrow; empty when there is no statement.
        points: String,
        /// The baseline of its name, at the middle: names run outwards from here.
        name: Point,
        /// Its room.
        area: Rect,
    }
}

/// Draws the forces.
pub(crate) fn forces(frame: &Frame, statements: &Statements) -> ForcesChart {
    let plot = frame.plot().common(&frame.bounds());
    let middle = plot.centre().x;
    let reach = (plot.width / 2.0 - MIDDLE).max(0.0);
    let row = ((plot.height - BALANCE - GAP) / 2.0).max(0.0);
    let rows = [
        (Force::Push, statements.push, 0, true),
        (Force::Habit, statements.habit, 0, false),
        (Force::Pull, statements.pull, 1, true),
        (Force::Anxiety, statements.anxiety, 1, false),
    ];
    let most = rows.iter().map(|row| row.1).max().unwrap_or(0).max(1);
    let arrows = rows.map(|(kind, statements, line, is_left)| {
        let length = reach * count(statements) / count(most);
        let top = plot.y + row * count(line);
        let thickness = row * THICKNESS;
        let tip = if is_left {
            middle - MIDDLE
        } else {
            middle + MIDDLE
        };
        let tail = if is_left { tip - length } else { tip + length };
        let area = Rect {
            x: tip.min(tail),
            y: top + row - thickness,
            width: length,
            height: thickness,
        }
        .rounded();
        ForceArrow {
            kind,
            statements,
            points: arrow(&area, is_left),
            name: Point::new(tip, area.y - 7.0).rounded(),
            area,
        }
    });
    let towards = statements.push + statements.pull;
    let against = statements.anxiety + statements.habit;
    let parts = stacked(plot.width, &[count(towards), count(against)]);
    let top = plot.bottom() - BALANCE;
    let balance = [parts[0], parts[1]].map(|part| {
        Rect {
            x: plot.x + part.x,
            y: top,
            width: part.width,
            height: BALANCE,
        }
        .rounded()
    });
    ForcesChart {
        frame: *frame,
        middle: round(middle),
        arrows: arrows.to_vec(),
        balance,
        towards,
        against,
    }
}

/// An arrow that fills a room, with its tip at the right or at the left.
fn arrow(area: &Rect, to_right: bool) -> String {
    if area.width <= 0.0 {
        return String::new();
    }
    let (tip, tail) = if to_right {
        (area.right(), area.x)
    } else {
        (area.x, area.right())
    };
    let head = (area.height * HEAD).min(area.width);
    let neck = if to_right { tip - head } else { tip + head };
    let (top, bottom) = (area.y, area.bottom());
    let (upper, lower) = (top + area.height / 5.0, bottom - area.height / 5.0);
    points(&[
        Point::new(tail, upper),
        Point::new(neck, upper),
        Point::new(neck, top),
        Point::new(tip, area.centre().y),
        Point::new(neck, bottom),
        Point::new(neck, lower),
        Point::new(tail, lower),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame {
        width: 1000.0,
        height: 220.0,
        margins: crate::draw::frame::Margins {
            top: 10.0,
            right: 0.0,
            bottom: 10.0,
            left: 0.0,
        },
    };

    fn drawn(push: usize, pull: usize, anxiety: usize, habit: usize) -> ForcesChart {
        forces(
            &FRAME,
            &Statements {
                push,
                pull,
                anxiety,
                habit,
            },
        )
    }

    #[test]
    fn arrows_are_as_long_as_there_are_statements() {
        let chart = drawn(2, 4, 1, 0);
        let lengths: Vec<f64> = chart.arrows.iter().map(|arrow| arrow.area.width).collect();
        assert_eq!(lengths, [243.0, 0.0, 486.0, 121.5]);
        assert_eq!(chart.arrows[1].points, "");
    }

    #[test]
    fn arrows_point_to_the_middle_from_both_sides_without_reaching_it() {
        let chart = drawn(3, 3, 3, 3);
        for arrow in &chart.arrows {
            match arrow.kind {
                Force::Push | Force::Pull => assert_eq!(arrow.area.right(), 486.0),
                Force::Habit | Force::Anxiety => assert_eq!(arrow.area.x, 514.0),
            }
            assert!(FRAME.bounds().holds(&arrow.area));
        }
        assert_eq!(chart.middle, 500.0);
    }

    #[test]
    fn the_balance_is_divided_as_the_statements_are() {
        let chart = drawn(2, 1, 0, 1);
        assert_eq!((chart.towards, chart.against), (3, 1));
        assert_eq!(chart.balance.map(|side| side.width), [750.0, 250.0]);
        let nothing = drawn(0, 0, 0, 0);
        assert_eq!(nothing.balance.map(|side| side.width), [0.0, 0.0]);
    }

    #[test]
    fn a_frame_without_room_gives_no_negative_lengths() {
        let chart = forces(
            &Frame::new(10.0, 10.0, [0.0; 4]),
            &Statements {
                push: 9,
                pull: 1,
                anxiety: 0,
                habit: 2,
            },
        );
        for arrow in chart.arrows {
            assert!(arrow.area.width >= 0.0 && arrow.area.height >= 0.0);
        }
    }
}
