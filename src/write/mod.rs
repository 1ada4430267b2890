//! A site onto disk. Writes only what changed, all of it or nothing, and removes only what an earlier
//! build wrote, which a list in the output folder remembers.

mod keep;
mod list;
mod place;
mod record;
mod stage;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::error::Error;
use crate::progress::{Tell, nobody};
use crate::render::Output;

pub use keep::keep;
pub use record::{Extent, remember, unchanged};

/// Held by the build that writes: a second one waits for the first.
const LOCK: &str = ".personabook-lock";

/// What a write did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were new or different.
    pub written: usize,
    /// Files that were the same already.
    pub unchanged: usize,
    /// Files of an earlier build that the site no longer has.
    pub removed: usize,
}

/// Makes the folder hold the site. Files that this program did not write stay.
///
/// # Errors
/// When the folder is not safe to write into (the root of the disk, the book, its content, a link in it), something is
/// in the way, or the disk fails; every file is whole then, and as before if the disk was full.
pub fn write(output: &Output, folder: &Path, root: &Path) -> Result<Written, Error> {
    write_telling(output, folder, root, &nobody)
}

/// The same, for somebody who wants to see how far it is.
///
/// # Errors
/// As [`write()`].
pub fn write_telling(
    output: &Output,
    folder: &Path,
    root: &Path,
    tell: Tell<'_>,
) -> Result<Written, Error> {
    place::refuse_unsafe(folder, root)?;
    fs::create_dir_all(folder).map_err(Error::io("create the folder", folder))?;
    let _lock = lock(folder)?;
    place::refuse_blocked(folder, output)?;

    let before = list::read(folder)?;
    let now: BTreeSet<String> = output.files.keys().cloned().collect();
    // Every file that may come to exist is on the list before it does: an interrupted build forgets nothing.
    let all: BTreeSet<String> = before.union(&now).cloned().collect();
    if all != before {
        list::write(folder, &all)?;
    }
    stage::refuse_link(folder)?;
    stage::clear(folder, all.iter().map(String::as_str));
    let changed: Vec<stage::File<'_>> = output
        .files
        .par_iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .filter(|(path, bytes)| !same(&folder.join(path), bytes))
        .collect();
    stage::write_all(folder, &changed, tell)?;
    let mut done = Written {
        written: changed.len(),
        unchanged: output.files.len() - changed.len(),
        removed: 0,
    };
    for path in before.difference(&now) {
        done.removed += usize::from(remove(folder, path)?);
    }
    if now != all {
        list::write(folder, &now)?;
    }
    Ok(done)
}

/// Waits until no other build writes there.
fn lock(folder: &Path) -> Result<fs::File, Error> {
    let path = folder.join(LOCK);
    place::refuse_link(&path)?;
    let file = fs::File::options().create(true).append(true).open(&path);
    let file = file.map_err(Error::io("write", &path))?;
    // Where the system has no locks, builds at the same time are the user's care.
    let _ = file.lock();
    Ok(file)
}

fn same(file: &Path, bytes: &[u8]) -> bool {
    fs::symlink_metadata(file)
        .is_ok_and(|about| about.is_file() && about.len() == bytes.len() as u64)
        && fs::read(file).is_ok_and(|old| old == bytes)
}

/// Removes a file and the folders that it leaves empty.
fn remove(folder: &Path, path: &str) -> Result<bool, Error> {
    let file = folder.join(path);
    match fs::remove_file(&file) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(Error::io("remove", &file)(error)),
    }
    let mut parent = file.parent();
    while let Some(empty) = parent.filter(|parent| *parent != folder) {
        // Fails where somebody else's file lies, which is what should happen.
        if fs::remove_dir(empty).is_err() {
            break;
        }
        parent = empty.parent();
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    pub(super) fn output(files: &[(&str, &str)]) -> Output {
        Output {
            files: files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
                .collect(),
        }
    }

    pub(super) fn book() -> (tempfile::TempDir, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let public = root.path().join("public");
        (root, public)
    }

    #[test]
    fn only_what_changed_is_written_and_only_our_files_are_removed() {
        let (root, public) = book();
        let counts = |files: &[(&str, &str)]| {
            let done = write(&output(files), &public, root.path()).unwrap();
            (done.written, done.unchanged, done.removed)
        };
        assert_eq!(counts(&[("a/b.html", "1"), ("c.html", "2")]), (2, 0, 0));
        fs::write(public.join("a/theirs.txt"), "keep").unwrap();
        fs::write(public.join("own.html"), "keep").unwrap();
        assert_eq!(counts(&[("a/b.html", "1"), ("c.html", "3")]), (1, 1, 0));
        assert_eq!(counts(&[("c.html", "3")]), (0, 1, 1));
        assert!(public.join("a/theirs.txt").exists() && public.join("own.html").exists());
        assert_eq!(counts(&[("d/e/f.html", "4")]), (1, 0, 1));
        assert_eq!(counts(&[("g.html", "5")]), (1, 0, 1));
        assert!(!public.join("d").exists());
    }

    #[test]
    fn a_forged_list_cannot_remove_files_elsewhere() {
        let (root, public) = book();
        fs::create_dir(&public).unwrap();
        fs::write(root.path().join("precious"), "x").unwrap();
        fs::write(
            public.join(".personabook-files"),
            "../precious\n/etc/hosts\n",
        )
        .unwrap();
        write(&output(&[("a.html", "1")]), &public, root.path()).unwrap();
        assert!(root.path().join("precious").exists());
    }

    #[test]
    fn what_an_interrupted_build_left_is_cleared_away() {
        let (root, public) = book();
        let stage = public.join(".personabook-unfinished");
        fs::create_dir_all(&stage).unwrap();
        fs::write(stage.join("a.html"), "half").unwrap();
        write(&output(&[("a.html", "1")]), &public, root.path()).unwrap();
        assert!(!stage.exists());
        fs::create_dir_all(&stage).unwrap();
        fs::write(stage.join("theirs.txt"), "keep").unwrap();
        write(&output(&[("a.html", "2")]), &public, root.path()).unwrap();
        assert!(stage.join("theirs.txt").exists());
    }
}
