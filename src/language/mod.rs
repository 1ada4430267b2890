//! The words of the interface, and dates, numbers and durations written the way a language writes them. Must not know
//! entries, drawings and pages.

pub(crate) mod duration;

use std::collections::BTreeMap;

use crate::doc::{self, Date};
use crate::model::Language;
use crate::theme;

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Words {
    language: Language,
    table: BTreeMap<String, String>,
}

impl Words {
    /// The words of a language.
    pub fn new(language: Language) -> Self {
        let table = doc::words(theme::words(language.as_str()))
            .expect("the tables of words are part of the crate, and a test reads them");
        Self { language, table }
    }

    /// The language's code, as in `lang="en"`.
    pub fn code(&self) -> &'static str {
        self.language.as_str()
    }

    /// The whole table.
    pub fn table(&self) -> &BTreeMap<String, String> {
        &self.table
    }

    /// The word under a key; the key itself shows that it is missing.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.table.get(key).map_or(key, String::as_str)
    }

    /// The word under a key with `{name}` filled in.
    pub fn fill(&self, key: &str, name: &str, value: &str) -> String {
        self.get(key).replace(&format!("{{{name}}}"), value)
    }

    /// A feeling from -2 to 2.
    pub fn emotion(&self, felt: f64) -> &str {
        let key = match felt {
            felt if felt <= -1.5 => "very-bad",
            felt if felt <= -0.5 => "bad",
            felt if felt < 0.5 => "neutral",
            felt if felt < 1.5 => "good",
            _ => "very-good",
        };
        self.choice("emotion", key)
    }

    /// A feeling that changes, or stays.
    pub fn emotions(&self, from: f64, to: f64) -> String {
        let (first, last) = (self.emotion(from), self.emotion(to));
        if first == last {
            return last.to_owned();
        }
        self.fill("emotion_from", "from", first)
            .replace("{to}", last)
    }

    /// The word for one of a fixed set, such as a tier or a buying role.
    pub fn choice<'a>(&'a self, group: &str, key: &'a str) -> &'a str {
        self.table
            .get(&format!("{group}.{key}"))
            .map_or(key, String::as_str)
    }

    /// The word about a page or a group that is written as one key, such as `say_title`; the name itself shows that it is
    /// missing.
    pub fn part<'a>(&'a self, name: &'a str, part: &str) -> &'a str {
        let key = format!("{name}_{part}").replace('-', "_");
        self.table.get(&key).map_or(name, String::as_str)
    }

    /// "21 November 2026".
    pub fn date(&self, date: Date) -> String {
        let months = self.get("months");
        let month = months
            .split(' ')
            .nth(usize::try_from(date.0.month() - 1).unwrap_or(0))
            .unwrap_or("");
        format!("{} {month} {}", date.0.day(), date.0.year())
    }

    /// "1,234.5", at most `decimals` behind the point and no zeros at the end.
    pub fn number(&self, number: f64, decimals: usize) -> String {
        let (thousands, point) = match self.language {
            Language::English => (',', '.'),
            Language::Dutch => ('.', ','),
        };
        let rounded = format!("{:.decimals$}", number.abs());
        let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
        let fraction = fraction.trim_end_matches('0');
        let mut out = String::new();
        if number < 0.0 && (whole.bytes().any(|digit| digit != b'0') || !fraction.is_empty()) {
            out.push('\u{2212}');
        }
        for (index, digit) in whole.chars().enumerate() {
            // Four digits read well without a mark, and years and house numbers stay as they are.
            if index > 0 && (whole.len() - index).is_multiple_of(3) && whole.len() > 4 {
                out.push(thousands);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(point);
            out.push_str(fraction);
        }
        out
    }

    /// "€5 million", "€ 5 miljoen", "CHF 12,000".
    pub fn money(&self, amount: f64, currency: &str) -> String {
        let sign = match currency {
            "EUR" => "€",
            "USD" => "$",
            "GBP" => "£",
            other => other,
        };
        let space = match self.language {
            Language::English if sign.chars().count() == 1 => "",
            _ => "\u{a0}",
        };
        let (number, unit) = if amount >= 1e9 {
            (amount / 1e9, self.get("billion"))
        } else if amount >= 1e6 {
            (amount / 1e6, self.get("million"))
        } else {
            (amount, "")
        };
        let unit = if unit.is_empty() {
            String::new()
        } else {
            format!("\u{a0}{unit}")
        };
        format!("{sign}{space}{}{unit}", self.number(number, 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_same_keys() {
        let keys =
            |language| -> Vec<String> { Words::new(language).table.keys().cloned().collect() };
        let english = keys(Language::English);
        for language in Language::ALL {
            assert_eq!(keys(*language), english, "{}", language.as_str());
        }
    }

    #[test]
    fn numbers_follow_the_language() {
        let (english, dutch) = (Words::new(Language::English), Words::new(Language::Dutch));
        assert_eq!(english.number(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(dutch.number(1_234_567.5, 2), "1.234.567,5");
        assert_eq!(english.number(2026.0, 2), "2026");
        assert_eq!(english.number(-0.001, 2), "0");
        assert_eq!(english.number(-2.0, 1), "\u{2212}2");
        assert_eq!(english.money(5_500_000.0, "EUR"), "€5.5\u{a0}million");
        assert_eq!(dutch.money(12_000.0, "EUR"), "€\u{a0}12.000");
    }

    #[test]
    fn dates_follow_the_language() {
        let date: Date = "2026-03-01".parse().unwrap();
        assert_eq!(Words::new(Language::English).date(date), "1 March 2026");
        assert_eq!(Words::new(Language::Dutch).date(date), "1 maart 2026");
    }
}
