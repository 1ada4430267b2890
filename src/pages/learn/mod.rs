//! For new colleagues: paths through the book step by step, a tour in ten minutes, quizzes, flash cards, and a persona for
//! every week.

pub(crate) mod first_path;
pub(crate) mod flash_cards;
mod path;
pub(crate) mod quiz;
mod quiz_words;
mod stops;
pub(crate) mod tour;
mod week;

#[cfg(test)]
mod tests;

use crate::model::path::Path;
use crate::model::{Kind, Part};
use crate::site::MenuLink;
use crate::site::Viewer;
use crate::site::links::index_url;

pub(crate) use path::{PathDoor, PathSummary, Walk, doors, summary, walk};
pub(crate) use week::{PersonaOfAWeek, people as people_of_the_weeks};

/// What stands under "New here" in the menu and on the home page.
pub(crate) fn links<'a>(viewer: &'a Viewer<'_>) -> Vec<MenuLink<'a>> {
    [tour(viewer), paths(viewer), quiz(viewer), cards(viewer)]
        .into_iter()
        .flatten()
        .collect()
}

/// Leads to the first stop of the tour.
fn tour<'a>(viewer: &'a Viewer<'_>) -> Option<MenuLink<'a>> {
    let first = tour::stops(&viewer.lead).first()?.url();
    let has = viewer.has(Part::Learn);
    let words = &viewer.words;
    let (title, about) = (words.get("tour_title"), words.get("tour_about"));
    has.then(|| link("tour", [title, about], &first))
}

/// Leads to the paths of the book, or to the one made for it.
fn paths<'a>(viewer: &'a Viewer<'_>) -> Option<MenuLink<'a>> {
    let words = &viewer.words;
    if has_paths(viewer) {
        let title = words.choice("kinds", Kind::Path.name());
        let about = words.choice("about", Kind::Path.name());
        return Some(link("path", [title, about], &index_url(Kind::Path)));
    }
    let (title, about) = (words.get("first_path"), words.get("first_path_about"));
    first_path::exists(viewer).then(|| link("path", [title, about], first_path::URL))
}

/// Leads to the quiz of a book that has something to ask about.
fn quiz<'a>(viewer: &'a Viewer<'_>) -> Option<MenuLink<'a>> {
    let words = &viewer.words;
    let (title, about) = (words.get("quiz_title"), words.get("quiz_link_about"));
    asks(viewer).then(|| link("quiz", [title, about], quiz::URL))
}

/// Leads to the flash cards.
fn cards<'a>(viewer: &'a Viewer<'_>) -> Option<MenuLink<'a>> {
    let words = &viewer.words;
    let (title, about) = (words.get("cards_title"), words.get("cards_about"));
    asks(viewer).then(|| link("cards", [title, about], flash_cards::URL))
}

/// Whether there is anything to ask about, and the site asks.
pub(crate) fn asks(viewer: &Viewer<'_>) -> bool {
    let kinds = [
        Kind::Segment,
        Kind::Icp,
        Kind::Persona,
        Kind::Job,
        Kind::Journey,
        Kind::Qualification,
        Kind::Path,
    ];
    viewer.has(Part::Learn) && kinds.iter().any(|kind| viewer.catalog.count(*kind) > 0)
}

fn has_paths(viewer: &Viewer<'_>) -> bool {
    viewer.catalog.all::<Path>().next().is_some()
}

/// A title and what it is about, under the name of an icon.
fn link<'a>(name: &'static str, [title, about]: [&'a str; 2], url: &str) -> MenuLink<'a> {
    MenuLink {
        name,
        is_kind: Kind::from_name(name).is_some(),
        title,
        about,
        url: url.to_owned(),
    }
}
