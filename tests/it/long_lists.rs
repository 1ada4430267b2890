//! A book with long lists: no page over many entries grows with the book, nothing is lost, and links lead to the right page.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use personabook::Output;
use personabook::progress::nobody;

use super::site::dead_links;
use super::small_book::{built_at, written};

/// What the largest page over many entries may have, in bytes, whatever the size of the book.
const MOST: usize = 300_000;

/// What each page is about that lists entries, and how many of each there are.
const PERSONAS: usize = 200;
const JOURNEYS: usize = 40;
const TERMS: usize = 250;
const COMPETITORS: usize = 12;

/// The pages that list entries: how their addresses begin.
const LISTS: [&str; 19] = [
    "all/say",
    "all/objections",
    "all/quotes",
    "all/scoreboard",
    "all/owner-",
    "owners/",
    "all/opportunities",
    "all/health",
    "all/relations",
    "all/tags",
    "all/a-z",
    "all/cited-",
    "all/personas",
    "all/journeys",
    "all/terms",
    "personas/index.html",
    "journeys/index.html",
    "terms/index.html",
    "evidence/",
];

fn book() -> Output {
    let mut entries: Vec<(String, String)> = Vec::new();
    // Names that begin with every letter.
    let name = |number: usize| {
        let letter = char::from(b'A' + u8::try_from(number % 26).unwrap());
        format!("{letter}nna {number}")
    };
    for number in 0..PERSONAS {
        let text = format!(
            "name = \"{}\"\nrole = \"Owner of shop {number}\"\ntags = [\"shop\", \"web\", \"new\", \"tag {}\"]\nsegment = \"shops\"\nevidence = [\"talks\"]\n\
             owner = \"Owner of all\"\nquote = \"Quote {number}.\"\nactions = [{{ what = \"Action {number}.\", owner = \"Owner of all\" }}]\nmeasures = [{{ name = \"Measure {number}.\", now = 1, target = 2 }}]\n\
             decision = {{ objections = [\"Objection {number}.\"] }}\n\
             goals = [\"More orders of kind {number} [^talks]\", \"Fewer returns of kind {number} [^talks]\"]\n",
            name(number),
            number % 100
        );
        entries.push((format!("personas/p{number}.toml"), text));
    }
    for number in 0..JOURNEYS {
        let mut text = format!(
            "name = \"{} buys\"\npersonas = [\"p{number}\", \"p{}\"]\n",
            name(number),
            number + 1
        );
        for stage in 0..4 {
            write!(
                text,
                "[[stages]]\nname = \"Stage {stage}\"\nmessage = \"We are there at {stage}\"\nquestions = [\"What is it?\", \"What does it cost?\"]\n\
                 [[stages.opportunities]]\ntitle = \"Be there {number}.{stage}\"\ncustomer_value = {}\nbusiness_value = 40\neffort = {}\nstatus = \"{}\"\n",
                number % 100,
                stage % 5,
                ["idea", "planned", "doing", "done"][stage]
            )
            .unwrap();
        }
        entries.push((format!("journeys/j{number}.toml"), text));
    }
    for number in 0..TERMS {
        let text = format!(
            "name = \"{} word\"\nbody = \"What {number} means.\"\n",
            name(number)
        );
        entries.push((format!("terms/t{number}.toml"), text));
    }
    for number in 0..COMPETITORS {
        let text = format!(
            "name = \"{} rival\"\nsays = [{{ says = \"We are cheaper\", answer = \"Not for long\" }}]\n",
            name(number)
        );
        entries.push((format!("competitors/c{number}.toml"), text));
    }
    entries.push(("segments/shops.toml".into(), "name = \"Shops\"\n".into()));
    entries.push((
        "evidence/talks.toml".into(),
        "name = \"Talks\"\nmethod = \"interview\"\ndate = 2026-05-01\nn = 12\n".into(),
    ));
    let config = "[site]\nwithout = [\"paper\", \"learn\", \"method\", \"compare\"]\n";
    let entries: Vec<(&str, &str)> = entries
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let folder = written(config, &entries);
    let built = built_at(folder.path());
    let told = personabook::diag::short(&built.report);
    let site = built.site.unwrap_or_else(|| panic!("{told}"));
    site.render(&nobody).unwrap()
}

fn page<'a>(site: &'a Output, path: &str) -> &'a str {
    let bytes = site.files.get(path);
    std::str::from_utf8(bytes.unwrap_or_else(|| panic!("{path} is there"))).unwrap()
}

#[test]
fn no_page_over_many_entries_grows_with_the_book_and_nothing_is_lost() {
    let site = book();
    let dead = dead_links(&site);
    assert!(dead.is_empty(), "{}", dead.join("\n"));
    for list in LISTS {
        let pages = site.files.iter().filter(|(path, _)| path.starts_with(list));
        let pages: Vec<_> = pages.filter(|(path, _)| path.ends_with(".html")).collect();
        assert!(!pages.is_empty(), "{list}");
        for (path, bytes) in pages {
            assert!(bytes.len() < MOST, "{path} has {} bytes", bytes.len());
        }
    }
    // Everything is listed somewhere behind the front page of each list.
    let behind = |front: &str| -> String {
        let pages = site.files.keys().filter(|path| path.starts_with(front));
        pages.map(|path| page(&site, path)).collect()
    };
    for (list, wanted) in [
        (
            "all/a-z-",
            (0..TERMS)
                .map(|one| format!("terms/t{one}.html"))
                .collect::<BTreeSet<_>>(),
        ),
        (
            "all/personas-",
            (0..PERSONAS)
                .map(|one| format!("personas/p{one}.html"))
                .collect(),
        ),
        (
            "all/journeys-",
            (0..JOURNEYS)
                .map(|one| format!("journeys/j{one}.html"))
                .collect(),
        ),
        (
            "all/health-",
            (0..PERSONAS)
                .map(|one| format!("personas/p{one}.html"))
                .collect(),
        ),
        (
            "all/relations-",
            (0..PERSONAS)
                .map(|one| format!("personas/p{one}.html"))
                .collect(),
        ),
        (
            "all/say-",
            (0..JOURNEYS)
                .map(|one| format!("journeys/j{one}.html"))
                .collect(),
        ),
        (
            "all/cited-talks-",
            (0..PERSONAS)
                .map(|one| format!("personas/p{one}.html"))
                .collect(),
        ),
        (
            "all/objections-",
            (0..PERSONAS)
                .map(|one| format!("Objection {one}."))
                .collect(),
        ),
        (
            "all/quotes-",
            (0..PERSONAS).map(|one| format!("Quote {one}.")).collect(),
        ),
        (
            "all/scoreboard-actions",
            (0..PERSONAS).map(|one| format!("Action {one}.")).collect(),
        ),
        (
            "all/scoreboard-measures",
            (0..PERSONAS).map(|one| format!("Measure {one}.")).collect(),
        ),
        (
            "all/owner-owner-of-all-",
            (0..PERSONAS)
                .map(|one| format!("personas/p{one}.html"))
                .collect(),
        ),
        (
            "all/opportunities-",
            (0..JOURNEYS)
                .map(|one| format!("Be there {one}.3"))
                .collect(),
        ),
    ] {
        let pages = behind(list);
        let lost: Vec<_> = wanted.iter().filter(|one| !pages.contains(*one)).collect();
        assert!(lost.is_empty(), "{list} has not {lost:?}");
    }
    // What leads there from elsewhere finds its page.
    let competitor = page(&site, "competitors/c11.html");
    assert!(
        competitor.contains("all/say-competitors.html#competitor_c11"),
        "{competitor}"
    );
    let tagged = page(&site, "personas/p7.html");
    assert!(
        tagged.contains("all/tags-new-tag-0.html#tag-shop"),
        "{tagged}"
    );
    // All entries with this tag stand on the front page.
    assert!(tagged.contains("all/tags.html#tag-tag-20-7"), "{tagged}");
    // It says how many there are, and where.
    let front = page(&site, "all/opportunities.html");
    assert!(front.contains("The first 100 of 160."), "{front}");
    assert!(front.contains("all/opportunities-"));
}
