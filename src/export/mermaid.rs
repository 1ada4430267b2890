//! Who refers to whom as a `flowchart`, and journeys as `journey`, in the words of Mermaid. Must not know the rest of what entries say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::File;
use crate::model::journey::{Journey, Stage};
use crate::model::{Book, Claim, Entry, Key, Kind, ShortNames, relations};
use crate::text::one_line;

/// The drawing of relations, if there are any, then the journeys, each as a file.
pub(super) fn files(book: &Book, entries: &[&Entry]) -> Vec<File> {
    let chart = flowchart(book, entries).map(|text| ("relations.mmd".to_owned(), text));
    let names = ShortNames::of(&book.catalog);
    let called = |id: &str| {
        let persona = book.catalog.get(&Key::new(Kind::Persona, id))?;
        Some(plain(names.name_of(persona)))
    };
    let journeys = entries.iter().filter_map(|entry| {
        let journey = entry.as_kind::<Journey>()?;
        let text = journey_drawing(entry, journey, &called);
        Some((super::path(entry, "mmd"), text))
    });
    chart.into_iter().chain(journeys).collect()
}

/// Entries by kind, with a line for each two of which one refers to the other; nothing where no line is left.
fn flowchart(book: &Book, entries: &[&Entry]) -> Option<String> {
    let drawn = entries.iter().copied();
    let drawn = drawn.filter(|entry| !entry.key.kind.about().is_background && !entry.is_retired());
    let drawn: Vec<&Entry> = drawn.collect();
    let keys: BTreeSet<&Key> = drawn.iter().map(|entry| &entry.key).collect();
    let mut lines: BTreeMap<(Key, Key), Vec<String>> = BTreeMap::new();
    for relation in relations(&book.catalog) {
        if keys.contains(&relation.from) && keys.contains(&relation.to) {
            let fields = lines.entry((relation.from, relation.to)).or_default();
            fields.push(relation.field);
        }
    }
    if lines.is_empty() {
        return None;
    }
    let mut text = "flowchart LR\n".to_owned();
    for group in drawn.chunk_by(|one, next| one.key.kind == next.key.kind) {
        let kind = group[0].key.kind;
        let title = quoted(book.words.choice("kinds", kind.name()));
        let _ = writeln!(text, "  subgraph {}[{title}]", kind.folder());
        for entry in group {
            let name = quoted(&entry.header.name);
            let _ = writeln!(text, "    {}[{name}]", node(&entry.key));
        }
        text.push_str("  end\n");
    }
    for ((from, to), fields) in lines {
        let (from, to) = (node(&from), node(&to));
        let _ = writeln!(text, "  {from} -->|{}| {to}", quoted(&fields.join(", ")));
    }
    Some(text)
}

/// What Mermaid calls an entry: an id has no underscores, so no two entries have the same.
fn node(key: &Key) -> String {
    format!("{}_{}", key.kind.name(), key.id.replace('-', "_"))
}

/// Words between quotation marks, with signs that mean something to Mermaid as their numbers.
fn quoted(words: &str) -> String {
    let mut text = "\"".to_owned();
    for letter in words.chars() {
        match letter {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' | '|' => {
                let _ = write!(text, "#{};", u32::from(letter));
            }
            letter if letter.is_control() => text.push(' '),
            letter => text.push(letter),
        }
    }
    text.push('"');
    text
}

/// A score of Mermaid goes from 1 to 5, a feeling from -2 to 2.
const NEUTRAL: f64 = 3.0;

/// What happens in each stage, with how it feels, and to whom.
fn journey_drawing(
    entry: &Entry,
    journey: &Journey,
    called: &dyn Fn(&str) -> Option<String>,
) -> String {
    let mut text = format!("journey\n  title {}\n", plain(&entry.header.name));
    for stage in &journey.stages {
        let _ = writeln!(text, "  section {}", plain(&stage.name));
        for (felt, who) in feelings(journey, stage) {
            let score = (felt + NEUTRAL).round().clamp(1.0, 5.0);
            let who: Vec<String> = who.into_iter().filter_map(called).collect();
            for task in tasks(stage) {
                let _ = writeln!(text, "    {task}: {score}: {}", who.join(", "));
            }
        }
    }
    text
}

/// How a stage feels, and to whom: those who feel the same stand together, in the order of the journey.
fn feelings<'a>(journey: &'a Journey, stage: &Stage) -> Vec<(f64, Vec<&'a str>)> {
    let all = stage.emotion.as_ref().map_or(0.0, |emotion| emotion.to);
    let mut feelings: Vec<(f64, Vec<&str>)> = Vec::new();
    for persona in &journey.personas {
        let own = stage.emotions.get(&persona.id);
        let felt = own.map_or(all, |own| own.0);
        match feelings.iter_mut().find(|(known, _)| *known == felt) {
            Some((_, who)) => who.push(&persona.id),
            None => feelings.push((felt, vec![&persona.id])),
        }
    }
    if feelings.is_empty() {
        feelings.push((all, Vec::new()));
    }
    feelings
}

/// What they do in a stage, or else what happens, or its name.
fn tasks(stage: &Stage) -> Vec<String> {
    let said = |claim: &Claim| plain(&claim.text.plain());
    let doing = stage.doing.iter().filter(|claim| !claim.is_open());
    let mut tasks: Vec<String> = doing.map(said).filter(|task| !task.is_empty()).collect();
    if tasks.is_empty() {
        let summary = stage.summary.as_ref().map(|text| plain(&text.plain()));
        let summary = summary.filter(|summary| !summary.is_empty());
        tasks.push(summary.unwrap_or_else(|| plain(&stage.name)));
    }
    tasks
}

/// Words without signs that end a title, a task or a name in Mermaid.
fn plain(words: &str) -> String {
    let words = words.replace([':', ';', '#', ','], " ");
    one_line(&words)
}
