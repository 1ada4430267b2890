//! By what a field is edited, told by the declarations of the content: so a new field can be edited by being declared. Must not know
//! entries, nor how a page looks.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::doc::{Wanted, holds_itself};
use crate::language::Words;
use crate::load::style_of;
use crate::model::Kind;
use crate::schema::{Field, Fields, Refers, wanted};
use crate::text::Step;

/// So deep in an entry no field is edited by a control of its own.
const DEEPEST: usize = 12;

/// A field with its control.
#[derive(Debug, Serialize)]
pub(super) struct Control {
    /// Its key in the file.
    pub(super) name: String,
    /// What it is called in the language of the book.
    label: String,
    /// What it means, and a value as it is written in TOML.
    about: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<String>,
    pub(super) required: bool,
    is: Is,
    /// The words of which one stands here.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    choices: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<i64>,
    /// The kind whose ids stand here; ids of any kind have the kind before them.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'static str>,
    /// The control of each item.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<Box<Control>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Control>,
    /// The field for which a text may stand alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<&'static str>,
}

/// What sort of control.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Is {
    Text,
    TextOrNumber,
    Number,
    Choice,
    Flag,
    Date,
    Reference,
    List,
    Labels,
    Table,
    Claim,
    /// What is edited in the file only.
    Other,
}

/// The controls of an entry of a kind.
pub(super) struct Controls<'a> {
    pub(super) kind: Kind,
    pub(super) words: &'a Words,
    pub(super) fields: &'a Fields,
}

impl Controls<'_> {
    /// Those of all fields but the text, and the kinds of entries of which ids may stand in them.
    pub(super) fn all(&self) -> (Vec<Control>, BTreeSet<Kind>) {
        let mut kinds = BTreeSet::new();
        let controls = self.table(&[], &mut kinds);
        (controls, kinds)
    }

    fn table(&self, path: &[Step], kinds: &mut BTreeSet<Kind>) -> Vec<Control> {
        let fields = self.fields.table(Some(self.kind), path).iter();
        let fields = fields.filter(|field| !path.is_empty() || field.name != "body");
        fields
            .map(|field| {
                let path = [path, &[Step::Key(field.name.clone())]].concat();
                self.control(&path, field, kinds)
            })
            .collect()
    }

    fn control(&self, path: &[Step], field: &Field, kinds: &mut BTreeSet<Kind>) -> Control {
        let below = |step: Step| [path, &[step]].concat();
        let mut control = Control {
            name: field.name.clone(),
            label: self.label(path, &field.name),
            about: field.description.clone(),
            example: field.example.clone(),
            required: field.required,
            is: Is::Other,
            choices: &[],
            least: None,
            most: None,
            to: None,
            item: None,
            fields: Vec::new(),
            sentence: None,
        };
        if path.len() > DEEPEST {
            return control;
        }
        let text = below(Step::Key("text".to_owned()));
        control.is = match self.wanted(path) {
            Wanted::Nothing => Is::Other,
            Wanted::Text if self.wanted(&text) == Wanted::Text => {
                control.fields = self.table(path, kinds);
                control.sentence = Some("text");
                Is::Claim
            }
            Wanted::Text | Wanted::Image => match self.fields.refers(Some(self.kind), path) {
                Refers::To(kind) => {
                    kinds.insert(kind);
                    control.to = Some(kind.name());
                    Is::Reference
                }
                Refers::ToAny => {
                    kinds.extend(Kind::ALL);
                    Is::Reference
                }
                Refers::No => Is::Text,
            },
            Wanted::Word(words) => {
                control.choices = words;
                Is::Choice
            }
            Wanted::Number(least, most) => {
                control.least = Some(least).filter(|least| *least != i64::MIN);
                control.most = Some(most).filter(|most| *most != i64::MAX);
                Is::Number
            }
            Wanted::Scale(scale) => {
                control.least = Some(scale.least);
                control.most = Some(scale.most());
                Is::Number
            }
            Wanted::TextOrNumber | Wanted::Any => Is::TextOrNumber,
            Wanted::Flag => Is::Flag,
            Wanted::Date => Is::Date,
            Wanted::List => {
                control.item = Some(Box::new(self.control(&below(Step::Index(0)), field, kinds)));
                Is::List
            }
            Wanted::Labels => {
                let label = below(Step::Key("label".to_owned()));
                control.item = Some(Box::new(self.control(&label, field, kinds)));
                Is::Labels
            }
            Wanted::Table(_) if holds_itself(&|path| self.wanted(path), path) => Is::Other,
            Wanted::Table(keys) => {
                control.fields = self.table(path, kinds);
                control.sentence = keys.sentence;
                Is::Table
            }
        };
        control
    }

    fn wanted(&self, path: &[Step]) -> Wanted {
        wanted(Some(self.kind), path)
    }

    /// The word of the interface, whether or not Markdown would be read by it.
    fn label(&self, path: &[Step], name: &str) -> String {
        let table = path.split_last().map_or(&[][..], |(_, table)| table);
        style_of(self.kind, self.words, |style| {
            let mut words = (style.called)(table, name).into_iter();
            words.next().unwrap_or_else(|| name.to_owned())
        })
    }
}
