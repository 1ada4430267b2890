//! Content as templates see it: the tree of nodes with texts as HTML and references as cards.

use super::links::EntryLinks;
use super::terms::{Explained, inline, is_explained};
use super::{map, present};
use crate::doc::Date;
use crate::doc::markdown::Marker as _;
use crate::model::content::Node;
use crate::model::value::{Scalar, Text};
use crate::model::{Claim, Kind};
use crate::score::confidence;
use crate::theme::Value;

/// What explains terms, if anything does.
type Terms<'a, 'b> = Option<&'a mut Explained<'b>>;

impl EntryLinks<'_> {
    /// A node: `none` for what was left out; `{ key, word }` for a choice; `{ iso, text }` for a date;
    /// `{ html, plain }` for a text; a card for a reference; an address for an image;
    /// `[{ label, value }]` for a table with the author's own keys.
    pub(crate) fn value(&self, node: &Node<'_>) -> Value {
        self.value_with(node, &mut None)
    }

    /// The same with terms of the glossary explained: in each field of the entry, and in each table of a list, the first
    /// time that they occur.
    pub(crate) fn explained(&self, node: &Node<'_>, terms: &mut Explained<'_>) -> Value {
        let Node::Table(fields) = node else {
            return self.value(node);
        };
        let fields = fields.iter().map(|(key, field)| {
            terms.section();
            (*key, self.field(key, field, &mut Some(terms)))
        });
        map(fields.collect())
    }

    fn field(&self, key: &str, field: &Node<'_>, terms: &mut Terms<'_, '_>) -> Value {
        if is_explained(key) {
            self.value_with(field, terms)
        } else {
            self.value(field)
        }
    }

    fn value_with(&self, node: &Node<'_>, terms: &mut Terms<'_, '_>) -> Value {
        match node {
            Node::Absent => Value::none(),
            Node::Flag(flag) => (*flag).into(),
            Node::Number(number) => (*number).into(),
            Node::Word(word) => (*word).into(),
            Node::Choice { group, key } => map(vec![
                ("key", (*key).into()),
                ("word", self.viewer.words.choice(group, key).into()),
            ]),
            Node::Date(date) => self.date(*date),
            Node::Text(text) => self.text_with(text, terms),
            Node::Claim(claim) => self.claim_with(claim, terms),
            Node::Reference(kind, id) | Node::Part(kind, id, _) => self.viewer.card(*kind, id),
            Node::Image(image) => super::pictures::image(self.viewer, self.entry, image)
                .url
                .into(),
            Node::Scalar(scalar) => self.scalar(scalar).into(),
            Node::List(items) => present(items.iter().map(|item| {
                if let (Some(terms), Node::Table(_)) = (terms.as_mut(), item) {
                    terms.section();
                }
                self.value_with(item, terms)
            })),
            Node::Table(fields) => map(fields
                .iter()
                .map(|(key, field)| (*key, self.field(key, field, terms)))
                .collect()),
            Node::Labels(fields) => fields
                .iter()
                .map(|(label, field)| {
                    map(vec![
                        ("label", (*label).into()),
                        ("value", self.value_with(field, terms)),
                    ])
                })
                .collect::<Vec<_>>()
                .into(),
        }
    }

    pub(crate) fn date(&self, date: Date) -> Value {
        map(vec![
            ("iso", date.to_string().into()),
            ("text", self.viewer.words.date(date).into()),
        ])
    }

    pub(crate) fn text(&self, text: &Text) -> Value {
        self.text_with(text, &mut None)
    }

    fn html(&self, text: &Text, terms: &mut Terms<'_, '_>) -> Value {
        let html = match terms {
            Some(terms) => inline(self, text, terms),
            None => self.inline(&text.0),
        };
        Value::safe_string(&html)
    }

    fn text_with(&self, text: &Text, terms: &mut Terms<'_, '_>) -> Value {
        map(vec![
            ("html", self.html(text, terms)),
            ("plain", text.plain().into()),
        ])
    }

    pub(crate) fn claim(&self, claim: &Claim) -> Value {
        self.claim_with(claim, &mut None)
    }

    fn claim_with(&self, claim: &Claim, terms: &mut Terms<'_, '_>) -> Value {
        let html = self.html(&claim.text, terms);
        let mut optional =
            |text: &Option<Text>| text.as_ref().map(|text| self.text_with(text, terms));
        let confidence = confidence(claim, self.viewer.catalog, self.viewer.today);
        let ids = claim.evidence.iter().map(|reference| reference.id.as_str());
        map(vec![
            ("html", html),
            ("plain", claim.text.plain().into()),
            ("severity", claim.severity.map(|severity| severity.0).into()),
            ("evidence", self.viewer.cards(Kind::Evidence, ids).into()),
            (
                "confidence",
                map(vec![
                    ("key", confidence.as_str().into()),
                    (
                        "word",
                        self.viewer
                            .words
                            .choice("confidence", confidence.as_str())
                            .into(),
                    ),
                ]),
            ),
            ("workaround", optional(&claim.workaround).into()),
            ("note", optional(&claim.note).into()),
        ])
    }

    pub(crate) fn scalar(&self, scalar: &Scalar) -> String {
        let words = &self.viewer.words;
        match scalar {
            Scalar::Text(text) => text.clone(),
            Scalar::Number(number) => words.number(*number, 4),
            Scalar::Flag(true) => words.get("yes").to_owned(),
            Scalar::Flag(false) => words.get("no").to_owned(),
            Scalar::List(items) => items
                .iter()
                .map(|item| self.scalar(item))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}
