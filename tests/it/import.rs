//! Documents that a team has already become entries: `tests/import/` is documents in, everything said and written out. Nothing of them is lost, and what comes of
//! them builds.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use proptest::prelude::*;

fn cases() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1793491200")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    format!("{out}{err}")
}

fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(items) = fs::read_dir(&next) else {
            continue;
        };
        for item in items {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files_below(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The words of a text, in lower case: what is between signs.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.to_lowercase();
    let words = words.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words of files that stand neither in the book nor in what was said.
fn lost(inputs: &str, book: &Path, said: &str) -> BTreeSet<String> {
    let content = files_below(&book.join("content"));
    let mut kept = words(said);
    for (name, bytes) in &content {
        kept.extend(words(name));
        kept.extend(words(&String::from_utf8_lossy(bytes)));
    }
    words(inputs).difference(&kept).cloned().collect()
}

fn assert_builds(book: &Path) {
    let built = run(book, &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
}

#[test]
fn each_form_of_a_document_becomes_entries() {
    let is_update = std::env::var_os("UPDATE").is_some();
    for case in fs::read_dir(cases()).unwrap() {
        let case = case.unwrap().path();
        let folder = tempfile::tempdir().unwrap();
        copy(&case.join("input"), &folder.path().join("old"));
        copy(&case.join("before"), &folder.path().join("book"));
        let before = files_below(&folder.path().join("book"));
        let arguments = fs::read_to_string(case.join("arguments")).unwrap_or_default();
        let mut all = vec!["import", "old", "--root", "book"];
        all.extend(arguments.lines());
        let output = run(folder.path(), &all);
        let mut told = said(&output);
        assert_eq!(output.status.code(), Some(0), "{}: {told}", case.display());
        let book = folder.path().join("book");
        let after = files_below(&book);
        for (name, bytes) in &before {
            assert_eq!(after.get(name), Some(bytes), "{name} was written over");
        }
        for (name, bytes) in &after {
            if name.starts_with("content/") && !before.contains_key(name) {
                told.push_str(&format!("\n==> {name}\n{}", String::from_utf8_lossy(bytes)));
            }
        }
        let kept = case.join("said.txt");
        if is_update {
            fs::write(&kept, &told).unwrap();
        }
        assert_eq!(
            told,
            fs::read_to_string(&kept).unwrap_or_default(),
            "{}",
            case.display()
        );
        assert_builds(&book);
        let inputs: Vec<String> = files_below(&case.join("input"))
            .values()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        let lost = lost(&inputs.join("\n"), &book, &told);
        assert!(lost.is_empty(), "{}: {lost:?}\n{told}", case.display());
    }
}

fn refused(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    fs::write(
        folder.path().join("good.json"),
        "{\"name\": \"Noor\", \"role\": \"Head\"}",
    )
    .unwrap();
    let output = run(
        folder.path(),
        &["import", "good.json", name, "--root", "book"],
    );
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{name}: {told}");
    assert!(!folder.path().join("book").exists(), "{name}: {told}");
    assert!(told.contains("nothing was written"), "{told}");
    told
}

#[test]
fn what_cannot_be_read_is_told_with_its_place_and_changes_nothing() {
    for (name, text, told) in [
        ("half.json", "[\n  {\"name\": \"Noor\",\n", "half.json:3:1"),
        (
            "half.yaml",
            "name: Noor\ngoals: [a,\n  b\nrole: x: y\n",
            "half.yaml:4:",
        ),
        ("twice.yaml", "name: Noor\nname: Jan\n", "twice.yaml:2:1"),
        (
            "half.csv",
            "Name,Goals\nNoor,\"Grow\nJan,Sleep\n",
            "half.csv:2:6",
        ),
        (
            "half.mmd",
            "journey\n  section A\n  nothing\n",
            "half.mmd:3:",
        ),
        ("half.md", "---\nname: [a\n---\n\n# Noor\n", "half.md:"),
        ("half.toml", "name = \"Noor\nage = 3\n", "half.toml:1:"),
    ] {
        let found = refused(name, text.as_bytes());
        assert!(found.contains(told), "{name}: {found}");
    }
    assert!(refused("bytes.md", b"# Noor\n\nZo\xeb\n").contains("bytes.md:3:3"));
    assert!(refused("nul.yaml", b"name: a\0b\n").contains("nul.yaml:1:8"));
    let huge = "a".repeat(11 * 1024 * 1024);
    assert!(refused("huge.md", huge.as_bytes()).contains("larger than 10 MB"));
}

#[test]
fn what_is_asked_wrongly_is_refused_with_the_edit_to_make() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("team.csv"), "Name,Wish list\nNoor,Peace\n").unwrap();
    fs::write(path.join("notes.docx"), "x").unwrap();
    for (arguments, told) in [
        (
            &["team.csv", "--map", "Wish lists=needs"][..],
            "did you mean `Wish list`?",
        ),
        (
            &["team.csv", "--map", "Wish list=neds"],
            "did you mean `needs`?",
        ),
        (&["notes.docx"], "save it as Markdown"),
        (&["nowhere.csv"], "nowhere.csv"),
    ] {
        let all = [&["import", "--root", "book"], arguments].concat();
        let output = run(path, &all);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(told), "{}", said(&output));
    }
    let output = run(
        path,
        &[
            "import",
            "team.csv",
            "--root",
            "book",
            "--map",
            "Wish list=needs",
            "--dry-run",
        ],
    );
    assert!(
        said(&output).contains("\"Wish list\" -> needs"),
        "{}",
        said(&output)
    );
    assert!(!path.join("book").exists(), "a trial wrote something");
    assert_eq!(
        run(
            path,
            &["import", "team.csv", "--root", "book", "--kind", "persona"]
        )
        .status
        .code(),
        Some(0)
    );
    let inside = run(path, &["import", "book"]);
    assert!(
        said(&inside).contains("is a book already"),
        "{}",
        said(&inside)
    );
}

#[test]
fn a_long_list_takes_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let mut list = "Name,Role,Goals,Pain points,Shoe size\n".to_owned();
    for number in 0..1_500 {
        list.push_str(&format!(
            "Person {number},Buyer,Grow|Sleep,Slow suppliers,{number}\n"
        ));
    }
    fs::write(folder.path().join("personas.csv"), list).unwrap();
    let begun = Instant::now();
    let output = run(folder.path(), &["import", "personas.csv", "--root", "book"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(
        begun.elapsed() < Duration::from_secs(120),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(
        fs::read_dir(folder.path().join("book/content/personas"))
            .unwrap()
            .count(),
        1_500
    );
}

/// The examples of the documentation: a file is a path in backticks on a line of its own and a fence below it, and a fence of `console` has commands with what they say.
#[test]
fn the_examples_of_the_documentation_say_what_they_show() {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/import.md");
    let text = fs::read_to_string(&page).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut anew = String::new();
    let mut lines = text.lines();
    let mut path: Option<String> = None;
    let mut commands = 0;
    while let Some(line) = lines.next() {
        anew.push_str(&format!("{line}\n"));
        if !line.starts_with("```") {
            let is_blank = line.trim().is_empty();
            let named = line
                .strip_prefix('`')
                .and_then(|rest| rest.strip_suffix('`'));
            path = named.map(str::to_owned).or(path.filter(|_| is_blank));
            continue;
        }
        let fence = &line[..line.len() - line.trim_start_matches('`').len()];
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        if let Some(path) = path.take() {
            fs::write(folder.path().join(path), inside.join("\n") + "\n").unwrap();
        }
        if line == "```console" {
            for command in inside
                .iter()
                .filter_map(|line| line.strip_prefix("$ personabook "))
            {
                commands += 1;
                let output = run(folder.path(), &command.split(' ').collect::<Vec<_>>());
                anew.push_str(&format!("$ personabook {command}\n{}", said(&output)));
            }
        } else {
            anew.push_str(&inside.join("\n"));
            anew.push('\n');
        }
        anew.push_str(&format!("{fence}\n"));
    }
    assert!(commands > 5);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&page, &anew).unwrap();
    }
    assert!(
        anew == fs::read_to_string(&page).unwrap(),
        "run UPDATE=1 cargo test --test it import::\n{anew}"
    );
}

/// Imports one document, and says what was lost.
fn lost_of(name: &str, text: &str) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let output = run(folder.path(), &["import", name, "--root", "book"]);
    let told = said(&output);
    let book = folder.path().join("book");
    match output.status.code() {
        // Not a word was taken, and that was said.
        Some(1 | 2) if !book.exists() => Ok(()),
        Some(0) => {
            let lost = lost(text, &book, &told);
            if !lost.is_empty() {
                return Err(format!("lost {lost:?}\n{told}"));
            }
            let check = run(&book, &["check"]);
            match check.status.code() {
                Some(0) => Ok(()),
                _ => Err(said(&check)),
            }
        }
        _ => Err(told),
    }
}

#[test]
fn what_stands_between_entries_of_a_document_is_kept() {
    for text in [
        "## Personas\n\n- one\n\n# Name\n\n- between\n\n## Stage\n\n- x\n- Decision: y\n  - z\n",
        "# People\n\n## Ann\n\nRole: buyer\n\n# More people\n\nSomething between.\n\n## Bob\n\nRole: user\n",
    ] {
        let found = lost_of("persona of somebody.md", text);
        assert!(found.is_ok(), "{}\n{text}", found.unwrap_err());
    }
}

const LABELS: [&str; 24] = [
    "Name",
    "Role",
    "Age",
    "Goals",
    "Pain points",
    "Emotion",
    "Stage",
    "Status",
    "Segment",
    "Personas",
    "Kind",
    "Date",
    "Quote",
    "Channels",
    "Day",
    "Evidence",
    "Reviewed",
    "Audience",
    "Decision",
    "Portrait",
    "Skills",
    "Links",
    "Odd one",
    "Story",
];

/// Values that are easily taken for something else.
fn value() -> impl Strategy<Value = String> {
    let plain = "[a-z]{1,6}( [a-zé0-9]{1,5}){0,3}";
    let odd = prop::sample::select(vec![
        "38",
        "-2",
        "1.50",
        "validated",
        "2026-03-01",
        "3/4/2026",
        "[x](y.pdf)",
        "![a](b.png)",
        "a[^q]",
        "persona:noor",
        "[z](persona:nobody)",
        "a; b | c",
        "<b>bold</b>",
        "Excel: 4",
        "08:15 opens",
        "'''",
        "\"q\"",
        "# no heading",
        "a: b",
        "yes",
        "worried to hopeful",
        "https://a.example/b c",
        "{ x = 1 }",
        "- one",
        "\\[k]",
        "50-200",
    ]);
    prop_oneof![3 => plain.prop_map(|text: String| text), 2 => odd.prop_map(str::to_owned)]
}

fn table() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    prop::collection::vec((prop::sample::select(LABELS.to_vec()), value()), 1..7).prop_map(
        |pairs| {
            let mut seen = BTreeSet::new();
            pairs
                .into_iter()
                .filter(|(label, _)| seen.insert(*label))
                .collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_list_is_lost(rows in prop::collection::vec(table(), 1..5)) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let labels: BTreeSet<&str> = rows.iter().flatten().map(|(label, _)| *label).collect();
        let mut text = labels.iter().map(|label| quoted(label)).collect::<Vec<_>>().join(",") + "\n";
        for row in &rows {
            let cells = labels.iter().map(|label| {
                let own = row.iter().find(|(own, _)| own == label);
                quoted(own.map_or("", |(_, value)| value.as_str()))
            });
            text.push_str(&(cells.collect::<Vec<_>>().join(",") + "\n"));
        }
        let found = lost_of("things.csv", &text);
        prop_assert!(found.is_ok(), "{}\n{text}", found.unwrap_err());
    }

    #[test]
    fn no_word_of_json_is_lost(entries in prop::collection::vec(table(), 1..4), lists in prop::collection::vec(value(), 0..3)) {
        let entries: Vec<String> = entries.iter().map(|entry| {
            let fields = entry.iter().enumerate().map(|(at, (label, value))| match at % 3 {
                0 => format!("{label:?}: {value:?}"),
                1 => format!("{label:?}: [{value:?}, {:?}]", lists.first().map_or("first", String::as_str)),
                _ => format!("{label:?}: {{\"Inner\": {value:?}, \"text\": {:?}}}", lists.last().map_or("last", String::as_str)),
            });
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }).collect();
        let text = format!("[{}]", entries.join(",\n"));
        let found = lost_of("things.json", &text);
        prop_assert!(found.is_ok(), "{}\n{text}", found.unwrap_err());
    }

    #[test]
    fn no_word_of_markdown_is_lost(parts in prop::collection::vec((1_usize..5, prop::sample::select(LABELS.to_vec()), 0_usize..5, value(), value()), 1..9)) {
        let mut text = String::new();
        for (level, label, shape, one, other) in &parts {
            match shape {
                0 => text.push_str(&format!("{} {label}\n\n- {one}\n- {other}\n\n", "#".repeat(*level))),
                1 => text.push_str(&format!("**{label}**: {one}\n\n{other}\n\n")),
                2 => text.push_str(&format!("{} {one}\n\n{other}\n\n", "#".repeat(*level))),
                3 => text.push_str(&format!("| {label} | b |\n|---|---|\n| c | d |\n\n> {}\n\n", other.replace('|', "/"))),
                _ => text.push_str(&format!("- {label}: {one}\n  - {other}\n\n")),
            }
        }
        let found = lost_of("persona of somebody.md", &text);
        prop_assert!(found.is_ok(), "{}\n{text}", found.unwrap_err());
    }
}
