//! Numbers, days and yes or no as people write them, put as TOML writes them. Must not know fields.

/// What was wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// It has a sign, a unit or a separator.
    Signs,
    /// It has a comma where a point belongs.
    Comma,
    /// There are two of them.
    Range,
}

const THOUSANDS: &[&str] = &["k", "duizend", "thousand"];
const MILLIONS: &[&str] = &["m", "mln", "mio", "million", "miljoen"];
/// "4 of 5": a number on a scale.
const OF: &[&str] = &["/", "of", "van", "out of"];

/// The number that a text such as "35%", "€ 1.250,50", "8,7" or "4/5" means, as TOML writes it. Of two numbers it is the first.
pub(super) fn number(text: &str, (least, most): (i64, i64)) -> Option<(String, Oddity)> {
    let text = text.trim().replace('\u{2212}', "-");
    let first = text.find(|letter: char| letter.is_ascii_digit())?;
    let is_part = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'' | '’' | '_') || is_wide(letter)
    };
    let end = text[first..].find(|letter| !is_part(letter));
    let end = end.map_or(text.len(), |end| first + end);
    let run = text[first..end].trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let after = text[first + run.len()..].trim();
    let unit = after
        .trim_start_matches(['.', ',', '-'])
        .trim()
        .to_lowercase();
    let before = text[..first].trim_end();
    let negative = before == "-";
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let mut oddity = Oddity::Signs;
    if digits(after) {
        let is_scale = OF.iter().any(|word| {
            unit.strip_prefix(word)
                .is_some_and(|rest| rest.trim().bytes().all(|byte| byte.is_ascii_digit()))
        });
        if !is_scale {
            oddity = Oddity::Range;
        }
    }
    let (mut value, has_comma) = plain(run, (least, most))?;
    if has_comma && oddity == Oddity::Signs && after.is_empty() && before.is_empty() {
        oddity = Oddity::Comma;
    }
    let word = unit.split([' ', '.']).next().unwrap_or("");
    for (words, zeros) in [(THOUSANDS, 3), (MILLIONS, 6)] {
        if words.contains(&word) {
            value = shifted(&value, zeros);
        }
    }
    if negative {
        value.insert(0, '-');
    }
    Some((value, oddity))
}

fn is_wide(letter: char) -> bool {
    letter == ' ' || letter != '\n' && letter.is_whitespace()
}

/// Digits with separators as a plain number, and whether a comma was its point.
fn plain(run: &str, (least, most): (i64, i64)) -> Option<(String, bool)> {
    let run: String = run
        .chars()
        .filter(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
        .collect();
    let (points, commas) = (run.matches('.').count(), run.matches(',').count());
    let (value, has_comma) = match (points, commas) {
        (0, 0) => (run, false),
        (1, 1..) if run.rfind('.') > run.rfind(',') => (run.replace(',', ""), false),
        (1.., 1) if run.rfind(',') > run.rfind('.') => {
            (run.replace('.', "").replace(',', "."), true)
        }
        (1, 0) | (0, 1) => {
            let (whole, part) = run.split_once(['.', ','])?;
            let together = format!("{whole}{part}");
            let is_within = together
                .parse::<i64>()
                .is_ok_and(|number| (least..=most).contains(&number));
            if part.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') && is_within {
                (together, false)
            } else {
                (format!("{whole}.{part}"), commas == 1)
            }
        }
        _ => (run.replace(['.', ','], ""), false),
    };
    let whole = value.split('.').next().unwrap_or("");
    let zeros = whole.len() - whole.trim_start_matches('0').len();
    let zeros = if zeros == whole.len() {
        zeros.saturating_sub(1)
    } else {
        zeros
    };
    Some((value[zeros..].to_owned(), has_comma))
}

/// A plain number with its point moved to the right.
fn shifted(value: &str, zeros: usize) -> String {
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let part = format!("{part:0<zeros$}");
    let (into, rest) = part.split_at(zeros);
    if rest.is_empty() {
        format!("{whole}{into}")
    } else {
        format!("{whole}{into}.{rest}")
    }
}

/// Whether a number is written so that some read it as thousands and TOML reads it as a whole: `1.000`.
pub(super) fn is_ambiguous(written: &str) -> bool {
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    let whole = whole.trim_start_matches(['-', '+']);
    part == "000" && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
}

const YES: &[&str] = &[
    "true", "yes", "y", "ja", "j", "on", "aan", "1", "waar", "wahr", "oui",
];
const NO: &[&str] = &[
    "false", "no", "n", "nee", "nein", "off", "uit", "0", "onwaar", "falsch", "non",
];

/// True or false, from the words people write for them.
pub(super) fn flag(text: &str) -> Option<bool> {
    let word = text.trim().trim_end_matches('.').to_lowercase();
    if YES.contains(&word.as_str()) {
        Some(true)
    } else if NO.contains(&word.as_str()) {
        Some(false)
    } else {
        None
    }
}

const NOTHING: &[&str] = &[
    "null",
    "nil",
    "none",
    "undefined",
    "n/a",
    "n.v.t.",
    "nvt",
    "~",
    "-",
    "?",
    "geen",
    "tbd",
];

/// Whether a word says that there is no value.
pub(super) fn is_nothing(text: &str) -> bool {
    NOTHING.contains(&text.trim().to_lowercase().as_str())
}

/// The beginnings of the months' names in English, Dutch, German and French.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "fév"],
    &["mar", "maa", "mrt", "mär"],
    &["apr", "avr"],
    &["may", "mei", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aoû"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez", "déc"],
];

/// A day as TOML writes it, from the orders in which people write days: `27-11-2026`, "27 november 2026", "Nov 27, 2026",
/// `2026/11/27`. A month alone gives its first day.
pub(super) fn date(text: &str) -> Option<String> {
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut month = None;
    let parts = text.split(|letter: char| !letter.is_alphanumeric());
    for part in parts.filter(|part| !part.is_empty()) {
        let end = part.find(|letter: char| !letter.is_ascii_digit());
        let digits = &part[..end.unwrap_or(part.len())];
        if digits.is_empty() {
            let word = part.to_lowercase();
            let named = MONTHS
                .iter()
                .position(|names| names.iter().any(|name| word.starts_with(name)));
            // A word that is no month is a day of the week or "de", "of".
            month = month.or(named.and_then(|at| u32::try_from(at + 1).ok()));
        } else {
            numbers.push((digits.parse().ok()?, digits.len()));
        }
    }
    let (year, month, day) = match (numbers.as_slice(), month) {
        ([(year, 4), (month, _), (day, _), ..], None) => (*year, *month, *day),
        ([(first, 1..=2), (second, 1..=2), (year, 2 | 4)], None) => {
            let year = if *year < 100 { year + 2000 } else { *year };
            if *second > 12 {
                (year, *first, *second)
            } else {
                (year, *second, *first)
            }
        }
        ([(year, 4), (month, 1..=2)], None) => (*year, *month, 1),
        ([(month, 1..=2), (year, 4)], None) => (*year, *month, 1),
        ([(day, 1..=2), (year, 4)], Some(month)) => (*year, month, *day),
        ([(year, 4), (day, 1..=2)], Some(month)) => (*year, month, *day),
        ([(year, 4)], Some(month)) => (*year, month, 1),
        _ => return None,
    };
    let date = jiff::civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    date.ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: (i64, i64) = (i64::MIN, i64::MAX);

    #[test]
    fn numbers_as_people_write_them() {
        for (written, meant) in [
            ("35%", "35"),
            ("35 %", "35"),
            ("8,7", "8.7"),
            ("1,000", "1000"),
            ("1.000.000", "1000000"),
            ("€ 1.250,50", "1250.50"),
            ("$1,250.50", "1250.50"),
            ("€ 50", "50"),
            ("50,-", "50"),
            ("1 000", "1000"),
            ("1\u{a0}000 EUR", "1000"),
            ("50k", "50000"),
            ("1.5 mln", "1500000"),
            ("-3,5", "-3.5"),
            ("\u{2212}2", "-2"),
            ("012", "12"),
            ("0,5", "0.5"),
            ("4/5", "4"),
            ("4 of 5", "4"),
            ("~12", "12"),
            (">1000", "1000"),
        ] {
            assert_eq!(number(written, ANY).unwrap().0, meant, "{written}");
        }
        assert_eq!(number("8,125", (0, 100)).unwrap().0, "8.125");
        assert_eq!(
            number("35-40", ANY).unwrap(),
            ("35".to_owned(), Oddity::Range)
        );
        assert_eq!(number("about", ANY), None);
        assert!(is_ambiguous("1.000") && !is_ambiguous("0.000") && !is_ambiguous("1.00"));
    }

    #[test]
    fn days_in_every_order() {
        for written in [
            "27-11-2026",
            "27/11/2026",
            "27.11.2026",
            "11/27/2026",
            "27-11-26",
            "2026/11/27",
            "27 november 2026",
            "Nov 27, 2026",
            "November 27th, 2026",
            "27 nov. 2026",
            "2026-11-27T10:00:00",
        ] {
            assert_eq!(date(written).as_deref(), Some("2026-11-27"), "{written}");
        }
        assert_eq!(date("mei 2026").as_deref(), Some("2026-05-01"));
        assert_eq!(date("2026-1-5").as_deref(), Some("2026-01-05"));
        assert_eq!(date("31-02-2026"), None);
        assert_eq!(date("soon"), None);
    }
}
