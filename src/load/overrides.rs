//! Reads a book's own templates and static files.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::{LARGEST_TEXT, too_large};
use super::leftovers::is_nobodys;
use crate::disk::{Folder, What, refused};
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
/// When a file or folder cannot be read, is a link, or is neither a file nor a folder; when a template is not UTF-8 or
/// larger than 10 MB; when a system could not hold a static file.
pub fn overrides(root: &Path) -> Result<Overrides, Error> {
    let root = Folder::named(root);
    let mut found = Overrides::default();
    each_file(&root, "templates", |name, item, path| {
        let bytes = root.read_unless_larger(item, LARGEST_TEXT)?;
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
    each_file(&root, "static", |name, item, path| {
        if let Some(why) = name.split('/').find_map(why_no_file_name) {
            return Err(Error::refused(
                format!("the site cannot have the file {}: {why}", shown_path(path)),
                "give it another name, which every system can hold",
            ));
        }
        let bytes = root.read(item, u64::MAX)?;
        found.static_files.insert(name, bytes);
        Ok(())
    })?;
    Ok(found)
}

fn each_file(
    root: &Folder,
    folder: &str,
    mut with: impl FnMut(String, &str, &Path) -> Result<(), Error>,
) -> Result<(), Error> {
    if root.what(folder)? == What::Nothing {
        return Ok(());
    }
    for item in root.walk(folder, is_nobodys) {
        let item = item?;
        let path = root.path(&item.name);
        match item.what {
            What::Folder => continue,
            What::File => {}
            other => return Err(refused(&path, other, "file")),
        }
        let name = item.name.strip_prefix(folder).unwrap_or(&item.name);
        let name = name.trim_start_matches('/');
        // The list of the files of a site has a line for each.
        if name.contains(char::is_control) {
            return Err(Error::refused(
                format!("the name of {path:?} holds a control character"),
                "rename it",
            ));
        }
        with(name.to_owned(), &item.name, &path)?;
    }
    Ok(())
}
