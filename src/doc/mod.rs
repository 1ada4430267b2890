//! Documents: TOML with the place of every value, front matter, dates and Markdown.
//! Must not know the kinds of entries.

mod date;
mod document;
mod friendly;
pub mod markdown;
mod marks;
mod phrases;
mod read;
mod table;
mod walk;

pub use date::Date;
pub use document::{Document, Places};
pub use friendly::{from_number, from_text, refuse};
pub use phrases::Phrases;
pub use read::{Reading, UnknownKey, read};
pub use table::table;
