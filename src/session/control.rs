//! By what a field is edited, told by the declarations of the content: so a new field can be edited by being declared. Must not know
//! entries, nor how a page looks.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::doc::{Wanted, exact, holds_itself};
use crate::language::{EMOTION, Words};
use crate::load::style_of;
use crate::model::look::Look;
use crate::model::{Content as _, Kind};
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
    /// What it means, without marks.
    about: String,
    /// Whether that is in English, whatever the language of the book.
    is_english: bool,
    /// A value as it is written in TOML.
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<String>,
    pub(super) required: bool,
    is: Is,
    /// The words of which one stands here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<Choice>,
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
    /// The field whose value may stand alone in the place of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    alone: Option<String>,
    /// What each number of a feeling is called, from the lowest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<String>,
    /// How it is set by hand, where more than the field itself is seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    hand: Option<Hand>,
}

/// How values are set that are seen together.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "as")]
enum Hand {
    /// A feeling in each item of a list, as points of a curve.
    Curve { of: String },
    /// A place on a line between two words.
    Line {
        left: String,
        right: String,
        value: String,
    },
    /// How much something is worth against how much work it is.
    Pad { across: String, up: Vec<String> },
    /// A face that is tried on.
    Face,
}

/// A word that may stand in a field.
#[derive(Debug, Serialize)]
struct Choice {
    /// As it is written.
    value: &'static str,
    /// As readers see it.
    text: String,
}

/// What sort of control.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Is {
    Text,
    TextOrNumber,
    Number,
    /// A number, or the table in which it is one of several.
    NumberOrTable,
    Choice,
    Flag,
    Date,
    Reference,
    List,
    Labels,
    Table,
    Claim,
    Image,
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
        let about = self.words.field(&field.description);
        let mut control = Control {
            name: field.name.clone(),
            label: self.label(path, &field.name),
            about: about.unwrap_or(&field.description).replace('`', ""),
            is_english: about.is_none(),
            example: field.example.clone(),
            required: field.required,
            is: Is::Other,
            choices: Vec::new(),
            least: None,
            most: None,
            to: None,
            item: None,
            fields: Vec::new(),
            alone: None,
            steps: Vec::new(),
            hand: None,
        };
        if path.len() > DEEPEST {
            return control;
        }
        let text = below(Step::Key("text".to_owned()));
        control.is = match self.wanted(path) {
            Wanted::Nothing => Is::Other,
            Wanted::Text if self.wanted(&text) == Wanted::Text => {
                control.fields = self.table(path, kinds);
                control.alone = Some("text".to_owned());
                Is::Claim
            }
            Wanted::Image => Is::Image,
            Wanted::Text => match self.fields.refers(Some(self.kind), path) {
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
            Wanted::Word(words, group) => {
                let choices = words.iter().map(|word| Choice {
                    value: word,
                    text: self.words.choice(group, word).to_owned(),
                });
                control.choices = choices.collect();
                Is::Choice
            }
            Wanted::Number(least, most) => {
                control.least = Some(least).filter(|least| *least != i64::MIN);
                control.most = Some(most).filter(|most| *most != i64::MAX);
                self.number_or_table(&mut control, path, kinds)
            }
            Wanted::Scale(scale) => {
                control.least = Some(scale.least);
                control.most = Some(scale.most());
                if std::ptr::eq(scale, &EMOTION) {
                    let all = scale.numbers().map(|(number, _)| exact(number));
                    let steps = all.map(|number| self.words.emotion(number).to_owned());
                    control.steps = steps.collect();
                }
                self.number_or_table(&mut control, path, kinds)
            }
            Wanted::TextOrNumber | Wanted::Any => Is::TextOrNumber,
            Wanted::Flag => Is::Flag,
            Wanted::Date => Is::Date,
            Wanted::List => {
                let item = self.control(&below(Step::Index(0)), field, kinds);
                let felt = item.fields.iter().find(|one| !one.steps.is_empty());
                control.hand = felt.map(|felt| Hand::Curve {
                    of: felt.name.clone(),
                });
                control.item = Some(Box::new(item));
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
                control.alone = keys.sentence.map(str::to_owned);
                control.hand = match keys.all == Look::keys_at(&[]) {
                    true => Some(Hand::Face),
                    false => line(&control.fields).or_else(|| pad(&control.fields)),
                };
                Is::Table
            }
        };
        control
    }

    /// A number may also be said as a table of which it is the only field that must be there, such as a feeling that changes.
    fn number_or_table(
        &self,
        control: &mut Control,
        path: &[Step],
        kinds: &mut BTreeSet<Kind>,
    ) -> Is {
        control.fields = self.table(path, kinds);
        let mut required = control.fields.iter().filter(|field| field.required);
        control.alone = required.next().map(|field| field.name.clone());
        match control.alone {
            Some(_) => Is::NumberOrTable,
            None => Is::Number,
        }
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

/// Two words that must be there, and how far from one to the other something is.
fn line(fields: &[Control]) -> Option<Hand> {
    let [left, right, value] = fields else {
        return None;
    };
    let is_word = |field: &Control| field.required && field.is == Is::Text;
    (is_word(left) && is_word(right) && value.is_share()).then(|| Hand::Line {
        left: left.name.clone(),
        right: right.name.clone(),
        value: value.name.clone(),
    })
}

/// Shares of a hundred, and one number on a scale.
fn pad(fields: &[Control]) -> Option<Hand> {
    let names = |is_one: fn(&Control) -> bool| {
        let such = fields.iter().filter(|field| is_one(field));
        such.map(|field| field.name.clone()).collect::<Vec<_>>()
    };
    let up = names(Control::is_share);
    match names(Control::is_scale).as_slice() {
        [across] if !up.is_empty() => Some(Hand::Pad {
            across: across.clone(),
            up,
        }),
        _ => None,
    }
}

impl Control {
    fn is_share(&self) -> bool {
        self.is == Is::Number && (self.least, self.most) == (Some(0), Some(100))
    }

    fn is_scale(&self) -> bool {
        let has_ends = self.least.is_some() && self.most.is_some();
        self.is == Is::Number && has_ends && !self.is_share() && self.steps.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn explained(control: &Control, found: &mut BTreeSet<String>) {
        found.insert(control.about.clone());
        let inner = control.fields.iter();
        for one in inner.chain(control.item.as_deref()) {
            explained(one, found);
        }
    }

    #[test]
    fn every_language_says_what_each_field_is_for() {
        let english = &Words::built_in(Language::default());
        let fields = &Fields::default();
        let mut all = BTreeSet::new();
        for kind in Kind::ALL {
            let (kind, words) = (*kind, english);
            let (controls, _) = {
                Controls {
                    kind,
                    words,
                    fields,
                }
            }
            .all();
            for control in &controls {
                assert!(control.is_english, "the declarations say it");
                explained(control, &mut all);
            }
        }
        assert!(all.len() > 300, "{}", all.len());
        for language in Language::all().filter(|one| *one != Language::default()) {
            let words = Words::built_in(language);
            let said: BTreeSet<String> = words.fields().map(|text| text.replace('`', "")).collect();
            let missing: Vec<_> = all.difference(&said).collect();
            assert!(
                missing.is_empty(),
                "{language:?} has no words for {missing:#?}"
            );
            let needless: Vec<_> = said.difference(&all).collect();
            assert!(
                needless.is_empty(),
                "{language:?} explains what is not there: {needless:#?}"
            );
        }
    }
}
