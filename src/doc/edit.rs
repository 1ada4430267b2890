//! Changes of a document where its author wrote it: a value is set, added to a list, moved in it or removed, and every other byte
//! stays as it is. Must not know what a field means, nor why it is changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::splice::{self, Splice};
use super::{Date, Document};
use crate::text::{FieldPath, Source, Step};

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

impl Document {
    /// The text of the whole file after a change.
    ///
    /// # Errors
    ///
    /// When there is nothing at the path, or the text is written in a way in which the change would touch something else.
    pub fn edited(&self, edit: &Edit) -> Result<String, Refused> {
        let text = &self.source.text;
        if !self.has_toml() {
            return Err(refused(edit, "the file has no front matter"));
        }
        let is_body = edit.path.0 == [Step::Key("body".to_owned())];
        if let (true, Some(body)) = (is_body, self.body_range()) {
            let new = match &edit.change {
                Change::Set(Value::Text(new)) => new.trim(),
                Change::Remove => "",
                _ => return Err(refused(edit, "the Markdown below is one text")),
            };
            let old = &text[body.clone()];
            let start = body.start + (old.len() - old.trim_start().len());
            let end = start + old.trim().len();
            let new = with_line_ends(new, line_end(text));
            return Ok([&text[..start], &new, &text[end..]].concat());
        }
        let toml = self.toml_range();
        let old = &text[toml.clone()];
        let before = tree(old).ok_or_else(|| refused(edit, "the file has mistakes"))?;
        let wanted = changed(before, &edit.path.0, &edit.change)
            .ok_or_else(|| refused(edit, "there is no such place in the file"))?;
        let layout = self.layout();
        let splices = splice::splices(text, &toml, &layout, edit).ok_or_else(|| {
            refused(
                edit,
                "it is written in a way that cannot be changed from here",
            )
        })?;
        let (new, end) = spliced(text, &toml, splices);
        // Nobody but the author may know what else a line means: what the text says now is compared with what it has to say.
        if tree(&new[toml.start..end]).as_ref() != Some(&wanted) {
            return Err(refused(
                edit,
                "it is written in a way that cannot be changed from here",
            ));
        }
        Ok(new)
    }
}

/// The text of a file after several changes, each on what the ones before it left.
///
/// # Errors
///
/// As [`Document::edited`], or when the text is no document.
pub fn edited(path: &str, text: &str, edits: &[Edit]) -> Result<String, Refused> {
    let mut text = text.to_owned();
    for edit in edits {
        let source = Arc::new(Source {
            path: path.to_owned(),
            text: text.clone(),
        });
        let document = if path.ends_with(".toml") {
            Some(Document::toml(source))
        } else {
            Document::markdown(source).0
        };
        let document = document.ok_or_else(|| refused(edit, "the file has no front matter"))?;
        text = document.edited(edit)?;
    }
    Ok(text)
}

fn refused(edit: &Edit, why: &str) -> Refused {
    Refused {
        message: format!("`{}` cannot be changed: {why}", edit.path),
        help: "change the file by hand".to_owned(),
    }
}

/// The text with its splices, and where the TOML ends then.
fn spliced(text: &str, toml: &std::ops::Range<usize>, mut splices: Vec<Splice>) -> (String, usize) {
    splices.sort_by_key(|splice| splice.at.start);
    let mut new = String::with_capacity(text.len() + 200);
    let mut from = 0;
    for Splice { at, text: put } in &splices {
        new.push_str(&text[from..at.start]);
        new.push_str(put);
        from = at.end;
    }
    let end = new.len() + toml.end.saturating_sub(from);
    new.push_str(&text[from..]);
    (new, end)
}

/// The end of a file's lines: that of its first one.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((line, _)) if line.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

fn with_line_ends(text: &str, end: &str) -> String {
    text.lines().collect::<Vec<_>>().join(end)
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
    fn as_toml(&self) -> toml::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
                (*number as i64).into()
            }
            Self::Number(number) => (*number).into(),
            Self::Flag(flag) => (*flag).into(),
            Self::Date(date) => match date.to_string().parse() {
                Ok(date) => toml::Value::Datetime(date),
                Err(_) => date.to_string().into(),
            },
            Self::List(items) => toml::Value::Array(items.iter().map(Self::as_toml).collect()),
            Self::Table(fields) => {
                let fields = fields.iter();
                let fields = fields.map(|(key, value)| (key.clone(), value.as_toml()));
                toml::Value::Table(fields.collect())
            }
        }
    }

    fn tree(&self) -> Tree {
        match self {
            Self::Text(text) => Tree::Text(text.replace("\r\n", "\n")),
            Self::Number(number) => Tree::Other(number.to_string()),
            Self::Flag(flag) => Tree::Other(flag.to_string()),
            Self::Date(date) => Tree::Other(date.to_string()),
            Self::List(items) => Tree::List(items.iter().map(Self::tree).collect()),
            Self::Table(fields) => {
                let fields = fields.iter();
                Tree::Table(
                    fields
                        .map(|(key, value)| (key.clone(), value.tree()))
                        .collect(),
                )
            }
        }
    }
}

/// What a text says, without how it is written.
#[derive(Debug, Clone, PartialEq)]
enum Tree {
    Text(String),
    Other(String),
    List(Vec<Self>),
    Table(BTreeMap<String, Self>),
}

/// Nothing where the text is no TOML.
fn tree(text: &str) -> Option<Tree> {
    let table = DeTable::parse(text).ok()?;
    Some(of_table(table.get_ref()))
}

fn of_table(table: &DeTable<'_>) -> Tree {
    let fields = table.iter();
    Tree::Table(
        fields
            .map(|(key, value)| (key.get_ref().to_string(), of_value(value.get_ref())))
            .collect(),
    )
}

fn of_value(value: &DeValue<'_>) -> Tree {
    let number = |text: &str| text.parse::<f64>().map(|number| number.to_string());
    match value {
        DeValue::String(text) => Tree::Text(text.replace("\r\n", "\n")),
        DeValue::Integer(digits) => {
            let number = i128::from_str_radix(digits.as_str(), digits.radix());
            Tree::Other(number.map_or_else(|_| digits.to_string(), |number| number.to_string()))
        }
        DeValue::Float(digits) => {
            Tree::Other(number(digits.as_str()).unwrap_or_else(|_| digits.to_string()))
        }
        DeValue::Boolean(flag) => Tree::Other(flag.to_string()),
        DeValue::Datetime(when) => Tree::Other(when.to_string()),
        DeValue::Array(items) => {
            Tree::List(items.iter().map(|item| of_value(item.get_ref())).collect())
        }
        DeValue::Table(table) => of_table(table),
    }
}

/// What a tree says after a change; nothing when the change cannot be made there.
fn changed(tree: Tree, path: &[Step], change: &Change) -> Option<Tree> {
    let Some((step, rest)) = path.split_first() else {
        return match (change, tree) {
            (Change::Set(value), _) => Some(value.tree()),
            (Change::Add(value), Tree::List(mut items)) => {
                items.push(value.tree());
                Some(Tree::List(items))
            }
            _ => None,
        };
    };
    match (step, tree) {
        (Step::Key(key), Tree::Table(mut fields)) => {
            if rest.is_empty() && matches!(change, Change::Remove) {
                fields.remove(key)?;
                return Some(Tree::Table(fields));
            }
            let old = fields.remove(key).or_else(|| begun(rest, change))?;
            fields.insert(key.clone(), changed(old, rest, change)?);
            Some(Tree::Table(fields))
        }
        (Step::Index(index), Tree::List(mut items)) if *index < items.len() => {
            match (rest.is_empty(), change) {
                (true, Change::Remove) => {
                    items.remove(*index);
                }
                (true, Change::Move(to)) if *to < items.len() => {
                    let item = items.remove(*index);
                    items.insert(*to, item);
                }
                _ => {
                    let old = items.remove(*index);
                    items.insert(*index, changed(old, rest, change)?);
                }
            }
            Some(Tree::List(items))
        }
        _ => None,
    }
}

/// What a change may begin where nothing is yet.
fn begun(rest: &[Step], change: &Change) -> Option<Tree> {
    match (rest.first(), change) {
        (Some(Step::Key(_)), Change::Set(_) | Change::Add(_)) | (None, Change::Set(_)) => {
            Some(Tree::Table(BTreeMap::new()))
        }
        (None, Change::Add(_)) => Some(Tree::List(Vec::new())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
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
        edited("a.toml", before, &[Edit { path, change }]).unwrap()
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
            edited("a.md", file, &edits).unwrap(),
            "\u{feff}+++\r\nname = \"b\"\r\nowner = \"c\"\r\n+++\r\n\r\nOne\r\ntwo\r\n"
        );
    }

    #[test]
    fn what_cannot_be_changed_is_refused() {
        let refused = |file: &str, at: &str, change: Change| {
            let path = path(at);
            edited("a.toml", file, &[Edit { path, change }])
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
            let Some(before) = tree(&file) else { return Ok(()) };
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
            let after = match edited("a.toml", &file, std::slice::from_ref(&edit)) {
                Ok(after) => after,
                Err(refused) => {
                    // Only whole tables and lists of tables may be written in a way that has no one place.
                    let is_new_text = is_new && matches!(edit.change, Change::Set(_));
                    prop_assert!(wanted.is_none() || !is_new_text, "{refused:?} in\n{file}");
                    return Ok(());
                }
            };
            prop_assert_eq!(tree(&after), wanted);
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
