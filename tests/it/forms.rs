//! Entries written anew: the same site, the same values and all remarks in either form. `tests/forms` holds entries as somebody wrote them,
//! and as `fmt` writes them; `UPDATE=1 cargo test --test it forms::` writes what it says now; read it before you commit it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use personabook::forms::{Wish, example, write_anew};
use personabook::internal::{Language, rewritten};
use personabook::model::{Form, Kind};
use proptest::prelude::*;

use crate::small_book::{Site, built_at, with_warnings};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let name = item.file_name();
        if item.file_type().unwrap().is_dir() {
            copy(&item.path(), &to.join(name));
        } else {
            fs::copy(item.path(), to.join(name)).unwrap();
        }
    }
}

fn all(form: Form) -> Wish<'static> {
    Wish {
        entries: &[],
        form: Some(form),
        is_trial: false,
    }
}

/// The site of a book and what it is warned of, without the endings of files of content.
fn site(root: &Path) -> (Site, String) {
    let (mut site, warnings) = with_warnings(built_at(root));
    for page in site.values_mut() {
        *page = without_endings(page);
    }
    let places = warnings.lines().map(|line| {
        let (file, rest) = line.split_once(':').unwrap_or((line, ""));
        let message = rest.splitn(3, ':').nth(2).unwrap_or(rest);
        format!("{}{message}\n", without_endings(file))
    });
    let mut warnings: Vec<String> = places.collect();
    warnings.sort();
    (site, warnings.concat())
}

fn without_endings(text: &str) -> String {
    text.replace(".toml", "").replace(".md", "")
}

/// Writes a book in Markdown, in TOML and in Markdown again: the site differs only where it names a file.
fn same_site_in_all_forms(book: &str) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for part in ["content", "templates", "static", "languages"] {
        let from = here(book).join(part);
        if from.is_dir() && (!book.is_empty() || part == "content") {
            copy(&from, &root.join(part));
        }
    }
    let config = here(book).join("personabook.toml");
    fs::copy(config, root.join("personabook.toml")).unwrap();
    let (before, warned) = site(root);
    let forms = [Form::Markdown, Form::Toml, Form::Markdown];
    for (round, form) in forms.into_iter().enumerate() {
        let done = write_anew(root, all(form)).unwrap();
        let ending = if form == Form::Toml { ".toml" } else { ".md" };
        for one in &done {
            assert!(one.after.ends_with(ending), "{}", one.after);
            assert_eq!(fs::read_to_string(root.join(&one.after)).unwrap(), one.text);
            assert!(one.after == one.before || !root.join(&one.before).exists());
        }
        // What is written once stays as it is.
        let again = write_anew(root, all(form)).unwrap();
        let moved: Vec<_> = again.iter().filter(|one| one.is_new).collect();
        assert!(moved.is_empty(), "{moved:#?}");
        if round == 2 {
            break;
        }
        let (after, warned_after) = site(root);
        assert_eq!(warned, warned_after);
        assert_eq!(
            before.keys().collect::<Vec<_>>(),
            after.keys().collect::<Vec<_>>()
        );
        for (path, page) in &before {
            assert!(*page == after[path], "{path} is not the same as {form:?}");
        }
    }
}

#[test]
fn the_demo_is_the_same_site_in_all_forms() {
    same_site_in_all_forms("");
}

#[test]
fn the_dutch_book_is_the_same_site_in_all_forms() {
    same_site_in_all_forms("examples/buurtbakker");
}

#[test]
fn the_golden_book_is_the_same_site_in_all_forms() {
    same_site_in_all_forms("tests/golden/book");
}

#[test]
fn the_markdown_book_is_the_same_site_in_all_forms() {
    same_site_in_all_forms("tests/markdown/headings");
}

#[test]
fn entries_are_written_as_people_would() {
    let mut folders: Vec<PathBuf> = fs::read_dir(here("tests/forms"))
        .unwrap()
        .map(|item| item.unwrap().path())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let mut parts = name.split('-');
        let kind = Kind::from_name(parts.next().unwrap()).unwrap();
        let code = parts.next().unwrap();
        let language = Language::all().find(|one| one.code() == code).unwrap();
        let mut files = fs::read_dir(&folder)
            .unwrap()
            .map(|one| one.unwrap().path());
        let written = files.find(|path| path.file_stem().is_some_and(|stem| stem == "written"));
        let written = written.unwrap();
        let text = fs::read_to_string(&written).unwrap();
        let path = written.to_str().unwrap();
        let markdown = rewritten((kind, path), &text, (Form::Markdown, language)).unwrap();
        let toml = rewritten((kind, path), &text, (Form::Toml, language)).unwrap();
        for (file, now) in [("markdown.md", &markdown), ("toml.toml", &toml)] {
            let file = folder.join(file);
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&file, now).unwrap();
            }
            let expected = fs::read_to_string(&file).unwrap_or_default();
            assert!(
                *now == expected,
                "{} is not what fmt writes:\n{now}",
                file.display()
            );
        }
        // There and back again: the fields and the remarks are the same.
        let back = rewritten((kind, "a.md"), &markdown, (Form::Toml, language)).unwrap();
        assert_eq!(table(&back), table(&toml), "{name}");
        for remark in remarks(&toml) {
            assert!(
                remarks(&back).contains(&remark),
                "{remark} is not in\n{back}"
            );
        }
    }
}

fn table(text: &str) -> toml::Table {
    text.parse()
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn remarks(toml: &str) -> Vec<&str> {
    let lines = toml.lines().map(str::trim_start);
    lines.filter(|line| line.starts_with("# ")).collect()
}

#[test]
fn nothing_is_written_when_one_cannot_be() {
    let persona = "name = \"Sophie\"\nrole = \"Buyer\"\n";
    let folder = crate::small_book::written(
        "",
        &[
            ("personas/sophie.toml", persona),
            ("personas/mark.toml", "name = \"Mark\"\ngaols = [\"a\"]\n"),
        ],
    );
    let root = folder.path();
    let error = write_anew(root, all(Form::Markdown)).unwrap_err();
    let message = "content/personas/mark.toml: it has mistakes";
    assert!(error.to_string().contains(message), "{error}");
    assert!(!root.join("content/personas/sophie.md").exists());

    // A file that is there already stays.
    let only = ["persona:sophie".to_owned()];
    let wish = Wish {
        entries: &only,
        form: Some(Form::Markdown),
        is_trial: false,
    };
    fs::write(root.join("content/personas/sophie.md"), "# Another\n").unwrap();
    let other_form = Wish {
        form: Some(Form::Toml),
        ..wish
    };
    let error = write_anew(root, other_form).unwrap_err();
    let other = fs::read_to_string(root.join("content/personas/sophie.md")).unwrap();
    let own = fs::read_to_string(root.join("content/personas/sophie.toml")).unwrap();
    assert_eq!((other.as_str(), own.as_str()), ("# Another\n", persona));
    assert!(error.to_string().contains("is there already"), "{error}");

    fs::remove_file(root.join("content/personas/sophie.md")).unwrap();
    let trial = Wish {
        is_trial: true,
        ..wish
    };
    let done = write_anew(root, trial).unwrap();
    assert_eq!(done[0].text, "# Sophie\n\nRole: Buyer\n");
    assert!(!root.join("content/personas/sophie.md").exists());
    write_anew(root, wish).unwrap();
    assert!(!root.join("content/personas/sophie.toml").exists());
}

#[test]
fn line_ends_and_the_mark_of_utf_8_stay() {
    let text =
        "\u{feff}name = \"Sophie\"\r\n# ask\r\nrole = \"Buyer\"\r\nbody = '''\r\nOne\r\ntwo'''\r\n";
    let english = Language::all().next().unwrap();
    let markdown = rewritten((Kind::Persona, "a.toml"), text, (Form::Markdown, english)).unwrap();
    assert_eq!(
        markdown,
        "\u{feff}# Sophie\r\n\r\nRole: Buyer\r\n<!-- ask -->\r\n\r\nOne\r\ntwo\r\n"
    );
}

#[test]
fn the_examples_of_the_field_reference_are_read_and_stay() {
    let english = Language::all().find(|one| one.code() == "en").unwrap();
    for kind in Kind::ALL.iter().copied() {
        let text = example(kind);
        assert!(text.starts_with("# The name of the "), "{text}");
        let again = rewritten((kind, "a.md"), &text, (Form::Markdown, english));
        assert_eq!(again, Ok(text));
    }
}

/// A text that a field may hold, with what means something in Markdown or in TOML.
fn words() -> impl Strategy<Value = String> {
    let odd = "[a-zA-Z0-9éß .,:;#*_`\\[\\]()<>|'\"\\\\!?/&^~–—-]{0,30}";
    let lines = proptest::collection::vec(odd, 1..3);
    (lines, 0..9_u8).prop_map(|(lines, kind)| {
        let text = lines.join(if kind == 0 { "\n" } else { " " });
        let start = ["x", "- x", "# x", "1. x", "> x", "x: y", "## Goals"];
        format!("{}{text}", start[usize::from(kind) % start.len()])
    })
}

fn text(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// TOML with a remark before each field and each item.
fn entry(journey: bool) -> impl Strategy<Value = String> {
    let claim = (words(), proptest::option::of(words()), 0..6_u8);
    let claims = proptest::collection::vec(claim, 0..4);
    let labels = proptest::collection::vec((words(), words()), 0..3);
    let body = proptest::collection::vec(words(), 0..4);
    let fields = (
        words(),
        words(),
        proptest::collection::vec(claims, 4),
        labels,
        body,
    );
    fields.prop_map(move |(name, role, claims, labels, body)| {
        let mut count = 0;
        let mut remark = |indent: &str| {
            count += 1;
            format!("{indent}# remark{count}x --> <!-- [x] = 1\n")
        };
        let list = |remark: &mut dyn FnMut(&str) -> String,
                    claims: &[(String, Option<String>, u8)]| {
            let mut out = String::from("[\n");
            for (said, note, severity) in claims {
                out.push_str(&remark("  "));
                let note = note.as_ref().map(|note| format!(", note = {}", text(note)));
                out.push_str(&match (note, severity) {
                    (None, 0) => format!("  {},\n", text(said)),
                    (note, severity) => format!(
                        "  {{ text = {}, severity = {severity}{} }},\n",
                        text(said),
                        note.unwrap_or_default()
                    ),
                });
            }
            out + "]\n"
        };
        let first_name = name.lines().next().unwrap_or("x");
        let mut out = format!("{}name = {} # beside\n", remark(""), text(first_name));
        out.push_str(&format!(
            "{}body = {}\n",
            remark(""),
            text(&body.join("\n\n"))
        ));
        if journey {
            out.push_str(&format!("scenario = {}\npersonas = []\n", text(&role)));
            for (at, claims) in claims.iter().enumerate() {
                let stage = remark("");
                out.push_str(&format!(
                    "\n{stage}[[stages]]\nname = {}\n",
                    text(&format!("{first_name} {at}"))
                ));
                out.push_str(&format!(
                    "{}doing = {}",
                    remark(""),
                    list(&mut remark, claims)
                ));
                out.push_str(
                    "touchpoints = [\"Mail\", \"Phone\"]\nemotion = { from = -1, to = 1 }\n",
                );
            }
        } else {
            out.push_str(&format!("{}role = {}\n", remark(""), text(&role)));
            for (key, claims) in ["goals", "fears", "quotes", "hobbies"].iter().zip(&claims) {
                if *key == "hobbies" {
                    let all: Vec<String> = claims.iter().map(|claim| text(&claim.0)).collect();
                    out.push_str(&format!("hobbies = [{}]\n", all.join(", ")));
                } else {
                    out.push_str(&format!(
                        "{}{key} = {}",
                        remark(""),
                        list(&mut remark, claims)
                    ));
                }
            }
        }
        let mut seen = Vec::new();
        out.push_str(&format!("\n{}[extra]\n", remark("")));
        for (label, said) in labels {
            if !seen.contains(&label) {
                out.push_str(&format!(
                    "{} = {}\n",
                    text(&label).replace("'''", "'").replace('\n', " "),
                    text(&said)
                ));
                seen.push(label);
            }
        }
        out + &remark("")
    })
}

fn there_and_back(kind: Kind, before: &str) -> Result<(), TestCaseError> {
    let english = Language::all().next().unwrap();
    if before.parse::<toml::Table>().is_err() {
        return Ok(());
    }
    let markdown = match rewritten((kind, "a.toml"), before, (Form::Markdown, english)) {
        Ok(markdown) => markdown,
        Err(why) if why == "it has mistakes" => return Ok(()),
        Err(why) => return Err(TestCaseError::fail(format!("{why}\n{before}"))),
    };
    let after = rewritten((kind, "a.md"), &markdown, (Form::Toml, english));
    let after = after.map_err(|why| TestCaseError::fail(format!("{why}\n{markdown}")))?;
    let said = |text: &str| {
        let mut table = table(text);
        if let Some(toml::Value::String(body)) = table.get_mut("body") {
            *body = body.trim().to_owned();
        }
        table.retain(|key, value| key != "body" || value.as_str() != Some(""));
        table
    };
    prop_assert_eq!(said(before), said(&after), "{}", markdown);
    let count = before.matches("# remark").count();
    for number in 1..=count {
        let remark = format!("remark{number}x");
        prop_assert!(
            markdown.contains(&remark),
            "{} is not in\n{}\nof\n{}",
            remark,
            markdown,
            before
        );
        prop_assert!(
            after.contains(&format!("# {remark}")),
            "{} is not in\n{}\nof\n{}",
            remark,
            after,
            markdown
        );
    }
    let again = rewritten((kind, "a.md"), &markdown, (Form::Markdown, english));
    prop_assert_eq!(again.as_ref(), Ok(&markdown));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_word_of_a_persona_is_lost(before in entry(false)) {
        there_and_back(Kind::Persona, &before)?;
    }

    #[test]
    fn no_word_of_a_journey_is_lost(before in entry(true)) {
        there_and_back(Kind::Journey, &before)?;
    }
}
