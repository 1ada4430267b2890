//! Which bytes of a Markdown text change with a value: a word in its place, an item of a list, a row, a label, a section with its heading.
//! Gives several ways where nobody could tell which one will be read as it is meant. Must not know whether one is: the new text is read
//! again.

mod tables;
mod units;
mod write;

use super::lines::{Splice, after_line, end_of_line, in_lines_of, line_end, start_of_line};
use super::outcome::Tree;
use super::{Change, Edit, Known, Value};
use crate::doc::blocks::{Block, Grid, Item, Shape, blocks};
use crate::doc::form::Below;
use crate::doc::tree::{Entry, What, Written as Field};
use crate::doc::{Document, Wanted};
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
    pub(super) fn new(document: &'t Document, below: &'t Below, known: &'t Known<'t>) -> Self {
        let text = &document.source.text;
        let body = document.body_range().unwrap_or(text.len()..text.len());
        Self {
            text,
            blocks: blocks(text, &body),
            body,
            entries: &below.entries,
            writer: Writer::new(known),
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

    // Values.

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

    // What is new.

    /// Writes what is not there yet.
    fn begin(&self, path: &[Step], wanted: &Tree) -> Vec<Vec<Splice>> {
        let depth = (1..path.len())
            .take_while(|depth| self.has(&path[..*depth]))
            .count();
        let own = &path[..=depth];
        let (Some(Step::Key(key)), Some(tree)) = (own.last(), wanted.at(own)) else {
            return Vec::new();
        };
        let above = &path[..depth];
        if !above.is_empty() {
            let Some(parent) = self.find(above) else {
                return Vec::new();
            };
            return self.begin_in(above, parent, (key, tree));
        }
        let mut ways = Vec::new();
        let is_lines = match tree {
            Tree::Text(_) | Tree::Other(_) => false,
            Tree::List(_) => {
                let item = self.writer.wanted(&[own, &[Step::Index(0)]].concat());
                matches!(item, Wanted::Table(_))
                    || self
                        .writer
                        .sentence(&[own, &[Step::Index(0)]].concat())
                        .is_some()
            }
            Tree::Table(_) => self.writer.sentence(own).is_none(),
        };
        if !is_lines {
            ways.extend(self.label_below_title(own, tree));
        }
        ways.extend(self.section(path, own, wanted));
        if is_lines {
            ways.extend(self.label_below_title(own, tree));
        }
        ways
    }

    /// A label below the title, written as those that are there.
    fn label_below_title(&self, path: &[Step], tree: &Tree) -> Vec<Vec<Splice>> {
        let is_title = |block: &Block| matches!(block.what, Shape::Heading(1, _));
        let Some(at) = self.blocks.iter().position(is_title) else {
            return Vec::new();
        };
        let title = &self.blocks[at];
        let rest = &self.blocks[at + 1..];
        let head = rest
            .iter()
            .take_while(|one| !matches!(one.what, Shape::Heading(..)));
        let head_end = head.last().map_or(title.place.end, |last| last.place.end);
        let last = self.entries.iter().rev().find_map(|entry| {
            let is_head = entry.place.start > title.place.end && entry.place.start < head_end;
            let label = is_head.then(|| self.label_of(entry, None))??;
            Some((entry, label))
        });
        let mut ways: Vec<Vec<Splice>> = Vec::new();
        if let Some((entry, label)) = last {
            ways.extend(self.beside((entry, &label), path, tree));
        }
        if let Some(label) = self.writer.label(path, tree) {
            let title_end = end_of_line(self.text, title.place.end);
            ways.push(vec![
                self.splice(title_end..title_end, &format!("\n\n{label}")),
            ]);
        }
        ways
    }

    /// A section with a heading, below the last one that is a field. When a table of the top is not there, the heading means what is in it.
    fn section(&self, path: &[Step], own: &[Step], wanted: &Tree) -> Vec<Vec<Splice>> {
        let mut ways = Vec::new();
        let mut places = Vec::new();
        let used = self.blocks.iter().enumerate().filter(
            |(_, block)| matches!(&block.what, Shape::Heading(2, words) if self.is_label(words)),
        );
        if let Some((last, _)) = used.last() {
            places.push(self.end_of_section(last));
        }
        let first = self
            .blocks
            .iter()
            .position(|one| matches!(one.what, Shape::Heading(2, _)));
        match first {
            Some(first) if first > 0 => places.push(self.blocks[first - 1].place.end),
            Some(_) => {}
            None => places.extend(self.blocks.last().map(|last| last.place.end)),
        }
        places.extend(self.blocks.last().map(|last| last.place.end));
        places.dedup();
        // The heading of a table in a table may be the one of the inner one.
        let mut inner = own.to_vec();
        let mut paths = vec![inner.clone()];
        while inner.len() < path.len() && matches!(path[inner.len()], Step::Key(_)) {
            inner.push(path[inner.len()].clone());
            paths.push(inner.clone());
        }
        for path in &paths {
            let Some(tree) = wanted.at(path) else {
                continue;
            };
            let Some(content) = self.writer.content(path, tree) else {
                continue;
            };
            let Some(Step::Key(key)) = path.last() else {
                continue;
            };
            let words = self.writer.heading(key);
            for words in [words, write::simple_words(key)] {
                let section = format!("\n\n## {words}\n\n{}", content.join("\n"));
                for at in &places {
                    let at = end_of_line(self.text, *at);
                    ways.push(vec![self.splice(at..at, &section)]);
                }
            }
        }
        ways
    }

    /// Whether a place is the label of a field.
    fn is_label(&self, place: &Span) -> bool {
        fn within(entries: &[Entry], place: &Span) -> bool {
            entries
                .iter()
                .any(|entry| entry.place == *place || value_has(&entry.value, place))
        }
        fn value_has(value: &Field, place: &Span) -> bool {
            match &value.what {
                What::List(items) => items
                    .iter()
                    .any(|item| item.place == *place || value_has(item, place)),
                What::Table(entries) => within(entries, place),
                What::Text(_) | What::Bare(_) => false,
            }
        }
        within(self.entries, place)
    }

    /// A field in a table or item that is there.
    fn begin_in(
        &self,
        above: &[Step],
        parent: Found<'t>,
        (key, tree): (&str, &Tree),
    ) -> Vec<Vec<Splice>> {
        let path = [above, &[Step::Key(key.to_owned())]].concat();
        let mut ways: Vec<Vec<Splice>> = Vec::new();
        if let What::Table(entries) = &parent.value.what {
            let labels = entries.iter().rev().filter_map(|entry| {
                let label = self.label_of(entry, Some(parent.value))?;
                Some((entry, label))
            });
            for (entry, label) in labels.take(1) {
                ways.extend(self.beside((entry, &label), &path, tree));
            }
        }
        let unit = match above.last() {
            Some(Step::Index(_)) => self.unit_of(parent.value),
            _ => None,
        };
        match unit {
            Some(Unit::Item(items, at)) => {
                let item = &items[at];
                let Some(first) = item.blocks.first() else {
                    return ways;
                };
                let indent = self.column(first.place.start);
                if let Some(lines) = self.writer.label_item(&path, tree) {
                    let end = end_of_line(self.text, item.place.end);
                    let lines = write::indented(&lines, &indent);
                    ways.push(vec![self.splice(end..end, &format!("\n{lines}"))]);
                }
            }
            Some(Unit::Row(block, grid, row)) => {
                ways.extend(self.fill_cell(grid, row, (&path, tree)));
                ways.extend(self.new_column((block, grid), row, (&path, tree)));
            }
            Some(Unit::Column(block, grid, column)) => {
                ways.extend(self.fill_row(grid, column, (&path, tree)));
                ways.extend(self.new_row_in((block, grid), column, (&path, tree)));
            }
            Some(Unit::Part(at)) => {
                let end = end_of_line(self.text, self.end_of_section(at));
                if let Some(lines) = self.writer.bold_label(&path, tree) {
                    let lines = lines.join("\n");
                    ways.push(vec![self.splice(end..end, &format!("\n\n{lines}"))]);
                }
            }
            Some(Unit::Quote(..) | Unit::Inline) | None => {
                // The section of a table.
                if let Some(entry) = parent.entry
                    && let Some(Label::Heading(at)) = self.label_of(entry, None)
                    && let Some(lines) = self.writer.label_item(&path, tree)
                {
                    let end = end_of_line(self.text, self.end_of_section(at));
                    ways.push(vec![
                        self.splice(end..end, &format!("\n\n{}", lines.join("\n"))),
                    ]);
                }
            }
        }
        ways
    }

    /// A label beside one that is there, in its manner.
    fn beside(
        &self,
        (entry, label): (&Entry, &Label<'_>),
        path: &[Step],
        tree: &Tree,
    ) -> Vec<Vec<Splice>> {
        let mut ways: Vec<Vec<Splice>> = Vec::new();
        let mut push = |at: usize, text: Option<String>| {
            let at = end_of_line(self.text, at);
            ways.extend(text.map(|text| vec![self.splice(at..at, &text)]));
        };
        let end = entry.value.place.end.max(entry.place.end);
        match label {
            Label::Item(items, at) => {
                let item = &items[*at];
                let start = start_of_line(self.text, item.place.start, self.body.start);
                let marker = self.marker(items, *at);
                let is_bold = self.is_bold(&entry.place);
                let lines = self.writer.label_item_as(path, tree, is_bold);
                let lines = lines.map(|lines| {
                    let before = &self.text[start..item.place.start];
                    let inner: String = " ".repeat(marker.chars().count());
                    let content: Vec<String> = lines
                        .iter()
                        .map(|line| {
                            line.strip_prefix("- ").map_or_else(
                                || line.strip_prefix("  ").unwrap_or(line).to_owned(),
                                str::to_owned,
                            )
                        })
                        .collect();
                    let mut text = format!(
                        "\n{before}{marker}{}",
                        content.first().map_or("", String::as_str)
                    );
                    for line in content.iter().skip(1) {
                        text.push_str(&format!("\n{before}{inner}{line}"));
                    }
                    text
                });
                push(end.max(item.place.end), lines);
            }
            Label::Line => {
                let is_bold = self.is_bold(&entry.place);
                let before = self.prefix(entry.place.start);
                let is_list = !self.text[entry.place.end..end]
                    .trim_matches(['*', ':', '_'])
                    .trim_start_matches([' ', '\t'])
                    .is_empty()
                    && self.text[entry.place.end..end].contains('\n');
                let label = self.writer.label_as(path, tree, is_bold);
                let gap = if is_list { "\n\n" } else { "\n" };
                push(end, label.map(|label| format!("{gap}{before}{label}")));
                let lines = self.writer.bold_label(path, tree);
                push(
                    end,
                    lines.map(|lines| format!("\n\n{}", write::indented(&lines, &before))),
                );
            }
            Label::Row(_) => {
                let line = self.writer.cell_row(path, tree);
                push(
                    end,
                    line.map(|line| format!("\n{}{line}", self.prefix(entry.place.start))),
                );
            }
            Label::Heading(at) => {
                if let Shape::Heading(level, _) = &self.blocks[*at].what
                    && *level > 1
                    && let Some(content) = self.writer.content(path, tree)
                    && let Some(Step::Key(key)) = path.last()
                {
                    let sign = "#".repeat(*level);
                    let words = self.writer.heading(key);
                    let text = format!("\n\n{sign} {words}\n\n{}", content.join("\n"));
                    push(self.end_of_section(*at), Some(text));
                }
            }
            Label::Cell(..) | Label::Quote(_) => {}
        }
        ways
    }

    fn is_bold(&self, place: &Span) -> bool {
        self.text[..place.start].ends_with("**") || self.text[..place.start].ends_with("__")
    }

    // Lists.

    fn add(&self, path: &[Step], wanted: &Tree) -> Vec<Vec<Splice>> {
        let Some(found) = self.find(path) else {
            return self.begin(path, wanted);
        };
        let (Some(Tree::List(trees)), What::List(items)) = (wanted.at(path), &found.value.what)
        else {
            return Vec::new();
        };
        let (Some(tree), Some(last)) = (trees.last(), items.last()) else {
            return self.begin(path, wanted);
        };
        let item_path = [path, &[Step::Index(trees.len() - 1)]].concat();
        let mut ways = Vec::new();
        match self.unit_of(last) {
            Some(Unit::Item(list, at)) => {
                if let Some(lines) = self.writer.item(&item_path, tree) {
                    let item = &list[at];
                    let start = start_of_line(self.text, item.place.start, self.body.start);
                    let before = self.prefix_before(start, item.place.start);
                    let marker = self.marker(list, at);
                    let inner = " ".repeat(marker.chars().count());
                    let end = end_of_line(self.text, item.place.end);
                    let mut text = format!(
                        "\n{before}{marker}{}",
                        lines.first().map_or("", String::as_str)
                    );
                    for line in lines.iter().skip(1) {
                        text.push_str(&match line.is_empty() {
                            true => "\n".to_owned(),
                            false => format!("\n{before}{inner}{line}"),
                        });
                    }
                    let is_loose = at > 0 && {
                        let between = &self.text[list[at - 1].place.end..item.place.start];
                        between.matches('\n').count() > 1
                    };
                    if is_loose {
                        text.insert(0, '\n');
                    }
                    ways.push(vec![self.splice(end..end, &text)]);
                }
            }
            Some(Unit::Row(block, grid, _)) => {
                ways.extend(self.new_row((block, grid), (&item_path, tree)));
            }
            Some(Unit::Column(block, grid, _)) => {
                ways.extend(self.one_more_column((block, grid), (&item_path, tree)));
            }
            Some(Unit::Part(at)) => {
                let level = match &self.blocks[at].what {
                    Shape::Heading(level, _) => *level,
                    _ => 2,
                };
                if let Some(lines) = self.writer.part(&item_path, tree, level) {
                    let end = end_of_line(self.text, self.end_of_section(at));
                    ways.push(vec![
                        self.splice(end..end, &format!("\n\n{}", lines.join("\n"))),
                    ]);
                }
            }
            Some(Unit::Quote(block, _)) => {
                if let Some(text) = self.writer.quotes(&item_path, std::slice::from_ref(tree)) {
                    let end = end_of_line(self.text, block.place.end);
                    ways.push(vec![self.splice(end..end, &format!("\n\n{text}"))]);
                }
            }
            Some(Unit::Inline) | None => {
                let end = last.place.end;
                let is_cell = matches!(
                    self.unit_around(last.place.start),
                    Some(units::Around::Cell(..))
                );
                let kind = if is_cell { Place::Cell } else { Place::Words };
                if let Some(words) = self.writer.words(&item_path, tree, kind)
                    && let [words] = words.as_slice()
                {
                    let between = match items.len().checked_sub(2).and_then(|at| items.get(at)) {
                        Some(before) => {
                            let between = self
                                .text
                                .get(before.place.end..last.place.start)
                                .unwrap_or_default();
                            vec![between]
                        }
                        None => vec![", ", "<br>"],
                    };
                    for between in between.into_iter().filter(|it| !it.contains('\n')) {
                        ways.push(vec![self.splice(end..end, &format!("{between}{words}"))]);
                    }
                }
            }
        }
        ways
    }

    /// What stands before a dash in its line, and before those below it.
    fn prefix_before(&self, start: usize, at: usize) -> String {
        let before = &self.text[start..at];
        match before.trim_matches([' ', '\t', '>']).is_empty() {
            true => before.to_owned(),
            false => self.prefix(at),
        }
    }

    /// The dash or number for an item after the one at a position.
    fn marker(&self, items: &[Item], at: usize) -> String {
        let item = &items[at];
        let content = item
            .blocks
            .first()
            .map_or(item.place.end, |first| first.place.start);
        let marker = &self.text[item.place.start..content];
        let first = marker.split_whitespace().next().unwrap_or("-");
        let digits = first.trim_end_matches(['.', ')']);
        let space = if marker.ends_with('\t') { "\t" } else { " " };
        match digits.parse::<u64>() {
            Ok(number) => {
                let is_counted = at == 0 || {
                    let before = &self.text[items[at - 1].place.start..];
                    !before.starts_with(digits)
                };
                let next = if is_counted { number + 1 } else { number };
                format!("{next}{}{space}", &first[digits.len()..])
            }
            Err(_) => {
                let sign: String = first.chars().take(1).collect();
                let blanks = marker.len() - marker.trim_end_matches(' ').len();
                format!("{sign}{}", " ".repeat(blanks.clamp(1, 4)))
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

    // What goes.

    fn remove(&self, path: &[Step]) -> Vec<Vec<Splice>> {
        let (Some(found), Some((last, above))) = (self.find(path), path.split_last()) else {
            return Vec::new();
        };
        match last {
            Step::Index(index) => {
                let Some(list) = self.find(above) else {
                    return Vec::new();
                };
                let What::List(items) = &list.value.what else {
                    return self.remove(above);
                };
                if items.len() == 1
                    && !matches!(
                        self.unit_of(found.value),
                        Some(Unit::Column(..) | Unit::Part(_))
                    )
                {
                    return self.remove(above);
                }
                self.remove_item(items, *index)
            }
            Step::Key(_) => {
                let parent = self.find(above).map(|found| found.value);
                found
                    .entry
                    .map_or(Vec::new(), |entry| self.remove_field(entry, parent))
            }
        }
    }

    fn remove_item(&self, items: &[Field], index: usize) -> Vec<Vec<Splice>> {
        let Some(own) = items.get(index) else {
            return Vec::new();
        };
        match self.unit_of(own) {
            Some(Unit::Item(list, at)) => vec![vec![self.without_item(list, at)]],
            Some(Unit::Row(_, grid, row)) => {
                let Some(cell) = grid.rows.get(row).and_then(|row| row.first()) else {
                    return Vec::new();
                };
                vec![vec![self.without_lines(cell.start..cell.start)]]
            }
            Some(Unit::Column(_, grid, column)) => {
                let rows = std::iter::once(&grid.head).chain(&grid.rows);
                let cells: Vec<Splice> = rows
                    .filter_map(|row| self.without_cell(row, column))
                    .collect();
                let separator = self.separator_cells(grid);
                let line = separator.and_then(|cells| self.without_cell(&cells, column));
                vec![cells.into_iter().chain(line).collect()]
            }
            Some(Unit::Part(at)) => {
                let start = self.blocks[at].place.start;
                vec![vec![self.without_lines(start..self.end_of_section(at))]]
            }
            Some(Unit::Quote(block, true)) => vec![vec![self.without_lines(block.place.clone())]],
            Some(Unit::Quote(_, false)) => {
                let at = start_of_line(self.text, own.place.start, self.body.start)
                    ..after_line(self.text, own.place.end);
                vec![
                    vec![Splice::remove(at)],
                    vec![Splice::remove(own.place.clone())],
                ]
            }
            Some(Unit::Inline) | None => {
                let next = items
                    .get(index + 1)
                    .map(|next| own.place.start..next.place.start);
                let before = index.checked_sub(1).and_then(|at| items.get(at));
                let range = next.or_else(|| before.map(|before| before.place.end..own.place.end));
                range
                    .map(|range| vec![Splice::remove(range)])
                    .into_iter()
                    .collect()
            }
        }
    }

    /// Without a cell and the line before it.
    fn without_cell(&self, row: &[Span], column: usize) -> Option<Splice> {
        let cell = row.get(column)?;
        let line = start_of_line(self.text, cell.start, self.body.start);
        let start = line + self.text[line..cell.start].rfind('|')?;
        let end = end_of_line(self.text, cell.end);
        let next = self.text[cell.end..end]
            .find('|')
            .map_or(end, |at| cell.end + at);
        Some(Splice::remove(start..next))
    }

    /// The cells of the line below the head of a table.
    fn separator_cells(&self, grid: &Grid) -> Option<Vec<Span>> {
        let line = after_line(self.text, grid.head.first()?.start);
        let end = end_of_line(self.text, line);
        let mut cells = Vec::new();
        let mut from = line;
        for part in self.text[line..end].split('|') {
            let start = from + (part.len() - part.trim_start().len());
            if !part.trim().is_empty() {
                cells.push(start..start + part.trim().len());
            }
            from += part.len() + 1;
        }
        Some(cells)
    }

    fn remove_field(&self, entry: &Entry, parent: Option<&Field>) -> Vec<Vec<Splice>> {
        let Some(label) = self.label_of(entry, parent) else {
            return Vec::new();
        };
        let end = entry.value.place.end.max(entry.place.end);
        match label {
            Label::Heading(at) => {
                let block = &self.blocks[at];
                if matches!(block.what, Shape::Heading(1, _)) {
                    return Vec::new();
                }
                let whole = self.without_lines(block.place.start..self.end_of_section(at));
                let mut ways = vec![vec![whole]];
                if let Shape::Heading(_, words) = &block.what {
                    // What is no field stays, below a heading of the text.
                    let escape = Splice::insert(words.start, "\\");
                    let lines = self.without_lines(self.lines_of(&entry.value.place));
                    ways.push(vec![escape, lines]);
                }
                ways
            }
            Label::Item(items, at) => match items.len() {
                1 => {
                    let item = &items[at];
                    vec![vec![self.without_lines(item.place.clone())]]
                }
                _ => vec![vec![self.without_item(items, at)]],
            },
            Label::Line => vec![vec![self.without_lines(entry.place.start..end)]],
            Label::Row(..) => vec![vec![
                self.without_lines(entry.place.start..entry.place.start),
            ]],
            Label::Cell(cell) => vec![vec![Splice::remove(cell)]],
            Label::Quote(block) => vec![vec![self.without_lines(block.place.clone())]],
        }
    }

    fn lines_of(&self, place: &Span) -> Span {
        start_of_line(self.text, place.start, self.body.start)..place.end
    }

    /// Without an item, its dash and its lines.
    fn without_item(&self, items: &[Item], at: usize) -> Splice {
        let item = &items[at];
        let start = start_of_line(self.text, item.place.start, self.body.start);
        let is_alone = self.text[start..item.place.start]
            .trim_matches([' ', '\t', '>'])
            .is_empty();
        match (items.get(at + 1), is_alone) {
            (Some(next), true) => {
                let next = start_of_line(self.text, next.place.start, self.body.start);
                Splice::remove(start..next)
            }
            (Some(next), false) => Splice::remove(item.place.start..next.place.start),
            (None, _) => {
                let before = at.checked_sub(1).map(|before| items[before].place.end);
                let from = before.map_or(start, |before| end_of_line(self.text, before));
                Splice::remove(from..end_of_line(self.text, item.place.end))
            }
        }
    }

    /// Without the lines of a place, and without the empty line that would be too much.
    fn without_lines(&self, place: Span) -> Splice {
        let start = start_of_line(self.text, place.start, self.body.start);
        let end = after_line(self.text, place.end);
        let before = &self.text[self.body.start..start];
        let is_blank_before =
            before.trim().is_empty() || before.ends_with("\n\n") || before.ends_with("\n\r\n");
        let mut rest = end;
        while rest < self.body.end && is_blank_before {
            let next = after_line(self.text, rest);
            if !self.text[rest..next].trim().is_empty() || next == rest {
                break;
            }
            rest = next;
        }
        if rest >= self.body.end && is_blank_before && !before.trim().is_empty() {
            // The last one: the line before it goes.
            let kept = self.body.start + before.trim_end().len();
            let from = end_of_line(self.text, kept);
            let last = self.text[..self.body.end]
                .trim_end()
                .len()
                .max(place.end.min(self.body.end));
            return Splice::remove(from..last.max(from));
        }
        Splice::remove(start..rest)
    }

    // Whole fields.

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
                    ways.extend(self.field_anew(own, entry, parent, tree));
                }
                _ => {}
            }
        }
        ways
    }

    fn field_anew(
        &self,
        path: &[Step],
        entry: &Entry,
        parent: Option<&Field>,
        tree: &Tree,
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
