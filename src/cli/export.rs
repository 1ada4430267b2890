//! `personabook export`, `brief` and `owners`: what a book says, for other programs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use personabook::brief::brief;
use personabook::build::book_for;
use personabook::error::Error;
use personabook::export::{Format, Wish, files, one, write};
use personabook::internal::shown_path;
use personabook::model::Kind;
use personabook::owners::{codeowners, is_handle};
use personabook::progress::nobody;

use super::messages::out;
use super::{BookArgs, kind, kinds, options};

#[derive(Args)]
#[command(
    after_help = "docs/export.md says what is in each form. What is for an audience that is not asked for, and drafts, are left out as on the site."
)]
pub(super) struct ExportArgs {
    /// The entries: kind and id, such as persona:sophie, or a file [default: all]
    entries: Vec<String>,
    /// The form
    #[arg(long, value_enum)]
    format: FormatArg,
    #[arg(long, value_parser = kind, help = format!("Only the entries of one kind: {}", kinds()))]
    kind: Option<Kind>,
    /// Write files into this folder, and none over another one [default: one text to standard output]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    #[command(flatten)]
    book: BookArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatArg {
    /// One document with all that the book says
    Json,
    /// A table for each kind
    Csv,
    /// A file for each entry, as an author writes it
    Markdown,
    /// Who refers to whom as a flowchart; journeys as `journey`
    Mermaid,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Json => Self::Json,
            FormatArg::Csv => Self::Csv,
            FormatArg::Markdown => Self::Markdown,
            FormatArg::Mermaid => Self::Mermaid,
        }
    }
}

#[derive(Args)]
pub(super) struct BriefArgs {
    /// The entry: its kind and id, such as persona:sophie
    entry: String,
    #[command(flatten)]
    book: BookArgs,
}

#[derive(Args)]
pub(super) struct OwnersArgs {
    /// What an owner is called on the code host: `"Anna Visser=@anna"`; may be repeated
    #[arg(long, value_name = "NAME=HANDLE", value_parser = handle)]
    map: Vec<(String, String)>,
    /// Where the book lies in its repository [default: at its top]
    #[arg(long, value_name = "FOLDER", default_value = "")]
    below: String,
    /// The folder of the book
    #[arg(long, default_value = ".")]
    root: PathBuf,
}

fn handle(text: &str) -> Result<(String, String), String> {
    let (name, handle) = text
        .split_once('=')
        .ok_or("write a name, `=` and a handle: \"Anna Visser=@anna\"")?;
    let handle = handle.trim();
    if is_handle(handle) {
        Ok((name.trim().to_owned(), handle.to_owned()))
    } else {
        Err(format!(
            "`{handle}` is no handle: write @somebody, @firm/team or an e-mail address"
        ))
    }
}

pub(super) fn run(args: &ExportArgs) -> Result<u8, Error> {
    let book = book_for(&args.book.root, options(&args.book)?, &nobody)?;
    let wish = Wish {
        format: args.format.into(),
        entries: &args.entries,
        kind: args.kind,
    };
    match &args.out {
        None => out(&one(&book, wish)?),
        Some(folder) => {
            for file in write(&files(&book, wish)?, folder)? {
                out(&format!("wrote {}\n", shown_path(&file)));
            }
        }
    }
    Ok(0)
}

pub(super) fn run_brief(args: &BriefArgs) -> Result<u8, Error> {
    let options = options(&args.book)?;
    let book = book_for(&args.book.root, options, &nobody)?;
    out(&brief(book, &args.entry, options.today)?);
    Ok(0)
}

pub(super) fn run_owners(args: &OwnersArgs) -> Result<u8, Error> {
    out(&codeowners(&args.root, &args.below, &args.map)?);
    Ok(0)
}
