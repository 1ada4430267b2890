//! Files become whole in a folder of their own first, and are then moved into place. So a full disk or a
//! build that is cut off leaves the old site as it was.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::place;
use crate::error::Error;
use crate::progress::{Phase, Steps, Tell};

/// The folder, in the output folder. Its files have the paths that they have on the site.
const STAGE: &str = ".personabook-unfinished";

/// A file of the site: its path on it, and its bytes.
pub(super) type File<'a> = (&'a str, &'a [u8]);

/// Refuses a stage that somebody made a link.
pub(super) fn refuse_link(folder: &Path) -> Result<(), Error> {
    place::refuse_link(&folder.join(STAGE))
}

/// Writes all files, sorted by path, or none.
pub(super) fn write_all(folder: &Path, files: &[File<'_>], tell: Tell<'_>) -> Result<(), Error> {
    let stage = folder.join(STAGE);
    let folders = folders(files);
    if files.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(&stage).map_err(Error::io("create the folder", &stage))?;
    for name in &folders {
        let path = stage.join(name);
        place::refuse_link(&path)?;
        fs::create_dir_all(&path).map_err(Error::io("create the folder", &path))?;
    }
    let steps = Steps::new(tell, Phase::Writing, files.len());
    let written = files.par_iter().try_for_each(|(path, bytes)| {
        steps.step();
        fs::write(stage.join(path), bytes).map_err(Error::io("write", &folder.join(path)))
    });
    let moved = written.and_then(|()| move_all(&stage, folder, files));
    if moved.is_err() {
        clear(folder, files.iter().map(|(path, _)| *path));
    }
    remove_folders(&stage, &folders);
    moved
}

/// Moves files to where they belong; a folder that is not there yet at once, with all that is in it.
fn move_all(stage: &Path, folder: &Path, files: &[File<'_>]) -> Result<(), Error> {
    let mut moves: Vec<PathBuf> = Vec::new();
    for (path, _) in files {
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
    moves.par_iter().try_for_each(|path| {
        let to = folder.join(path);
        fs::rename(stage.join(path), &to).map_err(Error::io("write", &to))
    })
}

/// The folders of these files, those above others first.
fn folders(files: &[File<'_>]) -> BTreeSet<PathBuf> {
    let above = |path: &'_ str| {
        Path::new(path)
            .ancestors()
            .skip(1)
            .map(Path::to_owned)
            .collect::<Vec<_>>()
    };
    let mut last = None;
    let mut folders = BTreeSet::new();
    for (path, _) in files {
        let parent = Path::new(path).parent();
        if parent != last {
            folders.extend(above(path));
            last = parent;
        }
    }
    folders.remove(Path::new(""));
    folders
}

/// Removes what a build that was cut off has left of these files, and nothing else. What cannot be removed is no
/// error: the files are written over.
pub(super) fn clear<'a>(folder: &Path, files: impl Iterator<Item = &'a str>) {
    let stage = folder.join(STAGE);
    let is_folder = fs::symlink_metadata(&stage).is_ok_and(|about| about.is_dir());
    if !is_folder {
        return;
    }
    let files: Vec<File<'_>> = files.map(|path| (path, &[][..])).collect();
    let folders = folders(&files);
    // Not through a link: nobody knows what lies there.
    let is_own = |path: &Path| !fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    if folders.iter().all(|name| is_own(&stage.join(name))) {
        for (path, _) in files {
            let _ = fs::remove_file(stage.join(path));
        }
    }
    remove_folders(&stage, &folders);
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
