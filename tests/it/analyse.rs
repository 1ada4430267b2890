//! Lists of customers looked at, by data: `tests/analyse/lists` has a folder for each list, with the command in `arguments.txt`; `expected.txt` is what the
//! program says, and every file of the book (`tests/analyse/book`) that is another one then. `UPDATE=1 cargo test --test it analyse::` writes what it says now.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proptest::prelude::*;
use tempfile::TempDir;

use crate::accounts::words;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/analyse")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795824000")
        .args(arguments)
        .args(["--root", "book"])
        .output()
        .unwrap()
}

/// Every file in a folder and below it, by its path there.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for item in fs::read_dir(next).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                let name = name.replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// A folder with the book in it.
fn with_book() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files(&tests().join("book")) {
        let path = folder.path().join("book").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn said(done: Output) -> String {
    String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap()
}

#[test]
fn lists_of_customers_are_looked_at_and_the_book_says_what_they_say() {
    let before = files(&tests().join("book"));
    let mut cases: Vec<PathBuf> = fs::read_dir(tests().join("lists"))
        .unwrap()
        .map(|case| case.unwrap().path())
        .collect();
    cases.sort();
    for case in cases {
        let folder = with_book();
        for (name, text) in files(&case) {
            if name.ends_with(".csv") {
                fs::write(folder.path().join(name), text).unwrap();
            }
        }
        let line = fs::read_to_string(case.join("arguments.txt")).unwrap();
        let arguments = words(&line);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let done = run(folder.path(), &arguments);
        let code = done.status.code().unwrap();
        let mut told = format!("$ personabook {line}{}exit code {code}\n", said(done));
        for (name, text) in files(&folder.path().join("book")) {
            if before.get(&name) != Some(&text) {
                write!(told, "\n{name}\n{text}").unwrap();
            }
        }
        if arguments.contains(&"--write") {
            let check = run(folder.path(), &["check"]);
            assert_eq!(check.status.code(), Some(0), "{case:?}: {}", said(check));
            // Once more nothing is begun a second time.
            let again = files(&folder.path().join("book"));
            run(folder.path(), &arguments);
            assert_eq!(files(&folder.path().join("book")), again, "{case:?}");
        }
        let file = case.join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &told).unwrap();
        }
        snapbox::assert_data_eq!(told, snapbox::Data::read_from(&file, None).raw());
    }
}

#[test]
fn evidence_that_is_there_is_not_written_over() {
    let folder = with_book();
    fs::write(
        folder.path().join("list.csv"),
        "name,sector,revenue\nA,shop,100\nB,care,50\n",
    )
    .unwrap();
    let file = folder.path().join("book/content/evidence/list.toml");
    let own = "name = \"Ours\"\nmethod = \"crm\"\ndate = 2026-01-01\n";
    fs::write(&file, own).unwrap();
    let done = run(folder.path(), &["analyse", "list.csv", "--write"]);
    assert!(done.status.success(), "{}", said(done));
    assert_eq!(fs::read_to_string(&file).unwrap(), own);
    // What cannot be read is in the way, and nothing is written.
    fs::write(&file, "name = \n").unwrap();
    let before = files(&folder.path().join("book"));
    let done = run(folder.path(), &["analyse", "list.csv", "--write"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(said(done).contains("is no evidence in use"));
    assert_eq!(files(&folder.path().join("book")), before);
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let folder = with_book();
    fs::write(
        folder.path().join("list.csv"),
        "name,sector,paid\nA,shop,1\n",
    )
    .unwrap();
    for (arguments, expected) in [
        (&["--icp", "shopp"][..], "did you mean `shop`?"),
        (&["--revenue", "pai"], "did you mean `paid`?"),
        (&["--margin", "x"], "the list has no column `x`"),
        (&["--segment-column", "sectr"], "did you mean `sector`?"),
        (
            &["--outcome", "Status=Won"],
            "the list has no column `Status`",
        ),
        (&["--outcome", "paid=2"], "the list has no customer"),
        (&["--cycle", "x"], "the list has no column `x`"),
        (&["--map", "paid=employes"], "did you mean `employees`?"),
    ] {
        let done = run(
            folder.path(),
            &[&["analyse", "list.csv"], arguments].concat(),
        );
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        let said = said(done);
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
}

/// A list of which each row has a name of its own.
fn list(rows: &[(u8, u8, i32, u8)], order: &[usize], columns: &[usize]) -> String {
    let header = [
        "account",
        "sector",
        "employees",
        "revenue",
        "margin",
        "country",
    ];
    let line = |cells: [String; 6]| {
        let cells = columns.iter().map(|column| cells[*column].clone());
        cells.collect::<Vec<_>>().join(",") + "\n"
    };
    let mut text = line(header.map(str::to_owned));
    for place in order {
        let (sector, employees, revenue, country) = rows[*place];
        text += &line([
            format!("Firm {place}"),
            ["shop", "care", "office", ""][usize::from(sector)].to_owned(),
            employees.to_string(),
            revenue.to_string(),
            (revenue / 3).to_string(),
            ["NL", "BE", "DE"][usize::from(country)].to_owned(),
        ]);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_of_rows_and_columns_makes_no_difference_and_shares_are_a_whole(
        rows in proptest::collection::vec((0u8..4, 0u8..250, -50i32..500, 0u8..3), 1..40),
        order in Just((0..40).collect::<Vec<usize>>()).prop_shuffle(),
        columns in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let folder = with_book();
        let order: Vec<usize> = order.into_iter().filter(|place| *place < rows.len()).collect();
        let plain: Vec<usize> = (0..rows.len()).collect();
        let told = |text: String| {
            fs::write(folder.path().join("list.csv"), text).unwrap();
            let done = run(folder.path(), &["analyse", "list.csv"]);
            (done.status.code(), said(done))
        };
        let one = told(list(&rows, &plain, &[0, 1, 2, 3, 4, 5]));
        let other = told(list(&rows, &order, &columns));
        prop_assert_eq!(one.0, Some(0), "{}", one.1);
        prop_assert_eq!(&one, &other);
        // The segments that lie in no other one, and those outside, make a hundred percent of the customers.
        let table = one.1.split("shares of the segments").nth(1).unwrap_or_default();
        let table = table.split("\n\n").next().unwrap_or_default();
        let top = table.lines().filter(|line| line.starts_with("  ") && !line.starts_with("    "));
        let shares = top.filter_map(|line| {
            let rest = line.split("customers ").nth(1)?;
            rest.split('%').next()?.trim().parse::<f64>().ok()
        });
        let shares: Vec<f64> = shares.collect();
        let sum: f64 = shares.iter().sum();
        prop_assert!(shares.is_empty() || (sum - 100.0).abs() < 0.01, "{}\n{}", sum, one.1);
    }
}

#[test]
fn an_analysis_is_a_page_in_the_language_of_the_book() {
    let case = tests().join("lists/deals");
    let line = fs::read_to_string(case.join("arguments.txt")).unwrap();
    let mut arguments = words(&line);
    arguments.extend(["--report", "report"].map(str::to_owned));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    for (language, title, segment) in [
        (
            "en",
            "Who are our best customers?",
            "What each segment brings",
        ),
        (
            "nl",
            "Wie zijn onze beste klanten?",
            "Wat elk segment opbrengt",
        ),
    ] {
        let folder = with_book();
        for (name, text) in files(&case) {
            if name.ends_with(".csv") {
                fs::write(folder.path().join(name), text).unwrap();
            }
        }
        let config = folder.path().join("book/personabook.toml");
        let text = fs::read_to_string(&config).unwrap();
        let own = format!("[book]\nlanguage = \"{language}\"");
        fs::write(&config, text.replacen("[book]", &own, 1)).unwrap();
        let done = run(folder.path(), &arguments);
        let said = said(done);
        assert!(said.contains("report: "), "{said}");
        let html = fs::read_to_string(folder.path().join("report/index.html")).unwrap();
        for word in [title, segment, "ch-series-1", "ch-gain"] {
            assert!(html.contains(word), "{language}: {word}");
        }
        // Every word was found, and nothing stands in the page that the policy of the site forbids.
        for wrong in [
            "customers_",
            "report_",
            "sales_said_",
            "<style",
            " style=",
            "<script>",
            "http:",
        ] {
            assert!(!html.contains(wrong), "{language}: {wrong}");
        }
        for name in html
            .split("static/")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
        {
            assert!(
                folder.path().join("report/static").join(name).exists(),
                "{name}"
            );
        }
    }
}
