//! The commands: generate a book, compare builds, measure serving.

use std::path::Path;
use std::process::ExitCode;

use personabook_bench::book::{self, SEED, Size};
use personabook_bench::compare::compare;
use personabook_bench::files::write_all;
use personabook_bench::floor::floor;
use personabook_bench::hugo::write_site;
use personabook_bench::serving::serve;

const HELP: &str = "usage:
  compare N…                measure personabook, Hugo and the floor on books with N personas
  serve N                   measure how soon `personabook serve` shows what was saved
  generate N FOLDER         write a book with N personas
  generate-hugo N FOLDER    write the same as a site for Hugo

and, as `compare` calls it:
  floor BOOK SITE FRESH     measure writing the site into a fresh folder and parsing the book";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<(), String> {
    match words {
        ["compare", first, rest @ ..] => compare(&numbers(first, rest)?),
        ["serve", personas] => serve(size(personas)?),
        ["generate", personas, folder] => {
            let files = book::files(size(personas)?, SEED);
            write_all(&files, Path::new(folder)).map_err(|error| error.to_string())
        }
        ["generate-hugo", personas, folder] => {
            write_site(size(personas)?, SEED, Path::new(folder)).map_err(|error| error.to_string())
        }
        ["floor", book, site, fresh] => {
            let found = floor(Path::new(book), Path::new(site), Path::new(fresh))
                .map_err(|error| error.to_string())?;
            println!("{}", found.to_line());
            Ok(())
        }
        _ => Err(HELP.to_owned()),
    }
}

fn numbers(first: &str, rest: &[&str]) -> Result<Vec<usize>, String> {
    let sizes = std::iter::once(&first).chain(rest).map(|word| size(word));
    sizes.map(|size| Ok(size?.personas)).collect()
}

fn size(word: &str) -> Result<Size, String> {
    match word.replace([',', '_'], "").parse() {
        Ok(personas) if personas > 0 => Ok(Size { personas }),
        _ => Err(format!("`{word}` is no number of personas, such as 1000")),
    }
}
