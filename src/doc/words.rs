//! A table of words: a flat TOML file of keys and texts.

use std::collections::BTreeMap;

/// Reads a table of words.
///
/// # Errors
/// With the parser's message when the text is not a flat table of texts.
pub fn words(toml: &str) -> Result<BTreeMap<String, String>, String> {
    toml::from_str(toml).map_err(|error: toml::de::Error| error.to_string())
}
