//! What editors need to know the fields of a book: the JSON Schema of every kind, and which file has which.
//! Must not know the terminal.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::disk::{Folder, What, refused};
use crate::error::Error;
use crate::load::{CONFIG_FILE, CONTENT_FOLDER};
use crate::model::Kind;
use crate::schema::{config_json_schema, json_schema};
use crate::text::shown_path;

/// The name of the schema of `personabook.toml`, beside the names of the kinds.
pub const CONFIG_SCHEMA: &str = "config";

/// The folder for the schemas, in the root of the book.
const SCHEMA_FOLDER: &str = ".personabook/schemas";

/// By this a schema is known to be ours, so that it may be written anew.
const COMMENT: &str = "Written by personabook, and written anew by `personabook schema --out`.";

/// No schema is larger than this, in bytes; a file that is more is somebody else's.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The schema of a kind, or with no kind that of `personabook.toml`, as the text of a file.
#[must_use]
pub fn schema_text(kind: Option<Kind>) -> String {
    let schema = kind.map_or_else(config_json_schema, json_schema);
    let mut whole = Map::new();
    whole.insert("$comment".to_owned(), COMMENT.into());
    if let Value::Object(schema) = schema {
        whole.extend(schema);
    }
    pretty(&Value::Object(whole))
}

/// Writes all schemas into a folder, and gives the files. Schemas of another version of personabook are written over.
///
/// # Errors
///
/// When something else lies at the name of one of them, or it cannot be written; nothing is written in the first case.
pub fn write_schemas(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = Folder::make(folder)?;
    let files = schema_files();
    for (name, _) in &files {
        match folder.what(name)? {
            What::Nothing => {}
            What::File if is_ours(&folder, name)? => {}
            What::File => {
                return Err(Error::refused(
                    format!(
                        "{} was not written by personabook",
                        shown_path(&folder.path(name))
                    ),
                    "rename it, or write the schemas into another folder",
                ));
            }
            other => return Err(refused(&folder.path(name), other, "file")),
        }
    }
    for (name, text) in &files {
        folder.replace(name, text.as_bytes())?;
    }
    Ok(files.iter().map(|(name, _)| folder.path(name)).collect())
}

fn is_ours(folder: &Folder, name: &str) -> Result<bool, Error> {
    let Some(bytes) = folder.read_unless_larger(name, LARGEST)? else {
        return Ok(false);
    };
    let text = serde_json::from_slice::<Value>(&bytes).unwrap_or_default();
    Ok(text["$comment"] == COMMENT)
}

/// The files that a book has for editors, by their path from its root.
pub(super) fn editor_files() -> Vec<(String, String)> {
    let mut files = vec![
        ("tombi.toml".to_owned(), tombi()),
        (
            ".vscode/extensions.json".to_owned(),
            pretty(&json!({ "recommendations": ["tombi-toml.tombi"] })),
        ),
        (".vscode/settings.json".to_owned(), vs_code()),
    ];
    let schemas = schema_files().into_iter();
    files.extend(schemas.map(|(name, text)| (format!("{SCHEMA_FOLDER}/{name}"), text)));
    files
}

fn schema_files() -> Vec<(String, String)> {
    let kinds = Kind::ALL.iter().copied().map(Some);
    kinds
        .chain([None])
        .map(|kind| (file_name(kind), schema_text(kind)))
        .collect()
}

fn file_name(kind: Option<Kind>) -> String {
    format!("{}.json", kind.map_or(CONFIG_SCHEMA, Kind::name))
}

fn tombi() -> String {
    let mut text = "\
# Tells Tombi, which completes and checks TOML in editors, what may stand in which file. Tombi does not look into the front matter of
# Markdown files: `personabook lsp` does.

# Nothing is fetched from the web.
[schema]
catalog = { paths = [] }

# The author decides on the order of fields.
[lint.rules]
dotted-keys-out-of-order = \"off\"
tables-out-of-order = \"off\"
"
    .to_owned();
    let mut push = |kind: Option<Kind>, files: &str| {
        let name = file_name(kind);
        text.push_str(&format!(
            "\n[[schemas]]\npath = \"{SCHEMA_FOLDER}/{name}\"\ninclude = [{files}]\n"
        ));
    };
    push(None, &format!("\"{CONFIG_FILE}\""));
    for kind in Kind::ALL.iter().copied() {
        let folder = format!("{CONTENT_FOLDER}/{}", kind.folder());
        push(
            Some(kind),
            &format!("\"{folder}/*.toml\", \"{folder}/*/index.toml\""),
        );
    }
    text
}

/// The settings of the extension "Even Better TOML", for those who have it; Tombi reads `tombi.toml`.
fn vs_code() -> String {
    let mut associations = Map::new();
    let mut push = |files: String, kind| {
        let schema = format!("./{SCHEMA_FOLDER}/{}", file_name(kind));
        associations.insert(files, schema.into());
    };
    push(format!("^.*/{}$", CONFIG_FILE.replace('.', "\\.")), None);
    for kind in Kind::ALL.iter().copied() {
        let folder = format!("{CONTENT_FOLDER}/{}", kind.folder());
        push(
            format!("^.*/{folder}/([^/]*|[^/]*/index)\\.toml$"),
            Some(kind),
        );
    }
    pretty(&json!({ "evenBetterToml.schema.associations": associations }))
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn schemas_are_written_over_schemas_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let written = write_schemas(folder.path()).unwrap();
        assert_eq!(written.len(), Kind::ALL.len() + 1);
        let persona = folder.path().join("persona.json");
        fs::write(&persona, format!("{{ \"$comment\": \"{COMMENT}\" }}")).unwrap();
        write_schemas(folder.path()).unwrap();
        assert_eq!(
            fs::read_to_string(&persona).unwrap(),
            schema_text(Some(Kind::Persona))
        );
        for foreign in ["{}", "not JSON", "{ \"$comment\": \"mine\" }"] {
            fs::write(&persona, foreign).unwrap();
            let error = write_schemas(folder.path()).unwrap_err().to_string();
            assert!(error.contains("persona.json was not written"), "{error}");
            assert_eq!(fs::read_to_string(&persona).unwrap(), foreign);
        }
    }

    #[test]
    #[cfg(unix)]
    fn no_schema_is_written_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let mine = folder.path().join("mine");
        fs::write(&mine, schema_text(None)).unwrap();
        let schemas = folder.path().join("schemas");
        fs::create_dir(&schemas).unwrap();
        std::os::unix::fs::symlink(&mine, schemas.join("config.json")).unwrap();
        assert!(write_schemas(&schemas).is_err());
        assert_eq!(fs::read_to_string(&mine).unwrap(), schema_text(None));
        assert_eq!(fs::read_dir(&schemas).unwrap().count(), 1);
    }
}
