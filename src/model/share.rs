//! The share of a persona: a number, or a number with what it is a share of. Must not know pages.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, IntoDeserializer as _, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, content};
use super::unseen::Hiding;
use super::value::{Percent, Text};
use crate::doc::{Value, Wanted};
use crate::text::Step;

/// How many of something are like a persona.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonaShare {
    /// In percent.
    pub percent: Percent,
    /// What it is a share of; not said when it was written as a number alone.
    pub of: Option<Text>,
}

content! {
    /// A share with what it is a share of.
    pub struct ShareTable {
        /// In percent, 0 to 100. Example: `41`.
        percent!: Percent,
        /// What it is a share of. Example: `"first contacts"`.
        of: Option<Text>,
    }
}

impl Content for PersonaShare {
    fn node(&self) -> Node<'_> {
        Node::Table(vec![
            ("percent", self.percent.node()),
            ("of", self.of.node()),
        ])
    }

    fn said(&self) -> Value {
        match &self.of {
            None => self.percent.said(),
            Some(of) => Value::Table(vec![
                ("percent".to_owned(), self.percent.said()),
                ("of".to_owned(), of.said()),
            ]),
        }
    }

    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        self.of.change_texts(with);
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        self.of.leave_out(hiding);
        true
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        ShareTable::keys_at(path)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        match path {
            [] => Percent::wanted_at(path),
            _ => ShareTable::wanted_at(path),
        }
    }
}

impl<'de> Deserialize<'de> for PersonaShare {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ShareVisitor;

        impl ShareVisitor {
            fn number<E: de::Error>(number: f64) -> Result<PersonaShare, E> {
                let percent = Percent::deserialize(number.into_deserializer())?;
                Ok(PersonaShare { percent, of: None })
            }
        }

        impl<'de> Visitor<'de> for ShareVisitor {
            type Value = PersonaShare;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a number from 0 to 100, or `{ percent, of }`")
            }

            #[expect(
                clippy::cast_precision_loss,
                reason = "only numbers from 0 to 100 are kept"
            )]
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<PersonaShare, E> {
                Self::number(number as f64)
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<PersonaShare, E> {
                Self::number(number)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PersonaShare, A::Error> {
                let table = ShareTable::deserialize(MapAccessDeserializer::new(map))?;
                Ok(PersonaShare {
                    percent: table.percent,
                    of: table.of,
                })
            }
        }

        deserializer.deserialize_any(ShareVisitor)
    }
}

impl schemars::JsonSchema for PersonaShare {
    fn schema_name() -> Cow<'static, str> {
        "PersonaShare".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let number = generator.subschema_for::<Percent>();
        let table = generator.subschema_for::<ShareTable>();
        schemars::json_schema!({
            "description": "A share, as a number or with what it is a share of.",
            "anyOf": [number, table]
        })
    }
}
