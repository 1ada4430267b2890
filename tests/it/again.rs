//! Building again: what is remembered from the last build changes nothing but the time it takes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use personabook::build::{Builder, Built, Difference, Options, build};
use personabook::diag;
use personabook::error::Error;
use personabook::progress::nobody;
use proptest::prelude::*;
use tempfile::TempDir;

/// What somebody does to a file of the book between two builds.
#[derive(Debug, Clone)]
enum Edit {
    /// A text takes the place of another everywhere in the file.
    Replace(usize, &'static str, &'static str),
    Remove(usize),
    /// The file comes back as it was in the beginning.
    Restore(usize),
    Rename(usize, &'static str),
    /// A new entry, which refers to an entry or to none.
    Add(&'static str, &'static str),
    /// A line is added at the end, which may be a mistake.
    Append(usize, &'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let words = prop_oneof![
        Just(("Sophie", "Sofia & Co")),
        Just(("the", "<b>the</b>")),
        Just(("sophie", "lotte")),
        Just(("name", "naam")),
        Just(("[", "")),
        Just((" = ", " = 3 ")),
        Just(("2026", "2019")),
        Just(("status", "# status")),
        Just(("stages", "steps")),
        Just(("personas", "persona")),
        Just((
            "text = ",
            "by = \"Jan Jansen\", consent_until = 2027-01-01, text = "
        )),
        Just(("same-day", "next-day")),
        Just((" and ", " TODO ")),
    ];
    let added = prop_oneof![
        Just((
            "content/personas/zed.md",
            "+++\nname = \"Zed\"\nrole = \"Buyer\"\n+++\n"
        )),
        Just((
            "content/terms/zed.toml",
            "name = \"Zed\"\nbody = \"[](persona:zed)\"\n"
        )),
        Just(("content/pages/zed.md", "+++\nname = 1\n")),
        Just((
            "templates/term.html",
            "{% extends \"theme/term.html\" %}{% block main %}own{% endblock %}"
        )),
        Just(("templates/term.html", "{{ broken")),
        Just(("static/base.css", "p { margin: 0 }")),
        Just(("content/personas/notes.txt", "not an entry")),
    ];
    let name = prop_oneof![
        Just("content/personas/other.md"),
        Just("content/jobs/other.toml"),
        Just("content/personas/Bad Name.md"),
    ];
    let appended = prop_oneof![
        Just("\n[](persona:nobody)\n"),
        Just("\n[extra]\nlabel = \"x\"\n"),
        Just("\nA new paragraph about [a term](term:icp).\n"),
        Just("\nCall Jan Jansen, 06-12345678, about the turnaround; women are emotional.\n"),
        Just("\n**Persona**: Mika - who buys\n"),
    ];
    prop_oneof![
        4 => (any::<usize>(), words).prop_map(|(file, (from, to))| Edit::Replace(file, from, to)),
        1 => any::<usize>().prop_map(Edit::Remove),
        3 => any::<usize>().prop_map(Edit::Restore),
        1 => (any::<usize>(), name).prop_map(|(file, to)| Edit::Rename(file, to)),
        2 => added.prop_map(|(file, text)| Edit::Add(file, text)),
        2 => (any::<usize>(), appended).prop_map(|(file, text)| Edit::Append(file, text)),
    ]
}

/// A book in a folder, and what its files were in the beginning.
struct Edited {
    folder: TempDir,
    first: BTreeMap<String, Vec<u8>>,
}

impl Edited {
    fn new() -> Self {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/book");
        let folder = tempfile::tempdir().unwrap();
        let mut first = BTreeMap::new();
        for file in files(&golden) {
            let name = file.strip_prefix(&golden).unwrap();
            let bytes = fs::read(&file).unwrap();
            let to = folder.path().join(name);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, &bytes).unwrap();
            first.insert(name.to_str().unwrap().to_owned(), bytes);
        }
        Self { folder, first }
    }

    /// Does it, and tells which files are not what they were.
    fn edit(&self, edit: &Edit) -> Vec<String> {
        let names: Vec<&String> = self.first.keys().collect();
        let name = |number: &usize| names[number % names.len()].clone();
        let path = |name: &str| self.folder.path().join(name);
        let read = |name: &str| fs::read(path(name)).unwrap_or_default();
        let text = |name: &str| String::from_utf8_lossy(&read(name)).into_owned();
        match edit {
            Edit::Replace(file, from, to) => {
                let name = name(file);
                if path(&name).exists() {
                    fs::write(path(&name), text(&name).replace(from, to)).unwrap();
                }
                vec![name]
            }
            Edit::Remove(file) => {
                let name = name(file);
                let _ = fs::remove_file(path(&name));
                vec![name]
            }
            Edit::Restore(file) => {
                let name = name(file);
                fs::write(path(&name), &self.first[&name]).unwrap();
                vec![name]
            }
            Edit::Rename(file, to) => {
                let name = name(file);
                let _ = fs::rename(path(&name), path(to));
                vec![name, (*to).to_owned()]
            }
            Edit::Add(file, text) => {
                fs::create_dir_all(path(file).parent().unwrap()).unwrap();
                fs::write(path(file), text).unwrap();
                vec![(*file).to_owned()]
            }
            Edit::Append(file, more) => {
                let name = name(file);
                if path(&name).exists() {
                    fs::write(path(&name), text(&name) + more).unwrap();
                }
                vec![name]
            }
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn options() -> Options<'static> {
    on("2026-11-21")
}

fn on(day: &str) -> Options<'static> {
    Options {
        today: day.parse().unwrap(),
        drafts: false,
        audiences: &[],
    }
}

/// Everything that can be seen of a build: its messages, also those that only who asks is told, and the site or why there is none.
fn seen(built: Result<Built, Error>) -> (String, BTreeMap<String, Vec<u8>>) {
    let built = match built {
        Ok(built) => built,
        Err(error) => return (error.to_string(), BTreeMap::new()),
    };
    let aside = built.set_aside.iter();
    let aside: String = aside
        .map(|one| format!("{}: {}\n", one.found.message, one.because))
        .collect();
    let says = [
        diag::human(&built.report, false),
        diag::short(&built.advice),
        aside,
    ]
    .concat();
    match built.site.map(|site| site.render(&nobody)) {
        Some(Ok(output)) => (says, output.files),
        Some(Err(error)) => (format!("{says}{error}"), BTreeMap::new()),
        None => (says, BTreeMap::new()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_site_is_that_of_a_fresh_build(
        edits in prop::collection::vec((prop::collection::vec(edit(), 1..4), any::<bool>()), 1..10)
    ) {
        let book = Edited::new();
        let root = book.folder.path();
        let mut builder = Builder::new(root);
        builder.build(options(), &nobody).unwrap();
        for (burst, is_later) in &edits {
            for edit in burst {
                builder.changed(&book.edit(edit));
            }
            let options = on(if *is_later { "2028-03-01" } else { "2026-11-21" });
            let again = seen(builder.build(options, &nobody));
            let fresh = seen(build(root, options, &nobody));
            prop_assert_eq!(again.0, fresh.0);
            let differ = |(path, bytes): &(&String, &Vec<u8>)| fresh.1.get(*path) != Some(bytes);
            let different: Vec<&String> = again.1.iter().filter(differ).map(|(path, _)| path).collect();
            prop_assert!(different.is_empty(), "{:?}", different);
            prop_assert_eq!(again.1.len(), fresh.1.len());
        }
    }
}

#[test]
fn a_document_is_read_again_when_it_changed() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content/pages/p")).unwrap();
    fs::write(root.join("personabook.toml"), "[book]\ntitle = \"T\"\n").unwrap();
    let page = "+++\nname = \"P\"\n+++\n[All](all.txt)\n";
    fs::write(root.join("content/pages/p/index.md"), page).unwrap();
    let mut builder = Builder::new(root);
    for text in ["one", "two"] {
        fs::write(root.join("content/pages/p/all.txt"), text).unwrap();
        builder.changed(&["content/pages/p/all.txt".to_owned()]);
        let again = seen(builder.build(options(), &nobody));
        assert!(again.1.values().any(|bytes| bytes == text.as_bytes()));
        assert!(again == seen(build(root, options(), &nobody)));
    }
}

#[test]
fn each_file_made_alone_is_the_one_of_the_whole_site() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for root in [repository.to_owned(), repository.join("tests/golden/book")] {
        let site = build(&root, options(), &nobody).unwrap().site.unwrap();
        let whole = site.render(&nobody).unwrap().files;
        site.with_renderer(|renderer| {
            assert!(renderer.paths().iter().eq(whole.keys()));
            for (path, bytes) in &whole {
                assert!(
                    renderer.file(path).unwrap().as_ref() == Some(bytes),
                    "{path}"
                );
            }
            for none in ["", "x.html", "personas/", "personas/nobody.html", "../x"] {
                assert_eq!(renderer.file(none).unwrap(), None, "{none}");
            }
        });
    }
}

#[test]
fn what_nobody_can_see_is_no_difference() {
    let book = Edited::new();
    let mut builder = Builder::new(book.folder.path());
    let mut before = builder.build(options(), &nobody).unwrap().site.unwrap();
    let mut difference = |file: &str, change: &dyn Fn(String) -> String| {
        let path = book.folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, change(text)).unwrap();
        builder.changed(&[file.to_owned()]);
        let now = builder.build(options(), &nobody).unwrap().site.unwrap();
        let difference = now.difference(&before);
        before = now;
        difference
    };
    let persona = book
        .first
        .keys()
        .find(|name| name.contains("personas/") && name.ends_with(".toml"));
    let persona = persona.unwrap().clone();
    assert_eq!(difference(&persona, &|text| text), Difference::Nothing);
    assert_eq!(
        difference(&persona, &|text| text + "\n# for us\n"),
        Difference::Nothing
    );
    assert_eq!(
        difference(&persona, &|text| text.replacen(
            "name = \"",
            "name = \"A ",
            1
        )),
        Difference::Pages
    );
    // A file that is new changes what the site consists of.
    assert_eq!(
        difference("static/own.css", &|_| "p {}".into()),
        Difference::Pages
    );
    assert_eq!(
        difference("static/own.css", &|_| "a {}".into()),
        Difference::StyleSheets
    );
    assert_eq!(
        difference("static/own.js", &|_| "1".into()),
        Difference::Pages
    );
    assert_eq!(
        difference("static/own.js", &|_| "2".into()),
        Difference::Pages
    );
    assert_eq!(
        difference("personabook.toml", &|text| text.replacen(
            "title = \"",
            "title = \"A",
            1
        )),
        Difference::Pages
    );
}
