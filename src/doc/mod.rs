//! Documents: TOML with the place of every value, front matter, dates and Markdown.
//! Must not know the kinds of entries.

mod anchors;
mod cited;
mod conflict;
mod date;
mod document;
mod friendly;
pub(crate) mod markdown;
mod marks;
mod nearly;
mod phrases;
mod read;
mod table;
mod tags;
mod walk;
mod web;

pub(crate) use anchors::place_meant;
pub(crate) use cited::split_footnotes;
pub(crate) use conflict::report_conflicts;
pub use date::Date;
pub use document::Document;
pub(crate) use document::Places;
pub(crate) use friendly::{from_number, from_text, refuse};
pub(crate) use phrases::Phrases;
pub(crate) use read::UnknownKey;
pub use read::read;
pub(crate) use table::table;
