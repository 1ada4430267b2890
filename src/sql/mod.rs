//! A scorecard and a qualification as one SELECT, for lists that do not fit on one machine: the same rules as in `score`, with the same columns
//! and words. Must not know the terminal, nor speak to a database.

mod ask;
mod condition;
mod dbt;
mod dialect;
mod fit;
mod lead;
mod quote;
mod reasons;
mod step;
mod values;

use crate::accounts::fields;
use crate::doc::Date;
use crate::error::Error;
use crate::model::icp::Icp;
use crate::model::qualification::{FrameworkItem, Qualification, SqlRule, Thresholds};
use crate::model::scorecard::{Criterion, Scorecard};
use crate::score::{InWords, percent_needed, product, thousandths};

use condition::{any_of, condition};
use fit::Levels;
use quote::form;
use step::{Column, Steps};
use values::Values;

pub use dbt::{Model, model, write};
pub use dialect::Dialect;

/// What is asked of a database.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The profile; it has a scorecard.
    pub icp: &'a Icp,
    /// Its name.
    pub icp_name: &'a str,
    /// How leads are qualified, if that is asked, with its name.
    pub qualification: Option<(&'a str, &'a Qualification)>,
    /// In which language reasons are.
    pub words: &'a InWords,
    /// For which database.
    pub dialect: &'static Dialect,
    /// The table of accounts, perhaps with what it is in, with points between.
    pub table: &'a str,
    /// The table of what they did, with the columns account, signal and date.
    pub events: &'a str,
    /// The column with the name of an account.
    pub account: &'a str,
    /// The day up to which engagement decays; else the day on which the query runs.
    pub day: Option<Date>,
}

impl Question<'_> {
    fn today(&self) -> String {
        self.day
            .map_or("CURRENT_DATE".to_owned(), |day| format!("DATE '{day}'"))
    }
}

/// The query.
///
/// # Errors
/// When a value would need two types in SQL, a name cannot be one there, or points are larger than the integers of a database.
pub fn select(question: &Question<'_>) -> Result<String, Error> {
    let dialect = question.dialect;
    let (accounts, events) = (
        dialect.table(question.table)?,
        dialect.table(question.events)?,
    );
    query(question, &accounts, &events)
}

/// The whole numbers of all databases are less than this.
const LARGEST: i128 = 9_000_000_000_000_000_000;

/// The sums that the query compares with, in millionths.
struct Sums {
    maximum: i128,
}

impl Sums {
    fn of(question: &Question<'_>, card: &Scorecard) -> Result<Self, Error> {
        let largest = |criterion: &Criterion| {
            let all = fit::all_points(criterion).into_iter();
            let weight = i128::from(thousandths(criterion.weight.0));
            all.map(|points| weight * i128::from(points.abs()))
                .max()
                .unwrap_or(0)
        };
        let largest: i128 = card.criteria.iter().map(largest).sum();
        let maximum = card.criteria.iter();
        let maximum = maximum
            .map(|one| product(one.weight.0, one.highest()))
            .sum();
        let worth = question
            .qualification
            .and_then(|(_, rules)| rules.fit_points);
        let worth = worth.map_or(0, |points| i128::from(thousandths(points.0)));
        let factor = (2 * worth).max(200_000_000);
        if factor * largest + maximum > LARGEST {
            return Err(Error::refused(
                "points and weights are larger than a database can count",
                "divide all weights by the same number: the percentages stay the same",
            ));
        }
        Ok(Self { maximum })
    }
}

/// What the query asks of an account.
struct Rules<'q> {
    criteria: Vec<(Levels<'q>, &'q Criterion)>,
    items: Vec<(Levels<'q>, &'q FrameworkItem)>,
    values: Values,
}

impl<'q> Rules<'q> {
    /// The levels of the scorecard, and those of the framework.
    fn levels(&self) -> impl Iterator<Item = &Levels<'q>> {
        let fit = self.criteria.iter().map(|(levels, _)| levels);
        fit.chain(self.items.iter().map(|(levels, _)| levels))
    }
}

fn query(question: &Question<'_>, accounts: &str, events: &str) -> Result<String, Error> {
    let dialect = question.dialect;
    let Some(card) = question.icp.scorecard.as_ref() else {
        return Err(Error::refused(
            "this profile has no scorecard",
            "add a `[scorecard]` to it",
        ));
    };
    let sums = Sums::of(question, card)?;
    let rules = question.qualification.map(|(_, rules)| rules);
    let asked = fields(question.icp, rules);
    let values = Values::of(&asked)?;
    let account = format!("listed.{}", dialect.identifier(question.account)?);
    let mut steps = Steps::new(dialect);
    let name = Column::new(format!("CAST({account} AS {})", dialect.text), "account");
    let known = values::columns(dialect, &asked, &values)?;
    steps.add_from(("known", "What is known of each account. An empty text, no number, and what the model says stands for nothing is NULL."),
        &[vec![name], known].concat(),
        &format!("{accounts} AS listed"),
    );
    let mut from = "known".to_owned();
    let counts = rules.filter(|rules| lead::counted(rules).next().is_some());
    if let Some(rules) = counts {
        let today = question.today();
        steps.add_from(("happenings", "What happened, with names in lower case; spaces, `-` and `_` make no difference in a signal."),
            &lead::events(dialect),
            &format!("{events} AS happened"),
        );
        steps.add_from(("did", "What each account did: points in billionths. What is left of them after their half-life counts in whole millionths."),
            &lead::did(question, rules),
            &format!("happenings\n  WHERE day <= {today}\n  GROUP BY account_key"),
        );
        let key = lead::key(dialect, "known.account");
        from.push_str(&format!("\n  LEFT JOIN did ON did.account_key = {key}"));
    }
    let criteria: Vec<(Levels<'_>, &Criterion)> = card
        .criteria
        .iter()
        .enumerate()
        .map(|(index, criterion)| (fit::levels(question, index, criterion), criterion))
        .collect();
    let items = rules.iter().flat_map(|rules| &rules.framework).enumerate();
    let items: Vec<_> = items
        .map(|(index, item)| (lead::item_levels(question, index, item), item))
        .collect();
    let model = Rules {
        criteria,
        items,
        values,
    };
    steps.add_from(
        (
            "held",
            "Which conditions hold: TRUE, FALSE, or NULL where that is not known.",
        ),
        &held(question, &model, counts),
        &from,
    );
    let Rules {
        criteria,
        items,
        values,
    } = &model;
    let mut first: Vec<Column> = model.levels().map(Levels::first).collect();
    first.extend(criteria.iter().map(|(levels, criterion)| {
        let unknown = fit::is_unknown(criterion, values);
        Column::new(unknown, format!("{}_unknown", levels.name))
    }));
    first.extend(items.iter().map(|(levels, item)| {
        let filled_in = lead::given(item, values).map(|(value, _)| format!("{value} IS NULL"));
        let open = filled_in.into_iter().chain([levels.are_open()]).collect();
        Column::new(condition::all_of(open), format!("{}_open", levels.name))
    }));
    steps.add(
        "leveled",
        "The first level that is known to hold, from 1; one more than there are when none is.",
        first,
    );
    let mut bases: Vec<Column> = criteria
        .iter()
        .map(|(levels, criterion)| levels.base(&fit::of_none(levels, criterion)))
        .collect();
    bases.extend(items.iter().map(|(levels, _)| levels.base("0")));
    steps.add("based", "The points of that level, in thousandths.", bases);
    let mut bounded: Vec<Column> = criteria
        .iter()
        .flat_map(|(levels, criterion)| fit::points(levels, criterion))
        .collect();
    bounded.extend(
        items
            .iter()
            .flat_map(|(levels, item)| lead::item_points(levels, item, values)),
    );
    bounded.extend(rules.iter().flat_map(|rules| lead::within_caps(rules)));
    steps.add("bounded", "The least and the most points that are possible: a level that may hold counts too, unless one before it does.", bounded);
    steps.add("summed", "Sums: fit in millionths (weight and points in thousandths), engagement in billionths, the framework in thousandths.", summed(question, criteria, items.len(), rules));
    steps.add(
        "fitted",
        "The tiers that are possible, and what the fit is worth, in billionths.",
        fitted(question, card, &sums, rules),
    );
    if let Some(rules) = rules {
        lead_steps(&mut steps, question, rules, sums.maximum);
    }
    let reasons = reasons(question, criteria, values);
    let names: Vec<String> = (1..=reasons.len())
        .map(|number| format!("reason_{number}"))
        .collect();
    let reasons = reasons.into_iter().zip(&names);
    let reasons = reasons.map(|(reason, name)| Column::new(reason, name.clone()));
    steps.add("explained", "Why, in words.", reasons.collect());
    let shown = shown(question, &model, &sums, &names);
    Ok(steps.finish(&heading(question), &shown))
}

fn heading(question: &Question<'_>) -> Vec<String> {
    let rules = question.qualification;
    let rules = rules.map_or(String::new(), |(name, _)| format!(" and “{name}”"));
    let title = question.dialect.title;
    vec![
        format!("Scores accounts with “{}”{rules}, as `personabook score` does. For {title}.", question.icp_name),
        "Made from the book: change the model there and write this again.".to_owned(),
        "Points are whole numbers, so that every program comes to the same; `_low` and `_high` bound what is not known yet.".to_owned(),
    ]
}

fn held(question: &Question<'_>, model: &Rules<'_>, counts: Option<&Qualification>) -> Vec<Column> {
    let values = &model.values;
    let mut columns = vec![Column::new("known.*", "")];
    columns.extend(counts.iter().flat_map(|rules| lead::happened(rules)));
    columns.extend(
        model
            .levels()
            .flat_map(|levels| levels.held(question, values)),
    );
    let stops = question.icp.disqualifiers.iter().enumerate();
    columns.extend(stops.filter_map(|(index, one)| {
        let holds = condition(question.dialect, one.when.as_ref()?, values);
        let name = format!("disqualifier_{}", index + 1);
        Some(Column::new(holds, name).about(one.reason.plain()))
    }));
    let rules = question.qualification.iter();
    columns.extend(rules.flat_map(|(_, rules)| lead::requirements(question, rules, values)));
    columns
}

/// The disqualifiers that a program can find out, by position.
fn stops(question: &Question<'_>) -> Vec<usize> {
    let stops = question.icp.disqualifiers.iter().enumerate();
    let stops = stops.filter(|(_, one)| one.when.is_some());
    stops.map(|(index, _)| index).collect()
}

fn summed(
    question: &Question<'_>,
    criteria: &[(Levels<'_>, &Criterion)],
    items: usize,
    rules: Option<&Qualification>,
) -> Vec<Column> {
    let sum = |parts: Vec<String>| {
        if parts.is_empty() {
            "CAST(0 AS BIGINT)".to_owned()
        } else {
            parts.join(" + ")
        }
    };
    let mut columns = Vec::new();
    for end in ["low", "high"] {
        let parts = criteria.iter().map(|(levels, criterion)| {
            format!(
                "{} * {}_{end}",
                thousandths(criterion.weight.0),
                levels.name
            )
        });
        columns.push(Column::new(sum(parts.collect()), format!("fit_{end}")));
    }
    let musts = criteria.iter().filter(|(_, criterion)| criterion.must);
    let musts: Vec<&str> = musts.map(|(levels, _)| levels.name.as_str()).collect();
    let failed = musts.iter().map(|name| format!("{name}_high <= 0"));
    let stops = stops(question);
    let stopped = stops
        .iter()
        .map(|index| format!("COALESCE(disqualifier_{}, FALSE)", index + 1));
    let open = musts
        .iter()
        .map(|name| format!("({name}_low <= 0 AND {name}_high > 0)"));
    let open_stops = stops
        .iter()
        .map(|index| format!("disqualifier_{} IS NULL", index + 1));
    columns.extend([
        Column::new(any_of(failed.collect()), "is_failed"),
        Column::new(any_of(open.clone().collect()), "may_fail"),
        Column::new(any_of(stopped.collect()), "is_disqualified"),
        Column::new(any_of(open.chain(open_stops).collect()), "is_perhaps_out"),
    ]);
    let Some(rules) = rules else { return columns };
    let engagement = lead::engagement(rules);
    for (end, points) in [("low", engagement.low), ("high", engagement.high)] {
        columns.extend(points.map(|points| {
            Column::new(
                format!("CAST({points} AS BIGINT)"),
                format!("engagement_{end}"),
            )
        }));
        let parts = (0..items).map(|index| format!("{}_{end}", lead::item_name(index)));
        columns.push(Column::new(
            sum(parts.collect()),
            format!("framework_{end}"),
        ));
    }
    columns.extend(lead::counted(rules).map(|(index, ..)| {
        let name = lead::signal_name(index);
        let shown = reasons::rounded(question.dialect, &format!("{name}_counted"));
        Column::new(shown, format!("{name}_shown"))
    }));
    columns
}

fn fitted(
    question: &Question<'_>,
    card: &Scorecard,
    sums: &Sums,
    rules: Option<&Qualification>,
) -> Vec<Column> {
    let limits = card.tier_limits();
    let tier = |total: &str, is_impossible: &str| {
        let tiers = limits.iter().take(2).map(|(tier, from)| {
            let needed = percent_needed(sums.maximum, *from);
            format!(
                "WHEN GREATEST({total}, 0) >= {needed} THEN '{}' ",
                tier.as_str()
            )
        });
        let tiers: String = tiers.collect();
        format!("CASE WHEN {is_impossible} THEN 'C' {tiers}ELSE 'C' END")
    };
    let mut columns = vec![
        Column::new(tier("fit_high", "is_failed"), "tier_best"),
        Column::new(tier("fit_low", "is_failed OR may_fail"), "tier_worst"),
        Column::new("is_failed OR is_disqualified", "is_out"),
    ];
    let Some(rules) = rules else { return columns };
    for end in ["low", "high"] {
        let worth = match rules.fit_points {
            Some(points) if sums.maximum > 0 => {
                let maximum = sums.maximum;
                let parts = 2 * i128::from(thousandths(points.0));
                let total = format!("{parts} * GREATEST(fit_{end}, 0) + {maximum}");
                let maximum = (2 * maximum).to_string();
                let worth = form(question.dialect.divided, &[&total, &maximum]);
                format!("CAST({worth} AS BIGINT) * 1000000")
            }
            _ => "CAST(0 AS BIGINT)".to_owned(),
        };
        columns.push(Column::new(worth, format!("worth_{end}")));
    }
    columns
}

fn lead_steps(steps: &mut Steps, question: &Question<'_>, rules: &Qualification, maximum: i128) {
    let dialect = question.dialect;
    let total = lead::total(rules);
    let ends = [("low", total.low), ("high", total.high)];
    let mut totals = Vec::new();
    for (end, total) in ends {
        if let Some(total) = total {
            totals.push(Column::new(
                format!("worth_{end} + engagement_{end}"),
                total,
            ));
        }
    }
    steps.add(
        "totalled",
        "Fit and engagement together, in billionths.",
        totals,
    );
    let Some(thresholds) = &rules.thresholds else {
        return;
    };
    steps.add(
        "decided",
        "What decides the stage: TRUE, FALSE, or NULL where that is not known.",
        lead::decided(rules, thresholds, maximum),
    );
    let has_rule = rules.sql.as_ref().is_some_and(SqlRule::asks);
    steps.add(
        "qualified",
        "Whether the lead is marketing-qualified, and meets what sales asks beyond that.",
        lead::qualified(has_rule),
    );
    let mut stages: Vec<Column> = lead::STAGES
        .iter()
        .map(|(_, name, possible)| Column::new(*possible, *name))
        .collect();
    stages.extend(lead::grade(dialect, rules, thresholds));
    steps.add("staged", "The stages that are possible.", stages);
    let points_are_open =
        "has_points IS NULL OR (NOT COALESCE(is_mql, FALSE) AND has_nurture_points IS NULL)";
    let asks = vec![
        Column::new(lead::stage(), "lead_stage"),
        Column::new(points_are_open, "asks_points"),
        Column::new(
            format!(
                "(fits_enough IS NULL AND COALESCE(has_points, TRUE)) OR (({points_are_open}) AND worth_low < worth_high)"
            ),
            "asks_all",
        ),
        Column::new("COALESCE(is_mql, TRUE) AND is_sql IS NULL", "asks_sales"),
    ];
    steps.add(
        "asked",
        "The stage, and what it depends on while it is open.",
        asks,
    );
}

/// The columns of `score`.
fn shown(
    question: &Question<'_>,
    model: &Rules<'_>,
    sums: &Sums,
    reasons: &[String],
) -> Vec<Column> {
    let Rules {
        criteria, values, ..
    } = model;
    let dialect = question.dialect;
    let rules = question.qualification.map(|(_, rules)| rules);
    let thresholds: Option<&Thresholds> = rules.and_then(|rules| rules.thresholds.as_ref());
    let parts = |whole: &str, parts: u32| format!("CAST({whole} AS {}) / {parts}", dialect.number);
    let nothing = format!("CAST(NULL AS {})", dialect.number);
    let percent = |end: &str| {
        if sums.maximum <= 0 {
            return parts("0", 1);
        }
        let total = format!("200000000 * GREATEST(fit_{end}, 0) + {}", sums.maximum);
        let percent = form(dialect.divided, &[&total, &(2 * sums.maximum).to_string()]);
        parts(&format!("LEAST({percent}, 100000000)"), 1_000_000)
    };
    let between = |best: &str, worst: &str| {
        format!("CASE WHEN {best} = {worst} THEN {best} ELSE {best} || ' to ' || {worst} END")
    };
    let points = |name: Option<String>| {
        name.map_or(nothing.clone(), |name| {
            parts(&reasons::rounded(dialect, &name), 1_000_000)
        })
    };
    let musts = criteria.iter().filter(|(_, criterion)| criterion.must);
    let musts: Vec<(String, String)> = musts
        .map(|(levels, criterion)| {
            (
                format!("{}_high <= 0", levels.name),
                criterion.attribute.clone(),
            )
        })
        .collect();
    let stops: Vec<(String, String)> = stops(question)
        .into_iter()
        .map(|index| {
            let reason = question.icp.disqualifiers[index].reason.plain();
            (format!("disqualifier_{}", index + 1), reason)
        })
        .collect();
    let engagement = rules.map(lead::engagement);
    let (low, high) = engagement.map_or((false, false), |ends| {
        (ends.low.is_some(), ends.high.is_some())
    });
    let end = |is_bounded: bool, name: &str| points(is_bounded.then(|| name.to_owned()));
    let framework = |end: &str| match rules {
        Some(_) => parts(&format!("framework_{end}"), 1000),
        None => nothing.clone(),
    };
    let tier = between("tier_best", "tier_worst");
    let tier = match stops.is_empty() {
        true => tier,
        false => format!("CASE WHEN is_disqualified THEN '' ELSE {tier} END"),
    };
    let grade = match thresholds {
        Some(_) => format!(
            "CASE WHEN is_out THEN '' ELSE {} END",
            between("grade_best", "grade_worst")
        ),
        None => "''".to_owned(),
    };
    let stage = match (rules, thresholds) {
        (_, Some(_)) => "lead_stage",
        (Some(_), None) => "CASE WHEN is_out THEN 'out' ELSE '' END",
        (None, None) => "''",
    };
    let ask = match (rules, thresholds) {
        (Some(rules), Some(_)) => {
            let list = reasons::list(dialect, &ask::of_lead(question, rules, values));
            format!("CASE WHEN lead_stage = 'open' THEN {list} ELSE '' END")
        }
        (Some(_), None) => "''".to_owned(),
        (None, _) => reasons::list(dialect, &ask::of_account(question, values)),
    };
    vec![
        Column::new("account", "account"),
        Column::new(parts("fit_low", 1_000_000), "fit_points"),
        Column::new(parts("fit_high", 1_000_000), "fit_points_possible"),
        Column::new(parts(&sums.maximum.to_string(), 1_000_000), "fit_maximum"),
        Column::new(percent("low"), "fit_percent"),
        Column::new(percent("high"), "fit_percent_possible"),
        Column::new(tier, "tier"),
        Column::new(reasons::list(dialect, &musts), "musts_failed"),
        Column::new(reasons::list(dialect, &stops), "disqualified"),
        Column::new(end(low, "engagement_low"), "engagement"),
        Column::new(end(high, "engagement_high"), "engagement_possible"),
        Column::new(end(low, "total_low"), "points"),
        Column::new(end(high, "total_high"), "points_possible"),
        Column::new(framework("low"), "framework"),
        Column::new(framework("high"), "framework_possible"),
        Column::new(grade, "grade"),
        Column::new(stage, "stage"),
        Column::new(ask, "ask"),
        Column::new(reasons.join(" || '; ' || "), "reasons"),
    ]
}

/// A reason for every criterion, signal and item.
fn reasons(
    question: &Question<'_>,
    criteria: &[(Levels<'_>, &Criterion)],
    values: &Values,
) -> Vec<String> {
    let mut why: Vec<String> = criteria
        .iter()
        .enumerate()
        .map(|(index, (_, criterion))| reasons::criterion(question, index, criterion))
        .collect();
    if let Some((_, rules)) = question.qualification {
        let rows = rules.engagement.iter().enumerate();
        why.extend(rows.map(|(index, row)| reasons::signal(question, index, row)));
        let items = rules.framework.iter().enumerate();
        why.extend(items.map(|(index, item)| reasons::item(question, index, item, values)));
    }
    why
}
