//! The rows of a list of accounts, one after the other: encoding, separator, quotation marks. A row that is damaged is given as
//! such and takes no other row with it. Must not know what cells mean.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::disk::Folder;
use crate::error::Error;
use crate::text::plural;

/// A cell may hold so many lines; in a longer one a quotation mark was not closed.
const MOST_LINES: usize = 100;

/// A row may have so many bytes.
const LONGEST_ROW: usize = 1 << 20;

/// The separators that are looked for, the likeliest first.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// How a list is written, as far as it was found out or told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Between cells.
    pub separator: char,
    /// Of its letters.
    pub encoding: &'static str,
    /// Whether a comma stands before decimals: `1.200,5`.
    pub comma_decimals: bool,
    /// Whether it begins with a byte order mark.
    pub has_mark: bool,
    /// How many lines it has, with its header.
    pub lines: u64,
}

/// A row, by the number of its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Result<Vec<String>, Damaged>,
}

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Damaged {
    pub(super) why: String,
    /// As it stands, without the end of the line.
    pub(super) text: String,
}

/// The rows below the header.
pub(super) struct Rows {
    lines: Lines,
    csv: Reader,
    separator: u8,
    columns: usize,
}

/// Opens a list: how it is written, its header, and its rows.
///
/// # Errors
/// When it cannot be read or has no header.
pub(super) fn open(
    path: &Path,
    separator: Option<char>,
) -> Result<(Written, Vec<String>, Rows), Error> {
    let (folder, name) = place(path)?;
    let about = about(&folder, &name)?;
    let (file, _) = folder.stream(&name)?;
    let decoded = DecodeReaderBytesBuilder::new()
        .encoding(Some(about.encoding))
        .utf8_passthru(true)
        .strip_bom(true)
        .build(file);
    let mut lines = Lines {
        from: BufReader::with_capacity(1 << 16, Box::new(decoded)),
        path: path.to_owned(),
        end: if about.has_line_feeds { b'\n' } else { b'\r' },
        read: 0,
        again: Vec::new(),
    };
    let shown = crate::text::shown_path(path);
    let Some((_, header)) = lines.next_with_words()? else {
        return Err(Error::refused(
            format!("{shown} is empty"),
            "export the list with its header: a line with the names of the columns",
        ));
    };
    let separator = match separator {
        Some(letter) => u8::try_from(letter).map_err(|_| {
            Error::refused(
                format!("`{letter}` separates no cells"),
                "name one of , ; | or tab",
            )
        })?,
        None => found_separator(&header),
    };
    let mut rows = Rows {
        lines,
        csv: ReaderBuilder::new().delimiter(separator).build(),
        separator,
        columns: 0,
    };
    let first = rows.row(1, header)?;
    let Ok(header) = first.cells else {
        return Err(Error::refused(
            format!("the header of {shown} cannot be read"),
            "write the names of the columns into its first line",
        ));
    };
    rows.columns = header.len();
    let written = Written {
        separator: separator.into(),
        encoding: about.encoding.name(),
        comma_decimals: separator == b';',
        has_mark: about.has_mark,
        lines: about.lines,
    };
    Ok((written, header, rows))
}

/// The folder of a file that the user named, and its name in it.
pub(super) fn place(path: &Path) -> Result<(Folder, String), Error> {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| {
        let shown = crate::text::shown_path(path);
        Error::refused(format!("`{shown}` names no file"), "name a CSV file")
    })?;
    let parent = path.parent().filter(|parent| parent.as_os_str() != "");
    let folder = Folder::named(parent.unwrap_or(Path::new(".")));
    Ok((folder, name.to_owned()))
}

/// What the bytes of a file tell of it.
struct About {
    encoding: &'static Encoding,
    has_line_feeds: bool,
    has_mark: bool,
    lines: u64,
}

/// Looks at the whole file: an export in an old encoding may have its first foreign letter in its last row. Where most foreign letters are
/// UTF-8 it is UTF-8 with damaged rows.
fn about(folder: &Folder, name: &str) -> Result<About, Error> {
    let (mut mark, mut is_first, mut line_feeds, mut returns) = (None, true, 0_u64, 0_u64);
    let (mut good, mut bad) = (0_u64, 0_u64);
    let mut rest: Vec<u8> = Vec::new();
    folder.pieces(name, |piece| {
        if std::mem::take(&mut is_first) {
            mark = Encoding::for_bom(piece).map(|(encoding, _)| encoding);
        }
        let count = |wanted: u8| piece.iter().filter(|byte| **byte == wanted).count() as u64;
        line_feeds += count(b'\n');
        returns += count(b'\r');
        rest.extend_from_slice(piece);
        // Only whole lines are looked at, so that no letter is cut.
        let whole = rest.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
        let whole = whole.map_or(0, |end| end + 1);
        for line in rest[..whole].split(|byte| *byte == b'\n') {
            match std::str::from_utf8(line) {
                Ok(text) if text.is_ascii() => {}
                Ok(_) => good += 1,
                Err(_) => bad += 1,
            }
        }
        rest.drain(..whole);
        rest.truncate(LONGEST_ROW);
    })?;
    if std::str::from_utf8(&rest).is_err() {
        bad += 1;
    }
    let encoding = match mark {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => encoding,
        None if bad > good => WINDOWS_1252,
        _ => UTF_8,
    };
    // In UTF-16 a line feed is a byte as well.
    Ok(About {
        encoding,
        has_line_feeds: line_feeds > 0,
        has_mark: mark.is_some(),
        lines: line_feeds.max(if line_feeds == 0 { returns } else { 0 }),
    })
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
    /// The next row that has a letter in it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn next(&mut self) -> Result<Option<Row>, Error> {
        loop {
            let Some((number, line)) = self.lines.next_with_words()? else {
                return Ok(None);
            };
            let row = self.row(number, line)?;
            let is_empty = |cells: &Vec<String>| cells.iter().all(|cell| cell.trim().is_empty());
            if !row.cells.as_ref().is_ok_and(is_empty) {
                return Ok(Some(row));
            }
        }
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

    /// The row that begins with a line.
    fn row(&mut self, number: u64, first: Vec<u8>) -> Result<Row, Error> {
        let mut lines = vec![first];
        let cells = loop {
            match self.cells(&lines) {
                Cells::Whole(cells) => break Ok(cells),
                Cells::Foreign => break Err("a letter that is not UTF-8".to_owned()),
                Cells::Open if lines.len() > MOST_LINES => break Err(NOT_CLOSED.to_owned()),
                Cells::Open if lines.iter().map(Vec::len).sum::<usize>() > LONGEST_ROW => {
                    break Err(NOT_CLOSED.to_owned());
                }
                Cells::Open => match self.lines.next()? {
                    Some((_, line)) => lines.push(line),
                    None => break Err(NOT_CLOSED.to_owned()),
                },
            }
        };
        let wrong = match &cells {
            Ok(cells) if self.columns > 0 && cells.len() != self.columns => Some(format!(
                "{} where the header has {}",
                plural(cells.len(), "cell"),
                self.columns
            )),
            // Each of the lines looks like a row: the quotation mark belongs to the first.
            Ok(_) if lines.len() > 1 && self.look_like_rows(&lines[1..]) => {
                Some(NOT_CLOSED.to_owned())
            }
            Ok(_) => None,
            Err(why) => Some(why.clone()),
        };
        let cells = match (wrong, cells) {
            (None, Ok(cells)) => Ok(cells),
            (why, _) => {
                let rest = lines.drain(1..).enumerate();
                self.lines
                    .give_back(rest.map(|(index, line)| (number + 1 + index as u64, line)));
                Err(Damaged {
                    why: why.unwrap_or_default(),
                    text: String::from_utf8_lossy(&lines[0]).trim_end().to_owned(),
                })
            }
        };
        Ok(Row {
            line: number,
            cells,
        })
    }

    fn look_like_rows(&self, lines: &[Vec<u8>]) -> bool {
        let is_row = |line: &Vec<u8>| {
            let separators = line.iter().filter(|byte| **byte == self.separator);
            separators.count() + 1 >= self.columns.max(2)
        };
        lines.iter().all(is_row)
    }

    fn cells(&mut self, lines: &[Vec<u8>]) -> Cells {
        let length: usize = lines.iter().map(Vec::len).sum();
        let Ok(lines): Result<Vec<&str>, _> =
            lines.iter().map(|line| std::str::from_utf8(line)).collect()
        else {
            return Cells::Foreign;
        };
        self.csv.reset();
        let (mut out, mut ends) = (vec![0; length + 1], vec![0; self.columns.max(64) * 4]);
        let (mut written, mut ended) = (0, 0);
        for line in lines {
            let mut input = line.as_bytes();
            loop {
                let (result, read, wrote, closed) =
                    self.csv
                        .read_record(input, &mut out[written..], &mut ends[ended..]);
                input = &input[read..];
                written += wrote;
                ended += closed;
                match result {
                    ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
                    ReadRecordResult::OutputFull => out.resize(out.len() * 2, 0),
                    ReadRecordResult::InputEmpty if input.is_empty() => break,
                    ReadRecordResult::InputEmpty => {}
                    ReadRecordResult::Record | ReadRecordResult::End => {
                        let mut from = 0;
                        let cells = ends[..ended].iter().map(|end| {
                            let cell = String::from_utf8_lossy(&out[from..*end]).into_owned();
                            from = *end;
                            cell
                        });
                        return Cells::Whole(cells.collect());
                    }
                }
            }
        }
        Cells::Open
    }
}

const NOT_CLOSED: &str = "a quotation mark that is never closed";

enum Cells {
    Whole(Vec<String>),
    /// A quotation mark waits for its other one.
    Open,
    /// Not the encoding of the file.
    Foreign,
}

/// The lines of a file, each with its number from 1.
struct Lines {
    from: BufReader<Box<dyn Read + Send>>,
    path: std::path::PathBuf,
    end: u8,
    read: u64,
    /// Lines that are to be read again, the next one last.
    again: Vec<(u64, Vec<u8>)>,
}

impl Lines {
    fn next(&mut self) -> Result<Option<(u64, Vec<u8>)>, Error> {
        if let Some(line) = self.again.pop() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        let read = self.from.read_until(self.end, &mut line);
        if read.map_err(Error::io("read", &self.path))? == 0 {
            return Ok(None);
        }
        if line.last() != Some(&self.end) {
            line.push(self.end);
        }
        self.read += 1;
        Ok(Some((self.read, line)))
    }

    fn next_with_words(&mut self) -> Result<Option<(u64, Vec<u8>)>, Error> {
        loop {
            match self.next()? {
                Some((_, line)) if line.trim_ascii().is_empty() => {}
                other => return Ok(other),
            }
        }
    }

    fn give_back(&mut self, lines: impl DoubleEndedIterator<Item = (u64, Vec<u8>)>) {
        self.again.extend(lines.rev());
    }
}
