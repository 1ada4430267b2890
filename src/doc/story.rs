//! What is left of a Markdown text when its fields are taken out, and where that stands in the file. Must not know what the
//! fields are.

use super::blocks::{Block, Shape, trimmed};
use super::form::is_escaped;
use crate::text::Span;

/// A text whose pieces stand in a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Story {
    pub(super) text: String,
    /// Where pieces begin: in the text, and in the file.
    pieces: Vec<(usize, usize)>,
}

impl Story {
    /// The place in the file of an offset in the text.
    pub(super) fn place(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|(own, _)| *own <= offset);
        match at.checked_sub(1).and_then(|at| self.pieces.get(at)) {
            Some((own, file)) => file + (offset - own),
            None => self.pieces.first().map_or(0, |(_, file)| *file),
        }
    }

    /// Whether an offset in the file is in one of the pieces.
    pub(super) fn holds(&self, place: usize) -> bool {
        let at = self.pieces.partition_point(|(_, file)| *file <= place);
        let Some((own, file)) = at.checked_sub(1).and_then(|at| self.pieces.get(at)) else {
            return false;
        };
        let end = self.pieces.get(at).map_or(self.text.len(), |(own, _)| *own);
        place - file < end - own
    }

    /// Where it stands in the file: pieces with nothing of a field between them are one.
    pub(super) fn places(&self, file: &str) -> Vec<Span> {
        let ends = self.pieces.iter().skip(1).map(|(own, _)| *own);
        let ends = ends.chain([self.text.len()]);
        let mut places: Vec<Span> = Vec::new();
        for ((own, start), end) in self.pieces.iter().zip(ends) {
            let piece = self.text[*own..end].trim_end();
            let alike = piece.bytes().zip(file[*start..].bytes());
            let length = alike.take_while(|(own, other)| own == other).count();
            let place = *start..start + length;
            match places.last_mut() {
                Some(last)
                    if file.get(last.end..place.start).is_some_and(|between| {
                        between
                            .trim_matches(['\\', ' ', '\r', '\n', '\t'])
                            .is_empty()
                    }) =>
                {
                    last.end = place.end;
                }
                _ => places.push(place),
            }
        }
        places
    }

    fn push(&mut self, text: &str, place: Span, between: &str) {
        if !self.text.is_empty() {
            self.text.push_str(between);
        }
        self.pieces.push((self.text.len(), place.start));
        self.text.push_str(&text[place]);
    }
}

/// The story in a part of a text with these blocks, of which some places are used.
pub(super) fn story(text: &str, part: &Span, all: &[Block], used: &[Span]) -> Story {
    let mut story = Story::default();
    let is_escaped_heading = |block: &Block| match &block.what {
        Shape::Heading(2, words) => is_escaped(&text[words.clone()]),
        _ => false,
    };
    if used.is_empty() && !all.iter().any(is_escaped_heading) {
        let place = trimmed(text, part.clone());
        if !place.is_empty() {
            story.push(text, place, "");
        }
        return story;
    }
    // From the last block to the first: a heading that was read stays when something below it does.
    let mut kept: Vec<(usize, Vec<Span>)> = Vec::new();
    let mut stays_below: Vec<usize> = Vec::new();
    for (at, block) in all.iter().enumerate().rev() {
        let pieces = match &block.what {
            Shape::Heading(level, words) => {
                let is_used = used.contains(&block.place);
                let has_more = stays_below.iter().any(|below| below > level);
                stays_below.retain(|below| below <= level);
                if is_used && (*level == 1 || !has_more) {
                    continue;
                }
                stays_below.push(*level);
                if is_escaped_heading(block) {
                    vec![
                        block.place.start..words.start,
                        words.start + 1..block.place.end,
                    ]
                } else {
                    vec![block.place.clone()]
                }
            }
            Shape::Rule | Shape::Comment if is_in_used_section(all, at, used) => continue,
            _ => left(text, &block.place, used),
        };
        if pieces.is_empty() {
            continue;
        }
        if !matches!(
            block.what,
            Shape::Heading(..) | Shape::Rule | Shape::Comment
        ) {
            stays_below.push(usize::MAX);
        }
        kept.push((at, pieces));
    }
    let mut last: Option<usize> = None;
    for (at, pieces) in kept.into_iter().rev() {
        for (position, piece) in pieces.into_iter().enumerate() {
            let is_next = last.is_some_and(|last| last + 1 == at) && position == 0;
            let end = story
                .pieces
                .last()
                .map_or(0, |(own, file)| file + story.text.len() - own);
            let between = match text.get(end..piece.start) {
                Some(between) if is_next && between.trim().is_empty() => between.to_owned(),
                _ if position > 0 && is_escaped_heading(&all[at]) => String::new(),
                _ if position > 0 => "\n".to_owned(),
                _ => "\n\n".to_owned(),
            };
            story.push(text, piece, &between);
        }
        last = Some(at);
    }
    story
}

/// Whether the heading above a block was read.
fn is_in_used_section(all: &[Block], at: usize, used: &[Span]) -> bool {
    let is_heading = |block: &&Block| matches!(block.what, Shape::Heading(..));
    let above = all[..at].iter().rev().find(is_heading);
    above.is_some_and(|block| used.contains(&block.place))
}

/// The parts of a place that are not used, without what says nothing.
pub(super) fn left(text: &str, place: &Span, used: &[Span]) -> Vec<Span> {
    let mut inside: Vec<&Span> = used
        .iter()
        .filter(|one| one.start < place.end && one.end > place.start)
        .collect();
    inside.sort_by_key(|one| one.start);
    let mut parts = Vec::new();
    let mut from = place.start;
    let mut part = |from: usize, to: usize| {
        let says = |letter: char| letter.is_alphanumeric() || !letter.is_ascii();
        if from < to
            && let Some(words) = text.get(from..to)
            && (words.chars().any(says) || from == place.start && to == place.end)
        {
            parts.push(trimmed(text, from..to));
        }
    };
    for one in inside {
        part(from, one.start.min(place.end));
        from = from.max(one.end);
    }
    part(from, place.end);
    parts
}
