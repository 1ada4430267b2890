//! Documents beside an entry: where they lie on the site. Must not know what is in them.

use super::Viewer;
use super::pictures::{self, DIGITS, plain_stem};
use crate::doc::markdown;
use crate::model::{Catalog, Entry, Pointer};
use crate::text::is_image;

/// The address of a document or an image to which an entry leads, from the root of the site.
pub(crate) fn address(viewer: &Viewer<'_>, entry: &Entry, path: &str) -> Option<String> {
    if is_image(path) {
        return pictures::largest(viewer, entry, path);
    }
    Some(found(viewer.catalog, entry, path)?.0)
}

/// Where an address leads that an entry gives, from a page one folder deep.
pub(crate) fn target(viewer: &Viewer<'_>, entry: &Entry, given: &str) -> String {
    let file = markdown::file_of(given);
    let place = &given[file.len()..];
    match address(viewer, entry, file) {
        Some(address) if markdown::is_beside(given) => format!("../{address}{place}"),
        _ => given.to_owned(),
    }
}

/// The documents of the site: address, and path in the content.
pub(crate) fn documents(catalog: &Catalog) -> impl Iterator<Item = (String, String)> {
    catalog.records().flat_map(move |record| {
        let others = record.others().iter();
        others.filter_map(move |used| match &used.to {
            Pointer::Document(path) => found(catalog, record.entry(), path),
            _ => None,
        })
    })
}

fn found(catalog: &Catalog, entry: &Entry, path: &str) -> Option<(String, String)> {
    let mut paths = entry.file_paths(path).into_iter();
    let (path, hash) = paths.find_map(|path| {
        let hash = catalog.documents.get(&path)?;
        Some((path, hash))
    })?;
    let (_, ending) = path.rsplit_once('.')?;
    let digits = &hash[..DIGITS];
    let ending = ending.to_ascii_lowercase();
    Some((format!("{}-{digits}.{ending}", plain_stem(&path)), path))
}
