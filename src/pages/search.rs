//! The search index: every entry with the words it can be found by, and what it says, as scripts that a page loads when a
//! reader first searches. Must not know how words are matched; `static/search-match.js` does.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::doc::markdown;
use crate::language::Word;
use crate::model::content::{Content, Node};
use crate::model::value::Text;
use crate::model::{Data, Entry, Kind};
use crate::site::line::Line;
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, Viewer};
use crate::text::{FieldPath, one_line, without_quotation_marks};

/// The path of the index on the site.
pub(crate) const PATH: &str = "search-index.js";

/// The path of the sentences on the site.
pub(crate) const TEXTS: &str = "search-text.js";

/// How many bytes of sentences there are at most: they are read on telephones too. Entries that come later in the book are found,
/// and shown without the sentence that matches.
const MOST_TEXT: usize = 2_000_000;

/// What a reader of the page sees of an entry, and what is worth more than a word in its text. Empty parts
/// are left out, since the index is read on telephones too.
#[derive(Serialize)]
struct Found<'a> {
    /// The place of its kind in the list of kinds.
    kind: usize,
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    /// Tags, and other names it goes by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hue: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tier: Option<&'a str>,
}

#[derive(Serialize)]
struct FoundKind<'a> {
    name: &'a str,
    title: &'a str,
    folder: &'a str,
    icon: &'a str,
    weight: f64,
}

#[derive(Serialize)]
struct Index<'a> {
    words: BTreeMap<&'static str, Option<&'a Word>>,
    kinds: Vec<FoundKind<'a>>,
    entries: Vec<Found<'a>>,
    /// Every word of the texts with the entries that have it, see [`postings`].
    text: String,
}

/// What each entry of the index says, in the same order, as a script: its sentences and paragraphs, one a line. It sets one name,
/// `personabookText`.
pub(crate) fn texts(viewer: &Viewer<'_>) -> String {
    let mut room = MOST_TEXT;
    let texts = viewer.catalog.current().map(|entry| {
        let said = said(entry);
        if said.len() > room {
            room = 0;
            return String::new();
        }
        room -= said.len();
        said
    });
    let texts: Vec<String> = texts.collect();
    crate::site::script_of("personabookText", &texts)
}

/// The index as a script. It sets one name, `personabookIndex`.
pub(crate) fn script(viewer: &Viewer<'_>) -> String {
    let cards: Vec<(&Entry, &EntryCard)> = viewer
        .catalog
        .current()
        .map(|entry| (entry, viewer.card_texts(entry)))
        .collect();
    let entries = cards.iter().map(|(entry, card)| Found {
        kind: Kind::ALL
            .iter()
            .position(|kind| *kind == entry.key.kind)
            .unwrap_or(0),
        id: &entry.key.id,
        name: &entry.header.name,
        detail: &card.detail,
        summary: &card.summary,
        tags: other_names(entry),
        picture: picture(card),
        hue: card.hue,
        tier: card.tier,
    });
    let index = Index {
        words: [
            "search_count",
            "search_none",
            "search_none_about",
            "search_hint",
            "search_keys",
        ]
        .into_iter()
        .map(|key| {
            (
                key.trim_start_matches("search_"),
                viewer.words.table().get(key),
            )
        })
        .collect(),
        kinds: Kind::ALL
            .iter()
            .map(|kind| FoundKind {
                name: kind.name(),
                title: viewer.words.choice("kinds", kind.name()),
                folder: kind.folder(),
                icon: kind.about().icon,
                weight: kind.about().search_weight,
            })
            .collect(),
        entries: entries.collect(),
        text: postings(cards.iter().map(|(entry, _)| text_words(viewer, entry))),
    };
    crate::site::script_of("personabookIndex", &index)
}

/// The smallest file of a picture that is sharp at the size of a result on a fine screen.
fn picture(card: &EntryCard) -> Option<&str> {
    const WIDTH: u32 = 96;
    let sizes = card.picture_sizes.iter();
    let sharp = sizes
        .filter(|size| size.width >= WIDTH)
        .min_by_key(|size| size.width);
    sharp.map_or(card.picture.as_deref(), |size| Some(&size.url))
}

/// What an entry says, in the order of its fields, each text once.
fn said(entry: &Entry) -> String {
    let mut said = Said::default();
    let mut add = |path: &FieldPath, leaf: &Node<'_>| {
        if path.field() == "field" || !is_searched(leaf) {
            return;
        }
        match leaf {
            Node::Word(word) => said.add(word),
            Node::Text(text) => said.add(&text.plain()),
            Node::Claim(claim) => {
                let texts = [
                    Some(&claim.text),
                    claim.workaround.as_ref(),
                    claim.note.as_ref(),
                ];
                texts
                    .into_iter()
                    .flatten()
                    .for_each(|text| said.add(&text.plain()));
            }
            // What is chosen from a list has the words of the interface.
            _ => {}
        }
    };
    entry.data.node().leaves(&mut add);
    entry.header.extra.node().leaves(&mut add);
    said.add(&markdown::plain(&entry.body));
    said.texts.join("\n")
}

/// Texts as they are found, each once.
#[derive(Default)]
struct Said {
    texts: Vec<String>,
    known: BTreeSet<String>,
}

impl Said {
    fn add(&mut self, text: &str) {
        let text = without_quotation_marks(text.trim());
        let text = one_line(&text);
        if !text.is_empty() && self.known.insert(text.clone()) {
            self.texts.push(text);
        }
    }
}

/// Tags, and the other names of a word or a person: whoever types one of them means this entry.
fn other_names(entry: &Entry) -> Vec<String> {
    let mut names = entry.header.tags.clone();
    match &entry.data {
        Data::Term(term) => names.extend(term.also.iter().cloned()),
        Data::Persona(persona) => {
            names.extend(persona.titles.iter().map(Text::plain));
        }
        _ => {}
    }
    names
}

/// `word 3 1 4,next 0`: per word the entries that have it, by their places in the list, each as the distance
/// from the one before, in base 36. A third of the size of a list of words per entry.
fn postings(texts: impl Iterator<Item = BTreeSet<String>>) -> String {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, words) in texts.enumerate() {
        for word in words {
            places.entry(word).or_default().push(place);
        }
    }
    let lines = places.iter().map(|(word, places)| {
        let mut line = word.clone();
        let mut before = 0;
        for place in places {
            line.push(' ');
            line.push_str(&base_36(place - before));
            before = *place;
        }
        line
    });
    lines.collect::<Vec<_>>().join(",")
}

fn base_36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]);
        number /= 36;
        if number == 0 {
            break;
        }
    }
    digits.reverse();
    String::from_utf8_lossy(&digits).into_owned()
}

/// The words of all an entry says, in lower case.
fn text_words(viewer: &Viewer<'_>, entry: &Entry) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let links = EntryLinks { viewer, entry };
    let line = Line::plain(&viewer.words, &links);
    collect(line, &entry.header.node(), &mut words);
    collect(line, &entry.data.node(), &mut words);
    split(&markdown::plain(&entry.body), &mut words);
    words
}

fn collect(line: Line<'_>, node: &Node<'_>, words: &mut BTreeSet<String>) {
    match node {
        Node::List(items) => items.iter().for_each(|item| collect(line, item, words)),
        // The name of a column or of a signal is for programs.
        Node::Table(fields) => fields
            .iter()
            .filter(|(key, _)| *key != "field")
            .for_each(|(_, field)| collect(line, field, words)),
        Node::Labels(fields) => {
            for (label, field) in fields {
                split(label, words);
                collect(line, field, words);
            }
        }
        // As it is written: nobody looks for the word that stands for true or false.
        Node::Scalar(scalar) => split(&scalar.to_string(), words),
        leaf if is_searched(leaf) => {
            if let Some(said) = line.leaf(leaf) {
                split(&said, words);
            }
            if let Node::Claim(claim) = leaf {
                let beside = claim.workaround.iter().chain(&claim.note);
                beside.for_each(|text| split(&text.plain(), words));
            }
        }
        _ => {}
    }
}

/// An address is not read by anybody, numbers and days are not looked for, and another entry is found by itself.
fn is_searched(leaf: &Node<'_>) -> bool {
    match leaf {
        Node::Word(word) => !word.contains("://"),
        Node::Choice { .. } | Node::Text(_) | Node::Claim(_) => true,
        _ => false,
    }
}

/// Words of two letters or more. "e-commerce" is found as "commerce" and as "ecommerce".
fn split(text: &str, words: &mut BTreeSet<String>) {
    let lower = text.to_lowercase();
    for run in lower.split(|letter: char| !letter.is_alphanumeric() && letter != '-') {
        let parts = run.split('-');
        if parts.clone().count() > 1 {
            add(&parts.clone().collect::<String>(), words);
        }
        parts.for_each(|part| add(part, words));
    }
}

fn add(word: &str, words: &mut BTreeSet<String>) {
    if word.chars().nth(1).is_some() {
        words.insert(word.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = BTreeSet::new();
        split(text, &mut words);
        words.into_iter().collect()
    }

    #[test]
    fn words_are_lower_case_and_compounds_are_found_whole_and_in_parts() {
        assert_eq!(
            words("An E-commerce shop's café, 2026"),
            ["2026", "an", "café", "commerce", "ecommerce", "shop"]
        );
    }

    #[test]
    fn places_are_written_as_distances_in_base_36() {
        let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let mut texts: Vec<BTreeSet<String>> = vec![BTreeSet::new(); 50];
        texts[0] = set(&["basket"]);
        texts[2] = set(&["basket", "checkout"]);
        texts[49] = set(&["basket"]);
        assert_eq!(postings(texts.into_iter()), "basket 0 2 1b,checkout 2");
    }
}
