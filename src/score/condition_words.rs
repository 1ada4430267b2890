//! A condition in words, for people who read a scorecard. Must not know what an account is worth.

use crate::language::Words;
use crate::model::scorecard::{ScoreLevel, When};
use crate::model::value::Scalar;

/// The name of a value of an account, as readers see it.
pub fn field_in_words(field: &str) -> String {
    field.replace('_', " ")
}

/// "employees from 20 to 200", "country is NL or BE".
pub(crate) fn condition_in_words(words: &Words, when: &When) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(field) = &when.field {
        let field = field_in_words(field);
        let phrases = phrases(words, when);
        if !phrases.is_empty() {
            let comma = format!("{} ", words.get("condition_comma"));
            parts.push(format!("{field} {}", phrases.join(&comma)));
        }
    }
    parts.extend(when.all.iter().map(|part| condition_in_words(words, part)));
    if !when.either.is_empty() {
        let either = when.either.iter();
        let either: Vec<String> = either.map(|part| condition_in_words(words, part)).collect();
        parts.push(either.join(&format!(" {} ", words.get("condition_or"))));
    }
    if let Some(part) = &when.not {
        parts.push(format!(
            "{} ({})",
            words.get("condition_not"),
            condition_in_words(words, part)
        ));
    }
    parts.join(&format!(" {} ", words.get("condition_and")))
}

/// What a level of a criterion is called, or else its condition in words.
pub(crate) fn level_in_words(words: &Words, level: &ScoreLevel) -> String {
    match &level.label {
        Some(label) => label.plain(),
        None => condition_in_words(words, &level.when),
    }
}

/// A value of an account, or of a condition.
pub(crate) fn scalar_in_words(words: &Words, given: &Scalar) -> String {
    match given {
        Scalar::Text(text) => text.clone(),
        Scalar::Number(number) => words.number_or_year(*number, 4),
        Scalar::Flag(true) => words.get("yes").to_owned(),
        Scalar::Flag(false) => words.get("no").to_owned(),
        Scalar::Band { low, high } => {
            let end = |number: f64| words.number_or_year(number, 4);
            let range = words.get("fit_range").replace("{low}", &end(*low));
            range.replace("{high}", &end(*high))
        }
        Scalar::List(items) => {
            let items = items.iter().map(|item| scalar_in_words(words, item));
            items.collect::<Vec<_>>().join(", ")
        }
    }
}

fn phrases(words: &Words, when: &When) -> Vec<String> {
    let number = |number: f64| words.number_or_year(number, 4);
    let list = |items: &[Scalar]| {
        items
            .iter()
            .map(|item| scalar_in_words(words, item))
            .collect::<Vec<_>>()
            .join(&format!(" {} ", words.get("condition_or")))
    };
    let mut phrases = Vec::new();
    let mut add = |key: &str, value: String| {
        phrases.push(words.fill(key, "value", &value));
    };
    match (when.min, when.max) {
        (Some(min), Some(max)) => add(
            "condition_between",
            format!(
                "{} {} {}",
                number(min),
                words.get("condition_to"),
                number(max)
            ),
        ),
        (Some(min), None) => add("condition_min", number(min)),
        (None, _) => {}
    }
    // From the least to the most, as one reads a range.
    if let Some(above) = when.above {
        add("condition_above", number(above));
    }
    if let (None, Some(max)) = (when.min, when.max) {
        add("condition_max", number(max));
    }
    if let Some(below) = when.below {
        add("condition_below", number(below));
    }
    if !when.any.is_empty() {
        add("condition_any", list(&when.any));
    }
    if !when.contains.is_empty() {
        add("condition_contains", list(&when.contains));
    }
    if !when.matches_none.is_empty() {
        add("condition_none", list(&when.matches_none));
    }
    match when.missing {
        Some(true) => add("condition_missing", String::new()),
        Some(false) => add("condition_known", String::new()),
        None => {}
    }
    phrases
}
