//! From a folder to a site, step by step: load, check, view, render. Writes nothing itself.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::check;
use crate::diag::Report;
use crate::doc::Date;
use crate::error::Error;
use crate::load::{self, Loaded};
use crate::picture::{self, Picture};
use crate::progress::{Phase, Steps, Tell, nobody};
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
    /// The pictures in the site, for [`crate::write::keep`]: the file of each by its name, without a file
    /// where an earlier build had kept it.
    pub pictures: BTreeMap<String, Option<Vec<u8>>>,
}

/// Builds the book in a folder.
///
/// # Errors
/// When the folder is no book, a file cannot be read, or a template cannot be used.
pub fn build(root: &Path, options: Options) -> Result<Built, Error> {
    build_telling(root, options, &nobody)
}

/// The same, for somebody who wants to see how far it is.
///
/// # Errors
/// As [`build`].
pub fn build_telling(root: &Path, options: Options, tell: Tell<'_>) -> Result<Built, Error> {
    let mut loaded = load::load(root, tell)?;
    if let Some(book) = &loaded.book {
        let mut findings = check::check(&book.catalog);
        findings.extend(score::findings(&book.catalog));
        loaded.add(findings);
    }
    let mut built = Built {
        files: loaded.files,
        report: Report::default(),
        output: None,
        entries: 0,
        pictures: BTreeMap::new(),
    };
    let pictures = pictures(&mut loaded, root, &mut built.pictures, tell)?;
    loaded.report.sort();
    if !loaded.report.has_errors()
        && let Some(mut book) = loaded.book.take()
    {
        if !options.drafts {
            book.catalog = book.catalog.without_drafts();
        }
        built.entries = book.catalog.len();
        let theme = theme(&load::overrides(root)?);
        built.output = Some(render(
            &view(&book, options.today, &pictures),
            &theme,
            tell,
        )?);
    }
    built.report = loaded.report;
    Ok(built)
}

/// The pictures of all images that entries show, by their path in the content. Images that cannot be shown
/// go into the report.
fn pictures(
    loaded: &mut Loaded,
    root: &Path,
    to_keep: &mut BTreeMap<String, Option<Vec<u8>>>,
    tell: Tell<'_>,
) -> Result<BTreeMap<String, Picture>, Error> {
    let images: Vec<(String, Vec<u8>)> = loaded
        .images(picture::LARGEST_FILE + 1)?
        .into_iter()
        .collect();
    let steps = Steps::new(tell, Phase::Pictures, images.len());
    let made: Vec<_> = images
        .into_par_iter()
        .map(|(path, bytes)| {
            steps.step();
            let name = picture::name(&bytes);
            let kept = load::kept(root, &name).and_then(|file| Picture::from_file(&name, &file));
            let is_kept = kept.is_some();
            let picture = kept.map_or_else(|| picture::picture(&bytes), Ok);
            (path, name, is_kept, picture)
        })
        .collect();
    let mut pictures = BTreeMap::new();
    let mut unusable = BTreeMap::new();
    for (path, name, is_kept, picture) in made {
        match picture {
            Ok(picture) => {
                let file = (!is_kept).then(|| picture.to_file());
                to_keep.entry(name).or_insert(file);
                pictures.insert(path, picture);
            }
            Err(wrong) => {
                unusable.insert(path, wrong);
            }
        }
    }
    if let Some(book) = &loaded.book {
        let findings = picture::findings(&book.catalog, &unusable);
        loaded.add(findings);
    }
    Ok(pictures)
}
