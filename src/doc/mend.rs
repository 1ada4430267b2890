//! Reads TOML as people type it, and writes it as they meant it: a line with mistakes in, the line without them out. What must
//! stand at each place decides, so that `35%` becomes a number or a text. Must not know fields or kinds.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::Wanted;
use super::amounts::{self, Oddity};
use super::slip::{Slip, What};
use crate::text::Step;

/// A text of more lines is looked through no further.
const LINES: usize = 40;

/// Nobody writes tables within tables any deeper.
const DEEPEST: usize = 24;

/// What was written, as it was meant.
#[derive(Debug)]
pub(super) struct Mended {
    /// Valid TOML; nothing when there is nothing to write.
    pub(super) line: Option<String>,
    /// What was wrong, in the order found.
    pub(super) slips: Vec<Slip>,
    /// Where reading ended.
    pub(super) end: usize,
}

/// Where a value stands.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Line,
    List,
    Table,
}

/// A value as it is to be written; one that says that there is none is left out.
enum Out {
    Value(String),
    Gone,
}

/// Mends `key = value` at a place of a text. `table` is the path of the table it stands in.
pub(super) fn statement(
    text: &str,
    place: Range<usize>,
    table: &[Step],
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Option<Mended> {
    let mut mender = Mender::new(text, place, table, wanted);
    if let Some(remark) = mender.remark() {
        return Some(remark);
    }
    mender.space(Within::Line);
    let key = mender.key(Within::Line)?;
    let value = match mender.dashes() {
        Some(list) => Out::Value(list?),
        None => mender.value(Within::Line)?,
    };
    let value = mender.rest_of_line(value)?;
    let line = match value {
        Out::Value(value) => Some(format!("{key} = {value}")),
        Out::Gone => None,
    };
    mender.mended(line)
}

/// Mends a value alone, which stands at a path.
pub(super) fn value(
    text: &str,
    place: Range<usize>,
    path: &[Step],
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Option<Mended> {
    let mut mender = Mender::new(text, place.clone(), path, wanted);
    let value = mender.value(Within::Line)?;
    if mender.at != place.end {
        return None;
    }
    match value {
        Out::Value(value) => {
            is_toml(&format!("x = {value}")).then_some(())?;
            Some(Mended {
                line: Some(value),
                slips: mender.slips,
                end: mender.at,
            })
        }
        Out::Gone => mender.mended(None),
    }
}

/// The line of `key = value` with another key, when the value of that one has to be written otherwise than it is. Nothing where the key
/// does not stand alone at the beginning of its line.
pub(crate) fn with_key(
    text: &str,
    key: Range<usize>,
    path: &[Step],
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Option<String> {
    let (Step::Key(name), table) = path.split_last()? else {
        return None;
    };
    let start = text[..key.start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let end = text[key.end..].find('\n');
    let end = end.map_or(text.len(), |end| key.end + end);
    if !text[start..key.start].trim().is_empty() {
        return None;
    }
    let line = format!("{name}{}", &text[key.end..end]);
    let mended = statement(&line, 0..line.len(), table, wanted)?;
    if mended.slips.is_empty() {
        return None;
    }
    mended.line.filter(|line| line.len() <= 160)
}

fn is_toml(text: &str) -> bool {
    DeTable::parse(text).is_ok()
}

struct Mender<'a> {
    /// The text up to where it may be read.
    text: &'a str,
    at: usize,
    path: Vec<Step>,
    wanted: &'a dyn Fn(&[Step]) -> Wanted,
    slips: Vec<Slip>,
}

impl<'a> Mender<'a> {
    fn new(
        text: &'a str,
        place: Range<usize>,
        path: &[Step],
        wanted: &'a dyn Fn(&[Step]) -> Wanted,
    ) -> Self {
        Self {
            text: &text[..place.end],
            at: place.start,
            path: path.to_vec(),
            wanted,
            slips: Vec::new(),
        }
    }

    fn mended(self, line: Option<String>) -> Option<Mended> {
        if line.as_ref().is_some_and(|line| !is_toml(line)) {
            return None;
        }
        Some(Mended {
            line,
            slips: self.slips,
            end: self.at,
        })
    }

    fn left(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.left().chars().next()
    }

    fn line_end(&self) -> usize {
        let newline = self.left().find('\n');
        newline.map_or(self.text.len(), |newline| self.at + newline)
    }

    fn here(&self) -> Wanted {
        (self.wanted)(&self.path)
    }

    fn slip(&mut self, place: Range<usize>, what: What) {
        self.slips.push(Slip { place, what });
    }

    /// Passes over spaces; within brackets over lines and remarks as well.
    fn space(&mut self, within: Within) {
        while let Some(letter) = self.next() {
            let place = self.at..self.at + letter.len_utf8();
            match letter {
                ' ' | '\t' | '\r' => {}
                '\n' if within != Within::Line => {}
                '#' if within != Within::Line => {
                    self.at = self.line_end();
                    continue;
                }
                '\n' => return,
                letter if is_strange_space(letter) => self.slip(place.clone(), What::Space(letter)),
                _ => return,
            }
            self.at = place.end;
        }
    }

    /// A line that is a remark in other languages.
    fn remark(&mut self) -> Option<Mended> {
        let line = &self.text[self.at..self.line_end()];
        let words = line.trim_start();
        let sign = ["//", "--", ";", "<!--", "/*", "%"]
            .into_iter()
            .find(|sign| words.starts_with(sign))?;
        let start = self.at + (line.len() - words.len());
        let rest = words[sign.len()..]
            .trim_end()
            .trim_end_matches("-->")
            .trim_end_matches("*/");
        let slip = Slip {
            place: start..start + sign.len(),
            what: What::Remark,
        };
        Some(Mended {
            line: Some(format!("# {}", rest.trim())),
            slips: vec![slip],
            end: self.line_end(),
        })
    }

    /// Reads a key and what separates it from its value. The path then leads to the value.
    fn key(&mut self, within: Within) -> Option<String> {
        let start = self.at;
        let mut quote = None;
        let mut end = None;
        for (offset, letter) in self.left().char_indices() {
            let is_first = self.text[start..start + offset].trim().is_empty()
                || self.text[start..start + offset].trim_end().ends_with('.');
            match (quote, letter) {
                (Some(open), letter) if letter == open => quote = None,
                (_, '\n') => break,
                (Some(_), _) => {}
                (None, '"' | '\'') if is_first => quote = Some(letter),
                (None, '"' | '\'' | '[' | '{' | '“' | '„' | '‘' | '«') if !is_first => {
                    end = Some(offset);
                    break;
                }
                (None, '=' | ':') => {
                    end = Some(offset);
                    break;
                }
                (None, ',' | '}' | '#') => return None,
                (None, _) => {}
            }
        }
        let raw = match end {
            Some(end) => &self.left()[..end],
            None => {
                // A known field, and its value behind nothing but a space.
                let line = &self.text[start..self.line_end()];
                let (word, _) = line.trim_start().split_once([' ', '\t'])?;
                self.wanted_below(word)?;
                &line[..line.len() - line.trim_start().len() + word.len()]
            }
        };
        self.at = start + raw.len();
        let key = self.written_key(start, raw)?;
        self.separator(within)?;
        for part in key.split('.') {
            let name = part.trim().trim_matches(['"', '\'']);
            self.path.push(Step::Key(name.to_owned()));
        }
        Some(key)
    }

    fn wanted_below(&self, key: &str) -> Option<Wanted> {
        let path = [&self.path[..], &[Step::Key(key.to_owned())]].concat();
        Some((self.wanted)(&path)).filter(|wanted| *wanted != Wanted::Nothing)
    }

    fn written_key(&mut self, start: usize, raw: &str) -> Option<String> {
        let strange = raw
            .char_indices()
            .find(|(_, letter)| is_strange_space(*letter));
        let key =
            raw.trim_matches(|letter: char| letter.is_whitespace() || is_strange_space(letter));
        if let Some((offset, letter)) = strange {
            let place = start + offset..start + offset + letter.len_utf8();
            self.slip(place, What::Space(letter));
        }
        if key.is_empty() {
            return None;
        }
        if is_toml(&format!("{key} = 1")) {
            return Some(key.to_owned());
        }
        let start = start + raw.find(key).unwrap_or(0);
        let name = key.trim_matches([
            '"', '\'', '“', '”', '„', '‘', '’', '«', '»', '*', '`', '-', ' ',
        ]);
        if strange.is_none() {
            self.slip(start..start + key.len(), What::Key);
        }
        let together = name
            .to_lowercase()
            .split(|letter: char| letter.is_whitespace() || letter == '-')
            .collect::<Vec<_>>()
            .join("_");
        if self.wanted_below(&together).is_some() && self.here() != Wanted::Labels {
            return Some(together);
        }
        Some(quoted(name))
    }

    fn separator(&mut self, within: Within) -> Option<()> {
        self.space(Within::Line);
        let start = self.at;
        while matches!(self.next(), Some('=' | ':' | '>')) && self.at - start < 3 {
            self.at += 1;
        }
        let written = &self.text[start..self.at];
        if written != "=" {
            // An address or a sentence is no key with its value.
            if written.starts_with(':')
                && (self.left().starts_with('/')
                    || !self.left().is_empty()
                        && !self
                            .left()
                            .starts_with([' ', '\n', '\r', '\t', '"', '\'', '[']))
                && within == Within::Line
            {
                return None;
            }
            self.slip(start..self.at.max(start), What::Separator);
        }
        self.space(Within::Line);
        Some(())
    }

    /// A list with a line and a dash for each item, below its key.
    fn dashes(&mut self) -> Option<Option<String>> {
        let rest = &self.text[self.at..self.line_end()];
        if !rest.trim().is_empty() || !self.left().trim_start().starts_with("- ") {
            return None;
        }
        let start = self.at;
        self.slips.clear();
        self.slip(start..start, What::Dashes);
        let mut items = Vec::new();
        loop {
            let line_start = self.line_end() + 1;
            let Some(line) = self.text.get(line_start..) else {
                break;
            };
            let line = line.split('\n').next().unwrap_or("");
            let Some(item) = line.trim_start().strip_prefix("- ") else {
                break;
            };
            self.at = line_start + (line.len() - item.len());
            self.path.push(Step::Index(items.len()));
            let value = self.value(Within::Line);
            self.path.pop();
            match value {
                Some(Out::Value(value)) => items.push(value),
                Some(Out::Gone) => {}
                None => return Some(None),
            }
            if !self.text[self.at..self.line_end()].trim().is_empty() {
                return Some(None);
            }
        }
        Some(Some(format!("[{}]", items.join(", "))))
    }

    fn value(&mut self, within: Within) -> Option<Out> {
        if self.path.len() > DEEPEST {
            return None;
        }
        match self.next() {
            Some('[') => self.list(']'),
            Some('(') if self.here() == Wanted::List => self.list(')'),
            Some('{') if self.here() == Wanted::List && self.is_set() => self.list('}'),
            Some('{') => self.table(),
            Some(letter) if closing(letter).is_some() => self.quoted_text(within),
            _ => self.bare(within),
        }
    }

    /// Whether texts alone stand in curly brackets here.
    fn is_set(&self) -> bool {
        let inside = self.left()[1..].trim_start();
        inside.starts_with(['"', '\'', '“', '„'])
            && !inside.split('}').next().unwrap_or("").contains(['=', ':'])
    }

    fn list(&mut self, close: char) -> Option<Out> {
        let start = self.at;
        let wanted = self.here();
        self.at += 1;
        if close != ']' {
            self.slip(start..self.at, What::Brackets);
        }
        let mut items: Vec<String> = Vec::new();
        let mut after_comma = true;
        loop {
            self.space(Within::List);
            match self.next() {
                None => {
                    let end = start + self.text[start..].trim_end().len();
                    self.slip(start..start + 1, What::Unclosed(']'));
                    self.at = end;
                    break;
                }
                Some(letter) if letter == close || matches!(letter, ']' | ')' | '}') => {
                    if letter != close {
                        self.slip(self.at..self.at + 1, What::Brackets);
                    }
                    self.at += 1;
                    break;
                }
                Some(',') => {
                    if after_comma {
                        self.slip(self.at..self.at + 1, What::ExtraComma);
                    }
                    self.at += 1;
                    after_comma = true;
                    continue;
                }
                Some(';') => {
                    self.slip(self.at..self.at + 1, What::Semicolon);
                    self.at += 1;
                    after_comma = true;
                    continue;
                }
                Some(_) => {}
            }
            let item_start = self.at;
            if !after_comma {
                self.slip(item_start..item_start + 1, What::Comma);
            }
            self.path.push(Step::Index(items.len()));
            let item = self.value(Within::List);
            self.path.pop();
            if let Out::Value(item) = item? {
                items.push(item);
            }
            if self.at == item_start {
                return None;
            }
            after_comma = false;
        }
        let list = format!("[{}]", items.join(", "));
        match (wanted, items.as_slice()) {
            (Wanted::List | Wanted::Any | Wanted::Nothing, _) => Some(Out::Value(list)),
            (Wanted::Table(keys), [only]) if only.starts_with('{') || keys.sentence.is_some() => {
                self.slip(start..self.at, What::List);
                Some(Out::Value(only.clone()))
            }
            (Wanted::Table(_), _) => self.in_a_table(start, list),
            (Wanted::Labels, _) => Some(Out::Value(list)),
            (_, [only]) => {
                self.slip(start..self.at, What::List);
                self.again(only, start)
            }
            _ => Some(Out::Value(list)),
        }
    }

    /// A value that was found in a list of one, where it stands alone.
    fn again(&mut self, value: &str, start: usize) -> Option<Out> {
        let mended = self::value(value, 0..value.len(), &self.path, self.wanted)?;
        let slips = mended.slips.into_iter();
        self.slips.extend(slips.map(|slip| Slip {
            place: start..self.at,
            ..slip
        }));
        mended.line.map(Out::Value)
    }

    /// A list or text where a table stands that has one place for it.
    fn in_a_table(&mut self, start: usize, value: String) -> Option<Out> {
        let Wanted::Table(keys) = self.here() else {
            return None;
        };
        let is_list = value.starts_with('[');
        // Only what may say anything: a condition in words is none.
        let is_listed = |key: &&&str| {
            let item = [
                &self.path[..],
                &[Step::Key((**key).to_owned()), Step::Index(0)],
            ]
            .concat();
            (self.wanted)(&item) == Wanted::Text
        };
        let candidates = match keys.required {
            [] => keys.all,
            [only] => std::slice::from_ref(only),
            _ => return None,
        };
        let key = candidates.iter().find(is_listed)?;
        let value = if is_list { value } else { format!("[{value}]") };
        let out = format!("{{ {key} = {value} }}");
        self.slip(start..self.at, What::NoTable);
        Some(Out::Value(out))
    }

    fn table(&mut self) -> Option<Out> {
        let start = self.at;
        let wanted = self.here();
        self.at += 1;
        let is_listed = wanted == Wanted::List;
        if is_listed {
            self.path.push(Step::Index(0));
        }
        let mut parts: Vec<String> = Vec::new();
        let mut after_comma = true;
        loop {
            self.space(Within::Table);
            match self.next() {
                None => {
                    self.slip(start..start + 1, What::Unclosed('}'));
                    self.at = start + self.text[start..].trim_end().len();
                    break;
                }
                Some('}') => {
                    self.at += 1;
                    break;
                }
                Some(']') => {
                    self.slip(start..start + 1, What::Unclosed('}'));
                    break;
                }
                Some(letter @ (',' | ';')) => {
                    if letter == ';' {
                        self.slip(self.at..self.at + 1, What::Semicolon);
                    } else if after_comma {
                        self.slip(self.at..self.at + 1, What::ExtraComma);
                    }
                    self.at += 1;
                    after_comma = true;
                    continue;
                }
                Some(_) => {}
            }
            let part = self.at;
            if !after_comma {
                self.slip(part..part + 1, What::Comma);
            }
            let depth = self.path.len();
            let key = self.key(Within::Table)?;
            let value = self.value(Within::Table)?;
            self.path.truncate(depth);
            if let Out::Value(value) = value {
                parts.push(format!("{key} = {value}"));
            }
            if self.at == part {
                return None;
            }
            after_comma = false;
        }
        let table = if parts.is_empty() {
            "{}".to_owned()
        } else {
            format!("{{ {} }}", parts.join(", "))
        };
        if is_listed {
            self.path.pop();
            self.slip(start..self.at, What::NoList);
            return Some(Out::Value(format!("[{table}]")));
        }
        Some(Out::Value(table))
    }

    fn quoted_text(&mut self, within: Within) -> Option<Out> {
        let start = self.at;
        let open = self.next()?;
        for triple in ["\"\"\"", "'''"] {
            if self.left().starts_with(triple) {
                let inside = &self.left()[3..];
                let end = inside.find(triple)?;
                self.at += end + 6;
                let written = self.text[start..self.at].to_owned();
                return self.scalar(&inside[..end], start..self.at, Some(written));
            }
        }
        let closers = closing(open)?;
        let inside = start + open.len_utf8();
        let (content, end) = self.content(inside, (open, closers), within)?;
        self.at = end;
        let written = self.written(content, start..end, open)?;
        self.scalar(content, start..end, Some(written))
    }

    /// What is inside quotes, and where the text ends with its quote. The end is where a value may end.
    fn content(
        &mut self,
        inside: usize,
        (open, closers): (char, &str),
        within: Within,
    ) -> Option<(&'a str, usize)> {
        let line_end = self.line_end();
        let line = &self.text[inside..line_end];
        // As TOML reads it, if that leaves nothing behind.
        if open == '"' {
            let mut escaped = false;
            for (offset, letter) in line.char_indices() {
                match letter {
                    _ if escaped => escaped = false,
                    '\\' => escaped = true,
                    '"' => {
                        if self.may_end(inside + offset + 1, within) {
                            return Some((&line[..offset], inside + offset + 1));
                        }
                        break;
                    }
                    _ => {}
                }
            }
        }
        let ends = |closers: &str| -> Vec<(usize, usize)> {
            line.char_indices()
                .filter(|(_, letter)| closers.contains(*letter))
                .map(|(offset, letter)| (offset, inside + offset + letter.len_utf8()))
                .filter(|(_, end)| self.may_end(*end, within))
                .collect()
        };
        let found = ends(closers);
        let curly = if open == '"' || open == '\'' {
            "”“’»"
        } else {
            "\""
        };
        let found = if found.is_empty() { ends(curly) } else { found };
        // Up to the last quote of the line; of several items up to the first that may end one.
        let end = match within {
            Within::Line => found.last(),
            _ => found.first(),
        };
        if let Some((offset, end)) = end {
            return Some((&line[..*offset], *end));
        }
        if let Some(end) = self.end_on_another_line(line_end, closers) {
            self.slip(inside - open.len_utf8()..line_end, What::Lines);
            let last = self.text[..end].char_indices().next_back()?.0;
            return Some((&self.text[inside..last], end));
        }
        let stop = match within {
            Within::Line => line.len(),
            Within::List => line.find(']').unwrap_or(line.len()),
            Within::Table => line.find('}').unwrap_or(line.len()),
        };
        let content = line[..stop].trim_end();
        self.slip(
            inside - open.len_utf8()..inside + content.len(),
            What::UnclosedText,
        );
        Some((content, inside + content.len()))
    }

    /// Whether a value may end here.
    fn may_end(&self, end: usize, within: Within) -> bool {
        let line = self.text[end..].split('\n').next().unwrap_or("");
        let rest = line.trim_start_matches(|letter: char| letter.is_whitespace());
        let gap = rest.len() < line.len();
        match (rest.chars().next(), within) {
            (None | Some('#'), _) => true,
            (Some('/'), Within::Line) => rest.starts_with("//") && gap,
            (Some(';'), Within::Line) if begins_with_key(rest[1..].trim_start()) => true,
            (Some(',' | ';'), Within::Line) => {
                rest.len() == 1 || self.here() == Wanted::List || rest[1..].trim().is_empty()
            }
            (Some(',' | ';' | ']' | ')' | '}'), Within::List) => true,
            (Some('}' | ']'), Within::Table) => true,
            (Some(','), Within::Table) => {
                let next = rest[1..].trim_start();
                next.is_empty() || next.starts_with('}') || next.find(['=', ':']).is_some()
            }
            (Some(letter), Within::List) => gap && closing(letter).is_some(),
            // The comma before the next key is missing.
            (Some(letter), Within::Table) => {
                gap && letter.is_ascii_alphabetic() && begins_with_key(rest)
            }
            _ => false,
        }
    }

    /// Where a text ends on one of the next lines: at a quote with nothing behind it.
    fn end_on_another_line(&self, from: usize, closers: &str) -> Option<usize> {
        let mut start = from + 1;
        for line in self.text.get(start..)?.split('\n').take(LINES) {
            let written = line.trim_end().trim_end_matches([',', ']', '}', ' ']);
            if written.ends_with(|letter| closers.contains(letter)) {
                return Some(start + written.len());
            }
            if begins(line) {
                return None;
            }
            start += line.len() + 1;
        }
        None
    }

    /// A text as TOML writes it, from what stood between its quotes.
    fn written(&mut self, content: &str, place: Range<usize>, open: char) -> Option<String> {
        if let Some((offset, control)) = content
            .char_indices()
            .find(|(_, letter)| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
        {
            let at = place.start + open.len_utf8() + offset;
            self.slip(at..at + control.len_utf8(), What::Control(control));
            let content: String = content
                .chars()
                .filter(|letter| !letter.is_control() || matches!(letter, '\t' | '\n'))
                .collect();
            return Some(quoted(&content));
        }
        if content.contains('\n') {
            let quotes = if content.contains("\"\"\"") || content.contains('\\') {
                "'''"
            } else {
                "\"\"\""
            };
            return Some(format!("{quotes}{content}{quotes}"));
        }
        let as_is = &self.text[place.clone()];
        if is_toml(&format!("x = {as_is}")) {
            return Some(as_is.to_owned());
        }
        let ends_open = as_is.ends_with(open);
        let what = match open {
            '"' if !ends_open => None,
            '"' if has_quote(content) => Some((What::InnerQuote, content.find('"'))),
            '"' => Some((What::Backslash, content.find('\\'))),
            '\'' if !ends_open => None,
            '\'' => Some((What::Apostrophe, content.find('\''))),
            _ => {
                self.slip(place.clone(), What::Curly);
                None
            }
        };
        if let Some((what, offset)) = what {
            let at = place.start + 1 + offset.unwrap_or(0);
            self.slip(at..at + 1, what);
        } else if !ends_open && as_is.ends_with(['”', '“', '’', '»']) {
            let last = as_is.char_indices().next_back()?.0;
            self.slip(place.start + last..place.end, What::Curly);
        }
        // An escaped quote stays one.
        let content = if open == '"' && !content.contains("\\\\") {
            content.replace("\\\"", "\"")
        } else {
            content.to_owned()
        };
        Some(quoted(&content))
    }

    fn bare(&mut self, within: Within) -> Option<Out> {
        let start = self.at;
        let wanted = self.here();
        let line = &self.text[start..self.line_end()];
        let stop = match within {
            Within::Line => [" #", "\t#", " //"]
                .iter()
                .filter_map(|sign| line.find(sign))
                .min(),
            Within::List => line.find([',', ';', ']', '#']),
            Within::Table => line.find([',', ';', '}', '#']),
        };
        let mut end = stop.unwrap_or(line.len());
        if within == Within::Table && matches!(wanted, Wanted::Number(..) | Wanted::Scale(_)) {
            let is_digit = |letter: char| letter.is_ascii_digit();
            if line[..end].trim_end().ends_with(is_digit) {
                let rest = &line[end..];
                end += match decimals(rest) {
                    Some(length) => length,
                    None if rest.starts_with(",-") => ",-".len(),
                    None => 0,
                };
            }
        }
        let mut token = line[..end].trim_end();
        if within == Within::Line {
            let whole = token;
            token = token.trim_end_matches([';', ',']).trim_end();
            if token.len() < whole.len()
                && amounts::number(whole, (i64::MIN, i64::MAX))
                    .is_none_or(|_| !whole.ends_with(",-"))
            {
                let rest = whole[token.len()..].trim().to_owned();
                self.slip(
                    start + token.len()..start + whole.len(),
                    What::LeftOver(rest),
                );
            }
        }
        self.at = start + line[..end].trim_end().len();
        let place = start..start + token.len();
        if token.is_empty() {
            self.slip(start..start, What::Empty);
            return Some(Out::Gone);
        }
        if within == Within::Line && wanted == Wanted::List && token.contains(',') {
            self.slip(place.clone(), What::NoList);
            let mut items = Vec::new();
            for (index, part) in token.split(',').enumerate() {
                self.path.push(Step::Index(index));
                let item = self.scalar(part.trim(), place.clone(), None);
                self.path.pop();
                if let Out::Value(item) = item? {
                    items.push(item);
                }
            }
            return Some(Out::Value(format!("[{}]", items.join(", "))));
        }
        self.scalar(token, place, None)
    }

    /// One value that is no list and no table, as what is wanted here. `written` is a text as TOML writes it; without it, the
    /// value stands without quotes.
    fn scalar(
        &mut self,
        content: &str,
        place: Range<usize>,
        written: Option<String>,
    ) -> Option<Out> {
        let is_text = written.is_some();
        let wanted = self.here();
        match wanted {
            Wanted::List => {
                if !is_text && amounts::is_nothing(content) {
                    self.slip(place, What::NoValue(content.to_owned()));
                    return Some(Out::Gone);
                }
                self.path.push(Step::Index(0));
                let item = self.scalar(content, place.clone(), written);
                self.path.pop();
                let Out::Value(item) = item? else {
                    return Some(Out::Gone);
                };
                self.slip(place, What::NoList);
                return Some(Out::Value(format!("[{item}]")));
            }
            Wanted::Labels => return None,
            Wanted::Table(keys) if keys.sentence.is_none() => {
                let text = written.unwrap_or_else(|| quoted(content));
                return self.in_a_table(place.start, text);
            }
            _ => {}
        }
        if !is_text && (amounts::is_nothing(content) && !wanted.takes_text() || is_null(content)) {
            self.slip(place, What::NoValue(content.to_owned()));
            return Some(Out::Gone);
        }
        let native = if is_text { None } else { native(content) };
        if let Wanted::Scale(scale) = wanted
            && (scale.number(content).is_some()
                || self.takes_change() && scale.change(content).is_some())
        {
            let Some(written) = written else {
                self.slip(place, What::NoQuotes);
                return Some(Out::Value(quoted(content)));
            };
            return Some(Out::Value(written));
        }
        let bounds = match wanted {
            Wanted::Scale(scale) => Wanted::Number(scale.least, scale.most()),
            other => other,
        };
        let meant = match bounds {
            Wanted::Number(least, most) => match native {
                Some(Native::Number) => return Some(Out::Value(content.to_owned())),
                _ => amounts::number(content, (least, most)).map(|(number, oddity)| {
                    let is_plain = number == content.trim();
                    (
                        number,
                        if is_text && is_plain {
                            What::NumberInQuotes
                        } else {
                            What::Number(oddity)
                        },
                    )
                }),
            },
            Wanted::Flag => match native {
                Some(Native::Flag) => return Some(Out::Value(content.to_owned())),
                _ => amounts::flag(content).map(|flag| (flag.to_string(), What::Flag)),
            },
            Wanted::Date => match native {
                Some(Native::Date) => return Some(Out::Value(content.to_owned())),
                _ => amounts::date(content).map(|date| (date, What::Date)),
            },
            _ => {
                let Some(written) = written else {
                    return Some(Out::Value(self.as_text(content, place, native)));
                };
                return Some(Out::Value(written));
            }
        };
        if let Some((value, what)) = meant {
            self.slip(place, what);
            return Some(Out::Value(value));
        }
        self.slip(
            place,
            match wanted {
                Wanted::Number(least, most) => What::NoNumber(least, most),
                Wanted::Scale(scale) => What::NoWordOf(scale),
                Wanted::Flag => What::NoFlag,
                _ => What::NoDate,
            },
        );
        Some(Out::Gone)
    }

    /// Whether the number here may become another one.
    fn takes_change(&mut self) -> bool {
        self.path.push(Step::Key("to".to_owned()));
        let takes_change = matches!(self.here(), Wanted::Scale(_));
        self.path.pop();
        takes_change
    }

    /// Something without quotes where a text may stand.
    fn as_text(&mut self, content: &str, place: Range<usize>, native: Option<Native>) -> String {
        let wanted = self.here();
        let stays = match native {
            Some(Native::Number) => {
                matches!(wanted, Wanted::TextOrNumber | Wanted::Any | Wanted::Nothing)
            }
            Some(Native::Flag) => matches!(wanted, Wanted::Any | Wanted::Nothing),
            Some(Native::Date | Native::Time) => wanted == Wanted::Nothing,
            None => false,
        };
        if stays {
            return content.to_owned();
        }
        let is_flag = matches!(content, "True" | "TRUE" | "False" | "FALSE");
        if matches!(wanted, Wanted::Any | Wanted::Nothing) {
            if is_flag {
                self.slip(place, What::Flag);
                return content.to_lowercase();
            }
            let is_number = content
                .chars()
                .all(|letter| letter.is_ascii_digit() || letter == ',');
            if let (true, Some((number, Oddity::Comma))) =
                (is_number, amounts::number(content, (i64::MIN, i64::MAX)))
            {
                self.slip(place, What::Number(Oddity::Comma));
                return number;
            }
        }
        let is_time = native == Some(Native::Time)
            || content.split(':').count() == 2
                && content
                    .chars()
                    .all(|letter| letter.is_ascii_digit() || letter == ':');
        let what = if is_time {
            What::TimeWithoutQuotes
        } else {
            What::NoQuotes
        };
        self.slip(place, what);
        quoted(content)
    }

    /// What stands behind the value on its line, if it can be left out or belongs to it.
    fn rest_of_line(&mut self, value: Out) -> Option<Out> {
        self.space(Within::Line);
        let rest = self.text[self.at..self.line_end()].trim_end();
        if rest.is_empty() || rest.starts_with('#') || rest.starts_with("//") {
            if rest.starts_with("//") {
                self.slip(self.at..self.at + 2, What::Remark);
            }
            let remark = rest.trim_start_matches(['#', '/', ' ']);
            self.at = self.line_end();
            return Some(match value {
                Out::Value(value) if !remark.is_empty() => {
                    Out::Value(format!("{value} # {remark}"))
                }
                value => value,
            });
        }
        if matches!(rest, "," | ";" | "." | "\"" | "'" | "]" | "}") {
            self.slip(
                self.at..self.at + rest.len(),
                What::LeftOver(rest.to_owned()),
            );
            self.at += rest.len();
            return Some(value);
        }
        // Several texts without brackets around them; the first already stands in some.
        if !rest.starts_with(',') || self.here() != Wanted::List {
            return None;
        }
        let Out::Value(first) = value else {
            return None;
        };
        let mut items = vec![first.strip_prefix('[')?.strip_suffix(']')?.to_owned()];
        while self.next() == Some(',') {
            self.at += 1;
            self.space(Within::Line);
            self.path.push(Step::Index(items.len()));
            let item = self.value(Within::List);
            self.path.pop();
            if let Out::Value(item) = item? {
                items.push(item);
            }
            self.space(Within::Line);
        }
        let is_end = matches!(self.next(), None | Some('\n' | '#'));
        self.at = self.line_end();
        is_end.then(|| Out::Value(format!("[{}]", items.join(", "))))
    }
}

/// What TOML takes something without quotes for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Native {
    Number,
    Flag,
    Date,
    Time,
}

fn native(text: &str) -> Option<Native> {
    let text = format!("x = {text}");
    let table = DeTable::parse(&text).ok()?;
    match table.get_ref().get("x")?.get_ref() {
        DeValue::Integer(_) | DeValue::Float(_) => Some(Native::Number),
        DeValue::Boolean(_) => Some(Native::Flag),
        DeValue::Datetime(when) if when.time.is_none() => Some(Native::Date),
        DeValue::Datetime(_) => Some(Native::Time),
        _ => None,
    }
}

fn is_null(word: &str) -> bool {
    matches!(
        word,
        "null" | "NULL" | "Null" | "nil" | "None" | "undefined" | "~"
    )
}

/// The quotes that end a text which begins with this one; nothing for what is no quote.
fn closing(open: char) -> Option<&'static str> {
    Some(match open {
        '"' => "\"",
        '\'' => "'",
        '“' => "”“\"",
        '”' => "”\"",
        '„' => "“”\"",
        '‘' => "’‘'",
        '’' => "’'",
        '‚' => "‘’'",
        '«' => "»",
        '»' => "«»",
        '‹' => "›",
        '›' => "‹›",
        '`' | '´' => "`´'",
        '″' => "″",
        '「' => "」",
        '『' => "』",
        '＂' => "＂",
        _ => return None,
    })
}

fn is_strange_space(letter: char) -> bool {
    !letter.is_ascii() && letter.is_whitespace()
        || matches!(
            letter,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{b}' | '\u{c}'
        )
}

/// Whether a text begins with a key and what separates it from its value.
fn begins_with_key(text: &str) -> bool {
    let key = text
        .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '-')
        .unwrap_or(text.len());
    key > 0 && text[key..].trim_start().starts_with('=')
}

/// Whether a text holds a quote that is not escaped.
fn has_quote(content: &str) -> bool {
    let mut escaped = false;
    content.chars().any(|letter| {
        let is_quote = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        is_quote
    })
}

/// The length of a comma and digits, when a value ends behind them: the decimals of a number.
fn decimals(rest: &str) -> Option<usize> {
    let digits = rest.strip_prefix(',')?;
    let end = digits.find(|letter: char| !letter.is_ascii_digit())?;
    let next = digits[end..].trim_start();
    (end > 0 && next.starts_with([',', '}'])).then_some(end + 1)
}

/// A text in the quotes that it needs.
pub(super) fn quoted(text: &str) -> String {
    let has_mark = text.contains(['"', '\\']);
    if has_mark && !text.contains(['\'', '\n']) {
        return format!("'{text}'");
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a line looks as if something new began on it: a header, or a key with its value.
pub(super) fn begins(line: &str) -> bool {
    let line = line.trim();
    if line.starts_with('[') {
        let name = line.trim_start_matches('[');
        return name.starts_with(|letter: char| letter.is_alphabetic())
            && !line.contains(['"', '\'', ',', '“', '{']);
    }
    let Some((key, value)) = line.split_once(['=', ':']) else {
        return false;
    };
    let is_colon = line[key.len()..].starts_with(':');
    let key = key.trim_end();
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    key.starts_with(|letter: char| letter.is_alphabetic() || letter == '"')
        && key
            .trim_matches('"')
            .chars()
            .all(|letter| is_word(letter) || !is_colon && letter.is_whitespace())
        && (!is_colon || value.is_empty() || value.starts_with([' ', '\r']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(line: &str, wanted: Wanted) -> (String, String) {
        let here = |path: &[Step]| match path {
            [Step::Key(_)] => wanted,
            [Step::Key(_), Step::Index(_)] if wanted == Wanted::List => Wanted::Text,
            _ => Wanted::Nothing,
        };
        match statement(line, 0..line.len(), &[], &here) {
            Some(mended) => (
                mended.line.unwrap_or_default(),
                mended
                    .slips
                    .first()
                    .map(|slip| slip.what.message())
                    .unwrap_or_default(),
            ),
            None => (String::new(), String::new()),
        }
    }

    #[test]
    fn lines_are_written_as_they_were_meant() {
        for (line, wanted, meant) in [
            ("a = 35%", Wanted::NUMBER, "a = 35"),
            ("a = 8,7", Wanted::NUMBER, "a = 8.7"),
            ("a = \"35 %\"", Wanted::NUMBER, "a = 35"),
            ("a = 35-40", Wanted::TextOrNumber, "a = \"35-40\""),
            ("a = 08:15", Wanted::Text, "a = \"08:15\""),
            ("a = “Noor”", Wanted::Text, "a = \"Noor\""),
            ("a = „Noor“ # who", Wanted::Text, "a = \"Noor\" # who"),
            ("a = \"Noor”", Wanted::Text, "a = \"Noor\""),
            ("a = 'It's late'", Wanted::Text, "a = \"It's late\""),
            (
                "a = \"He said \"no\" to me\"",
                Wanted::Text,
                "a = 'He said \"no\" to me'",
            ),
            ("a = \"C:\\Users\"", Wanted::Text, "a = 'C:\\Users'"),
            ("a = Noor de Wit", Wanted::Text, "a = \"Noor de Wit\""),
            ("a: Noor", Wanted::Text, "a = \"Noor\""),
            ("a => \"Noor\"", Wanted::Text, "a = \"Noor\""),
            ("a\u{a0}= \"Noor\"", Wanted::Text, "a = \"Noor\""),
            ("a = \"Noor\";", Wanted::Text, "a = \"Noor\""),
            ("a = \"Noor", Wanted::Text, "a = \"Noor\""),
            ("a = yes", Wanted::Flag, "a = true"),
            ("a = 27 november 2026", Wanted::Date, "a = 2026-11-27"),
            ("a = [\"b\" \"c\"]", Wanted::List, "a = [\"b\", \"c\"]"),
            ("a = [\"b\", “c”]", Wanted::List, "a = [\"b\", \"c\"]"),
            ("a = [b, c", Wanted::List, "a = [\"b\", \"c\"]"),
            ("a = \"b\", \"c\"", Wanted::List, "a = [\"b\", \"c\"]"),
            ("a = b, c", Wanted::List, "a = [\"b\", \"c\"]"),
            ("a = {\"b\", \"c\"}", Wanted::List, "a = [\"b\", \"c\"]"),
            ("a:\n  - b\n  - \"c\"", Wanted::List, "a = [\"b\", \"c\"]"),
            ("a = \"b\nc\"", Wanted::Text, "a = \"\"\"b\nc\"\"\""),
            ("a = null", Wanted::Text, ""),
            ("// b", Wanted::Text, "# b"),
        ] {
            assert_eq!(mended(line, wanted).0, meant, "{line}");
            assert!(!mended(line, wanted).1.is_empty(), "{line}");
        }
    }

    #[test]
    fn what_is_right_stays_as_it_is() {
        for (line, wanted) in [
            ("a = 35", Wanted::NUMBER),
            ("a = \"x \\\" y\"", Wanted::Text),
            ("a = 'x \" y'", Wanted::Text),
            ("a = [\"b\", \"c\"]", Wanted::List),
            ("a = 2026-11-27", Wanted::Date),
            ("a = true", Wanted::Flag),
        ] {
            assert_eq!(mended(line, wanted), (line.to_owned(), String::new()));
        }
    }
}
