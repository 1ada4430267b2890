//! What the entries of a book said before, from the git repository in which it lies. Old versions are read as far as they can be read:
//! what cannot is passed over. Must not know how one version differs from another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::str;
use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;

use super::files::{CONTENT_FOLDER, Found};
use super::git::{Question, ask};
use super::{entry, repository_is_a_link};
use crate::disk::Folder;
use crate::doc::{Date, SYNTAX};
use crate::model::history::{History, Past, Version, WhyUnknown};
use crate::model::{Book, Config, Finding, Key, Record, SiteConfig, TimeZone};
use crate::text::{FieldPath, Source, closest};

/// The most bytes of what git says of where the book lies.
const LARGEST_ANSWER: u64 = 64 * 1024;

/// The most bytes that git may say of the commits.
const COMMITS: u64 = 64 * 1024 * 1024;
/// The most versions that are looked at, the newest first.
const VERSIONS: usize = 20_000;
/// The most bytes of a version: longer texts of long ago are passed over.
const LARGEST_VERSION: u64 = 512 * 1024;
/// The most bytes of all versions.
const ALL_VERSIONS: u64 = 256 * 1024 * 1024;

/// What a commit did to the files of the content, each by its path from the root of the book.
struct Step {
    day: Date,
    files: Vec<FileChange>,
}

/// What a commit did to a file.
struct FileChange {
    path: String,
    /// The object that has its bytes from then on; nothing when it went.
    blob: Option<String>,
    /// The path that it had before, if it was moved.
    from: Option<String>,
}

/// Trails of all entries.
type Trails = BTreeMap<Key, Vec<Version>>;

/// The past of a book as git knows it, read once.
pub(super) struct Remembered(Result<(Arc<Trails>, bool), WhyUnknown>);

impl Remembered {
    /// Reads it.
    pub(super) fn read(root: &Path, config: &Config) -> Self {
        let zone = config.book.time_zone.clone();
        let zone = zone.unwrap_or_else(|| TimeZone("UTC".to_owned()));
        Self(trails(root, &zone))
    }

    /// The past as a book asks for it.
    pub(super) fn past(&self, site: &SiteConfig) -> Past {
        match &self.0 {
            Err(why) => Past::Unknown(*why),
            Ok((trails, is_cut)) => Past::Known(History {
                trails: Arc::clone(trails),
                is_cut: *is_cut,
                forgotten: site
                    .forget
                    .iter()
                    .map(|one| Key::new(one.kind, one.id.as_str()))
                    .collect(),
                since: site.history_since,
            }),
        }
    }
}

/// What tells a state of the repository from others; nothing where there is none.
pub(super) fn newest_commit(root: &Path) -> Option<Vec<u8>> {
    if repository_is_a_link(&Folder::named(root)) {
        return None;
    }
    let question = Question {
        arguments: &["rev-parse", "--is-shallow-repository", "HEAD"],
        input: Vec::new(),
        most: 4096,
    };
    ask(root, question).ok()
}

/// The entries to be forgotten that the book does not have: a slip there would tell what somebody wants forgotten.
pub(super) fn unknown_forgotten(book: &Book) -> Vec<Finding> {
    let forget = book.config.site.forget.iter().enumerate();
    let unknown = forget.filter(|(_, one)| {
        let key = Key::new(one.kind, one.id.as_str());
        !book.catalog.has(one.kind, &one.id) && !book.catalog.unreadable.contains(&key)
    });
    let findings = unknown.map(|(index, one)| {
        let (kind, id) = (one.kind, one.id.as_str());
        let of_kind = book.catalog.with_retired(kind);
        let ids: Vec<&str> = of_kind.map(|entry| entry.key.id.as_str()).collect();
        let help = match closest(id, ids) {
            Some(close) => format!("did you mean `{}:{close}`?", kind.name()),
            None => "remove it: of an entry that is no longer there nothing is told".to_owned(),
        };
        Finding::new(
            "forgets-nothing",
            FieldPath::default().key("site").key("forget").index(index),
            format!("there is no {} `{id}` to forget", kind.name()),
            help,
        )
    });
    findings.collect()
}

fn trails(root: &Path, zone: &TimeZone) -> Result<(Arc<Trails>, bool), WhyUnknown> {
    if repository_is_a_link(&Folder::named(root)) {
        return Err(WhyUnknown::NoRepository);
    }
    let where_it_lies = ask(
        root,
        Question {
            arguments: &["rev-parse", "--is-shallow-repository", "--show-prefix"],
            input: Vec::new(),
            most: LARGEST_ANSWER,
        },
    )?;
    let where_it_lies = String::from_utf8_lossy(&where_it_lies).into_owned();
    let (is_shallow, prefix) = where_it_lies.split_once('\n').unwrap_or_default();
    if is_shallow != "false" {
        return Err(WhyUnknown::Shallow);
    }
    let commits = ask(
        root,
        Question {
            arguments: &[
                "log",
                "-z",
                "--raw",
                "--no-abbrev",
                "--no-ext-diff",
                "--no-textconv",
                "--no-color",
                "--no-notes",
                "--no-decorate",
                "--ignore-submodules=all",
                "-M",
                "--diff-merges=first-parent",
                "--first-parent",
                "--no-relative",
                "--format=%x01%ct",
                "HEAD",
                "--",
                CONTENT_FOLDER,
            ],
            input: Vec::new(),
            most: COMMITS,
        },
    )?;
    let (steps, is_cut) = steps(&commits, prefix.trim_end_matches('\n'), zone);
    let texts = texts(root, &steps)?;
    Ok((Arc::new(along(&steps, &texts)), is_cut))
}

/// The commits, the oldest first, and whether older ones were left out.
fn steps(commits: &[u8], prefix: &str, zone: &TimeZone) -> (Vec<Step>, bool) {
    let mut steps: Vec<Step> = Vec::new();
    let (mut versions, mut is_cut) = (0, false);
    let mut parts = commits.split(|byte| *byte == 0);
    while let Some(part) = parts.next() {
        let part = part.strip_prefix(b"\n").unwrap_or(part);
        if let Some(seconds) = part.strip_prefix(b"\x01") {
            if versions > VERSIONS {
                is_cut = true;
                break;
            }
            let seconds = str::from_utf8(seconds)
                .ok()
                .and_then(|text| text.parse().ok());
            let day = seconds.and_then(|seconds| zone.day_at(Duration::from_secs(seconds)));
            if let Some(day) = day {
                let files = Vec::new();
                steps.push(Step { day, files });
            }
        } else if let Some(about) = part.strip_prefix(b":") {
            let about = String::from_utf8_lossy(about).into_owned();
            let words: Vec<&str> = about.split(' ').collect();
            let [_, mode, _, blob, how] = words[..] else {
                break;
            };
            let mut path = || below(prefix, parts.next()?);
            let moved_from = how.starts_with('R').then(&mut path);
            let Some(path) = path() else {
                continue;
            };
            let is_file = mode.starts_with("100");
            if let Some(step) = steps.last_mut() {
                versions += 1;
                step.files.push(FileChange {
                    path,
                    blob: is_file.then(|| blob.to_owned()),
                    from: moved_from.flatten(),
                });
            }
        }
    }
    steps.reverse();
    (steps, is_cut)
}

/// The path in the content folder of a file of the repository.
fn below(prefix: &str, path: &[u8]) -> Option<String> {
    let path = str::from_utf8(path).ok()?.strip_prefix(prefix)?;
    super::below_content(path).map(str::to_owned)
}

/// The versions that can be read, by their path and the object that has their bytes.
type Texts = BTreeMap<(String, String), Arc<Record>>;

fn texts(root: &Path, steps: &[Step]) -> Result<Texts, WhyUnknown> {
    let files = steps.iter().flat_map(|step| &step.files);
    let wanted: BTreeSet<(&str, &str)> = files
        .filter(|file| entry_file(&file.path).is_some())
        .filter_map(|file| Some((file.path.as_str(), file.blob.as_deref()?)))
        .collect();
    let blobs: BTreeSet<&str> = wanted.iter().map(|(_, blob)| *blob).collect();
    let blobs = small_enough(root, &blobs)?;
    let answer = ask(
        root,
        Question {
            arguments: &["cat-file", "--batch", "--buffer"],
            input: one_a_line(&blobs),
            most: 2 * ALL_VERSIONS,
        },
    )?;
    let bytes = contents(&answer);
    let read = wanted.into_par_iter().filter_map(|(path, blob)| {
        let text = str::from_utf8(bytes.get(blob)?).ok()?;
        let source = Arc::new(Source {
            path: format!("{CONTENT_FOLDER}/{path}"),
            text: text.to_owned(),
        });
        let read = entry::read(&entry_file(path)?, &source);
        // What a broken text seems to lack was not removed.
        let is_whole = !read.report.diagnostics.iter().any(|one| one.code == SYNTAX);
        let record = read.record.filter(|_| is_whole)?;
        Some(((path.to_owned(), blob.to_owned()), record))
    });
    Ok(read.collect())
}

fn one_a_line(blobs: &BTreeSet<String>) -> Vec<u8> {
    let lines = blobs.iter().map(|blob| format!("{blob}\n"));
    lines.collect::<String>().into_bytes()
}

/// The objects that are texts of a size that is looked at.
fn small_enough(root: &Path, blobs: &BTreeSet<&str>) -> Result<BTreeSet<String>, WhyUnknown> {
    let blobs: BTreeSet<String> = blobs.iter().map(|blob| (*blob).to_owned()).collect();
    let sizes = ask(
        root,
        Question {
            arguments: &["cat-file", "--batch-check", "--buffer"],
            input: one_a_line(&blobs),
            most: COMMITS,
        },
    )?;
    let mut all = 0;
    let sizes = String::from_utf8_lossy(&sizes).into_owned();
    let small = sizes.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (blob, kind, size) = (words.next()?, words.next()?, words.next()?);
        let size: u64 = size.parse().ok()?;
        let is_small = kind == "blob" && size <= LARGEST_VERSION && all + size <= ALL_VERSIONS;
        all += if is_small { size } else { 0 };
        is_small.then(|| blob.to_owned())
    });
    Ok(small.collect())
}

/// The bytes of each object in what `git cat-file --batch` says.
fn contents(answer: &[u8]) -> BTreeMap<&str, &[u8]> {
    let mut contents = BTreeMap::new();
    let mut rest = answer;
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let line = str::from_utf8(&rest[..end]).unwrap_or_default();
        rest = &rest[end + 1..];
        let mut words = line.split(' ');
        let (Some(blob), Some(_), Some(Ok(size))) = (
            words.next(),
            words.next(),
            words.next().map(str::parse::<usize>),
        ) else {
            continue;
        };
        let Some(bytes) = rest.get(..size) else {
            break;
        };
        contents.insert(blob, bytes);
        // A line end follows the bytes.
        rest = rest.get(size + 1..).unwrap_or_default();
    }
    contents
}

/// The entry that a file of the content folder holds, by its path alone.
fn entry_file(path: &str) -> Option<super::files::EntryFile> {
    let mut found = Found::default();
    found.file(path, &mut BTreeMap::new());
    found.entries.pop()
}

/// What each entry said from which day on. One that was moved keeps its past.
fn along(steps: &[Step], texts: &Texts) -> Trails {
    let mut trails = Trails::new();
    let key_of = |path: &str| entry_file(path).map(|file| file.key);
    for step in steps {
        let mut there: BTreeMap<Key, Option<&Arc<Record>>> = BTreeMap::new();
        let mut gone: BTreeSet<Key> = BTreeSet::new();
        let mut moved: Vec<(Key, Vec<Version>)> = Vec::new();
        for file in &step.files {
            let to = key_of(&file.path);
            let from = file.from.as_deref().and_then(key_of);
            if let (Some(from), Some(to)) = (&from, &to)
                && from != to
                && let Some(trail) = trails.remove(from)
            {
                moved.push((to.clone(), trail));
            }
            match (to, &file.blob) {
                (Some(key), Some(blob)) => {
                    let read = texts.get(&(file.path.clone(), blob.clone()));
                    there.insert(key, read);
                }
                (Some(key), None) => {
                    gone.insert(key);
                }
                (None, _) => {}
            }
        }
        trails.extend(moved);
        for key in gone.into_iter().filter(|key| !there.contains_key(key)) {
            push(trails.entry(key).or_default(), step.day, None);
        }
        for (key, record) in there {
            if let Some(record) = record {
                push(trails.entry(key).or_default(), step.day, Some(record));
            }
        }
    }
    trails
}

/// Of the versions of a day only the last one counts.
fn push(trail: &mut Vec<Version>, day: Date, record: Option<&Arc<Record>>) {
    let record = record.cloned();
    match trail.last_mut() {
        Some(last) if last.day == day => last.record = record,
        _ => trail.push(Version { day, record }),
    }
}
