//! Embeds the theme, every file of `templates/` and `static/`, and the languages, every file of `languages/`, as found
//! on disk.

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
        let name = file
            .strip_prefix(&root)
            .expect("collected below the root")
            .to_str()
            .expect("the theme's file names are plain")
            .replace('\\', "/");
        writeln!(
            list,
            "    ({name:?}, include_bytes!({:?})),",
            file.display().to_string()
        )
        .expect("a String can be written to");
    }
    list.push_str("]\n");
    let mut tables = String::from("&[\n");
    for file in &languages {
        let code = file.file_stem().and_then(|stem| stem.to_str());
        let code = code.expect("a language's file is named by its code");
        let path = file.display().to_string();
        writeln!(tables, "    ({code:?}, include_str!({path:?})),")
            .expect("a String can be written to");
    }
    tables.push_str("]\n");
    files.extend(languages);
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
    for (name, text) in [("embedded.rs", list), ("languages.rs", tables)] {
        fs::write(out.join(name), text).expect("cargo's output folder can be written");
    }
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
