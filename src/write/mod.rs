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

use crate::error::Error;
use crate::progress::Tell;
use crate::render::Take;

use stage::Stage;

pub use keep::keep;
pub use place::Place;
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

/// Makes a folder hold the site that consists of the files at these paths. `make` gives them one by one, so that they are
/// never all in memory. Files that this program did not write stay.
///
/// # Errors
/// When the folder is not safe to write into (the root of the disk, the book, its content, a link in it), something is
/// in the way, `make` fails, or the disk does; every file is whole then, and as before if `make` failed or the disk was
/// full.
pub fn write(
    paths: &BTreeSet<String>,
    place: Place<'_>,
    tell: Tell<'_>,
    make: impl FnOnce(Take<'_>) -> Result<(), Error>,
) -> Result<Written, Error> {
    let folder = place.folder;
    place::refuse_unsafe(place)?;
    fs::create_dir_all(folder).map_err(Error::io("create the folder", folder))?;
    let _lock = lock(folder)?;
    place::refuse_blocked(folder, paths)?;

    let before = list::read(folder)?;
    // Every file that may come to exist is on the list before it does: an interrupted build forgets nothing.
    let all: BTreeSet<String> = before.union(paths).cloned().collect();
    if all != before {
        list::write(folder, &all)?;
    }
    let stage = Stage::begin(folder, &all)?;
    let made = make(&|path, bytes| {
        debug_assert!(paths.contains(path), "{path} was not announced");
        match same(&folder.join(path), bytes) {
            true => Ok(()),
            false => stage.put(path, bytes),
        }
    });
    if let Err(error) = made {
        stage.abandon();
        // A list that is too long does no harm.
        let _ = list::write(folder, &before);
        return Err(error);
    }
    let written = stage.finish(tell)?;
    let mut done = Written {
        written,
        unchanged: paths.len() - written,
        removed: 0,
    };
    for path in before.difference(paths) {
        done.removed += usize::from(remove(folder, path)?);
    }
    if *paths != all {
        list::write(folder, paths)?;
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
    use crate::progress::nobody;

    pub(super) type Files<'a> = &'a [(&'a str, &'a str)];

    pub(super) fn paths(files: Files<'_>) -> BTreeSet<String> {
        files.iter().map(|(path, _)| (*path).to_owned()).collect()
    }

    pub(super) fn put(files: Files<'_>, folder: &Path, root: &Path) -> Result<Written, Error> {
        let place = Place { folder, root };
        write(&paths(files), place, &nobody, |take| {
            let mut files = files.iter();
            files.try_for_each(|(path, text)| take(path, text.as_bytes()))
        })
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
            let done = put(files, &public, root.path()).unwrap();
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
        put(&[("a.html", "1")], &public, root.path()).unwrap();
        assert!(root.path().join("precious").exists());
    }

    #[test]
    fn what_an_interrupted_build_left_is_cleared_away() {
        let (root, public) = book();
        let stage = public.join(".personabook-unfinished");
        fs::create_dir_all(&stage).unwrap();
        fs::write(stage.join("a.html"), "half").unwrap();
        put(&[("a.html", "1")], &public, root.path()).unwrap();
        assert!(!stage.exists());
        fs::create_dir_all(&stage).unwrap();
        fs::write(stage.join("theirs.txt"), "keep").unwrap();
        put(&[("a.html", "2")], &public, root.path()).unwrap();
        assert!(stage.join("theirs.txt").exists());
    }

    #[test]
    fn a_site_that_cannot_be_made_leaves_the_last_one() {
        let (root, public) = book();
        let old: Files<'_> = &[("a.html", "1"), ("b/c.html", "2")];
        put(old, &public, root.path()).unwrap();
        let place = Place {
            folder: &public,
            root: root.path(),
        };
        let new = paths(&[("a.html", ""), ("new/d.html", "")]);
        let failed = write(&new, place, &nobody, |take| {
            take("a.html", b"3")?;
            take("new/d.html", b"4")?;
            Err(Error::refused("a template cannot be used", "mend it"))
        });
        assert!(matches!(failed, Err(Error::Refused { .. })));
        assert_eq!(fs::read(public.join("a.html")).unwrap(), b"1");
        assert!(public.join("b/c.html").exists() && !public.join("new").exists());
        assert!(!public.join(".personabook-unfinished").exists());
        assert_eq!(list::read(&public).unwrap(), paths(old));
    }
}
