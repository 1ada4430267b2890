//! Is this lead MQL or SQL? Leads are made up from the signals of the book, so that each threshold is met once.

use super::alike::{Saying, normal};
use super::{
    Ask, Choice, MOST_OF_AN_ENTRY, MOST_TRIES, Pool, Question, Topic, mixed, offered, on_a_scale,
};
use crate::model::Entry;
use crate::model::icp::Icp;
use crate::model::qualification::{Engagement, Qualification, SqlRule};
use crate::model::segment::Tier;
use crate::score::{disqualified, fits_enough, score};

/// Signals that are combined into a lead, of those that give points.
const SIGNALS: usize = 8;
/// More signals than this are a sum, not a question.
const SIGNALS_OF_A_LEAD: u32 = 3;

/// How far a lead is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadStep {
    /// Below all thresholds.
    Nothing,
    /// Kept warm.
    Nurture,
    /// Marketing-qualified.
    Mql,
    /// Sales-qualified.
    Sql,
}

impl LeadStep {
    /// The word for it in tables of words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Nurture => "nurture",
            Self::Mql => "mql",
            Self::Sql => "sql",
        }
    }
}

/// A lead that is made up.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadCase<'a> {
    /// The worked account it is, if the profile has one that fits; else a firm that fits perfectly.
    pub account: Option<&'a str>,
    /// How well it fits, in percent.
    pub percent: f64,
    /// The points for that, whole.
    pub fit: f64,
    /// What it did today, each thing once, with its points.
    pub signals: Vec<(&'a Engagement, f64)>,
    /// The sum of both.
    pub total: f64,
    /// The points that sales gave in a talk, and the most there are; none before the talk.
    pub framework: Option<(f64, f64)>,
}

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for (entry, qualification) in pool.all::<Qualification>() {
        for step in [
            LeadStep::Nothing,
            LeadStep::Nurture,
            LeadStep::Mql,
            LeadStep::Sql,
        ] {
            questions.extend(how_far(pool, entry, qualification, step));
        }
        let stages = mixed(
            &entry.key.id,
            (0..qualification.stages.len()).collect(),
            ToString::to_string,
        );
        let asked = stages
            .into_iter()
            .take(MOST_TRIES)
            .filter_map(|stage| which_stage(entry, qualification, stage));
        questions.extend(asked.take(MOST_OF_AN_ENTRY));
    }
    questions
}

fn how_far<'a>(
    pool: &Pool<'a>,
    entry: &'a Entry,
    qualification: &'a Qualification,
    step: LeadStep,
) -> Option<Question<'a>> {
    let thresholds = qualification.thresholds.as_ref()?;
    let id = format!("lead:{}:{}", entry.key.id, step.as_str());
    let sql = qualification.sql.as_ref().filter(|rule| rule.asks());
    let mut scale = vec![Choice::Step(LeadStep::Nothing)];
    scale.extend(thresholds.nurture.map(|_| Choice::Step(LeadStep::Nurture)));
    scale.push(Choice::Step(LeadStep::Mql));
    scale.extend(sql.map(|_| Choice::Step(LeadStep::Sql)));
    let (options, right) = on_a_scale(&Choice::Step(step), scale)?;
    let (mql, nurture) = (thresholds.mql, thresholds.nurture);
    let range = match step {
        LeadStep::Nothing => f64::NEG_INFINITY..nurture.unwrap_or(mql).number,
        LeadStep::Nurture => nurture?.number..mql.number,
        LeadStep::Mql | LeadStep::Sql => mql.number..f64::INFINITY,
    };
    let framework = match (step, sql) {
        (LeadStep::Sql, Some(rule)) => framework_points(qualification, rule)?,
        _ => None,
    };
    let lead = LeadCase {
        framework,
        ..lead(&fits(pool, qualification, step), qualification, &id, &range)?
    };
    Some(Question {
        id,
        topic: Topic::Leads,
        ask: Ask::HowFarIsLead {
            lead,
            sql,
            mql,
            nurture,
        },
        options,
        right,
        source: entry,
        part: None,
    })
}

/// Points that are enough for sales: halfway between what is needed and all. Nothing inside when the rule does not
/// ask for points, nothing at all when nobody can have enough.
#[expect(
    clippy::option_option,
    reason = "none needed and none possible are different"
)]
fn framework_points(qualification: &Qualification, rule: &SqlRule) -> Option<Option<(f64, f64)>> {
    let Some(needed) = rule.framework_min else {
        return Some(None);
    };
    let most = qualification.framework_maximum();
    let points = f64::midpoint(needed.0, most).ceil().min(most);
    (points >= needed.0).then_some(Some((points, most)))
}

/// The first combination of an account and signals whose points lie in the range, a point away from its ends.
fn lead<'a>(
    fits: &[(Option<&'a str>, f64)],
    qualification: &'a Qualification,
    id: &str,
    range: &std::ops::Range<f64>,
) -> Option<LeadCase<'a>> {
    let signals: Vec<&Engagement> = qualification
        .engagement
        .iter()
        .filter(|one| one.points > 0.0)
        .collect();
    let mut signals = mixed(id, signals, |one| one.signal.0.clone());
    signals.truncate(SIGNALS);
    for (account, percent) in mixed(id, fits.to_vec(), |(name, _)| format!("{name:?}")) {
        let fit =
            (qualification.fit_points.map_or(0.0, |points| points.0) * percent / 100.0).round();
        for chosen in 1_u32..1 << signals.len() {
            if chosen.count_ones() > SIGNALS_OF_A_LEAD {
                continue;
            }
            let signals: Vec<(&Engagement, f64)> = signals
                .iter()
                .enumerate()
                .filter(|(index, _)| chosen & (1 << index) != 0)
                .map(|(_, one)| (*one, one.cap.map_or(one.points, |cap| cap.min(one.points))))
                .collect();
            let engagement = signals.iter().map(|(_, points)| points).sum::<f64>();
            // Points that a cap takes away are a catch, not a question.
            if qualification
                .engagement_cap
                .is_some_and(|cap| engagement > cap.0)
            {
                continue;
            }
            let total = fit + engagement;
            if total >= range.start + 1.0 && total <= range.end - 1.0 {
                return Some(LeadCase {
                    account,
                    percent,
                    fit,
                    signals,
                    total,
                    framework: None,
                });
            }
        }
    }
    None
}

/// Worked accounts of the profile that nothing stops, with how well they fit; else a perfect fit. For sales only the
/// best ones, because what an SQL takes may well be a certain fit.
fn fits<'a>(
    pool: &Pool<'a>,
    qualification: &Qualification,
    step: LeadStep,
) -> Vec<(Option<&'a str>, f64)> {
    let mut fits = Vec::new();
    if let Some((_, icp)) = pool.catalog.find::<Icp>(&qualification.icp.id)
        && let Some(card) = &icp.scorecard
    {
        for account in icp.examples.iter().take(MOST_TRIES) {
            let stops = disqualified(icp, &account.values);
            let score = score(card, &account.values);
            let is_asked_for = matches!(step, LeadStep::Mql | LeadStep::Sql);
            let thresholds = qualification.thresholds.as_ref().filter(|_| is_asked_for);
            let is_enough = thresholds
                .is_none_or(|given| fits_enough(given, card, &account.values) == Some(true));
            let fits_enough = is_enough && (step != LeadStep::Sql || score.tiers.worst == Tier::A);
            let is_out = !stops.by.is_empty() || !score.failed_musts.is_empty();
            if fits_enough && !is_out && !score.is_open() && card.maximum() > 0.0 {
                fits.push((Some(account.account.as_str()), score.percent.low.round()));
            }
        }
    }
    if fits.is_empty() {
        fits.push((None, 100.0));
    }
    fits
}

/// Which stage of a lead has this meaning?
fn which_stage<'a>(
    entry: &'a Entry,
    qualification: &'a Qualification,
    stage: usize,
) -> Option<Question<'a>> {
    let right = qualification.stages.get(stage)?;
    let text = right.meaning.as_ref()?.plain();
    let saying = Saying::new(&text);
    let told = format!(" {} ", normal(&text)).contains(&format!(" {} ", normal(&right.name)));
    if told || !saying.says_enough() {
        return None;
    }
    let id = format!("lead-stage:{}:{}", entry.key.id, stage + 1);
    let others = mixed(
        &id,
        (0..qualification.stages.len()).collect(),
        ToString::to_string,
    );
    let means_it: Vec<String> = qualification
        .stages
        .iter()
        .filter(|other| {
            let meaning = other.meaning.as_ref();
            meaning.is_some_and(|meaning| Saying::new(&meaning.plain()).is_like(&saying))
        })
        .map(|other| normal(&other.name))
        .collect();
    let wrong = others
        .into_iter()
        .map(|other| &qualification.stages[other])
        .filter(|other| !means_it.contains(&normal(&other.name)))
        .map(|other| Choice::Text(other.name.clone()))
        .collect();
    let (options, right) = offered(&id, Choice::Text(right.name.clone()), wrong)?;
    Some(Question {
        id,
        topic: Topic::Leads,
        ask: Ask::WhichLeadStage { text },
        options,
        right,
        source: entry,
        part: None,
    })
}
