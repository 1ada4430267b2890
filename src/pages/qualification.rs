//! A qualification's thresholds in words, its points as they fade, its answers with their points, and the most a lead can have.

use super::report::ReportSection;
use super::report_words::ReportWords;
use super::results;
use crate::model::icp::Icp;
use crate::model::limit::{Limit, MinFit, PercentLimit};
use crate::model::qualification::{FrameworkItem, Qualification};
use crate::model::requirement::Requirement;
use crate::score::{answer_in_words, engagement_points};
use crate::site::links::EntryLinks;
use crate::site::{Sentence, Statement, drawings};
use crate::view::view;

/// The ages, in days, at which fading points are shown.
const AGES: [f64; 4] = [0.0, 30.0, 60.0, 90.0];

view! {
    /// What only the page of a qualification has.
    pub(crate) struct QualificationComputed<'a> {
        /// The points of a lead on a scale with thresholds, drawn; nothing without thresholds.
        scale: Option<drawings::qualification::ThresholdScale<'a>>,
        /// What the points of a lead mean, and what bounds them.
        zones: Vec<LeadZone<'a>>,
        /// The ages at which fading points are told, in days.
        ages: Vec<f64>,
        /// The signals of engagement.
        engagement: Vec<EngagementSignal>,
        /// For each item of the framework, in the order of the content, what its answers give.
        framework: Vec<FrameworkAnswers<'a>>,
        /// The most points that the questions of the framework give together.
        framework_maximum: f64,
        /// For each item of `sql.all_of`, in the order of the content, its condition in words, if it has one.
        all_of: Vec<Option<String>>,
        /// The same for `sql.any_of`.
        any_of: Vec<Option<String>>,
        /// What came of trying the scorecard on past leads, over time; nothing where it was never tried.
        backtests: Option<ReportSection>,
        /// What sales said of the leads, added up; nothing where no list says it.
        feedback: Option<ReportSection>,
    }
}

view! {
    /// A part of the scale of points, or something that bounds it.
    pub(crate) struct LeadZone<'a> {
        /// What it is: `rest`, `nurture`, `mql`, `min-fit`, `cap`, `fit` or `out`.
        key: &'static str,
        /// The points, or what else decides, as in "from 75".
        term: String,
        /// What it means.
        about: &'a str,
    }
}

view! {
    /// What the answers to an item of the framework give.
    pub(crate) struct FrameworkAnswers<'a> {
        /// The most points; nothing for an item that gives none.
        most: Option<f64>,
        /// The fewest points: 0, or less where an answer takes points off.
        least: f64,
        /// The answers with their points, the best first; none where it does not say.
        levels: Vec<Answer<'a>>,
    }
}

view! {
    /// An answer with its points.
    pub(crate) struct Answer<'a> {
        /// The points.
        points: f64,
        /// The answer; nothing where only a condition says which one it is.
        claim: Option<Statement<'a>>,
        /// The answer, or else its condition, in plain words.
        words: String,
    }
}

view! {
    /// A signal of engagement.
    pub(crate) struct EngagementSignal {
        /// What a lead does.
        signal: Sentence,
        /// The points for it.
        points: f64,
        /// The most points for it, or taken off for it, however often it is done.
        cap: Option<f64>,
        /// After how many days half of the points is left.
        half_life_days: Option<f64>,
        /// When it counts.
        when: Option<Sentence>,
        /// The points that are left at each of the `ages`.
        left: Vec<f64>,
    }
}

pub(crate) fn computed<'a>(
    links: &EntryLinks<'a>,
    qualification: &'a Qualification,
) -> QualificationComputed<'a> {
    let engagement = qualification.engagement.iter();
    let engagement = engagement.map(|signal| EngagementSignal {
        signal: links.text(&signal.signal),
        points: signal.points,
        cap: signal.cap,
        half_life_days: signal.half_life_days.map(|days| days.0),
        when: signal.when.as_ref().map(|when| links.text(when)),
        left: AGES.map(|age| engagement_points(signal, age)).to_vec(),
    });
    let say = ReportWords(&links.viewer.words);
    let framework = qualification.framework.iter();
    let sql = qualification.sql.as_ref();
    let conditions = |list: &[Requirement]| -> Vec<Option<String>> {
        let conditions = list.iter().map(|one| one.when.as_ref());
        conditions
            .map(|when| when.map(|when| links.condition(when)))
            .collect()
    };
    QualificationComputed {
        scale: drawings::qualification::threshold_scale(links, qualification),
        zones: zones(links, qualification),
        ages: AGES.to_vec(),
        engagement: engagement.collect(),
        framework: framework.map(|item| answers(links, item)).collect(),
        framework_maximum: qualification.framework_maximum(),
        all_of: sql.map_or_else(Vec::new, |rule| conditions(&rule.all_of)),
        any_of: sql.map_or_else(Vec::new, |rule| conditions(&rule.any_of)),
        backtests: results::backtests(say, &qualification.backtests),
        feedback: results::feedback(
            say,
            qualification,
            links.viewer.catalog.feedback_of(links.entry),
        ),
    }
}

fn answers<'a>(links: &EntryLinks<'a>, item: &'a FrameworkItem) -> FrameworkAnswers<'a> {
    let levels = item.levels.iter().map(|level| Answer {
        points: level.points,
        claim: level.text.as_ref().map(|claim| links.claim(claim)),
        words: answer_in_words(&links.viewer.words, level),
    });
    FrameworkAnswers {
        most: item.most(),
        least: item.least(),
        levels: levels.collect(),
    }
}

/// From the fewest points to the most, then what else decides.
fn zones<'a>(links: &EntryLinks<'a>, given: &Qualification) -> Vec<LeadZone<'a>> {
    let words = &links.viewer.words;
    let mut zones = Vec::new();
    let mut add = |key: &'static str, term: String, about: &'static str| {
        zones.push(LeadZone {
            key,
            term,
            about: words.get(about),
        });
    };
    let number = |number: f64| words.number(number, 1);
    if let Some(thresholds) = &given.thresholds {
        let lowest = thresholds.nurture.unwrap_or(thresholds.mql);
        let below = if lowest.is_above {
            "points_at_most"
        } else {
            "points_below"
        };
        let below = words.fill(below, "value", &number(lowest.number));
        add("rest", below, "zone_rest");
        if let Some(nurture) = thresholds.nurture {
            add("nurture", from(links, nurture), "zone_nurture");
        }
        add("mql", from(links, thresholds.mql), "zone_mql");
        if let Some(min_fit) = thresholds.min_fit {
            add("min-fit", min_fit_in_words(links, min_fit), "zone_min_fit");
        }
    }
    if let Some(points) = given.fit_points {
        let up_to = words.fill("points_fit", "value", &number(points.0));
        add("fit", up_to, "zone_fit");
    }
    if let Some(cap) = given.engagement_cap {
        let up_to = words.fill("points_fit", "value", &number(cap.0));
        add("cap", up_to, "zone_cap");
    }
    let icp = links.viewer.catalog.find::<Icp>(&given.icp.id);
    let can_be_out = icp.is_some_and(|(_, icp)| {
        let criteria = icp.scorecard.iter().flat_map(|card| &card.criteria);
        !icp.disqualifiers.is_empty() || criteria.into_iter().any(|criterion| criterion.must)
    });
    if can_be_out && given.thresholds.is_some() {
        add("out", words.get("zone_out_term").to_owned(), "zone_out");
    }
    zones
}

/// "from 75", "above 75".
fn from<const MIN: i64, const MAX: i64>(links: &EntryLinks<'_>, limit: Limit<MIN, MAX>) -> String {
    let words = &links.viewer.words;
    let key = if limit.is_above {
        "points_above"
    } else {
        "points_from"
    };
    words.fill(key, "value", &words.number(limit.number, 1))
}

/// "a fit of B or better", "a fit from 60%".
fn min_fit_in_words(links: &EntryLinks<'_>, min_fit: MinFit) -> String {
    let words = &links.viewer.words;
    let percent = |limit: PercentLimit| {
        let key = if limit.is_above {
            "tier_above"
        } else {
            "tier_from"
        };
        words.fill(key, "percent", &words.number(limit.number, 1))
    };
    match min_fit {
        MinFit::Tier(tier) => words.fill("min_fit_tier", "tier", tier.as_str()),
        MinFit::Percent(limit) => words.fill("min_fit_percent", "percent", &percent(limit)),
    }
}
