//! The columns of the table of accounts: their types, and what in them is not known. Must not know points.

use super::dialect::Dialect;
use super::quote::{form, number};
use super::step::Column;
use crate::accounts::{Field, NO, YES};
use crate::error::Error;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Number,
    Flag,
    Text,
}

/// A value of the model as a column.
#[derive(Debug, Clone)]
pub(super) struct Value {
    /// As the model names it.
    pub(super) field: String,
    pub(super) kind: Type,
    /// How the steps of the query call it.
    pub(super) name: String,
}

/// The values that the query looks at.
#[derive(Debug)]
pub(super) struct Values(pub(super) Vec<Value>);

impl Values {
    /// # Errors
    /// When a value would need two types.
    pub(super) fn of(fields: &[Field]) -> Result<Self, Error> {
        let mut values: Vec<Value> = Vec::new();
        for field in fields {
            if !field.is_in_condition && !field.is_given {
                continue;
            }
            let letters = field.name.chars().map(|letter| match letter {
                letter if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase(),
                _ => '_',
            });
            let bare = format!("value_{}", letters.collect::<String>());
            let is_taken = |name: &str| values.iter().any(|value| value.name == name);
            let numbered = (2..).map(|number| format!("{bare}_{number}"));
            let mut names = std::iter::once(bare.clone()).chain(numbered);
            let name = names.find(|name| !is_taken(name)).unwrap_or(bare.clone());
            values.push(Value {
                field: field.name.clone(),
                kind: kind(field)?,
                name,
            });
        }
        Ok(Self(values))
    }

    pub(super) fn of_field(&self, field: &str) -> Option<&Value> {
        self.0.iter().find(|value| value.field == field)
    }

    /// How the steps call a value; what no column has is not known.
    pub(super) fn name(&self, field: &str) -> &str {
        self.of_field(field).map_or("NULL", |value| &value.name)
    }
}

fn kind(field: &Field) -> Result<Type, Error> {
    let asked = &field.asked;
    let refuse = |what: &str, help: &str| {
        let name = crate::text::shown(&field.name);
        Err(Error::refused(format!("`{name}` {what}"), help))
    };
    if field.is_signal {
        return refuse(
            "is a signal of engagement, and a value of an account too",
            "give the signal a `field` of its own: in SQL signals stand in the table of events",
        );
    }
    let is_number = asked.is_number || field.is_given;
    match (is_number, asked.is_flag) {
        (true, true) => refuse(
            "is compared with numbers, and with yes or no",
            "give each a value of its own: a column in SQL has one type",
        ),
        (true, false) if field.is_given && !asked.is_number && asked.may_be_text => refuse(
            "has points of the framework, and is compared with texts",
            "give each a value of its own: a column in SQL has one type",
        ),
        (true, false) => Ok(Type::Number),
        (false, true) if !asked.may_be_text && !asked.may_be_number => Ok(Type::Flag),
        (false, false) if asked.may_be_number && !asked.may_be_text => Ok(Type::Number),
        _ => Ok(Type::Text),
    }
}

/// The columns that hold what is known: nothing where a text is empty, a number is none, or the model says that it stands for nothing.
///
/// # Errors
/// When no column could be called like a value.
pub(super) fn columns(
    dialect: &Dialect,
    fields: &[Field],
    values: &Values,
) -> Result<Vec<Column>, Error> {
    let mut columns = Vec::new();
    for value in &values.0 {
        let Some(field) = fields.iter().find(|field| field.name == value.field) else {
            continue;
        };
        let column = format!("listed.{}", dialect.identifier(&value.field)?);
        let missing = &field.asked.missing;
        let (unknown, known): (Vec<String>, String) = match value.kind {
            Type::Number => {
                let given = format!("CAST({column} AS {})", dialect.number);
                let mut unknown = vec![form(dialect.is_nan, &[&given])];
                let words = missing.iter().filter_map(|word| word.parse::<f64>().ok());
                let words = words.filter(|word| word.is_finite());
                unknown.extend(words.map(|word| format!("{given} = {}", number(word))));
                (unknown, given)
            }
            Type::Flag => {
                let given = format!("CAST({column} AS BOOLEAN)");
                let words = missing.iter().filter_map(|word| match word.as_str() {
                    "true" => Some(given.clone()),
                    "false" => Some(format!("NOT {given}")),
                    _ => None,
                });
                (words.collect(), given)
            }
            Type::Text => {
                let text = format!("CAST({column} AS {})", dialect.text);
                let given = form(dialect.trimmed, &[&format!("LOWER({text})")]);
                let words = missing.iter().map(|word| dialect.literal(word));
                let nothing = ["''", "'nan'"].map(str::to_owned).into_iter();
                let mut unknown: Vec<String> = nothing.chain(words).collect();
                let known = if field.asked.is_flag {
                    // What stands for nothing is looked for first, also where it is a word for yes or no.
                    let nothing = std::mem::take(&mut unknown).join(", ");
                    format!(
                        "CASE WHEN {given} IN ({nothing}) THEN NULL WHEN {} THEN 'true' WHEN {} THEN 'false' ELSE {given} END",
                        is_one_of(dialect, &given, YES.into_iter()),
                        is_one_of(dialect, &given, NO.into_iter()),
                    )
                } else {
                    given
                };
                (unknown, known)
            }
        };
        let expression = match value.kind {
            _ if unknown.is_empty() => known,
            Type::Text => unknown
                .iter()
                .fold(known, |known, word| format!("NULLIF({known}, {word})")),
            _ => format!(
                "CASE WHEN {} THEN NULL ELSE {known} END",
                unknown.join(" OR ")
            ),
        };
        columns.push(Column::new(expression, value.name.clone()));
    }
    Ok(columns)
}

fn is_one_of<'a>(dialect: &Dialect, given: &str, words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| dialect.literal(word)).collect();
    format!("{given} IN ({})", words.join(", "))
}
