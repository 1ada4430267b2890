//! How far a lead is: its fit, what it did, the points of its framework, and the stage that follows, as far as all of that is
//! known. Must not know words, files or pages.

use super::condition::{is_known, truth};
use super::decay::left_after;
use super::exact::{
    ENDLESS, billionths, fit_points, from_billionths, is_enough, reaches, thousandths,
};
use super::scorecard::{
    AccountScore, Disqualified, Range, TierRange, Totals, disqualified, score_exactly,
    unknown_fields,
};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::limit::MinFit;
use crate::model::qualification::{Engagement, FrameworkItem, Qualification, SqlRule, Thresholds};
use crate::model::requirement::Requirement;
use crate::model::scorecard::{Scorecard, When};
use crate::model::segment::Tier;
use crate::model::value::{Labels, Scalar};

/// The most often that a column may say something happened.
const MOST_TIMES: f64 = 1_000_000.0;

/// Something that a lead did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The `field` of a row of engagement, in upper or lower case.
    pub signal: String,
    /// The day.
    pub date: Date,
}

/// What is known of a lead.
#[derive(Debug, Clone, Copy)]
pub struct Lead<'a> {
    /// The columns of its account.
    pub values: &'a Labels<Scalar>,
    /// What it did: what is not in the list did not happen. Nothing where nobody kept a list.
    pub events: Option<&'a [Event]>,
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
        Decided {
            points,
            mql: and(points, fits_enough),
            nurture: nurture.map_or(Some(false), |from| {
                total.truth(|points| is_enough(points, from))
            }),
            sql: sql.map_or(Some(false), |rule| is_sales_qualified(rule, framework, values)),
        }
    });
    let stages = match &decided {
        _ if is_out => vec![Stage::Out],
        Some(decided) => decided.stages(is_perhaps_out),
        None => Vec::new(),
    };
    let question = Question {
        icp,
        qualification,
        values,
        fit: fit.as_ref(),
        signals: &signals,
        items: &items,
    };
    let ask = match &decided {
        Some(decided) if stages.len() > 1 => {
            question.ask(decided, is_perhaps_out, fits_enough, worth, framework)
        }
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

/// From the least to the most points that are possible, in billionths.
#[derive(Debug, Clone, Copy)]
struct Span {
    low: i128,
    high: i128,
}

impl Span {
    const NOTHING: Self = Self { low: 0, high: 0 };

    fn of(points: i128) -> Self {
        Self {
            low: points,
            high: points,
        }
    }

    fn sum(spans: &[Self]) -> Self {
        let sum = |end: fn(&Self) -> i128| -> i128 {
            let sum: i128 = spans.iter().map(end).sum();
            sum.clamp(-ENDLESS, ENDLESS)
        };
        Self {
            low: sum(|span| span.low),
            high: sum(|span| span.high),
        }
    }

    fn within(self, low: i128, high: i128) -> Self {
        Self {
            low: self.low.clamp(low, high),
            high: self.high.clamp(low, high),
        }
    }

    fn shown(self) -> Range {
        Range {
            low: from_billionths(self.low),
            high: from_billionths(self.high),
        }
    }

    /// Whether more points than something are there, as far as is known.
    fn truth(self, is_enough: impl Fn(i128) -> bool) -> Option<bool> {
        match (is_enough(self.low), is_enough(self.high)) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        }
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
    let is_warm = thresholds
        .nurture
        .is_none_or(|from| is_enough(total, from));
    match (engagement > 0, is_enough(total, thresholds.mql), is_warm) {
        (true, true, _) => 1,
        (true, false, true) => 2,
        _ => 3,
    }
}

fn signal(row: &Engagement, lead: &Lead<'_>, day: Date) -> (SignalPoints, Span) {
    let cap = row.cap.map_or(ENDLESS, |cap| billionths(cap.max(0.0)));
    let told = told(row, lead, day);
    let (why, happened) = match told {
        Told::Days(days) => happened_on(row, &days, day),
        Told::Times(times) => {
            let points = i128::from(thousandths(row.points)) * i128::from(thousandths(times));
            (SignalReason::Times(times), Some(points * 1000))
        }
        Told::Nothing(why) => (why, None),
    };
    let span = match happened {
        Some(points) => Span::of(points.clamp(-cap, cap)),
        None if row.points > 0.0 => Span { low: 0, high: cap },
        None if row.points < 0.0 => Span { low: -cap, high: 0 },
        None => Span::NOTHING,
    };
    let points = SignalPoints {
        points: span.shown(),
        is_capped: happened.is_some_and(|points| points.abs() > cap),
        why,
    };
    (points, span)
}

fn happened_on(row: &Engagement, days: &[Date], day: Date) -> (SignalReason, Option<i128>) {
    let half_life = row.half_life_days.map(|days| days.0);
    let past: Vec<Date> = days.iter().copied().filter(|one| *one <= day).collect();
    let points = past.iter().map(|date| {
        #[expect(clippy::cast_precision_loss, reason = "days of a calendar")]
        let age = day.days_since(*date) as f64;
        i128::from(thousandths(row.points)) * i128::from(left_after(half_life, age))
    });
    let points: i128 = points.sum();
    match past.iter().max() {
        Some(last) => (SignalReason::Events(past.len(), *last), Some(points)),
        None => (SignalReason::Times(0.0), Some(0)),
    }
}

/// What is known of whether something happened.
enum Told {
    Days(Vec<Date>),
    Times(f64),
    Nothing(SignalReason),
}

/// Events come first, as they know their days; then the column; and what is in neither did not happen, if events are kept.
fn told(row: &Engagement, lead: &Lead<'_>, day: Date) -> Told {
    let Some(field) = row.field.as_deref() else {
        return Told::Nothing(SignalReason::NobodyCounts);
    };
    let is_it = |signal: &str| signal.trim().to_lowercase() == field.trim().to_lowercase();
    let events = lead.events.unwrap_or_default().iter();
    let days: Vec<Date> = events
        .filter(|event| event.date <= day && is_it(&event.signal))
        .map(|event| event.date)
        .collect();
    match lead.values.get(field) {
        _ if !days.is_empty() => Told::Days(days),
        Some(value) if is_known(value) => in_column(value),
        Some(_) => Told::Nothing(SignalReason::Unknown),
        None if lead.events.is_some() => Told::Times(0.0),
        None => Told::Nothing(SignalReason::Unknown),
    }
}

/// A column says how often, on which days, or whether at all.
fn in_column(value: &Scalar) -> Told {
    let unreadable = Told::Nothing(SignalReason::Unreadable);
    if let Some(flag) = flag(value) {
        return Told::Times(if flag { 1.0 } else { 0.0 });
    }
    if let Some(number) = number(value) {
        return match number {
            0.0..=MOST_TIMES => Told::Times(number),
            _ => unreadable,
        };
    }
    let texts: Vec<String> = match value {
        Scalar::Text(text) => text.split([';', ',']).map(str::to_owned).collect(),
        Scalar::List(items) => items.iter().map(ToString::to_string).collect(),
        _ => return unreadable,
    };
    let days = texts.iter().map(|text| text.trim().parse::<Date>());
    match days.collect::<Result<Vec<Date>, _>>() {
        Ok(days) => Told::Days(days),
        Err(_) => unreadable,
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

fn framework_item(item: &FrameworkItem, values: &Labels<Scalar>) -> (ItemPoints, Span) {
    let Some(most) = item.most() else {
        let points = ItemPoints {
            points: Range::of(0.0),
            why: ItemReason::NoPoints,
        };
        return (points, Span::NOTHING);
    };
    let least = item.least();
    let value = item.field.as_deref().and_then(|field| values.get(field));
    let (why, span) = match value.filter(|value| is_known(value)) {
        Some(value) => match given(value, least, most) {
            Some(points) => (ItemReason::Given, Span::of(billionths(points))),
            None => (ItemReason::Unreadable, possible(item, least, most)),
        },
        None => by_levels(item, values, (least, most)),
    };
    let points = ItemPoints {
        points: span.shown(),
        why,
    };
    (points, span)
}

/// Points that somebody gave: a number, or true for all of them.
fn given(value: &Scalar, least: f64, most: f64) -> Option<f64> {
    match flag(value) {
        Some(true) => Some(most),
        Some(false) => Some(0.0),
        None => number(value).filter(|number| (least..=most).contains(number)),
    }
}

/// Whatever an item may give while nothing is known.
fn possible(item: &FrameworkItem, least: f64, most: f64) -> Span {
    let levels = item.levels.iter().map(|level| level.points);
    let high = levels.reduce(f64::max).unwrap_or(most);
    // Whoever fills in a number may also give more than the highest level.
    let high = if item.field.is_some() { most } else { high };
    Span {
        low: billionths(least),
        high: billionths(high.max(0.0)),
    }
}

fn by_levels(
    item: &FrameworkItem,
    values: &Labels<Scalar>,
    (least, most): (f64, f64),
) -> (ItemReason, Span) {
    let levels = item.levels.iter();
    let truths: Vec<Option<bool>> = levels
        .map(|level| level.when.as_ref().and_then(|when| truth(when, values)))
        .collect();
    if truths.iter().all(Option::is_none) {
        return (ItemReason::Open, possible(item, least, most));
    }
    let found = truths.iter().position(|truth| *truth == Some(true));
    let points = |level: usize| billionths(item.levels[level].points);
    let mut span = Span::of(found.map_or(0, points));
    let before = found.unwrap_or(truths.len());
    for open in (0..before).filter(|level| truths[*level].is_none()) {
        span.low = span.low.min(points(open));
        span.high = span.high.max(points(open));
    }
    let why = match found {
        _ if span.low < span.high => ItemReason::Open,
        Some(level) => ItemReason::Level(level),
        None => ItemReason::NoLevel,
    };
    (why, span)
}

fn is_sales_qualified(rule: &SqlRule, framework: Span, values: &Labels<Scalar>) -> Option<bool> {
    let enough = rule.framework_min.map_or(Some(true), |needed| {
        framework.truth(|points| points >= billionths(needed.0))
    });
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
    and(and(enough, all), any)
}

fn is_met(requirement: &Requirement, values: &Labels<Scalar>) -> Option<bool> {
    truth(requirement.when.as_ref()?, values)
}

/// What was decided of a lead, as far as is known.
struct Decided {
    /// Whether it has the points of an MQL.
    points: Option<bool>,
    /// Whether it is an MQL.
    mql: Option<bool>,
    /// Whether it has the points to be kept warm.
    nurture: Option<bool>,
    /// Whether it meets what an SQL takes beyond that.
    sql: Option<bool>,
}

impl Decided {
    fn stages(&self, is_perhaps_out: bool) -> Vec<Stage> {
        let is_possible = |truth: Option<bool>| truth != Some(false);
        let is_avoidable = |truth: Option<bool>| truth != Some(true);
        let stages = [
            (Stage::Out, is_perhaps_out),
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

/// What a lead is asked about.
struct Question<'a, 'b> {
    icp: &'a Icp,
    qualification: &'a Qualification,
    values: &'b Labels<Scalar>,
    fit: Option<&'b AccountScore>,
    signals: &'b [SignalPoints],
    items: &'b [ItemPoints],
}

impl<'a> Question<'a, '_> {
    /// What is not known and could change what is not decided.
    fn ask(
        &self,
        decided: &Decided,
        is_perhaps_out: bool,
        fits_enough: Option<bool>,
        worth: Span,
        framework: Span,
    ) -> Vec<Ask<'a>> {
        let mut ask = Vec::new();
        let points_are_open = decided.points.is_none()
            || (decided.mql != Some(true) && decided.nurture.is_none());
        let fit_is_open = fits_enough.is_none() && decided.points != Some(false);
        let is_any = fit_is_open || points_are_open && worth.low < worth.high;
        let conditions = self.fit_conditions(is_any, is_perhaps_out);
        let fields = unknown_fields(conditions.into_iter(), self.values);
        ask.extend(fields.into_iter().map(Ask::Value));
        if points_are_open {
            let open = self.signals.iter().enumerate();
            let open = open.filter(|(_, one)| !one.points.is_known());
            ask.extend(open.map(|(index, _)| Ask::Signal(index)));
        }
        if decided.mql != Some(false)
            && decided.sql.is_none()
            && let Some(rule) = &self.qualification.sql
        {
            ask.extend(self.ask_for_sales(rule, framework));
        }
        let mut seen: Vec<Ask<'a>> = Vec::new();
        for one in ask {
            if !seen.contains(&one) {
                seen.push(one);
            }
        }
        seen
    }

    /// The conditions of everything in the profile that is open: of all criteria, or only of what may put the account out.
    fn fit_conditions(&self, is_any: bool, is_perhaps_out: bool) -> Vec<&'a When> {
        let card = self.icp.scorecard.iter();
        let criteria = card.flat_map(|card| &card.criteria).enumerate();
        let open = criteria.filter(|(index, criterion)| {
            let score = self.fit.and_then(|fit| fit.criteria.get(*index));
            score.is_some_and(|one| !one.points.is_known())
                && (is_any || is_perhaps_out && criterion.must)
        });
        let levels = open.flat_map(|(_, criterion)| &criterion.levels);
        let stops = self.icp.disqualifiers.iter();
        let stops = stops.filter_map(|one| one.when.as_ref());
        let stops = stops.filter(|when| is_perhaps_out && truth(when, self.values).is_none());
        levels.map(|level| &level.when).chain(stops).collect()
    }

    fn ask_for_sales(&self, rule: &'a SqlRule, framework: Span) -> Vec<Ask<'a>> {
        let mut ask = Vec::new();
        let is_open = rule.framework_min.is_some_and(|needed| {
            framework
                .truth(|points| points >= billionths(needed.0))
                .is_none()
        });
        if is_open {
            let open = self.items.iter().enumerate();
            let open = open.filter(|(_, one)| !one.points.is_known());
            ask.extend(open.map(|(index, _)| Ask::Framework(index)));
        }
        let any_is_met = rule
            .any_of
            .iter()
            .any(|one| is_met(one, self.values) == Some(true));
        let any: &[Requirement] = if any_is_met { &[] } else { &rule.any_of };
        let lists: [(&[Requirement], fn(usize) -> Ask<'a>); 2] =
            [(&rule.all_of, Ask::AllOf), (any, Ask::AnyOf)];
        for (list, by_people) in lists {
            for (index, one) in list.iter().enumerate() {
                match &one.when {
                    None => ask.push(by_people(index)),
                    Some(when) if truth(when, self.values).is_none() => {
                        let fields = unknown_fields(std::iter::once(when), self.values);
                        ask.extend(fields.into_iter().map(Ask::Value));
                    }
                    Some(_) => {}
                }
            }
        }
        ask
    }
}

#[cfg(test)]
mod tests;
