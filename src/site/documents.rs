//! Documents beside an entry: where they lie on the site. Must not know what is in them.

use super::pictures::{DIGITS, plain_stem};
use crate::model::{Catalog, Entry, Pointer};

/// The address of a document to which an entry leads, from the root of the site.
pub(crate) fn address(catalog: &Catalog, entry: &Entry, path: &str) -> Option<String> {
    Some(found(catalog, entry, path)?.0)
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
