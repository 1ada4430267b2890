//! One number for all files that a site is made from: the same bytes under the same names give the same number.

use std::hash::{DefaultHasher, Hasher as _};
use std::path::Path;

use rayon::prelude::*;

use super::history::newest_commit;
use super::leftovers::is_nobodys;
use super::{CONFIG_FILE, FOLDERS, config};
use crate::diag::Report;
use crate::disk::{Folder, What};
use crate::error::Error;

/// Of every file, folder and link, unless it is nobody's, of a book's content, templates and static files, of its config, and of the newest
/// commit where the book asks for its history.
///
/// # Errors
/// When something cannot be read.
pub(crate) fn fingerprint(root: &Path) -> Result<u64, Error> {
    let (path, root) = (root, Folder::named(root));
    let read = config::read(&root, None, &mut Report::default())?;
    let asks_for_history = read.is_some_and(|read| read.config.site.history);
    let newest_commit = asks_for_history.then(|| newest_commit(path));
    let mut items: Vec<(String, What)> = Vec::new();
    for start in [CONFIG_FILE].into_iter().chain(FOLDERS) {
        let what = root.what(start)?;
        items.push((start.to_owned(), what));
        if what == What::Folder {
            for item in root.walk(start, is_nobodys) {
                let item = item?;
                items.push((item.name, item.what));
            }
        }
    }
    let numbers: Vec<u64> = items
        .par_iter()
        .map(|(name, what)| {
            let bytes = match what {
                What::File => root.read(name, u64::MAX)?,
                _ => Vec::new(),
            };
            Ok(hash(&(name, what, bytes)))
        })
        .collect::<Result<_, Error>>()?;
    Ok(hash(&(numbers, newest_commit)))
}

fn hash(value: &impl std::hash::Hash) -> u64 {
    // Its keys are always the same.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_name_and_every_byte_counts_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name);
        fs::create_dir_all(path("content/personas")).unwrap();
        fs::write(path(CONFIG_FILE), "a").unwrap();
        fs::write(path("content/personas/a.md"), "b").unwrap();
        let mut seen = vec![fingerprint(root.path()).unwrap()];
        let mut differs = |is_new: bool| {
            let now = fingerprint(root.path()).unwrap();
            assert_eq!(seen.contains(&now), !is_new, "{seen:?}");
            seen.push(now);
        };
        fs::write(path("notes.txt"), "not of the book").unwrap();
        fs::write(path(CONFIG_FILE), "a").unwrap();
        differs(false);
        fs::write(path(CONFIG_FILE), "b").unwrap();
        differs(true);
        fs::write(path("content/personas/a.md"), "a").unwrap();
        differs(true);
        fs::rename(path("content/personas/a.md"), path("content/personas/b.md")).unwrap();
        differs(true);
        fs::create_dir(path("content/personas/empty")).unwrap();
        differs(true);
        fs::create_dir(path("templates")).unwrap();
        differs(true);
        fs::write(path("templates/x.html"), "").unwrap();
        differs(true);
    }
}
