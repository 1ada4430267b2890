//! Terms of the glossary explained where they occur: the first time in each section a term becomes a link to its page, and
//! the page says at its end, once, what each of its terms means. Such a link is no reference: it is in no back-link.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Viewer;
use super::links::{EntryLinks, url};
use crate::doc::Phrases;
use crate::doc::markdown::{self, Marker};
use crate::language::with_plurals;
use crate::model::icp::Icp;
use crate::model::persona::Persona;
use crate::model::term::Term;
use crate::model::value::Text;
use crate::model::{Catalog, Entry, Kind};
use crate::text::width::shorten;
use crate::view::view;

/// The most letters of an explanation.
const LETTERS: usize = 240;

/// The words to look for, and whose they are.
#[derive(Default)]
pub(crate) struct Glossary<'a> {
    phrases: Phrases,
    terms: Vec<&'a Entry>,
}

impl<'a> Glossary<'a> {
    pub(crate) fn new(catalog: &'a Catalog) -> Self {
        let terms: Vec<(&Entry, &Term)> = catalog.all::<Term>().collect();
        // Names count before other names.
        let names = terms.iter().map(|(entry, _)| entry.header.name.as_str());
        let others = terms.iter().enumerate();
        let others = others.flat_map(|(number, (_, term))| {
            let also = term.also.iter();
            also.map(move |name| (name.as_str(), number))
        });
        let names = names.enumerate().map(|(number, name)| (name, number));
        let mut phrases = Phrases::new(names.chain(others));
        if !phrases.is_empty() {
            for longer in longer_words(catalog, &terms) {
                // Its number is nobody's: a term within it is not meant.
                if !phrases.find(&longer, &mut |_| true).is_empty() {
                    for written in with_plurals(&longer) {
                        phrases.add(&written, terms.len());
                    }
                }
            }
        }
        Self {
            phrases,
            terms: terms.iter().map(|(entry, _)| *entry).collect(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }
}

/// Words that a term may be part of without being meant: those that its author names, and what people and competitors are
/// called and do, as in "lead developer".
fn longer_words(catalog: &Catalog, terms: &[(&Entry, &Term)]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (_, term) in terms {
        words.extend_from_slice(&term.not_in);
    }
    for (entry, persona) in catalog.all::<Persona>() {
        words.push(entry.header.name.clone());
        words.extend(persona.role.clone());
        words.extend(persona.titles.iter().map(Text::plain));
    }
    for (_, icp) in catalog.all::<Icp>() {
        let titles = icp.committee.iter().map(|member| member.title.clone());
        words.extend(titles.flatten());
    }
    let competitors = catalog.of_kind(Kind::Competitor);
    words.extend(competitors.map(|entry| entry.header.name.clone()));
    words
}

/// The terms met on a page so far.
pub(crate) struct Explained<'a> {
    viewer: &'a Viewer<'a>,
    /// The entry whose page it is: a term does not explain itself.
    own: &'a Entry,
    section: BTreeSet<usize>,
    page: BTreeSet<usize>,
}

impl<'a> Explained<'a> {
    pub(crate) fn new(links: &EntryLinks<'a>) -> Self {
        Self {
            viewer: links.viewer,
            own: links.entry,
            section: BTreeSet::new(),
            page: BTreeSet::new(),
        }
    }

    /// What each term of the page means.
    pub(crate) fn notes(&self) -> Vec<TermNote<'a>> {
        let terms = self.page.iter().map(|number| {
            let term = self.viewer.glossary.terms[*number];
            TermNote {
                id: &term.key.id,
                name: &term.header.name,
                text: meaning(self.viewer, term),
            }
        });
        terms.collect()
    }
}

view! {
    /// What a term of the glossary means that occurs on a page.
    pub(crate) struct TermNote<'a> {
        /// The id of the term.
        id: &'a str,
        /// Its name.
        name: &'a str,
        /// Its summary, or the beginning of its definition, as plain text.
        text: String,
    }
}

/// The summary of a term, or the beginning of its definition.
fn meaning(viewer: &Viewer<'_>, term: &Entry) -> String {
    let text = match &term.header.summary {
        Some(summary) => summary.plain(),
        None => {
            // Enough Markdown for an explanation: a definition may be a page long.
            let end = term.body.char_indices().nth(4 * LETTERS);
            let body = &term.body[..end.map_or(term.body.len(), |(at, _)| at)];
            markdown::plain(body)
        }
    };
    match text.trim() {
        "" => viewer.words.get("term_no_definition").to_owned(),
        text => shorten(text, LETTERS),
    }
}

impl Marker for Explained<'_> {
    fn section(&mut self) {
        self.section.clear();
    }

    fn mark(&mut self, text: &str) -> Vec<(Range<usize>, String)> {
        let glossary = &self.viewer.glossary;
        let found = glossary.phrases.find(text, &mut |number| {
            let term = glossary.terms.get(number);
            term.is_some_and(|term| term.key != self.own.key) && self.section.insert(number)
        });
        found
            .into_iter()
            .map(|(place, number)| {
                self.page.insert(number);
                let key = &glossary.terms[number].key;
                let open = format!(
                    "<a class=\"term\" href=\"../{}\" aria-describedby=\"term-note-{}\">",
                    url(key),
                    key.id
                );
                (place, open)
            })
            .collect()
    }
}

/// Fields that hold what somebody said, or that pages show as headings.
const LEFT_ALONE: [&str; 10] = [
    "quote",
    "quotes",
    "words",
    "says",
    "titles",
    "title",
    "name",
    "reason",
    "step",
    "statement",
];

/// Whether terms are explained in a field.
pub(crate) fn is_explained(field: &str) -> bool {
    !LEFT_ALONE.contains(&field)
}

/// The text of an entry with its terms explained.
pub(crate) fn block(links: &EntryLinks<'_>, text: &str, terms: &mut Explained<'_>) -> String {
    terms.section();
    markdown::marked_block_html((text, links.top()), links, terms)
}

/// A sentence with its terms explained.
pub(crate) fn inline(links: &EntryLinks<'_>, text: &Text, terms: &mut Explained<'_>) -> String {
    markdown::marked_inline_html(&text.0, links, terms)
}
