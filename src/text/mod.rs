//! Plain text: sources, spans, field paths, suggestions, what a terminal may show and a system
//! can hold, stable chance and the width of texts. Knows no word of the domain.

mod control;
mod field_path;
mod file_name;
mod hash;
mod kept;
mod letters;
mod meant;
mod one_line;
mod personal;
mod quotation;
mod similar;
mod source;
mod suggest;
pub(crate) mod width;

pub(crate) use control::cut;
pub use control::{is_control, shown, shown_lines, shown_path};
pub use field_path::FieldPath;
pub use field_path::Step;
pub(crate) use file_name::{
    CAPTION_ENDINGS, DOCUMENT_ENDINGS, IMAGE_ENDINGS, MEDIA_ENDINGS, ends_in, is_device,
    is_document, is_image, listed, why_no_file_name,
};
pub(crate) use hash::{Content, FNV_BASIS, chance, fnv1a, splitmix64};
pub(crate) use kept::Kept;
pub(crate) use letters::{composed, decomposed, is_invisible, unseen};
pub(crate) use meant::Meant;
pub(crate) use one_line::one_line;
pub(crate) use personal::{Personal, personal};
pub(crate) use quotation::{is_in_marks, without_quotation_marks};
pub(crate) use similar::similarity;
pub use source::Source;
pub(crate) use source::{Lines, Position, Span};
pub(crate) use suggest::{capitalised, not_a_choice, thousands, with_article};
pub use suggest::{closest, one_of, plural};
