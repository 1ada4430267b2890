//! What a book says: one file per kind of entry, the table of kinds, the catalog and its references.
//! Plain data: no files, no places in texts, no HTML.

mod book;
mod catalog;
pub mod claim;
pub mod competitor;
pub mod content;
mod entry;
pub mod evidence;
mod finding;
mod header;
pub mod icp;
pub mod job;
pub mod journey;
mod kind;
pub mod limit;
pub mod look;
pub mod page;
pub mod path;
pub mod persona;
pub mod plan;
pub mod qualification;
mod reference;
pub mod requirement;
pub mod scorecard;
pub mod segment;
pub mod share;
mod short_names;
mod sources;
mod synonyms;
mod targets;
pub mod term;
mod unseen;
pub mod value;

pub use book::{Book, BookConfig, CheckLevel, Config, TimeZone};
pub use catalog::{Backlink, Catalog, Record};
pub use claim::Claim;
pub use content::{Content, Node};
pub use entry::{Entry, Key, LONGEST_ID, id_of_name, is_id, to_id, why_no_id};
pub use finding::Finding;
pub use header::{Header, Status, WebLink};
pub use kind::{AboutKind, Data, Kind, KindData, MenuGroup, Review, Tone, WithKind};
pub use reference::{AnyReference, Pointer, Reference, Use};
pub(crate) use short_names::ShortNames;
pub use sources::Sources;
pub(crate) use synonyms::{Label, synonym, synonym_below, synonyms};
pub use unseen::{Asked, LeftOut, Unseen, Why, audiences};
