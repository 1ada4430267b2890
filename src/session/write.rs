//! Changes that are tried on the whole book before they are written, taken back and made again. Must not know what is changed, nor who
//! asks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::done::{Changed, Step, Way};
use super::{Answer, Ended, Session, Told, changed_elsewhere, fingerprint};
use crate::diag::{Diagnostic, Severity};
use crate::doc::Said;
use crate::edit::{is_still, put};
use crate::error::Error;
use crate::load::{Loaded, in_form, kind_of};
use crate::progress::nobody;

impl Session {
    pub(super) fn step(&mut self, way: Way) -> Result<Answer, Error> {
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
    pub(super) fn commit(&mut self, mut step: Step) -> Result<Answer, Error> {
        if step.entry.before == step.entry.after && step.beside.is_empty() {
            return Ok(self.with_ways(written(&step)));
        }
        let had_mistakes =
            { self.loaded.iter().flat_map(errors) }.any(|one| one.source.path == step.entry.file);
        let answer = self.write(&step)?;
        if answer.ended == Ended::Done {
            // To take back what mended a mistake brings the mistake back.
            step.mends |= had_mistakes;
            self.done.add(step);
        }
        Ok(self.with_ways(answer))
    }

    pub(super) fn with_ways(&self, mut answer: Answer) -> Answer {
        answer.json["can_undo"] = self.done.can(Way::Undo).into();
        answer.json["can_redo"] = self.done.can(Way::Redo).into();
        answer
    }

    /// Writes files if the book has no mistake then that it had not before, and nobody else changed one of them.
    fn write(&mut self, step: &Step) -> Result<Answer, Error> {
        for one in std::iter::once(&step.entry).chain(&step.beside) {
            if !is_still(&self.folder, &one.file, one.before.as_deref())? {
                return Ok(changed_elsewhere(&one.file));
            }
        }
        // What the entry will show has to be there when it is tried.
        let (come, go): (Vec<&Changed>, Vec<&Changed>) =
            { step.beside.iter() }.partition(|one| one.after.is_some());
        let mut there = Vec::new();
        let mut answer = self.put_all(&come, &mut there);
        if matches!(answer, Ok(None)) {
            answer = self.write_entry(step);
        }
        if !matches!(answer, Ok(None)) {
            for one in there {
                put(&self.folder, &one.file, (one.after.as_deref(), None))?;
                self.remove_empty_folder(&one.file);
            }
            return answer.map(|answer| answer.unwrap_or_else(|| written(step)));
        }
        for one in go {
            put(&self.folder, &one.file, (one.before.as_deref(), None))?;
        }
        if step.entry.after.is_none() {
            for one in step.beside.iter().chain([&step.entry]) {
                self.remove_empty_folder(&one.file);
            }
        }
        Ok(written(step))
    }

    /// Writes all of these, and notes which were. Gives an answer where one cannot be.
    fn put_all<'s>(
        &mut self,
        come: &[&'s Changed],
        there: &mut Vec<&'s Changed>,
    ) -> Result<Option<Answer>, Error> {
        for one in come {
            let both = (one.before.as_deref(), one.after.as_deref());
            if !put(&self.folder, &one.file, both)? {
                return Ok(Some(changed_elsewhere(&one.file)));
            }
            there.push(one);
            self.builder.changed(std::slice::from_ref(&one.file));
        }
        Ok(None)
    }

    /// Writes the file of the entry, or gives the answer that says why not.
    fn write_entry(&mut self, step: &Step) -> Result<Option<Answer>, Error> {
        let wrong = self.tried(step)?;
        let file = &step.entry.file;
        if !wrong.is_empty() {
            let kind = kind_of(file);
            let text = step.entry.text_after().unwrap_or_default();
            let said = kind.and_then(|kind| in_form(kind, |form| Said::of(file, text, form)));
            let told = wrong.iter().map(|one| {
                let said = said.as_ref().filter(|_| one.source.path == *file);
                self.told(one, said)
            });
            return Ok(Some(Answer {
                ended: Ended::Refused,
                json: json!({ "wrong": told.collect::<Vec<_>>() }),
                html: None,
            }));
        }
        let both = (step.entry.before.as_deref(), step.entry.after.as_deref());
        Ok(match put(&self.folder, file, both)? {
            true => None,
            false => Some(changed_elsewhere(file)),
        })
    }

    /// All mistakes that the file of the entry would have after a change, which is not made.
    pub(super) fn still_wrong(&mut self, step: &Step) -> Result<Answer, Error> {
        let after = self.after(step)?;
        let own = errors(&after).filter(|one| one.source.path == step.entry.file);
        let told = own.map(|one| self.told(one, None));
        Ok(Answer {
            ended: Ended::Refused,
            json: json!({ "wrong": told.collect::<Vec<_>>() }),
            html: None,
        })
    }

    /// The book as it would be after a change of the file of an entry.
    fn after(&mut self, step: &Step) -> Result<Loaded, Error> {
        let file = &step.entry.file;
        let options = self.options()?;
        self.builder.assume(file, step.entry.text_after());
        let after = self.builder.with_mistakes(options, &nobody);
        self.builder.forget_assumed(file);
        after
    }

    /// The mistakes that the book would have after a change and has not now.
    fn tried(&mut self, step: &Step) -> Result<Vec<Diagnostic>, Error> {
        let file = &step.entry.file;
        let after = self.after(step);
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
            _ => !(step.mends && one.source.path == *file),
        });
        Ok(new.cloned().collect())
    }

    /// The folder of an entry goes with the last file in it; the folder of a kind stays.
    fn remove_empty_folder(&self, file: &str) {
        let parts: Vec<&str> = file.split('/').collect();
        for depth in (3..parts.len()).rev() {
            self.folder.remove_empty(&parts[..depth].join("/"));
        }
    }

    /// What was changed in this session, and what keeps it.
    pub(super) fn changes(&self) -> Json {
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

fn written(step: &Step) -> Answer {
    let read = step.entry.text_after().map(fingerprint);
    Answer::done(json!({ "file": step.entry.file, "read": read }))
}

pub(super) fn errors(loaded: &Loaded) -> impl Iterator<Item = &Diagnostic> {
    let all = loaded.report.diagnostics.iter();
    all.filter(|one| one.severity == Severity::Error)
}

/// What makes two mistakes the same, wherever in the file they stand.
fn of_mistake(one: &Diagnostic) -> (String, &'static str, String) {
    (one.source.path.clone(), one.code, one.message.clone())
}

/// A word of a command, whatever signs are in it.
pub(super) fn in_shell(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-".contains(letter);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
