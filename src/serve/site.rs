//! The site as it is now, numbered. A page asks for what is newer than the number it was made from, so no
//! change can be lost between two questions. Must not know sockets or files.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use super::pages::Pages;
use crate::build::Difference;

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
    good: Option<Pages>,
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
    /// Makes this the site as it is now, which differs so much from the one before; the first one in its pages.
    pub(super) fn publish(&self, pages: Pages, difference: Difference) {
        let mut now = self.lock();
        let mended = now.error.take().is_some();
        if difference == Difference::Nothing && !mended {
            return;
        }
        now.generation += 1;
        match difference {
            Difference::Pages => now.page = now.generation,
            Difference::StyleSheets => now.style = now.generation,
            Difference::Nothing => {}
        }
        now.good = Some(pages);
        drop(now);
        self.newer.notify_all();
    }

    /// Tells what is wrong; the last good site stays.
    pub(super) fn warn(&self, error: String) {
        let mut now = self.lock();
        if now.error.as_ref() == Some(&error) {
            return;
        }
        now.generation += 1;
        now.error = Some(error);
        drop(now);
        self.newer.notify_all();
    }

    /// What is newer than a generation, as soon as something is; at the latest after some time, or when nobody wants
    /// to know any more.
    pub(super) fn news(&self, after: u64, within: Duration, wanted: &dyn Fn() -> bool) -> News {
        let now = self.lock();
        let (now, _) = self
            .newer
            .wait_timeout_while(now, within, |now| now.generation == after && wanted())
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

    /// Lets everybody who waits for news look whether they still want them.
    pub(super) fn look_again(&self) {
        // Who has looked and does not wait yet would miss it.
        drop(self.lock());
        self.newer.notify_all();
    }

    /// The last good site and the generation it came with, or else what is wrong and since which generation.
    /// A page made of it asks what is newer, and so hears of an error at once.
    pub(super) fn now(&self) -> (u64, Result<Pages, String>) {
        let now = self.lock();
        match &now.good {
            Some(pages) => (now.page.max(now.style), Ok(pages.clone())),
            None => (now.generation, Err(now.error.clone().unwrap_or_default())),
        }
    }

    /// A thread that panicked while it held the lock leaves whole values: each is set in one step.
    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(site: &Site, difference: Difference) {
        site.publish(Pages::of(|_| Ok(None)), difference);
    }

    #[test]
    fn a_page_hears_the_sum_of_all_it_missed() {
        use Difference::{Nothing, StyleSheets};
        let site = Site::default();
        let news = |after| site.news(after, Duration::ZERO, &|| true);
        publish(&site, Difference::Pages);
        let (first, _) = site.now();
        assert_eq!(news(first).change, Change::None);
        publish(&site, Nothing);
        assert_eq!(news(first).generation, first, "nothing changed");
        publish(&site, StyleSheets);
        assert_eq!(
            (news(first).generation, news(first).change),
            (first + 1, Change::Style)
        );
        publish(&site, Difference::Pages);
        publish(&site, StyleSheets);
        assert_eq!(news(first).change, Change::Page);
        assert_eq!(news(first + 2).change, Change::Style);
        assert_eq!(news(first + 3).change, Change::None);
    }

    #[test]
    fn an_error_is_news_but_no_reason_to_load_again() {
        let site = Site::default();
        publish(&site, Difference::Pages);
        let (first, _) = site.now();
        site.warn("broken".into());
        site.warn("broken".into());
        let news = site.news(first, Duration::ZERO, &|| true);
        assert_eq!((news.generation, news.change), (first + 1, Change::None));
        assert_eq!(news.error.as_deref(), Some("broken"));
        publish(&site, Difference::Nothing);
        let news = site.news(first + 1, Duration::ZERO, &|| true);
        assert_eq!((news.change, news.error), (Change::None, None));
        assert_eq!(news.generation, first + 2);
    }

    #[test]
    fn a_page_of_an_earlier_run_loads_again() {
        let site = Site::default();
        publish(&site, Difference::Pages);
        let (first, _) = site.now();
        for other in [0, first + 1] {
            assert_eq!(
                site.news(other, Duration::from_secs(60), &|| true).change,
                Change::Page
            );
        }
    }

    #[test]
    fn who_wants_no_news_any_more_is_let_go_when_told_to_look() {
        let site = Site::default();
        publish(&site, Difference::Pages);
        let (now, _) = site.now();
        let wanted = std::sync::atomic::AtomicBool::new(true);
        let is_wanted = || wanted.load(std::sync::atomic::Ordering::Relaxed);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| site.news(now, Duration::from_secs(600), &is_wanted));
            wanted.store(false, std::sync::atomic::Ordering::Relaxed);
            site.look_again();
            assert_eq!(waiting.join().unwrap().generation, now);
        });
    }
}
