//! The rules of `docs/architecture.md` that a machine can check.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use personabook::internal::Language;
use personabook::model::Kind;

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The first part of a file's path below `src`, without its ending: `load` of `src/load/mod.rs`.
fn room(file: &Path) -> String {
    let below = file.strip_prefix(source()).unwrap();
    let first = below.iter().next().unwrap().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The code without its tests and comments.
fn code(file: &Path) -> String {
    fs::read_to_string(file)
        .unwrap()
        .replace("#[cfg(all(test, unix))]", "#[cfg(test)]")
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The floors from the ground up. A room may use rooms on lower floors, and itself.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["error", "progress"],
    &["disk"],
    &["diag"],
    &["doc"],
    &["language"],
    &["model"],
    &["load", "check", "score", "picture", "schema"],
    &["quiz", "rules"],
    &["theme", "markup"],
    &["view"],
    &["draw", "portrait"],
    &["site"],
    &["pages"],
    &["render"],
    &["build", "write", "new", "edit"],
    &["session"],
    &[
        "serve", "lsp", "review", "forms", "accounts", "one_file", "brief", "owners",
    ],
    &["sql", "exchange", "import", "export"],
    &["cli", "main", "lib"],
];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn every_room_uses_only_the_floors_below_it() {
    let mut wrong = Vec::new();
    for file in rust_files(&source()) {
        let own = room(&file);
        let Some(own_floor) = floor(&own) else {
            wrong.push(format!("{own} is on no floor"));
            continue;
        };
        let code = code(&file);
        let used: BTreeSet<&str> = code
            .split("crate::")
            .skip(1)
            .filter_map(|rest| {
                rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                    .next()
            })
            .filter(|name| floor(name).is_some() && *name != own)
            .collect();
        for name in used {
            if floor(name) >= Some(own_floor) {
                wrong.push(format!("{} uses {name}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Numbers and labels in, shapes out: what an entry is, and what its words mean, is known one floor above.
#[test]
fn drawings_know_nothing_of_the_content() {
    let own = ["text", "view", "draw"];
    for file in rust_files(&source().join("draw")) {
        // With the tests of the file: they too give numbers and labels.
        let text = fs::read_to_string(&file).unwrap();
        for rest in text.split("crate::").skip(1) {
            let used = rest.split("::").next().unwrap();
            assert!(own.contains(&used), "{} uses {used}", file.display());
        }
    }
}

#[test]
fn each_required_package_is_imported_in_one_place() {
    let places = [
        ("tera", vec!["render", "theme"]),
        ("pulldown_cmark", vec!["doc"]),
        ("saphyr_parser", vec!["doc"]),
        ("walkdir", vec!["disk"]),
        ("libc", vec!["disk"]),
        ("notify", vec!["serve"]),
        ("gethostname", vec!["cli"]),
        ("httparse", vec!["serve"]),
        ("getrandom", vec!["serve"]),
        ("ctrlc", vec!["cli"]),
        ("lsp_server", vec!["cli", "lsp"]),
        ("toml", vec!["doc"]),
        ("annotate_snippets", vec!["diag"]),
        ("clap", vec!["cli"]),
        ("serde_ignored", vec!["doc"]),
        ("unicode_normalization", vec!["text"]),
        ("image", vec!["picture"]),
        ("resvg", vec!["picture"]),
        ("unicode_width", vec!["text"]),
        ("csv_core", vec!["accounts", "doc"]),
        ("encoding_rs", vec!["accounts"]),
        ("encoding_rs_io", vec!["accounts"]),
    ];
    for file in rust_files(&source()) {
        let code = code(&file);
        let words = code.split(|letter: char| letter.is_whitespace() || "(<&".contains(letter));
        let first_names: BTreeSet<&str> = words
            .filter_map(|word| Some(word.split_once("::")?.0))
            .collect();
        for (package, allowed) in &places {
            if first_names.contains(package) {
                let room = room(&file);
                assert!(
                    allowed.contains(&room.as_str()),
                    "{} imports {package}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn only_the_binary_prints_exits_and_looks_at_the_world() {
    for file in rust_files(&source()) {
        if matches!(room(&file).as_str(), "cli" | "main") {
            continue;
        }
        let code = code(&file);
        for forbidden in [
            "println!",
            "eprintln!",
            "print!(",
            "process::exit",
            "SystemTime::now",
            "Instant::now",
            "env::var",
            "env::args",
            "current_dir",
            "io::stdout",
            "io::stderr",
        ] {
            assert!(
                !code.contains(forbidden),
                "{} has {forbidden}",
                file.display()
            );
        }
    }
}

/// What lies on disk may be a link, a FIFO or somebody else's file, and only one room knows what to do then. The methods of
/// `Path` that look at the disk follow links.
#[test]
fn only_one_room_reads_and_writes_files() {
    let mut wrong = Vec::new();
    for file in rust_files(&source()) {
        if room(&file) == "disk" {
            continue;
        }
        let code = code(&file);
        for forbidden in [
            "std::fs",
            "fs::",
            "File::open",
            "File::create",
            "OpenOptions",
            ".is_file()",
            ".is_dir()",
            ".is_symlink()",
            ".exists()",
            ".try_exists()",
            ".metadata()",
            ".symlink_metadata()",
            ".canonicalize()",
            ".read_link()",
            ".read_dir()",
        ] {
            if code.contains(forbidden) {
                wrong.push(format!("{} has {forbidden}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What differs from language to language stands in `languages/`, which only the room `language` reads.
#[test]
fn no_other_room_tells_languages_apart() {
    let codes: Vec<String> = Language::all()
        .map(|language| format!("\"{}\"", language.code()))
        .collect();
    for file in rust_files(&source()) {
        // Of the words of languages only those of the program's messages are written in the code.
        if room(&file) == "language" {
            continue;
        }
        let code = code(&file);
        for forbidden in codes.iter().map(String::as_str).chain(["Language::of("]) {
            assert!(
                !code.contains(forbidden),
                "{} has {forbidden}",
                file.display()
            );
        }
        let compares = code.match_indices(".code()").any(|(at, call)| {
            let after = code[at + call.len()..].trim_start();
            after.starts_with("==") || after.starts_with("!=")
        });
        assert!(
            !compares,
            "{} compares the code of a language",
            file.display()
        );
    }
}

#[test]
fn every_file_says_first_what_it_is_for() {
    for file in rust_files(&source()) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{}", file.display());
    }
}

#[test]
fn a_kind_is_a_line_a_file_and_a_template() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for kind in Kind::ALL {
        let name = kind.name();
        assert!(
            root.join(format!("src/model/{name}.rs")).is_file(),
            "{name} has no file"
        );
        assert!(
            root.join(format!("templates/{name}.html")).is_file(),
            "{name} has no template"
        );
        assert!(
            root.join("content").join(kind.folder()).is_dir(),
            "the demo shows no {name}"
        );
    }
    let implemented: BTreeSet<String> = rust_files(&source().join("model"))
        .iter()
        .filter(|file| code(file).contains("impl KindData for"))
        .map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let listed: BTreeSet<String> = Kind::ALL
        .iter()
        .map(|kind| kind.name().to_owned())
        .collect();
    assert_eq!(implemented, listed);
}

#[test]
fn every_check_is_a_file_and_is_run() {
    let list = code(&source().join("check/mod.rs"));
    for file in rust_files(&source().join("check")) {
        let name = file.file_stem().unwrap().to_str().unwrap();
        assert!(
            name == "mod" || list.contains(&format!("{name}::check")),
            "{name} is not run"
        );
    }
}

#[test]
fn the_embedded_theme_is_the_theme_on_disk() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let theme = personabook::internal::theme(&personabook::internal::Overrides::default());
    let mut on_disk: Vec<String> = Vec::new();
    for entry in fs::read_dir(root.join("templates")).unwrap() {
        on_disk.push(format!(
            "theme/{}",
            entry.unwrap().file_name().to_str().unwrap()
        ));
    }
    on_disk.sort();
    let mut embedded: Vec<String> = theme
        .templates
        .iter()
        .map(|(name, _)| name.clone())
        .collect();
    embedded.sort();
    assert_eq!(embedded, on_disk);
}

#[test]
fn templates_mark_nothing_as_safe_but_the_body_of_a_component() {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        for (index, line) in text.lines().enumerate() {
            let safe = line.matches("| safe").count() - line.matches("body | safe").count();
            assert_eq!(safe, 0, "{}:{}", path.display(), index + 1);
        }
    }
}

/// The files of a room as a graph: which file, or folder with files, uses which other one beside it.
fn arrows_inside(room: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = source().join(room);
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    for file in rust_files(&folder) {
        let below = file.strip_prefix(&folder).unwrap();
        let first = below.iter().next().unwrap().to_str().unwrap();
        let part = first.trim_end_matches(".rs").to_owned();
        if !matches!(part.as_str(), "mod" | "tests") {
            let is_deep = below.iter().count() > 1 && !below.ends_with("mod.rs");
            // In a deeper file `super` is the part itself.
            let code = code(&file);
            let code = if is_deep {
                code.replace("super::", "")
            } else {
                code
            };
            parts.entry(part).or_default().push_str(&code);
        }
    }
    let names: Vec<String> = parts.keys().cloned().collect();
    let uses = |part: &str, code: &str| -> BTreeSet<String> {
        let own = format!("crate::{room}::");
        let after = [own.as_str(), "super::"]
            .into_iter()
            .flat_map(|start| code.split(start).skip(1));
        let words = after.flat_map(|rest| {
            let end = match rest.strip_prefix('{') {
                Some(list) => list.find(';').map_or(rest.len(), |end| end + 1),
                None => rest
                    .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
                    .unwrap_or(rest.len()),
            };
            rest[..end].split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        });
        let used = words.filter(|word| *word != part && names.iter().any(|name| name == word));
        used.map(str::to_owned).collect()
    };
    parts
        .iter()
        .map(|(part, code)| (part.clone(), uses(part, code)))
        .collect()
}

#[test]
fn no_file_of_a_room_uses_one_that_uses_it() {
    for room in ["draw", "portrait", "language", "site", "pages"] {
        let mut arrows = arrows_inside(room);
        assert!(arrows.len() > 3, "{room}");
        // What uses nothing that is left stands on the ground: it goes, until nothing is left.
        while !arrows.is_empty() {
            let ground: BTreeSet<String> = arrows
                .iter()
                .filter(|(_, used)| used.is_empty())
                .map(|(part, _)| part.clone())
                .collect();
            assert!(!ground.is_empty(), "in {room} these go round: {arrows:#?}");
            arrows.retain(|part, _| !ground.contains(part));
            for used in arrows.values_mut() {
                used.retain(|part| !ground.contains(part));
            }
        }
    }
}
