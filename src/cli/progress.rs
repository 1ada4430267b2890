//! The line that shows how far a long build is.

use std::io::{IsTerminal as _, Write as _};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use personabook::progress::{Phase, Progress};

/// Builds that are done sooner need no line.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is drawn anew.
const REDRAW: Duration = Duration::from_millis(100);

/// Back to the begin of the line, and empty it.
const CLEAR: &str = "\r\u{1b}[K";

/// A line on a terminal, which disappears at the end. In a pipe it does nothing.
pub(super) struct Line {
    is_terminal: bool,
    next: Mutex<Instant>,
    start: Instant,
}

impl Line {
    pub(super) fn new() -> Self {
        let start = Instant::now();
        Self {
            is_terminal: std::io::stderr().is_terminal(),
            next: Mutex::new(start + PATIENCE),
            start,
        }
    }

    pub(super) fn show(&self, progress: Progress) {
        if !self.is_terminal {
            return;
        }
        let now = Instant::now();
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        if now >= *next {
            *next = now + REDRAW;
            draw(&format!("{CLEAR}{}", text(progress)));
        }
    }

    /// Takes the line away, for other words.
    pub(super) fn clear(&self) {
        if self.is_terminal && self.start.elapsed() >= PATIENCE {
            draw(CLEAR);
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.clear();
    }
}

fn draw(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

fn text(progress: Progress) -> String {
    let (verb, what) = match progress.phase {
        Phase::Reading => ("reading", "files"),
        Phase::Pictures => ("drawing", "pictures"),
        Phase::Pages => ("making", "pages"),
        Phase::Writing => ("writing", "files"),
        Phase::Scoring => ("scoring", "rows"),
    };
    format!("{verb} {} of {} {what}", progress.done, progress.total)
}
