//! What is due to be looked at again, and writing down that somebody did. Must not know the terminal.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::doc::Date;
use crate::edit::{Change, Edit, FieldPath, Value, rewrite};
use crate::error::Error;
use crate::load::load;
use crate::model::{Book, Key, Kind};
use crate::progress::nobody;
use crate::score::{Freshness, freshness};
use crate::text::{closest, one_of};

/// An entry whose review is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Kind and id.
    pub key: Key,
    /// What it is called.
    pub name: String,
    /// Who looks after it, if somebody does.
    pub owner: Option<String>,
    /// Since when; nothing when nobody ever said that it was reviewed.
    pub since: Option<Date>,
    /// How many other entries refer to it.
    pub referred_to_by: usize,
}

/// What is due on a day: first what is so for longest (what was never reviewed before all else), then what more entries refer to.
/// Drafts and what is retired are nobody's duty.
#[must_use]
pub fn due(book: &Book, today: Date) -> Vec<Due> {
    let referred = referred(book);
    let entries = book.catalog.current().filter(|entry| !entry.is_draft());
    let mut due: Vec<Due> = entries
        .filter_map(|entry| {
            let since = match freshness(entry, &book.config.review, today) {
                Freshness::FreshUntil(_) => return None,
                Freshness::StaleSince(since) => Some(since),
                Freshness::NeverReviewed => None,
            };
            Some(Due {
                key: entry.key.clone(),
                name: entry.header.name.clone(),
                owner: entry.header.owner.clone(),
                since,
                referred_to_by: referred.get(&entry.key).copied().unwrap_or(0),
            })
        })
        .collect();
    due.sort_by_key(|one| (one.since, Reverse(one.referred_to_by), one.key.clone()));
    due
}

/// By how many other entries each is referred to.
fn referred(book: &Book) -> BTreeMap<Key, usize> {
    let keys: Vec<&Key> = book.catalog.entries().map(|entry| &entry.key).collect();
    let mut referred: BTreeMap<Key, usize> = BTreeMap::new();
    for (from, targets) in keys.iter().zip(book.catalog.targets()) {
        let mut to: Vec<usize> = targets.iter().flatten().copied().collect();
        to.sort_unstable();
        to.dedup();
        for key in to.into_iter().filter_map(|number| keys.get(number)) {
            if key != from {
                *referred.entry((*key).clone()).or_default() += 1;
            }
        }
    }
    referred
}

/// Writes into an entry that it was reviewed on a day, and by whom if that is told, and gives its file. `which` is its kind and id with a colon between them, or the id
/// alone where only one kind has it.
///
/// # Errors
///
/// When there is no such entry, its file cannot be read or written, or it changed meanwhile.
pub fn review(root: &Path, which: &str, on: Date, by: Option<&str>) -> Result<PathBuf, Error> {
    let book = load(root, &nobody)?.book.ok_or_else(|| {
        Error::refused(
            "personabook.toml has mistakes",
            "mend what `personabook check` says of it first",
        )
    })?;
    let key = find(&book, which)?;
    let file = book.catalog.get(&key).map(|entry| entry.file.as_str());
    let file = file.unwrap_or_default();
    let set = |field: &str, value: Value| Edit {
        path: FieldPath::default().key(field),
        change: Change::Set(value),
    };
    let reviewed = set("reviewed", Value::Date(on));
    let by = by.map(|by| set("reviewed_by", Value::Text(by.to_owned())));
    let edits: Vec<Edit> = std::iter::once(reviewed).chain(by).collect();
    rewrite(root, file, &edits)
}

/// The entry that somebody means.
fn find(book: &Book, which: &str) -> Result<Key, Error> {
    let keys = || book.catalog.entries().map(|entry| &entry.key);
    let shown = |key: &Key| format!("{}:{}", key.kind.name(), key.id);
    let (kind, id) = match which.split_once(':') {
        Some((kind, id)) => (Some(Kind::from_name(kind)), id),
        None => (None, which),
    };
    let is_meant = |key: &&Key| key.id == id && kind.is_none_or(|kind| kind == Some(key.kind));
    let meant: Vec<&Key> = keys().filter(is_meant).collect();
    match meant[..] {
        [key] => Ok(key.clone()),
        [] => {
            let names: Vec<String> = keys().map(shown).collect();
            let ids = keys().map(|key| key.id.as_str());
            let close = closest(which, names.iter().map(String::as_str));
            let close = close.or_else(|| closest(id, ids));
            let help = match close {
                Some(close) => format!("did you mean `{close}`?"),
                None => "write its kind and its id: `persona:sophie`".to_owned(),
            };
            Err(Error::refused(format!("there is no `{which}`"), help))
        }
        _ => {
            let names: Vec<String> = meant.into_iter().map(shown).collect();
            let names = one_of(names.iter().map(String::as_str));
            Err(Error::refused(
                format!("several entries have the id `{id}`"),
                format!("write {names}"),
            ))
        }
    }
}
