//! How sure we may be of a statement: examples, computed by the rule that all pages follow.

use crate::score::{EXAMPLES, weigh};
use crate::site::{Choice, Viewer};
use crate::view::view;

view! {
    /// An example of how sure we may be of a statement.
    pub(crate) struct ConfidenceExample<'a> {
        /// What it rests on.
        text: &'a str,
        /// How sure we may be.
        confidence: Choice<'a>,
    }
}

/// The examples.
pub(crate) fn examples<'a>(viewer: &'a Viewer<'_>) -> Vec<ConfidenceExample<'a>> {
    let examples = EXAMPLES.iter().map(|(key, grounds)| ConfidenceExample {
        text: viewer.words.choice("confidence-example", key),
        confidence: viewer.choice("confidence", weigh(&grounds()).as_str()),
    });
    examples.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, Words};

    #[test]
    fn the_examples_of_the_docs_are_those_of_the_page_and_come_out_as_told() {
        let docs = include_str!("../schema/formulas.md");
        for (key, grounds) in EXAMPLES {
            for language in Language::all() {
                let words = Words::built_in(language);
                assert_ne!(words.choice("confidence-example", key), key);
            }
            let words = Words::built_in(Language::default());
            let text = words.choice("confidence-example", key);
            let found = weigh(&grounds()).as_str();
            let row = docs
                .lines()
                .find(|line| line.starts_with(&format!("| {text} |")));
            let row = row.unwrap_or_default();
            assert!(
                row.ends_with(&format!("| {found} |")),
                "`{row}` of {text} is {found}"
            );
        }
    }
}
