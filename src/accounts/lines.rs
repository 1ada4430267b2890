//! The lines of a file, each with its number: encoding and ends of lines. Must not know cells.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::rows::LONGEST_ROW;
use crate::disk::Folder;
use crate::error::Error;

/// What the bytes of a file tell of it.
pub(super) struct About {
    /// Of its letters.
    pub(super) encoding: &'static Encoding,
    /// Whether it begins with a byte order mark.
    pub(super) has_mark: bool,
    /// How many lines it has.
    pub(super) count: u64,
    has_line_feeds: bool,
}

impl About {
    /// In which encoding [`Lines`] gives its lines: UTF-16 is made UTF-8, as its line ends are no single bytes.
    pub(super) fn of_lines(&self) -> &'static Encoding {
        if is_utf_16(self.encoding) {
            UTF_8
        } else {
            self.encoding
        }
    }
}

fn is_utf_16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// Looks at the whole file: an export in an old encoding may have its first foreign letter in its last row. Where most foreign letters are
/// UTF-8 it is UTF-8 with damaged rows.
///
/// # Errors
/// When it cannot be read.
pub(super) fn about(folder: &Folder, name: &str) -> Result<About, Error> {
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
        if rest.is_empty() && piece.is_ascii() {
            return;
        }
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
        if rest.is_ascii() {
            rest.clear();
        }
    })?;
    if std::str::from_utf8(&rest).is_err() {
        bad += 1;
    }
    let encoding = match mark {
        Some(encoding) if is_utf_16(encoding) => encoding,
        None if bad > good => WINDOWS_1252,
        _ => UTF_8,
    };
    // In UTF-16 a line feed is a byte as well.
    Ok(About {
        encoding,
        has_line_feeds: line_feeds > 0,
        has_mark: mark.is_some(),
        count: line_feeds.max(if line_feeds == 0 { returns } else { 0 }),
    })
}

/// A line by its number from 1, with its end.
pub(super) type Line = (u64, Vec<u8>);

/// The lines of a file. Where it has line feeds they end lines, alone or behind a carriage return; else carriage returns do.
pub(super) struct Lines {
    from: BufReader<Box<dyn Read + Send>>,
    path: PathBuf,
    end: u8,
    read: u64,
    /// Lines that are to be read again, the next one last.
    again: Vec<Line>,
}

impl Lines {
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn open(
        folder: &Folder,
        name: &str,
        path: &Path,
        about: &About,
    ) -> Result<Self, Error> {
        let (file, _) = folder.stream(name)?;
        let from: Box<dyn Read + Send> = if is_utf_16(about.encoding) {
            let mut decoded = DecodeReaderBytesBuilder::new();
            let decoded = decoded.encoding(Some(about.encoding)).strip_bom(true);
            Box::new(decoded.build(file))
        } else {
            Box::new(file)
        };
        let mut lines = Self {
            from: BufReader::with_capacity(1 << 18, from),
            path: path.to_owned(),
            end: if about.has_line_feeds { b'\n' } else { b'\r' },
            read: 0,
            again: Vec::new(),
        };
        if about.encoding == UTF_8 && about.has_mark {
            let buffered = lines.from.fill_buf().map_err(Error::io("read", path))?;
            let mark = if buffered.starts_with("\u{feff}".as_bytes()) {
                3
            } else {
                0
            };
            lines.from.consume(mark);
        }
        Ok(lines)
    }

    pub(super) fn next(&mut self) -> Result<Option<Line>, Error> {
        if let Some(line) = self.again.pop() {
            return Ok(Some(line));
        }
        let mut line = Vec::with_capacity(128);
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

    /// The next line with a letter in it.
    pub(super) fn next_with_words(&mut self) -> Result<Option<Line>, Error> {
        loop {
            match self.next()? {
                Some((_, line)) if line.trim_ascii().is_empty() => {}
                other => return Ok(other),
            }
        }
    }

    /// These come again, in their order.
    pub(super) fn give_back(&mut self, lines: impl DoubleEndedIterator<Item = Line>) {
        self.again.extend(lines.rev());
    }
}
