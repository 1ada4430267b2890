//! Addresses on the site, and Markdown links resolved to them.
//!
//! HTML made from Markdown is for pages one folder deep, where every entry has its page; pages at the
//! root of the site show plain text.

use super::{Viewer, documents, pictures};
use crate::doc::markdown::{self, Image, Resolver, Target};
use crate::doc::place_meant;
use crate::model::journey::stage_of_part;
use crate::model::{Entry, Key, Kind, to_id};

/// The address of an entry's page, from the root of the site.
pub(crate) fn url(key: &Key) -> String {
    format!("{}/{}.html", key.kind.folder(), key.id)
}

/// The place of a tag on the page of tags; letters outside a to z are written by their number.
pub(crate) fn tag_anchor(tag: &str) -> String {
    let plain = to_id(tag);
    if plain == tag {
        return format!("tag-{plain}");
    }
    let codes: Vec<String> = tag
        .chars()
        .map(|letter| {
            if letter.is_ascii_lowercase() || letter.is_ascii_digit() {
                letter.to_string()
            } else {
                format!("-{:x}-", u32::from(letter))
            }
        })
        .collect();
    format!("tag-{}", codes.concat())
}

/// What an entry is called among the ids of a page that shows several.
pub(crate) fn anchor(key: &Key) -> String {
    format!("{}-{}", key.kind.name(), key.id)
}

/// The id of a part of an entry's page: a stage of a journey, or a heading of its text.
pub(crate) fn part_id(key: &Key, part: &str) -> String {
    match key.kind {
        Kind::Journey if stage_of_part(part).is_some() => part.to_owned(),
        _ => markdown::heading_id(&anchor(key), &place_meant(part)),
    }
}

/// What leads to a part of an entry's page, behind the address of the page.
pub(crate) fn part_address(kind: Kind, id: &str, part: &str) -> String {
    format!("#{}", part_id(&Key::new(kind, id), part))
}

/// The address of the index page of a kind, from the root of the site.
pub(crate) fn index_url(kind: Kind) -> String {
    format!("{}/index.html", kind.folder())
}

/// The links of one entry's texts.
pub(crate) struct EntryLinks<'a> {
    pub(crate) viewer: &'a Viewer<'a>,
    pub(crate) entry: &'a Entry,
}

impl Resolver for EntryLinks<'_> {
    fn entry(&self, scheme: &str, id: &str) -> Option<Target> {
        let (id, part) = id.split_once('#').unwrap_or((id, ""));
        let key = Key::new(Kind::from_name(scheme)?, id);
        let entry = self.viewer.catalog.get(&key)?;
        let part = match part {
            "" => String::new(),
            part => part_address(key.kind, &key.id, part),
        };
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

    fn footnote_number(&self, label: &str) -> Option<usize> {
        self.viewer.index.source_number(&self.entry.key, label)
    }

    fn image(&self, path: &str) -> Option<Image> {
        pictures::in_text(self.viewer, self.entry, path)
    }

    fn document(&self, path: &str) -> Option<String> {
        let address = documents::address(self.viewer, self.entry, path)?;
        Some(format!("../{address}"))
    }

    fn anchor(&self) -> String {
        anchor(&self.entry.key)
    }

    fn part(&self, part: &str) -> String {
        part_id(&self.entry.key, part)
    }

    fn own_page(&self) -> Option<String> {
        Some(format!("../{}", url(&self.entry.key)))
    }
}

impl EntryLinks<'_> {
    pub(crate) fn inline(&self, text: &str) -> String {
        markdown::inline_html(text, self)
    }

    /// The text of an entry: on a free page it is the page, elsewhere a section of it.
    pub(crate) fn block(&self, text: &str) -> String {
        markdown::block_html(text, self.top(), self)
    }

    /// The level of the headings that begin a section of its text.
    pub(crate) fn top(&self) -> usize {
        match self.entry.key.kind {
            Kind::Page => 2,
            _ => 3,
        }
    }
}
