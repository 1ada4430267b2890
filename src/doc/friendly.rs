//! Turns what a deserializer says into words for authors, with the edit to make.

use std::fmt::{self, Display};

use serde::Deserializer;
use serde::de::{self, Visitor};

use crate::text::FieldPath;

/// Separates the message from the help inside a deserializer's error, which has room for one text only.
const HELP: char = '\u{1f}';

/// An error for a `Deserialize` implementation: what is wrong, and the edit that mends it.
pub(crate) fn refuse<E: de::Error>(message: impl Display, help: impl Display) -> E {
    E::custom(format_args!("{message}{HELP}{help}"))
}

/// Reads a text and makes something of it. `parse` gives what is wrong and the edit to make. The error
/// then belongs to this value, also inside a list: it comes from within the value's own deserializer.
pub(crate) fn from_text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, (String, String)>,
) -> Result<T, D::Error> {
    struct TextVisitor<F>(F);

    impl<T, F: FnOnce(&str) -> Result<T, (String, String)>> Visitor<'_> for TextVisitor<F> {
        type Value = T;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a string")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).map_err(|(message, help)| refuse(message, help))
        }
    }

    deserializer.deserialize_str(TextVisitor(parse))
}

/// Reads a number, whole or not, and makes something of it, like [`from_text`].
pub(crate) fn from_number<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    parse: impl FnOnce(f64) -> Result<T, (String, String)>,
) -> Result<T, D::Error> {
    struct NumberVisitor<F>(F);

    impl<T, F: FnOnce(f64) -> Result<T, (String, String)>> NumberVisitor<F> {
        fn number<E: de::Error>(self, number: f64) -> Result<T, E> {
            (self.0)(number).map_err(|(message, help)| refuse(message, help))
        }
    }

    impl<T, F: FnOnce(f64) -> Result<T, (String, String)>> Visitor<'_> for NumberVisitor<F> {
        type Value = T;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("f64")
        }

        fn visit_f64<E: de::Error>(self, number: f64) -> Result<T, E> {
            self.number(number)
        }

        #[expect(
            clippy::cast_precision_loss,
            reason = "numbers in content stay below 2^53"
        )]
        fn visit_i64<E: de::Error>(self, number: i64) -> Result<T, E> {
            self.number(number as f64)
        }

        #[expect(
            clippy::cast_precision_loss,
            reason = "numbers in content stay below 2^53"
        )]
        fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
            self.number(number as f64)
        }
    }

    deserializer.deserialize_f64(NumberVisitor(parse))
}

/// A deserializer's message about the value at a path as (what is wrong, the edit to make).
pub(super) fn words(message: &str, path: &FieldPath) -> (String, Option<String>) {
    if let Some((message, help)) = message.split_once(HELP) {
        return (message.to_owned(), Some(help.to_owned()));
    }
    if let Some(field) = missing_field(message) {
        return (
            format!("`{field}` is missing"),
            Some(format!("add `{field} = …`")),
        );
    }
    if let Some((found, expected)) = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
        .and_then(|rest| rest.split_once(", expected "))
    {
        let help = match (expected, found) {
            ("a sequence", "map") => Some(format!(
                "write `[[{}]]` with double brackets, or `{} = [{{ … }}]`",
                path.heading(),
                path.last_key()
            )),
            _ => wanted(expected).1.map(str::to_owned),
        };
        let expected = wanted(expected).0;
        return (
            format!("expected {expected}, found {}", found_words(found)),
            help,
        );
    }
    (message.to_owned(), None)
}

/// Whether a deserializer's message says that a value is of another type than wanted.
pub(super) fn is_about_a_type(message: &str) -> bool {
    message.starts_with("invalid type: ") || message.starts_with("invalid value: ")
}

/// The name in "missing field `x`".
pub(super) fn missing_field(message: &str) -> Option<&str> {
    message
        .strip_prefix("missing field `")
        .and_then(|rest| rest.strip_suffix('`'))
}

fn wanted(expected: &str) -> (&str, Option<&str>) {
    match expected {
        "a string" | "a borrowed string" => ("a text", Some("put it in double quotes: \"…\"")),
        "a boolean" => (
            "true or false",
            Some("write `true` or `false` without quotes"),
        ),
        "a sequence" => ("a list", Some("put it in square brackets: [\"…\", \"…\"]")),
        "f64" | "f32" => (
            "a number",
            Some("write a number without quotes, with a point: 2.5"),
        ),
        "a map" => ("a table", Some("write it as `{ key = value }`")),
        "u8" | "u16" | "u32" | "u64" | "usize" => (
            "a whole number from 0 up",
            Some("write a whole number without quotes"),
        ),
        "i8" | "i16" | "i32" | "i64" => (
            "a whole number",
            Some("write a whole number without quotes"),
        ),
        _ if expected.starts_with("struct ") || expected.starts_with("a table") => (
            "a table",
            Some("write it as `{ key = value }`, or under a `[heading]`"),
        ),
        _ if expected.starts_with("a sentence") => (
            expected,
            Some("write a text in double quotes, or `{ text = \"…\", evidence = [\"…\"] }`"),
        ),
        _ if expected.starts_with("a number from") => {
            (expected, Some("write a number without quotes: 1.5"))
        }
        _ if expected.starts_with("a text, a number") => (
            expected,
            Some("write a text in double quotes, or a number without them"),
        ),
        _ => (expected, None),
    }
}

fn found_words(found: &str) -> String {
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    match kind {
        "string" => format!("the text {value}"),
        "integer" => format!("the number {value}"),
        "floating" => format!("the number {}", value.trim_start_matches("point ")),
        "boolean" => value.to_owned(),
        "sequence" => "a list".to_owned(),
        "map" => "a table".to_owned(),
        _ => found.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serde_speaks_the_authors_language() {
        assert_eq!(
            words(
                "invalid type: integer `5`, expected a string",
                &FieldPath::default()
            ),
            (
                "expected a text, found the number `5`".to_owned(),
                Some("put it in double quotes: \"…\"".to_owned())
            )
        );
        assert_eq!(
            words(
                "invalid type: string \"x\", expected a sequence",
                &FieldPath::default()
            )
            .0,
            "expected a list, found the text \"x\""
        );
        assert_eq!(
            words("missing field `name`", &FieldPath::default()).0,
            "`name` is missing"
        );
    }

    #[test]
    fn help_travels_with_the_message() {
        let error: serde_json::Error = refuse("no", "yes");
        assert_eq!(words(&error.to_string(), &FieldPath::default()).0, "no");
    }
}
