//! What happens on a bad day: a build that is killed, folders that cannot be used, two builds at once, and
//! content that nobody would write by hand. Nothing is lost, nothing hangs, and there is a message.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

fn personabook(book: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_personabook"));
    command
        .args(arguments)
        .current_dir(book)
        .env("SOURCE_DATE_EPOCH", "1795000000")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(book: &Path, arguments: &[&str]) -> Output {
    personabook(book, arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    format!("{err}{out}")
}

fn new_book() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["init", "."]).status.success());
    folder
}

/// The pages of a site, without our own dot files.
fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for item in walkdir::WalkDir::new(folder).into_iter().flatten() {
        let name = item.path().strip_prefix(folder).unwrap();
        let name = name.to_string_lossy().replace('\\', "/");
        if item.file_type().is_file() && !name.starts_with('.') {
            files.insert(name, fs::read(item.path()).unwrap());
        }
    }
    files
}

#[test]
fn a_build_killed_at_any_moment_leaves_whole_pages_and_the_next_one_mends_the_rest() {
    let folder = new_book();
    let book = folder.path();
    let text = |version: usize| {
        let story = format!("Version {version}. {}\n\n", "A long story. ".repeat(40)).repeat(30);
        format!("+++\nname = \"Killed\"\nsummary = \"Version {version}\"\n+++\n\n{story}")
    };
    let mut possible: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    for version in 0..2 {
        fs::write(book.join("content/personas/killed.md"), text(version)).unwrap();
        assert!(run(book, &["build"]).status.success());
        possible.push(site(&book.join("public")));
    }
    for step in 0..30 {
        fs::write(book.join("content/personas/killed.md"), text(step % 2)).unwrap();
        let mut child = personabook(book, &["build"]).spawn().unwrap();
        thread::sleep(Duration::from_millis(3 * step as u64));
        let _ = child.kill();
        child.wait().unwrap();
        for (name, bytes) in site(&book.join("public")) {
            assert!(
                possible.iter().any(|site| site.get(&name) == Some(&bytes)),
                "{name} is not whole after {step} steps"
            );
        }
    }
    assert!(run(book, &["build"]).status.success());
    assert_eq!(site(&book.join("public")), possible[1]);
    let left = fs::read_dir(book.join("public")).unwrap().flatten();
    let left: Vec<String> = left
        .map(|item| item.file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("unfinished"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn two_builds_at_once_both_end_well() {
    let folder = new_book();
    let book = folder.path();
    let builds: Vec<_> = (0..4)
        .map(|_| personabook(book, &["build"]).spawn().unwrap())
        .collect();
    for build in builds {
        let output = build.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
    let at_once = site(&book.join("public"));
    assert!(run(book, &["build", "--output", "alone"]).status.success());
    assert_eq!(at_once, site(&book.join("alone")));
}

#[test]
fn an_output_folder_with_other_peoples_files_keeps_them() {
    let folder = new_book();
    let book = folder.path();
    fs::create_dir_all(book.join("public/personas")).unwrap();
    fs::write(book.join("public/notes.txt"), "theirs").unwrap();
    fs::write(book.join("public/personas/old.html"), "theirs").unwrap();
    assert!(run(book, &["build"]).status.success());
    fs::remove_dir_all(book.join("content/personas")).unwrap();
    fs::write(book.join("content/only.md"), "").unwrap();
    run(book, &["build"]);
    let after = site(&book.join("public"));
    assert_eq!(after["notes.txt"], b"theirs");
    assert_eq!(after["personas/old.html"], b"theirs");
}

#[test]
fn a_place_that_cannot_be_written_to_is_told() {
    let folder = new_book();
    let book = folder.path();
    fs::write(book.join("file"), "in the way").unwrap();
    let output = run(book, &["build", "--output", "file/site"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("error: cannot "),
        "{}",
        said(&output)
    );
    fs::create_dir_all(book.join("taken/index.html")).unwrap();
    let output = run(book, &["build", "--output", "taken"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("the site needs its place"),
        "{}",
        said(&output)
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_book_is_told_and_not_followed() {
    let folder = new_book();
    let book = folder.path();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(
        elsewhere.path().join("secret.md"),
        "+++\nname = \"Secret\"\n+++\n",
    )
    .unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), book.join("content/personas/linked")).unwrap();
    std::os::unix::fs::symlink(
        elsewhere.path().join("secret.md"),
        book.join("content/personas/secret.md"),
    )
    .unwrap();
    let output = run(book, &["build"]);
    assert!(
        said(&output).contains("content/personas/linked"),
        "{}",
        said(&output)
    );
    assert!(
        said(&output).contains("content/personas/secret.md"),
        "{}",
        said(&output)
    );
    let pages = site(&book.join("public"));
    assert!(
        !pages
            .values()
            .any(|page| String::from_utf8_lossy(page).contains("Secret"))
    );
}

#[test]
fn a_clock_that_goes_back_changes_no_page_but_the_dates() {
    let folder = new_book();
    let book = folder.path();
    for today in ["2027-06-01", "1999-12-31", "2027-06-01"] {
        let output = run(book, &["build", "--today", today, "--output", today]);
        assert!(output.status.success(), "{}", said(&output));
    }
    let names = |folder: &str| site(&book.join(folder)).into_keys().collect::<Vec<_>>();
    assert_eq!(names("2027-06-01"), names("1999-12-31"));
}

#[test]
fn content_as_deep_as_a_machine_can_write_it_is_told_or_shown() {
    let folder = new_book();
    let book = folder.path();
    let deep = 20_000;
    let personas = book.join("content/personas");
    let toml = format!(
        "name = \"Deep\"\nextra = {}1{}\n",
        "[".repeat(deep),
        "]".repeat(deep)
    );
    fs::write(personas.join("deep-toml.toml"), toml).unwrap();
    let dotted = format!(
        "name = \"Dotted\"\n[{}]\nb = 1\n",
        vec!["a"; deep].join(".")
    );
    fs::write(personas.join("dotted.toml"), dotted).unwrap();
    let tables = format!(
        "name = \"Tables\"\nextra = {}1{}\n",
        "{ a = ".repeat(deep),
        " }".repeat(deep)
    );
    fs::write(personas.join("tables.toml"), tables).unwrap();
    let output = run(book, &["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    for name in ["deep-toml", "dotted", "tables"] {
        assert!(said(&output).contains(name), "{name} is not told");
        fs::remove_file(personas.join(format!("{name}.toml"))).unwrap();
    }
    let mut markdown = String::from("+++\nname = \"Deep\"\n+++\n\n");
    for (open, close) in [
        ("> ", ""),
        ("- ", ""),
        ("*", "*"),
        ("[", "](x)"),
        ("![", "](x)"),
    ] {
        let _ = writeln!(
            markdown,
            "{}deep{}\n",
            open.repeat(deep),
            close.repeat(deep)
        );
    }
    fs::write(personas.join("deep.md"), markdown).unwrap();
    let output = run(book, &["build"]);
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{:?} {}",
        output.status,
        said(&output)
    );
}

#[test]
fn a_very_large_text_is_shown() {
    let folder = new_book();
    let book = folder.path();
    let mut text = String::from("+++\nname = \"Large\"\n+++\n\n");
    while text.len() < 5_000_000 {
        text.push_str(
            "A paragraph with *some* `Markdown` in it, and [a link](https://example.org/).\n\n",
        );
    }
    fs::create_dir_all(book.join("content/pages")).unwrap();
    fs::write(book.join("content/pages/large.md"), text).unwrap();
    let output = run(book, &["build"]);
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{:?} {}",
        output.status,
        said(&output)
    );
    assert!(output.status.success() || !said(&output).is_empty());
}
