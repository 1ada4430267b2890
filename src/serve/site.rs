//! The site as it is now, numbered. A page asks for what is newer than the number it was made from, so no
//! change can be lost between two questions. Must not know sockets or files.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use crate::build::Built;
use crate::diag;
use crate::error::Error;
use crate::render::Output;

/// What a page must do to show the site as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Change {
    /// Nothing; the message over it may have changed.
    None,
    /// Fetch its style sheets again.
    Style,
    /// Load itself again.
    Page,
}

/// The answer to a page that asks what is newer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct News {
    pub(super) generation: u64,
    pub(super) change: Change,
    /// What is wrong with the book, as the terminal shows it.
    pub(super) error: Option<String>,
}

/// The last good site, and what is wrong now.
pub(super) struct Site {
    now: Mutex<Now>,
    newer: Condvar,
    /// The generation before the first. Each run begins at another, so that a page of an earlier run is
    /// never taken for up to date.
    base: u64,
}

#[derive(Clone)]
struct Now {
    generation: u64,
    /// The last generation in which something else than style sheets changed.
    page: u64,
    /// The last generation in which a style sheet changed.
    style: u64,
    good: Option<Arc<Built>>,
    error: Option<String>,
}

impl Default for Site {
    fn default() -> Self {
        // JavaScript counts exactly up to 2^53; this leaves a run a million generations.
        let base = (RandomState::new().hash_one(0) >> 32) << 20;
        Self {
            now: Mutex::new(Now {
                generation: base,
                page: base,
                style: base,
                good: None,
                error: None,
            }),
            newer: Condvar::new(),
            base,
        }
    }
}

impl Site {
    /// Makes what came of a build the site as it is now. A build that changes nothing that anybody could see
    /// is no new generation.
    pub(super) fn publish(&self, outcome: &Result<Arc<Built>, Error>) {
        let error = says(outcome);
        let good = outcome.as_ref().ok().filter(|built| built.output.is_some());
        let before = self.lock().good.clone();
        let change = match good {
            Some(built) => difference(before.as_deref(), built),
            None => Change::None,
        };
        let mut now = self.lock();
        if change == Change::None && now.error == error && now.generation > self.base {
            return;
        }
        now.generation += 1;
        match change {
            Change::Page => now.page = now.generation,
            Change::Style => now.style = now.generation,
            Change::None => {}
        }
        if let Some(built) = good {
            now.good = Some(Arc::clone(built));
        }
        now.error = error;
        drop(now);
        self.newer.notify_all();
    }

    /// What is newer than a generation, as soon as something is; at the latest after some time.
    pub(super) fn news(&self, after: u64, within: Duration) -> News {
        let now = self.lock();
        let (now, _) = self
            .newer
            .wait_timeout_while(now, within, |now| now.generation == after)
            .unwrap_or_else(PoisonError::into_inner);
        let of_this_run = (self.base..=now.generation).contains(&after);
        let change = if !of_this_run || now.page > after {
            Change::Page
        } else if now.style > after {
            Change::Style
        } else {
            Change::None
        };
        News {
            generation: now.generation,
            change,
            error: now.error.clone(),
        }
    }

    /// The last good site and the generation it came with, or else what is wrong and since which generation.
    /// A page made of it asks what is newer, and so hears of an error at once.
    pub(super) fn now(&self) -> (u64, Result<Arc<Built>, String>) {
        let now = self.lock();
        match &now.good {
            Some(built) => (now.page.max(now.style), Ok(Arc::clone(built))),
            None => (now.generation, Err(now.error.clone().unwrap_or_default())),
        }
    }

    /// A thread that panicked while it held the lock leaves whole values: each is set in one step.
    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the terminal says of a build that gave no site.
fn says(outcome: &Result<Arc<Built>, Error>) -> Option<String> {
    let text = match outcome {
        Ok(built) if built.output.is_some() => return None,
        Ok(built) => {
            let summary = built.report.summary(built.files).unwrap_or_default();
            format!("{}{summary}\n", diag::human(&built.report, false))
        }
        Err(error) => format!("error: {error}\n"),
    };
    Some(text)
}

fn difference(before: Option<&Built>, now: &Built) -> Change {
    let files = |built: &'_ Built| {
        built
            .output
            .as_ref()
            .map(|output: &Output| output.files.len())
    };
    let (Some(old), Some(new)) = (
        before.and_then(|built| built.output.as_ref()),
        now.output.as_ref(),
    ) else {
        return Change::Page;
    };
    if files(now) != before.and_then(files) {
        return Change::Page;
    }
    let mut change = Change::None;
    for ((old_path, old_bytes), (path, bytes)) in old.files.iter().zip(&new.files) {
        if old_path != path {
            return Change::Page;
        }
        if old_bytes != bytes {
            if !path.ends_with(".css") {
                return Change::Page;
            }
            change = Change::Style;
        }
    }
    change
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::diag::Report;

    fn built(files: &[(&str, &str)]) -> Result<Arc<Built>, Error> {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect();
        Ok(Arc::new(Built {
            report: Report::default(),
            output: Some(Output { files }),
            files: 1,
            entries: 1,
            pictures: BTreeMap::new(),
        }))
    }

    #[test]
    fn a_page_hears_the_sum_of_all_it_missed() {
        let site = Site::default();
        let news = |after| site.news(after, Duration::ZERO);
        site.publish(&built(&[("a.html", "1"), ("b.css", "1")]));
        let (first, _) = site.now();
        assert_eq!(news(first).change, Change::None);
        site.publish(&built(&[("a.html", "1"), ("b.css", "1")]));
        assert_eq!(news(first).generation, first, "nothing changed");
        site.publish(&built(&[("a.html", "1"), ("b.css", "2")]));
        assert_eq!(
            (news(first).generation, news(first).change),
            (first + 1, Change::Style)
        );
        site.publish(&built(&[("a.html", "2"), ("b.css", "2")]));
        site.publish(&built(&[("a.html", "2"), ("b.css", "3")]));
        assert_eq!(news(first).change, Change::Page);
        assert_eq!(news(first + 2).change, Change::Style);
        assert_eq!(news(first + 3).change, Change::None);
        site.publish(&built(&[("c.html", "2"), ("b.css", "3")]));
        assert_eq!(news(first + 3).change, Change::Page, "renamed");
    }

    #[test]
    fn an_error_is_news_but_no_reason_to_load_again() {
        let site = Site::default();
        site.publish(&built(&[("a.html", "1")]));
        let (first, _) = site.now();
        let broken = || Err(Error::refused("broken", "mend it"));
        site.publish(&broken());
        site.publish(&broken());
        let news = site.news(first, Duration::ZERO);
        assert_eq!((news.generation, news.change), (first + 1, Change::None));
        assert_eq!(
            news.error.as_deref(),
            Some("error: broken\n  help: mend it\n")
        );
        site.publish(&built(&[("a.html", "1")]));
        let news = site.news(first + 1, Duration::ZERO);
        assert_eq!((news.change, news.error), (Change::None, None));
    }

    #[test]
    fn a_page_of_an_earlier_run_loads_again() {
        let site = Site::default();
        site.publish(&built(&[("a.html", "1")]));
        let (first, _) = site.now();
        for other in [0, first + 1] {
            assert_eq!(
                site.news(other, Duration::from_secs(60)).change,
                Change::Page
            );
        }
    }
}
