//! SVG images into SVG images with nothing in them but the drawing: no script, no style sheet, nothing that is loaded from elsewhere,
//! nothing that moves. Text in, text out; must not know disk nor pages.
//!
//! What an image may hold is listed, see [`allowed`]; everything else is left out. What is written is made anew from what was
//! read, so that no two programs can read it differently.

mod allowed;
mod styles;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use roxmltree::{Attribute, Document, Node, NodeId, ParsingOptions};

use self::allowed::{
    holds_words, is_attribute, is_element, is_id, is_note, is_property, is_safe, is_shape,
    means_nothing, pixels, reference,
};
use self::styles::{Rules, declarations};
use super::{LARGEST_FILE, LARGEST_SIDE, Unusable, smaller};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The most parts that an image may consist of.
const MOST_PARTS: u32 = 200_000;

/// The most parts that may be drawn, when each that is used several times is counted as often.
const MOST_DRAWN: u64 = 500_000;

/// How deep parts may lie in one another, or use one another.
const DEEPEST: usize = 200;

/// An image that a page may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cleaned {
    pub(crate) svg: String,
    /// How large it wants to be shown, in pixels.
    pub(crate) width: u32,
    /// In pixels.
    pub(crate) height: u32,
    /// What it had and has no longer; each sort of thing once, where it stands first.
    pub(crate) left_out: Vec<LeftOut>,
}

/// Something that an image no longer has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// As it is written, or what it is.
    pub(crate) what: String,
    /// Where it stands in the text.
    pub(crate) place: Range<usize>,
    /// The edit to make.
    pub(crate) help: &'static str,
}

/// Whether a file is meant as an SVG image, whatever its name says.
pub(crate) fn is_svg(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

/// The image without what no page may show.
///
/// # Errors
/// When it cannot be read, does not say how large it is, draws nothing, or too much.
pub(crate) fn clean(text: &str) -> Result<Cleaned, Unusable> {
    if text.len() as u64 > LARGEST_FILE {
        return Err(Unusable {
            message: format!("is larger than {} MB", LARGEST_FILE / 1024 / 1024),
            help: smaller(),
        });
    }
    let text = without_document_type(text)?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_PARTS,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(&text, options).map_err(|error| unreadable(&error))?;
    let root = document.root_element();
    if root.tag_name().name() == "svg" && !is_of_svg(root) {
        return Err(Unusable {
            message: "does not say that it is SVG, but something else".into(),
            help: format!("write xmlns=\"{SVG}\" into its `<svg>`"),
        });
    }
    if root.tag_name().name() != "svg" {
        return Err(Unusable {
            message: format!("is no SVG: it begins with `<{}>`", root.tag_name().name()),
            help: save_anew(),
        });
    }
    let size = Size::of(root)?;
    let mut cleaner = Cleaner {
        text: &text,
        rules: Rules::default(),
        out: String::with_capacity(text.len()),
        left_out: Vec::new(),
        told: BTreeSet::new(),
        shapes: 0,
    };
    cleaner.read_styles(&document);
    cleaner.tell_of_instructions(&document);
    cleaner.element(root, Some(&size), 0)?;
    if cleaner.shapes == 0 {
        return Err(Unusable {
            message: "draws nothing that a page can show".into(),
            help:
                "open it in a drawing program, turn what it holds into shapes, or save it as .png"
                    .into(),
        });
    }
    Drawn::new(&document).count(root, 0)?;
    let (width, height) = size.shown();
    let mut left_out = cleaner.left_out;
    left_out.sort_by_key(|one| one.place.start);
    Ok(Cleaned {
        svg: cleaner.out,
        width,
        height,
        left_out,
    })
}

fn save_anew() -> String {
    "save it anew from a drawing program as plain SVG, or as .png".into()
}

fn unreadable(error: &roxmltree::Error) -> Unusable {
    use roxmltree::Error;
    let (message, help) = match error {
        Error::DtdDetected => return has_document_type(),
        Error::NodesLimitReached
        | Error::AttributesLimitReached
        | Error::NamespacesLimitReached => (
            format!("consists of more than {MOST_PARTS} parts"),
            "simplify it in a drawing program, or save it as .png".into(),
        ),
        Error::UnknownNamespace(prefix, place) => (
            format!(
                "cannot be read: line {} says `{prefix}:` and not what that means",
                place.row
            ),
            match prefix.as_str() {
                "xlink" => format!("write xmlns:xlink=\"{XLINK}\" into its `<svg>`"),
                _ => save_anew(),
            },
        ),
        Error::UnknownEntityReference(name, place) => (
            format!(
                "cannot be read: line {} has `&{name};`, which SVG does not know",
                place.row
            ),
            "write the sign itself, and & as &amp;".into(),
        ),
        other => (format!("cannot be read as SVG: {other}"), save_anew()),
    };
    Unusable { message, help }
}

fn has_document_type() -> Unusable {
    Unusable {
        message: "has a `<!DOCTYPE` with definitions, which are not read".into(),
        help: "save it anew from a drawing program as plain SVG, or remove everything from `<!DOCTYPE` to `]>`".into(),
    }
}

/// A text in which spaces stand for the document type that many programs write and that means nothing. One that defines something is
/// refused: it can make much of little.
fn without_document_type(text: &str) -> Result<String, Unusable> {
    const BEGIN: &str = "<!DOCTYPE";
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        let end = if trimmed.starts_with("<?") {
            trimmed.find("?>").map(|end| end + "?>".len())
        } else if trimmed.starts_with("<!--") {
            trimmed.find("-->").map(|end| end + "-->".len())
        } else {
            None
        };
        match end {
            Some(end) => at += end,
            None => break,
        }
    }
    let mut text = text.to_owned();
    let rest = &text[at..];
    let is_type = rest
        .get(..BEGIN.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(BEGIN));
    if is_type {
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        if rest[..end].contains('[') {
            return Err(has_document_type());
        }
        let blank: String = rest[..end]
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect();
        text.replace_range(at..at + end, &blank);
    }
    Ok(text)
}

/// Whether an element belongs to SVG. What was copied out of a page of HTML does not say so.
fn is_of_svg(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().namespace(), Some(SVG) | None)
}

/// How large an image is.
struct Size {
    width: f64,
    height: f64,
    /// The part of the plane that is shown, as it is written.
    view: String,
}

impl Size {
    fn of(root: Node<'_, '_>) -> Result<Self, Unusable> {
        let view = root.attribute("viewBox").and_then(|view| {
            let numbers = view.split([' ', ',', '\t', '\n', '\r']);
            let numbers: Option<Vec<f64>> = numbers
                .filter(|part| !part.is_empty())
                .map(|part| part.parse().ok().filter(|number: &f64| number.is_finite()))
                .collect();
            <[f64; 4]>::try_from(numbers?).ok()
        });
        let view = view.filter(|[_, _, width, height]| *width > 0.0 && *height > 0.0);
        let length = |name: &str| root.attribute(name).and_then(pixels);
        let (width, height) = match (length("width"), length("height"), view) {
            (Some(width), Some(height), _) => (width, height),
            (Some(width), None, Some([_, _, wide, high])) => (width, width * high / wide),
            (None, Some(height), Some([_, _, wide, high])) => (height * wide / high, height),
            (None, None, Some([_, _, wide, high])) => (wide, high),
            _ => {
                return Err(Unusable {
                    message: "does not say how large it is".into(),
                    help: "write viewBox=\"0 0 400 300\" into its `<svg>`, with its width and height for 400 and 300".into(),
                });
            }
        };
        let most = f64::from(LARGEST_SIDE);
        if width > most || height > most || width / height > 1000.0 || height / width > 1000.0 {
            return Err(Unusable {
                message: format!(
                    "is {width:.0} by {height:.0} pixels; at most {LARGEST_SIDE} on a side are shown, and none is a thousand times the other"
                ),
                help: "write another width and height into its `<svg>`".into(),
            });
        }
        let view = match view {
            Some(view) => view.map(|number| number.to_string()).join(" "),
            None => format!("0 0 {width} {height}"),
        };
        Ok(Self {
            width,
            height,
            view,
        })
    }

    /// In whole pixels, no wider than a page.
    fn shown(&self) -> (u32, u32) {
        let widest = f64::from(super::WIDTHS[super::WIDTHS.len() - 1]);
        let scale = (widest / self.width).min(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 1 to the largest side"
        )]
        let whole = |length: f64| (length * scale).round().max(1.0) as u32;
        (whole(self.width), whole(self.height))
    }
}

struct Cleaner<'a> {
    text: &'a str,
    rules: Rules,
    out: String,
    left_out: Vec<LeftOut>,
    /// The sorts of things that were told.
    told: BTreeSet<String>,
    shapes: usize,
}

impl Cleaner<'_> {
    fn tell(&mut self, what: String, place: Range<usize>, help: &'static str) {
        if self.told.insert(what.clone()) {
            self.left_out.push(LeftOut { what, place, help });
        }
    }

    fn read_styles(&mut self, document: &Document<'_>) {
        let styles = document.descendants().filter(|node| {
            node.is_element() && node.tag_name().name() == "style" && is_of_svg(*node)
        });
        for style in styles {
            let texts = style.children().filter_map(|child| child.text());
            let sheet: String = texts.collect();
            self.rules.add(&sheet);
            for unknown in std::mem::take(&mut self.rules.unknown) {
                let short: String = unknown.chars().take(60).collect();
                self.tell(
                    format!("the style `{}`", short.trim()),
                    style.range(),
                    "set colours and lines on the shapes themselves, as in fill=\"#c00\"",
                );
            }
        }
    }

    /// A style sheet of its own may be named before the image begins.
    fn tell_of_instructions(&mut self, document: &Document<'_>) {
        let instructions = document.descendants().filter(Node::is_pi);
        for one in instructions {
            let target = one.pi().map_or("", |pi| pi.target);
            if target == "xml-stylesheet" {
                self.tell(
                    "`<?xml-stylesheet ?>`".to_owned(),
                    one.range(),
                    "set colours and lines on the shapes themselves, as in fill=\"#c00\"",
                );
            }
        }
    }

    /// Writes an element and what is in it. `size` is that of the image, for its outermost element.
    fn element(
        &mut self,
        node: Node<'_, '_>,
        size: Option<&Size>,
        depth: usize,
    ) -> Result<(), Unusable> {
        if depth > DEEPEST {
            return Err(too_deep());
        }
        let name = node.tag_name().name();
        if !self.is_kept(node) {
            return Ok(());
        }
        // A link leads nowhere in an image, but what it is around is seen.
        if name == "a" {
            self.tell(
                "the link `<a>`".to_owned(),
                start_tag(self.text, node),
                "remove it and keep what is in it: an image on a page leads nowhere",
            );
            self.out.push_str("<g");
        } else {
            self.out.push('<');
            self.out.push_str(name);
        }
        if let Some(size) = size {
            self.out.push_str(&format!(
                " xmlns=\"{SVG}\" viewBox=\"{}\" width=\"{}\" height=\"{}\"",
                size.view, size.width, size.height
            ));
        }
        self.attributes(node, size.is_some());
        self.shapes += usize::from(is_shape(name));
        self.out.push('>');
        let start = self.out.len();
        for child in node.children() {
            if child.is_element() {
                self.element(child, None, depth + 1)?;
            } else if let (true, Some(words)) = (child.is_text() && holds_words(name), child.text())
            {
                escape_into(words, &mut self.out);
            }
        }
        if self.out.len() == start {
            self.out.pop();
            self.out.push_str("/>");
        } else {
            let name = if name == "a" { "g" } else { name };
            self.out.push_str(&format!("</{name}>"));
        }
        Ok(())
    }

    /// Whether an element stays; if not, and something may be missed, tells of it.
    fn is_kept(&mut self, node: Node<'_, '_>) -> bool {
        let name = node.tag_name().name();
        let is_html = node.tag_name().namespace() == Some(XHTML);
        if !is_of_svg(node) && !is_html {
            // The notes of drawing programs.
            return false;
        }
        if !is_html && is_element(name) {
            return true;
        }
        let help = match name {
            "style" | "metadata" if is_note(name) || !is_html => return false,
            "script" | "handler" | "listener" => "remove it: an image on a page runs nothing",
            "image" | "feImage" => "trace it in a drawing program, or save the whole as .png",
            "foreignObject" => "write what it says as `<text>`, or save the whole as .png",
            "animate" | "animateTransform" | "animateMotion" | "animateColor" | "set"
            | "discard" => "remove it: an image on a page does not move",
            _ => "remove it, or save the whole as .png if something is missing",
        };
        self.tell(format!("`<{name}>`"), start_tag(self.text, node), help);
        false
    }

    fn attributes(&mut self, node: Node<'_, '_>, is_outermost: bool) {
        let element = node.tag_name().name();
        let mut kept: Vec<(String, String)> = Vec::new();
        for attribute in node.attributes() {
            let name = match attribute.namespace() {
                None => attribute.name().to_owned(),
                Some(XLINK) => format!("xlink:{}", attribute.name()),
                Some(XML) => format!("xml:{}", attribute.name()),
                // The notes of drawing programs.
                Some(_) => continue,
            };
            let is_of_size = matches!(name.as_str(), "viewBox" | "width" | "height" | "x" | "y");
            if (is_outermost && is_of_size) || means_nothing(&name) {
                continue;
            }
            let value = attribute.value();
            match name.as_str() {
                "href" | "xlink:href" => self.reference(element, &attribute, &mut kept),
                "xml:space" | "xml:lang"
                    if value
                        .chars()
                        .all(|one| one.is_ascii_alphanumeric() || one == '-') =>
                {
                    kept.push((name, value.to_owned()));
                }
                "id" if is_id(value) => kept.push((name, value.to_owned())),
                "id" => {}
                _ if is_attribute(&name) => {
                    self.keep((name, value), attribute.range(), &mut kept);
                }
                _ => self.tell(
                    format!("`{name}`"),
                    attribute.range(),
                    match name.starts_with("on") {
                        true => "remove it: an image on a page runs nothing",
                        false => "remove it, or save the image as .png if something is missing",
                    },
                ),
            }
        }
        let of = |name: &str| node.attribute(name).unwrap_or("");
        let said = self.rules.of(element, of("class"), of("id")).into_iter();
        let tag = || start_tag(self.text, node);
        let mut styles: Vec<((String, String), Range<usize>)> =
            said.map(|one| (one, tag())).collect();
        if let Some(style) = node.attribute_node("style") {
            let said = declarations(style.value()).into_iter();
            styles.extend(said.map(|one| (one, style.range())));
        }
        for ((property, value), place) in styles {
            if is_property(&property) {
                self.keep((property, &value), place, &mut kept);
            } else if !means_nothing(&property) {
                self.tell(
                    format!("the style `{property}`"),
                    place,
                    "do without it, or save the image as .png if something is missing",
                );
            }
        }
        for (name, value) in kept {
            self.out.push_str(&format!(" {name}=\""));
            escape_into(&value, &mut self.out);
            self.out.push('"');
        }
    }

    /// Keeps an attribute, in place of one of the same name, unless its value leads elsewhere.
    fn keep(
        &mut self,
        (name, value): (String, &str),
        place: Range<usize>,
        kept: &mut Vec<(String, String)>,
    ) {
        if !is_safe(value) {
            let what =
                format!("a `{name}` that is more than a colour, a number or a part of the image");
            self.tell(
                what,
                place,
                "give it a plain value, or lead to a part of the image, as in url(#shade)",
            );
            return;
        }
        match kept.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => value.clone_into(known),
            None => kept.push((name, value.to_owned())),
        }
    }

    /// What an element uses stands in the same image, or is not used.
    fn reference(
        &mut self,
        element: &str,
        attribute: &Attribute<'_, '_>,
        kept: &mut Vec<(String, String)>,
    ) {
        let value = attribute.value().trim();
        if value.strip_prefix('#').is_some_and(is_id) && element != "a" {
            // The newer name comes first where both are there.
            if kept.iter().all(|(name, _)| name != "href") || attribute.namespace().is_none() {
                kept.retain(|(name, _)| name != "href");
                kept.push(("href".to_owned(), value.to_owned()));
            }
        } else if element != "a" {
            self.tell(
                format!("what `<{element}>` takes from elsewhere"),
                attribute.range(),
                "put it into the image itself, and lead to its id, as in href=\"#leaf\"",
            );
        }
    }
}

fn too_deep() -> Unusable {
    Unusable {
        message: format!("has parts in parts in parts, more than {DEEPEST} deep"),
        help: "simplify it in a drawing program, or save it as .png".into(),
    }
}

/// The tag with which an element begins: messages show no more of it.
fn start_tag(text: &str, node: Node<'_, '_>) -> Range<usize> {
    let whole = node.range();
    let last = node
        .attributes()
        .map(|attribute| attribute.range().end)
        .max();
    let from = last.unwrap_or(whole.start);
    let end = text[from..whole.end]
        .find('>')
        .map_or(whole.end, |end| from + end + 1);
    whole.start..end
}

fn escape_into(words: &str, out: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// Counts what is drawn when a part that is used several times is drawn as often: ten parts that each use the next ten times are
/// ten thousand million.
struct Drawn<'a, 'input> {
    by_id: HashMap<&'a str, Node<'a, 'input>>,
    known: HashMap<NodeId, u64>,
    open: HashSet<NodeId>,
}

impl<'a, 'input> Drawn<'a, 'input> {
    fn new(document: &'a Document<'input>) -> Self {
        let mut by_id = HashMap::new();
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                by_id.entry(id).or_insert(node);
            }
        }
        Self {
            by_id,
            known: HashMap::new(),
            open: HashSet::new(),
        }
    }

    fn count(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<u64, Unusable> {
        if depth > DEEPEST {
            return Err(too_deep());
        }
        if let Some(known) = self.known.get(&node.id()) {
            return Ok(*known);
        }
        // What uses itself is not drawn by browsers.
        if !self.open.insert(node.id()) {
            return Ok(0);
        }
        let mut count = 1;
        for attribute in node.attributes() {
            let value = attribute.value();
            let ids = if attribute.name() == "href" {
                vec![value.trim().strip_prefix('#')]
            } else {
                let parts = value.split("url(").skip(1);
                parts.map(reference).collect()
            };
            for id in ids.into_iter().flatten() {
                if let Some(used) = self.by_id.get(id).copied() {
                    count += self.count(used, depth + 1)?;
                }
            }
        }
        for child in node.children().filter(Node::is_element) {
            count += self.count(child, depth + 1)?;
        }
        if count > MOST_DRAWN {
            return Err(Unusable {
                message: format!(
                    "draws more than {MOST_DRAWN} parts, as some are used again and again"
                ),
                help: "simplify it in a drawing program, or save it as .png".into(),
            });
        }
        self.open.remove(&node.id());
        self.known.insert(node.id(), count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
