//! The value-proposition canvas: what we offer in a square at the left, what a customer wants in a round shape at the
//! right, and lines between what answers what. Must not know segments, personas, or how texts are matched.
//!
//! After Alexander Osterwalder and others, "Value Proposition Design" (2014): gain creators face gains, products
//! face jobs, pain relievers face pains. What faces each other begins at the same height. The shape at the right is a
//! circle in the book; real lists are longer than wide, so it is a field with round corners.

use super::cubic::Cubic;
use super::frame::{Frame, Point, Rect, round};
use super::label::{Anchor, Label, Lettering, Measure, extent, set, wrap};
use super::path::PathData;
use crate::view::{view, view_words};

/// Between two items.
const GAP: f64 = 8.0;
/// Above a group, with the room for its heading.
const HEADING: f64 = 38.0;
/// Around the groups inside both shapes.
const PADDING: f64 = 20.0;
/// Around the text of an item.
const INSET: f64 = 8.0;
/// An item has this many lines at most.
const LINES: usize = 3;
/// How much of the width an item may take.
const WIDEST: f64 = 0.36;
/// How round the shape at the right is.
const ROUND: f64 = 64.0;

/// What is on the canvas.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct CanvasItems<'a> {
    /// At the left, facing gains.
    pub(crate) creators: &'a [&'a str],
    /// At the left, facing jobs.
    pub(crate) products: &'a [&'a str],
    /// At the left, facing pains.
    pub(crate) relievers: &'a [&'a str],
    /// At the right.
    pub(crate) gains: &'a [&'a str],
    /// At the right.
    pub(crate) jobs: &'a [&'a str],
    /// At the right.
    pub(crate) pains: &'a [&'a str],
    /// What answers what; answers from or to items that are not there are left out.
    pub(crate) answers: &'a [Answer],
}

/// From something we offer to what it answers: the list, and the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Answer {
    /// At the left.
    pub(crate) from: (GroupKind, usize),
    /// At the right.
    pub(crate) to: (GroupKind, usize),
}

/// The sizes of the canvas. Its height follows from the number of items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CanvasSizes {
    /// Of the drawing.
    pub(crate) width: f64,
    /// Of an item; less when the drawing is too narrow for it.
    pub(crate) item_width: f64,
}

impl Default for CanvasSizes {
    fn default() -> Self {
        Self {
            width: 980.0,
            item_width: 320.0,
        }
    }
}

view_words! {
    /// Which list an item is of.
    #[derive(Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub(crate) enum GroupKind {
        /// What makes gains.
        Creators = "creators",
        /// What we offer.
        Products = "products",
        /// What takes pains away.
        Relievers = "relievers",
        /// What they hope for.
        Gains = "gains",
        /// What they try to get done.
        Jobs = "jobs",
        /// What hurts.
        Pains = "pains",
    }
}

view! {
    /// The drawing.
    #[derive(PartialEq)]
    pub(crate) struct Canvas {
        /// The size.
        frame: Frame,
        /// Around what we offer.
        square: Rect,
        /// Around what they want.
        profile: Rect,
        /// The radius of its corners.
        corner: f64,
        /// The lists with something in them: those at the left from the top, then those at the right.
        groups: Vec<CanvasGroup>,
        /// The lines between items, by where they begin and end.
        links: Vec<CanvasLink>,
        /// How many gains and pains nothing answers.
        unanswered: usize,
    }
}

view! {
    /// A list on the canvas.
    #[derive(PartialEq)]
    pub(crate) struct CanvasGroup {
        /// Which.
        kind: GroupKind,
        /// The baseline of its heading begins here.
        heading: Point,
        /// Its items, in the order given.
        items: Vec<CanvasItem>,
    }
}

view! {
    /// An item on the canvas.
    #[derive(PartialEq)]
    pub(crate) struct CanvasItem {
        /// The place in the list given.
        index: usize,
        /// Its room.
        area: Rect,
        /// What it says.
        label: Label,
        /// Whether a line begins or ends at it.
        linked: bool,
    }
}

view! {
    /// A line from something we offer to what it answers.
    #[derive(PartialEq)]
    pub(crate) struct CanvasLink {
        /// The list at the left.
        kind: GroupKind,
        /// The place in that list.
        from: usize,
        /// The list at the right.
        answers: GroupKind,
        /// The place in that list.
        to: usize,
        /// `d` of the line.
        path: String,
    }
}

/// Draws the canvas.
pub(crate) fn canvas(sizes: &CanvasSizes, fit: &CanvasItems<'_>) -> Canvas {
    let answers = answers(fit);
    let width = round(sizes.item_width.min(sizes.width * WIDEST).max(0.0));
    let shape_width = width + 2.0 * PADDING;
    let rows = [
        (
            GroupKind::Creators,
            fit.creators,
            GroupKind::Gains,
            fit.gains,
        ),
        (GroupKind::Products, fit.products, GroupKind::Jobs, fit.jobs),
        (
            GroupKind::Relievers,
            fit.relievers,
            GroupKind::Pains,
            fit.pains,
        ),
    ];
    let right = round(sizes.width - PADDING - width);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut y = PADDING;
    for (offer, offers, wish, wishes) in rows {
        let column = |kind: GroupKind, items: &[&str], x: f64| {
            let linked: Vec<bool> = (0..items.len())
                .map(|index| {
                    let end = (kind, index);
                    answers.iter().any(|one| one.from == end || one.to == end)
                })
                .collect();
            group(kind, items, &linked, Place { x, y, width })
        };
        let left_group = column(offer, offers, PADDING);
        let right_group = column(wish, wishes, right);
        let bottom = |group: &Option<CanvasGroup>| group.as_ref().map_or(y, CanvasGroup::bottom);
        y = round(bottom(&left_group).max(bottom(&right_group)));
        ours.extend(left_group);
        theirs.extend(right_group);
    }
    let height = round(y + PADDING);
    let shape = |x: f64| {
        Rect {
            x,
            y: 0.0,
            width: shape_width,
            height,
        }
        .rounded()
    };
    let mut groups = ours;
    groups.append(&mut theirs);
    Canvas {
        frame: Frame::new(sizes.width, height, [0.0; 4]),
        square: shape(0.0),
        profile: shape(sizes.width - shape_width),
        corner: ROUND.min(height / 2.0),
        unanswered: groups
            .iter()
            .filter(|group| matches!(group.kind, GroupKind::Gains | GroupKind::Pains))
            .flat_map(|group| &group.items)
            .filter(|item| !item.linked)
            .count(),
        links: links(&groups, &answers),
        groups,
    }
}

impl CanvasGroup {
    fn bottom(&self) -> f64 {
        self.items
            .last()
            .map_or(self.heading.y, |item| item.area.bottom() + GAP)
    }
}

/// Where a list begins, and how wide its items are.
#[derive(Clone, Copy)]
struct Place {
    x: f64,
    y: f64,
    width: f64,
}

/// Each answer once, in order, without those from or to what is not there.
fn answers(fit: &CanvasItems<'_>) -> Vec<Answer> {
    let size = |kind: GroupKind| match kind {
        GroupKind::Creators => fit.creators.len(),
        GroupKind::Products => fit.products.len(),
        GroupKind::Relievers => fit.relievers.len(),
        GroupKind::Gains => fit.gains.len(),
        GroupKind::Jobs => fit.jobs.len(),
        GroupKind::Pains => fit.pains.len(),
    };
    let is_there = |(kind, index): (GroupKind, usize)| index < size(kind);
    let mut answers: Vec<Answer> = fit
        .answers
        .iter()
        .filter(|one| one.from.0 < GroupKind::Gains && one.to.0 >= GroupKind::Gains)
        .filter(|one| is_there(one.from) && is_there(one.to))
        .copied()
        .collect();
    answers.sort_unstable();
    answers.dedup();
    answers
}

/// A list below its heading; nothing without items.
fn group(kind: GroupKind, texts: &[&str], linked: &[bool], place: Place) -> Option<CanvasGroup> {
    if texts.is_empty() {
        return None;
    }
    let lettering = Lettering::default();
    let measure = Measure::new((place.width - 2.0 * INSET).max(0.0), LINES);
    let mut y = round(place.y + HEADING);
    let mut items = Vec::new();
    for (index, (text, linked)) in texts.iter().zip(linked).enumerate() {
        let lines = wrap(text, measure, lettering.size);
        let (_, height) = extent(&lines, lettering);
        let area = Rect {
            x: round(place.x),
            y,
            width: place.width,
            height: round(height.max(lettering.leading) + 2.0 * INSET),
        };
        y = round(area.bottom() + GAP);
        let inside = area.grown(-INSET).rounded();
        items.push(CanvasItem {
            index,
            area,
            label: set(lines, inside, Anchor::Start, lettering),
            linked: *linked,
        });
    }
    Some(CanvasGroup {
        kind,
        heading: Point::new(place.x, place.y + HEADING - GAP - 4.0).rounded(),
        items,
    })
}

fn links(groups: &[CanvasGroup], answers: &[Answer]) -> Vec<CanvasLink> {
    let area = |(kind, index): (GroupKind, usize)| {
        let group = groups.iter().find(|group| group.kind == kind)?;
        Some(group.items.get(index)?.area)
    };
    answers
        .iter()
        .filter_map(|one| {
            let (start, end) = (area(one.from)?, area(one.to)?);
            let start = Point::new(start.right(), start.centre().y);
            let end = Point::new(end.x, end.centre().y);
            let reach = (end.x - start.x) / 2.0;
            let cubic = Cubic {
                from: start,
                first: Point::new(start.x + reach, start.y),
                second: Point::new(end.x - reach, end.y),
                to: end,
            };
            Some(CanvasLink {
                kind: one.from.0,
                from: one.from.1,
                answers: one.to.0,
                to: one.to.1,
                path: PathData::default().move_to(start).curve(&cubic).finish(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draw::tests::numbers;

    const TEXT: &str = "Minimise the time it takes to know whether an order is really paid for";

    fn draw(fit: &CanvasItems<'_>) -> Canvas {
        canvas(&CanvasSizes::default(), fit)
    }

    fn group(canvas: &Canvas, kind: GroupKind) -> &CanvasGroup {
        canvas
            .groups
            .iter()
            .find(|group| group.kind == kind)
            .unwrap()
    }

    fn relieves(from: usize, to: usize) -> Answer {
        Answer {
            from: (GroupKind::Relievers, from),
            to: (GroupKind::Pains, to),
        }
    }

    #[test]
    fn what_nothing_answers_is_told_apart() {
        let canvas = draw(&CanvasItems {
            relievers: &["a", "b"],
            pains: &["c", "d", "e"],
            gains: &["f"],
            answers: &[relieves(0, 1), relieves(0, 1), relieves(0, 7)],
            ..CanvasItems::default()
        });
        let linked: Vec<bool> = group(&canvas, GroupKind::Pains)
            .items
            .iter()
            .map(|item| item.linked)
            .collect();
        assert_eq!(linked, [false, true, false]);
        assert_eq!(canvas.unanswered, 3);
        assert_eq!(canvas.links.len(), 1);
        assert!(!group(&canvas, GroupKind::Relievers).items[1].linked);
    }

    #[test]
    fn what_faces_each_other_begins_at_the_same_height() {
        let canvas = draw(&CanvasItems {
            creators: &["a", "b", "c"],
            gains: &["d"],
            relievers: &["e"],
            pains: &["f"],
            answers: &[Answer {
                from: (GroupKind::Relievers, 0),
                to: (GroupKind::Gains, 0),
            }],
            ..CanvasItems::default()
        });
        let (left, right) = (
            group(&canvas, GroupKind::Relievers).items[0].area,
            group(&canvas, GroupKind::Pains).items[0].area,
        );
        assert!(left.right() < right.x);
        assert_eq!(left.y, right.y);
        assert!(group(&canvas, GroupKind::Gains).items[0].linked);
    }

    #[test]
    fn an_empty_canvas_has_both_shapes_and_nothing_in_them() {
        let canvas = draw(&CanvasItems::default());
        assert!(canvas.groups.is_empty());
        assert!(canvas.square.width > 0.0 && canvas.profile.width > 0.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn items_never_overlap_and_stay_in_their_shape(
            sizes in proptest::array::uniform6(0_usize..12),
            pairs in proptest::collection::vec((0_usize..12, 0_usize..12), 0..20),
        ) {
            let texts = [TEXT; 12];
            let answers: Vec<Answer> = pairs.iter().map(|(from, to)| relieves(*from, *to)).collect();
            let fit = CanvasItems {
                creators: &texts[..sizes[0]],
                products: &texts[..sizes[1]],
                relievers: &texts[..sizes[2]],
                gains: &texts[..sizes[3]],
                jobs: &texts[..sizes[4]],
                pains: &texts[..sizes[5]],
                answers: &answers,
            };
            let canvas = draw(&fit);
            let bounds = canvas.frame.bounds();
            let items: Vec<(&CanvasGroup, &CanvasItem)> = canvas
                .groups
                .iter()
                .flat_map(|group| group.items.iter().map(move |item| (group, item)))
                .collect();
            for (index, (group, item)) in items.iter().enumerate() {
                let shape = if group.kind < GroupKind::Gains { canvas.square } else { canvas.profile };
                prop_assert!(bounds.holds(&item.area) && item.area.holds(&item.label.area));
                prop_assert!(shape.holds(&item.area));
                for (_, other) in &items[..index] {
                    prop_assert!(!item.area.overlaps(&other.area));
                }
            }
            for link in &canvas.links {
                for pair in numbers(&link.path).chunks(2) {
                    prop_assert!((0.0..=bounds.width).contains(&pair[0]) && (0.0..=bounds.height).contains(&pair[1]));
                }
            }
            prop_assert_eq!(draw(&fit), canvas);
        }
    }
}
