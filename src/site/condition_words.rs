//! A condition in words, for people who read a scorecard.

use super::links::EntryLinks;
use crate::model::scorecard::{ScoreLevel, When};
use crate::model::value::Scalar;

/// The name of a value of an account, as readers see it.
pub(crate) fn field_in_words(field: &str) -> String {
    field.replace('_', " ")
}

impl EntryLinks<'_> {
    /// "employees from 20 to 200", "country is NL or BE".
    pub(crate) fn condition(&self, when: &When) -> String {
        let words = &self.viewer.words;
        let mut parts: Vec<String> = Vec::new();
        if let Some(field) = &when.field {
            let field = field_in_words(field);
            for phrase in self.phrases(when) {
                parts.push(format!("{field} {phrase}"));
            }
        }
        parts.extend(when.all.iter().map(|part| self.condition(part)));
        if !when.either.is_empty() {
            let either: Vec<String> = when
                .either
                .iter()
                .map(|part| self.condition(part))
                .collect();
            parts.push(either.join(&format!(" {} ", words.get("condition_or"))));
        }
        if let Some(part) = &when.not {
            parts.push(format!(
                "{} ({})",
                words.get("condition_not"),
                self.condition(part)
            ));
        }
        parts.join(&format!(" {} ", words.get("condition_and")))
    }

    /// What a level of a criterion is called, or else its condition in words.
    pub(crate) fn level(&self, level: &ScoreLevel) -> String {
        match &level.label {
            Some(label) => label.plain(),
            None => self.condition(&level.when),
        }
    }

    fn phrases(&self, when: &When) -> Vec<String> {
        let words = &self.viewer.words;
        let number = |number: f64| words.number(number, 4);
        let list = |items: &[Scalar]| {
            items
                .iter()
                .map(|item| self.scalar(item))
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
            (None, Some(max)) => add("condition_max", number(max)),
            (None, None) => {}
        }
        if let Some(above) = when.above {
            add("condition_above", number(above));
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
}
