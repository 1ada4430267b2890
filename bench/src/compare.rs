//! personabook against Hugo on the same visible content, then against the floor, then against itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use walkdir::WalkDir;

use crate::files::{named, remove};
use crate::floor::Floor;
use crate::measure::{Cost, median, run};
use crate::{programs, report};

const ROUNDS: usize = 3;

/// The programs that take part.
#[derive(Debug)]
pub struct Programs {
    /// personabook.
    pub personabook: PathBuf,
    /// Hugo.
    pub hugo: PathBuf,
}

/// What a program wrote.
#[derive(Debug, Clone, Copy, Default)]
pub struct Site {
    /// How many files end in `.html`.
    pub pages: u64,
    /// How many files there are.
    pub files: u64,
    /// All their bytes.
    pub bytes: u64,
}

/// What was measured on a book of one size.
#[derive(Debug)]
pub struct Results {
    /// How many personas it has.
    pub personas: usize,
    /// personabook, into a fresh folder.
    pub personabook: Cost,
    /// What it wrote.
    pub pages: Site,
    /// Hugo, into a fresh folder.
    pub hugo: Cost,
    /// What it wrote.
    pub hugo_pages: Site,
    /// personabook once more, with nothing changed.
    pub again: Cost,
    /// The floor under personabook's build.
    pub floor: Floor,
}

/// Compares on books of these sizes, and prints each result when it is there.
///
/// # Errors
/// When a program is missing or fails, or the disk does.
pub fn compare(sizes: &[usize]) -> Result<(), String> {
    let programs = Programs {
        hugo: programs::hugo()?,
        personabook: programs::personabook()?,
    };
    let mut all = Vec::new();
    for personas in sizes {
        let results = measure(&programs, *personas)?;
        report::print(&results);
        all.push(results);
    }
    for pair in all.windows(2) {
        report::print_growth(&pair[0], &pair[1]);
    }
    Ok(())
}

fn measure(programs: &Programs, personas: usize) -> Result<Results, String> {
    let room = programs::room(personas);
    let (book, hugo_book) = (room.join("book"), room.join("hugo"));
    programs::generate("generate", personas, &book)?;
    programs::generate("generate-hugo", personas, &hugo_book)?;
    let (mut ours, mut hugos) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(build_fresh(programs, &book)?);
        hugos.push(build_with_hugo(programs, &hugo_book)?);
    }
    let again = (0..ROUNDS)
        .map(|_| build(programs, &book))
        .collect::<Result<Vec<Cost>, String>>()?;
    Ok(Results {
        personas,
        personabook: median(&ours),
        pages: site(&book.join("public"))?,
        hugo: median(&hugos),
        hugo_pages: site(&hugo_book.join("public"))?,
        again: median(&again),
        floor: floor(&room)?,
    })
}

fn build_fresh(programs: &Programs, book: &Path) -> Result<Cost, String> {
    for kept in ["public", ".personabook-cache"] {
        remove(&book.join(kept)).map_err(|error| error.to_string())?;
    }
    build(programs, book)
}

fn build(programs: &Programs, book: &Path) -> Result<Cost, String> {
    run(Command::new(&programs.personabook)
        .args(["build", "--today", "2027-01-01", "--root"])
        .arg(book))
}

fn build_with_hugo(programs: &Programs, site: &Path) -> Result<Cost, String> {
    for kept in ["public", "resources"] {
        remove(&site.join(kept)).map_err(|error| error.to_string())?;
    }
    run(Command::new(&programs.hugo)
        .args(["build", "--quiet", "--noBuildLock", "--source"])
        .arg(site))
}

fn floor(room: &Path) -> Result<Floor, String> {
    let mut floors = Vec::new();
    for _ in 0..ROUNDS {
        let told = Command::new(programs::own()?)
            .args([
                Path::new("floor"),
                &room.join("book"),
                &room.join("book/public"),
                &room.join("fresh"),
            ])
            .output()
            .map_err(|error| format!("cannot find the floor: {error}"))?;
        let line = String::from_utf8_lossy(&told.stdout);
        let floor = Floor::from_line(&line).ok_or_else(|| {
            let why = String::from_utf8_lossy(&told.stderr);
            format!("cannot find the floor: {why}")
        })?;
        floors.push(floor);
    }
    Ok(Floor::median(&floors))
}

fn site(folder: &Path) -> Result<Site, String> {
    let mut site = Site::default();
    for found in WalkDir::new(folder) {
        let found = found.map_err(|error| error.to_string())?;
        if !found.file_type().is_file() {
            continue;
        }
        site.files += 1;
        site.bytes += length(found.path()).map_err(|error| error.to_string())?;
        site.pages += u64::from(found.path().extension().is_some_and(|end| end == "html"));
    }
    Ok(site)
}

fn length(file: &Path) -> io::Result<u64> {
    Ok(fs::metadata(file).map_err(named("read", file))?.len())
}

/// How many times the second the first is; 0 when there is no second.
pub fn ratio(of: Duration, to: Duration) -> f64 {
    match to.is_zero() {
        true => 0.0,
        false => of.as_secs_f64() / to.as_secs_f64(),
    }
}
