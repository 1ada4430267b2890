//! How the fields of a kind are written with headings, for the field reference, with an example. Must not know files.

use std::sync::Arc;

use crate::doc::{Style, Wanted, holds_itself};
use crate::language::{Language, Words};
use crate::load::{rewritten, style_of};
use crate::model::{Form, Key, Kind};
use crate::new;
use crate::schema::{self, Field};
use crate::text::Step;

/// An entry of a kind in Markdown, as in the field reference.
#[must_use]
pub fn example(kind: Kind) -> String {
    let text = new::example(kind);
    let words = Words::built_in(Language::default());
    let id = "example".to_owned();
    let file = format!("content/{}/example.toml", kind.folder());
    match rewritten((&Key { kind, id }, &file), &text, (Form::Markdown, &words)) {
        Ok(rewritten) => rewritten.text,
        Err(why) => format!("{text}\n{}", why.message),
    }
}

/// What the field reference says of the headings and labels of a kind, or of every entry.
#[must_use]
pub fn in_markdown(kind: Option<Kind>) -> String {
    let fields = kind.map_or_else(schema::header_fields, schema::fields);
    let title = kind.map_or_else(
        || "In Markdown".to_owned(),
        |kind| format!("{}: in Markdown", schema::title(kind)),
    );
    let mut out = format!("\n### {title}\n\n");
    if let Some(kind) = kind {
        out.push_str(&format!("```markdown\n{}```\n\n", example(kind)));
    }
    let words: Vec<Arc<Words>> = Language::all().map(Words::built_in).collect();
    out.push_str("| Heading or label | Field | What stands there |\n| --- | --- | --- |\n");
    // What every entry may say is read the same way in all kinds.
    let of = kind.unwrap_or(Kind::Page);
    let is_headed = |field: &&Field| field.name != "name" && field.name != "body";
    for field in fields.iter().filter(is_headed) {
        let mut labels: Vec<String> = Vec::new();
        let mut shape = "";
        for words in &words {
            let (label, said) = style_of(of, words, |style: &Style<'_>| {
                let path = [Step::Key(field.name.clone())];
                (style.label(&[], &field.name), shape_of(style, &path))
            });
            shape = said;
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        out.push_str(&format!(
            "| {} | `{}` | {shape} |\n",
            labels.join(", "),
            field.name
        ));
    }
    out
}

/// What stands below the heading of a field, or behind its label.
fn shape_of(style: &Style<'_>, path: &[Step]) -> &'static str {
    let wanted = style.form.wanted;
    let item = [path, &[Step::Index(0)]].concat();
    if holds_conditions(style, path, 0) {
        return "front matter, where it has a condition";
    }
    let is_part = matches!(path, [Step::Key(key)] if style.form.parts == Some(key.as_str()));
    match (wanted(path), wanted(&item)) {
        _ if is_part => "a heading for each",
        (Wanted::List, Wanted::Table(_)) => "a table, a list, or a sub-heading for each",
        (Wanted::List, _) => "a list",
        (Wanted::Labels, _) => "a list of `Label: text`",
        (Wanted::Table(_), _) => "a sub-heading or a label for each of its fields",
        (Wanted::Text, _) => "a text",
        (Wanted::Image, _) => "a file",
        (Wanted::Word(..), _) => "a word",
        (Wanted::Date, _) => "a day",
        (Wanted::Flag, _) => "yes or no",
        (Wanted::Scale(_), _) => "a number or a word",
        (Wanted::TextOrNumber | Wanted::Any, _) => "a text or a number",
        (Wanted::Number(..) | Wanted::Nothing, _) => "a number",
    }
}

/// No content is nested deeper before it begins to repeat itself.
const DEEPEST: usize = 6;

fn holds_conditions(style: &Style<'_>, path: &[Step], depth: usize) -> bool {
    let wanted = style.form.wanted;
    if depth > DEEPEST || holds_itself(wanted, path) {
        return depth <= DEEPEST;
    }
    let below = |step: Step| holds_conditions(style, &[path, &[step]].concat(), depth + 1);
    match wanted(path) {
        Wanted::List => below(Step::Index(0)),
        Wanted::Table(keys) => keys
            .all
            .iter()
            .any(|key| below(Step::Key((*key).to_owned()))),
        _ => false,
    }
}
