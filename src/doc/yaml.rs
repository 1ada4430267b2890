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

/// The fields in a part of a text.
pub(super) fn entries(
    text: &str,
    part: &Span,
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Result<Vec<Entry>, Mistake> {
    let yaml = &text[part.clone()];
    let letters = yaml.char_indices().map(|(at, _)| part.start + at);
    let mut walk = Walk {
        events: Parser::new_from_str(yaml).peekable(),
        places: letters.chain([part.end]).collect(),
        wanted,
    };
    let mut entries = Vec::new();
    while let Some(event) = walk.next()? {
        match event {
            (Event::MappingStart(..), _) if entries.is_empty() => {
                entries = walk.table(&mut Vec::new(), 0)?;
            }
            (Event::SequenceStart(..) | Event::Scalar(..) | Event::Alias(_), place) => {
                return Err(mistake(place, "fields are expected here", LINES));
            }
            (Event::DocumentEnd | Event::StreamEnd, _) => break,
            _ => {}
        }
    }
    Ok(entries)
}

fn mistake(place: Span, message: &str, help: &'static str) -> Mistake {
    Mistake {
        place,
        message: message.to_owned(),
        help,
    }
}

struct Walk<'t, I: Iterator<Item = Result<(Event<'t>, Marked), saphyr_parser::ScanError>>> {
    events: Peekable<I>,
    /// Where letters begin in the file: places of YAML count letters.
    places: Vec<usize>,
    wanted: &'t dyn Fn(&[Step]) -> Wanted,
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

    fn table(&mut self, path: &mut Vec<Step>, depth: usize) -> Result<Vec<Entry>, Mistake> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let Some((event, place)) = self.next()? else {
                return Ok(entries);
            };
            let key = match event {
                Event::MappingEnd => return Ok(entries),
                Event::Scalar(key, ..) => key.into_owned(),
                _ => return Err(mistake(place, "a field has a name", LINES)),
            };
            if entries.iter().any(|entry| entry.key == key) {
                let message = format!("the key `{key}` is given twice");
                return Err(mistake(place, &message, "keep one of the two"));
            }
            path.push(Step::Key(key.clone()));
            let value = self.value(path, depth + 1);
            path.pop();
            if let Some(value) = value? {
                entries.push(Entry { key, place, value });
            }
        }
    }

    /// The value that comes next; nothing when it is left out.
    fn value(&mut self, path: &mut Vec<Step>, depth: usize) -> Result<Option<Written>, Mistake> {
        let Some((event, place)) = self.next()? else {
            return Ok(None);
        };
        if depth > DEEPEST {
            return Err(mistake(place, "this is nested too deep", LINES));
        }
        let is_list = (self.wanted)(path) == Wanted::List;
        Ok(match event {
            Event::Scalar(text, style, ..) if is_list => {
                path.push(Step::Index(0));
                let item = self.scalar(path, (&text, style), &place);
                path.pop();
                item.map(|item| Written::list(place, vec![item]))
            }
            Event::Scalar(text, style, ..) => self.scalar(path, (&text, style), &place),
            Event::MappingStart(..) => {
                let entries = self.table(path, depth)?;
                let end = entries
                    .last()
                    .map_or(place.end, |last| last.value.place.end);
                Some(Written::table(place.start..end.max(place.start), entries))
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.events.peek() {
                        Some(Ok((Event::SequenceEnd, _))) => {
                            self.next()?;
                            break;
                        }
                        None => break,
                        _ => {}
                    }
                    path.push(Step::Index(items.len()));
                    let item = self.value(path, depth + 1);
                    path.pop();
                    items.extend(item?);
                }
                let end = items
                    .last()
                    .map_or(place.end, |last: &Written| last.place.end);
                Some(Written::list(place.start..end.max(place.start), items))
            }
            _ => {
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
