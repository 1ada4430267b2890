//! How a book takes what rules find: what an entry sets aside comes first, then the last set of `[[checks.set]]` that holds for it, then
//! `[checks]`, then what the rule says of itself. Must not know single rules, files and the terminal.

use std::collections::{BTreeMap, BTreeSet};

use super::{ALLOW_NOT_NEEDED, Rule, in_use, named, rule};
use crate::diag::{Diagnostic, Report, Severity};
use crate::model::{Book, CheckLevel, CheckSet, Entry, Finding, Key, Kind, SETS};
use crate::text::{FieldPath, closest, one_of};

/// What came of the findings that a book does not want told.
#[derive(Debug, Default)]
pub struct Taken {
    /// What is merely not there yet.
    pub advice: Report,
    /// What the book sets aside, and why.
    pub set_aside: Vec<SetAside>,
    /// All that does not stop a build, for readers.
    pub found: Vec<Found>,
}

/// Something that a rule found, without its place and its message.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The name of the rule.
    pub rule: &'static str,
    /// How it is taken.
    pub how: How,
    /// In which entry; nothing for what is about another file.
    pub entry: Option<Key>,
}

/// How something is taken that does not stop a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It is wrong, contradictory or overdue.
    Warning,
    /// It is not there yet.
    Advice,
    /// It is set aside, for this reason.
    SetAside(String),
}

/// A finding that is set aside.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAside {
    /// The finding.
    pub found: Diagnostic,
    /// Why, in plain words of the author.
    pub because: String,
}

/// Takes what rules found as the book says: what it denies becomes an error; what it allows is taken out and given back. What is found in a
/// draft, or in what is retired, is told to nobody.
#[must_use]
pub fn take(report: &mut Report, book: &Book) -> Taken {
    let entries = ByFile::of(book);
    let mut taken = Taken::default();
    for mut found in std::mem::take(&mut report.diagnostics) {
        let Some(rule) = rule(found.code).filter(|_| found.severity == Severity::Warning) else {
            report.push(found);
            continue;
        };
        let entry = entries.entry(&found.source.path);
        if entry.is_some_and(|entry| entry.is_draft() || entry.is_retired()) {
            continue;
        }
        let place = (found.source.path.as_str(), entry);
        let how = match level(book, rule, place) {
            (CheckLevel::Allow, Some(because)) => {
                let how = How::SetAside(because.clone());
                taken.set_aside.push(SetAside { found, because });
                how
            }
            (CheckLevel::Allow, None) => {
                found.severity = Severity::Advice;
                taken.advice.push(found);
                How::Advice
            }
            (CheckLevel::Deny, _) => {
                found.severity = Severity::Error;
                report.push(found);
                continue;
            }
            (CheckLevel::Warn, _) => {
                report.push(found);
                How::Warning
            }
        };
        taken.found.push(Found {
            rule: rule.name,
            how,
            entry: entry.map(|entry| entry.key.clone()),
        });
    }
    taken.advice.sort();
    taken.set_aside.sort_by(|one, other| {
        let key = |one: &SetAside| {
            let start = one.found.span.as_ref().map(|span| span.start);
            (one.found.source.path.clone(), start, one.found.code)
        };
        key(one).cmp(&key(other))
    });
    taken
}

/// How a rule is taken at a place, the path of a file and its entry if it has one; and why, where an entry or a set says so.
fn level(
    book: &Book,
    rule: &Rule,
    (path, entry): (&str, Option<&Entry>),
) -> (CheckLevel, Option<String>) {
    let own = entry.map_or(&[][..], |entry| &entry.header.allow);
    if let Some(own) = own.iter().find(|own| own.rule == rule.name) {
        return (CheckLevel::Allow, Some(own.because.plain()));
    }
    let checks = &book.config.checks;
    let mut sets = checks.sets.iter().rev();
    let set =
        sets.find(|set| set.rules().any(|(_, _, name)| name == rule.name) && holds_for(set, path));
    if let Some(set) = set {
        return (set.level, Some(set.because.plain()));
    }
    let level = checks.levels.get(rule.name).copied();
    (level.unwrap_or(rule.level), None)
}

/// Whether what this rule finds stops a build, somewhere in the book.
pub(super) fn may_be_denied(book: &Book, rule: &Rule) -> bool {
    let checks = &book.config.checks;
    let mut sets = checks.sets.iter();
    rule.level == CheckLevel::Deny
        || checks.levels.get(rule.name) == Some(&CheckLevel::Deny)
        || sets.any(|set| {
            set.level == CheckLevel::Deny && set.rules().any(|(_, _, name)| name == rule.name)
        })
}

/// Whether a set holds for what lies at this path in the book.
fn holds_for(set: &CheckSet, path: &str) -> bool {
    let path = path.strip_prefix("content/").unwrap_or("");
    let of_kind = || {
        let folder = path.split('/').next().unwrap_or("");
        let kind = Kind::from_folder(folder);
        kind.is_some_and(|kind| set.kinds().any(|(_, _, name)| name == kind.name()))
    };
    let in_folder = |folder: &str| {
        let rest = path.strip_prefix(folder);
        rest.is_some_and(|rest| rest.starts_with('/'))
    };
    (set.kinds().next().is_none() || of_kind()) && set.below_content().is_none_or(in_folder)
}

/// Which entry a file belongs to.
struct ByFile<'a> {
    files: BTreeMap<&'a str, &'a Entry>,
    /// Those with a folder of their own, by that.
    folders: BTreeMap<&'a str, &'a Entry>,
}

impl<'a> ByFile<'a> {
    fn of(book: &'a Book) -> Self {
        let entries = || book.catalog.entries();
        let with_folder = entries().filter(|entry| entry.folder.contains('/'));
        Self {
            files: entries()
                .map(|entry| (entry.file.as_str(), entry))
                .collect(),
            folders: with_folder
                .map(|entry| (entry.folder.as_str(), entry))
                .collect(),
        }
    }

    /// The entry of the file at this path in the book: its own, or an image or document in its folder.
    fn entry(&self, path: &str) -> Option<&'a Entry> {
        let in_folder = || {
            let mut parts = path.strip_prefix("content/")?.match_indices('/');
            let end = parts.nth(1)?.0 + "content/".len();
            self.folders.get(&path["content/".len()..end])
        };
        self.files.get(path).or_else(in_folder).copied()
    }
}

/// The allowances of entries for which nothing was found, at whatever level.
#[must_use]
pub fn not_needed(report: &Report, book: &Book) -> Vec<Finding> {
    let allowing = || in_use(book).filter(|entry| !entry.header.allow.is_empty());
    if allowing().next().is_none() {
        return Vec::new();
    }
    let entries = ByFile::of(book);
    let warnings = report.diagnostics.iter();
    let warnings = warnings.filter(|found| found.severity == Severity::Warning);
    let found: BTreeSet<(&Key, &str)> = warnings
        .filter_map(|found| Some((&entries.entry(&found.source.path)?.key, found.code)))
        .collect();
    let mut not_needed = Vec::new();
    for entry in allowing() {
        for (index, allowance) in entry.header.allow.iter().enumerate() {
            let name = allowance.rule.as_str();
            let is_needed = found.contains(&(&entry.key, name)) || name == ALLOW_NOT_NEEDED;
            if rule(name).is_none() || is_needed {
                continue;
            }
            let path = FieldPath::default().key("allow").index(index).key("rule");
            let finding = Finding::new(
                ALLOW_NOT_NEEDED,
                path,
                format!("`{name}` finds nothing in this entry that could be allowed"),
                "remove this: it would hide what is found one day",
            );
            not_needed.push(finding.of(&entry.key).warning());
        }
    }
    not_needed
}

/// The names in `[checks]`, in its sets and in entries that mean nothing.
pub(super) fn unknown_names(book: &Book) -> Vec<Finding> {
    let checks = &book.config.checks;
    let at = || FieldPath::default().key("checks");
    let mut found = Vec::new();
    for (name, _) in &checks.levels.0 {
        found.extend(unknown_rule(name, at().key(name)));
    }
    for (index, set) in checks.sets.iter().enumerate() {
        let at = at().key(SETS).index(index);
        let below = |key: &str, index: Option<usize>| match index {
            Some(index) => at.key(key).index(index),
            None => at.key(key),
        };
        for (key, index, name) in set.rules() {
            found.extend(unknown_rule(name, below(key, index)));
        }
        for (key, index, name) in set.kinds() {
            found.extend(unknown_kind(name, below(key, index)));
        }
        if set.rules().next().is_none() {
            found.push(Finding::new(
                "set-without-rule",
                at.key("level"),
                "this does not say for which rule",
                "add `rule = \"stale\"`, or several: `rules = [\"stale\", \"without-owner\"]`",
            ));
        }
    }
    for entry in book.catalog.entries() {
        for (index, allowance) in entry.header.allow.iter().enumerate() {
            let path = FieldPath::default().key("allow").index(index).key("rule");
            let unknown = unknown_rule(&allowance.rule, path);
            found.extend(unknown.map(|finding| finding.of(&entry.key)));
        }
    }
    found
}

fn unknown_rule(name: &str, path: FieldPath) -> Option<Finding> {
    let (message, help) = named(name).err()?;
    Some(Finding::new("unknown-rule", path, message, help))
}

fn unknown_kind(name: &str, path: FieldPath) -> Option<Finding> {
    if Kind::from_name(name).is_some() {
        return None;
    }
    let message = format!("there is no kind `{name}`");
    let names = || Kind::ALL.iter().map(|kind| kind.name());
    let help = match Kind::from_folder(name) {
        Some(kind) => format!("write `{}`", kind.name()),
        None => match closest(name, names()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("the kinds are {}", one_of(names())),
        },
    };
    Some(Finding::new("unknown-kind", path, message, help))
}

/// What of a set holds for nothing, if something does: the place below the set, and what is wrong there.
pub(super) fn holds_for_nothing(book: &Book, set: &CheckSet) -> Option<(&'static str, String)> {
    let known = |name| rule(name).is_some();
    let is_clear = set.rules().all(|(_, _, name)| known(name))
        && set
            .kinds()
            .all(|(_, _, name)| Kind::from_name(name).is_some());
    if !is_clear {
        return None;
    }
    let held: BTreeSet<Kind> = book
        .catalog
        .entries()
        .filter(|entry| holds_for(set, &entry.file))
        .map(|entry| entry.key.kind)
        .collect();
    let kinds = || one_of(set.kinds().map(|(_, _, name)| name));
    if held.is_empty() {
        return Some(match set.below_content() {
            Some(folder) if set.kinds().next().is_none() => {
                ("folder", format!("no entry lies in `content/{folder}`"))
            }
            Some(folder) => (
                "folder",
                format!("no {} lies in `content/{folder}`", kinds()),
            ),
            None => {
                let key = if set.kind.is_some() { "kind" } else { "kinds" };
                (key, format!("this book has no {}", kinds()))
            }
        });
    }
    let mut rules = set.rules().filter_map(|(_, _, name)| rule(name));
    let looks_elsewhere = rules.find(|rule| {
        !rule.kinds.is_empty() && rule.kinds.iter().all(|kind| !held.contains(kind))
    })?;
    let key = if set.rule.is_some() { "rule" } else { "rules" };
    let name = looks_elsewhere.name;
    let looks_at = one_of(looks_elsewhere.kinds.iter().map(|kind| kind.name()));
    let message = format!("`{name}` looks at {looks_at} alone, and this holds for none");
    Some((key, message))
}
