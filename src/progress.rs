//! How far a build is, for whoever wants to see it. Must not know who that is, or the time.

use std::sync::atomic::{AtomicUsize, Ordering};

/// What a build is busy with, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Files of content are read.
    Reading,
    /// Images become pictures for the site.
    Pictures,
    /// Pages are made.
    Pages,
    /// Files are written.
    Writing,
    /// Accounts are scored.
    Scoring,
}

/// How far a phase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The phase.
    pub phase: Phase,
    /// The one that is being done, from 1 to `total`.
    pub done: usize,
    /// How many there are.
    pub total: usize,
}

/// Is told of every step, from whichever thread takes it. Must be fast: it is called for every file.
pub type Tell<'a> = &'a (dyn Fn(Progress) + Sync);

/// For builds that nobody watches.
pub fn nobody(_: Progress) {}

/// Counts the steps of a phase, from whichever thread takes them.
pub struct Steps<'a> {
    tell: Tell<'a>,
    phase: Phase,
    total: usize,
    done: AtomicUsize,
}

impl<'a> Steps<'a> {
    /// None of `total` steps is taken yet.
    #[must_use]
    pub fn new(tell: Tell<'a>, phase: Phase, total: usize) -> Self {
        Self {
            tell,
            phase,
            total,
            done: AtomicUsize::new(0),
        }
    }

    /// Tells of one more.
    pub fn step(&self) {
        (self.tell)(Progress {
            phase: self.phase,
            done: self.done.fetch_add(1, Ordering::Relaxed) + 1,
            total: self.total,
        });
    }
}
