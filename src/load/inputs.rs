//! What the files of a book looked like when they were last seen. Events only say where to look; this says
//! whether something changed. Must not know how changes are noticed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{CONFIG_FILE, FOLDERS, is_nobodys};
use crate::disk::{self, Folder, Metadata, What};

/// What tells two states of a file apart without reading it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Stamp {
    folder: bool,
    size: u64,
    modified: Option<SystemTime>,
    /// The file's number, and when anything of it changed: a save by rename may keep the size and the date.
    identity: (u64, i64, i64),
}

/// Every file and folder that the site is made from, as last seen.
pub(crate) struct Inputs {
    root: PathBuf,
    seen: BTreeMap<PathBuf, Stamp>,
}

impl Inputs {
    /// The files as they are now.
    pub(crate) fn of(root: &Path) -> Self {
        let mut inputs = Self {
            root: root.to_owned(),
            seen: BTreeMap::new(),
        };
        inputs.look_everywhere();
        inputs
    }

    /// Whether a change of this path can change the site.
    pub(crate) fn concern(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else {
            return false;
        };
        let mut parts = below.iter();
        let Some(first) = parts.next() else {
            return false;
        };
        let known = FOLDERS.iter().any(|folder| first == *folder)
            || (first == CONFIG_FILE && parts.next().is_none());
        known && !below.iter().any(is_nobodys)
    }

    /// Looks at a file, or a folder and all below it: what changed since the last look, from the root.
    pub(crate) fn look(&mut self, path: &Path) -> Vec<String> {
        if !self.concern(path) {
            return Vec::new();
        }
        let now = self.walk(path);
        let before: Vec<PathBuf> = self
            .seen
            .range(path.to_owned()..)
            .take_while(|(seen, _)| seen.starts_with(path))
            .map(|(seen, _)| seen.clone())
            .collect();
        let mut changed = Vec::new();
        for gone in before.into_iter().filter(|seen| !now.contains_key(seen)) {
            self.seen.remove(&gone);
            changed.push(self.name(&gone));
        }
        for (path, stamp) in now {
            if self.seen.get(&path) != Some(&stamp) {
                changed.push(self.name(&path));
                self.seen.insert(path, stamp);
            }
        }
        changed
    }

    /// Looks at everything.
    pub(crate) fn look_everywhere(&mut self) -> Vec<String> {
        let mut changed = self.look(&self.root.join(CONFIG_FILE));
        for folder in FOLDERS {
            changed.extend(self.look(&self.root.join(folder)));
        }
        changed
    }

    /// A path and all below it. What cannot be looked at is not there. No link is followed, as when loading.
    fn walk(&self, path: &Path) -> BTreeMap<PathBuf, Stamp> {
        let root = Folder::named(&self.root);
        let name = self.name(path);
        let mut found = BTreeMap::new();
        let Ok(Some(about)) = root.about(&name) else {
            return found;
        };
        found.insert(path.to_owned(), stamp(&about));
        if What::of(Some(&about)) == What::Folder {
            for item in root.walk(&name, is_nobodys).flatten() {
                found.insert(root.path(&item.name), stamp(&item.about));
            }
        }
        found
    }

    fn name(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/")
    }
}

fn stamp(about: &Metadata) -> Stamp {
    if What::of(Some(about)) == What::Folder {
        // Its date tells of hidden files too; its files tell of themselves.
        return Stamp {
            folder: true,
            ..Stamp::default()
        };
    }
    Stamp {
        folder: false,
        size: about.len(),
        modified: about.modified().ok(),
        identity: disk::identity(about),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_way_to_change_a_book_is_seen_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let personas = root.join("content/personas");
        fs::create_dir_all(&personas).unwrap();
        fs::write(root.join(CONFIG_FILE), "1").unwrap();
        fs::write(personas.join("a.md"), "1").unwrap();
        let mut inputs = Inputs::of(root);
        assert!(inputs.look_everywhere().is_empty());

        fs::write(personas.join("a.md"), "22").unwrap();
        fs::write(personas.join(".a.md.swp"), "x").unwrap();
        fs::write(root.join("notes.txt"), "x").unwrap();
        assert_eq!(inputs.look_everywhere(), ["content/personas/a.md"]);
        assert!(inputs.look_everywhere().is_empty());

        fs::rename(personas.join("a.md"), personas.join("b.md")).unwrap();
        assert_eq!(
            inputs.look(&personas),
            ["content/personas/a.md", "content/personas/b.md"]
        );
        fs::create_dir_all(root.join("static/fonts")).unwrap();
        fs::write(root.join("static/fonts/f.woff2"), "x").unwrap();
        assert_eq!(
            inputs.look(&root.join("static")),
            ["static", "static/fonts", "static/fonts/f.woff2"]
        );
        fs::remove_dir_all(root.join("static")).unwrap();
        assert_eq!(inputs.look_everywhere().len(), 3);
        fs::remove_file(root.join(CONFIG_FILE)).unwrap();
        assert_eq!(inputs.look(&root.join(CONFIG_FILE)), [CONFIG_FILE]);
    }

    #[cfg(unix)]
    #[test]
    fn a_save_by_rename_that_keeps_size_and_date_is_seen_and_no_link_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let content = root.join("content");
        fs::create_dir(&content).unwrap();
        let file = content.join("a.md");
        fs::write(&file, "1").unwrap();
        std::os::unix::fs::symlink("/", content.join("everything")).unwrap();
        let mut inputs = Inputs::of(root);
        assert_eq!(inputs.seen.len(), 3);
        let date = fs::metadata(&file).unwrap().modified().unwrap();
        let other = root.join("other");
        fs::write(&other, "2").unwrap();
        fs::File::options()
            .write(true)
            .open(&other)
            .unwrap()
            .set_modified(date)
            .unwrap();
        fs::rename(&other, &file).unwrap();
        assert_eq!(inputs.look(&file), ["content/a.md"]);
    }
}
