//! Reads a book's own templates and static files.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

use super::files::{text_bytes, too_large};
use crate::error::Error;
use crate::text::{shown_path, why_no_file_name};

/// A book's own templates and static files, by their path inside `templates/` and `static/`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overrides {
    /// Template texts.
    pub templates: BTreeMap<String, String>,
    /// Bytes of static files.
    pub static_files: BTreeMap<String, Vec<u8>>,
}

/// The book's own templates and static files; none when it has no such folders.
///
/// # Errors
/// When a file cannot be read, a template is not UTF-8 or larger than 10 MB, or a system could not hold a static file.
pub fn overrides(root: &Path) -> Result<Overrides, Error> {
    let mut found = Overrides::default();
    each_file(&root.join("templates"), |name, path| {
        let bytes = text_bytes(path).map_err(Error::io("read", path))?;
        let bytes = bytes.ok_or_else(|| {
            Error::refused(
                format!("the template {} {}", shown_path(path), too_large()),
                "shorten it, or split it into several files",
            )
        })?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Error::refused(
                format!("the template {} is not UTF-8 text", shown_path(path)),
                "save it with the encoding UTF-8",
            )
        })?;
        found.templates.insert(name, text);
        Ok(())
    })?;
    each_file(&root.join("static"), |name, path| {
        let mut parts = name.split('/');
        if let Some(why) = parts.find_map(why_no_file_name) {
            return Err(Error::refused(
                format!("the site cannot have the file {}: {why}", shown_path(path)),
                "give it another name, which every system can hold",
            ));
        }
        let bytes = std::fs::read(path).map_err(Error::io("read", path))?;
        found.static_files.insert(name, bytes);
        Ok(())
    })?;
    Ok(found)
}

fn each_file(
    folder: &Path,
    mut with: impl FnMut(String, &Path) -> Result<(), Error>,
) -> Result<(), Error> {
    if !folder.is_dir() {
        return Ok(());
    }
    let files = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|item| !item.file_name().to_string_lossy().starts_with('.'))
        .filter_map(Result::ok)
        .filter(|item| item.file_type().is_file());
    for file in files {
        let path = file.path();
        let name = path
            .strip_prefix(folder)
            .expect("a walk yields paths below its start")
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/");
        with(name, path)?;
    }
    Ok(())
}
