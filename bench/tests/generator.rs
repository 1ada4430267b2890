//! What the generator promises: books without a mistake, the same bytes for the same seed, and the same entries for Hugo.

use std::collections::BTreeSet;

use personabook::build::{Options, build};
use personabook::diag;
use personabook::forms::{Wish, write_anew};
use personabook::load::load;
use personabook::model::Form;
use personabook::progress::nobody;
use personabook_bench::book::{Kind, SEED, Size, entries, files};
use personabook_bench::files::write_all;
use personabook_bench::hugo::write_site;
use walkdir::WalkDir;

const SIZE: Size = Size { personas: 20 };

#[test]
fn a_generated_book_builds_without_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    write_all(&files(SIZE, SEED), folder.path()).unwrap();
    let options = Options {
        today: "2027-01-01".parse().unwrap(),
        drafts: false,
        audiences: &[],
    };
    let built = build(folder.path(), options, &nobody).unwrap();
    assert_eq!(diag::short(&built.report), "");
    assert_eq!(built.entries, SIZE.entries());
    assert!(built.site.is_some());
}

#[test]
fn a_generated_book_says_the_same_in_both_forms() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let remark = |number: usize| format!("# remark{number}x");
    let mut files = files(SIZE, SEED);
    // A remark at the top of every entry.
    let entries = { files.iter_mut() }.filter(|(path, _)| path.ends_with(".md"));
    let mut count = 0;
    for (_, text) in entries {
        *text = text.replacen("+++\n", &format!("+++\n{}\n", remark(count)), 1);
        count += 1;
    }
    write_all(&files, root).unwrap();
    let read = || load(root, &nobody).unwrap().book.unwrap().catalog;
    let before = read();
    for form in [Form::Markdown, Form::Toml, Form::Markdown] {
        let wish = Wish {
            entries: &[],
            form: Some(form),
            is_trial: false,
        };
        let done = write_anew(root, wish).unwrap();
        assert_eq!(done.len(), SIZE.entries());
        let after = read();
        for (one, other) in before.entries().zip(after.entries()) {
            assert_eq!(one.key, other.key);
            assert_eq!(one.header, other.header, "{:?} {form:?}", one.key);
            assert_eq!(one.data, other.data, "{:?} {form:?}", one.key);
            assert_eq!(one.body.trim(), other.body.trim(), "{:?} {form:?}", one.key);
        }
        let all: String = done.into_iter().map(|one| one.text).collect();
        for number in 0..count {
            let remark = remark(number);
            assert!(all.contains(remark.trim_start_matches("# ")), "{remark}");
        }
    }
}

#[test]
fn a_generated_book_has_entries_of_every_kind() {
    for personas in [1, 20, 1_000] {
        let size = Size { personas };
        let made: BTreeSet<Kind> = entries(size, SEED).map(|entry| entry.kind).collect();
        assert_eq!(made, Kind::ALL.iter().copied().collect(), "{personas}");
    }
}

#[test]
fn every_kind_is_printed_by_hugo_too() {
    for kind in Kind::ALL {
        let layout = format!(
            "{}/hugo/layouts/{}/page.html",
            env!("CARGO_MANIFEST_DIR"),
            kind.folder()
        );
        assert!(std::fs::exists(&layout).unwrap(), "{layout}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    assert_eq!(files(SIZE, 7), files(SIZE, 7));
    assert_ne!(files(SIZE, 7), files(SIZE, 8));
}

#[test]
fn every_entry_has_a_file_of_its_own() {
    let size = Size { personas: 3_000 };
    let ids: BTreeSet<(&str, String)> = entries(size, SEED)
        .map(|entry| (entry.kind.folder(), entry.id))
        .collect();
    assert_eq!(ids.len(), size.entries());
}

#[test]
fn a_story_has_about_three_hundred_words() {
    let words: Vec<usize> = entries(SIZE, SEED)
        .map(|entry| entry.body.split_whitespace().count())
        .collect();
    let mean = words.iter().sum::<usize>() / words.len();
    assert!((270..=330).contains(&mean), "{mean} words");
}

#[test]
fn journeys_have_six_stages_and_six_lanes() {
    for journey in entries(SIZE, SEED).filter(|entry| entry.kind == Kind::Journey) {
        assert_eq!(journey.fields["stages"].as_array().unwrap().len(), 6);
        assert_eq!(journey.fields["lanes"].as_array().unwrap().len(), 6);
    }
}

#[test]
fn hugo_gets_the_same_entries_with_links_to_its_own_addresses() {
    let folder = tempfile::tempdir().unwrap();
    write_site(SIZE, SEED, folder.path()).unwrap();
    let mut pages = 0;
    for found in WalkDir::new(folder.path().join("content")) {
        let found = found.unwrap();
        if found.file_type().is_file() {
            let text = std::fs::read_to_string(found.path()).unwrap();
            assert!(text.contains("](/"), "{}", found.path().display());
            assert!(!text.contains("](persona:"), "{}", found.path().display());
            pages += 1;
        }
    }
    assert_eq!(pages, SIZE.entries());
}
