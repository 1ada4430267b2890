//! personabook against Hugo on the same visible content, then against the floor, then against itself.

use std::fs;
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
    /// The bytes that a reader reads: the text of the pages, without marks, scripts and space.
    pub text: u64,
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
    /// personabook, with a book that leaves out what Hugo does not make either.
    pub without: Cost,
    /// What it wrote.
    pub without_pages: Site,
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
    remove(&room).map_err(|error| error.to_string())?;
    let (book, hugo_book) = (room.join("book"), room.join("hugo"));
    let small_book = room.join("without");
    programs::generate("generate", personas, &book)?;
    programs::generate("generate", personas, &small_book)?;
    leave_out(&small_book)?;
    programs::generate("generate-hugo", personas, &hugo_book)?;
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        // A folder for each: where files were just removed, some file systems take much longer to write.
        let (site, hugo_site) = (
            room.join(format!("site-{round}")),
            room.join(format!("hugo-{round}")),
        );
        let first = build(programs, &book, &site)?;
        let hugo = build_with_hugo(programs, &hugo_book, &hugo_site)?;
        let small_site = room.join(format!("small-{round}"));
        let small = build(programs, &small_book, &small_site)?;
        rounds.push((first, hugo, build(programs, &book, &site)?, small));
    }
    let of = |one: fn(&(Cost, Cost, Cost, Cost)) -> Cost| {
        median(&rounds.iter().map(one).collect::<Vec<_>>())
    };
    let results = Results {
        personas,
        personabook: of(|round| round.0),
        pages: site(&room.join("site-0"))?,
        without: of(|round| round.3),
        without_pages: site(&room.join("small-0"))?,
        hugo: of(|round| round.1),
        hugo_pages: site(&room.join("hugo-0"))?,
        again: of(|round| round.2),
        floor: floor(&room)?,
    };
    remove(&room).map_err(|error| error.to_string())?;
    Ok(results)
}

/// Leaves out of the site what has pages of its own for each persona.
fn leave_out(book: &Path) -> Result<(), String> {
    let path = book.join("personabook.toml");
    let config = fs::read_to_string(&path).map_err(named("read", &path));
    let config = config.map_err(|error| error.to_string())?;
    let config = format!("{config}\n[site]\nwithout = [\"paper\", \"learn\", \"method\"]\n");
    fs::write(&path, config)
        .map_err(named("write", &path))
        .map_err(|error| error.to_string())
}

fn build(programs: &Programs, book: &Path, to: &Path) -> Result<Cost, String> {
    run(Command::new(&programs.personabook)
        .args(["build", "--today", "2027-01-01", "--root"])
        .arg(book)
        .arg("--output")
        .arg(to))
}

fn build_with_hugo(programs: &Programs, site: &Path, to: &Path) -> Result<Cost, String> {
    run(Command::new(&programs.hugo)
        .args(["build", "--quiet", "--noBuildLock", "--source"])
        .arg(site)
        .arg("--destination")
        .arg(to))
}

fn floor(room: &Path) -> Result<Floor, String> {
    let mut floors = Vec::new();
    for round in 0..ROUNDS {
        let told = Command::new(programs::own()?)
            .args([
                Path::new("floor"),
                &room.join("book"),
                &room.join("site-0"),
                &room.join(format!("fresh-{round}")),
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
        let path = found.path();
        let about = fs::metadata(path).map_err(named("read", path));
        site.files += 1;
        site.bytes += about.map_err(|error| error.to_string())?.len();
        if path.extension().is_some_and(|end| end == "html") {
            let page = fs::read_to_string(path).map_err(named("read", path));
            site.pages += 1;
            site.text += text_length(&page.map_err(|error| error.to_string())?);
        }
    }
    Ok(site)
}

/// How many bytes of text a page has, without its marks and scripts, and with one space for several.
fn text_length(page: &str) -> u64 {
    let mut length = 0;
    let mut rest = page;
    while let Some((text, marks)) = rest.split_once('<') {
        length += words_length(text);
        let skipped = ["script", "style", "svg", "head"]
            .into_iter()
            .find_map(|name| {
                let inside = marks.strip_prefix(name)?;
                inside
                    .starts_with([' ', '>'])
                    .then(|| inside.split_once(&format!("</{name}")))
            });
        let marks = skipped.flatten().map_or(marks, |(_, after)| after);
        rest = marks.split_once('>').map_or("", |(_, after)| after);
    }
    length + words_length(rest)
}

fn words_length(text: &str) -> u64 {
    text.split_whitespace()
        .map(|word| word.len() as u64 + 1)
        .sum()
}

/// How many times the second the first is; 0 when there is no second.
pub fn ratio(of: Duration, to: Duration) -> f64 {
    match to.is_zero() {
        true => 0.0,
        false => of.as_secs_f64() / to.as_secs_f64(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_a_reader_reads() {
        let page = "<!DOCTYPE html><head><title>No</title></head><body>\n  <h1>Two  words</h1><svg a=\"b\"><text>No</text></svg>\
                    <script>no</script><header>one</header></body>";
        assert_eq!(text_length(page), "Two words one ".len() as u64);
        assert_eq!(text_length(""), 0);
        assert_eq!(text_length("a <unfinished"), 2);
    }
}
