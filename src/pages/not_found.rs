//! The page for addresses that do not exist.

use crate::site::{NoParts, PageHead, PageView, Viewer};

/// What a server shows for an address that leads nowhere.
pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    let head = PageHead::new(viewer.words.get("not_found_title"), "404.html", "404");
    head.page("404.html", NoParts {})
}
