//! What changed about the customer, from git repositories that the tests make.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

use personabook::build::{Options, build};
use personabook::diag;
use personabook::progress::nobody;
use tempfile::TempDir;

use super::small_book::{Site, main, options, with_warnings, written};

/// Runs git as somebody who works on the book.
fn git(root: &Path, arguments: &[&str], day: &str) {
    let done = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .current_dir(root)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z"))
        .env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
}

/// Commits the book as it is, on a day.
fn commit(root: &Path, day: &str) {
    git(root, &["add", "--all"], day);
    git(
        root,
        &["commit", "--quiet", "--allow-empty", "--message", "x"],
        day,
    );
}

fn put(root: &Path, path: &str, text: &str) {
    let file = root.join("content").join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// A book in a repository, with its first commit.
fn book(config: &str, entries: &[(&str, &str)]) -> TempDir {
    let folder = written(config, entries);
    git(folder.path(), &["init", "--quiet"], "2026-01-01");
    commit(folder.path(), "2026-01-01");
    folder
}

fn site(root: &Path, audiences: &[String]) -> Site {
    let options = Options {
        audiences,
        ..options()
    };
    let built = build(root, options, &nobody).unwrap();
    with_warnings(built).0
}

/// The sentences of a page, one a line, with its days and names.
fn said(page: &str) -> String {
    let main = main(page).split("</header>").last().unwrap();
    let mut text = String::new();
    let mut is_tag = false;
    for letter in main.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                text.push('\n');
            }
            letter if !is_tag => text.push(letter),
            _ => {}
        }
    }
    let lines = text.lines().map(str::trim).filter(|line| line.len() > 1);
    lines.collect::<Vec<_>>().join("\n")
}

const HISTORY: &str = "[site]\nhistory = true\n";

#[test]
fn what_changed_is_told_in_words_of_the_model_newest_first() {
    let folder = book(
        HISTORY,
        &[
            (
                "personas/ann.toml",
                "name = \"Ann\"\nrole = \"Baker\"\ngoals = [\"Sleep longer\", { text = \"More shops\", id = \"more\" }]\nfrustrations = [\"Waits too long for an answer\"]\n",
            ),
            ("segments/bakers.toml", "name = \"Bakers\"\ntier = \"B\"\n"),
        ],
    );
    let root = folder.path();
    put(
        root,
        "segments/bakers.toml",
        "name = \"Bakers\"\ntier = \"C\"\n",
    );
    commit(root, "2026-02-01");
    put(
        root,
        "personas/ann.toml",
        "name = \"Ann\"\nrole = \"Baker\"\nsegment = \"bakers\"\nreviewed = 2026-03-01\nreviewed_by = \"Fenna\"\ngoals = [{ text = \"A second shop\", id = \"more\" }]\nfrustrations = [\"Waits far too long for an answer\", \"Every order by phone\"]\nbody = \"Her *story*.\"\n[decision]\ncriteria = [\"Price\"]\n",
    );
    commit(root, "2026-03-01");
    // A file that moves stays the same entry, and one that cannot be read says nothing.
    fs::create_dir_all(root.join("content/personas/ann")).unwrap();
    git(
        root,
        &[
            "mv",
            "content/personas/ann.toml",
            "content/personas/ann/index.toml",
        ],
        "2026-03-02",
    );
    put(root, "segments/bakers.toml", "name = \"Bakers\ntier = \"\n");
    commit(root, "2026-03-02");
    put(
        root,
        "segments/bakers.toml",
        "name = \"Bakers\"\ntier = \"A\"\n",
    );
    commit(root, "2026-03-03");
    // Of two versions on a day the last one counts.
    put(
        root,
        "segments/bakers.toml",
        "name = \"All bakers\"\ntier = \"A\"\n",
    );
    commit(root, "2026-03-04");
    put(
        root,
        "segments/bakers.toml",
        "name = \"Bakers\"\ntier = \"A\"\n",
    );
    commit(root, "2026-03-04");
    let site = site(root, &[]);
    assert_eq!(
        said(&site["changes.html"]),
        "3 March 2026\nBakers\nTier: from C to A\n\
         1 March 2026\nAnn\nReviewed by Fenna\nSegment: Bakers added\n\
         Goals: from “More shops” to “A second shop”\nGoals: “Sleep longer” removed\n\
         Frustrations: from “Waits too long for an answer” to “Waits far too long for an answer”\n\
         Frustrations: “Every order by phone” added\n\
         Decision › Criteria: “Price” added\nThe text was rewritten\n\
         1 February 2026\nBakers\nTier: from B to C\n\
         1 January 2026\nBakers\nNew\nAnn\nNew"
    );
    let ann = said(&site["personas/ann.html"]);
    assert!(
        ann.contains("What changed here\n1 March 2026\nReviewed by Fenna\n"),
        "{ann}"
    );
    assert!(!ann.contains("Tier: from"));
    assert!(site["index.html"].contains("<script src=\"changes-data.js\">"));
    assert!(site["changes-data.js"].contains("\"day\":\"2026-03-03\""));
    assert!(!site.contains_key("changes.xml"));
}

#[test]
fn a_site_with_an_address_has_a_feed_that_is_always_the_same() {
    let config = "[site]\nhistory = true\nurl = \"https://example.org/book/\"\n";
    let entries = [("personas/ann.toml", "name = \"Ann <b> & co\"\n")];
    let folder = book(config, &entries);
    let root = folder.path();
    put(
        root,
        "personas/ann.toml",
        "name = \"Ann <b> & co\"\ngoals = [\"Rest & <i>sleep\"]\n",
    );
    commit(root, "2026-02-01");
    let feed = site(root, &[])["changes.xml"].clone();
    assert_eq!(
        feed,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n<title>T · What changed</title>\n\
         <id>https://example.org/book/changes.xml</id>\n<updated>2026-02-01T00:00:00Z</updated>\n\
         <link rel=\"self\" href=\"https://example.org/book/changes.xml\"/>\n<link href=\"https://example.org/book/changes.html\"/>\n\
         <author><name>T</name></author>\n\
         <entry>\n<title>Ann &lt;b&gt; &amp; co</title>\n<id>https://example.org/book/changes.xml#2026-02-01-persona-ann</id>\n\
         <updated>2026-02-01T00:00:00Z</updated>\n<link href=\"https://example.org/book/personas/ann.html\"/>\n\
         <content type=\"text\">Goals: “Rest &amp; &lt;i&gt;sleep” added</content>\n</entry>\n\
         <entry>\n<title>Ann &lt;b&gt; &amp; co</title>\n<id>https://example.org/book/changes.xml#2026-01-01-persona-ann</id>\n\
         <updated>2026-01-01T00:00:00Z</updated>\n<link href=\"https://example.org/book/personas/ann.html\"/>\n\
         <content type=\"text\">New</content>\n</entry>\n</feed>\n"
    );
    assert_eq!(site(root, &[])["changes.xml"], feed);
}

/// Everything a site has, in one text.
fn whole(site: &Site) -> String {
    site.values().cloned().collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_that_readers_may_not_see_today_appears_through_its_past() {
    let folder = book(
        HISTORY,
        &[
            // Open once, for sales today: an entry, and claims by id, by words and by a chain of rewordings.
            (
                "personas/vic.toml",
                "name = \"Vicmark\"\ngoals = [\"Vicgoal\"]\n",
            ),
            (
                "personas/ann.toml",
                "name = \"Ann\"\ngoals = [\"Stay\", { text = \"Oncemark openly said\", id = \"x\" }, \"Pays the slowmark invoice after ninety days\"]\nfears = [\"Removedmark was for sales in between\"]\nrelations = [{ persona = \"vic\", how = \"Howmark\" }, { persona = \"gone\", how = \"Gonehow\" }]\n",
            ),
            // For sales and then removed; a draft.
            (
                "personas/gone.toml",
                "name = \"Gonemark\"\naudience = [\"sales\"]\n",
            ),
            (
                "personas/new.toml",
                "name = \"New\"\nstatus = \"draft\"\ngoals = [\"Draftmark\"]\n",
            ),
        ],
    );
    let root = folder.path();
    put(
        root,
        "personas/ann.toml",
        "name = \"Ann\"\ngoals = [\"Stay\", { text = \"Twicemark other words\", id = \"x\" }, \"Pays the slowmark invoice very late\"]\nfears = [{ text = \"Removedmark was for sales in between\", audience = [\"sales\"] }]\nrelations = [{ persona = \"vic\", how = \"Howmark\" }]\n",
    );
    fs::remove_file(root.join("content/personas/gone.toml")).unwrap();
    commit(root, "2026-02-01");
    put(
        root,
        "personas/vic.toml",
        "name = \"Vicmark\"\naudience = [\"sales\"]\ngoals = [\"Vicgoal\"]\n",
    );
    put(
        root,
        "personas/ann.toml",
        "name = \"Ann\"\ngoals = [\"Stay\", \"Come\", { text = \"Thricemark\", id = \"x\", audience = [\"sales\"] }, { text = \"Pays her slowmark bill very late\", audience = [\"sales\"] }]\nrelations = [{ persona = \"vic\", how = \"Howmark\" }]\n",
    );
    put(
        root,
        "personas/new.toml",
        "name = \"New\"\ngoals = [\"Ready\"]\n",
    );
    commit(root, "2026-03-01");
    let shown = site(root, &[]);
    assert_eq!(
        said(&shown["changes.html"]),
        "1 March 2026\nAnn\nGoals: “Come” added\nNew\nNew\n1 January 2026\nAnn\nNew"
    );
    let text = whole(&shown);
    for mark in [
        "Vicmark",
        "Vicgoal",
        "Oncemark",
        "Twicemark",
        "Thricemark",
        "slowmark",
        "Removedmark",
        "Howmark",
        "Gonehow",
        "Gonemark",
        "Draftmark",
    ] {
        assert!(!text.contains(mark), "{mark}");
    }
    // Who may see it sees its past too.
    let sales = site(root, &["sales".to_owned()]);
    let told = said(&sales["changes.html"]);
    for mark in ["Vicmark", "Thricemark", "Removedmark"] {
        assert!(told.contains(mark), "{mark}: {told}");
    }
    assert!(!told.contains("Gonemark") && !told.contains("Draftmark"));
}

#[test]
fn an_entry_can_be_forgotten_and_the_past_can_begin_on_a_day() {
    let entries = [
        ("personas/ann.toml", "name = \"Ann\"\n"),
        ("personas/bo.toml", "name = \"Bo\"\n"),
    ];
    let config = "[site]\nhistory = true\nhistory_since = 2026-02-01\nforget = [\"persona:bo\"]\n";
    let folder = book(config, &entries);
    let root = folder.path();
    for (id, name) in [("ann", "Ann"), ("bo", "Bo")] {
        let text = format!("name = \"{name}\"\nrole = \"Baker\"\n");
        put(root, &format!("personas/{id}.toml"), &text);
    }
    commit(root, "2026-02-01");
    let site = site(root, &[]);
    assert_eq!(
        said(&site["changes.html"]),
        "1 February 2026\nAnn\nRole: Baker added\nTold from 1 February 2026 on."
    );
    assert!(!said(&site["personas/bo.html"]).contains("What changed here"));

    fs::write(
        root.join("personabook.toml"),
        "[book]\ntitle = \"T\"\n[site]\nhistory = true\nforget = [\"persona:boo\"]\n",
    )
    .unwrap();
    let built = build(root, options(), &nobody).unwrap();
    let told = diag::short(&built.report);
    assert!(
        told.contains("there is no persona `boo` to forget"),
        "{told}"
    );
    assert!(built.site.is_none());
}

#[test]
fn a_page_says_why_nobody_knows_what_changed() {
    let entries = [("personas/ann.toml", "name = \"Ann\"\n")];
    let zip = written(HISTORY, &entries);
    let page = said(&site(zip.path(), &[])["changes.html"]);
    assert_eq!(
        page,
        "What changed is not known: this site was built from a folder without a git repository."
    );

    let whole = book(HISTORY, &entries);
    commit(whole.path(), "2026-02-01");
    let shallow = tempfile::tempdir().unwrap();
    let from = format!("file://{}", whole.path().display());
    git(
        shallow.path(),
        &["clone", "--quiet", "--depth=1", &from, "book"],
        "2026-02-01",
    );
    let page = said(&site(&shallow.path().join("book"), &[])["changes.html"]);
    assert!(page.contains("has only the newest commits"), "{page}");

    let not_asked = book("", &entries);
    let site = site(not_asked.path(), &[]);
    assert!(!site.contains_key("changes.html") && !site.contains_key("changes-data.js"));
}

/// A book may come with settings of git that run programs. None of them runs, nothing is fetched, and links are not followed.
#[cfg(unix)]
#[test]
fn settings_of_a_foreign_repository_run_nothing() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = book(HISTORY, &[("personas/ann.toml", "name = \"Ann\"\n")]);
    let root = folder.path();
    put(
        root,
        "personas/ann.toml",
        "name = \"Ann\"\nrole = \"Baker\"\n",
    );
    fs::write(root.join(".gitattributes"), "* diff=evil filter=evil\n").unwrap();
    commit(root, "2026-02-01");
    let (mark, program) = (root.join("ran"), root.join("evil.sh"));
    fs::write(&program, format!("#!/bin/sh\ntouch '{}'\n", mark.display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let evil = program.display();
    let config = format!(
        "[core]\nfsmonitor = {evil}\npager = {evil}\nsshCommand = {evil}\nhooksPath = {root}\neditor = {evil}\n\
         [diff]\nexternal = {evil}\nrelative = true\n[diff \"evil\"]\ncommand = {evil}\ntextconv = {evil}\n\
         [filter \"evil\"]\nclean = {evil}\nsmudge = {evil}\nprocess = {evil}\n[log]\nshowSignature = true\nshowRoot = false\ndiffMerges = off\n\
         [gpg]\nprogram = {evil}\n[pager]\nlog = {evil}\n[alias]\nlog = !{evil}\nrev-parse = !{evil}\n\
         [credential]\nhelper = {evil}\n[remote \"origin\"]\nurl = ext::{evil}\npromisor = true\nuploadpack = {evil}\n\
         [extensions]\npartialClone = origin\n[protocol \"ext\"]\nallow = always\n",
        root = root.display(),
    );
    let file = root.join(".git/config");
    let own = fs::read_to_string(&file)
        .unwrap()
        .replace("repositoryformatversion = 0", "repositoryformatversion = 1");
    fs::write(&file, own + &config).unwrap();
    let told = said(&site(root, &[])["changes.html"]);
    assert_eq!(
        told,
        "1 February 2026\nAnn\nRole: Baker added\n1 January 2026\nAnn\nNew"
    );
    assert!(!mark.exists());

    // An object that is not there would be fetched.
    let objects = walkdir_files(&root.join(".git/objects"));
    let newest = Command::new("git")
        .args(["rev-parse", "HEAD:content/personas/ann.toml"])
        .current_dir(root)
        .env("GIT_NO_LAZY_FETCH", "1")
        .output()
        .unwrap();
    let blob = String::from_utf8(newest.stdout).unwrap();
    let (folder_of, rest) = blob.trim().split_at(2);
    let object = root.join(".git/objects").join(folder_of).join(rest);
    assert!(objects.contains(&object));
    fs::remove_file(&object).unwrap();
    site(root, &[]);
    assert!(!mark.exists());

    // A repository that is a link is somebody else's.
    let other = written(HISTORY, &[("personas/ann.toml", "name = \"Ann\"\n")]);
    symlink(root.join(".git"), other.path().join(".git")).unwrap();
    let told = said(&site(other.path(), &[])["changes.html"]);
    assert!(told.contains("without a git repository"), "{told}");
}

fn walkdir_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        match path.is_dir() {
            true => files.extend(walkdir_files(&path)),
            false => files.push(path),
        }
    }
    files
}

/// The history is read when a book is first looked at, and not again with each save.
#[test]
fn a_save_asks_git_nothing() {
    use personabook::build::Builder;

    let folder = book(HISTORY, &[("personas/ann.toml", "name = \"Ann\"\n")]);
    let root = folder.path();
    let mut builder = Builder::new(root);
    builder.build(options(), &nobody).unwrap();
    fs::rename(root.join(".git"), root.join("away")).unwrap();
    put(root, "personas/ann.toml", "name = \"Anna\"\n");
    builder.changed(&["content/personas/ann.toml".to_owned()]);
    let (site, _) = with_warnings(builder.build(options(), &nobody).unwrap());
    assert_eq!(said(&site["changes.html"]), "1 January 2026\nAnna\nNew");
}
