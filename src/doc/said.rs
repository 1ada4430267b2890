//! What a file says as plain data, and which field stands at a place of it. Must not know what a field means, nor how a file is changed.

use std::sync::Arc;

use serde_json::{Map, Number, Value};
use toml::de::{DeTable, DeValue};

use super::edit::is_claim;
use super::wanted::Part;
use super::{Document, Form, Wanted};
use crate::text::{FieldPath, Source, Span, Step};

/// The key under which a text that stands for a whole table is kept as it is written, beside what it says.
pub(crate) const AS_WRITTEN: &str = "";

/// A file as it was read.
pub(crate) struct Said {
    document: Document,
    fields: Option<Value>,
}

impl Said {
    /// Reads the text of a file; nothing when it has no front matter that can be read.
    pub(crate) fn of(path: &str, text: &str, form: &Form<'_>) -> Option<Self> {
        let source = Arc::new(Source {
            path: path.to_owned(),
            text: text.to_owned(),
        });
        let document = document(source, Some(form))?;
        let fields = document
            .valid()
            .map(|table| of_table(table.get_ref(), &mut Vec::new(), form));
        Some(Self { document, fields })
    }

    /// Its fields, in the order written, each table that a text stands for as a table; nothing when it has mistakes.
    pub(crate) fn fields(&self) -> Option<&Value> {
        self.fields.as_ref()
    }

    /// The Markdown that is no field.
    pub(crate) fn story(&self) -> &str {
        self.document.body().unwrap_or_default()
    }

    /// The innermost value that is written around a place; nothing when none is.
    pub(crate) fn path_at(&self, place: &Span) -> Option<FieldPath> {
        let mut paths = Vec::new();
        all_paths(self.fields.as_ref()?, &mut FieldPath::default(), &mut paths);
        let places = self.document.places();
        let around = paths.into_iter().filter(|path| places.has(&path.0));
        let mut places = self.document.places();
        let around = around.filter_map(|path| {
            let span = places.locate(&path, None, 0);
            let is_around = span.start <= place.start && place.start < span.end.max(span.start + 1);
            is_around.then_some((span.len(), std::cmp::Reverse(path.0.len()), path))
        });
        around.min().map(|(_, _, path)| path)
    }
}

/// A file with the fields that stand in its Markdown.
pub(super) fn document(source: Arc<Source>, form: Option<&Form<'_>>) -> Option<Document> {
    let document = match source.path.ends_with(".toml") {
        true => Some(Document::toml(source)),
        false => Document::markdown(source).0,
    }?;
    Some(match form {
        Some(form) => document.read_as(form),
        None => document,
    })
}

fn of_table(table: &DeTable<'_>, path: &mut Vec<Step>, form: &Form<'_>) -> Value {
    let fields = table.iter().map(|(key, value)| {
        let key = key.get_ref().to_string();
        path.push(Step::Key(key.clone()));
        let value = of_value(value.get_ref(), path, form);
        path.pop();
        (key, value)
    });
    Value::Object(fields.collect())
}

fn of_value(value: &DeValue<'_>, path: &mut Vec<Step>, form: &Form<'_>) -> Value {
    match value {
        DeValue::String(text) => of_text(&text.replace("\r\n", "\n"), path, form),
        DeValue::Integer(digits) => match i64::from_str_radix(digits.as_str(), digits.radix()) {
            Ok(number) => number.into(),
            Err(_) => digits.to_string().into(),
        },
        DeValue::Float(digits) => {
            let number = digits.as_str().parse().ok().and_then(Number::from_f64);
            number.map_or_else(|| digits.to_string().into(), Value::Number)
        }
        DeValue::Boolean(flag) => (*flag).into(),
        DeValue::Datetime(when) => when.to_string().into(),
        DeValue::Array(items) => {
            let items = items.iter().enumerate().map(|(index, item)| {
                path.push(Step::Index(index));
                let item = of_value(item.get_ref(), path, form);
                path.pop();
                item
            });
            Value::Array(items.collect())
        }
        DeValue::Table(table) => of_table(table, path, form),
    }
}

fn of_text(text: &str, path: &[Step], form: &Form<'_>) -> Value {
    let mut said = Map::new();
    match (form.wanted)(path) {
        Wanted::Table(keys) => {
            for (key, part) in keys.read_sentence(text) {
                let part = match part {
                    Part::Text(text) => text.trim().into(),
                    Part::Number(number) => number.into(),
                };
                said.insert(key.to_owned(), part);
            }
        }
        Wanted::Text if is_claim(path, form) => {
            said.insert("text".to_owned(), text.trim().into());
        }
        _ => {}
    }
    if said.is_empty() {
        return text.into();
    }
    said.insert(AS_WRITTEN.to_owned(), text.into());
    Value::Object(said)
}

fn all_paths(value: &Value, path: &mut FieldPath, into: &mut Vec<FieldPath>) {
    if !path.0.is_empty() {
        into.push(path.clone());
    }
    let mut below = |step: Step, value: &Value| {
        path.0.push(step);
        all_paths(value, path, into);
        path.0.pop();
    };
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(Step::Index(index), item);
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields.iter().filter(|(key, _)| *key != AS_WRITTEN) {
                below(Step::Key(key.clone()), value);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::load::in_form;
    use crate::model::Kind;

    fn said<R>(path: &str, text: &str, then: impl FnOnce(&Said) -> R) -> R {
        in_form(Kind::Persona, |form| {
            then(&Said::of(path, text, form).unwrap())
        })
    }

    #[test]
    fn every_form_says_the_same_and_keeps_a_text_that_stands_for_a_table() {
        let toml = "name = \"A\"\nage = 34\ngoals = [\"Sell\", { text = \"Rest\", evidence = [\"talks\"] }]\nreviewed = 2026-01-02\n";
        let wanted = json!({
            "name": "A",
            "age": 34,
            "goals": [{ "text": "Sell", "": "Sell" }, { "text": "Rest", "evidence": ["talks"] }],
            "reviewed": "2026-01-02",
        });
        said("a.toml", toml, |said| {
            assert_eq!(said.fields(), Some(&wanted));
        });
        let markdown = format!("+++\n{toml}+++\n\nThe story.\n");
        said("a.md", &markdown, |said| {
            assert_eq!(said.fields(), Some(&wanted));
            assert_eq!(said.story(), "The story.");
        });
        said("a.toml", "name = \n", |said| {
            assert_eq!(said.fields(), None);
        });
    }

    #[test]
    fn the_innermost_value_around_a_place_is_found() {
        let text = "name = \"A\"\ngoals = [\"Sell\", { text = \"Rest\", grade = \"no\" }]\n";
        said("a.toml", text, |said| {
            let at = |part: &str| {
                let start = text.find(part).unwrap();
                said.path_at(&(start..start + 1))
                    .map(|path| path.to_string())
            };
            assert_eq!(at("\"no\"").as_deref(), Some("goals[1].grade"));
            assert_eq!(at("\"Sell\"").as_deref(), Some("goals[0]"));
            assert_eq!(at("\"A\"").as_deref(), Some("name"));
        });
    }
}
