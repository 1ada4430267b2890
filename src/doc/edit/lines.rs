//! Pieces of a text that are replaced, and the lines that they stand in. Must not know what a text says.

use crate::text::Span;

/// A piece of a text, and what comes to its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Splice {
    pub(super) at: Span,
    pub(super) text: String,
}

impl Splice {
    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at..at, text)
    }

    pub(super) fn remove(at: Span) -> Self {
        Self::replace(at, "")
    }

    pub(super) fn replace(at: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { at, text }
    }
}

/// A text with its splices; nothing when two of them are at the same place.
pub(super) fn spliced(text: &str, mut splices: Vec<Splice>) -> Option<String> {
    splices.sort_by_key(|splice| (splice.at.start, splice.at.end));
    let mut new = String::with_capacity(text.len() + 200);
    let mut from = 0;
    for Splice { at, text: put } in &splices {
        new.push_str(text.get(from..at.start)?);
        new.push_str(put);
        from = at.end;
    }
    new.push_str(text.get(from..)?);
    Some(new)
}

/// Text as it stands in a file: with the ends of lines of the file.
pub(super) fn in_lines_of(file: &str, text: &str) -> String {
    match line_end(file) {
        "\n" => text.to_owned(),
        end => text.replace("\r\n", "\n").replace('\n', end),
    }
}

/// The end of a file's lines: that of its first one.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((line, _)) if line.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Where the line of a place begins, in a part that begins at `least`.
pub(super) fn start_of_line(text: &str, at: usize, least: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    start.max(least.min(at))
}

/// Where the line of a place ends, before the line break.
pub(super) fn end_of_line(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let line = rest.split('\n').next().unwrap_or(rest);
    at + line.strip_suffix('\r').unwrap_or(line).len()
}

/// Where the line of a place ends, after the line break.
pub(super) fn after_line(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.find('\n').map_or(rest.len(), |newline| newline + 1)
}

/// The blanks at the beginning of a line.
pub(super) fn indent_of(text: &str, start_of_line: usize) -> &str {
    let line = &text[start_of_line..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}
