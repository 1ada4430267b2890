//! How the Markdown of a kind of document is written: how it is read, and what its fields are called. Must not know the kinds.

use super::form::Form;
use crate::text::{Step, capitalised};

/// How the Markdown of a kind of document is written.
#[derive(Clone, Copy)]
pub(crate) struct Style<'a> {
    /// How it is read.
    pub(crate) form: Form<'a>,
    /// The words for a field of the table at a path, the best first.
    pub(crate) called: &'a dyn Fn(&[Step], &str) -> Vec<String>,
    /// The words for true and false.
    pub(crate) flags: [&'a str; 2],
}

impl Style<'_> {
    /// The word for a field of the table at a path: the best one by which it is read.
    pub(crate) fn label(&self, table: &[Step], key: &str) -> String {
        let means = |word: &String| {
            let ways = (self.form.meant)(table, word);
            ways.first().is_some_and(|way| way.as_slice() == [key]) && is_label(word)
        };
        let mut words = (self.called)(table, key).into_iter();
        words.find(means).unwrap_or_else(|| key.to_owned())
    }
}

/// A key as words.
pub(crate) fn key_as_words(key: &str) -> String {
    capitalised(&key.replace('_', " "))
}

/// Whether words before a colon are read as a label.
pub(super) fn is_label(words: &str) -> bool {
    words.chars().count() <= 50
        && words.split_whitespace().count() <= 5
        && words.chars().next().is_some_and(char::is_alphabetic)
        && !words.contains([
            '.', '?', '!', ';', '[', '<', '"', '“', '\n', '`', ':', '*', '_', '\\',
        ])
}
