//! Names of other entries, and where an entry uses them.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, wanted_alone};
use super::entry::{Entry, Key};
use super::kind::{Kind, KindData};
use super::unseen::Hiding;
use super::value::Text;
use crate::doc::markdown::{self, Form};
use crate::doc::{Date, Value, Wanted, address_of_link, from_text};
use crate::text::{FieldPath, Step, is_image};

/// The id of an entry of kind `T`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<T> {
    /// The id: the stem of the entry's file name.
    pub id: String,
    kind: PhantomData<T>,
}

impl<T> Reference<T> {
    /// A reference to the entry with this id, which need not exist.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind: PhantomData,
        }
    }
}

impl<T: KindData> Content for Reference<T> {
    fn node(&self) -> Node<'_> {
        Node::Reference(T::KIND, &self.id)
    }

    const IS_TEXT: bool = true;

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        !hiding.hides(T::KIND, &self.id)
    }
}

impl<'de, T: KindData> Deserialize<'de> for Reference<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let of_link =
            entry_of_link(&text).filter(|(kind, _)| kind.is_none_or(|kind| kind == T::KIND));
        Ok(Self::new(match of_link {
            Some((_, id)) => id.to_owned(),
            None => text,
        }))
    }
}

/// The entry to which a text leads that is a link and nothing else: its kind, where that is known, and its id, a part of the text.
pub(crate) fn entry_of_link(text: &str) -> Option<(Option<Kind>, &str)> {
    address_of_link(text).and_then(entry_at)
}

/// The entry that an address names: `persona:anna`, its file or its page, such as `../personas/anna.md`; without its kind where that
/// stands nowhere in it.
pub(crate) fn entry_at(address: &str) -> Option<(Option<Kind>, &str)> {
    let address = address.split('#').next().unwrap_or(address).trim();
    let path = [".md", ".toml", ".html"]
        .iter()
        .find_map(|ending| address.strip_suffix(ending))
        .unwrap_or(address);
    let path = ["/index", "\\index"]
        .iter()
        .find_map(|index| path.strip_suffix(index))
        .unwrap_or(path);
    let mut parts = path
        .rsplit(['/', '\\', ':'])
        .filter(|part| !matches!(*part, "" | "." | ".."));
    let id = parts.next()?.trim();
    let Some(folder) = parts.next() else {
        return Some((None, id));
    };
    let kind = Kind::from_folder(folder).or_else(|| Kind::from_name(folder))?;
    Some((Some(kind), id))
}

impl<T: KindData> schemars::JsonSchema for Reference<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}Id", T::KIND.name()).into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "x-entry": T::KIND.name() })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// The kind and id of any entry, and optionally a part of its page: `journey:first-order#stage-3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnyReference {
    /// The kind before the colon.
    pub kind: Kind,
    /// The id after it.
    pub id: String,
    /// The part of the page after `#`, or nothing.
    pub part: Option<String>,
}

impl Content for AnyReference {
    fn node(&self) -> Node<'_> {
        match &self.part {
            Some(part) => Node::Part(self.kind, &self.id, part),
            None => Node::Reference(self.kind, &self.id),
        }
    }

    fn said(&self) -> Value {
        let part = self.part.as_ref();
        let part = part.map_or_else(String::new, |part| format!("#{part}"));
        Value::Text(format!("{}:{}{part}", self.kind.name(), self.id))
    }

    const IS_TEXT: bool = true;

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        let hides_part = |part: &String| hiding.hides_claim(self.kind, &self.id, part);
        !hiding.hides(self.kind, &self.id) && !self.part.as_ref().is_some_and(hides_part)
    }
}

impl<'de> Deserialize<'de> for AnyReference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |text| {
            let part_of = |text: &str| text.split_once('#').map(|(_, part)| part.to_owned());
            if let Some(address) = address_of_link(text)
                && let Some((Some(kind), id)) = entry_at(address)
            {
                return Ok(Self {
                    kind,
                    id: id.to_owned(),
                    part: part_of(address),
                });
            }
            let names = || crate::text::one_of(Kind::ALL.iter().map(|kind| kind.name()));
            let Some((kind, rest)) = text.split_once(':') else {
                return Err((
                    format!("`{text}` does not say of which kind it is"),
                    format!(
                        "write the kind, a colon and the id: \"job:{text}\"; the kinds are {}",
                        names()
                    ),
                ));
            };
            let Some(kind) = Kind::from_name(kind) else {
                return Err((format!("`{kind}` is no kind"), format!("write {}", names())));
            };
            Ok(Self {
                kind,
                id: rest.split('#').next().unwrap_or(rest).to_owned(),
                part: part_of(rest),
            })
        })
    }
}

impl schemars::JsonSchema for AnyReference {
    fn schema_name() -> Cow<'static, str> {
        "AnyReference".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[a-z]+:[a-z0-9-]+(#\\S+)?$" })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// Something an entry points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pointer {
    /// Another entry.
    Entry(Kind, String),
    /// A part of the page of another entry, such as `stage-3` of a journey.
    Part(Kind, String, String),
    /// A statement of another entry, by its id; an empty id where none is named.
    Claim(Kind, String, String),
    /// A link with a scheme that is no kind, and what stands behind its colon.
    UnknownScheme(String, String),
    /// An image file, by its path from the folder of the entry.
    Image(String),
    /// A document, by its path from the folder of the entry.
    Document(String),
    /// An address that a page must not contain.
    Unsafe(String),
    /// Nothing: what was plainly meant as a link and is none.
    Nearly {
        /// As it is written.
        written: String,
        /// The edit to make.
        help: String,
    },
    /// Nothing: a tag of HTML that no page has.
    LeftOut {
        /// As it is written.
        written: String,
        /// The name of its element.
        name: String,
    },
}

/// A place where an entry points at something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The field; empty for the Markdown body.
    pub path: FieldPath,
    /// What it points at.
    pub to: Pointer,
    /// How many bytes of the text stand before it at least; 0 where that is not known.
    pub offset: usize,
    /// Whether it is a link in a text, and not the id that a field asks for.
    pub is_link: bool,
}

/// What is found in an entry in one walk.
pub(super) struct LookedThrough {
    /// Everything it points at: ids in its fields, evidence of its claims, links, footnotes and images in its texts.
    pub(super) uses: Vec<Use>,
    /// Whether its texts may have links without words of their own.
    pub(super) may_lack_names: bool,
    /// Its days.
    pub(super) dates: Vec<(FieldPath, Date)>,
    /// Whether one of its claims is not for everybody.
    pub(super) has_claims_for_some: bool,
}

/// Looks through an entry.
pub(super) fn look_through(entry: &Entry) -> LookedThrough {
    let mut found = Vec::new();
    let mut dates = Vec::new();
    let mut has_claims_for_some = false;
    let mut may_lack_names = markdown::may_lack_names(&entry.body);
    let mut in_sentence = |path: &FieldPath, text: &Text, found: &mut Vec<Use>| {
        may_lack_names |= markdown::may_lack_names(&text.0);
        in_markdown(&entry.key, path, (&text.0, Form::Sentence), found);
    };
    for node in [entry.header.node(), entry.data.node()] {
        node.leaves(&mut |path, leaf| {
            let mut add = |to| {
                found.push(Use {
                    path: path.clone(),
                    to,
                    offset: 0,
                    is_link: false,
                });
            };
            match leaf {
                Node::Reference(kind, id) => add(Pointer::Entry(*kind, (*id).to_owned())),
                Node::Part(kind, id, part) => {
                    add(Pointer::Entry(*kind, (*id).to_owned()));
                    add(Pointer::Part(*kind, (*id).to_owned(), (*part).to_owned()));
                }
                Node::Date(date) => dates.push((path.clone(), *date)),
                Node::Image(image) => add(Pointer::Image((*image).to_owned())),
                Node::Document(url) => add(beside(markdown::file_of(url))),
                Node::Text(text) => in_sentence(path, text, &mut found),
                Node::Claim(claim) => {
                    has_claims_for_some |= !claim.audience.is_empty();
                    let until = claim.consent_until;
                    dates.extend(until.map(|until| (path.key("consent_until"), until)));
                    let in_sentence_too =
                        |id: &str| claim.cited.iter().any(|(cited, _)| cited == id);
                    for evidence in &claim.evidence {
                        if !in_sentence_too(&evidence.id) {
                            add(Pointer::Entry(Kind::Evidence, evidence.id.clone()));
                        }
                    }
                    for (id, offset) in &claim.cited {
                        found.push(Use {
                            path: path.clone(),
                            to: Pointer::Entry(Kind::Evidence, id.clone()),
                            offset: *offset,
                            is_link: false,
                        });
                    }
                    for (index, evidence) in claim.against.iter().enumerate() {
                        let to = Pointer::Entry(Kind::Evidence, evidence.id.clone());
                        let path = path.key("against").index(index);
                        found.push(Use {
                            path,
                            to,
                            offset: 0,
                            is_link: false,
                        });
                    }
                    for (index, answered) in claim.answers.iter().enumerate() {
                        let (kind, id) = (answered.kind, answered.id.clone());
                        let part = answered.part.clone().unwrap_or_default();
                        let pointers = [
                            Pointer::Entry(kind, id.clone()),
                            Pointer::Claim(kind, id, part),
                        ];
                        found.extend(pointers.map(|to| Use {
                            path: path.key("answers").index(index),
                            to,
                            offset: 0,
                            is_link: false,
                        }));
                    }
                    for text in [
                        Some(&claim.text),
                        claim.workaround.as_ref(),
                        claim.note.as_ref(),
                    ]
                    .into_iter()
                    .flatten()
                    {
                        in_sentence(path, text, &mut found);
                    }
                }
                _ => {}
            }
        });
    }
    let body = (entry.body.as_str(), Form::Blocks);
    in_markdown(&entry.key, &FieldPath::default(), body, &mut found);
    LookedThrough {
        uses: found,
        may_lack_names,
        dates,
        has_claims_for_some,
    }
}

/// A file beside the entry, to which it leads.
fn beside(path: &str) -> Pointer {
    if is_image(path) {
        Pointer::Image(path.to_owned())
    } else {
        Pointer::Document(path.to_owned())
    }
}

fn in_markdown(own: &Key, path: &FieldPath, (text, form): (&str, Form), found: &mut Vec<Use>) {
    for (link, offset) in markdown::links(text, form) {
        let mut add = |to, before: usize| {
            found.push(Use {
                path: path.clone(),
                to,
                // Where the address stands is known, or nothing is.
                offset: if offset == 0 { 0 } else { offset + before },
                is_link: true,
            });
        };
        match link {
            markdown::Link::Entry { scheme, id } => match Kind::from_name(&scheme) {
                Some(kind) => {
                    let before = scheme.len() + ":".len();
                    let (id, part) = id.split_once('#').unwrap_or((&id, ""));
                    add(Pointer::Entry(kind, id.to_owned()), before);
                    if !part.is_empty() {
                        let to = Pointer::Part(kind, id.to_owned(), part.to_owned());
                        add(to, before + id.len() + "#".len());
                    }
                }
                None => add(Pointer::UnknownScheme(scheme, id), 0),
            },
            markdown::Link::Footnote(id) => add(Pointer::Entry(Kind::Evidence, id), 0),
            markdown::Link::Image(image) => add(Pointer::Image(image), 0),
            markdown::Link::Document(path) => add(beside(&path), 0),
            markdown::Link::Unsafe(url) => add(Pointer::Unsafe(url), 0),
            markdown::Link::Place(part) => {
                add(Pointer::Part(own.kind, own.id.clone(), part), "#".len());
            }
            markdown::Link::Nearly { written, help } => add(Pointer::Nearly { written, help }, 0),
            markdown::Link::LeftOut { written, name } => {
                add(Pointer::LeftOut { written, name }, 0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::persona::Persona;

    #[test]
    fn a_link_is_a_reference() {
        let id = |text: &str| {
            let read =
                Reference::<Persona>::deserialize(serde::de::value::StrDeserializer::new(text));
            read.map(|reference| reference.id)
                .map_err(|error: serde::de::value::Error| error.to_string())
        };
        for text in [
            "anna",
            "[Anna](persona:anna)",
            "[Anna [the owner]](../personas/anna.md)",
            "[](<personas/anna/index.toml>)",
            "[Anna](anna.html#goals)",
            "[[anna]]",
            "[[personas/anna|Anna de Vries]]",
        ] {
            assert_eq!(id(text), Ok("anna".to_owned()), "{text}");
        }
        for text in [
            "[Anna](job:anna)",
            "[Anna](https://example.com/x/anna)",
            "[Anna]",
            "Anna)",
        ] {
            assert_eq!(
                id(text),
                Ok(text.to_owned()),
                "it is kept as it is, to be told: {text}"
            );
        }
        let any = |text: &str| {
            let read = AnyReference::deserialize(serde::de::value::StrDeserializer::new(text));
            read.map(|to| (to.kind, to.id, to.part))
                .map_err(|error: serde::de::value::Error| error.to_string())
        };
        let stage = Ok((
            Kind::Journey,
            "first".to_owned(),
            Some("stage-3".to_owned()),
        ));
        assert_eq!(any("journey:first#stage-3"), stage);
        assert_eq!(any("[Third](../journeys/first.md#stage-3)"), stage);
        assert!(any("[Third](first.md)").is_err());
    }
}
