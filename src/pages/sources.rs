//! Every source with the claims that rest on it.

use crate::model::Kind;
use crate::model::content::Content;
use crate::score::{EXAMPLES, weigh};
use crate::site::citations::Citing;
use crate::site::links::EntryLinks;
use crate::site::{Choice, EntryCard, PagePlace, PageView, READABLE, Viewer, across};
use crate::view::{Fields, Shared, view};

view! {
    /// The page of all sources.
    pub(crate) struct Sources<'a> {
        /// Whether what rests on each source is listed; of a large book the pages of the sources tell.
        listed: bool,
        /// The sources, by id.
        rows: Vec<SourceRow>,
        /// Examples of how sure we may be, computed by the rule that all pages follow.
        examples: Vec<ConfidenceExample<'a>>,
    }
}

view! {
    /// An example of how sure we may be of a statement.
    pub(crate) struct ConfidenceExample<'a> {
        /// What it rests on.
        text: &'a str,
        /// How sure we may be.
        confidence: Choice<'a>,
    }
}

view! {
    /// A source.
    pub(crate) struct SourceRow {
        /// Its card.
        card: Shared<EntryCard>,
        /// Its fields.
        entry: Fields,
        /// What rests on it.
        claims: Vec<Shared<Citing>>,
    }
}

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let rows = viewer.catalog.of_kind(Kind::Evidence).map(|entry| {
        let links = EntryLinks { viewer, entry };
        SourceRow {
            card: viewer.card_of(entry),
            entry: links.value(&entry.data.node()),
            claims: viewer.claims_on(&entry.key.id),
        }
    });
    let examples = EXAMPLES.iter().map(|(key, grounds)| ConfidenceExample {
        text: viewer.words.choice("confidence-example", key),
        confidence: viewer.choice("confidence", weigh(&grounds()).as_str()),
    });
    let sources = Sources {
        listed: viewer.catalog.len() <= READABLE,
        rows: rows.collect(),
        examples: examples.collect(),
    };
    across(viewer, place).page(sources)
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
                let words = Words::new(language);
                assert_ne!(words.choice("confidence-example", key), key);
            }
            let words = Words::new(Language::default());
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
