//! Waits for changes in a book's files. The system's events only wake it up early: what counts is what the
//! files look like, and now and then all are looked at, so an event that never came loses nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::disk::{self, What};
use crate::load::{FOLDERS, Inputs};

/// How long nothing may change before a burst of saves is over.
const QUIET: Duration = Duration::from_millis(10);

/// How often a burst may begin again before there is a build in between: 5 seconds of endless writing.
const ROUNDS_AT_MOST: usize = 500;

/// How many events about nothing are heard before all files are looked at instead.
const NOISE_AT_MOST: usize = 250;

/// How often all files are looked at where the system does not tell.
const POLL: Duration = Duration::from_millis(500);

/// How often all files are looked at although the system tells.
const LOOK_ANYWAY: Duration = Duration::from_secs(5);

/// What the system says.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    /// Something happened to this path.
    Path(PathBuf),
    /// Something happened somewhere.
    Somewhere,
    /// It will not tell everything.
    Failed(String),
}

/// The changes of a book's files.
pub(super) struct Changes {
    root: PathBuf,
    inputs: Inputs,
    told: Receiver<Told>,
    /// Absent when polling.
    watcher: Option<RecommendedWatcher>,
    why_polling: Option<String>,
}

impl Changes {
    /// Begins to watch. What changes from here on is not missed.
    pub(super) fn watch(root: &Path, poll: bool) -> Self {
        let (sender, told) = channel();
        let mut why_polling = None;
        let mut watcher = None;
        if !poll {
            let tell = move |event: notify::Result<notify::Event>| {
                for one in translate(event) {
                    // Nobody listens any more when polling has taken over.
                    let _ = sender.send(one);
                }
            };
            // A link is not followed when loading either, and may lead to the whole disk.
            let config = Config::default().with_follow_symlinks(false);
            match RecommendedWatcher::new(tell, config) {
                Ok(new) => watcher = Some(new),
                Err(error) => why_polling = Some(error.to_string()),
            }
        }
        let mut changes = Self {
            root: root.to_owned(),
            inputs: Inputs::of(root),
            told,
            watcher,
            why_polling,
        };
        changes.watch_folders();
        // What changed between the look and the watch.
        changes.inputs.look_everywhere();
        changes
    }

    /// Why the files are polled although nobody asked for it; said once.
    pub(super) fn why_polling(&mut self) -> Option<String> {
        self.why_polling.take()
    }

    /// Waits until something changed and is at rest again: the paths, from the root.
    pub(super) fn wait(&mut self) -> Vec<String> {
        loop {
            let changed = self.wait_for(if self.watcher.is_some() {
                LOOK_ANYWAY
            } else {
                POLL
            });
            if !changed.is_empty() || self.why_polling.is_some() {
                return changed;
            }
        }
    }

    /// The same, for a limited time; nothing if nothing changed.
    pub(super) fn wait_for(&mut self, at_most: Duration) -> Vec<String> {
        let mut changed: BTreeSet<String> = self.first_change(at_most).into_iter().collect();
        if changed.is_empty() {
            return Vec::new();
        }
        // A file that is being written is looked at until it stays the same.
        for _ in 0..ROUNDS_AT_MOST {
            thread::sleep(QUIET);
            let mut again: Vec<String> = changed
                .iter()
                .flat_map(|path| self.inputs.look(&self.root.join(path)))
                .collect();
            let told: BTreeSet<Told> = self.told.try_iter().collect();
            for one in told {
                again.extend(self.look(one));
            }
            if again.is_empty() {
                break;
            }
            changed.extend(again);
        }
        changed.into_iter().collect()
    }

    fn first_change(&mut self, at_most: Duration) -> Vec<String> {
        for _ in 0..NOISE_AT_MOST {
            let Some(told) = self.hear(at_most) else {
                break;
            };
            let changed = self.look(told);
            if !changed.is_empty() {
                return changed;
            }
        }
        let missed = self.inputs.look_everywhere();
        if !missed.is_empty() {
            // The system did not tell: a watched folder may have been replaced by another.
            self.watch_folders();
        }
        missed
    }

    /// What the system tells within this time.
    fn hear(&mut self, at_most: Duration) -> Option<Told> {
        match self.told.recv_timeout(at_most) {
            Ok(told) => Some(told),
            Err(RecvTimeoutError::Timeout) => None,
            // Nobody is there to tell when polling.
            Err(RecvTimeoutError::Disconnected) => {
                thread::sleep(at_most);
                None
            }
        }
    }

    fn look(&mut self, told: Told) -> Vec<String> {
        match told {
            Told::Path(path) => {
                // One of the book's own folders, and not only something in it: it may be another one now.
                if FOLDERS.iter().any(|folder| path == self.root.join(folder)) {
                    self.watch_folders();
                }
                self.inputs.look(&path)
            }
            Told::Somewhere => self.inputs.look_everywhere(),
            Told::Failed(reason) => {
                self.watcher = None;
                self.why_polling = Some(reason);
                self.inputs.look_everywhere()
            }
        }
    }

    /// Watches the folders that there are, again if they were watched before.
    fn watch_folders(&mut self) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        let mut watch = |path: &Path, mode| {
            // It says so when the path was not watched, which is what is wanted.
            let _ = watcher.unwatch(path);
            // A link is not followed: it may lead to the whole disk.
            let is_folder = || disk::what(path) == What::Folder;
            if !is_folder() {
                return Ok(());
            }
            match watcher.watch(path, mode) {
                // Gone since the line above.
                Err(_) if !is_folder() => Ok(()),
                other => other,
            }
        };
        // The root tells of the config, and of the folders as such.
        let mut done = watch(&self.root, RecursiveMode::NonRecursive);
        for folder in FOLDERS {
            done = done.and_then(|()| watch(&self.root.join(folder), RecursiveMode::Recursive));
        }
        if let Err(error) = done {
            self.watcher = None;
            self.why_polling = Some(error.to_string());
        }
    }
}

fn translate(event: notify::Result<notify::Event>) -> Vec<Told> {
    match event {
        Err(error) => vec![Told::Failed(error.to_string())],
        Ok(event) if event.need_rescan() => vec![Told::Somewhere],
        // Builds read every file; that must not lead to the next build.
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => Vec::new(),
        Ok(event) => event.paths.into_iter().map(Told::Path).collect(),
    }
}
