//! The menu and the links at the foot: the groups with what they lead to, out of the tables of kinds and of pages.

use std::collections::BTreeSet;

use super::learn;
use super::table::PAGES;
use crate::model::page::Page;
use crate::model::{Entry, Kind, MenuGroup};
use crate::site::links::url;
use crate::site::{Card, MenuLink, Viewer};
use crate::view::{Shared, view};

view! {
    /// A group of the menu and of the links at the foot.
    pub(crate) struct Group<'a> {
        /// Its name, as in `customers`.
        name: &'static str,
        /// As readers see it.
        title: &'a str,
        /// The indexes of kinds and the pages it leads to.
        links: Vec<MenuLink<'a>>,
    }
}

view! {
    /// What leads to all free pages, where there are more than the menu has room for.
    pub(crate) struct AllPages {
        /// What it is called.
        name: String,
        /// The address from the root of the site.
        url: String,
    }
}

/// The groups that lead to anything, in their order.
pub(crate) fn groups<'a>(viewer: &'a Viewer<'_>) -> Vec<Group<'a>> {
    let groups = MenuGroup::ALL.iter().map(|group| Group {
        name: group.name(),
        title: viewer.words.part("nav", group.name()),
        links: links(viewer, *group),
    });
    groups.filter(|group| !group.links.is_empty()).collect()
}

fn links<'a>(viewer: &'a Viewer<'_>, group: MenuGroup) -> Vec<MenuLink<'a>> {
    if group == MenuGroup::New {
        return learn::links(viewer);
    }
    let kinds = Kind::ALL
        .iter()
        .filter(|kind| kind.about().menu == Some(group) && viewer.catalog.count(**kind) > 0);
    let kinds = kinds.map(|kind| MenuLink {
        name: kind.name(),
        title: viewer.words.choice("kinds", kind.name()),
        about: viewer.words.choice("about", kind.name()),
        url: format!("{}/index.html", kind.folder()),
    });
    let pages = PAGES.iter().filter(|row| row.menu == Some(group));
    let pages = pages.filter_map(|row| {
        Some(MenuLink {
            name: row.name,
            title: viewer.words.part(row.name, "title"),
            about: viewer.words.part(row.name, "about"),
            url: row.path(viewer)?.to_owned(),
        })
    });
    kinds.chain(pages).collect()
}

/// How many free pages the menu of every page leads to, before it leads to the page of all of them.
const FREE_PAGES: usize = 12;

/// The addresses of all pages that the menu leads to.
pub(crate) fn addresses(viewer: &Viewer<'_>) -> BTreeSet<String> {
    let links = MenuGroup::ALL
        .iter()
        .flat_map(|group| links(viewer, *group));
    let links = links.map(|link| link.url);
    let pages = sorted_pages(viewer).into_iter().take(FREE_PAGES);
    let all = all_pages(viewer).map(|all| all.url);
    let pages = pages.map(|entry| url(&entry.key)).chain(all);
    links.chain(pages).collect()
}

/// The cards of the first free pages.
pub(crate) fn free_pages(viewer: &Viewer<'_>) -> Vec<Shared<Card>> {
    let first = sorted_pages(viewer).into_iter().take(FREE_PAGES);
    first.map(|entry| viewer.card_of(entry)).collect()
}

/// What leads to all free pages, where there are more.
pub(crate) fn all_pages(viewer: &Viewer<'_>) -> Option<AllPages> {
    let count = viewer.catalog.count(Kind::Page);
    (count > FREE_PAGES).then(|| AllPages {
        name: viewer
            .words
            .fill("nav_all_pages", "count", &count.to_string()),
        url: format!("{}/index.html", Kind::Page.folder()),
    })
}

/// The free pages in their order.
fn sorted_pages<'a>(viewer: &Viewer<'a>) -> Vec<&'a Entry> {
    let pages = viewer.catalog.all::<Page>();
    let mut pages: Vec<(f64, &Entry)> = pages
        .map(|(entry, page)| (page.nav_order.unwrap_or(f64::MAX), entry))
        .collect();
    pages.sort_by(|left, right| left.0.total_cmp(&right.0));
    pages.into_iter().map(|(_, entry)| entry).collect()
}
