//! A condition as an expression that is true, false, or NULL where that is not known. SQL's own AND, OR and NOT are the strong logic of
//! Kleene, so only comparisons need care. Must not know points.

use super::dialect::Dialect;
use super::quote::{form, number, number_pattern};
use super::values::{Type, Value, Values};
use crate::model::scorecard::When;
use crate::model::value::Scalar;

/// Not known.
pub(super) const UNKNOWN: &str = "CAST(NULL AS BOOLEAN)";

/// Whether a condition holds.
pub(super) fn condition(dialect: &Dialect, when: &When, values: &Values) -> String {
    let mut parts: Vec<String> = Vec::new();
    let one = |part: &When| condition(dialect, part, values);
    parts.extend(when.all.iter().map(one));
    if !when.either.is_empty() {
        parts.push(any_of(when.either.iter().map(one).collect()));
    }
    parts.extend(
        when.not
            .as_deref()
            .map(|part| format!("NOT ({})", one(part))),
    );
    if let Some(value) = when
        .field
        .as_deref()
        .and_then(|field| values.of_field(field))
    {
        parts.extend(own(dialect, when, value));
    }
    all_of(parts)
}

/// All of these.
pub(super) fn all_of(parts: Vec<String>) -> String {
    joined(parts, " AND ", "TRUE")
}

/// One of these at least.
pub(super) fn any_of(parts: Vec<String>) -> String {
    joined(parts, " OR ", "FALSE")
}

fn joined(mut parts: Vec<String>, between: &str, of_none: &str) -> String {
    match parts.len() {
        0 => of_none.to_owned(),
        1 => parts.remove(0),
        _ => {
            let parts: Vec<String> = parts.iter().map(|part| format!("({part})")).collect();
            parts.join(between)
        }
    }
}

fn own(dialect: &Dialect, when: &When, value: &Value) -> Vec<String> {
    let name = &value.name;
    let mut parts = Vec::new();
    match when.missing {
        Some(true) => parts.push(format!("{name} IS NULL")),
        Some(false) => parts.push(format!("{name} IS NOT NULL")),
        None => {}
    }
    let limits = [
        (when.min, ">="),
        (when.above, ">"),
        (when.max, "<="),
        (when.below, "<"),
    ];
    for (limit, sign) in limits {
        parts.extend(limit.map(|limit| match value.kind {
            Type::Number => format!("{name} {sign} {}", number(limit)),
            Type::Flag | Type::Text => false_if_known(name),
        }));
    }
    if !when.any.is_empty() {
        parts.push(one_of(dialect, value, &when.any, false));
    }
    if !when.contains.is_empty() {
        parts.push(one_of(dialect, value, &when.contains, true));
    }
    if !when.matches_none.is_empty() {
        let one = one_of(dialect, value, &when.matches_none, true);
        parts.push(format!("NOT ({one})"));
    }
    parts
}

/// False for a value that is known, else NULL.
fn false_if_known(name: &str) -> String {
    format!("{name} <> {name}")
}

/// Whether a value, or one of its parts, is one of those that are wanted.
fn one_of(dialect: &Dialect, value: &Value, wanted: &[Scalar], has_parts: bool) -> String {
    let name = &value.name;
    let numbers = || wanted.iter().filter_map(as_number);
    match value.kind {
        Type::Number => {
            let numbers: Vec<String> = numbers().map(number).collect();
            if numbers.is_empty() {
                return false_if_known(name);
            }
            format!("{name} IN ({})", numbers.join(", "))
        }
        Type::Flag => {
            let flags = wanted.iter().filter_map(|one| match one {
                Scalar::Flag(flag) => Some(*flag),
                _ => None,
            });
            let flags = flags.map(|flag| {
                if flag {
                    name.clone()
                } else {
                    format!("NOT {name}")
                }
            });
            let flags: Vec<String> = flags.collect();
            if flags.is_empty() {
                return false_if_known(name);
            }
            any_of(flags)
        }
        Type::Text => {
            let words = wanted.iter().filter(|one| as_number(one).is_none());
            let words: Vec<String> = words.map(folded).collect();
            let mut parts = Vec::new();
            if !words.is_empty() {
                let words: Vec<String> = words.iter().map(|word| dialect.literal(word)).collect();
                parts.push(format!("{name} IN ({})", words.join(", ")));
            }
            let patterns: Vec<String> = numbers().map(number_pattern).collect();
            if !patterns.is_empty() {
                let (before, after) = dialect.whole;
                let pattern = format!("{before}{}{after}", patterns.join("|"));
                parts.push(form(dialect.is_like, &[name, &dialect.literal(&pattern)]));
            }
            if has_parts {
                let between = dialect.literal("\\s*[;,]\\s*");
                let list = form(dialect.replaced, &[name, &between, "';'"]);
                let list = format!("';' || {list} || ';'");
                // A part has none of the signs that stand between parts.
                for word in words.iter().filter(|word| !word.contains([';', ','])) {
                    let word = dialect.literal(&format!(";{word};"));
                    parts.push(format!("{} > 0", form(dialect.position, &[&list, &word])));
                }
                if !patterns.is_empty() {
                    let (before, after) = dialect.part;
                    let pattern = format!("{before};({});{after}", patterns.join("|"));
                    let list = format!("({list})");
                    parts.push(form(dialect.has_like, &[&list, &dialect.literal(&pattern)]));
                }
            }
            any_of(parts)
        }
    }
}

/// A number, also one that is written as a text.
fn as_number(value: &Scalar) -> Option<f64> {
    match value {
        Scalar::Number(number) => Some(*number),
        Scalar::Text(text) => text
            .trim()
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

fn folded(value: &Scalar) -> String {
    value.to_string().trim().to_lowercase()
}
