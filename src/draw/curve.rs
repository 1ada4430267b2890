//! The feelings of a journey to scale: the emotion curves of the journey map, the sparkline of a persona
//! and the strip of a journey. Must not know journeys, personas or words.
//!
//! Stages have equal widths. A feeling that stays is one knot in the middle of its stage; one that changes
//! has two, at a quarter and three quarters of it. At its ends, and beside a stage of which nothing is
//! known, the line goes on level to the side of the stage.

use super::cubic::{Cubic, monotone};
use super::frame::{Frame, Point, Rect, count, round};
use super::label::{Lettering, Slot, spread};
use super::path::PathData;
use super::ticks::{Axis, Tick};
use crate::view::{view, view_words};

/// The worst and the best feeling.
const EXTREMES: (f64, f64) = (-2.0, 2.0);

/// How a stage feels, from -2 very bad to 2 very good.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Feeling {
    /// At the beginning.
    pub(crate) from: f64,
    /// At the end.
    pub(crate) to: f64,
}

impl Feeling {
    /// The same all through the stage.
    pub(crate) fn steady(feeling: f64) -> Self {
        Self {
            from: feeling,
            to: feeling,
        }
    }

    fn changes(self) -> bool {
        (self.from - self.to).abs() > 1e-9
    }

    /// Within the extremes; nothing when it is no number.
    fn known(self) -> Option<Self> {
        let (low, high) = EXTREMES;
        (self.from.is_finite() && self.to.is_finite()).then(|| Self {
            from: self.from.clamp(low, high),
            to: self.to.clamp(low, high),
        })
    }
}

/// Somebody's feelings through the stages of a journey.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FeelingLine {
    /// What the page knows the line by, such as the id of a persona. Comes back in the drawing.
    pub(crate) key: String,
    /// Stage by stage, nothing where it is not known. Lines may have different numbers of stages: each is
    /// drawn along the whole width.
    pub(crate) feelings: Vec<Option<Feeling>>,
}

view! {
    /// The curves of a journey map.
    #[derive(PartialEq)]
    pub(crate) struct EmotionChart {
        /// The size.
        frame: Frame,
        /// Where the curves are.
        plot: Rect,
        /// The feelings -2 to 2 with their heights.
        levels: Vec<Tick>,
        /// The height of a feeling that is neither good nor bad.
        zero: f64,
        /// The columns behind the curves.
        stages: Vec<StageColumn>,
        /// The curves, in the order given.
        lines: Vec<EmotionLine>,
    }
}

view! {
    /// A stage of the journey map.
    #[derive(PartialEq)]
    pub(crate) struct StageColumn {
        /// From 1.
        number: usize,
        /// Its left side.
        x: f64,
        /// How wide it is.
        width: f64,
        /// Its middle.
        centre: f64,
        /// Whether it makes or breaks the journey.
        truth: bool,
    }
}

view! {
    /// Somebody's curve.
    #[derive(PartialEq)]
    pub(crate) struct EmotionLine {
        /// As it was given.
        key: String,
        /// `d` of the curve, in several parts where feelings are not known; empty when none is.
        path: String,
        /// `d` of the parts in which the feeling changes within a stage.
        changes: String,
        /// The knots of the curve.
        dots: Vec<FeelingDot>,
        /// Where its name begins, at the beginning of the curve and beside the names of the others; nothing when
        /// nothing is drawn or there is no room.
        name: Option<Point>,
    }
}

view! {
    /// A feeling on a curve.
    #[derive(PartialEq)]
    pub(crate) struct FeelingDot {
        /// The number of the stage, from 1.
        stage: usize,
        /// Its place.
        x: f64,
        /// Its place.
        y: f64,
        /// The feeling.
        value: f64,
        /// Whether it is the feeling at the beginning or the end of the stage, or in all of it.
        part: PartOfStage,
        /// Whether the moment of truth of the stage is marked here: at the end of a change.
        truth: bool,
    }
}

view_words! {
    /// A part of a stage.
    #[derive(Copy, PartialEq, Eq)]
    pub(crate) enum PartOfStage {
        /// All of it.
        Whole = "whole",
        /// The beginning.
        From = "from",
        /// The end.
        To = "to",
    }
}

/// The curves of feelings through the stages of a journey. `truths` says which stages make or break it, and
/// how many stages its map has; in lines with another number of stages none is marked.
pub(crate) fn emotion_curves(
    frame: &Frame,
    lines: &[FeelingLine],
    truths: &[bool],
) -> EmotionChart {
    let plot = frame.plot().common(&frame.bounds());
    let height = Axis::new(EXTREMES, (plot.bottom(), plot.y));
    let names = names(&plot, &height, lines);
    EmotionChart {
        frame: *frame,
        plot,
        levels: [-2.0, -1.0, 0.0, 1.0, 2.0]
            .map(|level| height.tick(level))
            .to_vec(),
        zero: height.at(0.0),
        stages: columns(&plot, truths),
        lines: lines
            .iter()
            .zip(names)
            .map(|(line, name)| {
                let place = Placed::new(&plot, &height, &line.feelings);
                let marked = truths.len() == line.feelings.len();
                EmotionLine {
                    key: line.key.clone(),
                    path: path(&place.runs),
                    changes: path(&place.changes()),
                    dots: place.dots(if marked { truths } else { &[] }),
                    name,
                }
            })
            .collect(),
    }
}

view! {
    /// A small curve without words.
    #[derive(PartialEq)]
    pub(crate) struct Sparkline {
        /// The size.
        frame: Frame,
        /// `d` of the curve.
        path: String,
        /// `d` of what lies between the curve and zero.
        area: String,
        /// The height of a feeling that is neither good nor bad.
        zero: f64,
        /// Its knots.
        dots: Vec<FeelingDot>,
    }
}

/// The feelings of one journey in a small space, on the same scale from -2 to 2.
pub(crate) fn sparkline(frame: &Frame, feelings: &[Option<Feeling>]) -> Sparkline {
    let plot = frame.plot().common(&frame.bounds());
    let height = Axis::new(EXTREMES, (plot.bottom(), plot.y));
    let place = Placed::new(&plot, &height, feelings);
    let zero = height.at(0.0);
    let area = place.runs.iter().fold(PathData::default(), |path, run| {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return path;
        };
        path.move_to(Point::new(first.from.x, zero))
            .line_to(first.from)
            .curves(run)
            .line_to(Point::new(last.to.x, zero))
            .close()
    });
    Sparkline {
        frame: *frame,
        path: path(&place.runs),
        area: area.finish(),
        zero,
        dots: place.dots(&[]),
    }
}

view! {
    /// The part of a strip in one stage: a drawing of its own, 100 by 100, that continues in the next.
    #[derive(PartialEq)]
    pub(crate) struct StripStage {
        /// `d` of the curve.
        path: String,
        /// `d` of what lies below the curve. It reaches a little into the next stage, or a seam would show.
        area: String,
        /// The height of a feeling that is neither good nor bad.
        zero: f64,
        /// Its knots: one, or two when the feeling changes.
        dots: Vec<Point>,
    }
}

/// A journey as a row of small drawings, one for each stage, so that stages can stand below one another on a
/// phone; nothing for a stage of which nothing is known.
pub(crate) fn strip(feelings: &[Option<Feeling>]) -> Vec<Option<StripStage>> {
    const SIDE: f64 = 100.0;
    const SEAM: f64 = 0.6;
    let plot = Rect {
        x: 0.0,
        y: 12.0,
        width: SIDE * count(feelings.len()),
        height: 76.0,
    };
    let height = Axis::new(EXTREMES, (plot.bottom(), plot.y));
    let place = Placed::new(&plot, &height, feelings);
    let dots = place.dots(&[]);
    (0..feelings.len())
        .map(|index| {
            let left = SIDE * count(index);
            let part = place.between(left, left + SIDE).pop()?;
            let part: Vec<Cubic> = part.into_iter().map(|cubic| moved(cubic, -left)).collect();
            let (first, last) = (part.first()?.from, part.last()?.to);
            let goes_on = place.feelings.get(index + 1).is_some_and(Option::is_some);
            let right = if goes_on { SIDE + SEAM } else { SIDE };
            let area = PathData::default()
                .move_to(Point::new(0.0, SIDE))
                .line_to(first)
                .curves(&part)
                .line_to(Point::new(right, last.y))
                .line_to(Point::new(right, SIDE))
                .close();
            Some(StripStage {
                path: path(&[part]),
                area: area.finish(),
                zero: height.at(0.0),
                dots: dots
                    .iter()
                    .filter(|dot| dot.stage == index + 1)
                    .map(|dot| Point::new(dot.x - left, dot.y).rounded())
                    .collect(),
            })
        })
        .collect()
}

/// Feelings in a plot.
struct Placed<'a> {
    plot: &'a Rect,
    height: &'a Axis,
    feelings: Vec<Option<Feeling>>,
    /// Lines without a gap.
    runs: Vec<Vec<Cubic>>,
}

impl<'a> Placed<'a> {
    fn new(plot: &'a Rect, height: &'a Axis, feelings: &[Option<Feeling>]) -> Self {
        let feelings = known(feelings);
        let mut placed = Self {
            plot,
            height,
            feelings,
            runs: Vec::new(),
        };
        let mut knots: Vec<Point> = Vec::new();
        let mut runs = Vec::new();
        for (index, feeling) in placed.feelings.iter().enumerate() {
            let Some(feeling) = feeling else {
                runs.extend(placed.run(&mut knots, index));
                continue;
            };
            if knots.is_empty() {
                knots.push(placed.knot(count(index), feeling.from));
            }
            knots.extend(
                parts(*feeling)
                    .iter()
                    .map(|(at, value, _)| placed.knot(count(index) + at, *value)),
            );
        }
        runs.extend(placed.run(&mut knots, placed.feelings.len()));
        placed.runs = runs;
        placed
    }

    /// The line through these knots, level up to the side of the stage at `end`.
    fn run(&self, knots: &mut Vec<Point>, end: usize) -> Option<Vec<Cubic>> {
        let last = *knots.last()?;
        knots.push(Point::new(self.x(count(end)), last.y));
        let run = monotone(knots);
        knots.clear();
        (!run.is_empty()).then_some(run)
    }

    /// Where a place in stages lies: 1.5 is the middle of the second stage.
    fn x(&self, stages: f64) -> f64 {
        let all = count(self.feelings.len().max(1));
        round(self.plot.x + self.plot.width * stages / all)
    }

    fn knot(&self, stages: f64, value: f64) -> Point {
        Point::new(self.x(stages), self.height.at(value))
    }

    fn dots(&self, truths: &[bool]) -> Vec<FeelingDot> {
        let mut dots = Vec::new();
        for (index, feeling) in self.feelings.iter().enumerate() {
            for (at, value, part) in feeling.map(parts).unwrap_or_default() {
                let Point { x, y } = self.knot(count(index) + at, value);
                dots.push(FeelingDot {
                    stage: index + 1,
                    x,
                    y,
                    value,
                    part,
                    truth: part != PartOfStage::From && truths.get(index) == Some(&true),
                });
            }
        }
        dots
    }

    fn changes(&self) -> Vec<Vec<Cubic>> {
        self.feelings
            .iter()
            .enumerate()
            .filter(|(_, feeling)| feeling.is_some_and(Feeling::changes))
            .flat_map(|(index, _)| {
                let stage = count(index);
                self.between(self.x(stage + 0.25), self.x(stage + 0.75))
            })
            .collect()
    }

    /// What of the lines lies between two places.
    fn between(&self, left: f64, right: f64) -> Vec<Vec<Cubic>> {
        self.runs
            .iter()
            .map(|run| {
                run.iter()
                    .filter(|cubic| cubic.from.x < right && cubic.to.x > left)
                    .map(|cubic| {
                        let cubic = if cubic.from.x < left {
                            cubic.split(left).1
                        } else {
                            *cubic
                        };
                        if cubic.to.x > right {
                            cubic.split(right).0
                        } else {
                            cubic
                        }
                    })
                    .collect::<Vec<_>>()
            })
            .filter(|run| !run.is_empty())
            .collect()
    }
}

/// The knots of a stage: where in it, how it feels, and of which part that is.
fn parts(feeling: Feeling) -> Vec<(f64, f64, PartOfStage)> {
    if feeling.changes() {
        vec![
            (0.25, feeling.from, PartOfStage::From),
            (0.75, feeling.to, PartOfStage::To),
        ]
    } else {
        vec![(0.5, feeling.to, PartOfStage::Whole)]
    }
}

fn known(feelings: &[Option<Feeling>]) -> Vec<Option<Feeling>> {
    feelings
        .iter()
        .map(|feeling| feeling.and_then(Feeling::known))
        .collect()
}

fn columns(plot: &Rect, truths: &[bool]) -> Vec<StageColumn> {
    let side = |index: usize| round(plot.x + plot.width * count(index) / count(truths.len()));
    truths
        .iter()
        .enumerate()
        .map(|(index, truth)| {
            let (left, right) = (side(index), side(index + 1));
            StageColumn {
                number: index + 1,
                x: left,
                width: round(right - left),
                centre: round((left + right) / 2.0),
                truth: *truth,
            }
        })
        .collect()
}

/// How far apart names are where there is room, in lines of text: on paper the curve is lower than on a screen, and names are not smaller.
const NAMES_APART: f64 = 1.6;

/// Where the names of lines begin, as near to the beginnings of the lines as can be.
fn names(plot: &Rect, height: &Axis, lines: &[FeelingLine]) -> Vec<Option<Point>> {
    let begins: Vec<(usize, Point)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| Some((index, beginning(plot, height, &line.feelings)?)))
        .collect();
    let leading = Lettering::default().leading;
    let room = (plot.bottom() - plot.y) / count(begins.len().max(1));
    let size = room.clamp(leading, NAMES_APART * leading);
    let slots: Vec<Slot> = begins
        .iter()
        .map(|(_, at)| Slot { wanted: at.y, size })
        .collect();
    let mut names = vec![None; lines.len()];
    let places = spread(&slots, plot.y, plot.bottom());
    for ((index, at), middle) in begins.iter().zip(places) {
        names[*index] = middle.map(|middle| Point::new(at.x, middle).rounded());
    }
    names
}

/// Where the line of these feelings begins.
fn beginning(plot: &Rect, height: &Axis, feelings: &[Option<Feeling>]) -> Option<Point> {
    let feelings = known(feelings);
    let first = feelings.iter().position(Option::is_some)?;
    let all = count(feelings.len());
    Some(Point::new(
        plot.x + plot.width * count(first) / all,
        height.at(feelings[first]?.from),
    ))
}

fn path(runs: &[Vec<Cubic>]) -> String {
    runs.iter()
        .filter_map(|run| Some((run.first()?.from, run)))
        .fold(PathData::default(), |path, (from, run)| {
            path.move_to(from).curves(run)
        })
        .finish()
}

fn moved(cubic: Cubic, by: f64) -> Cubic {
    let moved = |point: Point| Point::new(point.x + by, point.y);
    Cubic {
        from: moved(cubic.from),
        first: moved(cubic.first),
        second: moved(cubic.second),
        to: moved(cubic.to),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draw::tests::numbers;

    fn frame() -> Frame {
        Frame::new(700.0, 240.0, [20.0, 100.0, 20.0, 0.0])
    }

    fn line(feelings: &[Option<Feeling>]) -> FeelingLine {
        FeelingLine {
            key: "sophie".into(),
            feelings: feelings.to_vec(),
        }
    }

    fn steady(feelings: &[f64]) -> Vec<Option<Feeling>> {
        feelings
            .iter()
            .map(|feeling| Some(Feeling::steady(*feeling)))
            .collect()
    }

    #[test]
    fn stages_are_equally_wide_and_feelings_to_scale() {
        let chart = emotion_curves(&frame(), &[line(&steady(&[2.0, 0.0, -2.0]))], &[false; 3]);
        let places: Vec<(f64, f64)> = chart.lines[0]
            .dots
            .iter()
            .map(|dot| (dot.x, dot.y))
            .collect();
        assert_eq!(places, [(100.0, 20.0), (300.0, 120.0), (500.0, 220.0)]);
        assert_eq!(chart.zero, 120.0);
        assert!(chart.stages.iter().all(|stage| stage.width == 200.0));
    }

    #[test]
    fn one_stage_is_a_level_line_through_all_of_it() {
        let chart = emotion_curves(&frame(), &[line(&steady(&[1.0]))], &[true]);
        assert_eq!(
            chart.lines[0].path,
            "M0 70C100 70 200 70 300 70C400 70 500 70 600 70"
        );
        assert!(chart.lines[0].dots[0].truth);
    }

    #[test]
    fn a_change_within_a_stage_is_drawn_within_its_width() {
        let change = Some(Feeling {
            from: -1.0,
            to: 1.0,
        });
        let chart = emotion_curves(&frame(), &[line(&[change, None])], &[true, false]);
        let dots = &chart.lines[0].dots;
        assert_eq!((dots[0].x, dots[0].part), (75.0, PartOfStage::From));
        assert_eq!((dots[1].x, dots[1].part), (225.0, PartOfStage::To));
        assert!(!dots[0].truth && dots[1].truth);
        assert_eq!(chart.lines[0].changes, "M75 170C125 170 175 70 225 70");
    }

    #[test]
    fn what_is_not_known_is_a_gap() {
        let mut feelings = steady(&[1.0, 0.0, 1.0, -1.0]);
        feelings[1] = None;
        let chart = emotion_curves(&frame(), &[line(&feelings)], &[false; 4]);
        let path = &chart.lines[0].path;
        assert_eq!(path.matches('M').count(), 2);
        assert!(path.contains("150 70M300 70"), "{path}");
    }

    #[test]
    fn a_future_with_other_stages_covers_the_same_way() {
        let now = line(&steady(&[0.0; 6]));
        let future = line(&steady(&[1.0; 4]));
        let chart = emotion_curves(&frame(), &[now, future], &[true; 6]);
        assert_eq!(chart.lines[1].dots[0].x, 75.0);
        assert!(chart.lines[1].path.ends_with("600 70"));
        assert!(chart.lines[1].dots.iter().all(|dot| !dot.truth));
    }

    #[test]
    fn names_of_lines_that_begin_together_stand_below_one_another() {
        let leading = Lettering::default().leading;
        for (lines, apart) in [(5, NAMES_APART * leading), (13, leading)] {
            let chart = emotion_curves(&frame(), &vec![line(&steady(&[1.0])); lines], &[false]);
            let names = chart.lines.iter().map(|line| line.name.unwrap().y);
            let places: Vec<f64> = names.collect();
            assert!(
                places
                    .windows(2)
                    .all(|pair| pair[1] - pair[0] >= apart - 0.1),
                "{places:?}"
            );
            assert!(places.iter().all(|y| (20.0..=220.0).contains(y)));
        }
    }

    #[test]
    fn a_name_stands_where_its_line_begins() {
        let chart = emotion_curves(
            &frame(),
            &[line(&[None, Some(Feeling::steady(1.0))])],
            &[false; 2],
        );
        assert_eq!(chart.lines[0].name, Some(Point::new(300.0, 70.0)));
    }

    #[test]
    fn nothing_to_draw_is_an_empty_drawing() {
        let chart = emotion_curves(&frame(), &[], &[]);
        assert!(chart.lines.is_empty() && chart.stages.is_empty());
        let chart = emotion_curves(&frame(), &[line(&[]), line(&[None])], &[false]);
        assert!(
            chart
                .lines
                .iter()
                .all(|line| line.path.is_empty() && line.name.is_none())
        );
        assert!(strip(&[]).is_empty());
        assert_eq!(strip(&[None]), [None]);
        assert_eq!(sparkline(&frame(), &[]).path, "");
    }

    #[test]
    fn a_strip_joins_at_the_sides_of_its_stages() {
        let strip = strip(&steady(&[-2.0, 0.0, 2.0]));
        let stages: Vec<&StripStage> = strip.iter().flatten().collect();
        assert_eq!(stages[0].dots, [Point::new(50.0, 88.0)]);
        assert_eq!(stages[2].dots, [Point::new(50.0, 12.0)]);
        for pair in stages.windows(2) {
            let (before, after) = (numbers(&pair[0].path), numbers(&pair[1].path));
            assert_eq!(before[before.len() - 2], 100.0);
            assert_eq!(before.last(), after.get(1));
        }
    }

    #[test]
    fn a_sparkline_closes_its_area_at_zero() {
        let small = Frame::new(120.0, 40.0, [4.0; 4]);
        let spark = sparkline(&small, &steady(&[-1.0, 1.0]));
        assert_eq!(spark.zero, 20.0);
        assert!(spark.area.starts_with("M4 20L4 28"));
        assert!(spark.area.ends_with("L116 20Z"));
    }

    fn any_feelings() -> impl Strategy<Value = Vec<Option<Feeling>>> {
        let feeling = prop_oneof![
            Just(None),
            (-2.0..=2.0_f64).prop_map(|value| Some(Feeling::steady(value))),
            (any::<f64>(), -3.0..3.0_f64).prop_map(|(from, to)| Some(Feeling { from, to })),
        ];
        proptest::collection::vec(feeling, 0..14)
    }

    proptest! {
        #[test]
        fn curves_stay_in_the_plot(feelings in any_feelings(), other in any_feelings()) {
            let lines = [line(&feelings), line(&other)];
            let truths = vec![true; feelings.len()];
            let chart = emotion_curves(&frame(), &lines, &truths);
            for drawn in &chart.lines {
                for pair in numbers(&drawn.path).chunks(2).chain(numbers(&drawn.changes).chunks(2)) {
                    prop_assert!((0.0..=600.0).contains(&pair[0]) && (20.0..=220.0).contains(&pair[1]));
                }
            }
            prop_assert_eq!(emotion_curves(&frame(), &lines, &truths), chart);
        }

        #[test]
        fn a_strip_draws_exactly_the_stages_that_are_known(feelings in any_feelings()) {
            let known: Vec<bool> = feelings.iter().map(|one| one.is_some_and(|one| one.known().is_some())).collect();
            let drawn: Vec<bool> = strip(&feelings).iter().map(Option::is_some).collect();
            prop_assert_eq!(known, drawn);
            for stage in strip(&feelings).into_iter().flatten() {
                for pair in numbers(&stage.path).chunks(2) {
                    prop_assert!((0.0..=100.0).contains(&pair[0]) && (12.0..=88.0).contains(&pair[1]));
                }
            }
        }
    }
}
