//! The blocks of a Markdown text with their places in the file: headings, paragraphs, lists, tables, quotes. Must not know what
//! they mean.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::text::Span;

/// A block and its place in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub(super) place: Span,
    pub(super) what: Shape,
}

/// What a block is. Every place is one in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A heading with its level, and its words.
    Heading(usize, Span),
    Paragraph,
    List(Vec<Item>),
    Table(Grid),
    Quote(Vec<Block>),
    Rule,
    Comment,
    /// Code, HTML, and what has no block.
    Other,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) place: Span,
    pub(super) blocks: Vec<Block>,
}

/// The cells of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Grid {
    pub(super) head: Vec<Span>,
    pub(super) rows: Vec<Vec<Span>>,
}

/// What differs from a paragraph of a page: quotes stay as they are written.
const OPTIONS: Options = Options::ENABLE_OLD_FOOTNOTES
    .union(Options::ENABLE_TABLES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// More nested than this is no text of a person.
const DEEPEST: usize = 40;

/// The blocks of a part of a text, one after the other; together they hold every word of it.
pub(super) fn blocks(text: &str, part: &Span) -> Vec<Block> {
    let events = Parser::new_ext(&text[part.clone()], OPTIONS).into_offset_iter();
    let mut walk = Walk {
        events: events.peekable(),
        text,
        start: part.start,
    };
    let found = walk.blocks(0);
    with_definitions(text, part.clone(), found)
}

/// The blocks within a place, and what stands between them: definitions of links are no blocks.
fn with_definitions(text: &str, place: Span, found: Vec<Block>) -> Vec<Block> {
    let mut all = Vec::with_capacity(found.len());
    let mut from = place.start;
    let between = |from: usize, to: usize| {
        let says = text.get(from..to)?.chars().any(char::is_alphanumeric);
        says.then(|| Block {
            place: trimmed(text, from..to),
            what: Shape::Other,
        })
    };
    for block in found {
        all.extend(between(from, block.place.start));
        from = from.max(block.place.end);
        all.push(block);
    }
    all.extend(between(from, place.end));
    all
}

struct Walk<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> {
    events: Peekable<I>,
    text: &'t str,
    start: usize,
}

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Walk<'t, I> {
    /// The blocks up to the end of what holds them.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        // Words that stand in an item without a paragraph.
        let mut words: Option<Span> = None;
        while let Some((event, place)) = self.events.next() {
            let place = self.placed(&place);
            let what = match event {
                Event::Start(tag) => match self.block(&tag, &place, depth) {
                    Some(what) => what,
                    None => {
                        words = Some(widened(words, &place));
                        continue;
                    }
                },
                Event::Rule => Shape::Rule,
                Event::TaskListMarker(_) => continue,
                Event::End(_) => break,
                _ => {
                    words = Some(widened(words, &place));
                    continue;
                }
            };
            self.end_words(&mut words, &mut blocks);
            // Definitions of links that follow a list are said to be in it, and in none of its items.
            let end = match &what {
                Shape::List(items) => items.last().map(|item| item.place.end),
                _ => None,
            };
            let place = self.trimmed(place.start..end.unwrap_or(place.end));
            blocks.push(Block { place, what });
        }
        self.end_words(&mut words, &mut blocks);
        blocks
    }

    /// A block that begins, read to its end; nothing for what stands within a line.
    fn block(&mut self, tag: &Tag<'_>, place: &Span, depth: usize) -> Option<Shape> {
        Some(match tag {
            Tag::Heading { level, .. } => {
                let words = self.inside();
                let words = words.map_or(place.end..place.end, |words| self.trimmed(words));
                Shape::Heading(*level as usize, words)
            }
            Tag::Paragraph => {
                self.inside();
                Shape::Paragraph
            }
            Tag::BlockQuote(_) | Tag::List(_) if depth >= DEEPEST => {
                self.inside();
                Shape::Other
            }
            Tag::BlockQuote(_) => {
                let inner = self.blocks(depth + 1);
                Shape::Quote(with_definitions(self.text, place.clone(), inner))
            }
            Tag::List(_) => Shape::List(self.items(depth + 1)),
            Tag::Table(_) => Shape::Table(self.grid()),
            Tag::HtmlBlock => {
                self.inside();
                let html = self.text[place.clone()].trim();
                match html.starts_with("<!--") && html.find("-->") == Some(html.len() - 3) {
                    true => Shape::Comment,
                    false => Shape::Other,
                }
            }
            Tag::CodeBlock(_) | Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {
                self.inside();
                Shape::Other
            }
            _ => {
                self.inside();
                return None;
            }
        })
    }

    fn items(&mut self, depth: usize) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((event, place)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let place = self.placed(&place);
                    let place = self.trimmed(place);
                    let blocks = self.blocks(depth);
                    let marker = self.text[place.clone()].find(char::is_whitespace);
                    let inside = place.start + marker.unwrap_or(0)..place.end;
                    let blocks = with_definitions(self.text, inside, blocks);
                    items.push(Item { place, blocks });
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn grid(&mut self) -> Grid {
        let mut grid = Grid::default();
        let mut row = Vec::new();
        while let Some((event, place)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    self.inside();
                    let place = self.placed(&place);
                    row.push(self.cell(place));
                }
                Event::End(TagEnd::TableHead) => grid.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => grid.rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        grid
    }

    /// The words of a cell, without the lines around it.
    fn cell(&self, place: Span) -> Span {
        let place = self.trimmed(place);
        let written = &self.text[place.clone()];
        let start = place.start + usize::from(written.starts_with('|'));
        let is_line = written.ends_with('|') && !written.ends_with("\\|") && written.len() > 1;
        self.trimmed(start..place.end - usize::from(is_line))
    }

    /// Passes over what is within something that has begun, and gives its place.
    fn inside(&mut self) -> Option<Span> {
        let mut depth = 1;
        let mut all = None;
        while let Some((event, place)) = self.events.next() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            let place = self.placed(&place);
            all = Some(widened(all, &place));
        }
        all
    }

    fn end_words(&self, words: &mut Option<Span>, blocks: &mut Vec<Block>) {
        if let Some(place) = words.take() {
            let Span { start, end } = self.trimmed(place);
            // The parser leaves out the backslash that makes the first sign a word.
            let before = &self.text[..start];
            let backslashes = before.len() - before.trim_end_matches('\\').len();
            let place = start - backslashes % 2..end;
            let what = Shape::Paragraph;
            blocks.push(Block { place, what });
        }
    }

    fn placed(&self, place: &Span) -> Span {
        self.start + place.start..self.start + place.end
    }

    fn trimmed(&self, place: Span) -> Span {
        trimmed(self.text, place)
    }
}

/// A place without the space around it.
pub(super) fn trimmed(text: &str, place: Span) -> Span {
    let Some(written) = text.get(place.clone()) else {
        return place;
    };
    let start = place.start + (written.len() - written.trim_start().len());
    start.min(place.end)..(start + written.trim().len()).min(place.end)
}

/// A place that holds two others.
pub(super) fn widened(all: Option<Span>, more: &Span) -> Span {
    match all {
        Some(all) => all.start.min(more.start)..all.end.max(more.end),
        None => more.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<(&str, &'static str)> {
        let all = blocks(text, &(0..text.len()));
        let word = |what: &Shape| match what {
            Shape::Heading(..) => "heading",
            Shape::Paragraph => "paragraph",
            Shape::List(_) => "list",
            Shape::Table(_) => "table",
            Shape::Quote(_) => "quote",
            Shape::Rule => "rule",
            Shape::Comment => "comment",
            Shape::Other => "other",
        };
        let all = all.iter();
        all.map(|one| (&text[one.place.clone()], word(&one.what)))
            .collect()
    }

    #[test]
    fn every_block_has_its_place() {
        let text = "# A\n\nb\nc\n\n- d\n- e\n\n> f\n\n| g | h |\n|---|---|\n| i | |\n\n<!-- j -->\n\n---\n\n[k]: l\n";
        let expected = [
            ("# A", "heading"),
            ("b\nc", "paragraph"),
            ("- d\n- e", "list"),
            ("> f", "quote"),
            ("| g | h |\n|---|---|\n| i | |", "table"),
            ("<!-- j -->", "comment"),
            ("---", "rule"),
            ("[k]: l", "other"),
        ];
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn cells_and_items_have_theirs() {
        let text = "- a **b**\n  - c\n\n| g | h i |\n|---|---|\n| j\\| | |\n";
        let all = blocks(text, &(0..text.len()));
        let Shape::List(items) = &all[0].what else {
            panic!("{all:?}")
        };
        assert_eq!(&text[items[0].blocks[0].place.clone()], "a **b**");
        assert_eq!(&text[items[0].blocks[1].place.clone()], "- c");
        let Shape::Table(grid) = &all[1].what else {
            panic!("{all:?}")
        };
        let cells = grid.head.iter().chain(&grid.rows[0]);
        let cells: Vec<&str> = cells.map(|cell| &text[cell.clone()]).collect();
        assert_eq!(cells, ["g", "h i", "j\\|", ""]);
    }

    proptest! {
        #[test]
        fn no_word_is_between_the_blocks(text in "[-#>|*a-c0-9`<!\\[\\]:~. \n\t]{0,80}") {
            let all = blocks(&text, &(0..text.len()));
            let has_word = |between: &str| between.contains(char::is_alphanumeric);
            let mut from = 0;
            for block in &all {
                prop_assert!(!has_word(&text[from..block.place.start.max(from)]), "{all:?}");
                from = from.max(block.place.end);
            }
            prop_assert!(!has_word(&text[from..]), "{all:?}");
        }
    }
}
