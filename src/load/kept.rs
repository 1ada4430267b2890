//! Reads pictures that an earlier build kept. They only save time: whatever is wrong with them, they are
//! made anew.

use crate::disk::Folder;

/// The folder for the pictures, in the root of the book. It may be deleted at any time.
pub(crate) const KEPT_FOLDER: &str = ".personabook-cache";

/// What the name of a kept picture ends with.
pub(crate) const KEPT_ENDING: &str = ".picture";

/// The largest kept file that is read, in bytes: several times what the largest picture takes.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The file of the picture with this name, if there is one.
pub(crate) fn kept(root: &Folder, name: &str) -> Option<Vec<u8>> {
    root.read(&format!("{KEPT_FOLDER}/{name}{KEPT_ENDING}"), LARGEST)
        .ok()
}
