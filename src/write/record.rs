//! What the last build was made of and what it wrote, so that a build that would write the same again need not be done.
//! Kept in the cache of the book: it holds times, which have no place in a site.

use std::collections::{BTreeMap, BTreeSet};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;

use super::cache::Cache;
use super::list::List;
use super::{Done, LOCK, Place, Written, place, stage};
use crate::disk::{self, Folder, Metadata, UNFINISHED, What};
use crate::error::Error;
use crate::load::KEPT_FOLDER;
use crate::text::Content;

/// What the name of a record ends with. It begins with a number for the path of the output folder.
const ENDING: &str = ".build";

/// How many records are kept: those of folders that are long gone are not needed.
const MOST: usize = 16;

/// The largest record that is read, in bytes.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The record of version 0.1.0, in the output folder.
const OLD: &str = ".personabook-build";

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

/// What is remembered of a site besides its files.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// How many entries it shows.
    pub entries: usize,
    /// What it leaves out, in a line.
    pub left_out: String,
    /// The files that must not lie where it does.
    pub absent: BTreeSet<String>,
}

/// A site that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// How much it is.
    pub extent: Extent,
    /// What it leaves out, in a line.
    pub left_out: String,
}

/// Notes what the site in a folder is made of. The list names its files.
pub(super) fn remember(done: &Done, fingerprint: &str, about: &About) -> Option<()> {
    let lines = lines(&done.folder, &done.list)?.join("\n");
    let hash = done.list.hash()?;
    let About {
        entries,
        left_out,
        absent,
    } = about;
    let mut text = format!("{fingerprint}\n{entries}\n{left_out}\n{}\n", absent.len());
    for path in absent {
        text.push_str(&format!("{path}\n"));
    }
    text.push_str(&format!("{hash:016x}\n{lines}\n"));
    let cache = Cache::open(&done.root).ok()?;
    let name = name(&done.folder)?;
    cache.keep(&name, text.as_bytes()).ok()?;
    let mut records = cache.names();
    records.retain(|name| name.ends_with(ENDING));
    records.sort_by_key(|name| cache.date(name));
    let too_many = records.len().saturating_sub(MOST);
    for old in records.iter().filter(|old| **old != name).take(too_many) {
        cache.remove(old);
    }
    Some(())
}

/// How much the site in a folder is, if it is whole and made of the same. What a build that was cut off has left there is
/// cleared away.
#[must_use]
pub fn unchanged(place: Place<'_>, fingerprint: &str) -> Option<Last> {
    place::refuse_link_by_default(place).ok()?;
    let folder = Folder::named(place.folder);
    // Nothing is created before it is known that a build has been there: a look at a folder leaves no trace in it.
    let name = format!("{KEPT_FOLDER}/{}", name(&folder)?);
    let text = Folder::named(place.root).read(&name, LARGEST).ok()?;
    let text = std::str::from_utf8(&text).ok()?;
    let mut then = text.lines();
    if then.next() != Some(fingerprint) {
        return None;
    }
    let entries = then.next()?.parse().ok()?;
    let left_out = then.next()?.to_owned();
    for _ in 0..then.next()?.parse().ok()? {
        if folder.what(then.next()?).ok()? != What::Nothing {
            return None;
        }
    }
    let _lock = folder.lock(LOCK).ok()?;
    let list = List::read(&folder).ok()?;
    if then.next() != list.hash().map(|hash| format!("{hash:016x}")).as_deref() {
        return None;
    }
    let now = lines(&folder, &list)?;
    // A site without files is none: whoever forges a record knows no times.
    if now.is_empty() || !then.eq(now.iter().map(String::as_str)) {
        return None;
    }
    let paths: Vec<&str> = list.owned.keys().map(String::as_str).collect();
    List::clear(&folder).ok()?;
    stage::clear(&folder, &list.owned).ok()?;
    let extent = Extent {
        entries,
        pages: pages(paths.iter().copied()),
        files: paths.len(),
    };
    Some(Last { extent, left_out })
}

/// How many of the files are pages.
fn pages<'a>(paths: impl Iterator<Item = &'a str>) -> usize {
    paths.filter(|path| path.ends_with(".html")).count()
}

/// The name of the record of an output folder.
fn name(folder: &Folder) -> Option<String> {
    let path = disk::real(&folder.path("")).ok()?;
    let hash = Content::of(path.as_os_str().as_encoded_bytes());
    Some(format!("{hash:016x}{ENDING}"))
}

/// A line for every file of the list, in its order; nothing if one is no file, or the way to it leads through a link.
fn lines(folder: &Folder, list: &List) -> Option<Vec<String>> {
    let mut folders: BTreeMap<&str, Folder> = BTreeMap::new();
    let mut files: Vec<(&str, &str)> = Vec::new();
    for path in list.owned.keys() {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        if !folders.contains_key(parent) {
            folders.insert(parent, folder.below(parent).ok()?);
        }
        files.push((parent, name));
    }
    files
        .par_iter()
        .map(|(parent, name)| line(&folders.get(parent)?.about(name).ok()??))
        .collect()
}

/// What tells one state of a file from another: length and date. Nothing for what is no file.
fn line(about: &Metadata) -> Option<String> {
    let date = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let (length, date) = (about.len(), date.as_nanos());
    (What::of(Some(about)) == What::File).then(|| format!("{length} {date}"))
}

/// What version 0.1.0 remembered of the files it wrote. Its list had no hashes, so this tells which of them nobody has
/// touched since.
pub(super) struct OldRecord(BTreeMap<String, String>);

impl OldRecord {
    pub(super) fn read(folder: &Folder) -> Self {
        let text = folder.read(OLD, LARGEST).unwrap_or_default();
        let text = String::from_utf8(text).unwrap_or_default();
        let lines = text.lines().skip(2).filter_map(|line| {
            let place = line.match_indices(' ').nth(1)?.0;
            Some((line[place + 1..].to_owned(), line[..place].to_owned()))
        });
        Self(lines.collect())
    }

    /// Whether the file is as it was then.
    pub(super) fn still_holds(&self, folder: &Folder, path: &str) -> bool {
        self.0.get(path).is_some_and(|then| {
            let about = folder.about(path).ok().flatten();
            about.as_ref().and_then(line).as_ref() == Some(then)
        })
    }

    /// Removes what is no longer needed.
    pub(super) fn clear(folder: &Folder) -> Result<(), Error> {
        for name in [OLD.to_owned(), format!("{OLD}{UNFINISHED}")] {
            if folder.what(&name)? != What::Folder {
                folder.remove(&name)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::write::tests::{Files, at, book, put_and_remember};

    #[test]
    fn only_the_same_whole_site_is_unchanged() {
        let (root, public) = book();
        let root = root.path();
        let site: Files<'_> = &[("a.html", "1"), ("b/c.html", "2"), ("d.css", "3")];
        let unchanged = |fingerprint| unchanged(at(&public, root), fingerprint);
        assert_eq!(unchanged("x"), None);
        assert!(!public.exists());
        let again = || put_and_remember(site, &public, root, 7);
        again();
        let extent = Extent {
            entries: 7,
            pages: 2,
            files: 3,
        };
        let last = Some(Last {
            extent,
            left_out: String::new(),
        });
        assert_eq!(unchanged("x"), last);
        assert_eq!(unchanged("y"), None);
        fs::write(public.join("theirs.txt"), "x").unwrap();
        assert_eq!(unchanged("x"), last);

        fs::remove_file(public.join("d.css")).unwrap();
        assert_eq!(unchanged("x"), None);
        again();
        fs::write(public.join("a.html"), "other").unwrap();
        assert_eq!(unchanged("x"), None);
        again();
        fs::write(public.join(".personabook-files"), "a.html\n").unwrap();
        assert_eq!(unchanged("x"), None);
        again();
        assert_eq!(unchanged("x"), last);
        let cache = root.join(KEPT_FOLDER);
        for item in fs::read_dir(&cache).unwrap() {
            let path = item.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "build") {
                fs::write(path, "x\nmany\n").unwrap();
            }
        }
        assert_eq!(unchanged("x"), None);
    }

    #[test]
    fn each_output_folder_has_a_record_of_its_own_and_no_more_are_kept_than_needed() {
        let (root, _) = book();
        let root = root.path();
        let site: Files<'_> = &[("a.html", "1")];
        for number in 0..20 {
            put_and_remember(site, &root.join(format!("out{number}")), root, 1);
        }
        let unchanged = |number: usize| {
            let folder = root.join(format!("out{number}"));
            unchanged(at(&folder, root), "x").is_some()
        };
        assert!(unchanged(19) && unchanged(18));
        let records = fs::read_dir(root.join(KEPT_FOLDER)).unwrap().flatten();
        let records = records.filter(|one| one.path().extension().is_some_and(|e| e == "build"));
        assert_eq!(records.count(), MOST);
    }

    #[test]
    fn a_book_that_cannot_be_written_to_is_no_error() {
        let (root, public) = book();
        fs::write(root.path().join(KEPT_FOLDER), "in the way").unwrap();
        put_and_remember(&[("a.html", "1")], &public, root.path(), 1);
        assert_eq!(unchanged(at(&public, root.path()), "x"), None);
    }
}
