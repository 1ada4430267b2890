//! personabook turns a folder of TOML and Markdown about an organisation's customers into a website,
//! and keeps that website honest.
//!
//! Most people use the program. This library is for another program that has a book in it: it can [`load`](mod@load) one,
//! [`check`](mod@check) it, [`score`](mod@score) accounts, [`build`](mod@build) the site, [`write`](mod@write) it to disk or [`serve`](mod@serve) it, and knows the
//! [`schema`] of the content. It never prints, exits, reads the clock, the environment or the working directory.
//!
//! Build a site, or learn what keeps it from being built:
//!
//! ```
//! use std::path::Path;
//!
//! use personabook::build::{Options, build};
//! use personabook::progress::nobody;
//!
//! # let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
//! # /*
//! let folder = Path::new("customers");
//! # */
//! let options = Options { today: "2026-11-28".parse()?, drafts: false, audiences: &[] };
//! let built = build(folder, options, &nobody)?;
//! match &built.site {
//!     Some(site) => {
//!         let output = site.render(&nobody)?;
//!         assert!(output.files.contains_key("index.html"));
//!     }
//!     None => eprintln!("{}", personabook::diag::short(&built.report)),
//! }
//! # assert!(built.site.is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Read a book and score an account with one of its scorecards:
//!
//! ```
//! use std::path::Path;
//!
//! use personabook::load::load;
//! use personabook::model::icp::Icp;
//! use personabook::progress::nobody;
//! use personabook::score::score;
//!
//! # let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
//! # /*
//! let folder = Path::new("customers");
//! # */
//! let book = load(folder, &nobody)?.book.ok_or("personabook.toml has mistakes")?;
//! let mut scored = 0;
//! for (entry, icp) in book.catalog.all::<Icp>() {
//!     let Some(scorecard) = &icp.scorecard else { continue };
//!     for account in &icp.examples {
//!         let score = score(scorecard, &account.values);
//!         println!("{}: {} points or more of {} for {}", entry.header.name, score.total.low, score.maximum, account.account);
//!         scored += 1;
//!     }
//! }
//! # assert!(scored > 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `docs/architecture.md` shows how the rooms below stand on one another.

#![deny(clippy::print_stdout, clippy::print_stderr, clippy::exit)]

pub mod accounts;
pub mod brief;
pub mod build;
pub mod check;
pub mod diag;
mod disk;
mod doc;
mod draw;
pub mod edit;
pub mod error;
pub mod exchange;
pub mod export;
pub mod forms;
pub mod import;
mod language;
pub mod load;
pub mod lsp;
mod markup;
pub mod model;
pub mod new;
pub mod one_file;
pub mod owners;
mod pages;
mod picture;
mod portrait;
pub mod progress;
mod quiz;
mod render;
pub mod review;
pub mod rules;
pub mod schema;
pub mod score;
pub mod serve;
pub mod session;
mod site;
pub mod sql;
mod text;
mod theme;
mod view;
pub mod write;

pub use doc::Date;
pub use language::LanguageTag;

pub use render::Output;

/// What the command line, the tests and the benchmarks of this repository look at besides. Not for others: it changes
/// without notice.
#[doc(hidden)]
pub mod internal {
    pub use crate::doc::{Document, Wanted, read};
    pub use crate::language::Language;
    use crate::language::Words;
    pub use crate::load::{Overrides, overrides};
    use crate::model::{Form, Key, Kind};
    pub use crate::pages::view;
    /// Questions out of the content.
    pub mod quiz {
        pub use crate::quiz::*;
    }
    pub use crate::render::{Holds, Renderer, Templates};
    pub use crate::text::{
        Source, Step, closest, is_control, one_of, plural, shown, shown_lines, shown_path,
    };
    pub use crate::theme::theme;

    /// A file in a form, with headings in a language.
    ///
    /// # Errors
    /// When it cannot be written so without losing something.
    pub fn rewritten(
        (kind, file): (Kind, &str),
        text: &str,
        (form, language): (Form, Language),
    ) -> Result<String, String> {
        let id = "a".to_owned();
        let words = Words::built_in(language);
        crate::load::rewritten((&Key { kind, id }, file), text, (form, &words))
            .map(|rewritten| rewritten.text)
            .map_err(|why| why.message)
    }
}
