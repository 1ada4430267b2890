//! How long something takes: read from words such as "1 to 2 weeks" or "8 tot 15 dagen", and written. Must not know
//! what takes so long.

use super::Words;

/// More words than this between a number and a unit, and the number counts something else.
const BETWEEN: usize = 1;

/// What a text that tells a length is made of.
enum Piece {
    Number(f64),
    /// The days in it.
    Unit(f64),
    /// A word or a line between two ends.
    Between,
    /// Makes a length uncertain: "at most", "(", a number that cannot be read.
    Doubt,
    Other,
}

impl Words {
    /// The days that a text speaks of, at least and at most; several lengths in it add up. Nothing when it has none, or
    /// says anything that is not surely understood: "up to 4 weeks", "months", "2 weeks (legal: 4 weeks)".
    pub(crate) fn days(&self, text: &str) -> Option<(f64, f64)> {
        let mut lengths: Vec<(f64, f64)> = Vec::new();
        let mut numbers: Vec<f64> = Vec::new();
        // Words since the last number or unit; whether something stands between it and what follows; whether the
        // length to come is the other end of the last one.
        let (mut since, mut is_between, mut is_end) = (usize::MAX, false, false);
        for word in words(text) {
            match self.piece(&word) {
                Piece::Doubt => return None,
                Piece::Number(number) => match numbers.as_slice() {
                    [] => {
                        is_end = is_between;
                        numbers.push(number);
                    }
                    [_] if is_between => numbers.push(number),
                    // "half a year", "een half jaar"
                    [part] if since == 0 && part.min(number) < 1.0 && part.max(number) == 1.0 => {
                        numbers = vec![part * number];
                    }
                    _ => return None,
                },
                Piece::Unit(unit) => {
                    let (first, last) = (numbers.first()?, numbers.last()?);
                    let length = (first.min(*last) * unit, first.max(*last) * unit);
                    if is_end {
                        let begin = lengths.pop()?;
                        lengths.push((begin.0.min(length.0), begin.1.max(length.1)));
                    } else {
                        lengths.push(length);
                    }
                    numbers.clear();
                    is_end = false;
                }
                Piece::Between => {
                    is_between = since == 0;
                    continue;
                }
                Piece::Other => {
                    if is_between && !numbers.is_empty() {
                        return None;
                    }
                    since = since.saturating_add(1);
                    if since > BETWEEN {
                        numbers.clear();
                        is_end = false;
                    }
                    is_between = false;
                    continue;
                }
            }
            (since, is_between) = (0, false);
        }
        let sum = |sum: (f64, f64), one: &(f64, f64)| (sum.0 + one.0, sum.1 + one.1);
        let is_whole = numbers.is_empty() && !lengths.is_empty();
        is_whole.then(|| lengths.iter().fold((0.0, 0.0), sum))
    }

    fn piece(&self, word: &str) -> Piece {
        let rules = &self.rules.durations;
        let is = |words: &[String]| words.iter().any(|one| one == word);
        if let Some(number) = rules.numbers.get(word) {
            Piece::Number(*number)
        } else if let Some(unit) = self.unit(word) {
            Piece::Unit(unit)
        } else if word == "-" || word == "–" || is(&rules.between) {
            Piece::Between
        } else if word == "(" || word == ":" || is(&rules.doubts) {
            Piece::Doubt
        } else if word.starts_with(char::is_numeric) {
            word.parse().map_or(Piece::Doubt, Piece::Number)
        } else {
            Piece::Other
        }
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

/// The words in lower case, and the marks that say something; a point or comma between digits stays.
fn words(text: &str) -> Vec<String> {
    let mut spaced = String::new();
    for letter in text.to_lowercase().chars() {
        match letter {
            '-' | '–' | '(' | ':' => spaced.extend([' ', letter, ' ']),
            '.' | ',' => spaced.push(letter),
            _ if letter.is_alphanumeric() => spaced.push(letter),
            _ => spaced.push(' '),
        }
    }
    spaced
        .split_whitespace()
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
            ("en", "half a year", (182.625, 182.625)),
            ("nl", "een half jaar", (182.625, 182.625)),
            ("en", "2 weeks to 1 month", (14.0, 30.4)),
            ("en", "3 weeks - 2 months", (21.0, 60.8)),
            ("nl", "2 weken à 3 maanden", (14.0, 91.199_999_999_999_99)),
            ("en", "10 days to sign", (10.0, 10.0)),
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
            "up to 4 weeks",
            "at least 2 weeks",
            "2 weeks or more",
            "2 weeks (legal: 4 weeks)",
            "2026: 3 weeks",
            "1½ months",
            "3 wks",
            "within 24h",
            "2 to about 3 weeks",
            "1 or 2",
        ] {
            assert_eq!(days("en", text), None, "{text}");
        }
        for text in [
            "hooguit 4 weken",
            "2 weken of langer",
            "anderhalve maand",
            "paar weken",
        ] {
            assert_eq!(days("nl", text), None, "{text}");
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
