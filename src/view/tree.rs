//! Content as templates see it: the tree of nodes with texts as HTML and references as cards.

use super::links::EntryLinks;
use super::{map, present};
use crate::doc::Date;
use crate::model::content::Node;
use crate::model::value::{Scalar, Text};
use crate::model::{Claim, Kind};
use crate::score::confidence;
use crate::theme::Value;

impl EntryLinks<'_> {
    /// A node: `none` for what was left out; `{ key, word }` for a choice; `{ iso, text }` for a date;
    /// `{ html, plain }` for a text; a card for a reference; an address for an image;
    /// `[{ label, value }]` for a table with the author's own keys.
    pub(super) fn value(&self, node: &Node<'_>) -> Value {
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
            Node::Text(text) => self.text(text),
            Node::Claim(claim) => self.claim(claim),
            Node::Reference(kind, id) | Node::Part(kind, id, _) => self.viewer.card(*kind, id),
            Node::Image(image) => super::pictures::image(self.viewer, self.entry, image)
                .url
                .into(),
            Node::Scalar(scalar) => self.scalar(scalar).into(),
            Node::List(items) => present(items.iter().map(|item| self.value(item))),
            Node::Table(fields) => map(fields
                .iter()
                .map(|(key, field)| (*key, self.value(field)))
                .collect()),
            Node::Labels(fields) => fields
                .iter()
                .map(|(label, field)| {
                    map(vec![
                        ("label", (*label).into()),
                        ("value", self.value(field)),
                    ])
                })
                .collect::<Vec<_>>()
                .into(),
        }
    }

    pub(super) fn date(&self, date: Date) -> Value {
        map(vec![
            ("iso", date.to_string().into()),
            ("text", self.viewer.words.date(date).into()),
        ])
    }

    pub(super) fn text(&self, text: &Text) -> Value {
        map(vec![
            ("html", Value::safe_string(&self.inline(&text.0))),
            ("plain", text.plain().into()),
        ])
    }

    pub(super) fn claim(&self, claim: &Claim) -> Value {
        let optional = |text: &Option<Text>| text.as_ref().map(|text| self.text(text));
        let confidence = confidence(claim, self.viewer.catalog, self.viewer.today);
        let ids = claim.evidence.iter().map(|reference| reference.id.as_str());
        map(vec![
            ("html", Value::safe_string(&self.inline(&claim.text.0))),
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

    pub(super) fn scalar(&self, scalar: &Scalar) -> String {
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
