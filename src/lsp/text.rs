//! A file as it is open in an editor: which part is TOML, and which entries it names where. Must not know the book.

use std::sync::Arc;

use super::scan::{At, Scan, scan};
use crate::doc::Document;
use crate::load::{CONFIG_FILE, below_content, in_form};
use crate::model::{Key, Kind, entry_of_link, is_id};
use crate::schema::{Fields, Refers, wanted};
use crate::text::{Source, Span, Step};

/// Which file of a book it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Which {
    /// personabook.toml.
    Config,
    /// An entry.
    Entry(Key),
}

impl Which {
    /// The file at a path from the root of the book; nothing when it is neither an entry nor personabook.toml.
    pub(super) fn of(file: &str) -> Option<Self> {
        if file == CONFIG_FILE {
            return Some(Self::Config);
        }
        let (folder, rest) = below_content(file)?.split_once('/')?;
        let kind = Kind::from_folder(folder)?;
        let (stem, "md" | "toml") = rest.rsplit_once('.')? else {
            return None;
        };
        let id = stem.strip_suffix("/index").unwrap_or(stem);
        is_id(id).then(|| Self::Entry(Key::new(kind, id)))
    }

    /// The kind of the entry.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Self::Config => None,
            Self::Entry(key) => Some(key.kind),
        }
    }
}

/// A text of which it is known what stands where.
pub(super) struct Read<'a> {
    pub text: &'a str,
    pub kind: Option<Kind>,
    /// The Markdown.
    pub body: Span,
    pub scan: Scan,
    /// The way to each text of a field in Markdown or YAML, and where it stands.
    outside_toml: Vec<(Vec<Step>, Span)>,
}

/// A place that names an entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mention {
    pub key: Key,
    /// The id.
    pub span: Span,
}

/// What of an entry begins before a place in a text: `[^…`, or `](persona:…`.
#[derive(Debug, PartialEq)]
pub(super) enum Begun {
    /// The id of evidence.
    Footnote(Span),
    /// A kind and an id, as far as they are there.
    Link(Span),
}

impl<'a> Read<'a> {
    pub(super) fn new(file: &str, which: &Which, text: &'a str) -> Self {
        let kind = which.kind();
        let (toml, body) = match file.ends_with(".md") {
            true => split(text),
            false => (0..text.len(), text.len()..text.len()),
        };
        Self {
            text,
            kind,
            body,
            scan: scan(text, &toml, &|path| wanted(kind, path)),
            outside_toml: match (file.ends_with(".md"), kind) {
                (true, Some(kind)) => outside_toml(file, kind, text),
                _ => Vec::new(),
            },
        }
    }

    /// Where the text at a path stands, in whatever form.
    pub(super) fn text_at(&self, path: &[Step]) -> Option<&Span> {
        let mut texts = self.scan.texts.iter().chain(&self.outside_toml);
        texts.find(|(own, _)| own == path).map(|(_, span)| span)
    }

    /// What is at a place; nothing in the Markdown.
    pub(super) fn at(&self, offset: usize) -> At<'_> {
        match self.is_in_body(offset) {
            true => At::Nothing,
            false => self.scan.at(self.text, offset),
        }
    }

    pub(super) fn is_in_body(&self, offset: usize) -> bool {
        self.body.start <= offset && !self.body.is_empty() && offset <= self.body.end
    }

    /// Every place that names an entry.
    pub(super) fn mentions(&self, fields: &Fields) -> Vec<Mention> {
        let mut found = Vec::new();
        let in_toml = self.scan.texts.iter().map(|text| (text, true));
        let outside = self.outside_toml.iter().map(|text| (text, false));
        for ((path, span), is_in_toml) in outside.chain(in_toml) {
            let written = &self.text[span.clone()];
            match fields.refers(self.kind, path) {
                Refers::To(kind) => {
                    let linked = linked(written, span.start, Some(kind));
                    found.push(linked.unwrap_or_else(|| Mention {
                        key: Key::new(kind, written),
                        span: span.clone(),
                    }));
                }
                Refers::ToAny => {
                    let linked = linked(written, span.start, None);
                    found.extend(linked.or_else(|| named(written, span.start)));
                }
                Refers::No if is_in_toml => links(written, span.start, &mut found),
                // Links are found in all of the Markdown.
                Refers::No => {}
            }
        }
        links(&self.text[self.body.clone()], self.body.start, &mut found);
        found.sort_by_key(|mention| mention.span.start);
        // A field in Markdown may be a link.
        found.dedup();
        found
    }

    /// What of an entry begins before a place, in a text or in the Markdown.
    pub(super) fn begun(&self, offset: usize) -> Option<Begun> {
        let start = match self.at(offset) {
            At::Text(_, span) => span.start,
            _ if self.is_in_body(offset) => self.body.start,
            _ => return None,
        };
        let before = self.text.get(start..offset)?;
        let is_link = |letter: char| is_id_letter(letter) || letter == ':';
        let begun = before.trim_end_matches(is_link).len();
        let typed = start + begun..offset;
        match &before[..begun] {
            head if head.ends_with("[^") => Some(Begun::Footnote(self.through_id(typed))),
            head if head.ends_with("](") || head.ends_with("](<") => {
                Some(Begun::Link(self.through_id(typed)))
            }
            _ => None,
        }
    }

    /// With the letters of an id that follow.
    fn through_id(&self, span: Span) -> Span {
        let rest = &self.text[span.end..];
        let more = rest.len() - rest.trim_start_matches(is_id_letter).len();
        span.start..span.end + more
    }
}

/// The texts of fields in Markdown or YAML, each without what stands around it.
fn outside_toml(file: &str, kind: Kind, text: &str) -> Vec<(Vec<Step>, Span)> {
    let source = Arc::new(Source {
        path: file.to_owned(),
        text: text.to_owned(),
    });
    let Some(document) = Document::markdown(source).0 else {
        return Vec::new();
    };
    let document = in_form(kind, |form| document.read_as(form));
    let texts = document.texts_outside_toml().into_iter();
    let places = texts.map(|(path, place, said)| {
        let within = text
            .get(place.clone())
            .and_then(|written| written.find(said));
        let place = match within {
            Some(at) => place.start + at..place.start + at + said.len(),
            None => place,
        };
        (path, place)
    });
    places.collect()
}

fn is_id_letter(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
}

/// The TOML between two lines `+++`, of which the second may not be there yet, and the Markdown below it.
fn split(text: &str) -> (Span, Span) {
    let mut start = 0;
    let mut toml = None;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if line.trim_start_matches('\u{feff}').trim_end() == "+++" {
            match toml {
                None if start == 0 => toml = Some(end),
                Some(begin) => return (begin..start, end..text.len()),
                None => {}
            }
        }
        start = end;
    }
    match toml {
        Some(begin) => (begin..text.len(), text.len()..text.len()),
        None => (0..0, 0..text.len()),
    }
}

/// The entry to which a text leads that is a link and nothing else.
fn linked(written: &str, start: usize, kind: Option<Kind>) -> Option<Mention> {
    let (own, id) = entry_of_link(written)?;
    let from = start + (id.as_ptr().addr() - written.as_ptr().addr());
    Some(Mention {
        key: Key::new(own.or(kind)?, id),
        span: from..from + id.len(),
    })
}

/// The entry that `kind:id`, maybe with a part behind `#`, names.
fn named(written: &str, start: usize) -> Option<Mention> {
    let (kind, rest) = written.split_once(':')?;
    let id = &rest[..rest.len() - rest.trim_start_matches(is_id_letter).len()];
    let from = start + kind.len() + 1;
    Some(Mention {
        key: Key::new(Kind::from_name(kind)?, id),
        span: from..from + id.len(),
    })
    .filter(|_| !id.is_empty())
}

/// The links and footnotes in a text, but for those in code.
fn links(text: &str, start: usize, found: &mut Vec<Mention>) {
    let mut in_code = false;
    let mut line_start = start;
    for line in text.split_inclusive('\n') {
        let is_fence = ["```", "~~~"]
            .iter()
            .any(|fence| line.trim_start().starts_with(fence));
        in_code ^= is_fence;
        if !in_code && !is_fence {
            links_in_line(line, line_start, found);
        }
        line_start += line.len();
    }
}

fn links_in_line(line: &str, start: usize, found: &mut Vec<Mention>) {
    let mut is_code = false;
    for (place, letter) in line.char_indices() {
        if letter == '`' {
            is_code = !is_code && line[place + 1..].contains('`');
        }
        if is_code {
            continue;
        }
        let rest = &line[place..];
        if let Some(rest) = rest.strip_prefix("[^") {
            let id = &rest[..rest.len() - rest.trim_start_matches(is_id_letter).len()];
            if !id.is_empty() && rest[id.len()..].starts_with(']') {
                let from = start + place + 2;
                found.push(Mention {
                    key: Key::new(Kind::Evidence, id),
                    span: from..from + id.len(),
                });
            }
        }
        for head in ["](<", "](", "]: "] {
            if let Some(rest) = rest.strip_prefix(head) {
                found.extend(named(rest, start + place + head.len()));
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_entries_in_fields_texts_and_markdown() {
        let text = "+++\nname = \"A\"\nsegment = \"big\"\nquote = \"x [^visits]\"\ngoals = [{ text = \"b\", evidence = [\"survey\"] }]\n+++\n\
            See [](persona:mark) and [her](job:sell#part), `[](persona:code)`.\n\n```\n[](persona:fence)\n```\n";
        let which = Which::of("content/personas/sophie/index.md").unwrap();
        assert_eq!(which, Which::Entry(Key::new(Kind::Persona, "sophie")));
        let read = Read::new("content/personas/sophie/index.md", &which, text);
        let mentions = read.mentions(&Fields::default());
        let ids: Vec<(&str, &str)> = mentions
            .iter()
            .map(|mention| (mention.key.kind.name(), &text[mention.span.clone()]))
            .collect();
        assert_eq!(
            ids,
            [
                ("segment", "big"),
                ("evidence", "visits"),
                ("evidence", "survey"),
                ("persona", "mark"),
                ("job", "sell"),
            ]
        );
    }

    #[test]
    fn fields_in_markdown_and_yaml_name_entries() {
        let fields = Fields::default();
        let ids = |text: &str| {
            let which = Which::of("content/personas/sophie.md").unwrap();
            let read = Read::new("content/personas/sophie.md", &which, text);
            let mentions = read.mentions(&fields).into_iter();
            let ids: Vec<(&str, String)> = mentions
                .map(|one| (one.key.kind.name(), text[one.span].to_owned()))
                .collect();
            let name = read.text_at(&[Step::Key("name".to_owned())]);
            (ids, name.map(|span| text[span.clone()].to_owned()))
        };
        let known = |all: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
            all.iter()
                .map(|(kind, id)| (*kind, (*id).to_owned()))
                .collect()
        };
        let markdown = "# Sophie\n\nSegment: big\n**Jobs:** sell, rest\n\n## Goals\n\n- Rest [^talks]\n  - evidence: survey\n\n## Jobs to be\n\n[](job:sell)\n";
        let (found, name) = ids(markdown);
        assert_eq!(name.as_deref(), Some("Sophie"));
        assert_eq!(
            found,
            known(&[
                ("segment", "big"),
                ("job", "sell"),
                ("job", "rest"),
                ("evidence", "talks"),
                ("evidence", "survey"),
                ("job", "sell"),
            ])
        );
        let yaml = "---\nname: 'Sophie'\nsegment: \"big\"\njobs:\n  - sell\nquote: x [^talks]\n---\n\nStory.\n";
        let (found, name) = ids(yaml);
        assert_eq!(name.as_deref(), Some("Sophie"));
        assert_eq!(
            found,
            known(&[("segment", "big"), ("job", "sell"), ("evidence", "talks")])
        );
        let links = "# Sophie\n\nSegment: [Big](../segments/big.md#big)\nJobs: [Sell](job:sell), [[rest|Resting]]\n";
        let (found, _) = ids(links);
        assert_eq!(
            found,
            known(&[("segment", "big"), ("job", "sell"), ("job", "rest")])
        );
        let toml = "+++\nname = \"Sophie\"\nsegment = \"[Big](../segments/big.md)\"\n+++\n";
        assert_eq!(ids(toml).0, known(&[("segment", "big")]));
    }

    #[test]
    fn only_files_of_a_book_are_known() {
        for file in [
            "content/x.md",
            "README.md",
            "content/personas/a.png",
            "content/personas/A.md",
        ] {
            assert_eq!(Which::of(file), None, "{file}");
        }
    }
}
