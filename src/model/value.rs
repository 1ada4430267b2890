//! The values content is made of: sentences, bounded numbers, periods, addresses, labels.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, wanted_alone};
use super::unseen::Hiding;
use crate::doc::{Value, Wanted, from_number, from_text, markdown, refuse};
use crate::text::{DOCUMENT_ENDINGS, IMAGE_ENDINGS, Step, listed};

/// A sentence with inline Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Text(pub String);

impl Text {
    /// Without the Markdown marks.
    pub fn plain(&self) -> String {
        markdown::plain_sentence(&self.0)
    }
}

impl Content for Text {
    fn node(&self) -> Node<'_> {
        Node::Text(self)
    }

    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        with(self);
    }

    const IS_TEXT: bool = true;

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        hiding.in_sentence(&mut self.0)
    }
}

/// A number from `MIN` to `MAX`, both included.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Bounded<const MIN: i64, const MAX: i64>(pub f64);

/// A share of a whole in percent, 0 to 100.
pub type Percent = Bounded<0, 100>;
/// A share of respondents on a scale from 0 to 10.
pub type TenScale = Bounded<0, 10>;
/// An opportunity score.
pub type OpportunityScore = Bounded<0, 20>;
/// A number that is not negative.
pub type Amount = Bounded<0, { i64::MAX }>;

impl<const MIN: i64, const MAX: i64> Content for Bounded<MIN, MAX> {
    fn node(&self) -> Node<'_> {
        Node::Number(self.0)
    }

    const IS_NUMBER: bool = true;

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Number(MIN, MAX))
    }
}

impl<const MIN: i64, const MAX: i64> Bounded<MIN, MAX> {
    /// The number, if it is within the bounds; else what is wrong and the edit to make.
    pub(super) fn within(number: f64) -> Result<f64, (String, String)> {
        let range = match (MIN, MAX) {
            (i64::MIN, i64::MAX) => "write a number".to_owned(),
            (_, i64::MAX) => format!("write a number from {MIN} up"),
            _ => format!("write a number from {MIN} to {MAX}"),
        };
        #[expect(
            clippy::cast_precision_loss,
            reason = "the bounds are small, or mean no bound"
        )]
        if number >= MIN as f64 && number <= MAX as f64 {
            Ok(number)
        } else {
            Err((format!("{number} is out of range"), range))
        }
    }

    pub(super) fn number_schema() -> serde_json::Value {
        match (MIN, MAX) {
            (i64::MIN, i64::MAX) => serde_json::json!({ "type": "number" }),
            (_, i64::MAX) => serde_json::json!({ "type": "number", "minimum": MIN }),
            _ => serde_json::json!({ "type": "number", "minimum": MIN, "maximum": MAX }),
        }
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Bounded<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_number(deserializer, |number| Self::within(number).map(Self))
    }
}

impl<const MIN: i64, const MAX: i64> schemars::JsonSchema for Bounded<MIN, MAX> {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let number = Self::number_schema();
        number.as_object().cloned().unwrap_or_default().into()
    }

    fn inline_schema() -> bool {
        true
    }
}

/// How long something lasts or stays fresh: "3 months", "1 year".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

/// The unit of a [`Period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodUnit {
    /// Days of 24 hours.
    Day,
    /// Seven days.
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

impl Period {
    /// The day on which the period that starts on `start` is over; the last possible day if it
    /// would lie beyond the calendar.
    pub fn after(self, start: crate::doc::Date) -> crate::doc::Date {
        let count = i64::from(self.count);
        let span = match self.unit {
            PeriodUnit::Day => jiff::Span::new().try_days(count),
            PeriodUnit::Week => jiff::Span::new().try_weeks(count),
            PeriodUnit::Month => jiff::Span::new().try_months(count),
            PeriodUnit::Year => jiff::Span::new().try_years(count),
        };
        let end = span.and_then(|span| start.0.checked_add(span));
        crate::doc::Date(end.unwrap_or(jiff::civil::Date::MAX))
    }

    fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(' ')?;
        let unit = match unit.trim().trim_end_matches('s') {
            "day" => PeriodUnit::Day,
            "week" => PeriodUnit::Week,
            "month" => PeriodUnit::Month,
            "year" => PeriodUnit::Year,
            _ => return None,
        };
        let count = count.parse().ok().filter(|count| *count > 0)?;
        Some(Self { count, unit })
    }

    /// What was surely meant by a text that is none: in another language, without a space, in words, or with another unit.
    fn meant(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        let (count, unit) = match lower.find(|letter: char| !letter.is_ascii_digit()) {
            Some(0) => {
                let (count, unit) = lower.split_once([' ', '-'])?;
                let count = match count {
                    "half" => 0,
                    "a" | "an" | "one" | "een" | "één" | "every" | "elk" | "elke" | "ieder"
                    | "per" => 1,
                    "two" | "twee" => 2,
                    "three" | "drie" => 3,
                    "six" | "zes" => 6,
                    _ => return None,
                };
                (count, unit)
            }
            Some(end) => (
                lower[..end].parse().ok().filter(|count| *count > 0)?,
                &lower[end..],
            ),
            None => return None,
        };
        use PeriodUnit::{Day, Month, Week, Year};
        let (unit, times) = match unit.trim_matches(|letter: char| !letter.is_alphabetic()) {
            "d" | "day" | "days" | "dag" | "dagen" => (Day, 1),
            "w" | "wk" | "week" | "weeks" | "weken" => (Week, 1),
            "m" | "mo" | "mnd" | "month" | "months" | "maand" | "maanden" => (Month, 1),
            "q" | "quarter" | "quarters" | "kwartaal" | "kwartalen" => (Month, 3),
            "y" | "yr" | "year" | "years" | "jaar" | "jaren" | "jr" => (Year, 1),
            _ => return None,
        };
        match (count, unit) {
            (0, Year) => Some(Self {
                count: 6,
                unit: Month,
            }),
            (0, _) => None,
            (count, unit) => Some(Self {
                count: u32::checked_mul(count, times)?,
                unit,
            }),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            PeriodUnit::Day => "day",
            PeriodUnit::Week => "week",
            PeriodUnit::Month => "month",
            PeriodUnit::Year => "year",
        };
        formatter.write_str(&crate::text::plural(self.count as usize, unit))
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match Scalar::deserialize(deserializer)? {
            Scalar::Text(text) => text,
            other => other.to_string(),
        };
        Self::parse(&text).ok_or_else(|| {
            let help = match Self::meant(&text) {
                Some(meant) => format!("write `\"{meant}\"`"),
                None => "write a number and a unit: \"10 days\", \"2 weeks\", \"3 months\" or \"1 year\"".to_owned(),
            };
            refuse(format!("`{text}` is no period"), help)
        })
    }
}

impl Content for Period {
    fn node(&self) -> Node<'_> {
        Node::Absent
    }

    fn said(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }
}

impl schemars::JsonSchema for Period {
    fn schema_name() -> Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[1-9][0-9]* (day|week|month|year)s?$" })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// An address on the web, or an e-mail address or telephone number as a link.
#[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(inline)]
pub struct Url(pub String);

impl<'de> Deserialize<'de> for Url {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |url| {
            if markdown::is_safe_url(url) {
                Ok(Self(encoded(url.trim())))
            } else {
                Err((
                    format!("`{url}` is no address that a page may link to"),
                    "begin it with https://, http://, mailto: or tel:".to_owned(),
                ))
            }
        })
    }
}

/// An address with the characters that no address may hold written as `%` and their number. The
/// placeholder of `edit_url` stays.
fn encoded(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for letter in url.chars() {
        match letter {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\0'..='\x1f' => {
                out.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            other => out.push(other),
        }
    }
    out.replace("%7Bpath%7D", "{path}")
}

impl Content for Url {
    fn node(&self) -> Node<'_> {
        Node::Word(&self.0)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }

    const IS_TEXT: bool = true;
}

/// An address on the web, an e-mail address or telephone number as a link, or the path of a document or an image beside the entry.
#[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(inline)]
pub struct Address(pub String);

impl Address {
    /// The path of the file beside the entry that it names, from the folder of the entry; nothing for an address elsewhere.
    pub fn file(&self) -> Option<&str> {
        (!markdown::is_safe_url(&self.0)).then(|| markdown::file_of(&self.0))
    }

    /// What stands behind the path of the file, as in `prices.pdf#page=2`.
    pub fn place_in_file(&self) -> &str {
        self.file().map_or("", |file| &self.0[file.len()..])
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |url| {
            let url = url.trim();
            if markdown::is_safe_url(url) {
                Ok(Self(encoded(url)))
            } else if markdown::is_beside(url) {
                Ok(Self(url.to_owned()))
            } else {
                Err((
                    format!("`{url}` is no address that a page may link to"),
                    format!(
                        "begin it with https://, http://, mailto: or tel:, or write the name of a file beside the entry ({})",
                        listed(&[&DOCUMENT_ENDINGS[..], &IMAGE_ENDINGS[..]].concat())
                    ),
                ))
            }
        })
    }
}

impl Content for Address {
    fn node(&self) -> Node<'_> {
        match self.file() {
            Some(_) => Node::Document(&self.0),
            None => Node::Word(&self.0),
        }
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }

    const IS_TEXT: bool = true;
}

/// A currency by its three letters, such as EUR.
#[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(inline, extend("minLength" = 3, "maxLength" = 3))]
pub struct Currency(pub String);

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |code| {
            if code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) {
                Ok(Self(code.to_owned()))
            } else {
                Err((
                    format!("`{code}` is no currency"),
                    "write the three capital letters of the currency: \"EUR\", \"USD\", \"GBP\""
                        .to_owned(),
                ))
            }
        })
    }
}

impl Content for Currency {
    fn node(&self) -> Node<'_> {
        Node::Word(&self.0)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }
}

/// The path of an image file, from the folder of the entry.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Image(pub String);

impl Content for Image {
    fn node(&self) -> Node<'_> {
        Node::Image(&self.0)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Image)
    }
}

/// A text that may also be written as a number, such as an age: `38` or `"35-40"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording(pub String);

impl<'de> Deserialize<'de> for Wording {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Scalar::deserialize(deserializer)? {
            Scalar::Text(text) => Ok(Self(text)),
            Scalar::Number(number) => Ok(Self(number.to_string())),
            Scalar::Flag(_) | Scalar::List(_) | Scalar::Band { .. } => Err(refuse(
                "expected a text or a number",
                "write a number, or a text in double quotes",
            )),
        }
    }
}

impl Content for Wording {
    fn node(&self) -> Node<'_> {
        Node::Word(&self.0)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::TextOrNumber)
    }
}

impl schemars::JsonSchema for Wording {
    fn schema_name() -> Cow<'static, str> {
        "Wording".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "number"] })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// A value of an account that a scorecard looks at.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// A word or sentence.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Several values.
    List(Vec<Scalar>),
    /// A number from `low` to `high`, of which nobody knows which. Lists of accounts have such bands; no content does.
    Band {
        /// The least it can be.
        low: f64,
        /// The most it can be; infinite where nothing bounds it.
        high: f64,
    },
}

impl fmt::Display for Scalar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Flag(flag) => write!(formatter, "{flag}"),
            Self::Band { low, high } => write!(formatter, "{low} to {high}"),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(formatter, "{comma}{item}")?;
                }
                Ok(())
            }
        }
    }
}

impl Content for Scalar {
    fn node(&self) -> Node<'_> {
        Node::Scalar(self)
    }

    fn said(&self) -> Value {
        match self {
            Self::Number(number) => Value::Number(*number),
            Self::Flag(flag) => Value::Flag(*flag),
            Self::List(items) => items.said(),
            Self::Text(_) | Self::Band { .. } => Value::Text(self.to_string()),
        }
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Any)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ScalarVisitor;

        impl<'de> Visitor<'de> for ScalarVisitor {
            type Value = Scalar;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, a number, true, false or a list of these")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar::Text(text.to_owned()))
            }

            fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Scalar, E> {
                Ok(Scalar::Flag(flag))
            }

            #[expect(
                clippy::cast_precision_loss,
                reason = "facts about firms stay below 2^53"
            )]
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar::Number(number as f64))
            }

            #[expect(
                clippy::cast_precision_loss,
                reason = "facts about firms stay below 2^53"
            )]
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar::Number(number as f64))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar::Number(number))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Scalar, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Scalar::List(list))
            }
        }

        deserializer.deserialize_any(ScalarVisitor)
    }
}

impl schemars::JsonSchema for Scalar {
    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "number", "boolean", "array"] })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// A table whose keys the author chooses, in the order written.
#[derive(Debug, Clone, PartialEq)]
pub struct Labels<T>(pub Vec<(String, T)>);

impl<T> Default for Labels<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Labels<T> {
    /// The value under a label.
    pub fn get(&self, label: &str) -> Option<&T> {
        self.0
            .iter()
            .find(|(name, _)| name == label)
            .map(|(_, value)| value)
    }
}

impl<T: Content> Content for Labels<T> {
    fn node(&self) -> Node<'_> {
        Node::Labels(
            self.0
                .iter()
                .map(|(label, value)| (label.as_str(), value.node()))
                .collect(),
        )
    }

    fn said(&self) -> Value {
        let labels = self.0.iter();
        Value::Table(
            labels
                .map(|(label, value)| (label.clone(), value.said()))
                .collect(),
        )
    }

    fn is_said(&self) -> bool {
        !self.0.is_empty()
    }

    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        self.0
            .iter_mut()
            .for_each(|(_, value)| value.change_texts(with));
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        match path.split_first() {
            None => Wanted::Labels,
            Some((Step::Key(_), rest)) => T::wanted_at(rest),
            Some(_) => Wanted::Nothing,
        }
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        let was_empty = self.0.is_empty();
        self.0.retain_mut(|(_, value)| value.leave_out(hiding));
        was_empty || !self.0.is_empty()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Labels<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LabelsVisitor<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for LabelsVisitor<T> {
            type Value = Labels<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a table of labels and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Labels<T>, A::Error> {
                let mut labels = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    labels.push(entry);
                }
                Ok(Labels(labels))
            }
        }

        deserializer.deserialize_map(LabelsVisitor(std::marker::PhantomData))
    }
}

impl<T: schemars::JsonSchema> schemars::JsonSchema for Labels<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Labels_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let values = generator.subschema_for::<T>();
        schemars::json_schema!({ "type": "object", "additionalProperties": values })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// One sentence, or several: `"blue"` or `["blue", "green"]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts(pub Vec<Text>);

impl Content for Texts {
    fn node(&self) -> Node<'_> {
        self.0.node()
    }

    fn said(&self) -> Value {
        match self.0.as_slice() {
            [one] => one.said(),
            several => Value::List(several.iter().map(Content::said).collect()),
        }
    }

    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        self.0.change_texts(with);
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Any)
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        self.0.leave_out(hiding)
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = match Scalar::deserialize(deserializer)? {
            Scalar::List(items) => items,
            single => vec![single],
        };
        Ok(Self(
            items.iter().map(|item| Text(item.to_string())).collect(),
        ))
    }
}

impl schemars::JsonSchema for Texts {
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "number", "array"], "items": { "type": "string" } })
    }

    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_only_what_addresses_may_hold() {
        assert_eq!(
            encoded("https://a.example/?q=<b>&c=\"d e\""),
            "https://a.example/?q=%3Cb%3E&c=%22d%20e%22"
        );
        assert_eq!(
            encoded("https://a.example/{path}"),
            "https://a.example/{path}"
        );
    }

    #[test]
    fn periods_end_on_calendar_days() {
        let start = "2026-01-31".parse().unwrap();
        let end = |text| Period::parse(text).unwrap().after(start).to_string();
        assert_eq!(end("1 month"), "2026-02-28");
        assert_eq!(end("1 year"), "2027-01-31");
        assert_eq!(end("2 weeks"), "2026-02-14");
        assert_eq!(end("4000000000 years"), "9999-12-31");
        for wrong in ["", "3", "months", "0 days", "-1 day", "3 fortnights"] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
            assert_eq!(Period::meant(wrong), None, "{wrong}");
        }
        for (written, meant) in [
            ("6 maanden", "6 months"),
            ("half year", "6 months"),
            ("half jaar", "6 months"),
            ("1 jaar", "1 year"),
            ("3months", "3 months"),
            ("a year", "1 year"),
            ("2 kwartalen", "6 months"),
            ("every quarter", "3 months"),
        ] {
            let found = Period::meant(written).unwrap();
            assert_eq!(found.to_string(), meant, "{written}");
            assert_eq!(Period::parse(meant), Some(found));
        }
    }
}
