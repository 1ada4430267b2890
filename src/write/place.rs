//! Where a site may be written: never over the book, never through a link to elsewhere.

use std::collections::BTreeSet;
use std::path::Path;

use crate::disk::{self, Folder, What};
use crate::error::Error;
use crate::load::{FOLDERS, KEPT_FOLDER};

/// Where a site is written.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The folder for it.
    pub folder: &'a Path,
    /// The book that it is made of.
    pub root: &'a Path,
    /// Whether the user named the folder; otherwise it is the usual one in the book, and no link.
    pub is_named: bool,
    /// The files, and folders of files, of somebody else that the site may take the place of; `.` for all.
    pub overwrite: &'a [String],
}

impl Place<'_> {
    /// Whether the site may take the place of somebody else's file.
    pub(super) fn may_overwrite(&self, path: &str) -> bool {
        self.overwrite.iter().any(|named| {
            let named = named.replace('\\', "/");
            let named = named.trim_start_matches("./").trim_end_matches('/');
            named == "." || named.is_empty() || Path::new(path).starts_with(named)
        })
    }
}

/// Refuses an output folder that nobody named and that is a link: it may come with the book.
pub(super) fn refuse_link_by_default(place: Place<'_>) -> Result<(), Error> {
    if place.is_named || disk::what(place.folder) != What::Link {
        return Ok(());
    }
    Err(Error::refused(
        format!(
            "the output folder {} is a link to elsewhere, which is not followed",
            place.folder.display()
        ),
        format!(
            "name the folder itself: `--output {}`",
            disk::target(place.folder).display()
        ),
    ))
}

/// Refuses an output folder that is the root of the file system, or holds the book, or lies in its content.
pub(super) fn refuse_unsafe(place: Place<'_>) -> Result<(), Error> {
    refuse_link_by_default(place)?;
    let folder = disk::absolute(place.folder)?;
    let root = disk::absolute(place.root)?;
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
    for own in FOLDERS.into_iter().chain([KEPT_FOLDER]) {
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

/// Refuses to write where a link leads out of the folder, or where a folder lies at the place of a file or the other way
/// round.
pub(super) fn refuse_blocked(folder: &Folder, paths: &BTreeSet<String>) -> Result<(), Error> {
    // Of the parent of the last path; nothing when it is not there yet.
    let mut above: Option<(&str, Option<Folder>)> = None;
    for path in paths {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        if above.as_ref().is_none_or(|(last, _)| *last != parent) {
            above = Some((parent, existing(folder, parent)?));
        }
        if let Some((_, Some(parent))) = &above
            && parent.what(name)? == What::Folder
        {
            return Err(in_the_way(&folder.path(path), "is a folder"));
        }
    }
    Ok(())
}

/// The folder at a path of the site, if it is there and the way to it is one of folders.
fn existing(folder: &Folder, path: &str) -> Result<Option<Folder>, Error> {
    let ends = path.match_indices('/').map(|(end, _)| end);
    for end in ends.chain([path.len()]) {
        let part = &path[..end];
        match folder.what(part)? {
            What::Folder => {}
            What::Nothing => return Ok(None),
            What::Link => return Err(in_the_way(&folder.path(part), "is a link to elsewhere")),
            What::File => return Err(in_the_way(&folder.path(part), "is a file")),
            What::Other => return Err(in_the_way(&folder.path(part), "is no folder")),
        }
    }
    folder.below(path).map(Some)
}

/// How many files are named in a message.
const NAMED_AT_MOST: usize = 10;

/// Refuses to take the places of files that somebody else wrote.
pub(super) fn theirs(folder: &Folder, paths: &BTreeSet<String>) -> Error {
    let first = paths.first().map_or("index.html", String::as_str);
    Error::refused(
        format!(
            "{} holds files that personabook did not write, and the site needs their places: {}",
            folder.path("").display(),
            some_of(paths)
        ),
        format!(
            "move them away, name another folder with `--output`, or have them written over: `--overwrite {first}` for one, `--overwrite` for all"
        ),
    )
}

/// The first of these paths, and how many more there are.
#[must_use]
pub fn some_of<'a>(paths: impl IntoIterator<Item = &'a String>) -> String {
    let paths: Vec<&str> = paths.into_iter().map(String::as_str).collect();
    let named = paths.len().min(NAMED_AT_MOST);
    match paths.len() - named {
        0 => paths.join(", "),
        more => format!("{} and {more} more", paths[..named].join(", ")),
    }
}

fn in_the_way(path: &Path, what: &str) -> Error {
    Error::refused(
        format!("{} {what}, and the site needs its place", path.display()),
        "move it away, or name another folder with `--output`",
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::write::tests::{at, book, put, put_at};

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
        let refused = put(&[("c.html", "1")], &public, root.path());
        assert!(matches!(refused, Err(Error::Refused { .. })));
        let all = [".".to_owned()];
        let place = Place {
            overwrite: &all,
            ..at(&public, root.path())
        };
        put_at(&[("c.html", "1")], place).unwrap();
        assert_eq!(fs::read(root.path().join("theirs")).unwrap(), b"keep");
        assert_eq!(fs::read(public.join("c.html")).unwrap(), b"1");
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
