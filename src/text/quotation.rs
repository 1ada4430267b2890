//! Quotation marks around a whole text. Must not know who says it, nor in which language.

use std::borrow::Cow;

/// The marks that stand around what somebody said, wherever people write: an opening and a closing one.
const PAIRS: [(char, char); 15] = [
    ('“', '”'),
    ('"', '"'),
    ('„', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('‚', '’'),
    ('‚', '‘'),
    ('\'', '\''),
    ('«', '»'),
    ('»', '«'),
    ('‹', '›'),
    ('›', '‹'),
    ('”', '”'),
    ('’', '’'),
    ('「', '」'),
];

/// Whether a text that ends so and goes on so has quotation marks around what stands in between.
#[must_use]
pub(crate) fn is_in_marks(before: &str, after: &str) -> bool {
    match (before.chars().next_back(), after.chars().next()) {
        (Some(open), Some(close)) => PAIRS.contains(&(open, close)),
        _ => false,
    }
}

/// A text without the quotation marks around all of it. A full stop behind them stays.
#[must_use]
pub(crate) fn without_quotation_marks(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    let words = trimmed.trim_end_matches(['.', ',', '!', '?', '…']);
    let stop = match words.len() + 1 >= trimmed.len() || trimmed[words.len()..].starts_with("...") {
        true => &trimmed[words.len()..],
        false => return Cow::Borrowed(text),
    };
    let mut letters = words.chars();
    let (Some(open), Some(close)) = (letters.next(), letters.next_back()) else {
        return Cow::Borrowed(text);
    };
    let inner = letters.as_str();
    if !PAIRS.contains(&(open, close))
        || inner.trim().is_empty()
        || !is_one_saying(inner, open, close)
    {
        return Cow::Borrowed(text);
    }
    let inner = without_quotation_marks(inner.trim()).into_owned();
    match stop {
        "" | "," => Cow::Owned(inner),
        stop if inner.ends_with(['.', '!', '?', '…']) && stop.starts_with('.') => {
            Cow::Owned(inner)
        }
        stop => Cow::Owned(inner + stop),
    }
}

/// Whether the first mark is closed by the last one, and not before.
fn is_one_saying(inner: &str, open: char, close: char) -> bool {
    let letters: Vec<char> = inner.chars().collect();
    let mut depth = 0_usize;
    for (at, letter) in letters.iter().enumerate() {
        let neighbour = |at: Option<usize>| at.and_then(|at| letters.get(at)).copied();
        let before = neighbour(at.checked_sub(1)).is_some_and(char::is_alphanumeric);
        let after = neighbour(Some(at + 1)).is_some_and(char::is_alphanumeric);
        let is_apostrophe = "'’".contains(*letter) && before && after;
        if is_apostrophe {
            continue;
        }
        if *letter == close {
            match depth.checked_sub(1) {
                Some(less) if open != close => depth = less,
                _ => return false,
            }
        } else if *letter == open {
            depth += 1;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_a_whole_text_are_taken_off() {
        let cases = [
            ("\"I lose them.\"", "I lose them."),
            ("“I lose them.”", "I lose them."),
            ("„Ik raak ze kwijt.”", "Ik raak ze kwijt."),
            ("„Ich weiß“", "Ich weiß"),
            ("‘Het is m’n geld.’", "Het is m’n geld."),
            ("'I don't know'", "I don't know"),
            ("« Je les perds »", "Je les perds"),
            ("“I lose them”.", "I lose them."),
            ("\"Really\"?", "Really?"),
            (" “‘Twice.’” ", "Twice."),
            ("“He said “no” to me”", "He said “no” to me"),
        ];
        for (text, wanted) in cases {
            assert_eq!(without_quotation_marks(text), wanted, "of {text}");
        }
        for text in [
            "“Yes,” she said, “no”",
            "\"a\" and \"b\"",
            "'s Morgens is 't zo'n dag",
            "\"",
            "\"\"",
            "She says “no”",
            "“No” is what she says",
        ] {
            assert_eq!(without_quotation_marks(text), text);
        }
        assert!(is_in_marks("of: “", "”?") && is_in_marks("‘", "’,") && !is_in_marks("at ", "."));
    }
}
