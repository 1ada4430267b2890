//! The stages of a build, one by one, so that a regression can be located. `cargo bench -p personabook-bench`.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::path::Path;

use divan::Bencher;
use personabook::Date;
use personabook::Output;
use personabook::build::{Options, build};
use personabook::check::check;
use personabook::internal::Holds;
use personabook::internal::overrides;
use personabook::internal::theme;
use personabook::internal::view;
use personabook::internal::{Renderer, Templates};
use personabook::load::{Loaded, load};
use personabook::model::Book;
use personabook::progress::nobody;
use personabook::write::{Place, Written, write};
use personabook_bench::book::{SEED, Size, files};
use personabook_bench::files::write_all;
use rayon::prelude::*;
use tempfile::TempDir;

const SIZE: Size = Size { personas: 100 };

fn main() {
    divan::main();
}

#[divan::bench]
fn load_all(bencher: Bencher) {
    let folder = generated();
    bencher.bench_local(|| loaded(folder.path()));
}

#[divan::bench]
fn check_all(bencher: Bencher) {
    let book = book(generated().path());
    bencher.bench_local(|| check(&book.catalog));
}

/// One stage, because pages share values that are made when the first one needs them.
#[divan::bench]
fn view_and_render(bencher: Bencher) {
    let folder = generated();
    let book = book(folder.path());
    bencher.bench_local(|| output(&book, folder.path()));
}

#[divan::bench]
fn write_fresh(bencher: Bencher) {
    let folder = generated();
    let output = output(&book(folder.path()), folder.path());
    bencher
        .with_inputs(|| tempfile::tempdir().unwrap())
        .bench_local_refs(|fresh| written(&output, fresh.path(), folder.path()));
}

#[divan::bench]
fn write_unchanged(bencher: Bencher) {
    let folder = generated();
    let output = output(&book(folder.path()), folder.path());
    let public = folder.path().join("public");
    written(&output, &public, folder.path());
    bencher.bench_local(|| written(&output, &public, folder.path()));
}

#[divan::bench]
fn whole_build(bencher: Bencher) {
    let folder = generated();
    let options = Options {
        today: today(),
        drafts: false,
        audiences: &[],
    };
    bencher
        .with_inputs(|| tempfile::tempdir().unwrap())
        .bench_local_refs(|fresh| {
            let built = build(folder.path(), options, &nobody).unwrap();
            let site = built.site.unwrap();
            let place = Place {
                folder: fresh.path(),
                root: folder.path(),
                is_named: true,
                overwrite: &[],
            };
            site.with_renderer(|renderer| {
                write(&renderer.paths(), place, &nobody, |take| {
                    renderer.each(&nobody, take)
                })
                .unwrap()
            })
        });
}

fn generated() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_all(&files(SIZE, SEED), folder.path()).unwrap();
    folder
}

fn loaded(root: &Path) -> Loaded {
    load(root, &nobody).unwrap()
}

fn book(root: &Path) -> Book {
    loaded(root).book.unwrap()
}

fn output(book: &Book, root: &Path) -> Output {
    let pictures = BTreeMap::new();
    let view = view(book, today(), &pictures);
    let theme = theme(&overrides(root).unwrap());
    let templates = Templates::new(theme, &book.words).unwrap();
    let nothing = |_: &str| Ok(Vec::new());
    let renderer = Renderer::new(&view, &templates, &nothing);
    renderer.whole(&nobody).unwrap()
}

fn written(output: &Output, folder: &Path, root: &Path) -> Written {
    let paths = output.files.keys().cloned().collect();
    let place = Place {
        folder,
        root,
        is_named: true,
        overwrite: &[],
    };
    let done = write(&paths, place, &nobody, |take| {
        let files = output.files.par_iter();
        files.try_for_each(|(path, bytes)| take(path, Holds::Bytes(bytes)))
    });
    done.unwrap().written
}

fn today() -> Date {
    "2027-01-01".parse().unwrap()
}
