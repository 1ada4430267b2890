//! The rows of a list of accounts, one after the other. A row that is damaged is given as such and takes no other row with it. Must
//! not know what the model asks of cells.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8};
use rayon::prelude::*;

use super::lines::{Line, Lines, about};
use super::quoting::{At, Cutter, Found, look};
use crate::disk::Folder;
use crate::error::Error;
use crate::text::{plural, shown_path};

/// A cell may hold so many lines; in a longer one a quotation mark was not closed.
const MOST_LINES: usize = 1000;

/// A row may have so many bytes.
pub(super) const LONGEST_ROW: usize = 1 << 20;

/// So many rows are looked at at once, and so few of them at least by one core.
const BATCH: usize = 4096;
const FEWEST: usize = 64;

/// Why a row is none that says the same as the header.
pub(super) const HEADER_AGAIN: &str = "the header again";
/// Why a row is none that belongs to the report.
pub(super) const FOOT: &str = "the foot of a report, and no account";

/// The separators that are looked for, the likeliest first.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// How a list is written, where that is told and not to be found out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct How<'a> {
    /// Between cells; else what the header has most of.
    pub separator: Option<char>,
    /// Whether a comma stands before decimals; else it does where cells are separated by `;`.
    pub comma_decimals: Option<bool>,
    /// The sheet of a workbook; else the first one.
    pub sheet: Option<&'a str>,
}

/// How a list is written, as far as it was found out or told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Between cells.
    pub separator: char,
    /// Of its letters.
    pub encoding: &'static str,
    /// Whether a comma stands before decimals: `1.200,5`.
    pub comma_decimals: bool,
    /// Whether it begins with a byte order mark.
    pub has_mark: bool,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// How many lines it has, with its header.
    pub lines: u64,
}

/// A row, by the number of its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Result<Vec<String>, Damaged>,
}

impl Row {
    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        let is_empty = |cells: &Vec<String>| cells.iter().all(|cell| cell.trim().is_empty());
        self.cells.as_ref().is_ok_and(is_empty)
    }
}

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Damaged {
    pub(super) why: String,
    /// As it stands, without the end of the line.
    pub(super) text: String,
}

/// A row that was found and not yet looked at; [`Reading::row`] does, on any core.
enum Raw {
    /// As it stands.
    Text(Line),
    /// With its cells.
    Row(Row),
}

/// The rows below the header.
pub(super) struct Rows {
    from: From,
    reading: Reading,
    cutter: Cutter,
}

enum From {
    Text(Lines),
    Sheet(std::vec::IntoIter<Row>),
}

/// Opens a list: how it is written, its header, and its rows.
///
/// # Errors
/// When it cannot be read or has no header.
pub(super) fn open(path: &Path, how: How<'_>) -> Result<(Written, Vec<String>, Rows), Error> {
    let (folder, name) = place(path)?;
    if super::workbook::is_one(&name) {
        return of_workbook(path, (&folder, &name), how);
    }
    if how.sheet.is_some() {
        return Err(Error::refused(
            format!("{} has no sheets", shown_path(path)),
            "leave out `--sheet`, which names one of a workbook",
        ));
    }
    let about = about(&folder, &name)?;
    let mut lines = Lines::open(&folder, &name, path, &about)?;
    let (separator, first) = header_of(&mut lines, path, how.separator)?;
    let mut rows = Rows {
        from: From::Text(lines),
        reading: Reading {
            separator,
            encoding: about.of_lines(),
            header: Vec::new(),
            is_ragged: false,
        },
        cutter: Cutter::new(separator),
    };
    let raw = rows.whole(first)?;
    let first = rows.reading.row(raw, &mut rows.cutter);
    let header = first.cells.map_err(|damaged| {
        Error::refused(
            format!(
                "the header of {} cannot be read: {}",
                shown_path(path),
                damaged.why
            ),
            "write the names of the columns into its first line, and save it as CSV in UTF-8",
        )
    })?;
    rows.reading.header.clone_from(&header);
    let written = Written {
        separator: separator.into(),
        encoding: about.encoding.name(),
        comma_decimals: how.comma_decimals.unwrap_or(separator == b';'),
        has_mark: about.has_mark,
        sheet: None,
        lines: about.count,
    };
    Ok((written, header, rows))
}

fn of_workbook(
    path: &Path,
    place: (&Folder, &str),
    how: How<'_>,
) -> Result<(Written, Vec<String>, Rows), Error> {
    let sheet = super::workbook::read(path, place, how)?;
    let separator = how.separator.unwrap_or(',');
    let cutter = Cutter::new(u8::try_from(separator).unwrap_or(b','));
    let written = Written {
        separator,
        encoding: UTF_8.name(),
        comma_decimals: how.comma_decimals.unwrap_or(false),
        has_mark: false,
        lines: sheet.rows.len() as u64 + 1,
        sheet: Some(sheet.name),
    };
    let rows = Rows {
        from: From::Sheet(sheet.rows.into_iter()),
        reading: Reading {
            separator: b',',
            encoding: UTF_8,
            header: sheet.header.clone(),
            is_ragged: false,
        },
        cutter,
    };
    Ok((written, sheet.header, rows))
}

/// What separates cells, and the first line of the header.
fn header_of(lines: &mut Lines, path: &Path, told: Option<char>) -> Result<(u8, Line), Error> {
    let told = told.map(|letter| {
        u8::try_from(letter).map_err(|_| {
            Error::refused(
                format!("`{letter}` separates no cells"),
                "name one of , ; | or tab",
            )
        })
    });
    let mut told = told.transpose()?;
    let first = lines.next_with_words()?;
    let first = match first {
        // Excel writes and reads such a line.
        Some((_, line)) if is_sep_line(&line) => {
            told = told.or(Some(line[4]));
            lines.next_with_words()?
        }
        first => first,
    };
    let Some(first) = first else {
        return Err(Error::refused(
            format!("{} is empty", shown_path(path)),
            "export the list with its header: a line with the names of the columns",
        ));
    };
    if let Some(separator) = told {
        return Ok((separator, first));
    }
    // A name of a column may have a line end in it.
    let mut header = vec![first];
    let marks = |line: &Line| line.1.iter().filter(|byte| **byte == b'"').count();
    while header.iter().map(marks).sum::<usize>() % 2 == 1 && header.len() < MOST_LINES {
        match lines.next()? {
            Some(line) => header.push(line),
            None => break,
        }
    }
    let whole = if header.iter().map(marks).sum::<usize>() % 2 == 1 {
        1
    } else {
        header.len()
    };
    let text: Vec<u8> = header[..whole]
        .iter()
        .flat_map(|(_, line)| line)
        .copied()
        .collect();
    let mut header = header.into_iter();
    let first = header.next().unwrap_or_default();
    lines.give_back(header);
    Ok((found_separator(&text), first))
}

fn is_sep_line(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    (line.len() == 5 && line.starts_with(b"sep=")) || line == b"sep="
}

/// The folder of a file that the user named, and its name in it.
pub(crate) fn place(path: &Path) -> Result<(Folder, String), Error> {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| {
        let shown = shown_path(path);
        Error::refused(format!("`{shown}` names no file"), "name a CSV file")
    })?;
    let parent = path.parent().filter(|parent| parent.as_os_str() != "");
    let folder = Folder::named(parent.unwrap_or(Path::new(".")));
    Ok((folder, name.to_owned()))
}

/// The separator that the header has most of, outside quotation marks.
fn found_separator(header: &[u8]) -> u8 {
    let mut is_quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for byte in header {
        if *byte == b'"' {
            is_quoted = !is_quoted;
        }
        let place = SEPARATORS.iter().position(|one| one == byte);
        if let (Some(place), false) = (place, is_quoted) {
            counts[place] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let place = counts.iter().position(|count| *count == most);
    SEPARATORS[place.unwrap_or(0)]
}

impl Rows {
    /// The same with rows that have more or fewer cells than the header.
    pub(super) fn ragged(mut self) -> Self {
        self.reading.is_ragged = true;
        self
    }

    /// Looks at all rows that are left, on all cores, and hands on what came of them in the order of the list, a batch at a time: memory does not grow
    /// with the list.
    ///
    /// # Errors
    /// When the file cannot be read, or `take` fails.
    pub(super) fn look_at_all<T: Send>(
        &mut self,
        look: impl Fn(Row) -> T + Sync,
        mut take: impl FnMut(Vec<T>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let reading = self.reading.clone();
        let mut batch = self.next_batch()?;
        while !batch.is_empty() {
            let look = || -> Vec<T> {
                let look = |cutter: &mut _, raw| look(reading.row(raw, cutter));
                let rows = batch.into_par_iter().with_min_len(FEWEST);
                rows.map_init(|| Cutter::new(reading.separator), look)
                    .collect()
            };
            // The next rows are read meanwhile.
            let (looked, next) = rayon::join(look, || self.next_batch());
            take(looked)?;
            batch = next?;
        }
        Ok(())
    }

    fn next_batch(&mut self) -> Result<Vec<Raw>, Error> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH
            && let Some(raw) = self.next_raw()?
        {
            batch.push(raw);
        }
        Ok(batch)
    }

    /// The next row, also one that is empty.
    fn next_raw(&mut self) -> Result<Option<Raw>, Error> {
        match &mut self.from {
            From::Sheet(rows) => Ok(rows.next().map(Raw::Row)),
            From::Text(lines) => match lines.next()? {
                Some(line) => self.whole(line).map(Some),
                None => Ok(None),
            },
        }
    }

    /// The next row that has a letter in it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn next(&mut self) -> Result<Option<Row>, Error> {
        while let Some(raw) = self.next_raw()? {
            let row = self.reading.row(raw, &mut self.cutter);
            if !row.is_empty() {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// The next row that can be read, by the number of its first line; those before it that cannot be are refused, each with why.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub(super) fn next_whole(
        &mut self,
        refused: &mut Vec<(u64, String)>,
    ) -> Result<Option<(u64, Vec<String>)>, Error> {
        while let Some(row) = self.next()? {
            match row.cells {
                Ok(cells) => return Ok(Some((row.line, cells))),
                Err(damaged) => refused.push((row.line, damaged.why)),
            }
        }
        Ok(None)
    }

    /// The row that begins with a line. One that goes on in others is looked at here, as they are rows of their own when it is damaged.
    fn whole(&mut self, first: Line) -> Result<Raw, Error> {
        let From::Text(lines) = &mut self.from else {
            return Ok(Raw::Text(first));
        };
        let (number, mut line) = first;
        if !line.contains(&b'"') && !has_inner_return(&line) {
            return Ok(Raw::Text((number, line)));
        }
        let separator = self.reading.separator;
        match look(&line, separator, At::Start) {
            Found::Stray => Ok(Raw::Text((number, line))),
            Found::End(end) => {
                cut_off(lines, number, &mut line, end);
                Ok(Raw::Text((number, line)))
            }
            Found::Open(at) => self.several((number, line), at),
        }
    }

    fn several(&mut self, first: Line, mut at: At) -> Result<Raw, Error> {
        let From::Text(lines) = &mut self.from else {
            return Ok(Raw::Text(first));
        };
        let separator = self.reading.separator;
        let (number, mut length) = (first.0, first.1.len());
        let mut all = vec![first];
        let is_closed = loop {
            let next = match lines.next()? {
                Some(next) if all.len() < MOST_LINES && length < LONGEST_ROW => next,
                next => {
                    lines.give_back(next.into_iter());
                    break false;
                }
            };
            length += next.1.len();
            let found = look(&next.1, separator, at);
            all.push(next);
            match found {
                Found::Stray => break false,
                Found::Open(further) => at = further,
                Found::End(end) => {
                    if let Some((number, line)) = all.last_mut() {
                        cut_off(lines, *number, line, end);
                    }
                    break true;
                }
            }
        };
        let row = if is_closed && !self.reading.are_rows(&all) {
            let text = all.iter().flat_map(|(_, line)| line).copied().collect();
            let row = self
                .reading
                .row(Raw::Text((number, text)), &mut self.cutter);
            row.cells.map_err(|damaged| damaged.why)
        } else {
            Err("a quotation mark that is never closed".to_owned())
        };
        let cells = row.map_err(|why| {
            let mut all = all.into_iter();
            let first = all.next().unwrap_or_default();
            lines.give_back(all);
            self.reading.damaged(why, &first.1)
        });
        Ok(Raw::Row(Row {
            line: number,
            cells,
        }))
    }
}

/// Leaves what stands behind the end of a row in its line for the next one, which has the same number.
fn cut_off(lines: &mut Lines, number: u64, line: &mut Vec<u8>, end: usize) {
    let rest = line.split_off(end + 1);
    if !rest.trim_ascii().is_empty() {
        lines.give_back(std::iter::once((number, rest)));
    }
}

/// Whether a carriage return stands before the end of a line.
fn has_inner_return(line: &[u8]) -> bool {
    let first = line.iter().position(|byte| *byte == b'\r');
    first.is_some_and(|place| !matches!(&line[place + 1..], b"" | b"\n"))
}

/// How a row is read.
#[derive(Debug, Clone)]
struct Reading {
    separator: u8,
    encoding: &'static Encoding,
    /// Nothing as long as the header is read itself.
    header: Vec<String>,
    /// Whether rows may have more or fewer cells than the header.
    is_ragged: bool,
}

impl Reading {
    /// Looks at a row.
    fn row(&self, raw: Raw, cutter: &mut Cutter) -> Row {
        match raw {
            Raw::Row(Row {
                line,
                cells: Ok(cells),
            }) => {
                let cells = match self.wrong(&cells) {
                    None => Ok(cells),
                    Some(why) => Err(Damaged {
                        why,
                        text: cells.join(", "),
                    }),
                };
                Row { line, cells }
            }
            Raw::Row(damaged) => damaged,
            Raw::Text((line, text)) => {
                let cells = self.cells(&text, cutter);
                let cells = cells.map_err(|why| self.damaged(why, &text));
                Row { line, cells }
            }
        }
    }

    fn cells(&self, line: &[u8], cutter: &mut Cutter) -> Result<Vec<String>, String> {
        if line.contains(&0) {
            return Err("a NUL byte, which stands in no text".to_owned());
        }
        if line.contains(&b'"') && look(line, self.separator, At::Start) == Found::Stray {
            return Err(
                "a quotation mark inside a quoted cell, which must be written twice".to_owned(),
            );
        }
        let cells = match std::str::from_utf8(line) {
            Ok(text) if self.encoding == UTF_8 || text.is_ascii() => cutter.cells(text),
            Err(_) if self.encoding == UTF_8 => {
                return Err("a letter that is not UTF-8".to_owned());
            }
            Ok(_) => {
                return Err(format!(
                    "a letter in UTF-8, where the list is {}",
                    self.encoding.name()
                ));
            }
            Err(_) => cutter.cells(&self.encoding.decode_without_bom_handling(line).0),
        };
        match self.wrong(&cells) {
            None => Ok(cells),
            Some(why) => Err(why),
        }
    }

    /// Why cells are no account.
    fn wrong(&self, cells: &[String]) -> Option<String> {
        if self.header.is_empty() {
            return None;
        }
        if cells.len() != self.header.len() && !self.is_ragged {
            let is_empty = cells.iter().all(|cell| cell.trim().is_empty());
            return (!is_empty || cells.len() > 1).then(|| {
                format!(
                    "{} where the header has {}",
                    plural(cells.len(), "cell"),
                    self.header.len()
                )
            });
        }
        let is_header = || {
            let mut pairs = cells.iter().zip(&self.header);
            pairs.all(|(cell, title)| cell.trim() == title.trim())
        };
        if cells.len() == self.header.len()
            && cells[0].trim() == self.header[0].trim()
            && is_header()
        {
            return Some(HEADER_AGAIN.to_owned());
        }
        super::footer::is_one(cells).then(|| FOOT.to_owned())
    }

    fn damaged(&self, why: String, line: &[u8]) -> Damaged {
        let text = match std::str::from_utf8(line) {
            Ok(text) => text.into(),
            Err(_) => self.encoding.decode_without_bom_handling(line).0,
        };
        Damaged {
            why,
            text: text.trim_end().to_owned(),
        }
    }

    /// Whether each of these lines has all cells of a row by itself: the quotation mark belongs to the first of them. Of a few cells
    /// that may be chance.
    fn are_rows(&self, lines: &[Line]) -> bool {
        let is_row = |(_, line): &Line| {
            let separators = line.iter().filter(|byte| **byte == self.separator);
            separators.count() + 1 == self.header.len()
        };
        self.header.len() > 3 && lines.iter().all(is_row)
    }
}
