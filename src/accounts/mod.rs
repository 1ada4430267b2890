//! Lists of accounts, as a CRM exports them: read, scored with the model of a book, and written with the reason for every point. A row
//! that cannot be used is told with its line; none is shifted or lost. Must not know the terminal.

pub mod analysis;
pub mod backtest;
mod cell;
mod columns;
mod events;
mod footer;
pub mod keep;
mod lines;
mod quoting;
pub mod report;
mod result;
mod rows;
mod summary;
mod whole;
mod workbook;

use std::path::Path;

use crate::disk::Begun;
use crate::doc::Date;
use crate::error::Error;
use crate::model::icp::Icp;
use crate::model::qualification::Qualification;
use crate::model::value::{Labels, Scalar};
use crate::progress::{Phase, Progress, Tell};
use crate::score::InWords;
use crate::text::shown_path;

use cell::Said;
use columns::{Columns, columns};
use events::Events;
use result::{Scored, Scorer};
use rows::{Damaged, Row, open};

pub(crate) use cell::{NO, YES};
pub(crate) use columns::{Field, fields};
pub(crate) use result::{COLUMNS, line as csv_line};
pub(crate) use rows::place;
pub use rows::{How, Written};
pub use summary::{Bar, Summary, Top, UnknownField};
pub(crate) use whole::{Sheet, sheets, whole};

/// Up to so many rows are sorted, the best first; a longer list stays in its order, so that memory does not grow with it.
pub const MOST_SORTED: usize = 200_000;

/// What accounts are scored with.
#[derive(Debug)]
pub struct Model<'a> {
    /// The profile; it has a scorecard.
    pub icp: &'a Icp,
    /// How leads are qualified, if that is asked.
    pub qualification: Option<&'a Qualification>,
    /// In which language reasons are.
    pub words: InWords,
    /// The day up to which engagement decays.
    pub day: Date,
}

/// The list, and where to write what.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// The accounts.
    pub accounts: &'a Path,
    /// What they did.
    pub events: Option<&'a Path>,
    /// Columns that are called otherwise than the values of the model: column, value.
    pub map: &'a [(String, String)],
    /// The column with the name of the account, where it cannot be found.
    pub account: Option<&'a str>,
    /// How the accounts are written.
    pub how: How<'a>,
    /// The list with its scores.
    pub out: Option<&'a Path>,
    /// The rows that could not be used.
    pub rejects: Option<&'a Path>,
}

/// Scores a list. Rows that cannot be used are in the summary.
///
/// # Errors
/// When a file cannot be read or written, or no column is a value of the model.
pub fn score_list(model: &Model<'_>, list: &List<'_>, tell: Tell<'_>) -> Result<Summary, Error> {
    let (written, header, mut rows) = open(list.accounts, list.how)?;
    let asked = (model.icp, model.qualification);
    let columns = columns(&header, asked, list.map, list.account)?;
    let signals = model
        .qualification
        .iter()
        .flat_map(|rules| &rules.engagement);
    let signals: Vec<&str> = signals.filter_map(|row| row.field.as_deref()).collect();
    let events = list.events.map(|path| events::read(path, &signals));
    let events = events.transpose()?;
    let mut out = Out::begin(list, &written, &header)?;
    let mut rejects = Rejects::begin(list)?;
    let mut summary = Summary::new(&written, &header, &columns, events.is_some());
    summary.add_events(events.as_ref(), &signals);
    if let Some(read) = &events {
        for (line, damaged) in &read.refused {
            rejects.add(*line, damaged, "events")?;
        }
    }
    let scoring = Scoring {
        with: Scorer {
            model,
            explainer: model.words.explainer(model.icp, model.qualification),
            comma_decimals: written.comma_decimals,
        },
        columns: &columns,
        events: events.as_ref().map(|read| &read.events),
    };
    let total = usize::try_from(written.lines).unwrap_or(usize::MAX);
    let line = out.line();
    let mut done = 0;
    let look = |row| scoring.look(row, line);
    rows.look_at_all(look, |looked| {
        done += looked.len();
        let phase = Phase::Scoring;
        tell(Progress {
            phase,
            done,
            total: total.max(done),
        });
        for Looked { line, came } in looked {
            match came {
                Came::Scored(scored, text) => {
                    out.add(scored.rank, text)?;
                    summary.add(line, &scored);
                }
                Came::Refused(damaged) => {
                    summary.refuse(line, &damaged);
                    rejects.add(line, &damaged, "accounts")?;
                }
                Came::Empty => summary.pass_over(line),
            }
        }
        Ok(())
    })?;
    summary.is_sorted = out.finish()?;
    rejects.finish()?;
    summary.finish();
    Ok(summary)
}

/// A row, and what came of it.
struct Looked {
    line: u64,
    came: Came,
}

enum Came {
    /// With the line that is written, if one is.
    Scored(Box<Scored>, String),
    Refused(Damaged),
    Empty,
}

/// How a line is written.
#[derive(Clone, Copy)]
struct InALine {
    separator: char,
    comma_decimals: bool,
}

/// Scores one row after the other.
struct Scoring<'a> {
    with: Scorer<'a>,
    columns: &'a Columns,
    events: Option<&'a Events>,
}

impl Scoring<'_> {
    fn look(&self, row: Row, written: Option<InALine>) -> Looked {
        let line = row.line;
        let came = match row {
            row if row.is_empty() => Came::Empty,
            Row {
                cells: Err(damaged),
                ..
            } => Came::Refused(damaged),
            Row {
                cells: Ok(cells), ..
            } => {
                let mut scored = self.row(&cells);
                let text = written.map_or(String::new(), |written| {
                    let all = cells.iter().chain(&scored.cells).map(String::as_str);
                    result::line(all, written.separator, written.comma_decimals)
                });
                // They stand in the line, and go on the thread that made them.
                scored.cells = Default::default();
                Came::Scored(Box::new(scored), text)
            }
        };
        Looked { line, came }
    }

    fn row(&self, cells: &[String]) -> Scored {
        let known = known(self.columns, cells, self.with.comma_decimals);
        let account = cells
            .get(self.columns.account)
            .map_or("", |cell| cell.trim());
        let own = self.events.map(|events| events.of(account));
        let events = own
            .as_ref()
            .map(|own| own.as_ref().map_or(&[][..], |own| &own.events));
        let mut scored = result::scored(&self.with, &known.values, events);
        account.clone_into(&mut scored.account);
        scored.did = own.flatten().map(|own| own.account);
        scored.unknown = known.unknown;
        scored.no_number = known.no_number;
        scored
    }
}

/// What a row says of an account.
struct Known {
    values: Labels<Scalar>,
    /// Values that are not known, by position.
    unknown: Vec<usize>,
    /// Values that are no number, by position, and what stands there.
    no_number: Vec<(usize, String)>,
}

fn known(columns: &Columns, cells: &[String], comma_decimals: bool) -> Known {
    let mut known = Known {
        values: Labels::default(),
        unknown: Vec::new(),
        no_number: Vec::new(),
    };
    for (index, field) in columns.fields.iter().enumerate() {
        let Some(cell) = field.column.and_then(|column| cells.get(column)) else {
            continue;
        };
        match cell::read(cell, &field.asked, comma_decimals) {
            Said::Nothing => known.unknown.push(index),
            Said::Value(value) => known.values.0.push((field.name.clone(), value)),
            Said::NoNumber => known.no_number.push((index, cell.trim().to_owned())),
        }
    }
    known
}

/// The list with its scores, as long as it is written.
struct Out {
    file: Option<Begun>,
    written: InALine,
    /// Rows that may still be sorted; nothing any more when there are too many.
    waiting: Option<Vec<(result::Rank, String)>>,
}

impl Out {
    fn begin(list: &List<'_>, written: &Written, header: &[String]) -> Result<Self, Error> {
        let mut out = Self {
            file: None,
            written: InALine {
                separator: written.separator,
                comma_decimals: written.comma_decimals,
            },
            waiting: Some(Vec::new()),
        };
        let Some(path) = list.out else { return Ok(out) };
        refuse_foreign(path, &|header| {
            let own = header.len().saturating_sub(COLUMNS.len());
            header[own..].iter().map(String::as_str).eq(COLUMNS)
        })?;
        let (folder, name) = place(path)?;
        let mut file = folder.begin(&name)?;
        if written.has_mark {
            file.add("\u{feff}".as_bytes())?;
        }
        let titles = header.iter().map(String::as_str).chain(COLUMNS);
        let InALine {
            separator,
            comma_decimals,
        } = out.written;
        file.add(result::line(titles, separator, comma_decimals).as_bytes())?;
        out.file = Some(file);
        Ok(out)
    }

    /// How lines are written, if they are.
    fn line(&self) -> Option<InALine> {
        self.file.as_ref().map(|_| self.written)
    }

    fn add(&mut self, rank: result::Rank, line: String) -> Result<(), Error> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        match &mut self.waiting {
            Some(waiting) if waiting.len() < MOST_SORTED => waiting.push((rank, line)),
            Some(_) => {
                for (_, line) in self.waiting.take().into_iter().flatten() {
                    file.add(line.as_bytes())?;
                }
                file.add(line.as_bytes())?;
            }
            None => file.add(line.as_bytes())?,
        }
        Ok(())
    }

    /// Whether the best come first.
    fn finish(mut self) -> Result<bool, Error> {
        let Some(mut file) = self.file.take() else {
            return Ok(true);
        };
        let is_sorted = self.waiting.is_some();
        let mut waiting = self.waiting.take().unwrap_or_default();
        waiting.sort_by(|one, other| other.0.total_cmp(&one.0));
        for (_, line) in waiting {
            file.add(line.as_bytes())?;
        }
        file.finish()?;
        Ok(is_sorted)
    }
}

/// The rows that could not be used, as long as they are written.
struct Rejects(Option<Begun>);

const REJECTS: [&str; 4] = ["list", "line", "reason", "row"];

impl Rejects {
    fn begin(list: &List<'_>) -> Result<Self, Error> {
        let Some(path) = list.rejects else {
            return Ok(Self(None));
        };
        refuse_foreign(path, &|header| header == REJECTS)?;
        let (folder, name) = place(path)?;
        let mut file = folder.begin(&name)?;
        file.add(result::line(REJECTS.into_iter(), ',', false).as_bytes())?;
        Ok(Self(Some(file)))
    }

    fn add(&mut self, line: u64, damaged: &Damaged, list: &str) -> Result<(), Error> {
        let Some(file) = &mut self.0 else {
            return Ok(());
        };
        let number = line.to_string();
        let cells = [list, &number, &damaged.why, &damaged.text];
        file.add(result::line(cells.into_iter(), ',', false).as_bytes())
    }

    fn finish(self) -> Result<(), Error> {
        self.0.map_or(Ok(()), Begun::finish)
    }
}

/// Refuses to write over a file that was not written by this command.
fn refuse_foreign(path: &Path, is_own: &dyn Fn(&[String]) -> bool) -> Result<(), Error> {
    let (folder, name) = place(path)?;
    if workbook::is_one(&name) {
        return Err(Error::refused(
            format!(
                "{} would be a workbook, and this command writes CSV",
                shown_path(path)
            ),
            "let its name end in `.csv`",
        ));
    }
    if folder.about(&name)?.is_none() {
        return Ok(());
    }
    let header = open(path, How::default()).map(|(_, header, _)| header);
    match header {
        Ok(header) if is_own(&header) => Ok(()),
        _ => Err(Error::refused(
            format!(
                "{} is there already, and this command did not write it",
                shown_path(path)
            ),
            "name another file, or remove it",
        )),
    }
}
