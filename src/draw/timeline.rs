//! Steps after one another along a line, as long as they take. A step of which nobody knows how long it takes is a
//! gap of a fixed length. Must not know decisions or words.

use super::frame::{Frame, Point, Rect, count, round};
use super::label::{Slot, spread};
use crate::view::view;

/// The diameter of a number.
const NUMBER: f64 = 26.0;
/// Between the numbers and the track.
const RISE: f64 = 10.0;
/// How long an unknown step is drawn; less when there are many.
const UNKNOWN: f64 = 56.0;

/// How long a step takes, in days: at least and at most, which may be infinite. Nothing when it is not known.
pub(crate) type Takes = Option<(f64, f64)>;

view! {
    /// The drawing: the track is the plot of the frame, numbers stand in the margin above it.
    #[derive(PartialEq)]
    pub(crate) struct Timeline {
        /// The size.
        frame: Frame,
        /// The bar of all steps.
        track: Rect,
        /// The steps, in the order given.
        pieces: Vec<Piece>,
        /// What shows how long a time is; nothing when no step has a known length.
        scale: Option<Scale>,
        /// How long the known steps take together at least, in days.
        least: f64,
        /// How long they take at most; those of which no end is known as long as at least.
        most: f64,
        /// How many steps have no known length.
        unknown: usize,
        /// How many steps are known to take so long at least, and no end is known.
        open: usize,
    }
}

view! {
    /// A time to compare with: a day, a week, a month or a year, whichever is long enough to see and short enough to fit.
    #[derive(PartialEq)]
    pub(crate) struct Scale {
        /// Which.
        unit: &'static str,
        /// Its length on the track.
        length: f64,
    }
}

view! {
    /// A step on the line.
    #[derive(PartialEq)]
    pub(crate) struct Piece {
        /// From 1.
        number: usize,
        /// Whether its length is to scale.
        is_known: bool,
        /// Whether it has no known end.
        is_open: bool,
        /// As long as it takes at most, or at least when no end is known.
        area: Rect,
        /// How much of it is what it takes at least.
        sure: f64,
        /// The middle of its number; nothing when there is no room.
        mark: Option<Point>,
        /// The radius of the circle around its number.
        radius: f64,
    }
}

/// Draws steps after one another.
pub(crate) fn timeline(frame: &Frame, steps: &[Takes]) -> Timeline {
    let track = frame.plot().common(&frame.bounds());
    let is_open = |takes: &Takes| {
        takes.is_some_and(|(least, most)| least > 0.0 && least.is_finite() && most == f64::INFINITY)
    };
    let end = |takes: &Takes| match takes {
        Some((least, _)) if is_open(takes) => Some((*least, *least)),
        _ => takes.and_then(ordered),
    };
    let known: Vec<Takes> = steps.iter().map(end).collect();
    let least: f64 = known.iter().flatten().map(|(least, _)| least).sum();
    let most: f64 = known.iter().flatten().map(|(_, most)| most).sum();
    let unknown = known.iter().filter(|takes| takes.is_none()).count();
    let gap = if most > 0.0 {
        UNKNOWN.min(track.width / 2.0 / count(unknown.max(1)))
    } else {
        track.width / count(unknown.max(1))
    };
    let a_day = if most > 0.0 {
        (track.width - gap * count(unknown)) / most
    } else {
        0.0
    };
    let mut x = track.x;
    let mut pieces = Vec::new();
    for (index, takes) in known.iter().enumerate() {
        let width = takes.map_or(gap, |(_, most)| most * a_day);
        let area = Rect { x, width, ..track };
        x += width;
        pieces.push(Piece {
            number: index + 1,
            is_known: takes.is_some(),
            is_open: is_open(&steps[index]),
            sure: takes.map_or(0.0, |(least, _)| round(least * a_day)),
            area: area.rounded(),
            mark: None,
            radius: NUMBER / 2.0,
        });
    }
    let slots: Vec<Slot> = pieces
        .iter()
        .map(|piece| Slot {
            wanted: piece.area.centre().x,
            size: NUMBER + 2.0,
        })
        .collect();
    let y = track.y - RISE - NUMBER / 2.0;
    for (piece, middle) in pieces.iter_mut().zip(spread(&slots, 0.0, frame.width)) {
        piece.mark = middle.map(|x| Point::new(x, y).rounded());
    }
    Timeline {
        frame: *frame,
        track,
        pieces,
        scale: scale(a_day, track.width),
        least: round(least),
        most: round(most),
        unknown,
        open: steps.iter().filter(|takes| is_open(takes)).count(),
    }
}

/// Days in the times to compare with.
const UNITS: [(&str, f64); 4] = [
    ("year", 365.25),
    ("month", 30.4),
    ("week", 7.0),
    ("day", 1.0),
];
/// A time takes this part of the track at most.
const LONGEST: f64 = 0.4;

fn scale(a_day: f64, width: f64) -> Option<Scale> {
    let fits = |(_, days): &&(&str, f64)| a_day > 0.0 && days * a_day <= LONGEST * width;
    let found = UNITS
        .iter()
        .find(|(_, days)| *days <= 7.0 && days * a_day >= NUMBER && days * a_day <= LONGEST * width)
        .or_else(|| UNITS.iter().find(fits))?;
    Some(Scale {
        unit: found.0,
        length: round(found.1 * a_day),
    })
}

/// The shorter length first; nothing for what is no length.
fn ordered((one, other): (f64, f64)) -> Takes {
    let (least, most) = (one.min(other), one.max(other));
    (least >= 0.0 && most > 0.0 && (one + other).is_finite()).then_some((least, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame {
        Frame::new(700.0, 80.0, [40.0, 0.0, 10.0, 0.0])
    }

    #[test]
    fn steps_are_as_long_as_they_take_at_most() {
        let line = timeline(&frame(), &[Some((7.0, 14.0)), Some((7.0, 7.0))]);
        let widths: Vec<f64> = line.pieces.iter().map(|piece| piece.area.width).collect();
        assert_eq!(widths, [466.7, 233.3]);
        assert_eq!(line.pieces[0].sure, 233.3);
        assert_eq!(
            line.scale,
            Some(Scale {
                unit: "week",
                length: 233.3
            })
        );
        assert_eq!((line.least, line.most, line.unknown), (14.0, 21.0, 0));
    }

    #[test]
    fn a_step_of_unknown_length_is_a_gap() {
        let line = timeline(&frame(), &[None, Some((1.0, 2.0))]);
        assert!(!line.pieces[0].is_known);
        assert_eq!(line.pieces[0].area.width, UNKNOWN);
        assert_eq!(line.pieces[1].area.right(), 700.0);
        assert_eq!(line.unknown, 1);
    }

    #[test]
    fn a_step_without_an_end_is_as_long_as_it_takes_at_least() {
        let line = timeline(&frame(), &[Some((14.0, f64::INFINITY)), Some((0.0, 14.0))]);
        assert!(line.pieces[0].is_open && !line.pieces[1].is_open);
        assert_eq!(line.pieces[0].area.width, 350.0);
        assert_eq!((line.pieces[0].sure, line.pieces[1].sure), (350.0, 0.0));
        assert_eq!((line.least, line.most, line.open), (14.0, 28.0, 1));
    }

    #[test]
    fn steps_of_which_no_length_is_known_are_alike() {
        let line = timeline(
            &frame(),
            &[None, Some((f64::NAN, 2.0)), Some((0.0, 0.0)), None],
        );
        assert!(line.pieces.iter().all(|piece| piece.area.width == 175.0));
        assert_eq!(line.scale, None);
    }

    #[test]
    fn numbers_never_touch_and_stay_in_the_frame() {
        let steps: Vec<Takes> = (0..20)
            .map(|index| (index % 3 > 0).then_some((0.1, f64::from(index))))
            .collect();
        let line = timeline(&frame(), &steps);
        let marks: Vec<f64> = line
            .pieces
            .iter()
            .filter_map(|piece| piece.mark)
            .map(|mark| mark.x)
            .collect();
        assert_eq!(marks.len(), 20);
        assert!(marks.windows(2).all(|pair| pair[1] - pair[0] >= NUMBER));
        assert!(marks[0] >= NUMBER / 2.0 && marks[19] <= 700.0 - NUMBER / 2.0);
    }

    #[test]
    fn the_scale_is_a_time_that_fits() {
        let unit = |days: f64| {
            timeline(&frame(), &[Some((days, days))])
                .scale
                .map(|one| one.unit)
        };
        assert_eq!(unit(4.0), Some("day"));
        assert_eq!(unit(60.0), Some("week"));
        assert_eq!(unit(400.0), Some("month"));
        assert_eq!(unit(0.1), None);
    }

    #[test]
    fn no_steps_give_an_empty_line() {
        assert!(timeline(&frame(), &[]).pieces.is_empty());
    }
}
