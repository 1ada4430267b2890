//! Where readers write who heard something else. Must not know any page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Viewer;
use super::links::url;
use crate::model::Entry;

/// What is written otherwise in what is filled in: all that may mean something in an address.
const FILLED_IN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The address for an entry as a whole; nothing where the book has none.
pub(crate) fn address(viewer: &Viewer<'_>, entry: &Entry) -> Option<String> {
    let site = &viewer.book.config.site;
    let address = site.feedback.as_ref()?.with_slots();
    let page = url(&entry.key);
    let place = site
        .url
        .as_ref()
        .map_or(page.clone(), |url| url.of_page(&page));
    let said = [
        ("entry", entry.header.name.as_str()),
        ("place", &place),
        ("text", ""),
    ];
    // What is filled in is encoded, so it has no slots of its own.
    let filled = said.iter().fold(address, |address, (slot, text)| {
        let text = utf8_percent_encode(text, FILLED_IN).to_string();
        address.replace(&format!("{{{slot}}}"), &text)
    });
    Some(filled)
}
