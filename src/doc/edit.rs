//! Changes of a document where its author wrote it: a value is set, added to a list, moved in it or removed, and every other byte
//! stays as it is. Must not know what a field means, nor why it is changed.

mod lines;
mod markdown;
mod outcome;
mod toml;
mod yaml;

use std::sync::Arc;

use serde::ser::{Error as _, Serialize, Serializer};

use super::style::Style;
use super::{Date, Document};
use crate::text::{FieldPath, Source, Step};
use lines::{Splice, in_lines_of, spliced};
use outcome::{Tree, changed, plainly};

pub(super) use self::toml::quoted;
pub(super) use outcome::is_claim;

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The field, from the top of the entry. `body` is the Markdown, wherever it stands.
    pub path: FieldPath,
    /// What is done there.
    pub change: Change,
}

/// What is done at a path.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The value becomes this one. Where there is none, it is written below the last value of its table.
    Set(Value),
    /// The list gets one more item at its end. Where there is no list, it is begun.
    Add(Value),
    /// The item comes to this position of its list, counted without it.
    Move(usize),
    /// The value goes, with its key.
    Remove,
}

/// A value to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text, of one line or more.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A day.
    Date(Date),
    /// Several.
    List(Vec<Self>),
    /// Several by their keys, in this order.
    Table(Vec<(String, Self)>),
}

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// What is in the way.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The text of a file after several changes, each on what the ones before it left. What Markdown says is known only of a document of a known kind.
///
/// # Errors
///
/// When there is nothing at a path, or the text is written in a way in which the change would touch something else.
pub(crate) fn edited(
    path: &str,
    text: &str,
    edits: &[Edit],
    style: Option<&Style<'_>>,
) -> Result<String, Refused> {
    let mut text = text.to_owned();
    for edit in edits {
        text = File { path, style }.edited(&text, edit)?;
    }
    Ok(text)
}

/// A file whose text is changed.
struct File<'a> {
    path: &'a str,
    style: Option<&'a Style<'a>>,
}

/// What a document says.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    fields: Tree,
    /// The Markdown that is no field.
    story: String,
}

const UNKNOWN: &str = "it is written in a way that cannot be changed from here";

impl File<'_> {
    fn edited(&self, text: &str, edit: &Edit) -> Result<String, Refused> {
        let refused = |why: &str| refused(edit, why, "change the file by hand");
        let document = self.document(text);
        let document = document.ok_or_else(|| refused("the file has no front matter"))?;
        let before = self.said(&document);
        let before = before.ok_or_else(|| refused("the file has mistakes"))?;
        let wanted = self.changed(before, &document, edit);
        let wanted = wanted.ok_or_else(|| refused("there is no such place in the file"))?;
        for splices in self.ways(&document, edit, &wanted.fields) {
            let Some(new) = spliced(text, splices) else {
                continue;
            };
            // Nobody but the author may know what else a line means: what the text says now is compared with what it has to say.
            let after = self.document(&new);
            let after = after.and_then(|document| self.said(&document));
            if after.as_ref() == Some(&wanted) {
                return Ok(new);
            }
        }
        match document.below() {
            Some(_) if !is_story(&document, edit) => Err(self::refused(
                edit,
                "Markdown has no place for it",
                &format!(
                    "write `{}` in TOML between two lines `+++` at the top of the file, and take it out of the Markdown",
                    top_of(&edit.path)
                ),
            )),
            _ => Err(refused(UNKNOWN)),
        }
    }

    fn document(&self, text: &str) -> Option<Document> {
        let source = Arc::new(Source {
            path: self.path.to_owned(),
            text: text.to_owned(),
        });
        super::said::document(source, self.style.map(|style| &style.form))
    }

    /// Nothing where the document has mistakes.
    fn said(&self, document: &Document) -> Option<Said> {
        let fields = self.plainly(outcome::of_table(document.valid()?.get_ref()));
        let story = document.body().unwrap_or_default().replace("\r\n", "\n");
        Some(Said { fields, story })
    }

    fn plainly(&self, tree: Tree) -> Tree {
        match self.style {
            Some(style) => plainly(tree, &mut Vec::new(), &style.form),
            None => tree,
        }
    }

    fn changed(&self, before: Said, document: &Document, edit: &Edit) -> Option<Said> {
        if is_story(document, edit) {
            let story = match &edit.change {
                Change::Set(Value::Text(new)) => new.trim().replace("\r\n", "\n"),
                Change::Remove => String::new(),
                _ => return None,
            };
            return Some(Said { story, ..before });
        }
        let fields = changed(before.fields, &edit.path.0, &edit.change)?;
        let fields = self.plainly(fields);
        Some(Said { fields, ..before })
    }

    /// The ways in which the change may be written, the best first.
    fn ways(&self, document: &Document, edit: &Edit, wanted: &Tree) -> Vec<Vec<Splice>> {
        let text = &document.source.text;
        if is_story(document, edit) {
            return markdown::story(document, edit);
        }
        let path = &edit.path.0;
        let mut parts: Vec<(usize, Vec<Vec<Splice>>)> = Vec::new();
        if document.has_toml() {
            let toml = document.toml_range();
            let depth = depth(&|path| document.has_in_toml(path), path);
            let layout = document.layout();
            let way = toml::splices(text, &toml, &layout, edit);
            parts.push((depth, way.into_iter().collect()));
        }
        if let Some(part) = document.yaml_range() {
            let written = yaml::Written::new(text, &part);
            let depth = depth(
                &|path| written.as_ref().is_some_and(|it| it.has(path)),
                path,
            );
            let ways = written.map(|written| written.ways(edit));
            parts.push((depth, ways.unwrap_or_default()));
        }
        if let (Some(style), Some(below)) = (self.style, document.below()) {
            let written = markdown::Written::new(document, below, style);
            let in_markdown = depth(&|path| written.has(path), path);
            let ways = written.ways(markdown::Asked { edit, wanted });
            // What is new stands in the front matter, unless the author writes fields as Markdown, and it is more than a word.
            let is_first = in_markdown > 0 || written.is_preferred(edit);
            let at = if is_first { 0 } else { parts.len() };
            parts.insert(at, (in_markdown, ways));
        }
        parts.sort_by_key(|(depth, _)| std::cmp::Reverse(*depth));
        let mut ways: Vec<Vec<Splice>> = parts.into_iter().flat_map(|(_, ways)| ways).collect();
        let has_front_matter = document.has_toml() || document.yaml_range().is_some();
        if !has_front_matter {
            ways.extend(front_matter(text, edit).map(|splice| vec![splice]));
        }
        ways
    }
}

/// Front matter that says what an edit says.
fn front_matter(text: &str, edit: &Edit) -> Option<Splice> {
    let file = File {
        path: ".toml",
        style: None,
    };
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let toml = file.edited("", edit).ok()?;
    let new = format!("+++\n{}\n+++\n\n", toml.trim_end());
    Some(Splice::insert(start, in_lines_of(text, &new)))
}

/// Whether the Markdown itself is changed.
fn is_story(document: &Document, edit: &Edit) -> bool {
    let is_body = edit.path.0 == [Step::Key("body".to_owned())];
    is_body && document.body_range().is_some() && !document.has_in_toml(&edit.path.0)
}

/// How many steps of a path are there.
fn depth(has: &dyn Fn(&[Step]) -> bool, path: &[Step]) -> usize {
    (1..=path.len())
        .take_while(|depth| has(&path[..*depth]))
        .count()
}

fn top_of(path: &FieldPath) -> &str {
    match path.0.first() {
        Some(Step::Key(key)) => key,
        _ => "it",
    }
}

fn refused(edit: &Edit, why: &str, help: &str) -> Refused {
    Refused {
        message: format!("`{}` cannot be changed: {why}", edit.path),
        help: help.to_owned(),
    }
}

/// In JSON, where a day is a text.
impl Serialize for Value {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "only whole numbers that a double holds exactly"
    )]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) if is_whole(*number) => serializer.serialize_i64(*number as i64),
            Self::Number(number) if number.is_finite() => serializer.serialize_f64(*number),
            Self::Number(number) => Err(S::Error::custom(format!("JSON has no number `{number}`"))),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Date(date) => date.serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Table(fields) => {
                serializer.collect_map(fields.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

/// Whether a number has no decimals and a double holds it exactly.
fn is_whole(number: f64) -> bool {
    number.fract() == 0.0 && number.abs() < 9e15
}

impl Value {
    /// As it stands in TOML, on one line but for texts of several.
    pub(crate) fn written(&self) -> String {
        self.as_toml().to_string()
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "only whole numbers that a double holds exactly"
    )]
    fn as_toml(&self) -> ::toml::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) if is_whole(*number) => (*number as i64).into(),
            Self::Number(number) => (*number).into(),
            Self::Flag(flag) => (*flag).into(),
            Self::Date(date) => match date.to_string().parse() {
                Ok(date) => ::toml::Value::Datetime(date),
                Err(_) => date.to_string().into(),
            },
            Self::List(items) => ::toml::Value::Array(items.iter().map(Self::as_toml).collect()),
            Self::Table(fields) => {
                let fields = fields.iter();
                let fields = fields.map(|(key, value)| (key.clone(), value.as_toml()));
                ::toml::Value::Table(fields.collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::outcome::of_toml;
    use super::*;
    use proptest::prelude::*;

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

    fn after(before: &str, at: &str, change: Change) -> String {
        let path = path(at);
        edited("a.toml", before, &[Edit { path, change }], None).unwrap()
    }

    #[test]
    fn a_value_changes_and_all_around_it_stays() {
        let file = "# Sophie\nname = \"Sophie\"  # short\n\n# when\nreviewed = 2026-01-02\ngoals = [\"a\", { text = \"b\" }]\n";
        let day = Value::Date("2026-11-28".parse().unwrap());
        assert_eq!(
            after(file, "reviewed", Change::Set(day)),
            file.replace("2026-01-02", "2026-11-28")
        );
        assert_eq!(
            after(file, "goals.1.text", Change::Set(text("c \"d\""))),
            file.replace("\"b\"", "'c \"d\"'")
        );
        assert_eq!(
            after(file, "goals.1.severity", Change::Set(Value::Number(4.0))),
            file.replace("\"b\" }", "\"b\", severity = 4 }")
        );
    }

    #[test]
    fn a_new_key_stands_below_the_last_one_of_its_table() {
        let file = "name = \"a\" # b\n\n# about\n[day]\n  x = 1\n[[stages]]\nname = \"s\"\n";
        assert_eq!(
            after(file, "owner", Change::Set(text("Fenna"))),
            file.replace("# b\n", "# b\nowner = \"Fenna\"\n")
        );
        assert_eq!(
            after(file, "day.y", Change::Set(Value::Flag(true))),
            file.replace("x = 1\n", "x = 1\n  y = true\n")
        );
        assert_eq!(
            after(file, "stages.0.takes", Change::Set(text("a day"))),
            format!("{file}takes = \"a day\"\n")
        );
        assert_eq!(
            after(file, "scope.from", Change::Set(text("x"))),
            file.replace("# b\n", "# b\nscope.from = \"x\"\n")
        );
        assert_eq!(after("", "name", Change::Set(text("x"))), "name = \"x\"\n");
    }

    #[test]
    fn lists_grow_the_way_they_are_written() {
        let add = |file: &str| after(file, "a", Change::Add(text("z")));
        assert_eq!(add("a = []\n"), "a = [\"z\"]\n");
        assert_eq!(add("b = 1\n"), "b = 1\na = [\"z\"]\n");
        assert_eq!(add("a = [\"x\"]"), "a = [\"x\", \"z\"]");
        assert_eq!(
            add("a = [\n  \"x\", # one\n  \"y\" # two\n]\n"),
            "a = [\n  \"x\", # one\n  \"y\", # two\n  \"z\",\n]\n"
        );
        assert_eq!(
            add("a = [\r\n  \"x\",\r\n]\r\n"),
            "a = [\r\n  \"x\",\r\n  \"z\",\r\n]\r\n"
        );
        let stage = Value::Table(vec![("name".to_owned(), text("t"))]);
        let file = "[[a]]\nname = \"s\"\n[a.b]\nc = 1\n\n# d\n[e]\n";
        assert_eq!(
            after(file, "a", Change::Add(stage)),
            file.replace("c = 1\n", "c = 1\n\n[[a]]\nname = \"t\"\n")
        );
    }

    #[test]
    fn what_is_removed_leaves_nothing_behind_and_takes_nothing_along() {
        let gone = |file: &str, at: &str| after(file, at, Change::Remove);
        assert_eq!(gone("# a\nb = 1 # c\nd = 2\n", "b"), "# a\nd = 2\n");
        assert_eq!(gone("a = [1, 2, 3]\n", "a.1"), "a = [1, 3]\n");
        assert_eq!(gone("a = [1, 2]\n", "a.1"), "a = [1]\n");
        assert_eq!(
            gone("a = [\n  1, # x\n  2, # y\n]\n", "a.0"),
            "a = [\n  2, # y\n]\n"
        );
        assert_eq!(gone("a = { b = 1, c = 2 }\n", "a.b"), "a = { c = 2 }\n");
        assert_eq!(gone("a = { b = 1, c = 2 }\n", "a.c"), "a = { b = 1 }\n");
        let file = "[[a]]\nb = 1\n[a.c]\n\n# two\n[[a]]\nb = 2\n# e\n[e]\n";
        assert_eq!(gone(file, "a.1"), file.replace("# two\n[[a]]\nb = 2\n", ""));
    }

    #[test]
    fn items_are_moved_with_all_they_hold() {
        assert_eq!(
            after("a = [1, 2, 3] # b\n", "a.2", Change::Move(0)),
            "a = [3, 1, 2] # b\n"
        );
        assert_eq!(
            after(
                "[[a]]\nb = 1\n[a.c]\nd = 1\n\n[[a]]\nb = 2",
                "a.0",
                Change::Move(1)
            ),
            "[[a]]\nb = 2\n\n[[a]]\nb = 1\n[a.c]\nd = 1"
        );
    }

    #[test]
    fn front_matter_and_markdown_are_changed_apart() {
        let file = "\u{feff}+++\r\nname = \"a\"\r\n+++\r\n\r\nHello\r\n";
        let set = |at: &str, value: &str| Edit {
            path: path(at),
            change: Change::Set(text(value)),
        };
        let edits = [set("name", "b"), set("body", "One\ntwo"), set("owner", "c")];
        assert_eq!(
            edited("a.md", file, &edits, None).unwrap(),
            "\u{feff}+++\r\nname = \"b\"\r\nowner = \"c\"\r\n+++\r\n\r\nOne\r\ntwo\r\n"
        );
    }

    #[test]
    fn what_cannot_be_changed_is_refused() {
        let refused = |file: &str, at: &str, change: Change| {
            let path = path(at);
            edited("a.toml", file, &[Edit { path, change }], None)
                .unwrap_err()
                .message
        };
        assert!(refused("a = 1\n", "b", Change::Remove).contains("no such place"));
        assert!(refused("a = [1]\n", "a.3", Change::Remove).contains("no such place"));
        assert!(refused("a = [1]\n", "a.0", Change::Move(1)).contains("no such place"));
        assert!(refused("a = 1\na = 2\n", "a", Change::Remove).contains("mistakes"));
        let on_a_table = refused("[a]\nb = 1\n", "a", Change::Set(text("x")));
        assert!(on_a_table.contains("cannot be changed from here"));
    }

    /// Texts of TOML as people write it: lists over several lines, tables in and out of line, headings, keys with points, remarks.
    fn document() -> impl Strategy<Value = String> {
        const VALUES: [&str; 9] = [
            "1",
            "\"x, ] } # \"",
            "2026-01-02",
            "'''\ntwo\n[lines]\n'''",
            "[]",
            "[1, \"b\", [2]]",
            "[\n  \"a\", # note\n  { b = 1, c = \"d\" },\n\n  3\n]",
            "{ x = 1, y = { z = \"é\" } }",
            "[{ x = 1 }, { x = 2 }]",
        ];
        const HEADINGS: [&str; 5] = ["[[l]]", "[t]", "[[l.m]]", "[t.u]", "[[l]]"];
        let lines = prop::collection::vec((0..VALUES.len(), 0..5_usize), 0..4);
        let block = (0..HEADINGS.len(), lines.clone());
        let blocks = prop::collection::vec(block, 0..5);
        (lines, blocks, any::<bool>()).prop_map(|(top, blocks, is_crlf)| {
            let written = |lines: Vec<(usize, usize)>| -> String {
                let lines = lines.into_iter().enumerate();
                let lines = lines.map(|(n, (value, form))| {
                    let key = ["a", "b.c", "\"d e\"", "f", "b.g"][form];
                    let remark = if form == 3 { "  # remark" } else { "" };
                    let key = key.replace(['a', 'c', 'e', 'f', 'g'], &format!("k{n}"));
                    format!("# about\n{key} = {}{remark}\n", VALUES[value])
                });
                lines.collect()
            };
            let mut text = written(top);
            for (heading, lines) in blocks {
                let heading = HEADINGS[heading];
                text.push_str(&format!("\n# above\n{heading}\n{}", written(lines)));
            }
            if is_crlf {
                text.replace('\n', "\r\n")
            } else {
                text
            }
        })
    }

    /// Every path of a tree.
    fn paths(tree: &Tree, from: &FieldPath, found: &mut Vec<FieldPath>) {
        let mut below = |path: FieldPath, value: &Tree| {
            found.push(path.clone());
            paths(value, &path, found);
        };
        match tree {
            Tree::Table(fields) => {
                for (key, value) in fields {
                    below(from.key(key), value);
                }
            }
            Tree::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    below(from.index(index), item);
                }
            }
            Tree::Text(_) | Tree::Other(_) => {}
        }
    }

    proptest! {
        #[test]
        fn an_edit_does_what_it_says_and_touches_no_other_line(
            file in document(),
            at in any::<prop::sample::Index>(),
            is_new in any::<bool>(),
            what in 0..4_u8,
            to in 0..3_usize,
        ) {
            let Some(before) = of_toml(&file) else { return Ok(()) };
            let mut all = vec![FieldPath::default()];
            paths(&before, &FieldPath::default(), &mut all);
            let path = at.get(&all);
            let path = if is_new { path.key("new") } else { path.clone() };
            let change = match what {
                0 => Change::Set(text("one\ntwo")),
                1 => Change::Add(text("z")),
                2 => Change::Move(to),
                _ => Change::Remove,
            };
            let edit = Edit { path, change };
            let wanted = changed(before, &edit.path.0, &edit.change);
            let after = match edited("a.toml", &file, std::slice::from_ref(&edit), None) {
                Ok(after) => after,
                Err(refused) => {
                    // Only whole tables and lists of tables may be written in a way that has no one place.
                    let is_new_text = is_new && matches!(edit.change, Change::Set(_));
                    prop_assert!(wanted.is_none() || !is_new_text, "{refused:?} in\n{file}");
                    return Ok(());
                }
            };
            prop_assert_eq!(of_toml(&after), wanted);
            let loose = after.replace("\r\n", "");
            prop_assert!(!loose.contains('\r'));
            prop_assert!(!file.contains('\r') || !loose.contains('\n'));
            // What is added stands in a line of its own or in that of its list: all others are as they were.
            if matches!(edit.change, Change::Add(_)) || is_new {
                let alike = |one: &mut dyn Iterator<Item = (u8, u8)>| one.take_while(|(a, b)| a == b).count();
                let start = alike(&mut file.bytes().zip(after.bytes()));
                let rest = (&file.as_bytes()[start..], &after.as_bytes()[start..]);
                let end = alike(&mut rest.0.iter().copied().rev().zip(rest.1.iter().copied().rev()));
                let changed = &file.as_bytes()[start..file.len() - end];
                prop_assert!(!changed.contains(&b'\n'), "{file}\nbecame\n{after}");
            }
        }
    }
}
