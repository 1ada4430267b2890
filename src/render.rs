//! Views and theme into the finished site, whole or one page of it. Must not know disk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use tera::{Context, Kwargs, State, Tera};

use crate::error::Error;
use crate::progress::{Phase, Steps, Tell};
use crate::theme::{BUILT_IN, Theme};
use crate::view::{Made, PageView, View, Words};

/// A site: bytes by path, sorted. The same input gives the same bytes on every machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// A theme that is ready to draw pages.
pub struct Templates {
    tera: Tera,
    /// What they were made of.
    pub theme: Theme,
}

impl Templates {
    /// Reads the templates of a theme.
    ///
    /// # Errors
    /// When a template of the book has a mistake.
    pub fn new(theme: Theme, words: &Words) -> Result<Self, Error> {
        Ok(Self {
            tera: environment(&theme, words)?,
            theme,
        })
    }
}

/// Takes a file of a site: its path and its bytes, from whichever thread made it.
pub type Take<'a> = &'a (dyn Fn(&str, &[u8]) -> Result<(), Error> + Sync);

/// Renders a site and gives each file away as soon as it is there, so that they are never all in memory.
///
/// # Errors
/// When a template of the book has a mistake, or a file is not taken.
pub fn render_each(
    view: &View<'_>,
    templates: &Templates,
    tell: Tell<'_>,
    take: Take<'_>,
) -> Result<(), Error> {
    let steps = Steps::new(tell, Phase::Pages, view.parts());
    let refused = AtomicBool::new(false);
    let parts: Vec<Result<(), Error>> = (0..view.parts())
        .into_par_iter()
        .map(|part| {
            steps.step();
            if refused.load(Ordering::Relaxed) {
                return Ok(());
            }
            for (path, bytes) in render_part(view, templates, part)? {
                take(&path, &bytes).inspect_err(|_| refused.store(true, Ordering::Relaxed))?;
            }
            Ok(())
        })
        .collect();
    // In the order of the parts, so that of several mistakes always the same one is told.
    parts.into_iter().collect::<Result<(), Error>>()?;
    let mut static_files = templates.theme.static_files.iter();
    static_files.try_for_each(|(path, bytes)| take(path, bytes))
}

/// Renders a site into memory.
///
/// # Errors
/// When a template of the book has a mistake.
pub fn render(view: &View<'_>, templates: &Templates, tell: Tell<'_>) -> Result<Output, Error> {
    let files = Mutex::new(BTreeMap::new());
    render_each(view, templates, tell, &|path, bytes| {
        let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    })?;
    let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Output { files })
}

/// The paths of all files that [`render`] makes.
#[must_use]
pub fn paths(view: &View<'_>, templates: &Templates) -> BTreeSet<String> {
    let static_files = templates.theme.static_files.keys().cloned();
    view.paths().chain(static_files).collect()
}

/// Renders one file of a site, and what is made together with it; nothing when the site has no such file.
///
/// # Errors
/// As [`render`].
pub fn render_file(
    view: &View<'_>,
    templates: &Templates,
    path: &str,
) -> Result<Option<Vec<u8>>, Error> {
    if let Some(bytes) = templates.theme.static_files.get(path) {
        return Ok(Some(bytes.to_vec()));
    }
    let Some(part) = view.part_of(path) else {
        return Ok(None);
    };
    let files = render_part(view, templates, part)?;
    let found = files.into_iter().find(|(one, _)| one == path);
    Ok(found.map(|(_, bytes)| bytes))
}

/// Paths and bytes.
type Files = Vec<(String, Vec<u8>)>;

fn render_part(view: &View<'_>, templates: &Templates, part: usize) -> Result<Files, Error> {
    let made = view.make(part).into_iter();
    made.map(|made| match made {
        Made::Page(page) => draw(&templates.tera, view, page),
        Made::File(path, bytes) => Ok((path, bytes)),
    })
    .collect()
}

fn draw(tera: &Tera, view: &View<'_>, page: PageView) -> Result<(String, Vec<u8>), Error> {
    let mut context = Context::new();
    context.insert_value("site", view.site.clone());
    context.insert_value("page", page.page);
    let mut bytes = Vec::with_capacity(32 * 1024);
    tera.render_to(&page.template, &context, &mut bytes)
        .map_err(|error| template_error(&error))?;
    Ok((page.path, bytes))
}

fn environment(theme: &Theme, words: &Words) -> Result<Tera, Error> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".svg"]);
    tera.set_fallback_prefixes([BUILT_IN])
        .map_err(|error| template_error(&error))?;
    let number = words.clone();
    tera.register_filter("number", move |value: f64, options: Kwargs, _: &State| {
        let decimals = options.get::<usize>("decimals").ok().flatten().unwrap_or(1);
        number.number(value, decimals)
    });
    let money = words.clone();
    tera.register_filter("money", move |value: f64, options: Kwargs, _: &State| {
        let currency = options.get::<&str>("currency").ok().flatten().unwrap_or("");
        money.money(value, currency)
    });
    tera.register_filter("fill", |text: &str, options: Kwargs, _: &State| {
        options
            .iter()
            .fold(text.to_owned(), |text, (key, value)| match key.as_str() {
                Some(key) => text.replace(&format!("{{{key}}}"), &value.to_string()),
                None => text,
            })
    });
    let templates = theme
        .templates
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_ref()));
    tera.add_raw_templates(templates)
        .map_err(|error| template_error(&error))?;
    Ok(tera)
}

fn template_error(error: &tera::Error) -> Error {
    let mut message = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        message.push_str(&format!("\n  {inner}"));
        cause = inner.source();
    }
    Error::refused(
        format!("a template cannot be used: {message}"),
        "correct it in `templates/`, or remove it there to use the built-in one",
    )
}
