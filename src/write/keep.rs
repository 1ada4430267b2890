//! Pictures that are kept from build to build, because making them takes long.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::stage::replace;
use crate::load::{KEPT_ENDING, KEPT_FOLDER};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::kept;

    #[test]
    fn pictures_are_kept_as_long_as_they_are_used() {
        let root = tempfile::tempdir().unwrap();
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
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(KEPT_FOLDER), "in the way").unwrap();
        keep(
            root.path(),
            &BTreeMap::from([("a".to_owned(), Some(vec![1]))]),
        );
        assert_eq!(kept(root.path(), "a"), None);
    }
}
