//! Documents: TOML with the place of every value, front matter, dates and Markdown.
//! Must not know the kinds of entries.

mod amounts;
mod date;
mod document;
mod friendly;
mod layout;
pub mod markdown;
mod marks;
mod mend;
mod phrases;
mod read;
mod slip;
mod syntax;
mod table;
mod walk;
mod wanted;

pub use date::Date;
pub use document::{Document, Places};
pub use friendly::{from_number, from_text, refuse};
pub use layout::{Heading, Layout, path_of};
pub use phrases::Phrases;
pub use read::{Reading, UnknownKey, read};
pub(crate) use syntax::{numbered, still_a_remark};
pub use table::table;
pub use wanted::{Keys, Wanted, sentence};
