//! What authors write short: a sentence where a table needs one text, and words for numbers. Each says the same as its long form.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use personabook::load::load;
use personabook::model::Data;
use personabook::progress::nobody;

/// What an entry of a file says, read without a mistake.
fn data(file: &str, text: &str) -> Data {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("personabook.toml", "[book]\ntitle = \"T\"\n"),
        (file, text),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let loaded = load(folder.path(), &nobody).unwrap();
    assert!(loaded.report.diagnostics.is_empty(), "{:?}", loaded.report);
    let book = loaded.book.unwrap();
    let mut entries = book.catalog.entries();
    entries.next().unwrap().data.clone()
}

fn same(kind: &str, forms: &[(&str, &str)]) {
    let file = format!("content/{kind}/a.toml");
    for (short, long) in forms {
        let read = |text: &str| data(&file, &format!("name = \"A\"\n{text}\n"));
        assert_eq!(read(short), read(long), "{short}");
    }
}

#[test]
fn a_sentence_is_the_table_that_needs_no_more() {
    same(
        "personas",
        &[
            (
                r#"day = ["06:50 reads the figures", "Late: sleeps"]"#,
                r#"day = [{ time = "06:50", what = "reads the figures" }, { what = "Late: sleeps" }]"#,
            ),
            (
                r#"skills = ["Excel: 4", "Dutch (expert)", "Office: 365", "Typing", "Maths: beginner"]"#,
                r#"skills = [{ name = "Excel", level = 4 }, { name = "Dutch", level = 5 }, { name = "Office: 365" }, { name = "Typing" }, { name = "Maths", level = 1 }]"#,
            ),
            (
                r#"channels = ["LinkedIn (4)", "Mail: vaak", "Fairs (in May)"]"#,
                r#"channels = [{ name = "LinkedIn", use = 4 }, { name = "Mail", use = 4 }, { name = "Fairs (in May)" }]"#,
            ),
            (
                r#"actions = ["Call her"]"#,
                r#"actions = [{ what = "Call her" }]"#,
            ),
            (
                r#"decision = { objections = ["Too dear"] }"#,
                r#"decision = { objections = [{ says = "Too dear" }] }"#,
            ),
        ],
    );
    same(
        "jobs",
        &[
            (r#"steps = ["Look"]"#, r#"steps = [{ what = "Look" }]"#),
            (
                r#"alternatives = ["A notebook"]"#,
                r#"alternatives = [{ name = "A notebook" }]"#,
            ),
            (
                r#"outcomes = ["Less waiting"]"#,
                r#"outcomes = [{ statement = "Less waiting" }]"#,
            ),
        ],
    );
    same(
        "icps",
        &[(
            r#"decision_process = ["Compare"]"#,
            r#"decision_process = [{ step = "Compare" }]"#,
        )],
    );
    let stage = |fields: &str| format!("personas = [\"b\"]\n[[stages]]\nname = \"Open\"\n{fields}");
    for (short, long) in [
        (
            r#"opportunities = ["One desk (4)"]"#,
            r#"opportunities = [{ title = "One desk (4)" }]"#,
        ),
        (
            r#"content = ["A list"]"#,
            r#"content = [{ title = "A list" }]"#,
        ),
    ] {
        same("journeys", &[(stage(short).as_str(), stage(long).as_str())]);
    }
    same(
        "journeys",
        &[(
            "personas = [\"b\"]\nstages = [\"Search\", \"Try\"]",
            "personas = [\"b\"]\nstages = [{ name = \"Search\" }, { name = \"Try\" }]",
        )],
    );
}

#[test]
fn a_word_is_the_number_that_it_stands_for() {
    let claim =
        |severity: &str| format!(r#"frustrations = [{{ text = "Waits", severity = {severity} }}]"#);
    for (word, number) in [
        ("\"high\"", "4"),
        ("\"Hoog\"", "4"),
        ("\"very low\"", "1"),
        ("\"heel-ernstig\"", "5"),
    ] {
        same(
            "personas",
            &[(claim(word).as_str(), claim(number).as_str())],
        );
    }
    let stage = |fields: &str| format!("personas = [\"b\"]\n[[stages]]\nname = \"Open\"\n{fields}");
    for (word, number) in [
        ("emotion = \"very good\"", "emotion = 2"),
        ("emotion = \"slecht\"", "emotion = -1"),
        (
            "emotion = \"frustrated\"",
            "emotion = { from = -2, to = -2, label = \"frustrated\" }",
        ),
        (
            "emotion = { from = \"hopeful\", to = \"boos\" }",
            "emotion = { from = 1, to = -2 }",
        ),
        ("emotions = { b = \"delighted\" }", "emotions = { b = 2 }"),
        (
            "importance = \"very important\"\nsatisfaction = \"low\"",
            "importance = 5\nsatisfaction = 2",
        ),
        (
            "opportunities = [{ title = \"One desk\", effort = \"klein\" }]",
            "opportunities = [{ title = \"One desk\", effort = 2 }]",
        ),
    ] {
        same(
            "journeys",
            &[(stage(word).as_str(), stage(number).as_str())],
        );
    }
}
