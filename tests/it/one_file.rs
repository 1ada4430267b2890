//! The whole book in one file: it is whole, it asks for nothing, and every link in it leads somewhere.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn build(root: &Path, file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(["build", "--today", "2026-11-01", "--single-file"])
        .arg(file)
        .arg("--root")
        .arg(root)
        .output()
        .unwrap()
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    let found = html.split(begin.as_str()).skip(1);
    found.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_link_leads_to_a_place_in_the_file_and_nothing_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.html");
    let output = build(repository(), &file);
    assert!(output.status.success(), "{output:?}");
    let html = fs::read_to_string(&file).unwrap();
    // Without the scripts and the style sheet.
    let body = html.split("<body").nth(1).unwrap();
    let body = body.rsplit_once("<script>").unwrap().0;

    let ids = values(body, "id");
    let places: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), places.len(), "an id stands twice");
    for page in ["index.html", "personas/sophie.html", "all/say.html"] {
        assert!(places.contains(page), "{page} is missing");
    }
    for page in [
        "404.html",
        "learn/cards.html",
        "learn/quiz.html",
        "paper/sophie.html",
    ] {
        assert!(!places.contains(page), "{page} is nothing here");
    }
    let links = values(body, "href");
    assert!(links.len() > 1000);
    for link in links {
        let known = ["https://", "http://", "mailto:", "tel:"];
        if known.iter().any(|scheme| link.starts_with(scheme)) {
            continue;
        }
        let place = link
            .strip_prefix('#')
            .unwrap_or_else(|| panic!("{link} leads out of the file"));
        let place = place.replace("%C3%A9", "é");
        assert!(places.contains(place.as_str()), "nothing is at {link}");
    }
    for source in values(body, "src") {
        assert!(source.starts_with("data:image/"), "{source}");
    }
    for attribute in ["aria-labelledby", "aria-describedby", "aria-controls"] {
        for id in values(body, attribute)
            .iter()
            .flat_map(|ids| ids.split(' '))
        {
            assert!(places.contains(id), "{attribute} names {id}");
        }
    }
    assert!(!body.contains("style=\"") && !body.contains("<script src"));
    let policy = values(&html, "content");
    let policy = policy
        .iter()
        .find(|text| text.starts_with("default-src"))
        .unwrap();
    assert!(!policy.contains("unsafe") && policy.matches("sha256-").count() == 3);
}

#[test]
fn a_file_that_is_no_such_book_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.html");
    fs::write(&file, "<p>mine").unwrap();
    let output = build(repository(), &file);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("is there already, and no book in one file"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "<p>mine");
    fs::remove_file(&file).unwrap();
    assert!(build(repository(), &file).status.success());
    let first = fs::read(&file).unwrap();
    assert!(build(repository(), &file).status.success());
    assert_eq!(
        first,
        fs::read(&file).unwrap(),
        "the same book gives the same bytes"
    );
}

#[test]
fn a_book_with_mistakes_writes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("personabook.toml"), "[book]\ntitle = \"A\"\n").unwrap();
    fs::create_dir_all(root.join("content/personas")).unwrap();
    fs::write(
        root.join("content/personas/sophie.toml"),
        "nam = \"Sophie\"\n",
    )
    .unwrap();
    let file = root.join("book.html");
    assert_eq!(build(root, &file).status.code(), Some(1));
    assert!(!file.exists());
}
