//! The menu and the links at the foot: the groups with what they lead to, out of the tables of kinds and of pages.

use std::collections::BTreeSet;

use super::compare::{is_compared, url as compare_url};
use super::learn;
use super::table::PAGES;
use crate::model::page::Page;
use crate::model::{Data, Entry, Kind, MenuGroup};
use crate::site::links::{index_url, url};
use crate::site::{MenuLink, Viewer};
use crate::view::view;

view! {
    /// A group of the menu and of the links at the foot.
    pub(crate) struct Group<'a> {
        /// Its name, as in `customers`.
        name: &'static str,
        /// As readers see it.
        title: &'a str,
        /// Whether it stands at the foot of pages, and not in the menu.
        at_foot: bool,
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

/// How many free pages the menu of every page leads to, before it leads to the page of all of them.
const FREE_PAGES: usize = 12;

/// What every page of the site leads to.
pub(crate) struct Menu<'a> {
    /// The groups that lead to anything, in their order.
    pub(crate) groups: Vec<Group<'a>>,
    /// The first free pages, in their order.
    pub(crate) pages: Vec<&'a Entry>,
    /// What leads to all free pages, where there are more.
    pub(crate) all_pages: Option<AllPages>,
}

impl<'a> Menu<'a> {
    pub(crate) fn new(viewer: &'a Viewer<'_>) -> Self {
        let groups = MenuGroup::ALL.iter().map(|group| Group {
            name: group.name(),
            title: viewer.words.part("nav", group.name()),
            at_foot: group.is_at_foot(),
            links: links(viewer, *group),
        });
        let count = viewer.catalog.count(Kind::Page);
        Self {
            groups: groups.filter(|group| !group.links.is_empty()).collect(),
            pages: first_pages(viewer),
            all_pages: (count > FREE_PAGES).then(|| AllPages {
                name: viewer
                    .words
                    .fill("nav_all_pages", "count", &count.to_string()),
                url: index_url(Kind::Page),
            }),
        }
    }

    /// The links of a group; none when it leads nowhere.
    pub(crate) fn links(&self, group: MenuGroup) -> Vec<MenuLink<'a>> {
        let found = self.groups.iter().find(|one| one.name == group.name());
        found.map_or_else(Vec::new, |group| group.links.clone())
    }

    /// The addresses of all pages that it leads to.
    pub(crate) fn addresses(&self) -> BTreeSet<String> {
        let links = self.groups.iter().flat_map(|group| &group.links);
        let links = links.map(|link| link.url.clone());
        let pages = self.pages.iter().map(|entry| url(&entry.key));
        let all = self.all_pages.iter().map(|all| all.url.clone());
        links.chain(pages).chain(all).collect()
    }
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
        is_kind: true,
        title: viewer.words.choice("kinds", kind.name()),
        about: viewer.words.choice("about", kind.name()),
        url: index_url(*kind),
    });
    let pages = PAGES.iter().filter(|row| row.menu == Some(group));
    let pages = pages.filter_map(|row| {
        let url = row.path(viewer)?.to_owned();
        Some(link_to(viewer, row.name, url))
    });
    match group {
        // What is said comes before what it is said of.
        MenuGroup::Work => pages.chain(score_a_firm(viewer)).chain(kinds).collect(),
        MenuGroup::Customers => {
            let compare = is_compared(viewer, Kind::Persona);
            let compare = compare.then(|| link_to(viewer, "compare", compare_url(Kind::Persona)));
            kinds.chain(pages).chain(compare).collect()
        }
        _ => kinds.chain(pages).collect(),
    }
}

/// Leads to the calculator of the first profile that has a scorecard.
fn score_a_firm<'a>(viewer: &'a Viewer<'_>) -> Option<MenuLink<'a>> {
    let mut icps = viewer.in_order(Kind::Icp).into_iter();
    let entry = icps.find(
        |entry| matches!(&entry.data, Data::Icp(icp) if !icp.negative && icp.scorecard.is_some()),
    )?;
    Some(link_to(viewer, "fit", format!("{}#score", url(&entry.key))))
}

fn link_to<'a>(viewer: &'a Viewer<'_>, name: &'static str, url: String) -> MenuLink<'a> {
    MenuLink {
        name,
        is_kind: false,
        title: viewer.words.part(name, "title"),
        about: viewer.words.part(name, "about"),
        url,
    }
}

fn first_pages<'a>(viewer: &Viewer<'a>) -> Vec<&'a Entry> {
    let mut pages: Vec<(&Entry, &Page)> = viewer.catalog.all::<Page>().collect();
    let place = |page: &Page| page.nav_order.unwrap_or(f64::MAX);
    pages.sort_by(|left, right| place(left.1).total_cmp(&place(right.1)));
    let first = pages.into_iter().take(FREE_PAGES);
    first.map(|(entry, _)| entry).collect()
}
