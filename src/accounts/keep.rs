//! What came of a backtest, written into the qualification that ranks by its scorecard. Must not know how it came about.

use std::path::{Path, PathBuf};

use super::backtest::Backtest;
use crate::doc::Date;
use crate::edit::{Change, Edit, FieldPath, Value, rewrite};
use crate::error::Error;
use crate::model::qualification::Qualification;
use crate::model::{Book, Entry};
use crate::score;
use crate::text::one_of;

/// What is kept of a backtest beside its numbers.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// The folder of the book.
    pub root: &'a Path,
    /// The list: only its name is written.
    pub list: &'a Path,
    /// The day on which it was tried.
    pub day: Date,
}

/// The qualification in which the results of a profile are kept: the one with this id, else the only one that names the profile.
///
/// # Errors
/// When there is none, or there are several.
pub fn qualification_of<'a>(
    book: &'a Book,
    icp: &str,
    id: Option<&str>,
) -> Result<(&'a Entry, &'a Qualification), Error> {
    let all = book.catalog.all::<Qualification>();
    let all =
        all.filter(|(entry, one)| one.icp.id == icp && id.is_none_or(|id| entry.key.id == id));
    let all: Vec<(&Entry, &Qualification)> = all.collect();
    match all[..] {
        [only] => Ok(only),
        [] => {
            let message = match id {
                Some(id) => format!("no qualification `{id}` names the profile `{icp}`"),
                None => format!(
                    "no qualification names the profile `{icp}`, so the result has no place"
                ),
            };
            let help = format!("write `icp = \"{icp}\"` into one, or leave out `--write`");
            Err(Error::refused(message, help))
        }
        _ => {
            let ids = all.iter().map(|(entry, _)| entry.key.id.as_str());
            Err(Error::refused(
                format!("several qualifications name the profile `{icp}`"),
                format!("say which with `--qualification`: {}", one_of(ids)),
            ))
        }
    }
}

/// Adds the result to `[[backtests]]` of a qualification, and gives the path of its file. A result of the same day on the same list is replaced.
///
/// # Errors
/// When there were too few rows for a result, or the file cannot be changed; it is as it was then.
pub fn keep(
    kept: &Kept<'_>,
    (entry, qualification): (&Entry, &Qualification),
    result: &Backtest,
) -> Result<PathBuf, Error> {
    let Some(auc) = result.auc else {
        return Err(Error::refused(
            "too few rows to judge it, so there is no result to write",
            "try it on a longer list",
        ));
    };
    let name = kept.list.file_name().and_then(|name| name.to_str());
    let name = name.unwrap_or("leads.csv");
    let decimals = |number: f64| Value::Number((number * 10_000.0).round() / 10_000.0);
    let rows = |rows: usize| Value::Number(score::count(rows));
    let fields: Vec<(String, Value)> = [
        ("date", Value::Date(kept.day)),
        ("n", rows(result.all.n)),
        ("won", rows(result.all.won)),
        ("auc", decimals(auc.area)),
        ("error", decimals(auc.error)),
        ("file", Value::Text(name.to_owned())),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into();
    let backtests = FieldPath::default().key("backtests");
    let mut all = qualification.backtests.iter();
    let before = all.position(|one| one.date == kept.day && one.file.as_deref() == Some(name));
    let edits: Vec<Edit> = match before {
        Some(place) => fields
            .into_iter()
            .map(|(key, value)| Edit {
                path: backtests.index(place).key(&key),
                change: Change::Set(value),
            })
            .collect(),
        None => vec![Edit {
            path: backtests,
            change: Change::Add(Value::Table(fields)),
        }],
    };
    rewrite(kept.root, &entry.file, &edits)
}
