//! One file for each page or kind of page, and the list of all of them. Must not know disk.

mod a_z;
mod all_pages;
mod compare;
mod competitor;
mod entry;
mod evidence;
mod health;
mod home;
mod icp;
mod job;
mod journey;
mod kind_index;
mod lead_sheet;
mod learn;
mod menu;
mod method;
mod not_found;
mod opportunities;
mod paper;
mod persona;
mod picture_card;
mod qualification;
mod relations;
mod rules;
mod say;
mod say_competitors;
mod search;
mod segment;
mod sheets;
mod sources;
mod table;
mod tags;
#[cfg(test)]
mod template_test;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::doc::Date;
use crate::language::Words;
use crate::model::Book;
use crate::picture::Picture;
use crate::site::{PageHead, PageView, Viewer};
use crate::theme::Value;
use crate::view::{self, Shape, View as _};

use menu::Menu;
use table::{PAGES, PageGroup};

/// Everything a site shows, made in groups when it is drawn.
pub struct View<'a> {
    /// The root `site` of every template.
    pub site: Value,
    viewer: Viewer<'a>,
    page_groups: Vec<PageGroup<'a>>,
    /// The addresses that the menu leads to.
    in_menu: BTreeSet<String>,
}

impl View<'_> {
    /// How many groups it has; a group is one page, or a few files that belong together.
    #[must_use]
    pub fn page_groups(&self) -> usize {
        self.page_groups.len()
    }

    /// What a part consists of. Nothing for a number that is none.
    #[must_use]
    pub(crate) fn make(&self, part: usize) -> Vec<Made> {
        let part = self.page_groups.get(part);
        part.map_or_else(Vec::new, |part| part.make(&self.viewer))
    }

    /// The paths of all files that its groups make.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let groups = self.page_groups.iter();
        groups.flat_map(|group| group.paths(&self.viewer))
    }

    /// The number of the part that has the file at this path.
    #[must_use]
    pub fn part_of(&self, path: &str) -> Option<usize> {
        table::part_of(&self.page_groups, &self.viewer, path)
    }

    /// Whether the menu leads to the page at a path.
    pub(crate) fn is_in_menu(&self, path: &str) -> bool {
        self.in_menu.contains(path)
    }

    /// The words of the book's language.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.viewer.words
    }
}

/// Something that a site has.
#[derive(Debug)]
pub(crate) enum Made {
    /// A page that is still to be drawn, and the template that draws it.
    Page(PageView, String),
    /// A file that is ready: its path, its bytes. A picture, a face, or a script with data. The names of scripts end in
    /// `.js`, so that no page and no image has them.
    File(String, Vec<u8>),
}

/// The icon of a kind or of a page, by its name.
pub(crate) fn icon(name: &str) -> &'static str {
    table::icon(name)
}

/// What the templates see, as a page of Markdown: `docs/templates.md`.
#[must_use]
pub fn templates_reference() -> String {
    let intro = "# What templates see\n\n\
        For who replaces a built-in template by one in `templates/`. A template has two roots: `site`, the same on all pages, and\n\
        `page`. \"Fields of content\" are those that [content.md](content.md) explains: there a reference is a card, a text has `html` and\n\
        `plain`, a choice has `key` and `word`, a date has `iso` and `text`. Addresses begin at the root of the site; put\n\
        `page.root` before them.\n\n\
        Made from the declarations in `src/draw/`, `src/site/` and `src/pages/`; a test keeps it true.\n";
    format!("{intro}{}", view::reference(&roots()))
}

/// What templates see, each root with a title.
fn roots() -> Vec<(String, Shape)> {
    let shared = [
        ("`site`, on every page".to_owned(), all_pages::Site::shape()),
        ("`page`, on every page".to_owned(), PageHead::shape()),
    ];
    let drawn = PAGES.iter().flat_map(|row| row.template.drawn());
    let mut pages: Vec<(String, Shape)> = drawn
        .map(|drawn| {
            let stop = drawn.stop.map(|stop| format!(" at the stop `{stop}`"));
            let title = format!("`page` of `{}`{}", drawn.template, stop.unwrap_or_default());
            (title, drawn.sees)
        })
        .collect();
    // A template may draw several rows, and the page of a kind is found beside those of the others.
    pages.sort_by(|left, right| left.0.cmp(&right.0));
    pages.dedup_by(|left, right| left.0 == right.0);
    shared.into_iter().chain(pages).collect()
}

/// Makes the view of a book as it is on a day. `pictures` are by the path of their image in the content.
#[must_use]
pub fn view<'a>(
    book: &'a Book,
    today: Date,
    pictures: &'a BTreeMap<String, Arc<Picture>>,
) -> View<'a> {
    let viewer = Viewer::new(book, today, pictures);
    let menu = Menu::new(&viewer);
    View {
        in_menu: menu.addresses(),
        site: all_pages::site(&viewer, menu),
        page_groups: table::page_groups(&viewer),
        viewer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the tables that are reached from a shape look like, by their names.
    fn collect(shape: &Shape, found: &mut BTreeMap<String, BTreeSet<String>>) {
        match shape {
            Shape::Plain(_) => {}
            Shape::Maybe(inner) | Shape::List(inner) | Shape::ByName(inner) => {
                collect(inner, found);
            }
            Shape::Table(table) => {
                let table = table();
                let looks = format!(
                    "{:?}",
                    table.fields.iter().map(|one| one.name).collect::<Vec<_>>()
                );
                let is_new = found.entry(table.name).or_default().insert(looks);
                if is_new {
                    for field in &table.fields {
                        collect(&field.shape, found);
                    }
                }
            }
        }
    }

    #[test]
    fn every_table_that_templates_see_has_a_name_of_its_own() {
        let mut found = BTreeMap::new();
        for (_, root) in roots() {
            let Shape::Table(root) = root else {
                panic!("a root is a table");
            };
            for field in root().fields {
                collect(&field.shape, &mut found);
            }
        }
        found.retain(|_, looks| looks.len() > 1);
        assert!(found.is_empty(), "{found:#?}");
    }
}
