//! Documents: TOML with the place of every value, front matter, dates and Markdown.
//! Must not know the kinds of entries.

mod amounts;
mod anchors;
mod cited;
mod conflict;
mod date;
mod document;
mod edit;
mod friendly;
mod layout;
pub(crate) mod markdown;
mod marks;
mod mend;
mod nearly;
mod phrases;
mod read;
mod slip;
mod splice;
mod syntax;
mod table;
mod tags;
mod unlinked;
mod walk;
mod wanted;
mod web;

pub(crate) use anchors::place_meant;
pub(crate) use cited::split_footnotes;
pub(crate) use conflict::report_conflicts;
pub use date::Date;
pub use document::Document;
pub(crate) use document::Places;
pub use edit::{Change, Edit, Refused, Value, edited};
pub(crate) use friendly::{from_number, from_text, refuse};
pub(crate) use layout::{Heading, Layout, path_of};
pub(crate) use phrases::Phrases;
pub(crate) use read::UnknownKey;
pub use read::read;
pub(crate) use syntax::{SYNTAX, numbered, still_a_remark};
pub(crate) use table::table;
pub use wanted::Wanted;
pub(crate) use wanted::{Keys, sentence};
