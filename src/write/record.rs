//! What the last build was made of and what it wrote, so that a build that would write the same again need not be done.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;

use super::{Written, list, lock, stage};

/// The name of the record: what the site was made of, how much it is, and a line for every file.
const RECORD: &str = ".personabook-build";

/// How much a site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// How many entries it shows.
    pub entries: usize,
    /// How many pages it has.
    pub pages: usize,
    /// How many files it has, pages among them.
    pub files: usize,
}

impl Extent {
    /// That of a site which shows so many entries.
    #[must_use]
    pub fn of(entries: usize, paths: &BTreeSet<String>) -> Self {
        Self {
            entries,
            pages: pages(paths.iter().map(String::as_str)),
            files: paths.len(),
        }
    }
}

impl From<Extent> for Written {
    fn from(extent: Extent) -> Self {
        Self {
            unchanged: extent.files,
            ..Self::default()
        }
    }
}

/// Notes what a site in a folder is made of. Where that fails, the next build is done as the first was.
pub fn remember(folder: &Path, made_of: &str, entries: usize, paths: &BTreeSet<String>) {
    let lines: Option<Vec<String>> = paths.par_iter().map(|path| line(folder, path)).collect();
    let Some(lines) = lines else { return };
    let text = format!("{made_of}\n{entries}\n{}\n", lines.join("\n"));
    // It only saves time.
    let _ = stage::replace(&folder.join(RECORD), text.as_bytes());
}

/// How much the site in a folder is, if it is whole and made of the same.
#[must_use]
pub fn unchanged(folder: &Path, made_of: &str) -> Option<Extent> {
    // Not created here, so that a look at a folder leaves no trace in it.
    let text = fs::read_to_string(folder.join(RECORD)).ok()?;
    let _lock = lock(folder).ok()?;
    let mut lines = text.lines();
    if lines.next() != Some(made_of) {
        return None;
    }
    let entries = lines.next()?.parse().ok()?;
    let lines: Vec<&str> = lines.collect();
    let paths: Vec<&str> = lines.iter().filter_map(|line| path(line)).collect();
    let listed = list::read(folder).ok()?;
    let is_whole = paths.len() == lines.len()
        && listed.iter().eq(paths.iter())
        && lines
            .par_iter()
            .zip(&paths)
            .all(|(then, path)| line(folder, path).is_some_and(|now| now == **then));
    is_whole.then(|| Extent {
        entries,
        pages: pages(paths.iter().copied()),
        files: paths.len(),
    })
}

/// How many of the files are pages.
fn pages<'a>(paths: impl Iterator<Item = &'a str>) -> usize {
    paths.filter(|path| path.ends_with(".html")).count()
}

/// What tells one state of a file from another: length, date, path. Nothing for what is no file.
fn line(folder: &Path, path: &str) -> Option<String> {
    let about = fs::symlink_metadata(folder.join(path)).ok()?;
    let date = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let (length, date) = (about.len(), date.as_nanos());
    about.is_file().then(|| format!("{length} {date} {path}"))
}

fn path(line: &str) -> Option<&str> {
    line.splitn(3, ' ').nth(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::tests::{Files, book, paths, put};

    #[test]
    fn only_the_same_whole_site_is_unchanged() {
        let (root, public) = book();
        let site: Files<'_> = &[("a.html", "1"), ("b/c.html", "2"), ("d.css", "3")];
        assert_eq!(unchanged(&public, "x"), None);
        assert!(!public.exists());
        let again = || {
            put(site, &public, root.path()).unwrap();
            remember(&public, "x", 7, &paths(site));
        };
        again();
        let extent = Extent {
            entries: 7,
            pages: 2,
            files: 3,
        };
        assert_eq!(unchanged(&public, "x"), Some(extent));
        assert_eq!(unchanged(&public, "y"), None);
        fs::write(public.join("theirs.txt"), "x").unwrap();
        assert_eq!(unchanged(&public, "x"), Some(extent));

        fs::remove_file(public.join("d.css")).unwrap();
        assert_eq!(unchanged(&public, "x"), None);
        again();
        fs::write(public.join("a.html"), "other").unwrap();
        assert_eq!(unchanged(&public, "x"), None);
        again();
        fs::write(public.join(".personabook-files"), "a.html\n").unwrap();
        assert_eq!(unchanged(&public, "x"), None);
        again();
        fs::write(public.join(RECORD), "x\nmany\n").unwrap();
        assert_eq!(unchanged(&public, "x"), None);
    }
}
