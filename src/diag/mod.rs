//! Diagnostics: what is wrong with the content, as data. One file per format renders them.
//! Must not know where diagnostics come from.

mod human;
mod json;
mod short;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::text::{Position, Source, Span, plural};

pub use human::human;
pub use json::json;
pub use short::short;

/// How bad it is. An error stops a build, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not written.
    Error,
    /// The site is written.
    Warning,
}

impl Severity {
    /// The word that starts a message.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
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
}

impl Diagnostic {
    /// An error with this rule's name; the place, label and help are added with the other methods.
    pub fn error(code: &'static str, message: impl Into<String>, source: &Arc<Source>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            source: Arc::clone(source),
            span: None,
            label: String::new(),
            help: None,
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
        self.help = Some(help.into());
        self
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

    /// Whether a build must stop.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// By file, then by place, then by message: the order in which an author works. Says each thing once.
    pub fn sort(&mut self) {
        self.diagnostics.sort_by(|left, right| {
            let order = |diagnostic: &Diagnostic| {
                let start = diagnostic.span.as_ref().map_or(0, |span| span.start);
                (diagnostic.source.path.clone(), start, diagnostic.severity)
            };
            order(left)
                .cmp(&order(right))
                .then_with(|| left.message.cmp(&right.message))
        });
        self.diagnostics.dedup();
    }

    /// "3 errors, 1 warning in 2 of 41 files", or `None` when there is nothing to say.
    pub fn summary(&self, files: usize) -> Option<String> {
        let mut counts = Vec::new();
        for (severity, word) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
            match self.count(severity) {
                0 => {}
                count => counts.push(plural(count, word)),
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
}
