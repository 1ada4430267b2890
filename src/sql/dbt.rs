//! The query as a model of dbt, with the tests of its columns. Must not know how it is made.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Question, query};
use crate::disk::{Folder, What, refused};
use crate::error::Error;
use crate::text::shown_path;

/// A model: its file names and what stands in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// The query, with the tables as dbt names them.
    pub sql: (String, String),
    /// What its columns are, and the tests that they pass.
    pub schema: (String, String),
}

/// The first line of both files, by which they are known again.
const MARK: &str = "written by personabook sql --dbt: change the book and write it again";

/// The largest file that is looked into for it.
const LARGEST: u64 = 10_000_000;

/// The columns with what they hold.
const COLUMNS: [(&str, &str); 19] = [
    ("account", "Its name"),
    ("fit_points", "Points of the scorecard that are certain"),
    (
        "fit_points_possible",
        "Points of the scorecard that it may still get",
    ),
    ("fit_maximum", "The most that any account can have"),
    (
        "fit_percent",
        "The points that are certain, in percent of the maximum",
    ),
    (
        "fit_percent_possible",
        "The points that it may still get, in percent of the maximum",
    ),
    (
        "tier",
        "A, or A to C while more than one is possible; empty for who is disqualified",
    ),
    ("musts_failed", "Which criteria it had to meet and does not"),
    ("disqualified", "Why it is out"),
    ("engagement", "Points for what it did, after decay and caps"),
    ("engagement_possible", "The most that these may be"),
    ("points", "Fit and engagement together"),
    ("points_possible", "The most that these may be"),
    ("framework", "Points of the framework"),
    ("framework_possible", "The most that these may be"),
    ("grade", "Fit from A to C, and engagement from 1 to 3"),
    ("stage", "How far the lead is; open where that is not known"),
    (
        "ask",
        "What is not known and could change the tier or the stage",
    ),
    (
        "reasons",
        "Each criterion, signal and item with its points and why",
    ),
];

const TIERS: [&str; 7] = ["", "A", "A to B", "A to C", "B", "B to C", "C"];
const STAGES: [&str; 7] = ["", "raw", "nurture", "MQL", "SQL", "out", "open"];

/// The model, under a name.
///
/// # Errors
/// As [`super::select`].
pub fn model(question: &Question<'_>, name: &str) -> Result<Model, Error> {
    // dbt fills in the names of tables, with the quotation marks that they need.
    let marks = [
        "personabook_table_of_accounts",
        "personabook_table_of_events",
    ];
    let sql = query(question, marks[0], marks[1])?;
    let (accounts, events) = (reference(question.table)?, reference(question.events)?);
    let sql = inert(&sql);
    let sql = sql.replace(&format!("FROM {}", marks[0]), &format!("FROM {accounts}"));
    let sql = sql.replace(&format!("FROM {}", marks[1]), &format!("FROM {events}"));
    let columns = COLUMNS.map(|(column, about)| {
        let tests = match column {
            "account" => json!(["not_null", "unique"]),
            "tier" => json!(["not_null", { "accepted_values": { "values": TIERS } }]),
            "stage" => json!(["not_null", { "accepted_values": { "values": STAGES } }]),
            "fit_points"
            | "fit_points_possible"
            | "fit_maximum"
            | "fit_percent"
            | "fit_percent_possible"
            | "reasons" => json!(["not_null"]),
            _ => json!([]),
        };
        json!({ "name": column, "description": about, "data_tests": tests })
    });
    let about = format!("Accounts scored with “{}”", question.icp_name);
    let schema = json!({
        "version": 2,
        "models": [{ "name": name, "description": inert(&about), "columns": columns }],
    });
    let schema = serde_json::to_string_pretty(&schema).unwrap_or_default();
    Ok(Model {
        sql: (format!("{name}.sql"), format!("-- {MARK}\n{sql}")),
        schema: (format!("{name}.yml"), format!("# {MARK}\n{schema}\n")),
    })
}

/// Writes the model into a folder.
///
/// # Errors
/// When somebody else wrote a file of that name, or the folder cannot be written to.
pub fn write(model: &Model, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = Folder::make(folder)?;
    let files = [&model.sql, &model.schema];
    for (name, _) in files {
        match folder.what(name)? {
            What::Nothing => {}
            What::File => {
                let bytes = folder
                    .read_unless_larger(name, LARGEST)?
                    .unwrap_or_default();
                if !String::from_utf8_lossy(&bytes)
                    .lines()
                    .next()
                    .is_some_and(|line| line.ends_with(MARK))
                {
                    return Err(Error::refused(
                        format!(
                            "{} was not written by this command",
                            shown_path(&folder.path(name))
                        ),
                        "rename it, or name another folder",
                    ));
                }
            }
            other => return Err(refused(&folder.path(name), other, "file")),
        }
    }
    for (name, text) in files {
        folder.replace(name, text.as_bytes())?;
    }
    Ok(files.iter().map(|(name, _)| folder.path(name)).collect())
}

/// How dbt names a table: a model or a seed, or, with what it is in before a point, a source.
fn reference(table: &str) -> Result<String, Error> {
    let is_plain = |part: &&str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    let parts: Vec<&str> = table.split('.').collect();
    match parts[..] {
        [name] if is_plain(&name) => Ok(format!("{{{{ ref('{name}') }}}}")),
        [source, name] if is_plain(&source) && is_plain(&name) => {
            Ok(format!("{{{{ source('{source}', '{name}') }}}}"))
        }
        _ => Err(Error::refused(
            format!("dbt has no table `{}`", crate::text::shown(table)),
            "write the name of a model, or that of a source and a table with a point between: letters, digits and `_`",
        )),
    }
}

/// A text in which dbt finds nothing to fill in.
fn inert(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('{', Some('{' | '%' | '#')) => out.push_str("{{ '{' }}"),
            (letter, _) => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_content_is_filled_in() {
        let text = inert("{{{ x }}} {% y %} {# z #} {n}");
        assert_eq!(
            text,
            "{{ '{' }}{{ '{' }}{ x }}} {{ '{' }}% y %} {{ '{' }}# z #} {n}"
        );
    }

    #[test]
    fn the_columns_are_those_of_score() {
        let own = COLUMNS.map(|(column, _)| column);
        assert_eq!(own[1..], crate::accounts::COLUMNS);
    }
}
