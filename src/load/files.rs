//! Walks the content folder and tells entries, images and strangers apart.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::leftovers::is_nobodys;
use crate::diag::{Diagnostic, Report, Severity};
use crate::disk::{Folder, What};
use crate::error::Error;
use crate::model::{Key, Kind, id_of_name, is_id, to_id, why_no_id};
use crate::text::{
    DOCUMENT_ENDINGS, IMAGE_ENDINGS, Source, closest, is_document, is_image, listed, one_of,
    why_no_file_name,
};

/// The folder of the entries, in the root of the book.
pub(crate) const CONTENT_FOLDER: &str = "content";

/// The folder of a book's own words.
pub(super) const LANGUAGES_FOLDER: &str = "languages";

/// The folders of a book that a site is made from.
pub(crate) const FOLDERS: [&str; 4] = [CONTENT_FOLDER, "templates", "static", LANGUAGES_FOLDER];

/// The path in the content folder of a file that is named from the root of the book; nothing when it lies elsewhere.
#[must_use]
pub(crate) fn below_content(file: &str) -> Option<&str> {
    file.strip_prefix(CONTENT_FOLDER)?.strip_prefix('/')
}

/// The kind of the entry in a file that is named from the root of the book; nothing when no entry lies there.
#[must_use]
pub(crate) fn kind_of(file: &str) -> Option<Kind> {
    let (folder, _) = below_content(file)?.split_once('/')?;
    Kind::from_folder(folder)
}

/// What is wrong with a folder in which no entry lies.
const WITHOUT_INDEX: &str = "folder-without-index";

/// The most bytes of a text. Reading one takes a hundred times its size in memory, if it is made for that.
pub(super) const LARGEST_TEXT: u64 = 10 * 1024 * 1024;

/// What is wrong with a text that has more.
pub(super) fn too_large() -> String {
    format!("is larger than {} MB", LARGEST_TEXT / 1024 / 1024)
}

/// What lies in the content folder.
#[derive(Default)]
pub(super) struct Found {
    pub(super) entries: Vec<EntryFile>,
    pub(super) others: BTreeSet<String>,
    pub(super) report: Report,
    /// How many files there are, of whatever kind.
    pub(super) files: usize,
    /// Every path in small letters, and as it is.
    names: BTreeMap<String, String>,
}

/// A file that holds an entry.
pub(super) struct EntryFile {
    pub(super) key: Key,
    /// From the content folder.
    pub(super) path: String,
    /// Where its images lie, from the content folder.
    pub(super) folder: String,
}

pub(super) fn walk(root: &Folder) -> Result<Found, Error> {
    let mut found = Found::default();
    if root.what(CONTENT_FOLDER)? == What::Nothing {
        return Err(Error::refused(
            format!(
                "there is no content: the folder {} is missing",
                root.path(CONTENT_FOLDER).display()
            ),
            "make it, and begin with `personabook new persona sophie`",
        ));
    }
    let mut entry_folders: BTreeMap<String, bool> = BTreeMap::new();
    for item in root.walk(CONTENT_FOLDER, is_nobodys) {
        let item = item?;
        let path = below_content(&item.name).unwrap_or(&item.name);
        if !found.can_be_held(path, item.what == What::Folder) {
            continue;
        }
        match item.what {
            What::Link => found.report.push(
                stranger(
                    path,
                    "symbolic-link",
                    "this is a symbolic link, which is not followed",
                )
                .help("put the file itself here"),
            ),
            What::File => {
                found.files += 1;
                found.file(path, &mut entry_folders);
            }
            What::Folder if path.matches('/').count() == 1 => {
                entry_folders.entry(path.to_owned()).or_insert(false);
            }
            What::Folder => {}
            What::Other | What::Nothing => found.report.push(
                stranger(
                    path,
                    "no-file",
                    "this is no file, but a FIFO, a socket or a device",
                )
                .help("move it out of `content`"),
            ),
        }
    }
    for (folder, _) in entry_folders.iter().filter(|(_, has_index)| !**has_index) {
        if Kind::from_folder(folder.split('/').next().unwrap_or("")).is_some() {
            found.report.push(
                stranger(folder, WITHOUT_INDEX, "this folder holds no entry")
                    .help("add an `index.md` or `index.toml`, or move its files up"),
            );
        }
    }
    Ok(found)
}

/// A document that is too much for a site.
pub(super) fn too_large_for_a_site(path: &str, megabytes: f64) -> Diagnostic {
    let message = format!("this document is larger than {megabytes} MB");
    stranger(path, "document-too-large", message).help(
        "make it smaller, lead to a place on the web where it lies, or allow more megabytes with `largest_file` below `[site]`",
    )
}

/// A document to which no entry leads: nobody sees it.
pub(super) fn unused(path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut found = stranger(path, "unused-document", "nothing leads to this document, so the site does not have it")
        .help(format!("link to it in the text of the entry beside it, `[what it is](<{name}>)`, or move it out of `content`"));
    found.severity = Severity::Warning;
    found
}

impl Found {
    pub(super) fn file(&mut self, path: &str, entry_folders: &mut BTreeMap<String, bool>) {
        let parts: Vec<&str> = path.split('/').collect();
        let [folder, rest @ ..] = parts.as_slice() else {
            return;
        };
        let Some(name) = rest.last() else {
            self.report.push(
                stranger(
                    path,
                    "file-outside-kinds",
                    "this file lies in no folder of a kind",
                )
                .help(format!("move it into {}", kind_folders())),
            );
            return;
        };
        let Some(kind) = Kind::from_folder(folder) else {
            let message = format!("this file lies in `{folder}`, which is no kind of entry");
            self.report
                .push(stranger(path, "file-outside-kinds", message).help(meant_folder(folder)));
            return;
        };
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending = ending.to_lowercase();
        match (ending.as_str(), rest) {
            ("toml" | "md", [_]) => self.entry(path, Key::new(kind, stem), (*folder).to_owned()),
            ("toml" | "md", [id, _]) if stem == "index" => {
                let own_folder = format!("{folder}/{id}");
                entry_folders.insert(own_folder.clone(), true);
                self.entry(path, Key::new(kind, *id), own_folder);
            }
            ("toml" | "md", _) => self.report.push(
                stranger(
                    path,
                    "stray-file",
                    "this file is no entry: the entry of a folder is its `index.md` or `index.toml`",
                )
                .help(format!("move it up into `{folder}`, or name it `index.{ending}`")),
            ),
            _ if is_image(name) || is_document(name) => {
                self.others.insert(path.to_owned());
            }
            _ => self.report.push(
                stranger(path, "stray-file", "this file is neither an entry, an image nor a document").help(format!(
                    "entries end in .toml or .md, images in {}, documents in {}; move other files out of `content`",
                    listed(&IMAGE_ENDINGS),
                    listed(&DOCUMENT_ENDINGS)
                )),
            ),
        }
    }

    /// Takes the entry in a file, named from the root of the book, for one that is there, or is not.
    pub(super) fn assume(&mut self, file: &str, is_there: bool) {
        let Some(path) = below_content(file) else {
            return;
        };
        let has = self.entries.iter().any(|entry| entry.path == path);
        match (is_there, has) {
            (true, false) => {
                self.file(path, &mut BTreeMap::new());
                let own_folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
                let told = &mut self.report.diagnostics;
                told.retain(|one| one.code != WITHOUT_INDEX || one.source.path != own_folder);
            }
            (false, true) => self.entries.retain(|entry| entry.path != path),
            _ => {}
        }
    }

    /// Says when a system cannot hold a file or folder with this path. False when it cannot hold it beside those before it, so that
    /// one of the two is not there for everybody.
    fn can_be_held(&mut self, path: &str, is_folder: bool) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let is_of_an_entry = name.ends_with(".md")
            || name.ends_with(".toml")
            || (is_folder && path.matches('/').count() == 1);
        // Of an id it is told why it is none.
        if let (Some(why), false) = (why_no_file_name(name), is_of_an_entry) {
            let plain = to_id(stem);
            let ending = name[stem.len()..].trim_end_matches(['.', ' ']);
            let better = format!("{plain}{ending}");
            let help = if !plain.is_empty() && why_no_file_name(&better).is_none() {
                format!("rename it to `{better}`")
            } else {
                "give it another name, which every system can hold".to_owned()
            };
            let message = format!("a file or folder cannot be called `{name}`: {why}");
            let mut found = stranger(path, "bad-file-name", message).help(help);
            // On the site it has a plain name, so only this book cannot go everywhere.
            found.severity = Severity::Warning;
            self.report.push(found);
        }
        let known = self.names.entry(path.to_lowercase());
        let first = known.or_insert_with(|| path.to_owned());
        if first == path {
            return true;
        }
        let message = format!(
            "this differs from {CONTENT_FOLDER}/{first} only in capitals, and Windows and macOS hold one of the two"
        );
        self.report
            .push(stranger(path, "bad-file-name", message).help("rename or remove one of the two"));
        false
    }

    fn entry(&mut self, path: &str, key: Key, folder: String) {
        if is_id(&key.id) {
            self.entries.push(EntryFile {
                key,
                path: path.to_owned(),
                folder,
            });
            return;
        }
        let help = match id_of_name(&key.id) {
            Some(better) => format!("rename it to `{better}`"),
            None => "rename it with lower-case letters a to z, digits and hyphens".to_owned(),
        };
        let message = format!("`{}` cannot be an id: {}", key.id, why_no_id(&key.id));
        self.report
            .push(stranger(path, "bad-file-name", message).help(help));
    }
}

fn kind_folders() -> String {
    one_of(Kind::ALL.iter().map(|kind| kind.folder()))
}

fn meant_folder(folder: &str) -> String {
    let names = Kind::ALL
        .iter()
        .flat_map(|kind| [kind.folder(), kind.name()]);
    match closest(folder, names) {
        Some(close) => {
            let kind = Kind::from_folder(close).or_else(|| Kind::from_name(close));
            format!(
                "did you mean the folder `{}`?",
                kind.map_or(close, Kind::folder)
            )
        }
        None => format!("move it into {}", kind_folders()),
    }
}

/// A file that is not what may lie in the content folder.
fn stranger(path: &str, code: &'static str, message: impl Into<String>) -> Diagnostic {
    let source = Arc::new(Source {
        path: format!("{CONTENT_FOLDER}/{path}"),
        text: String::new(),
    });
    Diagnostic::error(code, message, &source)
}

/// A file as text, or what is wrong with its bytes. It is named from the root of the book.
pub(super) fn read(root: &Folder, path: &str) -> Result<Result<Arc<Source>, Diagnostic>, Error> {
    let shown = path.to_owned();
    let Some(bytes) = root.read_unless_larger(path, LARGEST_TEXT)? else {
        let source = Arc::new(Source {
            path: shown,
            text: String::new(),
        });
        let message = format!("this file {}", too_large());
        return Ok(Err(Diagnostic::error("file-too-large", message, &source)
            .help("shorten it, or split it into several files")));
    };
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Ok(Arc::new(Source { path: shown, text })),
        Err(error) => {
            let start = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let source = Arc::new(Source { path: shown, text });
            let mark = '\u{fffd}'.len_utf8();
            Err(
                Diagnostic::error("not-utf-8", "this file is not UTF-8 text", &source)
                    .at(start..start + mark)
                    .label("the first wrong byte")
                    .help("open it in your editor and save it with the encoding UTF-8"),
            )
        }
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_help_for_a_name_is_a_name_that_every_system_can_hold() {
        let help = |name: &str| {
            let mut found = Found::default();
            assert!(found.can_be_held(name, false), "{name}");
            let told = found.report.diagnostics.remove(0);
            assert_eq!(told.severity, Severity::Warning, "{name}");
            told.help.unwrap()
        };
        assert_eq!(help("personas/con.pdf"), "rename it to `the-con.pdf`");
        assert_eq!(help("personas/why?.pdf"), "rename it to `why.pdf`");
        for name in ["personas/a.b:c", "personas/?.pdf", "personas/notes.p|f"] {
            assert_eq!(
                help(name),
                "give it another name, which every system can hold"
            );
        }
    }

    #[test]
    fn a_symbolic_link_is_reported_and_not_followed() {
        let root = tempfile::tempdir().unwrap();
        let secret = root.path().join("secret.toml");
        std::fs::write(&secret, "name = \"Secret\"").unwrap();
        let personas = root.path().join("content/personas");
        std::fs::create_dir_all(&personas).unwrap();
        std::os::unix::fs::symlink(&secret, personas.join("leak.toml")).unwrap();
        std::os::unix::fs::symlink(root.path(), personas.join("loop")).unwrap();
        let found = walk(&Folder::named(root.path())).unwrap();
        assert!(found.entries.is_empty());
        let codes: Vec<&str> = found
            .report
            .diagnostics
            .iter()
            .map(|one| one.code)
            .collect();
        assert_eq!(codes, ["symbolic-link", "symbolic-link"]);
    }
}
