//! What happens on a bad day: a build that is killed, folders that cannot be used, two builds at once, and
//! content that nobody would write by hand. Nothing is lost, nothing hangs, and there is a message.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

fn personabook(book: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_personabook"));
    command
        .args(arguments)
        .current_dir(book)
        .env("SOURCE_DATE_EPOCH", "1795000000")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(book: &Path, arguments: &[&str]) -> Output {
    personabook(book, arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    format!("{err}{out}")
}

fn new_book() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["init", "."]).status.success());
    folder
}

/// The pages of a site, without our own dot files.
fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for item in walkdir::WalkDir::new(folder).into_iter().flatten() {
        let name = item.path().strip_prefix(folder).unwrap();
        let name = name.to_string_lossy().replace('\\', "/");
        if item.file_type().is_file() && !name.starts_with('.') {
            files.insert(name, fs::read(item.path()).unwrap());
        }
    }
    files
}

#[test]
fn a_build_killed_at_any_moment_leaves_whole_pages_and_the_next_one_mends_the_rest() {
    let folder = new_book();
    let book = folder.path();
    let text = |version: usize| {
        let story = format!("Version {version}. {}\n\n", "A long story. ".repeat(40)).repeat(30);
        format!("+++\nname = \"Killed\"\nsummary = \"Version {version}\"\n+++\n\n{story}")
    };
    let mut possible: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    for version in 0..2 {
        fs::write(book.join("content/personas/killed.md"), text(version)).unwrap();
        assert!(run(book, &["build"]).status.success());
        possible.push(site(&book.join("public")));
    }
    for step in 0..30 {
        fs::write(book.join("content/personas/killed.md"), text(step % 2)).unwrap();
        let mut child = personabook(book, &["build"]).spawn().unwrap();
        thread::sleep(Duration::from_millis(3 * step as u64));
        let _ = child.kill();
        child.wait().unwrap();
        for (name, bytes) in site(&book.join("public")) {
            assert!(
                possible.iter().any(|site| site.get(&name) == Some(&bytes)),
                "{name} is not whole after {step} steps"
            );
        }
    }
    assert!(run(book, &["build"]).status.success());
    assert_eq!(site(&book.join("public")), possible[1]);
    let left = fs::read_dir(book.join("public")).unwrap().flatten();
    let left: Vec<String> = left
        .map(|item| item.file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("unfinished"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn two_builds_at_once_both_end_well() {
    let folder = new_book();
    let book = folder.path();
    let builds: Vec<_> = (0..4)
        .map(|_| personabook(book, &["build"]).spawn().unwrap())
        .collect();
    for build in builds {
        let output = build.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
    let at_once = site(&book.join("public"));
    assert!(run(book, &["build", "--output", "alone"]).status.success());
    assert_eq!(at_once, site(&book.join("alone")));
}

#[test]
fn an_output_folder_with_other_peoples_files_keeps_them() {
    let folder = new_book();
    let book = folder.path();
    fs::create_dir_all(book.join("public/personas")).unwrap();
    fs::write(book.join("public/notes.txt"), "theirs").unwrap();
    fs::write(book.join("public/personas/old.html"), "theirs").unwrap();
    assert!(run(book, &["build"]).status.success());
    fs::remove_dir_all(book.join("content/personas")).unwrap();
    fs::write(book.join("content/only.md"), "").unwrap();
    run(book, &["build"]);
    let after = site(&book.join("public"));
    assert_eq!(after["notes.txt"], b"theirs");
    assert_eq!(after["personas/old.html"], b"theirs");
}

#[test]
fn a_place_that_cannot_be_written_to_is_told() {
    let folder = new_book();
    let book = folder.path();
    fs::write(book.join("file"), "in the way").unwrap();
    let output = run(book, &["build", "--output", "file/site"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("error: cannot "),
        "{}",
        said(&output)
    );
    fs::create_dir_all(book.join("taken/index.html")).unwrap();
    let output = run(book, &["build", "--output", "taken"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("the site needs its place"),
        "{}",
        said(&output)
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_book_is_told_and_not_followed() {
    let folder = new_book();
    let book = folder.path();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(
        elsewhere.path().join("secret.md"),
        "+++\nname = \"Secret\"\n+++\n",
    )
    .unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), book.join("content/personas/linked")).unwrap();
    std::os::unix::fs::symlink(
        elsewhere.path().join("secret.md"),
        book.join("content/personas/secret.md"),
    )
    .unwrap();
    let output = run(book, &["build"]);
    assert!(
        said(&output).contains("content/personas/linked"),
        "{}",
        said(&output)
    );
    assert!(
        said(&output).contains("content/personas/secret.md"),
        "{}",
        said(&output)
    );
    let pages = site(&book.join("public"));
    assert!(
        !pages
            .values()
            .any(|page| String::from_utf8_lossy(page).contains("Secret"))
    );
}

#[test]
fn a_clock_that_goes_back_changes_no_page_but_the_dates() {
    let folder = new_book();
    let book = folder.path();
    for today in ["2027-06-01", "1999-12-31", "2027-06-01"] {
        let output = run(book, &["build", "--today", today, "--output", today]);
        assert!(output.status.success(), "{}", said(&output));
    }
    let names = |folder: &str| site(&book.join(folder)).into_keys().collect::<Vec<_>>();
    assert_eq!(names("2027-06-01"), names("1999-12-31"));
}

#[test]
fn content_as_deep_as_a_machine_can_write_it_is_told_or_shown() {
    let folder = new_book();
    let book = folder.path();
    let deep = 20_000;
    let personas = book.join("content/personas");
    let toml = format!(
        "name = \"Deep\"\nextra = {}1{}\n",
        "[".repeat(deep),
        "]".repeat(deep)
    );
    fs::write(personas.join("deep-toml.toml"), toml).unwrap();
    let dotted = format!(
        "name = \"Dotted\"\n[{}]\nb = 1\n",
        vec!["a"; deep].join(".")
    );
    fs::write(personas.join("dotted.toml"), dotted).unwrap();
    let tables = format!(
        "name = \"Tables\"\nextra = {}1{}\n",
        "{ a = ".repeat(deep),
        " }".repeat(deep)
    );
    fs::write(personas.join("tables.toml"), tables).unwrap();
    let output = run(book, &["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    for name in ["deep-toml", "dotted", "tables"] {
        assert!(said(&output).contains(name), "{name} is not told");
        fs::remove_file(personas.join(format!("{name}.toml"))).unwrap();
    }
    let mut markdown = String::from("+++\nname = \"Deep\"\n+++\n\n");
    for (open, close) in [
        ("> ", ""),
        ("- ", ""),
        ("*", "*"),
        ("[", "](x)"),
        ("![", "](x)"),
    ] {
        let _ = writeln!(
            markdown,
            "{}deep{}\n",
            open.repeat(deep),
            close.repeat(deep)
        );
    }
    fs::write(personas.join("deep.md"), markdown).unwrap();
    let output = run(book, &["build"]);
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{:?} {}",
        output.status,
        said(&output)
    );
}

#[test]
fn a_very_large_text_is_shown() {
    let folder = new_book();
    let book = folder.path();
    let mut text = String::from("+++\nname = \"Large\"\n+++\n\n");
    while text.len() < 5_000_000 {
        text.push_str(
            "A paragraph with *some* `Markdown` in it, and [a link](https://example.org/).\n\n",
        );
    }
    fs::create_dir_all(book.join("content/pages")).unwrap();
    fs::write(book.join("content/pages/large.md"), text).unwrap();
    let output = run(book, &["build"]);
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{:?} {}",
        output.status,
        said(&output)
    );
    assert!(output.status.success() || !said(&output).is_empty());
}

/// A book, and a folder beside it that must stay as it is.
struct Beside {
    folder: tempfile::TempDir,
}

const PRECIOUS: &str = "PRECIOUS";

impl Beside {
    fn new() -> Self {
        let folder = new_book();
        let book = folder.path().join("book");
        fs::create_dir(&book).unwrap();
        for name in ["personabook.toml", "content"] {
            fs::rename(folder.path().join(name), book.join(name)).unwrap();
        }
        let outside = folder.path().join("outside");
        fs::create_dir_all(outside.join("below")).unwrap();
        for name in ["precious.txt", "below/index.md", "below/index.html"] {
            fs::write(outside.join(name), PRECIOUS).unwrap();
        }
        Self { folder }
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    fn outside(&self, name: &str) -> PathBuf {
        self.folder.path().join("outside").join(name)
    }

    /// Runs a command, and looks whether anything beside the book was touched or shown.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = run(&self.book(), arguments);
        let told = said(&output);
        let left: BTreeMap<String, Vec<u8>> = site(&self.outside(""));
        let names: Vec<&str> = left.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            ["below/index.html", "below/index.md", "precious.txt"],
            "{arguments:?}: {told}"
        );
        assert!(left.values().all(|bytes| bytes == PRECIOUS.as_bytes()));
        assert!(
            !told.contains(PRECIOUS) && !told.contains("panicked"),
            "{told}"
        );
        for (name, bytes) in site(&self.book().join("public")) {
            let shows = bytes
                .windows(PRECIOUS.len())
                .any(|part| part == PRECIOUS.as_bytes());
            assert!(!shows, "{name} shows what lies beside the book");
        }
        (output.status.code(), told)
    }
}

#[cfg(unix)]
fn link(target: &Path, at: &Path) {
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    let _ = fs::remove_file(at);
    let _ = fs::remove_dir_all(at);
    std::os::unix::fs::symlink(target, at).unwrap();
}

#[cfg(unix)]
fn fifo(at: &Path) {
    let made = Command::new("mkfifo").arg(at).status().unwrap();
    assert!(made.success());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link_in_the_output_folder() {
    let own = [
        (".personabook-files", 0),
        (".personabook-files.personabook-unfinished", 0),
        (".personabook-build", 0),
        (".personabook-build.personabook-unfinished", 0),
        (".personabook-unfinished", 0),
        (".personabook-unfinished/personas", 0),
        (".personabook-unfinished/index.html", 0),
        (".personabook-lock", 2),
        ("index.html", 2),
        ("personas", 2),
        ("personas/mika.html", 2),
    ];
    let place = Beside::new();
    for (name, code) in own {
        for target in [place.outside("precious.txt"), place.outside("below")] {
            let _ = fs::remove_dir_all(place.book().join("public"));
            link(&target, &place.book().join("public").join(name));
            let (ended, told) = place.run(&["build"]);
            assert_eq!(ended, Some(code), "{name}: {told}");
            assert!(code == 0 || told.contains(name), "{name}: {told}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_cache_of_a_book_is_not_trusted() {
    let place = Beside::new();
    let cache = place.book().join(".personabook-cache");
    assert_eq!(place.run(&["build"]).0, Some(0));
    let names: Vec<_> = fs::read_dir(&cache).unwrap().flatten().collect();
    let names = names.iter().map(fs::DirEntry::file_name);
    let mut names: Vec<String> = names.map(|one| one.into_string().unwrap()).collect();
    let mut records = names.iter().filter(|name| name.ends_with(".build"));
    let record = records.next().unwrap().clone();
    names.push(format!("{record}.personabook-unfinished"));
    let change = |name: &str| {
        let text = format!("+++\nname = \"New {name}\"\n+++\n");
        fs::write(place.book().join("content/terms/new.md"), text).unwrap();
    };
    for name in &names {
        fs::remove_dir_all(&cache).unwrap();
        link(&place.outside("precious.txt"), &cache.join(name));
        change(name);
        let (ended, told) = place.run(&["build"]);
        assert_eq!(ended, Some(0), "{name}: {told}");
    }
    for target in ["precious.txt", "below", "nothing"] {
        link(&place.outside(target), &cache);
        change(target);
        let (ended, told) = place.run(&["build"]);
        assert_eq!(ended, Some(0), "{target}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn a_page_that_vanishes_behind_a_link_is_left_and_told() {
    let place = Beside::new();
    assert_eq!(place.run(&["build"]).0, Some(0));
    let public = place.book().join("public");
    let old = fs::read(public.join("terms/same-day-repair.html")).unwrap();
    fs::write(place.outside("precious.txt"), PRECIOUS).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("same-day-repair.html"), &old).unwrap();
    fs::write(elsewhere.path().join("index.html"), "").unwrap();
    link(elsewhere.path(), &public.join("terms"));
    let list = public.join(".personabook-files");
    let hash = "0000000000000000";
    let forged = format!(
        "{}{hash} terms/index.html\n{hash} ../outside/precious.txt\n{hash} /etc/hostname\n{hash} ./index.html\n{hash} a\u{0}b\n\u{7f}\nx\n",
        fs::read_to_string(&list).unwrap()
    );
    fs::write(list, forged).unwrap();
    fs::remove_dir_all(place.book().join("content/terms")).unwrap();
    for job in fs::read_dir(place.book().join("content/jobs")).unwrap() {
        let job = job.unwrap().path();
        let text = fs::read_to_string(&job).unwrap();
        fs::write(
            &job,
            text.replace("(term:same-day-repair)", "(https://example.org)"),
        )
        .unwrap();
    }
    let (ended, told) = place.run(&["build"]);
    assert_eq!(ended, Some(0), "{told}");
    assert!(
        told.contains("were left: terms/index.html, terms/same-day-repair.html"),
        "{told}"
    );
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 2);
    assert!(public.join("index.html").exists());
}

#[cfg(unix)]
#[test]
fn only_a_link_that_somebody_named_is_followed() {
    let place = Beside::new();
    let target = tempfile::tempdir().unwrap();
    link(target.path(), &place.book().join("public"));
    let (ended, told) = place.run(&["build"]);
    assert_eq!(ended, Some(2), "{told}");
    let real = target.path().canonicalize().unwrap();
    assert!(
        told.contains(&format!("--output {}", real.display())),
        "{told}"
    );
    assert_eq!(fs::read_dir(target.path()).unwrap().count(), 0);
    let (ended, told) = place.run(&["build", "--output", "public"]);
    assert_eq!(ended, Some(0), "{told}");
    assert!(target.path().join("index.html").exists());
    let book = place.folder.path().join("a-link-to-the-book");
    link(&place.book(), &book);
    let output = run(
        place.folder.path(),
        &["check", "--root", "a-link-to-the-book"],
    );
    assert!(output.status.success(), "{}", said(&output));
}

#[cfg(unix)]
#[test]
fn links_in_a_book_are_refused_by_every_command() {
    for name in [
        "personabook.toml",
        "content",
        "content/personas",
        "content/personas/mika.md",
        "content/personas/more",
        "content/loop",
        "templates",
        "templates/home.html",
        "static",
        "static/below",
        "static/x.css",
    ] {
        let place = Beside::new();
        let at = place.book().join(name);
        let target = match at.extension() {
            Some(_) => place.outside("precious.txt"),
            None => place.outside("below"),
        };
        link(&target, &at);
        if name.ends_with("loop") {
            link(Path::new("loop"), &at);
        }
        for command in ["build", "check"] {
            let (ended, told) = place.run(&[command]);
            assert!(matches!(ended, Some(1 | 2)), "{command} {name}: {told}");
            assert!(
                told.contains(name) && told.contains("is a symbolic link, which is not followed"),
                "{command} {name}: {told}"
            );
        }
        if matches!(name, "personabook.toml" | "content" | "content/personas") {
            let (ended, told) = place.run(&["new", "persona", "anna"]);
            assert_eq!(ended, Some(2), "{name}: {told}");
            assert!(told.contains(name), "{told}");
        }
    }
    let place = Beside::new();
    link(
        &place.outside("new"),
        &place.book().join("content/personas/anna.md"),
    );
    assert_eq!(place.run(&["new", "persona", "anna"]).0, Some(2));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_and_never_waited_for() {
    let place = Beside::new();
    let book = place.book();
    fifo(&book.join("content/personas/pipe.md"));
    fifo(&book.join("content/pipe"));
    let (ended, told) = place.run(&["check", "--format", "short"]);
    assert_eq!(ended, Some(1), "{told}");
    for name in ["content/personas/pipe.md", "content/pipe"] {
        assert!(
            told.contains(name) && told.contains("this is no file"),
            "{told}"
        );
        fs::remove_file(book.join(name)).unwrap();
    }
    for name in [
        "templates/pipe.html",
        "static/pipe.css",
        "templates",
        "static",
        "personabook.toml",
    ] {
        let at = book.join(name);
        let _ = fs::remove_dir_all(&at);
        let _ = fs::remove_file(&at);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fifo(&at);
        for command in ["build", "check"] {
            let (ended, told) = place.run(&[command]);
            assert_eq!(ended, Some(2), "{command} {name}: {told}");
            assert!(told.contains(name) && told.contains(" is no "), "{told}");
        }
        fs::remove_file(at).unwrap();
    }
    let place = Beside::new();
    let public = place.book().join("public");
    fs::create_dir(&public).unwrap();
    for (name, code) in [
        (".personabook-files", 0),
        (".personabook-lock", 2),
        ("index.html", 2),
        ("personas", 2),
    ] {
        let _ = fs::remove_dir_all(&public);
        fs::create_dir(&public).unwrap();
        fifo(&public.join(name));
        let (ended, told) = place.run(&["build"]);
        assert_eq!(ended, Some(code), "{name}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Beside::new();
    let closed = place.book().join("static/closed");
    fs::create_dir_all(&closed).unwrap();
    fs::write(closed.join("x.css"), "").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o0)).unwrap();
    // Who may read everything has nothing to be told.
    let is_closed = fs::read_dir(&closed).is_err();
    let (ended, told) = place.run(&["build"]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    if is_closed {
        assert_eq!(ended, Some(2), "{told}");
        assert!(told.contains("cannot read ./static/closed"), "{told}");
    }
}

#[test]
fn somebody_elses_files_are_neither_overwritten_nor_removed_unless_they_are_named() {
    let folder = new_book();
    let book = folder.path();
    let www = book.join("www");
    let page = |name: &str| fs::read_to_string(www.join(name)).unwrap();
    let build = |arguments: &[&str]| {
        let output = run(book, &[&["build", "--output", "www"], arguments].concat());
        (output.status.code(), said(&output))
    };
    fs::create_dir_all(www.join("personas")).unwrap();
    fs::write(www.join("index.html"), "mine").unwrap();
    fs::write(www.join("personas/mika.html"), "mine too").unwrap();
    let (ended, told) = build(&[]);
    assert_eq!(ended, Some(2), "{told}");
    assert!(
        told.contains("index.html, personas/mika.html\n")
            && told.contains("--overwrite index.html"),
        "{told}"
    );
    let mut names: Vec<String> = site(&www).into_keys().collect();
    names.sort();
    assert_eq!(names, ["index.html", "personas/mika.html"]);
    assert!(!www.join(".personabook-files").exists());
    assert_eq!(build(&["--overwrite", "index.html"]).0, Some(2));
    assert_eq!(page("index.html"), "mine");
    let named = ["--overwrite", "index.html", "--overwrite", "personas"];
    assert_eq!(build(&named).0, Some(0));
    assert_ne!(page("index.html"), "mine");

    // A list that is lost: what would be written is ours, whoever wrote it.
    fs::remove_file(www.join(".personabook-files")).unwrap();
    let (ended, told) = build(&["--today", "2026-11-20"]);
    assert!(ended == Some(0) || told.contains("did not write"), "{told}");
    assert_eq!(build(&["--overwrite"]).0, Some(0));

    // One of ours that was changed since is written anew, and left when its page vanishes.
    fs::write(www.join("index.html"), "smaller").unwrap();
    let (ended, told) = build(&[]);
    assert_eq!(ended, Some(0), "{told}");
    assert!(
        told.contains("1 file of the site had been changed by somebody else and was written anew"),
        "{told}"
    );
    fs::write(
        book.join("content/pages/gone.md"),
        "+++\nname = \"Gone\"\n+++\n",
    )
    .unwrap();
    assert_eq!(build(&[]).0, Some(0));
    fs::write(www.join("pages/gone.html"), "smaller").unwrap();
    fs::remove_file(book.join("content/pages/gone.md")).unwrap();
    let (ended, told) = build(&[]);
    assert_eq!(ended, Some(0), "{told}");
    assert!(told.contains("was left: pages/gone.html"), "{told}");
    assert_eq!(page("pages/gone.html"), "smaller");
}

#[test]
fn the_list_of_a_site_is_the_same_everywhere_and_needs_no_cache() {
    let folder = new_book();
    let book = folder.path();
    assert!(run(book, &["build"]).status.success());
    assert!(run(book, &["build", "--output", "other"]).status.success());
    let list = |site: &str| fs::read_to_string(book.join(site).join(".personabook-files")).unwrap();
    assert_eq!(list("public"), list("other"));
    fs::remove_dir_all(book.join(".personabook-cache")).unwrap();
    fs::write(
        book.join("content/pages/how-we-use-this-book.md"),
        "+++\nname = \"Another name\"\n+++\n",
    )
    .unwrap();
    let output = run(book, &["build"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        !said(&output).contains("somebody else"),
        "{}",
        said(&output)
    );
}

/// Version 0.1.0 had a list of paths only, and a record of lengths and dates in the output folder.
#[test]
fn the_list_of_the_first_version_is_understood_as_far_as_it_goes() {
    let folder = new_book();
    let book = folder.path();
    assert!(run(book, &["build"]).status.success());
    let public = book.join("public");
    let paths: Vec<String> = site(&public).into_keys().collect();
    let mut record = String::from("made of\n10\n");
    for path in &paths {
        let about = fs::metadata(public.join(path)).unwrap();
        let date = about.modified().unwrap();
        let date = date.duration_since(std::time::UNIX_EPOCH).unwrap();
        let _ = writeln!(record, "{} {} {path}", about.len(), date.as_nanos());
    }
    let old = || {
        fs::write(public.join(".personabook-files"), paths.join("\n") + "\n").unwrap();
        fs::write(public.join(".personabook-build"), &record).unwrap();
    };
    old();
    let later = ["build", "--today", "2028-01-01"];
    let first = fs::read(public.join("index.html")).unwrap();
    fs::write(public.join("index.html"), "changed since").unwrap();
    let output = run(book, &later);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("index.html"), "{}", said(&output));
    assert!(public.join(".personabook-build").exists());
    fs::write(public.join("index.html"), first).unwrap();
    let output = run(book, &[&later[..], &["--overwrite", "index.html"]].concat());
    assert!(output.status.success(), "{}", said(&output));
    assert!(!public.join(".personabook-build").exists());
}

#[test]
fn what_a_killed_build_left_goes_with_the_next_one_also_if_nothing_changed() {
    let folder = new_book();
    let book = folder.path();
    assert!(run(book, &["build"]).status.success());
    let public = book.join("public");
    let stage = public.join(".personabook-unfinished");
    fs::create_dir_all(stage.join("personas")).unwrap();
    fs::write(stage.join("personas/mika.html"), "half").unwrap();
    fs::write(
        public.join(".personabook-files.personabook-unfinished"),
        "half",
    )
    .unwrap();
    let output = run(book, &["build"]);
    assert!(
        said(&output).contains("0 files written"),
        "{}",
        said(&output)
    );
    let left: Vec<String> = fs::read_dir(&public)
        .unwrap()
        .map(|item| item.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("unfinished"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
