//! Numbers from which something holds, and the least fit of a lead. Must not know scores.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use super::content::{Content, Node};
use super::segment::Tier;
use super::value::Bounded;
use crate::doc::{Wanted, refuse};
use crate::text::{Step, not_a_choice};

/// A number from `MIN` to `MAX` from which something holds: `75` means 75 and more, `{ above = 75 }` more than 75.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit<const MIN: i64, const MAX: i64> {
    /// The number.
    pub number: f64,
    /// Whether it must be exceeded.
    pub is_above: bool,
}

/// Points from which something holds.
pub type PointLimit = Limit<{ i64::MIN }, { i64::MAX }>;
/// A percentage from which something holds, 0 to 100.
pub type PercentLimit = Limit<0, 100>;

/// More than a number, as it is written.
#[derive(Deserialize)]
struct Above {
    above: f64,
}

/// The only key of a limit that is written as a table.
const KEYS: &[&str] = &["above"];

impl<const MIN: i64, const MAX: i64> Limit<MIN, MAX> {
    /// From this number up.
    pub const fn from(number: f64) -> Self {
        Self {
            number,
            is_above: false,
        }
    }

    /// Which of two limits is harder to reach.
    pub fn compare(self, other: Self) -> Ordering {
        let numbers = self.number.total_cmp(&other.number);
        numbers.then(self.is_above.cmp(&other.is_above))
    }
}

/// As a message says it: "from 75", "above 75".
impl<const MIN: i64, const MAX: i64> fmt::Display for Limit<MIN, MAX> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.is_above { "above" } else { "from" };
        write!(formatter, "{word} {}", self.number)
    }
}

impl<const MIN: i64, const MAX: i64> Content for Limit<MIN, MAX> {
    fn node(&self) -> Node<'_> {
        Node::Limit {
            number: self.number,
            is_above: self.is_above,
        }
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        if path.is_empty() { KEYS } else { &[] }
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        match path {
            [] => Wanted::Number(MIN, MAX),
            [Step::Key(key)] if key == "above" => Wanted::Number(MIN, MAX),
            _ => Wanted::Nothing,
        }
    }
}

struct LimitVisitor<const MIN: i64, const MAX: i64>;

impl<const MIN: i64, const MAX: i64> LimitVisitor<MIN, MAX> {
    fn number<E: de::Error>(number: f64, is_above: bool) -> Result<Limit<MIN, MAX>, E> {
        Bounded::<MIN, MAX>::within(number)
            .map(|number| Limit { number, is_above })
            .map_err(|(message, help)| refuse(message, help))
    }
}

impl<'de, const MIN: i64, const MAX: i64> Visitor<'de> for LimitVisitor<MIN, MAX> {
    type Value = Limit<MIN, MAX>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number, or `{ above = … }`")
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "numbers in content stay below 2^53"
    )]
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Self::number(number as f64, false)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "numbers in content stay below 2^53"
    )]
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Self::number(number as f64, false)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        Self::number(number, false)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let given = Above::deserialize(MapAccessDeserializer::new(map))?;
        Self::number(given.above, true)
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Limit<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LimitVisitor::<MIN, MAX>)
    }
}

impl<const MIN: i64, const MAX: i64> schemars::JsonSchema for Limit<MIN, MAX> {
    fn schema_name() -> Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let number = Bounded::<MIN, MAX>::number_schema();
        schemars::json_schema!({ "anyOf": [
            number,
            { "type": "object", "properties": { "above": number }, "required": ["above"], "x-words": "`{ above = … }`" },
        ] })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// How well a lead must fit: a tier of the scorecard, or a percentage of its points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MinFit {
    /// This tier or a better one.
    Tier(Tier),
    /// This percentage.
    Percent(PercentLimit),
}

impl Content for MinFit {
    fn node(&self) -> Node<'_> {
        match self {
            Self::Tier(tier) => tier.node(),
            Self::Percent(percent) => percent.node(),
        }
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        PercentLimit::keys_at(path)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        match path {
            [] => Wanted::TextOrNumber,
            _ => PercentLimit::wanted_at(path),
        }
    }
}

impl<'de> Deserialize<'de> for MinFit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        type OfPercent = LimitVisitor<0, 100>;
        struct MinFitVisitor;

        impl<'de> Visitor<'de> for MinFitVisitor {
            type Value = MinFit;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a tier such as \"B\", or a percentage")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<MinFit, E> {
                let tiers = Tier::ALL.iter().copied();
                if let Some(tier) = tiers.clone().find(|tier| tier.as_str() == word) {
                    return Ok(MinFit::Tier(tier));
                }
                // Who writes 60% is told to put it in quotes, as a tier stands in them.
                if let Some(number) = word.trim().strip_suffix('%')
                    && let Ok(number) = number.trim_end().parse()
                {
                    return self.visit_f64(number);
                }
                if word.trim().parse::<f64>().is_ok() {
                    return Err(refuse(
                        format!("`{word}` is a text"),
                        format!("write it without quotes: {}", word.trim()),
                    ));
                }
                let (_, help) = not_a_choice(word, tiers.map(Tier::as_str));
                Err(refuse(
                    format!("there is no tier `{word}`"),
                    format!("{help}, or a percentage of the scorecard"),
                ))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<MinFit, E> {
                OfPercent {}.visit_i64(number).map(MinFit::Percent)
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<MinFit, E> {
                OfPercent {}.visit_u64(number).map(MinFit::Percent)
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<MinFit, E> {
                OfPercent {}.visit_f64(number).map(MinFit::Percent)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<MinFit, A::Error> {
                OfPercent {}.visit_map(map).map(MinFit::Percent)
            }
        }

        deserializer.deserialize_any(MinFitVisitor)
    }
}

impl schemars::JsonSchema for MinFit {
    fn schema_name() -> Cow<'static, str> {
        "MinFit".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let tier = generator.subschema_for::<Tier>();
        let percent = generator.subschema_for::<PercentLimit>();
        schemars::json_schema!({ "anyOf": [tier, percent] })
    }

    fn inline_schema() -> bool {
        true
    }
}
