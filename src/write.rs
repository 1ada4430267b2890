//! A site onto disk. Writes only what changed, each file in one step, and removes only what an earlier
//! build wrote, which a list in the output folder remembers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use crate::error::Error;
use crate::load::{KEPT_ENDING, KEPT_FOLDER};
use crate::progress::{Phase, Progress, Tell, nobody};
use crate::render::Output;

/// The list of the files that the last build wrote, one path a line.
pub const MANIFEST: &str = ".personabook-files";

/// The ending of a file that is not yet whole.
const UNFINISHED: &str = ".personabook-unfinished";

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
/// When the folder is not safe to write into (the root of the disk, the book, its content) or the disk fails; every file is
/// whole then, old or new.
pub fn write(output: &Output, folder: &Path, root: &Path) -> Result<Written, Error> {
    write_telling(output, folder, root, &nobody)
}

/// The same, for somebody who wants to see how far it is.
///
/// # Errors
/// As [`write`].
pub fn write_telling(
    output: &Output,
    folder: &Path,
    root: &Path,
    tell: Tell<'_>,
) -> Result<Written, Error> {
    refuse_unsafe(folder, root)?;
    fs::create_dir_all(folder).map_err(Error::io("create the folder", folder))?;
    let before = read_manifest(folder)?;
    let mut done = Written::default();

    // Every file that may come to exist is on the list before it does: an interrupted build forgets nothing.
    let all: BTreeSet<String> = before
        .iter()
        .cloned()
        .chain(output.files.keys().cloned())
        .collect();
    if all != before {
        write_manifest(folder, &all)?;
    }
    for (index, (path, bytes)) in output.files.iter().enumerate() {
        tell(Progress {
            phase: Phase::Writing,
            done: index + 1,
            total: output.files.len(),
        });
        let file = folder.join(path);
        if same(&file, bytes) {
            done.unchanged += 1;
            continue;
        }
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(Error::io("create the folder", parent))?;
        }
        replace(&file, bytes)?;
        done.written += 1;
    }
    for path in before
        .iter()
        .filter(|path| !output.files.contains_key(*path))
    {
        done.removed += usize::from(remove(folder, path)?);
    }
    let now: BTreeSet<String> = output.files.keys().cloned().collect();
    if now != all {
        write_manifest(folder, &now)?;
    }
    Ok(done)
}

/// Keeps the pictures of a build for the next one, and removes those that it no longer needs. `pictures`
/// has the file of every picture by its name; one that lies there already may be left out.
///
/// Pictures only save time. Where they cannot be kept, the next build makes them anew.
pub fn keep(root: &Path, pictures: &BTreeMap<String, Option<Vec<u8>>>) {
    let folder = root.join(KEPT_FOLDER);
    let is_new = pictures.values().any(Option::is_some);
    if is_new && !folder.exists() && fs::create_dir(&folder).is_err() {
        return;
    }
    // Not through a symbolic link: nobody knows what lies there.
    if !fs::symlink_metadata(&folder).is_ok_and(|about| about.is_dir()) {
        return;
    }
    for (name, bytes) in pictures {
        if let Some(bytes) = bytes
            && replace(&folder.join(format!("{name}{KEPT_ENDING}")), bytes).is_err()
        {
            return;
        }
    }
    for file in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = file.file_name();
        let name = name
            .to_str()
            .and_then(|name| name.strip_suffix(KEPT_ENDING));
        if name.is_some_and(|name| !pictures.contains_key(name)) {
            // One that stays costs room, nothing else.
            let _ = fs::remove_file(file.path());
        }
    }
}

/// Refuses an output folder that is the root of the file system, or holds the book, or lies in its content.
fn refuse_unsafe(folder: &Path, root: &Path) -> Result<(), Error> {
    let folder = absolute(folder)?;
    let root = absolute(root)?;
    let help = "name a folder of its own, such as `--output public`";
    if folder.parent().is_none() {
        return Err(Error::refused(
            "the output folder is the root of the file system",
            help,
        ));
    }
    if root.starts_with(&folder) {
        return Err(Error::refused(
            format!(
                "the output folder {} contains the book itself",
                folder.display()
            ),
            help,
        ));
    }
    for own in ["content", "templates", "static"] {
        if folder.starts_with(root.join(own)) {
            return Err(Error::refused(
                format!(
                    "the output folder {} lies in the book's {own}",
                    folder.display()
                ),
                help,
            ));
        }
    }
    Ok(())
}

/// The path without `..`, and with links resolved as far as it exists.
fn absolute(path: &Path) -> Result<PathBuf, Error> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path)
        .map_err(Error::io("find", path))?
        .components()
    {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    let exists = plain.ancestors().find(|ancestor| ancestor.exists());
    let Some(existing) = exists else {
        return Ok(plain);
    };
    let rest = plain.strip_prefix(existing).unwrap_or(Path::new(""));
    let real = existing
        .canonicalize()
        .map_err(Error::io("find", existing))?;
    Ok(if rest.as_os_str().is_empty() {
        real
    } else {
        real.join(rest)
    })
}

fn same(file: &Path, bytes: &[u8]) -> bool {
    fs::symlink_metadata(file)
        .is_ok_and(|about| about.is_file() && about.len() == bytes.len() as u64)
        && fs::read(file).is_ok_and(|old| old == bytes)
}

/// Writes beside the file and moves into its place, so that nobody ever sees half of it.
fn replace(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut name = file.as_os_str().to_owned();
    name.push(UNFINISHED);
    let unfinished = PathBuf::from(name);
    let written = fs::File::create(&unfinished).and_then(|mut new| new.write_all(bytes));
    if let Err(error) = written {
        // The disk may be full: leave nothing half-written behind. What removing says changes nothing.
        let _ = fs::remove_file(&unfinished);
        return Err(Error::io("write", file)(error));
    }
    fs::rename(&unfinished, file).map_err(|error| {
        let _ = fs::remove_file(&unfinished);
        Error::io("write", file)(error)
    })
}

fn read_manifest(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let file = folder.join(MANIFEST);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(text
            .lines()
            .filter(|line| is_inside(line))
            .map(str::to_owned)
            .collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(Error::io("read", &file)(error)),
    }
}

fn write_manifest(folder: &Path, paths: &BTreeSet<String>) -> Result<(), Error> {
    let mut text = String::new();
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    replace(&folder.join(MANIFEST), text.as_bytes())
}

/// Whether a path from the list stays inside the folder: somebody may have edited the list.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
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
    use super::*;
    use crate::load::kept;

    fn output(files: &[(&str, &str)]) -> Output {
        Output {
            files: files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
                .collect(),
        }
    }

    fn book() -> (tempfile::TempDir, PathBuf) {
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
    fn pictures_are_kept_as_long_as_they_are_used() {
        let (root, _) = book();
        let folder = root.path().join(KEPT_FOLDER);
        let pictures = |names: &[(&str, Option<&str>)]| -> BTreeMap<String, Option<Vec<u8>>> {
            names
                .iter()
                .map(|(name, bytes)| ((*name).to_owned(), bytes.map(Into::into)))
                .collect()
        };
        keep(root.path(), &pictures(&[]));
        assert!(!folder.exists());
        keep(
            root.path(),
            &pictures(&[("a", Some("1")), ("b", Some("2"))]),
        );
        fs::write(folder.join("theirs.txt"), "x").unwrap();
        keep(root.path(), &pictures(&[("b", None)]));
        assert_eq!(kept(root.path(), "a"), None);
        assert_eq!(kept(root.path(), "b"), Some(b"2".to_vec()));
        assert!(folder.join("theirs.txt").exists());
    }

    #[test]
    fn pictures_that_cannot_be_kept_are_no_error() {
        let (root, _) = book();
        fs::write(root.path().join(KEPT_FOLDER), "in the way").unwrap();
        keep(
            root.path(),
            &BTreeMap::from([("a".to_owned(), Some(vec![1]))]),
        );
        assert_eq!(kept(root.path(), "a"), None);
    }

    #[test]
    fn a_forged_list_cannot_remove_files_elsewhere() {
        let (root, public) = book();
        fs::create_dir(&public).unwrap();
        fs::write(root.path().join("precious"), "x").unwrap();
        fs::write(public.join(MANIFEST), "../precious\n/etc/hosts\n").unwrap();
        write(&output(&[("a.html", "1")]), &public, root.path()).unwrap();
        assert!(root.path().join("precious").exists());
    }

    #[test]
    fn unsafe_folders_are_refused() {
        let (root, _) = book();
        let refused = |folder: &Path| {
            matches!(
                write(&output(&[]), folder, root.path()),
                Err(Error::Refused { .. })
            )
        };
        assert!(refused(root.path()));
        assert!(refused(root.path().parent().unwrap()));
        assert!(refused(Path::new("/")));
        assert!(refused(&root.path().join("content/public")));
        assert!(refused(&root.path().join("public/../content")));
    }
}
