//! What a cell says: a number, also one written the Dutch way, a band of numbers, yes or no, or a text. Must not know files.

use crate::model::value::Scalar;

/// What is asked of a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Asked {
    /// It is compared with numbers.
    pub(crate) is_number: bool,
    /// It may be a number or something else.
    pub(crate) may_be_number: bool,
    /// It may be a text.
    pub(crate) may_be_text: bool,
    /// It is yes or no.
    pub(crate) is_flag: bool,
    /// What stands for "not known", in lower case.
    pub(crate) missing: Vec<String>,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    /// Nothing is known.
    Nothing,
    /// This.
    Value(Scalar),
    /// No number, where one is asked for.
    NoNumber,
}

/// What says yes where yes or no is asked for.
pub(crate) const YES: [&str; 8] = ["true", "yes", "y", "ja", "j", "waar", "x", "1"];
/// What says no.
pub(crate) const NO: [&str; 7] = ["false", "no", "n", "nee", "onwaar", "0", "-"];

/// Reads a cell.
pub(super) fn read(cell: &str, asked: &Asked, comma_decimals: bool) -> Said {
    let text = cell.trim();
    let lower = text.to_lowercase();
    if text.is_empty() || asked.missing.contains(&lower) {
        return Said::Nothing;
    }
    if asked.is_flag {
        if YES.contains(&lower.as_str()) {
            return Said::Value(Scalar::Flag(true));
        }
        if NO.contains(&lower.as_str()) {
            return Said::Value(Scalar::Flag(false));
        }
    }
    let number = || number(&lower, comma_decimals).map(Scalar::Number);
    if !asked.is_number {
        let number = number().filter(|_| asked.may_be_number);
        return Said::Value(number.unwrap_or_else(|| Scalar::Text(text.to_owned())));
    }
    // What stands for nothing does so however it is written: `-1`, `-1.0`.
    let stands_for_nothing = |value: &Scalar| {
        let words = asked.missing.iter();
        let mut words = words.filter_map(|word| self::number(word, comma_decimals));
        matches!(value, Scalar::Number(own) if words.any(|word| word == *own))
    };
    if number().as_ref().is_some_and(stands_for_nothing) {
        return Said::Nothing;
    }
    let band = || band(&lower, comma_decimals).map(|(low, high)| Scalar::Band { low, high });
    number().or_else(band).map_or(Said::NoNumber, Said::Value)
}

/// What may stand around a number.
const AROUND: [&str; 12] = [
    "€",
    "$",
    "£",
    "eur",
    "usd",
    "gbp",
    "%",
    "fte",
    "employees",
    "medewerkers",
    "people",
    "ca.",
];

/// A number as people write it. Where a point and a comma could both be the decimal mark, `comma_decimals` says which is.
pub(super) fn number(text: &str, comma_decimals: bool) -> Option<f64> {
    let mut rest = text.trim();
    if is_plain(rest) {
        return rest.parse().ok();
    }
    let trimmed = |rest: &str| {
        rest.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{a0}')
            .to_owned()
    };
    let mut bare = trimmed(rest);
    while let Some(less) = AROUND.iter().find_map(|word| {
        bare.strip_prefix(word)
            .or_else(|| bare.strip_suffix(word))
            .map(trimmed)
    }) {
        bare = less;
    }
    rest = &bare;
    let (rest, times) = match rest {
        _ if rest.ends_with("mln") => (&rest[..rest.len() - 3], 1e6),
        _ if rest.ends_with('m') => (&rest[..rest.len() - 1], 1e6),
        _ if rest.ends_with('k') => (&rest[..rest.len() - 1], 1e3),
        rest => (rest, 1.0),
    };
    let rest = rest.trim();
    let (sign, rest) = match rest.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, rest.strip_prefix('+').unwrap_or(rest)),
    };
    let is_part = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'')
    };
    if !rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.' || letter == ',')
        || !rest.chars().all(is_part)
    {
        // What every program writes for large and small numbers.
        let plain: Option<f64> = rest.parse().ok().filter(|number: &f64| number.is_finite());
        return plain
            .filter(|_| rest.starts_with(|letter: char| letter.is_ascii_digit()))
            .map(|number| sign * number * times);
    }
    let decimal = decimal_mark(rest, comma_decimals)?;
    let mut plain = String::new();
    for letter in rest.chars() {
        match letter {
            _ if Some(letter) == decimal => plain.push('.'),
            '0'..='9' => plain.push(letter),
            _ => {}
        }
    }
    let number: f64 = plain.parse().ok()?;
    Some(sign * number * times)
}

/// Digits alone, or with a point that can only stand before decimals: most numbers of most lists.
fn is_plain(text: &str) -> bool {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    text.len() <= 15 && are_digits(whole) && are_digits(decimals) && decimals.len() != 3
}

/// The mark before the decimals, if there is one; nothing at all where the marks are those of no number.
fn decimal_mark(text: &str, comma_decimals: bool) -> Option<Option<char>> {
    let last = |mark: char| text.rfind(mark);
    let count = |mark: char| text.matches(mark).count();
    let decimal = match (last('.'), last(',')) {
        (None, None) => None,
        (Some(point), Some(comma)) => Some(if point > comma { '.' } else { ',' }),
        (point, _) => {
            let mark = if point.is_some() { '.' } else { ',' };
            let groups: Vec<&str> = text.split(mark).collect();
            let are_thousands = groups[0].len() <= 3
                && !groups[0].is_empty()
                && groups[0] != "0"
                && groups[1..].iter().all(|group| group.len() == 3);
            match (count(mark), are_thousands) {
                (1, true) if (mark == ',') == comma_decimals => Some(mark),
                (_, true) => None,
                (1, false) => Some(mark),
                _ => return None,
            }
        }
    };
    match decimal {
        Some(mark) if count(mark) > 1 => None,
        decimal => {
            // Between thousands stand three digits.
            let whole = decimal
                .and_then(|mark| text.rsplit_once(mark))
                .map_or(text, |(whole, _)| whole);
            let decimals = decimal
                .and_then(|mark| text.rsplit_once(mark))
                .map_or("", |(_, decimals)| decimals);
            let mut groups = whole.split(['.', ',', ' ', '\u{a0}', '\u{202f}', '\'']);
            let first = groups.next().unwrap_or_default();
            let mut rest = groups.peekable();
            let is_grouped = rest.peek().is_some();
            let fits = (!is_grouped || (1..=3).contains(&first.len()))
                && rest.all(|group| group.len() == 3);
            (fits && decimals.chars().all(|letter| letter.is_ascii_digit())).then_some(decimal)
        }
    }
}

/// From one number to another: `20-200`, `20 to 200`, `200+`, `> 200`, `< 20`.
fn band(text: &str, comma_decimals: bool) -> Option<(f64, f64)> {
    let number = |text: &str| number(text, comma_decimals);
    let open = |text: &str, marks: &[&str]| {
        let rest = marks.iter().find_map(|mark| text.strip_prefix(mark))?;
        number(rest)
    };
    let text = text.trim();
    if let Some(low) = open(text, &[">=", "≥", "from ", "vanaf ", "at least "]) {
        return Some((low, f64::INFINITY));
    }
    if let Some(high) = open(text, &["<=", "≤", "up to ", "tot en met ", "at most "]) {
        return Some((f64::NEG_INFINITY, high));
    }
    if let Some(low) = open(text, &[">", "more than ", "over ", "meer dan "]) {
        return Some((low.next_up(), f64::INFINITY));
    }
    if let Some(high) = open(
        text,
        &["<", "less than ", "under ", "minder dan ", "onder "],
    ) {
        return Some((f64::NEG_INFINITY, high.next_down()));
    }
    if let Some(low) = text.strip_suffix('+').and_then(number) {
        return Some((low, f64::INFINITY));
    }
    let between = ["-", "\u{2013}", "\u{2014}", " to ", " tot ", " t/m ", ".."];
    between.iter().find_map(|between| {
        let (low, high) = text.split_once(between)?;
        let (low, high) = (number(low)?, number(high)?);
        (low <= high).then_some((low, high))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, comma_decimals: bool) -> Said {
        let asked = Asked {
            is_number: true,
            missing: vec!["unknown".to_owned()],
            ..Asked::default()
        };
        read(text, &asked, comma_decimals)
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, comma_decimals, number) in [
            ("20", false, 20.0),
            (" 20 ", true, 20.0),
            ("1.200", true, 1200.0),
            ("1.200", false, 1.2),
            ("1,200", false, 1200.0),
            ("1,200", true, 1.2),
            ("1,5", false, 1.5),
            ("1.5", true, 1.5),
            ("0.125", true, 0.125),
            ("1.234.567,89", false, 1_234_567.89),
            ("1,234,567.89", true, 1_234_567.89),
            ("1 200", false, 1200.0),
            ("1\u{a0}200,50", true, 1200.5),
            ("€ 1.200", true, 1200.0),
            ("12 %", false, 12.0),
            ("20k", false, 20_000.0),
            ("1,5 mln", true, 1_500_000.0),
            ("-5", false, -5.0),
            ("1e3", false, 1000.0),
            ("120 FTE", false, 120.0),
        ] {
            assert_eq!(
                said(text, comma_decimals),
                Said::Value(Scalar::Number(number)),
                "{text}"
            );
        }
    }

    #[test]
    fn bands_have_two_ends() {
        for (text, low, high) in [
            ("20-200", 20.0, 200.0),
            ("20 \u{2013} 200", 20.0, 200.0),
            ("1.000 tot 5.000", 1000.0, 5000.0),
            ("20 to 200 employees", 20.0, 200.0),
            ("200+", 200.0, f64::INFINITY),
            (">= 200", 200.0, f64::INFINITY),
            ("> 200", 200f64.next_up(), f64::INFINITY),
            ("< 20", f64::NEG_INFINITY, 20f64.next_down()),
        ] {
            assert_eq!(
                said(text, true),
                Said::Value(Scalar::Band { low, high }),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_told_and_what_is_not_known_is_nothing() {
        for text in [
            "many",
            "1.2.3",
            "20-",
            "2026-03-01",
            "1,2,3",
            "€",
            "1.20.300",
            "--5",
            "200-20",
        ] {
            assert_eq!(said(text, false), Said::NoNumber, "{text}");
        }
        for text in ["", "  ", "Unknown", "UNKNOWN"] {
            assert_eq!(said(text, false), Said::Nothing, "{text}");
        }
    }

    #[test]
    fn a_number_that_stands_for_nothing_does_so_however_it_is_written() {
        let asked = Asked {
            is_number: true,
            missing: vec!["-1".to_owned()],
            ..Asked::default()
        };
        for text in ["-1", "-1.0", "\u{2212}1"] {
            assert_eq!(read(text, &asked, false), Said::Nothing, "{text}");
        }
        assert_eq!(
            read("-1.5", &asked, false),
            Said::Value(Scalar::Number(-1.5))
        );
    }

    #[test]
    fn yes_and_no_are_words_where_they_are_asked_for() {
        let asked = Asked {
            is_flag: true,
            ..Asked::default()
        };
        assert_eq!(read("Ja", &asked, false), Said::Value(Scalar::Flag(true)));
        assert_eq!(read("0", &asked, false), Said::Value(Scalar::Flag(false)));
        let text = Said::Value(Scalar::Text("perhaps".to_owned()));
        assert_eq!(read("perhaps", &asked, false), text);
    }
}
