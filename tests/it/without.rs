//! A book that leaves parts of its site out: what is gone, and that nothing leads there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use personabook::Output;
use personabook::model::Part;
use personabook::progress::nobody;

use super::site::dead_links;
use super::small_book::{built_at, written};

/// A book in a folder of the repository, which leaves these parts out.
fn without(book: &str, parts: &[&str]) -> Output {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join(book);
    let folder = tempfile::tempdir().unwrap();
    let config = fs::read_to_string(book.join("personabook.toml")).unwrap();
    let with = match config.contains("[site]\n") {
        true => config.replace("[site]\n", &format!("[site]\nwithout = {parts:?}\n")),
        false => format!("{config}\n[site]\nwithout = {parts:?}\n"),
    };
    fs::write(folder.path().join("personabook.toml"), with).unwrap();
    copy(&book.join("content"), &folder.path().join("content"));
    let built = built_at(folder.path());
    let told = personabook::diag::short(&built.report);
    let site = built.site.unwrap_or_else(|| panic!("{told}"));
    site.render(&nobody).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The static files that pages load.
fn loaded(site: &Output) -> BTreeSet<&str> {
    let pages = site
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"));
    let texts = pages.map(|(_, bytes)| std::str::from_utf8(bytes).unwrap());
    let named = texts.flat_map(|html| html.split('"').filter_map(|one| one.split_once("static/")));
    named.map(|(_, name)| name).collect()
}

/// Whether the site has a file that is for this part alone.
fn has(site: &Output, part: Part) -> bool {
    let paths: &[&str] = match part {
        Part::Paper => &["paper/"],
        Part::Learn => &["learn/", "paper/flash-cards.html"],
        Part::Method => &["method/"],
        Part::Say => &["all/say", "all/objections"],
        Part::Opportunities => &["all/opportunities"],
        Part::Health => &["all/health", "health.json", "health.svg"],
        Part::Relations => &["all/relations"],
        Part::Tags => &["all/tags"],
        Part::Compare => &["compare/"],
        Part::Scoreboard => &["all/scoreboard", "owners/"],
        Part::Quotes => &["all/quotes"],
        Part::Data => &["graph.json", "llms.txt", "personas/mika.md"],
    };
    let starts = |path: &String| paths.iter().any(|one| path.starts_with(one));
    site.files.keys().any(starts)
}

/// A small book with a page of each template.
const GOLDEN: &str = "tests/golden/book";

/// Nothing leads to what is not there, and no file is there that nothing loads any more.
fn assert_whole(site: &Output, loaded_by_all: &BTreeSet<&str>, names: &[&str]) {
    let dead = dead_links(site);
    assert!(dead.is_empty(), "without {names:?}:\n{}", dead.join("\n"));
    let still_loaded = loaded(site);
    let mut orphans = loaded_by_all.clone();
    // The home page has a template for all books.
    orphans.remove("week.js");
    orphans.retain(|name| {
        !still_loaded.contains(name) && site.files.contains_key(&format!("static/{name}"))
    });
    assert!(
        orphans.is_empty(),
        "without {names:?} nothing loads {orphans:?}"
    );
}

#[test]
fn a_book_leaves_each_part_out_and_nothing_leads_to_it() {
    let whole = without(GOLDEN, &[]);
    let loaded_by_all = loaded(&whole);
    let each = Part::ALL.iter().map(|part| vec![*part]);
    for left_out in each.chain([Part::ALL.to_vec()]) {
        let names: Vec<&str> = left_out.iter().map(|part| part.as_str()).collect();
        let site = without(GOLDEN, &names);
        for part in Part::ALL {
            assert!(has(&whole, *part), "the book has {}", part.as_str());
            // What is for paper and for learning is gone with either.
            let expected = !left_out.contains(part);
            assert_eq!(
                has(&site, *part),
                expected,
                "{} without {names:?}",
                part.as_str()
            );
        }
        assert_whole(&site, &loaded_by_all, &names);
    }
}

#[test]
fn the_demo_book_is_whole_without_what_people_leave_out_and_without_all() {
    let whole = without("", &[]);
    let loaded_by_all = loaded(&whole);
    let all: Vec<&str> = Part::ALL.iter().map(|part| part.as_str()).collect();
    for names in [vec!["paper", "learn", "method"], all] {
        assert_whole(&without("", &names), &loaded_by_all, &names);
    }
}

#[test]
fn a_part_that_there_is_not_is_told_with_the_list() {
    let folder = written(
        "[site]\nwithout = [\"papers\"]\n",
        &[("terms/a.toml", "name = \"A\"\n")],
    );
    let told = personabook::diag::human(&built_at(folder.path()).report, false);
    for said in ["`papers`", "`paper`", "relations", "personabook.toml"] {
        assert!(told.contains(said), "{said} in {told}");
    }
}
