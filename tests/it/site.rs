//! The whole site: golden output, links that lead somewhere, the same bytes again, untrusted text.
//! `UPDATE=1 cargo test --test it site::` writes the golden site anew; look at what changed before you commit it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use personabook::Output;
use personabook::build::{Options, build};
use personabook::diag;
use personabook::error::Error;
use personabook::progress::nobody;
use snapbox::Data;
use snapbox::assert::Action;
use snapbox::data::DataFormat;

use super::small_book::{self, demo, golden};

/// Every file below a folder, by its path in it.
fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                files.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The golden files that a site gives: of each sort of file one, whole or for pages but one their `<main>`, and the
/// paths of all. A file that is kept already stays the one of its sort; to keep one more, make an empty file at its path.
fn golden_files(output: &Output, kept: &BTreeSet<String>) -> BTreeMap<String, String> {
    let own = |path: &&String| !path.starts_with("static/");
    let mut sorts: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for path in output.files.keys().filter(own) {
        let sort = sort_of(path, &output.files[path]);
        sorts.entry(sort).or_default().push(path);
    }
    let mut golden = BTreeMap::from([("files.txt".to_owned(), String::new())]);
    for paths in sorts.values() {
        let mut shown: Vec<&String> = paths
            .iter()
            .copied()
            .filter(|path| kept.contains(*path))
            .collect();
        if shown.is_empty() {
            // The longest shows most.
            shown.extend(paths.iter().max_by_key(|path| output.files[**path].len()));
        }
        for path in shown {
            golden.insert(path.clone(), golden_text(path, &output.files[path]));
        }
    }
    let paths: Vec<&str> = output
        .files
        .keys()
        .filter(own)
        .map(String::as_str)
        .collect();
    golden.insert("files.txt".to_owned(), paths.join("\n") + "\n");
    golden
}

/// The class of a page's body, which its template gives; the ending of any other file.
fn sort_of(path: &str, bytes: &[u8]) -> String {
    let html = String::from_utf8_lossy(bytes);
    match html.split_once("<body class=\"") {
        Some((_, rest)) => rest.split('"').next().unwrap().to_owned(),
        None => path.rsplit('.').next().unwrap().to_owned(),
    }
}

/// What is kept of a file: the home page whole, so that the frame of all pages is compared once, and of images how long
/// they are.
fn golden_text(path: &str, bytes: &[u8]) -> String {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return format!("{} bytes\n", bytes.len());
    };
    if path == "index.html" || !path.ends_with(".html") {
        return text.to_owned();
    }
    let from = text.find("<main").unwrap();
    let to = text.find("</main>\n").unwrap() + "</main>\n".len();
    text[from..to].to_owned()
}

#[test]
fn the_golden_book_gives_the_golden_site() {
    let golden = repository().join("tests/golden");
    let folder = golden.join("site");
    let kept: BTreeSet<String> = files_below(&folder).into_keys().collect();
    let built = golden_files(small_book::golden(), &kept);
    let update = std::env::var_os("UPDATE").is_some();
    let action = if update {
        Action::Overwrite
    } else {
        Action::Verify
    };
    let assert = snapbox::Assert::new().action(action);
    let mut different = String::new();
    for path in kept.iter().filter(|path| !built.contains_key(*path)) {
        if update {
            fs::remove_file(folder.join(path)).unwrap();
        } else {
            writeln!(different, "{path} is no file of the site").unwrap();
        }
    }
    for (path, text) in built {
        let expected = Data::read_from(&folder.join(&path), Some(DataFormat::Text)).raw();
        if let Err(difference) = assert.try_eq(Some(&path), Data::text(text), expected) {
            writeln!(different, "{difference}").unwrap();
        }
    }
    assert!(
        different.is_empty(),
        "{different}\nwhat was intended is written by UPDATE=1 cargo test --test it site::"
    );
}

#[test]
fn every_link_and_image_of_every_page_leads_somewhere() {
    for output in [demo(), golden()] {
        let wrong = dead_links(output);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// The addresses that lead nowhere, each with its page and why.
pub(crate) fn dead_links(output: &Output) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut parts = BTreeMap::new();
    for (path, bytes) in &output.files {
        if path.ends_with(".html") {
            let html = std::str::from_utf8(bytes).unwrap();
            for address in addresses(html) {
                if let Err(problem) = resolve(output, &mut parts, (path, &address)) {
                    wrong.push(format!("{path}: {address}: {problem}"));
                }
            }
        }
    }
    wrong
}

/// The values of every `href`, `src` and `srcset`.
fn addresses(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in [" href=\"", " src=\"", " srcset=\"", " data-src=\""] {
        for rest in html.split(attribute).skip(1) {
            let value = rest.split('"').next().unwrap().replace("&amp;", "&");
            if attribute == " srcset=\"" {
                let parts = value
                    .split(',')
                    .map(|part| part.trim().split(' ').next().unwrap().to_owned());
                found.extend(parts);
            } else {
                found.push(value);
            }
        }
    }
    found
}

/// The parts of each file that addresses were looked up in, by their ids.
type Parts<'a> = BTreeMap<String, BTreeSet<&'a str>>;

fn resolve<'a>(
    output: &'a Output,
    parts_of: &mut Parts<'a>,
    (page, address): (&str, &str),
) -> Result<(), String> {
    if ["http://", "https://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
    {
        return Ok(());
    }
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    if path.starts_with('/') || path.contains(':') {
        return Err("is not relative".into());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => {
                    parts.pop().ok_or("leads out of the site")?;
                }
                part => parts.push(part),
            }
        }
    }
    let target = parts.join("/");
    let bytes = output.files.get(&target).ok_or("is not there")?;
    if !anchor.is_empty() {
        let ids = parts_of.entry(target).or_insert_with(|| {
            let html = std::str::from_utf8(bytes).unwrap_or_default();
            let rest = html.split(" id=\"").skip(1);
            rest.filter_map(|rest| Some(rest.split_once('"')?.0))
                .collect()
        });
        ids.contains(anchor)
            .then_some(())
            .ok_or("has no such part")?;
    }
    Ok(())
}

#[test]
fn every_page_can_be_reached_from_the_home_page() {
    let output = demo();
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut next = vec!["index.html".to_owned()];
    while let Some(page) = next.pop() {
        if !reached.insert(page.clone()) || !page.ends_with(".html") {
            continue;
        }
        let html = std::str::from_utf8(&output.files[&page]).unwrap();
        for address in addresses(html) {
            let path = address.split('#').next().unwrap();
            if path.contains(':') || path.is_empty() {
                continue;
            }
            let mut parts: Vec<&str> = page.split('/').collect();
            parts.pop();
            for part in path.split('/') {
                match part {
                    ".." => {
                        parts.pop();
                    }
                    part => parts.push(part),
                }
            }
            next.push(parts.join("/"));
        }
    }
    let lost: Vec<&String> = output
        .files
        .keys()
        .filter(|path| path.ends_with(".html") && *path != "404.html" && !reached.contains(*path))
        .collect();
    assert!(lost.is_empty(), "no way leads to {lost:?}");
}

#[test]
fn pages_have_one_heading_a_language_and_nothing_inline() {
    for (path, bytes) in &demo().files {
        let Some(html) = std::str::from_utf8(bytes)
            .ok()
            .filter(|_| path.ends_with(".html"))
        else {
            continue;
        };
        assert!(
            html.starts_with("<!DOCTYPE html>\n<html lang=\"en\""),
            "{path}"
        );
        // A page that holds others says of their headings how deep they stand.
        let first = html.split("<h1").skip(1);
        let first =
            first.filter(|tag| !tag.split('>').next().unwrap_or("").contains("aria-level="));
        assert_eq!(first.count(), 1, "{path}");
        assert_eq!(html.matches("<main").count(), 1, "{path}");
        for forbidden in [
            " style=\"",
            "<style",
            "javascript:",
            " onclick",
            " onload",
            "<base",
        ] {
            assert!(!html.contains(forbidden), "{path} has {forbidden}");
        }
        let inline_scripts = html
            .split("<script")
            .skip(1)
            .filter(|rest| !rest.split('>').next().unwrap().contains(" src=\""))
            .count();
        assert_eq!(inline_scripts, 0, "{path} has an inline script");
    }
}

#[test]
fn the_same_book_gives_the_same_bytes_wherever_it_lies() {
    let book = repository().join("tests/golden/book");
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("another place");
    // Written in another order, so that folders list their files differently where systems do.
    for (path, bytes) in files_below(&book).iter().rev() {
        let file = copy.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    assert!(*golden() == build_at(&copy), "two builds differ");
}

#[test]
fn text_from_customers_is_never_markup() {
    let hostile = "<img src=x onerror=alert(1)>\\\"'&<script>alert(1)</script>";
    let root = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let file = root.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write(
        "personabook.toml",
        &format!(
            "[book]\ntitle = \"{hostile}\"\ncompany = \"{hostile}\"\nwelcome = \"{hostile}\"\n"
        ),
    );
    write(
        "content/personas/p.md",
        &format!(
            "+++\nname = \"{hostile}\"\nsummary = \"{hostile}\"\nowner = \"{hostile}\"\ntags = [\"{hostile}\"]\nrole = \"{hostile}\"\nage = \"{hostile}\"\nlocation = \"{hostile}\"\nquote = \"{hostile}\"\ngoals = [\"{hostile}\", {{ text = \"{hostile}\", note = \"{hostile}\" }}]\nattitude = \"{hostile}\"\nwords = {{ says = [\"{hostile}\"] }}\ntraits = [{{ left = \"{hostile}\", right = \"{hostile}\", value = 5 }}]\n[extra]\n\"{hostile}\" = \"{hostile}\"\n[demographics]\n\"{hostile}\" = \"{hostile}\"\n+++\n\n{hostile}\n\n# {hostile}\n"
        ),
    );
    write(
        "content/journeys/j.toml",
        &format!(
            "name = \"{hostile}\"\npersonas = [\"p\"]\nscenario = \"{hostile}\"\n[[stages]]\nname = \"{hostile}\"\nmessage = \"{hostile}\"\ntouchpoints = [\"{hostile}\"]\ndoing = [\"{hostile}\"]\n"
        ),
    );
    let output = build_at(root.path());
    let mut seen = false;
    for (path, bytes) in &output.files {
        if path.ends_with(".html") || path.ends_with(".svg") {
            let html = std::str::from_utf8(bytes).unwrap();
            assert!(!html.contains("<img src=x"), "{path}");
            assert!(!html.contains("<script>alert"), "{path}");
            assert!(!html.contains(" onerror=alert(1)>"), "{path}");
            seen |= html.contains("&lt;img src");
        }
    }
    assert!(seen, "the text itself is shown");
}

#[test]
fn drafts_are_shown_only_when_asked_for() {
    let root = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let file = root.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("personabook.toml", "[book]\ntitle = \"T\"\n");
    write(
        "content/personas/done.md",
        "+++\nname = \"Done\"\nrelations = [{ persona = \"later\" }]\n+++\n\nKnows [](persona:later).\n",
    );
    write(
        "content/personas/later.toml",
        "name = \"Later\"\nstatus = \"draft\"\n",
    );
    let without = build_with(root.path(), false);
    assert!(!without.files.contains_key("personas/later.html"));
    for (path, bytes) in &without.files {
        if path.ends_with(".html") {
            assert!(
                !String::from_utf8_lossy(bytes).contains("later.html"),
                "{path}"
            );
        }
    }
    let with = build_with(root.path(), true);
    assert!(with.files.contains_key("personas/later.html"));
}

#[test]
fn a_book_replaces_a_template_and_extends_the_built_in_one() {
    let root = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let file = root.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("personabook.toml", "[book]\ntitle = \"T\"\n");
    write("content/personas/p.toml", "name = \"P\"\n");
    write("static/extra.css", "body {}\n");
    write(
        "templates/404.html",
        "{% extends \"theme/404.html\" %}{% block main %}<h1>Ours</h1>{{ super() }}{% endblock %}",
    );
    let output = build_at(root.path());
    let page = String::from_utf8_lossy(&output.files["404.html"]).into_owned();
    assert!(
        page.contains("<h1>Ours</h1>") && page.contains("<footer"),
        "{page}"
    );
    assert_eq!(output.files["static/extra.css"], b"body {}\n");
    assert!(output.files.contains_key("static/base.css"));

    write("templates/404.html", "{{ page.nonsense }}");
    let error = try_build(root.path()).unwrap_err().to_string();
    assert!(
        error.contains("nonsense") && error.contains("404.html"),
        "{error}"
    );
}

#[test]
fn every_language_builds_the_whole_site() {
    for language in ["en", "nl"] {
        let root = tempfile::tempdir().unwrap();
        let golden = repository().join("tests/golden/book");
        for (path, bytes) in files_below(&golden) {
            let file = root.path().join(&path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
        fs::write(
            root.path().join("personabook.toml"),
            format!("[book]\ntitle = \"T\"\nlanguage = \"{language}\"\n"),
        )
        .unwrap();
        let home = build_at(root.path()).files["index.html"].clone();
        let home = String::from_utf8(home).unwrap();
        assert!(home.contains(&format!("<html lang=\"{language}\"")));
    }
}

/// The root of this repository, which is the demo book.
fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The site of a book without errors, as on the day of all tests.
fn build_at(root: &Path) -> Output {
    build_with(root, false)
}

/// The same, with or without drafts.
fn build_with(root: &Path, drafts: bool) -> Output {
    let built = build(root, options(drafts), &nobody).unwrap();
    let says = diag::human(&built.report, false);
    let site = built.site.unwrap_or_else(|| panic!("{says}"));
    site.render(&nobody).unwrap()
}

/// A build that may not run.
fn try_build(root: &Path) -> Result<Option<Output>, Error> {
    let built = build(root, options(false), &nobody)?;
    built.site.map(|site| site.render(&nobody)).transpose()
}

fn options(drafts: bool) -> Options<'static> {
    Options {
        today: "2026-11-21".parse().unwrap(),
        drafts,
        audiences: &[],
    }
}
