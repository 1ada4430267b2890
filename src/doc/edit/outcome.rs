//! What a document says, without how it is written, and what it has to say after a change. Must not know which bytes change with it.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::{Change, Value};
use crate::doc::wanted::Part;
use crate::doc::{Form, Wanted};
use crate::text::Step;

/// What a text says, without how it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    Text(String),
    Other(String),
    List(Vec<Self>),
    Table(BTreeMap<String, Self>),
}

impl Tree {
    /// What it says at a path.
    pub(super) fn at(&self, path: &[Step]) -> Option<&Self> {
        path.iter().try_fold(self, |tree, step| match (step, tree) {
            (Step::Key(key), Self::Table(fields)) => fields.get(key),
            (Step::Index(index), Self::List(items)) => items.get(*index),
            _ => None,
        })
    }
}

impl Value {
    pub(super) fn tree(&self) -> Tree {
        match self {
            Self::Text(text) => Tree::Text(text.replace("\r\n", "\n")),
            Self::Number(number) => Tree::Other(number.to_string()),
            Self::Flag(flag) => Tree::Other(flag.to_string()),
            Self::Date(date) => Tree::Other(date.to_string()),
            Self::List(items) => Tree::List(items.iter().map(Self::tree).collect()),
            Self::Table(fields) => {
                let fields = fields.iter();
                Tree::Table(
                    fields
                        .map(|(key, value)| (key.clone(), value.tree()))
                        .collect(),
                )
            }
        }
    }
}

/// Nothing where the text is no TOML.
#[cfg(test)]
pub(super) fn of_toml(text: &str) -> Option<Tree> {
    let table = DeTable::parse(text).ok()?;
    Some(of_table(table.get_ref()))
}

pub(super) fn of_table(table: &DeTable<'_>) -> Tree {
    let fields = table.iter();
    Tree::Table(
        fields
            .map(|(key, value)| (key.get_ref().to_string(), of_value(value.get_ref())))
            .collect(),
    )
}

fn of_value(value: &DeValue<'_>) -> Tree {
    let number = |text: &str| text.parse::<f64>().map(|number| number.to_string());
    match value {
        DeValue::String(text) => Tree::Text(text.replace("\r\n", "\n")),
        DeValue::Integer(digits) => {
            let number = i128::from_str_radix(digits.as_str(), digits.radix());
            Tree::Other(number.map_or_else(|_| digits.to_string(), |number| number.to_string()))
        }
        DeValue::Float(digits) => {
            Tree::Other(number(digits.as_str()).unwrap_or_else(|_| digits.to_string()))
        }
        DeValue::Boolean(flag) => Tree::Other(flag.to_string()),
        DeValue::Datetime(when) => Tree::Other(when.to_string()),
        DeValue::Array(items) => {
            Tree::List(items.iter().map(|item| of_value(item.get_ref())).collect())
        }
        DeValue::Table(table) => of_table(table),
    }
}

/// What a tree says after a change; nothing when the change cannot be made there.
pub(super) fn changed(tree: Tree, path: &[Step], change: &Change) -> Option<Tree> {
    let Some((step, rest)) = path.split_first() else {
        return match (change, tree) {
            (Change::Set(value), _) => Some(value.tree()),
            (Change::Add(value), Tree::List(mut items)) => {
                items.push(value.tree());
                Some(Tree::List(items))
            }
            _ => None,
        };
    };
    match (step, tree) {
        (Step::Key(key), Tree::Table(mut fields)) => {
            if rest.is_empty() && matches!(change, Change::Remove) {
                fields.remove(key)?;
                return Some(Tree::Table(fields));
            }
            let old = fields.remove(key).or_else(|| begun(rest, change))?;
            fields.insert(key.clone(), changed(old, rest, change)?);
            Some(Tree::Table(fields))
        }
        (Step::Index(index), Tree::List(mut items)) if *index < items.len() => {
            match (rest.is_empty(), change) {
                (true, Change::Remove) => {
                    items.remove(*index);
                }
                (true, Change::Move(to)) if *to < items.len() => {
                    let item = items.remove(*index);
                    items.insert(*to, item);
                }
                _ => {
                    let old = items.remove(*index);
                    items.insert(*index, changed(old, rest, change)?);
                }
            }
            Some(Tree::List(items))
        }
        _ => None,
    }
}

/// What a change may begin where nothing is yet.
fn begun(rest: &[Step], change: &Change) -> Option<Tree> {
    match (rest.first(), change) {
        (Some(Step::Key(_)), Change::Set(_) | Change::Add(_)) | (None, Change::Set(_)) => {
            Some(Tree::Table(BTreeMap::new()))
        }
        (None, Change::Add(_)) => Some(Tree::List(Vec::new())),
        _ => None,
    }
}

/// The tree in which each thing is said in one way only: a text that stands for a table is the table, one value of several is a list, and
/// what is empty is not there.
pub(super) fn plainly(tree: Tree, path: &mut Vec<Step>, form: &Form<'_>) -> Tree {
    let wanted = (form.wanted)(path);
    let tree = match (tree, wanted) {
        (Tree::Text(text), Wanted::Table(keys)) if keys.sentence.is_some() => {
            let parts = keys.read_sentence(&text).into_iter();
            let said = parts.map(|(key, part)| {
                let part = match part {
                    Part::Text(text) => Tree::Text(text.trim().to_owned()),
                    Part::Number(number) => Tree::Other(number.to_string()),
                };
                (key.to_owned(), part)
            });
            return Tree::Table(said.collect());
        }
        (Tree::Text(text), Wanted::Text) if is_claim(path, form) => {
            let text = Tree::Text(text.trim().to_owned());
            return Tree::Table(BTreeMap::from([("text".to_owned(), text)]));
        }
        (Tree::Text(text), Wanted::TextOrNumber | Wanted::Any) => {
            return Tree::List(vec![Tree::Text(text.trim().to_owned())]);
        }
        (tree @ Tree::Other(_), Wanted::TextOrNumber | Wanted::Any) => {
            return Tree::List(vec![tree]);
        }
        (tree, _) => tree,
    };
    match tree {
        Tree::Text(text) => Tree::Text(text.trim().to_owned()),
        Tree::Other(other) => Tree::Other(other),
        Tree::List(items) => {
            let items = items.into_iter().enumerate().map(|(index, item)| {
                // The items of a list in which anything may stand are no lists.
                if matches!(item, Tree::Text(_) | Tree::Other(_))
                    && matches!(wanted, Wanted::Any | Wanted::TextOrNumber)
                {
                    return trimmed(item);
                }
                path.push(Step::Index(index));
                let item = plainly(item, path, form);
                path.pop();
                item
            });
            Tree::List(items.collect())
        }
        Tree::Table(fields) => {
            let mut all = BTreeMap::new();
            for (key, value) in fields {
                path.push(Step::Key(key.clone()));
                let value = plainly(value, path, form);
                path.pop();
                let is_empty = match &value {
                    Tree::List(items) => items.is_empty(),
                    Tree::Table(fields) => fields.is_empty(),
                    Tree::Text(_) | Tree::Other(_) => false,
                };
                if !is_empty {
                    all.insert(key, value);
                }
            }
            Tree::Table(all)
        }
    }
}

fn trimmed(tree: Tree) -> Tree {
    match tree {
        Tree::Text(text) => Tree::Text(text.trim().to_owned()),
        other => other,
    }
}

/// Whether a text at a path may also be a table with the text in it.
pub(in crate::doc) fn is_claim(path: &[Step], form: &Form<'_>) -> bool {
    let text = [path, &[Step::Key("text".to_owned())]].concat();
    (form.wanted)(path) == Wanted::Text && (form.wanted)(&text) == Wanted::Text
}
