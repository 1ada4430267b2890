//! A text without some of its links, which leave their words behind. Must not know which links those are.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::cited::{NOTE, without_notes};
use super::markdown::{Form, Link, Prepared, definitions, link};

/// A text without the links for which `instead` says what stands for them when they have no words of their own; a footnote leaves
/// nothing. Nothing when it stays as it is.
pub(crate) fn unlinked(
    markdown: &str,
    form: Form,
    instead: &dyn Fn(&Link) -> Option<String>,
) -> Option<String> {
    if !markdown.contains(['[', '<']) {
        return None;
    }
    let prepared = Prepared::new(markdown, form);
    let defined = definitions(&prepared);
    let given = |place: &Range<usize>| prepared.given(place.start)..prepared.given(place.end);
    let led = |url: &str, link_type| instead(&link(url, link_type)?);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut open: Option<Open> = None;
    let parser = prepared.parser();
    for (_, definition) in parser.reference_definitions().iter() {
        if led(&definition.dest, LinkType::Reference).is_some() {
            edits.push((given(&definition.span), String::new()));
        }
    }
    for (event, place) in parser.into_offset_iter() {
        let place = given(&place);
        match (event, &mut open) {
            (Event::End(TagEnd::Link), Some(_)) => {
                edits.extend(open.take().map(|link| {
                    let words = link.words.and_then(|words| markdown.get(words));
                    let words = words.filter(|words| !words.trim().is_empty());
                    let words = words.map(|words| {
                        unlinked(words, Form::Sentence, instead).unwrap_or(words.to_owned())
                    });
                    (link.place, words.unwrap_or(link.instead))
                }));
            }
            (_, Some(link)) => {
                if let Some(words) = &mut link.words {
                    words.end = words.end.max(place.end);
                }
            }
            (
                Event::Start(Tag::Link {
                    dest_url,
                    link_type,
                    ..
                }),
                None,
            ) => {
                let url = prepared.restored(dest_url);
                open = led(&url, link_type).map(|instead| {
                    let begin = place.start + "[".len();
                    let has_none = matches!(link_type, LinkType::Autolink | LinkType::Email);
                    Open {
                        words: (!has_none).then_some(begin..begin),
                        place,
                        instead,
                    }
                });
            }
            (Event::FootnoteReference(label), None)
                if !defined.contains(&*label)
                    && instead(&Link::Footnote(label.to_string())).is_some() =>
            {
                edits.push((place, NOTE.to_string()));
            }
            _ => {}
        }
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(place, _)| place.start);
    let mut out = String::with_capacity(markdown.len());
    let mut written_to = 0;
    for (place, words) in edits {
        out.push_str(markdown.get(written_to..place.start).unwrap_or_default());
        out.push_str(&words);
        written_to = place.end;
    }
    out.push_str(markdown.get(written_to..).unwrap_or_default());
    let lines = out.split_inclusive('\n').map(without_notes_in);
    let left: String = lines.collect();
    // Without a footnote in its words, what was no link may be one.
    Some(unlinked(&left, form, instead).unwrap_or(left))
}

/// A link that is taken out.
struct Open {
    place: Range<usize>,
    /// Where its words stand; `<persona:sophie>` has none.
    words: Option<Range<usize>>,
    /// What stands for it without words.
    instead: String,
}

/// A line without the signs of footnotes.
fn without_notes_in(line: &str) -> String {
    if !line.contains(NOTE) {
        return line.to_owned();
    }
    let words = line.trim_start();
    let (before, end) = (
        &line[..line.len() - words.len()],
        &line[line.trim_end().len()..],
    );
    format!("{before}{}{end}", without_notes(words))
}

/// A text as Markdown that shows it as it is.
pub(crate) fn written_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_noor(text: &str, form: Form) -> String {
        let left = unlinked(text, form, &|link| match link {
            Link::Entry { id, .. } if id.starts_with("noor") => Some("…".into()),
            Link::Footnote(id) if id == "secret" => Some(String::new()),
            _ => None,
        });
        left.unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn links_leave_their_words_and_footnotes_nothing() {
        let cases = [
            ("Ask [her](persona:noor \"she\") first", "Ask her first"),
            (
                "Ask [**Noor** `n` \\]x](persona:noor#a).",
                "Ask **Noor** `n` \\]x.",
            ),
            ("Ask [](persona:noor), <persona:noor>.", "Ask …, …."),
            ("[Noor](persona:noor)", "Noor"),
            ("So it is [^secret].", "So it is."),
            ("So it is ([^secret], [^secret]).", "So it is."),
            ("[So [^secret]](persona:noor) it is", "So it is"),
            (
                "[Sophie](persona:sophie) [^talks]",
                "[Sophie](persona:sophie) [^talks]",
            ),
            ("- [a](persona:noor)\r\n- b", "- a\r\n- b"),
        ];
        for (text, left) in cases {
            assert_eq!(without_noor(text, Form::Sentence), left, "of {text}");
        }
    }

    #[test]
    fn a_text_keeps_its_blocks() {
        let text = "# [Noor][n]\n\n- one [^secret]\n- [two](persona:noor)\n\nSo. [^secret]\n\nEnd[^1].\n\n[^1]: A note [](persona:noor)\n\n[n]: persona:noor \"title\"\n";
        assert_eq!(
            without_noor(text, Form::Blocks),
            "# Noor\n\n- one\n- two\n\nSo.\n\nEnd[^1].\n\n[^1]: A note …\n\n\n"
        );
    }

    #[test]
    fn a_name_is_written_out() {
        assert_eq!(written_out("*A* [b]"), "\\*A\\* \\[b\\]");
    }
}
