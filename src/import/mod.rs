//! Documents that a team has already, as entries of a book: Markdown, YAML, JSON, lists and diagrams. What has no field is kept beside the fields, what cannot be
//! read stops everything, and nothing that exists is written over. Must not know the terminal.

mod days;
mod draft;
mod found;
mod inputs;
mod kinds;
mod labels;
mod markdown;
mod mend;
mod mermaid;
mod names;
mod sheet;
mod tree;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::disk::Folder;
use crate::doc::Date;
use crate::error::Error;
use crate::language::{Language, LanguageTag, Words};
use crate::load::{CONFIG_FILE, load_book};
use crate::model::{Catalog, Form, Kind};
use crate::new::{self, About};
use crate::text::{capitalised, closest, shown_path};

use draft::Draft;
use found::Found;
use kinds::Fields;
use names::Names;

pub use draft::Move;
pub use found::Mistake;

/// More entries than these are no texts that somebody goes on writing, and are written as fields, which takes much less time.
const MOST_IN_MARKDOWN: usize = 1000;

/// What is to be imported.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The folder of the book; one is begun where there is none.
    pub root: &'a Path,
    /// Files, and folders with files.
    pub inputs: &'a [PathBuf],
    /// The kind of all entries, where it is known.
    pub kind: Option<Kind>,
    /// What is called otherwise than it should be: a label, and the field it means.
    pub map: &'a [(String, String)],
    /// The sheet of a workbook; all that are shown when left out.
    pub sheet: Option<&'a str>,
    /// The title of a book that is begun.
    pub title: Option<&'a str>,
    /// The language of a book that is begun.
    pub language: &'a LanguageTag,
    /// Whether it is only told, and nothing written.
    pub is_trial: bool,
    /// The day of a source of which no day is known.
    pub today: Date,
}

/// An entry that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// Its file, from the root of the book.
    pub file: String,
    /// Where it comes from.
    pub from: String,
    /// What became of its labels.
    pub moves: Vec<Move>,
}

/// What is in no entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// Where it stands.
    pub from: String,
    /// Why it is no entry.
    pub why: String,
    /// What stands there, if that is a text.
    pub text: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// The entries, in the order of what was read.
    pub made: Vec<Made>,
    /// What is in none.
    pub left: Vec<Left>,
    /// What keeps all of it from being imported.
    pub mistakes: Vec<Mistake>,
    /// Whether a book was begun for it.
    pub has_begun: bool,
}

/// Makes entries of documents. Nothing is written when one of them cannot be read.
///
/// # Errors
///
/// When a file or the book cannot be read or written, or there is nothing to import.
pub fn import(wish: Wish<'_>) -> Result<Imported, Error> {
    let mut imported = Imported::default();
    let read = inputs::read(&wish)?;
    imported.left = read.left;
    imported.mistakes = read.mistakes;
    if !imported.mistakes.is_empty() {
        return Ok(imported);
    }
    if read.found.is_empty() {
        return Err(Error::refused(
            "there is nothing to import",
            "name files that end in .md, .yaml, .json, .toml, .csv, .xlsx or .mmd, or a folder with such files",
        ));
    }
    refuse_unknown_labels(&wish, &read.found)?;
    let book = Shelf::open(&wish)?;
    let mut names = Names::of(&book.catalog, &Folder::named(wish.root))?;
    let mut drafts: Vec<Draft> = Vec::new();
    for found in read.found {
        drafts.push(Draft::begin(found, &wish, &mut names));
    }
    let fill = |draft: &mut Draft| draft.fill(&wish, &book.words);
    drafts.par_iter_mut().for_each(fill);
    mend::mend(&mut drafts, &book, (&mut names, wish.today))?;
    let form = match drafts.len() > MOST_IN_MARKDOWN {
        true => Form::Toml,
        false => book.form,
    };
    let files: Vec<(String, String)> = drafts
        .par_iter()
        .map(|draft| draft.file(form, &book.words))
        .collect();
    let made = drafts.into_iter().zip(&files);
    imported.made = made
        .map(|(draft, (file, _))| Made {
            file: file.clone(),
            from: draft.from,
            moves: draft.moves,
        })
        .collect();
    imported.has_begun = !book.is_there;
    if !wish.is_trial {
        if !book.is_there {
            let about = About {
                title: &book.title,
                company: None,
                language: wish.language,
                form: book.form,
            };
            new::begin(wish.root, &about)?;
        }
        let folder = Folder::named(wish.root);
        for (file, text) in &files {
            folder.create(file, text.as_bytes())?;
        }
    }
    Ok(imported)
}

/// The book that entries are put into.
struct Shelf {
    catalog: Catalog,
    words: Arc<Words>,
    form: Form,
    title: String,
    is_there: bool,
}

impl Shelf {
    fn open(wish: &Wish<'_>) -> Result<Self, Error> {
        if Folder::named(wish.root).about(CONFIG_FILE)?.is_some() {
            let book = load_book(wish.root)?;
            return Ok(Self {
                form: book.config.book.form.unwrap_or(Form::Markdown),
                title: book.config.book.title,
                words: book.words,
                catalog: book.catalog,
                is_there: true,
            });
        }
        let folder = crate::disk::absolute(wish.root)?;
        let named = folder
            .file_name()
            .map(|name| name.to_string_lossy().replace(['-', '_'], " "));
        let title = wish.title.map(str::to_owned).or(named);
        let title = title.filter(|title| !title.trim().is_empty());
        Ok(Self {
            catalog: Catalog::default(),
            words: Words::of(wish.language),
            form: Form::Markdown,
            title: capitalised(&title.unwrap_or_else(|| "customers".to_owned())),
            is_there: false,
        })
    }
}

/// Refuses a label that nothing has, and a field that no kind has.
fn refuse_unknown_labels(wish: &Wish<'_>, found: &[Found]) -> Result<(), Error> {
    for (label, field) in wish.map {
        let labels = || found.iter().flat_map(Found::labels);
        if !labels().any(|own| names::plain(own) == names::plain(label)) {
            let help = match closest(label, labels()) {
                Some(close) => format!("did you mean `{close}`?"),
                None => "write it as it stands in the file".to_owned(),
            };
            return Err(Error::refused(format!("nothing is called `{label}`"), help));
        }
        let kinds = wish.kind.as_ref().map_or(Kind::ALL, std::slice::from_ref);
        let knows = |kind: &Kind| Fields::with(*kind, |fields| fields.has(field));
        if !labels::ELSEWHERE.contains(&field.as_str()) && !kinds.iter().any(knows) {
            let known: Vec<&str> = kinds.iter().flat_map(|kind| kinds::keys(*kind)).collect();
            let help = match closest(field, known) {
                Some(close) => format!("did you mean `{close}`?"),
                None => "the fields of every kind stand in docs/content.md; `extra` is for what has none".to_owned(),
            };
            return Err(Error::refused(format!("there is no field `{field}`"), help));
        }
    }
    Ok(())
}

/// A path as messages show it.
fn shown(path: &Path) -> String {
    shown_path(path)
}

/// Every language that is built in.
fn languages() -> impl Iterator<Item = Arc<Words>> {
    Language::all().map(Words::built_in)
}
