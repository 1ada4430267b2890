//! Days as people write them. Must not know what happened on them.

use super::languages;
use crate::doc::Date;

/// A day that a text says in numbers and nothing else, where it is sure which is the month.
pub(super) fn written(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let is_number =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return None;
    }
    match (first.len(), third.len()) {
        (4, _) => day(first, second, third),
        (_, 4) if !text.contains('/') => day(third, second, first),
        (_, 4) => {
            let (one, other) = (number(first)?, number(second)?);
            match (one > 12, other > 12) {
                (true, false) => day(third, second, first),
                (false, true) => day(third, first, second),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The last day that a text may mean: of the month, the quarter or the year that it names.
pub(super) fn about(text: &str) -> Option<Date> {
    if let Some(date) = written(text) {
        return Some(date);
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let year = words.iter().find(|word| is_year(word))?;
    let month = words.iter().find_map(|word| month(word));
    let Some(month) = month else {
        let quarter = words
            .iter()
            .find_map(|word| word.strip_prefix(['q', 'k'])?.parse::<u32>().ok());
        let month = quarter
            .filter(|quarter| (1..=4).contains(quarter))
            .map_or(12, |quarter| quarter * 3);
        return last_of(year, month);
    };
    let is_day =
        |word: &&&str| word.len() <= 2 && number(word).is_some_and(|day| (1..=31).contains(&day));
    let named = words.iter().find(is_day);
    named
        .and_then(|named| day(year, &month.to_string(), named))
        .or_else(|| last_of(year, month))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && number(word).is_some_and(|year| (1900..2200).contains(&year))
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

fn month(word: &str) -> Option<u32> {
    if word.chars().count() < 3 || word.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    languages().find_map(|words| {
        let months = words.months();
        let found = months
            .iter()
            .position(|month| month.to_lowercase().starts_with(word))?;
        u32::try_from(found + 1).ok()
    })
}

fn last_of(year: &str, month: u32) -> Option<Date> {
    let month = month.to_string();
    let mut days = ["31", "30", "29", "28"].into_iter();
    days.find_map(|last| day(year, &month, last))
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    format!("{year:0>4}-{month:0>2}-{day:0>2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_taken_only_where_it_is_sure() {
        let told = |text| written(text).map(|date| date.to_string());
        assert_eq!(told("2026-03-01").as_deref(), Some("2026-03-01"));
        assert_eq!(told("1-3-2026").as_deref(), Some("2026-03-01"));
        assert_eq!(told("2026/3/1").as_deref(), Some("2026-03-01"));
        assert_eq!(told("25/12/2026").as_deref(), Some("2026-12-25"));
        assert_eq!(told("3/4/2026"), None);
        assert_eq!(told("March 2026"), None);
    }

    #[test]
    fn a_month_ends_with_its_last_day() {
        let told = |text| about(text).map(|date| date.to_string());
        assert_eq!(told("March 2026").as_deref(), Some("2026-03-31"));
        assert_eq!(told("12 maart 2026").as_deref(), Some("2026-03-12"));
        assert_eq!(told("Q2 2025").as_deref(), Some("2025-06-30"));
        assert_eq!(told("Nov-Dec 2025").as_deref(), Some("2025-11-30"));
        assert_eq!(told("2024").as_deref(), Some("2024-12-31"));
        assert_eq!(told("last week"), None);
    }
}
