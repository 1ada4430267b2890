//! The field reference, the schemas and the starter files tell what the program really reads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use personabook::check;
use personabook::diag::Report;
use personabook::internal::{Document, Source, Step, Wanted, read};
use personabook::load::load;
use personabook::model::{Config, Content as _, Data, Header, Kind, KindData, WithKind};
use personabook::rules;
use personabook::schema::{self, Field};
use personabook::{forms, new, score};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Nothing {}

fn source(text: &str) -> Arc<Source> {
    Arc::new(Source {
        path: "entry.md".into(),
        text: text.into(),
    })
}

/// Reads an entry of a kind and fails on anything that is wrong with it.
struct Reads<'a>(&'a Document);

impl WithKind for Reads<'_> {
    type Out = ();

    fn call<T: KindData>(self)
    where
        Data: From<T>,
    {
        let reading = read::<Header, T>(self.0, Header::keys_at(&[]), &|_| Wanted::Nothing);
        let text = &self.0.source.text;
        assert_eq!(reading.report, Report::default(), "{text}");
        assert_eq!(reading.unknown, [], "{text}");
        assert!(reading.header.is_some() && reading.data.is_some(), "{text}");
    }
}

fn assert_reads(kind: Kind, text: &str) {
    let (document, report) = Document::markdown(source(text));
    assert_eq!(report, Report::default());
    kind.with(Reads(
        &document.expect("a text without errors is a document"),
    ));
}

/// A starter file with every field in it: the fields stand behind `#` without a space.
fn with_all_fields(starter: &str) -> String {
    starter
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(field) if !field.is_empty() && !field.starts_with(' ') => field,
            _ => line,
        })
        .fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn docs_content_md_is_the_field_reference() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content.md");
    let reference = schema::field_reference(&forms::in_markdown);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &reference).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == reference,
        "docs/content.md is out of date: run UPDATE=1 cargo test --test it docs::"
    );
}

#[test]
fn docs_rules_md_is_the_table_of_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let reference = rules::reference();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &reference).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == reference,
        "docs/rules.md is out of date: run UPDATE=1 cargo test --test it docs::"
    );
}

#[test]
fn every_starter_reads_as_it_is_and_with_all_its_fields() {
    for kind in Kind::ALL.iter().copied() {
        let starter = new::starter(kind, "The \"first\" one");
        assert_reads(kind, &starter);
        let whole = with_all_fields(&starter);
        assert_reads(kind, &whole);
        let header = schema::header_fields();
        for field in header.iter().chain(&schema::fields(kind)) {
            let name = &field.name;
            let shown = [
                format!("\n{name} = "),
                format!("\n[{name}]"),
                format!("\n[[{name}]]"),
            ];
            assert!(
                name == "body" || shown.iter().any(|line| whole.contains(line)),
                "{kind:?} does not show {name}"
            );
        }
    }
}

/// The table of these fields with all their examples, in TOML.
fn example_table(fields: &[Field]) -> String {
    let parts: Vec<String> = fields.iter().filter_map(example_line).collect();
    parts.join(", ")
}

fn example_line(field: &Field) -> Option<String> {
    let name = &field.name;
    let value = match &field.example {
        Some(example) => example.clone(),
        None if field.fields.is_empty() => return None,
        None if field.is_list => format!("[{{ {} }}]", example_table(&field.fields)),
        None => format!("{{ {} }}", example_table(&field.fields)),
    };
    Some(format!("{name} = {value}"))
}

fn assert_reads_alone<T: serde::de::DeserializeOwned>(text: &str) {
    let document = Document::toml(source(text));
    let reading = read::<Nothing, T>(&document, &[], &|_| Wanted::Nothing);
    assert_eq!(reading.report, Report::default(), "{text}");
    assert_eq!(reading.unknown, [], "{text}");
}

fn example_lines(fields: &[Field]) -> String {
    let lines: Vec<String> = fields.iter().filter_map(example_line).collect();
    lines.join("\n")
}

#[test]
fn every_example_reads_in_its_place() {
    for kind in Kind::ALL.iter().copied() {
        let fields = [schema::header_fields(), schema::fields(kind)].concat();
        kind.with(Reads(&Document::toml(source(&example_lines(&fields)))));
    }
    assert_reads_alone::<Config>(&example_lines(&schema::config_fields()));
    let claim = example_table(&schema::claim_fields());
    let text = format!("name = \"x\"\ngoals = [{{ {claim} }}]");
    Kind::Persona.with(Reads(&Document::toml(source(&text))));
    let when = example_table(&schema::condition_fields());
    let text = format!("name = \"x\"\ndisqualifiers = [{{ reason = \"x\", when = {{ {when} }} }}]");
    Kind::Icp.with(Reads(&Document::toml(source(&text))));
}

#[test]
fn every_field_has_a_description_and_every_value_an_example() {
    fn assert_told(place: &str, fields: &[Field]) {
        for field in fields {
            let place = format!("{place}.{}", field.name);
            assert!(
                field.description.ends_with('.'),
                "{place}: {}",
                field.description
            );
            let has_more = !field.fields.is_empty() || field.type_words.contains("condition");
            assert!(
                field.example.is_some() || has_more,
                "{place} has no example"
            );
            assert!(
                !field.type_words.contains("value"),
                "{place}: {}",
                field.type_words
            );
            assert_told(&place, &field.fields);
        }
    }
    for kind in Kind::ALL.iter().copied() {
        assert_told(kind.name(), &schema::fields(kind));
    }
    assert_told("header", &schema::header_fields());
    assert_told("personabook.toml", &schema::config_fields());
    assert_told("claim", &schema::claim_fields());
    assert_told("condition", &schema::condition_fields());
}

#[test]
fn schemas_and_fields_name_every_key_that_is_read() {
    for kind in Kind::ALL.iter().copied() {
        let keys = [Header::keys_at(&[]), kind.keys_at(&[])].concat();
        let schema = schema::json_schema(kind);
        let properties: Vec<&str> = schema["properties"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(properties, keys, "{kind:?}");
        assert_same_keys(kind, &schema::fields(kind), &mut Vec::new());
    }
    let config: Vec<String> = schema::config_fields()
        .into_iter()
        .map(|field| field.name)
        .collect();
    assert_eq!(config, Config::keys_at(&[]));
}

fn assert_same_keys(kind: Kind, fields: &[Field], path: &mut Vec<Step>) {
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, kind.keys_at(path), "{kind:?} {path:?}");
    for field in fields.iter().filter(|field| !field.fields.is_empty()) {
        let depth = path.len();
        path.push(Step::Key(field.name.clone()));
        if field.is_list {
            path.push(Step::Index(0));
        }
        assert_eq!(
            kind.wanted_at(path).sentence().is_some(),
            field.type_words.contains("text"),
            "{kind:?} {path:?}: {}",
            field.type_words
        );
        assert_same_keys(kind, &field.fields, path);
        path.truncate(depth);
    }
}

/// The files of the worked example: a path in backticks on a line of its own, then the text in a fence.
fn example_files(reference: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut path: Option<&str> = None;
    let mut lines = reference.lines().filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        if let (Some(path), true) = (path.take(), line.starts_with("```")) {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            files.insert(path.to_owned(), text.join("\n"));
        }
        path = line
            .strip_prefix('`')
            .and_then(|rest| rest.strip_suffix('`'));
    }
    files
}

#[test]
fn the_worked_example_of_the_reference_is_a_whole_book() {
    let folder = tempfile::tempdir().unwrap();
    let files = example_files(&schema::field_reference(&forms::in_markdown));
    assert_eq!(files.len(), 5, "{:?}", files.keys());
    for (path, text) in &files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut loaded = load(folder.path(), &personabook::progress::nobody).unwrap();
    let book = loaded.book.clone().unwrap();
    loaded.add(check::check(&book.catalog));
    loaded.add(score::findings(&book.catalog));
    assert_eq!(loaded.report, Report::default());
    assert_eq!(book.catalog.len(), 4);
}

#[test]
fn every_link_inside_the_reference_leads_somewhere() {
    let reference = schema::field_reference(&forms::in_markdown);
    let headings: Vec<String> = reference
        .lines()
        .filter_map(|line| {
            line.strip_prefix("## ")
                .or_else(|| line.strip_prefix("### "))
        })
        .map(|heading| heading.to_lowercase().replace(' ', "-"))
        .collect();
    for part in reference.split("](#").skip(1) {
        let anchor = part.split(')').next().unwrap();
        assert!(
            headings.iter().any(|heading| heading == anchor),
            "#{anchor}"
        );
    }
}
