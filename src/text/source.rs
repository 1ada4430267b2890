//! A text with its name, and places in it. Must not know what the text means.

use std::ops::Range;

/// A range of bytes in a [`Source`].
pub(crate) type Span = Range<usize>;

/// A text as its author knows it: by the path from the root of the book, with `/` between the parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path from the root of the book.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// A place as an editor shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Source {
    /// The line and column of a byte offset; an offset past the end is the end. Walks through the text: for several
    /// places of one text take `Lines`.
    pub fn position(&self, offset: usize) -> Position {
        Lines::new(&self.text).position(offset)
    }
}

/// Where the lines of a text begin, so that a place is found without walking through the text.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        let after = text.match_indices('\n').map(|(newline, _)| newline + 1);
        Self {
            text,
            starts: [0].into_iter().chain(after).collect(),
        }
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let offset = boundary(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        Position {
            line,
            column: self.text[start..offset].chars().count() + 1,
        }
    }

    /// The bytes of a line, counted from 1, without its end. Empty for a line that is none.
    pub(crate) fn line(&self, number: usize) -> Span {
        let end = self.text.len();
        let start = *self.starts.get(number.wrapping_sub(1)).unwrap_or(&end);
        let next = self.starts.get(number).map_or(end, |next| next - 1);
        start..next.max(start)
    }
}

/// The beginning of the character at an offset, or the end of the text.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = Source {
            path: "a".into(),
            text: "één\ntwée x".into(),
        };
        let offset = source.text.find('x').unwrap();
        assert_eq!(source.position(offset), Position { line: 2, column: 6 });
        assert_eq!(source.position(1), Position { line: 1, column: 1 });
        assert_eq!(source.position(999), Position { line: 2, column: 7 });
    }

    #[test]
    fn lines_know_their_bytes() {
        let lines = Lines::new("ab\n\ncd");
        assert_eq!(
            [1, 2, 3, 4].map(|line| lines.line(line)),
            [0..2, 3..3, 4..6, 6..6]
        );
        assert_eq!(lines.position(3), Position { line: 2, column: 1 });
        assert_eq!(lines.position(2), Position { line: 1, column: 3 });
    }
}
