//! How long something takes, read from words such as "1 to 2 weeks" or "8 tot 15 dagen". Must not know what takes
//! so long.

/// The days in a unit, in the languages that books are written in.
const UNITS: [(f64, &[&str]); 6] = [
    (1.0 / 24.0, &["hour", "hours", "uur", "uren"]),
    (
        1.0,
        &["day", "days", "dag", "dagen", "werkdag", "werkdagen"],
    ),
    (7.0, &["week", "weeks", "weken"]),
    (30.4, &["month", "months", "maand", "maanden"]),
    (91.3, &["quarter", "quarters", "kwartaal", "kwartalen"]),
    (365.25, &["year", "years", "jaar", "jaren"]),
];
const NUMBERS: [(&str, f64); 24] = [
    ("a", 1.0),
    ("an", 1.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("half", 0.5),
    ("een", 1.0),
    ("één", 1.0),
    ("twee", 2.0),
    ("drie", 3.0),
    ("vier", 4.0),
    ("vijf", 5.0),
    ("zes", 6.0),
    ("zeven", 7.0),
    ("acht", 8.0),
    ("negen", 9.0),
    ("tien", 10.0),
];
/// More words than this between a number and a unit, and the number counts something else.
const BETWEEN: usize = 1;

/// The days that a text speaks of, at least and at most; several lengths in it add up. Nothing when it has none, or has
/// a unit without a number ("months").
pub(crate) fn days(text: &str) -> Option<(f64, f64)> {
    let mut total: Option<(f64, f64)> = None;
    let mut numbers: Vec<f64> = Vec::new();
    let mut since = 0;
    for word in words(text) {
        if let Some(number) = number(&word) {
            if since > BETWEEN {
                numbers.clear();
            }
            numbers.push(number);
            since = 0;
        } else if let Some(unit) = unit(&word) {
            let (first, last) = (numbers.first()?, numbers.last()?);
            let (least, most) = total.unwrap_or_default();
            total = Some((
                least + first.min(*last) * unit,
                most + first.max(*last) * unit,
            ));
            numbers.clear();
            since = 0;
        } else if !matches!(word.as_str(), "to" | "tot" | "or" | "of" | "à") {
            since += 1;
            if since > BETWEEN {
                numbers.clear();
            }
        }
    }
    total
}

/// The words in lower case; a point or comma between digits stays.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '.' | ',')))
        .map(|word| word.trim_matches(['.', ',']).replace(',', "."))
        .filter(|word| !word.is_empty())
        .collect()
}

fn number(word: &str) -> Option<f64> {
    if word.starts_with(|letter: char| letter.is_ascii_digit()) {
        return word.parse().ok();
    }
    NUMBERS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, number)| *number)
}

fn unit(word: &str) -> Option<f64> {
    UNITS
        .iter()
        .find(|(_, names)| names.contains(&word))
        .map(|(days, _)| *days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_single_lengths_are_read() {
        for (text, expected) in [
            ("1 to 2 weeks", (7.0, 14.0)),
            ("8 to 15 days", (8.0, 15.0)),
            ("2-3 weken", (14.0, 21.0)),
            ("1,5 week", (10.5, 10.5)),
            ("a week", (7.0, 7.0)),
            ("drie werkdagen", (3.0, 3.0)),
            ("3 working days", (3.0, 3.0)),
            ("5 to 3 days", (3.0, 5.0)),
        ] {
            assert_eq!(days(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn several_lengths_add_up() {
        assert_eq!(
            days("2 days of work, 2 weeks of waiting"),
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
            assert_eq!(days(text), None, "{text}");
        }
    }
}
