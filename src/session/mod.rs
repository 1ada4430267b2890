//! A session of editing: what the fields of an entry are and say, changes that are tried on the whole book before they are written, and
//! taken back. Answers questions in JSON, one at a time. Must not know who asks, nor sockets.

mod beside;
mod control;
mod done;
mod found;
mod shown;
mod wire;
mod write;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::build::{Builder, Options};
use crate::diag::Report;
use crate::disk::Folder;
use crate::doc::{AS_WRITTEN, Change, Date, Edit, Said, Value};
use crate::edit::edited;
use crate::error::Error;
use crate::language::{Language, Words};
use crate::load::{Inputs, Loaded, in_form, rewritten};
use crate::model::{Book, Form, Key, Kind, Pointer};
use crate::new::{Begun, begun};
use crate::progress::nobody;
use crate::schema::Fields;
use crate::text::{Content, FieldPath};

use control::Controls;
use done::{Done, Step, Way};
use wire::{Asked, Begin, asked, path_as_json};

pub(crate) use beside::Pictured;

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
    /// What is shown as it is, in the place of JSON.
    pub(crate) html: Option<String>,
}

impl Answer {
    fn done(json: Json) -> Self {
        let ended = Ended::Done;
        let html = None;
        Self { ended, json, html }
    }

    /// One thing that is wrong, at a field or with the whole.
    fn wrong(ended: Ended, told: Told<'_>) -> Self {
        let json = json!({ "wrong": [told.as_json()] });
        let html = None;
        Self { ended, json, html }
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
    /// What rules found in it that the book allows.
    advice: Report,
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
            advice: Report::default(),
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
        // A book that cannot be read has words too.
        if self.book().is_none() && asked != Asked::Words {
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
            Asked::Text(key, read, text) => self.whole_text(&key, &read, text),
            Asked::Rename(key, read, at) => self.rename(&key, &read, at),
            Asked::Preview(key, text) => Ok(self.preview(&key, &text)),
            Asked::Face(key, look) => self.face(&key, &look),
        }
    }

    /// Reads what changed on disk since the last look.
    fn look(&mut self) -> Result<(), Error> {
        let changed = self.inputs.look_everywhere();
        if changed.is_empty() && self.loaded.is_some() {
            return Ok(());
        }
        self.builder.changed(&changed);
        let examined = self.builder.examine(self.options()?, &nobody)?;
        self.loaded = Some(examined.loaded);
        self.advice = examined.taken.advice;
        Ok(())
    }

    fn options(&self) -> Result<Options<'static>, Error> {
        Ok(Options {
            today: (self.today.0)()?,
            drafts: true,
            audiences: &[],
        })
    }

    fn today(&self) -> Option<Date> {
        (self.today.0)().ok()
    }

    /// The day as it is written.
    fn day(&self) -> Option<String> {
        Some(self.today()?.to_string())
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
        let beside = self.files_beside(&read.file)?;
        let more = in_form(key.kind, |in_form| {
            let said = Said::of(&read.file, &read.text, in_form);
            let values = said.as_ref().and_then(Said::fields);
            json!({
                "entry": of_page(key),
                "id": key.id,
                "named": self.name_of(key),
                "file": read.file,
                "read": fingerprint(&read.text),
                "values": values,
                // What cannot be read is mended as it is written.
                "text": values.is_none().then_some(&read.text),
                "beside": beside,
                "story": said.as_ref().map_or("", Said::story),
                "found": self.found(&read, said.as_ref()),
                "open": self.open(key, said.as_ref()),
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
        let faces = match kinds.contains(&Kind::Persona) {
            true => self.faces(),
            false => BTreeMap::new(),
        };
        let entries = kinds.into_iter().map(|kind| {
            let of_kind = book.catalog.with_retired(kind);
            let of_kind = of_kind.map(|entry| {
                let face = faces.get(&entry.key.id).filter(|_| kind == Kind::Persona);
                json!({ "id": entry.key.id, "name": entry.header.name, "face": face })
            });
            (kind.name().to_owned(), Json::Array(of_kind.collect()))
        });
        json!({
            "kind": kind.name(),
            "folder": kind.folder(),
            "called": words.get(&format!("kind.{}", kind.name())),
            "fields": controls,
            "entries": entries.collect::<serde_json::Map<_, _>>(),
            "as_written": AS_WRITTEN,
            "today": self.day(),
        })
    }

    /// The words of the page that edits, and the kinds of entries.
    fn spoken(&self) -> Json {
        let plain;
        let words = match self.words() {
            Some(words) => words,
            None => {
                plain = Words::built_in(Language::default());
                &plain
            }
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
            "faults": self.faults(),
        })
    }

    fn name_of(&self, key: &Key) -> String {
        let entry = self.book().and_then(|book| book.catalog.get(key));
        entry.map_or_else(|| key.id.clone(), |entry| entry.header.name.clone())
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
                Err(why) => return Ok(refused(Some(&edit.path), &why.message, &why.help)),
            }
        }
        let name = self.name_of(key);
        self.commit(Step::of_text(
            (name, read.file),
            Some(read.text),
            Some(text),
        ))
    }

    /// A whole new text of a file that could not be read. It may have mistakes that are told then, each at its field, but it must be
    /// one that can be read.
    fn whole_text(&mut self, key: &Key, was_read: &str, text: String) -> Result<Answer, Error> {
        let Some(read) = self.read(key)? else {
            return Ok(self.missing());
        };
        if fingerprint(&read.text) != was_read {
            return Ok(changed_elsewhere(&read.file));
        }
        let can_be_read = in_form(key.kind, |form| {
            let said = |text: &str| Said::of(&read.file, text, form);
            let is_read = |text: &str| said(text).is_some_and(|said| said.fields().is_some());
            (is_read(&read.text), is_read(&text))
        });
        if can_be_read.0 {
            let message = "this file can be read, and is edited field by field";
            return Ok(refused(None, message, "load it again"));
        }
        let name = self.name_of(key);
        let step = Step::of_text((name, read.file), Some(read.text), Some(text));
        if !can_be_read.1 {
            return self.still_wrong(&step);
        }
        self.commit(Step {
            mends: true,
            ..step
        })
    }

    /// Writes the word that a help asks for in the place of a key that nothing reads.
    fn rename(&mut self, key: &Key, was_read: &str, at: usize) -> Result<Answer, Error> {
        let Some(read) = self.read(key)? else {
            return Ok(self.missing());
        };
        if fingerprint(&read.text) != was_read {
            return Ok(changed_elsewhere(&read.file));
        }
        let all = self
            .loaded
            .iter()
            .flat_map(|loaded| &loaded.report.diagnostics);
        let mut own =
            all.filter(|one| one.source.path == read.file && one.source.text == read.text);
        let edit = own.find_map(|one| {
            let place = one.span.clone().filter(|place| place.start == at)?;
            Some((place, one.word_to_write()?))
        });
        let Some((place, word)) = edit else {
            return Ok(refused(
                None,
                "nothing is to be renamed there",
                "load it again",
            ));
        };
        let mut text = read.text.clone();
        text.replace_range(place, word);
        let name = self.name_of(key);
        self.commit(Step::of_text(
            (name, read.file),
            Some(read.text),
            Some(text),
        ))
    }

    fn begin(&mut self, begin: &Begin) -> Result<Answer, Error> {
        let id = begin.id.as_deref();
        let new = match begun(&self.folder, begin.kind, (&begin.name, id)) {
            Ok(new) => new,
            Err(Error::Refused { message, help }) => {
                let field = if id.is_some() { "id" } else { "name" };
                let path = FieldPath::default().key(field);
                return Ok(refused(Some(&path), &message, &help));
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
            Err(why) => return Ok(refused(None, &why.message, &why.help)),
        };
        let form = book.config.book.form.unwrap_or(Form::Markdown);
        if let (Form::Markdown, Ok(in_markdown)) =
            (form, rewritten((&key, &file), &after, (form, words)))
        {
            file = in_markdown.path;
            after = in_markdown.text;
        }
        let mut answer = self.commit(Step::of_text((name.clone(), file), None, Some(after)))?;
        if answer.ended == Ended::Done {
            answer.json["entry"] = of_page(&key).into();
            answer.json["id"] = id.into();
            answer.json["name"] = name.into();
        }
        Ok(answer)
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

/// What would be a mistake, at a field or with the whole.
fn refused(path: Option<&FieldPath>, message: &str, help: &str) -> Answer {
    let told = Told {
        path,
        message,
        help,
    };
    Answer::wrong(Ended::Refused, told)
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

#[cfg(test)]
mod tests;
