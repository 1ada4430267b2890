//! What goes from a Markdown text, with all that belongs to it and nothing else. Must not know what it means.

use super::units::{Label, Unit};
use super::{Field, Splice, Written};
use crate::doc::blocks::{Grid, Item, Shape};
use crate::doc::edit::lines::{after_line, end_of_line, start_of_line};
use crate::doc::tree::{Entry, What};
use crate::text::{Span, Step};

impl Written<'_> {
    pub(super) fn remove(&self, path: &[Step]) -> Vec<Vec<Splice>> {
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
}
