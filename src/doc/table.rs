//! A whole TOML file that is no document of an author, such as the table of a language.

/// Reads a file of the program's own.
///
/// # Errors
/// With the parser's message when the text does not say what `T` needs.
pub(crate) fn table<T: serde::de::DeserializeOwned>(toml: &str) -> Result<T, String> {
    toml::from_str(toml).map_err(|error: toml::de::Error| error.to_string())
}
