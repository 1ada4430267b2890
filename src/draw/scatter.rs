//! Numbered dots with labels, for drawings in which things lie by two numbers. Dots in one place stand side by
//! side, each with its number in it. Must not know what the numbers mean.

use super::frame::{Frame, Point, Rect, count};
use super::label::{Anchor, Label, Lettering, Marked, Measure, Room, extent, place, set};
use crate::text::width::one_line;
use crate::view::view;

/// Between two dots that stand side by side.
const GAP: f64 = 1.0;
/// More dots than this are not moved apart: they would fill the drawing.
const MOST_MOVED: usize = 300;

/// A thing in a scatter plot.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// Its value along the horizontal axis.
    pub(crate) x: f64,
    /// Its value along the vertical axis.
    pub(crate) y: f64,
    /// What its label says; no label when empty.
    pub(crate) label: String,
}

view! {
    /// A numbered dot.
    #[derive(PartialEq)]
    pub(crate) struct Dot {
        /// The place of the thing in the list given, from 1.
        number: usize,
        /// Its middle.
        x: f64,
        /// Its middle.
        y: f64,
        /// Wide enough for its number in letters of `number_size`.
        radius: f64,
        /// `font-size` of the number in it.
        number_size: f64,
        /// Where its values are, when it had to make room for others.
        moved_from: Option<Point>,
        /// Its label; nothing when there is no room: then its number leads to the table.
        label: Option<Label>,
    }
}

/// A name that stands where no dot is: of a zone or a quadrant.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AreaName<'a> {
    pub(crate) text: &'a str,
    /// Where it may stand, the best first: the side it is anchored at, and the middle of its height.
    pub(crate) places: Vec<(Point, Anchor)>,
    pub(crate) width: f64,
}

/// Dots, and names of areas around which they are labelled.
pub(super) struct Scattered {
    pub(crate) dots: Vec<Dot>,
    pub(crate) names: Vec<Option<Label>>,
}

/// Dots with their middle at `places`, of which those that are nothing are not drawn.
pub(super) fn scatter(
    frame: &Frame,
    items: &[Item],
    places: &[Option<Point>],
    names: &[AreaName<'_>],
) -> Scattered {
    let radius = radius(items.len());
    let area = frame
        .plot()
        .common(&frame.bounds().grown(-radius))
        .rounded();
    let wanted: Vec<(usize, Point)> = places
        .iter()
        .enumerate()
        .filter_map(|(index, place)| Some((index, area.nearest((*place)?).rounded())))
        .collect();
    let at = apart(
        &wanted.iter().map(|(_, place)| *place).collect::<Vec<_>>(),
        radius,
        &area,
    );
    let names: Vec<Option<Label>> = names
        .iter()
        .map(|name| area_name(frame, name, &at, radius))
        .collect();
    let marked: Vec<Marked<'_>> = wanted
        .iter()
        .zip(&at)
        .map(|((index, _), at)| Marked {
            at: *at,
            radius,
            text: &items[*index].label,
        })
        .collect();
    let taken: Vec<Rect> = names.iter().flatten().map(|name| name.area).collect();
    let room = Room {
        // In the margins are the ticks and the titles of the axes.
        bounds: frame.plot().common(&frame.bounds()),
        taken: &taken,
        lettering: Lettering::default(),
    };
    let labels = place(&marked, &room, measures(marked.len()));
    let dots = wanted
        .iter()
        .zip(at)
        .zip(labels)
        .map(|(((index, wanted), at), label)| Dot {
            number: index + 1,
            x: at.x,
            y: at.y,
            radius,
            number_size: if radius > 8.0 { 11.0 } else { 8.0 },
            moved_from: (at != *wanted).then_some(*wanted),
            label,
        })
        .collect();
    Scattered { dots, names }
}

fn radius(dots: usize) -> f64 {
    match dots {
        0..=60 => 10.0,
        _ => 7.0,
    }
}

/// From ample to terse, beginning with what so many labels have a chance with.
fn measures(dots: usize) -> &'static [Measure] {
    const fn measure(width: f64, lines: usize) -> Measure {
        Measure { width, lines }
    }
    const ALL: [Measure; 5] = [
        measure(170.0, 3),
        measure(150.0, 2),
        measure(120.0, 2),
        measure(130.0, 1),
        measure(90.0, 1),
    ];
    if dots > 16 { &ALL[1..] } else { &ALL }
}

/// Moves dots apart that would overlap, the later ones to the nearest free place around where they want to be.
pub(super) fn apart(wanted: &[Point], radius: f64, area: &Rect) -> Vec<Point> {
    if wanted.len() > MOST_MOVED {
        return wanted.to_vec();
    }
    let apart = 2.0 * radius + GAP;
    let step = radius / 2.0;
    let reach = area.width.hypot(area.height);
    let mut placed: Vec<Point> = Vec::with_capacity(wanted.len());
    for wanted in wanted {
        let is_free = |place: &Point| {
            area.nearest(*place) == *place
                && placed.iter().all(|other| other.distance(*place) >= apart)
        };
        let around = (1..=rings(reach, step)).flat_map(|ring| {
            let ways = 6 * ring.min(12);
            (0..ways).map(move |way| {
                let angle = std::f64::consts::TAU * f64::from(way) / f64::from(ways);
                let distance = step * f64::from(ring);
                Point::new(
                    wanted.x + distance * angle.cos(),
                    wanted.y + distance * angle.sin(),
                )
                .rounded()
            })
        });
        let place = std::iter::once(*wanted).chain(around).find(is_free);
        placed.push(place.unwrap_or(*wanted));
    }
    placed
}

fn rings(reach: f64, step: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1000"
    )]
    let rings = (reach / step).clamp(0.0, 1000.0) as u32;
    rings
}

/// The name at the first of its places where no dot is, else at the first.
fn area_name(frame: &Frame, name: &AreaName<'_>, dots: &[Point], radius: f64) -> Option<Label> {
    let lettering = Lettering::default();
    let text = one_line(name.text, name.width / lettering.size);
    if text.is_empty() {
        return None;
    }
    let lines = vec![text];
    let (width, height) = extent(&lines, lettering);
    let areas: Vec<(Rect, Anchor)> = name
        .places
        .iter()
        .map(|(place, anchor)| {
            let left = match anchor {
                Anchor::Start => place.x,
                Anchor::Middle => place.x - width / 2.0,
                Anchor::End => place.x - width,
            };
            let centre = Point::new(left + width / 2.0, place.y);
            (Rect::around(centre, width, height).rounded(), *anchor)
        })
        .filter(|(area, _)| frame.plot().holds(area))
        .collect();
    let is_clear = |(area, _): &&(Rect, Anchor)| {
        dots.iter()
            .all(|dot| area.nearest(*dot).distance(*dot) >= radius + GAP)
    };
    let (area, anchor) = areas.iter().find(is_clear).or(areas.first())?;
    Some(set(lines, *area, *anchor, lettering))
}

/// So many values from one end to the other, for places along a side.
pub(super) fn steps(from: f64, to: f64, number: usize) -> Vec<f64> {
    (0..number)
        .map(|index| from + (to - from) * count(index) / count(number.max(2) - 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AREA: Rect = Rect {
        x: 0.0,
        y: 0.0,
        width: 400.0,
        height: 300.0,
    };

    #[test]
    fn dots_in_one_place_stand_side_by_side() {
        let placed = apart(&[Point::new(200.0, 150.0); 7], 10.0, &AREA);
        assert_eq!(placed[0], Point::new(200.0, 150.0));
        assert!(placed.iter().all(|dot| dot.distance(placed[0]) < 45.0));
    }

    #[test]
    fn dots_that_do_not_touch_stay() {
        let wanted = [Point::new(10.0, 10.0), Point::new(40.0, 10.0)];
        assert_eq!(apart(&wanted, 10.0, &AREA), wanted);
    }

    proptest! {
        #[test]
        fn dots_never_overlap_while_there_is_room(
            wanted in proptest::collection::vec((0.0..=4.0_f64, 0.0..=3.0_f64), 0..60),
        ) {
            let wanted: Vec<Point> = wanted
                .iter()
                .map(|(x, y)| Point::new(100.0 * x.round(), 100.0 * y.round()))
                .collect();
            let placed = apart(&wanted, 10.0, &AREA);
            for (index, dot) in placed.iter().enumerate() {
                prop_assert!(AREA.nearest(*dot) == *dot);
                prop_assert!(placed[..index].iter().all(|other| other.distance(*dot) >= 20.0));
            }
        }
    }
}
