//! Rows, columns and cells of Markdown tables. Must not know what they mean.

use super::write::Place;
use super::{Splice, Written};
use crate::doc::blocks::{Block, Grid};
use crate::doc::edit::lines::{after_line, end_of_line, start_of_line};
use crate::doc::edit::outcome::Tree;
use crate::text::{Span, Step};

type Ways = Vec<Vec<Splice>>;

/// A table with its cells.
type Table<'a> = (&'a Block, &'a Grid);

/// A value to be written, and its path.
type New<'a> = (&'a [Step], &'a Tree);

impl Written<'_> {
    /// A row with the fields of an item in their columns.
    pub(super) fn new_row(&self, (block, grid): Table<'_>, (path, tree): New<'_>) -> Ways {
        let Some(fields) = self.writer.fields_of(path, tree) else {
            return Vec::new();
        };
        let mut cells = vec![String::new(); grid.head.len()];
        let mut left = Vec::new();
        let mut columns: Vec<Option<usize>> = (0..cells.len()).map(Some).collect();
        for (key, value) in fields {
            let column = grid
                .head
                .iter()
                .position(|head| self.writer.means(&self.text[head.clone()], path, key));
            match column {
                Some(column) => {
                    columns[column] = None;
                    let own = [path, &[Step::Key(key.to_owned())]].concat();
                    let Some(words) = self.writer.inline(&own, value, Place::Cell) else {
                        return Vec::new();
                    };
                    cells[column] = words;
                }
                None => left.push((key, value)),
            }
        }
        // The text that makes an item stands in the first column that means nothing else.
        for (key, value) in left {
            let is_unknown = |column: &usize| {
                let head = &self.text[grid.head[*column].clone()];
                !self.writer.is_known(head, path)
            };
            let Some(column) = columns.iter().flatten().copied().find(is_unknown) else {
                return Vec::new();
            };
            let own = [path, &[Step::Key(key.to_owned())]].concat();
            let Some(words) = self.writer.inline(&own, value, Place::Cell) else {
                return Vec::new();
            };
            columns[column] = None;
            cells[column] = words;
        }
        vec![vec![self.row_after(block, &cells)]]
    }

    fn row_after(&self, block: &Block, cells: &[String]) -> Splice {
        let end = end_of_line(self.text, block.place.end);
        let line = format!("\n{}| {} |", self.table_prefix(block), cells.join(" | "));
        self.splice(end..end, &line)
    }

    fn table_prefix(&self, block: &Block) -> String {
        self.prefix(block.place.start)
    }

    /// The cell of a key in a row that has none.
    pub(super) fn fill_cell(&self, grid: &Grid, row: usize, (path, tree): New<'_>) -> Ways {
        let mut heads = grid.head.iter();
        let column = heads.position(|head| self.writer.means_last(&self.text[head.clone()], path));
        let cell = column.and_then(|column| grid.rows.get(row)?.get(column));
        let words = self.writer.inline(path, tree, Place::Cell);
        match (cell, words) {
            (Some(cell), Some(words)) => vec![vec![self.filled(cell, &words)]],
            _ => Vec::new(),
        }
    }

    /// Other words in a cell, with a blank on both sides where it had none in it.
    pub(super) fn filled(&self, cell: &Span, words: &str) -> Splice {
        if !cell.is_empty() || words.is_empty() {
            return self.splice(cell.clone(), words);
        }
        let before = self.text[..cell.start].trim_end_matches([' ', '\t']).len();
        let rest = &self.text[cell.end..];
        let after = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.splice(before..cell.end + after, &format!(" {words} "))
    }

    /// The cell of a column in the row of a key.
    pub(super) fn fill_row(&self, grid: &Grid, column: usize, (path, tree): New<'_>) -> Ways {
        let row = grid.rows.iter().find(|row| {
            let first = row.first().map(|first| &self.text[first.clone()]);
            first.is_some_and(|first| self.writer.means_last(first, path))
        });
        let words = self.writer.inline(path, tree, Place::Cell);
        match (row.and_then(|row| row.get(column)), words) {
            (Some(cell), Some(words)) => vec![vec![self.filled(cell, &words)]],
            _ => Vec::new(),
        }
    }

    /// A row for a key that has none, with one cell.
    pub(super) fn new_row_in(
        &self,
        (block, grid): Table<'_>,
        column: usize,
        (path, tree): New<'_>,
    ) -> Ways {
        let (Some(Step::Key(key)), Some(words)) =
            (path.last(), self.writer.inline(path, tree, Place::Cell))
        else {
            return Vec::new();
        };
        let mut cells = vec![String::new(); grid.head.len()];
        cells[0] = self.writer.heading_at(path, key);
        cells[column] = words;
        vec![vec![self.row_after(block, &cells)]]
    }

    /// A column for a key that has none, with one cell.
    pub(super) fn new_column(
        &self,
        (block, grid): Table<'_>,
        row: usize,
        (path, tree): New<'_>,
    ) -> Ways {
        let (Some(Step::Key(key)), Some(words)) =
            (path.last(), self.writer.inline(path, tree, Place::Cell))
        else {
            return Vec::new();
        };
        let head = self.writer.heading_at(path, key);
        let cells = (0..grid.rows.len()).map(|at| {
            if at == row {
                words.clone()
            } else {
                String::new()
            }
        });
        vec![self.column_after(block, &head, cells)]
    }

    /// A column with the fields of an item in their rows.
    pub(super) fn one_more_column(&self, (block, grid): Table<'_>, (path, tree): New<'_>) -> Ways {
        let Some(fields) = self.writer.fields_of(path, tree) else {
            return Vec::new();
        };
        let mut head = String::new();
        let mut cells = vec![String::new(); grid.rows.len()];
        for (key, value) in fields {
            let own = [path, &[Step::Key(key.to_owned())]].concat();
            let Some(words) = self.writer.inline(&own, value, Place::Cell) else {
                return Vec::new();
            };
            if key == "name" {
                head = words;
                continue;
            }
            let row = grid.rows.iter().position(|row| {
                let first = row.first().map(|first| &self.text[first.clone()]);
                first.is_some_and(|first| self.writer.means(first, path, key))
            });
            match row {
                Some(row) => cells[row] = words,
                None => return Vec::new(),
            }
        }
        vec![self.column_after(block, &head, cells.into_iter())]
    }

    /// One more cell at the end of each line of a table.
    fn column_after(
        &self,
        block: &Block,
        head: &str,
        cells: impl Iterator<Item = String>,
    ) -> Vec<Splice> {
        let mut line = start_of_line(self.text, block.place.start, self.body.start);
        let mut splices = Vec::new();
        let all = [head.to_owned(), "---".to_owned()].into_iter().chain(cells);
        for cell in all {
            let end = end_of_line(self.text, line);
            let written = self.text[line..end].trim_end();
            let at = line + written.len();
            let (before, after) = match written.ends_with('|') && !written.ends_with("\\|") {
                true => (" ", " |"),
                false => (" | ", ""),
            };
            splices.push(Splice::insert(at, format!("{before}{cell}{after}")));
            line = after_line(self.text, line);
        }
        splices
    }
}
