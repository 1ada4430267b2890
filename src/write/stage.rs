//! Files become whole in a folder of their own first, and are then moved into place. So a full disk or a
//! build that is cut off leaves the old site as it was.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::place;
use crate::error::Error;
use crate::progress::{Phase, Steps, Tell};

/// Its name, in the output folder. Its files have the paths that they have on the site.
const STAGE: &str = ".personabook-unfinished";

/// Where the files of one build become whole, from whichever thread makes them.
pub(super) struct Stage<'a> {
    folder: &'a Path,
    stage: PathBuf,
    paths: Mutex<BTreeSet<String>>,
}

impl<'a> Stage<'a> {
    /// Clears away what a build that was cut off has left of these files. Refuses a stage, and folders in it, that
    /// somebody made a link.
    pub(super) fn begin(folder: &'a Path, files: &BTreeSet<String>) -> Result<Self, Error> {
        let stage = folder.join(STAGE);
        place::refuse_link(&stage)?;
        let paths: Vec<&str> = files.iter().map(String::as_str).collect();
        clear(&stage, &paths);
        if stage.exists() {
            let folders = folders(&paths);
            folders
                .iter()
                .try_for_each(|name| place::refuse_link(&stage.join(name)))?;
        }
        Ok(Self {
            folder,
            stage,
            paths: Mutex::default(),
        })
    }

    /// Writes a file, in the stage only.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        // Noted before it exists, so that what is written of it before an error can be cleared away.
        self.lock().insert(path.to_owned());
        let file = self.stage.join(path);
        let written = match fs::write(&file, bytes) {
            Err(error) if error.kind() == ErrorKind::NotFound => file
                .parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&file, bytes)),
            written => written,
        };
        written.map_err(Error::io("write", &self.folder.join(path)))
    }

    /// Moves all files to where they belong, and tells how many they are.
    pub(super) fn finish(self, tell: Tell<'_>) -> Result<usize, Error> {
        let paths = std::mem::take(&mut *self.lock());
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        move_all(&self.stage, self.folder, &paths, tell)
            .inspect_err(|_| clear(&self.stage, &paths))?;
        remove_folders(&self.stage, &folders(&paths));
        Ok(paths.len())
    }

    /// Removes all files again.
    pub(super) fn abandon(self) {
        let paths = self.lock();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        clear(&self.stage, &paths);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Moves files, sorted by path, to where they belong; a folder that is not there yet at once, with all that is in it.
fn move_all(stage: &Path, folder: &Path, paths: &[&str], tell: Tell<'_>) -> Result<(), Error> {
    let mut moves: Vec<PathBuf> = Vec::new();
    for path in paths {
        if moves
            .last()
            .is_some_and(|last| Path::new(path).starts_with(last))
        {
            continue;
        }
        let mut above: Vec<&Path> = Path::new(path).ancestors().collect();
        above.reverse();
        let new = above.into_iter().find(|above| !folder.join(above).exists());
        moves.push(new.unwrap_or(Path::new(path)).to_owned());
    }
    let steps = Steps::new(tell, Phase::Writing, moves.len());
    moves.par_iter().try_for_each(|path| {
        steps.step();
        let to = folder.join(path);
        fs::rename(stage.join(path), &to).map_err(Error::io("write", &to))
    })
}

/// The folders of these files, those above others first.
fn folders(paths: &[&str]) -> BTreeSet<PathBuf> {
    let mut last = None;
    let mut folders = BTreeSet::new();
    for path in paths {
        let parent = Path::new(path).parent();
        if parent != last {
            folders.extend(Path::new(path).ancestors().skip(1).map(Path::to_owned));
            last = parent;
        }
    }
    folders.remove(Path::new(""));
    folders
}

/// Removes what a build has left of these files in the stage, and nothing else. What cannot be removed is no error: the
/// files are written over.
fn clear(stage: &Path, paths: &[&str]) {
    let is_folder = fs::symlink_metadata(stage).is_ok_and(|about| about.is_dir());
    if !is_folder {
        return;
    }
    let folders = folders(paths);
    // Not through a link: nobody knows what lies there.
    let is_own = |path: &Path| !fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    if folders.iter().all(|name| is_own(&stage.join(name))) {
        for path in paths {
            let _ = fs::remove_file(stage.join(path));
        }
    }
    remove_folders(stage, &folders);
}

/// Removes the folders that are empty, and the stage if it is.
fn remove_folders(stage: &Path, folders: &BTreeSet<PathBuf>) {
    for name in folders.iter().rev() {
        let _ = fs::remove_dir(stage.join(name));
    }
    let _ = fs::remove_dir(stage);
}

/// Writes one file beside its place and moves it there, so that nobody ever sees half of it.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut name = file.as_os_str().to_owned();
    name.push(STAGE);
    let unfinished = PathBuf::from(name);
    let written = fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, file));
    written.map_err(|error| {
        // The disk may be full: leave nothing half-written behind. What removing says changes nothing.
        let _ = fs::remove_file(&unfinished);
        Error::io("write", file)(error)
    })
}
