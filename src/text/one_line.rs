//! A text on one line. Must not know what it is for.

/// With one space where there was white space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
