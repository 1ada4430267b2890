//! What editors are told: the schemas that `schema` and `init` write, tried with Tombi where that is found.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use personabook::model::Kind;
use serde_json::Value;

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn schema_writes_one_schema_or_all() {
    let folder = tempfile::tempdir().unwrap();
    let names = Kind::ALL
        .iter()
        .map(|kind| kind.name())
        .chain(["config"])
        .collect::<Vec<_>>();
    let all = run(folder.path(), &["schema", "--out", "schemas"]);
    assert_eq!(all.status.code(), Some(0), "{}", text(&all.stderr));
    for name in &names {
        let one = text(&run(folder.path(), &["schema", name]).stdout);
        let schema: Value = serde_json::from_str(&one).unwrap();
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        for (field, about) in schema["properties"].as_object().unwrap() {
            let is_told = about["description"].is_string() || about["$ref"].is_string();
            assert!(is_told, "{name} says nothing of {field}");
        }
        let file = folder.path().join(format!("schemas/{name}.json"));
        assert_eq!(fs::read_to_string(file).unwrap(), one);
    }
    let files = fs::read_dir(folder.path().join("schemas")).unwrap().count();
    assert_eq!(files, names.len());
    // Writing them again is an update.
    let again = run(folder.path(), &["schema", "--out", "schemas"]);
    assert_eq!(again.status.code(), Some(0));
    fs::write(folder.path().join("schemas/icp.json"), "{}").unwrap();
    let foreign = run(folder.path(), &["schema", "--out", "schemas"]);
    assert_eq!(foreign.status.code(), Some(2));
    assert!(text(&foreign.stderr).contains("icp.json was not written by personabook"));
    for wrong in [
        vec!["schema"],
        vec!["schema", "persona", "--out", "x"],
        vec!["schema", "persone"],
    ] {
        let refused = run(folder.path(), &wrong);
        assert_eq!(refused.status.code(), Some(2), "{wrong:?}");
    }
    assert!(!folder.path().join("x").exists());
}

#[test]
fn a_new_book_tells_editors_which_file_has_which_schema() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "book"]);
    let book = folder.path().join("book");
    let read = |path: &str| fs::read_to_string(book.join(path)).unwrap();
    let settings: Value = serde_json::from_str(&read(".vscode/settings.json")).unwrap();
    let associations = settings["evenBetterToml.schema.associations"]
        .as_object()
        .unwrap();
    assert_eq!(associations.len(), Kind::ALL.len() + 1);
    let tombi = read("tombi.toml");
    for schema in associations.values() {
        let path = schema.as_str().unwrap().strip_prefix("./").unwrap();
        assert!(tombi.contains(&format!("path = \"{path}\"")), "{tombi}");
        serde_json::from_str::<Value>(&read(path)).unwrap();
    }
    let written = fs::read_dir(book.join(".personabook/schemas")).unwrap();
    for file in written {
        let name = file.unwrap().file_name();
        let name = name.to_str().unwrap();
        assert!(tombi.contains(&format!("/{name}\"")), "{name}");
    }
    assert_eq!(run(&book, &["check"]).status.code(), Some(0));
}

/// Tombi, of which `.ci/run` says where it is. Nothing where it is not found, but where a change is judged it must be.
fn tombi() -> Option<PathBuf> {
    let named = std::env::var_os("TOMBI").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = named.or_else(|| {
        let programs = std::env::split_paths(&path).map(|folder| folder.join("tombi"));
        programs.into_iter().find(|program| program.is_file())
    });
    assert!(
        found.is_some() || std::env::var_os("CI").is_none(),
        "tombi is not found: `pip install tombi`"
    );
    found
}

/// The front matter of each entry of the demo book as a file of its own: Tombi reads no Markdown.
fn entries_as_toml(book: &Path) {
    for kind in Kind::ALL {
        let from = repository().join("content").join(kind.folder());
        let to = book.join("content").join(kind.folder());
        fs::remove_dir_all(&to).unwrap();
        fs::create_dir_all(&to).unwrap();
        for file in fs::read_dir(from).unwrap() {
            let path = file.unwrap().path();
            let path = if path.is_dir() {
                path.join("index.md")
            } else {
                path
            };
            let Ok(text) = fs::read_to_string(&path) else {
                // A picture or a film beside its entry.
                fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
                continue;
            };
            let Some((front_matter, _)) = text
                .strip_prefix("+++\n")
                .and_then(|text| text.split_once("\n+++\n"))
            else {
                // One that is Markdown alone is none of Tombi's business, but others refer to it.
                fs::write(to.join(path.file_name().unwrap()), text).unwrap();
                continue;
            };
            let id = match path.file_stem().unwrap().to_str().unwrap() {
                "index" => path.parent().unwrap().file_name().unwrap(),
                _ => path.file_stem().unwrap(),
            };
            let file = to.join(id).with_extension("toml");
            fs::write(file, format!("{front_matter}\n")).unwrap();
        }
    }
}

#[test]
fn tombi_finds_nothing_wrong_with_the_demo_and_names_a_slip() {
    let Some(tombi) = tombi() else { return };
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "book"]);
    let book = folder.path().join("book");
    entries_as_toml(&book);
    fs::copy(
        repository().join("personabook.toml"),
        book.join("personabook.toml"),
    )
    .unwrap();
    let lint = || {
        Command::new(&tombi)
            .args([
                "lint",
                "--offline",
                "--no-cache",
                "--error-on-warnings",
                "--diagnostics-format",
                "json",
            ])
            .args(["--diagnostics-file", "found.json"])
            .current_dir(&book)
            .output()
            .unwrap()
    };
    let whole = lint();
    let said = text(&whole.stdout) + &text(&whole.stderr);
    assert_eq!(whole.status.code(), Some(0), "{said}");
    assert_eq!(run(&book, &["check"]).status.code(), Some(0));

    let persona = book.join("content/personas/sophie.toml");
    let right = fs::read_to_string(&persona).unwrap();
    fs::write(&persona, format!("gaols = [\"A season\"]\n{right}")).unwrap();
    let wrong = lint();
    assert_ne!(wrong.status.code(), Some(0));
    let found = fs::read_to_string(book.join("found.json")).unwrap();
    let found: Vec<Value> = serde_json::from_str(&found).unwrap();
    let named = found
        .iter()
        .find(|one| one["path"].as_str().unwrap().ends_with("sophie.toml"))
        .unwrap();
    assert!(named["message"].as_str().unwrap().contains("gaols"));
    assert_eq!(named["range"]["start"]["line"], 1);
    assert_eq!(named["range"]["start"]["column"], 1);
}
