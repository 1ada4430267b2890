//! Tables of TOML that look in Rust as they do in a file.

/// `table! { "name": value, … }`: a table with these keys in this order.
macro_rules! table {
    ($($key:literal: $value:expr),* $(,)?) => {
        [$(($key.to_owned(), ::toml::Value::from($value))),*]
            .into_iter()
            .collect::<::toml::Table>()
    };
}

pub(super) use table;
