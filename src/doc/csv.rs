//! The rows of a text with commas, semicolons or tabs between its cells, each with its place. A row that is damaged takes no other one with it. Must not know
//! what cells mean.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::text::{Span, plural};

/// What may stand between cells, the likeliest first.
const SEPARATORS: [u8; 3] = *b",;\t";

/// A row may have so many bytes; in a longer one a quotation mark was not closed.
const LONGEST_ROW: usize = 1 << 16;

/// A row may have so many cells.
const MOST_CELLS: usize = 1 << 10;

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CsvRow {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its cells without the space around them, or why it cannot be read.
    pub(crate) cells: Result<Vec<String>, String>,
}

/// The rows of a text, its header first. Rows without any word are left out.
pub(crate) fn csv_rows(text: &str) -> Vec<CsvRow> {
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let separator = separator(text[at..].lines().find(|line| !line.trim().is_empty()));
    let mut csv = Csv {
        reader: ReaderBuilder::new().delimiter(separator).build(),
        out: vec![0; LONGEST_ROW + 1],
        ends: vec![0; MOST_CELLS],
    };
    let mut rows: Vec<CsvRow> = Vec::new();
    while at < text.len() {
        let line = line_length(&text[at..]);
        let words = text[at..at + line].trim();
        if words.trim_matches(char::from(separator)).is_empty() {
            at += line;
            continue;
        }
        let start = at + text[at..].find(words).unwrap_or_default();
        let columns = rows.first().and_then(|header| header.cells.as_ref().ok());
        let columns = columns.map(Vec::len);
        let (cells, length) = match csv.row(&text[at..]) {
            Some((cells, length)) if columns.is_none_or(|columns| cells.len() == columns) => {
                (Ok(cells), length)
            }
            Some((cells, length)) if length <= line => {
                let (own, wanted) = (plural(cells.len(), "cell"), columns.unwrap_or_default());
                (Err(format!("{own} where the header has {wanted}")), line)
            }
            _ => (
                Err("a quotation mark that is never closed".to_owned()),
                line,
            ),
        };
        rows.push(CsvRow {
            span: start..start + words.len(),
            cells,
        });
        at += length;
    }
    rows
}

/// The one that the header has most of.
fn separator(header: Option<&str>) -> u8 {
    let header = header.unwrap_or_default().as_bytes();
    let count = |sign: u8| header.iter().filter(|byte| **byte == sign).count();
    let first = SEPARATORS[0];
    let better = |best: u8, other: u8| {
        if count(other) > count(best) {
            other
        } else {
            best
        }
    };
    SEPARATORS.into_iter().fold(first, better)
}

/// With its end.
fn line_length(text: &str) -> usize {
    text.find(['\n', '\r']).map_or(text.len(), |end| end + 1)
}

/// Reads rows into the same memory.
struct Csv {
    reader: Reader,
    out: Vec<u8>,
    ends: Vec<usize>,
}

impl Csv {
    /// The row at the beginning of a text, and its bytes; nothing where it does not end.
    fn row(&mut self, text: &str) -> Option<(Vec<String>, usize)> {
        let most = text.len().min(LONGEST_ROW);
        let is_all = most == text.len();
        let bytes = &text.as_bytes()[..most];
        self.reader.reset();
        let (mut read, mut written, mut ended) = (0, 0, 0);
        loop {
            let (out, ends) = (&mut self.out[written..], &mut self.ends[ended..]);
            let (result, bytes_read, bytes_written, cells) =
                self.reader.read_record(&bytes[read..], out, ends);
            read += bytes_read;
            written += bytes_written;
            ended += cells;
            match result {
                // The end of the text ends its last row, but not a quotation.
                ReadRecordResult::InputEmpty if is_all && !is_open(text) => {}
                ReadRecordResult::Record => break,
                _ => return None,
            }
        }
        let mut from = 0;
        let cells = self.ends[..ended].iter().map(|end| {
            let cell = String::from_utf8_lossy(&self.out[from..*end]);
            from = *end;
            cell.trim().to_owned()
        });
        Some((cells.collect(), read))
    }
}

/// Whether a quotation in it is not closed.
fn is_open(text: &str) -> bool {
    text.matches('"').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(&str, Result<Vec<String>, String>)> {
        let rows = csv_rows(text).into_iter();
        rows.map(|row| (&text[row.span], row.cells)).collect()
    }

    fn cells(cells: &[&str]) -> Result<Vec<String>, String> {
        Ok(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_have_their_cells_and_places() {
        let text = "\u{feff}a;b\r\n\r\n\"x;y\"; \"say \"\"no\"\"\"\r\n;;\n1;2";
        assert_eq!(
            told(text),
            [
                ("a;b", cells(&["a", "b"])),
                (
                    "\"x;y\"; \"say \"\"no\"\"\"",
                    cells(&["x;y", "\"say \"\"no\"\"\""])
                ),
                ("1;2", cells(&["1", "2"])),
            ]
        );
        assert_eq!(told(""), []);
    }

    #[test]
    fn a_damaged_row_takes_no_other_with_it() {
        let text = "a,b\n1,2,3\n\"open,2\n3,4\n5,\"two\nlines\"\n\"open";
        let why: Vec<Result<usize, String>> = csv_rows(text)
            .into_iter()
            .map(|row| row.cells.map(|cells| cells.len()))
            .collect();
        let open = Err("a quotation mark that is never closed".to_owned());
        assert_eq!(
            why,
            [
                Ok(2),
                Err("3 cells where the header has 2".to_owned()),
                open.clone(),
                Ok(2),
                Ok(2),
                open
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_rows_that_lie_in_it(text in "[a-b,;\"\n\r é]{0,80}") {
            let mut before = 0;
            for row in csv_rows(&text) {
                proptest::prop_assert!(before <= row.span.start && text.get(row.span.clone()).is_some());
                before = row.span.end;
            }
        }
    }
}
