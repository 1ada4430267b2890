//! The buying committee as faces around the decision: the more influence, the nearer. Must not know personas, the
//! roles of a purchase or words.

use super::frame::{Frame, Point, Rect, count, round, round_up};
use super::label::{Anchor, Label, Lettering, Measure, extent, set, wrap};
use crate::view::{view, view_words};

/// Rings are wider than they are high, as screens and sheets are.
const ASPECT: f64 = 1.5;
/// How finely a ring's size is tried out.
const STEP: f64 = 4.0;
/// How much larger a ring may be to have its first face at the top.
const LARGER: f64 = 1.2;
/// How many turns of a ring are tried out.
const TURNS: u32 = 24;
/// Between two faces, and between a face and its name.
const GAP: f64 = 6.0;
/// The least between two rings, in faces: closer ones look like one.
const APART: f64 = 0.8;
/// Around the drawing.
const MARGIN: f64 = 8.0;

view_words! {
    /// How near to the decision somebody is.
    #[derive(Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub(crate) enum Ring {
        /// Next to the decision.
        Inner = "inner",
        /// Between the others.
        Middle = "middle",
        /// Furthest from it.
        Outer = "outer",
    }
}

/// A member of the committee.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    /// How near.
    pub(crate) ring: Ring,
    /// The name, in four lines at most.
    pub(crate) name: String,
    /// The role, in two lines at most.
    pub(crate) role: String,
}

/// The sizes of the drawing. Its width and height follow from the number of members.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CommitteeSizes {
    /// The diameter of a face.
    pub(crate) face: f64,
    /// The most a name may take, and the least room between faces.
    pub(crate) name_width: f64,
    /// The diameter of the decision in the middle.
    pub(crate) decision: f64,
}

impl Default for CommitteeSizes {
    fn default() -> Self {
        Self {
            face: 64.0,
            name_width: 116.0,
            decision: 92.0,
        }
    }
}

view! {
    /// The drawing.
    #[derive(PartialEq)]
    pub(crate) struct CommitteeDrawing {
        /// The size.
        frame: Frame,
        /// Where the decision is.
        decision: Rect,
        /// The rings that somebody sits on, the innermost first.
        rings: Vec<RingLine>,
        /// The members, in the order given.
        seats: Vec<DrawnSeat>,
    }
}

view! {
    /// A ring as an ellipse.
    #[derive(PartialEq)]
    pub(crate) struct RingLine {
        /// Which.
        ring: Ring,
        /// Its middle.
        centre: Point,
        /// Half its width.
        rx: f64,
        /// Half its height.
        ry: f64,
    }
}

view! {
    /// A member in the drawing.
    #[derive(PartialEq)]
    pub(crate) struct DrawnSeat {
        /// The place in the list given.
        index: usize,
        /// How near.
        ring: Ring,
        /// The square around the face.
        face: Rect,
        /// The name, below the face.
        name: Label,
        /// The role, below the name.
        role: Label,
        /// All of it. No two overlap.
        area: Rect,
    }
}

/// Draws members around the decision. On each ring they sit in the order given, clockwise, at equal angles;
/// the first at the top, or further on where the ring can be smaller.
pub(crate) fn committee(sizes: &CommitteeSizes, members: &[Member]) -> CommitteeDrawing {
    let cards: Vec<Card> = members
        .iter()
        .map(|member| Card::new(sizes, member))
        .collect();
    let origin = Point::default();
    let decision = Rect::around(origin, sizes.decision, sizes.decision);
    let mut taken = vec![decision];
    let mut placed: Vec<(usize, Rect)> = Vec::new();
    let mut rings: Vec<(Ring, f64)> = Vec::new();
    let mut radius = sizes.decision / 2.0 + GAP;
    for ring in [Ring::Inner, Ring::Middle, Ring::Outer] {
        let here: Vec<usize> = (0..members.len())
            .filter(|index| members[*index].ring == ring)
            .collect();
        if here.is_empty() {
            continue;
        }
        let boxes: Vec<(f64, f64)> = here.iter().map(|index| cards[*index].size).collect();
        let (found, areas) = seat(&boxes, radius, sizes.face / 2.0, &taken);
        radius = found + sizes.face * APART;
        rings.push((ring, found));
        taken.extend(&areas);
        placed.extend(here.into_iter().zip(areas));
    }
    placed.sort_by_key(|(index, _)| *index);
    let (frame, shift) = around(&taken, rings.last().map_or(0.0, |(_, radius)| *radius));
    CommitteeDrawing {
        frame,
        decision: moved(&decision, shift),
        rings: rings
            .into_iter()
            .map(|(ring, radius)| RingLine {
                ring,
                centre: shift.rounded(),
                rx: round(radius * ASPECT),
                ry: round(radius),
            })
            .collect(),
        seats: placed
            .into_iter()
            .map(|(index, area)| {
                let area = moved(&area, shift);
                cards[index].seat(index, area, sizes)
            })
            .collect(),
    }
}

/// A face with the lines below it.
struct Card {
    ring: Ring,
    name: Vec<String>,
    role: Vec<String>,
    size: (f64, f64),
}

impl Card {
    fn new(sizes: &CommitteeSizes, member: &Member) -> Self {
        let measure = Measure::new(sizes.name_width, 2);
        let name_measure = Measure::new(sizes.name_width, 4);
        let (letters, small) = (Lettering::default(), small());
        let name = wrap(&member.name, name_measure, letters.size);
        let role = wrap(&member.role, measure, small.size);
        let (name_width, name_height) = extent(&name, letters);
        let (role_width, role_height) = extent(&role, small);
        let width = sizes.face.max(name_width).max(role_width);
        Self {
            ring: member.ring,
            name,
            role,
            size: (
                round_up(width + 2.0 * GAP),
                round_up(sizes.face + GAP + name_height + role_height + GAP),
            ),
        }
    }

    fn seat(&self, index: usize, area: Rect, sizes: &CommitteeSizes) -> DrawnSeat {
        let centre = area.centre().x;
        let face = Rect {
            x: centre - sizes.face / 2.0,
            y: area.y,
            width: sizes.face,
            height: sizes.face,
        };
        let below = |top: f64, lines: &[String], lettering: Lettering| {
            let (_, height) = extent(lines, lettering);
            let room = Rect {
                x: area.x,
                y: top,
                width: area.width,
                height,
            };
            set(lines.to_vec(), room.rounded(), Anchor::Middle, lettering)
        };
        let name = below(face.bottom() + GAP, &self.name, Lettering::default());
        let role = below(name.area.bottom(), &self.role, small());
        DrawnSeat {
            index,
            ring: self.ring,
            face: face.rounded(),
            name,
            role,
            area,
        }
    }
}

/// The letters of roles.
fn small() -> Lettering {
    Lettering {
        size: 11.0,
        leading: 14.0,
    }
}

/// The smallest ring from `radius` on, on which these boxes overlap neither each other nor what is taken, and where
/// they are. The middle of a face is `middle` below the top of its box, and on the ring.
fn seat(boxes: &[(f64, f64)], radius: f64, middle: f64, taken: &[Rect]) -> (f64, Vec<Rect>) {
    let turn = std::f64::consts::TAU / count(boxes.len());
    let at = |radius: f64, start: f64| -> Option<(f64, Vec<Rect>)> {
        let areas: Vec<Rect> = boxes
            .iter()
            .enumerate()
            .map(|(index, (width, height))| {
                let (sine, cosine) = (start + turn * count(index)).sin_cos();
                Rect {
                    x: radius * ASPECT * sine - width / 2.0,
                    y: -radius * cosine - middle,
                    width: *width,
                    height: *height,
                }
                .rounded()
            })
            .collect();
        are_apart(&areas, taken).then_some((radius, areas))
    };
    let mut radius = radius;
    let turned = loop {
        let found =
            (0..TURNS).find_map(|part| at(radius, turn * f64::from(part) / f64::from(TURNS)));
        if let Some(found) = found {
            break found;
        }
        radius += STEP;
    };
    // Somebody at the top is worth a somewhat larger ring.
    let mut larger = turned.0;
    while larger <= LARGER * turned.0 {
        if let Some(found) = at(larger, 0.0) {
            return found;
        }
        larger += STEP;
    }
    turned
}

fn are_apart(areas: &[Rect], taken: &[Rect]) -> bool {
    areas.iter().enumerate().all(|(index, area)| {
        let area = area.grown(GAP / 2.0);
        areas[..index]
            .iter()
            .chain(taken)
            .all(|other| !area.overlaps(other))
    })
}

/// The frame around everything, and how far everything has to move into it.
fn around(areas: &[Rect], radius: f64) -> (Frame, Point) {
    let ring = Rect::around(Point::default(), 2.0 * radius * ASPECT, 2.0 * radius);
    let all = || areas.iter().chain([&ring]);
    let half = all()
        .map(|area| area.right().max(-area.x))
        .fold(0.0, f64::max);
    let top = all().map(|area| -area.y).fold(0.0, f64::max);
    let bottom = all().map(Rect::bottom).fold(0.0, f64::max);
    let shift = Point::new(round_up(half) + MARGIN, round_up(top) + MARGIN);
    let height = round_up(top) + round_up(bottom) + 2.0 * MARGIN;
    (Frame::new(2.0 * shift.x, height, [MARGIN; 4]), shift)
}

fn moved(area: &Rect, by: Point) -> Rect {
    Rect {
        x: round(area.x + by.x),
        y: round(area.y + by.y),
        ..*area
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn member(ring: Ring) -> Member {
        Member {
            ring,
            name: "Sophie van den Heuvel".into(),
            role: "Technical evaluator".into(),
        }
    }

    fn draw(rings: &[Ring]) -> CommitteeDrawing {
        let members: Vec<Member> = rings.iter().map(|ring| member(*ring)).collect();
        committee(&CommitteeSizes::default(), &members)
    }

    #[test]
    fn who_decides_sits_nearest() {
        let map = draw(&[
            Ring::Outer,
            Ring::Inner,
            Ring::Middle,
            Ring::Inner,
            Ring::Outer,
        ]);
        let middle = map.decision.centre();
        let distance = |index: usize| {
            let at = map.seats[index].face.centre();
            Point::new((at.x - middle.x) / ASPECT, at.y - middle.y).distance(Point::default())
        };
        assert!(distance(1) < distance(2) && distance(2) < distance(0));
        assert_eq!(map.rings.len(), 3);
        assert!(map.rings[0].rx < map.rings[1].rx && map.rings[1].rx < map.rings[2].rx);
    }

    #[test]
    fn one_member_sits_beside_the_decision() {
        let map = draw(&[Ring::Middle]);
        assert!(!map.seats[0].area.overlaps(&map.decision));
        assert_eq!(map.rings.len(), 1);
    }

    #[test]
    fn nobody_leaves_the_decision_alone() {
        let map = draw(&[]);
        assert!(map.seats.is_empty() && map.rings.is_empty());
        assert!(map.frame.bounds().holds(&map.decision));
    }

    #[test]
    fn six_members_fit_a_page() {
        let map = draw(&[
            Ring::Inner,
            Ring::Inner,
            Ring::Middle,
            Ring::Middle,
            Ring::Middle,
            Ring::Outer,
        ]);
        assert!(map.frame.width <= 1000.0, "{:?}", map.frame);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn faces_never_overlap_and_stay_in_the_frame(
            rings in proptest::collection::vec(prop_oneof![Just(Ring::Inner), Just(Ring::Middle), Just(Ring::Outer)], 0..24),
        ) {
            let map = draw(&rings);
            for (index, seat) in map.seats.iter().enumerate() {
                prop_assert_eq!(seat.index, index);
                prop_assert!(map.frame.bounds().holds(&seat.area));
                for part in [seat.face, seat.name.area, seat.role.area] {
                    prop_assert!(seat.area.grown(0.1).holds(&part));
                }
                prop_assert!(!seat.area.overlaps(&map.decision));
                for other in &map.seats[..index] {
                    prop_assert!(!seat.area.overlaps(&other.area));
                }
            }
            prop_assert_eq!(draw(&rings), map);
        }
    }
}
