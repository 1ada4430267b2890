//! Documents beside an entry: where they lie on the site. Must not know what is in them.

use super::pictures::plain_name;
use crate::model::{Catalog, Entry, Pointer};
use crate::picture;

/// How many digits of a document's hash stand in its address, so that no other file of the site can have it.
const DIGITS: usize = 8;

/// The address of a document to which an entry leads, from the root of the site.
pub(crate) fn address(catalog: &Catalog, entry: &Entry, path: &str) -> Option<String> {
    Some(found(catalog, entry, path)?.0)
}

/// The documents of the site: address and bytes.
pub(crate) fn documents(catalog: &Catalog) -> impl Iterator<Item = (String, &[u8])> {
    catalog.records().flat_map(move |record| {
        let others = record.others().iter();
        others.filter_map(move |used| match &used.to {
            Pointer::Document(path) => found(catalog, record.entry(), path),
            _ => None,
        })
    })
}

fn found<'a>(catalog: &'a Catalog, entry: &Entry, path: &str) -> Option<(String, &'a [u8])> {
    let mut paths = entry.file_paths(path).into_iter();
    let (path, bytes) = paths.find_map(|path| {
        let bytes = catalog.documents.get(&path)?;
        Some((path, bytes))
    })?;
    let (stem, ending) = path.rsplit_once('.')?;
    let stem: Vec<String> = stem.split('/').map(plain_name).collect();
    let digits = &picture::name(bytes)[..DIGITS];
    let ending = ending.to_ascii_lowercase();
    Some((format!("{}-{digits}.{ending}", stem.join("/")), bytes))
}
