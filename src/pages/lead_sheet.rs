//! The sheet for a conversation with a lead: the questions of the framework with room for answers, to print, or to fill in
//! and copy. Must not know disk.

use super::entry::AnyEntryPage;
use crate::model::Entry;
use crate::site::links::EntryLinks;
use crate::site::{Crumb, PageHead, PageView};

/// The sheet of a qualification with a framework.
pub(crate) fn page(links: &EntryLinks<'_>, entry_page: &AnyEntryPage) -> PageView {
    let EntryLinks { viewer, entry } = links;
    let title = viewer.words.fill("sheet_title", "name", &entry.header.name);
    let mut head = PageHead::new(&title, &path(entry), "sheet");
    head.description = viewer.words.get("sheet_about").to_owned();
    head.breadcrumbs = viewer.crumbs(Some(entry.key.kind));
    head.breadcrumbs.push(Crumb::of(entry));
    head.page(entry_page.clone())
}

/// Where that sheet is found.
pub(crate) fn path(entry: &Entry) -> String {
    format!("paper/{}-sheet.html", entry.key.id)
}
