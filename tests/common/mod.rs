//! What the tests of the whole program share: books, and how to build them.
#![expect(dead_code, reason = "every test file uses its own part of this")]

use std::path::{Path, PathBuf};

use personabook::build::{Options, build};
use personabook::diag;
use personabook::error::Error;
use personabook::render::Output;

/// The root of this repository, which is the demo book.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The site of a book without errors, as on the day of all tests.
pub fn build_at(root: &Path) -> Output {
    build_with(root, false)
}

/// The same, with or without drafts.
pub fn build_with(root: &Path, drafts: bool) -> Output {
    let built = build(root, options(drafts)).unwrap();
    let says = diag::human(&built.report, false);
    built.output.unwrap_or_else(|| panic!("{says}"))
}

/// A build that may not run.
pub fn try_build(root: &Path) -> Result<Option<Output>, Error> {
    build(root, options(false)).map(|built| built.output)
}

/// The site of the demo book.
pub fn demo() -> Output {
    build_at(&repository())
}

fn options(drafts: bool) -> Options {
    Options {
        today: "2026-11-21".parse().unwrap(),
        drafts,
    }
}
