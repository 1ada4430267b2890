//! A scoring model for other programs: JSON that `score` reads comes to the same as the book, and JSON and PMML are as kept in
//! `tests/exchange`. `UPDATE=1 cargo test --test it exchange::` writes them anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795824000")
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    let files = walkdir::WalkDir::new(from).into_iter().map(Result::unwrap);
    for file in files.filter(|file| file.file_type().is_file()) {
        let copy = to.join(file.path().strip_prefix(from).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(file.path(), copy).unwrap();
    }
}

/// A list with every column, of cells that follow from their place.
fn list(columns: &[(&str, &[&str])], rows: usize) -> String {
    let mut state = 0x5eed_u64;
    let mut text = String::from("account");
    for (title, _) in columns {
        write!(text, ",\"{}\"", title.replace('"', "\"\"")).unwrap();
    }
    for row in 0..rows {
        write!(text, "\nFirm {}", row % 40).unwrap();
        for (_, cells) in columns {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let place = usize::try_from(state >> 33).unwrap() % cells.len();
            write!(text, ",\"{}\"", cells[place].replace('"', "\"\"")).unwrap();
        }
    }
    text.push('\n');
    text
}

const SHOP: &[(&str, &[&str])] = &[
    (
        "employees",
        &["5", "10", "20-200", "150", "150-700", "501", "", "x"],
    ),
    ("country", &["NL", "be", "DE", ""]),
    ("email", &["work", "private", ""]),
    ("goods", &["shoes", "services", "bags; hats", ""]),
    ("bant_budget", &["", "0", "7", "12", "nine"]),
    ("drop_off", &["", "5", "50"]),
    ("decider", &["yes", "no", ""]),
    ("live_on", &["", "2027-03-01", "soon"]),
];

const EVERYTHING: &[(&str, &[&str])] = &[
    (
        "Company size",
        &["-1", "2", "19.999", "20", "500.5", "9000", ""],
    ),
    (
        "country",
        &["NL", "épinal", "de", "onbekend", "'?'", "fr", ""],
    ),
    (
        "o'clock",
        &[
            "services",
            "shoes",
            "Sjaals; mutsen",
            "bags, tabak",
            "a\\'b",
            "",
        ],
    ),
    ("order", &["true", "false", ""]),
    ("group", &["a", "b;c", ""]),
    ("mixed", &["5", "0.50", "five", "zeven;8", "-3", ""]),
    ("perhaps", &["yes", "no", "x", "misschien", ""]),
    ("count", &["1", "2.5", "x", ""]),
    ("rank", &["1", "7", "", "-4"]),
    ("bant budget", &["3", "", "11"]),
    ("drop off", &["", "40"]),
    ("decider", &["true", "false", ""]),
    ("live on", &["", "2027-01-01"]),
];

#[test]
fn json_scores_as_the_book_it_was_written_from() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    copy(&tests().join("leads"), &at("leads"));
    copy(&tests().join("leads"), &at("words"));
    copy(&tests().join("sql/book"), &at("everything"));
    fs::write(
        at("words/personabook.toml"),
        "[book]\ntitle = \"T\"\nlanguage = \"nl\"\n",
    )
    .unwrap();
    fs::create_dir(at("words/languages")).unwrap();
    fs::write(
        at("words/languages/nl.toml"),
        "[language.numbers]\nthousands = \"_\"\n[words]\naccount_open = \"geen idee\"\nreason_events = { one = \"{count} maal, {date}\", other = \"{count} malen, {date}\" }\n",
    )
    .unwrap();
    let mut events = "account,signal,date\n".to_owned();
    for number in 0..60 {
        let signal = ["demo", "prices", "vacancies", "Demo"][number % 4];
        writeln!(
            events,
            "firm {},{signal},2026-{:02}-11",
            number % 23,
            1 + number % 11
        )
        .unwrap();
    }
    fs::write(at("events.csv"), events).unwrap();
    for (book, qualification, columns) in [
        ("leads", Some("lead"), SHOP),
        ("leads", None, SHOP),
        ("words", Some("lead"), SHOP),
        ("everything", Some("lead"), EVERYTHING),
        ("everything", Some("endless"), EVERYTHING),
        ("everything", Some("plain"), EVERYTHING),
        ("everything", None, EVERYTHING),
    ] {
        fs::write(at("list.csv"), list(columns, 400)).unwrap();
        let asked = qualification.map_or(vec![], |id| vec!["--qualification", id]);
        let model = [&["model", "--format", "json", "--root", book][..], &asked].concat();
        let done = run(folder.path(), &model);
        assert!(done.status.success(), "{}", text(&done.stderr));
        fs::write(at("model.json"), &done.stdout).unwrap();
        let mut list = vec!["score", "list.csv", "--today", "2026-11-28"];
        if qualification.is_some() {
            list.extend(["--events", "events.csv"]);
        }
        let scored = |own: &[&str], out: &str| {
            let done = run(folder.path(), &[&list[..], own, &["--out", out]].concat());
            let said = text(&done.stdout) + &text(&done.stderr);
            let written = fs::read_to_string(at(out)).unwrap_or_default();
            (done.status.code(), said.replace(out, "OUT"), written)
        };
        let of_book = scored(&[&["--root", book][..], &asked].concat(), "book.csv");
        let of_model = scored(&["--model", "model.json"], "model.csv");
        // A name in that book has a line end.
        assert!(of_book.2.lines().count() > 400, "{}", of_book.1);
        assert_eq!(of_book, of_model, "{book} {qualification:?}");
        if book == "words" {
            assert!(of_model.2.contains("geen idee"), "{}", of_model.2);
        }
    }
}

#[test]
fn a_model_is_written_as_it_is_kept() {
    for (book, qualification, name) in [
        ("leads", Some("lead"), "shop"),
        ("exchange/book", None, "cards"),
    ] {
        for form in ["json", "pmml"] {
            let root = tests().join(book);
            let root = root.to_str().unwrap();
            let mut arguments = vec!["model", "--format", form, "--root", root];
            arguments.extend(qualification.iter().flat_map(|id| ["--qualification", *id]));
            let done = run(Path::new("."), &arguments);
            let said = text(&done.stdout) + "\n" + &text(&done.stderr);
            assert!(done.status.success(), "{said}");
            if form == "pmml" {
                roxmltree::Document::parse(&text(&done.stdout)).unwrap();
                assert!(said.contains("not in PMML: disqualifiers"), "{said}");
            } else {
                serde_json::from_slice::<serde_json::Value>(&done.stdout).unwrap();
            }
            let file = tests().join("exchange").join(format!("{name}.{form}"));
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&file, &done.stdout).unwrap();
            }
            snapbox::assert_data_eq!(
                text(&done.stdout),
                snapbox::Data::read_from(&file, None).raw()
            );
        }
    }
    let root = tests().join("sql/book");
    let done = run(&root, &["model", "--format", "pmml"]);
    let said = text(&done.stderr);
    assert!(
        said.contains("`perhaps` is compared with values of two types"),
        "{said}"
    );
}

#[test]
fn what_is_no_model_is_refused_with_why() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("list.csv"), "account,employees\nA,1\n").unwrap();
    let whole = fs::read_to_string(tests().join("exchange/shop.json")).unwrap();
    let score = || {
        let done = run(
            folder.path(),
            &["score", "list.csv", "--model", "model.json"],
        );
        (done.status.code(), text(&done.stdout) + &text(&done.stderr))
    };
    for (from, to, why) in [
        (
            "\"personabook_model\": 1",
            "\"personabook_model\": 2",
            "its version is 2",
        ),
        ("\"personabook_model\": 1,", "", "no `personabook_model`"),
        ("\"scorecard\": {", "\"scorecrd\": {", "scorecrd"),
        ("\"weight\": 3", "\"weight\": -3", "out of range"),
        ("\"min\": 20", "\"min\": 900", "no number is both"),
        ("\"language\": \"en\"", "\"language\": \"xx\"", "xx"),
        ("{", "[", "is no scoring model"),
    ] {
        let spoilt = whole.replacen(from, to, 1);
        assert_ne!(spoilt, whole, "{from}");
        fs::write(at("model.json"), spoilt).unwrap();
        let (code, said) = score();
        assert_eq!(code, Some(2), "{from}: {said}");
        assert!(
            said.contains(why) && said.contains("model.json"),
            "{from}: {said}"
        );
    }
    // Cut off or changed anywhere it is read or refused.
    for place in (0..whole.len()).step_by(61) {
        let mut spoilt = whole.clone().into_bytes();
        spoilt[place] = b'7';
        fs::write(at("model.json"), &spoilt).unwrap();
        assert!(matches!(score().0, Some(0..=2)), "{place}");
        fs::write(at("model.json"), &whole.as_bytes()[..place]).unwrap();
        assert_eq!(score().0, Some(2), "{place}");
    }
    let (code, said) = {
        let arguments = ["score", "list.csv", "--events", "list.csv", "--icp", "shop"];
        let root = tests().join("leads");
        let done = run(
            folder.path(),
            &[&arguments[..], &["--root", root.to_str().unwrap()]].concat(),
        );
        (done.status.code(), text(&done.stderr))
    };
    assert_eq!(code, Some(2));
    assert!(
        said.contains("`--events` counts nothing without a qualification"),
        "{said}"
    );
}

/// A criterion that cannot be read would be left out, and all points would look right.
#[test]
fn nothing_is_scored_with_a_profile_that_has_mistakes() {
    let root = tempfile::tempdir().unwrap();
    copy(&tests().join("leads"), root.path());
    fs::write(
        root.path().join("list.csv"),
        "account,employees,won\nFirm,50,yes\n",
    )
    .unwrap();
    let persona = root.path().join("content/personas/noor.toml");
    fs::create_dir_all(persona.parent().unwrap()).unwrap();
    fs::write(persona, "name = \"Noor\"\nno_such_field = 1\n").unwrap();
    let commands = [
        &["score", "list.csv", "--icp", "shop"][..],
        &[
            "backtest",
            "list.csv",
            "--icp",
            "shop",
            "--outcome",
            "won=yes",
        ],
        &["analyse", "list.csv", "--icp", "shop"],
        &["sql", "--icp", "shop", "--dialect", "duckdb"],
        &["model", "--icp", "shop", "--format", "json"],
    ];
    let said = |command: &[&str]| {
        let done = run(root.path(), command);
        text(&done.stdout) + &text(&done.stderr)
    };
    let mistakes = "content/icps/shop.toml has mistakes, so points would be wrong";
    for command in commands {
        let said = said(command);
        assert!(!said.contains("has mistakes"), "{command:?}: {said}");
    }
    let profile = root.path().join("content/icps/shop.toml");
    let whole = fs::read_to_string(&profile).unwrap();
    fs::write(profile, whole.replacen("weight = ", "weihgt = ", 1)).unwrap();
    for command in commands {
        let done = run(root.path(), command);
        let said = text(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{command:?}: {said}");
        assert!(said.contains(mistakes), "{command:?}: {said}");
        assert!(
            said.contains("mend what `personabook check` says of it first"),
            "{said}"
        );
    }
}
