//! The page for addresses that do not exist.

use crate::site::{NoParts, PageHead, PagePlace, PageView, Viewer};

/// What a server shows for an address that leads nowhere.
pub(crate) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let title = viewer.words.get("not_found_title");
    let mut head = PageHead::new(title, place.path, place.name);
    // A server gives this page for addresses in any folder.
    if let Some(url) = &viewer.book.config.site.url {
        head.root = url.path();
    }
    head.page(NoParts {})
}
