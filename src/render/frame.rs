//! What stands around every page and is the same on many: the menu and the links at the foot. Drawn once for all pages that
//! share it, because it is most of a small page.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tera::{Context, Tera};

use super::template_error;
use crate::error::Error;
use crate::site::PageView;
use crate::theme::Value;

/// The templates, and the names by which a page has what they draw.
const MENU: (&str, &str) = ("menu.html", "menu");
const FOOTER: (&str, &str) = ("footer.html", "footer");

pub(super) struct Frame<'a> {
    tera: &'a Tera,
    site: &'a Value,
    drawn: Mutex<BTreeMap<Place, Value>>,
}

/// All that the frame may know of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    template: &'static str,
    root: String,
    name: String,
    /// Empty when the menu does not lead to the page.
    url: String,
}

impl<'a> Frame<'a> {
    pub(super) fn new(tera: &'a Tera, site: &'a Value) -> Self {
        Self {
            tera,
            site,
            drawn: Mutex::default(),
        }
    }

    /// The values of a page with its frame; `in_menu` when the menu leads to it.
    pub(super) fn around(&self, page: PageView, in_menu: bool) -> Result<Value, Error> {
        let PageView {
            path,
            root,
            name,
            page,
            ..
        } = page;
        let anywhere = Place {
            template: MENU.0,
            root: root.clone(),
            name,
            url: String::new(),
        };
        let menu = self.draw(match in_menu {
            true => Place {
                url: path,
                ..anywhere
            },
            false => anywhere,
        })?;
        let template = FOOTER.0;
        let footer = self.draw(Place {
            template,
            root,
            ..Place::default()
        })?;
        let mut values = page.into_map().unwrap_or_default();
        values.insert(MENU.1.into(), menu);
        values.insert(FOOTER.1.into(), footer);
        Ok(values.into())
    }

    fn draw(&self, place: Place) -> Result<Value, Error> {
        let drawn = || self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = drawn().get(&place) {
            return Ok(found.clone());
        }
        let Place {
            template,
            root,
            name,
            url,
        } = &place;
        let page = [("root", root), ("name", name), ("url", url)];
        let page: BTreeMap<&'static str, &str> =
            page.map(|(key, text)| (key, text.as_str())).into();
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert("page", &page);
        let html = self.tera.render(template, &context);
        let html = Value::safe_string(&html.map_err(|error| template_error(&error))?);
        drawn().insert(place, html.clone());
        Ok(html)
    }
}
