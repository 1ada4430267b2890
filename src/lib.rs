//! personabook turns a folder of TOML and Markdown about an organisation's customers into a website,
//! and keeps that website honest.
//!
//! The library never prints, exits, reads the clock, the environment or the working directory: that
//! is the binary's part. `docs/architecture.md` shows how the floors below stand on one another.

#![deny(clippy::print_stdout, clippy::print_stderr, clippy::exit)]

pub mod build;
pub mod check;
pub mod diag;
mod disk;
mod doc;
mod draw;
pub mod error;
mod language;
pub mod load;
pub mod model;
pub mod new;
mod pages;
mod picture;
mod portrait;
pub mod progress;
mod quiz;
mod render;
pub mod schema;
pub mod score;
pub mod serve;
mod site;
mod text;
mod theme;
mod view;
pub mod write;

pub use doc::Date;
pub use render::Output;

/// What the command line, the tests and the benchmarks of this repository look at besides. Not for others: it changes
/// without notice.
#[doc(hidden)]
pub mod internal {
    pub use crate::doc::{Document, read};
    pub use crate::language::Language;
    pub use crate::load::{Overrides, overrides};
    pub use crate::pages::{templates_reference, view};
    /// Questions out of the content.
    pub mod quiz {
        pub use crate::quiz::*;
    }
    pub use crate::render::{Renderer, Templates};
    pub use crate::text::{
        Source, Step, closest, is_control, one_of, plural, shown, shown_lines, shown_path,
    };
    pub use crate::theme::theme;
}
