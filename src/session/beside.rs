//! What lies beside an entry: pictures that come to it, and a folder of its own that goes with it. Must not know how files are written.

use serde_json::{Value as Json, json};

use super::done::{Changed, Step};
use super::{Answer, Ended, Read, Session, Told, changed_elsewhere, fingerprint, refused};
use crate::disk::What;
use crate::doc::{Change, Edit, Value, Wanted};
use crate::edit::edited;
use crate::error::Error;
use crate::model::Key;
use crate::picture;
use crate::schema::wanted;

/// So many bytes beside an entry are kept so that undo can bring them back; more is removed by hand.
const MOST_KEPT: u64 = 200 * 1024 * 1024;

/// A picture for a field of an entry.
pub(crate) struct Pictured<'a> {
    /// The entry as its page is named.
    pub(crate) entry: &'a str,
    /// What its file was when it was read.
    pub(crate) read: &'a str,
    /// The field that is to name it at once, as a list of keys and positions; without one a later save names it.
    pub(crate) path: Option<&'a str>,
    pub(crate) bytes: &'a [u8],
}

impl Session {
    /// Writes a picture beside an entry, under a name that nothing has yet, and names it in the field that it is for, if any.
    ///
    /// # Errors
    /// When a file cannot be read or written; all is as it was then.
    pub(crate) fn picture(&mut self, pictured: &Pictured<'_>) -> Result<Answer, Error> {
        let not_understood = |message: &str| {
            let told = Told {
                message,
                ..Told::default()
            };
            Ok(Answer::wrong(Ended::NotUnderstood, told))
        };
        let key = match super::wire::key(pictured.entry) {
            Ok(key) => key,
            Err(message) => return not_understood(&message),
        };
        let path = pictured.path.map(|path| {
            let path = serde_json::from_str(path).ok();
            let path = path.and_then(|json: Json| super::wire::path(&json));
            path.filter(|path| wanted(Some(key.kind), &path.0) == Wanted::Image)
        });
        if matches!(path, Some(None)) {
            return not_understood("no picture stands in this field");
        }
        let path = path.flatten();
        let Some(ending) = picture::ending_of(pictured.bytes) else {
            return Ok(refused(
                path.as_ref(),
                "this is no PNG, JPEG or WebP",
                "choose another picture, or save it as one of these",
            ));
        };
        self.look()?;
        let Some(read) = self.read(&key)? else {
            return Ok(self.missing());
        };
        if fingerprint(&read.text) != pictured.read {
            return Ok(changed_elsewhere(&read.file));
        }
        let Some(words) = self.words() else {
            return Ok(self.missing());
        };
        let name = self.free_name(&read, &key, ending)?;
        let edits: Vec<Edit> = { path.iter() }
            .map(|path| Edit {
                path: path.clone(),
                change: Change::Set(Value::Text(name.clone())),
            })
            .collect();
        let after = match edited(&read.file, &read.text, &edits, words) {
            Ok(text) => text,
            Err(why) => return Ok(refused(path.as_ref(), &why.message, &why.help)),
        };
        let file = beside(&read.file, &name);
        let both = (self.name_of(&key), read.file);
        let mut step = Step::of_text(both, Some(read.text), Some(after));
        step.beside.push(Changed {
            file,
            before: None,
            after: Some(pictured.bytes.to_vec()),
        });
        let mut answer = self.commit(step)?;
        if answer.ended == Ended::Done {
            answer.json["value"] = name.into();
        }
        Ok(answer)
    }

    /// A name beside an entry that nothing has, in capitals or not.
    fn free_name(&self, read: &Read, key: &Key, ending: &str) -> Result<String, Error> {
        let mut number = 1;
        loop {
            let name = match number {
                1 => format!("{}.{ending}", key.id),
                number => format!("{}-{number}.{ending}", key.id),
            };
            if self.folder.what(&beside(&read.file, &name))? == What::Nothing {
                return Ok(name);
            }
            number += 1;
        }
    }

    /// What lies in the folder of an entry besides its file; nothing where it has none of its own.
    pub(super) fn files_beside(&self, file: &str) -> Result<Vec<String>, Error> {
        let Some(folder) = own_folder(file) else {
            return Ok(Vec::new());
        };
        let mut files = Vec::new();
        for item in self.folder.walk(folder, |_| false) {
            let item = item?;
            if item.what != What::Folder && item.name != file {
                files.push(item.name);
            }
        }
        Ok(files)
    }

    pub(super) fn delete(&mut self, key: &Key, was_read: &str) -> Result<Answer, Error> {
        let Some(read) = self.read(key)? else {
            return Ok(self.missing());
        };
        if fingerprint(&read.text) != was_read {
            return Ok(changed_elsewhere(&read.file));
        }
        let refers = self.refers_to(key);
        if !refers.is_empty() {
            let mut answer = refused(
                None,
                "other entries name this one",
                "take it out of them first",
            );
            answer.json["refers"] = Json::Array(refers);
            return Ok(answer);
        }
        let mut beside = Vec::new();
        let mut size = 0;
        for file in self.files_beside(&read.file)? {
            let about = self.folder.about(&file)?;
            let what = What::of(about.as_ref());
            size += about.map_or(0, |about| about.len());
            if what != What::File || size > MOST_KEPT {
                let message = match what {
                    What::File => "too much lies beside this entry to keep it for undo".to_owned(),
                    _ => format!("{file} is no file"),
                };
                return Ok(refused(None, &message, "remove the folder by hand"));
            }
            let before = Some(self.folder.read(&file, MOST_KEPT)?);
            let after = None;
            beside.push(Changed {
                file,
                before,
                after,
            });
        }
        let gone: Vec<String> = beside.iter().map(|one| one.file.clone()).collect();
        let both = (self.name_of(key), read.file);
        let mut step = Step::of_text(both, Some(read.text), None);
        step.beside = beside;
        let mut answer = self.commit(step)?;
        if answer.ended == Ended::Done {
            answer.json["gone"] = json!(gone);
        }
        Ok(answer)
    }
}

/// The folder of an entry that has one of its own.
fn own_folder(file: &str) -> Option<&str> {
    let (folder, name) = file.rsplit_once('/')?;
    name.starts_with("index.").then_some(folder)
}

/// A name in the folder of a file.
fn beside(file: &str, name: &str) -> String {
    match file.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}
