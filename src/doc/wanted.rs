//! What a value must be, told without a word about kinds of entries: enough to say how to write it.

use super::scale::Scale;
use crate::text::Step;

/// What stands at a place of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// There is no such place.
    Nothing,
    /// A text.
    Text,
    /// The file of an image, or its address.
    Image,
    /// One of these words, and the name of the set under which the interface has its words for them.
    Word(&'static [&'static str], &'static str),
    /// A number, within these bounds.
    Number(i64, i64),
    /// A number on a scale, or a word for one.
    Scale(&'static Scale),
    /// A text or a number.
    TextOrNumber,
    /// A text, a number, true, false or a list of these.
    Any,
    /// True or false.
    Flag,
    /// A day.
    Date,
    /// Several of the same.
    List,
    /// A table whose keys the author chooses.
    Labels,
    /// A table with these keys.
    Table(&'static Keys),
}

/// The keys of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Keys {
    /// All of them.
    pub all: &'static [&'static str],
    /// Those that must be there.
    pub required: &'static [&'static str],
    /// The only one that must be there, when it is a text: a text may then stand for the whole table.
    pub sentence: Option<&'static str>,
    /// The only number that may be there, when it is on a scale with words: a text may end in it.
    pub rated: Option<(&'static str, &'static Scale)>,
}

impl Wanted {
    /// Any number.
    pub const NUMBER: Self = Self::Number(i64::MIN, i64::MAX);

    /// The key under which a text that stands for the whole table belongs.
    pub fn sentence(self) -> Option<&'static str> {
        match self {
            Self::Table(keys) => keys.sentence,
            _ => None,
        }
    }

    /// Whether a text may stand here.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Image | Self::Word(..) | Self::TextOrNumber | Self::Any
        ) || self.sentence().is_some()
    }
}

impl Keys {
    /// What a text says that stands for the whole table. Where there is a place for a time, it may begin with one: "08:15 opens".
    /// Where one number of a scale has a place, it may end in it: "Excel: 4".
    pub fn read_sentence<'t>(&self, text: &'t str) -> Vec<(&'static str, Part<'t>)> {
        let Some(key) = self.sentence else {
            return Vec::new();
        };
        if let (Some((rating, scale)), None) = (self.rated, self.time(text))
            && let Some((name, number)) = scale.rated(text)
        {
            return vec![(key, Part::Text(name)), (rating, Part::Number(number))];
        }
        match self.time(text) {
            Some((time, rest)) => vec![(TIME, Part::Text(time)), (key, Part::Text(rest))],
            None => vec![(key, Part::Text(text))],
        }
    }

    /// The text that says a name with its number, or a time with what happens, where a text may say both.
    pub(super) fn sentence_of(&self, name: &str, said: &str) -> Option<String> {
        let sentence = if self.rated.is_some() {
            format!("{name}: {said}")
        } else {
            format!("{name} {said}")
        };
        (self.read_sentence(&sentence).len() == 2).then_some(sentence)
    }

    fn time<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        self.all.contains(&TIME).then(|| split_time(text))?
    }
}

/// A value that a text says which stands for a whole table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part<'t> {
    /// A part of the text.
    Text(&'t str),
    /// A number that it says.
    Number(f64),
}

const TIME: &str = "time";

/// A time of day at the beginning of a text, and the rest of it.
fn split_time(text: &str) -> Option<(&str, &str)> {
    let (time, rest) = text.trim().split_once(' ')?;
    let time = time.trim_end_matches([':', ',', '-', '–']);
    let (hour, minute) = time.split_once([':', '.'])?;
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_time =
        (1..=2).contains(&hour.len()) && minute.len() == 2 && is_number(hour) && is_number(minute);
    let rest = rest.trim_start_matches(['-', '–', ':', ' ']);
    (is_time && !rest.is_empty()).then_some((time, rest))
}

/// Whether the table at a path may hold another one of the same, and that one more: a condition may.
pub(crate) fn holds_itself(wanted: &dyn Fn(&[Step]) -> Wanted, path: &[Step]) -> bool {
    let own = wanted(path);
    let Wanted::Table(keys) = own else {
        return false;
    };
    let inner = |key: &&str| wanted(&[path, &[Step::Key((*key).to_owned())]].concat());
    keys.all.iter().any(|key| inner(key) == own)
}

/// The key that a text alone stands for, of the keys that must be there with whether each is a text.
#[must_use]
pub(crate) const fn sentence(required: &[(&'static str, bool)]) -> Option<&'static str> {
    match required {
        [(key, true)] => Some(*key),
        _ => None,
    }
}

/// The number that a text may end in, of all keys of a table with the scale of each and whether it is a number: only where it is
/// the only one is it sure which is meant.
#[must_use]
pub(crate) const fn rated(
    keys: &[(&'static str, Option<&'static Scale>, bool)],
) -> Option<(&'static str, &'static Scale)> {
    let mut found = None;
    let mut left = keys;
    while let [(key, scale, is_number), rest @ ..] = left {
        match (scale, found) {
            (Some(scale), None) => found = Some((*key, *scale)),
            _ if *is_number => return None,
            _ => {}
        }
        left = rest;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_begin_with_a_time() {
        assert_eq!(split_time("08:15 opens"), Some(("08:15", "opens")));
        assert_eq!(split_time("8.15: opens up"), Some(("8.15", "opens up")));
        assert_eq!(split_time("08:15 - opens"), Some(("08:15", "opens")));
        for text in ["08:15", "opens at 08:15", "10:1 wins", "a:15 x"] {
            assert_eq!(split_time(text), None, "{text}");
        }
    }
}
