//! What an author wrote stands once in what is open of a page: a reader of two minutes reads nothing twice.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::small_book::{bakery, demo, golden};

/// How many words make a sentence; fewer are names and labels.
const SENTENCE: usize = 6;

/// Lists of several entries say what each of them does, which may be the same.
const LISTS: [&str; 6] = [
    "all/",
    "compare/",
    "learn/",
    "paper/",
    "method/",
    "evidence/",
];

/// The words of a text, without signs and capitals.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What the files of a book say, as words, and what its entries and their parts are called.
fn written(content: &Path) -> (String, BTreeSet<String>) {
    let (mut said, mut names) = (String::new(), BTreeSet::new());
    let mut folders = vec![content.to_owned()];
    while let Some(folder) = folders.pop() {
        for found in fs::read_dir(folder).unwrap() {
            let path = found.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                said.push_str(&words(&without_marks(&text)));
                said.push_str(" | ");
                for key in ["name = \"", "title = \"", "attribute = \""] {
                    let named = text.split(key).skip(1);
                    names.extend(named.filter_map(|rest| Some(words(rest.split_once('"')?.0))));
                }
            }
        }
    }
    (said, names)
}

/// A text without its footnotes and where its links lead.
fn without_marks(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("[^").into_iter().chain(rest.find("](")).min() {
        let end = if rest[at..].starts_with("[^") {
            ']'
        } else {
            ')'
        };
        out.push_str(&rest[..at]);
        out.push(' ');
        rest = rest[at + 2..].split_once(end).map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// An element that is open while a page is read.
struct Open<'a> {
    name: &'a str,
    is_skipped: bool,
    is_inline: bool,
    is_folded: bool,
}

/// The texts of a page that are seen before anything is unfolded, one for each run that no element ends.
fn seen(page: &str) -> Vec<String> {
    const EMPTY: [&str; 9] = [
        "img", "br", "link", "meta", "input", "hr", "source", "wbr", "col",
    ];
    // The head of a row names what the row is about.
    const NOT_READ: [&str; 6] = ["script", "style", "template", "svg", "sup", "th"];
    let (_, main) = page.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut texts = vec![String::new()];
    for piece in main.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        let name = tag.trim_start_matches('/');
        let name = name.split([' ', '/', '\n']).next().unwrap();
        if tag.starts_with('/') {
            while let Some(closed) = open.pop() {
                if !closed.is_inline {
                    texts.push(String::new());
                }
                if closed.name == name {
                    break;
                }
            }
        } else {
            let has = |part: &str| tag.contains(part);
            let is_link = name == "a" && (!has("class=") || has("class=\"term\""));
            let is_inline = is_link || ["em", "strong", "code"].contains(&name);
            if !is_inline {
                texts.push(String::new());
            }
            if !EMPTY.contains(&name) && !tag.ends_with('/') {
                let inside = open.last().is_some_and(|parent| parent.is_folded);
                open.push(Open {
                    name,
                    is_skipped: NOT_READ.contains(&name)
                        || has("visually-hidden")
                        || has(" hidden")
                        || (inside && name != "summary"),
                    is_inline,
                    is_folded: name == "details" && !has(" open"),
                });
            }
        }
        let is_read = !open.iter().any(|one| one.is_skipped);
        // Of what is folded, only the heading is seen.
        if is_read && !open.last().is_some_and(|one| one.is_folded) {
            let text = text.replace("&#39;", "'").replace("&quot;", "\"");
            texts
                .last_mut()
                .unwrap()
                .push_str(&text.replace("&amp;", "&"));
        }
    }
    texts
}

/// The sentences of a text: each ends with its sign and a space.
fn sentences(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for word in text.split_whitespace() {
        let last = found.last_mut().unwrap();
        last.push_str(word);
        last.push(' ');
        let bare = word.trim_end_matches(['”', '’', '"', '\'', ')']);
        if bare.ends_with(['.', '!', '?', '…']) {
            found.push(String::new());
        }
    }
    found.iter().map(|one| words(one)).collect()
}

/// The sentences of an author that a page says twice before anything is unfolded.
fn said_twice(page: &str, said: &str, names: &BTreeSet<String>) -> Vec<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for text in seen(page) {
        for sentence in sentences(&text) {
            *times.entry(sentence).or_default() += 1;
        }
    }
    let twice = times.into_iter().filter(|(sentence, times)| {
        *times > 1
            && sentence.split(' ').count() >= SENTENCE
            && !names.contains(sentence)
            && said.contains(sentence.as_str())
    });
    twice.map(|(sentence, _)| sentence).collect()
}

#[test]
fn no_sentence_of_an_author_stands_twice_in_what_is_open_of_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut different = Vec::new();
    for (book, site) in [
        ("", demo()),
        ("examples/buurtbakker", bakery()),
        ("tests/golden/book", golden()),
    ] {
        let (said, names) = written(&root.join(book).join("content"));
        let pages = site.files.iter().filter(|(path, _)| {
            path.ends_with(".html") && !LISTS.iter().any(|list| path.starts_with(list))
        });
        for (path, bytes) in pages {
            let page = std::str::from_utf8(bytes).unwrap();
            for sentence in said_twice(page, &said, &names) {
                different.push(format!("{book}{path}: {sentence}"));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn a_sentence_that_stands_twice_is_found_unless_one_of_them_is_folded() {
    let said = words("She wants the people who want to buy. Only five words are here.");
    let none = BTreeSet::new();
    let page = |body: &str| format!("<main id=\"main\">{body}</main>");
    let once = "<p>She wants the <em>people</em> who want to buy. <a class=\"mark\">1</a></p>";
    let twice = |body: &str| said_twice(&page(body), &said, &none);
    assert_eq!(
        twice(&format!(
            "{once}<ul><li>She wants the people who want to buy</li></ul>"
        ))
        .len(),
        1
    );
    assert_eq!(twice(once).len(), 0);
    let folded =
        format!("{once}<details><summary><h2>More</h2></summary><div>{once}</div></details>");
    assert_eq!(twice(&folded).len(), 0);
    assert_eq!(twice(&folded.replace("<details", "<details open")).len(), 1);
    let name = BTreeSet::from([words("She wants the people who want to buy")]);
    assert!(said_twice(&page(&format!("{once}{once}")), &said, &name).is_empty());
}
