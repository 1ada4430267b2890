//! Plain text: sources, spans, field paths, suggestions, what a terminal may show and a system
//! can hold, stable chance and the width of texts. Knows no word of the domain.

mod control;
mod field_path;
mod file_name;
mod hash;
mod meant;
mod source;
mod suggest;
pub(crate) mod width;

pub use control::{cut, is_control, shown, shown_lines, shown_path};
pub use field_path::{FieldPath, Step};
pub use file_name::{is_device, why_no_file_name};
pub use hash::{Content, FNV_BASIS, chance, fnv1a, splitmix64};
pub use meant::Meant;
pub use source::{Lines, Position, Source, Span};
pub use suggest::{closest, not_a_choice, one_of, plural, thousands};
