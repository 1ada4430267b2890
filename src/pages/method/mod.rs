//! How far the making of each persona and ICP is, step by step: one page over all of them and one for each, with
//! what is done, what counts and the edit that is missing. The rules are in `score`; here they get words.

mod edits;
mod guide;

use crate::model::icp::Icp;
use crate::model::persona::Persona;
use crate::model::{Data, Entry, Kind};
use crate::score::{Check, MethodStep, Progress, icp_steps, persona_steps};
use crate::theme::Value;

use crate::site::links::EntryLinks;
use crate::site::{Crumb, PageHead, PageView, Viewer, map};

pub(crate) use guide::{paths, sheets};

/// How many entries of a kind the table names; each has its own page besides.
const LISTED: usize = 100;

/// Where that page is found.
pub(crate) const INDEX: &str = "method/index.html";

/// The page over all personas and ICPs.
pub(crate) fn index(viewer: &Viewer<'_>) -> PageView {
    let words = &viewer.words;
    let mut head = PageHead::new(words.get("method_title"), INDEX, "method");
    head.description = words.get("method_about").to_owned();
    head.breadcrumbs = viewer.crumbs(None);
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
    head.with("method.html", vec![("tables", vec![personas, icps].into())])
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

/// The address of the page of an entry.
fn url(entry: &Entry) -> String {
    format!("method/{}-{}.html", entry.key.kind.name(), entry.key.id)
}

/// Where the page of a persona or an ICP is found.
pub(crate) fn path(entry: &Entry) -> Option<String> {
    matches!(entry.key.kind, Kind::Persona | Kind::Icp).then(|| url(entry))
}

/// The page of a persona or an ICP; none for other kinds.
pub(crate) fn of_entry(viewer: &Viewer<'_>, entry: &Entry) -> Option<PageView> {
    let steps = steps(viewer, entry)?;
    let words = &viewer.words;
    let title = words.fill("method_entry_title", "name", &entry.header.name);
    let mut head = PageHead::new(&title, &url(entry), "method-entry");
    head.description = words.get("method_entry_about").to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    head.breadcrumbs.push(Crumb {
        title: words.get("method_title").to_owned(),
        url: INDEX.to_owned(),
    });
    let done = count(&steps, Progress::Done);
    let shown = steps.iter().map(|step| {
        let checks = step.checks.iter().map(|check| check_value(viewer, check));
        let mut value = step_value(viewer, step);
        value.push(("checks", checks.collect::<Vec<_>>().into()));
        map(value)
    });
    let sheets = (entry.key.kind == Kind::Persona).then(|| sheet_links(viewer, entry));
    Some(head.with(
        "method-entry.html",
        vec![
            ("card", viewer.card_of(entry).into()),
            ("file", entry.file.as_str().into()),
            ("done", done.into()),
            ("all", steps.len().into()),
            ("steps", shown.collect::<Vec<_>>().into()),
            ("sheets", sheets.unwrap_or(Value::none())),
        ],
    ))
}

/// The sheets for going out and asking, `{ title, about, url }`.
fn sheet_links(viewer: &Viewer<'_>, entry: &Entry) -> Value {
    let sheets = guide::SHEETS.iter().map(|name| {
        map(vec![
            ("title", viewer.words.get(&format!("sheet_{name}")).into()),
            (
                "about",
                viewer.words.get(&format!("sheet_{name}_hint")).into(),
            ),
            ("url", guide::url(entry, name).into()),
        ])
    });
    sheets.collect::<Vec<_>>().into()
}

/// A row for each entry, and per step how many are done.
fn table<'a>(
    viewer: &Viewer<'_>,
    kind: Kind,
    entries: impl Iterator<Item = (&'a Entry, Vec<MethodStep>)>,
) -> Value {
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
            let marks = steps.iter().map(|step| map(step_value(viewer, step)));
            rows.push(map(vec![
                ("card", viewer.card_of(entry).into()),
                ("url", url(entry).into()),
                ("done", count(&steps, Progress::Done).into()),
                ("steps", marks.collect::<Vec<_>>().into()),
            ]));
        }
    }
    let columns = columns.iter().map(|(step, done)| {
        let rules = step.checks.iter().map(|check| {
            let rule = viewer.words.choice("check", check.key);
            Value::from(rule)
        });
        let mut value = step_value(viewer, step);
        value.push(("done", (*done).into()));
        value.push(("rules", rules.collect::<Vec<_>>().into()));
        map(value)
    });
    map(vec![
        ("kind", kind.name().into()),
        ("title", viewer.words.choice("kinds", kind.name()).into()),
        (
            "about",
            viewer
                .words
                .get(&format!("method_{}_about", kind.name()))
                .into(),
        ),
        ("columns", columns.collect::<Vec<_>>().into()),
        ("more", all.saturating_sub(rows.len()).into()),
        ("all", all.into()),
        ("rows", rows.into()),
    ])
}

fn count(steps: &[MethodStep], progress: Progress) -> usize {
    steps
        .iter()
        .filter(|step| step.progress() == progress)
        .count()
}

fn step_value(viewer: &Viewer<'_>, step: &MethodStep) -> Vec<(&'static str, Value)> {
    let words = &viewer.words;
    let progress = step.progress().as_str();
    vec![
        ("key", step.key.into()),
        ("title", words.choice("step", step.key).into()),
        ("about", words.choice("step-about", step.key).into()),
        ("progress", progress.into()),
        ("word", words.choice("progress", progress).into()),
    ]
}

fn check_value(viewer: &Viewer<'_>, check: &Check) -> Value {
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
    map(vec![
        ("rule", words.choice("check", check.key).into()),
        ("progress", progress.into()),
        ("word", words.choice("progress", progress).into()),
        ("count", count.into()),
        (
            "todo",
            missing.then(|| words.choice("todo", check.key)).into(),
        ),
        (
            "edit",
            missing.then(|| edits::edit(check.key)).flatten().into(),
        ),
    ])
}

/// Where the page of the method of an entry is, for the entry's own page.
pub(crate) fn link(links: &EntryLinks<'_>) -> Value {
    let steps = steps(links.viewer, links.entry);
    steps.map_or(Value::none(), |steps| {
        map(vec![
            ("url", url(links.entry).into()),
            ("done", count(&steps, Progress::Done).into()),
            ("all", steps.len().into()),
            (
                "sheets",
                if links.entry.key.kind == Kind::Persona {
                    sheet_links(links.viewer, links.entry)
                } else {
                    Value::none()
                },
            ),
        ])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, Words};

    #[test]
    fn every_rule_has_words_in_every_language_and_an_edit() {
        for language in Language::all() {
            let words = Words::new(language);
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
