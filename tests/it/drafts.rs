//! What readers see of an entry that is still a draft: nothing is left of it that seems to be said of nobody, wherever others
//! lead to it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use personabook::build::{Options, build};
use personabook::diag;
use personabook::progress::nobody;

#[test]
fn every_page_is_whole_when_others_lead_to_drafts() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/buurtbakker");
    let (mut kinds, mut whole) = (0, Vec::new());
    for kind in entries_of(&book.join("content")) {
        let files = entries_of(&kind);
        // Where one is missing of several, another could take its place in a row or a column.
        for drafts in [&files[..1], &files[..]] {
            let copy = tempfile::tempdir().unwrap();
            copy_book(&book, copy.path(), drafts);
            whole.extend(
                headings_above_nothing(copy.path())
                    .into_iter()
                    .map(|found| format!("{drafts:?} {found}")),
            );
        }
        kinds += 1;
    }
    assert!(kinds > 5);
    assert_eq!(whole, Vec::<String>::new());
}

/// What lies in a folder, in the order of names.
fn entries_of(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = found.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Copies the texts of a book, some of them as drafts.
fn copy_book(from: &Path, to: &Path, drafts: &[PathBuf]) {
    for path in entries_of(from) {
        let copy = to.join(path.file_name().unwrap());
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_draft = drafts.iter().any(|draft| path.starts_with(draft));
        if path.is_dir() && name != "public" && !name.starts_with('.') {
            fs::create_dir(&copy).unwrap();
            copy_book(&path, &copy, drafts);
        } else if is_draft && (name.ends_with(".md") || name.ends_with(".toml")) {
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().filter(|line| !line.starts_with("status = "));
            let text = lines.collect::<Vec<_>>().join("\n");
            let draft = text.replacen("\nname = ", "\nstatus = \"draft\"\nname = ", 1);
            assert_ne!(draft, text, "{name}");
            fs::write(&copy, draft).unwrap();
        } else if path.is_file() {
            fs::copy(&path, &copy).unwrap();
        }
    }
}

/// Page and heading, for each heading with nothing between it and the next of its level, or the end of its part.
fn headings_above_nothing(book: &Path) -> Vec<String> {
    let options = Options {
        today: "2026-11-21".parse().unwrap(),
        drafts: false,
        audiences: &[],
    };
    let built = build(book, options, &nobody).unwrap();
    let errors = diag::short(&built.report);
    let site = built.site.unwrap_or_else(|| panic!("{errors}"));
    let mut found = Vec::new();
    for (path, bytes) in site.render(&nobody).unwrap().files {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).unwrap();
            let main = page
                .split("<main")
                .nth(1)
                .unwrap_or("")
                .split("</main>")
                .next()
                .unwrap();
            found.extend(
                above_nothing(main)
                    .into_iter()
                    .map(|heading| format!("{path}: {heading}")),
            );
        }
    }
    found
}

fn above_nothing(html: &str) -> Vec<String> {
    const SHOWN: [&str; 7] = [
        "img", "svg", "table", "input", "button", "canvas", "textarea",
    ];
    let mut found = Vec::new();
    // Level and words: of the heading that is being read, and of the last one as long as nothing stood below it.
    let mut heading: Option<(char, String)> = None;
    let mut last: Option<(char, String)> = None;
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag
            .split([' ', '\n', '/'])
            .find(|name| !name.is_empty())
            .unwrap_or("");
        let level = name
            .strip_prefix('h')
            .and_then(|level| level.parse::<u8>().ok().map(|_| level.chars().next()));
        let level = level.flatten();
        match (tag.starts_with('/'), level) {
            (false, Some(level)) => {
                found.extend(
                    last.take_if(|(above, _)| level <= *above)
                        .map(|(_, words)| words),
                );
                heading = Some((level, String::new()));
            }
            (true, Some(_)) => last = heading.take(),
            (true, None) if matches!(name, "section" | "article") => {
                found.extend(last.take().map(|(_, words)| words));
            }
            // Some have room below them to write in.
            (false, None)
                if heading.is_none() && (SHOWN.contains(&name) || tag.contains("-lines")) =>
            {
                last = None;
            }
            _ => {}
        }
        match &mut heading {
            Some((_, words)) => words.push_str(text),
            None if !text.trim().is_empty() => last = None,
            None => {}
        }
    }
    found.extend(last.map(|(_, words)| words));
    found
}

#[test]
fn a_heading_above_nothing_is_found() {
    let html = "x><section><h2>A</h2><h3>B</h3><p>b</p></section><section><h2><b>C</b></h2><ul></ul></section><h2>D</h2><h2>E</h2><img>";
    assert_eq!(above_nothing(html), ["C", "D"]);
}
