//! What was changed in a session, and what of it was taken back. Must not know how files are changed.

use std::collections::BTreeMap;

/// A change of one file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// From the root of the book.
    pub(super) file: String,
    /// What readers call what was changed.
    pub(super) name: String,
    /// The text before; nothing where there was no file.
    pub(super) before: Option<String>,
    /// The text after; nothing where the file went.
    pub(super) after: Option<String>,
}

impl Step {
    /// What takes it back.
    fn back(&self) -> Self {
        Self {
            before: self.after.clone(),
            after: self.before.clone(),
            ..self.clone()
        }
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
        let mut files: BTreeMap<&str, (&Step, &Step)> = BTreeMap::new();
        for step in &self.done {
            let both = files.entry(step.file.as_str()).or_insert((step, step));
            both.1 = step;
        }
        let files = files.into_iter().filter_map(|(file, (first, last))| {
            let how = match (&first.before, &last.after) {
                (None, None) => return None,
                (None, Some(_)) => "new",
                (Some(_), None) => "deleted",
                (Some(before), Some(after)) if before == after => return None,
                (Some(_), Some(_)) => "changed",
            };
            let name = &last.name;
            Some(Became { file, name, how })
        });
        files.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(file: &str, before: Option<&str>, after: Option<&str>) -> Step {
        Step {
            file: file.to_owned(),
            name: file.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        }
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
        assert_eq!(done.next(Way::Redo), None, "another way was taken");
    }
}
