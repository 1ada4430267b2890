//! Files become whole in a folder of their own first, and are then moved into place. So a full disk or a
//! build that is cut off leaves the old site as it was.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::place::refuse_link;
use crate::error::Error;
use crate::progress::{Phase, Steps, Tell};

/// The folder, in the output folder. Its files have numbers for names.
const STAGE: &str = ".personabook-unfinished";

/// A file of the site: where it goes, and its bytes.
pub(super) type File<'a> = (PathBuf, &'a [u8]);

/// Writes all files, or none.
pub(super) fn write_all(folder: &Path, files: &[File<'_>], tell: Tell<'_>) -> Result<(), Error> {
    let stage = folder.join(STAGE);
    refuse_link(&stage)?;
    clear(&stage);
    if files.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(&stage).map_err(Error::io("create the folder", &stage))?;
    let steps = Steps::new(tell, Phase::Writing, files.len());
    let staged = files
        .par_iter()
        .enumerate()
        .try_for_each(|(index, (file, bytes))| {
            steps.step();
            fs::write(stage.join(index.to_string()), bytes).map_err(Error::io("write", file))
        });
    let moved = staged.and_then(|()| move_all(&stage, files));
    clear(&stage);
    moved
}

fn move_all(stage: &Path, files: &[File<'_>]) -> Result<(), Error> {
    let mut last = None;
    for (file, _) in files {
        let parent = file.parent();
        if let Some(parent) = parent.filter(|_| parent != last) {
            fs::create_dir_all(parent).map_err(Error::io("create the folder", parent))?;
        }
        last = parent;
    }
    files
        .par_iter()
        .enumerate()
        .try_for_each(|(index, (file, _))| {
            fs::rename(stage.join(index.to_string()), file).map_err(Error::io("write", file))
        })
}

/// Removes what a build that was cut off has left, and nothing else. What cannot be removed is no error: the
/// files are written over.
fn clear(stage: &Path) {
    for file in fs::read_dir(stage).into_iter().flatten().flatten() {
        let name = file.file_name();
        if name
            .to_str()
            .is_some_and(|name| name.parse::<usize>().is_ok())
        {
            let _ = fs::remove_file(file.path());
        }
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
