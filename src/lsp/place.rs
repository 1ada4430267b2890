//! Places and files as the protocol writes them. Must not know what stands there.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde_json::{Value, json};

use crate::text::Span;

/// How columns are counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Columns {
    /// In bytes of UTF-8.
    Utf8,
    /// In units of UTF-16.
    Utf16,
}

/// The lines of a text, so that many places in it are found.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    columns: Columns,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str, columns: Columns) -> Self {
        let after = text.match_indices('\n').map(|(newline, _)| newline + 1);
        Self {
            text,
            starts: [0].into_iter().chain(after).collect(),
            columns,
        }
    }

    /// The bytes before a place; of one behind the end of its line those of the line.
    pub(super) fn offset(&self, position: &Value) -> usize {
        let number = |name: &str| {
            position[name]
                .as_u64()
                .and_then(|it| usize::try_from(it).ok())
        };
        let line = number("line").unwrap_or_default();
        let Some(start) = self.starts.get(line) else {
            return self.text.len();
        };
        let wanted = number("character").unwrap_or_default();
        let line = self.text[*start..].lines().next().unwrap_or_default();
        let mut columns = 0;
        for (place, letter) in line.char_indices() {
            if columns >= wanted {
                return start + place;
            }
            columns += self.width(letter);
        }
        start + line.len()
    }

    fn width(&self, letter: char) -> usize {
        match self.columns {
            Columns::Utf8 => letter.len_utf8(),
            Columns::Utf16 => letter.len_utf16(),
        }
    }

    fn position(&self, offset: usize) -> Value {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = &self.text[self.starts[line]..offset];
        let column: usize = before.chars().map(|letter| self.width(letter)).sum();
        json!({ "line": line, "character": column })
    }

    /// A range of bytes as the protocol has it.
    pub(super) fn range(&self, span: &Span) -> Value {
        json!({ "start": self.position(span.start), "end": self.position(span.end) })
    }
}

/// What stands for itself in the path of an address.
const IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\\');

/// The file that an address names on this computer.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let path = uri.strip_prefix("file://")?;
    let path = path.strip_prefix("localhost").unwrap_or(path);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let drive = path.strip_prefix('/').filter(|rest| {
        let bytes = rest.as_bytes();
        bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
    });
    match drive {
        Some(on_windows) => Some(PathBuf::from(on_windows)),
        None => path.starts_with('/').then(|| PathBuf::from(path.as_ref())),
    }
}

/// The address of a file.
pub(super) fn uri_of(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(&path, IN_PATHS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_agreed() {
        let text = "a😀é|b\nx";
        let place = text.find('|').unwrap();
        for (columns, column) in [(Columns::Utf16, 4), (Columns::Utf8, 7)] {
            let lines = Lines::new(text, columns);
            let position = lines.position(place);
            assert_eq!(position, json!({ "line": 0, "character": column }));
            assert_eq!(lines.offset(&position), place);
            assert_eq!(
                lines.offset(&json!({ "line": 0, "character": 99 })),
                text.len() - 2
            );
            assert_eq!(
                lines.offset(&json!({ "line": 9, "character": 0 })),
                text.len()
            );
        }
    }

    #[test]
    fn an_address_and_a_path_name_the_same_file() {
        let path = Path::new("/home/a b/ü#%.md");
        assert_eq!(path_of(&uri_of(path)).as_deref(), Some(path));
        assert_eq!(uri_of(Path::new("C:\\a\\b.md")), "file:///C:/a/b.md");
        assert_eq!(path_of("file:///c%3A/a.md"), Some(PathBuf::from("c:/a.md")));
        assert_eq!(path_of("untitled:1"), None);
        assert_eq!(path_of("file://server/a"), None);
    }
}
