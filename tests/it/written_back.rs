//! Changes of entries in every form, by data: what is written for each, and how little of the file it is.
//! `UPDATE=1 cargo test --test it written_back::` writes what they do now; read it before you commit it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use personabook::edit::{Change, Edit, FieldPath, Step, Value, rewrite};

use super::small_book::written;

fn path(text: &str) -> FieldPath {
    let steps = text.split('.').map(|step| match step.parse() {
        Ok(index) => Step::Index(index),
        Err(_) => Step::Key(step.to_owned()),
    });
    FieldPath(steps.collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn table(fields: &[(&str, Value)]) -> Value {
    let fields = fields.iter();
    Value::Table(
        fields
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    )
}

fn day() -> Value {
    Value::Date("2026-11-28".parse().unwrap())
}

fn tried(file: &str, before: &str, at: &str, change: Change) -> Result<String, String> {
    let folder = written("", &[(file.strip_prefix("content/").unwrap(), before)]);
    let edit = Edit {
        path: path(at),
        change,
    };
    match rewrite(folder.path(), file, &[edit]) {
        Ok(path) => Ok(fs::read_to_string(path).unwrap()),
        Err(why) => Err(why.to_string()),
    }
}

/// The lines that go and those that come.
fn difference(before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (
        before.split_inclusive('\n').collect(),
        after.split_inclusive('\n').collect(),
    );
    let alike =
        |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let start = alike(&mut before.iter().zip(&after));
    let rest = (&before[start..], &after[start..]);
    let end = alike(&mut rest.0.iter().rev().zip(rest.1.iter().rev()));
    let mut shown = String::new();
    for (sign, lines) in [
        ('-', &before[start..before.len() - end]),
        ('+', &after[start..after.len() - end]),
    ] {
        for line in lines {
            shown.push_str(&format!(
                "{sign}{}\n",
                line.trim_end_matches('\n').replace('\r', "␍")
            ));
        }
    }
    shown
}

const NOOR: &str = include_str!("../markdown/headings/content/personas/noor.md");
const FLOUR: &str = include_str!("../markdown/headings/content/journeys/choosing-flour.md");
const MEEL: &str = include_str!("../markdown/headings/content/journeys/meel-kiezen.md");
const BREAD: &str = include_str!("../markdown/headings/content/jobs/sell-bread.md");

/// Front matter in YAML in every manner, with a story.
const YAML: &str = "\u{feff}---\r\n# who\r\nname: 'Noor' # short\r\nsummary: >-\r\n  Bakes\r\n  at night.\r\n\r\nage: 38\r\nowner: \"Joris\"\r\ngoals:\r\n- Rest # at last\r\n# the second\r\n- text: Bread\r\n  evidence: [talks]\r\nfrustrations:\r\n  - text: Paper\r\n    severity: 4\r\n  - Waste\r\njobs: [sell-bread, \"rest\"]\r\nsegment:\r\ndemographics: {Home: Utrecht, Pets: \"2\"}\r\nempathy:\r\n  sees: a shop\r\n...\r\n\r\nHer story.\r\n";

#[test]
fn every_change_is_written_as_expected() {
    let set = |value: Value| Change::Set(value);
    let add = |value: Value| Change::Add(value);
    let p = "content/personas/noor.md";
    let j = "content/journeys/flour.md";
    let b = "content/jobs/bread.md";
    let mut shown = String::new();
    for (file, before, at, change) in [
        (p, NOOR, "reviewed", set(day())),
        (p, NOOR, "reviewed_by", set(text("Fenna \"F\" de *Wit*"))),
        (p, NOOR, "name", set(text("Noor *B* # x"))),
        (p, NOOR, "age", set(Value::Number(39.0))),
        (p, NOOR, "quote", set(text("I sleep."))),
        (p, NOOR, "goals", add(text("- 5 % waste"))),
        (p, NOOR, "goals.0", set(text("Other"))),
        (p, NOOR, "goals.1", Change::Move(0)),
        (p, NOOR, "goals.1", Change::Remove),
        (p, NOOR, "goals", Change::Remove),
        (p, NOOR, "goals.1.note", set(text("every day"))),
        (p, NOOR, "frustrations.0.severity", set(Value::Number(2.0))),
        (p, NOOR, "frustrations.0.severity", Change::Remove),
        (p, NOOR, "frustrations.0.text", set(text("New"))),
        (p, NOOR, "frustrations.0", Change::Move(1)),
        (p, NOOR, "frustrations.1.note", set(text("New note"))),
        (
            p,
            NOOR,
            "frustrations",
            add(table(&[
                ("text", text("x: y")),
                ("severity", Value::Number(3.0)),
            ])),
        ),
        (
            p,
            NOOR,
            "day",
            add(table(&[
                ("time", text("12:00")),
                ("what", text("eats | sleeps")),
            ])),
        ),
        (p, NOOR, "day.0", Change::Remove),
        (p, NOOR, "day.1", Change::Move(0)),
        (p, NOOR, "day.1.what", set(text("Closes"))),
        (p, NOOR, "jobs", add(text("buy-flour"))),
        (p, NOOR, "jobs.0", set(text("sell-cake"))),
        (p, NOOR, "jobs.0", Change::Remove),
        (p, NOOR, "skills.0.level", set(Value::Number(3.0))),
        (
            p,
            NOOR,
            "skills",
            add(table(&[
                ("name", text("Cake")),
                ("level", Value::Number(2.0)),
            ])),
        ),
        (
            p,
            NOOR,
            "quotes",
            add(table(&[("text", text("Ok.")), ("by", text("Her"))])),
        ),
        (p, NOOR, "quotes.0", Change::Remove),
        (p, NOOR, "quotes.1", Change::Move(0)),
        (p, NOOR, "quotes.1.by", set(text("Her niece"))),
        (p, NOOR, "quotes.1.text", set(text("Who?"))),
        (p, NOOR, "dreams", add(text("A boat"))),
        (
            p,
            NOOR,
            "fears",
            set(Value::List(vec![text("a b c d e f"), text("d")])),
        ),
        (p, NOOR, "owner", set(text("Joris"))),
        (p, NOOR, "owner", Change::Remove),
        (p, NOOR, "location", Change::Remove),
        (p, NOOR, "age", Change::Remove),
        (p, NOOR, "demographics.Household", set(text("three"))),
        (p, NOOR, "demographics.Languages", add(text("Frisian"))),
        (p, NOOR, "demographics.Car", set(text("none"))),
        (p, NOOR, "demographics.Household", Change::Remove),
        (p, NOOR, "empathy.hears", add(text("A word"))),
        (p, NOOR, "empathy.sees", add(text("A word"))),
        (p, NOOR, "empathy.says", add(text("A word"))),
        (p, NOOR, "empathy.hears", Change::Remove),
        (
            p,
            NOOR,
            "decision.objections",
            add(table(&[
                ("says", text("Too slow")),
                ("answer", text("It is fast.")),
            ])),
        ),
        (p, NOOR, "decision.objections.0.answer", set(text("No."))),
        (p, NOOR, "decision.convinced_by", add(text("A trial"))),
        (p, NOOR, "body", set(text("New story."))),
        (p, NOOR, "traits.0.value", set(Value::Number(10.0))),
        (j, FLOUR, "stages.0.name", set(text("Look"))),
        (
            j,
            FLOUR,
            "stages",
            add(table(&[
                ("name", text("Stay")),
                ("doing", Value::List(vec![text("Bakes")])),
            ])),
        ),
        (j, FLOUR, "stages.2", Change::Move(0)),
        (j, FLOUR, "stages.1", Change::Remove),
        (j, FLOUR, "stages.0.doing", add(text("Calls"))),
        (j, FLOUR, "stages.0.thinking", add(text("3. hm"))),
        (j, FLOUR, "stages.1.touchpoints", add(text("fax"))),
        (j, FLOUR, "stages.1.thinking", add(text("Is it good?"))),
        (j, FLOUR, "stages.2.doing", add(text("Signs"))),
        (j, FLOUR, "stages.0.emotion", set(Value::Number(-1.0))),
        (
            j,
            FLOUR,
            "stages.1.opportunities.0.effort",
            set(Value::Number(1.0)),
        ),
        (j, FLOUR, "stages.0.takes", set(text("3 weeks"))),
        (j, FLOUR, "stages.0.summary", set(text("It burned."))),
        (j, FLOUR, "stages.0.extra.Season", set(text("spring"))),
        (j, FLOUR, "personas", add(text("mark"))),
        (j, MEEL, "stages.0.doing", add(text("Leest"))),
        (
            j,
            MEEL,
            "stages",
            add(table(&[
                ("name", text("Blijven")),
                ("doing", Value::List(vec![text("Bakt")])),
            ])),
        ),
        (j, MEEL, "stages.1", Change::Move(0)),
        (j, MEEL, "stages.0", Change::Remove),
        (j, MEEL, "stages.0.pains", add(text("Traag"))),
        (j, MEEL, "stages.1.thinking", add(text("Hm"))),
        (j, MEEL, "reviewed", set(day())),
        (b, BREAD, "outcomes.0.importance", set(Value::Number(9.0))),
        (
            b,
            BREAD,
            "outcomes",
            add(table(&[
                ("statement", text("Minimise x")),
                ("importance", Value::Number(3.0)),
                ("satisfaction", Value::Number(3.0)),
            ])),
        ),
        (b, BREAD, "outcomes.1", Change::Remove),
        (b, BREAD, "outcomes.1.note", set(text("why"))),
        (b, BREAD, "forces.push", add(text("Bills"))),
        (b, BREAD, "forces.pull", add(text("Rest"))),
        (b, BREAD, "alternatives.0.why_hired", set(text("cheap"))),
        (p, YAML, "name", set(text("yes"))),
        (p, YAML, "summary", set(text("a: b # c"))),
        (p, YAML, "summary", set(text("one\n\ntwo"))),
        (p, YAML, "summary", set(text("It's \"so\""))),
        (p, YAML, "owner", set(text("1e3"))),
        (p, YAML, "age", set(Value::Number(39.0))),
        (p, YAML, "reviewed", set(day())),
        (p, YAML, "goals", add(text("- x"))),
        (p, YAML, "goals.1", Change::Move(0)),
        (p, YAML, "goals.0", Change::Remove),
        (p, YAML, "goals.1.note", set(text("2024-01-01"))),
        (p, YAML, "goals.1.evidence", add(text("talks"))),
        (p, YAML, "goals.1.evidence.0", Change::Remove),
        (p, YAML, "frustrations.1", Change::Remove),
        (
            p,
            YAML,
            "frustrations",
            add(table(&[
                ("text", text("#")),
                ("severity", Value::Number(3.0)),
            ])),
        ),
        (p, YAML, "frustrations.0", Change::Move(1)),
        (p, YAML, "jobs", add(text("buy"))),
        (p, YAML, "jobs.0", Change::Remove),
        (p, YAML, "segment", set(text("shops"))),
        (p, YAML, "demographics.Home", set(text("Utrecht, NL"))),
        (p, YAML, "demographics.Car", set(text("none"))),
        (p, YAML, "demographics.Home", Change::Remove),
        (p, YAML, "decision.convinced_by", add(text("trial"))),
        (
            p,
            YAML,
            "empathy.says",
            set(Value::List(vec![text("one"), text("two")])),
        ),
        (p, YAML, "summary", Change::Remove),
        (p, YAML, "body", set(text("Other."))),
        (p, YAML, "dreams", add(text("A boat"))),
    ] {
        let what = format!("{file}: {at}: {change:?}");
        shown.push_str(&match tried(file, before, at, change) {
            Ok(after) => format!("## {what}\n{}\n", difference(before, &after)),
            Err(why) => format!("## {what}\nrefused: {why}\n\n"),
        });
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/written_back/expected.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &shown).unwrap();
    }
    assert_eq!(shown, fs::read_to_string(&file).unwrap_or_default());
}
