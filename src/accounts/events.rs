//! What accounts did, from a list with a row for each event. Must not know points.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::columns::bare;
use super::rows::{Damaged, How, Row, open};
use crate::doc::Date;
use crate::error::Error;
use crate::score::Event;
use crate::text::{closest, one_of};

/// The events of all accounts, small enough that millions of them stay in memory.
#[derive(Default)]
pub(super) struct Events {
    /// The number of an account by its name in lower case. It is asked for names, and never gives them in an order.
    accounts: HashMap<Box<str>, u32>,
    /// The names of the signals.
    signals: Vec<String>,
    /// By account; those of one account in the order of the list.
    did: Vec<Did>,
    /// Where those of each account begin, and behind the last one.
    starts: Vec<usize>,
}

/// An event: the numbers of its account and its signal, and its day.
struct Did {
    account: u32,
    signal: u16,
    date: Date,
}

/// What one account did.
pub(super) struct Own<'a> {
    /// The number of the account.
    pub(super) account: u32,
    pub(super) events: Vec<Event<'a>>,
}

impl Events {
    /// What an account did, if it is in the list.
    pub(super) fn of(&self, account: &str) -> Option<Own<'_>> {
        let account = *self.accounts.get(account.to_lowercase().as_str())?;
        let place = account as usize;
        let own = self.did[self.starts[place]..self.starts[place + 1]].iter();
        let own = own.map(|one| Event {
            signal: &self.signals[usize::from(one.signal)],
            date: one.date,
        });
        Some(Own {
            account,
            events: own.collect(),
        })
    }

    /// How many accounts did something.
    pub(super) fn accounts(&self) -> usize {
        self.accounts.len()
    }

    fn add(&mut self, name: String, signal: u16, date: Date) {
        // A number for more accounts than fit would take more memory than there is.
        let next = u32::try_from(self.accounts.len()).unwrap_or(u32::MAX);
        let account = *self.accounts.entry(name.into_boxed_str()).or_insert(next);
        self.did.push(Did {
            account,
            signal,
            date,
        });
    }

    /// Puts together what each account did, when all are there.
    fn sort(&mut self) {
        self.did.sort_by_key(|one| one.account);
        let accounts = 0..=self.accounts.len();
        let start = |account: usize| {
            self.did
                .partition_point(|one| (one.account as usize) < account)
        };
        self.starts = accounts.map(start).collect();
    }
}

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
    let known: BTreeMap<String, u16> = (0..)
        .zip(signals)
        .map(|(number, name)| (bare(name), number))
        .collect();
    let mut read = Read {
        events: Events {
            signals: signals.iter().map(|name| (*name).to_owned()).collect(),
            ..Events::default()
        },
        count: 0,
        unknown: BTreeMap::new(),
        refused: Vec::new(),
    };
    let look = |row: Row| {
        let line = row.line;
        let came = match row {
            row if row.is_empty() => Came::Empty,
            Row {
                cells: Err(damaged),
                ..
            } => Came::Refused(damaged),
            Row {
                cells: Ok(cells), ..
            } => match (day(&cells[date]), known.get(&bare(&cells[signal]))) {
                (None, _) => Came::Refused(Damaged {
                    why: format!("`{}` is no date", cells[date].trim()),
                    text: cells.join(", "),
                }),
                (Some(_), None) => Came::Unknown(cells[signal].trim().to_owned()),
                (Some(day), Some(signal)) => {
                    Came::Event(cells[account].trim().to_lowercase(), *signal, day)
                }
            },
        };
        (line, came)
    };
    rows.look_at_all(look, |looked| {
        for (line, came) in looked {
            match came {
                Came::Empty => {}
                Came::Refused(damaged) => read.refused.push((line, damaged)),
                Came::Unknown(signal) => *read.unknown.entry(signal).or_default() += 1,
                Came::Event(account, signal, date) => {
                    read.count += 1;
                    read.events.add(account, signal, date);
                }
            }
        }
        Ok(())
    })?;
    read.events.sort();
    Ok(read)
}

/// What a row is.
enum Came {
    Empty,
    Refused(Damaged),
    /// Of a signal that the model does not count.
    Unknown(String),
    /// Account, signal and day.
    Event(String, u16, Date),
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
