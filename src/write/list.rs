//! The list of the files that builds wrote, in the output folder: only these are ever removed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};

use super::stage::replace;
use crate::error::Error;

/// The name of the list; one path a line.
const LIST: &str = ".personabook-files";

pub(super) fn read(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let file = folder.join(LIST);
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

pub(super) fn write(folder: &Path, paths: &BTreeSet<String>) -> Result<(), Error> {
    let mut text = String::new();
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    replace(&folder.join(LIST), text.as_bytes())
}

/// Whether a path from the list stays inside the folder: somebody may have edited the list.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}
