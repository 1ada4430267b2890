//! The whole book on paper: a number for each entry, in the contents and at its sheets, and every link leads somewhere.

use std::collections::BTreeSet;

use super::small_book::{Site, main, site as book};

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    let found = html.split(begin.as_str()).skip(1);
    found.filter_map(|rest| rest.split('"').next()).collect()
}

/// The pages of the whole book, each with its ids.
fn pages(site: &Site) -> Vec<(&str, BTreeSet<&str>)> {
    let pages = site.iter();
    let pages = pages.filter(|(path, _)| path.starts_with("paper/everything"));
    let with_ids = pages.map(|(path, page)| {
        let ids = values(page, "id");
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "an id is twice in {path}: {ids:?}");
        (path.as_str(), once)
    });
    with_ids.collect()
}

/// Every link to a place of the book leads to one; gives how many there are.
fn links_lead_somewhere(site: &Site) -> usize {
    let pages = pages(site);
    let mut count = 0;
    for (path, _) in &pages {
        for link in values(main(&site[*path]), "href") {
            let Some((to, place)) = link.split_once('#') else {
                continue;
            };
            let to = match to {
                "" => (*path).to_owned(),
                to => format!("paper/{to}"),
            };
            if let Some((_, ids)) = pages.iter().find(|(path, _)| **path == to) {
                assert!(ids.contains(place), "{link} of {path} leads nowhere");
                count += 1;
            }
        }
    }
    count
}

#[test]
fn the_whole_book_is_the_sheets_of_its_entries_with_numbers_and_links_between_them() {
    let site = book(
        "en",
        &[
            ("segments/shops.toml", "name = \"Shops\"\ntier = \"A\"\n"),
            (
                "personas/ann.toml",
                "name = \"Ann\"\nrole = \"Buyer\"\nsegment = \"shops\"\ngoals = [\"Peace\"]\n",
            ),
            ("personas/ben.toml", "name = \"Ben\"\nrole = \"User\"\n"),
            (
                "competitors/other.toml",
                "name = \"Other\"\nsegments = [\"shops\"]\nstrengths = [\"Cheap\"]\n",
            ),
        ],
    );
    let page = &site["paper/everything.html"];
    for (number, sheets) in [
        ("1.1", vec!["segments/shops.html"]),
        ("2.1", vec!["personas/ann.html", "paper/ann.html"]),
        ("2.2", vec!["personas/ben.html", "paper/ben.html"]),
        (
            "3.1",
            vec!["competitors/other.html", "paper/other-battle.html"],
        ),
    ] {
        let place = sheets[0];
        let line = format!("<a href=\"#{place}\"><span class=\"book-number\">{number}</span>");
        assert_eq!(page.matches(&line).count(), 1, "{line}");
        let mark = format!("<p class=\"book-number book-margin\">{number}</p>");
        let (_, after) = page.split_once(&mark).unwrap_or_default();
        let entry = after.split("book-margin").next().unwrap_or_default();
        for sheet in sheets {
            assert!(
                entry.contains(&format!("id=\"{sheet}\"")),
                "{number}: {sheet}"
            );
        }
    }
    assert!(page.contains("id=\"paper.ann.html:table-card\""));
    // Where one is, and the contents: what leads through a sheet is left out, or the same landmarks came again and again.
    assert_eq!(page.matches("<nav").count(), 2);
    assert!(!page.contains("class=\"breadcrumbs\"><ol") && !page.contains("<script>"));
    assert!(
        !page.contains("id=\"paper.ann.html:poster\""),
        "a poster has a paper of its own"
    );
    assert!(links_lead_somewhere(&site) > 10);
}

#[test]
fn a_large_book_is_a_front_with_numbers_and_parts_that_print_by_themselves() {
    let terms: Vec<(String, String)> = (0..230)
        .map(|number| {
            (
                format!("terms/t{number}.toml"),
                format!("name = \"Term {number}\"\n"),
            )
        })
        .collect();
    let mut entries: Vec<(&str, &str)> = vec![(
        "personas/ann.toml",
        "name = \"Ann\"\ngoals = [\"[](term:t7) and [](term:t229)\"]\n",
    )];
    entries.extend(
        terms
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let site = book("en", &entries);
    let paths: Vec<&str> = pages(&site).into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        [
            "paper/everything.html",
            "paper/everything_personas.html",
            "paper/everything_terms.html",
            "paper/everything_terms_2.html",
            "paper/everything_terms_3.html",
        ]
    );
    let front = &site["paper/everything.html"];
    assert!(
        !front.contains("book-margin"),
        "the sheets are in the parts"
    );
    assert!(front.contains("href=\"everything_personas.html#personas/ann.html\""));
    let last = &site["paper/everything_terms_3.html"];
    assert_eq!(last.matches("book-margin").count(), 30);
    assert!(last.contains(">2.230</p>"));
    assert!(links_lead_somewhere(&site) > 230);
}
