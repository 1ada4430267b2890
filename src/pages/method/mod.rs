//! How far the making of each persona and ICP is, step by step: one page over all of them, and for each its own, with
//! what is done, what counts and the edit that is missing. The rules are in `score`; here they get words.

mod edits;
mod guide;

use crate::model::icp::Icp;
use crate::model::persona::Persona;
use crate::model::{Data, Entry, Kind};
use crate::pages::sheets::{SheetLink, method_address, method_path, sheet_links};
use crate::score::{Check, MethodStep, Progress, icp_steps, persona_steps};
use crate::site::links::EntryLinks;
use crate::site::{Crumb, EntryCard, PageHead, PagePlace, PageView, Viewer, across};
use crate::view::{Shared, view};

pub(crate) use guide::{
    InterviewSheet, ValidationSheet, WorkshopSheet, interview, validation, workshop,
};

view! {
    /// How far the making of all personas and ideal customers is.
    pub(crate) struct Method<'a> {
        /// The personas, then the ideal customers.
        tables: Vec<MethodTable<'a>>,
    }
}

view! {
    /// How far the making of all entries of one kind is.
    pub(crate) struct MethodTable<'a> {
        /// The kind: `persona` or `icp`.
        kind: &'static str,
        /// The word for several of the kind.
        title: &'a str,
        /// What the steps lead to.
        about: String,
        /// The steps, in their order.
        columns: Vec<StepOfAll<'a>>,
        /// How many entries are left out of the rows.
        more: usize,
        /// How many entries there are.
        all: usize,
        /// The first hundred entries.
        rows: Vec<MethodRow<'a>>,
    }
}

view! {
    /// A step, and how many entries have taken it.
    pub(crate) struct StepOfAll<'a> {
        /// The step, as in `gather`.
        key: &'static str,
        /// What it is called.
        title: &'a str,
        /// What it is for.
        about: &'a str,
        /// How many entries are done with it.
        done: usize,
        /// What counts as done, a sentence each.
        rules: Vec<&'a str>,
    }
}

view! {
    /// How far one entry is.
    pub(crate) struct MethodRow<'a> {
        /// The entry.
        card: Shared<EntryCard>,
        /// The address of what tells what is missing.
        url: String,
        /// How many steps are done.
        done: usize,
        /// The steps, in their order.
        steps: Vec<StepMark<'a>>,
    }
}

view! {
    /// How far a step of an entry is.
    pub(crate) struct StepMark<'a> {
        /// `missing`, `partly` or `done`.
        progress: &'static str,
        /// The same in words.
        word: &'a str,
    }
}

view! {
    /// How far the making of a persona or an ideal customer is.
    pub(crate) struct MethodOfEntry<'a> {
        /// The persona or the ideal customer.
        card: Shared<EntryCard>,
        /// The file it is written in, from the folder of the book.
        file: &'a str,
        /// How many steps are done.
        done: usize,
        /// How many steps there are.
        all: usize,
        /// The steps, in their order.
        steps: Vec<StepOfEntry<'a>>,
        /// The sheets to go out with, each with the step it is for.
        sheets: Vec<SheetLink>,
    }
}

view! {
    /// A step of an entry with what counts.
    pub(crate) struct StepOfEntry<'a> {
        /// The step, as in `gather`.
        key: &'static str,
        /// What it is called.
        title: &'a str,
        /// What it is for.
        about: &'a str,
        /// `missing`, `partly` or `done`.
        progress: &'static str,
        /// The same in words.
        word: &'a str,
        /// What counts.
        checks: Vec<StepCheck<'a>>,
    }
}

view! {
    /// Something that counts for a step.
    pub(crate) struct StepCheck<'a> {
        /// What has to be there.
        rule: &'a str,
        /// `missing`, `partly` or `done`.
        progress: &'static str,
        /// The same in words.
        word: &'a str,
        /// How many are there of how many, in words, where it is a matter of numbers.
        count: Option<String>,
        /// What to do; nothing when it is done.
        todo: Option<&'a str>,
        /// The lines to write in the file, where lines are what is missing.
        edit: Option<&'static str>,
    }
}

view! {
    /// How far the making of an entry is, in short.
    pub(crate) struct MethodLink {
        /// The address of what tells what is missing; nothing where the site does not tell.
        url: Option<String>,
        /// How many steps are done.
        done: usize,
        /// How many steps there are.
        all: usize,
        /// The sheets to go out with.
        sheets: Vec<SheetLink>,
    }
}

/// How many entries of a kind the table names; each has its own page besides.
const LISTED: usize = 100;

/// Where the page over all personas and ICPs is found.
pub(crate) const INDEX: &str = "method/index.html";

/// The page over all personas and ICPs.
pub(crate) fn index(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let personas: Vec<_> = viewer.catalog.all::<Persona>().collect();
    let personas = table(
        viewer,
        Kind::Persona,
        personas.iter().map(|(entry, persona)| {
            let steps = of_persona(viewer, entry, persona);
            (*entry, steps)
        }),
    );
    let icps = viewer.catalog.all::<Icp>();
    let icps = table(
        viewer,
        Kind::Icp,
        icps.map(|(entry, icp)| (entry, icp_steps(viewer.book, (entry, icp), viewer.today))),
    );
    let tables = vec![personas, icps];
    across(viewer, place).page(Method { tables })
}

/// The steps of an entry that has any.
fn steps(viewer: &Viewer<'_>, entry: &Entry) -> Option<Vec<MethodStep>> {
    match &entry.data {
        Data::Persona(persona) => Some(of_persona(viewer, entry, persona)),
        Data::Icp(icp) => Some(icp_steps(viewer.book, (entry, icp), viewer.today)),
        _ => None,
    }
}

fn of_persona(viewer: &Viewer<'_>, entry: &Entry, persona: &Persona) -> Vec<MethodStep> {
    let links: Vec<_> = viewer.index.backlinks(&entry.key).collect();
    let questions = viewer.words.standard_questions().len();
    persona_steps(
        viewer.book,
        (entry, persona),
        &links,
        (questions, viewer.today),
    )
}

/// The page of an ICP, or of a persona where the site has no sheets for this to lie with; none for other kinds.
pub(crate) fn of_entry(viewer: &Viewer<'_>, entry: &Entry) -> Option<PageView> {
    let path = method_path(viewer, entry)?;
    let words = &viewer.words;
    let title = words.fill("method_entry_title", "name", &entry.header.name);
    let mut head = PageHead::new(&title, &path, "method-entry");
    words
        .get("method_entry_about")
        .clone_into(&mut head.description);
    head.breadcrumbs = viewer.crumbs(None);
    head.breadcrumbs.push(Crumb {
        title: words.get("method_title").to_owned(),
        url: INDEX.to_owned(),
    });
    Some(head.page(progress(viewer, entry)?))
}

/// How far the making of a persona or an ICP is; nothing for other kinds.
pub(crate) fn progress<'a>(viewer: &'a Viewer<'_>, entry: &'a Entry) -> Option<MethodOfEntry<'a>> {
    let steps = steps(viewer, entry)?;
    let shown = steps.iter().map(|step| step_of_entry(viewer, step));
    Some(MethodOfEntry {
        card: viewer.card_of(entry),
        file: &entry.file,
        done: count(&steps, Progress::Done),
        all: steps.len(),
        steps: shown.collect(),
        sheets: sheet_links(viewer, entry),
    })
}

/// A row for each entry, and per step how many are done.
fn table<'a, 'b>(
    viewer: &'a Viewer<'_>,
    kind: Kind,
    entries: impl Iterator<Item = (&'b Entry, Vec<MethodStep>)>,
) -> MethodTable<'a> {
    let words = &viewer.words;
    let mut rows = Vec::new();
    let (mut all, mut columns): (usize, Vec<(MethodStep, usize)>) = (0, Vec::new());
    for (entry, steps) in entries {
        all += 1;
        if columns.is_empty() {
            columns = steps.iter().map(|step| (step.clone(), 0)).collect();
        }
        for (column, step) in columns.iter_mut().zip(&steps) {
            column.1 += usize::from(step.progress() == Progress::Done);
            // The rules of somebody we do not work for are fewer: the page explains the longest list.
            if step.checks.len() > column.0.checks.len() {
                column.0 = step.clone();
            }
        }
        if rows.len() < LISTED {
            rows.push(MethodRow {
                card: viewer.card_of(entry),
                url: method_address(viewer, entry).unwrap_or_default(),
                done: count(&steps, Progress::Done),
                steps: steps.iter().map(|step| mark(viewer, step)).collect(),
            });
        }
    }
    let columns = columns.iter().map(|(step, done)| {
        let rules = step.checks.iter();
        StepOfAll {
            key: step.key,
            title: words.choice("step", step.key),
            about: words.choice("step-about", step.key),
            done: *done,
            rules: rules
                .map(|check| words.choice("check", check.key))
                .collect(),
        }
    });
    MethodTable {
        kind: kind.name(),
        title: words.choice("kinds", kind.name()),
        about: words
            .get(&format!("method_{}_about", kind.name()))
            .to_owned(),
        columns: columns.collect(),
        more: all.saturating_sub(rows.len()),
        all,
        rows,
    }
}

fn count(steps: &[MethodStep], progress: Progress) -> usize {
    steps
        .iter()
        .filter(|step| step.progress() == progress)
        .count()
}

fn mark<'a>(viewer: &'a Viewer<'_>, step: &MethodStep) -> StepMark<'a> {
    let progress = step.progress().as_str();
    StepMark {
        progress,
        word: viewer.words.choice("progress", progress),
    }
}

fn step_of_entry<'a>(viewer: &'a Viewer<'_>, step: &MethodStep) -> StepOfEntry<'a> {
    let words = &viewer.words;
    let StepMark { progress, word } = mark(viewer, step);
    let checks = step.checks.iter().map(|check| step_check(viewer, check));
    StepOfEntry {
        key: step.key,
        title: words.choice("step", step.key),
        about: words.choice("step-about", step.key),
        progress,
        word,
        checks: checks.collect(),
    }
}

fn step_check<'a>(viewer: &'a Viewer<'_>, check: &Check) -> StepCheck<'a> {
    let words = &viewer.words;
    let progress = check.progress.as_str();
    let missing = check.progress != Progress::Done;
    let count = check.count.map(|(count, most)| {
        // Of what asks for two, somebody may have four.
        if count > most {
            return count.to_string();
        }
        words
            .fill("method_count", "count", &count.to_string())
            .replace("{all}", &most.to_string())
    });
    StepCheck {
        rule: words.choice("check", check.key),
        progress,
        word: words.choice("progress", progress),
        count,
        todo: missing.then(|| words.choice("todo", check.key)),
        edit: missing.then(|| edits::edit(check.key)).flatten(),
    }
}

/// Steps in which something is found out or tested, without which nothing is validated.
const FOUND_OUT: [&str; 6] = ["gather", "see", "test", "customers", "market", "interviews"];

/// Those steps that are open, counted from 1 among all; a kind that has no steps has none.
pub(crate) fn open_steps(viewer: &Viewer<'_>, entry: &Entry) -> Vec<usize> {
    let steps = steps(viewer, entry).unwrap_or_default();
    let open = steps.iter().enumerate();
    let open = open.filter(|(_, step)| FOUND_OUT.contains(&step.key));
    let open = open.filter(|(_, step)| step.progress() != Progress::Done);
    open.map(|(index, _)| index + 1).collect()
}

/// A rule of a step that is not kept yet, in the words of readers.
pub(crate) struct OpenStep {
    pub(crate) step: String,
    pub(crate) rule: String,
    pub(crate) todo: String,
    /// The line to write, where a line does it.
    pub(crate) edit: Option<&'static str>,
}

/// The rules of an entry that are not kept yet, in the order of the steps.
pub(crate) fn open_rules(viewer: &Viewer<'_>, entry: &Entry) -> Vec<OpenStep> {
    let words = &viewer.words;
    let steps = steps(viewer, entry).unwrap_or_default();
    let open = steps.iter().flat_map(|step| {
        let open = { step.checks.iter() }.filter(|check| check.progress != Progress::Done);
        open.map(|check| OpenStep {
            step: words.choice("step", step.key).to_owned(),
            rule: words.choice("check", check.key).to_owned(),
            todo: words.choice("todo", check.key).to_owned(),
            edit: edits::edit(check.key),
        })
    });
    open.collect()
}

/// Where the page of the method of an entry is, for the entry's own page.
pub(crate) fn link(links: &EntryLinks<'_>) -> Option<MethodLink> {
    let EntryLinks { viewer, entry } = *links;
    let steps = steps(viewer, entry)?;
    Some(MethodLink {
        url: method_address(viewer, entry),
        done: count(&steps, Progress::Done),
        all: steps.len(),
        sheets: sheet_links(viewer, entry),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, Words};

    #[test]
    fn every_rule_has_words_in_every_language_and_an_edit() {
        for language in Language::all() {
            let words = Words::built_in(language);
            for key in edits::KEYS {
                for group in ["check", "todo"] {
                    assert_ne!(words.choice(group, key), *key, "{group}.{key}");
                }
            }
            for key in [
                "choose", "gather", "see", "complete", "design", "test", "live", "adjust",
            ] {
                assert_ne!(words.choice("step", key), key);
                assert_ne!(words.choice("step-about", key), key);
            }
        }
    }
}
