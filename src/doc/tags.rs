//! HTML in a Markdown text: which tags are left out, and what stands in angle brackets and is no tag. Must not know what
//! becomes of the rest.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::markdown::block_parser;

/// Stands for a `<` that begins no HTML, so that the parser takes none for it. Of the same length, so that places stay.
pub(super) const LESS: char = '\u{2}';

/// How often a text is looked at for HTML inside of HTML. What is deeper is text.
const DEEPEST: usize = 8;

/// A tag that a page leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// Where it stands.
    pub(crate) place: Range<usize>,
    /// The name of the element.
    pub(crate) name: String,
    /// Whether it ends the element.
    pub(crate) ends: bool,
}

/// Elements around which a text has paragraphs of its own.
const BLOCKS: &str = " address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt \
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main \
    menu menuitem nav noframes ol optgroup option p param pre script search section style summary table tbody td textarea \
    tfoot th thead title tr track ul ";

/// All others.
const WITHIN: &str = " a abbr acronym area audio b base bdi bdo big br button canvas cite code data datalist del dfn em embed \
    font i img input ins kbd label map mark math meta meter noscript object output picture progress q rp rt ruby s samp \
    select slot small source span strike strong sub sup svg template time tt u var video wbr ";

/// Elements whose names people use for what is to be filled in, as in `Dear <title>`, or for amounts, as in `a<b`. They are
/// tags only with an attribute or with the other half of the element.
const WORDS: &str = " a abbr address area article audio b base body button canvas caption center cite code col data dialog \
    dir embed figure font footer form head header i input label legend link main map mark menu meta meter nav object option \
    output param picture progress q s search section select slot small source strong style sub summary table template time \
    title track u var video ";

/// A tag at the beginning of a text.
struct Found<'a> {
    name: String,
    ends: bool,
    /// What stands behind the name.
    attributes: &'a str,
    length: usize,
}

impl<'a> Found<'a> {
    fn at_start_of(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix('<')?;
        let (ends, rest) = match rest.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let name_end = rest.find(|letter| !is_of_name(letter))?;
        let (name, behind) = rest.split_at(name_end);
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        if !behind.starts_with(|letter: char| letter.is_ascii_whitespace() || "/>".contains(letter))
        {
            return None;
        }
        let mut quote = None;
        let end = behind.char_indices().find_map(|(at, letter)| {
            match (quote, letter) {
                (Some(open), _) if open == letter => quote = None,
                (None, '"' | '\'') => quote = Some(letter),
                (None, '>') => return Some(at),
                _ => {}
            }
            None
        })?;
        Some(Self {
            name: name.to_ascii_lowercase(),
            ends,
            attributes: behind[..end].trim_end_matches('/').trim(),
            length: text.len() - behind.len() + end + 1,
        })
    }

    fn is_in(&self, list: &str) -> bool {
        list.contains(&format!(" {} ", self.name))
    }
}

/// The tags of a text, of which some are only words in angle brackets.
#[derive(Default)]
pub(super) struct Tags {
    begun: BTreeSet<String>,
    ended: BTreeSet<String>,
}

/// What stands in angle brackets within a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Bracketed {
    /// A line break.
    Break,
    /// A tag that is left out; with one around which a text has paragraphs of its own, words must not run together.
    Tag { is_block: bool },
    /// A remark for those who see the source.
    Comment,
    /// Words.
    Text,
}

impl Tags {
    fn of(markdown: &str) -> Self {
        let mut tags = Self::default();
        for (at, _) in markdown.match_indices('<') {
            let name = markdown[at + 1..].trim_start_matches('/');
            let end = name.find(|letter: char| !letter.is_ascii_alphanumeric());
            let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
            if markdown[at + 1..].starts_with('/') {
                tags.ended.insert(name);
            } else {
                tags.begun.insert(name);
            }
        }
        tags
    }

    fn is_tag(&self, tag: &Found<'_>) -> bool {
        let has_value = tag.attributes.contains('=');
        if !tag.is_in(BLOCKS) && !tag.is_in(WITHIN) {
            return false;
        }
        // "a<b and c>d" has two amounts in it.
        if !tag.attributes.is_empty() && !has_value && tag.attributes != "open" {
            return false;
        }
        let others = if tag.ends { &self.begun } else { &self.ended };
        has_value || !tag.is_in(WORDS) || others.contains(&tag.name)
    }

    /// What a piece of HTML in a line is.
    pub(super) fn bracketed(&self, html: &str) -> Bracketed {
        if html.starts_with("<!--") {
            return Bracketed::Comment;
        }
        match Found::at_start_of(html) {
            Some(tag) if tag.name == "br" => Bracketed::Break,
            Some(tag) if self.is_tag(&tag) => Bracketed::Tag {
                is_block: tag.is_in(BLOCKS),
            },
            _ => Bracketed::Text,
        }
    }
}

/// A line break in a sentence, where other HTML is text.
pub(super) fn is_break(html: &str) -> bool {
    Tags::default().bracketed(html) == Bracketed::Break
}

/// A text without blocks of HTML, as long as before: what stands between their tags is Markdown.
pub(super) struct Cleaned<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) tags: Tags,
    pub(super) left_out: Vec<LeftOut>,
}

/// Nothing of a page may hold such a character, and two of them have a meaning here.
fn is_unwanted(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t')) || byte == 0x7f
}

pub(super) fn without_control(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(is_unwanted) {
        return Cow::Borrowed(text);
    }
    let is_unwanted = |letter: char| letter.is_ascii() && is_unwanted(letter as u8);
    Cow::Owned(text.replace(is_unwanted, " "))
}

pub(super) fn cleaned(markdown: &str) -> Cleaned<'_> {
    let mut cleaned = Cleaned {
        text: without_control(markdown),
        tags: Tags::default(),
        left_out: Vec::new(),
    };
    if !markdown.contains('<') {
        return cleaned;
    }
    cleaned.tags = Tags::of(markdown);
    for depth in 0..=DEEPEST {
        let blocks: Vec<Range<usize>> = block_parser(&cleaned.text)
            .into_offset_iter()
            .filter_map(|(event, place)| {
                matches!(event, Event::Start(Tag::HtmlBlock)).then_some(place)
            })
            .collect();
        if blocks.is_empty() {
            break;
        }
        let mut text = cleaned.text.into_owned().into_bytes();
        for block in blocks {
            let markdown = String::from_utf8_lossy(&text[block.clone()]).into_owned();
            let replaced = if depth == DEEPEST {
                markdown.replace('<', &LESS.to_string())
            } else {
                without_block(&markdown, &cleaned.tags, block.start, &mut cleaned.left_out)
            };
            text[block].copy_from_slice(replaced.as_bytes());
        }
        cleaned.text = Cow::Owned(String::from_utf8_lossy(&text).into_owned());
    }
    cleaned
}

/// A block of HTML, as long as before, without its tags; `before` is where it begins.
fn without_block(html: &str, tags: &Tags, before: usize, left_out: &mut Vec<LeftOut>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(next) = rest.find('<') {
        out.push_str(&rest[..next]);
        rest = &rest[next..];
        let at = out.len();
        if let Some(length) = comment(rest) {
            rest = blank(&mut out, rest, length);
            continue;
        }
        let tag = Found::at_start_of(rest);
        let is_alone = |length: usize| {
            let line = out.rsplit('\n').next().unwrap_or("");
            let behind = rest[length..].split('\n').next().unwrap_or("");
            line.trim_matches(['>', ' ', '\t']).is_empty() && behind.trim().is_empty()
        };
        match tag {
            Some(tag) if tag.name == "br" || tags.is_tag(&tag) => {
                let is_raw = ["script", "style", "textarea", "pre"].contains(&tag.name.as_str());
                if !is_raw && !tag.is_in(BLOCKS) && !is_alone(tag.length) {
                    // Within a line the parser finds it.
                    out.push_str(&rest[..tag.length]);
                    rest = &rest[tag.length..];
                    continue;
                }
                let mut length = tag.length;
                if ["script", "style"].contains(&tag.name.as_str()) && !tag.ends {
                    length = element_end(rest, &tag.name);
                }
                if tag.name != "br" {
                    left_out.push(LeftOut {
                        place: before + at..before + at + tag.length,
                        name: tag.name,
                        ends: tag.ends,
                    });
                }
                rest = blank(&mut out, rest, length);
            }
            Some(tag) if !is_alone(tag.length) => {
                out.push_str(&rest[..tag.length]);
                rest = &rest[tag.length..];
            }
            _ => {
                out.push(LESS);
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    without_indent(&out)
}

/// Where the comment ends with which a text begins.
fn comment(text: &str) -> Option<usize> {
    let end = text.strip_prefix("<!--")?.find("-->")?;
    Some("<!--".len() + end + "-->".len())
}

/// Where the element ends with which a text begins.
fn element_end(text: &str, name: &str) -> usize {
    let mut ends = text.match_indices("</").map(|(end, _)| end);
    let end = ends.find(|end| {
        let found = text
            .as_bytes()
            .get(end + "</".len()..end + "</".len() + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    });
    end.map_or(text.len(), |end| {
        text[end..]
            .find('>')
            .map_or(text.len(), |last| end + last + 1)
    })
}

/// Empty lines for the next bytes and the spaces behind them: what follows must not begin with spaces, for then it is code.
fn blank<'a>(out: &mut String, text: &'a str, length: usize) -> &'a str {
    let rest = text[length..].trim_start_matches([' ', '\t']);
    out.extend(std::iter::repeat_n('\n', text.len() - rest.len()));
    rest
}

fn without_indent(text: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| {
        let words = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - words.len();
        if indent >= 4 || line[..indent].contains('\t') {
            "\n".repeat(indent) + words
        } else {
            line.to_owned()
        }
    });
    lines.collect()
}

/// The tags that a text has too many of are told once for both halves of an element.
pub(super) fn one_per_element(mut left_out: Vec<LeftOut>) -> Vec<LeftOut> {
    left_out.sort_by_key(|tag| tag.place.start);
    let mut open: Vec<String> = Vec::new();
    left_out.retain(|tag| {
        if !tag.ends {
            open.push(tag.name.clone());
            return true;
        }
        match open.iter().rposition(|name| *name == tag.name) {
            Some(found) => {
                open.truncate(found);
                false
            }
            None => true,
        }
    });
    left_out
}

/// A tag within a line that is left out.
pub(super) fn left_out(html: &str, place: &Range<usize>) -> Option<LeftOut> {
    let tag = Found::at_start_of(html)?;
    Some(LeftOut {
        place: place.clone(),
        name: tag.name,
        ends: tag.ends,
    })
}
