//! The edits that a message names, as they are written in the document that it is about. Must not know which messages there are.

use toml::{Table, Value};

use super::style::key_as_words;
use crate::text::Step;

/// How the fields of a document are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// As TOML, alone or in front matter.
    Toml,
    /// As front matter in YAML.
    Yaml,
    /// As Markdown alone, in which headings below this list's are its items.
    Markdown(Option<&'static str>),
}

/// A help in which each line of TOML in backquotes is the line to write in the document, for what stands at a path.
pub(super) fn advice(help: String, written: Written, path: &[Step]) -> String {
    if written == Written::Toml || !help.contains(" = ") {
        return help;
    }
    let is_item = matches!(written, Written::Markdown(list) if is_item(path, list));
    let (mut is_below, mut stays_toml) = (false, false);
    let mut edit = |code: &str| {
        let Some((key, value)) = field(code) else {
            return format!("`{code}`");
        };
        let line = match written {
            Written::Yaml => in_yaml(&key, &value),
            _ => in_markdown(&key, &value, is_item),
        };
        is_below |= is_item && line.is_some();
        stays_toml |= line.is_none();
        line.unwrap_or_else(|| format!("`{code}`"))
    };
    let parts = help.split('`').enumerate();
    let mut help: String = parts
        .map(|(position, part)| match position % 2 {
            1 => edit(part),
            _ => part.to_owned(),
        })
        .collect();
    if is_below {
        help.push_str(", in a list below it");
    }
    if stays_toml {
        help.push_str(match written {
            Written::Yaml => "; in YAML: `key: value`",
            _ => ", at the top of the file between two lines `+++`",
        });
    }
    help
}

/// The only field of a line of TOML.
fn field(line: &str) -> Option<(String, Value)> {
    let any = line.replace("= …", "= \"…\"");
    let mut table: Table = any.parse().ok()?;
    let key = table.keys().next()?.clone();
    (table.len() == 1)
        .then(|| table.remove(&key))?
        .map(|value| (key, value))
}

/// Whether what stands at a path is an item of a list whose own fields are a list below it, or one of these fields.
fn is_item(path: &[Step], parts: Option<&'static str>) -> bool {
    match path {
        [Step::Key(list), Step::Index(_)] | [Step::Key(list), Step::Index(_), Step::Key(_)] => {
            parts != Some(list.as_str())
        }
        [.., Step::Index(_), Step::Key(_)] | [.., Step::Index(_)] => true,
        _ => false,
    }
}

fn in_yaml(key: &str, value: &Value) -> Option<String> {
    let word = |value: &Value| match value {
        Value::String(text) => Some(format!(
            "\"{}\"",
            text.replace('\\', "\\\\").replace('"', "\\\"")
        )),
        _ => word(value),
    };
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(word).collect::<Option<_>>()?;
            Some(format!("`{key}: [{}]`", items.join(", ")))
        }
        value => Some(format!("`{key}: {}`", word(value)?)),
    }
}

fn in_markdown(key: &str, value: &Value, is_item: bool) -> Option<String> {
    let words = key.replace('_', " ");
    let title = key_as_words(key);
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(word).collect::<Option<_>>()?;
            match items.as_slice() {
                [one] if is_item => Some(format!("`- {words}: {one}`")),
                [one] => Some(format!("`{title}: {one}`")),
                items => Some(format!(
                    "`## {title}` with the list `- {}`",
                    items.join("`, `- ")
                )),
            }
        }
        value if is_item => Some(format!("`- {words}: {}`", word(value)?)),
        value => Some(format!("`{title}: {}`", word(value)?)),
    }
}

/// A value that is one word or sentence.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        Value::Boolean(flag) => Some(flag.to_string()),
        Value::Datetime(day) => Some(day.to_string()),
        Value::Array(_) | Value::Table(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FieldPath;

    fn in_markdown(help: &str, path: &FieldPath) -> String {
        advice(help.to_owned(), Written::Markdown(Some("stages")), &path.0)
    }

    #[test]
    fn a_line_to_write_is_one_of_the_form_of_the_document() {
        let entry = FieldPath::default();
        let stage = entry.key("stages").index(2);
        for (help, written) in [
            (
                "write `owner = \"…\"`, with the name",
                "write `Owner: …`, with the name",
            ),
            ("say `reviewed_by = \"Fenna\"`", "say `Reviewed by: Fenna`"),
            ("write `done = 2026-11-28`", "write `Done: 2026-11-28`"),
            (
                "write `dos = [\"…\"]` and `donts = [\"…\"]`",
                "write `Dos: …` and `Donts: …`",
            ),
            (
                "write `agreed_by = [\"A, b\", \"C, d\"]`",
                "write `## Agreed by` with the list `- A, b`, `- C, d`",
            ),
            (
                "say who: `actions = [{ what = \"…\" }]`",
                "say who: `actions = [{ what = \"…\" }]`, at the top of the file between two lines `+++`",
            ),
            (
                "then `personabook check` = fine",
                "then `personabook check` = fine",
            ),
        ] {
            assert_eq!(in_markdown(help, &entry), written);
        }
        let owner = "write `owner = \"…\"`";
        assert_eq!(in_markdown(owner, &stage), "write `Owner: …`");
        assert_eq!(
            in_markdown(owner, &stage.key("feeling")),
            "write `Owner: …`"
        );
        assert_eq!(in_markdown("add `date = …`", &entry), "add `Date: …`");
        for item in [
            entry.key("goals").index(0),
            entry.key("quotes").index(0).key("by"),
            stage.key("opportunities").index(1),
            stage.key("opportunities").index(1).key("title"),
        ] {
            assert_eq!(
                in_markdown(owner, &item),
                "write `- owner: …`, in a list below it"
            );
        }
    }

    #[test]
    fn yaml_gets_yaml_and_toml_toml() {
        let help = "write `agreed_by = [\"A \\\"x\\\"\", \"C\"]` or `done = 2026-11-28`";
        assert_eq!(
            advice(help.to_owned(), Written::Yaml, &[]),
            "write `agreed_by: [\"A \\\"x\\\"\", \"C\"]` or `done: 2026-11-28`"
        );
        assert_eq!(advice(help.to_owned(), Written::Toml, &[]), help);
    }
}
