//! Reads a book's own templates and static files.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

use crate::error::Error;

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
/// When a file cannot be read, or a template is not UTF-8.
pub fn overrides(root: &Path) -> Result<Overrides, Error> {
    let mut found = Overrides::default();
    each_file(&root.join("templates"), |name, bytes, path| {
        let text = String::from_utf8(bytes).map_err(|_| {
            Error::refused(
                format!("the template {} is not UTF-8 text", path.display()),
                "save it with the encoding UTF-8",
            )
        })?;
        found.templates.insert(name, text);
        Ok(())
    })?;
    each_file(&root.join("static"), |name, bytes, _| {
        found.static_files.insert(name, bytes);
        Ok(())
    })?;
    Ok(found)
}

fn each_file(
    folder: &Path,
    mut with: impl FnMut(String, Vec<u8>, &Path) -> Result<(), Error>,
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
        let bytes = std::fs::read(path).map_err(Error::io("read", path))?;
        let name = path
            .strip_prefix(folder)
            .expect("a walk yields paths below its start")
            .to_string_lossy()
            .replace('\\', "/");
        with(name, bytes, path)?;
    }
    Ok(())
}
