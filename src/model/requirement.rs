//! A statement that must be true of a lead, with the condition by which a program finds out.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use serde::de::{self, DeserializeSeed, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::claim::{Claim, ClaimTable};
use super::content::{Content, Node};
use super::scorecard::When;
use super::unseen::Hiding;
use super::value::Text;
use crate::doc::{Value, Wanted};
use crate::text::Step;

/// A claim that may say in `when` for which accounts it is true. Without a condition only people can tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// The statement.
    pub claim: Claim,
    /// The condition on the values of an account, as in the scorecard.
    pub when: Option<When>,
}

const WHEN: &str = "when";

impl Content for Requirement {
    fn node(&self) -> Node<'_> {
        Node::Claim(&self.claim)
    }

    fn said(&self) -> Value {
        let Some(when) = &self.when else {
            return self.claim.said();
        };
        let mut fields = self.claim.said_as_table();
        fields.push((WHEN.to_owned(), when.said()));
        Value::Table(fields)
    }

    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        self.claim.change_texts(with);
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        self.claim.leave_out(hiding)
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        static KEYS: LazyLock<Vec<&'static str>> =
            LazyLock::new(|| [Claim::keys_at(&[]), &[WHEN]].concat());
        match path {
            [] => &KEYS,
            [Step::Key(key), rest @ ..] if key == WHEN => When::keys_at(rest),
            _ => Claim::keys_at(path),
        }
    }

    const IS_TEXT: bool = true;

    fn wanted_at(path: &[Step]) -> Wanted {
        match path {
            [Step::Key(key), rest @ ..] if key == WHEN => When::wanted_at(rest),
            _ => Claim::wanted_at(path),
        }
    }
}

impl<'de> Deserialize<'de> for Requirement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RequirementVisitor;

        impl<'de> Visitor<'de> for RequirementVisitor {
            type Value = Requirement;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a sentence, or a table with `text`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Requirement, E> {
                Ok(Requirement::from(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Requirement, A::Error> {
                let mut when = None;
                let rest = WithoutWhen {
                    map,
                    when: &mut when,
                };
                let claim =
                    ClaimTable::deserialize(de::value::MapAccessDeserializer::new(rest))?.into();
                Ok(Requirement { claim, when })
            }
        }

        deserializer.deserialize_any(RequirementVisitor)
    }
}

/// The keys of a table but `when`, which is kept: so a claim reads its own fields, whatever they are.
struct WithoutWhen<'a, A> {
    map: A,
    when: &'a mut Option<When>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for WithoutWhen<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.map.next_key::<String>()? {
            if key != WHEN {
                return seed.deserialize(key.into_deserializer()).map(Some);
            }
            *self.when = Some(self.map.next_value()?);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

impl From<&str> for Requirement {
    fn from(text: &str) -> Self {
        Self {
            claim: Claim::from(text),
            when: None,
        }
    }
}

impl schemars::JsonSchema for Requirement {
    fn schema_name() -> Cow<'static, str> {
        "Requirement".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut table = ClaimTable::json_schema(generator);
        let when = generator.subschema_for::<When>();
        let properties = table.get_mut("properties");
        if let Some(properties) = properties.and_then(serde_json::Value::as_object_mut) {
            properties.insert(WHEN.to_owned(), when.into());
        }
        schemars::json_schema!({
            "description": "A statement that must be true of a lead, as a sentence or as a table.",
            "anyOf": [{ "type": "string" }, table]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_keeps_its_fields_beside_a_condition() {
        let read = |toml: &str| -> Vec<Requirement> {
            let table: toml::Table = toml.parse().unwrap();
            Deserialize::deserialize(table["x"].clone()).unwrap()
        };
        let [plain, table] = read(
            r#"x = ["Finance is in [^a]", { when = { field = "need", min = 5 }, text = "Needs it", severity = 3 }]"#,
        )
        .try_into()
        .unwrap();
        assert_eq!(plain, Requirement::from("Finance is in [^a]"));
        assert_eq!(table.claim.text.0, "Needs it");
        assert_eq!(table.claim.severity.map(|one| one.0), Some(3.0));
        assert_eq!(table.when.unwrap().min, Some(5.0));
    }
}
