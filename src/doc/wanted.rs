//! What a value must be, told without a word about kinds of entries: enough to say how to write it.

/// What stands at a place of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// There is no such place.
    Nothing,
    /// A text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A number, within these bounds.
    Number(i64, i64),
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
            Self::Text | Self::Word(_) | Self::TextOrNumber | Self::Any
        ) || self.sentence().is_some()
    }
}

impl Keys {
    /// What a text says that stands for the whole table. Where there is a place for a time, it may begin with one: "08:15 opens".
    pub fn read_sentence<'t>(&self, text: &'t str) -> Vec<(&'static str, &'t str)> {
        let Some(key) = self.sentence else {
            return Vec::new();
        };
        match split_time(text) {
            Some((time, rest)) if self.all.contains(&TIME) => vec![(TIME, time), (key, rest)],
            _ => vec![(key, text)],
        }
    }
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

/// The key that a text alone stands for, of the keys that must be there with whether each is a text.
#[must_use]
pub(crate) const fn sentence(required: &[(&'static str, bool)]) -> Option<&'static str> {
    match required {
        [(key, true)] => Some(*key),
        _ => None,
    }
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
