//! Embeds the theme, every file of `templates/` and `static/`, the languages, every file of `languages/`, and the book
//! that `init` begins, every file of `src/new/starter-book/`, as found on disk.

use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

fn main() {
    let root =
        PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder"));
    let mut files = Vec::new();
    for folder in ["templates", "static"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(&root.join(folder), &mut files);
    }
    files.sort();
    println!("cargo::rerun-if-changed=languages");
    let mut languages = Vec::new();
    collect(&root.join("languages"), &mut languages);
    languages.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    languages.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = name_below(&root, file);
        writeln!(
            list,
            "    ({name:?}, include_bytes!({:?})),",
            file.display().to_string()
        )
        .expect("a String can be written to");
    }
    list.push_str("]\n");
    let tables = texts(languages.iter().map(|file| {
        let code = file.file_stem().and_then(|stem| stem.to_str());
        let code = code.expect("a language's file is named by its code");
        (code.to_owned(), file.as_path())
    }));
    files.extend(languages);
    let starter_folder = root.join("src/new/starter-book");
    let mut starters = Vec::new();
    collect(&starter_folder, &mut starters);
    starters.sort();
    let named = starters
        .iter()
        .map(|file| (name_below(&starter_folder, file), file.as_path()));
    // What an editor or a system left there is no part of the book.
    let starter_book =
        texts(named.filter(|(name, _)| !name.contains("/.") && !name.starts_with('.')));
    // Which program made a site is told by what the program was made of.
    for path in ["src", "Cargo.lock", "build.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    collect(&root.join("src"), &mut files);
    files.push(root.join("Cargo.lock"));
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        let name = file.strip_prefix(&root).expect("collected below the root");
        (name, fs::read(file).ok()).hash(&mut hasher);
    }
    println!(
        "cargo::rustc-env=PERSONABOOK_SOURCE={:016x}",
        hasher.finish()
    );
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo names the output folder"));
    for (name, text) in [
        ("embedded.rs", list),
        ("languages.rs", tables),
        ("starter_book.rs", starter_book),
    ] {
        fs::write(out.join(name), text).expect("cargo's output folder can be written");
    }
}

/// A table of files, each with a name and its text.
fn texts<'a>(files: impl Iterator<Item = (String, &'a Path)>) -> String {
    let mut table = String::from("&[\n");
    for (name, file) in files {
        let path = file.display().to_string();
        writeln!(table, "    ({name:?}, include_str!({path:?})),")
            .expect("a String can be written to");
    }
    table.push_str("]\n");
    table
}

/// The path of a file in a folder, with `/`.
fn name_below(folder: &Path, file: &Path) -> String {
    let name = file.strip_prefix(folder).expect("collected below it");
    let name = name.to_str().expect("embedded files have plain names");
    name.replace('\\', "/")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the theme's folders are part of the crate");
    for entry in entries {
        let path = entry.expect("the theme's folders can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
