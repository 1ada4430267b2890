//! The sheets of entries as parts of one page: drawn as always, without what only a screen needs, their links leading to each other.
//! Must not know which sheets an entry has.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::error::Error;
use crate::markup::{self, Element, Places, escaped};
use crate::model::Key;
use crate::pages::View;
use crate::site::{PageView, map};
use crate::theme::{Theme, Value};

/// Draws a page with a template: its path and its bytes.
type Draw<'a> = &'a (dyn Fn(PageView, &str) -> Result<(String, Vec<u8>), Error> + Sync);

/// The values of a page, with the sheets that it holds and the style sheets of those.
pub(super) fn with_sheets(
    page: &PageView,
    (view, theme): (&View<'_>, &Theme),
    draw: Draw<'_>,
) -> Result<Value, Error> {
    let places = OnPage {
        path: &page.path,
        root: &page.root,
        pages: view.pages_by_sheet(),
    };
    let sheets_of = |key: &Key| -> Result<Vec<(String, markup::Page)>, Error> {
        let sheets = view.sheets_of(key).into_iter();
        let drawn = sheets.map(|(sheet, template)| {
            let (path, bytes) = draw(sheet, &template)?;
            Ok((path, markup::page(&bytes)))
        });
        drawn.collect()
    };
    let entries: Vec<_> = page.holds.par_iter().map(sheets_of).collect();
    let mut held = Vec::new();
    let mut styles: Vec<(String, String)> = Vec::new();
    for sheets in entries {
        let mut html = String::new();
        for (path, sheet) in sheets? {
            html.push_str(&format!(
                "<div class=\"one-page {}\" id=\"{}\">{}</div>\n",
                sheet.classes(),
                escaped(&path),
                sheet.rewritten(&path, &places).html,
            ));
            for style in sheet.style_sheets {
                let style = (style.path, style.media);
                if !theme.is_of_every_page(&style.0) && !styles.contains(&style) {
                    styles.push(style);
                }
            }
        }
        held.push(Value::safe_string(&html));
    }
    let styles = styles
        .into_iter()
        .map(|(path, media)| map(vec![("path", path.into()), ("media", media.into())]));
    let styles: Vec<Value> = styles.collect();
    let mut values = page.page.clone().into_map().unwrap_or_default();
    values.insert("held".into(), held.into());
    values.insert("style_sheets".into(), styles.into());
    Ok(values.into())
}

/// What the sheets lead to.
struct OnPage<'a> {
    path: &'a str,
    root: &'a str,
    /// On which page each sheet is, by its address.
    pages: BTreeMap<String, String>,
}

/// The classes of what is nothing on paper, or has a paper of its own. Neither is what leads through a page: the book has its own contents.
const LEFT_OUT: &[&str] = &["no-print", "paper-intro", "by-address"];

/// The places of what is left out that something leads to.
const PLACES_LEFT_OUT: &[&str] = &["poster", "sheets"];

impl Places for OnPage<'_> {
    fn part(&self, path: &str, place: &str) -> Option<&str> {
        if PLACES_LEFT_OUT.contains(&place) {
            return None;
        }
        let page = self.pages.get(path)?;
        Some(match page == self.path {
            true => "",
            false => page.rsplit('/').next().unwrap_or_default(),
        })
    }

    fn elsewhere(&self, path: &str) -> Option<String> {
        Some(format!("{}{path}", self.root))
    }

    fn picture(&self, path: &str) -> Option<String> {
        self.elsewhere(path)
    }

    fn leaves_out(&self, element: &Element<'_>) -> bool {
        element.is("nav") || LEFT_OUT.iter().any(|class| element.has_class(class))
    }

    /// Below the heading of the book and that of the kind.
    fn heading_offset(&self) -> usize {
        2
    }
}
