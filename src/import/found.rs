//! What was found in a document: one entry that is still all labels and values. Must not know which fields there are.

use super::draft::Move;
use super::names::plain;
use crate::doc::{Pair, What, Written, Wrong};
use crate::model::Kind;
use crate::text::Lines;

/// An entry as its document has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// Its kind, where the document says it.
    pub(super) kind: Option<Kind>,
    /// Words that may tell its kind: the name of the file, a title above it.
    pub(super) about: Vec<String>,
    /// Its name, where that is no label.
    pub(super) name: Option<String>,
    /// The title that the name was taken from, where that says more.
    pub(super) title: Option<String>,
    /// Where it stands.
    pub(super) from: String,
    pub(super) pairs: Vec<Pair>,
    /// Whether values are cells, which may hold several with a sign between them.
    pub(super) is_of_cells: bool,
    /// Markdown below its title.
    pub(super) markdown: String,
    /// Labels of the document that are in no pair any more.
    pub(super) more_labels: Vec<String>,
    /// Whether the labels of pairs were made for it, and only `more_labels` are those of the document.
    pub(super) is_made: bool,
    /// What became of some of those.
    pub(super) told: Vec<Move>,
}

impl Found {
    /// Every label, those within values too.
    pub(super) fn labels(&self) -> impl Iterator<Item = &str> {
        let mut all = Vec::new();
        labels(&self.pairs, &mut all);
        all.into_iter()
            .chain(self.more_labels.iter().map(String::as_str))
    }
}

fn labels<'a>(pairs: &'a [Pair], all: &mut Vec<&'a str>) {
    for pair in pairs {
        all.push(&pair.key);
        below(&pair.value, all);
    }
}

fn below<'a>(value: &'a Written, all: &mut Vec<&'a str>) {
    match &value.what {
        What::Table(pairs) => labels(pairs, all),
        What::List(items) => items.iter().for_each(|item| below(item, all)),
        What::Text(_) | What::Bare(_) => {}
    }
}

/// What keeps a document from being imported, at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistake {
    /// The file as it was named.
    pub file: String,
    /// The line, from 1, and the column, where they are known.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Mistake {
    /// The same with the line and the column of an offset.
    pub(super) fn of(file: &str, text: &str, wrong: Wrong) -> Self {
        let place = Lines::new(text).position(wrong.offset);
        Self {
            file: file.to_owned(),
            place: Some((place.line, place.column)),
            message: wrong.message,
            help: wrong.help,
        }
    }
}

/// A label with its value.
pub(super) fn pair(key: impl Into<String>, what: What) -> Pair {
    let value = Written { place: 0..0, what };
    Pair {
        key: key.into(),
        place: 0..0,
        value,
    }
}

/// A value without a place.
pub(super) fn written(what: What) -> Written {
    Written { place: 0..0, what }
}

/// Whether a value says nothing.
pub(super) fn is_empty(value: &Written) -> bool {
    match &value.what {
        What::Text(text) | What::Bare(text) => text.trim().is_empty(),
        What::List(items) => items.iter().all(is_empty),
        What::Table(pairs) => pairs.iter().all(|pair| is_empty(&pair.value)),
    }
}

/// All that a value says, as texts: labels within it stand before what they say.
pub(super) fn texts(value: &Written) -> Vec<String> {
    match &value.what {
        What::Text(text) | What::Bare(text) if text.trim().is_empty() => Vec::new(),
        What::Text(text) | What::Bare(text) => vec![text.trim().to_owned()],
        What::List(items) => items.iter().flat_map(texts_of_item).collect(),
        What::Table(pairs) => {
            let pairs = pairs.iter().flat_map(|pair| {
                let inner = texts(&pair.value).into_iter();
                inner.map(|text| labelled(&pair.key, &text))
            });
            pairs.collect()
        }
    }
}

/// Labels that say nothing of what stands there.
const SAY_NOTHING: [&str; 9] = [
    "item",
    "text",
    "name",
    "title",
    "value",
    "description",
    "statement",
    "label",
    "naam",
];

/// Whether a label says nothing of what stands there.
pub(super) fn says_nothing(label: &str) -> bool {
    SAY_NOTHING.contains(&plain(label).as_str())
}

/// An item that is a table is one text.
fn texts_of_item(item: &Written) -> Vec<String> {
    match &item.what {
        What::Table(pairs) if pairs.len() == 1 && says_nothing(&pairs[0].key) => {
            texts(&pairs[0].value)
        }
        What::Table(_) => {
            let all = texts(item).join("; ");
            if all.is_empty() {
                Vec::new()
            } else {
                vec![all]
            }
        }
        _ => texts(item),
    }
}

/// A text with its label before it.
pub(super) fn labelled(label: &str, text: &str) -> String {
    match label.trim() {
        "" => text.to_owned(),
        label => format!("{label}: {text}"),
    }
}
