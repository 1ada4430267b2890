//! Markdown to HTML, to plain text, and to the links in it. Raw HTML is dropped, links are limited to
//! safe schemes. Must not know which schemes name entries: a [`Resolver`] does.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

use super::marks::{escape_marked, marked};

pub(crate) use super::marks::Marker;

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
    /// A link that a page must not contain.
    Unsafe(String),
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
    /// The image with this path, from the folder of the entry.
    fn image(&self, path: &str) -> Option<Image>;
}

/// Whether an address may stand in a page: http, https, mailto, tel, or a place in the same page.
pub(crate) fn is_safe_url(url: &str) -> bool {
    let lower = url.trim().to_ascii_lowercase();
    lower.starts_with('#')
        || ["http://", "https://", "mailto:", "tel:"]
            .iter()
            .any(|scheme| lower.starts_with(scheme))
}

/// Every link of a text in the order written, with the place in the text from which on the first word of its address stands; 0
/// where the address stands elsewhere, as in `[text][name]`.
pub(crate) fn links(markdown: &str) -> Vec<(Link, usize)> {
    if !markdown.contains(['[', '<']) {
        return Vec::new();
    }
    let mut defined = HashSet::new();
    let mut found = Vec::new();
    for (event, place) in parser(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) => {
                let at = address_in(markdown, &place, link_type);
                found.extend(link(&dest_url, link_type).map(|link| (link, at)));
            }
            Event::Start(Tag::Image {
                dest_url,
                link_type,
                ..
            }) => {
                let at = address_in(markdown, &place, link_type);
                found.push((Link::Image(dest_url.to_string()), at));
            }
            Event::FootnoteReference(label) => {
                found.push((Link::Footnote(label.to_string()), place.start + "[^".len()));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                defined.insert(label.to_string());
            }
            _ => {}
        }
    }
    found.retain(|(link, _)| !matches!(link, Link::Footnote(label) if defined.contains(label)));
    found
}

/// Where the address of a link begins, which may have brackets in its text and in its title.
fn address_in(markdown: &str, place: &Range<usize>, link_type: LinkType) -> usize {
    match link_type {
        LinkType::Inline => {
            let link = &markdown[place.clone()];
            link.rfind("](")
                .map_or(place.start, |end| place.start + end + "](".len())
        }
        LinkType::Autolink | LinkType::Email => place.start + "<".len(),
        _ => 0,
    }
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
    let mut events = resolved(markdown, resolver, RawHtml::Dropped);
    let mut used: Vec<HeadingLevel> = events
        .iter()
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(*level),
            _ => None,
        })
        .collect();
    used.sort_unstable();
    used.dedup();
    for event in &mut events {
        if let Event::Start(Tag::Heading { level, .. }) | Event::End(TagEnd::Heading(level)) = event
        {
            let rank = used.iter().position(|one| one == level).unwrap_or(0);
            *level = HeadingLevel::try_from((top + rank).min(6)).unwrap_or(HeadingLevel::H6);
        }
    }
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    let events = match marker {
        Some(marker) => marked(events, top, marker),
        None => events,
    };
    html::push_html(&mut out, events.into_iter());
    out
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
    if is_words(markdown) {
        return match marker {
            Some(marker) => escape_marked(markdown, marker),
            None => escape(markdown),
        };
    }
    let events = resolved(markdown, resolver, RawHtml::Shown);
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
    let is_mark = |byte: u8| {
        byte.is_ascii_punctuation()
            && !matches!(byte, b',' | b'.' | b'?' | b';' | b'/' | b'%' | b'(' | b')')
    };
    !text.bytes().any(is_mark) && !text.contains("..")
}

/// The words alone. Links without a text of their own are left out.
pub(crate) fn plain(markdown: &str) -> String {
    if is_words(markdown) && !markdown.contains(['\n', '\r']) {
        return markdown.trim().to_owned();
    }
    let mut out = String::with_capacity(markdown.len());
    for event in parser(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                out.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
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

fn parser(markdown: &str) -> Parser<'_> {
    // The old footnotes keep a reference that has no definition: that is how a text cites evidence.
    let options = Options::ENABLE_OLD_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(markdown, options)
}

fn link(url: &str, link_type: LinkType) -> Option<Link> {
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
        _ => Some(Link::Unsafe(url.to_owned())),
    }
}

/// What becomes of raw HTML.
#[derive(Clone, Copy, PartialEq)]
enum RawHtml {
    /// The tags go, the text between them stays.
    Dropped,
    /// It is shown as the text it is: in a sentence somebody meant to write it.
    Shown,
}

fn resolved<'a>(markdown: &'a str, resolver: &dyn Resolver, raw: RawHtml) -> Vec<Event<'a>> {
    let mut events: Vec<Event<'a>> = Vec::new();
    // For each open link: whether its tags are kept, and the text it gets when it has none.
    let mut open: Vec<(bool, String, usize)> = Vec::new();
    let mut parser = parser(markdown);
    while let Some(event) = parser.next() {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                if raw == RawHtml::Shown {
                    events.push(Event::Text(html));
                }
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let target = match link(&dest_url, link_type) {
                    None => Some(Target {
                        url: dest_url.to_string(),
                        title: dest_url.to_string(),
                    }),
                    Some(Link::Entry { scheme, id }) => resolver.entry(&scheme, &id),
                    Some(_) => None,
                };
                let (kept, text) = match target {
                    Some(target) => {
                        events.push(Event::Start(Tag::Link {
                            link_type,
                            dest_url: target.url.into(),
                            title,
                            id,
                        }));
                        (true, target.title)
                    }
                    None => (false, dest_url.to_string()),
                };
                open.push((kept, text, events.len()));
            }
            Event::End(TagEnd::Link) => {
                if let Some((kept, text, start)) = open.pop() {
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
                let description = description(&mut parser);
                events.push(match resolver.image(&dest_url) {
                    Some(image) => Event::InlineHtml(img(&image, &description, &title).into()),
                    // An image that cannot be shown leaves its description, in emphasis.
                    None => Event::InlineHtml(format!("<em>{}</em>", escape(&description)).into()),
                });
            }
            Event::FootnoteReference(label) => match resolver.footnote(&label) {
                Some(target) => events.push(Event::InlineHtml(
                    format!(
                        "<sup class=\"source\"><a href=\"{}\">{}</a></sup>",
                        escape(&target.url),
                        escape(&target.title)
                    )
                    .into(),
                )),
                None => events.push(Event::FootnoteReference(label)),
            },
            other => events.push(other),
        }
    }
    events
}

/// The words up to the end of the image that has begun; an image may stand in an image's description.
fn description(events: &mut Parser<'_>) -> String {
    let mut text = String::new();
    let mut open = 1;
    for event in events {
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
    }

    #[test]
    fn entries_become_links_with_their_own_name() {
        assert_eq!(
            inline_html("Ask [](persona:sophie) or [her](persona:sophie).", &Known),
            "Ask <a href=\"../personas/sophie.html\">Sophie &amp; co</a> or <a href=\"../personas/sophie.html\">her</a>."
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
        assert_eq!(plain("<img src=x>"), "<img src=x>");
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
            "<p><code>basket</code> <a href=\"https://a.example\">basket</a> a <em><a href=\"b\">basket</a></em>, a basket</p>\n<h2>basket</h2>\n<h3>x</h3>\n<p>“<a href=\"b\">basket</a>” &amp; &lt;basket</p>\n<pre><code>basket\n</code></pre>\n"
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
        assert_eq!(html, "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>\n");
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
    fn links_are_listed_once_each_in_order() {
        let text = "[a](job:x) [b](https://x.example) [^e] [^own] ![i](p.png) [c](javascript:x)\n\n[^own]: note";
        let (links, places): (Vec<Link>, Vec<usize>) = links(text).into_iter().unzip();
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
    fn plain_text_has_no_marks() {
        assert_eq!(
            plain("**Very** [slow](job:x) `code`\n\n- one\n- two"),
            "Very slow code one two"
        );
    }
}
