//! How far the making of a persona or an ICP is: the steps of the method, and for each what counts as done.
//! Must not know words: a check is told by its key, which the tables of interface words explain.

pub mod asked;
mod icp;
mod persona;
mod sources;

use super::{ClaimCounts, Freshness};
use crate::model::content::Content;

pub use icp::icp_steps;
pub use persona::persona_steps;

/// How far something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// Nothing of it is there.
    Missing,
    /// Some of it.
    Partly,
    /// All that counts.
    Done,
}

impl Progress {
    /// The name in the tables of interface words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Partly => "partly",
            Self::Done => "done",
        }
    }

    /// All of `most`, some, or none.
    fn of(count: usize, most: usize) -> Self {
        match count {
            count if count >= most => Self::Done,
            0 => Self::Missing,
            _ => Self::Partly,
        }
    }

    fn all_or_nothing(done: bool) -> Self {
        if done { Self::Done } else { Self::Missing }
    }
}

/// One rule of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// Its name in the tables of interface words.
    pub key: &'static str,
    /// How far it is.
    pub progress: Progress,
    /// How many there are, and how many make it done, where it is a matter of numbers.
    pub count: Option<(usize, usize)>,
}

impl Check {
    /// A rule that is kept or not.
    fn is(key: &'static str, done: bool) -> Self {
        Self {
            key,
            progress: Progress::all_or_nothing(done),
            count: None,
        }
    }

    /// A rule that asks for so many of something.
    fn count(key: &'static str, count: usize, most: usize) -> Self {
        Self {
            key,
            progress: Progress::of(count, most),
            count: Some((count, most)),
        }
    }

    /// A rule about a part of something: kept when so many of all are, and not when there is nothing.
    fn share(key: &'static str, count: usize, all: usize, enough: usize) -> Self {
        Self {
            key,
            progress: if all == 0 {
                Progress::Missing
            } else {
                Progress::of(count, enough)
            },
            count: Some((count, all)),
        }
    }

    /// Whether an entry was looked at recently enough.
    fn fresh(freshness: Freshness) -> Self {
        Self {
            key: "fresh",
            progress: match freshness {
                Freshness::FreshUntil(_) => Progress::Done,
                Freshness::StaleSince(_) => Progress::Partly,
                Freshness::NeverReviewed => Progress::Missing,
            },
            count: None,
        }
    }

    /// How many claims name a source. Half is enough: a page of nothing but certainties took too long.
    fn known(content: &impl Content) -> Self {
        let counts = ClaimCounts::of_alone(content);
        let [known, all] = [counts.known(), counts.all].map(|count| count as usize);
        Self::share("known", known, all, all.div_ceil(2))
    }

    /// A rule that is kept when all of these are there.
    fn all(key: &'static str, parts: &[bool]) -> Self {
        let there = parts.iter().filter(|part| **part).count();
        Self {
            key,
            progress: Progress::of(there, parts.len()),
            count: None,
        }
    }
}

/// One step of the method with its rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodStep {
    /// Its name in the tables of interface words.
    pub key: &'static str,
    /// Its rules; at least one.
    pub checks: Vec<Check>,
}

impl MethodStep {
    /// Done when every rule is, missing when no rule has begun.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let all = |progress| self.checks.iter().all(|check| check.progress == progress);
        if all(Progress::Done) {
            Progress::Done
        } else if all(Progress::Missing) {
            Progress::Missing
        } else {
            Progress::Partly
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_done_when_all_rules_are_and_missing_when_none_has_begun() {
        let step = |checks: &[Check]| MethodStep {
            key: "gather",
            checks: checks.to_vec(),
        };
        let (yes, no) = (Check::is("a", true), Check::is("b", false));
        assert_eq!(step(&[yes, yes]).progress(), Progress::Done);
        assert_eq!(step(&[yes, no]).progress(), Progress::Partly);
        assert_eq!(step(&[no, no]).progress(), Progress::Missing);
        let some = Check::count("c", 1, 3);
        assert_eq!(step(&[no, some]).progress(), Progress::Partly);
    }

    #[test]
    fn a_number_is_done_from_its_mark_on() {
        let progress = |count| Check::count("a", count, 2).progress;
        assert_eq!(progress(0), Progress::Missing);
        assert_eq!(progress(1), Progress::Partly);
        assert_eq!(progress(2), Progress::Done);
        assert_eq!(progress(5), Progress::Done);
        assert_eq!(Check::all("a", &[true, false]).progress, Progress::Partly);
    }
}
