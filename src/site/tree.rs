//! Content as templates see it: the tree of nodes with texts as HTML and references as cards.

use super::line::scalar;
use super::links::EntryLinks;
use super::terms::{Explained, inline, is_explained};
use super::{EntryCard, map, present};
use crate::doc::Date;
use crate::doc::markdown::Marker as _;
use crate::model::content::Node;
use crate::model::value::{Scalar, Text};
use crate::model::{Claim, Kind};
use crate::score::{Confidence, confidence};
use crate::theme::Value;
use crate::view::{Fields, Html, Shared, View, view};

view! {
    /// A day.
    pub(crate) struct Day {
        /// As in `2026-03-01`.
        iso: String,
        /// As the language writes it.
        text: String,
    }
}

view! {
    /// One of a fixed set of words.
    pub(crate) struct Choice<'a> {
        /// As it is written in content.
        key: &'a str,
        /// As readers see it.
        word: &'a str,
    }
}

view! {
    /// A text with inline Markdown.
    pub(crate) struct Sentence {
        /// For pages one folder deep.
        html: Html,
        /// Without any markup.
        plain: String,
    }
}

view! {
    /// A statement about the customer.
    pub(crate) struct Statement<'a> {
        /// For pages one folder deep.
        html: Html,
        /// Without any markup.
        plain: String,
        /// How bad it is, 1 to 5.
        severity: Option<f64>,
        /// What it rests on.
        evidence: Vec<Shared<EntryCard>>,
        /// How well it is known; the word says so where the site shows none of its sources.
        confidence: Choice<'a>,
        /// Whether it rests on nothing yet.
        assumed: bool,
        /// What people do about it today.
        workaround: Option<Sentence>,
        /// What the author adds.
        note: Option<Sentence>,
    }
}

view! {
    /// A value under a label that the author chose.
    pub(crate) struct Labelled<'a> {
        /// The label.
        label: &'a str,
        /// The value, as content has it.
        value: Fields,
    }
}

/// What explains terms, if anything does.
type Terms<'a, 'b> = Option<&'a mut Explained<'b>>;

impl<'a> EntryLinks<'a> {
    /// A node: `none` for what was left out; `{ key, word }` for a choice; `{ iso, text }` for a date;
    /// `{ html, plain }` for a text; a card for a reference; an address for an image;
    /// `[{ label, value }]` for a table with the author's own keys.
    pub(crate) fn value(&self, node: &Node<'_>) -> Fields {
        Fields(self.value_with(node, &mut None))
    }

    /// The same with terms of the glossary explained: in each field of the entry, and in each table of a list, the first
    /// time that they occur.
    pub(crate) fn explained(&self, node: &Node<'_>, terms: &mut Explained<'_>) -> Fields {
        let Node::Table(fields) = node else {
            return self.value(node);
        };
        let fields = fields.iter().map(|(key, field)| {
            terms.section();
            (*key, self.field(key, field, &mut Some(terms)))
        });
        Fields(map(fields.collect()))
    }

    fn field(&self, key: &str, field: &Node<'_>, terms: &mut Terms<'_, '_>) -> Value {
        if is_explained(key) {
            self.value_with(field, terms)
        } else {
            self.value(field).0
        }
    }

    fn value_with(&self, node: &Node<'_>, terms: &mut Terms<'_, '_>) -> Value {
        match node {
            Node::Absent => Value::none(),
            Node::Flag(flag) => (*flag).into(),
            Node::Number(number) => (*number).into(),
            Node::Word(word) => (*word).into(),
            Node::Choice { group, key } => self.viewer.choice(group, key).value(),
            Node::Date(date) => self.date(*date).value(),
            Node::Text(text) => self.text_with(text, terms).value(),
            Node::Claim(claim) => self.claim_with(claim, terms).value(),
            Node::Reference(kind, id) | Node::Part(kind, id, _) => {
                self.viewer.card(*kind, id).value()
            }
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
                .map(|(label, field)| Labelled {
                    label,
                    value: Fields(self.value_with(field, terms)),
                })
                .collect::<Vec<_>>()
                .value(),
        }
    }

    pub(crate) fn date(&self, date: Date) -> Day {
        self.viewer.day(date)
    }

    pub(crate) fn text(&self, text: &Text) -> Sentence {
        self.text_with(text, &mut None)
    }

    fn html(&self, text: &Text, terms: &mut Terms<'_, '_>) -> Html {
        Html(match terms {
            Some(terms) => inline(self, text, terms),
            None => self.inline(&text.0),
        })
    }

    fn text_with(&self, text: &Text, terms: &mut Terms<'_, '_>) -> Sentence {
        Sentence {
            html: self.html(text, terms),
            plain: text.plain(),
        }
    }

    pub(crate) fn claim(&self, claim: &Claim) -> Statement<'a> {
        self.claim_with(claim, &mut None)
    }

    fn claim_with(&self, claim: &Claim, terms: &mut Terms<'_, '_>) -> Statement<'a> {
        let html = self.html(&claim.text, terms);
        let mut optional =
            |text: &Option<Text>| text.as_ref().map(|text| self.text_with(text, terms));
        let confidence = confidence(claim, self.entry, self.viewer.catalog, self.viewer.today);
        let ids = claim.evidence.iter().map(|reference| reference.id.as_str());
        Statement {
            html,
            plain: claim.text.plain(),
            severity: claim.severity.map(|severity| severity.0),
            evidence: self.viewer.cards(Kind::Evidence, ids),
            confidence: Choice {
                key: confidence.as_str(),
                word: match claim.evidence.are_not_shown() {
                    true => self.viewer.words.choice("confidence", "not-shown"),
                    false => self.viewer.words.choice("confidence", confidence.as_str()),
                },
            },
            assumed: confidence == Confidence::Assumption,
            workaround: optional(&claim.workaround),
            note: optional(&claim.note),
        }
    }

    pub(crate) fn scalar(&self, given: &Scalar) -> String {
        scalar(&self.viewer.words, given)
    }
}
