//! What formats for other programs say besides the diagnostics, and the one name of each that stays the same from run to run.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Diagnostic;
use crate::text::Content;

/// What is told of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleText {
    /// Its name.
    pub name: &'static str,
    /// How bad what it finds is, unless the book says otherwise.
    pub severity: super::Severity,
    /// What it finds, in a sentence.
    pub about: String,
    /// Why that matters and what ends it, in Markdown.
    pub help: String,
}

/// Where the book is, and what there is to be found.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// The folder of the book, seen from where the program runs: empty, or with a slash at its end.
    pub folder: String,
    /// Every rule.
    pub rules: Vec<RuleText>,
    /// The version of this program.
    pub version: &'static str,
}

impl Context {
    /// Where a diagnostic stands, seen from where the program runs.
    pub(super) fn path(&self, diagnostic: &Diagnostic) -> String {
        format!("{}{}", self.folder, diagnostic.source.path)
    }
}

/// Gives each diagnostic a name by the rule, the file and the words that are wrong. Neither the line nor the message is in it: so it stays when
/// something above it changes, and on another day.
#[derive(Default)]
pub(super) struct Fingerprints {
    known: BTreeMap<String, usize>,
}

impl Fingerprints {
    /// The name of the next diagnostic.
    pub(super) fn next(&mut self, path: &str, diagnostic: &Diagnostic) -> String {
        let span = diagnostic.span.clone();
        let words = span.and_then(|span| diagnostic.source.text.get(span));
        let words = words.unwrap_or_default();
        let what = format!("{path}\n{}\n{words}", diagnostic.code);
        let count = self.known.entry(what.clone()).or_default();
        *count += 1;
        let mut name = String::new();
        // One number of 64 bits may be that of another text; two are not.
        for half in ["a", "b"] {
            let mut content = Content::default();
            content.add(format!("{half}\n{count}\n{what}").as_bytes());
            let _ = write!(name, "{:016x}", content.number());
        }
        name
    }
}
