//! The value-proposition canvas: what we offer in a square at the left, what a customer wants in a circle at the
//! right, and lines between what answers what. Must not know segments, personas, or how texts are matched.
//!
//! After Alexander Osterwalder and others, "Value Proposition Design" (2014): gain creators face gains, products
//! face jobs, pain relievers face pains.

use serde::Serialize;

use super::cubic::Cubic;
use super::frame::{Frame, Point, Rect, count, round};
use super::label::{Anchor, Label, Lettering, Measure, extent, set, wrap};
use super::path::PathData;

/// Between two items.
const GAP: f64 = 8.0;
/// Above a group, with the room for its heading.
const HEADING: f64 = 34.0;
/// Around the groups inside the square and the circle.
const PADDING: f64 = 16.0;
/// Around the text of an item.
const INSET: f64 = 8.0;
/// An item has this many lines at most.
const LINES: usize = 3;
/// How much of the width beside the square the circle may take; the rest is for the lines.
const CIRCLE: f64 = 0.8;

/// What is on the canvas. Pairs are the places of an item in the list at the left and of one in the list at the
/// right; those that are not there are left out.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Fit<'a> {
    /// At the left, facing gains.
    pub creators: &'a [&'a str],
    /// At the left, facing jobs.
    pub products: &'a [&'a str],
    /// At the left, facing pains.
    pub relievers: &'a [&'a str],
    /// At the right.
    pub gains: &'a [&'a str],
    /// At the right.
    pub jobs: &'a [&'a str],
    /// At the right.
    pub pains: &'a [&'a str],
    /// Which creator answers which gain.
    pub created: &'a [(usize, usize)],
    /// Which reliever answers which pain.
    pub relieved: &'a [(usize, usize)],
}

/// The sizes of the canvas. Its height follows from the number of items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CanvasSizes {
    /// Of the drawing.
    pub width: f64,
    /// Of an item; less when the drawing is too narrow for it.
    pub item_width: f64,
}

impl Default for CanvasSizes {
    fn default() -> Self {
        Self {
            width: 1080.0,
            item_width: 270.0,
        }
    }
}

/// Which list an item is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupKind {
    /// What makes gains.
    Creators,
    /// What we offer.
    Products,
    /// What takes pains away.
    Relievers,
    /// What they hope for.
    Gains,
    /// What they try to get done.
    Jobs,
    /// What hurts.
    Pains,
}

/// The drawing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Canvas {
    /// The size.
    pub frame: Frame,
    /// Around what we offer.
    pub square: Rect,
    /// The middle of the circle around what they want.
    pub centre: Point,
    /// Half the width of the circle.
    pub rx: f64,
    /// Half its height: the same, unless there are so many items that it is an ellipse.
    pub ry: f64,
    /// The lists with something in them: those at the left from the top, then those at the right.
    pub groups: Vec<Group>,
    /// The lines between items, by where they begin and end.
    pub links: Vec<FitLink>,
    /// How many gains and pains nothing answers.
    pub unanswered: usize,
}

/// A list on the canvas.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Which.
    pub kind: GroupKind,
    /// The baseline of its heading begins here.
    pub heading: Point,
    /// Its items, in the order given.
    pub items: Vec<FitItem>,
}

/// An item on the canvas.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitItem {
    /// The place in the list given.
    pub index: usize,
    /// Its room.
    pub area: Rect,
    /// What it says.
    pub label: Label,
    /// Whether a line begins or ends at it. False for a pain or gain that nothing answers, and for a reliever or
    /// creator that answers nothing; nothing for products and jobs, which have no lines.
    pub linked: Option<bool>,
}

/// A line from something we offer to what it answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitLink {
    /// The list at the left.
    pub kind: GroupKind,
    /// The place in that list.
    pub from: usize,
    /// The place in the list it faces.
    pub to: usize,
    /// `d` of the line.
    pub path: String,
}

/// Draws the canvas.
pub fn canvas(sizes: &CanvasSizes, fit: &Fit<'_>) -> Canvas {
    let created = pairs(fit.created, fit.creators.len(), fit.gains.len());
    let relieved = pairs(fit.relieved, fit.relievers.len(), fit.pains.len());
    let ends = |pairs: &[(usize, usize)], is_left: bool| -> Vec<usize> {
        let end = |pair: &(usize, usize)| if is_left { pair.0 } else { pair.1 };
        pairs.iter().map(end).collect()
    };
    let left = [
        Listed::new(
            GroupKind::Creators,
            fit.creators,
            Some(ends(&created, true)),
        ),
        Listed::new(GroupKind::Products, fit.products, None),
        Listed::new(
            GroupKind::Relievers,
            fit.relievers,
            Some(ends(&relieved, true)),
        ),
    ];
    let right = [
        Listed::new(GroupKind::Gains, fit.gains, Some(ends(&created, false))),
        Listed::new(GroupKind::Jobs, fit.jobs, None),
        Listed::new(GroupKind::Pains, fit.pains, Some(ends(&relieved, false))),
    ];
    let width = round(sizes.item_width.min(sizes.width * 0.27).max(0.0));
    let (left_height, right_height) = (height(&left, width), height(&right, width));
    let beside = sizes.width - width - 2.0 * PADDING;
    let (rx, ry) = radii(
        width + 2.0 * PADDING,
        right_height + 2.0 * PADDING,
        beside * CIRCLE / 2.0,
    );
    let square_height = left_height + 2.0 * PADDING;
    let total = round(square_height.max(2.0 * ry));
    let middle = round(total / 2.0);
    let square = Rect {
        x: 0.0,
        y: middle - square_height / 2.0,
        width: width + 2.0 * PADDING,
        height: square_height,
    }
    .rounded();
    let centre = Point::new(round(sizes.width - rx), middle);
    let mut groups = column(&left, PADDING, middle - left_height / 2.0, width);
    let right_x = round(centre.x - width / 2.0);
    groups.extend(column(&right, right_x, middle - right_height / 2.0, width));
    let mut lines = links(&groups, GroupKind::Creators, GroupKind::Gains, &created);
    lines.extend(links(
        &groups,
        GroupKind::Relievers,
        GroupKind::Pains,
        &relieved,
    ));
    Canvas {
        frame: Frame::new(sizes.width, total, [0.0; 4]),
        square,
        centre,
        rx,
        ry,
        unanswered: groups
            .iter()
            .filter(|group| matches!(group.kind, GroupKind::Gains | GroupKind::Pains))
            .flat_map(|group| &group.items)
            .filter(|item| item.linked == Some(false))
            .count(),
        groups,
        links: lines,
    }
}

/// A list before it has a place.
struct Listed<'a> {
    kind: GroupKind,
    items: &'a [&'a str],
    /// Which of them have a line, for lists that have lines.
    linked: Option<Vec<usize>>,
}

impl<'a> Listed<'a> {
    fn new(kind: GroupKind, items: &'a [&'a str], linked: Option<Vec<usize>>) -> Self {
        Self {
            kind,
            items,
            linked,
        }
    }
}

/// Each pair once, in order, without those that are not there.
fn pairs(pairs: &[(usize, usize)], left: usize, right: usize) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = pairs
        .iter()
        .filter(|(from, to)| *from < left && *to < right)
        .copied()
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn lines(text: &str, width: f64) -> Vec<String> {
    let measure = Measure::new((width - 2.0 * INSET).max(0.0), LINES);
    wrap(text, measure, Lettering::default().size)
}

fn item_height(lines: &[String]) -> f64 {
    let (_, height) = extent(lines, Lettering::default());
    round(height.max(Lettering::default().leading) + 2.0 * INSET)
}

fn height(groups: &[Listed<'_>], width: f64) -> f64 {
    let rows = groups
        .iter()
        .flat_map(|group| group.items)
        .map(|text| item_height(&lines(text, width)) + GAP);
    let headings = groups
        .iter()
        .filter(|group| !group.items.is_empty())
        .count();
    round(rows.sum::<f64>() + HEADING * count(headings))
}

fn column(groups: &[Listed<'_>], x: f64, top: f64, width: f64) -> Vec<Group> {
    let mut y = round(top);
    let mut placed = Vec::new();
    for group in groups.iter().filter(|group| !group.items.is_empty()) {
        let heading = Point::new(round(x), round(y + HEADING - 2.0 * GAP + 2.0));
        y = round(y + HEADING);
        let mut items = Vec::new();
        for (index, text) in group.items.iter().enumerate() {
            let lines = lines(text, width);
            let area = Rect {
                x: round(x),
                y,
                width,
                height: item_height(&lines),
            };
            y = round(area.bottom() + GAP);
            let linked = group.linked.as_ref().map(|linked| linked.contains(&index));
            items.push(FitItem {
                index,
                area,
                label: set(
                    lines,
                    area.grown(-INSET).rounded(),
                    Anchor::Start,
                    Lettering::default(),
                ),
                linked,
            });
        }
        placed.push(Group {
            kind: group.kind,
            heading,
            items,
        });
    }
    placed
}

/// Half the width and height of the circle around a rectangle; of an ellipse when the circle would be wider than
/// twice `most`.
fn radii(width: f64, height: f64, most: f64) -> (f64, f64) {
    let radius = width.hypot(height) / 2.0;
    if radius <= most || most <= width / 2.0 {
        return (round(radius.min(most.max(0.0))), round(radius));
    }
    let share = width / 2.0 / most;
    let half_height = height / 2.0 / (1.0 - share * share).sqrt();
    (round(most), round(half_height))
}

fn links(
    groups: &[Group],
    left: GroupKind,
    right: GroupKind,
    pairs: &[(usize, usize)],
) -> Vec<FitLink> {
    let area = |kind: GroupKind, index: usize| {
        let group = groups.iter().find(|group| group.kind == kind)?;
        Some(group.items.get(index)?.area)
    };
    pairs
        .iter()
        .filter_map(|(from, to)| {
            let (start, end) = (area(left, *from)?, area(right, *to)?);
            let start = Point::new(start.right(), start.centre().y);
            let end = Point::new(end.x, end.centre().y);
            let reach = (end.x - start.x) / 2.0;
            let cubic = Cubic {
                from: start,
                first: Point::new(start.x + reach, start.y),
                second: Point::new(end.x - reach, end.y),
                to: end,
            };
            Some(FitLink {
                kind: left,
                from: *from,
                to: *to,
                path: PathData::default().move_to(start).curve(&cubic).finish(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::view::chart::tests::numbers;

    const TEXT: &str = "Minimise the time it takes to know whether an order is really paid for";

    fn draw(fit: &Fit<'_>) -> Canvas {
        canvas(&CanvasSizes::default(), fit)
    }

    fn group(canvas: &Canvas, kind: GroupKind) -> &Group {
        canvas
            .groups
            .iter()
            .find(|group| group.kind == kind)
            .unwrap()
    }

    #[test]
    fn what_nothing_answers_is_told_apart() {
        let canvas = draw(&Fit {
            relievers: &["a", "b"],
            pains: &["c", "d", "e"],
            gains: &["f"],
            relieved: &[(0, 1), (0, 1), (0, 7)],
            ..Fit::default()
        });
        let linked: Vec<Option<bool>> = group(&canvas, GroupKind::Pains)
            .items
            .iter()
            .map(|item| item.linked)
            .collect();
        assert_eq!(linked, [Some(false), Some(true), Some(false)]);
        assert_eq!(canvas.unanswered, 3);
        assert_eq!(canvas.links.len(), 1);
        assert_eq!(
            group(&canvas, GroupKind::Relievers).items[1].linked,
            Some(false)
        );
    }

    #[test]
    fn the_offer_is_left_and_the_wishes_are_right() {
        let canvas = draw(&Fit {
            creators: &["a"],
            gains: &["b"],
            created: &[(0, 0)],
            ..Fit::default()
        });
        let (left, right) = (
            group(&canvas, GroupKind::Creators).items[0].area,
            group(&canvas, GroupKind::Gains).items[0].area,
        );
        assert!(left.right() < right.x);
        assert_eq!(left.centre().y, right.centre().y);
        assert_eq!(canvas.rx, canvas.ry);
    }

    #[test]
    fn an_empty_canvas_is_a_square_and_a_circle() {
        let canvas = draw(&Fit::default());
        assert!(canvas.groups.is_empty() && canvas.square.width > 0.0 && canvas.rx > 0.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn items_never_overlap_and_stay_in_their_shape(
            sizes in proptest::array::uniform6(0_usize..12),
            pairs in proptest::collection::vec((0_usize..12, 0_usize..12), 0..20),
        ) {
            let texts = [TEXT; 12];
            let fit = Fit {
                creators: &texts[..sizes[0]],
                products: &texts[..sizes[1]],
                relievers: &texts[..sizes[2]],
                gains: &texts[..sizes[3]],
                jobs: &texts[..sizes[4]],
                pains: &texts[..sizes[5]],
                created: &pairs,
                relieved: &pairs,
            };
            let canvas = draw(&fit);
            let bounds = canvas.frame.bounds();
            let items: Vec<(&Group, &FitItem)> = canvas
                .groups
                .iter()
                .flat_map(|group| group.items.iter().map(move |item| (group, item)))
                .collect();
            for (index, (group, item)) in items.iter().enumerate() {
                prop_assert!(bounds.holds(&item.area) && item.area.holds(&item.label.area));
                for (_, other) in &items[..index] {
                    prop_assert!(!item.area.overlaps(&other.area));
                }
                if group.kind < GroupKind::Gains {
                    prop_assert!(canvas.square.holds(&item.area));
                } else {
                    for corner in [
                        Point::new(item.area.x, item.area.y),
                        Point::new(item.area.right(), item.area.bottom()),
                    ] {
                        let (x, y) = ((corner.x - canvas.centre.x) / canvas.rx, (corner.y - canvas.centre.y) / canvas.ry);
                        prop_assert!(x.hypot(y) <= 1.01);
                    }
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
