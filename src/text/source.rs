//! A text with its name, and places in it. Must not know what the text means.

use std::ops::Range;

/// A range of bytes in a [`Source`].
pub type Span = Range<usize>;

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
    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
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
}
