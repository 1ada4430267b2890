//! A page of a site as a part of one file: its links lead to other parts, its ids are its own, its pictures are in it. Reads and writes
//! HTML by its tokens. Must not know which pages there are, or where.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

use super::policy::base64;

/// What a part may lead to.
pub(super) struct Places<'a> {
    /// The paths of the pages in the file.
    pub(super) shown: &'a BTreeSet<&'a str>,
    /// What the site has, by path.
    pub(super) files: &'a BTreeMap<String, Vec<u8>>,
    /// Where the site is, with a slash at its end, if the book says so.
    pub(super) site: Option<&'a str>,
}

/// A style sheet that a page loads.
pub(super) struct StyleSheet {
    /// Its path on the site.
    pub(super) path: String,
    /// For which media; empty for all.
    pub(super) media: String,
}

/// A page, taken apart.
#[derive(Default)]
pub(super) struct Page {
    /// Which page it is, as in `persona`.
    pub(super) name: String,
    title: String,
    pub(super) style_sheets: Vec<StyleSheet>,
    /// The classes of its content.
    classes: String,
    content: Vec<Token>,
}

/// A page as a part of the file.
pub(super) struct Part {
    pub(super) html: String,
    /// How many films and sounds it does not play.
    pub(super) films: usize,
}

/// What stands around the pages.
#[derive(Default)]
pub(super) struct Frame {
    /// The title of the book.
    pub(super) title: String,
    /// The attributes of the root that say language and direction.
    pub(super) language: String,
    header: Vec<Token>,
    footer: Vec<Token>,
}

/// The page that is shown where an address names none.
pub(super) const FIRST: &str = "index.html";

/// Attributes whose value is the id of an element, or several with spaces between them.
const IDS: &[&str] = &[
    "id",
    "for",
    "headers",
    "list",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-details",
    "aria-owns",
];

/// Attributes that name copies of a picture in other sizes: one is enough.
const COPIES: &[&str] = &["srcset", "sizes", "loading"];

fn tokens(bytes: &[u8]) -> Vec<Token> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(bytes, emitter)
        .flatten()
        .collect()
}

fn text(value: &HtmlString) -> String {
    String::from_utf8_lossy(value).into_owned()
}

fn attribute(tag: &StartTag<()>, name: &str) -> String {
    let value = tag.attributes.get(name.as_bytes());
    value.map(|value| text(value)).unwrap_or_default()
}

/// What stands between the first tag of a name and its end.
fn inside(tokens: &[Token], is_it: impl Fn(&StartTag<()>) -> bool) -> Option<(usize, usize)> {
    let begin = tokens
        .iter()
        .position(|token| matches!(token, Token::StartTag(tag) if is_it(tag)))?;
    let Token::StartTag(first) = &tokens[begin] else {
        return None;
    };
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(begin) {
        match token {
            Token::StartTag(tag) if tag.name == first.name && !tag.self_closing => depth += 1,
            Token::EndTag(tag) if tag.name == first.name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((begin, place));
        }
    }
    None
}

/// Takes a page of the site apart.
pub(super) fn page(bytes: &[u8]) -> Page {
    let tokens = tokens(bytes);
    let mut page = Page::default();
    for tag in tokens.iter().filter_map(start) {
        if tag.name.as_slice() == b"link" && attribute(tag, "rel") == "stylesheet" {
            page.style_sheets.push(StyleSheet {
                path: attribute(tag, "href").trim_start_matches("../").to_owned(),
                media: attribute(tag, "media"),
            });
        } else if tag.name.as_slice() == b"body" {
            let classes = attribute(tag, "class");
            page.name = classes.strip_prefix("page-").unwrap_or(&classes).to_owned();
        }
    }
    page.title = title(&tokens);
    if let Some((begin, end)) = inside(&tokens, |tag| tag.name.as_slice() == b"main") {
        if let Some(tag) = start(&tokens[begin]) {
            page.classes = attribute(tag, "class");
        }
        page.content = tokens.into_iter().take(end).skip(begin + 1).collect();
    }
    page
}

fn start(token: &Token) -> Option<&StartTag<()>> {
    match token {
        Token::StartTag(tag) => Some(tag),
        _ => None,
    }
}

fn title(tokens: &[Token]) -> String {
    let found = inside(tokens, |tag| tag.name.as_slice() == b"title");
    let said = found.map(|(begin, end)| &tokens[begin..end]);
    let said = said.unwrap_or_default().iter();
    let texts = said.filter_map(|token| match token {
        Token::String(string) => Some(text(string)),
        _ => None,
    });
    texts.collect()
}

impl Page {
    /// The page as a part of the file.
    pub(super) fn rewritten(&self, path: &str, places: &Places<'_>) -> Part {
        let mut part = Part {
            html: format!(
                "<div class=\"one-page{} page-{}\" role=\"main\" id=\"{}\" data-title=\"{}\">",
                if path == FIRST { " first-page" } else { "" },
                escaped(format!("{} {}", self.name, self.classes).trim()),
                escaped(path),
                escaped(&self.title),
            ),
            films: 0,
        };
        write(&self.content, path, places, &mut part);
        part.html.push_str("</div>\n");
        part
    }
}

impl Frame {
    /// What stands around the first page.
    pub(super) fn of(home: &[u8]) -> Self {
        let tokens = tokens(home);
        let piece = |name: &str| {
            let class = |tag: &StartTag<()>| attribute(tag, "class") == name;
            let found = inside(&tokens, class);
            found.map_or_else(Vec::new, |(begin, end)| tokens[begin..=end].to_vec())
        };
        let root = tokens.iter().filter_map(start).next();
        let root = root.map(|root| {
            let named = ["lang", "dir"].map(|name| (name, attribute(root, name)));
            let said = named.iter().filter(|(_, value)| !value.is_empty());
            let said = said.map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)));
            said.collect()
        });
        Self {
            title: title(&tokens),
            language: root.unwrap_or_default(),
            header: piece("site-header"),
            footer: piece("site-footer"),
        }
    }

    pub(super) fn header(&self, places: &Places<'_>) -> String {
        framed(&self.header, places)
    }

    pub(super) fn footer(&self, places: &Places<'_>) -> String {
        framed(&self.footer, places)
    }
}

fn framed(tokens: &[Token], places: &Places<'_>) -> String {
    let mut part = Part {
        html: String::new(),
        films: 0,
    };
    write(tokens, FIRST, places, &mut part);
    part.html.push('\n');
    part.html
}

/// Writes tokens of the page at a path.
fn write(tokens: &[Token], path: &str, places: &Places<'_>, part: &mut Part) {
    // What is left out with all that is in it: its name.
    let mut left_out: Option<&HtmlString> = None;
    for token in tokens {
        match (token, left_out) {
            (Token::EndTag(tag), Some(name)) if &tag.name == name => left_out = None,
            (_, Some(_)) => {}
            (Token::StartTag(tag), None) => match tag.name.as_slice() {
                b"script" | b"template" => left_out = Some(&tag.name),
                b"video" | b"audio" => {
                    part.films += 1;
                    left_out = Some(&tag.name);
                }
                b"source" => {}
                _ => tag_of(tag, path, places, &mut part.html),
            },
            (Token::EndTag(tag), None) => {
                part.html.push_str(&format!("</{}>", text(&tag.name)));
            }
            (Token::String(string), None) => part.html.push_str(&escaped(&text(string))),
            (Token::Comment(_) | Token::Doctype(_) | Token::Error(_), None) => {}
        }
    }
}

fn tag_of(tag: &StartTag<()>, path: &str, places: &Places<'_>, html: &mut String) {
    html.push('<');
    html.push_str(&text(&tag.name));
    let is_image = tag.name.as_slice() == b"img";
    for (name, value) in &tag.attributes {
        let (name, value) = (text(name), text(value));
        let value = match name.as_str() {
            name if COPIES.contains(&name) => None,
            name if IDS.contains(&name) => {
                let ids = value.split_whitespace();
                let ids: Vec<String> = ids.map(|id| own_id(path, id)).collect();
                Some(ids.join(" "))
            }
            "href" | "xlink:href" => address(&value, path, places),
            "src" if is_image => picture(&value, path, places),
            // Where the search finds pages: within this file.
            "data-root" => Some("#".to_owned()),
            // One of a group of a page is no one of the group of another.
            "name" => Some(format!("{path}:{value}")),
            _ => Some(value.replace("url(#", &format!("url(#{path}:"))),
        };
        if let Some(value) = value {
            html.push_str(&format!(" {name}=\"{}\"", escaped(&value)));
        }
    }
    html.push_str(if tag.self_closing { "/>" } else { ">" });
}

/// The id of an element of a page, in the file.
fn own_id(path: &str, id: &str) -> String {
    match id {
        "main" => path.to_owned(),
        id => format!("{path}:{id}"),
    }
}

/// Where a link of a page leads; nothing where it leads to a page that is not in the file and nobody knows where the site is.
fn address(to: &str, path: &str, places: &Places<'_>) -> Option<String> {
    let has_scheme = to
        .split_once(':')
        .is_some_and(|(scheme, _)| !scheme.contains(['/', '#', '?', '.']));
    if has_scheme {
        return Some(to.to_owned());
    }
    let (file, place) = to.split_once('#').unwrap_or((to, ""));
    let file = match file {
        "" => path.to_owned(),
        file => resolved(path, file),
    };
    if places.shown.contains(file.as_str()) {
        return Some(match place {
            "" => format!("#{file}"),
            place => format!("#{}", own_id(&file, place)),
        });
    }
    let address = format!("{}{file}", places.site?);
    Some(match place {
        "" => address,
        place => format!("{address}#{place}"),
    })
}

/// A picture of a page as an address that holds it.
fn picture(source: &str, path: &str, places: &Places<'_>) -> Option<String> {
    let file = resolved(path, source);
    let bytes = places.files.get(&file)?;
    Some(data_address(&file, bytes))
}

/// A relative address as a path from the root of the site.
fn resolved(path: &str, to: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The bytes of a picture as an address.
pub(super) fn data_address(path: &str, bytes: &[u8]) -> String {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let kind = match ending {
        "svg" => "svg+xml",
        "jpg" => "jpeg",
        other => other,
    };
    format!("data:image/{kind};base64,{}", base64(bytes))
}

/// A text with nothing in it that HTML takes for markup.
pub(super) fn escaped(text: &str) -> String {
    crate::doc::markdown::escape(text)
}
