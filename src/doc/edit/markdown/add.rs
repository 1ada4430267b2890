//! What is new in a Markdown text: an item of a list that is there, a label beside others, a section with its heading. Must not know what
//! it means.

use super::units::{Around, Label, Unit};
use super::write::{Place, indented};
use super::{Field, Found, Splice, Written};
use crate::doc::Wanted;
use crate::doc::blocks::{Block, Item, Shape};
use crate::doc::edit::lines::{end_of_line, start_of_line};
use crate::doc::edit::outcome::Tree;
use crate::doc::style::key_as_words;
use crate::doc::tree::{Entry, What};
use crate::text::{Span, Step};

impl<'t> Written<'t> {
    pub(super) fn add(&self, path: &[Step], wanted: &Tree) -> Vec<Vec<Splice>> {
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
                let is_cell = matches!(self.unit_around(last.place.start), Some(Around::Cell(..)));
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

    /// Writes what is not there yet.
    pub(super) fn begin(&self, path: &[Step], wanted: &Tree) -> Vec<Vec<Splice>> {
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
        let labels = self.entries.iter().rev().filter_map(|entry| {
            let is_head = entry.place.start > title.place.end && entry.place.start < head_end;
            let label = is_head.then(|| self.label_of(entry, None))??;
            Some((entry, label))
        });
        let mut ways: Vec<Vec<Splice>> = Vec::new();
        // The last one may be a quote, beside which no label stands.
        for (entry, label) in labels.take(2) {
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
        let mut used = self.blocks.iter().enumerate().filter(
            |(_, block)| matches!(&block.what, Shape::Heading(2, words) if self.is_label(words)),
        );
        if let Some((last, _)) = used.next_back() {
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
            let words = self.writer.heading_at(path, key);
            for words in [words, key_as_words(key)] {
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
                    let lines = indented(&lines, &indent);
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
                    lines.map(|lines| format!("\n\n{}", indented(&lines, &before))),
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
                    let words = self.writer.heading_at(path, key);
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
}
