//! A statement about the customer, and the evidence it rests on.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, content};
use super::sources::Sources;
use super::unseen::Hiding;
use super::value::{Rating, Text};
use crate::doc::{Wanted, split_footnotes};
use crate::text::Step;

/// A statement about the customer. In TOML it is a sentence, or a table with the sentence in `text`.
/// A claim without evidence is an assumption.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The statement, without its footnotes.
    pub text: Text,
    /// How bad it is for the customer: 1 a nuisance, 5 a reason to leave.
    pub severity: Option<Rating>,
    /// What it rests on.
    pub evidence: Sources,
    /// What the customer does about it today.
    pub workaround: Option<Text>,
    /// A remark for readers.
    pub note: Option<Text>,
    /// Whom it is for; nobody named is everybody.
    pub audience: Vec<String>,
}

content! {
    /// The long form of a claim.
    pub struct ClaimTable {
        /// The statement. Example: `"Half of the baskets are left at the payment step"`.
        text!: Text,
        /// How bad it is for the customer: 1 a nuisance, 5 a reason to leave. Example: `4`.
        severity: Option<Rating>,
        /// The evidence it rests on. Example: `["interviews"]`.
        evidence: Sources,
        /// What the customer does about it today. Example: `"Calls the helpdesk"`.
        workaround: Option<Text>,
        /// A remark for readers. Example: `"Weaker in Belgium"`.
        note: Option<Text>,
        /// Whom it is for; left out of every site that was not built with `--audience` and one of these names. Everybody when left out. Example: `["sales"]`.
        audience: Vec<String>,
    }
}

impl From<ClaimTable> for Claim {
    fn from(table: ClaimTable) -> Self {
        let (text, cited) = split_footnotes(&table.text.0);
        let mut evidence = table.evidence;
        for id in cited {
            evidence.add(id);
        }
        Self {
            text: Text(text),
            severity: table.severity,
            evidence,
            workaround: table.workaround,
            note: table.note,
            audience: table.audience,
        }
    }
}

impl From<&str> for Claim {
    fn from(text: &str) -> Self {
        Self::from(ClaimTable {
            text: Text(text.to_owned()),
            severity: None,
            evidence: Sources::default(),
            workaround: None,
            note: None,
            audience: Vec::new(),
        })
    }
}

impl Content for Claim {
    fn node(&self) -> Node<'_> {
        Node::Claim(self)
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        ClaimTable::keys_at(path)
    }

    const IS_TEXT: bool = true;

    fn wanted_at(path: &[Step]) -> Wanted {
        match path {
            [] => Wanted::Text,
            _ => ClaimTable::wanted_at(path),
        }
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        self.evidence.leave_out(hiding);
        self.workaround.leave_out(hiding);
        self.note.leave_out(hiding);
        hiding.asks_for(&self.audience) && self.text.leave_out(hiding)
    }
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ClaimVisitor;

        impl<'de> Visitor<'de> for ClaimVisitor {
            type Value = Claim;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a sentence, or a table with `text`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Claim, E> {
                Ok(Claim::from(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Claim, A::Error> {
                ClaimTable::deserialize(MapAccessDeserializer::new(map)).map(Claim::from)
            }
        }

        deserializer.deserialize_any(ClaimVisitor)
    }
}

impl schemars::JsonSchema for Claim {
    fn schema_name() -> Cow<'static, str> {
        "Claim".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let table = generator.subschema_for::<ClaimTable>();
        schemars::json_schema!({
            "description": "A statement about the customer, as a sentence or as a table.",
            "anyOf": [{ "type": "string" }, table]
        })
    }
}

/// Claims in the order written, those that hurt most first where they say how much they hurt.
#[must_use]
pub fn worst_first(claims: &[Claim]) -> Vec<&Claim> {
    let mut claims: Vec<&Claim> = claims.iter().collect();
    claims.sort_by(|left, right| {
        let severity = |claim: &Claim| claim.severity.map_or(0.0, |severity| severity.0);
        severity(right).total_cmp(&severity(left))
    });
    claims
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn footnotes_are_evidence_wherever_they_stand() {
        let claim = Claim::from("They wait[^a] too long [^b][^c].");
        assert_eq!(claim.text.0, "They wait too long.");
        let ids: Vec<&str> = claim.evidence.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
    }

    proptest! {
        #[test]
        fn a_statement_keeps_its_words_and_its_sources(words in "[a-z]( ?[a-z\\[\\]^]){0,20}[a-z.]", ids in proptest::collection::vec("[a-z0-9-]{1,8}", 0..4)) {
            let written = ids.iter().fold(words.clone(), |text, id| format!("{text} [^{id}]"));
            let claim = Claim::from(written.as_str());
            let (statement, of_its_own) = split_footnotes(&words);
            prop_assert_eq!(claim.text.0, statement);
            let cited = claim.evidence.len();
            prop_assert!(cited <= ids.len() + of_its_own.len());
            prop_assert!(ids.iter().all(|id| claim.evidence.iter().any(|one| one.id == *id)));
        }
    }
}
