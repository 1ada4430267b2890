//! What mistakes, sizes and names may cost: counted, not timed (`bench` times). Books are made here, since nobody wants to read them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use personabook::build::{Built, Options, build};
use personabook::diag::{self, SHOWN, Severity};
use personabook::progress::nobody;

fn book(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "personabook.toml",
        "[book]\ntitle = \"Book\"\n",
    );
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn built(root: &Path) -> Built {
    let today = "2026-11-21".parse().unwrap();
    let drafts = false;
    build(
        root,
        Options {
            today,
            drafts,
            audiences: &[],
        },
        &nobody,
    )
    .unwrap()
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(arguments)
        .current_dir(root)
        .output()
        .unwrap()
}

#[test]
fn of_thousands_of_mistakes_fifty_are_shown_and_all_are_counted() {
    const MANY: usize = 3000;
    let head = "name = \"B\"\n";
    let each = |one: &dyn Fn(usize) -> String| (0..MANY).map(one).collect::<String>();
    let body = |one: &dyn Fn(usize) -> String| format!("+++\nname = \"B\"\n+++\n{}", each(one));
    let texts = [
        (
            "b.toml",
            format!(
                "{head}{}",
                each(&|_| "[[relations]]\npersona = \"zz\"\n".into())
            ),
        ),
        (
            "b.toml",
            format!("{head}jobs = [{}]", each(&|n| format!("\"zz{n}\","))),
        ),
        ("b.toml", each(&|_| "garbage here\n".into())),
        (
            "b.toml",
            format!("{head}{}", each(&|n| format!("k{n} = 1\n"))),
        ),
        (
            "b.toml",
            format!("{head}tags = [{}]", each(&|_| "5,".into())),
        ),
        (
            "b.toml",
            format!("{head}goals = [{}]", each(&|_| "{ txt = \"x\" },".into())),
        ),
        (
            "b.toml",
            format!("{head}{}", each(&|_| "[[relations]]\npersona = 1\n".into())),
        ),
        ("b.md", body(&|n| format!("[a](persona:zz{n})\n"))),
        ("b.md", body(&|n| format!("It is so[^zz{n}]. "))),
    ];
    for (name, text) in texts {
        let path = format!("content/personas/{name}");
        let report = built(book(&[(&path, &text)]).path()).report;
        let shown = &text[..60.min(text.len())];
        assert_eq!(report.diagnostics.len(), SHOWN + 1, "{shown}");
        let wrong = report.count(Severity::Error);
        // Where `txt` stands for `text`, the key is unknown and another is missing.
        assert!(
            wrong == MANY || wrong == 2 * MANY || wrong == MANY + 1,
            "{wrong} in {shown}"
        );
        let json = diag::json(&report);
        let more: serde_json::Value = serde_json::from_str(json.lines().last().unwrap()).unwrap();
        assert_eq!(more["more"], wrong - SHOWN, "{shown}");
        assert_eq!(diag::short(&report).lines().count(), SHOWN + 1);
    }
}

#[test]
fn each_of_many_equal_mistakes_in_a_text_is_shown_where_it_stands() {
    let text = "+++\nname = \"B\"\n+++\nThe interviews say so.[^interviews]\n\nAgain.[^interviews] [mar](persona:mar)\n";
    let report = built(book(&[("content/pages/b.md", text)]).path()).report;
    let short = diag::short(&report);
    let places: Vec<&str> = short
        .lines()
        .map(|line| line.split(": ").next().unwrap())
        .collect();
    let at = |place| format!("content/pages/b.md:{place}");
    assert_eq!(places, [at("4:25"), at("6:9"), at("6:35")]);
}

#[test]
fn a_message_shows_a_part_of_a_line_of_a_megabyte() {
    let text = format!("name = \"B\"\njobs = [{}\"zz\"]\n", " ".repeat(1_000_000));
    let report = built(book(&[("content/personas/b.toml", &text)]).path()).report;
    let human = diag::human(&report, false);
    assert!(human.len() < 2000, "{}", human.len());
    assert!(
        human.contains("content/personas/b.toml:2:1000010"),
        "{human}"
    );
    let text = format!("name = \"B\"\ntags = \"{}\"\n", "x".repeat(1_000_000));
    let report = built(book(&[("content/personas/b.toml", &text)]).path()).report;
    assert!(diag::human(&report, false).len() < 3000);
    assert!(diag::json(&report).len() < 3000);
}

#[test]
fn a_document_over_twenty_megabytes_is_refused_before_it_is_read() {
    let root = book(&[(
        "content/pages/p/index.md",
        "+++\nname = \"P\"\n+++\n[All](all.zip)\n",
    )]);
    let path = "content/pages/p/all.zip";
    write(root.path(), path, "");
    let file = fs::OpenOptions::new()
        .write(true)
        .open(root.path().join(path))
        .unwrap();
    file.set_len(20 * 1024 * 1024 + 1).unwrap();
    let report = built(root.path()).report;
    assert_eq!(report.diagnostics.len(), 1);
    assert_eq!(report.diagnostics[0].code, "document-too-large");
    assert_eq!(report.diagnostics[0].source.path, path);
}

#[test]
fn a_text_over_ten_megabytes_is_refused_before_it_is_read() {
    let root = book(&[]);
    for path in [
        "content/pages/x.toml",
        "content/pages/y.md",
        "personabook.toml",
    ] {
        write(root.path(), path, "");
        let file = fs::OpenOptions::new()
            .write(true)
            .open(root.path().join(path))
            .unwrap();
        file.set_len(10 * 1024 * 1024 + 1).unwrap();
    }
    let report = built(root.path()).report;
    let found: Vec<(&str, &str)> = report
        .diagnostics
        .iter()
        .map(|one| (one.source.path.as_str(), one.message.as_str()))
        .collect();
    let large = "this file is larger than 10 MB";
    assert_eq!(
        found,
        [
            ("content/pages/x.toml", large),
            ("content/pages/y.md", large),
            ("personabook.toml", large)
        ]
    );
}

#[test]
fn the_menu_leads_to_twelve_free_pages_and_to_all() {
    let page = |n: usize| {
        (
            format!("content/pages/p{n:03}.md"),
            format!("+++\nname = \"P{n}\"\n+++\nText.\n"),
        )
    };
    let size = |count: usize| {
        let files: Vec<(String, String)> = (0..count).map(page).collect();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        let built = built(book(&files).path());
        let site = built.site.unwrap().render(&nobody).unwrap();
        let page = String::from_utf8(site.files["pages/p000.html"].clone()).unwrap();
        assert_eq!(
            page.contains(&format!("All {count} pages")),
            count > 12,
            "{count}"
        );
        page.len()
    };
    size(12);
    assert!(size(80).abs_diff(size(40)) < 50);
}

#[cfg(unix)]
#[test]
fn nothing_in_a_name_or_value_moves_a_cursor_or_begins_a_line() {
    let evil = "a\u{1b}[31m\u{9b}1m\u{202e}\u{2028}x";
    let value = "+++\nname = \"x\"\nkind = \"a\\u001b[31m\\u009b31m\\u202e\\u2028\"\nk = 1\n+++\n[a](\u{9b}:x)\n";
    let root = book(&[("content/personas/evil.md", value)]);
    write(
        root.path(),
        &format!("content/personas/{evil}/photo.png"),
        "x",
    );
    write(
        root.path(),
        &format!("content/personas/{evil}\nnew.md"),
        "x",
    );
    write(root.path(), &format!("content/{evil}.txt"), "x");
    let is_clean = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(!text.is_empty());
        let wrong = text
            .chars()
            .find(|letter| *letter != '\n' && personabook::internal::is_control(*letter));
        assert_eq!(wrong, None, "{text}");
        text
    };
    is_clean(&run(root.path(), &["check"]).stdout);
    let short = is_clean(&run(root.path(), &["check", "--format", "short"]).stdout);
    let (lines, summary) = short.trim_end().rsplit_once('\n').unwrap();
    assert!(
        lines.lines().all(|line| line.starts_with("content/")),
        "{short}"
    );
    assert!(
        summary.starts_with("6 errors, 1 warning in 4 of "),
        "{short}"
    );
    for arguments in [
        vec!["new", "persona", evil],
        vec!["new", evil, "x"],
        vec!["check", "--root", evil],
        vec!["build", "--root", evil],
        vec![evil],
        vec!["check", "--today", evil],
    ] {
        let output = run(root.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        is_clean(&output.stderr);
    }
    let begun = run(root.path(), &["init", evil]);
    assert_eq!(begun.status.code(), Some(0));
    is_clean(&begun.stdout);
}

/// Made here, because such files in this repository would keep people with Windows from cloning it.
#[cfg(unix)]
#[test]
fn names_that_a_system_cannot_hold_are_refused_with_the_edit_to_make() {
    let root = book(&[]);
    let long = "a".repeat(101);
    for path in [
        "con.toml",
        "lpt1/index.md",
        "sophie/aux/a.png",
        "sophie/nul.png",
        "sophie/Photo.png",
        "sophie/photo.png",
        "sophie/why?.png",
        &format!("{long}.md"),
    ] {
        write(root.path(), &format!("content/personas/{path}"), "");
    }
    write(
        root.path(),
        "content/personas/sophie/index.toml",
        "name = \"S\"\n",
    );
    let short = diag::short(&built(root.path()).report);
    let found: Vec<(&str, &str, &str)> = short
        .lines()
        .map(|line| {
            let (path, rest) = line.split_once(": ").unwrap();
            let (severity, rest) = rest.split_once("[bad-file-name]: ").unwrap();
            (
                path.strip_prefix("content/personas/").unwrap(),
                severity,
                rest.rsplit_once(" - ").unwrap().1,
            )
        })
        .collect();
    let (file, better) = (
        format!("{long}.md"),
        format!("rename it to `{}`", &long[1..]),
    );
    assert_eq!(
        found,
        [
            (file.as_str(), "error", better.as_str()),
            ("con.toml", "error", "rename it to `the-con`"),
            ("lpt1/index.md", "error", "rename it to `the-lpt1`"),
            // On the site files beside an entry have plain names.
            ("sophie/aux", "warning", "rename it to `the-aux`"),
            ("sophie/nul.png", "warning", "rename it to `the-nul.png`"),
            (
                "sophie/photo.png",
                "error",
                "rename or remove one of the two",
            ),
            ("sophie/why?.png", "warning", "rename it to `why.png`"),
        ]
    );
}

#[test]
fn new_refuses_what_check_refuses() {
    let root = book(&[("content/personas/Sophie.md", "+++\nname = \"S\"\n+++\n")]);
    let long = "a".repeat(101);
    for id in [
        "con", "nul", "com1", "lpt9", &long, "index", "Sophie", "sophie",
    ] {
        let output = run(root.path(), &["new", "persona", id]);
        assert_eq!(output.status.code(), Some(2), "{id}");
    }
}

#[test]
fn files_of_the_site_that_a_system_cannot_hold_are_refused() {
    for name in ["con.js", "aux/a.css", "Base.css", "a?.js"] {
        let root = book(&[("content/pages/a.md", "+++\nname = \"A\"\n+++\n")]);
        write(root.path(), &format!("static/{name}"), "");
        let output = run(root.path(), &["check"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
    }
}
