//! Texts in a drawing: where they stand without touching one another. Must not know what they say.

use super::frame::{Point, Rect, count, round, round_up};
use crate::text::width;
use crate::view::{view, view_words};

/// From the top of a line to its baseline, as a part of the size of its letters.
const ASCENT: f64 = 0.8;
/// Between a dot and its label.
const GAP: f64 = 3.0;
/// Between two labels.
const AIR: f64 = 1.0;
/// How far from its dot a label with a leader may stand.
const DISTANCES: [f64; 10] = [
    14.0, 22.0, 32.0, 44.0, 60.0, 80.0, 105.0, 135.0, 170.0, 220.0,
];
/// In how many directions a place is looked for.
const DIRECTIONS: u32 = 16;
/// With more dots than this, labels stand beside their dot or nowhere: the search would take too long
/// and nobody could follow the leaders.
const MOST_WITH_LEADERS: usize = 120;
/// Dots after these have no label: the drawing is full.
const MOST_LABELLED: usize = 300;

view! {
    /// The size of letters, and from one line to the next.
    #[derive(Copy, PartialEq)]
    pub(crate) struct Lettering {
        /// `font-size`.
        size: f64,
        /// From baseline to baseline.
        leading: f64,
    }
}

impl Default for Lettering {
    fn default() -> Self {
        Self {
            size: 12.0,
            leading: 15.0,
        }
    }
}

/// The most room a text may take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measure {
    /// The longest line.
    pub(crate) width: f64,
    /// How many lines.
    pub(crate) lines: usize,
}

impl Measure {
    /// So many lines of this width.
    pub(crate) fn new(width: f64, lines: usize) -> Self {
        Self { width, lines }
    }
}

view_words! {
    /// Which side of a text its x is, as in SVG's `text-anchor`.
    #[derive(Copy, PartialEq, Eq)]
    pub(crate) enum Anchor {
        /// Its left.
        Start = "start",
        /// Its middle.
        Middle = "middle",
        /// Its right.
        End = "end",
    }
}

view! {
    /// A text in its place.
    #[derive(PartialEq)]
    pub(crate) struct Label {
        /// Its lines from the top.
        lines: Vec<TextLine>,
        /// Where the x of its lines is.
        anchor: Anchor,
        /// The room it takes, by estimate.
        area: Rect,
        /// From its dot to the label, when they are not beside each other.
        leader: Option<Leader>,
    }
}

view! {
    /// One line of a text.
    #[derive(PartialEq)]
    pub(crate) struct TextLine {
        /// Depends on the anchor.
        x: f64,
        /// The baseline.
        y: f64,
        /// The words.
        text: String,
    }
}

view! {
    /// A straight line.
    #[derive(Copy, PartialEq)]
    pub(crate) struct Leader {
        /// At the dot.
        from: Point,
        /// At the label.
        to: Point,
    }
}

/// A text in lines no wider than the measure; what does not fit ends in "…".
pub(crate) fn wrap(text: &str, measure: Measure, size: f64) -> Vec<String> {
    width::wrap(text, measure.width / size, measure.lines)
}

/// The width and height of lines.
pub(crate) fn extent(lines: &[String], lettering: Lettering) -> (f64, f64) {
    let width = lines
        .iter()
        .map(|line| width::em(line) * lettering.size)
        .fold(0.0, f64::max);
    (
        round_up(width),
        round_up(count(lines.len()) * lettering.leading),
    )
}

/// Lines in their place: the area's left, middle or right, from its top.
pub(crate) fn set(lines: Vec<String>, area: Rect, anchor: Anchor, lettering: Lettering) -> Label {
    let x = match anchor {
        Anchor::Start => area.x,
        Anchor::Middle => area.centre().x,
        Anchor::End => area.right(),
    };
    let first = area.y + (lettering.leading - lettering.size) / 2.0 + ASCENT * lettering.size;
    Label {
        lines: lines
            .into_iter()
            .enumerate()
            .map(|(index, text)| TextLine {
                x: round(x),
                y: round(first + count(index) * lettering.leading),
                text,
            })
            .collect(),
        anchor,
        area,
        leader: None,
    }
}

/// Something that takes room along a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Slot {
    /// Where its middle would like to be.
    pub(crate) wanted: f64,
    /// How much room it takes.
    pub(crate) size: f64,
}

/// The middles of things along a line from `from` to `to`, in the order of where they want to be, without
/// overlaps and together as near as can be to where they want to be. When there is no room for all, the
/// last ones of the list get none.
pub(crate) fn spread(slots: &[Slot], from: f64, to: f64) -> Vec<Option<f64>> {
    let mut room = (to - from).max(0.0);
    let kept = slots
        .iter()
        .take_while(|slot| {
            room -= slot.size;
            room >= -1e-9
        })
        .count();
    let mut order: Vec<usize> = (0..kept).collect();
    order.sort_by(|left, right| slots[*left].wanted.total_cmp(&slots[*right].wanted));
    let sorted: Vec<Slot> = order.iter().map(|index| slots[*index]).collect();
    let mut placed = vec![None; slots.len()];
    for (index, middle) in order.into_iter().zip(stack(&sorted, from, to)) {
        placed[index] = Some(middle);
    }
    placed
}

/// As [`spread`], in the order of the list, and beyond `to` when there is no room.
///
/// The sum of squared distances is smallest, by pooling adjacent violators: M. Ayer et al., "An empirical
/// distribution function for sampling with incomplete information", Annals of Mathematical Statistics 26
/// (1955).
pub(crate) fn stack(slots: &[Slot], from: f64, to: f64) -> Vec<f64> {
    let Some((first, rest)) = slots.split_first() else {
        return Vec::new();
    };
    // With the sizes before it taken off, each middle only has to be at least the one before.
    let mut offsets = vec![0.0];
    let (mut offset, mut before) = (0.0, first.size);
    for slot in rest {
        offset += (before + slot.size) / 2.0;
        before = slot.size;
        offsets.push(offset);
    }
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (slot, offset) in slots.iter().zip(&offsets) {
        let wanted = if slot.wanted.is_finite() {
            slot.wanted
        } else {
            from
        };
        let mut pool = (wanted - offset, 1);
        while let Some(last) = pools.pop_if(|last| last.0 > pool.0) {
            let things = last.1 + pool.1;
            let mean = (last.0 * count(last.1) + pool.0 * count(pool.1)) / count(things);
            pool = (mean, things);
        }
        pools.push(pool);
    }
    let lowest = from + first.size / 2.0;
    let highest = (to - before / 2.0 - offset).max(lowest);
    pools
        .into_iter()
        .flat_map(|(mean, things)| std::iter::repeat_n(mean.clamp(lowest, highest), things))
        .zip(offsets)
        .map(|(mean, offset)| mean + offset)
        .collect()
}

/// A dot that wants a label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Marked<'a> {
    /// Its middle.
    pub(crate) at: Point,
    /// Its radius.
    pub(crate) radius: f64,
    /// What the label says.
    pub(crate) text: &'a str,
}

/// Where labels may stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Room<'a> {
    /// No label leaves it.
    pub(crate) bounds: Rect,
    /// No label stands here.
    pub(crate) taken: &'a [Rect],
    /// The letters of all labels.
    pub(crate) lettering: Lettering,
}

/// Places the labels of dots: beside the dot where there is room, else farther away with a leader. No label
/// overlaps another label, a dot or what is taken, and no leader crosses one. The first dots of the list
/// choose first; of very many only the first have labels.
///
/// Labels have the first of these measures with which half of the dots find a place, else the one that leaves the
/// fewest without a label; those that find none have the next, terser ones. A dot whose label found no place at all has
/// nothing: its number has to do.
pub(crate) fn place(
    dots: &[Marked<'_>],
    room: &Room<'_>,
    measures: &[Measure],
) -> Vec<Option<Label>> {
    let asking = dots
        .iter()
        .take(MOST_LABELLED)
        .filter(|dot| !dot.text.trim().is_empty())
        .count();
    let mut best = vec![None; dots.len()];
    let mut most = 0;
    for first in 0..measures.len() {
        let (placed, with_first) = place_all(dots, room, &measures[first..]);
        if 2 * with_first >= asking {
            return placed;
        }
        let found = placed.iter().flatten().count();
        if found > most {
            (best, most) = (placed, found);
        }
    }
    best
}

/// Labels with the first of these measures, then the next for those that found no place; and how many have the
/// first.
fn place_all(
    dots: &[Marked<'_>],
    room: &Room<'_>,
    measures: &[Measure],
) -> (Vec<Option<Label>>, usize) {
    let mut scene = Scene {
        dots,
        room,
        areas: room.taken.to_vec(),
        leaders: Vec::new(),
    };
    let mut labels: Vec<Option<Label>> = vec![None; dots.len()];
    let mut with_first = 0;
    for (pass, measure) in measures.iter().enumerate() {
        for (index, label) in labels.iter_mut().take(MOST_LABELLED).enumerate() {
            if label.is_none() {
                *label = scene.label(index, *measure);
            }
        }
        if pass == 0 {
            with_first = labels.iter().flatten().count();
        }
    }
    (labels, with_first)
}

/// What is known while labels are placed.
struct Scene<'a> {
    dots: &'a [Marked<'a>],
    room: &'a Room<'a>,
    areas: Vec<Rect>,
    leaders: Vec<Leader>,
}

struct Spot {
    area: Rect,
    anchor: Anchor,
    leader: Option<Leader>,
}

impl Scene<'_> {
    /// The label of a dot in its place, which is taken from then on.
    fn label(&mut self, index: usize, measure: Measure) -> Option<Label> {
        let lettering = self.room.lettering;
        let lines = wrap(self.dots[index].text, measure, lettering.size);
        if lines.is_empty() {
            return None;
        }
        let spot = self.spot(index, extent(&lines, lettering))?;
        self.areas.push(spot.area);
        self.leaders.extend(spot.leader);
        let mut label = set(lines, spot.area, spot.anchor, lettering);
        label.leader = spot.leader;
        Some(label)
    }

    /// The best free place for the label of a dot.
    fn spot(&self, index: usize, size: (f64, f64)) -> Option<Spot> {
        let dot = &self.dots[index];
        let beside = self.best(index, beside(dot, size));
        if beside.is_some() || self.dots.len() > MOST_WITH_LEADERS {
            return beside;
        }
        DISTANCES
            .iter()
            .find_map(|distance| self.best(index, away(dot, size, *distance)))
    }

    /// The free one of these with the fewest dots around it; of equals the first.
    fn best(&self, index: usize, spots: Vec<Spot>) -> Option<Spot> {
        let mut best: Option<(f64, Spot)> = None;
        for (rank, spot) in spots.into_iter().enumerate() {
            if !self.is_free(index, &spot) {
                continue;
            }
            let crowd = self.crowd(index, &spot) + 0.15 * count(rank);
            if best.as_ref().is_none_or(|(least, _)| crowd < *least) {
                best = Some((crowd, spot));
            }
        }
        best.map(|(_, spot)| spot)
    }

    fn is_free(&self, index: usize, spot: &Spot) -> bool {
        let area = spot.area.grown(AIR);
        let other_dots = || {
            self.dots
                .iter()
                .enumerate()
                .filter(move |(other, _)| *other != index)
                .map(|(_, dot)| dot)
        };
        let touches_dot =
            |dot: &Marked<'_>| area.nearest(dot.at).distance(dot.at) < dot.radius + AIR;
        self.room.bounds.holds(&spot.area)
            && !self.areas.iter().any(|taken| area.overlaps(taken))
            && !self.leaders.iter().any(|leader| leader.crosses(&area))
            && !self.dots.iter().any(touches_dot)
            && spot.leader.is_none_or(|leader| {
                !self.areas.iter().any(|taken| leader.crosses(taken))
                    && !self.leaders.iter().any(|other| leader.meets(other))
                    && !other_dots().any(|dot| leader.distance(dot.at) < dot.radius + AIR)
            })
    }

    /// How many other dots would like the same room, near ones counted more.
    fn crowd(&self, index: usize, spot: &Spot) -> f64 {
        const REACH: f64 = 28.0;
        self.dots
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .map(|(_, dot)| spot.area.nearest(dot.at).distance(dot.at) - dot.radius)
            .filter(|distance| *distance < REACH)
            .map(|distance| 1.0 - distance / REACH)
            .sum()
    }
}

/// The eight places around a dot, the best readable first.
fn beside(dot: &Marked<'_>, (width, height): (f64, f64)) -> Vec<Spot> {
    let Point { x, y } = dot.at;
    let reach = dot.radius + GAP;
    let corner = 0.7 * dot.radius + GAP;
    let (right, left) = (x + reach, x - reach - width);
    let (above, below) = (y - reach - height, y + reach);
    let level = y - height / 2.0;
    [
        (right, level, Anchor::Start),
        (left, level, Anchor::End),
        (x - width / 2.0, above, Anchor::Middle),
        (x - width / 2.0, below, Anchor::Middle),
        (x + corner, y - corner - height, Anchor::Start),
        (x + corner, y + corner, Anchor::Start),
        (x - corner - width, y - corner - height, Anchor::End),
        (x - corner - width, y + corner, Anchor::End),
    ]
    .into_iter()
    .map(|(x, y, anchor)| Spot {
        area: Rect {
            x: round(x),
            y: round(y),
            width,
            height,
        },
        anchor,
        leader: None,
    })
    .collect()
}

/// The places all around a dot at a distance, each with a leader.
fn away(dot: &Marked<'_>, (width, height): (f64, f64), distance: f64) -> Vec<Spot> {
    (0..DIRECTIONS)
        .map(|direction| {
            let angle = std::f64::consts::TAU * f64::from(direction) / f64::from(DIRECTIONS);
            let (sine, cosine) = angle.sin_cos();
            let towards = |length: f64| {
                Point::new(dot.at.x + length * cosine, dot.at.y + length * sine).rounded()
            };
            let (from, to) = (towards(dot.radius), towards(dot.radius + distance));
            let (x, y, anchor) = if cosine.abs() > 0.5 {
                let level = to.y - height / 2.0;
                if cosine > 0.0 {
                    (to.x + GAP, level, Anchor::Start)
                } else {
                    (to.x - GAP - width, level, Anchor::End)
                }
            } else if sine > 0.0 {
                (to.x - width / 2.0, to.y + GAP, Anchor::Middle)
            } else {
                (to.x - width / 2.0, to.y - GAP - height, Anchor::Middle)
            };
            Spot {
                area: Rect {
                    x: round(x),
                    y: round(y),
                    width,
                    height,
                },
                anchor,
                leader: Some(Leader { from, to }),
            }
        })
        .collect()
}

impl Leader {
    /// How near it comes to a place.
    pub(super) fn distance(&self, place: Point) -> f64 {
        let (along, across) = (self.to.x - self.from.x, self.to.y - self.from.y);
        let length = along.hypot(across);
        if length == 0.0 {
            return self.from.distance(place);
        }
        let share = ((place.x - self.from.x) * along + (place.y - self.from.y) * across)
            / (length * length);
        let share = share.clamp(0.0, 1.0);
        Point::new(self.from.x + share * along, self.from.y + share * across).distance(place)
    }

    /// Whether it has a part inside a rectangle. Liang and Barsky's clipping.
    pub(super) fn crosses(&self, area: &Rect) -> bool {
        let (along, across) = (self.to.x - self.from.x, self.to.y - self.from.y);
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (step, room) in [
            (-along, self.from.x - area.x),
            (along, area.right() - self.from.x),
            (-across, self.from.y - area.y),
            (across, area.bottom() - self.from.y),
        ] {
            if step == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                enters = enters.max(room / step);
            } else {
                leaves = leaves.min(room / step);
            }
        }
        enters < leaves
    }

    /// Whether two of them cross.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let side = |line: &Self, place: Point| {
            (line.to.x - line.from.x) * (place.y - line.from.y)
                - (line.to.y - line.from.y) * (place.x - line.from.x)
        };
        side(self, other.from) * side(self, other.to) < 0.0
            && side(other, self.from) * side(other, self.to) < 0.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_stand_in_their_area() {
        let area = Rect::around(Point::new(50.0, 50.0), 40.0, 30.0);
        let label = set(
            vec!["one".into(), "two".into()],
            area,
            Anchor::End,
            Lettering::default(),
        );
        assert_eq!((label.lines[0].x, label.lines[0].y), (70.0, 46.1));
        assert_eq!(label.lines[1].y, 61.1);
    }

    #[test]
    fn things_with_room_stay_where_they_want_to_be() {
        let slots = [10.0, 50.0].map(|wanted| Slot { wanted, size: 10.0 });
        assert_eq!(spread(&slots, 0.0, 100.0), [Some(10.0), Some(50.0)]);
    }

    #[test]
    fn things_in_one_place_stand_around_it() {
        let slots = [50.0; 3].map(|wanted| Slot { wanted, size: 10.0 });
        assert_eq!(
            spread(&slots, 0.0, 100.0),
            [Some(40.0), Some(50.0), Some(60.0)]
        );
        assert_eq!(
            spread(&slots, 0.0, 25.0),
            [Some(5.0 + 7.5 - 2.5), Some(20.0), None]
        );
    }

    #[test]
    fn a_line_crosses_what_it_goes_through() {
        let line = Leader {
            from: Point::new(0.0, 0.0),
            to: Point::new(10.0, 10.0),
        };
        assert!(line.crosses(&Rect::around(Point::new(5.0, 5.0), 2.0, 2.0)));
        assert!(!line.crosses(&Rect::around(Point::new(9.0, 1.0), 2.0, 2.0)));
        assert!((line.distance(Point::new(10.0, 0.0)) - 50_f64.sqrt()).abs() < 1e-9);
    }

    const BOUNDS: Rect = Rect {
        x: 0.0,
        y: 0.0,
        width: 400.0,
        height: 300.0,
    };

    fn labels(places: &[(f64, f64)], text: &str) -> Vec<Option<Label>> {
        let dots: Vec<Marked<'_>> = places
            .iter()
            .map(|(x, y)| Marked {
                at: Point::new(*x, *y),
                radius: 6.0,
                text,
            })
            .collect();
        let room = Room {
            bounds: BOUNDS,
            taken: &[],
            lettering: Lettering::default(),
        };
        place(
            &dots,
            &room,
            &[Measure::new(120.0, 2), Measure::new(60.0, 1)],
        )
    }

    #[test]
    fn a_lone_dot_has_its_label_at_its_right() {
        let placed = labels(&[(100.0, 100.0)], "Quick to sign");
        let label = placed[0].as_ref().unwrap();
        assert_eq!(label.area.x, 109.0);
        assert_eq!(label.anchor, Anchor::Start);
        assert!(label.leader.is_none());
    }

    #[test]
    fn a_dot_among_dots_has_a_leader() {
        let mut places: Vec<(f64, f64)> = (0..8)
            .map(|index| {
                let (sine, cosine) = (f64::from(index) * 0.785).sin_cos();
                (200.0 + 16.0 * cosine, 150.0 + 16.0 * sine)
            })
            .collect();
        places.push((200.0, 150.0));
        let placed = labels(&places, "Quick to sign");
        assert!(placed[..8].iter().all(Option::is_some));
    }

    #[test]
    fn a_dot_without_words_has_no_label() {
        assert_eq!(labels(&[(100.0, 100.0)], " "), [None]);
        assert_eq!(labels(&[], "x"), []);
    }

    proptest! {
        #[test]
        fn labels_overlap_nothing_and_stay_inside(
            places in proptest::collection::vec((0.0..400.0_f64, 0.0..300.0_f64), 0..30),
            text in "[a-z]{1,9}( [a-z]{1,9}){0,5}",
        ) {
            let placed = labels(&places, &text);
            let found: Vec<&Label> = placed.iter().flatten().collect();
            for (index, label) in found.iter().enumerate() {
                prop_assert!(BOUNDS.holds(&label.area));
                for other in &found[..index] {
                    prop_assert!(!label.area.overlaps(&other.area));
                    prop_assert!(!other.leader.is_some_and(|leader| leader.crosses(&label.area)));
                    prop_assert!(!label.leader.is_some_and(|leader| leader.crosses(&other.area)));
                }
                for (x, y) in &places {
                    let dot = Point::new(*x, *y);
                    prop_assert!(label.area.nearest(dot).distance(dot) >= 6.0);
                }
            }
            prop_assert_eq!(labels(&places, &text), placed);
        }

        #[test]
        fn slots_never_overlap(
            slots in proptest::collection::vec((-50.0..150.0_f64, 1.0..20.0_f64), 0..20),
        ) {
            let slots: Vec<Slot> = slots
                .into_iter()
                .map(|(wanted, size)| Slot { wanted, size })
                .collect();
            let mut sides: Vec<(f64, f64)> = spread(&slots, 0.0, 100.0)
                .into_iter()
                .zip(&slots)
                .filter_map(|(middle, slot)| {
                    middle.map(|middle| (middle - slot.size / 2.0, middle + slot.size / 2.0))
                })
                .collect();
            sides.sort_by(|left, right| left.0.total_cmp(&right.0));
            for (low, high) in &sides {
                prop_assert!(*low >= -1e-6 && *high <= 100.0 + 1e-6);
            }
            prop_assert!(sides.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 1e-6));
        }
    }
}
