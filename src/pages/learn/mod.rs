//! For new colleagues: paths through the book step by step, a tour in ten minutes, quizzes, flash cards, and a persona for
//! every week.

mod first_path;
mod flash_cards;
mod path;
mod quiz;
mod quiz_words;
mod stops;
mod tour;
mod week;

#[cfg(test)]
mod tests;

use crate::model::Kind;
use crate::model::path::Path;
use crate::site::MenuLink;
use crate::site::links::index_url;
use crate::site::{PageView, Viewer};

pub(crate) use first_path::FirstPath;
pub(crate) use flash_cards::{FlashCards, FlashPaper};
pub(crate) use path::{PathSummary, Walk, summary, walk};
pub(crate) use quiz::Quiz;
pub(crate) use quiz::{of_path as quiz_of_path, url as quiz_url};
pub(crate) use tour::shapes as shapes_of_the_tour;
pub(crate) use week::{PersonaOfAWeek, people as people_of_the_weeks};

/// The tour, the quiz about the whole book, the flash cards, and a path where the book has none of its own.
pub(crate) fn pages(viewer: &Viewer<'_>) -> Vec<PageView> {
    let mut pages = tour::pages(viewer);
    if asks(viewer) {
        pages.push(quiz::of_the_book(viewer));
        pages.push(flash_cards::page(viewer));
        pages.push(flash_cards::paper(viewer));
    }
    pages.extend(first_path::page(viewer));
    pages
}

/// Where those pages are found.
pub(crate) fn urls(viewer: &Viewer<'_>) -> Vec<String> {
    let stops = tour::stops(&viewer.lead).into_iter().map(tour::Stop::url);
    let path = first_path::exists(viewer).then(|| first_path::URL.to_owned());
    let asked = [quiz::URL, flash_cards::URL, flash_cards::ON_PAPER].map(str::to_owned);
    let asked = asked.into_iter().filter(|_| asks(viewer));
    stops.chain(asked).chain(path).collect()
}

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
    let words = &viewer.words;
    let (title, about) = (words.get("tour_title"), words.get("tour_about"));
    Some(link("tour", [title, about], &first))
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

/// Whether there is anything to ask about.
fn asks(viewer: &Viewer<'_>) -> bool {
    let kinds = [
        Kind::Segment,
        Kind::Icp,
        Kind::Persona,
        Kind::Job,
        Kind::Journey,
        Kind::Qualification,
        Kind::Path,
    ];
    kinds.iter().any(|kind| viewer.catalog.count(*kind) > 0)
}

fn has_paths(viewer: &Viewer<'_>) -> bool {
    viewer.catalog.all::<Path>().next().is_some()
}

/// A title and what it is about, under the name of an icon.
fn link<'a>(name: &'static str, [title, about]: [&'a str; 2], url: &str) -> MenuLink<'a> {
    MenuLink {
        name,
        title,
        about,
        url: url.to_owned(),
    }
}
