//! What newcomers are shown, by small books: who is chosen, which stops the tour has, what the path of a book
//! without paths says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{first_path, has_paths, links, people_of_the_weeks, tour};
use crate::doc::{self, Document, Wanted};
use crate::language::{Language, Words};
use crate::model::content::Content;
use crate::model::{Book, Catalog, Data, Entry, Header, Key, Kind, KindData, WithKind};
use crate::score::abc_ranks;
use crate::site::introduction::Introduction;
use crate::site::{PagePlace, Viewer};
use crate::text::Source;
use crate::theme::Value;
use crate::view::View as _;

struct Read(Document);

impl WithKind for Read {
    type Out = (Header, Data);

    fn call<T: KindData>(self) -> Self::Out
    where
        Data: From<T>,
    {
        let reading = doc::read::<Header, T>(&self.0, Header::keys_at(&[]), &|_| Wanted::Nothing);
        (reading.header.unwrap(), reading.data.unwrap().into())
    }
}

/// A book of entries, each as `kind:id` and its fields in TOML with `; ` between them.
fn book(entries: &[(&str, &str)]) -> Book {
    let mut catalog = Catalog::default();
    for (name, fields) in entries {
        let (kind, id) = name.split_once(':').unwrap();
        let kind = Kind::from_name(kind).unwrap();
        let text = format!(
            "name = \"{id} the {}\"\n{}",
            kind.name(),
            fields.replace("; ", "\n")
        );
        let source = Source {
            path: (*name).into(),
            text,
        };
        let (header, data) = kind.with(Read(Document::toml(Arc::new(source))));
        catalog.add(Entry {
            key: Key::new(kind, id),
            header,
            data,
            body: String::new(),
            file: String::new(),
            folder: String::new(),
        });
    }
    Book {
        config: serde_json::from_str(r#"{ "book": { "title": "T" }, "review": {}, "checks": {} }"#)
            .unwrap(),
        catalog,
        words: Words::built_in(Language::default()),
    }
}

/// The ids of the segment, the ICP, the persona, the job and the journey that lead, `-` for none.
fn chosen(entries: &[(&str, &str)]) -> String {
    let book = book(entries);
    let ranks = abc_ranks(&book.catalog);
    let lead = Introduction::of(
        &book.catalog,
        ranks.as_ref().map_or(&[][..], |(_, ranked)| ranked),
    );
    let id = |entry: Option<&Entry>| entry.map_or("-".to_owned(), |one| one.key.id.clone());
    [
        id(lead.segment.map(|one| one.0)),
        id(lead.icp.map(|one| one.0)),
        id(lead.persona.map(|one| one.0)),
        id(lead.job.map(|one| one.0)),
        id(lead.journey.map(|one| one.0)),
    ]
    .join(" ")
}

fn with_viewer<T>(entries: &[(&str, &str)], see: impl FnOnce(&Viewer<'_>) -> T) -> T {
    let book = book(entries);
    let pictures = BTreeMap::new();
    see(&Viewer::new(
        &book,
        "2026-11-21".parse().unwrap(),
        &pictures,
    ))
}

fn text(value: &Value, path: &str) -> String {
    let found = value.get_from_path(path).and_then(Value::as_str);
    found.unwrap_or_default().to_owned()
}

/// A book with something for each stop and step.
const WHOLE: &[(&str, &str)] = &[
    ("segment:small", r#"tier = "B""#),
    ("segment:large", r#"tier = "A"; owner = "Ada""#),
    ("icp:anti", r#"negative = true; segments = ["large"]"#),
    ("icp:other", ""),
    (
        "icp:shop",
        r#"segments = ["large"]; committee = [
            { role = "end-user", persona = "una" },
            { role = "decision-maker", persona = "dana" },
            { role = "champion", persona = "chris" },
            { role = "coach" }]"#,
    ),
    ("persona:aart", r#"goals = ["a", "b", "c", "d", "e"]"#),
    ("persona:chris", r#"goals = ["a", "b"]"#),
    ("persona:dana", r#"goals = ["a"]"#),
    ("persona:nix", r#"kind = "negative""#),
    ("persona:una", r#"goals = ["a", "b", "c"]"#),
    ("job:dream", r#"personas = ["chris"]; level = "aspiration""#),
    (
        "job:main",
        r#"personas = ["chris"]; level = "main"; outcomes = [{ statement = "x", importance = 9, satisfaction = 2 }]"#,
    ),
    (
        "job:main-but-weak",
        r#"personas = ["chris"]; level = "main""#,
    ),
    (
        "journey:as-it-is",
        r#"personas = ["dana", "chris"]; stages = [
            { name = "One", emotion = -1.5, emotions = { chris = 1 } },
            { name = "Two", emotion = { from = 0, to = -1 }, message = "Call us." },
            { name = "Three", emotion = -1 }]"#,
    ),
    (
        "journey:to-come",
        r#"personas = ["chris"]; state = "future"; stages = [{ name = "One" }]"#,
    ),
    ("qualification:lead", r#"icp = "shop"; owner = "Bo""#),
    ("evidence:talks", r#"date = 2026-05-01"#),
    ("term:word", ""),
];

#[test]
fn the_champion_of_whom_most_is_said_leads_and_brings_the_rest() {
    assert_eq!(chosen(WHOLE), "large shop chris main as-it-is");
}

#[test]
fn an_empty_book_has_nobody_to_lead() {
    assert_eq!(chosen(&[]), "- - - - -");
    with_viewer(&[], |viewer| {
        assert!(!super::asks(viewer) && !first_path::exists(viewer));
        assert!(links(viewer).is_empty() && tour::pages(viewer).is_empty());
        assert!(people_of_the_weeks(viewer).is_empty());
    });
}

#[test]
fn drafts_lead_only_where_there_is_nobody_else_and_what_is_retired_never() {
    let draft = ("persona:a", r#"status = "draft"; goals = ["x"]"#);
    let retired = ("persona:b", r#"status = "retired"; goals = ["x"]"#);
    assert_eq!(chosen(&[draft, retired]), "- - a - -");
    assert_eq!(chosen(&[draft, retired, ("persona:c", "")]), "- - c - -");
    assert_eq!(chosen(&[retired]), "- - - - -");
    let negative = ("persona:d", r#"kind = "negative""#);
    assert_eq!(chosen(&[negative]), "- - - - -");
}

#[test]
fn without_a_tier_the_largest_share_is_best_and_what_declines_never_is() {
    let share = |name, percent| (name, percent);
    let segments = [
        share("segment:a", r#"share = { margin = 10 }"#),
        share("segment:b", r#"share = { margin = 70 }"#),
        share(
            "segment:c",
            r#"share = { margin = 20 }; tier = "A"; strategy = "decline""#,
        ),
    ];
    assert_eq!(chosen(&segments), "b - - - -");
    assert_eq!(chosen(&segments[2..]), "- - - - -");
    let written = [segments[0], segments[1], ("segment:z", r#"tier = "A""#)];
    assert_eq!(chosen(&written), "b - - - -", "of two in tier A the larger");
}

#[test]
fn the_low_point_is_hers_and_not_that_of_others() {
    let book = book(WHOLE);
    let lead = Introduction::of(&book.catalog, &[]);
    assert_eq!(lead.low_point(), Some((1, -1.0)));
}

#[test]
fn the_tour_stops_where_the_book_has_something_to_show() {
    let stops = |entries: &[(&str, &str)]| {
        with_viewer(entries, |viewer| {
            let stops = tour::stops(&viewer.lead).into_iter();
            let pages = tour::pages(viewer);
            let paths: Vec<String> = pages.iter().map(|page| page.path.clone()).collect();
            let urls: Vec<String> = stops.map(tour::Stop::url).collect();
            assert_eq!(paths, urls);
            let names = urls
                .iter()
                .map(|url| &url["learn/tour-".len()..url.len() - 5]);
            names.collect::<Vec<_>>().join(" ")
        })
    };
    assert_eq!(
        stops(WHOLE),
        "segment profile committee persona job journey message"
    );
    assert_eq!(stops(&[("persona:sole", "")]), "persona");
    assert_eq!(stops(&[("icp:bare", "")]), "profile");
    let silent = [
        ("persona:sole", ""),
        (
            "journey:felt",
            r#"personas = ["sole"]; stages = [{ name = "One", emotion = 0 }]"#,
        ),
    ];
    assert_eq!(stops(&silent), "persona journey");
}

#[test]
fn the_bar_of_the_tour_leads_to_both_sides_and_ends() {
    with_viewer(&[("persona:sole", ""), ("icp:bare", "")], |viewer| {
        let pages = tour::pages(viewer);
        let at = |page: usize, path| text(&pages[page].page, path);
        assert_eq!(at(0, "previous.url"), "");
        assert_eq!(at(0, "next.url"), "learn/tour-persona.html");
        assert_eq!(at(1, "previous.url"), "learn/tour-profile.html");
        assert_eq!(at(1, "next.url"), "");
        assert_eq!(at(1, "onward.0.url"), "learn/quiz.html");
        assert_eq!(at(1, "onward.1.url"), "learn/path.html");
        assert_eq!(
            at(0, "onward.0.url"),
            "",
            "the end is on the last page only"
        );
    });
}

const PLACE: PagePlace = PagePlace {
    path: first_path::URL,
    name: "first-path",
};

/// The milestones of the path of a book without paths, each with the titles of its steps.
fn first_weeks(entries: &[(&str, &str)]) -> Vec<String> {
    with_viewer(entries, |viewer| {
        let page = first_path::exists(viewer).then(|| first_path::page(viewer, PLACE));
        let list = |value: &Value, path| -> Vec<Value> {
            let found = value.get_from_path(path).and_then(Value::as_array);
            found.unwrap_or_default().to_vec()
        };
        let milestones = page.map_or_else(Vec::new, |page| list(&page.page, "walk.milestones"));
        milestones
            .iter()
            .map(|one| {
                let steps = list(one, "steps");
                let titles = steps.iter().map(|step| text(step, "title"));
                format!(
                    "{}: {}",
                    text(one, "name"),
                    titles.collect::<Vec<_>>().join(", ")
                )
            })
            .collect()
    })
}

#[test]
fn a_book_without_paths_gets_one_made_of_what_it_has() {
    assert_eq!(
        first_weeks(WHOLE),
        [
            "Day 1: Ten minutes to begin with, The group we are best for, The firm that fits best, Meet chris",
            "Week 1: The others who have a say, What chris hires us for, Walk the journey once, The words we use",
            "Month 1: When a lead is ready, How we know, Test yourself",
        ]
    );
    assert_eq!(
        first_weeks(&[("term:word", "")]),
        ["Week 1: The words we use"]
    );
    assert!(first_weeks(&[("page:only", "")]).is_empty());
    let path = (
        "path:own",
        r#"milestones = [{ name = "Day 1", steps = [{ title = "Listen" }] }]"#,
    );
    assert!(first_weeks(&[("persona:sole", ""), path]).is_empty());
    assert!(with_viewer(&[path], has_paths));
}

#[test]
fn the_owner_of_what_is_read_is_the_one_to_ask() {
    with_viewer(WHOLE, |viewer| {
        let page = first_path::page(viewer, PLACE).page;
        let ask = |place: &str| text(&page, &format!("walk.milestones.{place}.ask.plain"));
        assert!(ask("0.steps.1").starts_with("Ada,"));
        assert!(ask("2.steps.0").starts_with("Bo,"));
        assert_eq!(ask("0.steps.0"), "");
    });
}

#[test]
fn every_persona_of_today_has_a_week_as_far_as_weeks_go() {
    let names: Vec<String> = (0..60).map(|n| format!("persona:p{n:02}")).collect();
    let mut entries: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), r#"role = "Buyer""#))
        .collect();
    entries[1].1 = r#"kind = "negative""#;
    entries[2].1 = r#"status = "retired""#;
    entries[3].1 = r#"frustrations = ["Waiting."]"#;
    // Of whom only a name is known nobody can talk.
    entries[4].1 = "";
    with_viewer(&entries, |viewer| {
        let people = people_of_the_weeks(viewer);
        assert_eq!(people.len(), 53);
        let card = people[1].card.clone().value();
        assert_eq!(text(&card, "id"), "p03");
        assert_eq!(
            people[1].question,
            "Where did we meet this in the past week: “Waiting”?"
        );
        assert_eq!(
            people[0].question,
            "What would p00 the persona say about what we are working on this week?"
        );
    });
}
