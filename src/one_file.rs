//! The whole book in one file: its pages one below the other, each shown by its address, with the style sheets, scripts and
//! pictures that they need. It asks for nothing, and its policy allows nothing else. Must not know where pages come from.

mod policy;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::build::Site;
use crate::disk::{Folder, What};
use crate::error::Error;
use crate::markup::{Element, Frame, Page, Places, escaped, page};
use crate::progress::Tell;
use crate::render::Holds;

use policy::{base64, hash};

/// The largest file that is made, in bytes: what mail and chat programs still take.
const MOST: usize = 50 * 1024 * 1024;

/// How every such file begins, so that it is known again.
const BEGINNING: &str = "<!DOCTYPE html>\n<!-- a book in one file, made by personabook -->\n";

/// The page that is shown where an address names none.
const FIRST: &str = "index.html";

/// Pages that are nothing without scripts of their own, or sheets to print, by the names of their pages. A link to one of them leads to
/// the site where the book says where that is.
const NOT_IN_IT: &[&str] = &[
    "404",
    "battle-card",
    "card-deck",
    "cards",
    "everything",
    "flash-paper",
    "persona-paper",
    "persona-slides",
    "quiz",
    "sheet",
    "sheet-buying",
    "sheet-deals",
    "sheet-feedback",
];

/// What is in the head, before anything is drawn, and what follows the pages.
const FIRST_SCRIPTS: &[&str] = &["static/shared.js", "static/theme.js"];
const LAST_SCRIPTS: &[&str] = &[
    "static/place.js",
    "static/search-match.js",
    "static/search-results.js",
    "search-index.js",
    "search-text.js",
    "static/search.js",
    "static/terms.js",
];

/// A book in one file.
#[derive(Debug)]
pub struct OneFile {
    bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// How many films and sounds of the site it does not play.
    pub films: usize,
}

impl OneFile {
    /// How large it is, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Writes it. The file may lie there already if it is such a file too.
    ///
    /// # Errors
    /// When something else lies there, or it cannot be written; what lay there is as it was then.
    pub fn write(&self, file: &Path) -> Result<(), Error> {
        let (folder, name) = Folder::of_file(file, "--single-file book.html")?;
        let is_ours = match folder.what(name)? {
            What::Nothing => true,
            What::File => folder.begins_with(name, BEGINNING.as_bytes())?,
            _ => false,
        };
        if !is_ours {
            return Err(Error::refused(
                format!(
                    "{} is there already, and no book in one file",
                    file.display()
                ),
                "choose another name, or move it away",
            ));
        }
        folder.replace(name, &self.bytes)
    }
}

/// Puts a site into one file.
///
/// # Errors
/// When a template of the book has a mistake, a picture cannot be read, or the file would be larger than 50 MB.
pub fn one_file(site: &Site, tell: Tell<'_>) -> Result<OneFile, Error> {
    let files = files(site, tell)?;
    let frame = files.get(FIRST).map(|home| Frame::of(home));
    let frame = frame.unwrap_or_default();
    let mut pages: Vec<(&str, Page)> = Vec::new();
    for (path, bytes) in &files {
        if path.ends_with(".html") {
            let page = page(bytes);
            if !NOT_IN_IT.contains(&page.name.as_str()) {
                pages.push((path, page));
            }
        }
    }
    // The page that is shown first stands first.
    pages.sort_by_key(|(path, _)| (*path != FIRST, *path));
    let shown: BTreeSet<&str> = pages.iter().map(|(path, _)| *path).collect();
    let address = site.address();
    let places = InFile {
        shown: &shown,
        files: &files,
        site: address.as_deref(),
    };
    let mut body = frame.header(FIRST, &places);
    let mut films = 0;
    for (path, page) in &pages {
        let part = page.rewritten(path, &places);
        films += part.films;
        body.push_str(&format!(
            "<div class=\"one-page{} {}\" role=\"main\" id=\"{}\" data-title=\"{}\">{}</div>\n",
            if *path == FIRST { " first-page" } else { "" },
            page.classes(),
            escaped(path),
            page.title(),
            part.html,
        ));
        if body.len() > MOST {
            return Err(too_large(pages.len()));
        }
    }
    body.push_str(&frame.footer(FIRST, &places));

    let style = style(&pages, &files);
    let first = script(&texts(FIRST_SCRIPTS, &files));
    let mut last = vec![include_str!("one_file/pages.js")];
    last.extend(texts(LAST_SCRIPTS, &files));
    let last = script(&last);
    let policy = format!(
        "default-src 'none'; img-src data:; style-src {}; script-src {} {}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
        hash(&style),
        hash(&first),
        hash(&last),
    );
    let mut html = String::with_capacity(body.len() + style.len() + last.len() + 4096);
    html.push_str(BEGINNING);
    html.push_str(&format!(
        "<html{}>\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n",
        frame.language
    ));
    html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.push_str(&format!("<title>{}</title>\n", escaped(&frame.title)));
    html.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
    if let Some(icon) = files.get("static/icon.svg") {
        let icon = data_address("static/icon.svg", icon);
        html.push_str(&format!("<link rel=\"icon\" href=\"{icon}\">\n"));
    }
    html.push_str(&format!(
        "<script>{first}</script>\n<style>{style}</style>\n</head>\n"
    ));
    html.push_str(&format!(
        "<body data-print=\"{}\">\n",
        escaped(site.words().get("one_file_print"))
    ));
    html.push_str(&body);
    html.push_str(&format!("<script>{last}</script>\n</body>\n</html>\n"));
    if html.len() > MOST {
        return Err(too_large(pages.len()));
    }
    Ok(OneFile {
        bytes: html.into_bytes(),
        pages: pages.len(),
        films,
    })
}

/// What the parts of the file lead to.
struct InFile<'a> {
    /// The paths of the pages in the file.
    shown: &'a BTreeSet<&'a str>,
    /// What the site has, by path.
    files: &'a BTreeMap<String, Vec<u8>>,
    /// Where the site is, with a slash at its end, if the book says so.
    site: Option<&'a str>,
}

impl Places for InFile<'_> {
    fn part(&self, path: &str, _place: &str) -> Option<&str> {
        self.shown.contains(path).then_some("")
    }

    fn elsewhere(&self, path: &str) -> Option<String> {
        Some(format!("{}{path}", self.site?))
    }

    /// A picture is in the file: its address holds it.
    fn picture(&self, path: &str) -> Option<String> {
        let bytes = self.files.get(path)?;
        Some(data_address(path, bytes))
    }

    fn leaves_out(&self, _element: &Element<'_>) -> bool {
        false
    }

    /// Each part is a page.
    fn heading_offset(&self) -> usize {
        0
    }
}

/// The bytes of a picture as an address.
fn data_address(path: &str, bytes: &[u8]) -> String {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let kind = match ending {
        "svg" => "svg+xml",
        "jpg" => "jpeg",
        other => other,
    };
    format!("data:image/{kind};base64,{}", base64(bytes))
}

fn too_large(pages: usize) -> Error {
    Error::refused(
        format!("{pages} pages are larger than 50 MB, which no mail program takes as one file"),
        "leave parts of the site out with `without` in `[site]`, use smaller pictures, or send the folder as a zip",
    )
}

/// All files of the site but documents and films, which are copied as they are.
fn files(site: &Site, tell: Tell<'_>) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let files = Mutex::new(BTreeMap::new());
    site.with_renderer(|renderer| {
        renderer.each(tell, &|path, holds| {
            if let Holds::Bytes(bytes) = holds {
                let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
                files.insert(path.to_owned(), bytes.to_vec());
            }
            Ok(())
        })
    })?;
    Ok(files.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// The style sheets that pages load, each once, in the order in which pages name them.
fn style(pages: &[(&str, Page)], files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut named: Vec<(&str, &str)> = Vec::new();
    for sheet in pages.iter().flat_map(|(_, page)| &page.style_sheets) {
        let sheet = (sheet.path.as_str(), sheet.media.as_str());
        if !named.contains(&sheet) {
            named.push(sheet);
        }
    }
    let icon = files.get("static/icon.svg");
    let icon = icon.map(|icon| data_address("static/icon.svg", icon));
    let mut style = String::new();
    for (path, media) in named {
        let Some(text) = files.get(path).and_then(|bytes| str::from_utf8(bytes).ok()) else {
            continue;
        };
        let text = match &icon {
            Some(icon) => text.replace("url(icon.svg)", &format!("url({icon})")),
            None => text.to_owned(),
        };
        match media.is_empty() {
            true => style.push_str(&text),
            false => style.push_str(&format!("@media {media} {{\n{text}\n}}")),
        }
        style.push('\n');
    }
    style.push_str(include_str!("one_file/pages.css"));
    style.replace("</", "<\\/")
}

/// Those of these files that the site has.
fn texts<'a>(paths: &[&str], files: &'a BTreeMap<String, Vec<u8>>) -> Vec<&'a str> {
    let found = paths.iter().filter_map(|path| files.get(*path));
    found
        .filter_map(|bytes| str::from_utf8(bytes).ok())
        .collect()
}

fn script(texts: &[&str]) -> String {
    // Inside strings and expressions these are the same, and no browser takes them for the end of the script.
    texts
        .join("\n;\n")
        .replace("</", "<\\/")
        .replace("<!--", "<\\!--")
}
