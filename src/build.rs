//! From a folder to a site, step by step: load, check, view, render. Writes nothing itself.

use std::path::Path;

use crate::check;
use crate::diag::Report;
use crate::doc::Date;
use crate::error::Error;
use crate::load;
use crate::render::{Output, render};
use crate::score;
use crate::theme::theme;
use crate::view::view;

/// What a build depends on besides the files.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The day that decides what is stale.
    pub today: Date,
    /// Whether entries with `status = "draft"` are shown.
    pub drafts: bool,
}

/// What came of a build.
#[derive(Debug)]
pub struct Built {
    /// What is wrong with the content, in the order of files and lines.
    pub report: Report,
    /// The site; absent when there are errors.
    pub output: Option<Output>,
    /// How many files of content were read.
    pub files: usize,
    /// How many entries the site shows.
    pub entries: usize,
}

/// Builds the book in a folder.
///
/// # Errors
/// When the folder is no book, a file cannot be read, or a template cannot be used.
pub fn build(root: &Path, options: Options) -> Result<Built, Error> {
    let mut loaded = load::load(root)?;
    if let Some(book) = &loaded.book {
        let mut findings = check::check(&book.catalog);
        findings.extend(score::findings(&book.catalog));
        loaded.add(findings);
    }
    loaded.report.sort();
    let mut built = Built {
        files: loaded.files,
        report: Report::default(),
        output: None,
        entries: 0,
    };
    if !loaded.report.has_errors() {
        let images = loaded.images()?;
        if let Some(mut book) = loaded.book.take() {
            if !options.drafts {
                book.catalog = book.catalog.without_drafts();
            }
            built.entries = book.catalog.len();
            let theme = theme(&load::overrides(root)?);
            built.output = Some(render(&view(&book, options.today), &theme, &images)?);
        }
    }
    built.report = loaded.report;
    Ok(built)
}
