//! Files into a book. Reads the whole book in one walk; mistakes in the content are a report, only the
//! world (a folder that cannot be read) is an error. Must not know checks, scores or pages.

mod config;
mod entry;
mod files;
mod kept;
mod overrides;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Report};
use crate::doc::Document;
use crate::error::Error;
use crate::model::{Book, Catalog, Finding, Key, Pointer};
use crate::progress::{Phase, Steps, Tell};
use crate::text::Source;

pub use config::CONFIG_FILE;
pub use files::CONTENT_FOLDER;
pub use kept::{KEPT_ENDING, KEPT_FOLDER, kept};
pub use overrides::{Overrides, overrides};

/// A book as it was read.
#[derive(Debug)]
pub struct Loaded {
    /// The book; absent when personabook.toml could not be understood.
    pub book: Option<Book>,
    /// What is wrong with its files.
    pub report: Report,
    /// How many files of content were read.
    pub files: usize,
    documents: BTreeMap<Key, Document>,
    content: PathBuf,
}

/// Reads the book in a folder.
///
/// # Errors
/// When the folder holds no `personabook.toml`, or a file cannot be read.
pub fn load(root: &Path, tell: Tell<'_>) -> Result<Loaded, Error> {
    let mut report = Report::default();
    let config = config::read(root, &mut report)?;
    let content = root.join(CONTENT_FOLDER);
    let found = files::walk(&content)?;
    let files = found.files + 1;
    report.merge(found.report);

    let mut catalog = Catalog::default();
    catalog.files = found.others;
    let mut documents: BTreeMap<Key, Document> = BTreeMap::new();
    let mut seen: BTreeMap<Key, Arc<Source>> = BTreeMap::new();
    let steps = Steps::new(tell, Phase::Reading, found.entries.len());
    // On all cores; what was read is put together in the order of the files.
    let read: Vec<Result<_, Error>> = found
        .entries
        .into_par_iter()
        .map(|file| {
            steps.step();
            let read = files::read(&content, &file.path)?;
            let read = read.map(|source| (Arc::clone(&source), entry::read(&file, source)));
            Ok((file.key, read))
        })
        .collect();
    for one in read {
        let (key, read) = one?;
        let (source, read) = match read {
            Ok(read) => read,
            Err(diagnostic) => {
                report.push(diagnostic);
                catalog.unreadable.insert(key);
                continue;
            }
        };
        if let Some(first) = seen.insert(key.clone(), Arc::clone(&source)) {
            report.push(entry::duplicate(&key, &first, &source));
            continue;
        }
        report.merge(read.report);
        if let Some(document) = read.document {
            documents.insert(key.clone(), document);
        }
        match read.entry {
            Some(entry) => catalog.add(entry),
            None => {
                catalog.unreadable.insert(key);
            }
        }
    }

    let mut loaded = Loaded {
        book: config.map(|config| Book { config, catalog }),
        report,
        files,
        documents,
        content,
    };
    let own = loaded.own_findings();
    loaded.add(own);
    Ok(loaded)
}

impl Loaded {
    /// What is wrong inside single entries. Nothing is said of a whole of which a part could not be read:
    /// it is no scorecard without criteria, if its only criterion has a mistake.
    fn own_findings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for entry in self.book.iter().flat_map(|book| book.catalog.entries()) {
            let document = self.documents.get(&entry.key);
            for finding in entry.data.findings() {
                let doubtful =
                    document.is_some_and(|document| document.has_mistake_below(&finding.path));
                if !doubtful {
                    found.push(finding.of(&entry.key));
                }
            }
        }
        found
    }

    /// Adds findings to the report, each at its place in its file.
    pub fn add(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            let diagnostic = self.locate(finding);
            self.report.push(diagnostic);
        }
    }

    fn locate(&self, finding: Finding) -> Diagnostic {
        let document = finding
            .entry
            .as_ref()
            .and_then(|key| self.documents.get(key));
        let Some(document) = document else {
            let nowhere = Arc::new(Source {
                path: CONTENT_FOLDER.to_owned(),
                text: String::new(),
            });
            return Diagnostic::error(finding.code, finding.message, &nowhere).help(finding.help);
        };
        let within = finding.within.as_deref();
        let diagnostic = Diagnostic::error(finding.code, finding.message, &document.source);
        let diagnostic = match (finding.path.0.is_empty(), within) {
            (true, None) => diagnostic,
            (true, Some(part)) => diagnostic.at(document.locate_in_body(part)),
            (false, within) => diagnostic.at(document.locate(&finding.path, within)),
        };
        diagnostic.help(finding.help)
    }

    /// Reads the images that entries show: from their path in the content to their bytes, of which no more
    /// than `most` are read.
    ///
    /// # Errors
    /// When a file that was there before cannot be read.
    pub fn images(&self, most: u64) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        let Some(book) = &self.book else {
            return Ok(BTreeMap::new());
        };
        let mut paths: BTreeSet<String> = BTreeSet::new();
        for entry in book.catalog.entries() {
            for used in book.catalog.uses(&entry.key) {
                if let Pointer::Image(image) = &used.to {
                    paths.insert(format!("{}/{image}", entry.folder));
                }
            }
        }
        paths
            .into_iter()
            .filter(|path| book.catalog.files.contains(path))
            .map(|path| {
                let file = self.content.join(&path);
                let mut bytes = Vec::new();
                File::open(&file)
                    .and_then(|open| open.take(most).read_to_end(&mut bytes))
                    .map_err(Error::io("read", &file))?;
                Ok((path, bytes))
            })
            .collect()
    }
}
