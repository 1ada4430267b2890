//! personabook turns a folder of TOML and Markdown about an organisation's customers into a website,
//! and keeps that website honest.
//!
//! The library never prints, exits, reads the clock, the environment or the working directory: that
//! is the binary's part. `docs/architecture.md` shows how the floors below stand on one another.

#![deny(clippy::print_stdout, clippy::print_stderr, clippy::exit)]

pub mod build;
pub mod check;
pub mod diag;
pub mod disk;
pub mod doc;
mod draw;
pub mod error;
pub mod language;
pub mod load;
pub mod model;
pub mod new;
pub mod pages;
pub mod picture;
mod portrait;
pub mod progress;
pub mod quiz;
pub mod render;
pub mod schema;
pub mod score;
pub mod serve;
mod site;
pub mod text;
pub mod theme;
pub(crate) mod view;
pub mod write;
