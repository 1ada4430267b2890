//! The commands: generate a book, measure builds, measure serving.

use std::path::PathBuf;
use std::process::ExitCode;

use personabook_bench::book::{self, Size};
use personabook_bench::files::write_all;
use personabook_bench::hugo;

const SEED: u64 = 1;

const HELP: &str = "usage:
  generate N FOLDER     write a book with N personas into a folder
  generate-hugo N FOLDER     write the same as a site that Hugo builds";

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
        ["generate", personas, folder] => {
            let size = Size {
                personas: number(personas)?,
            };
            write_all(&book::files(size, SEED), &PathBuf::from(folder))
                .map_err(|error| error.to_string())
        }
        ["generate-hugo", personas, folder] => {
            let size = Size {
                personas: number(personas)?,
            };
            hugo::write_site(size, SEED, &PathBuf::from(folder)).map_err(|error| error.to_string())
        }
        _ => Err(HELP.to_owned()),
    }
}

fn number(word: &str) -> Result<usize, String> {
    match word.replace([',', '_'], "").parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("`{word}` is no number of personas, such as 1000")),
    }
}
