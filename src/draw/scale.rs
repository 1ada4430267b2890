//! A scale of points with its thresholds: from what number on a lead is nurtured, qualified, and so on. Must not
//! know qualifications or words.

use super::frame::{Frame, Point, Rect, count, round};
use super::label::{Anchor, Label, Leader, Lettering, Slot, extent, set, spread};
use super::ticks::{Axis, Tick};
use crate::text::width::one_line;
use crate::view::view;

/// Between the track and the names of thresholds above it.
const RISE: f64 = 12.0;
/// Between two names.
const AIR: f64 = 10.0;

/// A number of points from which something holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Threshold {
    /// What the page knows it by, such as `mql`. Comes back in the drawing.
    pub(crate) key: String,
    /// Its name above the scale.
    pub(crate) name: String,
    /// The points.
    pub(crate) points: f64,
}

view! {
    /// The drawing: the track is the plot of the frame, names stand in the margin above it, ticks below it.
    #[derive(PartialEq)]
    pub(crate) struct PointScale {
        /// The size.
        frame: Frame,
        /// The bar of the scale.
        track: Rect,
        /// Where 0 points are.
        zero: f64,
        /// Round numbers.
        ticks: Vec<Tick>,
        /// The parts between thresholds, from the left; the first has no key.
        bands: Vec<Band>,
        /// The thresholds, from the left.
        marks: Vec<Mark>,
    }
}

view! {
    /// A part of the scale.
    #[derive(PartialEq)]
    pub(crate) struct Band {
        /// The threshold it begins at; nothing below the first.
        key: Option<String>,
        /// The points it begins at.
        from: f64,
        /// The points it ends before.
        to: f64,
        /// Its left side.
        x: f64,
        /// How long it is.
        width: f64,
    }
}

view! {
    /// A threshold on the scale.
    #[derive(PartialEq)]
    pub(crate) struct Mark {
        /// As it was given.
        key: String,
        /// The points.
        points: f64,
        /// Its place.
        x: f64,
        /// Its name, with a leader to the track; nothing when there is no room.
        label: Option<Label>,
    }
}

/// A scale from `range.0`, or 0, to `range.1` points, or to the highest threshold.
pub(crate) fn point_scale(
    frame: &Frame,
    thresholds: &[Threshold],
    range: (f64, f64),
) -> PointScale {
    let track = frame.plot().common(&frame.bounds());
    let mut thresholds: Vec<&Threshold> = thresholds
        .iter()
        .filter(|one| one.points.is_finite())
        .collect();
    thresholds.sort_by(|left, right| left.points.total_cmp(&right.points));
    let points = thresholds.iter().map(|one| one.points);
    let ends = [range.0, range.1].into_iter().filter(|one| one.is_finite());
    let all: Vec<f64> = points.chain(ends).chain([0.0]).collect();
    let low = all.iter().copied().fold(f64::INFINITY, f64::min);
    let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let axis = Axis::new((low, high), (track.x, track.right()));
    PointScale {
        frame: *frame,
        track,
        zero: axis.at(0.0),
        ticks: axis.ticks(6),
        bands: bands(&thresholds, &axis, low, high),
        marks: marks(frame, &track, &axis, &thresholds),
    }
}

fn bands(thresholds: &[&Threshold], axis: &Axis, low: f64, high: f64) -> Vec<Band> {
    let starts: Vec<(Option<String>, f64)> = std::iter::once((None, low))
        .chain(
            thresholds
                .iter()
                .map(|one| (Some(one.key.clone()), one.points)),
        )
        .collect();
    let ends = starts.iter().skip(1).map(|(_, points)| *points);
    let ends: Vec<f64> = ends.chain([high]).collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|((key, from), to)| Band {
            key,
            from,
            to,
            x: axis.at(from),
            width: round(axis.at(to) - axis.at(from)),
        })
        .collect()
}

/// Names in one row, in the order of the thresholds, so that leaders do not cross.
fn marks(frame: &Frame, track: &Rect, axis: &Axis, thresholds: &[&Threshold]) -> Vec<Mark> {
    let lettering = Lettering::default();
    let most = frame.width / count(thresholds.len().max(1)) - AIR;
    let names: Vec<(Vec<String>, f64)> = thresholds
        .iter()
        .map(|one| {
            let lines = vec![one_line(&one.name, most.max(0.0) / lettering.size)];
            let (width, _) = extent(&lines, lettering);
            (lines, width)
        })
        .collect();
    let slots: Vec<Slot> = names
        .iter()
        .zip(thresholds)
        .map(|((_, width), one)| Slot {
            wanted: axis.at(one.points),
            size: width + AIR,
        })
        .collect();
    let top = round(track.y - RISE - lettering.leading);
    let middles = spread(&slots, 0.0, frame.width);
    thresholds
        .iter()
        .zip(names)
        .zip(middles)
        .map(|((one, (lines, width)), middle)| {
            let x = axis.at(one.points);
            let label = middle
                .filter(|_| top >= 0.0 && most > 2.0 * lettering.size && !lines[0].is_empty())
                .map(|middle| {
                    let area = Rect {
                        x: round(middle - width / 2.0),
                        y: top,
                        width,
                        height: lettering.leading,
                    };
                    let mut label = set(lines, area, Anchor::Middle, lettering);
                    label.leader = Some(Leader {
                        from: Point::new(x, track.y),
                        to: Point::new(round(middle), area.bottom()).rounded(),
                    });
                    label
                });
            Mark {
                key: one.key.clone(),
                points: one.points,
                x,
                label,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn frame() -> Frame {
        Frame::new(600.0, 80.0, [40.0, 20.0, 24.0, 20.0])
    }

    fn threshold(name: &str, points: f64) -> Threshold {
        Threshold {
            key: name.to_lowercase(),
            name: name.into(),
            points,
        }
    }

    #[test]
    fn thresholds_part_the_scale() {
        let thresholds = [threshold("MQL", 60.0), threshold("Nurture", 20.0)];
        let scale = point_scale(&frame(), &thresholds, (0.0, 100.0));
        let bands: Vec<(Option<&str>, f64, f64)> = scale
            .bands
            .iter()
            .map(|band| (band.key.as_deref(), band.x, band.width))
            .collect();
        assert_eq!(
            bands,
            [
                (None, 20.0, 112.0),
                (Some("nurture"), 132.0, 224.0),
                (Some("mql"), 356.0, 224.0)
            ]
        );
        let values: Vec<f64> = scale.ticks.iter().map(|tick| tick.value).collect();
        assert_eq!(values, [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(scale.marks[1].x, 356.0);
    }

    #[test]
    fn names_of_near_thresholds_stand_beside_each_other() {
        let thresholds = [
            threshold("Nurture", 48.0),
            threshold("Marketing qualified", 50.0),
            threshold("The most there is", 52.0),
        ];
        let scale = point_scale(&frame(), &thresholds, (0.0, 100.0));
        let areas: Vec<Rect> = scale
            .marks
            .iter()
            .map(|mark| mark.label.as_ref().unwrap().area)
            .collect();
        assert!(areas[0].right() <= areas[1].x && areas[1].right() <= areas[2].x);
    }

    #[test]
    fn no_threshold_and_no_points_are_an_empty_scale() {
        let scale = point_scale(&frame(), &[], (0.0, f64::NAN));
        assert_eq!(scale.bands.len(), 1);
        assert!(scale.marks.is_empty());
    }

    #[test]
    fn points_below_zero_have_room_at_the_left() {
        let scale = point_scale(&frame(), &[threshold("MQL", 50.0)], (-50.0, 100.0));
        assert_eq!(scale.zero, round(20.0 + 560.0 / 3.0));
    }

    proptest! {
        #[test]
        fn the_scale_stays_in_its_frame(points in proptest::collection::vec(any::<f64>(), 0..8), maximum in any::<f64>()) {
            let thresholds: Vec<Threshold> = points.iter().map(|one| threshold("A name", *one)).collect();
            let scale = point_scale(&frame(), &thresholds, (0.0, maximum));
            let mut before: Option<Rect> = None;
            for mark in &scale.marks {
                prop_assert!((20.0..=580.0).contains(&mark.x));
                if let Some(label) = &mark.label {
                    prop_assert!(frame().bounds().holds(&label.area));
                    prop_assert!(before.is_none_or(|before| !before.overlaps(&label.area)));
                    before = Some(label.area);
                }
            }
            prop_assert!(scale.bands.iter().all(|band| band.width >= 0.0));
        }
    }
}
