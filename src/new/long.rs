//! The long starter file of an entry: every field that its kind may have, each explained. Must not know files.

use super::quoted;
use crate::model::Kind;
use crate::model::icp::USUAL_SIGNALS;
use crate::schema::{self, Field};

/// A commented file for a new entry: valid as it is, with every field that its kind may have behind
/// a `#`. A line that begins with `#` and a space explains, one without the space is a field.
pub fn starter(kind: Kind, name: &str) -> String {
    long_starter(kind, name, &[])
}

const STARTER_HEAD: &str = "\
# Lines that begin with `#` and a space explain. Other lines that begin with `#` are fields with an
# example: remove the `#` and write your own. Delete what you do not need, but keep the lines without
# `#`. A claim is a sentence, or { text = \"…\", evidence = [\"…\"], against = [\"…\"], grade = \"assumption\",
# severity = 3, workaround = \"…\", note = \"…\", id = \"…\" }. A sentence may end in the evidence it rests on: \"They wait too long[^interviews]\".
";

pub(super) fn long_starter(kind: Kind, name: &str, refers_to: &[String]) -> String {
    let mut fields = schema::header_fields();
    fields.retain(|field| field.name != "body");
    fields.extend(schema::fields(kind));
    for field in &mut fields {
        fill_in(field, name, refers_to);
    }
    let description = schema::kind_description(kind);
    let mut out = format!("+++\n# {}: {description}\n#\n{STARTER_HEAD}", kind.name());
    // In TOML everything below the heading of a table belongs to that table.
    let (values, tables): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| is_value(field));
    for field in values {
        out.push('\n');
        // A new entry is a guess until somebody asked.
        push_value(&mut out, field, field.required || field.name == "status");
    }
    for field in tables {
        push_table(
            &mut out,
            field,
            &Heading {
                above: "",
                in_use: true,
            },
        );
    }
    out.push_str("\n# Below the next line stands the text, in Markdown.\n+++\n");
    out
}

/// What is known of a new entry takes the place of the example.
pub(super) fn fill_in(field: &mut Field, name: &str, refers_to: &[String]) {
    if field.name == "name" {
        field.example = Some(quoted(name));
    }
    if let (true, Some(_), [first, ..]) = (field.required, field.refers_to, refers_to) {
        field.example = Some(if field.is_list {
            list_of(refers_to)
        } else {
            quoted(first)
        });
    }
}

/// A list of texts as TOML writes it.
pub(super) fn list_of(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// Whether the field fits on a line, as its example shows.
fn is_value(field: &Field) -> bool {
    field.example.is_some() || field.fields.is_empty()
}

fn push_value(out: &mut String, field: &Field, in_use: bool) {
    let required = if field.required { ", required" } else { "" };
    out.push_str(&format!(
        "# {} ({}{required})\n",
        field.description,
        field.short_type()
    ));
    if !field.fields.is_empty() {
        let names: Vec<&str> = field
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        out.push_str(&format!("# A table here has: {}\n", names.join(", ")));
    }
    if field.type_words.contains("condition") {
        let fields = schema::condition_fields();
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        out.push_str(&format!("# A condition has: {}\n", names.join(", ")));
    }
    let mark = if in_use { "" } else { "#" };
    let example = field.example.as_deref().unwrap_or("\"\"");
    out.push_str(&format!("{mark}{} = {example}\n", field.name));
}

/// Where a table stands in a starter file.
struct Heading<'a> {
    /// The path of the table it is in.
    above: &'a str,
    /// Whether that table is there, or only shown.
    in_use: bool,
}

fn push_table(out: &mut String, field: &Field, heading: &Heading<'_>) {
    let path = match heading.above {
        "" => field.name.clone(),
        above => format!("{above}.{}", field.name),
    };
    let in_use = heading.in_use && field.required;
    let mark = if in_use { "" } else { "#" };
    let line = if field.is_list {
        format!("{mark}[[{path}]]")
    } else {
        format!("{mark}[{path}]")
    };
    let several = if field.is_list {
        " Repeat the whole block for the next one."
    } else {
        ""
    };
    out.push_str(&format!("\n# --- {}{several}\n{line}\n", field.description));
    let (values, tables): (Vec<&Field>, Vec<&Field>) =
        field.fields.iter().partition(|field| is_value(field));
    for inner in values {
        push_value(out, inner, in_use && inner.required);
    }
    for inner in tables {
        push_table(
            out,
            inner,
            &Heading {
                above: &path,
                in_use,
            },
        );
    }
    if path == "signals" {
        push_usual_signals(out);
    }
}

/// The other five of the six usual signals; the first one is the example. Their numbers are for the author.
fn push_usual_signals(out: &mut String) {
    out.push_str(
        "\n# Usual are these six, each with its number in `icp` and `others`. A signal may be a sentence: \
         { name = \"They phone each other about us\" }\n",
    );
    for (name, unit, better) in &USUAL_SIGNALS[1..] {
        let better = better.as_str();
        out.push_str(&format!(
            "#[[signals]]\n#name = \"{name}\"\n#unit = \"{unit}\"\n#better = \"{better}\"\n"
        ));
    }
}
