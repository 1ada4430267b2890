//! What a value must be, told without a word about kinds of entries: enough to say how to write it.

/// What stands at a place of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// There is no such place.
    Nothing,
    /// A text, or a word out of a set.
    Text,
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
        matches!(self, Self::Text | Self::TextOrNumber | Self::Any) || self.sentence().is_some()
    }
}

/// The key that a text alone stands for, of the keys that must be there with whether each is a text.
#[must_use]
pub const fn sentence(required: &[(&'static str, bool)]) -> Option<&'static str> {
    match required {
        [(key, true)] => Some(*key),
        _ => None,
    }
}
