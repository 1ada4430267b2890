//! Which form of a word goes with a number, by rules in the notation of the Unicode plural rules
//! (<https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules>): `n = 1`, `n % 10 = 2..4 and n % 100 !=
//! 12..14`. Must not know any word.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The form of all numbers that no rule names.
pub(super) const OTHER: &str = "other";

/// The rules of a language by the name of the form. A number takes the first form, by name, whose rule holds; rules of
/// a language exclude each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plurals {
    rules: Vec<(String, Rule)>,
    /// As they are written.
    written: BTreeMap<String, String>,
}

impl Serialize for Plurals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written.serialize(serializer)
    }
}

impl Plurals {
    /// The form that goes with a number.
    pub(super) fn form(&self, number: f64) -> &str {
        let own = self.rules.iter().find(|(_, rule)| rule.holds(number.abs()));
        own.map_or(OTHER, |(form, _)| form)
    }

    /// Every form but `other`, by name.
    #[cfg(test)]
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|(form, _)| form.as_str())
    }
}

impl<'de> Deserialize<'de> for Plurals {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = BTreeMap::<String, String>::deserialize(deserializer)?;
        let rules = written.iter().map(|(form, written)| {
            let rule = Rule::read(written)
                .ok_or_else(|| de::Error::custom(format!("`{written}` is no plural rule")))?;
            Ok((form.clone(), rule))
        });
        let rules = rules.collect::<Result<_, _>>()?;
        Ok(Self { rules, written })
    }
}

/// Whether a text is a rule.
pub(super) fn is_rule(written: &str) -> bool {
    Rule::read(written).is_some()
}

/// Any of several, each of which needs all of its conditions.
#[derive(Debug, Clone, PartialEq)]
struct Rule(Vec<Vec<Condition>>);

/// The number, or what is left of it, is one of these numbers or none of them.
#[derive(Debug, Clone, PartialEq)]
struct Condition {
    modulo: Option<f64>,
    is_among: bool,
    numbers: Vec<RangeInclusive<f64>>,
}

impl Rule {
    fn read(written: &str) -> Option<Self> {
        let all = |part: &str| part.split(" and ").map(Condition::read).collect();
        let any = written.split(" or ").map(all).collect::<Option<Vec<_>>>();
        any.map(Self)
    }

    fn holds(&self, number: f64) -> bool {
        let holds = |all: &Vec<Condition>| all.iter().all(|one| one.holds(number));
        self.0.iter().any(holds)
    }
}

impl Condition {
    fn read(written: &str) -> Option<Self> {
        let (left, right) = written.split_once('=')?;
        let (left, is_among) = match left.strip_suffix('!') {
            Some(left) => (left, false),
            None => (left, true),
        };
        let modulo = match left.trim().strip_prefix('n')?.trim() {
            "" => None,
            rest => Some(rest.strip_prefix('%')?.trim().parse().ok()?),
        };
        let range = |range: &str| {
            let (from, to) = range.split_once("..").unwrap_or((range, range));
            Some(from.trim().parse().ok()?..=to.trim().parse().ok()?)
        };
        let numbers = right.split(',').map(range).collect::<Option<_>>()?;
        Some(Self {
            modulo,
            is_among,
            numbers,
        })
    }

    fn holds(&self, number: f64) -> bool {
        let rest = self.modulo.map_or(number, |modulo| number % modulo);
        // A range is of whole numbers: 2.5 is not in 2..4.
        let is_in = |range: &RangeInclusive<f64>| rest.fract() == 0.0 && range.contains(&rest);
        self.numbers.iter().any(is_in) == self.is_among
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(rules: &[(&str, &str)], numbers: &[f64]) -> Vec<String> {
        let rules = rules
            .iter()
            .map(|(form, rule)| ((*form).to_owned(), Rule::read(rule).unwrap()));
        let plurals = Plurals {
            rules: rules.collect(),
            written: BTreeMap::new(),
        };
        let numbers = numbers.iter();
        numbers
            .map(|number| plurals.form(*number).to_owned())
            .collect()
    }

    #[test]
    fn languages_count_in_their_own_ways() {
        let english = [("one", "n = 1")];
        assert_eq!(
            forms(&english, &[0.0, 1.0, 1.5, 2.0, -1.0]),
            ["other", "one", "other", "other", "one"]
        );
        let french = [("one", "n = 0, 1")];
        assert_eq!(forms(&french, &[0.0, 1.0, 2.0]), ["one", "one", "other"]);
        let polish = [
            ("few", "n % 10 = 2..4 and n % 100 != 12..14"),
            (
                "many",
                "n != 1 and n % 10 = 0..1 or n % 10 = 5..9 or n % 100 = 12..14",
            ),
            ("one", "n = 1"),
        ];
        assert_eq!(
            forms(&polish, &[1.0, 3.0, 12.0, 22.0, 25.0, 2.5]),
            ["one", "few", "many", "few", "many", "other"]
        );
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for wrong in ["", "1", "n", "x = 1", "n = one", "n % = 1", "n = 1 and"] {
            assert_eq!(Rule::read(wrong), None, "{wrong}");
        }
    }
}
