//! From a folder to a site, step by step: load, check, view, render. Writes nothing itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::check;
use crate::diag::{Diagnostic, Report, Severity};
use crate::disk::Folder;
use crate::doc::Date;
use crate::error::Error;
use crate::language::Words;
use crate::load::{self, Loaded, Reader};
use crate::model::{Asked, Book, Catalog, Key, LeftOut, Unseen, audiences};
use crate::pages::view;
use crate::picture::svg::{self, is_svg};
use crate::picture::{self, Picture, Unusable};
use crate::progress::{Phase, Steps, Tell};
use crate::render::{Output, Renderer, Templates};
use crate::rules::{self, Found, SetAside, Sought};
use crate::score;
use crate::text::{Source, closest, one_of};
use crate::theme::theme;

/// What a build depends on besides the files.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The day that decides what is stale.
    pub today: Date,
    /// Whether entries with `status = "draft"` are shown.
    pub drafts: bool,
    /// The audiences for which the site is, besides everybody: entries and claims for others are left out.
    pub audiences: &'a [String],
}

/// What a site is made of, in one word: the files of the book, what else the build depends on, and this program. Nothing
/// when a file cannot be read; then the build says which.
#[must_use]
pub fn fingerprint(root: &Path, options: Options<'_>) -> Option<String> {
    let files = load::fingerprint(root).ok()?;
    let Options {
        today,
        drafts,
        audiences,
    } = options;
    let program = env!("PERSONABOOK_SOURCE");
    Some(format!(
        "{program} {files:016x} {today} {drafts} {audiences:?}"
    ))
}

/// What came of a build.
#[derive(Debug)]
pub struct Built {
    /// What is wrong with the content, in the order of files and lines.
    pub report: Report,
    /// The site; absent when there are errors.
    pub site: Option<Site>,
    /// How many files of content were read.
    pub files: usize,
    /// How many entries the site shows.
    pub entries: usize,
    /// What the site does not show.
    pub left_out: LeftOut,
    /// What rules found that the book allows.
    pub advice: Report,
    /// What rules found that the book sets aside, and why.
    pub set_aside: Vec<SetAside>,
    /// The pictures in the site, for [`crate::write::keep`]: the file of each by its name, without a file
    /// where an earlier build had kept it.
    pub pictures: BTreeMap<String, Option<Vec<u8>>>,
}

/// A site that can be made, as a whole or page by page.
pub struct Site {
    book: Book,
    pictures: BTreeMap<String, Arc<Picture>>,
    templates: Arc<Templates>,
    today: Date,
    /// What rules found in the book.
    found: Vec<Found>,
    root: Folder,
    /// With what is for other audiences, if there is something.
    for_all: Option<Book>,
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.book.catalog.len();
        f.debug_struct("Site")
            .field("entries", &entries)
            .finish_non_exhaustive()
    }
}

impl Site {
    /// Lends what makes its files. What they have in common is made once, as long as it is lent.
    pub fn with_renderer<T>(&self, with: impl FnOnce(&Renderer<'_>) -> T) -> T {
        let view = view(&self.book, self.today, &self.pictures).with(&self.found);
        with(&Renderer::new(&view, &self.templates, &|path| {
            load::document(&self.root, &self.book.config.site, path)
        }))
    }

    /// The address of the site, with a slash at its end, if the book says where it will be.
    pub(crate) fn address(&self) -> Option<String> {
        let url = self.book.config.site.url.as_ref()?;
        Some(url.of_page(""))
    }

    /// The words of the book's language.
    pub(crate) fn words(&self) -> &Words {
        &self.book.words
    }

    /// The files that only a site for other audiences has: none of them may lie where this one does.
    #[must_use]
    pub fn paths_for_others(&self) -> BTreeSet<String> {
        let Some(for_all) = &self.for_all else {
            return BTreeSet::new();
        };
        let view = view(for_all, self.today, &self.pictures);
        let read = |path: &str| load::document(&self.root, &for_all.config.site, path);
        let mut paths = Renderer::new(&view, &self.templates, &read).paths();
        self.with_renderer(|renderer| {
            let own = renderer.paths();
            paths.retain(|path| !own.contains(path));
        });
        paths
    }

    /// Makes the whole site in memory.
    ///
    /// # Errors
    /// When a template of the book has a mistake.
    pub fn render(&self, tell: Tell<'_>) -> Result<Output, Error> {
        self.with_renderer(|renderer| renderer.whole(tell))
    }

    /// Tries the templates that the book has of its own, if any: only a look at every page tells whether they can be used.
    ///
    /// # Errors
    /// When one of them has a mistake.
    pub fn try_templates(&self, tell: Tell<'_>) -> Result<(), Error> {
        if !self.templates.theme.has_own_templates() {
            return Ok(());
        }
        self.with_renderer(|renderer| renderer.each(tell, &|_, _| Ok(())))
    }

    /// What somebody who looked at another state of the same book sees change.
    #[must_use]
    pub fn difference(&self, before: &Self) -> Difference {
        let (theme, other) = (&self.templates.theme, &before.templates.theme);
        if self.today != before.today
            || self.book != before.book
            || self.found != before.found
            || self.pictures != before.pictures
            || theme.templates != other.templates
            || !theme.static_files.keys().eq(other.static_files.keys())
        {
            return Difference::Pages;
        }
        let both = theme.static_files.iter().zip(other.static_files.values());
        let mut changed = both.filter(|((_, now), before)| now != before).peekable();
        if changed.peek().is_none() {
            Difference::Nothing
        } else if changed.all(|((path, _), _)| path.ends_with(".css")) {
            Difference::StyleSheets
        } else {
            Difference::Pages
        }
    }
}

/// How much one state of a site differs from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Nobody sees any.
    Nothing,
    /// Only in style sheets.
    StyleSheets,
    /// In what pages show.
    Pages,
}

/// The book in a folder as a site for these readers would show it, for what makes something else of it.
///
/// # Errors
/// When the folder is no book, a file cannot be read or has a mistake, or nothing is for one of these readers.
pub fn book_for(root: &Path, options: Options<'_>, tell: Tell<'_>) -> Result<Book, Error> {
    let mut book = load::load_whole(root, tell)?;
    refuse_unknown_audiences(&book.catalog, options.audiences)?;
    let asked = Asked {
        drafts: options.drafts,
        audiences: options.audiences,
    };
    let unseen = Unseen::of(&book.catalog, asked);
    book.catalog = book.catalog.without(unseen);
    Ok(book)
}

/// Builds the book in a folder.
///
/// # Errors
/// When the folder is no book, a file cannot be read, or a template cannot be read.
pub fn build(root: &Path, options: Options<'_>, tell: Tell<'_>) -> Result<Built, Error> {
    Builder::new(root).build(options, tell)
}

/// Builds a book again and again, and remembers what did not change: files that were read, pictures, templates.
/// What comes out is the same as without memory.
pub struct Builder {
    root: PathBuf,
    reader: Reader,
    /// As it was when it was last read.
    catalog: Catalog,
    pictures: BTreeMap<String, Made>,
    templates: Option<(Arc<Words>, Arc<Templates>)>,
    is_served: bool,
}

/// A book that was looked at, before anything is made of it.
pub(crate) struct Examined {
    /// The book, with all that is wrong in the order of files and lines.
    pub loaded: Loaded,
    /// What a site without drafts does not show.
    without_drafts: Option<Unseen>,
    /// What rules found that the book does not want told.
    pub(crate) taken: rules::Taken,
}

/// What came of an image: the name of its picture, and the picture or why there is none.
#[derive(Clone)]
struct Made {
    name: String,
    picture: Result<Arc<Picture>, Unusable>,
    /// What the picture no longer has of the image.
    left_out: Arc<[Diagnostic]>,
    /// Made now and not kept by an earlier build.
    is_new: bool,
}

impl Builder {
    /// Remembers nothing yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            reader: Reader::default(),
            catalog: Catalog::default(),
            pictures: BTreeMap::new(),
            templates: None,
            is_served: false,
        }
    }

    /// The site will be found at the root of a server, wherever it will lie later.
    #[must_use]
    pub fn served(self) -> Self {
        Self {
            is_served: true,
            ..self
        }
    }

    /// Takes note that these files, named from the root of the book, are not what they were.
    pub fn changed(&mut self, files: &[String]) {
        for path in files.iter().filter_map(|file| load::below_content(file)) {
            self.reader.changed(path);
            self.pictures.remove(path);
        }
    }

    /// Takes note of a text that is not saved yet, which is read in the place of this file, named from the root of the book.
    pub(crate) fn unsaved(&mut self, file: &str, text: Option<String>) {
        self.reader.unsaved(file, text);
    }

    /// Takes note of what an entry would say after a change, or that it would be gone; see [`Reader::assume`].
    pub(crate) fn assume(&mut self, file: &str, text: Option<&str>) {
        self.reader.assume(file, text);
    }

    /// Reads the file as it is again.
    pub(crate) fn forget_assumed(&mut self, file: &str) {
        self.reader.forget_assumed(file);
    }

    /// Reads the book as it is now, and finds all that is wrong with it.
    ///
    /// # Errors
    /// When the folder is no book, or a file cannot be read.
    pub(crate) fn examine(
        &mut self,
        options: Options<'_>,
        tell: Tell<'_>,
    ) -> Result<Examined, Error> {
        self.look_for(Sought::All, options, tell)
    }

    /// Reads the book as it is now, and finds what stops a build of it: quicker than [`Self::examine`].
    ///
    /// # Errors
    /// As [`Self::examine`].
    pub(crate) fn with_mistakes(
        &mut self,
        options: Options<'_>,
        tell: Tell<'_>,
    ) -> Result<Loaded, Error> {
        let examined = self.look_for(Sought::Mistakes, options, tell)?;
        Ok(examined.loaded)
    }

    fn look_for(
        &mut self,
        sought: Sought,
        options: Options<'_>,
        tell: Tell<'_>,
    ) -> Result<Examined, Error> {
        let mut loaded = self.reader.load(&self.root, tell)?;
        let mut without_drafts = None;
        let mut is_all_found = true;
        if let Some(book) = &mut loaded.book {
            let sought = sought.in_book(book);
            is_all_found = sought == Sought::All;
            book.catalog.remember(&self.catalog);
            let asked = Asked {
                drafts: false,
                audiences: options.audiences,
            };
            let unseen = Unseen::of(&book.catalog, asked);
            let mut findings = check::check(&book.catalog);
            let for_readers = check::check_for(&book.catalog, &unseen, options.today);
            findings.extend(for_readers);
            without_drafts = Some(unseen);
            findings.extend(score::findings(&book.catalog));
            findings.extend(rules::find(book, options.today, sought));
            self.catalog = book.catalog.clone();
            loaded.add(findings);
        }
        self.make_pictures(&mut loaded, tell)?;
        let mut taken = rules::Taken::default();
        if let Some(book) = loaded.book.take() {
            if is_all_found {
                loaded.add(rules::not_needed(&loaded.report, &book));
            }
            taken = rules::take(&mut loaded.report, &book);
            loaded.book = Some(book);
        }
        loaded.report.sort();
        Ok(Examined {
            loaded,
            without_drafts,
            taken,
        })
    }

    /// Builds the book as it is now.
    ///
    /// # Errors
    /// As [`build`].
    pub fn build(&mut self, options: Options<'_>, tell: Tell<'_>) -> Result<Built, Error> {
        let Examined {
            mut loaded,
            without_drafts,
            taken,
        } = self.examine(options, tell)?;
        let rules::Taken {
            advice,
            set_aside,
            mut found,
        } = taken;
        let mut built = Built {
            files: loaded.files,
            report: Report::default(),
            site: None,
            entries: 0,
            left_out: LeftOut::default(),
            advice,
            set_aside,
            pictures: self.to_keep(),
        };
        if !loaded.report.has_errors()
            && let Some(mut book) = loaded.book.take()
            && let Some(mut unseen) = without_drafts
        {
            refuse_unknown_audiences(&book.catalog, options.audiences)?;
            if options.drafts {
                let asked = Asked {
                    drafts: true,
                    audiences: options.audiences,
                };
                unseen = Unseen::of(&book.catalog, asked);
            }
            if self.is_served {
                book.config.site.url = None;
            }
            built.left_out = unseen.left_out().clone();
            let for_all = unseen.keeps_from_readers().then(|| book.clone());
            book.catalog = book.catalog.without(unseen);
            // What is found in words that these readers do not see would tell of them.
            if let Some(whole) = &for_all {
                let is_whole = |key: &Key| match (whole.catalog.get(key), book.catalog.get(key)) {
                    (Some(one), Some(shown)) => one.data == shown.data && one.body == shown.body,
                    _ => false,
                };
                found.retain(|one| {
                    !rules::looks_at_books(one.rule) && one.entry.as_ref().is_some_and(is_whole)
                });
                found.extend(rules::found_in(&book, options.today));
            }
            book.catalog = book.catalog.with_names();
            built.entries = book.catalog.len();
            // Whose a file without an entry is cannot be told: it may be that of an entry for others, of which nothing may tell.
            let is_for_all = for_all.is_none();
            let is_shown = |found: &Found| match &found.entry {
                Some(key) => {
                    book.catalog.get(key).is_some()
                        && (is_for_all || found.rule != rules::LEADS_TO_HIDDEN)
                }
                None => is_for_all,
            };
            found.retain(is_shown);
            built.site = Some(Site {
                pictures: self.usable_pictures(),
                templates: self.templates(&book)?,
                today: options.today,
                found,
                root: Folder::named(&self.root),
                book,
                for_all,
            });
        }
        built.report = loaded.report;
        Ok(built)
    }

    /// The pictures of the images that can be shown, by their path in the content.
    pub(crate) fn usable_pictures(&self) -> BTreeMap<String, Arc<Picture>> {
        let usable = |(path, made): (&String, &Made)| {
            Some((path.clone(), Arc::clone(made.picture.as_ref().ok()?)))
        };
        self.pictures.iter().filter_map(usable).collect()
    }

    /// Makes the pictures of all images that entries show. Images that cannot be shown go into the report.
    fn make_pictures(&mut self, loaded: &mut Loaded, tell: Tell<'_>) -> Result<(), Error> {
        let images: Vec<String> = loaded.images().into_iter().collect();
        let steps = Steps::new(tell, Phase::Pictures, images.len());
        let made: Vec<Made> = images
            .par_iter()
            .map(|path| {
                steps.step();
                if let Some(made) = self.pictures.get(path) {
                    return Ok(Made {
                        is_new: false,
                        ..made.clone()
                    });
                }
                let bytes = loaded.image(path, picture::LARGEST_FILE + 1)?;
                Ok(self.make_picture(path, bytes))
            })
            .collect::<Result<_, Error>>()?;
        self.pictures = images.into_iter().zip(made).collect();
        for made in self.pictures.values() {
            loaded.report.diagnostics.extend_from_slice(&made.left_out);
        }
        let unusable = self.pictures.iter().filter_map(|(path, made)| {
            let wrong = made.picture.as_ref().err()?;
            Some((path.clone(), wrong.clone()))
        });
        if let Some(book) = &loaded.book {
            let findings = picture::findings(&book.catalog, &unusable.collect());
            loaded.add(findings);
        }
        Ok(())
    }

    fn make_picture(&self, path: &str, bytes: Vec<u8>) -> Made {
        if is_svg(&bytes) {
            return cleaned(path, bytes);
        }
        let bytes = bytes.as_slice();
        let name = picture::name(bytes);
        let kept = load::kept(&Folder::named(&self.root), &name);
        let kept = kept.and_then(|file| Picture::from_file(&name, &file));
        Made {
            is_new: kept.is_none(),
            left_out: Arc::default(),
            picture: kept
                .map_or_else(|| picture::picture(bytes), Ok)
                .map(Arc::new),
            name,
        }
    }

    fn to_keep(&self) -> BTreeMap<String, Option<Vec<u8>>> {
        let mut to_keep = BTreeMap::new();
        for made in self.pictures.values() {
            // Cleaning takes no longer than reading what was cleaned.
            if let Ok(picture) = &made.picture
                && picture.ending != "svg"
            {
                let file = made.is_new.then(|| picture.to_file());
                to_keep.entry(made.name.clone()).or_insert(file);
            }
        }
        to_keep
    }

    /// The templates of the book, read again only when its own files, or its language, changed.
    fn templates(&mut self, book: &Book) -> Result<Arc<Templates>, Error> {
        let theme = theme(&load::overrides(&self.root)?);
        refuse_alike(theme.static_files.keys())?;
        if let Some((spoken, templates)) = &self.templates
            && *spoken == book.words
            && templates.theme == theme
        {
            return Ok(Arc::clone(templates));
        }
        let templates = Arc::new(Templates::new(theme, &book.words)?);
        self.templates = Some((Arc::clone(&book.words), Arc::clone(&templates)));
        Ok(templates)
    }
}

/// The picture of an SVG image, and what it no longer has.
fn cleaned(path: &str, bytes: Vec<u8>) -> Made {
    let unreadable = |picture| Made {
        name: String::new(),
        picture: Err(picture),
        left_out: Arc::default(),
        is_new: false,
    };
    let Ok(text) = String::from_utf8(bytes) else {
        return unreadable(Unusable {
            message: "is not UTF-8 text, as SVG is".to_owned(),
            help: "save it anew from a drawing program as plain SVG, or as .png".to_owned(),
        });
    };
    let cleaned = match svg::clean(&text) {
        Ok(cleaned) => cleaned,
        Err(wrong) => return unreadable(wrong),
    };
    let path = format!("{}/{path}", load::CONTENT_FOLDER);
    let source = Arc::new(Source { path, text });
    let left_out = cleaned.left_out.iter().map(|one| {
        let message = format!("the site shows this image without {}", one.what);
        let told = Diagnostic::error("image-part-left-out", message, &source);
        Diagnostic {
            severity: Severity::Warning,
            ..told.at(one.place.clone()).help(one.help)
        }
    });
    let left_out = left_out.collect();
    let picture = picture::of_svg(cleaned);
    Made {
        name: picture.name.clone(),
        picture: Ok(Arc::new(picture)),
        left_out,
        is_new: false,
    }
}

/// Refuses names that nothing in the book is for: a slip would leave out what somebody asked for.
fn refuse_unknown_audiences(catalog: &Catalog, asked: &[String]) -> Result<(), Error> {
    let known = audiences(catalog);
    let Some(unknown) = asked.iter().find(|name| !known.contains(*name)) else {
        return Ok(());
    };
    let names = || known.iter().map(String::as_str);
    let help = match closest(unknown, names()) {
        Some(close) => format!("did you mean `--audience {close}`?"),
        None if known.is_empty() => {
            "leave `--audience` out, or say in an entry whom it is for: `audience = [\"sales\"]`"
                .to_owned()
        }
        None => format!("the audiences of this book are {}", one_of(names())),
    };
    Err(Error::refused(
        format!("nothing in this book is for `{unknown}`"),
        help,
    ))
}

/// Refuses files of the site that differ only in capitals: Windows and macOS hold one of the two.
fn refuse_alike<'a>(paths: impl Iterator<Item = &'a String>) -> Result<(), Error> {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        if let Some(other) = known.insert(path.to_lowercase(), path) {
            return Err(Error::refused(
                format!(
                    "the site cannot have both {other} and {path}, which differ only in capitals"
                ),
                "rename or remove one of the two in `static/`, or write the name of a built-in file as it is",
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Content as _;
    use crate::model::content::Node;
    use crate::progress::nobody;

    #[test]
    fn every_sentence_that_pages_show_can_be_given_names() {
        for book in ["tests/golden/book", ""] {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(book);
            let book = load::load(&root, &nobody).unwrap().book.unwrap();
            for entry in book.catalog.entries() {
                {
                    let mut part = entry.data.clone();
                    let mut changed = 0;
                    part.change_texts(&mut |text| {
                        text.0 = "changed".to_owned();
                        changed += 1;
                    });
                    let mut seen = 0;
                    let mut see = |text: &str| {
                        assert_eq!(text, "changed", "in {}", entry.file);
                        seen += 1;
                    };
                    part.node().leaves(&mut |_, leaf| match leaf {
                        Node::Text(text) => see(&text.0),
                        Node::Claim(claim) => {
                            let beside = [&claim.workaround, &claim.note, &claim.consent];
                            let beside = beside.into_iter().flatten();
                            beside.chain([&claim.text]).for_each(|text| see(&text.0));
                        }
                        _ => {}
                    });
                    assert_eq!(changed, seen, "in {}", entry.file);
                }
            }
        }
    }
}
