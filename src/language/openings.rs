//! The words that open the parts of a job story, which pages say before what an author writes. Must not know jobs.

use std::sync::LazyLock;

use super::{Language, Words};

/// A part of a job story: "When …, I want …, so that …".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// The situation.
    When,
    /// The wish.
    Want,
    /// The purpose.
    SoThat,
}

/// The openings of every language, the longest first.
static OPENINGS: LazyLock<[Vec<String>; 3]> = LazyLock::new(|| {
    let all = |of: fn(&super::rules::Openings) -> &Vec<String>| {
        let languages = Language::all().map(Words::built_in);
        let mut words: Vec<String> = languages
            .flat_map(|words| of(&words.rules.openings).clone())
            .map(|words| words.to_lowercase())
            .collect();
        words.sort_by_key(|words| std::cmp::Reverse(words.len()));
        words
    };
    [
        all(|openings| &openings.when),
        all(|openings| &openings.want),
        all(|openings| &openings.so_that),
    ]
});

/// A part of a job story without the words that open it, in whatever language they are typed.
pub(crate) fn without_opening(opening: Opening, text: &str) -> &str {
    let openings = match opening {
        Opening::When => &OPENINGS[0],
        Opening::Want => &OPENINGS[1],
        Opening::SoThat => &OPENINGS[2],
    };
    // It may be in emphasis, and follow the dots of a form.
    let is_between = |letter: char| letter.is_whitespace() || ".…,:".contains(letter);
    let trimmed = text.trim_start_matches(is_between);
    let plain = trimmed.trim_start_matches(['*', '_']);
    let marks = &trimmed[..trimmed.len() - plain.len()];
    let without = openings.iter().find_map(|words| {
        let end = plain
            .char_indices()
            .nth(words.chars().count())
            .map_or(plain.len(), |(at, _)| at);
        let (begin, rest) = plain.split_at(end);
        if begin.to_lowercase() != *words {
            return None;
        }
        let rest = rest.strip_prefix(marks)?;
        let is_whole = rest.is_empty() || rest.starts_with(is_between);
        is_whole.then(|| rest.trim_start_matches(is_between))
    });
    without.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_that_was_typed_is_taken_off() {
        let cases = [
            (
                Opening::When,
                "When I order three sizes,",
                "I order three sizes,",
            ),
            (Opening::When, "when the season begins", "the season begins"),
            (Opening::When, "**When** it rains", "it rains"),
            (Opening::When, "Wanneer ik bestel", "ik bestel"),
            (Opening::When, "Als het regent", "het regent"),
            (Opening::When, "When… it rains", "it rains"),
            (Opening::When, "Whenever it rains", "Whenever it rains"),
            (Opening::When, "When", "When"),
            (
                Opening::Want,
                "I want to pay only for what I keep,",
                "to pay only for what I keep,",
            ),
            (
                Opening::Want,
                "To know what is left.",
                "To know what is left.",
            ),
            (Opening::Want, "wil ik alleen betalen", "alleen betalen"),
            (
                Opening::Want,
                "ik zeker weten dat het er ligt",
                "zeker weten dat het er ligt",
            ),
            (Opening::SoThat, "So that I can order", "I can order"),
            (
                Opening::SoThat,
                "zodat mijn geld er nog is",
                "mijn geld er nog is",
            ),
            (Opening::SoThat, "my money stays", "my money stays"),
        ];
        for (opening, text, wanted) in cases {
            assert_eq!(without_opening(opening, text), wanted, "of {text}");
        }
    }
}
