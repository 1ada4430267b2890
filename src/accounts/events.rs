//! What accounts did, from a list with a row for each event. Must not know points.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::columns::bare;
use super::rows::{Damaged, How, open};
use crate::doc::Date;
use crate::error::Error;
use crate::score::Event;
use crate::text::{closest, one_of};

/// The events of each account, by its name in lower case. It is asked for names, and never gives them in an order.
pub(super) type Events = HashMap<String, Vec<Event>>;

/// A list of events, read.
pub(super) struct Read {
    pub(super) events: Events,
    /// How many there are.
    pub(super) count: u64,
    /// Signals that the model does not know, and how often each came.
    pub(super) unknown: BTreeMap<String, u64>,
    /// Rows that cannot be used, by their line.
    pub(super) refused: Vec<(u64, Damaged)>,
}

const ACCOUNT: [&str; 6] = [
    "account",
    "accountname",
    "company",
    "klant",
    "bedrijf",
    "name",
];
const SIGNAL: [&str; 6] = [
    "signal",
    "event",
    "activity",
    "type",
    "signaal",
    "activiteit",
];
const DATE: [&str; 6] = ["date", "day", "datum", "dag", "timestamp", "time"];

/// Reads a list of events. `signals` are the ones that the model counts.
///
/// # Errors
/// When it cannot be read or lacks one of its three columns.
pub(super) fn read(path: &Path, signals: &[&str]) -> Result<Read, Error> {
    let (_, header, mut rows) = open(path, How::default())?;
    let column = |names: &[&str]| {
        let found = names
            .iter()
            .find_map(|name| header.iter().position(|title| bare(title) == *name));
        found.ok_or_else(|| {
            let titles = one_of(header.iter().map(String::as_str));
            Error::refused(
                format!("the events have no column `{}`", names[0]),
                format!("name three columns account, signal and date; these are {titles}"),
            )
        })
    };
    let (account, signal, date) = (column(&ACCOUNT)?, column(&SIGNAL)?, column(&DATE)?);
    let known: BTreeMap<String, String> = signals
        .iter()
        .map(|name| (bare(name), (*name).to_owned()))
        .collect();
    let mut read = Read {
        events: Events::new(),
        count: 0,
        unknown: BTreeMap::new(),
        refused: Vec::new(),
    };
    while let Some(row) = rows.next()? {
        let cells = match row.cells {
            Ok(cells) => cells,
            Err(damaged) => {
                read.refused.push((row.line, damaged));
                continue;
            }
        };
        let Some(day) = day(&cells[date]) else {
            let why = format!("`{}` is no date", cells[date].trim());
            let text = cells.join(", ");
            read.refused.push((row.line, Damaged { why, text }));
            continue;
        };
        let Some(name) = known.get(&bare(&cells[signal])) else {
            *read
                .unknown
                .entry(cells[signal].trim().to_owned())
                .or_default() += 1;
            continue;
        };
        read.count += 1;
        let account = cells[account].trim().to_lowercase();
        read.events.entry(account).or_default().push(Event {
            signal: name.clone(),
            date: day,
        });
    }
    Ok(read)
}

/// The signal of the model that somebody may have meant.
pub(super) fn meant<'a>(signal: &str, signals: &[&'a str]) -> Option<&'a str> {
    closest(signal, signals.iter().copied())
}

/// `2026-03-01`, also with a time behind it, `01-03-2026`, and with strokes where only one reading is possible.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let date = text.split(['T', ' ']).next().unwrap_or_default();
    if let Ok(day) = date.parse() {
        return Some(day);
    }
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let [first, second, year] = parts[..] else {
        return None;
    };
    let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    let (day, month) = match date.contains('/') {
        // Where the month comes first, nothing but a number beyond twelve tells.
        true if first > 12 || first == second => (first, second),
        true if second > 12 => (second, first),
        true => return None,
        false => (first, second),
    };
    let is_year = year.len() == 4;
    is_year.then(|| format!("{year}-{month:02}-{day:02}").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let iso = |text: &str| day(text).map(|day| day.to_string());
        let march = Some("2026-03-01".to_owned());
        for text in [
            "2026-03-01",
            "2026-03-01T10:20:30Z",
            "2026-03-01 10:20",
            "01-03-2026",
            "1.3.2026",
        ] {
            assert_eq!(iso(text), march, "{text}");
        }
        assert_eq!(iso("13/3/2026"), Some("2026-03-13".to_owned()));
        assert_eq!(iso("3/13/2026"), Some("2026-03-13".to_owned()));
        for text in ["", "1/3/2026", "2026-13-01", "yesterday", "01-03-26"] {
            assert_eq!(iso(text), None, "{text}");
        }
    }
}
