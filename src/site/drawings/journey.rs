//! The emotion curves of a journey as its page draws them: every place as a share of the width, so that the
//! curves stretch with the columns of the map and dots and words do not. The geometry is that of
//! `draw/curve.rs`.

use std::ops::Range;

use crate::draw::curve::{
    EmotionChart, EmotionLine, Feeling, FeelingDot, FeelingLine, PartOfStage, emotion_curves,
};
use crate::draw::frame::count;
use crate::draw::{Frame, Point, Rect};
use crate::model::journey::{Journey, Stage};
use crate::model::{Entry, Key, Kind};
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, Viewer};
use crate::text::width::one_line;
use crate::view::{Shared, view};

view! {
    /// The curves of some stages of a journey.
    pub(crate) struct EmotionCurves<'a> {
        /// The part of the drawing that is seen, as SVG wants it.
        view_box: String,
        /// Where that part begins.
        x: f64,
        /// How wide it is.
        width: f64,
        /// How high it is.
        height: f64,
        /// The feelings of the scale, from good to bad.
        levels: Vec<FeelingLevel<'a>>,
        /// The stages.
        columns: Vec<CurveColumn>,
        /// The lines.
        lines: Vec<CurveLine>,
        /// One mark for each moment of truth.
        truths: Vec<CurveDot>,
        /// What the drawing is called.
        title: String,
        /// The same in words.
        description: String,
    }
}

view! {
    /// A feeling of the scale.
    pub(crate) struct FeelingLevel<'a> {
        /// -2 to 2.
        value: f64,
        /// Its height in the drawing.
        y: f64,
        /// The same as a share of the height.
        share: String,
        /// The feeling in words.
        word: &'a str,
    }
}

view! {
    /// A stage below the curves.
    pub(crate) struct CurveColumn {
        /// Its place in the journey, from 1.
        number: usize,
        /// Where it begins, as a share of the width.
        x: String,
        /// How wide it is, as a share of the width.
        width: String,
        /// Whether it is a moment of truth.
        truth: bool,
    }
}

view! {
    /// A line of the curves.
    pub(crate) struct CurveLine {
        /// Whose it is: an id, or `overall`.
        key: String,
        /// `persona`, `other` (another journey) or `overall`.
        who: &'static str,
        /// The persona or the other journey.
        card: Option<Shared<EntryCard>>,
        /// The line as an SVG path.
        path: String,
        /// Changes within a stage, as an SVG path.
        changes: String,
        /// Its dots.
        dots: Vec<CurveDot>,
        /// Its name, as much of it as there is room for beside the curves; empty for another journey.
        label: String,
        /// Where its name stands.
        name_at: Option<CurvePlace>,
    }
}

view! {
    /// A place on the curves, in shares of width and height.
    pub(crate) struct CurvePlace {
        /// From the left.
        x: String,
        /// From above.
        y: String,
    }
}

view! {
    /// A dot of a line.
    pub(crate) struct CurveDot {
        /// From the left, as a share of the width.
        x: String,
        /// From above, as a share of the height.
        y: String,
        /// The number of its stage.
        stage: usize,
        /// The feeling, -2 to 2.
        value: f64,
        /// Whether it is the beginning or the end of a change.
        part: PartOfStage,
    }
}

view! {
    /// The stages on one sheet of paper.
    pub(crate) struct CurveSheet<'a> {
        /// The first of them, from 0.
        from: usize,
        /// The number after the last.
        to: usize,
        /// Their part of the curves.
        curve: Option<EmotionCurves<'a>>,
    }
}

/// The width of a stage and the height of the curve: those that static/journey.css gives them.
const STAGE: f64 = 168.0;
const HEIGHT: f64 = 150.0;
/// A tenth of the height: each of the five feelings then lies in the middle of a fifth.
const MARGIN: f64 = 15.0;
/// The room for a name beside the curves, in em.
const LABEL: f64 = 6.0;
/// How many stages stand on one sheet of A3.
const STAGES_ON_SHEET: usize = 8;
/// The line of the journey itself.
const OVERALL: &str = "overall";

/// The curves of all stages; nothing when no feeling is known.
pub(crate) fn curve<'a>(links: &EntryLinks<'a>, journey: &'a Journey) -> Option<EmotionCurves<'a>> {
    let drawing = Drawing::new(links, journey);
    drawing.part(0..journey.stages.len())
}

/// The groups of stages that are printed on sheets of their own, `from` the first and up `to` the last, each with
/// its part of the curves; none when all stages fit on one sheet.
pub(crate) fn sheets<'a>(links: &EntryLinks<'a>, journey: &'a Journey) -> Vec<CurveSheet<'a>> {
    let drawing = Drawing::new(links, journey);
    let groups = groups(journey.stages.len()).into_iter();
    groups
        .map(|group| CurveSheet {
            from: group.start,
            to: group.end,
            curve: drawing.part(group),
        })
        .collect()
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
    fn new(links: &EntryLinks<'a>, journey: &'a Journey) -> Self {
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
        for persona in &journey.personas {
            let id = persona.id.as_str();
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
    fn part(&self, stages: Range<usize>) -> Option<EmotionCurves<'a>> {
        let own = |whose: &Whose<'_>| !matches!(whose, Whose::Other(_));
        if !self.who.iter().any(own) {
            return None;
        }
        let window = self.window(&stages);
        let words = &self.viewer.words;
        let lines = self.chart.lines.iter().zip(&self.who);
        Some(EmotionCurves {
            view_box: format!("{} 0 {} {HEIGHT}", window.x, window.width),
            x: window.x,
            width: window.width,
            height: HEIGHT,
            levels: self.levels(),
            columns: self.columns(&window, stages),
            lines: lines
                .map(|(line, whose)| self.line(&window, line, *whose))
                .collect(),
            truths: self.truths(&window),
            title: words.fill("curve_title", "name", &self.entry.header.name),
            description: self.description(),
        })
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
    fn levels(&self) -> Vec<FeelingLevel<'a>> {
        let levels = self.chart.levels.iter().rev();
        let levels = levels.map(|level| FeelingLevel {
            value: level.value,
            y: level.at,
            share: down(level.at),
            word: self.viewer.words.emotion(level.value),
        });
        levels.collect()
    }

    fn columns(&self, window: &Rect, stages: Range<usize>) -> Vec<CurveColumn> {
        let columns = self.chart.stages[stages].iter();
        let columns = columns.map(|column| CurveColumn {
            number: column.number,
            x: across(window, column.x),
            width: across(window, window.x + column.width),
            truth: column.truth,
        });
        columns.collect()
    }

    fn line(&self, window: &Rect, line: &EmotionLine, whose: Whose<'_>) -> CurveLine {
        let name = line.name.filter(|at| is_inside(window, at.x));
        let card = whose.card(self.viewer);
        let viewer = self.viewer;
        let label = match whose {
            Whose::Persona(id) => {
                let persona = viewer.catalog.get(&Key::new(Kind::Persona, id));
                persona.map_or("", |persona| viewer.short_names.name_of(persona))
            }
            Whose::Overall => viewer.words.get("curve_overall"),
            Whose::Other(_) => "",
        };
        let dots = line.dots.iter().filter(|dot| is_inside(window, dot.x));
        CurveLine {
            key: line.key.clone(),
            who: whose.word(),
            label: one_line(label, LABEL),
            card,
            path: line.path.clone(),
            changes: line.changes.clone(),
            dots: dots.map(|dot| place(window, dot)).collect(),
            name_at: name.map(|at: Point| CurvePlace {
                x: across(window, at.x),
                y: down(at.y),
            }),
        }
    }

    /// One mark for each moment of truth: on the line of the journey, else on the first that has the stage.
    fn truths(&self, window: &Rect) -> Vec<CurveDot> {
        let on_line = |stage: usize| {
            let lines = self.chart.lines.iter().rev();
            lines
                .flat_map(|line| &line.dots)
                .find(|dot| dot.truth && dot.stage == stage)
        };
        let stages = self.chart.stages.iter();
        stages
            .filter(|column| column.truth && is_inside(window, column.centre))
            .filter_map(|column| on_line(column.number))
            .map(|dot| place(window, dot))
            .collect()
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

    fn card(&self, viewer: &Viewer<'_>) -> Option<Shared<EntryCard>> {
        match self {
            Self::Other(entry) => Some(viewer.card_of(entry)),
            Self::Persona(id) => viewer.card(Kind::Persona, id),
            Self::Overall => None,
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
fn others<'a>(links: &EntryLinks<'a>, journey: &Journey) -> Vec<(&'a Entry, &'a Journey)> {
    let viewer = links.viewer;
    let before = journey
        .improves
        .as_ref()
        .and_then(|other| viewer.catalog.find::<Journey>(&other.id));
    let after = viewer.referring::<Journey>(&links.entry.key, "improves");
    before.into_iter().chain(after).collect()
}

fn place(window: &Rect, dot: &FeelingDot) -> CurveDot {
    CurveDot {
        x: across(window, dot.x),
        y: down(dot.y),
        stage: dot.stage,
        value: dot.value,
        part: dot.part,
    }
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
        assert_eq!(groups(17), [0..5, 5..11, 11..17]);
    }

    #[test]
    fn places_are_shares_of_their_window() {
        let window = Rect {
            x: STAGE,
            y: 0.0,
            width: 2.0 * STAGE,
            height: HEIGHT,
        };
        assert_eq!(across(&window, 1.5 * STAGE), "25%");
        assert_eq!(down(HEIGHT / 2.0), "50%");
        assert!(is_inside(&window, STAGE) && !is_inside(&window, 3.0 * STAGE));
        assert_eq!(percent(f64::NAN), "0%");
    }

    proptest! {
        #[test]
        fn sheets_hold_every_stage_once_and_are_nearly_equal(stages in 9_usize..60) {
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
