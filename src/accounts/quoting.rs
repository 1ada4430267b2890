//! Where a row of text ends, and its cells: separators and quotation marks. Must not know files.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Where a look at a row has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// The beginning of a cell.
    Start,
    /// In a cell without quotation marks around it.
    Plain,
    /// In one with them.
    Quoted,
    /// Behind a mark in a quoted cell: its end, or the first of two that stand for one.
    Closed,
    /// Behind the end of a quoted cell, where only spaces may stand.
    Behind,
}

/// What a look at some bytes of a row found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// It goes on behind them.
    Open(At),
    /// It ends before this byte, which ends a line.
    End(usize),
    /// Something stands behind the end of a quoted cell: a mark in it is not doubled, or one before is not closed.
    Stray,
}

/// Looks for the end of a row.
pub(super) fn look(bytes: &[u8], separator: u8, from: At) -> Found {
    let mut at = from;
    for (place, byte) in bytes.iter().enumerate() {
        at = match (at, *byte) {
            (At::Quoted, b'"') => At::Closed,
            (At::Quoted, _) => At::Quoted,
            (At::Closed, b'"') => At::Quoted,
            (_, byte) if byte == separator => At::Start,
            (_, b'\n' | b'\r') => return Found::End(place),
            (At::Start, b'"') => At::Quoted,
            (At::Start | At::Plain, _) => At::Plain,
            (At::Closed | At::Behind, b' ') => At::Behind,
            (At::Closed | At::Behind, _) => return Found::Stray,
        };
    }
    Found::Open(at)
}

/// Takes rows apart; what it needs for that is made once.
pub(super) struct Cutter {
    csv: Reader,
    out: Vec<u8>,
    ends: Vec<usize>,
}

impl Cutter {
    pub(super) fn new(separator: u8) -> Self {
        Self {
            csv: ReaderBuilder::new().delimiter(separator).build(),
            out: Vec::new(),
            ends: vec![0; 64],
        }
    }

    /// The cells of a row, of which all marks are closed.
    pub(super) fn cells(&mut self, row: &str) -> Vec<String> {
        self.csv.reset();
        if self.out.len() <= row.len() {
            self.out.resize(row.len() * 2 + 1, 0);
        }
        let (mut input, mut written, mut ended) = (row.as_bytes(), 0, 0);
        loop {
            let (result, read, wrote, closed) =
                self.csv
                    .read_record(input, &mut self.out[written..], &mut self.ends[ended..]);
            input = &input[read..];
            written += wrote;
            ended += closed;
            match result {
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::OutputFull => self.out.resize(self.out.len() * 2, 0),
                // An empty input tells the reader that nothing comes any more.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        let mut from = 0;
        let cells = self.ends[..ended].iter().map(|end| {
            let cell = String::from_utf8_lossy(&self.out[from..*end]).into_owned();
            from = *end;
            cell
        });
        cells.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_ends_where_its_marks_are_closed() {
        for (text, found) in [
            ("a,b\n", Found::End(3)),
            ("a,b\r\n", Found::End(3)),
            ("\"a\nb\",c\n", Found::End(7)),
            ("\"a\rb\",c\r", Found::End(7)),
            ("a,\"b\"\"\n\"\"\"\n", Found::End(10)),
            ("5\" screen,\"b\" \n", Found::End(14)),
            ("a,\"b\n", Found::Open(At::Quoted)),
            ("\"a\"b\",c\n", Found::Stray),
            ("\"a\" b,c\n", Found::Stray),
        ] {
            assert_eq!(look(text.as_bytes(), b',', At::Start), found, "{text:?}");
        }
    }

    #[test]
    fn cells_are_what_stands_in_their_marks() {
        let mut cutter = Cutter::new(b';');
        for (text, cells) in [
            ("a;b\n", &["a", "b"][..]),
            ("\"a\nb\";c", &["a\nb", "c"]),
            ("\"a\r\nb\";\"c;\"\"d\"\"\"\r\n", &["a\r\nb", "c;\"d\""]),
            (";;\n", &["", "", ""]),
            ("\"\"\n", &[""]),
            ("5\" screen;x\r", &["5\" screen", "x"]),
        ] {
            assert_eq!(cutter.cells(text), cells, "{text:?}");
        }
        let wide = vec!["x"; 300].join(";");
        assert_eq!(cutter.cells(&wide).len(), 300);
    }
}
