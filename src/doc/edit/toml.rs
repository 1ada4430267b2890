//! Which bytes of a TOML text change with a value. Must not know whether the change is right: `edit.rs` reads the new text again.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::lines::{self, Splice, in_lines_of, line_end};
use super::{Change, Edit, Value};
use crate::doc::{Heading, Layout};
use crate::text::{Span, Step};

/// What an edit does to a text whose TOML is valid; nothing when it is written in a way that is not known here.
pub(super) fn splices(
    text: &str,
    toml: &Range<usize>,
    layout: &Layout<'_>,
    edit: &Edit,
) -> Option<Vec<Splice>> {
    let table = DeTable::parse(&text[toml.clone()]).ok()?;
    let written = Written {
        text,
        toml: toml.clone(),
        headings: layout.headings().collect(),
        table: table.get_ref(),
    };
    let path = &edit.path.0;
    match &edit.change {
        Change::Set(value) => written.set(path, value).map(|splice| vec![splice]),
        Change::Add(value) => written.add(path, value),
        Change::Move(to) => written.moved(path, *to),
        Change::Remove => written.remove(path),
    }
}

struct Written<'t> {
    text: &'t str,
    toml: Range<usize>,
    headings: Vec<&'t Heading>,
    table: &'t DeTable<'t>,
}

/// A value of a table with the place of its key.
type Field<'t> = (Option<Span>, &'t Spanned<DeValue<'t>>);

impl<'t> Written<'t> {
    fn set(&self, path: &[Step], value: &Value) -> Option<Splice> {
        let Some((_, old)) = self.find(path) else {
            return self.begin(path, &value.written());
        };
        // A table below a heading has no one place.
        let is_apart = matches!(old.get_ref(), DeValue::Table(_) | DeValue::Array(_))
            && (self.heading_of(old).is_some() || !self.is_enclosed(old));
        let at = self.span(old);
        let text = self.in_lines_of_the_file(&value.written());
        (!is_apart).then_some(Splice { at, text })
    }

    /// Writes a value where there is none.
    fn begin(&self, path: &[Step], value: &str) -> Option<Splice> {
        let value = &self.in_lines_of_the_file(value);
        // The nearest table that has a place of its own, and the keys from there.
        for depth in (0..path.len()).rev() {
            let (above, rest) = path.split_at(depth);
            let key = dotted(rest)?;
            let line = &format!("{key} = {value}");
            if above.is_empty() {
                return Some(self.append(self.table, &Block::first(self), line));
            }
            let Some((_, parent)) = self.find(above) else {
                continue;
            };
            let DeValue::Table(table) = parent.get_ref() else {
                return None;
            };
            if let Some(heading) = self.heading_of(parent) {
                let block = Block::below(self, heading);
                return Some(self.append(table, &block, line));
            }
            if self.is_enclosed(parent) {
                return Some(self.append_in_line(parent, table, line));
            }
        }
        None
    }

    /// Writes a line below the last value that stands in a block.
    fn append(&self, table: &DeTable<'_>, block: &Block, line: &str) -> Splice {
        let end = line_end(self.text);
        let mut last = None;
        self.values_in(table, &block.range, &mut last);
        match last {
            Some(span) => {
                let from = self.start_of_line(span.start);
                let last = &self.text[from..];
                let indent = &last[..last.len() - last.trim_start_matches([' ', '\t']).len()];
                Splice::insert(self.end_of_line(span.end), format!("{end}{indent}{line}"))
            }
            None => {
                let at = block.range.start;
                let begins_a_line = at == self.toml.start || self.text[..at].ends_with('\n');
                let line = match begins_a_line {
                    true => format!("{line}{end}"),
                    false => format!("{end}{line}"),
                };
                Splice::insert(at, line)
            }
        }
    }

    fn append_in_line(
        &self,
        parent: &Spanned<DeValue<'_>>,
        table: &DeTable<'_>,
        field: &str,
    ) -> Splice {
        let span = self.span(parent);
        let ends = table.iter().map(|(_, value)| self.span(value).end);
        match ends.max() {
            Some(end) => Splice::insert(end, format!(", {field}")),
            None => Splice {
                at: span,
                text: format!("{{ {field} }}"),
            },
        }
    }

    /// The last place of a value that stands in a block, in the table itself or by a key with points.
    fn values_in(&self, table: &DeTable<'_>, block: &Range<usize>, last: &mut Option<Span>) {
        for (_, value) in table {
            let span = self.span(value);
            match value.get_ref() {
                DeValue::Table(_) if self.heading_of(value).is_some() => {}
                DeValue::Table(inner) if !self.is_enclosed(value) => {
                    self.values_in(inner, block, last);
                }
                DeValue::Array(_) if !self.is_enclosed(value) => {}
                _ if block.contains(&span.start)
                    && last.as_ref().is_none_or(|last| last.end < span.end) =>
                {
                    *last = Some(span);
                }
                _ => {}
            }
        }
    }

    fn add(&self, path: &[Step], value: &Value) -> Option<Vec<Splice>> {
        let Some((_, list)) = self.find(path) else {
            let list = Value::List(vec![value.clone()]);
            return Some(vec![self.begin(path, &list.written())?]);
        };
        let DeValue::Array(items) = list.get_ref() else {
            return None;
        };
        if !self.is_enclosed(list) {
            let Value::Table(fields) = value else {
                return None;
            };
            return self.add_block(items, fields);
        }
        let text = self.in_lines_of_the_file(&value.written());
        let Some(last) = items.last() else {
            let at = self.span(list);
            let text = format!("[{text}]");
            return Some(vec![Splice { at, text }]);
        };
        let last = self.span(last);
        let from = self.start_of_line(last.start);
        let indent = &self.text[from..last.start];
        if !indent.trim().is_empty() {
            return Some(vec![Splice::insert(last.end, format!(", {text}"))]);
        }
        // Each item has its line: so has the new one.
        let line = format!("{}{indent}{text},", line_end(self.text));
        let at = self.end_of_line(last.end);
        let after = &self.text[last.end..at];
        let closes = after.split('#').next().unwrap_or("").contains(']');
        if closes {
            return Some(vec![Splice::insert(last.end, format!(",{line}"))]);
        }
        let comma = !after.trim_start().starts_with(',');
        let comma = comma.then(|| Splice::insert(last.end, ",".to_owned()));
        Some(
            comma
                .into_iter()
                .chain([Splice::insert(at, line)])
                .collect(),
        )
    }

    /// One more table below a heading with double brackets.
    fn add_block(
        &self,
        items: &[Spanned<DeValue<'_>>],
        fields: &[(String, Value)],
    ) -> Option<Vec<Splice>> {
        let heading = self.heading_of(items.last()?)?;
        let block = Block::whole(self, heading);
        let end = line_end(self.text);
        let content = self.text[block.range.clone()].trim_end();
        let at = block.range.start + content.len();
        let mut text = format!("{end}{end}{}", self.headings[heading].shown());
        for (key, value) in fields {
            let value = self.in_lines_of_the_file(&value.written());
            text.push_str(&format!("{end}{} = {value}", quoted(key)));
        }
        Some(vec![Splice::insert(at, text)])
    }

    fn remove(&self, path: &[Step]) -> Option<Vec<Splice>> {
        let (key, value) = self.find(path)?;
        if let DeValue::Array(items) = value.get_ref()
            && !self.is_enclosed(value)
        {
            let blocks = items.iter().map(|item| {
                let heading = self.heading_of(item)?;
                Some(Splice::remove(Block::whole(self, heading).range))
            });
            return blocks.collect();
        }
        if let Some(heading) = self.heading_of(value) {
            return Some(vec![Splice::remove(Block::whole(self, heading).range)]);
        }
        if matches!(value.get_ref(), DeValue::Table(_)) && !self.is_enclosed(value) {
            return None;
        }
        let value = self.span(value);
        let start = match &key {
            Some(key) => self.start_of_key(key.start),
            None => value.start,
        };
        let (from, to) = (self.start_of_line(start), self.end_of_line(value.end));
        let after = self.text[value.end..to].trim_start();
        let after = after.strip_prefix(',').unwrap_or(after).trim();
        let is_alone = self.text[from..start].trim().is_empty()
            && (after.is_empty() || after.starts_with('#'));
        if is_alone {
            return Some(vec![Splice::remove(from..self.after_line(to))]);
        }
        let (_, above) = self.find(path.split_last()?.1)?;
        let others: Vec<Span> = match above.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| self.span(item)).collect(),
            DeValue::Table(table) => table
                .iter()
                .map(|(key, value)| {
                    self.start_of_key(self.absolute(key.span()).start)..self.span(value).end
                })
                .collect(),
            _ => return None,
        };
        let next = others.iter().filter(|other| other.start > value.end);
        let before = others.iter().filter(|other| other.end < start);
        let range = match (
            next.map(|other| other.start).min(),
            before.map(|other| other.end).max(),
        ) {
            (Some(next), _) => start..next,
            (None, Some(before)) => before..value.end,
            (None, None) => start..value.end,
        };
        Some(vec![Splice::remove(range)])
    }

    fn moved(&self, path: &[Step], to: usize) -> Option<Vec<Splice>> {
        let (Step::Index(from), above) = path.split_last()? else {
            return None;
        };
        let (_, list) = self.find(above)?;
        let DeValue::Array(items) = list.get_ref() else {
            return None;
        };
        let places: Option<Vec<Span>> = if self.is_enclosed(list) {
            Some(items.iter().map(|item| self.span(item)).collect())
        } else {
            let blocks = items.iter().map(|item| {
                let block = Block::whole(self, self.heading_of(item)?).range;
                let content = self.text[block.clone()].trim_end();
                Some(block.start..block.start + content.len())
            });
            blocks.collect()
        };
        let places = places?;
        let mut order: Vec<usize> = (0..places.len()).collect();
        let item = order.remove(*from);
        order.insert(to, item);
        let splices = places.iter().zip(order).map(|(at, item)| Splice {
            at: at.clone(),
            text: self.text[places[item].clone()].to_owned(),
        });
        Some(splices.collect())
    }

    fn find(&self, path: &[Step]) -> Option<Field<'t>> {
        let mut key = None;
        let mut at: Option<&'t Spanned<DeValue<'t>>> = None;
        for (depth, step) in path.iter().enumerate() {
            let above = at.map(Spanned::get_ref);
            let next = match (step, above) {
                (Step::Key(name), None) if depth == 0 => self.table.get_key_value(name.as_str())?,
                (Step::Key(name), Some(DeValue::Table(table))) => {
                    table.get_key_value(name.as_str())?
                }
                (Step::Index(index), Some(DeValue::Array(items))) => {
                    (key, at) = (None, Some(items.get(*index)?));
                    continue;
                }
                _ => return None,
            };
            (key, at) = (Some(self.absolute(next.0.span())), Some(next.1));
        }
        Some((key, at?))
    }

    fn absolute(&self, span: Span) -> Span {
        self.toml.start + span.start..self.toml.start + span.end
    }

    fn span(&self, value: &Spanned<DeValue<'_>>) -> Span {
        self.absolute(value.span())
    }

    /// Whether a list or table stands between brackets of its own, instead of below headings or behind keys with points.
    fn is_enclosed(&self, value: &Spanned<DeValue<'_>>) -> bool {
        let text = &self.text[self.span(value)];
        match value.get_ref() {
            DeValue::Table(_) => text.starts_with('{') && text.ends_with('}'),
            DeValue::Array(items) => {
                let is_apart = |item: &Spanned<DeValue<'_>>| {
                    matches!(item.get_ref(), DeValue::Table(_)) && !self.is_enclosed(item)
                };
                text.starts_with('[') && text.ends_with(']') && !items.iter().any(is_apart)
            }
            _ => true,
        }
    }

    /// The heading below which a table stands.
    fn heading_of(&self, value: &Spanned<DeValue<'_>>) -> Option<usize> {
        let is_table = matches!(value.get_ref(), DeValue::Table(_));
        let start = self.span(value).start;
        let heading = || {
            self.headings
                .iter()
                .position(|one| one.place.start == start)
        };
        (is_table && !self.is_enclosed(value)).then(heading)?
    }

    fn start_of_line(&self, at: usize) -> usize {
        lines::start_of_line(self.text, at, self.toml.start)
    }

    /// Before the line break.
    fn end_of_line(&self, at: usize) -> usize {
        lines::end_of_line(self.text, at)
    }

    /// After the line break.
    fn after_line(&self, at: usize) -> usize {
        lines::after_line(self.text, at)
    }

    /// Where a key begins, with what is before its last point.
    fn start_of_key(&self, at: usize) -> usize {
        let line = self.start_of_line(at);
        let before = &self.text[line..at];
        let opening = before.rfind(['{', ',']).map_or(0, |opening| opening + 1);
        let key = &before[opening..];
        line + opening + (key.len() - key.trim_start().len())
    }

    fn in_lines_of_the_file(&self, text: &str) -> String {
        in_lines_of(self.text, text)
    }
}

/// The lines that belong to a heading.
struct Block {
    range: Range<usize>,
}

impl Block {
    /// Those above the first heading.
    fn first(written: &Written<'_>) -> Self {
        let end = written.headings.first();
        let end = end.map_or(written.toml.end, |heading| heading.place.start);
        let range = written.toml.start..end;
        Self { range }
    }

    /// Those between a heading and the next one.
    fn below(written: &Written<'_>, heading: usize) -> Self {
        let start = written.after_line(written.headings[heading].place.end);
        let end = written.headings.get(heading + 1);
        let end = end.map_or(written.toml.end, |next| next.place.start);
        let range = start.min(end)..end;
        Self { range }
    }

    /// A heading with everything below it up to the next one that does not belong to it, and the comment directly above it.
    fn whole(written: &Written<'_>, heading: usize) -> Self {
        let start = Self::start(written, heading);
        let keys = &written.headings[heading].keys;
        let mut others = written.headings.iter().enumerate().skip(heading + 1);
        let next = others.find(|(_, one)| one.keys == *keys || !one.keys.starts_with(keys));
        let end = next.map_or(written.toml.end, |(next, _)| Self::start(written, next));
        let range = start..end;
        Self { range }
    }

    fn start(written: &Written<'_>, heading: usize) -> usize {
        let mut start = written.start_of_line(written.headings[heading].place.start);
        while start > written.toml.start {
            let above = written.start_of_line(start - 1);
            if !written.text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        start
    }
}

/// Keys as they stand before the sign of equality; nothing when there is a position among them.
fn dotted(path: &[Step]) -> Option<String> {
    let keys: Option<Vec<String>> = path
        .iter()
        .map(|step| match step {
            Step::Key(key) => Some(quoted(key)),
            Step::Index(_) => None,
        })
        .collect();
    Some(keys?.join("."))
}

/// A key as TOML writes it.
pub(in crate::doc) fn quoted(key: &str) -> String {
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    if !key.is_empty() && key.chars().all(is_bare) {
        return key.to_owned();
    }
    let text = toml::Value::from(key).to_string();
    // A text of several lines, or with both a backslash and a quotation mark, has three marks, which a key may not have.
    match text.starts_with("'''") || text.starts_with("\"\"\"") {
        true => format!("\"{}\"", escaped(key)),
        false => text,
    }
}

/// Within double quotation marks: signs that cannot stand there are written by their numbers.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_ascii_control() => out += &format!("\\u{:04X}", u32::from(letter)),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn every_key_is_read_as_it_was() {
        for key in [
            "a-1",
            "",
            "two words",
            "x' \\",
            "\"x'",
            "x\\",
            "a\nb",
            "a'\"\\\t\u{7f}",
            "'''",
            "\"\"\"",
            "é",
        ] {
            let table: toml::Table = format!("{} = 1", quoted(key)).parse().unwrap();
            assert_eq!(table.keys().collect::<Vec<_>>(), [key]);
        }
    }
}
