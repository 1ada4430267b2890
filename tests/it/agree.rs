//! What `check` tells, the health page, `health.json` and the queues say the same of every book.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value as Json;

use super::small_book::{built_at, main, with_warnings, written};

/// How often each rule finds something.
type Counts = BTreeMap<String, usize>;

/// What `check --advice` tells: warnings, and advice.
fn told(root: &Path) -> (Counts, Counts) {
    let done = Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(["check", "--advice", "--format", "json", "--root"])
        .arg(root)
        .args(["--today", "2026-11-21"])
        .output()
        .unwrap();
    let (mut warnings, mut advice) = (Counts::new(), Counts::new());
    for line in String::from_utf8(done.stdout).unwrap().lines() {
        let found: Json = serde_json::from_str(line).unwrap();
        let code = found["code"].as_str().unwrap().to_owned();
        match found["severity"].as_str().unwrap() {
            "warning" => *warnings.entry(code).or_default() += 1,
            "advice" => *advice.entry(code).or_default() += 1,
            other => panic!("{other}: {found}"),
        }
    }
    (warnings, advice)
}

/// What the health page shows below a mark.
fn shown(page: &str, tone: &str) -> Counts {
    let mut counts = Counts::new();
    for group in main(page).split("<li data-rule=\"").skip(1) {
        let rule = group.split('"').next().unwrap();
        let badge = group.split("<span class=\"badge ").nth(1).unwrap();
        let (mark, rest) = badge.split_once("\">").unwrap();
        if mark == tone {
            let count = rest.split('<').next().unwrap();
            let digits: String = count.chars().filter(char::is_ascii_digit).collect();
            counts.insert(rule.to_owned(), digits.parse().unwrap());
        }
    }
    counts
}

const BROKEN: &[(&str, &str)] = &[
    (
        "personas/ann.toml",
        "name = \"Ann\"\nreviewed = 2022-05-01\nquote = \"\"\ngoals = [\"TODO\"]\nactions = [{ what = \"Call\", due = 2026-01-01 }]\n",
    ),
    ("personas/bo.toml", "name = \"Bo\"\nquotes = [\"Well.\"]\n"),
    ("personas/cy.toml", "name = \"Cy\"\nstatus = \"draft\"\n"),
    ("personas/di.toml", "name = \"Di\"\nstatus = \"retired\"\n"),
    (
        "icps/shops.toml",
        "name = \"Shops\"\ntriggers = [\"A new shop\"]\n",
    ),
    (
        "icps/banks.toml",
        "name = \"Banks\"\nallow = [{ rule = \"icp-without-signals\", because = \"New.\" }]\n",
    ),
    (
        "journeys/start.toml",
        "name = \"Start\"\npersonas = [\"ann\"]\n[[stages]]\nname = \"Search\"\nopportunities = [{ title = \"Show prices\", due = 2026-01-01, status = \"soon\" }]\n",
    ),
    (
        "evidence/talks.toml",
        "name = \"Talks\"\ndate = 2062-01-01\n",
    ),
];

#[test]
fn check_health_its_numbers_and_the_queues_count_the_same() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let broken = written("", BROKEN);
    let strict = written(
        "[checks]\nwithout-owner = \"warn\"\nstale = \"allow\"\n",
        BROKEN,
    );
    let many: Vec<(String, String)> = (0..9)
        .map(|number| {
            let text = format!(
                "name = \"P{number}\"\nreviewed = 201{number}-05-01\nsummary = \"Buys.\"\n"
            );
            (format!("personas/p{number}.toml"), text)
        })
        .collect();
    let many: Vec<(&str, &str)> = many
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let overdue = written("", &many);
    let fresh = written(
        "",
        &[(
            "personas/ann.toml",
            "name = \"Ann\"\nreviewed = 2026-11-01\nsummary = \"Buys.\"\n",
        )],
    );
    let books = [
        overdue.path().to_owned(),
        fresh.path().to_owned(),
        here.to_owned(),
        here.join("examples/buurtbakker"),
        here.join("tests/golden/book"),
        broken.path().to_owned(),
        strict.path().to_owned(),
    ];
    for root in &books {
        let name = root.display();
        let (site, _) = with_warnings(built_at(root));
        let (warnings, advice) = told(root);
        let health = &site["all/health.html"];
        assert_eq!(shown(health, "tone-bad"), warnings, "{name}");
        assert_eq!(shown(health, "tone-fair"), advice, "{name}");
        let numbers: Json = serde_json::from_str(&site["health.json"]).unwrap();
        let counted: Counts = serde_json::from_value(numbers["findings"].clone()).unwrap();
        assert_eq!(counted, warnings, "{name}");

        // What is overdue, or was never reviewed, stands in the queues.
        let due = |since: bool| {
            let queues = numbers["queues"].as_array().unwrap().iter();
            let due = queues.flat_map(|queue| queue["due"].as_array().unwrap());
            due.filter(|one| one["since"].is_string() == since).count()
        };
        let set_aside = shown(health, "");
        let of = |rule: &str| {
            let counts = [&advice, &warnings, &set_aside].into_iter();
            counts.filter_map(|counts| counts.get(rule)).sum::<usize>()
        };
        assert_eq!(due(true), of("stale"), "{name}");
        assert_eq!(due(false), of("never-reviewed"), "{name}");
        // The home page is for readers.
        assert!(!site["index.html"].contains("id=\"stale\""), "{name}");
        let count = numbers["without_owner"].as_u64().unwrap();
        assert_eq!(count, of("without-owner") as u64, "{name}");
    }
    assert!(told(broken.path()).0.len() > 5);
    assert!(told(overdue.path()).0["stale"] > 6);
    assert_eq!(told(fresh.path()).0.get("stale"), None);
}
