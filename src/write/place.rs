//! Where a site may be written: never over the book, never through a link to elsewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::error::Error;
use crate::load::FOLDERS;

/// Where a site is written.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The folder for it.
    pub folder: &'a Path,
    /// The book that it is made of.
    pub root: &'a Path,
}

/// Refuses an output folder that is the root of the file system, or holds the book, or lies in its content.
pub(super) fn refuse_unsafe(place: Place<'_>) -> Result<(), Error> {
    let folder = absolute(place.folder)?;
    let root = absolute(place.root)?;
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
    for own in FOLDERS {
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

/// Refuses to write where a link leads out of the folder, or where something of somebody else is in the way.
pub(super) fn refuse_blocked(folder: &Path, paths: &BTreeSet<String>) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for path in paths {
        let file = folder.join(path);
        if fs::symlink_metadata(&file).is_ok_and(|about| about.is_dir()) {
            return Err(in_the_way(&file, "is a folder"));
        }
        let parents = Path::new(path).ancestors().skip(1);
        for parent in parents.filter(|parent| !parent.as_os_str().is_empty()) {
            if !seen.insert(parent.to_owned()) {
                break;
            }
            let parent = folder.join(parent);
            refuse_link(&parent)?;
            if parent.is_file() {
                return Err(in_the_way(&parent, "is a file"));
            }
        }
    }
    Ok(())
}

/// Refuses a path of ours that somebody made a link.
pub(super) fn refuse_link(path: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink()) {
        return Err(in_the_way(path, "is a link to elsewhere"));
    }
    Ok(())
}

fn in_the_way(path: &Path, what: &str) -> Error {
    Error::refused(
        format!("{} {what}, and the site needs its place", path.display()),
        "move it away, or name another folder with `--output`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::tests::{book, put};

    #[test]
    fn unsafe_folders_are_refused() {
        let (root, _) = book();
        let refused =
            |folder: &Path| matches!(put(&[], folder, root.path()), Err(Error::Refused { .. }));
        assert!(refused(root.path()));
        assert!(refused(root.path().parent().unwrap()));
        assert!(refused(Path::new("/")));
        assert!(refused(&root.path().join("content/public")));
        assert!(refused(&root.path().join("public/../content")));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let (root, public) = book();
        let elsewhere = root.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        fs::create_dir(&public).unwrap();
        std::os::unix::fs::symlink(&elsewhere, public.join("a")).unwrap();
        let refused = put(&[("a/b/c.html", "1")], &public, root.path());
        assert!(matches!(refused, Err(Error::Refused { .. })));
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
        fs::write(root.path().join("theirs"), "keep").unwrap();
        std::os::unix::fs::symlink(root.path().join("theirs"), public.join("c.html")).unwrap();
        put(&[("c.html", "1")], &public, root.path()).unwrap();
        assert_eq!(fs::read(root.path().join("theirs")).unwrap(), b"keep");
    }

    #[test]
    fn what_is_in_the_way_is_told_before_anything_is_written() {
        let (root, public) = book();
        fs::create_dir_all(public.join("b.html")).unwrap();
        let files = &[("a.html", "1"), ("b.html", "2")];
        let refused = put(files, &public, root.path());
        assert!(matches!(refused, Err(Error::Refused { .. })));
        assert!(!public.join("a.html").exists());
    }
}
