//! Lists of accounts, scored and tried, by data: `tests/accounts` has a folder for each list, with the command in `arguments.txt`; `expected.txt` is what the
//! program says and writes. The model is the book of `tests/leads`. `UPDATE=1 cargo test --test it accounts::` writes what it says now.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proptest::prelude::*;
use tempfile::TempDir;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795824000")
        .args(arguments)
        .arg("--root")
        .arg(tests().join("leads"))
        .output()
        .unwrap()
}

/// The words of a command line, of which some stand in quotation marks.
pub(crate) fn words(line: &str) -> Vec<String> {
    let parts = line.trim().split('"').enumerate();
    let words = parts.flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

fn copied(case: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(case).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_some_and(|ending| ending == "csv") {
            fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
        }
    }
    folder
}

#[test]
fn lists_are_scored_and_every_row_is_accounted_for() {
    let mut cases: Vec<PathBuf> = fs::read_dir(tests().join("accounts"))
        .unwrap()
        .map(|case| case.unwrap().path())
        .collect();
    cases.sort();
    for case in cases {
        let folder = copied(&case);
        let line = fs::read_to_string(case.join("arguments.txt")).unwrap();
        let arguments = words(&line);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let done = run(folder.path(), &arguments);
        let mut told = format!("$ personabook {line}");
        told.push_str(&String::from_utf8(done.stdout).unwrap());
        told.push_str(&String::from_utf8(done.stderr).unwrap());
        writeln!(told, "exit code {}", done.status.code().unwrap()).unwrap();
        for name in ["scored.csv", "rejects.csv"] {
            if let Ok(text) = fs::read_to_string(folder.path().join(name)) {
                write!(told, "\n{name}\n{text}").unwrap();
            }
        }
        let file = case.join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &told).unwrap();
        }
        snapbox::assert_data_eq!(told, snapbox::Data::read_from(&file, None).raw());
    }
}

/// A folder with a list of which the outcome is known, and the command that writes a report on it.
fn history() -> (TempDir, Vec<String>) {
    let case = tests().join("accounts/backtest");
    let line = fs::read_to_string(case.join("arguments.txt")).unwrap();
    let mut arguments = words(&line);
    arguments.extend(["--report", "report"].map(str::to_owned));
    (copied(&case), arguments)
}

fn reported(folder: &Path, arguments: &[String]) -> (Option<i32>, String) {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = run(folder, &arguments);
    let said = String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap();
    (done.status.code(), said)
}

#[test]
fn a_backtest_is_a_page_in_the_look_of_the_book() {
    let (folder, arguments) = history();
    // One row of the list is damaged.
    let (code, said) = reported(folder.path(), &arguments);
    assert_eq!(code, Some(1), "{said}");
    let page = folder.path().join("report/index.html");
    let html = fs::read_to_string(&page).unwrap();
    let file = tests().join("report/index.html");
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(tests().join("report")).unwrap();
        fs::write(&file, &html).unwrap();
    }
    snapbox::assert_data_eq!(html.clone(), snapbox::Data::read_from(&file, None).raw());
    // Under the policy of the site: nothing inline, nothing from elsewhere, and every file that it names is there.
    for inline in [
        "<style",
        " style=",
        " onclick=",
        "<script>",
        "http:",
        "https:",
    ] {
        assert!(!html.contains(inline), "{inline}");
    }
    let named = html.split("static/").skip(1);
    for name in named.map(|rest| rest.split('"').next().unwrap()) {
        let file = folder.path().join("report/static").join(name);
        assert!(file.exists(), "{name}");
    }
    // What the program says and what the page says is the same.
    for number in ["0.6796", "0.0335", "68.2", "73.7", "0.276"] {
        assert!(said.contains(number) && html.contains(number), "{number}");
    }
}

#[test]
fn a_report_takes_the_place_of_its_own_files_only() {
    let (folder, arguments) = history();
    let page = folder.path().join("report/index.html");
    reported(folder.path(), &arguments);
    fs::write(folder.path().join("report/own.html"), "mine").unwrap();
    let before = fs::read(&page).unwrap();
    let (code, said) = reported(folder.path(), &arguments);
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(fs::read(&page).unwrap(), before);
    assert!(folder.path().join("report/own.html").exists());

    fs::remove_dir_all(folder.path().join("report")).unwrap();
    fs::create_dir(folder.path().join("report")).unwrap();
    fs::write(&page, "mine").unwrap();
    let (code, said) = reported(folder.path(), &arguments);
    assert_eq!(code, Some(2), "{said}");
    assert_eq!(fs::read_to_string(&page).unwrap(), "mine");

    // A site is no report: its files would be taken for those of an earlier one.
    fs::remove_dir_all(folder.path().join("report")).unwrap();
    let built = run(folder.path(), &["build", "--output", "report"]);
    assert!(built.status.success());
    let before = fs::read(&page).unwrap();
    let (code, said) = reported(folder.path(), &arguments);
    assert_eq!(code, Some(2));
    assert!(said.contains("holds a site"), "{said}");
    assert_eq!(fs::read(&page).unwrap(), before);
}

#[test]
fn a_report_speaks_the_language_of_the_book() {
    let (folder, mut arguments) = history();
    let book = tests().join("leads");
    let files = walkdir::WalkDir::new(&book).into_iter().map(Result::unwrap);
    for file in files.filter(|file| file.file_type().is_file()) {
        let copy = folder.path().join(file.path().strip_prefix(&book).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(file.path(), copy).unwrap();
    }
    let config = folder.path().join("personabook.toml");
    let text = fs::read_to_string(&config).unwrap();
    let text = text.replacen("[book]", "[book]\nlanguage = \"nl\"", 1);
    fs::write(&config, text).unwrap();
    arguments.extend(["--root", "."].map(str::to_owned));
    let done = Command::new(env!("CARGO_BIN_EXE_personabook"))
        .current_dir(folder.path())
        .env("SOURCE_DATE_EPOCH", "1795824000")
        .args(&arguments)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    let html = fs::read_to_string(folder.path().join("report/index.html")).unwrap();
    for said in ["Verdient", "Oud tegenover nieuw", "0,6796", "68,2"] {
        assert!(html.contains(said), "{said}");
    }
    assert!(!html.contains("report_") && !html.contains("customers"));
}

const HEADER: &str = "account,employees,country,email,goods";
const LIST: &str =
    "account,employees,country,email,goods\nZoë,120,NL,work,shoes\nBöhm,20,BE,work,bags\n";

/// What the program writes for a list of these bytes.
fn scored(bytes: &[u8], arguments: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), bytes).unwrap();
    let all = [&["score", "list.csv", "--out", "scored.csv"], arguments].concat();
    let done = run(folder.path(), &all);
    let said = String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap();
    let written = fs::read_to_string(folder.path().join("scored.csv"));
    (said, written.unwrap_or_default())
}

#[test]
fn encodings_line_ends_and_separators_make_no_difference() {
    let (_, plain) = scored(LIST.as_bytes(), &[]);
    assert!(plain.contains("Zoë,120"), "{plain}");
    let utf_16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = format!("\u{feff}{LIST}");
        units.encode_utf16().flat_map(order).collect()
    };
    let windows: Vec<u8> = LIST
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    let with_mark = format!("\u{feff}{LIST}").into_bytes();
    for (bytes, name) in [
        (windows, "windows-1252"),
        (utf_16(u16::to_le_bytes), "UTF-16LE"),
        (utf_16(u16::to_be_bytes), "UTF-16BE"),
        (with_mark, "UTF-8"),
        (LIST.replace('\n', "\r\n").into_bytes(), "UTF-8"),
        (LIST.replace('\n', "\r").into_bytes(), "UTF-8"),
        (LIST.trim_end().as_bytes().to_vec(), "UTF-8"),
    ] {
        let (said, written) = scored(&bytes, &[]);
        assert!(said.contains(name), "{name}: {said}");
        assert_eq!(written.trim_start_matches('\u{feff}'), plain, "{name}");
    }
    let (_, semicolons) = scored(LIST.replace(',', ";").as_bytes(), &["--numbers", "english"]);
    assert_eq!(semicolons.lines().count(), plain.lines().count());
}

/// The rows that were refused, each as `line: why`.
fn refused(said: &str) -> Vec<&str> {
    let rows = said.lines().filter(|line| line.starts_with("  line "));
    rows.map(str::trim).collect()
}

#[test]
fn cells_may_hold_line_ends_of_every_kind_and_lines_keep_their_numbers() {
    let list = fs::read_to_string(tests().join("accounts/line-breaks/accounts.csv")).unwrap();
    let (said, written) = scored(list.as_bytes(), &[]);
    assert_eq!(refused(&said).len(), 6, "{said}");
    for end in ["\r\n", "\r"] {
        let (other, also) = scored(list.replace('\n', end).as_bytes(), &[]);
        assert_eq!(said, other, "{end:?}");
        let ends_cells = if end == "\r" {
            also.replace('\r', "\n")
        } else {
            also.replace("\r\n", "\n")
        };
        assert_eq!(written, ends_cells, "{end:?}");
    }
    for place in 0..5 {
        for end in ["\n", "\r\n", "\r", "\n\n"] {
            let mut cells = ["Anna", "30", "NL", "work", "shoes"].map(str::to_owned);
            cells[place] = format!("\"{}{end}x, y\"", cells[place]);
            let list = format!(
                "{HEADER}\n{}\nBert,1\nCoen,40,NL,work,shoes\n",
                cells.join(",")
            );
            let (said, written) = scored(list.as_bytes(), &[]);
            let line = 3 + end.matches('\n').count();
            let wanted = format!("line {line}: 2 cells where the header has 5");
            assert_eq!(refused(&said), [wanted], "{list:?}");
            assert_eq!(
                written.matches(",A,").count(),
                if place == 1 || place == 2 { 1 } else { 2 },
                "{written}"
            );
            let mut titles: Vec<String> = HEADER.split(',').map(str::to_owned).collect();
            titles[place] = format!("\"{}{end}\"", titles[place]);
            let list = format!("{}\nBert,1\nCoen,40,NL,work,shoes\n", titles.join(","));
            let (said, _) = scored(list.as_bytes(), &[]);
            let line = 2 + end.matches('\n').count();
            let wanted = format!("line {line}: 2 cells where the header has 5");
            assert_eq!(refused(&said), [wanted], "{list:?}");
            assert!(said.contains("1 account scored"), "{said}");
        }
    }
    // Of two systems in one file: a row ends there, and both have the number of their line.
    let mixed = format!("{HEADER}\nAnna,30,NL,work,shoes\rBert,1\r\r\nCoen,40,NL,work,shoes\r\n");
    let (said, written) = scored(mixed.as_bytes(), &[]);
    assert_eq!(
        refused(&said),
        ["line 2: 2 cells where the header has 5"],
        "{said}"
    );
    assert_eq!(written.lines().count(), 3, "{written}");
}

#[test]
fn a_list_in_two_encodings_names_the_rows_of_the_rarer_one() {
    let row = |name: &[u8]| [name, b",30,NL,work,shoes\n"].concat();
    let old = b"B\xf6hm";
    for (names, wanted) in [
        (
            [&old[..], old, "Zo\u{eb}".as_bytes()],
            "line 4: a letter in UTF-8, where the list is windows-1252",
        ),
        (
            ["Zo\u{eb}".as_bytes(), "Zo\u{eb}".as_bytes(), old],
            "line 4: a letter that is not UTF-8",
        ),
    ] {
        let rows = names.map(row).concat();
        let list = [HEADER.as_bytes(), b"\n", &rows].concat();
        let (said, _) = scored(&list, &[]);
        assert_eq!(refused(&said), [wanted], "{said}");
    }
}

#[test]
fn every_damaged_row_of_a_long_list_is_named_and_no_other() {
    let mut list = b"account,employees,country,email,goods,notes\n".to_vec();
    let (mut line, mut wanted) = (2, Vec::new());
    for row in 0..3000 {
        let damaged: Option<&[u8]> = (row % 27 == 5).then(|| match row / 27 % 10 {
            0 => &b"Bad,20,NL,work,shoes\n"[..],
            1 => b"Bad,20,NL,work,Banking, Investment And Insurance,x\n",
            2 => b"Bad,20,NL,work,shoes,\"never closed\n",
            3 => b"\"Bad,20,NL,work,shoes,x\n",
            4 => b"Bad,\"20\"0,NL,work,shoes,x\n",
            5 => b"B\xe4d,20,NL,work,shoes,x\n",
            6 => b"Bad,20,NL,wo\0rk,shoes,x\n",
            7 => b"account,employees,country,email,goods,notes\n",
            8 => b"Total,12345,,,,\n",
            _ => b"Bad;20;NL;work;shoes;x\n",
        });
        if let Some(damaged) = damaged {
            wanted.push(line);
            list.extend(damaged);
            line += 1;
            continue;
        }
        let (good, lines): (&str, _) = match row % 5 {
            0 => ("\"Good, of\ntwo lines\",20,NL,work,shoes,x\r\n", 2),
            1 => (
                "Zo\u{eb},20,NL,work,shoes,\"a \"\"word\"\"\n\nand, more\"\n",
                3,
            ),
            2 => (",,,,,\n", 1),
            _ => ("Good,20,NL,work,shoes,5\" screen\n", 1),
        };
        list.extend(good.bytes());
        line += lines;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), &list).unwrap();
    let arguments = [
        "score",
        "list.csv",
        "--rejects",
        "rejects.csv",
        "--out",
        "scored.csv",
    ];
    let done = run(folder.path(), &arguments);
    assert_eq!(done.status.code(), Some(1));
    let rejects = fs::read_to_string(folder.path().join("rejects.csv")).unwrap();
    let told: Vec<usize> = rejects
        .lines()
        .filter_map(|line| {
            line.strip_prefix("accounts,")?
                .split(',')
                .next()?
                .parse()
                .ok()
        })
        .collect();
    assert_eq!(told, wanted);
    let said = String::from_utf8(done.stdout).unwrap();
    let empty = (0..3000)
        .filter(|row| row % 27 != 5 && row % 5 == 2)
        .count();
    let scored = 3000 - wanted.len() - empty;
    assert!(
        said.contains(&format!("{scored} accounts scored")),
        "{said}"
    );
    assert!(
        said.contains(&format!("{empty} empty rows passed over")),
        "{said}"
    );
}

#[test]
fn a_file_of_somebody_else_is_not_written_over_and_an_own_one_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("list.csv"), LIST).unwrap();
    let arguments = ["score", "list.csv", "--out", "scored.csv"];
    for _ in 0..2 {
        assert!(run(folder.path(), &arguments).status.success());
    }
    fs::write(path("scored.csv"), "mine\n").unwrap();
    assert_eq!(run(folder.path(), &arguments).status.code(), Some(2));
    assert_eq!(fs::read_to_string(path("scored.csv")).unwrap(), "mine\n");
    let into_itself = ["score", "list.csv", "--out", "list.csv"];
    assert_eq!(run(folder.path(), &into_itself).status.code(), Some(2));
    assert_eq!(fs::read_to_string(path("list.csv")).unwrap(), LIST);
}

#[test]
fn what_cannot_be_meant_is_refused_with_what_can() {
    for (arguments, expected) in [
        (&["--icp", "shopp"][..], "did you mean `shop`?"),
        (
            &["--map", "Employes=employees"],
            "did you mean `employees`?",
        ),
        (
            &["--map", "employees=employes"],
            "did you mean `employees`?",
        ),
        (&["--account", "acount"], "did you mean `account`?"),
        (&["--qualification", "leed"], "did you mean `lead`?"),
    ] {
        let (said, written) = scored(LIST.as_bytes(), arguments);
        assert!(said.contains(expected), "{arguments:?}: {said}");
        assert_eq!(written, "");
    }
    let (said, _) = scored(b"a,b\n1,2\n", &[]);
    assert!(
        said.contains("no column of the list is a value of the model"),
        "{said}"
    );
    let (said, _) = scored(b"\n\n", &[]);
    assert!(said.contains("is empty"), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_line_of_a_spoiled_list_is_scored_or_refused(
        spoils in proptest::collection::vec((0usize..400, prop::sample::select(vec![b'"', b',', b'\n', b'\xff', b';', b'=', b' '])), 0..12)
    ) {
        let mut list = b"account,employees,country,email,goods\n".to_vec();
        for row in 0..12 {
            list.extend(format!("Firm {row},{row}0,NL,work,shoes\n").bytes());
        }
        for (place, byte) in spoils {
            let place = 40 + place % (list.len() - 40);
            list[place] = byte;
        }
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("list.csv"), &list).unwrap();
        let done = run(folder.path(), &["score", "list.csv", "--out", "scored.csv", "--rejects", "rejects.csv"]);
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        prop_assert!(matches!(done.status.code(), Some(0 | 1)), "{}{}", said, String::from_utf8_lossy(&done.stderr));
        let rows = |name: &str| {
            let text = fs::read_to_string(folder.path().join(name)).unwrap();
            text.matches("Firm").count()
        };
        // A row may have lost its name; none may be lost with its neighbour.
        let told = rows("scored.csv") + rows("rejects.csv");
        let there = String::from_utf8_lossy(&list).matches("Firm").count();
        prop_assert!(told >= there, "{told} of {there}: {}", String::from_utf8_lossy(&list));
    }
}
