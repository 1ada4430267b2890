//! How long something takes: read from words such as "1 to 2 weeks" or "8 tot 15 dagen", and written. Must not know
//! what takes so long.

use super::Words;

/// More words than this between a number and a unit, and the number counts something else.
const BETWEEN: usize = 1;

/// What a text that tells a length is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece {
    Number(f64),
    /// The days in it.
    Unit(f64),
    /// A word or a line between two ends.
    Between,
    /// Says of a length before or behind it that it is an end only: "at most", "or more".
    Bound(Bound),
    /// Makes a length uncertain: "(", a number that cannot be read.
    Doubt,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bound {
    end: End,
    /// Whether it stands behind the length.
    is_behind: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Least,
    Most,
}

/// A length that was read: in days, from and to.
#[derive(Debug, Clone, Copy)]
struct Length {
    from: f64,
    to: f64,
    bound: Option<End>,
}

impl Length {
    fn new(from: f64, to: f64) -> Self {
        let bound = None;
        Self { from, to, bound }
    }

    /// The same as an end only; nothing for a range, or for what is an end already.
    fn bounded(self, end: End) -> Option<Self> {
        let is_exact = self.from == self.to && self.bound.is_none();
        is_exact.then_some(Self {
            bound: Some(end),
            ..self
        })
    }

    fn days(self) -> (f64, f64) {
        match self.bound {
            None => (self.from, self.to),
            Some(End::Least) => (self.from, f64::INFINITY),
            Some(End::Most) => (0.0, self.to),
        }
    }
}

/// What was read of a text so far.
#[derive(Default)]
struct Reading {
    lengths: Vec<Length>,
    numbers: Vec<f64>,
    /// Words since the last number or unit; nothing before the first of them.
    since: Option<usize>,
    /// Whether something stands between what was read and what follows.
    is_between: bool,
    /// Whether the length to come is the other end of the last one.
    is_end: bool,
    /// What was said of the length to come.
    bound: Option<End>,
}

impl Reading {
    /// Nothing when the text is not surely understood.
    fn take(&mut self, piece: Piece) -> Option<()> {
        match piece {
            Piece::Doubt => return None,
            Piece::Number(number) => match self.numbers.as_slice() {
                [] => {
                    self.is_end = self.is_between;
                    self.numbers.push(number);
                }
                [_] if self.is_between => self.numbers.push(number),
                // "half a year", "een half jaar"
                [part]
                    if self.since == Some(0)
                        && part.min(number) < 1.0
                        && part.max(number) == 1.0 =>
                {
                    self.numbers = vec![part * number];
                }
                _ => return None,
            },
            Piece::Unit(unit) => self.unit(unit)?,
            Piece::Between => {
                self.is_between = self.since == Some(0);
                return Some(());
            }
            Piece::Bound(bound) if bound.is_behind => {
                if self.since != Some(0) || !self.numbers.is_empty() {
                    return None;
                }
                let length = self.lengths.pop()?;
                self.lengths.push(length.bounded(bound.end)?);
                // Nothing behind it belongs to the length any more.
                self.since = None;
                self.is_between = false;
                return Some(());
            }
            Piece::Bound(bound) => {
                if self.bound.is_some() || self.is_between || !self.numbers.is_empty() {
                    return None;
                }
                self.bound = Some(bound.end);
                self.since = None;
                return Some(());
            }
            Piece::Other => {
                if self.bound.is_some() || self.is_between && !self.numbers.is_empty() {
                    return None;
                }
                self.since = self.since.map(|words| words + 1);
                if self.since.is_none_or(|words| words > BETWEEN) {
                    self.numbers.clear();
                    self.is_end = false;
                }
                self.is_between = false;
                return Some(());
            }
        }
        self.since = Some(0);
        self.is_between = false;
        Some(())
    }

    fn unit(&mut self, unit: f64) -> Option<()> {
        let (first, last) = (self.numbers.first()?, self.numbers.last()?);
        let mut length = Length::new(first.min(*last) * unit, first.max(*last) * unit);
        if let Some(end) = self.bound.take() {
            length = length.bounded(end)?;
        }
        if self.is_end {
            let begin = self.lengths.pop()?;
            if begin.bound.is_some() || length.bound.is_some() {
                return None;
            }
            length = Length::new(begin.from.min(length.from), begin.to.max(length.to));
        }
        self.lengths.push(length);
        self.numbers.clear();
        self.is_end = false;
        Some(())
    }

    /// The days of all lengths together. At least so much and at most so much are the ends of one.
    fn together(self) -> Option<(f64, f64)> {
        if !self.numbers.is_empty() || self.bound.is_some() || self.lengths.is_empty() {
            return None;
        }
        if let [one, other] = self.lengths.as_slice()
            && let (Some(End::Least), Some(End::Most)) = (one.bound, other.bound)
        {
            return (one.from < other.to).then_some((one.from, other.to));
        }
        let has = |end: End| self.lengths.iter().any(|length| length.bound == Some(end));
        if has(End::Least) && has(End::Most) {
            return None;
        }
        let days = self.lengths.iter().map(|length| length.days());
        Some(days.fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1)))
    }
}

impl Words {
    /// The days that a text speaks of, at least and at most; several lengths in it add up. "Up to 4 weeks" is 0 to 28, "at
    /// least 2 weeks" has no end. Nothing when it has no length, or says anything that is not surely understood: "months", "2
    /// weeks (legal: 4 weeks)".
    pub(crate) fn days(&self, text: &str) -> Option<(f64, f64)> {
        let words = words(text);
        let mut reading = Reading::default();
        let mut rest = words.as_slice();
        while let Some(word) = rest.first() {
            let (piece, length) = match (self.piece(word), self.bound(rest)) {
                // "3 dagen tot 2 weken": here it stands between two ends.
                (Piece::Between, Some((_, 1))) if reading.since == Some(0) => (Piece::Between, 1),
                (_, Some((bound, length))) => (Piece::Bound(bound), length),
                (piece, None) => (piece, 1),
            };
            reading.take(piece)?;
            rest = &rest[length..];
        }
        reading.together()
    }

    /// What these words begin with, if it says of a length that it is an end only, and how many words that is.
    fn bound(&self, words: &[String]) -> Option<(Bound, usize)> {
        let bounds = &self.rules.durations.bounds;
        let all = [
            (End::Least, false, &bounds.at_least),
            (End::Most, false, &bounds.at_most),
            (End::Least, true, &bounds.or_more),
            (End::Most, true, &bounds.or_less),
        ];
        let phrases = all.into_iter().flat_map(|(end, is_behind, phrases)| {
            let phrases = phrases.iter();
            phrases.map(move |phrase| (Bound { end, is_behind }, phrase.split(' ')))
        });
        let found = phrases.filter_map(|(bound, mut phrase)| {
            let length = phrase.clone().count();
            let is_there = length <= words.len()
                && phrase.by_ref().zip(words).all(|(one, other)| one == other);
            let before_number = words
                .get(length)
                .is_some_and(|word| matches!(self.piece(word), Piece::Number(_)));
            (is_there && before_number != bound.is_behind).then_some((bound, length))
        });
        found.max_by_key(|(_, length)| *length)
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

    const NO_END: f64 = f64::INFINITY;

    fn days(code: &str, text: &str) -> Option<(f64, f64)> {
        Words::built_in(Language::of(code).unwrap()).days(text)
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
    fn an_end_alone_leaves_the_other_open() {
        for (code, text, expected) in [
            ("en", "up to 3 weeks", (0.0, 21.0)),
            ("en", "at least a month", (30.4, NO_END)),
            ("en", "At most 4 weeks", (0.0, 28.0)),
            ("en", "2 weeks or more", (14.0, NO_END)),
            ("en", "10 days at most", (0.0, 10.0)),
            ("en", "within half a year", (0.0, 182.625)),
            ("en", "at least 2 weeks, at most 4 weeks", (14.0, 28.0)),
            (
                "en",
                "2 days of work, up to 2 weeks of waiting",
                (2.0, 16.0),
            ),
            ("nl", "hooguit 4 weken", (0.0, 28.0)),
            ("nl", "tot 3 weken", (0.0, 21.0)),
            ("nl", "ten minste een maand", (30.4, NO_END)),
            ("nl", "2 weken of langer", (14.0, NO_END)),
            ("nl", "maximaal 10 dagen", (0.0, 10.0)),
            ("nl", "3 dagen tot 2 weken", (3.0, 14.0)),
        ] {
            assert_eq!(days(code, text), Some(expected), "{text}");
        }
        for text in [
            "at least 2 to 3 weeks",
            "at least soon, 2 weeks",
            "2 to at most 3 weeks",
            "2 weeks more than planned",
            "at most 4 weeks, at least 6 weeks",
            "more or less 2 weeks",
            "up to",
            "or more",
            "once a week",
            "3 times a month",
        ] {
            assert_eq!(days("en", text), None, "{text}");
        }
    }

    #[test]
    fn what_has_no_length_has_none() {
        for text in [
            "",
            "Months, then one bad Monday",
            "until January",
            "12 people meet in the week",
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
        for text in ["anderhalve maand", "paar weken"] {
            assert_eq!(days("nl", text), None, "{text}");
        }
    }

    #[test]
    fn minutes_are_told_in_hours() {
        let told =
            |code: &str, minutes| Words::built_in(Language::of(code).unwrap()).minutes(minutes);
        for (minutes, text) in [
            (45, "45\u{a0}min"),
            (120, "2\u{a0}h"),
            (80, "1\u{a0}h 20\u{a0}min"),
            (60_001, "1,000\u{a0}h 1\u{a0}min"),
        ] {
            assert_eq!(told("en", minutes).as_deref(), Some(text));
        }
        assert_eq!(told("en", 0), None);
        assert_eq!(told("nl", 80).as_deref(), Some("1\u{a0}u 20\u{a0}min"));
    }
}
