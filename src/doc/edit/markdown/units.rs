//! What of a Markdown text a value fills: an item, a row, a column, a section, a quote, or a part of a line. Must not know what is done
//! with it.

use super::Written;
use crate::doc::blocks::{Block, Grid, Item, Shape};
use crate::doc::tree::{Entry, What, Written as Field};
use crate::text::Span;

/// What an item of a list fills.
pub(super) enum Unit<'b> {
    /// The item at a position of a list.
    Item(&'b [Item], usize),
    /// A row of a table.
    Row(&'b Block, &'b Grid, usize),
    /// A column of a table.
    Column(&'b Block, &'b Grid, usize),
    /// A heading, by the position of its block, and what stands below it.
    Part(usize),
    /// A block quote, and whether it holds nothing else.
    Quote(&'b Block, bool),
    /// A part of a line.
    Inline,
}

/// What the key of a value is written as.
pub(super) enum Label<'b> {
    /// A heading, by the position of its block.
    Heading(usize),
    /// The beginning of the item at a position of a list.
    Item(&'b [Item], usize),
    /// The beginning of a line.
    Line,
    /// The first cell of a row with two, and the second.
    Row(Span),
    /// The head of a column or row, and the cell of the value.
    Cell(Span),
    /// None: a block quote says by itself what it is.
    Quote(&'b Block),
}

/// What is directly around a place.
pub(super) enum Around<'b> {
    /// A cell of a table, by its row, of which the head is none, and its column.
    Cell(&'b Block, &'b Grid, Option<usize>, usize),
    /// A heading, by the position of its block.
    Heading(usize),
    /// A block that begins there.
    Block(usize),
}

/// What holds a place, from the outside in.
#[derive(Clone, Copy)]
enum Holder<'b> {
    Block(&'b Block),
    Item(&'b [Item], usize),
}

impl<'t> Written<'t> {
    fn holders(&self, at: usize) -> Vec<Holder<'_>> {
        let mut holders = Vec::new();
        holders_in(&self.blocks, at, &mut holders);
        holders
    }

    /// What is directly around a place.
    pub(super) fn unit_around(&self, at: usize) -> Option<Around<'_>> {
        let holders = self.holders(at);
        let block = match holders.last()? {
            Holder::Block(block) => block,
            Holder::Item(items, at) => {
                let first = items[*at].blocks.first()?;
                return Some(Around::Block(first.place.start));
            }
        };
        match &block.what {
            Shape::Heading(..) => {
                let at = self
                    .blocks
                    .iter()
                    .position(|one| one.place == block.place)?;
                Some(Around::Heading(at))
            }
            Shape::Table(grid) => {
                let (row, column) = cell_at(grid, at)?;
                Some(Around::Cell(block, grid, row, column))
            }
            _ => Some(Around::Block(block.place.start)),
        }
    }

    /// What an item of a list of values fills.
    pub(super) fn unit_of(&self, value: &Field) -> Option<Unit<'_>> {
        let place = &value.place;
        let is_table = matches!(value.what, What::Table(_));
        match self.unit_around(place.start)? {
            Around::Heading(at) => {
                let is_own =
                    matches!(&self.blocks[at].what, Shape::Heading(_, words) if words == place);
                return Some(if is_own { Unit::Part(at) } else { Unit::Inline });
            }
            Around::Cell(block, grid, None, column) if is_table && column > 0 => {
                return Some(Unit::Column(block, grid, column));
            }
            Around::Cell(block, grid, Some(row), _) if is_table => {
                return Some(Unit::Row(block, grid, row));
            }
            Around::Cell(..) => return Some(Unit::Inline),
            Around::Block(_) => {}
        }
        let holders = self.holders(place.start);
        let inner = holders.iter().rev().find_map(|holder| match holder {
            Holder::Item(items, at) => {
                let first = items[*at].blocks.first()?;
                let is_own = place.start <= first.place.start;
                Some(if is_own {
                    Unit::Item(items, *at)
                } else {
                    Unit::Inline
                })
            }
            Holder::Block(block) => match &block.what {
                Shape::Quote(_) => {
                    let before = &self.text[block.place.start..place.start];
                    let after = &self.text[place.end.min(block.place.end)..block.place.end];
                    let is_alone =
                        before.trim_matches(['>', ' ', '\t']).is_empty() && after.trim().is_empty();
                    Some(Unit::Quote(block, is_alone))
                }
                _ => None,
            },
        });
        Some(inner.unwrap_or(Unit::Inline))
    }

    /// What the key of a value is written as; nothing when the key is not written. `parent` is the table that it is in.
    pub(super) fn label_of(&self, entry: &Entry, parent: Option<&Field>) -> Option<Label<'_>> {
        let place = &entry.place;
        match self.unit_around(place.start)? {
            Around::Heading(at) => match &self.blocks[at].what {
                // The name of a part is the heading, and no key.
                Shape::Heading(..)
                    if entry.value.place.start <= place.end
                        && entry.value.place.end > place.start =>
                {
                    None
                }
                Shape::Heading(_, words) if words == place => Some(Label::Heading(at)),
                _ => None,
            },
            Around::Cell(_, grid, row, column) => {
                let (value_row, value_column) = cell_at(grid, entry.value.place.start)?;
                if (row, column) == (value_row, value_column) {
                    return None;
                }
                let cells = match value_row {
                    Some(row) => grid.rows.get(row)?,
                    None => &grid.head,
                };
                let cell = cells.get(value_column)?.clone();
                let is_label = row == value_row
                    && grid.head.len() == 2
                    && !matches!(
                        parent.map(|it| self.unit_of(it)),
                        Some(Some(Unit::Column(..)))
                    );
                Some(if is_label {
                    Label::Row(cell)
                } else {
                    Label::Cell(cell)
                })
            }
            Around::Block(_) => {
                if entry.place.start >= entry.value.place.start {
                    return None;
                }
                let holders = self.holders(place.start);
                if let Some(Holder::Block(block)) = holders.last()
                    && matches!(block.what, Shape::Quote(_))
                    && block.place == *place
                {
                    return Some(Label::Quote(block));
                }
                let item = holders.iter().rev().find_map(|holder| match holder {
                    Holder::Item(items, at) => Some((*items, *at)),
                    Holder::Block(_) => None,
                });
                let start = self.text[..place.start].trim_end_matches(['*', '_']).len();
                Some(match item {
                    Some((items, at))
                        if items[at].blocks.first().is_some_and(|first| {
                            first.place.start >= start && first.place.start <= place.start
                        }) && parent.is_none_or(|parent| parent.place != items[at].place) =>
                    {
                        Label::Item(items, at)
                    }
                    _ => Label::Line,
                })
            }
        }
    }
}

fn holders_in<'b>(blocks: &'b [Block], at: usize, holders: &mut Vec<Holder<'b>>) {
    let is_around =
        |block: &&Block| block.place.start <= at && at < block.place.end.max(block.place.start + 1);
    let Some(block) = blocks.iter().find(is_around) else {
        return;
    };
    holders.push(Holder::Block(block));
    match &block.what {
        Shape::Quote(inner) => holders_in(inner, at, holders),
        Shape::List(items) => {
            let is_around = |item: &Item| item.place.start <= at && at < item.place.end;
            if let Some(position) = items.iter().position(is_around) {
                holders.push(Holder::Item(items, position));
                holders_in(&items[position].blocks, at, holders);
            }
        }
        _ => {}
    }
}

/// The row and the column of the cell at a place.
fn cell_at(grid: &Grid, at: usize) -> Option<(Option<usize>, usize)> {
    let within = |row: &[Span]| {
        row.iter()
            .position(|cell| cell.start <= at && at < cell.end.max(cell.start + 1))
    };
    if let Some(column) = within(&grid.head) {
        return Some((None, column));
    }
    let mut rows = grid.rows.iter().enumerate();
    rows.find_map(|(row, cells)| Some((Some(row), within(cells)?)))
}
