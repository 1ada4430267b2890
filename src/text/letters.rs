//! Letters of which there are two spellings, and signs that nobody sees. Must not know whose they are.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A text with each letter and its accent as one character where there is one, so that texts that look the same are.
#[must_use]
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// The characters of a text, letters apart from their accents.
pub(crate) fn decomposed(text: &str) -> impl Iterator<Item = char> {
    text.nfd()
}

/// Whether nobody sees a character: it comes along when pasting from a chat or a word processor.
#[must_use]
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
    )
}

/// What a sign is that looks like another, or like nothing, and what to write instead of it.
fn meant(letter: char) -> Option<(&'static str, &'static str)> {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
            Some(("looks like a hyphen and is none", "-"))
        }
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Some(("looks like a space and is none", "-"))
        }
        _ if is_invisible(letter) => Some(("cannot be seen", "")),
        _ if letter.is_control() => Some(("is a control character", "")),
        _ => None,
    }
}

/// What nobody can see is wrong with an id: the sentence, and the id without it.
#[must_use]
pub(crate) fn unseen(id: &str) -> Option<(String, String)> {
    let (place, letter, why) = id
        .chars()
        .enumerate()
        .find_map(|(place, letter)| Some((place + 1, letter, meant(letter)?.0)))?;
    let mut better = String::with_capacity(id.len());
    for letter in id.chars() {
        match meant(letter) {
            Some((_, instead)) => better.push_str(instead),
            None => better.push(letter),
        }
    }
    let code = u32::from(letter);
    Some((
        format!("the sign at place {place} (U+{code:04X}) {why}"),
        better,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_accents_are_the_same_however_they_are_spelt() {
        assert_eq!(composed("Cafe\u{301}"), "Café");
        assert!(matches!(composed("Café 日本"), Cow::Borrowed(_)));
        assert!(decomposed("é").eq(['e', '\u{301}']));
    }

    #[test]
    fn what_nobody_can_see_is_named() {
        let cases = [
            (
                "mid-size\u{200b}",
                "the sign at place 9 (U+200B) cannot be seen",
                "mid-size",
            ),
            (
                "mid\u{2011}size",
                "the sign at place 4 (U+2011) looks like a hyphen and is none",
                "mid-size",
            ),
            (
                "\u{feff}a",
                "the sign at place 1 (U+FEFF) cannot be seen",
                "a",
            ),
            (
                "a\u{7}",
                "the sign at place 2 (U+0007) is a control character",
                "a",
            ),
        ];
        for (id, why, better) in cases {
            assert_eq!(unseen(id), Some((why.to_owned(), better.to_owned())));
        }
        assert_eq!(unseen("mid-size"), None);
    }
}
