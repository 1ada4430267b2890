//! What people type that TOML takes otherwise: what is wrong with it, and the edit that ends it. Must not know how it is found.

use std::ops::Range;

use super::amounts::Oddity;
use super::scale::Scale;

/// A mistake in writing, and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slip {
    pub(super) place: Range<usize>,
    pub(super) what: What,
}

/// Mistakes in writing.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// Quotes as texts for people have them.
    Curly,
    /// A space that is none for TOML, or a character that nobody sees.
    Space(char),
    /// An apostrophe in a text in single quotes.
    Apostrophe,
    /// A quote in a text in double quotes.
    InnerQuote,
    /// A backslash that begins nothing.
    Backslash,
    /// A sign that no text may hold.
    Control(char),
    /// A text without quotes.
    NoQuotes,
    /// A time without quotes, where a text is wanted.
    TimeWithoutQuotes,
    /// A number with something around or in it.
    Number(Oddity),
    /// A number in quotes.
    NumberInQuotes,
    /// A word where a number is wanted, within these bounds.
    NoNumber(i64, i64),
    /// Another word than those of a scale.
    NoWordOf(&'static Scale),
    /// Another word than true or false.
    Flag,
    /// A word where only true or false may stand.
    NoFlag,
    /// A day in another order, or in quotes.
    Date,
    /// Something where a day is wanted.
    NoDate,
    /// A word that says that there is no value.
    NoValue(String),
    /// Nothing after the `=`.
    Empty,
    /// Something else than `=` between key and value, or nothing.
    Separator,
    /// A key of several words, or with other signs than a key has.
    Key,
    /// No comma between two items.
    Comma,
    /// Two commas in a row, or one before the first item.
    ExtraComma,
    /// Something else than a comma between two items.
    Semicolon,
    /// A list or table without its end.
    Unclosed(char),
    /// A text without its end.
    UnclosedText,
    /// A text over several lines.
    Lines,
    /// Something behind the value.
    LeftOver(String),
    /// A list in other brackets.
    Brackets,
    /// A list with a dash for each item.
    Dashes,
    /// A remark that begins otherwise.
    Remark,
    /// One value where a list is wanted.
    NoList,
    /// A list where one value is wanted.
    List,
    /// A text where a table is wanted.
    NoTable,
}

impl What {
    /// What is wrong.
    pub(super) fn message(&self) -> String {
        let text = match self {
            Self::Curly => "these quotes are curly, and TOML knows straight ones",
            Self::Space(letter) => return format!("there is {} here", space(*letter)),
            Self::Apostrophe => "a text in single quotes ends at its apostrophe",
            Self::InnerQuote => "the text ends at the quote inside it",
            Self::Backslash => "a backslash in double quotes begins a sign such as `\\n`",
            Self::Control(letter) => {
                return format!(
                    "no text may hold the character U+{:04X}",
                    u32::from(*letter)
                );
            }
            Self::NoQuotes => "a text stands in quotes",
            Self::TimeWithoutQuotes => "a time of day is a text, which stands in quotes",
            Self::Number(Oddity::Signs) => {
                "a number stands without signs, units and separators of thousands"
            }
            Self::Number(Oddity::Comma) => "a number has a point, not a comma",
            Self::Number(Oddity::Range) => "one number stands here, not a range",
            Self::NumberInQuotes => "a number stands without quotes",
            Self::NoNumber(..) => "a number is wanted here",
            Self::NoWordOf(_) => "a number, or a word for one, is wanted here",
            Self::Flag | Self::NoFlag => "yes and no are written `true` and `false`",
            Self::Date => "a date is written as year-month-day, without quotes",
            Self::NoDate => "a date is wanted here",
            Self::NoValue(word) => {
                return format!("there is no `{word}`: a field without a value is left out");
            }
            Self::Empty => "this key has no value",
            Self::Separator => "a key and its value are separated by `=`",
            Self::Key => "a key is one word, of letters, digits, `_` and `-`",
            Self::Comma => "a comma is missing before this",
            Self::ExtraComma => "there is a comma too many here",
            Self::Semicolon => "commas separate the items of a list",
            Self::Unclosed(_) => "this has no end",
            Self::UnclosedText => "this text has no end",
            Self::Lines => "a text over several lines stands in three quotes",
            Self::LeftOver(rest) => {
                return format!("`{rest}` is left over at the end of the line");
            }
            Self::Brackets => "a list stands in square brackets",
            Self::Dashes => "a list stands in square brackets, with commas between its items",
            Self::Remark => "a remark begins with `#`",
            Self::NoList => "a list is wanted here",
            Self::List => "one value stands here, not a list",
            Self::NoTable => "a table is wanted here",
        };
        text.to_owned()
    }

    /// Whether a parser takes what follows for a part of it.
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Unclosed(_) | Self::UnclosedText | Self::Lines)
    }

    /// The edit, as it is shown: the line as it should be.
    pub(super) fn edit(&self, line: &str) -> String {
        match self {
            Self::Curly => format!("write straight quotes: `{line}`"),
            Self::Space(_) => format!("write an ordinary space or none: `{line}`"),
            Self::Apostrophe => format!("put a text with an apostrophe in double quotes: `{line}`"),
            Self::InnerQuote | Self::Backslash if line.contains('\'') => {
                format!("put it in single quotes: `{line}`")
            }
            Self::NoValue(_)
            | Self::Empty
            | Self::NoNumber(..)
            | Self::NoWordOf(_)
            | Self::NoDate => {
                format!("write `{line}`, without it")
            }
            Self::LeftOver(rest) => format!("remove `{rest}`: `{line}`"),
            _ => format!("write `{line}`"),
        }
    }

    /// The edit in words, for where the line is too long to be shown or there is nothing to write.
    pub(super) fn words(&self) -> String {
        let text = match self {
            Self::Curly => "write straight quotes: \"…\"",
            Self::Space(_) => "write an ordinary space or none",
            Self::Apostrophe => "put a text with an apostrophe in double quotes",
            Self::InnerQuote => "put the text in single quotes, or write `\\\"` for the quote",
            Self::Backslash => "put the text in single quotes, or write `\\\\`",
            Self::Control(_) => "remove it",
            Self::NoQuotes | Self::TimeWithoutQuotes => "put it in double quotes: \"…\"",
            Self::Number(_) | Self::NumberInQuotes => {
                "write a number without quotes, with a point: 2.5"
            }
            Self::NoNumber(i64::MIN, _) => "write a number, or remove the line",
            Self::NoNumber(least, i64::MAX) => {
                return format!("write a number from {least} up, or remove the line");
            }
            Self::NoNumber(least, most) => {
                return format!("write a number from {least} to {most}, or remove the line");
            }
            Self::NoWordOf(scale) => return scale.help(),
            Self::Flag => "write `true` or `false`",
            Self::NoFlag => "write `true` or `false`, or remove the line",
            Self::Date => "write a date as year-month-day, without quotes: 2026-03-01",
            Self::NoDate => "write it as year-month-day, as in 2026-03-01, or remove the line",
            Self::NoValue(_) => "remove the line",
            Self::Empty => "write a value behind the `=`, or remove the line",
            Self::Separator => "write `key = value`",
            Self::Key => "write one word, or put the key in double quotes",
            Self::Comma => "put a comma before it",
            Self::ExtraComma => "remove it",
            Self::Semicolon => "write a comma",
            Self::Unclosed(end) => return format!("close it with `{end}`"),
            Self::UnclosedText => "put a quote at its end",
            Self::Lines => "write `\"\"\"` where it begins and where it ends",
            Self::LeftOver(_) => "remove it",
            Self::Brackets | Self::Dashes | Self::NoList => {
                "put it in square brackets: [\"…\", \"…\"]"
            }
            Self::Remark => "write `#`",
            Self::List => "write one value, without square brackets",
            Self::NoTable => "write it as `{ key = value }`, or under a `[heading]`",
        };
        text.to_owned()
    }
}

fn space(letter: char) -> String {
    match letter {
        '\u{a0}' | '\u{202f}' => "a no-break space".to_owned(),
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {
            format!("an invisible character, U+{:04X},", u32::from(letter))
        }
        other => format!(
            "another space than the ordinary one, U+{:04X},",
            u32::from(other)
        ),
    }
}
