//! Which bytes of front matter in YAML change with a value. Must not know whether the change is right: the new text is read again.

use saphyr_parser::ScalarStyle;

use super::lines::{Splice, after_line, end_of_line, in_lines_of, indent_of, start_of_line};
use super::{Change, Edit, Value};
use crate::doc::yaml::{Field, Node, NodeForm, fields};
use crate::text::{Span, Step};

/// YAML as it is written in a part of a text.
pub(super) struct Written<'t> {
    text: &'t str,
    part: Span,
    fields: Vec<Field>,
}

/// A value with what is around it.
#[derive(Clone, Copy)]
struct Found<'n> {
    /// Where its key stands, of a value that has one.
    key: Option<&'n Field>,
    node: &'n Node,
}

impl<'t> Written<'t> {
    /// Nothing where the text is no YAML.
    pub(super) fn new(text: &'t str, part: &Span) -> Option<Self> {
        let fields = fields(text, part).ok()?;
        Some(Self {
            text,
            part: part.clone(),
            fields,
        })
    }

    /// Whether a value is written at a path.
    pub(super) fn has(&self, path: &[Step]) -> bool {
        self.find(path).is_some()
    }

    /// The ways in which a change may be written, the best first.
    pub(super) fn ways(&self, edit: &Edit) -> Vec<Vec<Splice>> {
        let path = &edit.path.0;
        let ways = match &edit.change {
            Change::Set(value) => self.set(path, value),
            Change::Add(value) => self.add(path, value),
            Change::Move(to) => vec![self.moved(path, *to)],
            Change::Remove => vec![self.remove(path)],
        };
        ways.into_iter().flatten().collect()
    }

    fn find(&self, path: &[Step]) -> Option<Found<'_>> {
        let (first, rest) = path.split_first()?;
        let Step::Key(name) = first else { return None };
        let field = self.fields.iter().find(|field| field.key == *name)?;
        let mut found = Found {
            key: Some(field),
            node: &field.value,
        };
        for step in rest {
            found = match (step, &found.node.form) {
                (Step::Key(name), NodeForm::Table(fields)) => {
                    let field = fields.iter().find(|field| field.key == *name)?;
                    Found {
                        key: Some(field),
                        node: &field.value,
                    }
                }
                (Step::Index(index), NodeForm::List(items)) => Found {
                    key: None,
                    node: items.get(*index)?,
                },
                // A text may stand for a list of one.
                (Step::Index(0), NodeForm::Scalar(..)) => Found {
                    key: None,
                    node: found.node,
                },
                _ => return None,
            };
        }
        Some(found)
    }

    fn set(&self, path: &[Step], value: &Value) -> Vec<Option<Vec<Splice>>> {
        let Some(found) = self.find(path) else {
            return vec![self.begin(path, value)];
        };
        let place = found.node.place.clone();
        let one = |written: String| Some(vec![self.splice(place.clone(), &written)]);
        let is_inside = self.is_inside_brackets(path);
        match &found.node.form {
            // It says nothing yet.
            NodeForm::Scalar(text, _) if text.is_empty() && place.is_empty() => {
                let Some(key) = found.key else {
                    return Vec::new();
                };
                let at = self.after_colon(key);
                let written = in_line(value);
                vec![at.map(|at| vec![Splice::insert(at, format!(" {written}"))])]
            }
            NodeForm::Scalar(_, style) => {
                let mut ways = Vec::new();
                if let (Value::Text(text), ScalarStyle::SingleQuoted) = (value, style)
                    && !text.contains(|letter: char| letter.is_control() || is_odd(letter))
                {
                    ways.push(one(format!("'{}'", text.replace('\'', "''"))));
                }
                if let (Value::Text(text), ScalarStyle::DoubleQuoted) = (value, style) {
                    ways.push(one(quoted(text)));
                }
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                if let (Value::Text(text), false) = (value, is_inside)
                    && (is_block || text.contains('\n'))
                {
                    let indent = self.indent_below(place.start);
                    ways.push(block(text, &indent).and_then(one));
                }
                ways.push(one(in_line(value)));
                ways
            }
            _ if found.node.place.is_empty() => Vec::new(),
            _ => {
                let is_flow = self.is_flow(found.node);
                let in_lines = match (&found.key, is_flow) {
                    (Some(key), false) => self.after_colon(key).map(|colon| {
                        let indent = self.column(key.place.start);
                        let at = colon..place.end;
                        vec![self.splice(
                            at,
                            &format!(" {}", below(value, &indent).trim_start_matches(' ')),
                        )]
                    }),
                    _ => None,
                };
                vec![in_lines, one(in_line(value))]
            }
        }
    }

    /// Writes a value where there is none.
    fn begin(&self, path: &[Step], value: &Value) -> Option<Vec<Splice>> {
        for depth in (0..path.len()).rev() {
            let (above, rest) = path.split_at(depth);
            let Some((Step::Key(key), inner)) = rest.split_first() else {
                return None;
            };
            let mut value = value.clone();
            for step in inner.iter().rev() {
                let Step::Key(key) = step else { return None };
                value = Value::Table(vec![(key.clone(), value)]);
            }
            if above.is_empty() {
                return Some(vec![self.append(&self.fields, key, &value)]);
            }
            let Some(found) = self.find(above) else {
                continue;
            };
            return match &found.node.form {
                NodeForm::Table(fields) if self.is_flow(found.node) => {
                    let field = format!("{}: {}", key_of(key), in_line(&value));
                    Some(vec![self.append_in_line(
                        found.node,
                        fields.iter().map(|field| &field.value).next_back(),
                        &field,
                    )])
                }
                NodeForm::Table(fields) => Some(vec![self.append(fields, key, &value)]),
                NodeForm::Scalar(text, _) if text.is_empty() && found.node.place.is_empty() => {
                    let above = found.key?;
                    let indent = self.column(above.place.start);
                    let table = Value::Table(vec![(key.clone(), value)]);
                    let written = below(&table, &indent);
                    Some(vec![
                        self.splice(self.empty(self.after_colon(above)?), &written),
                    ])
                }
                _ => None,
            };
        }
        None
    }

    /// One more field below the last one of a table.
    fn append(&self, fields: &[Field], key: &str, value: &Value) -> Splice {
        let Some(last) = fields.last() else {
            let line = field(key, value, "");
            return self.splice(self.empty(self.part.end), &format!("{line}\n"));
        };
        let indent = self.column(last.place.start);
        let line = field(key, value, &indent);
        let at = end_of_line(self.text, self.end_of(last));
        self.splice(self.empty(at), &format!("\n{indent}{line}"))
    }

    fn append_in_line(&self, node: &Node, last: Option<&Node>, written: &str) -> Splice {
        let open = &self.text[node.place.start..=node.place.start];
        let close = if open == "[" { "]" } else { "}" };
        match last {
            Some(last) => {
                let is_bare = last.place.is_empty() && open == "{";
                // A key without a value ends with its colon.
                let at = match is_bare {
                    true => node.place.end - 1,
                    false => last.place.end,
                };
                self.splice(self.empty(at), &format!(", {written}"))
            }
            None => self.splice(node.place.clone(), &format!("{open}{written}{close}")),
        }
    }

    fn add(&self, path: &[Step], value: &Value) -> Vec<Option<Vec<Splice>>> {
        let list = |items: Vec<Value>| Value::List(items);
        let Some(found) = self.find(path) else {
            return vec![self.begin(path, &list(vec![value.clone()]))];
        };
        match &found.node.form {
            NodeForm::Scalar(text, _) if text.is_empty() && found.node.place.is_empty() => {
                self.set(path, &list(vec![value.clone()]))
            }
            NodeForm::Scalar(text, style) => {
                let is_nothing = *style == ScalarStyle::Plain && matches!(&**text, "~" | "null");
                let old = (!is_nothing).then(|| Value::Text(text.clone()));
                let items = list(old.into_iter().chain([value.clone()]).collect());
                let at = found.node.place.clone();
                vec![Some(vec![self.splice(at, &in_line(&items))])]
            }
            NodeForm::List(items) if self.is_flow(found.node) => {
                vec![Some(vec![self.append_in_line(
                    found.node,
                    items.last(),
                    &in_line(value),
                )])]
            }
            NodeForm::List(items) => {
                let Some(last) = items.last() else {
                    return Vec::new();
                };
                let Some(dash) = self.dash(items, items.len() - 1) else {
                    return Vec::new();
                };
                let indent = self.column(dash);
                let at = end_of_line(self.text, last.place.end.max(dash + 1));
                let line = format!("\n{indent}{}", item(value, &indent));
                vec![Some(vec![self.splice(self.empty(at), &line)])]
            }
            _ => Vec::new(),
        }
    }

    fn remove(&self, path: &[Step]) -> Option<Vec<Splice>> {
        let (last, above) = path.split_last()?;
        let found = self.find(path)?;
        let parent = match above.is_empty() {
            true => None,
            false => Some(self.find(above)?.node),
        };
        let is_flow = parent.is_some_and(|parent| self.is_flow(parent));
        // Where each of those beside it begins and ends, and its own position.
        let (places, own): (Vec<Span>, usize) = match (last, parent.map(|it| &it.form)) {
            (Step::Key(_), None) => self.of_fields(&self.fields, found)?,
            (Step::Key(_), Some(NodeForm::Table(fields))) => self.of_fields(fields, found)?,
            (Step::Index(index), Some(NodeForm::List(items))) => {
                let places = (0..items.len()).map(|at| {
                    let start = match is_flow {
                        true => items[at].place.start,
                        false => self.dash(items, at)?,
                    };
                    Some(start..items[at].place.end.max(start + 1))
                });
                (places.collect::<Option<Vec<Span>>>()?, *index)
            }
            // A text that stands for a list.
            (Step::Index(_), Some(NodeForm::Scalar(..))) => {
                let at = found.node.place.clone();
                return Some(vec![self.splice(at, "[]")]);
            }
            _ => return None,
        };
        let place = places.get(own)?.clone();
        if places.len() == 1
            && let Some(parent) = parent
        {
            let empty = if matches!(last, Step::Key(_)) {
                "{}"
            } else {
                "[]"
            };
            return Some(vec![self.emptied(above, parent, empty)?]);
        }
        let next = places.get(own + 1).map(|next| next.start);
        let from = start_of_line(self.text, place.start, self.part.start);
        let is_first = self.text[from..place.start].trim().is_empty();
        let range = match (is_flow, is_first, next) {
            (false, true, _) => from..after_line(self.text, place.end).min(self.part.end),
            (_, _, Some(next)) => place.start..next,
            (true, _, None) => places.get(own.checked_sub(1)?)?.end..place.end,
            (false, false, None) => return None,
        };
        Some(vec![Splice::remove(range)])
    }

    /// A list or table of which nothing is left.
    fn emptied(&self, path: &[Step], node: &Node, empty: &str) -> Option<Splice> {
        if self.is_flow(node) {
            return Some(self.splice(node.place.clone(), empty));
        }
        let start = match self.find(path)?.key {
            Some(key) => self.after_colon(key)?,
            None => return Some(self.splice(node.place.clone(), empty)),
        };
        Some(self.splice(start..node.place.end, &format!(" {empty}")))
    }

    fn of_fields(&self, fields: &[Field], found: Found<'_>) -> Option<(Vec<Span>, usize)> {
        let key = found.key?;
        let own = fields.iter().position(|field| std::ptr::eq(field, key))?;
        let places = fields
            .iter()
            .map(|field| field.place.start..self.end_of(field));
        Some((places.collect(), own))
    }

    fn moved(&self, path: &[Step], to: usize) -> Option<Vec<Splice>> {
        let (Step::Index(from), above) = path.split_last()? else {
            return None;
        };
        let list = self.find(above)?.node;
        let NodeForm::List(items) = &list.form else {
            return None;
        };
        let places: Vec<Span> = if self.is_flow(list) {
            items.iter().map(|item| item.place.clone()).collect()
        } else {
            let dashes = (0..items.len()).map(|at| self.dash(items, at));
            let dashes: Vec<usize> = dashes.collect::<Option<_>>()?;
            let is_whole = dashes.iter().all(|dash| {
                let start = start_of_line(self.text, *dash, self.part.start);
                self.text[start..*dash].trim().is_empty()
            });
            let places = items
                .iter()
                .zip(&dashes)
                .map(|(item, dash)| match is_whole {
                    true => {
                        let end = end_of_line(self.text, item.place.end.max(dash + 1));
                        self.with_remarks(*dash)..end
                    }
                    false => item.place.clone(),
                });
            places.collect()
        };
        let mut order: Vec<usize> = (0..places.len()).collect();
        let item = (*from < order.len()).then(|| order.remove(*from))?;
        order.insert(to.min(order.len()), item);
        let splices = places
            .iter()
            .zip(order)
            .map(|(at, item)| Splice::replace(at.clone(), &self.text[places[item].clone()]));
        Some(splices.collect())
    }

    /// The beginning of the line of a dash, or of the remarks directly above it.
    fn with_remarks(&self, dash: usize) -> usize {
        let mut start = start_of_line(self.text, dash, self.part.start);
        while start > self.part.start {
            let above = start_of_line(self.text, start - 1, self.part.start);
            if !self.text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        start
    }

    /// The dash before an item of a list in lines.
    fn dash(&self, items: &[Node], at: usize) -> Option<usize> {
        let mut end = items[at].place.start;
        while end > self.part.start {
            let start = start_of_line(self.text, end, self.part.start);
            let line = &self.text[start..end];
            let before = line.trim_end();
            if before.ends_with('-') {
                return Some(start + before.len() - 1);
            }
            // Between a dash and its value may be remarks.
            let blank = line.len() - line.trim_start().len();
            if line[blank..].starts_with("- ") {
                return Some(start + blank);
            }
            if !before.is_empty() && !line[blank..].starts_with('#') {
                return None;
            }
            end = start.checked_sub(1)?;
        }
        None
    }

    /// Behind the colon of a key.
    fn after_colon(&self, field: &Field) -> Option<usize> {
        let after = self.text.get(field.place.end..)?;
        Some(field.place.end + after.find(':')? + 1)
    }

    /// Where a field ends, also one without a value.
    fn end_of(&self, field: &Field) -> usize {
        let colon = self.after_colon(field).unwrap_or(field.place.end);
        field
            .value
            .place
            .end
            .max(match field.value.place.is_empty() {
                true => colon,
                false => 0,
            })
    }

    fn is_flow(&self, node: &Node) -> bool {
        let text = &self.text[node.place.clone()];
        !matches!(node.form, NodeForm::Scalar(..)) && text.starts_with(['[', '{'])
    }

    /// Whether a value stands within brackets, where a line has no meaning.
    fn is_inside_brackets(&self, path: &[Step]) -> bool {
        (1..path.len()).any(|depth| {
            let found = self.find(&path[..depth]);
            found.is_some_and(|found| self.is_flow(found.node))
        })
    }

    /// The blanks that a key or dash stands behind, with a blank for each letter of what is before it.
    fn column(&self, at: usize) -> String {
        let start = start_of_line(self.text, at, self.part.start);
        let before = self.text[start..at].chars();
        before
            .map(|letter| if letter == '\t' { '\t' } else { ' ' })
            .collect()
    }

    /// What the lines of a text begin with that belongs to the key in a line.
    fn indent_below(&self, at: usize) -> String {
        let start = start_of_line(self.text, at, self.part.start);
        let line = &self.text[start..];
        let mut indent = indent_of(self.text, start).len();
        // Dashes before a key count as blanks.
        let mut rest = line[indent..].trim_start_matches([' ']);
        while let Some(inner) = rest.strip_prefix("- ") {
            let inner = inner.trim_start_matches(' ');
            indent += rest.len() - inner.len();
            rest = inner;
        }
        " ".repeat(indent + 2)
    }

    fn splice(&self, at: Span, text: &str) -> Splice {
        Splice::replace(at, in_lines_of(self.text, text))
    }

    fn empty(&self, at: usize) -> Span {
        at..at
    }
}

/// A field in lines of its own, of which the first has no blanks before it.
fn field(key: &str, value: &Value, indent: &str) -> String {
    format!("{}:{}", key_of(key), with_space(&below(value, indent)))
}

fn with_space(written: &str) -> String {
    match written.starts_with('\n') {
        true => written.to_owned(),
        false => format!(" {written}"),
    }
}

/// A value behind the colon of a key: in its line, or in the lines below it.
fn below(value: &Value, indent: &str) -> String {
    let inner = format!("{indent}  ");
    match value {
        Value::List(items) if !items.is_empty() => {
            let items = items.iter();
            let lines = items.map(|one| format!("\n{inner}{}", item(one, &inner)));
            lines.collect()
        }
        Value::Table(fields) if !fields.is_empty() => {
            let fields = fields.iter();
            let lines =
                fields.map(|(key, value)| format!("\n{inner}{}", field(key, value, &inner)));
            lines.collect()
        }
        Value::Text(text) if text.contains('\n') => {
            block(text, &inner).unwrap_or_else(|| in_line(value))
        }
        _ => in_line(value),
    }
}

/// An item with its dash.
fn item(value: &Value, indent: &str) -> String {
    let inner = format!("{indent}  ");
    match value {
        Value::Table(fields) if !fields.is_empty() => {
            let fields = fields.iter().map(|(key, value)| field(key, value, &inner));
            let fields: Vec<String> = fields.collect();
            format!("- {}", fields.join(&format!("\n{inner}")))
        }
        Value::Text(text) if text.contains('\n') => {
            let block = block(text, &inner);
            format!("- {}", block.unwrap_or_else(|| in_line(value)))
        }
        _ => format!("- {}", in_line(value)),
    }
}

/// A text of several lines as they are; nothing when blanks at their ends or signs would be lost.
fn block(text: &str, indent: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n");
    let is_plain = |line: &str| {
        line.trim_end() == line
            && !line.contains(|letter: char| letter.is_control() || is_odd(letter))
    };
    let first = text.lines().next()?;
    if text.ends_with('\n') || first.is_empty() || first.starts_with([' ', '\t']) {
        return None;
    }
    if !text.lines().all(is_plain) {
        return None;
    }
    let lines = text.lines().map(|line| match line.is_empty() {
        true => "\n".to_owned(),
        false => format!("\n{indent}{line}"),
    });
    Some(format!("|-{}", lines.collect::<String>()))
}

/// A value in one line.
fn in_line(value: &Value) -> String {
    match value {
        Value::Text(text) => scalar(text),
        Value::Number(_) | Value::Flag(_) | Value::Date(_) => value.written(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(in_line).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(key, value)| format!("{}: {}", key_of(key), in_line(value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}

fn key_of(key: &str) -> String {
    scalar(key)
}

/// A text in quotation marks, unless nobody reads it as anything else without.
fn scalar(text: &str) -> String {
    const WORDS: [&str; 12] = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "ja", "nee", "nan",
    ];
    let is_word = WORDS.contains(&text.to_lowercase().as_str());
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.trim_end() == text
        && !text.contains([',', '[', ']', '{', '}'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(|letter: char| letter.is_control() || is_odd(letter));
    match is_plain && !is_word {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// Letters that a text of YAML has only as their numbers, or that nobody sees.
fn is_odd(letter: char) -> bool {
    matches!(
        letter,
        '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// A text in double quotation marks.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() || is_odd(letter) => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
