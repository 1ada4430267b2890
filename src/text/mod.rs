//! Plain text: sources, spans, field paths, suggestions and stable chance. Knows no word of the domain.

mod field_path;
mod hash;
mod source;
mod suggest;

pub use field_path::{FieldPath, Step};
pub use hash::{FNV_BASIS, chance, fnv1a, splitmix64};
pub use source::{Position, Source, Span};
pub use suggest::{closest, not_a_choice, one_of, plural};
