//! A site onto disk. Writes only what changed, all of it or nothing, and overwrites and removes only what an earlier
//! build wrote, which a list in the output folder remembers.

mod cache;
mod list;
mod place;
mod record;
mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use crate::disk::{Folder, Lock, What};
use crate::error::Error;
use crate::load::CONTENT_FOLDER;
use crate::progress::Tell;
use crate::render::{Holds, Take};
use crate::text::Content;

use list::{List, Owned};
use stage::Stage;

pub use cache::keep;
pub use place::{Place, some_of};
pub use record::{About, Extent, Last, unchanged};

/// Held by the build that writes: a second one waits for the first.
const LOCK: &str = ".personabook-lock";

/// What a write did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were new or different.
    pub written: usize,
    /// Files that were the same already.
    pub unchanged: usize,
    /// Files of an earlier build that the site no longer has.
    pub removed: usize,
    /// Files of an earlier build that somebody had changed since, and that were written anew.
    pub mended: usize,
    /// Files of an earlier build that the site no longer has, but that somebody had changed since: they stay.
    pub left: Vec<String>,
}

/// A site that has been written, and into which nobody else writes as long as this lives.
#[derive(Debug)]
pub struct Done {
    /// What was done.
    pub written: Written,
    root: Folder,
    folder: Folder,
    list: List,
    _lock: Lock,
}

impl Done {
    /// Notes what the site was made of, for [`unchanged`]. It only saves time: where that fails, the next build is done as
    /// the first was.
    pub fn remember(&self, fingerprint: &str, about: &About) {
        record::remember(self, fingerprint, about);
    }
}

/// Whether an earlier build wrote a file at this path of a folder.
///
/// # Errors
/// When the list of its files cannot be read.
pub(crate) fn has_written(folder: &Folder, path: &str) -> Result<bool, Error> {
    Ok(List::read(folder)?.owned.contains_key(path))
}

/// Makes a folder hold the site that consists of the files at these paths. `make` gives them one by one, so that they are
/// never all in memory. Files that this program did not write stay.
///
/// # Errors
/// When the folder is not safe to write into (the root of the disk, the book, its content, a link in it), something is
/// in the way, `make` fails, or the disk does; every file is whole then, and as before if something was in the way,
/// `make` failed or the disk was full.
pub fn write(
    paths: &BTreeSet<String>,
    place: Place<'_>,
    tell: Tell<'_>,
    make: impl FnOnce(Take<'_>) -> Result<(), Error>,
) -> Result<Done, Error> {
    place::refuse_unsafe(place)?;
    let folder = Folder::make(place.folder)?;
    let lock = folder.lock(LOCK)?;
    place::refuse_blocked(&folder, paths)?;

    let mut list = List::read(&folder)?;
    let (before, text_before) = (list.owned.clone(), list.text());
    List::clear(&folder)?;
    // Every file that may come to exist is on the list before it does: an interrupted build forgets nothing.
    let mut all = before.clone();
    for path in paths {
        all.entry(path.clone()).or_default();
    }
    if all.len() > before.len() {
        list.write(&folder, &all)?;
    }
    let stage = Stage::begin(&folder, &all)?;
    let seen = Seen::default();
    let root = Folder::named(place.root);
    let made = make(&|path, holds| {
        debug_assert!(paths.contains(path), "{path} was not announced");
        let new = New::of(&root, holds)?;
        let lies = lies(&folder, path, &new, before.get(path))?;
        seen.note(path, new.hash, lies);
        match (lies, new.holds) {
            (Lies::Same, _) => Ok(()),
            (Lies::Theirs, _) if !place.may_overwrite(path) => Ok(()),
            (_, Holds::Bytes(bytes)) => stage.put(path, bytes),
            (_, Holds::Copy(from)) => stage.copy(path, &root, &in_content(from)),
        }
    });
    let mut seen = seen.all();
    seen.theirs.retain(|path| !place.may_overwrite(path));
    let made = made.and_then(|()| match seen.theirs.is_empty() {
        true => Ok(()),
        false => Err(place::theirs(&folder, &seen.theirs)),
    });
    if let Err(error) = made {
        stage.abandon();
        // A list that is too long does no harm.
        let _ = List::restore(&folder, text_before.as_deref());
        return Err(error);
    }

    let mut written = Written {
        written: stage.len(),
        unchanged: paths.len() - stage.len(),
        mended: seen.mended,
        ..Written::default()
    };
    let now: Owned = seen.hashes;
    if written.written > 0 {
        // Until all are moved, a file is what it was or what it will be.
        let mut both = before.clone();
        for (path, hashes) in &now {
            both.entry(path.clone()).or_default().extend(hashes);
        }
        list.write(&folder, &both)?;
    }
    stage.finish(tell)?;
    remove_all(&folder, &before, &now, &mut written)?;
    list.write(&folder, &now)?;
    list.owned = now;
    record::OldRecord::clear(&folder)?;
    Ok(Done {
        written,
        root,
        folder,
        list,
        _lock: lock,
    })
}

/// Refuses a folder in which a file would stay that only a site for `others` has, or that an earlier build wrote and somebody
/// changed, which may have been for them; `own` are the files of this site. Those that nobody changed go with the next build.
///
/// # Errors
/// When there is one, or the folder cannot be looked at.
pub fn refuse_leftovers(
    place: Place<'_>,
    own: &BTreeSet<String>,
    others: &BTreeSet<String>,
) -> Result<(), Error> {
    if others.is_empty() {
        return Ok(());
    }
    let folder = Folder::named(place.folder);
    let list = List::read(&folder)?;
    let stays = |path: &&String| match folder.what(path) {
        Ok(What::Nothing) => false,
        Ok(What::File) => {
            let ours = list.owned.get(*path);
            !ours.is_some_and(|ours| list::hash(&folder, path).is_ok_and(|one| ours.contains(&one)))
        }
        // Also when the way there leads through a link.
        _ => true,
    };
    let earlier = list.owned.keys().filter(|path| !own.contains(*path));
    let left: BTreeSet<String> = others
        .iter()
        .chain(earlier)
        .filter(stays)
        .cloned()
        .collect();
    if left.is_empty() {
        return Ok(());
    }
    Err(Error::refused(
        format!(
            "{} still holds files of a site for other readers, which this one leaves out: {}",
            place.folder.display(),
            some_of(&left)
        ),
        "remove them, or name another folder with `--output`",
    ))
}

/// What lies at the place of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lies {
    Nothing,
    /// The same bytes, whoever wrote them.
    Same,
    /// What an earlier build wrote.
    Ours,
    /// An earlier build wrote it, and somebody changed it since.
    Changed,
    /// Something that no build wrote, as far as is known.
    Theirs,
}

/// What a file will hold.
struct New<'a> {
    holds: Holds<'a>,
    length: u64,
    hash: u64,
}

impl<'a> New<'a> {
    fn of(root: &Folder, holds: Holds<'a>) -> Result<Self, Error> {
        let (length, hash) = match holds {
            Holds::Bytes(bytes) => (bytes.len() as u64, Content::of(bytes)),
            Holds::Copy(from) => {
                let (mut content, mut length) = (Content::default(), 0);
                root.pieces(&in_content(from), |piece| {
                    content.add(piece);
                    length += piece.len() as u64;
                })?;
                (length, content.number())
            }
        };
        Ok(Self {
            holds,
            length,
            hash,
        })
    }

    /// Whether a file of the site holds this already.
    fn is_in(&self, folder: &Folder, path: &str) -> bool {
        match self.holds {
            // One byte more, in case it grows.
            Holds::Bytes(bytes) => folder
                .read(path, self.length + 1)
                .is_ok_and(|old| old == bytes),
            Holds::Copy(_) => list::hash(folder, path).is_ok_and(|hash| hash == self.hash),
        }
    }
}

/// The path of a file of the content from the root of the book.
fn in_content(path: &str) -> String {
    format!("{CONTENT_FOLDER}/{path}")
}

fn lies(
    folder: &Folder,
    path: &str,
    new: &New<'_>,
    ours: Option<&BTreeSet<u64>>,
) -> Result<Lies, Error> {
    let about = folder.about(path)?;
    match What::of(about.as_ref()) {
        What::Nothing => return Ok(Lies::Nothing),
        What::File => {}
        _ => return Ok(Lies::Theirs),
    }
    let is_as_long = about.is_some_and(|about| about.len() == new.length);
    if is_as_long && new.is_in(folder, path) {
        return Ok(Lies::Same);
    }
    Ok(match ours {
        Some(ours) if !ours.is_empty() => match list::hash(folder, path) {
            Ok(hash) if ours.contains(&hash) => Lies::Ours,
            _ => Lies::Changed,
        },
        _ => Lies::Theirs,
    })
}

/// What was seen of the files of a site while they were made.
#[derive(Default)]
struct Seen(Mutex<SeenSoFar>);

#[derive(Default)]
struct SeenSoFar {
    hashes: Owned,
    theirs: BTreeSet<String>,
    mended: usize,
}

impl Seen {
    fn note(&self, path: &str, hash: u64, lies: Lies) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.hashes.insert(path.to_owned(), BTreeSet::from([hash]));
        match lies {
            Lies::Theirs => {
                seen.theirs.insert(path.to_owned());
            }
            Lies::Changed => seen.mended += 1,
            Lies::Nothing | Lies::Same | Lies::Ours => {}
        }
    }

    fn all(self) -> SeenSoFar {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Removes the files that the site no longer has, if they are what an earlier build wrote.
fn remove_all(
    folder: &Folder,
    before: &Owned,
    now: &Owned,
    written: &mut Written,
) -> Result<(), Error> {
    let gone: Vec<_> = before
        .iter()
        .filter(|(path, _)| !now.contains_key(*path))
        .collect();
    if gone.is_empty() {
        return Ok(());
    }
    let in_small: BTreeMap<String, &String> =
        now.keys().map(|path| (path.to_lowercase(), path)).collect();
    for (path, ours) in gone {
        // Where capitals do not count, a file may have two names.
        let other = in_small.get(&path.to_lowercase());
        if other.is_some_and(|other| folder.is_same(path, other)) {
            continue;
        }
        match folder.what(path) {
            Ok(What::Nothing) => {}
            Ok(What::File) if list::hash(folder, path).is_ok_and(|hash| ours.contains(&hash)) => {
                written.removed += usize::from(remove(folder, path)?);
            }
            // Also when the way there leads through a link.
            _ => written.left.push(path.clone()),
        }
    }
    Ok(())
}

/// Removes a file and the folders that it leaves empty.
fn remove(folder: &Folder, path: &str) -> Result<bool, Error> {
    let is_gone = folder.remove(path)?;
    let mut parent = path;
    while let Some((above, _)) = parent.rsplit_once('/') {
        // Fails where somebody else's file lies, which is what should happen.
        if !folder.remove_empty(above) {
            break;
        }
        parent = above;
    }
    Ok(is_gone)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::progress::nobody;

    pub(super) type Files<'a> = &'a [(&'a str, &'a str)];

    pub(super) fn paths(files: Files<'_>) -> BTreeSet<String> {
        files.iter().map(|(path, _)| (*path).to_owned()).collect()
    }

    pub(super) fn at<'a>(folder: &'a Path, root: &'a Path) -> Place<'a> {
        Place {
            folder,
            root,
            is_named: true,
            overwrite: &[],
        }
    }

    pub(super) fn put_at(files: Files<'_>, place: Place<'_>) -> Result<Done, Error> {
        write(&paths(files), place, &nobody, |take| {
            let mut files = files.iter();
            files.try_for_each(|(path, text)| take(path, Holds::Bytes(text.as_bytes())))
        })
    }

    pub(super) fn put(files: Files<'_>, folder: &Path, root: &Path) -> Result<Written, Error> {
        put_at(files, at(folder, root)).map(|done| done.written)
    }

    pub(super) fn put_and_remember(files: Files<'_>, folder: &Path, root: &Path, entries: usize) {
        let done = put_at(files, at(folder, root)).unwrap();
        let about = About {
            entries,
            ..About::default()
        };
        done.remember("x", &about);
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
    fn a_file_of_the_content_is_copied_once_and_never_through_a_link() {
        let (root, public) = book();
        let film = vec![7; 3 * 1024 * 1024];
        fs::write(root.path().join("content/film.mp4"), &film).unwrap();
        let copy = |from: &str| {
            let paths = BTreeSet::from(["film.mp4".to_owned()]);
            let place = at(&public, root.path());
            let done = write(&paths, place, &nobody, |take| {
                take("film.mp4", Holds::Copy(from))
            });
            done.map(|done| (done.written.written, done.written.unchanged))
        };
        assert_eq!(copy("film.mp4").unwrap(), (1, 0));
        assert_eq!(fs::read(public.join("film.mp4")).unwrap(), film);
        assert_eq!(copy("film.mp4").unwrap(), (0, 1));
        #[cfg(unix)]
        {
            fs::write(root.path().join("secret.mp4"), "x").unwrap();
            let link = root.path().join("content/link.mp4");
            std::os::unix::fs::symlink(root.path().join("secret.mp4"), link).unwrap();
            assert!(copy("link.mp4").is_err());
        }
        assert_eq!(fs::read(public.join("film.mp4")).unwrap(), film);
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
        let place = at(&public, root.path());
        let new = paths(&[("a.html", ""), ("new/d.html", "")]);
        let failed = write(&new, place, &nobody, |take| {
            take("a.html", Holds::Bytes(b"3"))?;
            take("new/d.html", Holds::Bytes(b"4"))?;
            Err(Error::refused("a template cannot be used", "mend it"))
        });
        assert!(matches!(failed, Err(Error::Refused { .. })));
        assert_eq!(fs::read(public.join("a.html")).unwrap(), b"1");
        assert!(public.join("b/c.html").exists() && !public.join("new").exists());
        assert!(!public.join(".personabook-unfinished").exists());
        let list = List::read(&Folder::named(&public)).unwrap();
        assert_eq!(list.owned.into_keys().collect::<BTreeSet<_>>(), paths(old));
    }
}
