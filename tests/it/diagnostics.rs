//! Every message, by data: a folder with bad content, and the whole of what the program says about it.
//! `UPDATE=1 cargo test --test it diagnostics::` writes what it says now; read it before you commit it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use personabook::build::{Options, build};
use personabook::diag::{self, Report, Severity};
use personabook::progress::nobody;
use personabook::rules::RULES;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    cases
}

fn says(case: &Path) -> String {
    let options = Options {
        today: "2026-11-21".parse().unwrap(),
        drafts: false,
        audiences: &[],
    };
    let built = build(case, options, &nobody).unwrap();
    assert!(built.site.is_none(), "{} has no error", case.display());
    let summary = built.report.summary(built.files).unwrap();
    let by_rule = built.report.by_rule();
    let by_rule = by_rule.map(|line| line + "\n").unwrap_or_default();
    format!("{}{by_rule}{summary}\n", diag::human(&built.report, false))
}

#[test]
fn every_mistake_gets_its_message() {
    let mut different = Vec::new();
    for case in cases() {
        let expected = case.join("expected.txt");
        let says = says(&case);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &says).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != says {
            different.push(format!("--- {} now says ---\n{says}", case.display()));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn every_warning_is_a_rule() {
    let mut shown = BTreeSet::new();
    for case in cases() {
        let expected = fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
        for told in expected
            .lines()
            .filter_map(|line| line.strip_prefix("warning["))
        {
            shown.extend(told.split(']').next().map(str::to_owned));
        }
    }
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    let others: Vec<&String> = shown.difference(&rules).collect();
    assert_eq!(others, [""; 0]);
}

#[test]
fn a_book_takes_rules_as_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let persona = folder.path().join("content/personas/noor.toml");
    fs::create_dir_all(persona.parent().unwrap()).unwrap();
    fs::write(persona, "name = \"Noor\"\nreviewed = 2019-01-01\n").unwrap();
    let told = |checks: &str| {
        let config = format!("[book]\ntitle = \"A\"\n[checks]\n{checks}\n");
        fs::write(folder.path().join("personabook.toml"), config).unwrap();
        let options = Options {
            today: "2026-11-21".parse().unwrap(),
            drafts: false,
            audiences: &[],
        };
        let built = build(folder.path(), options, &nobody).unwrap();
        let codes = |report: &Report| {
            let found = report.diagnostics.iter();
            found
                .map(|one| (one.code, one.severity))
                .collect::<Vec<_>>()
        };
        let own = ["stale", "persona-without-quote", "without-owner"];
        let advice = codes(&built.advice).into_iter();
        (
            codes(&built.report),
            advice.filter(|(code, _)| own.contains(code)).count(),
            built.site.is_some(),
        )
    };
    let (stale, without_quote) = ("stale", "persona-without-quote");
    assert_eq!(told(""), (vec![(stale, Severity::Warning)], 2, true));
    assert_eq!(told("stale = \"allow\""), (vec![], 3, true));
    assert_eq!(
        told("stale = \"deny\"\npersona-without-quote = \"warn\""),
        (
            vec![(without_quote, Severity::Warning), (stale, Severity::Error)],
            1,
            false
        )
    );
}

#[test]
fn every_rule_of_the_source_is_shown_by_a_case() {
    let shown: String = cases()
        .iter()
        .map(|case| fs::read_to_string(case.join("expected.txt")).unwrap_or_default())
        .collect();
    let missing: Vec<String> = rules_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .into_iter()
        .filter(|rule| !shown.contains(&format!("[{rule}]")))
        .collect();
    // Nobody wants a file of 10 or 20 MB here: `costs` makes them. Neither a FIFO nor a symbolic link can be checked out on every system; `tests/it/survives.rs` makes them.
    let elsewhere = [
        "document-too-large",
        "file-too-large",
        "no-file",
        "symbolic-link",
    ];
    assert_eq!(missing, elsewhere);
}

/// Every `"rule-name"` that stands where a diagnostic or finding is made.
fn rules_in(folder: &Path) -> BTreeSet<String> {
    let mut rules = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rules.extend(rules_in(&path));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for maker in ["Diagnostic::error(", "Finding::new(", "stranger("] {
            for call in code.split(maker).skip(1) {
                let call: String = call.chars().take(120).collect();
                let arguments = call.split(';').next().unwrap();
                if let Some(rule) = arguments.split('"').nth(1)
                    && rule.contains('-')
                    && !rule.contains(' ')
                {
                    rules.insert(rule.to_owned());
                }
            }
        }
    }
    rules
}
