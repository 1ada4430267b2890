//! Files become whole in a folder of their own first, and are then moved into place. So a full disk or a
//! build that is cut off leaves the old site as it was.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::list::Owned;
use crate::disk::{Folder, UNFINISHED as STAGE, What};
use crate::error::Error;
use crate::progress::{Phase, Steps, Tell};

/// Where the files of one build become whole, from whichever thread makes them: in a folder of the output folder, at the
/// paths that they have on the site.
pub(super) struct Stage<'a> {
    folder: &'a Folder,
    files: &'a Owned,
    /// Somebody else's files lie there too: then no folder is moved as a whole.
    is_shared: bool,
    paths: Mutex<BTreeSet<String>>,
}

impl<'a> Stage<'a> {
    /// Clears away what a build that was cut off has left of these files.
    pub(super) fn begin(folder: &'a Folder, files: &'a Owned) -> Result<Self, Error> {
        clear(folder, files)?;
        Ok(Self {
            folder,
            files,
            is_shared: folder.what(STAGE)? != What::Nothing,
            paths: Mutex::default(),
        })
    }

    /// Writes a file, in the stage only.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        self.lock().insert(path.to_owned());
        self.folder
            .create(&staged(path), bytes)
            .map_err(|error| error.at(&self.folder.path(path)))
    }

    /// Copies a file into it, piece by piece.
    pub(super) fn copy(&self, path: &str, from: &Folder, name: &str) -> Result<(), Error> {
        self.lock().insert(path.to_owned());
        self.folder.create_copy(&staged(path), (from, name))
    }

    /// How many files it holds.
    pub(super) fn len(&self) -> usize {
        self.lock().len()
    }

    /// Moves all files to where they belong.
    pub(super) fn finish(self, tell: Tell<'_>) -> Result<(), Error> {
        let paths = std::mem::take(&mut *self.lock());
        self.move_all(&paths, tell)
            .inspect_err(|_| self.abandon())?;
        clear(self.folder, self.files)
    }

    /// Removes all files again. What cannot be removed the next build removes.
    pub(super) fn abandon(&self) {
        let _ = clear(self.folder, self.files);
    }

    /// Moves files, sorted by path, to where they belong; a folder that is not there yet at once, with all that is in it.
    fn move_all(&self, paths: &BTreeSet<String>, tell: Tell<'_>) -> Result<(), Error> {
        let mut moves: Vec<&str> = Vec::new();
        for path in paths {
            if moves
                .last()
                .is_some_and(|last| Path::new(path).starts_with(last))
            {
                continue;
            }
            let new = match self.is_shared {
                true => None,
                false => self.first_new(path)?,
            };
            moves.push(new.unwrap_or(path));
        }
        let steps = Steps::new(tell, Phase::Writing, moves.len());
        moves.par_iter().try_for_each(|path| {
            steps.step();
            if let (true, Some((parent, _))) = (self.is_shared, path.rsplit_once('/')) {
                self.folder.create_folder(parent)?;
            }
            self.folder.rename(&staged(path), path)
        })
    }

    /// The uppermost folder of a path that is not there yet, or the file.
    fn first_new<'p>(&self, path: &'p str) -> Result<Option<&'p str>, Error> {
        for (end, _) in path.match_indices('/') {
            if self.folder.what(&path[..end])? == What::Nothing {
                return Ok(Some(&path[..end]));
            }
        }
        Ok(None)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn staged(path: &str) -> String {
    format!("{STAGE}/{path}")
}

/// Removes what a build has left of these files in the stage, every link in it, and the stage itself when it is one.
/// Somebody else's files stay.
pub(super) fn clear(folder: &Folder, files: &Owned) -> Result<(), Error> {
    match folder.what(STAGE)? {
        What::Nothing => return Ok(()),
        What::Folder => {}
        _ => return folder.remove(STAGE).map(|_| ()),
    }
    let mut folders: Vec<String> = vec![STAGE.to_owned()];
    for item in folder.walk(STAGE, |_| false) {
        let item = item?;
        let path = item.name[STAGE.len()..].trim_start_matches('/');
        match item.what {
            What::Folder => folders.push(item.name),
            What::File | What::Other if !files.contains_key(path) => {}
            _ => {
                folder.remove(&item.name)?;
            }
        }
    }
    for name in folders.iter().rev() {
        folder.remove_empty(name);
    }
    Ok(())
}
