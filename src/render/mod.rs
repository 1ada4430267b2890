//! Views and theme into the finished site, whole or one page of it. Must not know disk.

mod frame;
mod held;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use tera::{Context, Kwargs, State, Tera};

use crate::error::Error;
use crate::language::{OncePerLanguage, Words, fill_slot};
use crate::pages::{Made, View, icon, report};
use crate::progress::{Phase, Steps, Tell};
use crate::site::PageView;
use crate::theme::{BUILT_IN, Theme, Value};

use frame::Frame;

/// A site: bytes by path, sorted. The same input gives the same bytes on every machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// A theme that is ready to draw pages.
pub struct Templates {
    /// Those of the book are read at once, since there may be mistakes in them; the built-in ones when the first page is drawn.
    tera: OnceLock<Arc<Tera>>,
    words: Arc<Words>,
    /// What they are made of.
    pub theme: Theme,
}

impl Templates {
    /// Reads the templates of a theme.
    ///
    /// # Errors
    /// When a template of the book has a mistake.
    pub fn new(theme: Theme, words: &Arc<Words>) -> Result<Self, Error> {
        let own = theme
            .has_own_templates()
            .then(|| environment(&theme, words))
            .transpose()?;
        Ok(Self {
            tera: own.map_or_else(OnceLock::new, |own| OnceLock::from(Arc::new(own))),
            words: Arc::clone(words),
            theme,
        })
    }

    fn tera(&self) -> &Tera {
        self.tera.get_or_init(|| built_in(&self.theme, &self.words))
    }
}

/// The built-in templates. They are read once for all books in a language that have no words of their own.
fn built_in(theme: &Theme, words: &Arc<Words>) -> Arc<Tera> {
    static READ: OncePerLanguage<Arc<Tera>> = OncePerLanguage::new();
    let read = || {
        let tera = environment(theme, words);
        Arc::new(tera.expect("the built-in templates have no mistake, which every test shows"))
    };
    match Words::built_in_language(words) {
        Some(language) => Arc::clone(READ.get_or_init(language, read)),
        None => read(),
    }
}

/// What a file of a site holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// What a file of the content holds, by its path there. It may be a film, so nobody reads it as a whole.
    Copy(&'a str),
}

/// Takes a file of a site: its path and what it holds, from whichever thread made it.
pub(crate) type Take<'a> = &'a (dyn Fn(&str, Holds<'_>) -> Result<(), Error> + Sync);

/// Makes the files of a site.
pub struct Renderer<'a> {
    view: &'a View<'a>,
    templates: &'a Templates,
    frame: Frame<'a>,
    read: ReadCopied<'a>,
    /// The static files of the theme that only pages load which the book leaves out.
    left_out: BTreeSet<&'a str>,
}

/// Reads a file that is copied: its bytes, by its path in the content.
pub(crate) type ReadCopied<'a> = &'a (dyn Fn(&str) -> Result<Vec<u8>, Error> + Sync);

impl<'a> Renderer<'a> {
    /// Nothing is made yet.
    #[must_use]
    pub fn new(view: &'a View<'a>, templates: &'a Templates, read: ReadCopied<'a>) -> Self {
        Self {
            view,
            templates,
            read,
            left_out: templates
                .theme
                .only_for(&view.templates_left_out(), report::TEMPLATE),
            frame: Frame::new(templates.tera(), &view.site),
        }
    }

    /// The paths of all files.
    #[must_use]
    pub fn paths(&self) -> BTreeSet<String> {
        let static_files = self.static_files().map(|(path, _)| path.to_owned());
        self.view.paths().chain(static_files).collect()
    }

    /// The files of the theme that the site has: their paths and their bytes.
    fn static_files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.templates.theme.static_files.iter();
        let files = files.map(|(path, bytes)| (path.as_str(), bytes.as_ref()));
        files.filter(|(path, _)| !self.left_out.contains(path))
    }

    /// Makes all files and gives each away as soon as it is there, so that they are never all in memory.
    ///
    /// # Errors
    /// When a template of the book has a mistake, or a file is not taken.
    pub fn each(&self, tell: Tell<'_>, take: Take<'_>) -> Result<(), Error> {
        let steps = Steps::new(tell, Phase::Pages, self.view.page_groups());
        let refused = AtomicBool::new(false);
        let made: Vec<Result<(), Error>> = (0..self.view.page_groups())
            .into_par_iter()
            .map(|part| {
                steps.step();
                if refused.load(Ordering::Relaxed) {
                    return Ok(());
                }
                for made in self.view.make(part) {
                    let taken = match made {
                        Made::Copy(path, from) => take(&path, Holds::Copy(&from)),
                        made => {
                            let (path, bytes) = self.ready(made)?;
                            take(&path, Holds::Bytes(&bytes))
                        }
                    };
                    taken.inspect_err(|_| refused.store(true, Ordering::Relaxed))?;
                }
                Ok(())
            })
            .collect();
        // In the order of the groups, so that of several mistakes always the same one is told.
        made.into_iter().collect::<Result<(), Error>>()?;
        let mut static_files = self.static_files();
        static_files.try_for_each(|(path, bytes)| take(path, Holds::Bytes(bytes)))
    }

    /// Makes all files in memory.
    ///
    /// # Errors
    /// When a template of the book has a mistake.
    pub fn whole(&self, tell: Tell<'_>) -> Result<Output, Error> {
        let files = Mutex::new(BTreeMap::new());
        self.each(tell, &|path, holds| {
            let bytes = match holds {
                Holds::Bytes(bytes) => bytes.to_vec(),
                Holds::Copy(from) => (self.read)(from)?,
            };
            let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
            files.insert(path.to_owned(), bytes);
            Ok(())
        })?;
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Output { files })
    }

    /// Makes the file at a path, and what is made together with it; nothing when the site has no such file.
    ///
    /// # Errors
    /// As [`Self::whole`].
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        if let Some((_, bytes)) = self.static_files().find(|(one, _)| *one == path) {
            return Ok(Some(bytes.to_vec()));
        }
        let Some(part) = self.view.part_of(path) else {
            return Ok(None);
        };
        let made = self.view.make(part).into_iter();
        let found = made
            .filter(|made| made.path() == path)
            .map(|made| self.ready(made));
        let found = found.into_iter().next().transpose()?;
        Ok(found.map(|(_, bytes)| bytes))
    }

    /// The path and the bytes of something that a site has.
    fn ready(&self, made: Made) -> Result<(String, Vec<u8>), Error> {
        match made {
            Made::Page(page, template) => self.draw(page, &template),
            Made::File(path, bytes) => Ok((path, bytes)),
            Made::Copy(path, from) => Ok((path, (self.read)(&from)?)),
        }
    }

    /// Makes a report: one page of its own, with the style sheets and scripts that it names.
    ///
    /// # Errors
    /// When its template, or one that it extends, has a mistake of the book.
    pub(crate) fn report(&self, page: PageView) -> Result<Output, Error> {
        let static_files = &self.templates.theme.static_files;
        let named = report::FILES.iter().filter_map(|path| {
            let bytes = static_files.get(*path)?;
            Some(((*path).to_owned(), bytes.to_vec()))
        });
        let mut files: BTreeMap<String, Vec<u8>> = named.collect();
        let mut context = Context::new();
        context.insert_value("site", self.view.site.clone());
        let path = page.path.clone();
        let mut values = page.page.into_map().unwrap_or_default();
        values.insert("menu".into(), "".into());
        values.insert("footer".into(), "".into());
        context.insert_value("page", Value::from(values));
        let mut bytes = Vec::new();
        let tera = self.templates.tera();
        tera.render_to(report::TEMPLATE, &context, &mut bytes)
            .map_err(|error| template_error(&error))?;
        files.insert(path, bytes);
        Ok(Output { files })
    }

    fn draw(&self, mut page: PageView, template: &str) -> Result<(String, Vec<u8>), Error> {
        if !page.holds.is_empty() {
            page.page = held::with_sheets(
                &page,
                (self.view, &self.templates.theme),
                &|sheet, template| self.draw(sheet, template),
            )?;
        }
        let mut context = Context::new();
        context.insert_value("site", self.view.site.clone());
        let in_menu = self.view.is_in_menu(&page.path);
        let path = page.path.clone();
        context.insert_value("page", self.frame.around(page, in_menu)?);
        let mut bytes = Vec::with_capacity(32 * 1024);
        let tera = self.templates.tera();
        tera.render_to(template, &context, &mut bytes)
            .map_err(|error| template_error(&error))?;
        Ok((path, bytes))
    }
}

fn environment(theme: &Theme, words: &Arc<Words>) -> Result<Tera, Error> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".svg"]);
    tera.set_fallback_prefixes([BUILT_IN])
        .map_err(|error| template_error(&error))?;
    let number = Arc::clone(words);
    tera.register_filter("number", move |value: f64, options: Kwargs, _: &State| {
        let decimals = options.get::<usize>("decimals").ok().flatten().unwrap_or(1);
        match options.get::<bool>("column").ok().flatten() {
            Some(true) => number.number_in_column(value, decimals),
            _ => number.number(value, decimals),
        }
    });
    let money = Arc::clone(words);
    tera.register_filter("money", move |value: f64, options: Kwargs, _: &State| {
        let currency = options.get::<&str>("currency").ok().flatten().unwrap_or("");
        money.money(value, currency)
    });
    let fill = Arc::clone(words);
    tera.register_filter("fill", move |word: &Value, options: Kwargs, _: &State| {
        filled(&fill, word, &options)
    });
    let quote = Arc::clone(words);
    tera.register_filter("quote", move |text: &str, _: Kwargs, _: &State| {
        quote.quote(text)
    });
    tera.register_filter("percent", |value: f64, options: Kwargs, _: &State| {
        percent(
            value,
            options.get::<f64>("of").ok().flatten().unwrap_or(100.0),
        )
    });
    tera.register_filter("icon", |name: &str, _: Kwargs, _: &State| icon(name));
    let templates = theme
        .templates
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_ref()));
    tera.add_raw_templates(templates)
        .map_err(|error| template_error(&error))?;
    Ok(tera)
}

/// How much a value is of the whole, in whole percent, 0 to 100: the number of a class `at-40`.
fn percent(value: f64, of: f64) -> String {
    let part = if of > 0.0 { 100.0 * value / of } else { 0.0 };
    format!("{:.0}", part.clamp(0.0, 100.0))
}

/// A word with its slots filled in. Of a word with forms, as [`Word`](crate::language::Word) shows it, `count` chooses one.
fn filled(words: &Words, word: &Value, options: &Kwargs) -> String {
    let given = |key: &str| options.iter().find(|(name, _)| name.as_str() == Some(key));
    let count = given("count").and_then(|(_, value)| value.to_string().parse().ok());
    let text = match (word.as_str(), count) {
        (Some(text), _) => text.to_owned(),
        (None, Some(count)) => {
            let form = word.get_from_path(words.form_for(count));
            let form = form.or_else(|| word.get_from_path("other"));
            let form = form.and_then(Value::as_str).unwrap_or_default();
            form.replace("{count}", &words.number(count, 1))
        }
        (None, None) => word.to_string(),
    };
    options
        .iter()
        .fold(text, |text, (key, value)| match key.as_str() {
            Some(key) => {
                // A number is written as the language writes numbers, wherever it stands.
                let number = value.as_f64().filter(|_| value.is_number());
                let shown = number.map_or_else(|| value.to_string(), |one| words.number(one, 1));
                fill_slot(&text, key, &shown)
            }
            None => text,
        })
}

fn template_error(error: &tera::Error) -> Error {
    let mut message = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        message.push_str(&format!("\n  {inner}"));
        cause = inner.source();
    }
    Error::Template {
        message: format!("a template cannot be used: {message}"),
        help: "correct it in `templates/`, or remove it there to use the built-in one".to_owned(),
    }
}
