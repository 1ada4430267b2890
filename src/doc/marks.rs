//! Words marked in the running text of Markdown: not in links, headings and code. Must not know which words.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::escape;

/// Knows which words to mark.
pub(crate) trait Marker {
    /// Another section begins.
    fn section(&mut self);
    /// The places in a text, in order, and the HTML that begins the element around each. It is an `<a>`.
    fn mark(&mut self, text: &str) -> Vec<(Range<usize>, String)>;
}

/// Plain text with its marks.
pub(super) fn escape_marked(text: &str, marker: &mut dyn Marker) -> String {
    let marks = marker.mark(text);
    if marks.is_empty() {
        return escape(text);
    }
    let (mut out, mut end) = (String::with_capacity(text.len() * 2), 0);
    for (place, open) in marks {
        out.push_str(&escape(&text[end..place.start]));
        out.push_str(&open);
        out.push_str(&escape(&text[place.clone()]));
        out.push_str("</a>");
        end = place.end;
    }
    out.push_str(&escape(&text[end..]));
    out
}

/// The events with words marked in the running text. `top` is the level of the headings that begin a section.
pub(super) fn marked<'a>(
    events: Vec<Event<'a>>,
    top: usize,
    marker: &mut dyn Marker,
) -> Vec<Event<'a>> {
    let mut out = Vec::with_capacity(events.len());
    // How many links, headings, code blocks and images are open.
    let mut closed = 0_usize;
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Text(mut text) if closed == 0 => {
                // Quotes and the like make several events of one text.
                while let Some(Event::Text(more)) =
                    events.next_if(|next| matches!(next, Event::Text(_)))
                {
                    text = format!("{text}{more}").into();
                }
                let part = |place: Range<usize>| Event::Text(text[place].to_owned().into());
                let mut end = 0;
                for (place, open) in marker.mark(&text) {
                    out.push(part(end..place.start));
                    out.push(Event::InlineHtml(open.into()));
                    out.push(part(place.clone()));
                    out.push(Event::InlineHtml("</a>".into()));
                    end = place.end;
                }
                out.push(part(end..text.len()));
            }
            event => {
                match &event {
                    Event::Start(Tag::Heading { level, .. }) => {
                        closed += 1;
                        if *level as usize == top {
                            marker.section();
                        }
                    }
                    Event::Start(Tag::Link { .. } | Tag::CodeBlock(_) | Tag::Image { .. }) => {
                        closed += 1;
                    }
                    Event::End(
                        TagEnd::Heading(_) | TagEnd::Link | TagEnd::CodeBlock | TagEnd::Image,
                    ) => closed = closed.saturating_sub(1),
                    _ => {}
                }
                out.push(event);
            }
        }
    }
    out
}
