//! The theme: embedded templates and static files, and a book's own files that replace
//! them one by one. The colours of the kinds stand in their rows and are put into the style sheet of colours here. Must not know disk: overrides come in as texts and bytes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::load::Overrides;
use crate::model::{Kind, Tone};

pub(crate) use tera::{Map, Value};

/// Every file of the built-in theme: path from the root of the crate, bytes. Sorted by path.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The prefix under which a built-in template stays reachable when a book replaces it.
pub(crate) const BUILT_IN: &str = "theme/";

/// The templates and static files of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Template texts by name; built-in names begin with [`BUILT_IN`].
    pub templates: Vec<(String, Cow<'static, str>)>,
    /// Static files by their path on the site.
    pub static_files: BTreeMap<String, Cow<'static, [u8]>>,
}

/// The style sheet of colours, and the mark in it that the colours of the kinds take the place of.
const COLOURS: &str = "static/tokens.css";
const TONES: &str = "/* {one colour per kind of entry} */\n";

impl Theme {
    /// Whether the book has templates of its own, in which there may be mistakes.
    #[must_use]
    pub fn has_own_templates(&self) -> bool {
        self.templates
            .iter()
            .any(|(name, _)| !name.starts_with(BUILT_IN))
    }
}

impl Theme {
    /// The built-in style sheets and scripts that these templates load and no other does, apart from the one of reports, which are no
    /// pages of a site.
    pub(crate) fn only_for(&self, templates: &BTreeSet<&str>, report: &str) -> BTreeSet<&str> {
        let name = |name: &'_ str| name.strip_prefix(BUILT_IN).unwrap_or(name).to_owned();
        let (theirs, others): (Vec<_>, Vec<_>) = self
            .templates
            .iter()
            .filter(|(one, _)| name(one) != report)
            .partition(|(one, _)| templates.contains(name(one).as_str()));
        let load = |templates: &[&(String, Cow<'_, str>)], path: &str| {
            templates.iter().any(|(_, text)| loads(text, path))
        };
        let built_in = embedded("static/").map(|(name, _)| name);
        let paths =
            built_in.filter_map(|name| self.static_files.get_key_value(&format!("static/{name}")));
        let paths = paths.map(|(path, _)| path.as_str());
        paths
            .filter(|path| load(&theirs, path) && !load(&others, path))
            .collect()
    }

    /// Whether what all pages extend loads a style sheet or script.
    pub(crate) fn is_of_every_page(&self, path: &str) -> bool {
        // That of the book stands behind the built-in one.
        let mut templates = self.templates.iter().rev();
        let layout =
            templates.find(|(name, _)| name.strip_prefix(BUILT_IN).unwrap_or(name) == LAYOUT);
        layout.is_some_and(|(_, text)| loads(text, path))
    }
}

/// The template that all pages extend.
const LAYOUT: &str = "layout.html";

/// Whether a template loads a style sheet or script.
fn loads(template: &str, path: &str) -> bool {
    template.contains(&format!("{path}\""))
}

/// The built-in static files by their path on a site, as a site has them.
static BUILT_IN_FILES: LazyLock<BTreeMap<String, Cow<'static, [u8]>>> = LazyLock::new(|| {
    embedded("static/")
        .map(|(name, bytes)| (format!("static/{name}"), light(name, bytes)))
        .collect()
});

/// The built-in theme with a book's own files over it. A file that equals the built-in one changes nothing.
pub fn theme(overrides: &Overrides) -> Theme {
    let mut templates: Vec<(String, Cow<'static, str>)> = embedded("templates/")
        .map(|(name, bytes)| (format!("{BUILT_IN}{name}"), Cow::Borrowed(text(bytes))))
        .collect();
    for (name, own) in &overrides.templates {
        let same = embedded("templates/")
            .any(|(built_in, bytes)| built_in == name && bytes == own.as_bytes());
        if !same {
            templates.push((name.clone(), Cow::Owned(own.clone())));
        }
    }
    let mut static_files: BTreeMap<String, Cow<'static, [u8]>> = BUILT_IN_FILES
        .iter()
        .map(|(path, bytes)| (path.clone(), Cow::Borrowed(bytes.as_ref())))
        .collect();
    for (name, own) in &overrides.static_files {
        let mut built_in = embedded("static/");
        if !built_in.any(|(other, bytes)| other == name && bytes == own.as_slice()) {
            static_files.insert(format!("static/{name}"), Cow::Owned(own.clone()));
        }
    }
    if let Some(colours) = static_files.get_mut(COLOURS)
        && let Some(filled) = with_tones(colours)
    {
        *colours = Cow::Owned(filled);
    }
    Theme {
        templates,
        static_files,
    }
}

/// A built-in file as a site has it: comments in style sheets are for those who change them here, and every reader would load them.
fn light(name: &str, bytes: &'static [u8]) -> Cow<'static, [u8]> {
    match std::str::from_utf8(bytes) {
        Ok(css) if name.ends_with(".css") => Cow::Owned(without_comments(css).into_bytes()),
        _ => Cow::Borrowed(bytes),
    }
}

/// A style sheet without its comments, but for the mark of the colours. Strings in built-in ones have no quotes in them.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let quote = &found[..1];
        let end = if found.starts_with("/*") && !found.starts_with(TONES) {
            let end = found.find("*/").map_or(found.len(), |end| end + 2);
            let is_a_whole_line =
                (out.is_empty() || out.ends_with('\n')) && found[end..].starts_with('\n');
            rest = &found[end + usize::from(is_a_whole_line)..];
            continue;
        } else if quote == "/" {
            1
        } else {
            found[1..].find(quote).map_or(found.len(), |end| end + 2)
        };
        out.push_str(&found[..end]);
        rest = &found[end..];
    }
    out + rest
}

/// The style sheet with the colours of the kinds; nothing when it has no place for them.
fn with_tones(style_sheet: &[u8]) -> Option<Vec<u8>> {
    let (before, after) = std::str::from_utf8(style_sheet).ok()?.split_once(TONES)?;
    let mut filled = format!("{before}/* One colour per kind of entry. */\n");
    for kind in Kind::ALL {
        let Tone { hue, chroma } = kind.about().tone;
        let name = kind.name();
        filled.push_str(&format!(".kind-{name} {{ --h: {hue}; --c: {chroma}; }}\n"));
    }
    Some((filled + after).into_bytes())
}

fn embedded(folder: &'static str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    EMBEDDED
        .iter()
        .filter_map(move |(path, bytes)| Some((path.strip_prefix(folder)?, *bytes)))
}

fn text(bytes: &'static [u8]) -> &'static str {
    std::str::from_utf8(bytes).expect("the built-in templates are UTF-8, which a test renders")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_travel_without_comments() {
        let css = "/* a */\n.b { c: d; } /* e */\n/* f\n g */\n.h::before { content: \"/* i */\"; background: url(j/k.png); }\n";
        assert_eq!(
            without_comments(css),
            ".b { c: d; } \n.h::before { content: \"/* i */\"; background: url(j/k.png); }\n"
        );
        let files = theme(&Overrides::default()).static_files;
        for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".css")) {
            let left = String::from_utf8_lossy(bytes).matches("/*").count();
            // One stands before the colours of the kinds.
            assert_eq!(left, usize::from(name == COLOURS), "{name}");
        }
    }

    fn colours(overrides: &Overrides) -> String {
        let files = theme(overrides).static_files;
        String::from_utf8(files[COLOURS].to_vec()).unwrap()
    }

    #[test]
    fn every_kind_has_its_colour_in_the_style_sheet_also_in_that_of_a_book() {
        let mut own = Overrides::default();
        let text = format!(":root {{ --c: 0; }}\n{TONES}");
        own.static_files
            .insert("tokens.css".to_owned(), text.into_bytes());
        for colours in [colours(&Overrides::default()), colours(&own)] {
            for kind in Kind::ALL {
                let Tone { hue, chroma } = kind.about().tone;
                assert!(hue < 360 && (0.0..=0.16).contains(&chroma), "{kind:?}");
                let rule = format!(".kind-{} {{ --h: {hue}; --c: {chroma}; }}", kind.name());
                assert_eq!(colours.matches(&rule).count(), 1, "{colours}");
            }
            assert!(!colours.contains(TONES));
        }
        let text = ".kind-job { --h: 1; }";
        own.static_files
            .insert("tokens.css".to_owned(), text.into());
        assert_eq!(colours(&own), text);
    }
}
