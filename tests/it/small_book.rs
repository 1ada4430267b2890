//! Books for tests: small ones, written into a folder of their own and built, and those of the repository, whose sites are made
//! once for all tests that look at them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use personabook::Output;
use personabook::build::{Built, Options, build};
use personabook::diag;
use personabook::progress::nobody;
use tempfile::TempDir;

/// The texts of a site by their path.
pub(super) type Site = BTreeMap<String, String>;

/// The day on which books are built.
pub(super) fn options() -> Options<'static> {
    Options {
        today: "2026-11-21".parse().unwrap(),
        drafts: false,
        audiences: &[],
    }
}

/// A book of these entries, each with its path in `content`, and of what its config says besides the title.
pub(super) fn written(config: &str, entries: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = format!("[book]\ntitle = \"T\"\n{config}");
    fs::write(folder.path().join("personabook.toml"), config).unwrap();
    for (path, text) in entries {
        let file = folder.path().join("content").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

/// What comes of a book of these entries in a language.
pub(super) fn built(language: &str, entries: &[(&str, &str)]) -> Built {
    let folder = written(&format!("language = \"{language}\"\n"), entries);
    built_at(folder.path())
}

/// What comes of the book in a folder.
pub(super) fn built_at(root: &Path) -> Built {
    build(root, options(), &nobody).unwrap()
}

/// The site, and what its book is warned of, one a line.
pub(super) fn with_warnings(built: Built) -> (Site, String) {
    let warnings = diag::short(&built.report);
    let site = built.site.unwrap_or_else(|| panic!("{warnings}"));
    (texts(site.render(&nobody).unwrap()), warnings)
}

fn texts(output: Output) -> Site {
    let files = output.files.into_iter();
    let texts = files.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?)));
    texts.collect()
}

/// The site of a book with nothing wrong.
pub(super) fn site(language: &str, entries: &[(&str, &str)]) -> Site {
    let (site, warnings) = with_warnings(built(language, entries));
    assert_eq!(warnings, "");
    site
}

/// The site of the demo book.
pub(super) fn demo() -> &'static Output {
    static SITE: LazyLock<Output> = LazyLock::new(|| of_repository(""));
    &SITE
}

/// The texts of the site of the demo book.
pub(super) fn demo_texts() -> &'static Site {
    static TEXTS: LazyLock<Site> = LazyLock::new(|| texts(demo().clone()));
    &TEXTS
}

/// The site of the small book that has a page of each template.
pub(super) fn golden() -> &'static Output {
    static SITE: LazyLock<Output> = LazyLock::new(|| of_repository("tests/golden/book"));
    &SITE
}

/// The site of the Dutch example.
pub(super) fn bakery() -> &'static Output {
    static SITE: LazyLock<Output> = LazyLock::new(|| of_repository("examples/buurtbakker"));
    &SITE
}

/// The site of a book of the repository with nothing wrong.
fn of_repository(book: &str) -> Output {
    let built = built_at(&Path::new(env!("CARGO_MANIFEST_DIR")).join(book));
    assert_eq!(diag::short(&built.report), "");
    built.site.unwrap().render(&nobody).unwrap()
}

/// The part of a page between its header and its footer; all of what is no page.
pub(super) fn main(page: &str) -> &str {
    let main = page.split("<main").nth(1).unwrap_or(page);
    main.split("</main>").next().unwrap()
}

/// A sheet of those that lie on the page for the paper of a persona.
pub(super) fn sheet<'a>(page: &'a str, place: &str) -> &'a str {
    let sheets = main(page).split("<section class=\"laid").skip(1);
    let id = format!(" id=\"{place}\">");
    let mut named = sheets.filter(|sheet| sheet.split('\n').next().unwrap().contains(&id));
    named
        .next()
        .unwrap_or_else(|| panic!("no sheet {place} in {page}"))
}

/// Where the sheets of a page for the paper of a persona lie, in their order.
pub(super) fn places(page: &str) -> Vec<&str> {
    let sheets = main(page).split("<section class=\"laid").skip(1);
    let ids = sheets.map(|sheet| sheet.split(" id=\"").nth(1).unwrap());
    ids.map(|id| id.split('"').next().unwrap()).collect()
}
