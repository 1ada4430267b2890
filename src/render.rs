//! Views and theme into the finished site, whole or one page of it. Must not know disk.

use std::collections::BTreeMap;

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

/// Renders every page.
///
/// # Errors
/// When a template of the book has a mistake.
pub fn render(view: &View<'_>, templates: &Templates, tell: Tell<'_>) -> Result<Output, Error> {
    let steps = Steps::new(tell, Phase::Pages, view.parts());
    let parts: Vec<Result<Files, Error>> = (0..view.parts())
        .into_par_iter()
        .map(|part| {
            steps.step();
            render_part(view, templates, part)
        })
        .collect();
    let mut output = Output::default();
    // In the order of the parts, so that of several mistakes always the same one is told.
    for files in parts {
        output.files.extend(files?);
    }
    let static_files = templates.theme.static_files.iter();
    output
        .files
        .extend(static_files.map(|(path, bytes)| (path.clone(), bytes.to_vec())));
    Ok(output)
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
