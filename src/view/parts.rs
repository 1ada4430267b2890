//! The site in parts, each made when it is drawn: so all cores make pages, and a large book never has the
//! values of all its pages in memory at once.

use super::{
    PageView, READABLE, Viewer, a_z, compare, entry, home, method, overview, paper, sheet,
};
use crate::model::{Data, Entry, Kind};

/// Makes some of the pages.
pub(super) type Part<'a> = Box<dyn Fn(&Viewer<'a>) -> Vec<PageView> + Send + Sync + 'a>;

/// Everything, in a fixed order; what takes longest first, so that no core waits for another at the end.
pub(super) fn parts<'a>(viewer: &Viewer<'a>) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    if viewer.catalog.len() <= READABLE {
        parts.push(Box::new(|viewer| vec![paper::everything(viewer)]));
    }
    for name in overview::PAGES {
        parts.push(Box::new(move |viewer| vec![overview::page(viewer, name)]));
    }
    for kind in [Kind::Persona, Kind::Icp] {
        parts.push(Box::new(move |viewer| {
            compare::page(viewer, kind).into_iter().collect()
        }));
    }
    for kind in Kind::ALL {
        parts.push(Box::new(move |viewer| {
            overview::kind_page(viewer, *kind).into_iter().collect()
        }));
    }
    parts.push(Box::new(|viewer| {
        vec![
            home::page(viewer),
            a_z::page(viewer),
            overview::not_found(viewer),
            method::index(viewer),
        ]
    }));
    parts.push(Box::new(|viewer| paper::deck(viewer).into_iter().collect()));
    for entry in viewer.catalog.entries() {
        parts.push(Box::new(move |viewer| of_entry(viewer, entry)));
    }
    parts
}

/// The page of an entry, and those for paper that show the same.
fn of_entry(viewer: &Viewer<'_>, entry: &Entry) -> Vec<PageView> {
    let links = super::links::EntryLinks { viewer, entry };
    let values = entry::values(&links);
    let mut pages = match &entry.data {
        Data::Persona(persona) => {
            let mut pages = paper::of_persona(&links, persona, &values);
            pages.extend(method::sheets(&links, persona));
            pages
        }
        Data::Qualification(one) if !one.framework.is_empty() => vec![sheet::page(&links, &values)],
        _ => Vec::new(),
    };
    pages.extend(method::of_entry(viewer, entry));
    let values = entry::with_terms(&links, values);
    pages.push(entry::page(&links, values));
    pages
}
