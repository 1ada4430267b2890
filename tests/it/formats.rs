//! Formats for other programs, by data: a book with mistakes, and the whole of what each format says of it.
//! `UPDATE=1 cargo test --test it formats::` writes what they say now; read it before you commit it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use personabook::build::build;
use personabook::diag::{self, Context, Report, RuleText, Severity};
use personabook::progress::nobody;
use serde_json::Value;

use super::small_book::options;

fn book() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats"))
}

/// What is wrong with the book, with advice.
fn report() -> Report {
    let built = build(book(), options(), &nobody).unwrap();
    let mut report = built.report;
    report.merge(built.advice);
    report.sort();
    report
}

#[test]
fn each_format_says_it_all() {
    let context = Context {
        folder: "klanten/à jour/".to_owned(),
        rules: vec![RuleText {
            name: "stale",
            severity: Severity::Warning,
            about: "An entry whose next review is overdue.".to_owned(),
            help: "Look at it.".to_owned(),
        }],
        version: "1.2.3",
    };
    let report = report();
    for (file, says) in [
        ("expected.sarif", diag::sarif(&report, &context)),
        ("expected.github.txt", diag::github(&report, &context)),
        ("expected.gitlab.json", diag::gitlab(&report, &context)),
        ("expected.jsonl", diag::json(&report)),
        ("expected.txt", diag::short(&report)),
    ] {
        let path = book().join(file);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &says).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(expected == says, "{file} would now be\n{says}");
    }
}

/// What the program prints in a format, from the folder above the book.
fn printed(format: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(["check", "--advice", "--root", "./formats", "--today"])
        .args(["2026-11-21", "--format", format])
        .current_dir(book().parent().unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn sarif_names_its_rules_and_its_places() {
    let log: Value = serde_json::from_str(&printed("sarif")).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let names: BTreeSet<&str> = rules
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), rules.len(), "each rule stands once");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), report().diagnostics.len());
    let mut fingerprints = BTreeSet::new();
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[rule]["id"]);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.starts_with("formats/") && uri.is_ascii() && !uri.contains([' ', ',']));
        if let Some(region) = place["region"].as_object() {
            let number = |key: &str| region[key].as_u64().unwrap();
            let start = (number("startLine"), number("startColumn"));
            let end = (number("endLine"), number("endColumn"));
            assert!(start >= (1, 1) && start <= end, "{result}");
        }
        let fingerprint = &result["partialFingerprints"]["personabook/v1"];
        assert!(fingerprints.insert(fingerprint.as_str().unwrap()));
    }
}

#[test]
fn a_fingerprint_stays_when_lines_and_days_go_by() {
    let fingerprints = |above: &str, today: &str| {
        let folder = tempfile::tempdir().unwrap();
        let persona = folder.path().join("content/personas/noor.toml");
        fs::create_dir_all(persona.parent().unwrap()).unwrap();
        let text = format!(
            "name = \"Noor\"\n{above}reviewed = 2019-01-01\nquotes = [\"\", \"\"]\nvalidation = [{{ question = \"Do you recognise this person?\", date = 2062-02-03 }}]\n"
        );
        fs::write(persona, text).unwrap();
        fs::write(
            folder.path().join("personabook.toml"),
            "[book]\ntitle = \"A\"\n",
        )
        .unwrap();
        let today = today.parse().unwrap();
        let built = build(
            folder.path(),
            personabook::build::Options { today, ..options() },
            &nobody,
        );
        let context = Context {
            folder: String::new(),
            rules: Vec::new(),
            version: "",
        };
        let report = diag::gitlab(&built.unwrap().report, &context);
        let issues: Vec<Value> = serde_json::from_str(&report).unwrap();
        let names = issues.iter().map(|issue| issue["fingerprint"].to_string());
        names.collect::<BTreeSet<_>>()
    };
    let first = fingerprints("", "2026-11-21");
    assert_eq!(first.len(), 4);
    assert_eq!(first, fingerprints("# A line\n\n", "2026-12-24"));
}

#[test]
fn nothing_but_the_format_is_printed() {
    for line in printed("github").lines() {
        assert!(line.starts_with("::"), "{line}");
        assert!(line.contains(" file=formats/content/personas/"), "{line}");
    }
    let issues: Vec<Value> = serde_json::from_str(&printed("gitlab")).unwrap();
    assert_eq!(issues.len(), report().diagnostics.len());
}
