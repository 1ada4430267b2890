//! Plain text: sources, spans, field paths, suggestions, stable chance and the width of texts. Knows no word of the domain.

mod field_path;
mod hash;
mod source;
mod suggest;
pub(crate) mod width;

pub use field_path::{FieldPath, Step};
pub use hash::{FNV_BASIS, chance, fnv1a, splitmix64};
pub use source::{Position, Source, Span};
pub use suggest::{closest, one_of, plural};
