//! Addresses on the site, and Markdown links resolved to them.
//!
//! HTML made from Markdown is for pages one folder deep, where every entry has its page; pages at the
//! root of the site show plain text.

use std::collections::BTreeMap;

use super::Viewer;
use crate::doc::markdown::{self, Resolver, Target};
use crate::model::{Book, Entry, Key, Kind, Pointer};

/// The address of an entry's page, from the root of the site.
pub(super) fn url(key: &Key) -> String {
    format!("{}/{}.html", key.kind.folder(), key.id)
}

/// The address of an image, from the root of the site. Images lie where their entry's pages lie, in a
/// folder of the entry's own when the entry has one.
pub(super) fn image_url(entry: &Entry, image: &str) -> String {
    format!("{}/{image}", entry.folder)
}

/// The address of the face drawn for a persona, from the root of the site. No image of the content can
/// have it: content holds no `.svg`.
pub(super) fn drawing_url(key: &Key) -> String {
    format!("{}/{}.svg", key.kind.folder(), key.id)
}

/// Every image that an entry shows: its path on the site, its path in the content.
pub(super) fn images(book: &Book) -> BTreeMap<String, String> {
    let mut images = BTreeMap::new();
    for entry in book.catalog.entries() {
        for used in book.catalog.uses(&entry.key) {
            if let Pointer::Image(image) = &used.to {
                images.insert(image_url(entry, image), format!("{}/{image}", entry.folder));
            }
        }
    }
    images
}

/// The links of one entry's texts.
pub(super) struct EntryLinks<'a> {
    pub(super) viewer: &'a Viewer<'a>,
    pub(super) entry: &'a Entry,
}

impl Resolver for EntryLinks<'_> {
    fn entry(&self, scheme: &str, id: &str) -> Option<Target> {
        let (id, part) = match id.split_once('#') {
            Some((id, part)) => (id, format!("#{part}")),
            None => (id, String::new()),
        };
        let key = Key::new(Kind::from_name(scheme)?, id);
        let entry = self.viewer.catalog.get(&key)?;
        Some(Target {
            url: format!("../{}{part}", url(&key)),
            title: entry.header.name.clone(),
        })
    }

    fn footnote(&self, label: &str) -> Option<Target> {
        let key = Key::new(Kind::Evidence, label);
        let entry = self.viewer.catalog.get(&key)?;
        Some(Target {
            url: format!("../{}", url(&key)),
            title: entry.header.name.clone(),
        })
    }

    fn image(&self, path: &str) -> Option<String> {
        let file = format!("{}/{path}", self.entry.folder);
        self.viewer
            .catalog
            .files
            .contains(&file)
            .then(|| format!("../{}", image_url(self.entry, path)))
    }
}

impl EntryLinks<'_> {
    pub(super) fn inline(&self, text: &str) -> String {
        markdown::inline_html(text, self)
    }

    /// The text of an entry: on a free page it is the page, elsewhere a section of it.
    pub(super) fn block(&self, text: &str) -> String {
        let top = if self.entry.key.kind == Kind::Page {
            2
        } else {
            3
        };
        markdown::block_html(text, top, self)
    }
}
