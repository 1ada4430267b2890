//! The sheet for a conversation with a lead: the questions of the framework with room for answers, to print, or to fill in
//! and copy. Must not know disk.

use super::entry::parts;
use super::links::{EntryLinks, url};
use super::{Crumb, PageHead, PageView, Viewer};
use crate::model::Kind;
use crate::model::qualification::Qualification;

/// A sheet for each qualification with a framework.
pub(super) fn pages(viewer: &Viewer<'_>) -> Vec<PageView> {
    let with_questions = viewer
        .catalog
        .all::<Qualification>()
        .filter(|(_, qualification)| !qualification.framework.is_empty());
    with_questions
        .map(|(entry, _)| {
            let name = &entry.header.name;
            let title = viewer.words.fill("sheet_title", "name", name);
            let path = format!("paper/{}-sheet.html", entry.key.id);
            let mut head = PageHead::new(&title, &path, "sheet");
            head.description = viewer.words.get("sheet_about").to_owned();
            let crumb = |title: &str, url: String| Crumb {
                title: title.to_owned(),
                url,
            };
            let kind = Kind::Qualification;
            head.breadcrumbs = vec![
                crumb(viewer.words.get("home"), "index.html".to_owned()),
                crumb(
                    viewer.words.choice("kinds", kind.name()),
                    format!("{}/index.html", kind.folder()),
                ),
                crumb(name, url(&entry.key)),
            ];
            head.with("sheet.html", parts(&EntryLinks { viewer, entry }))
        })
        .collect()
}
