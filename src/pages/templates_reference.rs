//! `docs/templates.md`: what templates see, made from the declarations of the views and kept true by a test.

use super::all_pages;
use super::table::all_drawn;
use crate::site::PageHead;
use crate::view::{self, Shape, View as _};

/// What the templates see, as a page of Markdown: `docs/templates.md`.
fn templates_reference() -> String {
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
    let drawn = all_drawn();
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

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn docs_templates_md_is_what_the_views_declare() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md");
        let reference = templates_reference();
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &reference).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == reference,
            "docs/templates.md is out of date: run UPDATE=1 cargo test --lib templates_reference"
        );
    }

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
