//! Markdown to HTML, to plain text, and to the links in it. Tags of HTML are dropped, links are limited to
//! safe schemes. Must not know which schemes name entries: a [`Resolver`] does.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html,
};

use super::anchors::{Names, place_meant};
use super::cited::{NOTE, without_notes};
use super::marks::{escape_marked, marked};
use super::nearly::nearly_links;
use super::tags::{
    self, Bracketed, LESS, LeftOut, Tags, cleaned, one_per_element, without_control,
};
use super::web::{self, addresses, may_have_address};
use crate::text::{is_document, is_image};

pub(crate) use super::marks::Marker;
pub(crate) use super::unlinked::{unlinked, written_out};

/// A link, image or footnote reference in a Markdown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Link {
    /// `[text](scheme:id)` where the scheme is none of the web's.
    Entry {
        /// The part before the colon.
        scheme: String,
        /// The part after the colon.
        id: String,
    },
    /// `[^label]` without a definition in the same text.
    Footnote(String),
    /// `![text](path)`.
    Image(String),
    /// `[text](path)` to a document or an image beside the entry.
    Document(String),
    /// A link that a page must not contain.
    Unsafe(String),
    /// `[text](#heading)`: a place in the same text.
    Place(String),
    /// What was plainly meant as a link or an image and is none.
    Nearly {
        /// As it is written.
        written: String,
        /// The edit to make.
        help: String,
    },
    /// A tag of HTML that no page has.
    LeftOut {
        /// As it is written.
        written: String,
        /// The name of its element.
        name: String,
    },
}

/// What a link to an entry becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The address, ready for the page that shows it.
    pub url: String,
    /// The text of a link that has none of its own.
    pub title: String,
}

/// What an image becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Image {
    /// The address, ready for the page that shows it.
    pub url: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Knows where entries, footnotes and images are.
pub(crate) trait Resolver {
    /// The entry that `scheme:id` names.
    fn entry(&self, scheme: &str, id: &str) -> Option<Target>;
    /// What `[^label]` points to.
    fn footnote(&self, label: &str) -> Option<Target>;
    /// The number of that among the sources that the page lists.
    fn footnote_number(&self, label: &str) -> Option<usize> {
        let _ = label;
        None
    }
    /// The image with this path, from the folder of the entry.
    fn image(&self, path: &str) -> Option<Image>;
    /// The address of the document or the image with this path, from the folder of the entry.
    fn document(&self, path: &str) -> Option<String> {
        let _ = path;
        None
    }
    /// What the text is of, for ids that no other text on a page has.
    fn anchor(&self) -> String {
        String::new()
    }
    /// The id of the place that `#part` names in the text, or on the page it is on.
    fn part(&self, part: &str) -> String {
        heading_id(&self.anchor(), &place_meant(part))
    }
    /// The address of the page that has the text whose headings a sentence can lead to.
    fn own_page(&self) -> Option<String> {
        None
    }
}

/// Whether an address may stand in a page: http, https, mailto, tel, or a place in the same page.
pub(crate) fn is_safe_url(url: &str) -> bool {
    let lower = url.trim().to_ascii_lowercase();
    lower.starts_with('#')
        || ["http://", "https://", "mailto:", "tel:"]
            .iter()
            .any(|scheme| lower.starts_with(scheme))
}

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Paragraphs, lists, tables and headings.
    Blocks,
    /// Words within a sentence: a sign at the beginning of a line is a sign. Angle brackets are shown as they are.
    Sentence,
}

/// A text made ready for the parser.
pub(super) struct Prepared<'a> {
    text: Cow<'a, str>,
    form: Form,
    /// Whether each line begins with [`LINE`].
    has_line_signs: bool,
    tags: Tags,
    left_out: Vec<LeftOut>,
}

/// Stands at the beginning of each line of a sentence, so that what follows begins no list, heading or quote. A space to
/// whatever looks at words, but none to what looks for blocks.
const LINE: char = '\u{2028}';

impl<'a> Prepared<'a> {
    pub(super) fn new(markdown: &'a str, form: Form) -> Self {
        match form {
            Form::Blocks => {
                let cleaned = cleaned(markdown);
                Self {
                    text: cleaned.text,
                    form,
                    has_line_signs: false,
                    tags: cleaned.tags,
                    left_out: cleaned.left_out,
                }
            }
            Form::Sentence => Self {
                text: sentence(markdown),
                form,
                has_line_signs: begins_blocks(markdown),
                tags: Tags::default(),
                left_out: Vec::new(),
            },
        }
    }

    pub(super) fn parser(&self) -> Parser<'_> {
        match self.form {
            Form::Blocks => block_parser(&self.text),
            Form::Sentence => {
                let blocks = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
                Parser::new_ext(&self.text, OPTIONS.difference(blocks))
            }
        }
    }

    /// A place as it is in the text that was given.
    pub(super) fn given(&self, place: usize) -> usize {
        match self.has_line_signs {
            true => place - LINE.len_utf8() * self.text[..place].matches(LINE).count(),
            false => place,
        }
    }

    /// A part of the text without the signs that were put into it.
    pub(super) fn restored<'b>(&self, part: CowStr<'b>) -> CowStr<'b> {
        match self.form {
            Form::Blocks if part.contains(LESS) => part.replace(LESS, "<").into(),
            Form::Sentence if part.contains(LINE) => part.replace(LINE, "").into(),
            _ => part,
        }
    }
}

/// Whether a line of a sentence may begin a block, or may be one in itself.
fn begins_blocks(text: &str) -> bool {
    text.contains(['\n', '\r', LINE])
        || text.starts_with(|first: char| {
            first.is_whitespace() || first.is_ascii_punctuation() || first.is_ascii_digit()
        })
}

fn sentence(text: &str) -> Cow<'_, str> {
    let text = without_control(text);
    if !begins_blocks(&text) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 2 * LINE.len_utf8());
    out.push(LINE);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            // As long as the sign.
            LINE => out.push_str("   "),
            '\r' if letters.peek() == Some(&'\n') => out.push(' '),
            '\n' | '\r' => {
                out.push('\n');
                out.push(LINE);
            }
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// Every link of a text, and what is nearly one or is left out, in the order written; with the place in the text from which on
/// the first word of its address stands, 0 where the address stands elsewhere, as in `[text][name]`.
pub(crate) fn links(markdown: &str, form: Form) -> Vec<(Link, usize)> {
    if !markdown.contains(['[', '<']) {
        return Vec::new();
    }
    let prepared = Prepared::new(markdown, form);
    let text = &*prepared.text;
    let mut defined = HashSet::new();
    let mut found: Vec<(usize, Link, usize)> = Vec::new();
    let mut left_out: Vec<LeftOut> = prepared.left_out.clone();
    // Where the parser has seen what is written.
    let mut taken: Vec<Range<usize>> = Vec::new();
    let parser = prepared.parser();
    let definitions = parser.reference_definitions().iter();
    taken.extend(definitions.map(|(_, definition)| definition.span.clone()));
    for (event, place) in parser.into_offset_iter() {
        let begin = prepared.given(place.start);
        match event {
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) => {
                let at = prepared.given(address_in(text, &place, link_type));
                let url = prepared.restored(dest_url);
                found.extend(link(&url, link_type).map(|link| (begin, link, at)));
                taken.push(place);
            }
            Event::Start(Tag::Image {
                dest_url,
                link_type,
                ..
            }) => {
                let at = prepared.given(address_in(text, &place, link_type));
                let url = prepared.restored(dest_url);
                found.push((begin, Link::Image(url.to_string()), at));
                taken.push(place);
            }
            Event::FootnoteReference(label) => {
                let at = begin + "[^".len();
                found.push((begin, Link::Footnote(label.to_string()), at));
                taken.push(place);
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                defined.insert(label.to_string());
                taken.push(place.start..place.start + "[^]".len() + label.len());
            }
            Event::InlineHtml(html) if form == Form::Blocks => {
                if matches!(prepared.tags.bracketed(&html), Bracketed::Tag { .. }) {
                    left_out.extend(tags::left_out(&html, &place));
                }
                taken.push(place);
            }
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => taken.push(place),
            _ => {}
        }
    }
    found.retain(|(_, link, _)| !matches!(link, Link::Footnote(label) if defined.contains(label)));
    found.extend(one_per_element(left_out).into_iter().map(|tag| {
        let written = markdown[tag.place.clone()].to_owned();
        let link = Link::LeftOut {
            written,
            name: tag.name,
        };
        (tag.place.start, link, tag.place.start)
    }));
    found.extend(nearly_links(text, &taken).into_iter().map(|nearly| {
        let (start, end) = (
            prepared.given(nearly.place.start),
            prepared.given(nearly.place.end),
        );
        let written = markdown.get(start..end).unwrap_or_default().to_owned();
        let help = nearly.help.replace(LINE, "");
        (start, Link::Nearly { written, help }, start)
    }));
    found.sort_by_key(|(begin, ..)| *begin);
    found.into_iter().map(|(_, link, at)| (link, at)).collect()
}

/// Where code stands in a text.
pub(crate) fn code(markdown: &str, form: Form) -> Vec<Range<usize>> {
    let prepared = Prepared::new(markdown, form);
    let events = prepared.parser().into_offset_iter();
    let code = events
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))));
    code.map(|(_, place)| prepared.given(place.start)..prepared.given(place.end))
        .collect()
}

/// The images in a text that nothing describes: their paths, and where they begin.
pub(crate) fn images_without_description(markdown: &str, form: Form) -> Vec<(String, usize)> {
    if !markdown.contains("![") {
        return Vec::new();
    }
    let prepared = Prepared::new(markdown, form);
    let mut found = Vec::new();
    let mut events = prepared.parser().into_offset_iter();
    while let Some((event, place)) = events.next() {
        if let Event::Start(Tag::Image { dest_url, .. }) = event {
            let words = description(&mut events);
            if words.replace(LINE, "").trim().is_empty() {
                let path = prepared.restored(dest_url).to_string();
                found.push((path, prepared.given(place.start)));
            }
        }
    }
    found
}

/// A text in which links to entries that have no words of their own have those that `name` gives for scheme and id; nothing when it
/// has no such link.
pub(crate) fn with_names(
    markdown: &str,
    form: Form,
    name: &dyn Fn(&str, &str) -> Option<String>,
) -> Option<String> {
    if !may_lack_names(markdown) {
        return None;
    }
    let prepared = Prepared::new(markdown, form);
    let mut named: Vec<(Range<usize>, String)> = Vec::new();
    let mut open: Option<(Range<usize>, LinkType, String, bool)> = None;
    for (event, place) in prepared.parser().into_offset_iter() {
        match event {
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) => {
                let url = prepared.restored(dest_url);
                let words = match link(&url, link_type) {
                    Some(Link::Entry { scheme, id }) => name(&scheme, &id),
                    _ => None,
                };
                open = words.map(|words| (place, link_type, words, false));
            }
            Event::End(TagEnd::Link) => {
                if let Some((place, link_type, words, has_own)) = open.take() {
                    let words = escaped(&words);
                    let written = &prepared.text[place.clone()];
                    if link_type == LinkType::Autolink {
                        let address = &written["<".len()..written.len() - ">".len()];
                        named.push((place.clone(), format!("[{words}]({address})")));
                    } else if !has_own && let Some(end) = written.find(']') {
                        named.push((place.start + 1..place.start + end, words));
                    }
                }
            }
            Event::Text(words) if words.trim().is_empty() => {}
            _ => {
                if let Some((.., has_own)) = &mut open {
                    *has_own = true;
                }
            }
        }
    }
    if named.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(markdown.len() + 64);
    let mut end = 0;
    for (place, words) in named {
        let place = prepared.given(place.start)..prepared.given(place.end);
        out.push_str(markdown.get(end..place.start)?);
        out.push_str(&words);
        end = place.end;
    }
    out.push_str(markdown.get(end..)?);
    Some(out)
}

/// Whether a text may have links without words of their own.
pub(crate) fn may_lack_names(markdown: &str) -> bool {
    markdown.contains("[](") || markdown.contains("[ ](") || markdown.contains('<')
}

/// Words as Markdown that shows them as they are.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for letter in words.chars() {
        if letter.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if letter.is_control() { ' ' } else { letter });
    }
    out
}

/// Where the address of a link begins, which may have brackets in its text and in its title.
fn address_in(markdown: &str, place: &Range<usize>, link_type: LinkType) -> usize {
    match link_type {
        LinkType::Inline => {
            let link = &markdown[place.clone()];
            let start = link
                .rfind("](")
                .map_or(place.start, |end| place.start + end + "](".len());
            start + usize::from(markdown[start..].starts_with('<'))
        }
        LinkType::Autolink | LinkType::Email => place.start + "<".len(),
        _ => 0,
    }
}

/// Whether a text says nothing below its headings: there may be remarks.
pub(crate) fn has_only_headings(markdown: &str) -> bool {
    if markdown.trim().is_empty() {
        return true;
    }
    let prepared = Prepared::new(markdown, Form::Blocks);
    let mut in_heading = false;
    // Whether the block of HTML that is open is a remark.
    let mut is_remark = None;
    prepared.parser().all(|event| match event {
        Event::Start(Tag::Heading { .. }) => {
            in_heading = true;
            true
        }
        Event::End(TagEnd::Heading(_)) => {
            in_heading = false;
            true
        }
        Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {
            is_remark = None;
            true
        }
        Event::Html(html) => {
            *is_remark.get_or_insert_with(|| html.trim_start().starts_with("<!--"))
        }
        _ => in_heading,
    })
}

/// The names of the headings of a text, in order, by which links lead to them.
pub(crate) fn headings(markdown: &str) -> Vec<String> {
    if !markdown.contains(['#', '=', '-']) {
        return Vec::new();
    }
    let prepared = Prepared::new(markdown, Form::Blocks);
    let events: Vec<Event<'_>> = prepared.parser().collect();
    names_of_headings(&events)
}

fn names_of_headings(events: &[Event<'_>]) -> Vec<String> {
    let mut names = Names::default();
    let mut found = Vec::new();
    let mut heading: Option<String> = None;
    for event in events {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                found.extend(heading.take().map(|words| names.give(&words)));
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut heading {
                    heading.push(' ');
                }
            }
            _ => {}
        }
    }
    found
}

/// The id of a heading in the text of an entry that is known by `anchor`: no id of a page has a full stop.
pub(crate) fn heading_id(anchor: &str, name: &str) -> String {
    format!("text-{anchor}.{name}")
}

/// A text as paragraphs, lists and headings. Whatever levels its headings have, the highest becomes
/// `top` (2 for `<h2>`), the next one the level below, and so on: a page has no gaps in its outline.
pub(crate) fn block_html(markdown: &str, top: usize, resolver: &dyn Resolver) -> String {
    block(markdown, top, resolver, None)
}

/// The same with words marked; a section begins with each of the highest headings.
pub(crate) fn marked_block_html(
    (markdown, top): (&str, usize),
    resolver: &dyn Resolver,
    marker: &mut dyn Marker,
) -> String {
    block(markdown, top, resolver, Some(marker))
}

fn block(
    markdown: &str,
    top: usize,
    resolver: &dyn Resolver,
    marker: Option<&mut dyn Marker>,
) -> String {
    let prepared = Prepared::new(markdown, Form::Blocks);
    let mut events = resolved(&prepared, resolver);
    let mut used: Vec<HeadingLevel> = events
        .iter()
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(*level),
            _ => None,
        })
        .collect();
    used.sort_unstable();
    used.dedup();
    let anchor = resolver.anchor();
    let names = match used.as_slice() {
        [] => Vec::new(),
        _ => names_of_headings(&prepared.parser().collect::<Vec<_>>()),
    };
    let mut names = names.into_iter();
    for event in &mut events {
        if let Event::Start(Tag::Heading { level, .. }) | Event::End(TagEnd::Heading(level)) = event
        {
            let rank = used.iter().position(|one| one == level).unwrap_or(0);
            *level = HeadingLevel::try_from((top + rank).min(6)).unwrap_or(HeadingLevel::H6);
        }
        if let Event::Start(Tag::Heading { id, .. }) = event {
            *id = names.next().map(|name| heading_id(&anchor, &name).into());
        }
    }
    own_ids_for_notes(&mut events, &anchor);
    align_by_class(&mut events);
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    let events = match marker {
        Some(marker) => marked(events, top, marker),
        None => events,
    };
    html::push_html(&mut out, events.into_iter());
    out
}

/// A page may show the texts of several entries, and each may have a note 1.
fn own_ids_for_notes(events: &mut [Event<'_>], anchor: &str) {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut defined = HashSet::new();
    for event in events {
        let (Event::FootnoteReference(label) | Event::Start(Tag::FootnoteDefinition(label))) =
            event
        else {
            continue;
        };
        let next = numbers.len() + 1;
        let mut number = *numbers.entry(label.to_string()).or_insert(next);
        let is_definition = !matches!(event, Event::FootnoteReference(_));
        if is_definition && !defined.insert(number) {
            number = *numbers.entry(format!("again {next}")).or_insert(next);
        }
        let id: CowStr<'_> = format!("note-{anchor}.{number}").into();
        *event = match is_definition {
            true => Event::Start(Tag::FootnoteDefinition(id)),
            false => Event::FootnoteReference(id),
        };
    }
}

/// The columns of tables are aligned by a class, for pages have no inline style.
fn align_by_class(events: &mut [Event<'_>]) {
    let mut columns: Vec<Alignment> = Vec::new();
    let (mut column, mut element) = (0, "td");
    for event in events {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = std::mem::take(alignments),
            Event::Start(Tag::TableHead) => (column, element) = (0, "th"),
            Event::Start(Tag::TableRow) => (column, element) = (0, "td"),
            Event::Start(Tag::TableCell) => {
                let class = match columns.get(column) {
                    Some(Alignment::Left) => Some("align-left"),
                    Some(Alignment::Center) => Some("align-center"),
                    Some(Alignment::Right) => Some("align-right"),
                    Some(Alignment::None) | None => None,
                };
                column += 1;
                if let Some(class) = class {
                    *event = Event::InlineHtml(format!("<{element} class=\"{class}\">").into());
                }
            }
            _ => {}
        }
    }
}

/// A text that stands inside a sentence, a list item or a table cell: no paragraphs of its own.
pub(crate) fn inline_html(markdown: &str, resolver: &dyn Resolver) -> String {
    inline(markdown, resolver, None)
}

/// The same with words marked.
pub(crate) fn marked_inline_html(
    markdown: &str,
    resolver: &dyn Resolver,
    marker: &mut dyn Marker,
) -> String {
    inline(markdown, resolver, Some(marker))
}

fn inline(markdown: &str, resolver: &dyn Resolver, marker: Option<&mut dyn Marker>) -> String {
    let markdown = markdown.trim();
    if is_words(markdown) {
        return match marker {
            Some(marker) => escape_marked(markdown, marker),
            None => escape(markdown),
        };
    }
    let prepared = Prepared::new(markdown, Form::Sentence);
    let events = resolved(&prepared, resolver);
    let events = match marker {
        Some(marker) => marked(events, 0, marker),
        None => events,
    };
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    let inline = events.into_iter().map(|event| match event {
        Event::Start(Tag::Paragraph) => Event::Text(CowStr::Borrowed("")),
        Event::End(TagEnd::Paragraph) => Event::Text(CowStr::Borrowed(" ")),
        other => other,
    });
    html::push_html(&mut out, inline);
    out.truncate(out.trim_end().len());
    out
}

/// Whether a text for a line surely has no Markdown in it: most have none, and looking is much faster than parsing.
fn is_words(text: &str) -> bool {
    let bytes = text.as_bytes();
    let at = |place: Option<usize>| place.and_then(|place| bytes.get(place));
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let is_mark = |(place, byte): (usize, &u8)| match byte {
        b',' | b'.' | b'?' | b'!' | b';' | b'/' | b'%' | b'(' | b')' => false,
        // "self-service", but no list and no dash.
        b'-' => !is_letter(at(place.checked_sub(1))) || !is_letter(at(Some(place + 1))),
        // "Two things: price and time", but no address.
        b':' => place == 0 || at(Some(place + 1)) != Some(&b' '),
        byte => byte.is_ascii_punctuation() || byte.is_ascii_control(),
    };
    // A line of hyphens is no dash.
    bytes.iter().all(|byte| *byte == b'-')
        || !bytes.iter().enumerate().any(is_mark) && !text.contains("..") && !text.contains("www.")
}

/// The words of a text alone. A link to an entry without a text of its own is left out, unless [`with_names`] gave it one; any other
/// such link says where it leads.
pub(crate) fn plain(markdown: &str) -> String {
    words(markdown, Form::Blocks)
}

/// The words of a sentence alone, as [`inline_html`] reads it.
pub(crate) fn plain_sentence(markdown: &str) -> String {
    words(markdown.trim(), Form::Sentence)
}

fn words(markdown: &str, form: Form) -> String {
    if is_words(markdown) {
        return markdown.trim().to_owned();
    }
    let prepared = Prepared::new(markdown, form);
    let mut out = String::with_capacity(markdown.len());
    // Of the open link: where its words begin, and what stands for them if there are none.
    let mut open: Option<(usize, String)> = None;
    for event in prepared.parser() {
        match event {
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) => {
                let url = prepared.restored(dest_url);
                let words = match link(&url, link_type) {
                    Some(Link::Document(path)) => path,
                    None if link_type != LinkType::Email => url.to_string(),
                    _ => String::new(),
                };
                open = Some((out.len(), words));
            }
            Event::End(TagEnd::Link) => {
                if let Some((start, words)) = open.take()
                    && out.len() == start
                {
                    out.push_str(&words);
                }
            }
            Event::Text(text) | Event::Code(text) => out.push_str(&prepared.restored(text)),
            Event::Html(html) | Event::InlineHtml(html) => match prepared.bracketed(&html) {
                Bracketed::Text => out.push_str(&prepared.restored(html)),
                Bracketed::Break | Bracketed::Tag { is_block: true } => out.push(' '),
                Bracketed::Tag { is_block: false } | Bracketed::Comment => {}
            },
            Event::FootnoteReference(_) => out.push(NOTE),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
            ) => out.push(' '),
            _ => {}
        }
    }
    let mut out = without_notes(&out);
    out.truncate(out.trim_end().len());
    out
}

impl Prepared<'_> {
    fn bracketed(&self, html: &str) -> Bracketed {
        match self.form {
            Form::Blocks => self.tags.bracketed(html),
            Form::Sentence if tags::is_break(html) => Bracketed::Break,
            Form::Sentence => Bracketed::Text,
        }
    }
}

/// Text for an element or a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

// The old footnotes keep a reference that has no definition: that is how a text cites evidence.
const OPTIONS: Options = Options::ENABLE_OLD_FOOTNOTES
    .union(Options::ENABLE_TABLES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

pub(super) fn block_parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, OPTIONS)
}

pub(super) fn link(url: &str, link_type: LinkType) -> Option<Link> {
    if let Some(part) = url.trim().strip_prefix('#') {
        return (!part.is_empty() && part != "top").then(|| Link::Place(part.to_owned()));
    }
    if is_safe_url(url) || link_type == LinkType::Email {
        return None;
    }
    match url.split_once(':') {
        Some((scheme, id))
            if !scheme.is_empty() && scheme.chars().all(|letter| letter.is_ascii_lowercase()) =>
        {
            Some(Link::Entry {
                scheme: scheme.to_owned(),
                id: id.to_owned(),
            })
        }
        None if is_beside(url) => Some(Link::Document(file_of(url).to_owned())),
        _ => Some(Link::Unsafe(url.to_owned())),
    }
}

/// Whether an address is the name of a file beside the entry.
pub(crate) fn is_beside(url: &str) -> bool {
    is_file(file_of(url)) && !url.contains([':', '\\']) && !url.starts_with('/')
}

/// What is left of an address without the place in the file, as in `prices.pdf#page=2`. A name may have a `#` too.
pub(crate) fn file_of(url: &str) -> &str {
    match url.rsplit_once('#') {
        Some((file, _)) if is_file(file) && !is_file(url) => file,
        _ => url,
    }
}

fn is_file(name: &str) -> bool {
    is_document(name) || is_image(name)
}

/// An event and the place of what it was made from.
type Placed<'a> = (Event<'a>, Range<usize>);

fn resolved<'a>(prepared: &'a Prepared<'_>, resolver: &dyn Resolver) -> Vec<Event<'a>> {
    let text = &*prepared.text;
    let has_addresses = may_have_address(text);
    let defined = definitions(prepared);
    let mut events: Vec<Event<'a>> = Vec::new();
    // For each open link: whether its tags are kept, the text it gets when it has none, where it begins, and whether its text is
    // its address.
    let mut open: Vec<(bool, String, usize, bool)> = Vec::new();
    let mut in_code = false;
    let mut parser = prepared.parser().into_offset_iter().peekable();
    while let Some((event, place)) = parser.next() {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => match prepared.bracketed(&html) {
                Bracketed::Text => events.push(Event::Text(prepared.restored(html))),
                Bracketed::Break => events.push(Event::HardBreak),
                Bracketed::Tag { is_block: true } => events.push(Event::SoftBreak),
                Bracketed::Tag { is_block: false } | Bracketed::Comment => {}
            },
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Text(words) if has_addresses && open.is_empty() && !in_code => {
                let mut run = vec![(Event::Text(words), place)];
                while let Some(next) = parser.next_if(|(event, _)| matches!(event, Event::Text(_)))
                {
                    run.push(next);
                }
                let from = events.len();
                with_addresses(text, run, &mut events);
                for event in &mut events[from..] {
                    if let Event::Text(words) = event {
                        *words = prepared.restored(std::mem::replace(words, "".into()));
                    }
                }
            }
            Event::Text(words) => events.push(Event::Text(prepared.restored(words))),
            Event::Code(words) => events.push(Event::Code(prepared.restored(words))),
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                events.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                events.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let dest_url = prepared.restored(dest_url);
                let own = |url: String| Target {
                    title: url.clone(),
                    url,
                };
                let link = link(&dest_url, link_type);
                // `<persona:sophie>` has no words of its own.
                let is_bare =
                    link_type == LinkType::Autolink && matches!(link, Some(Link::Entry { .. }));
                let target = match link {
                    None => Some(own(dest_url.to_string())),
                    Some(Link::Place(part)) => match prepared.form {
                        Form::Blocks => Some(own(format!("#{}", resolver.part(&part)))),
                        Form::Sentence => resolver
                            .own_page()
                            .map(|page| own(format!("{page}#{}", resolver.part(&part)))),
                    },
                    Some(Link::Entry { scheme, id }) => resolver.entry(&scheme, &id),
                    Some(Link::Document(path)) => {
                        let place = dest_url.strip_prefix(path.as_str()).unwrap_or("");
                        resolver.document(&path).map(|url| Target {
                            url: format!("{url}{place}"),
                            title: path,
                        })
                    }
                    Some(_) => None,
                };
                let (kept, text) = match target {
                    Some(target) => {
                        events.push(Event::Start(Tag::Link {
                            link_type,
                            dest_url: target.url.into(),
                            title: prepared.restored(title),
                            id,
                        }));
                        (true, target.title)
                    }
                    None => (false, dest_url.to_string()),
                };
                open.push((kept, text, events.len(), is_bare));
            }
            Event::End(TagEnd::Link) => {
                if let Some((kept, text, start, is_bare)) = open.pop() {
                    if is_bare {
                        events.truncate(start);
                    }
                    if events.len() == start {
                        events.push(Event::Text(text.into()));
                    }
                    if kept {
                        events.push(Event::End(TagEnd::Link));
                    }
                }
            }
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                let description = prepared.restored(description(&mut parser).into());
                let title = prepared.restored(title);
                events.push(match resolver.image(&prepared.restored(dest_url)) {
                    Some(image) => Event::InlineHtml(img(&image, &description, &title).into()),
                    // An image that cannot be shown leaves its description, in emphasis.
                    None => Event::InlineHtml(format!("<em>{}</em>", escape(&description)).into()),
                });
            }
            Event::FootnoteReference(label) if defined.contains(&*label) => {
                events.push(Event::FootnoteReference(label));
            }
            Event::FootnoteReference(label) => {
                if let Some(target) = resolver.footnote(&label) {
                    events.push(Event::InlineHtml(
                        format!(
                            "<sup class=\"source\"><a href=\"{}\"{}>{}</a></sup>",
                            escape(&target.url),
                            resolver
                                .footnote_number(&label)
                                .map(|number| format!(" data-number=\"{number}\""))
                                .unwrap_or_default(),
                            escape(&target.title)
                        )
                        .into(),
                    ));
                }
            }
            other => events.push(other),
        }
    }
    events
}

/// The labels of the notes that a text has of its own.
pub(super) fn definitions(prepared: &Prepared<'_>) -> HashSet<String> {
    if prepared.form == Form::Sentence || !prepared.text.contains("]:") {
        return HashSet::new();
    }
    let labels = prepared.parser().filter_map(|event| match event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some(label.to_string()),
        _ => None,
    });
    labels.collect()
}

/// A run of text with its web addresses as links. What the parser made of their letters, such as a dash of two hyphens, is
/// undone.
fn with_addresses<'a>(text: &'a str, run: Vec<Placed<'a>>, events: &mut Vec<Event<'a>>) {
    let (Some((_, first)), Some((_, last))) = (run.first(), run.last()) else {
        return;
    };
    let start = first.start;
    let found = addresses(&text[start..last.end]);
    let mut found = found
        .into_iter()
        .map(|place| start + place.start..start + place.end)
        .peekable();
    let mut written_to = start;
    for (event, place) in run {
        let Event::Text(words) = event else { continue };
        // What was not changed by the parser can be cut.
        let is_as_written = text[place.clone()] == *words;
        if !is_as_written {
            if place.start >= written_to {
                events.push(Event::Text(words));
                written_to = place.end;
            }
            continue;
        }
        while written_to < place.end {
            let from = written_to.max(place.start);
            match found.next_if(|address| address.start < place.end) {
                Some(address) => {
                    if from < address.start {
                        events.push(Event::Text(text[from..address.start].into()));
                    }
                    let shown = &text[address.clone()];
                    events.push(Event::Start(Tag::Link {
                        link_type: LinkType::Autolink,
                        dest_url: web::target(shown).into(),
                        title: "".into(),
                        id: "".into(),
                    }));
                    events.push(Event::Text(shown.replace("&amp;", "&").into()));
                    events.push(Event::End(TagEnd::Link));
                    written_to = address.end;
                }
                None => {
                    events.push(Event::Text(text[from..place.end].into()));
                    written_to = place.end;
                }
            }
        }
    }
}

/// The words up to the end of the image that has begun; an image may stand in an image's description.
fn description<'a>(events: &mut impl Iterator<Item = Placed<'a>>) -> String {
    let mut text = String::new();
    let mut open = 1;
    for (event, _) in events {
        match event {
            Event::Start(Tag::Image { .. }) => open += 1,
            Event::End(TagEnd::Image) => open -= 1,
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    text
}

/// Width and height are there so that the text does not jump when the image arrives.
fn img(image: &Image, description: &str, title: &str) -> String {
    let title = match title {
        "" => String::new(),
        title => format!(" title=\"{}\"", escape(title)),
    };
    format!(
        "<img src=\"{}\" alt=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\"{title} />",
        escape(&image.url),
        escape(description),
        image.width,
        image.height
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_taken_for_words_has_no_markdown(text in "[ a-c1:!?.,;()/%-]{0,12}") {
            // A line of hyphens stays as it is typed, which Markdown would make a dash.
            prop_assume!(is_words(&text) && !text.bytes().all(|byte| byte == b'-'));
            let prepared = Prepared::new(&text, Form::Sentence);
            let mut read = String::new();
            for event in prepared.parser() {
                match event {
                    Event::Text(part) => read.push_str(&part),
                    Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                    other => prop_assert!(false, "{text:?} has {other:?}"),
                }
            }
            prop_assert_eq!(read.trim(), text.trim());
        }
    }

    struct Known;

    impl Resolver for Known {
        fn entry(&self, scheme: &str, id: &str) -> Option<Target> {
            (scheme == "persona" && id == "sophie").then(|| Target {
                url: "../personas/sophie.html".into(),
                title: "Sophie & co".into(),
            })
        }

        fn footnote(&self, label: &str) -> Option<Target> {
            (label == "talks").then(|| Target {
                url: "../evidence/talks.html".into(),
                title: "Talks".into(),
            })
        }

        fn image(&self, path: &str) -> Option<Image> {
            (path == "a.png").then(|| Image {
                url: "../a-1600.png".into(),
                width: 1600,
                height: 900,
            })
        }

        fn document(&self, path: &str) -> Option<String> {
            Some(format!("../{path}"))
        }
    }

    #[test]
    fn a_document_is_led_to_at_a_place_in_it() {
        assert_eq!(
            inline_html("[Prices](prices.pdf#page=2), [](all.csv)", &Known),
            "<a href=\"../prices.pdf#page=2\">Prices</a>, <a href=\"../all.csv\">all.csv</a>"
        );
        assert_eq!(file_of("a #2.pdf"), "a #2.pdf");
        assert_eq!(file_of("a #2.pdf#page=2"), "a #2.pdf");
    }

    #[test]
    fn entries_become_links_with_their_own_name() {
        assert_eq!(
            inline_html("Ask [](persona:sophie) or [her](persona:sophie).", &Known),
            "Ask <a href=\"../personas/sophie.html\">Sophie &amp; co</a> or <a href=\"../personas/sophie.html\">her</a>."
        );
        assert_eq!(
            inline_html("Ask <persona:sophie>.", &Known),
            "Ask <a href=\"../personas/sophie.html\">Sophie &amp; co</a>."
        );
    }

    #[test]
    fn raw_html_and_unsafe_links_are_dropped() {
        let html = block_html(
            "<script>alert(1)</script>\n\nhello <b onclick=x>you</b> [a](javascript:alert) <javascript:alert(1)> [b](//evil.example)",
            2,
            &Known,
        );
        assert_eq!(html, "<p>hello you a javascript:alert(1) b</p>\n");
    }

    #[test]
    fn markup_in_a_sentence_is_shown_as_text() {
        assert_eq!(
            inline_html("<b>x</b> & <!-- y -->", &Known),
            "&lt;b&gt;x&lt;/b&gt; &amp; &lt;!-- y --&gt;"
        );
        assert_eq!(plain_sentence("<img src=x>"), "<img src=x>");
    }

    /// Marks every "basket", once per section.
    struct Baskets(bool);

    impl Marker for Baskets {
        fn section(&mut self) {
            self.0 = false;
        }

        fn mark(&mut self, text: &str) -> Vec<(Range<usize>, String)> {
            let place = text.find("basket").filter(|_| !self.0);
            self.0 |= place.is_some();
            let mark = place.map(|at| (at..at + 6, "<a href=\"b\">".to_owned()));
            mark.into_iter().collect()
        }
    }

    #[test]
    fn words_are_marked_once_per_section_and_never_in_links_headings_and_code() {
        let text = "`basket` [basket](https://a.example) a *basket*, a basket\n\n## basket\n\n### x\n\n\"basket\" & <basket\n\n    basket\n";
        let html = marked_block_html((text, 2), &Known, &mut Baskets(false));
        assert_eq!(
            html,
            "<p><code>basket</code> <a href=\"https://a.example\">basket</a> a <em><a href=\"b\">basket</a></em>, a basket</p>\n<h2 id=\"text-.basket\">basket</h2>\n<h3 id=\"text-.x\">x</h3>\n<p>“<a href=\"b\">basket</a>” &amp; &lt;basket</p>\n<pre><code>basket\n</code></pre>\n"
        );
    }

    #[test]
    fn words_are_marked_in_a_sentence_with_and_without_markup() {
        let marked = |text| marked_inline_html(text, &Known, &mut Baskets(false));
        assert_eq!(
            marked("A basket \"of\" baskets"),
            "A <a href=\"b\">basket</a> “of” baskets"
        );
        assert_eq!(
            marked("A basket of baskets"),
            "A <a href=\"b\">basket</a> of baskets"
        );
        assert_eq!(
            marked("**A** basket & [a basket](persona:sophie)"),
            "<strong>A</strong> <a href=\"b\">basket</a> &amp; <a href=\"../personas/sophie.html\">a basket</a>"
        );
    }

    #[test]
    fn headings_have_no_gaps() {
        let html = block_html("## a\n\n#### b\n\n## c", 3, &Known);
        assert_eq!(
            html,
            "<h3 id=\"text-.a\">a</h3>\n<h4 id=\"text-.b\">b</h4>\n<h3 id=\"text-.c\">c</h3>\n"
        );
    }

    #[test]
    fn evidence_is_cited_and_missing_images_leave_their_description() {
        assert_eq!(
            inline_html("So it is[^talks] ![a face](b.png)", &Known),
            "So it is<sup class=\"source\"><a href=\"../evidence/talks.html\">Talks</a></sup> <em>a face</em>"
        );
    }

    #[test]
    fn images_have_a_description_and_a_size() {
        assert_eq!(
            inline_html("![*Her* \"desk\" ![x](b.png)](a.png 'At 9')!", &Known),
            "<img src=\"../a-1600.png\" alt=\"Her “desk” x\" width=\"1600\" height=\"900\" loading=\"lazy\" title=\"At 9\" />!"
        );
    }

    #[test]
    fn images_without_a_description_are_found_where_they_begin() {
        let text = "![a wall](a.png)\n\n> ![](b.png), ![ ](c.png), `![](d.png)`";
        let found = |form| images_without_description(text, form);
        let wanted = [("b.png".to_owned(), 20), ("c.png".to_owned(), 32)];
        assert_eq!(found(Form::Blocks), wanted);
        assert_eq!(found(Form::Sentence), wanted);
        let code = code(text, Form::Blocks);
        assert_eq!((code.len(), code.first()), (1, Some(&(45..57))));
    }

    #[test]
    fn links_are_listed_once_each_in_order() {
        let text = "[a](job:x) [b](https://x.example) [^e] [^own] ![i](p.png) [c](javascript:x)\n\n[^own]: note";
        let (links, places): (Vec<Link>, Vec<usize>) =
            links(text, Form::Blocks).into_iter().unzip();
        let from = |place: usize| text[place..].get(..5);
        assert_eq!(
            places.into_iter().map(from).collect::<Vec<_>>(),
            [Some("job:x"), Some("e] [^"), Some("p.png"), Some("javas")]
        );
        assert_eq!(
            links,
            [
                Link::Entry {
                    scheme: "job".into(),
                    id: "x".into()
                },
                Link::Footnote("e".into()),
                Link::Image("p.png".into()),
                Link::Entry {
                    scheme: "javascript".into(),
                    id: "x".into()
                },
            ]
        );
    }

    #[test]
    fn links_without_words_get_the_name_of_their_entry() {
        let name =
            |scheme: &str, id: &str| (scheme == "persona").then(|| format!("Jo <{id}> *x* [1]"));
        let cases = [
            ("Ask [](persona:a).", "Ask Jo <a> *x* [1]."),
            (
                "Ask <persona:a> or [ ](persona:b \"t\")",
                "Ask Jo <a> *x* [1] or Jo <b> *x* [1]",
            ),
            (
                "> [](persona:a)\n- <persona:a>",
                "> Jo <a> *x* [1] - Jo <a> *x* [1]",
            ),
        ];
        for (text, wanted) in cases {
            let named = with_names(text, Form::Sentence, &name).unwrap();
            assert_eq!(plain_sentence(&named), wanted, "of {named}");
        }
        let body = with_names(
            "# [](persona:a)\n\n`[](persona:a)` [x][y]\n\n[y]: persona:b",
            Form::Blocks,
            &name,
        );
        let body = body.unwrap();
        assert_eq!(plain(&body), "Jo <a> *x* [1] [](persona:a) x");
        for text in [
            "[x](persona:a)",
            "<job:a>",
            "[](job:a)",
            "a < b",
            "[](x.pdf)",
        ] {
            assert_eq!(with_names(text, Form::Sentence, &name), None, "{text}");
        }
        assert_eq!(
            plain_sentence("[](a.pdf), [](https://a.example) and [x](b.pdf)"),
            "a.pdf, https://a.example and x"
        );
    }

    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(
            plain("**Very** [slow](job:x) `code`\n\n- one\n- two"),
            "Very slow code one two"
        );
    }

    #[test]
    fn a_sign_at_the_beginning_of_a_sentence_is_a_sign() {
        let cases = [
            ("> 50 employees", "&gt; 50 employees"),
            (">95% uptime", "&gt;95% uptime"),
            ("# of orders *goes* up", "# of orders <em>goes</em> up"),
            ("+ 10% margin", "+ 10% margin"),
            ("- less churn", "- less churn"),
            ("* a star", "* a star"),
            ("1. first", "1. first"),
            ("2) second", "2) second"),
            ("---", "---"),
            ("***", "***"),
            ("===", "==="),
            ("    four", "four"),
            ("```", "```"),
            ("~~~ sql", "~~~ sql"),
            ("| a | b |\n| - | - |", "| a | b |\n| - | - |"),
            ("[x]: y", "[x]: y"),
            ("<div>\n\n> a", "&lt;div&gt;\n\n&gt; a"),
            ("One\n- two\r\n\r\n# three", "One\n- two\n\n# three"),
            ("Title\n---", "Title\n—"),
            (
                "*word* and **more**",
                "<em>word</em> and <strong>more</strong>",
            ),
            ("\"Quoted\" - x", "“Quoted” - x"),
            ("one<br>two<BR/>three", "one<br />\ntwo<br />\nthree"),
            (
                "a < b > c, <50, <name>",
                "a &lt; b &gt; c, &lt;50, &lt;name&gt;",
            ),
            ("bell\u{7}", "bell"),
        ];
        for (text, wanted) in cases {
            assert_eq!(inline_html(text, &Known), wanted, "for {text}");
        }
    }

    #[test]
    fn plain_text_keeps_the_same_signs() {
        let cases = [
            ("> 50 employees", "> 50 employees"),
            ("# of *orders*", "# of orders"),
            ("- less churn", "- less churn"),
            ("one<br>two", "one two"),
            ("Before the stop [^talks].", "Before the stop."),
            ("In brackets ([^talks]).", "In brackets."),
        ];
        for (text, wanted) in cases {
            assert_eq!(plain_sentence(text), wanted, "for {text}");
        }
        assert_eq!(
            plain("> 50 [^talks].\n\n| a<br>b | c |\n| - | - |"),
            "50. a b c"
        );
    }

    #[test]
    fn words_in_angle_brackets_and_in_tags_stay() {
        let cases = [
            (
                "Write to <name> of <Company>. A firm where a<b and c>d. One<br>two.",
                "<p>Write to &lt;name&gt; of &lt;Company&gt;. A firm where a&lt;b and c&gt;d. One<br />\ntwo.</p>\n",
            ),
            (
                "| A |\n| --- |\n| Speed<br>Price |",
                "<table><thead><tr><th>A</th></tr></thead><tbody>\n<tr><td>Speed<br />\nPrice</td></tr>\n</tbody></table>\n",
            ),
            (
                "<aside>\nThe *most* important.\n</aside>",
                "<p>The <em>most</em> important.</p>\n",
            ),
            (
                "<p>A paragraph.</p>\n\nNext",
                "<p>A paragraph.</p>\n<p>Next</p>\n",
            ),
            (
                "<details><summary>More</summary>\nFolded <b>words</b>.\n</details>",
                "<p>More</p>\n<p>Folded words.</p>\n",
            ),
            (
                "<div>\n    indented\n\n## H\n</div>",
                "<p>indented</p>\n<h2 id=\"text-.h\">H</h2>\n",
            ),
            (
                "- item\n  <div>\n  in it\n  </div>",
                "<ul>\n<li>\n<p>item</p>\n<p>in it</p>\n</li>\n</ul>\n",
            ),
            ("<name>\nwaits", "<p>&lt;name&gt;\nwaits</p>\n"),
            ("Dear <title>,", "<p>Dear &lt;title&gt;,</p>\n"),
            (
                "`<div>` and \\<b>",
                "<p><code>&lt;div&gt;</code> and &lt;b&gt;</p>\n",
            ),
            (
                "<style>\np { color: red }\n</style>\n\ntext",
                "<p>text</p>\n",
            ),
            ("a <!-- unseen --> b", "<p>a  b</p>\n"),
            ("<!-- unseen -->\n\nb", "<p>b</p>\n"),
            (
                "<!-- never ends\n\nb",
                "<p>&lt;!– never ends</p>\n<p>b</p>\n",
            ),
            ("words<p>glued</p>", "<p>words\nglued\n</p>\n"),
        ];
        for (text, wanted) in cases {
            assert_eq!(block_html(text, 2, &Known), wanted, "for {text}");
        }
    }

    #[test]
    fn each_element_of_html_is_told_once_at_its_place() {
        let text = "<aside>\nA <b>word</b> <name>\n</aside>\n\n</p> | x<br>y\n\n`<div>`";
        let told: Vec<(String, usize)> = links(text, Form::Blocks)
            .into_iter()
            .filter_map(|(link, at)| match link {
                Link::LeftOut { written, .. } => Some((written, at)),
                _ => None,
            })
            .collect();
        assert_eq!(
            told,
            [
                ("<aside>".to_owned(), 0),
                ("<b>".to_owned(), 10),
                ("</p>".to_owned(), 39)
            ]
        );
        assert_eq!(links("<aside>x</aside> <b>y</b>", Form::Sentence), []);
    }

    #[test]
    fn notes_headings_and_columns_need_nothing_that_a_page_may_not_have() {
        assert_eq!(
            block_html(
                "A.[^1] B.[^main] A again.[^1]\n\n[^1]: One.\n\n[^main]: Main.",
                2,
                &Known
            ),
            "<p>A.<sup class=\"footnote-reference\"><a href=\"#note-.1\">1</a></sup> \
             B.<sup class=\"footnote-reference\"><a href=\"#note-.2\">2</a></sup> A again.\
             <sup class=\"footnote-reference\"><a href=\"#note-.1\">1</a></sup></p>\n\
             <div class=\"footnote-definition\" id=\"note-.1\"><sup class=\"footnote-definition-label\">1</sup>\n<p>One.</p>\n</div>\n\
             <div class=\"footnote-definition\" id=\"note-.2\"><sup class=\"footnote-definition-label\">2</sup>\n<p>Main.</p>\n</div>\n"
        );
        assert_eq!(
            block_html(
                "[Go](#Our-prices)\n\n## Our prices\n\n## Our prices",
                2,
                &Known
            ),
            "<p><a href=\"#text-.our-prices\">Go</a></p>\n<h2 id=\"text-.our-prices\">Our prices</h2>\n<h2 id=\"text-.our-prices-2\">Our prices</h2>\n"
        );
        assert_eq!(headings("# A\n\n`#` b\n===\n\n# a"), ["a", "b", "a-2"]);
        assert_eq!(
            block_html("| N | S | T |\n| :-- | --: | - |\n| a | 1 | x |", 2, &Known),
            "<table><thead><tr><th class=\"align-left\">N</th><th class=\"align-right\">S</th><th>T</th></tr></thead><tbody>\n\
             <tr><td class=\"align-left\">a</td><td class=\"align-right\">1</td><td>x</td></tr>\n</tbody></table>\n"
        );
    }

    #[test]
    fn web_addresses_become_links_but_not_in_code_and_links() {
        let cases = [
            (
                "See https://a.example/b_c--d?e=1&amp;f=2.",
                "See <a href=\"https://a.example/b_c--d?e=1&amp;f=2\">https://a.example/b_c--d?e=1&amp;f=2</a>.",
            ),
            (
                "**www.example.nl**, \"http://x.example\" -- so",
                "<strong><a href=\"https://www.example.nl\">www.example.nl</a></strong>, “<a href=\"http://x.example\">http://x.example</a>” – so",
            ),
            ("`https://a.example`", "<code>https://a.example</code>"),
            (
                "[https://a.example](https://b.example)",
                "<a href=\"https://b.example\">https://a.example</a>",
            ),
            (
                "www.example.nl",
                "<a href=\"https://www.example.nl\">www.example.nl</a>",
            ),
        ];
        for (text, wanted) in cases {
            assert_eq!(inline_html(text, &Known), wanted, "for {text}");
        }
        assert_eq!(
            block_html("    https://a.example\n", 2, &Known),
            "<pre><code>https://a.example\n</code></pre>\n"
        );
    }

    #[test]
    fn places_in_a_sentence_are_those_of_what_was_written() {
        let text = "> a\n- b [x] (persona:y) [z](persona:w)";
        let found: Vec<&str> = links(text, Form::Sentence)
            .into_iter()
            .map(|(_, at)| &text[at..at + 4])
            .collect();
        assert_eq!(found, ["[x] ", "pers"]);
    }
}
