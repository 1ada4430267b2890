//! The queries of `personabook sql`, as data: `tests/sql/expected` keeps one for each database, and a model of dbt. `UPDATE=1 cargo test --test it sql::`
//! writes what it says now. Whether they come to the same as `personabook score` is tried by `tests/sql/check.py`, in the databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DIALECTS: [&str; 5] = ["duckdb", "postgres", "spark", "snowflake", "bigquery"];

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn run(book: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .arg("sql")
        .args(arguments)
        .arg("--root")
        .arg(tests().join(book))
        .output()
        .unwrap()
}

fn said(book: &str, arguments: &[&str]) -> String {
    let done = run(book, arguments);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap()
}

fn refused(arguments: &[&str], book: &str) -> String {
    let done = run(book, arguments);
    assert_eq!(done.status.code(), Some(2));
    String::from_utf8(done.stderr).unwrap()
}

fn compare(name: &str, text: &str) {
    let file = tests().join("sql/expected").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }
    snapbox::assert_data_eq!(text, snapbox::Data::read_from(&file, None).raw());
}

#[test]
fn each_database_gets_its_own_query() {
    let model = ["--qualification", "lead", "--today", "2026-11-28"];
    for dialect in DIALECTS {
        let query = said(
            "sql/book",
            &[&["--dialect", dialect][..], &model[..]].concat(),
        );
        compare(&format!("{dialect}.sql"), &query);
    }
    let plain = said("leads", &["--qualification", "lead", "--dialect", "duckdb"]);
    assert!(plain.contains("day <= CURRENT_DATE"));
    compare("shop.sql", &plain);
}

/// One line is not many: a comment that went on would be SQL.
#[test]
fn a_name_never_leaves_its_line_or_its_quotation_marks() {
    for dialect in DIALECTS {
        let query = said(
            "sql/book",
            &["--dialect", dialect, "--qualification", "lead"],
        );
        for line in query.lines() {
            let starts = |words: &str| line.trim_start().starts_with(words);
            assert!(!starts("DELETE") && !starts("DROP"), "{dialect}: {line}");
        }
        if dialect == "spark" {
            assert!(!query.contains("${"), "Spark fills in variables");
        }
    }
}

#[test]
fn a_model_of_dbt_is_written_and_nobody_elses_file_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_str().unwrap();
    let arguments = [
        "--dialect",
        "snowflake",
        "--qualification",
        "lead",
        "--dbt",
        place,
        "--table",
        "crm.accounts",
    ];
    for _ in 0..2 {
        said("sql/book", &arguments);
    }
    for name in ["everything_scores.sql", "everything_scores.yml"] {
        let written = fs::read_to_string(folder.path().join(name)).unwrap();
        compare(&format!("dbt/{name}"), &written);
    }
    fs::write(folder.path().join("everything_scores.yml"), "version: 2\n").unwrap();
    let error = refused(&arguments, "sql/book");
    assert!(error.contains("was not written by this command"), "{error}");
}

#[test]
fn what_cannot_be_a_table_or_a_column_is_refused() {
    for (arguments, message) in [
        (["--table", "a\nb"], "can be called"),
        (["--account", ""], "can be called"),
        (["--icp", "everythin"], "did you mean `everything`?"),
    ] {
        let all = [&["--dialect", "spark"][..], &arguments[..]].concat();
        let error = refused(&all, "sql/book");
        assert!(error.contains(message), "{error}");
    }
}
