//! Names and values as a terminal may show them: nothing in them moves a cursor, hides or turns a text around, or begins a
//! line. Must not know what is shown.

use std::borrow::Cow;
use std::path::Path;

/// Whether a terminal or an editor would do something at this character instead of showing it: the control characters,
/// the ends of lines and paragraphs, and what turns the direction of a text around.
pub fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// A text on one line, with such characters written as `\n` or `\u{1b}`.
pub fn shown(text: &str) -> Cow<'_, str> {
    written_out(text, is_control)
}

/// A text that may have several lines, all other such characters written out.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    written_out(text, |letter| letter != '\n' && is_control(letter))
}

/// A path on one line.
pub fn shown_path(path: &Path) -> String {
    shown(&path.to_string_lossy()).into_owned()
}

fn written_out(text: &str, is_written_out: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_written_out) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_written_out(letter) {
            out.extend(letter.escape_default());
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

/// A text of at most `most` characters, with `…` for what is left out of its middle.
pub(crate) fn cut(text: String, most: usize) -> String {
    if text.len() <= most || text.chars().count() <= most {
        return text;
    }
    let tail = most / 4;
    let at = |(place, _)| place;
    let head_end = text.char_indices().nth(most - tail).map_or(0, at);
    let tail_start = text.char_indices().rev().nth(tail).map_or(0, at);
    format!("{}…{}", &text[..head_end], &text[tail_start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(shown("é 日本 a\tb"), "é 日本 a\\tb");
        assert_eq!(
            shown("\u{1b}[31m\u{9b}1m\u{7f}\u{202e}\u{2066}\u{2028}\r\n"),
            "\\u{1b}[31m\\u{9b}1m\\u{7f}\\u{202e}\\u{2066}\\u{2028}\\r\\n"
        );
        assert_eq!(shown_lines("a\n\u{1b}b"), "a\n\\u{1b}b");
        assert!(matches!(shown("plain"), Cow::Borrowed("plain")));
    }

    #[test]
    fn a_long_text_loses_its_middle() {
        assert_eq!(cut("short".into(), 8), "short");
        assert_eq!(cut("ééééééééé0123456789".into(), 8), "éééééé…789");
    }
}
