//! How long something takes: read from words such as "1 to 2 weeks" or "8 tot 15 dagen", and written. Must not know
//! what takes so long.

use super::Words;

/// More words than this between a number and a unit, and the number counts something else.
const BETWEEN: usize = 1;

impl Words {
    /// The days that a text speaks of, at least and at most; several lengths in it add up. Nothing when it has none, or
    /// has a unit without a number ("months").
    pub(crate) fn days(&self, text: &str) -> Option<(f64, f64)> {
        let mut total: Option<(f64, f64)> = None;
        let mut numbers: Vec<f64> = Vec::new();
        let mut since = 0;
        for word in words(text) {
            if let Some(number) = self.number_of(&word) {
                if since > BETWEEN {
                    numbers.clear();
                }
                numbers.push(number);
                since = 0;
            } else if let Some(unit) = self.unit(&word) {
                let (first, last) = (numbers.first()?, numbers.last()?);
                let (least, most) = total.unwrap_or_default();
                total = Some((
                    least + first.min(*last) * unit,
                    most + first.max(*last) * unit,
                ));
                numbers.clear();
                since = 0;
            } else if !self.rules.durations.between.contains(&word) {
                since += 1;
                if since > BETWEEN {
                    numbers.clear();
                }
            }
        }
        total
    }

    /// "45 min", "2 h", "1 h 20 min"; nothing for no minutes.
    pub(crate) fn minutes(&self, minutes: u32) -> Option<String> {
        let part = |key: &str, count: u32| {
            (count > 0).then(|| self.fill(key, "count", &self.number(f64::from(count), 0)))
        };
        let parts = [
            part("hours_short", minutes / 60),
            part("minutes_short", minutes % 60),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn number_of(&self, word: &str) -> Option<f64> {
        if word.starts_with(|letter: char| letter.is_ascii_digit()) {
            return word.parse().ok();
        }
        self.rules.durations.numbers.get(word).copied()
    }

    /// The days in a unit.
    fn unit(&self, word: &str) -> Option<f64> {
        let units = &self.rules.durations.units;
        [
            (1.0 / 24.0, &units.hour),
            (1.0, &units.day),
            (7.0, &units.week),
            (30.4, &units.month),
            (91.3, &units.quarter),
            (365.25, &units.year),
        ]
        .into_iter()
        .find(|(_, names)| names.iter().any(|name| name == word))
        .map(|(days, _)| days)
    }
}

/// The words in lower case; a point or comma between digits stays.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '.' | ',')))
        .map(|word| word.trim_matches(['.', ',']).replace(',', "."))
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn days(code: &str, text: &str) -> Option<(f64, f64)> {
        Words::new(Language::of(code).unwrap()).days(text)
    }

    #[test]
    fn ranges_and_single_lengths_are_read() {
        for (code, text, expected) in [
            ("en", "1 to 2 weeks", (7.0, 14.0)),
            ("en", "8 to 15 days", (8.0, 15.0)),
            ("nl", "2-3 weken", (14.0, 21.0)),
            ("nl", "1,5 week", (10.5, 10.5)),
            ("en", "a week", (7.0, 7.0)),
            ("nl", "drie werkdagen", (3.0, 3.0)),
            ("en", "3 working days", (3.0, 3.0)),
            ("en", "5 to 3 days", (3.0, 5.0)),
        ] {
            assert_eq!(days(code, text), Some(expected), "{text}");
        }
    }

    #[test]
    fn several_lengths_add_up() {
        assert_eq!(
            days("en", "2 days of work, 2 weeks of waiting"),
            Some((16.0, 16.0))
        );
    }

    #[test]
    fn what_has_no_length_has_none() {
        for text in [
            "",
            "Months, then one bad Monday",
            "until January",
            "12 people meet in the week",
        ] {
            assert_eq!(days("en", text), None, "{text}");
        }
    }

    #[test]
    fn minutes_are_told_in_hours() {
        let told = |code: &str, minutes| Words::new(Language::of(code).unwrap()).minutes(minutes);
        for (minutes, text) in [
            (45, "45\u{a0}min"),
            (120, "2\u{a0}h"),
            (80, "1\u{a0}h 20\u{a0}min"),
            (60_001, "1000\u{a0}h 1\u{a0}min"),
        ] {
            assert_eq!(told("en", minutes).as_deref(), Some(text));
        }
        assert_eq!(told("en", 0), None);
        assert_eq!(told("nl", 80).as_deref(), Some("1\u{a0}u 20\u{a0}min"));
    }
}
