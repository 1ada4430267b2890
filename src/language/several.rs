//! How a word may be written when there is more of it, in any language. Must not know whose words they are.

use std::sync::LazyLock;

use super::{Language, Words};

/// What a word gets behind it in any language when there is more of it.
static PLURAL_ENDINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let languages = Language::all().map(Words::built_in);
    let endings = languages.map(|words| words.rules.plural_endings.clone());
    let all: Vec<String> = endings.collect();
    all.iter()
        .flat_map(|own| own.split_whitespace())
        .map(str::to_owned)
        .collect()
});

/// A word as it stands, and as it may be written when there is more of it, in whatever language it is.
pub(crate) fn with_plurals(word: &str) -> impl Iterator<Item = String> {
    let several = PLURAL_ENDINGS.iter();
    std::iter::once(word.to_owned()).chain(several.map(move |ending| format!("{word}{ending}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_its_endings_in_every_language() {
        let developers: Vec<String> = with_plurals("developer").collect();
        for one in ["developer", "developers", "developer’s", "developeren"] {
            assert!(developers.iter().any(|other| other == one), "{one}");
        }
    }
}
