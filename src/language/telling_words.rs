//! Words that tell something of a text: that it is not finished, that it says what a group is like, that a stage is the purchase.
//! They are one table for all languages, `telling_words.toml`. Must not know entries.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::doc::{self, Phrases};

/// The words of `telling_words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    placeholders: Vec<String>,
    no_placeholders: Vec<String>,
    bracketed: Vec<String>,
    alone: Vec<String>,
    stereotypes: Vec<String>,
    purchase: Vec<String>,
    afterwards: Vec<String>,
    marketing: Vec<String>,
    sales: Vec<String>,
}

/// The same, ready to be looked for in one pass.
struct Telling {
    unfinished: Phrases,
    alone: BTreeSet<String>,
    stereotypes: Phrases,
    purchase: Phrases,
    afterwards: Phrases,
    marketing: Phrases,
    sales: Phrases,
}

/// What a phrase of `unfinished` is.
const PLACEHOLDER: usize = 0;
const NO_PLACEHOLDER: usize = 1;
const BRACKETED: usize = 2;

/// The most words of what is a placeholder where it is all that a text says.
const MOST_ALONE: usize = 3;

static TELLING: LazyLock<Telling> = LazyLock::new(|| {
    let table: Result<Table, _> = doc::table(include_str!("telling_words.toml"));
    let table = table.expect("the table is part of the crate");
    let numbered = |words: &[String], number: usize| -> Vec<(String, usize)> {
        words.iter().map(|word| (word.clone(), number)).collect()
    };
    let unfinished: Vec<(String, usize)> = [
        numbered(&table.placeholders, PLACEHOLDER),
        numbered(&table.no_placeholders, NO_PLACEHOLDER),
        numbered(&table.bracketed, BRACKETED),
    ]
    .concat();
    Telling {
        unfinished: Phrases::new(
            unfinished
                .iter()
                .map(|(word, number)| (word.as_str(), *number)),
        ),
        alone: table.alone.into_iter().collect(),
        stereotypes: phrases(&table.stereotypes),
        purchase: phrases(&table.purchase),
        afterwards: phrases(&table.afterwards),
        marketing: phrases(&table.marketing),
        sales: phrases(&table.sales),
    }
});

fn phrases(words: &[String]) -> Phrases {
    Phrases::new(words.iter().map(|word| (word.as_str(), 0)))
}

/// Where a text shows that somebody meant to write something there.
pub(crate) fn placeholders(text: &str) -> Vec<Range<usize>> {
    let trimmed = text.trim();
    let words = trimmed.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(MOST_ALONE + 1).collect();
    let says_nothing = words.is_empty() && trimmed.contains(['.', '…', '?']);
    let is_alone =
        words.len() <= MOST_ALONE && TELLING.alone.contains(&words.join(" ").to_lowercase());
    if says_nothing || is_alone {
        let start = text.len() - text.trim_start().len();
        return std::iter::once(start..start + trimmed.len()).collect();
    }
    let mut found = TELLING.unfinished.find(text, &mut |_| true);
    found.retain(|(place, number)| match *number {
        PLACEHOLDER => !is_part_of_a_name(text, place),
        BRACKETED => is_in_brackets(text, place),
        _ => false,
    });
    found.into_iter().map(|(place, _)| place).collect()
}

/// Whether signs tie a word to others, as in an address or the name of a file.
fn is_part_of_a_name(text: &str, place: &Range<usize>) -> bool {
    const TIES: [char; 9] = ['@', '/', '_', '-', '#', '\\', '&', '=', '\''];
    let after = &text[place.end..];
    let is_point_within =
        after.starts_with('.') && after[1..].starts_with(|letter: char| letter.is_alphanumeric());
    text[..place.start].ends_with(TIES) || after.starts_with(TIES) || is_point_within
}

/// Whether a bracket stands before a phrase, and its other half behind it; a link is none.
fn is_in_brackets(text: &str, place: &Range<usize>) -> bool {
    let before = text[..place.start].chars().next_back();
    let close = match before {
        Some('[') => ']',
        Some('<') => '>',
        _ => return false,
    };
    let after = &text[place.end..];
    after.find(close).is_some_and(|end| {
        let behind = &after[end + 1..];
        !after[..end].contains('[') && !behind.starts_with(['(', '[', ':'])
    })
}

/// Where a text says what a group is like.
pub(crate) fn stereotypes(text: &str) -> Vec<Range<usize>> {
    let found = TELLING.stereotypes.find(text, &mut |_| true);
    found.into_iter().map(|(place, _)| place).collect()
}

fn has(phrases: &Phrases, text: &str) -> bool {
    !phrases.find(text, &mut |_| true).is_empty()
}

/// Whether the name of a stage tells of the purchase, and of nothing that follows.
pub(crate) fn is_purchase(name: &str) -> bool {
    has(&TELLING.purchase, name) && !is_afterwards(name)
}

/// Whether the name of a stage tells of what follows the purchase.
pub(crate) fn is_afterwards(name: &str) -> bool {
    has(&TELLING.afterwards, name)
}

/// Whether somebody is named as one of marketing, and as one of sales.
pub(crate) fn sides(name: &str) -> (bool, bool) {
    (has(&TELLING.marketing, name), has(&TELLING.sales, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(find: fn(&str) -> Vec<Range<usize>>, text: &str) -> Vec<&str> {
        find(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn what_somebody_meant_to_write_is_found() {
        for (text, wanted) in [
            ("TODO: ask Mark", "TODO"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("costs xxx a month", "xxx"),
            ("[fill in the figure]", "fill in"),
            ("Omzet: nog invullen", "nog invullen"),
            (" tbd. ", "tbd."),
            ("N.t.b.", "N.t.b."),
            ("…", "…"),
            ("???", "???"),
        ] {
            assert_eq!(found(placeholders, text), [wanted], "in {text}");
        }
    }

    #[test]
    fn what_is_finished_is_left_in_peace() {
        for text in [
            "Keeps a TODO list in a drawer",
            "Her to-do list is long",
            "Todo está bien",
            "They fill in a form of 40 fields",
            "[Fill in the form](page:form)",
            "Size xxx-large, mail xxx@example.org",
            "What is to be determined by the buyer",
            "Een formulier dat zij moet invullen",
            "Why?",
            "",
        ] {
            assert_eq!(placeholders(text), [], "in {text}");
        }
    }

    #[test]
    fn a_group_is_found_and_a_person_is_not() {
        assert_eq!(found(stereotypes, "Quick for her age."), ["for her age"]);
        assert_eq!(
            found(stereotypes, "Typisch vrouwelijk, zegt hij"),
            ["Typisch vrouwelijk"]
        );
        for text in [
            "Women are 60 % of the buyers",
            "Leads a women-owned firm",
            "The only woman in the board",
            "Is 58 and retires in five years",
        ] {
            assert_eq!(stereotypes(text), [], "in {text}");
        }
    }

    #[test]
    fn a_stage_is_the_purchase_or_follows_it() {
        assert!(
            is_purchase("Purchase") && is_purchase("Kopen") && is_purchase("Sign the contract")
        );
        assert!(!is_purchase("Order and delivery") && is_afterwards("First use"));
        assert!(!is_purchase("Comparing offers"));
        assert_eq!(sides("Fenna de Wit, marketing"), (true, false));
        assert_eq!(sides("Marketing and sales"), (true, true));
    }
}
