//! For new colleagues: paths through the book step by step, a tour in ten minutes, and a persona for every week.

mod first_path;
mod lead;
mod path;
mod stops;
mod tour;
mod week;

#[cfg(test)]
mod tests;

use super::{PageView, Viewer, map};
use crate::model::Kind;
use crate::model::path::Path;
use crate::theme::Value;

pub(super) use lead::Lead;
pub(super) use path::{summary, walk};
pub(super) use week::people as people_of_the_weeks;

/// The tour, and a path where the book has none of its own.
pub(super) fn pages(viewer: &Viewer<'_>) -> Vec<PageView> {
    let mut pages = tour::pages(viewer);
    pages.extend(first_path::page(viewer));
    pages
}

/// Where those pages are found.
pub(super) fn urls(viewer: &Viewer<'_>) -> Vec<String> {
    let stops = tour::stops(&viewer.lead).into_iter().map(tour::Stop::url);
    let path = first_path::exists(viewer).then(|| first_path::URL.to_owned());
    stops.chain(path).collect()
}

/// What stands under "New here" in the menu and on the home page.
pub(super) fn links(viewer: &Viewer<'_>) -> Vec<Value> {
    [tour(viewer), paths(viewer), quiz(viewer)]
        .into_iter()
        .flatten()
        .collect()
}

/// Leads to the first stop of the tour.
fn tour(viewer: &Viewer<'_>) -> Option<Value> {
    let first = tour::stops(&viewer.lead).first()?.url();
    let words = &viewer.words;
    let (title, about) = (words.get("tour_title"), words.get("tour_about"));
    Some(link("tour", [title, about, &first]))
}

/// Leads to the paths of the book, or to the one made for it.
fn paths(viewer: &Viewer<'_>) -> Option<Value> {
    let words = &viewer.words;
    if has_paths(viewer) {
        let title = words.choice("kinds", Kind::Path.name());
        let about = words.choice("about", Kind::Path.name());
        return Some(link("path", [title, about, "paths/index.html"]));
    }
    let (title, about) = (words.get("first_path"), words.get("first_path_about"));
    first_path::exists(viewer).then(|| link("path", [title, about, first_path::URL]))
}

/// Leads to the quiz; nothing while the site has none.
fn quiz(_viewer: &Viewer<'_>) -> Option<Value> {
    None
}

fn has_paths(viewer: &Viewer<'_>) -> bool {
    viewer.catalog.all::<Path>().next().is_some()
}

/// `[title, about, url]` under the name of an icon.
fn link(name: &'static str, [title, about, url]: [&str; 3]) -> Value {
    map(vec![
        ("name", name.into()),
        ("title", title.into()),
        ("about", about.into()),
        ("url", url.into()),
    ])
}
