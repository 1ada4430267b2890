//! Diagnostics: what is wrong with the content, as data. One file per format renders them.
//! Must not know where diagnostics come from.

mod context;
mod github;
mod gitlab;
mod human;
mod json;
mod place;
mod sarif;
mod short;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::text::{Position, Source, Span, cut, plural, thousands};

pub use context::{Context, RuleText};
pub use github::github;
pub use gitlab::gitlab;
pub use human::human;
pub use json::json;
pub use sarif::sarif;
pub use short::short;

/// How many diagnostics of each file are shown; of the others one line tells how many there are. An author mends the first
/// ones first, and a file with thousands of mistakes is no entry at all.
pub const SHOWN: usize = 50;

/// The name of the line that tells how many more there are.
const MORE: &str = "more";

/// Longer messages lose their middle: a value of a megabyte is quoted in them.
const LONGEST_MESSAGE: usize = 400;

/// How bad it is. An error stops a build, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not written.
    Error,
    /// The site is written.
    Warning,
    /// Nothing is wrong: it says what might come next.
    Advice,
}

impl Severity {
    /// Every one, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Advice];

    /// The word that starts a message.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// One thing that is wrong, where, and the edit that mends it.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The name of the rule, such as `unknown-key`.
    pub code: &'static str,
    /// What is wrong, lower-case, without a full stop.
    pub message: String,
    /// Where: the text it stands in, and the place in it. A place without a span is the whole file.
    pub source: Arc<Source>,
    /// The bytes that are wrong.
    pub span: Option<Span>,
    /// A few words at the carets.
    pub label: String,
    /// The edit to make.
    pub help: Option<String>,
    /// How many mistakes it stands for: 1, but for the line that tells how many more there are.
    pub count: usize,
}

impl Diagnostic {
    /// An error with this rule's name; the place, label and help are added with the other methods.
    pub fn error(code: &'static str, message: impl Into<String>, source: &Arc<Source>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: cut(message.into(), LONGEST_MESSAGE),
            source: Arc::clone(source),
            span: None,
            label: String::new(),
            help: None,
            count: 1,
        }
    }

    /// With the place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// With the words at the carets.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With the edit to make.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(cut(help.into(), LONGEST_MESSAGE));
        self
    }

    /// The word of a help that says no more than "write `it`", for a key that nothing reads: written at the place, it is the edit.
    pub(crate) fn word_to_write(&self) -> Option<&str> {
        let help = self.help.as_deref()?;
        let word = help.strip_prefix("write `")?.strip_suffix('`')?;
        let is_word = word
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter));
        let text = self.source.text.get(self.span.clone()?)?;
        let is_key = !text.contains(['"', '[', '.', '\n']);
        (self.code == "unknown-key" && is_word && is_key).then_some(word)
    }

    /// The line that tells how many more mistakes there are in a file.
    fn more(count: usize, severity: Severity, source: &Arc<Source>) -> Self {
        let message = format!("and {} more in this file", thousands(count));
        Self {
            severity,
            count,
            ..Self::error(MORE, message, source).help(format!(
                "mend the first {SHOWN}, which are shown, and look again"
            ))
        }
    }

    /// Line and column of the first wrong byte.
    pub fn position(&self) -> Option<Position> {
        self.span
            .as_ref()
            .map(|span| self.source.position(span.start))
    }
}

/// All diagnostics of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// In any order until [`Report::sort`].
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds all of another report.
    pub fn merge(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Counts errors of a file that nobody will look at, because [`SHOWN`] others are before them.
    pub fn leave_out(&mut self, count: usize, source: &Arc<Source>) {
        if count > 0 {
            self.push(Diagnostic::more(count, Severity::Error, source));
        }
    }

    /// Whether a build must stop.
    pub fn has_errors(&self) -> bool {
        let mut severities = self.diagnostics.iter().map(|found| found.severity);
        severities.any(|severity| severity == Severity::Error)
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .map(|diagnostic| diagnostic.count)
            .sum()
    }

    /// By file, then by place, then by message: the order in which an author works. Says each thing once, and of each
    /// file no more than [`SHOWN`] things and how many more there are.
    pub fn sort(&mut self) {
        fn order(one: &Diagnostic) -> (&str, bool, usize, Severity, &str) {
            let start = one.span.as_ref().map_or(0, |span| span.start);
            let path = one.source.path.as_str();
            (path, one.code == MORE, start, one.severity, &one.message)
        }
        self.diagnostics
            .sort_by(|left, right| order(left).cmp(&order(right)));
        // Two counts that are the same are not the same mistakes.
        self.diagnostics
            .dedup_by(|one, other| one.code != MORE && one == other);
        let all = std::mem::take(&mut self.diagnostics);
        for file in all.chunk_by(|one, next| one.source.path == next.source.path) {
            let mistakes = file.iter().take_while(|one| one.code != MORE).count();
            let (shown, more) = file.split_at(mistakes.min(SHOWN));
            self.diagnostics.extend_from_slice(shown);
            for severity in Severity::ALL {
                let of_it = more.iter().filter(|one| one.severity == severity);
                let count: usize = of_it.map(|one| one.count).sum();
                if let (true, Some(first)) = (count > 0, more.first()) {
                    let more = Diagnostic::more(count, severity, &first.source);
                    self.diagnostics.push(more);
                }
            }
        }
    }

    /// "7 warnings: 4 stale, 2 no-link, 1 no-owner": how many there are of each rule, the most first; nothing where that says no
    /// more than the one warning.
    pub fn by_rule(&self) -> Option<String> {
        let found = || {
            let all = self.diagnostics.iter();
            all.filter(|one| one.severity == Severity::Warning)
        };
        let all: usize = found().map(|one| one.count).sum();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for one in found() {
            *counts.entry(one.code).or_default() += one.count;
        }
        // What is counted alone stands at the end.
        let left = counts.remove(MORE);
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(name, count)| (Reverse(*count), *name));
        let counts = counts
            .into_iter()
            .map(|(name, count)| format!("{count} {name}"));
        let left = left.map(|left| format!("{left} not shown"));
        let counts: Vec<String> = counts.chain(left).collect();
        (all > 1).then(|| format!("{}: {}", plural(all, "warning"), counts.join(", ")))
    }

    /// "3 errors, 1 warning in 2 of 41 files", or `None` when there is nothing to say.
    pub fn summary(&self, files: usize) -> Option<String> {
        let mut counts = Vec::new();
        for severity in Severity::ALL {
            match (self.count(severity), severity) {
                (0, _) => {}
                (1, Severity::Advice) => counts.push("1 piece of advice".to_owned()),
                (count, Severity::Advice) => counts.push(format!("{count} pieces of advice")),
                (count, severity) => counts.push(plural(count, severity.as_str())),
            }
        }
        let touched: BTreeSet<&str> = self
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.source.path.as_str())
            .collect();
        (!counts.is_empty()).then(|| {
            format!(
                "{} in {} of {}",
                counts.join(", "),
                touched.len(),
                plural(files, "file")
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_errors_warnings_and_files() {
        let source = Arc::new(Source {
            path: "a.toml".into(),
            text: String::new(),
        });
        let mut report = Report::default();
        assert_eq!(report.summary(41), None);
        report.push(Diagnostic::error("x", "one", &source));
        report.push(Diagnostic::error("x", "two", &source));
        let mut warning = Diagnostic::error("y", "three", &source);
        warning.severity = Severity::Warning;
        report.push(warning);
        assert_eq!(
            report.summary(41).as_deref(),
            Some("2 errors, 1 warning in 1 of 41 files")
        );
    }

    #[test]
    fn of_each_file_so_many_are_shown_and_all_are_counted() {
        let source = |path: &str| {
            let text = "x".repeat(5000);
            Arc::new(Source {
                path: path.into(),
                text,
            })
        };
        let (many, few) = (source("a.toml"), source("b.toml"));
        let mut report = Report::default();
        for place in (0..SHOWN + 30).rev() {
            let found = Diagnostic::error("x", "one", &many).at(place..place + 1);
            // The same twice is one mistake.
            report.push(found.clone());
            report.push(found);
        }
        report.leave_out(3912, &many);
        report.push(Diagnostic::error("x", "two", &few));
        report.sort();
        assert_eq!(report.diagnostics.len(), SHOWN + 2);
        let more = &report.diagnostics[SHOWN];
        assert_eq!(
            (more.message.as_str(), more.count),
            ("and 3,942 more in this file", 3942)
        );
        assert_eq!(report.count(Severity::Error), SHOWN + 3942 + 1);
        let starts = report.diagnostics[..SHOWN]
            .iter()
            .map(|one| one.span.clone().map(|span| span.start));
        assert!(starts.eq((0..SHOWN).map(Some)));
        let sorted = report.clone();
        report.sort();
        assert_eq!(report, sorted);
        assert_eq!(
            report.summary(2).as_deref(),
            Some("3993 errors in 2 of 2 files")
        );
    }

    #[test]
    fn a_help_that_is_a_word_is_an_edit() {
        let source = Arc::new(Source {
            path: "content/personas/a.toml".to_owned(),
            text: "gaols = 1".to_owned(),
        });
        let wrong = |help: &str| {
            let wrong = Diagnostic::error("unknown-key", "no", &source);
            wrong.at(0..5).help(help)
        };
        assert_eq!(wrong("write `goals`").word_to_write(), Some("goals"));
        assert_eq!(wrong("write `goals`, or `jobs`").word_to_write(), None);
        assert_eq!(wrong("remove it").word_to_write(), None);
    }
}
