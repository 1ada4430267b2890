//! The lines and columns of diagnostics, found with one table of lines for each file however many there are of it.

use std::sync::Arc;

use super::Diagnostic;
use crate::text::{Lines, Position, Source};

/// The lines of the file that was looked at last: diagnostics come file by file.
#[derive(Default)]
pub(super) struct Places<'a> {
    last: Option<(&'a Arc<Source>, Lines<'a>)>,
}

impl<'a> Places<'a> {
    pub(super) fn lines(&mut self, source: &'a Arc<Source>) -> &Lines<'a> {
        let last = self.last.take();
        let known = last.filter(|(known, _)| Arc::ptr_eq(known, source));
        let (_, lines) = self
            .last
            .insert(known.unwrap_or_else(|| (source, Lines::new(&source.text))));
        lines
    }

    /// Where the place of a diagnostic begins and ends.
    pub(super) fn of(&mut self, diagnostic: &'a Diagnostic) -> Option<(Position, Position)> {
        let span = diagnostic.span.as_ref()?;
        let lines = self.lines(&diagnostic.source);
        Some((lines.position(span.start), lines.position(span.end)))
    }
}
