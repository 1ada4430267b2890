//! The folder of a book in which builds keep what saves time: pictures, and what the last build of each output folder was
//! made of. Whatever cannot be read or kept is made anew. It comes with the book, so nothing in it is trusted.

use std::collections::BTreeMap;

use crate::disk::{Folder, Lock, UNFINISHED, What};
use crate::error::Error;
use crate::load::{KEPT_ENDING, KEPT_FOLDER};

/// Held by who writes into it.
const LOCK: &str = "lock";

/// Opened for writing: nobody else writes into it as long as this lives.
pub(super) struct Cache {
    folder: Folder,
    _lock: Lock,
}

impl Cache {
    /// The cache of a book, made where there is none.
    pub(super) fn open(root: &Folder) -> Result<Self, Error> {
        if root.what(KEPT_FOLDER)? == What::Nothing {
            root.create_folder(KEPT_FOLDER)?;
            let ignore = format!("{KEPT_FOLDER}/.gitignore");
            root.replace(
                &ignore,
                b"# Kept so that the next build is faster; may be deleted.\n*\n",
            )?;
        }
        let folder = root.below(KEPT_FOLDER)?;
        let lock = folder.lock(LOCK)?;
        let cache = Self {
            folder,
            _lock: lock,
        };
        // What a build that was cut off left.
        for name in cache.names() {
            if name.ends_with(UNFINISHED) {
                cache.remove(&name);
            }
        }
        Ok(cache)
    }

    pub(super) fn keep(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.folder.replace(name, bytes)
    }

    /// The names of all files and links in it.
    pub(super) fn names(&self) -> Vec<String> {
        let items = self.folder.walk("", |_| false).flatten();
        items
            .filter(|item| item.what != What::Folder && !item.name.contains('/'))
            .map(|item| item.name)
            .collect()
    }

    /// One that stays costs room, nothing else.
    pub(super) fn remove(&self, name: &str) {
        let _ = self.folder.remove(name);
    }

    /// When a file was written.
    pub(super) fn date(&self, name: &str) -> Option<std::time::SystemTime> {
        self.folder.about(name).ok()??.modified().ok()
    }
}

/// Keeps the pictures of a build for the next one, and removes those that it no longer needs. `pictures`
/// has the file of every picture by its name; one that lies there already may be left out.
///
/// Pictures only save time. Where they cannot be kept, the next build makes them anew.
pub fn keep(root: &std::path::Path, pictures: &BTreeMap<String, Option<Vec<u8>>>) {
    let root = Folder::named(root);
    let is_new = pictures.values().any(Option::is_some);
    if !is_new && root.what(KEPT_FOLDER).ok() != Some(What::Folder) {
        return;
    }
    let Ok(cache) = Cache::open(&root) else {
        return;
    };
    for (name, bytes) in pictures {
        if let Some(bytes) = bytes
            && cache.keep(&format!("{name}{KEPT_ENDING}"), bytes).is_err()
        {
            return;
        }
    }
    for name in cache.names() {
        let picture = name.strip_suffix(KEPT_ENDING);
        if picture.is_some_and(|picture| !pictures.contains_key(picture)) {
            cache.remove(&name);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::load::kept;

    #[test]
    fn pictures_are_kept_as_long_as_they_are_used() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join(KEPT_FOLDER);
        let book = Folder::named(root.path());
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
        fs::write(folder.join("c.picture.personabook-unfinished"), "half").unwrap();
        keep(root.path(), &pictures(&[("b", None)]));
        assert_eq!(kept(&book, "a"), None);
        assert_eq!(kept(&book, "b"), Some(b"2".to_vec()));
        assert!(folder.join("theirs.txt").exists());
        assert!(!folder.join("c.picture.personabook-unfinished").exists());
    }

    #[test]
    fn pictures_that_cannot_be_kept_are_no_error() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(KEPT_FOLDER), "in the way").unwrap();
        keep(
            root.path(),
            &BTreeMap::from([("a".to_owned(), Some(vec![1]))]),
        );
        assert_eq!(kept(&Folder::named(root.path()), "a"), None);
    }
}
