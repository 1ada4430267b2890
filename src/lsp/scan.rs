//! TOML that is being typed: which table, key or value is at a place. Where a parser sees only mistakes, this goes on with the next line.
//! Must not know what keys mean.

use std::collections::BTreeMap;

use crate::doc::Wanted;
use crate::text::{Span, Step};

/// What a text has where.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The way to each key, the key itself as its last step, and where it stands.
    pub keys: Vec<(Vec<Step>, Span)>,
    /// The way to each text, and where it stands between its quotation marks.
    pub texts: Vec<(Vec<Step>, Span)>,
    /// The way to the table below each header, and where the header stands between its brackets.
    pub headings: Vec<(Vec<Step>, Span)>,
    /// Where a value stands that is no text, or could.
    bare: Vec<(Vec<Step>, Span)>,
    /// Where a key could stand, and in which table.
    gaps: Vec<(Vec<Step>, Span)>,
}

/// What is at a place.
#[derive(Debug, PartialEq)]
pub(super) enum At<'a> {
    /// A key, or where one could stand, of the table with this path.
    Key(&'a [Step], Span),
    /// Within a text, whose value has this path.
    Text(&'a [Step], Span),
    /// A value that is no text, or where one could stand.
    Value(&'a [Step], Span),
    /// Within the brackets of a header.
    Heading(&'a [Step], Span),
    /// Nothing of these.
    Nothing,
}

impl Scan {
    /// What is at a place in the text that was looked through.
    pub(super) fn at(&self, text: &str, offset: usize) -> At<'_> {
        let touches = |(_, span): &&(Vec<Step>, Span)| span.start <= offset && offset <= span.end;
        if let Some((path, span)) = self.texts.iter().find(touches) {
            return At::Text(path, span.clone());
        }
        if let Some((path, span)) = self.headings.iter().find(touches) {
            return At::Heading(path, span.clone());
        }
        if let Some((path, span)) = self.keys.iter().find(touches) {
            let table = path.split_last().map_or(&[][..], |(_, table)| table);
            return At::Key(table, span.clone());
        }
        if let Some((path, span)) = self.bare.iter().find(touches) {
            // Blanks stay where they are.
            let is_blank = text[span.clone()].trim().is_empty();
            let span = if is_blank {
                offset..offset
            } else {
                span.clone()
            };
            return At::Value(path, span);
        }
        let gap = self.gaps.iter().rev().find(touches);
        let Some((table, gap)) = gap else {
            return At::Nothing;
        };
        // At the end of a line with a value nothing more can stand.
        let before = text.get(gap.start..offset).unwrap_or_default();
        let is_fresh = before.contains('\n')
            || text[..gap.start].trim_end_matches([' ', '\t']).is_empty()
            || text[..gap.start].ends_with(['\n', '{', ',']);
        match is_fresh {
            true => At::Key(table, offset..offset),
            false => At::Nothing,
        }
    }

    /// The keys that the table at a path has already.
    pub(super) fn has<'a>(&'a self, table: &'a [Step]) -> impl Iterator<Item = &'a str> {
        let paths = self.keys.iter().chain(&self.headings);
        paths.filter_map(move |(path, _)| match path.strip_prefix(table)?.first()? {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
    }
}

enum Frame {
    Table(Vec<Step>),
    List(Vec<Step>, usize),
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    table: Vec<Step>,
    frames: Vec<Frame>,
    /// How many tables each list of tables has so far.
    counts: BTreeMap<Vec<Step>, usize>,
    wanted: &'a dyn Fn(&[Step]) -> Wanted,
    out: Scan,
}

/// Looks through the part of a text that is TOML.
pub(super) fn scan(text: &str, toml: &Span, wanted: &dyn Fn(&[Step]) -> Wanted) -> Scan {
    let mut scanner = Scanner {
        text,
        at: toml.start,
        end: toml.end,
        table: Vec::new(),
        frames: Vec::new(),
        counts: BTreeMap::new(),
        wanted,
        out: Scan::default(),
    };
    while scanner.at < scanner.end {
        let before = scanner.at;
        scanner.step();
        if scanner.at == before {
            scanner.skip();
        }
    }
    if scanner.frames.is_empty() {
        let end = scanner.end;
        scanner.out.gaps.push((scanner.table, end..end));
    }
    scanner.out
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes()[..self.end].get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    /// One character further.
    fn skip(&mut self) {
        let length = self.rest().chars().next().map_or(1, char::len_utf8);
        self.at = (self.at + length).min(self.end);
    }

    fn skip_while(&mut self, is_part: impl Fn(char) -> bool) -> Span {
        let start = self.at;
        let rest = self.rest();
        let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        self.at += length;
        start..self.at
    }

    fn step(&mut self) {
        let blank = self.skip_while(char::is_whitespace);
        self.leave_unclosed();
        match self.frames.last() {
            None => self.out.gaps.push((self.table.clone(), blank)),
            Some(Frame::Table(table)) => self.out.gaps.push((table.clone(), blank)),
            Some(Frame::List(list, index)) => {
                let path = [&list[..], &[Step::Index(*index)]].concat();
                self.out.bare.push((path, blank));
            }
        }
        match (self.peek(), self.frames.last_mut()) {
            (None, _) => {}
            (Some(b'#'), _) => {
                self.skip_while(|letter| letter != '\n');
            }
            (Some(b'['), None) => self.heading(),
            (Some(_), None) => {
                let table = self.table.clone();
                self.key(&table);
            }
            (Some(b'}'), Some(Frame::Table(_))) | (Some(b']'), Some(Frame::List(..))) => {
                self.frames.pop();
                self.skip();
            }
            (Some(b','), Some(Frame::List(_, index))) => {
                *index += 1;
                self.skip();
            }
            (Some(b','), Some(Frame::Table(_))) => self.skip(),
            (Some(_), Some(Frame::Table(table))) => {
                let table = table.clone();
                self.key(&table);
            }
            (Some(_), Some(Frame::List(list, index))) => {
                let path = [&list[..], &[Step::Index(*index)]].concat();
                self.value(&path);
            }
        }
    }

    /// A line that begins with a header, or with a key and `=`, is in no list or table that was not closed before it.
    fn leave_unclosed(&mut self) {
        let is_line = self.at > 0 && self.text.as_bytes()[self.at - 1] == b'\n';
        if self.frames.is_empty() || !is_line {
            return;
        }
        let rest = self.rest();
        let line = rest.lines().next().unwrap_or_default().trim_end();
        let is_name = |text: &str| {
            let mut letters = text.trim().chars();
            letters
                .next()
                .is_some_and(|first| first.is_ascii_alphabetic())
                && letters.all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter))
        };
        let inner = line.trim_start_matches('[').trim_end_matches(']');
        let is_heading = line.starts_with('[') && line.ends_with(']') && is_name(inner);
        let is_key = line.split_once('=').is_some_and(|(key, _)| is_name(key));
        if is_heading || is_key {
            self.frames.clear();
        }
    }

    fn heading(&mut self) {
        let is_list = self.rest().starts_with("[[");
        self.at += if is_list { 2 } else { 1 };
        let inner = self.skip_while(|letter| !"]\n#".contains(letter));
        let keys: Vec<&str> = self.text[inner.clone()]
            .split('.')
            .map(|key| key.trim().trim_matches(['"', '\'']))
            .collect();
        let mut path = Vec::new();
        for (position, key) in keys.iter().enumerate() {
            path.push(Step::Key((*key).to_owned()));
            let is_new = is_list && position + 1 == keys.len();
            if is_new {
                *self.counts.entry(path.clone()).or_default() += 1;
            }
            match self.counts.get(&path) {
                Some(count) => path.push(Step::Index(count - 1)),
                None if (self.wanted)(&path) == Wanted::List => path.push(Step::Index(0)),
                None => {}
            }
        }
        self.out.headings.push((path.clone(), inner));
        self.table = path;
        self.skip_while(|letter| letter != '\n');
    }

    fn key(&mut self, table: &[Step]) {
        let mut path = table.to_vec();
        loop {
            let start = self.at;
            let span = match self.peek() {
                Some(quote @ (b'"' | b'\'')) => {
                    self.skip();
                    let inner =
                        self.skip_while(|letter| letter != char::from(quote) && letter != '\n');
                    if self.peek() == Some(quote) {
                        self.skip();
                    }
                    inner
                }
                _ => self.skip_while(|letter| letter.is_alphanumeric() || "_-".contains(letter)),
            };
            if self.at == start {
                break;
            }
            path.push(Step::Key(self.text[span.clone()].to_owned()));
            self.out.keys.push((path.clone(), span));
            self.skip_while(|letter| letter == ' ' || letter == '\t');
            match self.peek() {
                Some(b'.') => {
                    self.skip();
                    let end = self.at;
                    self.skip_while(|letter| letter == ' ' || letter == '\t');
                    // Behind the point a key could stand.
                    let is_key =
                        |byte: u8| byte.is_ascii_alphanumeric() || b"_-\"'".contains(&byte);
                    if !self.peek().is_some_and(is_key) {
                        path.push(Step::Key(String::new()));
                        self.out.keys.push((path.clone(), end..end));
                        path.pop();
                    }
                }
                Some(b'=') => {
                    self.skip();
                    return self.value(&path);
                }
                _ => break,
            }
        }
        // What is no key and has no value is not finished: it goes on behind it.
        let in_line = self.frames.is_empty();
        self.skip_while(|letter| letter != '\n' && (in_line || !",}".contains(letter)));
    }

    fn value(&mut self, path: &[Step]) {
        let blank = self.skip_while(|letter| letter == ' ' || letter == '\t');
        match self.peek() {
            Some(b'"' | b'\'') => self.text_value(path),
            Some(b'[') => {
                self.skip();
                self.frames.push(Frame::List(path.to_vec(), 0));
            }
            Some(b'{') => {
                self.skip();
                self.frames.push(Frame::Table(path.to_vec()));
            }
            _ => {
                let bare = self.skip_while(|letter| !",]}\n#".contains(letter));
                let written = self.text[bare.clone()].trim_end().len();
                let span = match written {
                    0 => blank,
                    written => bare.start..bare.start + written,
                };
                self.out.bare.push((path.to_vec(), span));
            }
        }
    }

    fn text_value(&mut self, path: &[Step]) {
        let rest = self.rest();
        let quote = &rest[..1];
        let long = quote.repeat(3);
        let (marks, is_long) = match rest.starts_with(&long) {
            true => (long.as_str(), true),
            false => (quote, false),
        };
        let start = self.at + marks.len();
        let inside = &self.text[start.min(self.end)..self.end];
        let mut length = inside.len();
        let mut is_closed = false;
        let mut is_escaped = false;
        for (place, letter) in inside.char_indices() {
            if is_escaped {
                is_escaped = false;
            } else if letter == '\\' && quote == "\"" {
                is_escaped = true;
            } else if inside[place..].starts_with(marks) {
                (length, is_closed) = (place, true);
                break;
            }
            if letter == '\n' && !is_long {
                length = place;
                break;
            }
        }
        let end = start + length;
        self.out.texts.push((path.to_vec(), start..end));
        self.at = if is_closed { end + marks.len() } else { end };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(marked: &str) -> String {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let scan = scan(&text, &(0..text.len()), &|_| Wanted::Nothing);
        let shown = |path: &[Step]| {
            let steps: Vec<String> = path
                .iter()
                .map(|step| match step {
                    Step::Key(key) => key.clone(),
                    Step::Index(index) => index.to_string(),
                })
                .collect();
            steps.join(".")
        };
        match scan.at(&text, offset) {
            At::Key(table, span) => format!("key of {}: {}", shown(table), &text[span]),
            At::Text(path, span) => format!("text {}: {}", shown(path), &text[span]),
            At::Value(path, span) => format!("value {}: {}", shown(path), &text[span]),
            At::Heading(path, span) => format!("heading {}: {}", shown(path), &text[span]),
            At::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn the_place_in_half_typed_text_is_known() {
        for (text, place) in [
            ("|", "key of : "),
            ("na|", "key of : na"),
            ("name = \"a\"\n|", "key of : "),
            ("name = \"a|\"\n", "text name: a"),
            ("name = \"a\"|\n", "nothing"),
            ("name = \"a\" |\n", "nothing"),
            ("name = |", "value name: "),
            ("name = |\nrole = \"x\"", "value name: "),
            ("name = dra|ft\n", "value name: draft"),
            ("name = \"a|\nrole = \"b\"", "text name: a"),
            ("jobs = [\"a\", \"b|\"]", "text jobs.1: b"),
            ("jobs = [\"a\", |", "value jobs.1: "),
            ("jobs = [\"a\",\nrole = \"|\"", "text role: "),
            (
                "[[stages]]\nname = \"a\"\n[[stages]]\nna|",
                "key of stages.1: na",
            ),
            (
                "[[stages]]\n[stages.emotion]\nto|",
                "key of stages.0.emotion: to",
            ),
            ("[dec|ision]\n", "heading decision: decision"),
            ("[[st|", "heading st.0: st"),
            ("goals = [{ text = \"a\", ev|", "key of goals.0: ev"),
            ("goals = [{ |", "key of goals.0: "),
            (
                "goals = [{ text = \"a\",\n[decision]\nx|",
                "key of decision: x",
            ),
            ("a.b|", "key of a: b"),
            ("a.| = 1", "key of a: "),
            ("# a|\nb = 1", "nothing"),
            ("x = \"\"\"\na|\nb\"\"\"\n", "text x: \na\nb"),
            ("x = \"a \\\" b|\"", "text x: a \\\" b"),
        ] {
            assert_eq!(at(text), place, "{text}");
        }
    }
}
