//! Which bytes of a Markdown text change with a value: a word in its place, an item of a list, a row, a label, a section with its heading.
//! Gives several ways where nobody could tell which one will be read as it is meant. Must not know whether one is: the new text is read
//! again.

mod add;
mod remove;
mod tables;
mod units;
mod write;

use super::lines::{Splice, end_of_line, in_lines_of, line_end, start_of_line};
use super::outcome::Tree;
use super::{Change, Edit, Value};
use crate::doc::Document;
use crate::doc::blocks::{Block, Shape, blocks};
use crate::doc::form::Below;
use crate::doc::style::Style;
use crate::doc::tree::{Entry, What, Written as Field};
use crate::text::{Span, Step};
use units::{Label, Unit};
use write::{Place, Writer};

/// Markdown with the fields that it says.
pub(super) struct Written<'t> {
    text: &'t str,
    body: Span,
    blocks: Vec<Block>,
    entries: &'t [Entry],
    writer: Writer<'t>,
}

/// A value with its key, if it has one of its own.
#[derive(Clone, Copy)]
struct Found<'t> {
    entry: Option<&'t Entry>,
    value: &'t Field,
}

/// What an edit is, and what the whole document has to say afterwards.
#[derive(Clone, Copy)]
pub(super) struct Asked<'e> {
    pub(super) edit: &'e Edit,
    pub(super) wanted: &'e Tree,
}

impl<'t> Written<'t> {
    pub(super) fn new(document: &'t Document, below: &'t Below, style: &'t Style<'t>) -> Self {
        let text = &document.source.text;
        let body = document.body_range().unwrap_or(text.len()..text.len());
        Self {
            text,
            blocks: blocks(text, &body),
            body,
            entries: &below.entries,
            writer: Writer::new(style),
        }
    }

    /// Whether the Markdown says something at a path.
    pub(super) fn has(&self, path: &[Step]) -> bool {
        self.find(path).is_some()
    }

    /// Whether something new belongs into the Markdown rather than into front matter: its author writes fields there, and it is more than
    /// a word.
    pub(super) fn is_preferred(&self, edit: &Edit) -> bool {
        let is_more = match &edit.change {
            Change::Set(Value::Text(text)) => text.contains('\n'),
            Change::Set(Value::Number(_) | Value::Flag(_) | Value::Date(_)) => false,
            _ => true,
        };
        is_more && self.entries.iter().any(|entry| entry.key != "name")
    }

    /// The ways in which a change may be written, the best first.
    pub(super) fn ways(&self, asked: Asked<'_>) -> Vec<Vec<Splice>> {
        let path = &asked.edit.path.0;
        let mut ways = match &asked.edit.change {
            Change::Set(_) => self.set(path, asked.wanted),
            Change::Add(_) => self.add(path, asked.wanted),
            Change::Move(to) => self.moved(path, *to).into_iter().collect(),
            Change::Remove => self.remove(path),
        };
        ways.extend(self.written_anew(path, asked.wanted));
        let is_removal = matches!(asked.edit.change, Change::Remove);
        ways.retain(|way| is_removal || self.keeps_remarks(way));
        ways
    }

    /// A remark of the author is nobody's to take away.
    fn keeps_remarks(&self, way: &[Splice]) -> bool {
        let count = |text: &str| text.matches("<!--").count();
        let before: usize = way
            .iter()
            .map(|one| count(&self.text[one.at.clone()]))
            .sum();
        let after: usize = way.iter().map(|one| count(&one.text)).sum();
        before <= after
    }

    fn find(&self, path: &[Step]) -> Option<Found<'t>> {
        let (first, rest) = path.split_first()?;
        let Step::Key(name) = first else { return None };
        let entry = self.entries.iter().find(|entry| entry.key == *name)?;
        let mut found = Found {
            entry: Some(entry),
            value: &entry.value,
        };
        for (depth, step) in rest.iter().enumerate() {
            found = match (step, &found.value.what) {
                (Step::Key(name), What::Table(entries)) => {
                    let entry = entries.iter().find(|entry| entry.key == *name)?;
                    Found {
                        entry: Some(entry),
                        value: &entry.value,
                    }
                }
                (Step::Index(index), What::List(items)) => Found {
                    entry: None,
                    value: items.get(*index)?,
                },
                // A text that stands for a table, or for several of which it is the only one.
                (Step::Key(name), What::Text(text)) => {
                    let above = &path[..=depth];
                    let is_whole = self.writer.sentence(above) == Some(name.as_str())
                        && self.writer.is_only_sentence(above, text);
                    is_whole.then_some(Found {
                        entry: None,
                        value: found.value,
                    })?
                }
                (Step::Index(0), What::Text(_) | What::Bare(_)) => Found {
                    entry: None,
                    value: found.value,
                },
                _ => return None,
            };
        }
        Some(found)
    }

    fn set(&self, path: &[Step], wanted: &Tree) -> Vec<Vec<Splice>> {
        let Some(tree) = wanted.at(path) else {
            return Vec::new();
        };
        let Some(found) = self.find(path) else {
            return self.begin(path, wanted);
        };
        match &found.value.what {
            What::Text(old) | What::Bare(old) => {
                self.set_words(path, (&found.value.place, old), tree)
            }
            _ => Vec::new(),
        }
    }

    /// Other words in the place of some.
    fn set_words(
        &self,
        path: &[Step],
        (place, old): (&Span, &str),
        tree: &Tree,
    ) -> Vec<Vec<Splice>> {
        let own = self.words_within(place, old);
        let mut ways = Vec::new();
        for at in own.into_iter().chain([place.clone()]) {
            let kind = self.place_of(&at);
            let Some(lines) = self.writer.words(path, tree, kind) else {
                continue;
            };
            let between = format!("\n{}", self.prefix(at.start));
            ways.push(vec![self.splice(at, &lines.join(&between))]);
        }
        ways
    }

    /// Where the words of a value stand within its place, without remarks and what says who said them.
    fn words_within(&self, place: &Span, old: &str) -> Option<Span> {
        let mut from = place.start;
        let mut start = None;
        for line in old.lines() {
            let at = from + self.text.get(from..place.end)?.find(line)?;
            start.get_or_insert(at);
            from = at + line.len();
        }
        Some(start?..from)
    }

    /// What kind of place it is.
    fn place_of(&self, at: &Span) -> Place {
        match self.unit_around(at.start) {
            Some(units::Around::Cell(..)) => Place::Cell,
            Some(units::Around::Heading(_)) => Place::Heading,
            Some(units::Around::Block(start)) if start == at.start => Place::Line,
            _ => Place::Words,
        }
    }

    /// What a line begins with that follows one that holds a place: signs of quotes, and blanks below a dash.
    fn prefix(&self, at: usize) -> String {
        let start = start_of_line(self.text, at, self.body.start);
        let mut prefix = String::new();
        let line = self.text[start..at].trim_end_matches(['*', '_', '`', '"', '“']);
        let mut letters = line.chars().peekable();
        let mut is_marker = true;
        while let Some(letter) = letters.next() {
            match letter {
                '>' if is_marker => prefix.push('>'),
                ' ' | '\t' => prefix.push(letter),
                '-' | '*' | '+' if is_marker && letters.peek() == Some(&' ') => prefix.push(' '),
                letter if is_marker && letter.is_ascii_digit() => prefix.push(' '),
                '.' | ')' if is_marker => prefix.push(' '),
                _ => is_marker = false,
            }
            if !is_marker {
                break;
            }
        }
        prefix
    }

    /// The letters before a place in its line, as blanks.
    fn column(&self, at: usize) -> String {
        let prefix = self.prefix(at);
        match prefix.contains('>') {
            true => prefix,
            false => {
                let start = start_of_line(self.text, at, self.body.start);
                let before = self.text[start..at].chars();
                before
                    .map(|letter| if letter == '\t' { '\t' } else { ' ' })
                    .collect()
            }
        }
    }

    fn moved(&self, path: &[Step], to: usize) -> Option<Vec<Splice>> {
        let (Step::Index(from), above) = path.split_last()? else {
            return None;
        };
        let What::List(items) = &self.find(above)?.value.what else {
            return None;
        };
        let mut order: Vec<usize> = (0..items.len()).collect();
        let item = (*from < order.len()).then(|| order.remove(*from))?;
        order.insert(to.min(order.len()), item);
        if let Some(Unit::Column(_, grid, _)) = self.unit_of(items.first()?) {
            let columns = items.iter().map(|item| match self.unit_of(item) {
                Some(Unit::Column(_, _, column)) => Some(column),
                _ => None,
            });
            let columns: Vec<usize> = columns.collect::<Option<_>>()?;
            let rows = std::iter::once(&grid.head).chain(&grid.rows);
            let splices = rows.flat_map(|row| {
                let cells: Vec<Option<&Span>> =
                    columns.iter().map(|column| row.get(*column)).collect();
                let moved = cells.iter().zip(&order).filter_map(|(at, from)| {
                    let from = (*cells.get(*from)?)?;
                    Some(self.filled((*at)?, &self.text[from.clone()]))
                });
                moved.collect::<Vec<_>>()
            });
            return Some(
                splices
                    .filter(|splice| self.text[splice.at.clone()] != splice.text)
                    .collect(),
            );
        }
        let places = items.iter().map(|item| self.extent(item));
        let places: Vec<Span> = places.collect::<Option<_>>()?;
        let splices = places
            .iter()
            .zip(order)
            .map(|(at, item)| Splice::replace(at.clone(), &self.text[places[item].clone()]));
        Some(
            splices
                .filter(|splice| self.text[splice.at.clone()] != splice.text)
                .collect(),
        )
    }

    /// What moves when an item is moved: all of it, without its dash or number.
    fn extent(&self, item: &Field) -> Option<Span> {
        Some(match self.unit_of(item)? {
            Unit::Item(items, at) => {
                let item = &items[at];
                item.blocks.first()?.place.start..item.place.end
            }
            Unit::Row(_, grid, row) => {
                let cells = grid.rows.get(row)?;
                start_of_line(self.text, cells.first()?.start, self.body.start)
                    ..end_of_line(self.text, cells.first()?.start)
            }
            Unit::Part(at) => {
                let name = match &item.what {
                    What::Table(entries) => entries
                        .iter()
                        .find(|entry| entry.key == "name" || entry.place == item.place),
                    _ => None,
                };
                let start = name.map_or(item.place.start, |name| name.value.place.start);
                start..self.end_of_section(at)
            }
            Unit::Quote(block, is_alone) => match is_alone {
                true => block.place.clone(),
                false => item.place.clone(),
            },
            Unit::Inline => item.place.clone(),
            Unit::Column(..) => return None,
        })
    }

    /// Values written anew: the item, the label or the section in which something changes, the smallest first.
    fn written_anew(&self, path: &[Step], wanted: &Tree) -> Vec<Vec<Splice>> {
        let mut ways = Vec::new();
        for depth in (1..=path.len()).rev() {
            let own = &path[..depth];
            let (Some(found), Some(tree)) = (self.find(own), wanted.at(own)) else {
                continue;
            };
            match (own.last(), found.entry) {
                (Some(Step::Index(_)), _) => {
                    if let Some(Unit::Item(items, at)) = self.unit_of(found.value)
                        && let Some(first) = items[at].blocks.first()
                        && let Some(lines) = self.writer.item(own, tree)
                    {
                        let at = first.place.start..items[at].place.end;
                        let indent = self.column(at.start);
                        let text = write::indented(&lines, &indent);
                        ways.push(vec![self.splice(at, text.trim_start())]);
                    }
                }
                (_, Some(entry)) => {
                    let parent = self.find(&own[..depth - 1]).map(|found| found.value);
                    ways.extend(self.field_anew((own, tree), entry, parent));
                }
                _ => {}
            }
        }
        ways
    }

    fn field_anew(
        &self,
        (path, tree): (&[Step], &Tree),
        entry: &Entry,
        parent: Option<&Field>,
    ) -> Vec<Vec<Splice>> {
        let Some(label) = self.label_of(entry, parent) else {
            return Vec::new();
        };
        let mut ways = Vec::new();
        match label {
            Label::Heading(at) if !matches!(self.blocks[at].what, Shape::Heading(1, _)) => {
                let start = end_of_line(self.text, self.blocks[at].place.end);
                let is_quote = |item: &Field| matches!(self.unit_of(item), Some(Unit::Quote(..)));
                if let (What::List(items), Tree::List(trees)) = (&entry.value.what, tree)
                    && items.iter().all(is_quote)
                    && let Some(text) = self
                        .writer
                        .quotes(&[path, &[Step::Index(0)]].concat(), trees)
                {
                    let at = start..self.end_of_section(at);
                    ways.push(vec![self.splice(at, &format!("\n\n{text}"))]);
                }
                if let Some(content) = self.writer.content(path, tree) {
                    let text = format!("\n\n{}", content.join("\n"));
                    ways.push(vec![self.splice(start..self.end_of_section(at), &text)]);
                }
            }
            Label::Heading(_) => {}
            Label::Item(..) | Label::Line => {
                // Behind the colon.
                let after = self.text[entry.place.end..].trim_start_matches(['*', '_', ':']);
                let start = self.text.len() - after.len();
                let end = entry.value.place.end.max(start);
                if let Some(words) = self.writer.inline(path, tree, Place::Words) {
                    ways.push(vec![self.splice(start..end, &format!(" {words}"))]);
                }
                if let Some(content) = self.writer.content(path, tree) {
                    let indent = match label {
                        Label::Item(..) => self.column(self.start_of_label(entry)),
                        _ => self.prefix(entry.place.start),
                    };
                    let blank = if matches!(label, Label::Line) {
                        "\n"
                    } else {
                        ""
                    };
                    let text = format!("\n{blank}{}", write::indented(&content, &indent));
                    ways.push(vec![self.splice(start..end, &text)]);
                }
            }
            Label::Quote(block) => {
                if let Some(text) = self.writer.quotes(path, std::slice::from_ref(tree)) {
                    ways.push(vec![self.splice(block.place.clone(), &text)]);
                }
            }
            Label::Row(cell) | Label::Cell(cell) => {
                if let Some(words) = self.writer.inline(path, tree, Place::Cell) {
                    ways.push(vec![self.splice(cell, &words)]);
                }
            }
        }
        ways
    }

    fn start_of_label(&self, entry: &Entry) -> usize {
        let before = &self.text[..entry.place.start];
        before.trim_end_matches(['*', '_']).len()
    }

    fn end_of_section(&self, heading: usize) -> usize {
        let level = match &self.blocks[heading].what {
            Shape::Heading(level, _) => *level,
            _ => 6,
        };
        let rest = &self.blocks[heading + 1..];
        let is_end = |one: &Block| matches!(one.what, Shape::Heading(other, _) if other <= level);
        let end = rest.iter().position(is_end).unwrap_or(rest.len());
        self.blocks[heading + end].place.end
    }

    fn splice(&self, at: Span, text: &str) -> Splice {
        Splice::replace(at, in_lines_of(self.text, text))
    }
}

/// The ways in which the text of an entry becomes another one, the best first.
pub(super) fn story(document: &Document, edit: &Edit) -> Vec<Vec<Splice>> {
    let text = &document.source.text;
    let Some(body) = document.body_range() else {
        return Vec::new();
    };
    let new = match &edit.change {
        Change::Set(Value::Text(new)) => new.trim(),
        _ => "",
    };
    let new = in_lines_of(text, new);
    let mut ways = Vec::new();
    let all = &text[body.clone()];
    let mut places = match document.below() {
        Some(below) => below.story.places(text),
        None => Vec::new(),
    };
    if places.is_empty() && document.body().is_some() {
        let start = body.start + (all.len() - all.trim_start().len());
        places.push(start..start + all.trim().len());
    }
    if let Some((first, others)) = places.split_first() {
        let others = others.iter().map(|at| {
            let rest = &text[at.end..body.end];
            let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
            Splice::remove(at.start..at.end + blank)
        });
        ways.push(
            [Splice::replace(first.clone(), new)]
                .into_iter()
                .chain(others)
                .collect(),
        );
        return ways;
    }
    let found = blocks(text, &body);
    let end = line_end(text);
    let first = found
        .iter()
        .position(|one| matches!(one.what, Shape::Heading(2, _)));
    let heads = first
        .and_then(|first| first.checked_sub(1))
        .map(|last| found[last].place.end);
    for at in heads
        .into_iter()
        .chain(found.last().map(|last| last.place.end))
    {
        let at = end_of_line(text, at);
        ways.push(vec![Splice::insert(at, format!("{end}{end}{new}"))]);
    }
    if found.is_empty() {
        let at = body.start + (all.len() - all.trim_start().len());
        ways.push(vec![Splice::insert(at, new)]);
    }
    ways
}
