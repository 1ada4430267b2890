//! How far a lead is: its fit, what it did, the points of its framework, and the stage that follows, as far as all of that is
//! known. Must not know words, files or pages.

mod ask;
mod engagement;
mod framework;
mod span;
#[cfg(test)]
mod tests;

use ask::Question;
use engagement::signal;
use framework::framework_item;
use span::Span;

use super::condition::truth;
use super::exact::{ENDLESS, billionths, fit_points, is_enough, reaches};
use super::scorecard::{
    AccountScore, Disqualified, Range, TierRange, Totals, disqualified, score_exactly,
};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::limit::MinFit;
use crate::model::qualification::{Qualification, SqlRule, Thresholds};
use crate::model::requirement::Requirement;
use crate::model::scorecard::Scorecard;
use crate::model::segment::Tier;
use crate::model::value::{Labels, Scalar};

/// Something that a lead did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'a> {
    /// The `field` of a row of engagement, in upper or lower case.
    pub signal: &'a str,
    /// The day.
    pub date: Date,
}

/// What is known of a lead.
#[derive(Debug, Clone, Copy)]
pub struct Lead<'a> {
    /// The columns of its account.
    pub values: &'a Labels<Scalar>,
    /// What it did: what is not in the list did not happen. Nothing where nobody kept a list.
    pub events: Option<&'a [Event<'a>]>,
}

/// How far a lead is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Disqualified, or without a must.
    Out,
    /// Below all thresholds.
    Raw,
    /// Kept warm.
    Nurture,
    /// Marketing-qualified: ready for sales to look at.
    Mql,
    /// Sales-qualified.
    Sql,
}

/// Something that is not known, and that the stage depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask<'a> {
    /// A column of the account.
    Value(&'a str),
    /// Whether it did this: a row of engagement, by position.
    Signal(usize),
    /// The points of an item of the framework, by position.
    Framework(usize),
    /// Whether this is true: an item of `all_of`, by position.
    AllOf(usize),
    /// Whether this is true: an item of `any_of`, by position.
    AnyOf(usize),
}

/// How far a lead is, as far as is known. Points are ranges from the least to the most that is possible; they end in
/// infinity where nothing bounds them. Ranges are added up, so they are bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadScore<'a> {
    /// How well the account fits; nothing without a scorecard.
    pub fit: Option<AccountScore>,
    /// The disqualifiers that hold or may hold.
    pub disqualified: Disqualified,
    /// Whether it is disqualified, or fails a must.
    pub is_out: bool,
    /// What its fit is worth, in points.
    pub fit_points: Range,
    /// Whether it fits well enough to be marketing-qualified; nothing while that is not known.
    pub fits_enough: Option<bool>,
    /// Per row of engagement, in their order.
    pub signals: Vec<SignalPoints>,
    /// What it did, in points, within `engagement_cap`.
    pub engagement: Range,
    /// Whether `engagement_cap` takes points away.
    pub is_capped: bool,
    /// Fit and engagement together.
    pub total: Range,
    /// Per item of the framework, in their order.
    pub items: Vec<ItemPoints>,
    /// The points of the framework together.
    pub framework: Range,
    /// Fit by a letter and engagement by a number; nothing for who is out, and without scorecard or thresholds.
    pub grade: Option<Grade>,
    /// The stages that are possible, the lowest first; none where no thresholds say from when.
    pub stages: Vec<Stage>,
    /// What is not known and could change the stage, each once.
    pub ask: Vec<Ask<'a>>,
}

impl LeadScore<'_> {
    /// The stage, where only one is possible. Else it is open.
    #[must_use]
    pub fn stage(&self) -> Option<Stage> {
        match self.stages.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// Fit from A to C, and engagement from 1 (with it a firm that fits perfectly is marketing-qualified) over 2 (is kept
/// warm) to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grade {
    /// The tiers that are possible.
    pub tiers: TierRange,
    /// The best level of engagement that is possible.
    pub best: u8,
    /// The worst one.
    pub worst: u8,
}

/// The points for a row of engagement.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalPoints {
    /// Within its cap.
    pub points: Range,
    /// Why.
    pub why: SignalReason,
    /// Whether its cap takes points away.
    pub is_capped: bool,
}

/// Why a lead has these points for a signal.
#[derive(Debug, Clone, PartialEq)]
pub enum SignalReason {
    /// The row names no `field`, so only people can tell.
    NobodyCounts,
    /// Nothing is known of it.
    Unknown,
    /// The column holds no number, no day, and not true or false.
    Unreadable,
    /// So often, as a column says, which may be a half.
    Times(f64),
    /// So often, the last time on this day.
    Events(usize, Date),
}

/// The points for an item of the framework.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemPoints {
    /// The points.
    pub points: Range,
    /// Why.
    pub why: ItemReason,
}

/// Why a lead has these points for an item of a framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemReason {
    /// It gives no points.
    NoPoints,
    /// Somebody gave them: its `field` says so.
    Given,
    /// Its `field` is more than it can give, less than it can, or no number.
    Unreadable,
    /// This level holds.
    Level(usize),
    /// No level holds.
    NoLevel,
    /// Not known yet.
    Open,
}

/// Computes how far a lead is on a day.
#[must_use]
pub fn score_lead<'a>(
    icp: &'a Icp,
    qualification: &'a Qualification,
    lead: &Lead<'_>,
    day: Date,
) -> LeadScore<'a> {
    let values = lead.values;
    let card = icp.scorecard.as_ref();
    let (fit, totals) = card.map(|card| score_exactly(card, values)).unzip();
    let disqualified = disqualified(icp, values);
    let failed = fit.as_ref().is_some_and(|fit| !fit.failed_musts.is_empty());
    let is_out = failed || !disqualified.by.is_empty();
    let is_perhaps_out =
        !disqualified.open.is_empty() || fit.as_ref().is_some_and(|fit| !fit.open_musts.is_empty());

    let worth = worth(qualification, totals);
    let rows = qualification.engagement.iter();
    let (signals, spans): (Vec<SignalPoints>, Vec<Span>) =
        rows.map(|row| signal(row, lead, day)).unzip();
    let uncapped = Span::sum(&spans);
    let cap = qualification
        .engagement_cap
        .map_or(ENDLESS, |cap| billionths(cap.0));
    let engagement = uncapped.within(-ENDLESS, cap);
    let total = Span::sum(&[worth, engagement]);
    let items = qualification.framework.iter();
    let (items, given): (Vec<ItemPoints>, Vec<Span>) =
        items.map(|item| framework_item(item, values)).unzip();
    let framework = Span::sum(&given);

    let thresholds = qualification.thresholds.as_ref();
    let fits_enough = thresholds.map_or(Some(true), |thresholds| {
        fits_as_asked(thresholds, fit.as_ref(), totals)
    });
    let decided = thresholds.map(|thresholds| {
        let points = total.truth(|points| is_enough(points, thresholds.mql));
        let nurture = thresholds.nurture;
        let sql = qualification.sql.as_ref().filter(|rule| rule.asks());
        let needed = sql.and_then(|rule| rule.framework_min);
        let has_framework = needed.map_or(Some(true), |needed| {
            framework.truth(|points| points >= billionths(needed.0))
        });
        Decided {
            is_perhaps_out,
            fits_enough,
            points,
            mql: and(points, fits_enough),
            nurture: nurture.map_or(Some(false), |from| {
                total.truth(|points| is_enough(points, from))
            }),
            framework: has_framework,
            sql: sql.map_or(Some(false), |rule| and(has_framework, meets(rule, values))),
        }
    });
    let stages = match &decided {
        _ if is_out => vec![Stage::Out],
        Some(decided) => decided.stages(),
        None => Vec::new(),
    };
    let question = Question {
        icp,
        qualification,
        values,
        fit: fit.as_ref(),
        fit_is_open: worth.low < worth.high,
        signals: &signals,
        items: &items,
    };
    let ask = match &decided {
        Some(decided) if stages.len() > 1 => question.ask(decided),
        _ => Vec::new(),
    };
    let grade = fit
        .as_ref()
        .zip(thresholds)
        .filter(|_| !is_out)
        .map(|(fit, thresholds)| {
            let perfect = qualification
                .fit_points
                .map_or(0, |points| billionths(points.0));
            Grade {
                tiers: fit.tiers,
                best: level(thresholds, perfect, engagement.high),
                worst: level(thresholds, perfect, engagement.low),
            }
        });
    LeadScore {
        disqualified,
        is_out,
        fit_points: worth.shown(),
        fits_enough,
        signals,
        engagement: engagement.shown(),
        is_capped: uncapped.low > cap,
        total: total.shown(),
        items,
        framework: framework.shown(),
        grade,
        stages,
        ask,
        fit,
    }
}

fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// What the fit is worth. Without a scorecard nobody knows.
fn worth(qualification: &Qualification, totals: Option<Totals>) -> Span {
    let Some(points) = qualification.fit_points else {
        return Span::NOTHING;
    };
    match totals {
        Some(totals) => Span {
            low: fit_points(points.0, totals.low, totals.maximum),
            high: fit_points(points.0, totals.high, totals.maximum),
        },
        None => Span {
            low: 0,
            high: billionths(points.0),
        },
    }
}

/// Whether an account fits well enough to be marketing-qualified; nothing while that is not known.
#[must_use]
pub fn fits_enough(
    thresholds: &Thresholds,
    card: &Scorecard,
    values: &Labels<Scalar>,
) -> Option<bool> {
    let (fit, totals) = score_exactly(card, values);
    fits_as_asked(thresholds, Some(&fit), Some(totals))
}

fn fits_as_asked(
    thresholds: &Thresholds,
    fit: Option<&AccountScore>,
    totals: Option<Totals>,
) -> Option<bool> {
    match (thresholds.min_fit, fit, totals) {
        (None, ..) => Some(true),
        (Some(MinFit::Tier(tier)), Some(fit), _) => {
            let is_enough = |reached: Tier| reached <= tier;
            match (is_enough(fit.tiers.worst), is_enough(fit.tiers.best)) {
                (true, _) => Some(true),
                (false, true) => None,
                (false, false) => Some(false),
            }
        }
        (Some(MinFit::Percent(percent)), _, Some(totals)) => {
            let (low, high) = (totals.low, totals.high);
            Span { low, high }.truth(|total| reaches(total, totals.maximum, percent))
        }
        _ => None,
    }
}

fn level(thresholds: &Thresholds, perfect: i128, engagement: i128) -> u8 {
    let total = perfect + engagement;
    let is_warm = thresholds.nurture.is_none_or(|from| is_enough(total, from));
    match (engagement > 0, is_enough(total, thresholds.mql), is_warm) {
        (true, true, _) => 1,
        (true, false, true) => 2,
        _ => 3,
    }
}

fn flag(value: &Scalar) -> Option<bool> {
    match value {
        Scalar::Flag(flag) => Some(*flag),
        Scalar::Text(text) => match text.trim().to_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn number(value: &Scalar) -> Option<f64> {
    match value {
        Scalar::Number(number) => Some(*number),
        Scalar::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Whether all that must be true is, and one of those of which one must be.
fn meets(rule: &SqlRule, values: &Labels<Scalar>) -> Option<bool> {
    let all = rule.all_of.iter().map(|one| is_met(one, values));
    let all = all.fold(Some(true), and);
    let none = rule.any_of.iter().map(|one| is_met(one, values));
    let none = none
        .map(|truth| truth.map(|is_met| !is_met))
        .fold(Some(true), and);
    let any = if rule.any_of.is_empty() {
        Some(true)
    } else {
        none.map(|none| !none)
    };
    and(all, any)
}

fn is_met(requirement: &Requirement, values: &Labels<Scalar>) -> Option<bool> {
    truth(requirement.when.as_ref()?, values)
}

/// What was decided of a lead, as far as is known.
struct Decided {
    /// Whether that it is out cannot be ruled out.
    is_perhaps_out: bool,
    /// Whether it fits well enough for an MQL.
    fits_enough: Option<bool>,
    /// Whether it has the points of an MQL.
    points: Option<bool>,
    /// Whether it is an MQL.
    mql: Option<bool>,
    /// Whether it has the points to be kept warm.
    nurture: Option<bool>,
    /// Whether it has the points of the framework that an SQL takes.
    framework: Option<bool>,
    /// Whether it meets all that an SQL takes beyond being an MQL.
    sql: Option<bool>,
}

impl Decided {
    fn stages(&self) -> Vec<Stage> {
        let is_possible = |truth: Option<bool>| truth != Some(false);
        let is_avoidable = |truth: Option<bool>| truth != Some(true);
        let stages = [
            (Stage::Out, self.is_perhaps_out),
            (
                Stage::Raw,
                is_avoidable(self.mql) && is_avoidable(self.nurture),
            ),
            (
                Stage::Nurture,
                is_avoidable(self.mql) && is_possible(self.nurture),
            ),
            (Stage::Mql, is_possible(self.mql) && is_avoidable(self.sql)),
            (Stage::Sql, is_possible(self.mql) && is_possible(self.sql)),
        ];
        let stages = stages.into_iter().filter(|(_, is_possible)| *is_possible);
        stages.map(|(stage, _)| stage).collect()
    }
}
