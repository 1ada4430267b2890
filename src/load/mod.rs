//! Files into a book. Reads the whole book in one walk; mistakes in the content are a report, only the
//! world (a folder that cannot be read) is an error. Must not know checks, scores or pages.

mod config;
mod entry;
mod feedback;
mod files;
mod fingerprint;
mod git;
mod headings;
mod history;
mod inputs;
mod kept;
mod leftovers;
mod meant;
mod named;
mod overrides;
mod rewrite;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Report, Severity};
use crate::disk::{Folder, What};
use crate::doc::{Document, Places};
use crate::error::Error;
use crate::model::{Book, Catalog, Finding, Key, Kind, Pointer, SiteConfig};
use crate::progress::{Phase, Steps, Tell, nobody};
use crate::text::Content;
use crate::text::{Source, is_document};

use files::EntryFile;

pub use config::day_at;
pub(crate) use config::{CONFIG_FILE, form_of, refuse_no_book, words_of};
pub(crate) use entry::{in_form, style_of};
pub(crate) use files::{CONTENT_FOLDER, FOLDERS, below_content, kind_of};
pub(crate) use fingerprint::fingerprint;
pub(crate) use inputs::Inputs;
pub(crate) use kept::{KEPT_ENDING, KEPT_FOLDER, kept};
pub(crate) use leftovers::is_nobodys;
pub(crate) use named::named;
pub use overrides::{Overrides, overrides};
pub(crate) use rewrite::{Rewritten, fields_in_markdown, heading_of, rewritten, tried};

/// The most megabytes of a document where the book does not say: a site is copied, mailed and opened on phones.
const LARGEST_DOCUMENT: f64 = 20.0;

/// The most megabytes of a document of this book.
fn largest_document(site: &SiteConfig) -> f64 {
    site.largest_file.map_or(LARGEST_DOCUMENT, |most| most.0)
}

/// Megabytes as bytes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "there are 1 to 2000, and a part of a byte is none"
)]
fn megabytes(number: f64) -> u64 {
    (number * 1024.0 * 1024.0) as u64
}

/// The bytes of a document, by its path in the content folder of the book in a folder, which says how many there may be.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn document(root: &Folder, site: &SiteConfig, path: &str) -> Result<Vec<u8>, Error> {
    let most = megabytes(largest_document(site));
    root.read(&format!("{CONTENT_FOLDER}/{path}"), most)
}

/// A book as it was read.
#[derive(Debug)]
pub struct Loaded {
    /// The book; absent when personabook.toml could not be understood.
    pub book: Option<Book>,
    /// What is wrong with its files.
    pub report: Report,
    /// How many files of content were read.
    pub files: usize,
    by_key: BTreeMap<Key, Arc<FileRead>>,
    /// The text of personabook.toml.
    of_config: Option<Document>,
    root: Folder,
}

/// Reads the book in a folder.
///
/// # Errors
/// When the folder holds no `personabook.toml`, or a file cannot be read.
pub fn load(root: &Path, tell: Tell<'_>) -> Result<Loaded, Error> {
    Reader::default().load(root, tell)
}

/// The book in a folder, for what can do nothing without it; what is wrong with its entries is told by others.
///
/// # Errors
/// As [`load`], and when personabook.toml could not be understood.
pub fn load_book(root: &Path) -> Result<Book, Error> {
    book_of(load(root, &nobody)?)
}

fn book_of(loaded: Loaded) -> Result<Book, Error> {
    loaded.book.ok_or_else(|| {
        Error::refused(
            "personabook.toml has mistakes",
            "mend what `personabook check` says of it first",
        )
    })
}

/// The same for what tells all of it: without an entry that could not be read it would look whole, and not be.
///
/// # Errors
/// As [`load_book`], and when a file has an error.
pub(crate) fn load_whole(root: &Path, tell: Tell<'_>) -> Result<Book, Error> {
    let loaded = load(root, tell)?;
    let mut found = loaded.report.diagnostics.iter();
    match found.find(|found| found.severity == Severity::Error) {
        Some(wrong) => Err(Error::refused(
            format!("{} has mistakes", wrong.source.path),
            "mend what `personabook check` says of it first",
        )),
        None => book_of(loaded),
    }
}

/// What accounts are scored with.
const SCORED_WITH: [Kind; 3] = [Kind::Icp, Kind::Qualification, Kind::Segment];

/// The same for what scores accounts with it: points without a criterion that could not be read would be wrong, and look right.
///
/// # Errors
/// As [`load_book`], and when a profile, a qualification or a segment has an error.
pub fn load_model(root: &Path) -> Result<Book, Error> {
    let loaded = load(root, &nobody)?;
    let kind_of = |path: &str| {
        let path = path.strip_prefix(CONTENT_FOLDER)?.strip_prefix('/')?;
        Kind::from_folder(path.split_once('/')?.0)
    };
    let mut errors = loaded.report.diagnostics.iter();
    let wrong = errors.find(|found| {
        found.severity == Severity::Error
            && kind_of(&found.source.path).is_some_and(|kind| SCORED_WITH.contains(&kind))
    });
    match wrong {
        Some(wrong) => Err(Error::refused(
            format!(
                "{} has mistakes, so points would be wrong",
                wrong.source.path
            ),
            "mend what `personabook check` says of it first",
        )),
        None => book_of(loaded),
    }
}

/// Reads a book again and again, and of its entries only the files that changed.
#[derive(Default)]
pub struct Reader {
    /// By the path in the content folder.
    read: BTreeMap<String, Arc<FileRead>>,
    documents: Documents,
    /// What sales said, by the path in the content folder.
    feedback: BTreeMap<String, feedback::FeedbackRead>,
    /// By the path from the root of the book.
    unsaved: BTreeMap<String, Arc<Source>>,
    /// What an entry would say, or that it would not be there, by the path from the root of the book.
    assumed: BTreeMap<String, Option<Arc<Source>>>,
    /// What git knew when it was first asked: a save is no commit.
    remembered: Option<history::Remembered>,
}

/// What tells the bytes of each from others, by its path in the content folder.
type Documents = BTreeMap<String, String>;

/// What a file says, or what is wrong with its bytes.
type FileRead = Result<(Arc<Source>, entry::Read), Diagnostic>;

impl Reader {
    /// Takes note that the file at this path in the content folder is not what it was.
    pub fn changed(&mut self, path: &str) {
        self.read.remove(path);
        self.documents.remove(path);
        self.feedback.remove(path);
    }

    /// Takes note of a text that is not saved yet: it is read in the place of the file at this path from the root of the book,
    /// until there is none any more. One that is too large for a file is not read either.
    pub(crate) fn unsaved(&mut self, file: &str, text: Option<String>) {
        if let Some(path) = below_content(file) {
            self.changed(path);
        }
        match text.filter(|text| text.len() as u64 <= files::LARGEST_TEXT) {
            Some(text) => {
                let path = file.to_owned();
                let source = Arc::new(Source { path, text });
                self.unsaved.insert(file.to_owned(), source);
            }
            None => {
                self.unsaved.remove(file);
            }
        }
    }

    /// Takes note of what an entry would say after a change, or that it would be gone: the book is read as if the file at this path
    /// from the root of the book were so, whether it is there or not.
    pub(crate) fn assume(&mut self, file: &str, text: Option<&str>) {
        self.forget_assumed(file);
        let source = text.map(|text| {
            let (path, text) = (file.to_owned(), text.to_owned());
            Arc::new(Source { path, text })
        });
        self.assumed.insert(file.to_owned(), source);
    }

    /// Reads the file at this path from the root of the book as it is again.
    pub(crate) fn forget_assumed(&mut self, file: &str) {
        if let Some(path) = below_content(file) {
            self.changed(path);
        }
        self.assumed.remove(file);
    }

    /// Reads the book in a folder, always the same.
    ///
    /// # Errors
    /// As [`load`].
    pub fn load(&mut self, root: &Path, tell: Tell<'_>) -> Result<Loaded, Error> {
        let mut report = Report::default();
        let (path, root) = (root, Folder::named(root));
        let unsaved = self.unsaved.get(CONFIG_FILE);
        let config = config::read(&root, unsaved, &mut report)?;
        let (config, of_config) = config.map(|read| (read.config, read.document)).unzip();
        let mut found = files::walk(&root)?;
        for (file, text) in &self.assumed {
            found.assume(file, text.is_some());
        }
        let files = found.files + 1;
        report.merge(found.report);
        let read = self.read(&root, &found.entries, tell)?;

        let mut catalog = Catalog::default();
        if let Some(config) = config.as_ref().filter(|config| config.site.history) {
            let remembered = self.remembered.take();
            let remembered = remembered.unwrap_or_else(|| history::Remembered::read(path, config));
            catalog.past = remembered.past(&config.site);
            self.remembered = Some(remembered);
        }
        catalog.files = found.others;
        let mut by_key: BTreeMap<Key, Arc<FileRead>> = BTreeMap::new();
        let mut own = Vec::new();
        for (file, read) in found.entries.into_iter().zip(read) {
            if let Some(Ok((first, _))) = by_key.get(&file.key).map(AsRef::as_ref)
                && let Ok((source, _)) = read.as_ref()
            {
                report.push(entry::duplicate(&file.key, first, source));
                continue;
            }
            match read.as_ref() {
                Ok((_, read)) => {
                    report.merge(read.report.clone());
                    own.extend_from_slice(&read.findings);
                    match &read.record {
                        Some(record) => catalog.add(Arc::clone(record)),
                        None => {
                            catalog.unreadable.insert(file.key.clone());
                        }
                    }
                }
                Err(diagnostic) => {
                    report.push(diagnostic.clone());
                    catalog.unreadable.insert(file.key.clone());
                }
            }
            by_key.insert(file.key, read);
        }
        let book = match config {
            Some(config) => {
                let language = config.book.language.clone().unwrap_or_default();
                Some(Book {
                    words: words::read(&root, &language, &mut report)?,
                    config,
                    catalog,
                })
            }
            None => None,
        };
        let mut loaded = Loaded {
            book,
            of_config,
            report,
            files,
            by_key,
            root,
        };
        if let Some(book) = &loaded.book {
            own.extend(history::unknown_forgotten(book));
            loaded.add(own);
        }
        loaded.read_feedback(&mut self.feedback)?;
        loaded.read_documents(&mut self.documents)?;
        Ok(loaded)
    }

    /// Every file, in the order given; on all cores, and only those that were not read before. Forgets all others.
    fn read(
        &mut self,
        root: &Folder,
        files: &[EntryFile],
        tell: Tell<'_>,
    ) -> Result<Vec<Arc<FileRead>>, Error> {
        let steps = Steps::new(tell, Phase::Reading, files.len());
        let read: Vec<Arc<FileRead>> = files
            .par_iter()
            .map(|file| {
                steps.step();
                if let Some(read) = self.read.get(&file.path) {
                    return Ok(Arc::clone(read));
                }
                let path = format!("{CONTENT_FOLDER}/{}", file.path);
                let assumed = self.assumed.get(&path).and_then(Option::as_ref);
                let read = match assumed.or_else(|| self.unsaved.get(&path)) {
                    Some(source) => Ok(Arc::clone(source)),
                    None => files::read(root, &path)?,
                };
                Ok(Arc::new(read.map(|source| {
                    let read = entry::read(file, &source);
                    (source, read)
                })))
            })
            .collect::<Result<_, Error>>()?;
        let paths = files.iter().map(|file| file.path.clone());
        self.read = paths.zip(read.iter().cloned()).collect();
        Ok(read)
    }
}

impl Loaded {
    /// Adds findings to the report, each at its place in its file.
    pub fn add(&mut self, mut findings: Vec<Finding>) {
        // The text of an entry is parsed at most once for all that is found in it.
        findings.sort_by(|one, other| one.entry.cmp(&other.entry));
        let mut of_entries: Vec<Vec<Finding>> = Vec::new();
        for finding in findings {
            match of_entries.last_mut() {
                Some(last) if last.first().is_some_and(|one| one.entry == finding.entry) => {
                    last.push(finding);
                }
                _ => of_entries.push(vec![finding]),
            }
        }
        let located = of_entries.into_par_iter().flat_map_iter(|findings| {
            let key = findings.first().and_then(|one| one.entry.as_ref());
            let document = match key {
                Some(key) => self.document(key),
                None => self.of_config.as_ref(),
            };
            // Nothing is advised about a value that could not be read.
            let is_unread = |one: &Finding| {
                let is_of_field = one.is_warning && !one.path.0.is_empty();
                is_of_field && document.is_some_and(|it| it.has_mistake_below(&one.path))
            };
            let findings = findings.into_iter().filter(|one| !is_unread(one));
            let mut places = document.map(Document::places);
            let located = findings.map(|one| locate(one, places.as_mut()));
            located.collect::<Vec<_>>()
        });
        let located: Vec<Diagnostic> = located.collect();
        self.report.diagnostics.extend(located);
    }

    /// The entries whose files were read, and the text of each, whether it could be understood or not.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&Key, &Arc<Source>)> {
        self.by_key.iter().map(|(key, read)| match read.as_ref() {
            Ok((source, _)) => (key, source),
            Err(diagnostic) => (key, &diagnostic.source),
        })
    }

    /// The text of personabook.toml, if it could be read.
    pub(crate) fn config_text(&self) -> Option<&Arc<Source>> {
        self.of_config.as_ref().map(|document| &document.source)
    }

    fn document(&self, key: &Key) -> Option<&Document> {
        let (_, read) = self.by_key.get(key)?.as_ref().as_ref().ok()?;
        read.document.as_deref()
    }

    /// The images that entries show, by their path in the content. Those that are not there are left out.
    #[must_use]
    pub fn images(&self) -> BTreeSet<String> {
        let Some(book) = &self.book else {
            return BTreeSet::new();
        };
        let mut paths = files_named(&book.catalog, |to| match to {
            Pointer::Image(image) => Some(image),
            _ => None,
        });
        paths.retain(|path| book.catalog.files.contains(path));
        paths
    }

    /// Reads what sales said of the leads of each qualification, but for what is known.
    fn read_feedback(
        &mut self,
        known: &mut BTreeMap<String, feedback::FeedbackRead>,
    ) -> Result<(), Error> {
        let Some(book) = &mut self.book else {
            return Ok(());
        };
        let catalog = &mut book.catalog;
        let paths = catalog.feedback_paths();
        let mut read = BTreeMap::new();
        for (path, is_in_use) in paths {
            let one = match known.get(&path) {
                Some(one) => Arc::clone(one),
                None => feedback::read(&self.root, &path)?,
            };
            if is_in_use {
                self.report.merge(one.1.clone());
            }
            catalog.feedback.insert(path.clone(), Arc::clone(&one.0));
            read.insert(path, one);
        }
        *known = read;
        Ok(())
    }

    /// Looks at the documents that entries lead to, but for those that are known, and tells of those to which none does.
    fn read_documents(&mut self, known: &mut Documents) -> Result<(), Error> {
        let Some(book) = &mut self.book else {
            return Ok(());
        };
        let most = largest_document(&book.config.site);
        let catalog = &mut book.catalog;
        let named = files_named(catalog, |to| match to {
            Pointer::Document(path) => Some(path),
            _ => None,
        });
        let mut documents = BTreeMap::new();
        for path in catalog.files.iter().filter(|path| is_document(path)) {
            if catalog.feedback.contains_key(path) {
                continue;
            }
            if !named.contains(path) {
                self.report.push(files::unused(path));
                continue;
            }
            let file = format!("{CONTENT_FOLDER}/{path}");
            let about = self.root.about(&file)?;
            if about.is_some_and(|about| about.len() > megabytes(most)) {
                self.report.push(files::too_large_for_a_site(path, most));
                continue;
            }
            if let Some(hash) = known.get(path) {
                documents.insert(path.clone(), hash.clone());
                continue;
            }
            // Only who copies it needs its bytes.
            let mut content = Content::default();
            self.root.pieces(&file, |piece| content.add(piece))?;
            documents.insert(path.clone(), format!("{:016x}", content.number()));
        }
        known.clone_from(&documents);
        catalog.documents = documents;
        Ok(())
    }

    /// Reads an image: its bytes, of which no more than `most` are read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn image(&self, path: &str, most: u64) -> Result<Vec<u8>, Error> {
        self.root.read(&format!("{CONTENT_FOLDER}/{path}"), most)
    }
}

/// Where the files may lie that entries name, of the pointers that `file` chooses.
fn files_named(catalog: &Catalog, file: impl Fn(&Pointer) -> Option<&String>) -> BTreeSet<String> {
    let records = catalog.records();
    let paths = records.flat_map(|record| {
        let files = record.others().iter().filter_map(|used| file(&used.to));
        files.flat_map(|path| record.entry().file_paths(path))
    });
    paths.collect()
}

/// Whether what lies where the repository should lie is a link, which is not followed.
fn repository_is_a_link(root: &Folder) -> bool {
    !matches!(
        root.what(".git"),
        Ok(What::Nothing | What::Folder | What::File)
    )
}

fn locate(finding: Finding, places: Option<&mut Places<'_>>) -> Diagnostic {
    let Some(places) = places else {
        let nowhere = Arc::new(Source {
            path: CONTENT_FOLDER.to_owned(),
            text: String::new(),
        });
        return Diagnostic::error(finding.code, finding.message, &nowhere).help(finding.help);
    };
    let (within, offset) = (finding.within.as_deref(), finding.offset);
    let mut diagnostic = Diagnostic::error(finding.code, finding.message, places.source());
    if finding.is_warning {
        diagnostic.severity = Severity::Warning;
    }
    let help = places.advice(finding.help, &finding.path);
    let diagnostic = match (finding.path.0.is_empty(), within) {
        (true, None) => diagnostic,
        (_, within) => diagnostic.at(places.place(&finding.path, within, offset)),
    };
    diagnostic.help(help)
}
