//! Reads pictures that an earlier build kept. They only save time: whatever is wrong with them, they are
//! made anew.

use std::path::Path;

/// The folder for the pictures, in the root of the book. It may be deleted at any time.
pub const KEPT_FOLDER: &str = ".personabook-cache";

/// What the name of a kept picture ends with.
pub const KEPT_ENDING: &str = ".picture";

/// The file of the picture with this name, if there is one.
pub fn kept(root: &Path, name: &str) -> Option<Vec<u8>> {
    std::fs::read(root.join(KEPT_FOLDER).join(format!("{name}{KEPT_ENDING}"))).ok()
}
