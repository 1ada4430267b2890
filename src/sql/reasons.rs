//! Numbers, and why there are so many, as texts that the database puts together: the words that `score` writes. Must not know how points
//! come about.

use super::fit::{all_points, criterion_name};
use super::lead::{given, item_name, signal_name, uncounted};
use super::quote::form;
use super::values::Values;
use super::{Dialect, Question};
use crate::model::qualification::{Engagement, FrameworkItem};
use crate::model::scorecard::Criterion;
use crate::score::thousandths;

/// A number of whole parts, of which a million are one, with no more decimals than it has.
pub(super) fn decimals(dialect: &Dialect, millionths: &str) -> String {
    let text = dialect.text;
    let size = format!("ABS({millionths})");
    let whole = form(dialect.divided, &[&size, "1000000"]);
    let number = format!(
        "CAST({whole} AS {text}) || '.' || LPAD(CAST(MOD({size}, 1000000) AS {text}), 6, '0')"
    );
    let bare = form(dialect.without_end, &[&format!("({number})"), "'0'"]);
    let bare = form(dialect.without_end, &[&bare, "'.'"]);
    format!("CASE WHEN {millionths} < 0 THEN '-' ELSE '' END || {bare}")
}

/// Billionths as millionths, half of one away from zero.
pub(super) fn rounded(dialect: &Dialect, billionths: &str) -> String {
    let up = form(dialect.divided, &[&format!("{billionths} + 500"), "1000"]);
    let down = form(dialect.divided, &[&format!("500 - ({billionths})"), "1000"]);
    format!("CAST(CASE WHEN {billionths} >= 0 THEN {up} ELSE -({down}) END AS BIGINT)")
}

/// A number that is known when the query is written, given in millionths.
fn constant(millionths: i128) -> String {
    let size = millionths.abs();
    let number = format!("{}.{:06}", size / 1_000_000, size % 1_000_000);
    let number = number.trim_end_matches('0').trim_end_matches('.');
    let sign = if millionths < 0 { "-" } else { "" };
    format!("{sign}{number}")
}

/// "Size: 0 to 6 (not known yet)", from expressions.
fn reason(dialect: &Dialect, what: &str, points: &str, because: &str) -> String {
    let what = dialect.literal(&format!("{what}: "));
    format!("{what} || {points} || ' (' || {because} || ')'")
}

/// Of a criterion, in weighted points.
pub(super) fn criterion(question: &Question<'_>, index: usize, criterion: &Criterion) -> String {
    let (dialect, words) = (question.dialect, question.words);
    let name = criterion_name(index);
    let weight = i128::from(thousandths(criterion.weight.0));
    let points = |end: &str| {
        let all = all_points(criterion).into_iter();
        let all = all.map(|points| {
            let shown = constant(weight * i128::from(points));
            format!("WHEN {points} THEN '{shown}' ")
        });
        format!("CASE {name}_{end} {}END", all.collect::<String>())
    };
    let (low, high) = (points("low"), points("high"));
    let range = if weight == 0 {
        "'0'".to_owned()
    } else {
        format!("{low} || CASE WHEN {name}_low < {name}_high THEN ' to ' || {high} ELSE '' END")
    };
    let levels = criterion.levels.iter().enumerate().map(|(index, level)| {
        let words = dialect.literal(&words.level(level));
        format!("WHEN {name}_level = {} THEN {words} ", index + 1)
    });
    let because = format!(
        "CASE WHEN {name}_low < {name}_high THEN {} {}WHEN {name}_unknown THEN {} ELSE {} END",
        dialect.literal(words.open()),
        levels.collect::<String>(),
        dialect.literal(words.unknown()),
        dialect.literal(words.no_level()),
    );
    reason(dialect, &criterion.attribute, &range, &because)
}

/// Of a row of engagement.
pub(super) fn signal(question: &Question<'_>, index: usize, row: &Engagement) -> String {
    let (dialect, words) = (question.dialect, question.words);
    let what = row.signal.plain();
    if row.field.is_none() {
        let end = |end: Option<i128>| end.map_or(String::new(), |end| constant(end / 1000));
        let (low, high) = uncounted(row);
        let (low, high) = (end(low), end(high));
        let points = if low == high {
            low
        } else {
            format!("{low} to {high}")
        };
        let because = dialect.literal(words.nobody_counts());
        return reason(dialect, &what, &dialect.literal(&points), &because);
    }
    let name = signal_name(index);
    let happened = events(question, &name);
    let mut because = format!(
        "CASE WHEN {name}_times = 0 THEN {} ELSE {happened} END",
        dialect.literal(words.never())
    );
    if let Some(cap) = row.cap {
        let most = dialect.literal(&format!("; {}", words.capped(cap)));
        let is_capped = format!(
            "ABS({name}_points) > {}",
            i128::from(thousandths(cap.max(0.0))) * 1_000_000
        );
        because.push_str(&format!(
            " || CASE WHEN {is_capped} THEN {most} ELSE '' END"
        ));
    }
    let shown = format!("{name}_shown");
    reason(dialect, &what, &decimals(dialect, &shown), &because)
}

/// "2 times, last on 20 November 2026", in the form of the language that goes with the number.
fn events(question: &Question<'_>, name: &str) -> String {
    let (dialect, words) = (question.dialect, question.words);
    let times = format!("{name}_times");
    let part = |part: &str| format!("CAST(EXTRACT({part} FROM {name}_last) AS INTEGER)");
    let months = words.months().into_iter().enumerate();
    let months =
        months.map(|(index, month)| format!("WHEN {} THEN {} ", index + 1, dialect.literal(month)));
    let months = format!(
        "CASE {} {}ELSE '' END",
        part("MONTH"),
        months.collect::<String>()
    );
    let text = |number: &str| format!("CAST({number} AS {})", dialect.text);
    let date = dialect.filled(
        words.date_pattern(),
        &[
            ("{day}", &text(&part("DAY"))),
            ("{month}", &months),
            ("{year}", &text(&part("YEAR"))),
        ],
    );
    let thousands = form(dialect.divided, &[&times, "1000"]);
    let large = |number: f64| {
        let between = words.between_thousands(number);
        if between.is_empty() {
            return text(&times);
        }
        let rest = text(&format!("MOD({times}, 1000)"));
        let between = dialect.literal(&between);
        format!("{} || {between} || LPAD({rest}, 3, '0')", text(&thousands))
    };
    let count = format!(
        "CASE WHEN {times} < 1000 THEN {} WHEN {times} < 10000 THEN {} ELSE {} END",
        text(&times),
        large(1_000.0),
        large(10_000.0),
    );
    let filled = |form: &str| dialect.filled(form, &[("{count}", &count), ("{date}", &date)]);
    let usual = words.event_form(1000);
    let mut others: Vec<(&str, Vec<String>, Vec<String>)> = Vec::new();
    let mut add = |number: u32, is_last_two_digits: bool| {
        let shown = words.event_form(if is_last_two_digits {
            1000 + number
        } else {
            number
        });
        if shown == usual {
            return;
        }
        let place = others.iter().position(|(form, ..)| *form == shown);
        let place = place.unwrap_or_else(|| {
            others.push((shown, Vec::new(), Vec::new()));
            others.len() - 1
        });
        let (_, small, large) = &mut others[place];
        let list = if is_last_two_digits { large } else { small };
        list.push(number.to_string());
    };
    (1..100).for_each(|number| add(number, false));
    (0..100).for_each(|number| add(number, true));
    let others = others.iter().map(|(form, small, large)| {
        let mut holds = Vec::new();
        if !small.is_empty() {
            holds.push(format!("{times} IN ({})", small.join(", ")));
        }
        if !large.is_empty() {
            let digits = format!("MOD({times}, 100) IN ({})", large.join(", "));
            holds.push(format!("({times} >= 100 AND {digits})"));
        }
        format!("WHEN {} THEN {} ", holds.join(" OR "), filled(form))
    });
    let others: String = others.collect();
    if others.is_empty() {
        return filled(usual);
    }
    format!("CASE {others}ELSE {} END", filled(usual))
}

/// Of an item of the framework.
pub(super) fn item(
    question: &Question<'_>,
    index: usize,
    item: &FrameworkItem,
    values: &Values,
) -> String {
    let (dialect, words) = (question.dialect, question.words);
    let name = item_name(index);
    if item.most().is_none() {
        let because = dialect.literal(words.no_points());
        return reason(dialect, &item.name, "'0'", &because);
    }
    let shown = |end: &str| decimals(dialect, &format!("({name}_{end} * 1000)"));
    let points = format!(
        "{} || CASE WHEN {name}_low < {name}_high THEN ' to ' || {} ELSE '' END",
        shown("low"),
        shown("high")
    );
    let filled_in = given(item, values).map_or(String::new(), |(value, is_given)| {
        format!(
            "WHEN {is_given} THEN {} WHEN {value} IS NOT NULL THEN {} ",
            dialect.literal(words.given()),
            dialect.literal(words.unreadable()),
        )
    });
    let levels = item.levels.iter().enumerate().map(|(index, level)| {
        let words = dialect.literal(&words.answer(level));
        format!("WHEN {name}_level = {} THEN {words} ", index + 1)
    });
    let because = format!(
        "CASE {filled_in}WHEN {name}_open OR {name}_low < {name}_high THEN {} {}ELSE {} END",
        dialect.literal(words.open()),
        levels.collect::<String>(),
        dialect.literal(words.no_level()),
    );
    reason(dialect, &item.name, &points, &because)
}

/// Texts with `; ` between them, each only where something holds.
pub(super) fn list(dialect: &Dialect, parts: &[(String, String)]) -> String {
    if parts.is_empty() {
        return "''".to_owned();
    }
    let parts = parts.iter().map(|(holds, text)| {
        format!(
            "CASE WHEN {holds} THEN {} ELSE '' END",
            dialect.literal(&format!("; {text}"))
        )
    });
    let parts: Vec<String> = parts.collect();
    format!("SUBSTR({}, 3)", parts.join(" || "))
}
