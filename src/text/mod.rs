//! Plain text: sources, spans, field paths and suggestions. Knows no word of the domain.

mod field_path;
mod source;
mod suggest;

pub use field_path::{FieldPath, Step};
pub use source::{Position, Source, Span};
pub use suggest::{closest, one_of, plural};
