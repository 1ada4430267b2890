//! The files that are imported: found in folders, read as text, and handed to whoever knows how each is written. Must not know fields.

use std::path::{Path, PathBuf};

use super::found::{Found, Mistake};
use super::{Left, Wish, markdown, mermaid, sheet, shown, tree};
use crate::accounts::{How, place, sheets, whole};
use crate::disk::{Folder, What as OnDisk};
use crate::doc::{What, Written, Wrong, in_json, in_toml, in_yaml};
use crate::error::Error;
use crate::load::{CONFIG_FILE, is_nobodys};

/// A larger text is not read.
const LARGEST_TEXT: u64 = 10 * 1024 * 1024;
/// A larger list is not read.
const LARGEST_LIST: u64 = 100 * 1024 * 1024;
/// A longer list is none of entries of a book.
const MOST_ROWS: usize = 100_000;

/// What files say.
#[derive(Default)]
pub(super) struct Read {
    pub(super) found: Vec<Found>,
    pub(super) left: Vec<Left>,
    pub(super) mistakes: Vec<Mistake>,
}

/// A file that is imported.
pub(super) struct Input {
    folder: Folder,
    name: String,
    /// As it was named, with what stands below a folder.
    path: PathBuf,
    /// The same for messages.
    shown: String,
    /// The names of the folders that it was found in, the nearest first.
    folders: Vec<String>,
    /// Whether the user named it, and no folder.
    is_named: bool,
}

/// How a file is written.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    Markdown,
    Yaml,
    Json,
    Toml,
    List,
    Workbook,
    Mermaid,
}

const ENDINGS: [(&str, Format); 17] = [
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("txt", Format::Markdown),
    ("yaml", Format::Yaml),
    ("yml", Format::Yaml),
    ("json", Format::Json),
    ("toml", Format::Toml),
    ("csv", Format::List),
    ("tsv", Format::List),
    ("tab", Format::List),
    ("xlsx", Format::Workbook),
    ("xlsm", Format::Workbook),
    ("xlsb", Format::Workbook),
    ("xls", Format::Workbook),
    ("ods", Format::Workbook),
    ("mmd", Format::Mermaid),
    ("mermaid", Format::Mermaid),
];

impl Input {
    /// Its name without what tells how it is written, as words.
    pub(super) fn title(&self) -> String {
        let stem = self.name.rsplit('/').next().unwrap_or(&self.name);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let words = stem.replace(['_', '-'], " ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        crate::text::capitalised(&words)
    }

    /// Words that may tell of what kind its entries are, the nearest first.
    pub(super) fn about(&self) -> Vec<String> {
        [vec![self.title()], self.folders.clone()].concat()
    }

    /// The place of a line in it, for the book: it says nothing of where the file lies.
    pub(super) fn at(&self, line: impl std::fmt::Display) -> String {
        format!("{}:{line}", crate::text::shown(&self.name))
    }

    fn written(&self) -> Option<Format> {
        let (_, ending) = self.name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        let found = ENDINGS.iter().find(|(known, _)| *known == ending);
        found.map(|(_, written)| *written)
    }

    fn left(&self, why: &str) -> Left {
        Left {
            from: self.shown.clone(),
            why: why.to_owned(),
            text: String::new(),
        }
    }

    fn mistake(&self, message: &str, help: &str) -> Mistake {
        Mistake {
            file: self.shown.clone(),
            place: None,
            message: message.to_owned(),
            help: help.to_owned(),
        }
    }
}

/// Reads all that is to be imported.
pub(super) fn read(wish: &Wish<'_>) -> Result<Read, Error> {
    let mut read = Read::default();
    for path in wish.inputs {
        for input in inputs(path)? {
            one(&input, wish, &mut read)?;
        }
    }
    Ok(read)
}

fn inputs(path: &Path) -> Result<Vec<Input>, Error> {
    let named = Folder::named(path);
    let about = named.about("")?;
    if OnDisk::of(about.as_ref()) != OnDisk::Folder {
        let (folder, name) = place(path)?;
        let parent = crate::disk::absolute(path)?;
        let parent = parent.parent().and_then(Path::file_name);
        return Ok(vec![Input {
            folder,
            name,
            path: path.to_owned(),
            shown: shown(path),
            folders: parent
                .iter()
                .map(|name| name.to_string_lossy().into_owned())
                .collect(),
            is_named: true,
        }]);
    }
    if named.about(CONFIG_FILE)?.is_some() {
        return Err(Error::refused(
            format!("{} is a book already", shown(path)),
            "name a folder with documents that are in no book yet",
        ));
    }
    let own = crate::disk::absolute(path)?;
    let own = own
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let mut all = Vec::new();
    for item in named.walk("", is_nobodys) {
        let item = item?;
        if item.what == OnDisk::Folder {
            continue;
        }
        let path = named.path(&item.name);
        let mut folders: Vec<String> = item
            .name
            .split('/')
            .rev()
            .skip(1)
            .map(str::to_owned)
            .collect();
        folders.extend(own.clone());
        all.push(Input {
            folder: named.clone(),
            shown: shown(&path),
            path,
            name: item.name,
            folders,
            is_named: false,
        });
    }
    Ok(all)
}

fn one(input: &Input, wish: &Wish<'_>, read: &mut Read) -> Result<(), Error> {
    match input.written() {
        None if input.is_named => Err(Error::refused(
            format!("{} is no document that can be imported", input.shown),
            "save it as Markdown, YAML, JSON or CSV",
        )),
        None => {
            read.left.push(
                input.left(
                    "no document that can be imported: save it as Markdown, YAML, JSON or CSV",
                ),
            );
            Ok(())
        }
        Some(Format::Workbook) if !cfg!(feature = "xlsx") && !input.is_named => {
            read.left.push(input.left(
                "a workbook, and this personabook was built without the feature `xlsx`: save it as CSV",
            ));
            Ok(())
        }
        Some(Format::List | Format::Workbook) => lists(input, wish, read),
        Some(written) => texts(input, written, (wish, read)),
    }
}

fn lists(input: &Input, wish: &Wish<'_>, read: &mut Read) -> Result<(), Error> {
    let size = input.folder.about(&input.name)?;
    if size.is_some_and(|about| about.len() > LARGEST_LIST) {
        read.mistakes.push(input.mistake(
            "this list is larger than 100 MB",
            "leave out what is no entry of a book, or split it",
        ));
        return Ok(());
    }
    let all = match sheets(&input.path) {
        Ok(all) => all,
        Err(error) => return refused(input, error, read),
    };
    let named: Vec<Option<String>> = match (all, wish.sheet) {
        (None, _) => vec![None],
        (Some(_), Some(sheet)) => vec![Some(sheet.to_owned())],
        (Some(all), None) => all.into_iter().map(Some).collect(),
    };
    let is_one = named.len() == 1;
    for name in named {
        let how = How {
            sheet: name.as_deref(),
            ..How::default()
        };
        let list = match whole(&input.path, how, MOST_ROWS) {
            Ok(list) => list,
            // A sheet without cells beside others is no mistake.
            Err(Error::Refused { message, .. }) if !is_one && message.ends_with("is empty") => {
                continue;
            }
            Err(error) => return refused(input, error, read),
        };
        if list.has_more {
            read.mistakes.push(input.mistake(
                &format!("this list has more than {MOST_ROWS} rows"),
                "leave out what is no entry of a book, or split it",
            ));
            return Ok(());
        }
        if let Some((line, why, text)) = &list.damaged {
            let sign = text.rfind('"').map_or(0, |at| text[..at].chars().count());
            read.mistakes.push(Mistake {
                place: Some((usize::try_from(*line).unwrap_or(0), sign + 1)),
                ..input.mistake(why, "mend that row, or export the list anew")
            });
            return Ok(());
        }
        for (line, why, text) in &list.left_out {
            read.left.push(Left {
                from: input.at(line),
                why: why.clone(),
                text: text.clone(),
            });
        }
        read.found.extend(sheet::found(
            input,
            name.filter(|_| !is_one).as_deref(),
            (list, wish),
        ));
    }
    Ok(())
}

/// What is wrong with a file is told beside what is wrong with the others; what is wrong with the world stops everything.
fn refused(input: &Input, error: Error, read: &mut Read) -> Result<(), Error> {
    match error {
        Error::Refused { message, help } => {
            read.mistakes.push(input.mistake(&message, &help));
            Ok(())
        }
        other => Err(other),
    }
}

fn texts(input: &Input, how: Format, (wish, read): (&Wish<'_>, &mut Read)) -> Result<(), Error> {
    let Some(bytes) = input.folder.read_unless_larger(&input.name, LARGEST_TEXT)? else {
        read.mistakes.push(input.mistake(
            "this file is larger than 10 MB",
            "split it into several files",
        ));
        return Ok(());
    };
    let text = match text(bytes) {
        Ok(text) => text,
        Err((wrong, text)) => {
            read.mistakes.push(Mistake::of(&input.shown, &text, wrong));
            return Ok(());
        }
    };
    if text.trim().is_empty() {
        read.left.push(input.left("empty"));
        return Ok(());
    }
    let found = match how {
        Format::Markdown => markdown::found(input, &text, wish),
        Format::Mermaid => mermaid::found(&text, 1, input),
        Format::Yaml => in_yaml(&text).map(|values| tree::found(input, &text, values)),
        Format::Json => in_json(&text).map(|values| tree::found(input, &text, values)),
        _ => in_toml(&text).map(|fields| {
            let what = What::Table(fields);
            let place = 0..text.len();
            tree::found(input, &text, vec![Written { place, what }])
        }),
    };
    match found {
        Ok(found) => read.found.extend(found),
        Err(wrong) => read.mistakes.push(Mistake::of(&input.shown, &text, wrong)),
    }
    Ok(())
}

/// The text of a file with line feeds only; what is wrong with it, and as much of it as can be shown.
fn text(bytes: Vec<u8>) -> Result<String, (Wrong, String)> {
    let wrong = |offset, message: &str, help: &str| Wrong {
        offset,
        message: message.to_owned(),
        help: help.to_owned(),
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let help = "open it in an editor and save it with the encoding UTF-8";
        (wrong(offset, "this is not UTF-8 text", help), text)
    })?;
    if let Some(offset) = text.find('\0') {
        let help = "this may be no text at all: save it anew from the program that made it";
        return Err((
            wrong(offset, "a NUL byte, which stands in no text", help),
            text,
        ));
    }
    let text = text.trim_start_matches('\u{feff}');
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}
