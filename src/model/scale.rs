//! Numbers on a scale that has words for its steps: `severity = 4` and `severity = "high"` say the same.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, wanted_alone};
use crate::doc::{Scale, Wanted, exact, refuse};
use crate::language::{
    EFFORT, EMOTION, FREQUENCY, IMPORTANCE, SATISFACTION, SEVERITY, SKILL, STRENGTH,
};
use crate::text::{Step, closest};

/// Declares a number on a scale.
macro_rules! on_scale {
    ($(#[$meta:meta])* $name:ident, $scale:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $name(pub f64);

        impl Content for $name {
            fn node(&self) -> Node<'_> {
                Node::Number(self.0)
            }

            const SCALE: Option<&'static Scale> = Some(&$scale);
            const IS_NUMBER: bool = true;

            fn wanted_at(path: &[Step]) -> Wanted {
                wanted_alone(path, Wanted::Scale(&$scale))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(ScaleVisitor(&$scale)).map(Self)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schema(&$scale)
            }

            fn inline_schema() -> bool {
                true
            }
        }
    };
}

on_scale!(
    /// How strongly a feeling is felt: -2 very bad, 0 neutral, 2 very good.
    Emotion,
    EMOTION
);
on_scale!(
    /// How well somebody can do something, 0 to 5.
    SkillLevel,
    SKILL
);
on_scale!(
    /// How much somebody uses something, 0 to 5.
    Frequency,
    FREQUENCY
);
on_scale!(
    /// How much work something is, 0 to 5.
    Effort,
    EFFORT
);
on_scale!(
    /// How bad something is, 1 to 5.
    Severity,
    SEVERITY
);
on_scale!(
    /// How strong a force is, 1 to 5.
    Strength,
    STRENGTH
);
on_scale!(
    /// How important something is, 1 to 5.
    Importance,
    IMPORTANCE
);
on_scale!(
    /// How satisfied somebody is, 1 to 5.
    Satisfaction,
    SATISFACTION
);

/// The number for which a text stands on a scale.
pub(super) fn read_word<E: de::Error>(scale: &Scale, word: &str) -> Result<f64, E> {
    if let Some(number) = scale.number(word) {
        return Ok(exact(number));
    }
    let expected = format!(
        "a number from {} to {}, or a word for one",
        scale.least,
        scale.most()
    );
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        // A number in quotes or with a unit is told like any other one.
        return Err(E::invalid_type(Unexpected::Str(word), &expected.as_str()));
    }
    let help = match (counted(word), closest(&word.to_lowercase(), scale.words())) {
        (Some(number), _) if (scale.least..=scale.most()).contains(&number) => {
            format!("write {number}")
        }
        (None, Some(close)) => format!("write \"{close}\""),
        _ => scale.help(),
    };
    Err(refuse(
        format!("expected {expected}, found the text \"{word}\""),
        help,
    ))
}

/// The number that a word counts.
fn counted(word: &str) -> Option<i64> {
    const COUNTED: [[&str; 2]; 11] = [
        ["zero", "nul"],
        ["one", "een"],
        ["two", "twee"],
        ["three", "drie"],
        ["four", "vier"],
        ["five", "vijf"],
        ["six", "zes"],
        ["seven", "zeven"],
        ["eight", "acht"],
        ["nine", "negen"],
        ["ten", "tien"],
    ];
    let word = word.trim().to_lowercase();
    let at = COUNTED
        .iter()
        .position(|words| words.contains(&word.as_str()))?;
    i64::try_from(at).ok()
}

pub(super) fn read_number<E: de::Error>(scale: &Scale, number: f64) -> Result<f64, E> {
    let (least, most) = (scale.least, scale.most());
    if (exact(least)..=exact(most)).contains(&number) {
        return Ok(number);
    }
    Err(refuse(
        format!("{number} is out of range"),
        format!("write a number from {least} to {most}"),
    ))
}

struct ScaleVisitor(&'static Scale);

impl Visitor<'_> for ScaleVisitor {
    type Value = f64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (least, most) = (self.0.least, self.0.most());
        write!(
            formatter,
            "a number from {least} to {most}, or a word for one"
        )
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<f64, E> {
        read_number(self.0, exact(number))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "only the numbers of the scale are kept"
    )]
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<f64, E> {
        read_number(self.0, number as f64)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<f64, E> {
        read_number(self.0, number)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<f64, E> {
        read_word(self.0, word)
    }
}

fn schema(scale: &Scale) -> schemars::Schema {
    let words: Vec<&str> = scale.words().collect();
    let mut each: Vec<&str> = Vec::new();
    for word in words {
        if !each.contains(&word) {
            each.push(word);
        }
    }
    schemars::json_schema!({
        "anyOf": [
            { "type": "number", "minimum": scale.least, "maximum": scale.most() },
            { "type": "string", "enum": each, "x-words": "word" }
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_two_numbers() {
        let feeling = &EMOTION;
        for (text, change) in [
            ("-1 to 1", Some((-1.0, 1.0))),
            ("from −2 to +0.5", Some((-2.0, 0.5))),
            ("Frustrated → hopeful", Some((-2.0, 1.0))),
            ("van boos naar 2", Some((-2.0, 2.0))),
            ("-1 to 3", None),
            ("-1", None),
            ("used to worried", None),
        ] {
            assert_eq!(feeling.change(text), change, "{text}");
        }
    }
}
