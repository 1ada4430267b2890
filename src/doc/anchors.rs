//! The names of places in a text: its headings. Must not know pages.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use crate::text::composed;

/// What a heading is called in an address: its letters and digits in lower case, with hyphens between the words.
pub(crate) fn place_name(heading: &str) -> String {
    let mut name = String::with_capacity(heading.len());
    for letter in composed(heading).chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            name.push(letter);
        } else if (letter.is_whitespace() || "-–—_/".contains(letter))
            && !name.is_empty()
            && !name.ends_with('-')
        {
            name.push('-');
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    name
}

/// The place that an address names behind its `#`, as it may be written: with `%` and numbers, and in any case.
pub(crate) fn place_meant(written: &str) -> String {
    place_name(&percent_decode_str(written).decode_utf8_lossy())
}

/// Names of which none is given twice.
#[derive(Default)]
pub(super) struct Names {
    given: BTreeSet<String>,
}

impl Names {
    pub(super) fn give(&mut self, heading: &str) -> String {
        let name = match place_name(heading) {
            name if name.is_empty() => "part".to_owned(),
            name => name,
        };
        let mut given = name.clone();
        let mut number = 2;
        while !self.given.insert(given.clone()) {
            given = format!("{name}-{number}");
            number += 1;
        }
        given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_named_by_its_words_and_no_name_is_given_twice() {
        assert_eq!(
            place_name("  Prices & *what* they cost! "),
            "prices-what-they-cost"
        );
        assert_eq!(place_name("Cafe\u{301} – über uns"), "café-über-uns");
        assert_eq!(place_meant("Caf%C3%A9-%C3%9Cber-uns"), "café-über-uns");
        assert_eq!(place_meant("100%"), "100");
        let mut names = Names::default();
        let given = ["A", "a", "A 2", "a", "!"].map(|heading| names.give(heading));
        assert_eq!(given, ["a", "a-2", "a-2-2", "a-3", "part"]);
    }
}
