//! A session of editing: what the fields of an entry are and say, changes that are tried on the whole book before they are written, and
//! taken back. Answers questions in JSON, one at a time. Must not know who asks, nor sockets.

mod control;
mod done;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::build::{Builder, Options};
use crate::diag::{Diagnostic, Severity};
use crate::disk::Folder;
use crate::doc::{AS_WRITTEN, Change, Date, Edit, Said, Value};
use crate::edit::{edited, put};
use crate::error::Error;
use crate::language::Words;
use crate::load::{Inputs, Loaded, in_form, rewritten};
use crate::model::{Book, Form, Key, Kind, Pointer};
use crate::new::{Begun, begun};
use crate::progress::nobody;
use crate::schema::Fields;
use crate::text::{Content, FieldPath};

use control::Controls;
use done::{Done, Step, Way};
use wire::{Asked, Begin, asked, path_as_json};

/// How the words of the page that edits begin, in the words of the interface.
const WORDS: &str = "edit.";

/// Tells the day.
#[derive(Clone)]
pub struct Today(Arc<dyn Fn() -> Result<Date, Error> + Send + Sync>);

impl Today {
    /// The day as `tell` has it whenever it is asked.
    pub fn new(tell: impl Fn() -> Result<Date, Error> + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }
}

impl fmt::Debug for Today {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Today")
    }
}

/// How a question ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// It was done.
    Done,
    /// There is no such entry.
    Missing,
    /// Somebody else changed the file since it was read; it is as they left it.
    Changed,
    /// It would make a mistake, and nothing was written.
    Refused,
    /// It is no question.
    NotUnderstood,
}

/// The answer to a question.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) ended: Ended,
    pub(crate) json: Json,
}

impl Answer {
    fn done(json: Json) -> Self {
        let ended = Ended::Done;
        Self { ended, json }
    }

    /// One thing that is wrong, at a field or with the whole.
    fn wrong(ended: Ended, told: Told<'_>) -> Self {
        let json = json!({ "wrong": [told.as_json()] });
        Self { ended, json }
    }
}

/// Something that a page tells at a field.
#[derive(Clone, Copy, Default)]
struct Told<'a> {
    path: Option<&'a FieldPath>,
    message: &'a str,
    help: &'a str,
}

impl Told<'_> {
    fn as_json(&self) -> Json {
        json!({ "path": self.path.map(path_as_json), "message": self.message, "help": self.help })
    }
}

/// A session of editing the book in a folder.
pub(crate) struct Session {
    root: PathBuf,
    folder: Folder,
    today: Today,
    builder: Builder,
    inputs: Inputs,
    /// The book as it is on disk.
    loaded: Option<Loaded>,
    done: Done,
    fields: Fields,
}

/// A file of an entry as it is now.
struct Read {
    file: String,
    text: String,
}

impl Session {
    pub(crate) fn new(root: &Path, today: Today) -> Self {
        Self {
            root: root.to_owned(),
            folder: Folder::named(root),
            today,
            builder: Builder::new(root),
            inputs: Inputs::of(root),
            loaded: None,
            done: Done::default(),
            fields: Fields::default(),
        }
    }

    /// Answers a question.
    ///
    /// # Errors
    /// When a file cannot be read or written; it is as it was then.
    pub(crate) fn answer(&mut self, question: &Json) -> Result<Answer, Error> {
        let asked = match asked(question) {
            Ok(asked) => asked,
            Err(message) => {
                let message = message.as_str();
                let told = Told {
                    message,
                    ..Told::default()
                };
                return Ok(Answer::wrong(Ended::NotUnderstood, told));
            }
        };
        self.look()?;
        if self.book().is_none() {
            let told = Told {
                message: "personabook.toml has mistakes",
                help: "mend what `personabook check` says of it first",
                ..Told::default()
            };
            return Ok(Answer::wrong(Ended::Refused, told));
        }
        match asked {
            Asked::Form(key) => self.form(&key),
            Asked::Blank(kind) => Ok(Answer::done(self.blank(kind))),
            Asked::Change(key, read, edits) => self.change(&key, &read, &edits),
            Asked::Begin(begin) => self.begin(&begin),
            Asked::Delete(key, read) => self.delete(&key, &read),
            Asked::Undo => self.step(Way::Undo),
            Asked::Redo => self.step(Way::Redo),
            Asked::Changes => Ok(Answer::done(self.changes())),
            Asked::Words => Ok(self.with_ways(Answer::done(self.spoken()))),
        }
    }

    /// Reads what changed on disk since the last look.
    fn look(&mut self) -> Result<(), Error> {
        let changed = self.inputs.look_everywhere();
        if changed.is_empty() && self.loaded.is_some() {
            return Ok(());
        }
        self.builder.changed(&changed);
        self.loaded = Some(self.examined()?);
        Ok(())
    }

    fn examined(&mut self) -> Result<Loaded, Error> {
        let options = Options {
            today: (self.today.0)()?,
            drafts: true,
            audiences: &[],
        };
        Ok(self.builder.examine(options, &nobody)?.loaded)
    }

    fn book(&self) -> Option<&Book> {
        self.loaded.as_ref()?.book.as_ref()
    }

    fn words(&self) -> Option<&Words> {
        self.book().map(|book| book.words.as_ref())
    }

    /// The file of an entry; nothing when there is no such entry.
    fn read(&self, key: &Key) -> Result<Option<Read>, Error> {
        let texts = self.loaded.as_ref().map(Loaded::texts);
        let found = texts.and_then(|mut texts| texts.find(|(other, _)| *other == key));
        let Some((_, source)) = found else {
            return Ok(None);
        };
        let file = source.path.clone();
        let bytes = self.folder.read(&file, u64::MAX)?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(Read { file, text })),
            Err(_) => Err(Error::refused(
                format!("{file}: this is no UTF-8"),
                "save it as UTF-8",
            )),
        }
    }

    fn missing(&self) -> Answer {
        let told = Told {
            message: "there is no such entry any more",
            ..Told::default()
        };
        Answer::wrong(Ended::Missing, told)
    }

    fn form(&self, key: &Key) -> Result<Answer, Error> {
        let Some(read) = self.read(key)? else {
            return Ok(self.missing());
        };
        let mut form = self.blank(key.kind);
        let more = in_form(key.kind, |in_form| {
            let said = Said::of(&read.file, &read.text, in_form);
            json!({
                "entry": of_page(key),
                "id": key.id,
                "named": self.name_of(key),
                "file": read.file,
                "read": fingerprint(&read.text),
                "values": said.as_ref().and_then(Said::fields),
                "story": said.as_ref().map_or("", Said::story),
                "found": self.found(&read, said.as_ref()),
                "refers": self.refers_to(key),
            })
        });
        if let (Json::Object(form), Json::Object(more)) = (&mut form, more) {
            form.extend(more);
        }
        Ok(Answer::done(form))
    }

    /// The fields of a kind, and the entries that may be named in them.
    fn blank(&self, kind: Kind) -> Json {
        let Some(book) = self.book() else {
            return Json::Null;
        };
        let words = book.words.as_ref();
        let fields = &self.fields;
        let (controls, mut kinds) = Controls {
            kind,
            words,
            fields,
        }
        .all();
        kinds.insert(Kind::Evidence);
        let entries = kinds.into_iter().map(|kind| {
            let of_kind = book.catalog.with_retired(kind);
            let of_kind =
                of_kind.map(|entry| json!({ "id": entry.key.id, "name": entry.header.name }));
            (kind.name().to_owned(), Json::Array(of_kind.collect()))
        });
        json!({
            "kind": kind.name(),
            "folder": kind.folder(),
            "called": words.get(&format!("kind.{}", kind.name())),
            "fields": controls,
            "entries": entries.collect::<serde_json::Map<_, _>>(),
            "as_written": AS_WRITTEN,
            "today": (self.today.0)().ok().map(|day| day.to_string()),
        })
    }

    /// The words of the page that edits, and the kinds of entries.
    fn spoken(&self) -> Json {
        let Some(words) = self.words() else {
            return Json::Null;
        };
        let spoken = words.table().keys().filter_map(|key| {
            let short = key.strip_prefix(WORDS)?;
            Some((short.to_owned(), words.get(key).into()))
        });
        let kinds = Kind::ALL.iter().map(|kind| {
            let called = words.get(&format!("kind.{}", kind.name())).to_owned();
            json!({ "kind": kind.name(), "folder": kind.folder(), "called": called })
        });
        json!({
            "words": spoken.collect::<serde_json::Map<_, _>>(),
            "language": words.code(),
            "kinds": kinds.collect::<Vec<_>>(),
        })
    }

    fn name_of(&self, key: &Key) -> String {
        let entry = self.book().and_then(|book| book.catalog.get(key));
        entry.map_or_else(|| key.id.clone(), |entry| entry.header.name.clone())
    }

    /// What `check` says of a file, each at its field.
    fn found(&self, read: &Read, said: Option<&Said>) -> Vec<Json> {
        let loaded = self.loaded.iter();
        let all = loaded.flat_map(|loaded| &loaded.report.diagnostics);
        let own = all.filter(|one| one.source.path == read.file);
        own.map(|one| self.told(one, said)).collect()
    }

    /// A diagnostic as a page tells it, with the edit that mends it where that is known.
    fn told(&self, one: &Diagnostic, said: Option<&Said>) -> Json {
        let place = one.span.as_ref();
        let path = place.and_then(|place| said?.path_at(place));
        let (path, mend) = match one.code {
            "stale" | "never-reviewed" => (
                Some(FieldPath::default().key("reviewed")),
                (self.today.0)().ok().map(|day| day.to_string()),
            ),
            "without-owner" => (Some(FieldPath::default().key("owner")), None),
            _ => (path, None),
        };
        json!({
            "path": path.as_ref().map(path_as_json),
            "message": one.message,
            "help": one.help,
            "code": one.code,
            "is_error": one.severity == Severity::Error,
            "mend": mend,
        })
    }

    /// The entries that name this one.
    fn refers_to(&self, key: &Key) -> Vec<Json> {
        let Some(book) = self.book() else {
            return Vec::new();
        };
        let names_it = |to: &Pointer| match to {
            Pointer::Entry(kind, id) | Pointer::Part(kind, id, _) | Pointer::Claim(kind, id, _) => {
                *kind == key.kind && *id == key.id
            }
            _ => false,
        };
        let records = book.catalog.records().filter(|record| {
            let uses = record.references().iter().chain(record.others());
            record.entry().key != *key && { uses }.any(|one| names_it(&one.to))
        });
        records
            .map(|record| {
                let entry = record.entry();
                json!({ "entry": of_page(&entry.key), "name": entry.header.name })
            })
            .collect()
    }

    fn change(&mut self, key: &Key, was_read: &str, edits: &[Edit]) -> Result<Answer, Error> {
        let Some(read) = self.read(key)? else {
            return Ok(self.missing());
        };
        if fingerprint(&read.text) != was_read {
            return Ok(changed_elsewhere(&read.file));
        }
        let Some(words) = self.words() else {
            return Ok(self.missing());
        };
        let mut text = read.text.clone();
        for edit in edits {
            match edited(&read.file, &text, std::slice::from_ref(edit), words) {
                Ok(new) => text = new,
                Err(why) => {
                    let told = Told {
                        path: Some(&edit.path),
                        message: &why.message,
                        help: &why.help,
                    };
                    return Ok(Answer::wrong(Ended::Refused, told));
                }
            }
        }
        let name = self.name_of(key);
        let Read { file, text: before } = read;
        self.commit(Step {
            file,
            name,
            before: Some(before),
            after: Some(text),
        })
    }

    fn begin(&mut self, begin: &Begin) -> Result<Answer, Error> {
        let id = begin.id.as_deref();
        let new = match begun(&self.folder, begin.kind, (&begin.name, id)) {
            Ok(new) => new,
            Err(Error::Refused { message, help }) => {
                let field = if id.is_some() { "id" } else { "name" };
                let path = FieldPath::default().key(field);
                let told = Told {
                    path: Some(&path),
                    message: &message,
                    help: &help,
                };
                return Ok(Answer::wrong(Ended::Refused, told));
            }
            Err(error) => return Err(error),
        };
        let Begun { folder, id, name } = new;
        let key = Key::new(begin.kind, id.as_str());
        let mut file = format!("{folder}/{id}.toml");
        let text = |text: &str| Value::Text(text.to_owned());
        let set = |key: &str, value: Value| Edit {
            path: FieldPath::default().key(key),
            change: Change::Set(value),
        };
        let mut edits = vec![set("name", text(&name))];
        if begin.kind != Kind::Evidence && begin.kind != Kind::Term {
            // A new entry is a guess until somebody asked.
            edits.push(set("status", text("assumed")));
        }
        edits.extend(begin.edits.iter().cloned());
        let Some(book) = self.book() else {
            return Ok(self.missing());
        };
        let words = book.words.as_ref();
        let mut after = match edited(&file, "", &edits, words) {
            Ok(text) => text,
            Err(why) => {
                let told = Told {
                    message: &why.message,
                    help: &why.help,
                    ..Told::default()
                };
                return Ok(Answer::wrong(Ended::Refused, told));
            }
        };
        let form = book.config.book.form.unwrap_or(Form::Markdown);
        if let (Form::Markdown, Ok(in_markdown)) =
            (form, rewritten((&key, &file), &after, (form, words)))
        {
            file = in_markdown.path;
            after = in_markdown.text;
        }
        let mut answer = self.commit(Step {
            file,
            name: name.clone(),
            before: None,
            after: Some(after),
        })?;
        if answer.ended == Ended::Done {
            answer.json["entry"] = of_page(&key).into();
            answer.json["id"] = id.into();
            answer.json["name"] = name.into();
        }
        Ok(answer)
    }

    fn delete(&mut self, key: &Key, was_read: &str) -> Result<Answer, Error> {
        let Some(read) = self.read(key)? else {
            return Ok(self.missing());
        };
        if fingerprint(&read.text) != was_read {
            return Ok(changed_elsewhere(&read.file));
        }
        let refers = self.refers_to(key);
        if !refers.is_empty() {
            let told = Told {
                message: "other entries name this one",
                help: "take it out of them first",
                ..Told::default()
            };
            let mut answer = Answer::wrong(Ended::Refused, told);
            answer.json["refers"] = Json::Array(refers);
            return Ok(answer);
        }
        let stem = read.file.rsplit('/').next().unwrap_or_default();
        if stem.starts_with("index.") {
            let told = Told {
                message: "this entry has a folder of its own, with what lies beside it",
                help: "remove the folder by hand",
                ..Told::default()
            };
            return Ok(Answer::wrong(Ended::Refused, told));
        }
        let name = self.name_of(key);
        self.commit(Step {
            file: read.file,
            name,
            before: Some(read.text),
            after: None,
        })
    }

    fn step(&mut self, way: Way) -> Result<Answer, Error> {
        let Some(step) = self.done.next(way) else {
            let told = Told {
                message: "there is nothing more",
                ..Told::default()
            };
            return Ok(Answer::wrong(Ended::Refused, told));
        };
        let name = step.name.clone();
        let mut answer = self.write(&step)?;
        if answer.ended == Ended::Done {
            self.done.took(way);
            answer.json["name"] = name.into();
        }
        Ok(self.with_ways(answer))
    }

    /// Makes a change, and remembers it.
    fn commit(&mut self, step: Step) -> Result<Answer, Error> {
        if step.before == step.after {
            return Ok(self.with_ways(written(&step)));
        }
        let answer = self.write(&step)?;
        if answer.ended == Ended::Done {
            self.done.add(step);
        }
        Ok(self.with_ways(answer))
    }

    fn with_ways(&self, mut answer: Answer) -> Answer {
        answer.json["can_undo"] = self.done.next(Way::Undo).is_some().into();
        answer.json["can_redo"] = self.done.next(Way::Redo).is_some().into();
        answer
    }

    /// Writes a file if the book has no mistake then that it had not before, and nobody else changed the file.
    fn write(&mut self, step: &Step) -> Result<Answer, Error> {
        let wrong = self.tried(step)?;
        if !wrong.is_empty() {
            let kind = crate::load::kind_of(&step.file);
            let text = step.after.as_deref().unwrap_or_default();
            let said = kind.and_then(|kind| in_form(kind, |form| Said::of(&step.file, text, form)));
            let told = wrong.iter().map(|one| {
                let said = said.as_ref().filter(|_| one.source.path == step.file);
                self.told(one, said)
            });
            return Ok(Answer {
                ended: Ended::Refused,
                json: json!({ "wrong": told.collect::<Vec<_>>() }),
            });
        }
        let both = (step.before.as_deref(), step.after.as_deref());
        Ok(match put(&self.folder, &step.file, both)? {
            true => written(step),
            false => changed_elsewhere(&step.file),
        })
    }

    /// The mistakes that the book would have after a change and has not now.
    fn tried(&mut self, step: &Step) -> Result<Vec<Diagnostic>, Error> {
        self.builder.assume(&step.file, step.after.as_deref());
        let after = self.examined();
        self.builder.forget_assumed(&step.file);
        let mut known = BTreeMap::new();
        for one in self.loaded.iter().flat_map(errors) {
            *known.entry(of_mistake(one)).or_insert(0_usize) += 1;
        }
        let after = after?;
        let new = errors(&after).filter(|one| match known.get_mut(&of_mistake(one)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        Ok(new.cloned().collect())
    }

    /// What was changed in this session, and what keeps it.
    fn changes(&self) -> Json {
        let became = self.done.became();
        let files = became
            .iter()
            .map(|one| json!({ "file": one.file, "name": one.name, "how": one.how }));
        let names: BTreeSet<&str> = became.iter().map(|one| one.name).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let paths = became.iter().map(|one| in_shell(one.file));
        let paths = paths.collect::<Vec<_>>().join(" ");
        let commands = match became.is_empty() {
            true => Vec::new(),
            false => vec![
                format!("git add -- {paths}"),
                format!("git commit -m {} -- {paths}", in_shell(&names.join(", "))),
            ],
        };
        let patch = match became.is_empty() {
            true => None,
            false => Some(format!(
                "git add -- {paths}; git diff --cached -- {paths} > changes.patch"
            )),
        };
        json!({
            "files": files.collect::<Vec<_>>(),
            "folder": self.root.display().to_string(),
            "commands": commands,
            "patch": patch,
        })
    }
}

/// An entry as its page is named.
fn of_page(key: &Key) -> String {
    format!("{}/{}", key.kind.folder(), key.id)
}

/// What tells a text from what it was when it was read.
fn fingerprint(text: &str) -> String {
    format!("{:016x}", Content::of(text.as_bytes()))
}

fn written(step: &Step) -> Answer {
    let read = step.after.as_deref().map(fingerprint);
    Answer::done(json!({ "file": step.file, "read": read }))
}

fn changed_elsewhere(file: &str) -> Answer {
    let message = format!("somebody else changed {file} since it was read");
    let told = Told {
        message: &message,
        help: "look at it, and make the change again",
        ..Told::default()
    };
    Answer::wrong(Ended::Changed, told)
}

fn errors(loaded: &Loaded) -> impl Iterator<Item = &Diagnostic> {
    let all = loaded.report.diagnostics.iter();
    all.filter(|one| one.severity == Severity::Error)
}

/// What makes two mistakes the same, wherever in the file they stand.
fn of_mistake(one: &Diagnostic) -> (String, &'static str, String) {
    (one.source.path.clone(), one.code, one.message.clone())
}

/// A word of a command, whatever signs are in it.
fn in_shell(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-".contains(letter);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests;
