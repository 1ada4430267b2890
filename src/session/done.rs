//! What was changed in a session, and what of it was taken back. Must not know how files are changed.

use std::collections::BTreeMap;

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Changed {
    /// From the root of the book.
    pub(super) file: String,
    /// Its bytes before; nothing where there was no file.
    pub(super) before: Option<Vec<u8>>,
    /// Its bytes after; nothing where the file goes.
    pub(super) after: Option<Vec<u8>>,
}

impl Changed {
    fn back(&self) -> Self {
        Self {
            file: self.file.clone(),
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }

    /// What the file says after it.
    pub(super) fn text_after(&self) -> Option<&str> {
        std::str::from_utf8(self.after.as_deref()?).ok()
    }
}

/// A change of an entry, with what lies beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// What readers call what was changed.
    pub(super) name: String,
    /// The file of the entry.
    pub(super) entry: Changed,
    /// Pictures and documents beside it.
    pub(super) beside: Vec<Changed>,
    /// Whether the file of the entry may have mistakes that it has not now: it could not be read, or had them before.
    pub(super) mends: bool,
}

impl Step {
    /// A change of the file of an entry alone.
    pub(super) fn of_text(
        (name, file): (String, String),
        before: Option<String>,
        after: Option<String>,
    ) -> Self {
        Self {
            name,
            entry: Changed {
                file,
                before: before.map(String::into_bytes),
                after: after.map(String::into_bytes),
            },
            beside: Vec::new(),
            mends: false,
        }
    }

    /// What takes it back.
    fn back(&self) -> Self {
        Self {
            name: self.name.clone(),
            entry: self.entry.back(),
            beside: self.beside.iter().map(Changed::back).collect(),
            mends: self.mends,
        }
    }

    fn files(&self) -> impl Iterator<Item = &Changed> {
        std::iter::once(&self.entry).chain(&self.beside)
    }
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Way {
    Undo,
    Redo,
}

/// All changes of a session.
#[derive(Debug, Default)]
pub(super) struct Done {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// What became of a file in a session.
#[derive(Debug, PartialEq)]
pub(super) struct Became<'a> {
    pub(super) file: &'a str,
    pub(super) name: &'a str,
    /// `new`, `changed` or `deleted`.
    pub(super) how: &'static str,
}

impl Done {
    /// A change was made.
    pub(super) fn add(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
    }

    /// The next step on the way; nothing at its end.
    pub(super) fn next(&self, way: Way) -> Option<Step> {
        match way {
            Way::Undo => self.done.last().map(Step::back),
            Way::Redo => self.undone.last().cloned(),
        }
    }

    /// Whether there is a step on the way.
    pub(super) fn can(&self, way: Way) -> bool {
        match way {
            Way::Undo => !self.done.is_empty(),
            Way::Redo => !self.undone.is_empty(),
        }
    }

    /// The next step was taken.
    pub(super) fn took(&mut self, way: Way) {
        let (from, to) = match way {
            Way::Undo => (&mut self.done, &mut self.undone),
            Way::Redo => (&mut self.undone, &mut self.done),
        };
        to.extend(from.pop());
    }

    /// What became of each file, in the order of paths; not of those that are as they were.
    pub(super) fn became(&self) -> Vec<Became<'_>> {
        let mut files: BTreeMap<&str, (&Changed, &Changed, &str)> = BTreeMap::new();
        for step in &self.done {
            for one in step.files() {
                let all = files.entry(one.file.as_str());
                let all = all.or_insert((one, one, &step.name));
                (all.1, all.2) = (one, &step.name);
            }
        }
        let files = files.into_iter().filter_map(|(file, (first, last, name))| {
            let how = match (&first.before, &last.after) {
                (None, None) => return None,
                (None, Some(_)) => "new",
                (Some(_), None) => "deleted",
                (Some(before), Some(after)) if before == after => return None,
                (Some(_), Some(_)) => "changed",
            };
            Some(Became { file, name, how })
        });
        files.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(file: &str, before: Option<&str>, after: Option<&str>) -> Step {
        let both = (file.to_owned(), file.to_owned());
        Step::of_text(both, before.map(str::to_owned), after.map(str::to_owned))
    }

    #[test]
    fn what_was_taken_back_is_no_change_and_can_be_done_again() {
        let mut done = Done::default();
        done.add(step("b", Some("1"), Some("2")));
        done.add(step("a", None, Some("1")));
        done.add(step("b", Some("2"), Some("1")));
        let how = |done: &Done| {
            let became = done.became().into_iter();
            became
                .map(|one| (one.file.to_owned(), one.how))
                .collect::<Vec<_>>()
        };
        assert_eq!(how(&done), [("a".to_owned(), "new")]);
        assert_eq!(done.next(Way::Undo), Some(step("b", Some("1"), Some("2"))));
        done.took(Way::Undo);
        assert_eq!(
            how(&done),
            [("a".to_owned(), "new"), ("b".to_owned(), "changed")]
        );
        assert_eq!(done.next(Way::Redo), Some(step("b", Some("2"), Some("1"))));
        done.took(Way::Redo);
        assert_eq!(done.next(Way::Redo), None);
        done.took(Way::Undo);
        done.add(step("c", Some("x"), None));
        assert!(!done.can(Way::Redo), "another way was taken");
    }

    #[test]
    fn what_lies_beside_an_entry_comes_back_with_it() {
        let mut done = Done::default();
        let picture = Changed {
            file: "a/a.png".to_owned(),
            before: Some(vec![1]),
            after: None,
        };
        let mut gone = step("a/index.md", Some("x"), None);
        gone.beside.push(picture.clone());
        done.add(gone);
        assert_eq!(done.became().len(), 2);
        assert_eq!(done.next(Way::Undo).unwrap().beside, [picture.back()]);
    }
}
