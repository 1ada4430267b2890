//! YAML front matter into values with places. Must not know what they mean, only what must stand where: a word without quotes is a
//! text where a text is wanted.

use std::iter::Peekable;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marked};

use super::Wanted;
use super::form::is_number;
use super::tree::{Entry, What, Written};
use crate::text::{Span, Step};

/// What is wrong with a text that is no YAML, or none that is read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mistake {
    pub(super) place: Span,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// More nested than any content.
const DEEPEST: usize = 40;

const LINES: &str = "write lines such as `owner: Fenna de Wit`";

/// A value as it is written, and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// Between its brackets or quotation marks, and with them. What has neither ends with the last letter that belongs to it.
    pub(super) place: Span,
    pub(super) form: NodeForm,
}

/// How a value is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NodeForm {
    Scalar(String, ScalarStyle),
    List(Vec<Node>),
    Table(Vec<Field>),
    /// It stands for a value elsewhere.
    Alias,
}

/// A key with its place, and its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    pub(super) key: String,
    pub(super) place: Span,
    pub(super) value: Node,
}

/// The fields in a part of a text.
pub(super) fn entries(
    text: &str,
    part: &Span,
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Result<Vec<Entry>, Mistake> {
    let fields = fields(text, part)?;
    Typed { wanted }.table(&mut Vec::new(), &fields)
}

/// The fields in a part of a text, as they are written.
pub(super) fn fields(text: &str, part: &Span) -> Result<Vec<Field>, Mistake> {
    let yaml = &text[part.clone()];
    let letters = yaml.char_indices().map(|(at, _)| part.start + at);
    let mut walk = Walk {
        text,
        events: Parser::new_from_str(yaml).peekable(),
        places: letters.chain([part.end]).collect(),
    };
    let mut fields = Vec::new();
    while let Some(event) = walk.next()? {
        match event {
            (Event::MappingStart(..), _) if fields.is_empty() => {
                fields = walk.table(0)?.0;
            }
            (Event::SequenceStart(..) | Event::Scalar(..) | Event::Alias(_), place) => {
                return Err(mistake(place, "fields are expected here", LINES));
            }
            (Event::DocumentEnd | Event::StreamEnd, _) => break,
            _ => {}
        }
    }
    Ok(fields)
}

/// The documents of a text, as they are written.
pub(super) fn documents(text: &str) -> Result<Vec<Node>, Mistake> {
    let letters = text.char_indices().map(|(at, _)| at);
    let mut walk = Walk {
        text,
        events: Parser::new_from_str(text).peekable(),
        places: letters.chain([text.len()]).collect(),
    };
    let mut all = Vec::new();
    loop {
        match walk.events.peek() {
            None => return Ok(all),
            Some(Ok((
                Event::MappingStart(..)
                | Event::SequenceStart(..)
                | Event::Scalar(..)
                | Event::Alias(_),
                _,
            ))) => all.extend(walk.value(0)?),
            Some(_) => {
                walk.next()?;
            }
        }
    }
}

/// Whether a value has no quotation marks and is no text of several lines.
pub(super) fn is_plain(style: ScalarStyle) -> bool {
    style == ScalarStyle::Plain
}

fn mistake(place: Span, message: &str, help: &'static str) -> Mistake {
    Mistake {
        place,
        message: message.to_owned(),
        help,
    }
}

struct Walk<'t, I: Iterator<Item = Result<(Event<'t>, Marked), saphyr_parser::ScanError>>> {
    text: &'t str,
    events: Peekable<I>,
    /// Where letters begin in the file: places of YAML count letters.
    places: Vec<usize>,
}

impl<'t, I: Iterator<Item = Result<(Event<'t>, Marked), saphyr_parser::ScanError>>> Walk<'t, I> {
    fn at(&self, letter: usize) -> usize {
        let last = self.places.last().copied().unwrap_or(0);
        self.places.get(letter).copied().unwrap_or(last)
    }

    fn next(&mut self) -> Result<Option<(Event<'t>, Span)>, Mistake> {
        match self.events.next() {
            None => Ok(None),
            Some(Ok((event, marked))) => {
                let start = self.at(marked.start.index());
                let place = start..self.at(marked.end.index()).max(start);
                Ok(Some((event, place)))
            }
            Some(Err(error)) => {
                let place = self.at(error.marker().index());
                let help = "put the text in double quotes if it holds `: ` or ` #` or begins with a sign, and indent lists and tables with spaces";
                Err(mistake(place..place, error.info(), help))
            }
        }
    }

    /// The fields of a table that has begun, and where it ends when that is written.
    fn table(&mut self, depth: usize) -> Result<(Vec<Field>, Span), Mistake> {
        let mut fields: Vec<Field> = Vec::new();
        loop {
            let Some((event, place)) = self.next()? else {
                return Ok((fields, 0..0));
            };
            let key = match event {
                Event::MappingEnd => return Ok((fields, place)),
                Event::Scalar(key, ..) => key.into_owned(),
                _ => return Err(mistake(place, "a field has a name", LINES)),
            };
            if fields.iter().any(|field| field.key == key) {
                let message = format!("the key `{key}` is given twice");
                return Err(mistake(place, &message, "keep one of the two"));
            }
            let Some(value) = self.value(depth + 1)? else {
                return Ok((fields, 0..0));
            };
            fields.push(Field { key, place, value });
        }
    }

    /// The value that comes next.
    fn value(&mut self, depth: usize) -> Result<Option<Node>, Mistake> {
        let Some((event, place)) = self.next()? else {
            return Ok(None);
        };
        if depth > DEEPEST {
            return Err(mistake(place, "this is nested too deep", LINES));
        }
        Ok(Some(match event {
            Event::Scalar(text, style, ..) => {
                let written = self.text[place.clone()].trim_end();
                // What follows on its line belongs to a text in quotation marks for the parser.
                let written = match style {
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => in_marks(written),
                    _ => written,
                };
                let start = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => self.sign_before(place.start),
                    _ => place.start,
                };
                Node {
                    place: start..place.start + written.len(),
                    form: NodeForm::Scalar(text.into_owned(), style),
                }
            }
            Event::MappingStart(..) => {
                let (fields, end) = self.table(depth)?;
                let last = fields.last().map(|last| last.value.place.end);
                Node {
                    place: self.enclosed(&place, &end, last),
                    form: NodeForm::Table(fields),
                }
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                let end = loop {
                    match self.events.peek() {
                        Some(Ok((Event::SequenceEnd, _))) => {
                            break self.next()?.map_or(0..0, |(_, end)| end);
                        }
                        None => break 0..0,
                        _ => items.extend(self.value(depth + 1)?),
                    }
                };
                let last = items.last().map(|last: &Node| last.place.end);
                Node {
                    place: self.enclosed(&place, &end, last),
                    form: NodeForm::List(items),
                }
            }
            _ => Node {
                place,
                form: NodeForm::Alias,
            },
        }))
    }

    /// The place of a list or table: to its bracket, or else to the end of what it holds.
    fn enclosed(&self, begin: &Span, end: &Span, last: Option<usize>) -> Span {
        let end = match &self.text[begin.clone()] {
            bracket if bracket.starts_with(['[', '{']) => {
                // What follows on its line belongs to the bracket for the parser.
                let is_there = self.text[end.start..].starts_with([']', '}']);
                if is_there { end.start + 1 } else { end.end }
            }
            _ => last.unwrap_or(begin.end),
        };
        begin.start..end.max(begin.start)
    }

    /// Where the sign stands in the line above a text of several lines that says that it is one.
    fn sign_before(&self, start: usize) -> usize {
        let above = self.text[..start].trim_end();
        let line = above.rfind('\n').map_or(0, |newline| newline + 1);
        let mut signs = above[line..].match_indices(['|', '>']);
        let is_sign = |(at, _): &(usize, &str)| {
            let rest = above[line + at + 1..].trim_start_matches(|letter: char| {
                letter.is_ascii_digit() || "+-".contains(letter)
            });
            rest.trim_start().is_empty() || rest.trim_start().starts_with('#')
        };
        signs.find(is_sign).map_or(start, |(at, _)| line + at)
    }
}

/// The beginning of a text up to the quotation mark that belongs to its first letter.
fn in_marks(text: &str) -> &str {
    let mark = text.chars().next().unwrap_or('"');
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let is_doubled = mark == '\'' && letters.peek().is_some_and(|(_, next)| *next == mark);
        match letter {
            '\\' if mark == '"' => {
                letters.next();
            }
            letter if letter == mark && is_doubled => {
                letters.next();
            }
            letter if letter == mark => return &text[..=at],
            _ => {}
        }
    }
    text
}

/// What fields say, each value as what must stand there.
struct Typed<'a> {
    wanted: &'a dyn Fn(&[Step]) -> Wanted,
}

impl Typed<'_> {
    fn table(&self, path: &mut Vec<Step>, fields: &[Field]) -> Result<Vec<Entry>, Mistake> {
        let mut entries = Vec::new();
        for Field { key, place, value } in fields {
            path.push(Step::Key(key.clone()));
            let value = self.value(path, value);
            path.pop();
            let (key, place) = (key.clone(), place.clone());
            entries.extend(value?.map(|value| Entry { key, place, value }));
        }
        Ok(entries)
    }

    /// What a value says; nothing when it is left out.
    fn value(&self, path: &mut Vec<Step>, node: &Node) -> Result<Option<Written>, Mistake> {
        let place = node.place.clone();
        Ok(match &node.form {
            NodeForm::Scalar(text, style) if (self.wanted)(path) == Wanted::List => {
                path.push(Step::Index(0));
                let item = self.scalar(path, (text, *style), &place);
                path.pop();
                item.map(|item| Written::list(place, vec![item]))
            }
            NodeForm::Scalar(text, style) => self.scalar(path, (text, *style), &place),
            NodeForm::Table(fields) => Some(Written::table(place, self.table(path, fields)?)),
            NodeForm::List(nodes) => {
                let mut items = Vec::new();
                for node in nodes {
                    path.push(Step::Index(items.len()));
                    let item = self.value(path, node);
                    path.pop();
                    items.extend(item?);
                }
                Some(Written::list(place, items))
            }
            NodeForm::Alias => {
                let help = "write the value itself, once more if it is needed twice";
                return Err(mistake(place, "this stands for a value elsewhere", help));
            }
        })
    }

    fn scalar(
        &self,
        path: &[Step],
        (text, style): (&str, ScalarStyle),
        place: &Span,
    ) -> Option<Written> {
        let own = Some(Written::text(place.clone(), text));
        if style != ScalarStyle::Plain {
            return own;
        }
        let bare = |bare: &str| {
            let what = What::Bare(bare.to_owned());
            let place = place.clone();
            Some(Written { place, what })
        };
        let simple = text.to_lowercase();
        match ((self.wanted)(path), simple.as_str()) {
            (_, "" | "~" | "null") => None,
            (Wanted::Flag, "true" | "yes" | "ja") => bare("true"),
            (Wanted::Flag, "false" | "no" | "nee") => bare("false"),
            (Wanted::Any, "true" | "false") => bare(&simple),
            (Wanted::Number(..) | Wanted::Scale(_) | Wanted::TextOrNumber | Wanted::Any, _)
                if is_number(&simple) =>
            {
                bare(&simple)
            }
            (Wanted::Date, _) if text.parse::<super::Date>().is_ok() => bare(text),
            _ => own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_found_as_they_are_written() {
        let text = "l: 'm''n' # o\np: \"q\\\"\" # r's\na: [x, {b: 1} ] # c\nd:\n- |\n  e\n  f\n\n- g: 'h'\n  i:\n\nj: k\n";
        let mut found = Vec::new();
        fn all<'t>(text: &'t str, node: &Node, found: &mut Vec<&'t str>) {
            found.push(&text[node.place.clone()]);
            match &node.form {
                NodeForm::List(items) => items.iter().for_each(|item| all(text, item, found)),
                NodeForm::Table(fields) => {
                    fields.iter().for_each(|one| all(text, &one.value, found));
                }
                NodeForm::Scalar(..) | NodeForm::Alias => {}
            }
        }
        for field in fields(text, &(0..text.len())).unwrap() {
            all(text, &field.value, &mut found);
        }
        let items = "|\n  e\n  f\n\n- g: 'h'\n  i";
        let expected = [
            "'m''n'",
            "\"q\\\"\"",
            "[x, {b: 1} ]",
            "x",
            "{b: 1}",
            "1",
            items,
            "|\n  e\n  f",
            "g: 'h'\n  i",
            "'h'",
            "",
            "k",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn values_have_places_and_types() {
        let text = "é\nage: 38\nname: 7\ntags:\n  - a\n  - \"b: c\"\nnone:\n";
        let wanted = |path: &[Step]| match path {
            [Step::Key(key)] if key == "age" => Wanted::NUMBER,
            [Step::Key(key)] if key == "tags" => Wanted::List,
            _ => Wanted::Text,
        };
        let found = entries(text, &(3..text.len()), &wanted).unwrap();
        let keys: Vec<&str> = found.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, ["age", "name", "tags"]);
        assert_eq!(found[0].value.what, What::Bare("38".to_owned()));
        assert_eq!(&text[found[0].value.place.clone()], "38");
        assert_eq!(found[1].value.what, What::Text("7".to_owned()));
        let What::List(items) = &found[2].value.what else {
            panic!("{found:?}")
        };
        assert_eq!(items[1].what, What::Text("b: c".to_owned()));
        assert_eq!(&text[items[1].place.clone()], "\"b: c\"");
        let error = entries("a: [b\nc: d\n", &(0..11), &wanted).unwrap_err();
        assert!(error.place.start <= 11, "{error:?}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[-a-c: \n\\[\\]{}&*!|>'\"#%é0-9,?]{0,60}") {
            let _ = entries(&text, &(0..text.len()), &|_| Wanted::Text);
        }
    }
}
