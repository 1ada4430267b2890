//! How far a lead is: what it did, the points of its framework, its grade and its stage. Must not know words for readers.

use super::Question;
use super::condition::{UNKNOWN, all_of, any_of, condition};
use super::dialect::Dialect;
use super::fit::Levels;
use super::quote::{form, number};
use super::step::Column;
use super::values::Values;
use crate::model::limit::{Limit, MinFit};
use crate::model::qualification::{Engagement, FrameworkItem, Qualification, Thresholds};
use crate::model::requirement::Requirement;
use crate::score::{percent_needed, thousandths};

/// Billionths, of points that are given in thousandths.
fn billionths(number: f64) -> i128 {
    i128::from(thousandths(number)) * 1_000_000
}

/// The name of a signal in events, and of what is asked for, without what makes no difference.
fn bare(name: &str) -> String {
    let letters = name
        .trim()
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '_' | '-'));
    letters.collect::<String>().to_lowercase()
}

/// The rows of engagement that events are counted for, by position.
pub(super) fn counted(rules: &Qualification) -> impl Iterator<Item = (usize, &Engagement, &str)> {
    let rows = rules.engagement.iter().enumerate();
    rows.filter_map(|(index, row)| Some((index, row, row.field.as_deref()?)))
}

pub(super) fn signal_name(index: usize) -> String {
    format!("signal_{}", index + 1)
}

/// What each account did: per signal its points after decay, how often, and the last day.
pub(super) fn did(question: &Question<'_>, rules: &Qualification) -> Vec<Column> {
    let dialect = question.dialect;
    let mut columns = vec![Column::new("account_key", "account_key")];
    let (text, day) = ("signal_key", "day");
    for (index, row, field) in counted(rules) {
        let name = signal_name(index);
        let is_it = format!("{text} = {}", dialect.literal(&bare(field)));
        let points = thousandths(row.points);
        let left = match row
            .half_life_days
            .map(|days| days.0)
            .filter(|days| *days > 0.0)
        {
            Some(days) => {
                let age = form(dialect.days, &[day, &question.today()]);
                format!(
                    "CAST(FLOOR(1000000 * POWER(0.5, CAST({age} AS {}) / {}) + 0.5) AS BIGINT)",
                    dialect.number,
                    number(days)
                )
            }
            None => "CAST(1000000 AS BIGINT)".to_owned(),
        };
        columns.extend([
            Column::new(
                format!("CAST(SUM(CASE WHEN {is_it} THEN {points} * {left} ELSE 0 END) AS BIGINT)"),
                format!("{name}_points"),
            )
            .about(row.signal.plain()),
            Column::new(
                format!("CAST(SUM(CASE WHEN {is_it} THEN 1 ELSE 0 END) AS BIGINT)"),
                format!("{name}_times"),
            ),
            Column::new(
                format!("MAX(CASE WHEN {is_it} THEN {day} END)"),
                format!("{name}_last"),
            ),
        ]);
    }
    columns
}

/// What happened: by what its account and its signal are found, and the day.
pub(super) fn events(dialect: &Dialect) -> [Column; 3] {
    let signal = format!("LOWER(CAST(happened.signal AS {}))", dialect.text);
    let signal = ["' '", "'-'", "'_'"]
        .iter()
        .fold(signal, |text, sign| format!("REPLACE({text}, {sign}, '')"));
    [
        Column::new(key(dialect, "happened.account"), "account_key"),
        Column::new(form(dialect.trimmed, &[&signal]), "signal_key"),
        Column::new("CAST(happened.date AS DATE)", "day"),
    ]
}

/// By what an account is found among events.
pub(super) fn key(dialect: &Dialect, column: &str) -> String {
    let text = format!("LOWER(CAST({column} AS {}))", dialect.text);
    form(dialect.trimmed, &[&text])
}

/// The same for every account that has a row: nothing happened where there is none.
pub(super) fn happened(rules: &Qualification) -> Vec<Column> {
    let columns = counted(rules).flat_map(|(index, ..)| {
        let name = signal_name(index);
        [
            Column::new(
                format!("COALESCE(did.{name}_points, 0)"),
                format!("{name}_points"),
            ),
            Column::new(
                format!("COALESCE(did.{name}_times, 0)"),
                format!("{name}_times"),
            ),
            Column::new(format!("did.{name}_last"), format!("{name}_last")),
        ]
    });
    columns.collect()
}

/// The points of each signal within its cap, in billionths.
pub(super) fn within_caps(rules: &Qualification) -> Vec<Column> {
    let columns = counted(rules).map(|(index, row, _)| {
        let name = signal_name(index);
        let points = match row.cap {
            Some(cap) => {
                let cap = billionths(cap.max(0.0));
                format!("LEAST(GREATEST({name}_points, -{cap}), {cap})")
            }
            None => format!("{name}_points"),
        };
        Column::new(points, format!("{name}_counted"))
    });
    columns.collect()
}

/// From the least to the most points that are possible, as expressions in billionths; nothing where nothing bounds them.
pub(super) struct Ends {
    pub(super) low: Option<String>,
    pub(super) high: Option<String>,
}

/// The least and the most points for a row that nobody counts, in billionths; nothing where nothing bounds them.
pub(super) fn uncounted(row: &Engagement) -> (Option<i128>, Option<i128>) {
    let cap = row.cap.map(|cap| billionths(cap.max(0.0)));
    match row.points {
        points if points > 0.0 => (Some(0), cap),
        points if points < 0.0 => (cap.map(|cap| -cap), Some(0)),
        _ => (Some(0), Some(0)),
    }
}

/// The points for all that a lead did.
pub(super) fn engagement(rules: &Qualification) -> Ends {
    let known = counted(rules).map(|(index, ..)| format!("{}_counted", signal_name(index)));
    let known: Vec<String> = known.collect();
    let rows = || {
        rules
            .engagement
            .iter()
            .filter(|row| row.field.is_none())
            .map(uncounted)
    };
    let sum = |end: Option<i128>| {
        let end = end?;
        let constant = (end != 0 || known.is_empty()).then(|| end.to_string());
        let parts: Vec<String> = known.iter().cloned().chain(constant).collect();
        Some(parts.join(" + "))
    };
    let low = sum(rows().map(|(low, _)| low).sum());
    let high = sum(rows().map(|(_, high)| high).sum());
    match rules.engagement_cap.map(|cap| billionths(cap.0)) {
        Some(cap) => Ends {
            low: low.map(|low| format!("LEAST({low}, {cap})")),
            high: Some(high.map_or(cap.to_string(), |high| format!("LEAST({high}, {cap})"))),
        },
        None => Ends { low, high },
    }
}

/// Whether points reach a limit: known to, may, or do not.
fn reached(low: Option<&str>, high: Option<&str>, reaches: impl Fn(&str) -> String) -> String {
    let low = low.map_or("FALSE".to_owned(), &reaches);
    let high = high.map_or("TRUE".to_owned(), &reaches);
    format!("CASE WHEN {low} THEN TRUE WHEN {high} THEN NULL ELSE FALSE END")
}

fn enough<const MIN: i64, const MAX: i64>(points: &str, limit: Limit<MIN, MAX>) -> String {
    let sign = if limit.is_above { ">" } else { ">=" };
    format!("{points} {sign} {}", billionths(limit.number))
}

pub(super) fn item_name(index: usize) -> String {
    format!("item_{}", index + 1)
}

/// The levels of an item of the framework.
pub(super) fn item_levels<'a>(
    question: &Question<'_>,
    index: usize,
    item: &'a FrameworkItem,
) -> Levels<'a> {
    let levels = item.levels.iter().map(|level| {
        let words = question.words.answer(level);
        (thousandths(level.points), level.when.as_ref(), words)
    });
    Levels {
        name: item_name(index),
        title: &item.name,
        levels: levels.collect(),
    }
}

/// Whether somebody filled in points that an item can give; nothing where nobody could.
pub(super) fn given(item: &FrameworkItem, values: &Values) -> Option<(String, String)> {
    let most = item.most()?;
    let name = values.name(item.field.as_deref()?).to_owned();
    let (least, most) = (number(item.least()), number(most));
    let is_given = format!("{name} BETWEEN {least} AND {most}");
    Some((name, is_given))
}

/// The least and the most points of an item, in thousandths.
pub(super) fn item_points(
    levels: &Levels<'_>,
    item: &FrameworkItem,
    values: &Values,
) -> [Column; 2] {
    let name = &levels.name;
    let Some(most) = item.most() else {
        return ["low", "high"]
            .map(|end| Column::new("CAST(0 AS BIGINT)", format!("{name}_{end}")));
    };
    let highest = item
        .levels
        .iter()
        .map(|level| level.points)
        .reduce(f64::max);
    let highest = match item.field {
        Some(_) => most,
        None => highest.unwrap_or(most),
    };
    let ends = [
        ("LEAST", "low", thousandths(item.least())),
        ("GREATEST", "high", thousandths(highest.max(0.0))),
    ];
    ends.map(|(function, end, possible)| {
        let filled_in = given(item, values).map_or(String::new(), |(value, is_given)| {
            let points = format!(
                "CASE WHEN {value} < 0 THEN -FLOOR(-{value} * 1000 + 0.5) ELSE FLOOR({value} * 1000 + 0.5) END"
            );
            format!(
                "WHEN {is_given} THEN CAST({points} AS BIGINT) WHEN {value} IS NOT NULL THEN {possible} "
            )
        });
        let by_levels = levels.possible(function);
        let open = levels.are_open();
        let points = format!("CASE {filled_in}WHEN {open} THEN {possible} ELSE {by_levels} END");
        Column::new(format!("CAST({points} AS BIGINT)"), format!("{name}_{end}"))
    })
}

/// Whether what takes a lead to sales is met.
pub(super) fn requirements(
    question: &Question<'_>,
    rules: &Qualification,
    values: &Values,
) -> Vec<Column> {
    let Some(rule) = &rules.sql else {
        return Vec::new();
    };
    let lists = [("all_of", &rule.all_of), ("any_of", &rule.any_of)];
    let columns = lists.into_iter().flat_map(|(name, list)| {
        list.iter().enumerate().map(move |(index, one)| {
            let met = one.when.as_ref().map_or(UNKNOWN.to_owned(), |when| {
                condition(question.dialect, when, values)
            });
            let name = format!("{name}_{}", index + 1);
            Column::new(met, name).about(one.claim.text.plain())
        })
    });
    columns.collect()
}

fn names(list: &[Requirement], name: &str) -> Vec<String> {
    (1..=list.len())
        .map(|number| format!("{name}_{number}"))
        .collect()
}

/// What decides the stage, each true, false or not known.
pub(super) fn decided(
    rules: &Qualification,
    thresholds: &Thresholds,
    maximum: i128,
) -> Vec<Column> {
    let total = total(rules);
    let (low, high) = (total.low.as_deref(), total.high.as_deref());
    let points = reached(low, high, |points| enough(points, thresholds.mql));
    let nurture = thresholds.nurture.map_or("FALSE".to_owned(), |from| {
        reached(low, high, |points| enough(points, from))
    });
    let fits = match thresholds.min_fit {
        None => "TRUE".to_owned(),
        Some(MinFit::Tier(tier)) => {
            let tier = tier.as_str();
            reached(Some("tier_worst"), Some("tier_best"), |reached| {
                format!("{reached} <= '{tier}'")
            })
        }
        Some(MinFit::Percent(percent)) => reached(Some("fit_low"), Some("fit_high"), |points| {
            format!(
                "GREATEST({points}, 0) >= {}",
                percent_needed(maximum, percent)
            )
        }),
    };
    let rule = rules.sql.as_ref().filter(|rule| rule.asks());
    let needed = rule.and_then(|rule| rule.framework_min);
    let framework = needed.map_or("TRUE".to_owned(), |needed| {
        reached(Some("framework_low"), Some("framework_high"), |points| {
            format!("{points} >= {}", thousandths(needed.0))
        })
    });
    let met = rule.map_or("FALSE".to_owned(), |rule| {
        let mut all = names(&rule.all_of, "all_of");
        if !rule.any_of.is_empty() {
            all.push(any_of(names(&rule.any_of, "any_of")));
        }
        all_of(all)
    });
    vec![
        Column::new(fits, "fits_enough"),
        Column::new(points, "has_points"),
        Column::new(nurture, "has_nurture_points"),
        Column::new(framework, "has_framework"),
        Column::new(met, "meets_sales"),
    ]
}

/// Fit and engagement together.
pub(super) fn total(rules: &Qualification) -> Ends {
    let engagement = engagement(rules);
    Ends {
        low: engagement.low.map(|_| "total_low".to_owned()),
        high: engagement.high.map(|_| "total_high".to_owned()),
    }
}

/// Whether a lead is marketing-qualified and sales-qualified.
pub(super) fn qualified(has_rule: bool) -> Vec<Column> {
    let sql = if has_rule {
        "has_framework AND meets_sales"
    } else {
        "FALSE"
    };
    vec![
        Column::new("has_points AND fits_enough", "is_mql"),
        Column::new(sql, "is_sql"),
    ]
}

/// The stages with the column that says whether each is possible, the lowest first.
pub(super) const STAGES: [(&str, &str, &str); 5] = [
    ("out", "can_be_out", "is_perhaps_out"),
    (
        "raw",
        "can_be_raw",
        "NOT COALESCE(is_mql, FALSE) AND NOT COALESCE(has_nurture_points, FALSE)",
    ),
    (
        "nurture",
        "can_be_nurture",
        "NOT COALESCE(is_mql, FALSE) AND COALESCE(has_nurture_points, TRUE)",
    ),
    (
        "MQL",
        "can_be_mql",
        "COALESCE(is_mql, TRUE) AND NOT COALESCE(is_sql, FALSE)",
    ),
    (
        "SQL",
        "can_be_sql",
        "COALESCE(is_mql, TRUE) AND COALESCE(is_sql, TRUE)",
    ),
];

/// The only stage that is possible, or that it is open.
pub(super) fn stage() -> String {
    let stages = STAGES.iter().map(|(stage, own, _)| {
        let others = STAGES.iter().filter(|(_, other, _)| other != own);
        let others: Vec<&str> = others.map(|(_, other, _)| *other).collect();
        format!("WHEN NOT ({}) THEN '{stage}' ", others.join(" OR "))
    });
    let stages: String = stages.collect();
    format!("CASE WHEN is_out THEN 'out' {stages}ELSE 'open' END")
}

/// The level of engagement, 1 to 3, at one of its ends.
fn level(rules: &Qualification, thresholds: &Thresholds, end: Option<&str>, of_none: u8) -> String {
    let Some(points) = end else {
        return of_none.to_string();
    };
    let perfect = rules.fit_points.map_or(0, |points| billionths(points.0));
    let total = format!("{perfect} + {points}");
    let is_warm = thresholds
        .nurture
        .map_or("TRUE".to_owned(), |from| enough(&total, from));
    let is_mql = enough(&total, thresholds.mql);
    format!(
        "CASE WHEN {points} > 0 AND {is_mql} THEN 1 WHEN {points} > 0 AND {is_warm} THEN 2 ELSE 3 END"
    )
}

/// Fit by a letter and engagement by a number, from the best to the worst that is possible.
pub(super) fn grade(
    dialect: &Dialect,
    rules: &Qualification,
    thresholds: &Thresholds,
) -> Vec<Column> {
    let ends = engagement(rules);
    let high = ends.high.map(|_| "engagement_high");
    let low = ends.low.map(|_| "engagement_low");
    let text = |tier: &str, level: String| format!("{tier} || CAST({level} AS {})", dialect.text);
    vec![
        Column::new(
            text("tier_best", level(rules, thresholds, high, 1)),
            "grade_best",
        ),
        Column::new(
            text("tier_worst", level(rules, thresholds, low, 3)),
            "grade_worst",
        ),
    ]
}
