//! Calendar dates as TOML writes them, without a time of day or a zone.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::friendly::is_about_a_type;
use super::refuse;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub civil::Date);

impl Date {
    /// Whole days from `earlier` to this date; negative when `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse()
            .map(Self)
            .map_err(|_| format!("`{text}` is no date, write it as year-month-day: 2026-03-01"))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What is wrong with a value that is no date.
pub(super) const NO_DATE: &str = "this is no date";

const HELP: &str = "write a date without quotes as year-month-day: 2026-03-01";

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_bytes(DateVisitor)
            .map_err(|error| match is_about_a_type(&error.to_string()) {
                true => refuse(NO_DATE, HELP),
                false => error,
            })
    }
}

/// Reads the bytes of a date of TOML: see `walk.rs`.
struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = Date;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a date")
    }

    fn visit_bytes<E: de::Error>(self, text: &[u8]) -> Result<Date, E> {
        let written = std::str::from_utf8(text).ok();
        let written = written.and_then(|text| text.parse::<toml::value::Datetime>().ok());
        let Some(written) = written else {
            return Err(refuse(NO_DATE, HELP));
        };
        match (written.date, written.time, written.offset) {
            (Some(date), None, None) => {
                let (year, month, day) = (date.year, date.month, date.day);
                i16::try_from(year)
                    .ok()
                    .zip(i8::try_from(month).ok())
                    .zip(i8::try_from(day).ok())
                    .and_then(|((year, month), day)| civil::Date::new(year, month, day).ok())
                    .map(Date)
                    .ok_or_else(|| refuse(format!("there is no {written}"), HELP))
            }
            _ => Err(refuse(NO_DATE, HELP)),
        }
    }
}

impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }

    fn inline_schema() -> bool {
        true
    }
}
