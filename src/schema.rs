//! What a book may say, told from the model itself: every field in words, JSON Schema for editors,
//! and the field reference for authors. Must not know files, diagnostics or scores.

mod places;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::language::{SCALE_LANGUAGES, SCALES};
use crate::model::claim::{ClaimTable, OfferTable};
use crate::model::scorecard::When;
use crate::model::{Config, Data, Header, Kind, KindData, Part, WithKind};
use crate::text::capitalised;

pub(crate) use places::{Fields, Refers, wanted};

/// A field of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its key in TOML.
    pub name: String,
    /// What may stand there: "text", "list of claims", "number 0 to 100", "one of `A`, `B`, `C`".
    pub type_words: String,
    /// Whether the table is an error without it.
    pub required: bool,
    /// What it means.
    pub description: String,
    /// A value as it is written in TOML.
    pub example: Option<String>,
    /// The fields of the table that stands here; none for claims and conditions, which are
    /// the same everywhere: see [`claim_fields`] and [`condition_fields`].
    pub fields: Vec<Field>,
    /// Whether there may be several.
    pub is_list: bool,
    /// The kind whose ids stand here.
    pub refers_to: Option<Kind>,
}

impl Field {
    /// The type in words, without the words of a choice that the description lists already.
    pub fn short_type(&self) -> &str {
        let choices = self.type_words.strip_prefix("one of ");
        match choices {
            Some(list) if list.split(", ").all(|word| self.description.contains(word)) => {
                "one of these words"
            }
            _ => &self.type_words,
        }
    }
}

/// What every entry may say.
pub fn header_fields() -> Vec<Field> {
    fields_of(&root::<Header>())
}

/// What only entries of this kind may say.
pub fn fields(kind: Kind) -> Vec<Field> {
    fields_of(&kind.with(RootSchema))
}

/// What `personabook.toml` may say.
pub fn config_fields() -> Vec<Field> {
    fields_of(&root::<Config>())
}

/// What the long form of a claim may say.
pub fn claim_fields() -> Vec<Field> {
    fields_of(&root::<ClaimTable>())
}

/// What the long form of something we offer may say beyond that of a claim.
pub fn offer_fields() -> Vec<Field> {
    let of_a_claim = claim_fields();
    let mut fields = fields_of(&root::<OfferTable>());
    fields.retain(|field| of_a_claim.iter().all(|one| one.name != field.name));
    fields
}

/// What a condition on the values of an account may say.
pub fn condition_fields() -> Vec<Field> {
    fields_of(&root::<When>())
}

/// What an entry of this kind is, in a sentence.
pub fn kind_description(kind: Kind) -> String {
    described(&kind.with(RootSchema)).0
}

/// The JSON Schema (draft 2020-12) of an entry of this kind: header and data in one table.
pub fn json_schema(kind: Kind) -> Value {
    let header = root::<Header>();
    let data = kind.with(RootSchema);
    let mut properties = object(&header, "properties");
    properties.extend(object(&data, "properties"));
    let mut definitions = object(&header, "$defs");
    definitions.extend(object(&data, "$defs"));
    let required: Vec<&str> = required(&header).chain(required(&data)).collect();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("personabook: {}", kind.name()),
        "description": described(&data).0,
        "type": "object",
        "properties": properties,
        "required": required,
        "$defs": definitions,
    });
    close(&mut schema);
    schema
}

/// The JSON Schema (draft 2020-12) of `personabook.toml`.
pub fn config_json_schema() -> Value {
    let mut schema = root::<Config>();
    schema["title"] = "personabook.toml".into();
    close(&mut schema);
    schema
}

/// The field reference for authors, in Markdown: the whole of `docs/content.md`. `in_markdown` tells how the fields of a kind, or those
/// of every entry, are written with headings.
pub fn field_reference(in_markdown: &dyn Fn(Option<Kind>) -> String) -> String {
    let mut out = include_str!("schema/introduction.md").to_owned();
    push_scales(&mut out);
    out.push_str("\n## What every entry may say\n\nThese fields are the same for all kinds.\n");
    push_tables(&mut out, &header_fields(), &Place::default());
    out.push_str(&in_markdown(None));
    out.push('\n');
    out.push_str(include_str!("schema/claims.md"));
    push_tables(&mut out, &claim_fields(), &Place::default());
    out.push('\n');
    out.push_str(include_str!("schema/offers.md"));
    push_tables(&mut out, &offer_fields(), &Place::default());
    for kind in Kind::ALL.iter().copied() {
        push_kind(&mut out, kind);
        out.push_str(&in_markdown(Some(kind)));
    }
    out.push('\n');
    out.push_str(include_str!("schema/scorecard.md"));
    push_tables(&mut out, &condition_fields(), &Place::default());
    out.push('\n');
    out.push_str(include_str!("schema/formulas.md"));
    out.push_str("\n## personabook.toml\n\nOnly the title is required.\n");
    push_tables(&mut out, &config_fields(), &Place::default());
    push_parts(&mut out);
    out
}

/// What `without` may name.
fn push_parts(out: &mut String) {
    out.push_str(
        "\n### Leave parts out\n\nA site has all of these, as far as the book has something for them. `without` leaves out those that it names, with their style \
         sheets and scripts, and nothing leads to them. All other pages are always there: home, entries, the lists of each kind, A-Z, \
         which the search leads to where scripts are off, and what changed, which a book asks for.\n\n\
         | Part | What is in it |\n| --- | --- |\n",
    );
    for part in Part::ALL {
        out.push_str(&format!("| `{}` | {} |\n", part.as_str(), part.about()));
    }
}

/// Tables that are explained once, because they stand in so many places: their schema, a word for
/// one, and the heading of the explanation.
const SHARED: [(&str, &str, &str); 4] = [
    ("Claim", "claim", "claims"),
    ("Offer", "offer", "offers"),
    ("Requirement", "claim", "claims"),
    ("When", "condition", "conditions"),
];

struct RootSchema;

impl WithKind for RootSchema {
    type Out = Value;

    fn call<T: KindData>(self) -> Value
    where
        Data: From<T>,
    {
        root::<T>()
    }
}

fn root<T: schemars::JsonSchema>() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    strip_null(&mut schema);
    take_sentences(&mut schema);
    schema
}

/// Where a table stands that needs nothing but one text, the text alone may stand.
fn take_sentences(schema: &mut Value) {
    let definitions = object(schema, "$defs");
    let short: Vec<String> = definitions
        .iter()
        .filter(|(name, table)| shared(name).is_none() && is_short(table))
        .map(|(name, _)| format!("#/$defs/{name}"))
        .collect();
    or_text(schema, &short);
}

/// Whether a table needs one key, which is a text or an id; three letters of a currency say nothing alone.
fn is_short(table: &Value) -> bool {
    let required: Vec<&str> = required(table).collect();
    let [key] = required.as_slice() else {
        return false;
    };
    let value = &table["properties"][key];
    value["type"] == "string"
        && ["format", "pattern", "maxLength"]
            .iter()
            .all(|limit| value[limit].is_null())
        || value["$ref"] == "#/$defs/Claim"
}

fn or_text(value: &mut Value, short: &[String]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| or_text(item, short)),
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                // What already stands among others is taken as text by its own definition.
                if key != "anyOf" {
                    or_text(value, short);
                }
            }
            let Some(table) = map.get("$ref").and_then(Value::as_str) else {
                return;
            };
            if short.iter().any(|one| one == table) {
                let table = json!({ "$ref": table });
                map.shift_remove("$ref");
                map.insert("anyOf".into(), json!([{ "type": "string" }, table]));
            }
        }
        _ => {}
    }
}

/// TOML has no null: what may be left out is only not required.
fn strip_null(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(strip_null),
        Value::Object(map) => {
            map.values_mut().for_each(strip_null);
            if map.get("default").is_some_and(Value::is_null) {
                map.shift_remove("default");
            }
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".into(), only);
                }
            }
            strip_null_alternative(map);
        }
        _ => {}
    }
}

/// `anyOf` with null and one other becomes that other.
fn strip_null_alternative(map: &mut Map<String, Value>) {
    let Some(Value::Array(parts)) = map.get_mut("anyOf") else {
        return;
    };
    parts.retain(|part| part["type"] != "null");
    let [Value::Object(only)] = parts.as_slice() else {
        return;
    };
    let only = only.clone();
    map.shift_remove("anyOf");
    for (key, value) in only {
        map.entry(key).or_insert(value);
    }
}

/// Refuses keys that personabook does not know, as reading a book does.
fn close(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(close),
        Value::Object(map) => {
            map.values_mut().for_each(close);
            if map.get("type").is_some_and(|name| name == "object")
                && map.contains_key("properties")
                && !map.contains_key("additionalProperties")
            {
                map.insert("additionalProperties".into(), false.into());
            }
        }
        _ => {}
    }
}

fn object(schema: &Value, key: &str) -> Map<String, Value> {
    schema[key].as_object().cloned().unwrap_or_default()
}

fn required(schema: &Value) -> impl Iterator<Item = &str> {
    let names = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
    names.iter().filter_map(Value::as_str)
}

/// The description without the example, and the example.
fn described(schema: &Value) -> (String, Option<String>) {
    let text = schema["description"].as_str().unwrap_or("").trim();
    let example = text
        .rsplit_once("Example: `")
        .and_then(|(before, rest)| Some((before, rest.strip_suffix("`.")?)));
    match example {
        Some((before, example)) => (before.trim().to_owned(), Some(example.to_owned())),
        None => (text.to_owned(), None),
    }
}

fn fields_of(root: &Value) -> Vec<Field> {
    let definitions = object(root, "$defs");
    let scope = Scope {
        root: root["title"].as_str().unwrap_or(""),
        definitions: &definitions,
        within: Vec::new(),
    };
    scope.fields(root)
}

/// Where a schema stands: the name of the outermost one, the definitions it may name, and those
/// it is inside of.
struct Scope<'a> {
    root: &'a str,
    definitions: &'a Map<String, Value>,
    within: Vec<&'a str>,
}

impl<'a> Scope<'a> {
    fn fields(&self, table: &'a Value) -> Vec<Field> {
        let Some(properties) = table["properties"].as_object() else {
            return Vec::new();
        };
        properties
            .iter()
            .map(|(name, schema)| Field {
                required: required(table).any(|key| key == name),
                name: name.clone(),
                ..self.field(schema)
            })
            .collect()
    }

    fn field(&self, schema: &'a Value) -> Field {
        let (description, example) = described(schema);
        let is_list = schema["type"] == "array";
        let one = if is_list { &schema["items"] } else { schema };
        Field {
            name: String::new(),
            type_words: self.words(schema).one,
            required: false,
            description,
            example,
            fields: self.nested(one),
            is_list,
            refers_to: one["x-entry"].as_str().and_then(Kind::from_name),
        }
    }

    /// The fields of the table that may stand here. A table inside itself is told once.
    fn nested(&self, schema: &'a Value) -> Vec<Field> {
        let parts = schema["anyOf"].as_array().map_or(&[][..], Vec::as_slice);
        if let Some(table) = parts
            .iter()
            .map(|part| self.nested(part))
            .find(|found| !found.is_empty())
        {
            return table;
        }
        let Some((name, table)) = self.definition(schema) else {
            return Vec::new();
        };
        if shared(name).is_some() || self.within.contains(&name) {
            return Vec::new();
        }
        let mut within = self.within.clone();
        within.push(name);
        let inner = Scope {
            root: self.root,
            definitions: self.definitions,
            within,
        };
        if table["properties"].is_object() {
            inner.fields(table)
        } else {
            inner.nested(table)
        }
    }

    fn definition(&self, schema: &'a Value) -> Option<(&'a str, &'a Value)> {
        let name = self.reference(schema)?;
        Some((name, self.definitions.get(name)?))
    }

    fn reference(&self, schema: &'a Value) -> Option<&'a str> {
        match schema["$ref"].as_str()? {
            "#" => Some(self.root),
            path => path.strip_prefix("#/$defs/"),
        }
    }

    fn words(&self, schema: &'a Value) -> Words {
        if let Some(name) = self.reference(schema) {
            return match (shared(name), self.definitions.get(name)) {
                (Some((one, _)), _) => Words::regular(one),
                (None, Some(definition)) => self.words(definition),
                (None, None) => Words::regular("value"),
            };
        }
        if let Some(parts) = schema["anyOf"].as_array() {
            let parts: Vec<Words> = parts.iter().map(|part| self.words(part)).collect();
            let join =
                |word: fn(&Words) -> &str| parts.iter().map(word).collect::<Vec<_>>().join(" or ");
            return Words::new(join(|words| &words.one), join(|words| &words.many));
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            return choice_words(choices);
        }
        if let Some(kind) = schema["x-entry"].as_str() {
            return id_words(kind);
        }
        if let Some(words) = schema["x-words"].as_str() {
            return Words::same(words.to_owned());
        }
        match schema["type"].as_str() {
            Some("array") => {
                let items = self.words(&schema["items"]).many;
                Words::new(format!("list of {items}"), format!("lists of {items}"))
            }
            Some("object") => match schema.get("additionalProperties") {
                Some(values) if values.is_object() => {
                    let value = self.words(values).one;
                    Words::same(format!("labels, each with: {value}"))
                }
                _ => Words::regular("table"),
            },
            _ => scalar_words(schema),
        }
    }
}

/// A type in words, for one value and for several.
struct Words {
    one: String,
    many: String,
}

impl Words {
    fn new(one: impl Into<String>, many: impl Into<String>) -> Self {
        Self {
            one: one.into(),
            many: many.into(),
        }
    }

    fn regular(one: &str) -> Self {
        Self::new(one, format!("{one}s"))
    }

    fn same(words: String) -> Self {
        Self::new(words.clone(), words)
    }
}

/// The word for one, and the heading, of a table that is explained once.
fn shared(name: &str) -> Option<(&'static str, &'static str)> {
    SHARED
        .iter()
        .find(|(schema, ..)| *schema == name)
        .map(|(_, one, heading)| (*one, *heading))
}

fn choice_words(choices: &[Value]) -> Words {
    let words: Vec<String> = choices
        .iter()
        .filter_map(|choice| choice["const"].as_str())
        .map(|word| format!("`{word}`"))
        .collect();
    let list = words.join(", ");
    Words::new(format!("one of {list}"), format!("words out of {list}"))
}

fn id_words(kind: &str) -> Words {
    match kind {
        "evidence" => Words::new("id of a piece of evidence", "ids of evidence"),
        "icp" => Words::new("id of an ICP", "ids of ICPs"),
        kind => Words::new(format!("id of a {kind}"), format!("ids of {kind}s")),
    }
}

fn scalar_words(schema: &Value) -> Words {
    if let Some(types) = schema["type"].as_array() {
        return if types.contains(&json!("boolean")) {
            Words::new(
                "text, number, true, false or a list of these",
                "texts or numbers",
            )
        } else if types.contains(&json!("array")) {
            Words::same("text or list of texts".to_owned())
        } else {
            Words::new("text or number", "texts or numbers")
        };
    }
    match schema["type"].as_str() {
        Some("string") if schema["format"] == "date" => Words::regular("date"),
        Some("string") => match schema["pattern"].as_str() {
            Some(pattern) if pattern.contains("month") => Words::regular("period"),
            Some(pattern) if pattern.contains(':') => {
                Words::new("kind and id of an entry", "kinds and ids of entries")
            }
            Some(_) => Words::regular("id"),
            None => Words::regular("text"),
        },
        Some("boolean") => Words::same("`true` or `false`".to_owned()),
        Some("integer") => Words::regular("whole number"),
        Some("number") => number_words(&schema["minimum"], &schema["maximum"]),
        _ => Words::regular("value"),
    }
}

fn number_words(minimum: &Value, maximum: &Value) -> Words {
    match (minimum.is_null(), maximum.is_null()) {
        (false, false) => {
            let range = format!("{minimum} to {maximum}");
            Words::new(format!("number {range}"), format!("numbers {range}"))
        }
        (false, true) => Words::new(
            format!("number from {minimum} up"),
            format!("numbers from {minimum} up"),
        ),
        _ => Words::regular("number"),
    }
}

/// The words for numbers, a table for each scale.
fn push_scales(out: &mut String) {
    out.push('\n');
    out.push_str(include_str!("schema/scales.md"));
    for scale in SCALES {
        let languages = SCALE_LANGUAGES.join(" | ");
        out.push_str(&format!(
            "\n{}:\n\n| Number | {languages} |\n| --- | --- | --- |\n",
            scale.about
        ));
        for (number, step) in scale.numbers() {
            let words = step.iter().map(|words| words.join(", "));
            let words: Vec<String> = words.collect();
            out.push_str(&format!("| {number} | {} |\n", words.join(" | ")));
        }
    }
}

fn push_kind(out: &mut String, kind: Kind) {
    let name = capital(kind.name());
    let folder = kind.folder();
    out.push_str(&format!(
        "\n## {name}\n\n{} In the folder `content/{folder}/`; links to it are written `[]({}:id)`.\n",
        kind_description(kind),
        kind.name(),
    ));
    let place = Place {
        title: kind.name(),
        path: String::new(),
        depth: 3,
    };
    push_tables(out, &fields(kind), &place);
}

/// Where a table of fields stands in the reference.
struct Place<'a> {
    title: &'a str,
    path: String,
    depth: usize,
}

impl Default for Place<'_> {
    fn default() -> Self {
        Self {
            title: "",
            path: String::new(),
            depth: 3,
        }
    }
}

/// A table of fields, and one more below a heading of its own for each table among them.
fn push_tables(out: &mut String, fields: &[Field], place: &Place<'_>) {
    out.push_str("\n| Field | What it is | Type | Example |\n| --- | --- | --- | --- |\n");
    for field in fields {
        out.push_str(&row(field));
    }
    for field in fields.iter().filter(|field| !field.fields.is_empty()) {
        let path = match place.path.as_str() {
            "" => field.name.clone(),
            above => format!("{above}.{}", field.name),
        };
        let heading = if field.is_list {
            format!("`[[{path}]]`")
        } else {
            format!("`[{path}]`")
        };
        let title = match place.title {
            "" => heading,
            title => format!("{}: {heading}", capital(title)),
        };
        let level = "#".repeat(place.depth);
        out.push_str(&format!("\n{level} {title}\n\n{}\n", field.description));
        let inner = Place {
            title: place.title,
            path,
            depth: (place.depth + 1).min(5),
        };
        push_tables(out, &field.fields, &inner);
    }
}

fn row(field: &Field) -> String {
    let name = &field.name;
    let needed = if field.required { ", **required**" } else { "" };
    let example = match &field.example {
        Some(example) => format!("`{name} = {example}`"),
        None => String::new(),
    };
    let cells = [
        format!("`{name}`"),
        field.description.clone(),
        format!("{}{needed}", linked(field.short_type())),
        example,
    ];
    let cells = cells.map(|cell| cell.replace('|', "\\|"));
    format!("| {} |\n", cells.join(" | "))
}

/// Type words that lead to the explanation of what is explained once.
fn linked(words: &str) -> String {
    for (_, one, heading) in SHARED {
        let several = format!("{one}s");
        if words.ends_with(&several) {
            return words.replace(&several, &format!("[{several}](#{heading})"));
        }
        if words == one {
            return format!("[{one}](#{heading})");
        }
    }
    words.replace(" or word", " or [word](#words-for-numbers)")
}

/// The word for a kind, as a title begins.
pub(crate) fn title(kind: Kind) -> String {
    capital(kind.name())
}

fn capital(word: &str) -> String {
    if word == "icp" {
        return "ICP".to_owned();
    }
    capitalised(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'a>(fields: &'a [Field], name: &str) -> &'a Field {
        fields.iter().find(|field| field.name == name).unwrap()
    }

    #[test]
    fn types_are_told_in_the_authors_words() {
        let persona = fields(Kind::Persona);
        let journey = fields(Kind::Journey);
        let stage = &named(&journey, "stages").fields;
        let words = |fields: &[Field], name: &str| named(fields, name).type_words.clone();
        assert_eq!(words(&persona, "goals"), "list of claims");
        assert_eq!(words(&persona, "age"), "text or number");
        assert_eq!(words(&persona, "share"), "number 0 to 100 or table");
        assert_eq!(words(&persona, "segment"), "id of a segment");
        assert_eq!(words(&persona, "icps"), "list of ids of ICPs");
        assert_eq!(words(&persona, "actions"), "list of texts or tables");
        assert_eq!(words(&persona, "traits"), "list of tables");
        assert_eq!(words(&persona, "empathy"), "table");
        assert_eq!(
            words(&fields(Kind::Segment), "tier"),
            "one of `A`, `B`, `C`"
        );
        assert_eq!(words(&header_fields(), "reviewed"), "date");
        assert_eq!(words(&header_fields(), "review_every"), "period");
        assert_eq!(words(stage, "emotion"), "number -2 to 2 or word or table");
        assert_eq!(words(stage, "moment_of_truth"), "`true` or `false`");
        assert_eq!(words(&condition_fields(), "either"), "list of conditions");
    }

    #[test]
    fn a_field_has_its_example_and_its_inner_fields() {
        let journey = fields(Kind::Journey);
        let personas = named(&journey, "personas");
        assert_eq!(personas.example.as_deref(), Some("[\"sophie\"]"));
        assert_eq!(personas.description, "Whose journey it is, one or more.");
        assert_eq!(personas.refers_to, Some(Kind::Persona));
        assert!(personas.required && personas.is_list);
        let emotion = named(&named(&journey, "stages").fields, "emotion");
        assert!(named(&emotion.fields, "to").required);
        assert!(
            condition_fields()
                .iter()
                .all(|field| field.fields.is_empty())
        );
    }

    #[test]
    fn a_schema_has_no_null_and_refuses_unknown_keys() {
        for schema in Kind::ALL
            .iter()
            .map(|kind| json_schema(*kind))
            .chain([config_json_schema()])
        {
            let text = schema.to_string();
            assert!(!text.contains("null"), "{text}");
            assert_eq!(schema["additionalProperties"], false);
            for definition in object(&schema, "$defs").values() {
                let others = &definition["additionalProperties"];
                assert!(definition["anyOf"].is_array() || *others == false || others.is_object());
            }
        }
    }
}
