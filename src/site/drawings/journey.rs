//! The emotion curves of a journey as its page draws them: every place as a share of the width, so that the
//! curves stretch with the columns of the map and dots and words do not. The geometry is that of
//! `draw/curve.rs`.

use std::ops::Range;

use crate::draw::curve::{
    EmotionChart, EmotionLine, Feeling, FeelingDot, FeelingLine, emotion_curves,
};
use crate::draw::frame::count;
use crate::draw::{Frame, Point, Rect};
use crate::model::journey::{Journey, Stage};
use crate::model::{Entry, Key, Kind, Reference};
use crate::site::links::EntryLinks;
use crate::site::{Viewer, map};
use crate::theme::Value;

/// The width of a stage and the height of the curve: those that static/journey.css gives them.
const STAGE: f64 = 272.0;
const HEIGHT: f64 = 200.0;
/// A tenth of the height: each of the five feelings then lies in the middle of a fifth.
const MARGIN: f64 = 20.0;
/// How many stages stand on one sheet of A3.
const STAGES_ON_SHEET: usize = 7;
/// The line of the journey itself.
const OVERALL: &str = "overall";

/// The curves of all stages; nothing when no feeling is known.
pub(crate) fn curve(links: &EntryLinks<'_>, journey: &Journey) -> Value {
    let drawing = Drawing::new(links, journey);
    drawing.value(0..journey.stages.len())
}

/// The groups of stages that are printed on sheets of their own, `from` the first and up `to` the last, each with
/// its part of the curves; none when all stages fit on one sheet.
pub(crate) fn sheets(links: &EntryLinks<'_>, journey: &Journey) -> Value {
    let drawing = Drawing::new(links, journey);
    groups(journey.stages.len())
        .into_iter()
        .map(|group| {
            map(vec![
                ("from", group.start.into()),
                ("to", group.end.into()),
                ("curve", drawing.value(group)),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// As few groups as can be, as equal as can be.
fn groups(stages: usize) -> Vec<Range<usize>> {
    let sheets = stages.div_ceil(STAGES_ON_SHEET);
    if sheets < 2 {
        return Vec::new();
    }
    (0..sheets)
        .map(|sheet| sheet * stages / sheets..(sheet + 1) * stages / sheets)
        .collect()
}

/// How a journey feels, stage by stage.
pub(crate) fn of_stages(journey: &Journey) -> Vec<Option<Feeling>> {
    journey.stages.iter().map(of_stage).collect()
}

/// How a journey feels to a persona: as the journey says for her, else as it is for all.
pub(crate) fn of_persona(journey: &Journey, id: &str) -> Vec<Option<Feeling>> {
    let own = |stage: &Stage| Some(Feeling::steady(stage.emotions.get(id)?.0));
    journey
        .stages
        .iter()
        .map(|stage| own(stage).or_else(|| of_stage(stage)))
        .collect()
}

fn of_stage(stage: &Stage) -> Option<Feeling> {
    stage.emotion.as_ref().map(|emotion| Feeling {
        from: emotion.from,
        to: emotion.to,
    })
}

/// The lines of a journey and where they run.
struct Drawing<'a> {
    viewer: &'a Viewer<'a>,
    entry: &'a Entry,
    journey: &'a Journey,
    chart: EmotionChart,
    /// What the lines of the chart are of, in the same order.
    who: Vec<Whose<'a>>,
}

/// Of what a line is.
#[derive(Clone, Copy)]
enum Whose<'a> {
    /// Another journey, which replaces this one or is replaced by it.
    Other(&'a Entry),
    Persona(&'a str),
    Overall,
}

impl<'a> Drawing<'a> {
    fn new(links: &'a EntryLinks<'a>, journey: &'a Journey) -> Self {
        let (mut who, mut lines) = (Vec::new(), Vec::new());
        let mut add = |whose: Whose<'a>, feelings: Vec<Option<Feeling>>| {
            if feelings.iter().any(Option::is_some) {
                lines.push(FeelingLine {
                    key: whose.key().to_owned(),
                    feelings,
                });
                who.push(whose);
            }
        };
        for (entry, other) in others(links, journey) {
            add(Whose::Other(entry), of_stages(other));
        }
        for Reference { id, .. } in &journey.personas {
            let felt = |stage: &Stage| Some(Feeling::steady(stage.emotions.get(id)?.0));
            add(
                Whose::Persona(id),
                journey.stages.iter().map(felt).collect(),
            );
        }
        add(Whose::Overall, of_stages(journey));
        let truths: Vec<bool> = journey
            .stages
            .iter()
            .map(|stage| stage.moment_of_truth)
            .collect();
        let frame = Frame::new(
            STAGE * count(truths.len()),
            HEIGHT,
            [MARGIN, 0.0, MARGIN, 0.0],
        );
        Self {
            viewer: links.viewer,
            entry: links.entry,
            journey,
            chart: emotion_curves(&frame, &lines, &truths),
            who,
        }
    }

    /// The part of the curves that lies in these stages.
    fn value(&self, stages: Range<usize>) -> Value {
        let own = |whose: &Whose<'_>| !matches!(whose, Whose::Other(_));
        if !self.who.iter().any(own) {
            return Value::none();
        }
        let window = self.window(&stages);
        let lines = self.chart.lines.iter().zip(&self.who);
        map(vec![
            (
                "view_box",
                format!("{} 0 {} {HEIGHT}", window.x, window.width).into(),
            ),
            ("x", window.x.into()),
            ("width", window.width.into()),
            ("height", HEIGHT.into()),
            ("levels", self.levels()),
            ("columns", self.columns(&window, stages)),
            (
                "lines",
                lines
                    .map(|(line, whose)| self.line(&window, line, *whose))
                    .collect::<Vec<_>>()
                    .into(),
            ),
            ("truths", self.truths(&window)),
            (
                "title",
                self.viewer
                    .words
                    .fill("curve_title", "name", &self.entry.header.name)
                    .into(),
            ),
            ("description", self.description().into()),
        ])
    }

    fn window(&self, stages: &Range<usize>) -> Rect {
        let columns = &self.chart.stages[stages.clone()];
        Rect {
            x: columns.first().map_or(0.0, |column| column.x),
            y: 0.0,
            width: columns.iter().map(|column| column.width).sum(),
            height: HEIGHT,
        }
        .rounded()
    }

    /// The feelings of the scale from good to bad.
    fn levels(&self) -> Value {
        self.chart
            .levels
            .iter()
            .rev()
            .map(|level| {
                map(vec![
                    ("value", level.value.into()),
                    ("y", level.at.into()),
                    ("word", self.viewer.words.emotion(level.value).into()),
                ])
            })
            .collect::<Vec<_>>()
            .into()
    }

    fn columns(&self, window: &Rect, stages: Range<usize>) -> Value {
        self.chart.stages[stages]
            .iter()
            .map(|column| {
                map(vec![
                    ("number", column.number.into()),
                    ("x", across(window, column.x).into()),
                    ("width", across(window, window.x + column.width).into()),
                    ("truth", column.truth.into()),
                ])
            })
            .collect::<Vec<_>>()
            .into()
    }

    fn line(&self, window: &Rect, line: &EmotionLine, whose: Whose<'_>) -> Value {
        let name = line.name.filter(|at| is_inside(window, at.x));
        let dots = line.dots.iter().filter(|dot| is_inside(window, dot.x));
        map(vec![
            ("key", line.key.as_str().into()),
            ("who", whose.word().into()),
            ("card", whose.card(self.viewer)),
            ("path", line.path.as_str().into()),
            ("changes", line.changes.as_str().into()),
            (
                "dots",
                dots.map(|dot| place(window, dot))
                    .collect::<Vec<_>>()
                    .into(),
            ),
            (
                "name_at",
                name.map(|at: Point| {
                    map(vec![
                        ("x", across(window, at.x).into()),
                        ("y", down(at.y).into()),
                    ])
                })
                .into(),
            ),
        ])
    }

    /// One mark for each moment of truth: on the line of the journey, else on the first that has the stage.
    fn truths(&self, window: &Rect) -> Value {
        let on_line = |stage: usize| {
            let lines = self.chart.lines.iter().rev();
            lines
                .flat_map(|line| &line.dots)
                .find(|dot| dot.truth && dot.stage == stage)
        };
        self.chart
            .stages
            .iter()
            .filter(|column| column.truth && is_inside(window, column.centre))
            .filter_map(|column| on_line(column.number))
            .map(|dot| place(window, dot))
            .collect::<Vec<_>>()
            .into()
    }

    /// The drawing in words: the line of the journey stage by stage, whose lines there are, the moments of truth.
    fn description(&self) -> String {
        let words = &self.viewer.words;
        let stage = |stage: &Stage| {
            let felt = stage.emotion.as_ref()?;
            Some(format!(
                "{}: {}",
                stage.name,
                words.emotions(felt.from, felt.to)
            ))
        };
        let felt: Vec<String> = self.journey.stages.iter().filter_map(stage).collect();
        let names: Vec<&str> = self
            .who
            .iter()
            .filter_map(|whose| whose.name(self.viewer))
            .collect();
        let truths: Vec<&str> = self
            .journey
            .stages
            .iter()
            .filter(|stage| stage.moment_of_truth)
            .map(|stage| stage.name.as_str())
            .collect();
        [
            ("curve_all", felt.join("; ")),
            ("curve_lines", names.join(", ")),
            ("curve_truths", truths.join(", ")),
        ]
        .iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(key, list)| words.fill(key, "list", list))
        .collect::<Vec<_>>()
        .join(" ")
    }
}

impl<'a> Whose<'a> {
    fn key(&self) -> &'a str {
        match self {
            Self::Other(entry) => &entry.key.id,
            Self::Persona(id) => id,
            Self::Overall => OVERALL,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Other(_) => "other",
            Self::Persona(_) => "persona",
            Self::Overall => OVERALL,
        }
    }

    fn card(&self, viewer: &Viewer<'_>) -> Value {
        match self {
            Self::Other(entry) => viewer.card_of(entry).into(),
            Self::Persona(id) => viewer.card(Kind::Persona, id).into(),
            Self::Overall => Value::none(),
        }
    }

    fn name(&self, viewer: &'a Viewer<'_>) -> Option<&'a str> {
        match self {
            Self::Other(entry) => Some(&entry.header.name),
            Self::Persona(id) => {
                let key = Key::new(Kind::Persona, *id);
                Some(&viewer.catalog.get(&key)?.header.name)
            }
            Self::Overall => None,
        }
    }
}

/// The journeys whose line lies over this one's: the one it replaces, and those that replace it.
fn others<'a>(links: &'a EntryLinks<'a>, journey: &Journey) -> Vec<(&'a Entry, &'a Journey)> {
    let viewer = links.viewer;
    let before = journey
        .improves
        .as_ref()
        .and_then(|other| viewer.catalog.find::<Journey>(&other.id));
    let after = viewer.referring::<Journey>(&links.entry.key, "improves");
    before.into_iter().chain(after).collect()
}

fn place(window: &Rect, dot: &FeelingDot) -> Value {
    map(vec![
        ("x", across(window, dot.x).into()),
        ("y", down(dot.y).into()),
        ("stage", dot.stage.into()),
        ("value", dot.value.into()),
        ("part", Value::from_serializable(&dot.part)),
    ])
}

/// Half a tenth of a pixel for what was rounded.
fn is_inside(window: &Rect, x: f64) -> bool {
    x >= window.x - 0.05 && x < window.right() - 0.05
}

fn across(window: &Rect, x: f64) -> String {
    percent((x - window.x) / window.width)
}

fn down(y: f64) -> String {
    percent(y / HEIGHT)
}

fn percent(share: f64) -> String {
    let percent = (share * 100_000.0).round() / 1000.0;
    format!("{}%", if percent.is_finite() { percent } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_stages_stand_on_one_sheet() {
        assert!(groups(0).is_empty());
        assert!(groups(STAGES_ON_SHEET).is_empty());
        assert_eq!(groups(12), [0..6, 6..12]);
        assert_eq!(groups(15), [0..5, 5..10, 10..15]);
    }

    #[test]
    fn places_are_shares_of_their_window() {
        let window = Rect {
            x: 272.0,
            y: 0.0,
            width: 544.0,
            height: HEIGHT,
        };
        assert_eq!(across(&window, 408.0), "25%");
        assert_eq!(down(100.0), "50%");
        assert!(is_inside(&window, 272.0) && !is_inside(&window, 816.0));
        assert_eq!(percent(f64::NAN), "0%");
    }

    proptest! {
        #[test]
        fn sheets_hold_every_stage_once_and_are_nearly_equal(stages in 8_usize..60) {
            let groups = groups(stages);
            prop_assert_eq!(groups[0].start, 0);
            prop_assert_eq!(groups.last().map(|group| group.end), Some(stages));
            prop_assert!(groups.windows(2).all(|pair| pair[0].end == pair[1].start));
            let sizes: Vec<usize> = groups.iter().map(Range::len).collect();
            let (least, most) = (sizes.iter().min(), sizes.iter().max());
            prop_assert!(most <= Some(&STAGES_ON_SHEET) && most.zip(least).is_some_and(|(most, least)| most - least <= 1));
        }
    }
}
