//! A page of a site as a part of another one, or of a file: its links lead to other parts, its ids are its own. Reads and writes
//! HTML by its tokens. Must not know which pages there are, or where.

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

/// What the parts lead to. Paths are those of the site.
pub(crate) trait Places {
    /// The page on which a place of the page at a path is, as a part: empty for the one that is written, nothing where it is on none.
    fn part(&self, path: &str, place: &str) -> Option<&str>;

    /// Where a page or a file is found that is no part; nothing where nobody knows.
    fn elsewhere(&self, path: &str) -> Option<String>;

    /// Where a picture is found.
    fn picture(&self, path: &str) -> Option<String>;

    /// Whether an element is left out with all that is in it.
    fn leaves_out(&self, element: &Element<'_>) -> bool;

    /// How many levels the headings of a part stand below those of its page.
    fn heading_offset(&self) -> usize;
}

/// An element, as far as one must know it to leave it out.
pub(crate) struct Element<'a>(&'a StartTag<()>);

impl Element<'_> {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.0.name.as_slice() == name.as_bytes()
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        let classes = attribute(self.0, "class");
        classes.split_whitespace().any(|one| one == class)
    }
}

/// A style sheet that a page loads.
pub(crate) struct StyleSheet {
    /// Its path on the site.
    pub(crate) path: String,
    /// For which media; empty for all.
    pub(crate) media: String,
}

/// A page, taken apart.
#[derive(Default)]
pub(crate) struct Page {
    /// Which page it is, as in `persona`.
    pub(crate) name: String,
    title: String,
    pub(crate) style_sheets: Vec<StyleSheet>,
    /// The classes of its content.
    classes: String,
    content: Vec<Token>,
}

/// A page as a part.
#[derive(Default)]
pub(crate) struct Part {
    pub(crate) html: String,
    /// How many films and sounds it does not play.
    pub(crate) films: usize,
}

/// What stands around the pages.
#[derive(Default)]
pub(crate) struct Frame {
    /// The title of the book.
    pub(crate) title: String,
    /// The attributes of the root that say language and direction.
    pub(crate) language: String,
    header: Vec<Token>,
    footer: Vec<Token>,
}

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
pub(crate) fn page(bytes: &[u8]) -> Page {
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
    /// The classes of the element that holds the page as a part, besides those that say which part it is.
    pub(crate) fn classes(&self) -> String {
        let classes = format!("page-{} {}", self.name, self.classes);
        escaped(classes.trim())
    }

    /// Its title, as the value of an attribute.
    pub(crate) fn title(&self) -> String {
        escaped(&self.title)
    }

    /// What it says, as a part.
    pub(crate) fn rewritten(&self, path: &str, places: &impl Places) -> Part {
        let mut part = Part::default();
        write(&self.content, path, places, &mut part);
        part
    }
}

impl Frame {
    /// What stands around the first page.
    pub(crate) fn of(home: &[u8]) -> Self {
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

    /// What stands above the pages, as on the page at a path.
    pub(crate) fn header(&self, path: &str, places: &impl Places) -> String {
        framed(&self.header, path, places)
    }

    /// What stands below them.
    pub(crate) fn footer(&self, path: &str, places: &impl Places) -> String {
        framed(&self.footer, path, places)
    }
}

fn framed(tokens: &[Token], path: &str, places: &impl Places) -> String {
    let mut part = Part::default();
    write(tokens, path, places, &mut part);
    part.html.push('\n');
    part.html
}

/// Elements that have no end.
const VOID: &[&[u8]] = &[
    b"area", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"source",
    b"track", b"wbr",
];

/// Writes tokens of the page at a path.
fn write(tokens: &[Token], path: &str, places: &impl Places, part: &mut Part) {
    // What is left out with all that is in it: its name, and how many of that name are open.
    let mut left_out: Option<(&HtmlString, usize)> = None;
    for token in tokens {
        if let Some((name, depth)) = &mut left_out {
            match token {
                Token::StartTag(tag) if tag.name == **name && !tag.self_closing => *depth += 1,
                Token::EndTag(tag) if tag.name == **name => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                left_out = None;
            }
            continue;
        }
        match token {
            Token::StartTag(tag) => {
                let name = tag.name.as_slice();
                let is_film = matches!(name, b"video" | b"audio");
                part.films += usize::from(is_film);
                let is_out = is_film
                    || matches!(name, b"script" | b"template")
                    || places.leaves_out(&Element(tag));
                if is_out && !VOID.contains(&name) && !tag.self_closing {
                    left_out = Some((&tag.name, 1));
                } else if !is_out && name != b"source" {
                    tag_of(tag, path, places, &mut part.html);
                }
            }
            Token::EndTag(tag) => part.html.push_str(&format!("</{}>", text(&tag.name))),
            Token::String(string) => part.html.push_str(&escaped(&text(string))),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
}

fn tag_of(tag: &StartTag<()>, path: &str, places: &impl Places, html: &mut String) {
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
            "src" if is_image => places.picture(&resolved(path, &value)),
            // Where the search finds pages: within this file.
            "data-root" => Some("#".to_owned()),
            // One of a group of a page is no one of the group of another.
            "name" => Some(own_id(path, &value)),
            // What is a landmark of its page is none among many sheets, which have the same names.
            "role" if value == "region" && places.heading_offset() > 0 => Some("group".to_owned()),
            _ => Some(value.replace("url(#", &format!("url(#{}", own_id(path, "")))),
        };
        if let Some(value) = value {
            html.push_str(&format!(" {name}=\"{}\"", escaped(&value)));
        }
    }
    // An aside with a name is a landmark of its page as well.
    if tag.name.as_slice() == b"aside"
        && attribute(tag, "role").is_empty()
        && places.heading_offset() > 0
    {
        html.push_str(" role=\"note\"");
    }
    if let (Some(level), 1..) = (heading_level(tag), places.heading_offset()) {
        html.push_str(&format!(
            " aria-level=\"{}\"",
            level + places.heading_offset()
        ));
    }
    html.push_str(if tag.self_closing { "/>" } else { ">" });
}

/// The level of a heading, 1 to 6, that does not say another one.
fn heading_level(tag: &StartTag<()>) -> Option<usize> {
    let level = match tag.name.as_slice() {
        [b'h', level @ b'1'..=b'6'] => usize::from(level - b'0'),
        _ => return None,
    };
    attribute(tag, "aria-level").is_empty().then_some(level)
}

/// The id of an element of a page, as that of a part. In drawings an id is a name of XML, which has no slash.
fn own_id(path: &str, id: &str) -> String {
    match id {
        "main" => path.to_owned(),
        id => format!("{}:{id}", path.replace('/', ".")),
    }
}

/// Where a link of a page leads; nothing where it leads to what is no part and nobody knows where that is.
fn address(to: &str, path: &str, places: &impl Places) -> Option<String> {
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
    if let Some(page) = places.part(&file, place) {
        return Some(match place {
            "" => format!("{page}#{file}"),
            place => format!("{page}#{}", own_id(&file, place)),
        });
    }
    let address = places.elsewhere(&file)?;
    Some(match place {
        "" => address,
        place => format!("{address}#{place}"),
    })
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

/// A text with nothing in it that HTML takes for markup.
pub(crate) fn escaped(text: &str) -> String {
    crate::doc::markdown::escape(text)
}
