//! What no program that does this work can go below: writing the same bytes to the same number of files, and parsing
//! the same TOML and Markdown once. Runs in a process of its own, because it holds the whole site.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use rayon::prelude::*;
use toml::Table;
use walkdir::WalkDir;

use crate::files::{named, remove};
use crate::measure::middle;

/// What one part of the work took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Part {
    /// From its start to its end.
    pub wall: Duration,
    /// The processor's time, in the program and in the system.
    pub cpu: Duration,
}

/// The floor, part by part.
#[derive(Debug, Clone, Copy, Default)]
pub struct Floor {
    /// Writing, on all cores.
    pub write: Part,
    /// Parsing all front matter, on one core.
    pub toml: Part,
    /// All bodies into HTML, on one core.
    pub markdown: Part,
}

impl Floor {
    /// All parts; parsing spread over all cores without loss.
    pub fn total(&self, cores: u32) -> Part {
        Part {
            wall: self.write.wall + (self.toml.wall + self.markdown.wall) / cores,
            cpu: self.write.cpu + self.toml.cpu + self.markdown.cpu,
        }
    }

    /// Each figure's own median.
    pub fn median(floors: &[Self]) -> Self {
        let part = |of: fn(&Self) -> Part| Part {
            wall: middle(floors.iter().map(|floor| of(floor).wall)),
            cpu: middle(floors.iter().map(|floor| of(floor).cpu)),
        };
        Self {
            write: part(|floor| floor.write),
            toml: part(|floor| floor.toml),
            markdown: part(|floor| floor.markdown),
        }
    }

    /// The floor as one line, for the process that asked for it.
    pub fn to_line(&self) -> String {
        [self.write, self.toml, self.markdown]
            .map(|part| format!("{} {}", part.wall.as_nanos(), part.cpu.as_nanos()))
            .join(" ")
    }

    /// What [`Self::to_line`] wrote.
    pub fn from_line(line: &str) -> Option<Self> {
        let mut numbers = line.split_whitespace().map(|word| word.parse().ok());
        let mut part = || {
            Some(Part {
                wall: Duration::from_nanos(numbers.next()??),
                cpu: Duration::from_nanos(numbers.next()??),
            })
        };
        Some(Self {
            write: part()?,
            toml: part()?,
            markdown: part()?,
        })
    }
}

/// Measures the floor under the build of a book into a site. `fresh` is a folder that does not exist.
///
/// # Errors
/// When the disk fails, or the book has no front matter where it should.
pub fn floor(book: &Path, site: &Path, fresh: &Path) -> io::Result<Floor> {
    let write = write(site, fresh)?;
    let texts = texts(&book.join("content"))?;
    let parts: Vec<(&str, &str)> = texts.iter().filter_map(|text| split(text)).collect();
    let (toml, tables) = timed(|| {
        let tables = parts.iter().map(|(fields, _)| fields.parse::<Table>());
        tables.collect::<Result<Vec<Table>, _>>()
    });
    tables.map_err(io::Error::other)?;
    let (markdown, _) = timed(|| {
        let html = |(_, body): &(&str, &str)| html(body).len();
        parts.iter().map(html).sum::<usize>()
    });
    Ok(Floor {
        write,
        toml,
        markdown,
    })
}

fn write(site: &Path, fresh: &Path) -> io::Result<Part> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for file in files_below(site) {
        let bytes = fs::read(&file).map_err(named("read", &file))?;
        let below = file.strip_prefix(site).map_err(io::Error::other)?;
        files.push((fresh.join(below), bytes));
    }
    let (part, written) = timed(|| write_all(&files));
    written?;
    remove(fresh)?;
    Ok(part)
}

fn write_all(files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
    let mut last = Path::new("");
    for (file, _) in files {
        if let Some(folder) = file.parent().filter(|folder| *folder != last) {
            fs::create_dir_all(folder)?;
            last = folder;
        }
    }
    files
        .par_iter()
        .try_for_each(|(file, bytes)| fs::write(file, bytes).map_err(named("write", file)))
}

fn texts(folder: &Path) -> io::Result<Vec<String>> {
    files_below(folder)
        .map(|file| fs::read_to_string(&file).map_err(named("read", &file)))
        .collect()
}

fn files_below(folder: &Path) -> impl Iterator<Item = PathBuf> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|found| found.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
}

/// The front matter and the body.
fn split(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("+++\n")?.split_once("\n+++\n")
}

fn html(markdown: &str) -> String {
    let mut html = String::with_capacity(markdown.len() * 3 / 2);
    let parser = pulldown_cmark::Parser::new_ext(markdown, pulldown_cmark::Options::all());
    pulldown_cmark::html::push_html(&mut html, parser);
    html
}

fn timed<T>(work: impl FnOnce() -> T) -> (Part, T) {
    let (start, cpu) = (Instant::now(), ProcessTime::now());
    let result = std::hint::black_box(work());
    let part = Part {
        wall: start.elapsed(),
        cpu: cpu.elapsed(),
    };
    (part, result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_survives_its_line() {
        let part = |number| Part {
            wall: Duration::from_nanos(number),
            cpu: Duration::from_nanos(number + 1),
        };
        let floor = Floor {
            write: part(1),
            toml: part(3),
            markdown: part(5),
        };
        assert_eq!(floor.to_line(), "1 2 3 4 5 6");
        let read = Floor::from_line(&floor.to_line()).map(|floor| floor.to_line());
        assert_eq!(read.as_deref(), Some("1 2 3 4 5 6"));
        assert!(Floor::from_line("1 2 3").is_none());
    }
}
