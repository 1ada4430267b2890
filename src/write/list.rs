//! The list of the files that builds wrote, in the output folder, and the hash of each: only these are ever written over
//! or removed. It is the same for the same site, so that it may travel with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use super::record::OldRecord;
use crate::disk::{Folder, UNFINISHED, What, refused};
use crate::error::Error;
use crate::text::Content;

/// The name of the list.
const LIST: &str = ".personabook-files";

/// Its first line. The lists of version 0.1.0 had none, and only paths.
const HEAD: &str = "# Files that personabook wrote here: the hash of the content, and the path.";

/// Stands for the hash of a file that may come to exist.
const ANNOUNCED: &str = "-";

/// The largest list that is read, in bytes: several million files.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The files that are ours, by their path, each with the contents that we gave it: more than one while a build moves
/// files into place, none while it makes them.
pub(super) type Owned = BTreeMap<String, BTreeSet<u64>>;

/// The list as it was found.
#[derive(Debug)]
pub(super) struct List {
    pub(super) owned: Owned,
    /// Its bytes; absent where there was none.
    text: Option<Vec<u8>>,
}

impl List {
    /// A list that is a link, or no file, says nothing; it is replaced.
    pub(super) fn read(folder: &Folder) -> Result<Self, Error> {
        let text = match folder.what(LIST)? {
            What::File => folder.read(LIST, LARGEST)?,
            What::Folder => return Err(refused(&folder.path(LIST), What::Folder, "file")),
            What::Nothing | What::Link | What::Other => {
                return Ok(Self {
                    owned: Owned::new(),
                    text: None,
                });
            }
        };
        let mut lines = text
            .split(|byte| *byte == b'\n')
            .filter_map(|line| std::str::from_utf8(line).ok())
            .peekable();
        let mut owned = Owned::new();
        if lines.next_if_eq(&HEAD).is_some() {
            for (hash, path) in lines.filter_map(|line| line.split_once(' ')) {
                let hash = match hash {
                    ANNOUNCED => None,
                    hash => match u64::from_str_radix(hash, 16) {
                        Ok(hash) => Some(hash),
                        Err(_) => continue,
                    },
                };
                if is_inside(path) {
                    owned.entry(path.to_owned()).or_default().extend(hash);
                }
            }
        } else {
            let record = OldRecord::read(folder);
            for path in lines.filter(|path| is_inside(path)) {
                let hash = record.still_holds(folder, path).then(|| hash(folder, path));
                let known = owned.entry(path.to_owned()).or_default();
                known.extend(hash.and_then(Result::ok));
            }
        }
        Ok(Self {
            owned,
            text: Some(text),
        })
    }

    /// The hash of the whole list.
    pub(super) fn hash(&self) -> Option<u64> {
        self.text.as_deref().map(Content::of)
    }

    /// Makes this the list, unless it is.
    pub(super) fn write(&mut self, folder: &Folder, owned: &Owned) -> Result<(), Error> {
        let mut text = format!("{HEAD}\n");
        for (path, hashes) in owned {
            if hashes.is_empty() {
                text.push_str(&format!("{ANNOUNCED} {path}\n"));
            }
            for hash in hashes {
                text.push_str(&format!("{hash:016x} {path}\n"));
            }
        }
        let text = text.into_bytes();
        if self.text.as_ref() != Some(&text) {
            folder.replace(LIST, &text)?;
            self.text = Some(text);
        }
        Ok(())
    }

    /// Leaves the list as it was found, or none where there was none.
    pub(super) fn restore(folder: &Folder, before: Option<&[u8]>) -> Result<(), Error> {
        match before {
            Some(text) => folder.replace(LIST, text),
            None => folder.remove(LIST).map(|_| ()),
        }
    }

    /// For [`List::restore`].
    pub(super) fn text(&self) -> Option<Vec<u8>> {
        self.text.clone()
    }

    /// Removes what is left of a list that was being written when a build was cut off.
    pub(super) fn clear(folder: &Folder) -> Result<(), Error> {
        folder.remove(&format!("{LIST}{UNFINISHED}")).map(|_| ())
    }
}

/// The hash of what a file holds now.
pub(super) fn hash(folder: &Folder, path: &str) -> Result<u64, Error> {
    let mut content = Content::default();
    folder.pieces(path, |piece| content.add(piece))?;
    Ok(content.number())
}

/// Whether a path from the list stays inside the folder and can be one of a site, written as the site writes it: somebody
/// may have edited the list. Nothing hidden is part of a site.
fn is_inside(path: &str) -> bool {
    let mut parts = Vec::new();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(name) => parts.extend(name.to_str()),
            _ => return false,
        }
    }
    !path.is_empty()
        && !path.contains(char::is_control)
        && parts.join("/") == path
        && parts.iter().all(|part| !part.starts_with('.'))
}
