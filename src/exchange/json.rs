//! The scoring model as JSON, there and back. Its fields are those of the content that somebody writes. Must not know how accounts are scored.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{OwnedModel, ScoringModel};
use crate::accounts::place;
use crate::doc::Value as Said;
use crate::error::Error;
use crate::language::LanguageTag;
use crate::model::content::Content;
use crate::model::icp::Icp;
use crate::model::qualification::Qualification;
use crate::model::requirement::Requirement;
use crate::model::{Finding, KindData};
use crate::score::InWords;
use crate::text::{FieldPath, Step, shown_path};

/// Of the shape of the file. A program reads what is not newer than itself.
const VERSION: u64 = 1;

/// A file may have so many bytes.
const LARGEST: u64 = 10_000_000;

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    personabook_model: u64,
    language: String,
    /// What the book says in other words than the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<Value>,
    icp: Part,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    qualification: Option<Part>,
}

#[derive(Serialize, Deserialize)]
struct Part {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    #[serde(flatten)]
    rules: Map<String, Value>,
}

/// The model as JSON, with a line end at its end.
///
/// # Errors
/// When it has a number that JSON has not.
pub fn write_json(model: &ScoringModel<'_>) -> Result<String, Error> {
    let icp = Part {
        id: Some(model.icp_id.to_owned()),
        name: model.icp_name.to_owned(),
        rules: fields(model.icp, &["scorecard", "disqualifiers"])?,
    };
    let qualification = model.qualification.map(|(name, rules)| {
        Ok(Part {
            id: None,
            name: name.to_owned(),
            rules: of_qualification(rules)?,
        })
    });
    let file = File {
        personabook_model: VERSION,
        language: model.words.language().to_owned(),
        words: model.words.own(),
        icp,
        qualification: qualification.transpose()?,
    };
    let text = serde_json::to_string_pretty(&file).unwrap_or_default();
    Ok(text + "\n")
}

fn of_qualification(rules: &Qualification) -> Result<Map<String, Value>, Error> {
    const SCORED: [&str; 5] = [
        "framework",
        "engagement",
        "engagement_cap",
        "fit_points",
        "thresholds",
    ];
    let mut written = fields(rules, &SCORED)?;
    // What to ask and what an answer looks like scores nothing.
    for item in written
        .get_mut("framework")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
    {
        item.shift_remove("ask");
        item.shift_remove("looks_like");
    }
    let Some(sql) = &rules.sql else {
        return Ok(written);
    };
    let mut own = fields(sql, &["framework_min"])?;
    for (key, list) in [("any_of", &sql.any_of), ("all_of", &sql.all_of)] {
        if !list.is_empty() {
            let list: Result<Vec<Value>, Error> = list.iter().map(requirement).collect();
            own.insert(key.to_owned(), list?.into());
        }
    }
    written.insert("sql".to_owned(), own.into());
    Ok(written)
}

fn requirement(one: &Requirement) -> Result<Value, Error> {
    let mut written = Map::new();
    written.insert("text".to_owned(), one.claim.text.0.clone().into());
    if let Some(when) = &one.when {
        written.insert("when".to_owned(), value(&when.said())?);
    }
    Ok(written.into())
}

/// One text of a table as a list of one: whoever reads the model finds the same shape, however many there are.
fn as_lists(labels: &mut Value) {
    for (_, value) in labels.as_object_mut().into_iter().flatten() {
        if value.is_string() {
            *value = Value::Array(vec![value.take()]);
        }
    }
}

/// Some fields of a table of content, as far as they say something.
fn fields(content: &impl Content, wanted: &[&str]) -> Result<Map<String, Value>, Error> {
    let mut written = Map::new();
    if let Said::Table(fields) = content.said() {
        for (key, said) in fields {
            if wanted.contains(&key.as_str()) {
                let mut value = value(&said)?;
                if let Some(labels) = value.get_mut("missing_values") {
                    as_lists(labels);
                }
                written.insert(key, value);
            }
        }
    }
    Ok(written)
}

fn value(said: &Said) -> Result<Value, Error> {
    serde_json::to_value(said).map_err(|error| {
        Error::refused(
            error.to_string(),
            "leave out that limit, or write a large number",
        )
    })
}

/// Reads a model that [`write_json`] wrote.
///
/// # Errors
/// When the file cannot be read, is no such model or a newer one, or no book could say the same.
pub fn read_json(path: &Path) -> Result<OwnedModel, Error> {
    let (folder, name) = place(path)?;
    let bytes = folder.read(&name, LARGEST)?;
    read(&bytes).map_err(|why| {
        Error::refused(
            format!("{} is no scoring model: {why}", shown_path(path)),
            "write one with `personabook model --format json`",
        )
    })
}

fn read(bytes: &[u8]) -> Result<OwnedModel, String> {
    let told = |error: serde_json::Error| error.to_string().replace('\u{1f}', ": ");
    let file: Value = serde_json::from_slice(bytes).map_err(told)?;
    let version = file.get("personabook_model").and_then(Value::as_u64);
    match version {
        None => return Err("it has no `personabook_model`".to_owned()),
        Some(version) if version > VERSION => {
            return Err(format!(
                "its version is {version}, and this personabook reads {VERSION}"
            ));
        }
        Some(_) => {}
    }
    let file: File = serde_json::from_value(file).map_err(told)?;
    let language = LanguageTag::read(&file.language).map_err(|(why, _)| why)?;
    let words = match file.words {
        None => InWords::new(language),
        Some(own) => InWords::with_own(&language, own)?,
    };
    known_keys::<Icp>(&file.icp.rules)?;
    let icp: Icp = serde_json::from_value(file.icp.rules.into()).map_err(told)?;
    let icp_id = file.icp.id.unwrap_or_default();
    let qualification = file.qualification.map(|mut part| {
        known_keys::<Qualification>(&part.rules)?;
        let id = Value::from(icp_id.clone());
        part.rules.insert("icp".to_owned(), id);
        let rules: Qualification = serde_json::from_value(part.rules.into()).map_err(told)?;
        Ok::<_, String>((part.name, rules))
    });
    let qualification = qualification.transpose()?;
    if icp.scorecard.is_none() {
        return Err("its profile has no scorecard".to_owned());
    }
    let of_rules = qualification.iter().flat_map(|(_, rules)| rules.findings());
    let mut findings: Vec<Finding> = icp.findings();
    findings.extend(of_rules);
    if let Some(wrong) = findings.first() {
        return Err(format!("{} ({})", wrong.message, wrong.path));
    }
    Ok(OwnedModel {
        icp_id,
        icp_name: file.icp.name,
        icp,
        qualification,
        words,
    })
}

/// A key that nothing reads would be a rule that does not count.
fn known_keys<T: Content>(rules: &Map<String, Value>) -> Result<(), String> {
    fn look<T: Content>(value: &Value, path: &mut Vec<Step>) -> Result<(), String> {
        let inner: Vec<(Step, &Value)> = match value {
            Value::Object(fields) => {
                let known = T::keys_at(path);
                let wrong = fields.keys().find(|key| !known.contains(&key.as_str()));
                if let (Some(key), false) = (wrong, known.is_empty()) {
                    return Err(format!(
                        "nothing reads `{}`",
                        FieldPath(path.clone()).key(key)
                    ));
                }
                let fields = fields.iter();
                fields
                    .map(|(key, one)| (Step::Key(key.clone()), one))
                    .collect()
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items
                    .map(|(index, one)| (Step::Index(index), one))
                    .collect()
            }
            _ => Vec::new(),
        };
        for (step, value) in inner {
            path.push(step);
            look::<T>(value, path)?;
            path.pop();
        }
        Ok(())
    }
    look::<T>(&Value::Object(rules.clone()), &mut Vec::new())
}
