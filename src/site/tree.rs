//! Content as templates see it: the tree of nodes with texts as HTML and references as cards.

use std::collections::BTreeSet;

use super::links::{EntryLinks, part_id, url};
use super::terms::{Explained, inline, is_explained};
use super::{EntryCard, Viewer, documents, map, present};
use crate::doc::Date;
use crate::doc::markdown::Marker as _;
use crate::model::content::Node;
use crate::model::scorecard::{ScoreLevel, When};
use crate::model::value::{Scalar, Text};
use crate::model::{AnyReference, Claim, Entry, Key, Kind, Sources};
use crate::score::{
    Confidence, condition_in_words, confidence, is_about_customer, level_in_words, scalar_in_words,
};
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
        /// The id of its place on the page of its entry; nothing where it has none, or on other pages.
        anchor: Option<String>,
        /// What it rests on.
        evidence: Vec<Shared<EntryCard>>,
        /// The numbers of these in the list of sources at the end of the page of its entry.
        evidence_numbers: Vec<usize>,
        /// What speaks against it.
        against: Vec<Shared<EntryCard>>,
        /// The numbers of these in the same list.
        against_numbers: Vec<usize>,
        /// What it answers, if it is something we offer.
        answers: Vec<Answered>,
        /// How well it is known; the word says so where the site shows none of its sources.
        confidence: Choice<'a>,
        /// Whether it is marked with that: what only names something of ours is not, as long as it names no source.
        marked: bool,
        /// Whether all of its list have the same mark, which then stands once behind the list.
        shares_mark: bool,
        /// Whether it is marked as resting on nothing yet, or as an open question.
        assumed: bool,
        /// What people do about it today.
        workaround: Option<Sentence>,
        /// What the author adds.
        note: Option<Sentence>,
        /// Who said it.
        by: Option<String>,
        /// For what it may be used.
        consent: Option<Sentence>,
        /// The last day on which it may be used.
        consent_until: Option<Day>,
        /// How strong a force is, 1 to 5.
        strength: Option<f64>,
    }
}

view! {
    /// What an offer answers.
    pub(crate) struct Answered {
        /// A statement of a customer, or the name of a job.
        text: String,
        /// Its place, for pages one folder deep.
        url: String,
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
            Node::Number(number) | Node::Limit { number, .. } => (*number).into(),
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
            Node::Document(given) => documents::target(self.viewer, self.entry, given).into(),
            Node::Scalar(scalar) => self.scalar(scalar).into(),
            Node::List(items) if matches!(items.first(), Some(Node::Claim(_))) => {
                let claims = items.iter().filter_map(|item| match item {
                    Node::Claim(claim) => Some(*claim),
                    _ => None,
                });
                let claims: Vec<&Claim> = claims.collect();
                let shown = claims.iter().map(|claim| self.claim_with(claim, terms));
                with_shared_mark(&claims, shown.collect()).value()
            }
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

    /// For another page than that of the entry, or for a second place on it.
    pub(crate) fn claim(&self, claim: &Claim) -> Statement<'a> {
        Statement {
            anchor: None,
            ..self.claim_with(claim, &mut None)
        }
    }

    fn claim_with(&self, claim: &Claim, terms: &mut Terms<'_, '_>) -> Statement<'a> {
        let html = self.html(&claim.text, terms);
        let mut optional =
            |text: &Option<Text>| text.as_ref().map(|text| self.text_with(text, terms));
        let EntryLinks { viewer, entry } = *self;
        let confidence = confidence(claim, entry, viewer.catalog, viewer.today);
        let cards = |sources: &Sources| {
            let ids = sources.iter().map(|reference| reference.id.as_str());
            viewer.cards(Kind::Evidence, ids)
        };
        let (evidence, against) = (cards(&claim.evidence), cards(&claim.against));
        let numbers = |sources: &Sources| {
            let ids = sources.iter().map(|reference| reference.id.as_str());
            let numbers = ids.filter_map(|id| viewer.index.source_number(&entry.key, id));
            let numbers: BTreeSet<usize> = numbers.collect();
            numbers.into_iter().collect()
        };
        let is_marked =
            is_about_customer(claim, entry) || !evidence.is_empty() || !against.is_empty();
        let is_assumed = matches!(confidence, Confidence::Assumption | Confidence::Unknown);
        let id = claim.id.as_ref();
        let answers = claim.answers.iter();
        let answers = answers.filter_map(|to| answered(viewer, to));
        Statement {
            anchor: id.map(|id| part_id(&entry.key, &id.0)),
            html,
            plain: claim.text.plain(),
            severity: claim.severity.map(|severity| severity.0),
            evidence,
            evidence_numbers: numbers(&claim.evidence),
            against,
            against_numbers: numbers(&claim.against),
            answers: answers.collect(),
            confidence: Choice {
                key: confidence.as_str(),
                word: match claim.evidence.are_not_shown() {
                    true => viewer.words.choice("confidence", "not-shown"),
                    false => viewer.words.choice("confidence", confidence.as_str()),
                },
            },
            marked: is_marked,
            shares_mark: false,
            assumed: is_marked && is_assumed,
            workaround: optional(&claim.workaround),
            note: optional(&claim.note),
            by: claim.by.clone(),
            consent: optional(&claim.consent),
            consent_until: claim.consent_until.map(|date| self.date(date)),
            strength: claim.strength.map(|strength| strength.0),
        }
    }

    pub(crate) fn scalar(&self, given: &Scalar) -> String {
        scalar_in_words(&self.viewer.words, given)
    }

    /// "employees from 20 to 200", "country is NL or BE".
    pub(crate) fn condition(&self, when: &When) -> String {
        condition_in_words(&self.viewer.words, when)
    }

    /// What a level of a criterion is called, or else its condition in words.
    pub(crate) fn level(&self, level: &ScoreLevel) -> String {
        level_in_words(&self.viewer.words, level)
    }
}

/// The claims of a list as pages show them, with whether one mark can stand for all of theirs.
fn with_shared_mark<'a>(claims: &[&Claim], mut shown: Vec<Statement<'a>>) -> Vec<Statement<'a>> {
    let marks = claims.iter().zip(&shown).map(|(claim, shown)| {
        let mark = (shown.marked, shown.confidence.key);
        (mark, &claim.evidence, &claim.against)
    });
    let marks: Vec<_> = marks.collect();
    let are_alike = marks.len() > 1 && marks.windows(2).all(|pair| pair[0] == pair[1]);
    for claim in &mut shown {
        claim.shares_mark = claim.marked && are_alike;
    }
    shown
}

/// In a word, that a claim is less than a statement with a source; nothing for others.
pub(crate) fn mark_in_text(viewer: &Viewer<'_>, entry: &Entry, claim: &Claim) -> Option<String> {
    if !is_about_customer(claim, entry) {
        return None;
    }
    let word = match confidence(claim, entry, viewer.catalog, viewer.today) {
        Confidence::Unknown => "mark_unknown",
        Confidence::Assumption => "mark_assumption",
        Confidence::Inference => "mark_inference",
        Confidence::Whole | Confidence::Weak | Confidence::Fair | Confidence::Strong => {
            return None;
        }
    };
    Some(viewer.words.get(word).to_owned())
}

/// What an offer answers, as far as the site shows it.
pub(crate) fn answered(viewer: &Viewer<'_>, to: &AnyReference) -> Option<Answered> {
    let key = Key::new(to.kind, to.id.as_str());
    let entry = viewer.catalog.get(&key)?;
    let page = format!("../{}", url(&key));
    Some(match &to.part {
        None => Answered {
            text: entry.header.name.clone(),
            url: page,
        },
        Some(part) => Answered {
            text: viewer.index.claim(&key, part)?.1.text.plain(),
            url: format!("{page}#{}", part_id(&key, part)),
        },
    })
}
