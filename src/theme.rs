//! The theme: embedded templates and static files, and a book's own files that replace
//! them one by one. Must not know disk: overrides come in as texts and bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::load::Overrides;

pub(crate) use tera::Value;

/// Every file of the built-in theme: path from the root of the crate, bytes. Sorted by path.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The prefix under which a built-in template stays reachable when a book replaces it.
pub(crate) const BUILT_IN: &str = "theme/";

/// The templates and static files of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Template texts by name; built-in names begin with [`BUILT_IN`].
    pub templates: Vec<(String, Cow<'static, str>)>,
    /// Static files by their path on the site.
    pub static_files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Theme {
    /// Whether the book has templates of its own, in which there may be mistakes.
    #[must_use]
    pub fn has_own_templates(&self) -> bool {
        self.templates
            .iter()
            .any(|(name, _)| !name.starts_with(BUILT_IN))
    }
}

/// The built-in theme with a book's own files over it. A file that equals the built-in one changes nothing.
pub fn theme(overrides: &Overrides) -> Theme {
    let mut templates: Vec<(String, Cow<'static, str>)> = embedded("templates/")
        .map(|(name, bytes)| (format!("{BUILT_IN}{name}"), Cow::Borrowed(text(bytes))))
        .collect();
    for (name, own) in &overrides.templates {
        let same = embedded("templates/")
            .any(|(built_in, bytes)| built_in == name && bytes == own.as_bytes());
        if !same {
            templates.push((name.clone(), Cow::Owned(own.clone())));
        }
    }
    let mut static_files: BTreeMap<String, Cow<'static, [u8]>> = embedded("static/")
        .map(|(name, bytes)| (format!("static/{name}"), Cow::Borrowed(bytes)))
        .collect();
    for (name, own) in &overrides.static_files {
        static_files.insert(format!("static/{name}"), Cow::Owned(own.clone()));
    }
    Theme {
        templates,
        static_files,
    }
}

fn embedded(folder: &'static str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    EMBEDDED
        .iter()
        .filter_map(move |(path, bytes)| Some((path.strip_prefix(folder)?, *bytes)))
}

fn text(bytes: &'static [u8]) -> &'static str {
    std::str::from_utf8(bytes).expect("the built-in templates are UTF-8, which a test renders")
}
