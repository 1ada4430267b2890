//! Books that somebody, or something, spoilt at random: always the same ones. Nothing panics, nothing hangs, every error
//! says where it is, and nothing outside the book and its site is touched.
//!
//! `MUTATIONS=5000 cargo test --test it mutations::` tries more of them, `MUTATIONS_FROM=4711 MUTATIONS=1` one again.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, SystemTime};

use personabook::build::{Options, build};
use personabook::diag::{self, Report};
use personabook::progress::nobody;

/// Longer than any round takes on a busy machine, so that one that hangs fails.
const PATIENCE: Duration = Duration::from_secs(120);

/// How many rounds are tried when nobody says otherwise.
const ROUNDS: u64 = 50;

/// Numbers that look random and are always the same.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % bound.max(1)
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

fn rounds(default: u64) -> std::ops::Range<u64> {
    let number = |name| std::env::var(name).ok().map(|text| text.parse().unwrap());
    let first = number("MUTATIONS_FROM").unwrap_or(0);
    first..first + number("MUTATIONS").unwrap_or(default)
}

/// A book beside a folder that nobody may touch.
struct Scene {
    folder: tempfile::TempDir,
}

impl Scene {
    /// A copy of the demo or of the golden book, with a template and files of its own.
    fn new(round: u64) -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let scene = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let from = match round % 3 {
            0 => here.to_owned(),
            1 => here.join("tests/golden/book"),
            _ => here.join("examples/buurtbakker"),
        };
        let book = scene.book();
        copy(&from.join("content"), &book.join("content"));
        fs::copy(from.join("personabook.toml"), book.join("personabook.toml")).unwrap();
        fs::create_dir_all(book.join("templates")).unwrap();
        let template = "{% extends \"theme/term.html\" %}\n";
        fs::write(book.join("templates/term.html"), template).unwrap();
        fs::create_dir_all(book.join("static")).unwrap();
        fs::write(book.join("static/own.css"), "p { margin: 0 }\n").unwrap();
        let sentinel = scene.sentinel();
        fs::create_dir_all(sentinel.join("personas")).unwrap();
        for file in ["index.html", "personas/secret.md", "secret.toml", "empty"] {
            let text = match file {
                "empty" => "",
                _ => "SECRET = \"SECRET\"\n",
            };
            fs::write(sentinel.join(file), text).unwrap();
        }
        scene
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    fn sentinel(&self) -> PathBuf {
        self.folder.path().join("sentinel")
    }

    /// The names, bytes and times of all that nobody may touch.
    fn untouched(&self) -> BTreeMap<PathBuf, (SystemTime, Option<Vec<u8>>)> {
        let items = walkdir::WalkDir::new(self.sentinel()).into_iter();
        let mut seen = BTreeMap::new();
        for item in items.map(Result::unwrap) {
            let changed = item.metadata().unwrap().modified().unwrap();
            let bytes = item.file_type().is_file().then(|| fs::read(item.path()));
            seen.insert(item.into_path(), (changed, bytes.map(Result::unwrap)));
        }
        // Beside the book and the folder nothing comes to be either.
        for item in fs::read_dir(self.folder.path()).unwrap() {
            seen.insert(item.unwrap().path(), (SystemTime::UNIX_EPOCH, None));
        }
        seen
    }

    /// The files that an author writes, from the root of the book.
    fn texts(&self) -> Vec<String> {
        let mut texts = files(&self.book());
        texts.retain(|file| !file.starts_with("templates/") && !file.starts_with("static/"));
        texts
    }
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let copied = to.join(&file);
        fs::create_dir_all(copied.parent().unwrap()).unwrap();
        fs::copy(from.join(file), copied).unwrap();
    }
}

/// The files below a folder, in a fixed order.
fn files(folder: &Path) -> Vec<String> {
    let items = walkdir::WalkDir::new(folder).sort_by_file_name();
    let items = items.into_iter().map(Result::unwrap);
    let files = items.filter(|item| item.file_type().is_file());
    files
        .map(|file| {
            let path = file.path().strip_prefix(folder).unwrap();
            path.to_string_lossy().replace('\\', "/")
        })
        .collect()
}

/// Values of every type, and such as no type has.
const VALUES: [&str; 46] = [
    "5",
    "-1",
    "0",
    "0.5",
    "-0.0",
    "1e308",
    "1e999",
    "nan",
    "-inf",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999999",
    "18446744073709551615",
    "0xffff_ffff_ffff_ffff",
    "\"text\"",
    "\"\"",
    "\"   \"",
    "'''\n\n'''",
    "\"\"\"\nlines\n\n> of **text** [x](persona:nobody)\n\"\"\"",
    "\"\\u0000\\u001b[31m\\u202e\"",
    "\"\\ud800\"",
    "\"persona:nobody\"",
    "\"sophie\"",
    "\"Sophie\"",
    "\"../../../etc/passwd\"",
    "\"/etc/passwd\"",
    "\"javascript:alert(1)\"",
    "\"https://example.org/{{ 1 }}<script>\"",
    "\"éẞ̈👩‍👩‍👧 \u{feff}\"",
    "true",
    "[]",
    "[[]]",
    "[1, \"a\", {}]",
    "[\"a\", \"a\"]",
    "{}",
    "{ a = 1 }",
    "{ text = 1, evidence = [\"nobody\"] }",
    "{ text = \"\" }",
    "[{ text = \"a\" }, { text = \"a\" }]",
    "2026-02-30",
    "2026-13-45",
    "0001-01-01",
    "9999-12-31",
    "12:00:00",
    "1979-05-27T07:32:00Z",
    "",
];

/// What stands where it must not.
const PARTS: [&str; 32] = [
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[31m",
    "\r",
    "\r\n",
    "\t",
    "+++",
    "\n+++\n",
    "\n---\n",
    "\"\"\"",
    "'''",
    "\"",
    "\\",
    "[",
    "[[",
    "]",
    "{",
    "}",
    "=",
    "#",
    ".",
    "\n[extra]\n",
    "\n[a.b.c]\n",
    "\nname = 1\n",
    "\n[[jobs]]\n",
    "<script>alert(1)</script>",
    "[](persona:nobody)",
    "[x](term:icp#stage-99)",
    "![](../../secret.png)",
    "[^1]\n\n[^1]: [](evidence:nobody)\n",
    "{{ page.nonsense }}",
];

/// Names that files may have on some disk.
const NAMES: [&str; 14] = [
    "con.md",
    "Big Name.md",
    "ünï.md",
    "a b.toml",
    ".hidden.md",
    "index.md",
    "x\u{202e}dm.md",
    "new\nline.md",
    "quote\"s.md",
    "-dash.md",
    "noending",
    "two.dots.md",
    "a.MD",
    "%2e%2e.toml",
];

/// Spoils a text in one way, and says how.
fn spoil(bytes: &mut Vec<u8>, random: &mut Random) -> &'static str {
    let place = random.below(bytes.len() + 1);
    let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(Vec::from).collect();
    let line = random.below(lines.len());
    // Most lines with a value are more worth than any line.
    let with_value: Vec<usize> = (0..lines.len())
        .filter(|line| lines[*line].windows(3).any(|part| part == b" = "))
        .collect();
    let how = match random.below(20) {
        0 => {
            lines.remove(line);
            "a line gone"
        }
        1 => {
            lines.insert(line, lines[line].clone());
            "a line twice"
        }
        2 => {
            bytes.truncate(place);
            return "cut";
        }
        3 if !bytes.is_empty() => {
            let at = random.below(bytes.len());
            bytes[at] = random.below(256) as u8;
            return "a byte changed";
        }
        4 => {
            let part = random.of(&PARTS).as_bytes().iter().copied();
            bytes.splice(place..place, part);
            return "something put in";
        }
        5..=10 if !with_value.is_empty() => {
            let line = &mut lines[*random.of(&with_value)];
            let at = line.windows(3).position(|part| part == b" = ").unwrap();
            line.truncate(at + 3);
            line.extend_from_slice(random.of(&VALUES).as_bytes());
            "a value swapped"
        }
        11 if !with_value.is_empty() => {
            let line = &mut lines[*random.of(&with_value)];
            let at = line.windows(3).position(|part| part == b" = ").unwrap();
            let key = *random.of(&["\"\"", "a.b", "'x y'", "name", "id", "extra.deep.er", "é"]);
            line.splice(0..at, key.bytes());
            "a key swapped"
        }
        12 => {
            let other = random.below(lines.len());
            lines.swap(line, other);
            "two lines swapped"
        }
        13 => {
            bytes.clear();
            return "empty";
        }
        14 => {
            bytes.splice(place..place, [0xff, 0xfe, 0xc3]);
            return "no UTF-8";
        }
        15 if !with_value.is_empty() => {
            let depth = [10, 100, 1_000, 20_000][random.below(4)];
            let (open, close) = *random.of(&[("[", "]"), ("{ a = ", " }")]);
            let line = &mut lines[*random.of(&with_value)];
            let at = line.windows(3).position(|part| part == b" = ").unwrap();
            line.truncate(at + 3);
            line.extend(open.repeat(depth).bytes());
            line.push(b'1');
            line.extend(close.repeat(depth).bytes());
            "nested deep"
        }
        16 => {
            let depth = [10, 1_000][random.below(2)];
            let part = *random.of(&["> ", "- ", "*", "[", "![", "`", "<b>", "| a ", "1. ", "#"]);
            bytes.splice(place..place, part.repeat(depth).bytes());
            return "Markdown nested deep";
        }
        17 => {
            for byte in bytes.iter_mut().filter(|byte| byte.is_ascii_digit()) {
                if random.below(4) == 0 {
                    *byte = b'0' + random.below(10) as u8;
                }
            }
            return "other digits";
        }
        18 => {
            let end = (place + random.below(400)).min(bytes.len());
            let piece: Vec<u8> = bytes.drain(place..end).collect();
            let at = random.below(bytes.len() + 1);
            bytes.splice(at..at, piece);
            return "a piece moved";
        }
        _ => {
            let from = line.min(random.below(lines.len()));
            lines.drain(from..line);
            "lines gone"
        }
    };
    *bytes = lines.join(&b'\n');
    how
}

/// A Markdown file as a TOML file that says the same, as far as it is one.
fn as_toml(text: &str) -> String {
    let mut parts = text.splitn(3, "+++\n");
    let toml = parts.nth(1).unwrap_or("");
    let body = parts.next().unwrap_or("");
    format!("body = '''\n{body}'''\n{toml}")
}

/// Spoils some files of the book, and says how.
fn spoil_texts(scene: &Scene, random: &mut Random) -> String {
    let book = scene.book();
    let mut how = Vec::new();
    for _ in 0..1 + random.below(4) {
        let files = scene.texts();
        let file = random.of(&files).clone();
        let path = book.join(&file);
        how.push(match random.below(12) {
            0 => {
                let other = random.of(&files).clone();
                let bytes = fs::read(book.join(&other)).unwrap();
                fs::write(&path, bytes).unwrap();
                format!("{file}: as {other}")
            }
            1 if file != "personabook.toml" => {
                let name = *random.of(&NAMES);
                // Not every disk takes every name.
                let _ = fs::rename(&path, path.with_file_name(name));
                format!("{file}: now {name:?}")
            }
            2 | 3 if file.ends_with(".md") => {
                let text = fs::read_to_string(&path).unwrap_or_default();
                fs::remove_file(&path).unwrap();
                fs::write(path.with_extension("toml"), as_toml(&text)).unwrap();
                format!("{file}: in TOML")
            }
            4 if file != "personabook.toml" => {
                fs::remove_file(&path).unwrap();
                format!("{file}: gone")
            }
            _ => {
                let mut bytes = fs::read(&path).unwrap();
                let mut ways = Vec::new();
                for _ in 0..1 + random.below(3) {
                    ways.push(spoil(&mut bytes, random));
                }
                fs::write(&path, bytes).unwrap();
                format!("{file}: {}", ways.join(", "))
            }
        });
    }
    how.join("; ")
}

fn options() -> Options<'static> {
    Options {
        today: "2026-11-21".parse().unwrap(),
        drafts: false,
        audiences: &[],
    }
}

/// What is wrong with the places of a report.
fn misplaced(book: &Path, report: &Report) -> Vec<String> {
    let mut wrong = Vec::new();
    for found in &report.diagnostics {
        let (path, text) = (&found.source.path, &found.source.text);
        let said = format!("{path}: [{}] {}", found.code, found.message);
        if path.is_empty() || fs::symlink_metadata(book.join(path)).is_err() {
            wrong.push(format!("no such file: {said}"));
        }
        match (&found.span, found.position()) {
            (None, _) if text.is_empty() || found.code == "more" => {}
            (Some(span), Some(_)) => {
                let is_sound = span.start <= span.end
                    && span.end <= text.len()
                    && text.is_char_boundary(span.start)
                    && text.is_char_boundary(span.end);
                if !is_sound {
                    wrong.push(format!("no such place {span:?}: {said}"));
                }
            }
            _ => wrong.push(format!("no line: {said}")),
        }
        if found.message.trim().is_empty() || found.help.as_ref().is_some_and(String::is_empty) {
            wrong.push(format!("nothing said: {said}"));
        }
    }
    wrong
}

/// Builds the book in memory: what is not as it must be.
fn try_in_memory(book: &Path) -> Vec<String> {
    let built = match build(book, options(), &nobody) {
        Ok(built) => built,
        Err(error) => return vec![format!("it could not run: {error}")],
    };
    let mut wrong = misplaced(book, &built.report);
    let (human, short) = (
        diag::human(&built.report, false),
        diag::short(&built.report),
    );
    let obeyed = |letter: char| letter.is_control() && letter != '\n' && letter != '\t';
    if let Some(line) = format!("{human}{short}")
        .lines()
        .find(|line| line.contains(obeyed))
    {
        wrong.push(format!("a terminal would obey {line:?}"));
    }
    let count = built.report.diagnostics.len();
    if [short, diag::json(&built.report)].map(|text| text.lines().count()) != [count; 2] {
        wrong.push("not a line for each mistake".to_owned());
    }
    match &built.site {
        Some(_) if built.report.has_errors() => wrong.push("a site with errors".to_owned()),
        None if !built.report.has_errors() => wrong.push("no site, and no error".to_owned()),
        Some(site) => match site.render(&nobody) {
            Ok(output) if output.files.contains_key("index.html") => {}
            Ok(_) => wrong.push("a site without a home page".to_owned()),
            Err(error) => wrong.push(format!("a page cannot be made: {error}")),
        },
        None => {}
    }
    wrong
}

#[test]
fn whatever_becomes_of_the_texts_every_error_has_a_place_and_nothing_panics() {
    let (sender, results) = channel();
    let rounds = rounds(ROUNDS);
    let count = rounds.end - rounds.start;
    thread::spawn(move || {
        for round in rounds {
            let mut random = Random(round);
            let scene = Scene::new(round);
            let before = scene.untouched();
            let how = spoil_texts(&scene, &mut random);
            sender.send((round, how.clone(), None)).unwrap();
            let tried = catch_unwind(AssertUnwindSafe(|| try_in_memory(&scene.book())));
            let mut wrong = tried.unwrap_or_else(|_| vec!["it panicked".to_owned()]);
            if scene.untouched() != before {
                wrong.push("something outside was touched".to_owned());
            }
            sender.send((round, how, Some(wrong))).unwrap();
        }
    });
    let mut all_wrong = Vec::new();
    let mut under_way = String::new();
    for _ in 0..count * 2 {
        let (round, how, wrong) = results
            .recv_timeout(PATIENCE)
            .unwrap_or_else(|_| panic!("it hangs: {under_way}"));
        under_way = format!("round {round} ({how})");
        if let Some(wrong) = wrong.filter(|wrong| !wrong.is_empty()) {
            all_wrong.push(format!("{under_way}\n  {}", wrong.join("\n  ")));
        }
    }
    assert!(all_wrong.is_empty(), "{}", all_wrong.join("\n"));
}

/// What lies where a file or folder of the book or of the site should be.
#[cfg(unix)]
mod on_disk {
    use std::os::unix::fs::symlink;
    use std::process::{Child, Command, Stdio};

    use super::*;

    /// How many rounds are tried when nobody says otherwise: each runs the program five times.
    const ROUNDS: u64 = 10;

    const THINGS: [&str; 10] = [
        "a link to a folder",
        "a link to a file",
        "a link to nothing",
        "a link to itself",
        "a link within the book",
        "a FIFO",
        "a socket",
        "a folder",
        "an empty file",
        "nothing",
    ];

    /// Files and folders that no author writes, from the root of the book.
    const PLACES: [&str; 24] = [
        "personabook.toml",
        "content",
        "content/personas",
        "content/terms",
        "content/personas/zed.md",
        "content/personas/zed",
        "content/zed",
        "templates",
        "templates/term.html",
        "templates/site.html",
        "static",
        "static/own.css",
        "static/zed.png",
        "public",
        "public/index.html",
        "public/personas",
        "public/personas/index.html",
        "public/static",
        "public/.personabook-files",
        "public/.personabook-lock",
        "public/.personabook-unfinished",
        ".personabook-cache",
        ".personabook-cache/zed",
        ".git",
    ];

    /// Puts a thing in a place of the book.
    fn put(scene: &Scene, place: &str, thing: &str) {
        let path = scene.book().join(place);
        let sentinel = scene.sentinel();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if path.is_dir() && !path.is_symlink() {
            fs::remove_dir_all(&path).unwrap();
        } else {
            let _ = fs::remove_file(&path);
        }
        match thing {
            "a link to a folder" => symlink(sentinel, &path).unwrap(),
            "a link to a file" => symlink(sentinel.join("personas/secret.md"), &path).unwrap(),
            "a link to nothing" => symlink(sentinel.join("new"), &path).unwrap(),
            "a link to itself" => symlink(path.file_name().unwrap(), &path).unwrap(),
            "a link within the book" => {
                symlink(scene.book().join("content/personas"), &path).unwrap();
            }
            "a FIFO" => assert!(
                Command::new("mkfifo")
                    .arg(&path)
                    .status()
                    .unwrap()
                    .success()
            ),
            "a socket" => drop(std::os::unix::net::UnixListener::bind(&path).unwrap()),
            "a folder" => fs::create_dir(&path).unwrap(),
            "an empty file" => fs::write(&path, "").unwrap(),
            _ => {}
        }
    }

    /// Runs the program: its exit code and all it said. No code when it had to be stopped.
    fn run(book: &Path, arguments: &[&str]) -> (Option<i32>, String) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_personabook"))
            .args(arguments)
            .current_dir(book)
            .env("SOURCE_DATE_EPOCH", "1795000000")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let out = gather(program.stdout.take().unwrap());
        let err = gather(program.stderr.take().unwrap());
        let code = wait(&mut program);
        let said = format!("{}{}", err.join().unwrap(), out.join().unwrap());
        (code, said)
    }

    fn gather(mut from: impl std::io::Read + Send + 'static) -> thread::JoinHandle<String> {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            from.read_to_end(&mut bytes).unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        })
    }

    fn wait(program: &mut Child) -> Option<i32> {
        let pause = Duration::from_millis(5);
        for _ in 0..PATIENCE.as_millis() / pause.as_millis() {
            if let Some(status) = program.try_wait().unwrap() {
                return status.code();
            }
            thread::sleep(pause);
        }
        program.kill().unwrap();
        program.wait().unwrap();
        None
    }

    fn shows_a_secret(site: &Path) -> bool {
        !site.is_symlink()
            && site.is_dir()
            && files(site).iter().any(|file| {
                let bytes = fs::read(site.join(file)).unwrap();
                bytes.windows(6).any(|part| part == b"SECRET")
            })
    }

    #[test]
    fn whatever_lies_in_the_way_nothing_outside_is_touched_and_it_is_named() {
        let mut all_wrong = Vec::new();
        for round in rounds(ROUNDS) {
            let mut random = Random(round);
            // The demo takes too long for so many builds.
            let scene = Scene::new(1 + round % 2);
            let book = scene.book();
            let mut wrong = Vec::new();
            if random.below(2) == 0 {
                run(&book, &["build"]);
            }
            let texts = scene.texts();
            let mut places = Vec::new();
            let mut how = String::new();
            for _ in 0..1 + random.below(2) {
                let place = match random.below(3) {
                    0 => random.of(&texts).clone(),
                    _ => (*random.of(&PLACES)).to_owned(),
                };
                let thing = *random.of(&THINGS);
                // One place may lie in another that is no folder any more.
                let lies_in = |outer: &String| {
                    place.starts_with(&format!("{outer}/")) || outer.starts_with(&place)
                };
                if places.iter().any(|(place, _)| lies_in(place)) {
                    continue;
                }
                put(&scene, &place, thing);
                how.push_str(&format!("{thing} at {place}; "));
                places.push((place, thing));
            }
            let before = scene.untouched();
            for arguments in [
                &["check"][..],
                &["build"],
                &["new", "persona", "newcomer"],
                &["build"],
                &["check", "--format", "short"],
            ] {
                let (code, said) = run(&book, arguments);
                let of_a_place = places.iter().any(|(place, _)| {
                    let name = place.rsplit('/').next().unwrap();
                    said.contains(name)
                });
                match code {
                    None => wrong.push(format!("{arguments:?} hangs")),
                    Some(0 | 1) => {}
                    Some(2) if of_a_place || arguments[0] == "new" => {}
                    Some(code) => wrong.push(format!("{arguments:?} ends with {code}: {said}")),
                }
                if said.contains("panicked") {
                    wrong.push(format!("{arguments:?} panics: {said}"));
                }
                // What cannot be read is named, never skipped.
                for (place, thing) in &places {
                    let is_odd = thing.contains("link") || matches!(*thing, "a FIFO" | "a socket");
                    let is_content = place.starts_with("content/");
                    if arguments[0] == "check"
                        && is_odd
                        && is_content
                        && code != Some(2)
                        && !said.contains(place)
                    {
                        wrong.push(format!("{arguments:?} does not name {place}: {said}"));
                    }
                }
                if scene.untouched() != before {
                    wrong.push(format!("{arguments:?} touches something outside: {said}"));
                    break;
                }
            }
            if shows_a_secret(&book.join("public")) {
                wrong.push("the site shows what lies outside the book".to_owned());
            }
            if !wrong.is_empty() {
                all_wrong.push(format!("round {round} ({how})\n  {}", wrong.join("\n  ")));
            }
        }
        assert!(all_wrong.is_empty(), "{}", all_wrong.join("\n"));
    }
}

/// Guards the tests above: a mutation that is not tried finds nothing.
#[test]
fn the_mutations_are_of_every_sort() {
    let mut random = Random(1);
    let text = "+++\nname = \"A\"\nage = 5\n+++\n\nText.\n";
    let mut ways = BTreeSet::new();
    for _ in 0..2_000 {
        let mut bytes = text.as_bytes().to_vec();
        ways.insert(spoil(&mut bytes, &mut random));
    }
    assert_eq!(ways.len(), 15, "{ways:?}");
}
