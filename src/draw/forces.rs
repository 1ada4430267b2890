//! The forces of progress: what pushes and pulls towards something new comes from the left, what holds back from the
//! right. Must not know jobs or words.
//!
//! After Bob Moesta and Chris Spiek, "The forces of progress" (2011). How many statements there are says nothing about how
//! strong a force is: arrows are equal, unless somebody said how strong the forces are.

use super::frame::{Frame, Point, Rect, round};
use super::path::points;
use crate::view::{view, view_words};

/// Half the room in the middle that no arrow enters.
const MIDDLE: f64 = 14.0;
/// How much of a row an arrow takes; the rest is for its name.
const THICKNESS: f64 = 0.5;
/// How much of its thickness the head of an arrow is long.
const HEAD: f64 = 0.7;
/// The strongest that a force can be.
const STRONGEST: f64 = 5.0;

/// What is known of a force.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) enum Stated {
    /// Nobody said anything about it.
    #[default]
    No,
    /// Somebody did, without how strong it is.
    Yes,
    /// How strong it is, from 1 to 5.
    Strength(f64),
}

/// What is known of each force.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Forces {
    /// What is wrong today.
    pub(crate) push: Stated,
    /// What is better there.
    pub(crate) pull: Stated,
    /// What could go wrong.
    pub(crate) anxiety: Stated,
    /// What they are used to.
    pub(crate) habit: Stated,
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
        /// Whether the arrows are as long as the forces are strong; else they are equal.
        is_by_strength: bool,
    }
}

view! {
    /// A force.
    #[derive(PartialEq)]
    pub(crate) struct ForceArrow {
        /// Which.
        kind: Force,
        /// How strong it is, from 1 to 5, where that is known.
        strength: Option<f64>,
        /// `points` of the arrow; empty when nobody said anything about it.
        points: String,
        /// The baseline of its name, at the middle: names run outwards from here.
        name: Point,
        /// Its room.
        area: Rect,
    }
}

/// Draws the forces. Where the strength of some is known and of others is not, those are drawn as strong as the middle of
/// the scale.
pub(crate) fn forces(frame: &Frame, stated: &Forces) -> ForcesChart {
    let plot = frame.plot().common(&frame.bounds());
    let middle = plot.centre().x;
    let reach = (plot.width / 2.0 - MIDDLE).max(0.0);
    let row = (plot.height / 2.0).max(0.0);
    let rows = [
        (Force::Push, stated.push, 0.0, true),
        (Force::Habit, stated.habit, 0.0, false),
        (Force::Pull, stated.pull, 1.0, true),
        (Force::Anxiety, stated.anxiety, 1.0, false),
    ];
    let is_by_strength = rows
        .iter()
        .any(|(_, stated, ..)| matches!(stated, Stated::Strength(_)));
    let arrows = rows.map(|(kind, stated, line, is_left)| {
        let share = match stated {
            Stated::No => 0.0,
            Stated::Yes if is_by_strength => 0.5,
            Stated::Yes => 1.0,
            Stated::Strength(strength) => (strength / STRONGEST).clamp(0.0, 1.0),
        };
        let length = reach * share;
        let top = plot.y + row * line;
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
            strength: match stated {
                Stated::Strength(strength) => Some(round(strength)),
                Stated::No | Stated::Yes => None,
            },
            points: arrow(&area, is_left),
            name: Point::new(tip, area.y - 7.0).rounded(),
            area,
        }
    });
    ForcesChart {
        frame: *frame,
        middle: round(middle),
        arrows: arrows.to_vec(),
        is_by_strength,
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

    fn drawn(push: Stated, pull: Stated, anxiety: Stated, habit: Stated) -> ForcesChart {
        forces(
            &FRAME,
            &Forces {
                push,
                pull,
                anxiety,
                habit,
            },
        )
    }

    fn lengths(chart: &ForcesChart) -> Vec<f64> {
        chart.arrows.iter().map(|arrow| arrow.area.width).collect()
    }

    #[test]
    fn arrows_are_equal_when_nobody_said_how_strong_forces_are() {
        let chart = drawn(Stated::Yes, Stated::Yes, Stated::Yes, Stated::No);
        assert_eq!(lengths(&chart), [486.0, 0.0, 486.0, 486.0]);
        assert_eq!(chart.arrows[1].points, "");
        assert!(!chart.is_by_strength);
    }

    #[test]
    fn arrows_are_as_long_as_forces_are_strong() {
        let strong = Stated::Strength(5.0);
        let chart = drawn(strong, Stated::Yes, Stated::Strength(2.0), Stated::No);
        assert_eq!(lengths(&chart), [486.0, 0.0, 243.0, 194.4]);
        assert!(chart.is_by_strength);
    }

    #[test]
    fn arrows_point_to_the_middle_from_both_sides_without_reaching_it() {
        let chart = drawn(Stated::Yes, Stated::Yes, Stated::Yes, Stated::Yes);
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
    fn a_frame_without_room_gives_no_negative_lengths() {
        let chart = forces(
            &Frame::new(10.0, 10.0, [0.0; 4]),
            &Forces {
                push: Stated::Strength(9.0),
                pull: Stated::Yes,
                anxiety: Stated::No,
                habit: Stated::Yes,
            },
        );
        for arrow in chart.arrows {
            assert!(arrow.area.width >= 0.0 && arrow.area.height >= 0.0);
        }
    }
}
