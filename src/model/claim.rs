//! A statement about the customer, and the evidence it rests on.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, content};
use super::evidence::Evidence;
use super::reference::Reference;
use super::value::{Rating, Text};
use crate::doc::{Date, Wanted, split_footnotes};
use crate::text::{Step, without_quotation_marks};

/// A statement about the customer. In TOML it is a sentence, or a table with the sentence in `text`.
/// A claim without evidence is an assumption.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The statement, without its footnotes.
    pub text: Text,
    /// How bad it is for the customer: 1 a nuisance, 5 a reason to leave.
    pub severity: Option<Rating>,
    /// What it rests on.
    pub evidence: Vec<Reference<Evidence>>,
    /// What the customer does about it today.
    pub workaround: Option<Text>,
    /// A remark for readers.
    pub note: Option<Text>,
    /// The footnotes of the statement, each with the place of its name in what was written.
    pub(super) cited: Vec<(String, usize)>,
    /// Who said it.
    pub by: Option<String>,
    /// For what whoever said it agreed to have it used.
    pub consent: Option<Text>,
    /// The last day for which that was agreed.
    pub consent_until: Option<Date>,
    /// How strong a force of progress is: 1 hardly felt, 5 decides.
    pub strength: Option<Rating>,
}

content! {
    /// The long form of a claim.
    pub struct ClaimTable {
        /// The statement. Example: `"Half of the baskets are left at the payment step"`.
        text!: Text,
        /// How bad it is for the customer: 1 a nuisance, 5 a reason to leave. Example: `4`.
        severity: Option<Rating>,
        /// The evidence it rests on. Example: `["interviews"]`.
        evidence: Vec<Reference<Evidence>>,
        /// What the customer does about it today. Example: `"Calls the helpdesk"`.
        workaround: Option<Text>,
        /// A remark for readers. Example: `"Weaker in Belgium"`.
        note: Option<Text>,
        /// Of a quote: who said it. Example: `"E-commerce manager of a shoe shop"`.
        by: Option<String>,
        /// Of a quote: for what they agreed to have it used. Example: `"Inside the company"`.
        consent: Option<Text>,
        /// Of a quote: the last day for which they agreed; after it the quote is a finding of `check`. Example: `2027-12-31`.
        consent_until: Option<Date>,
        /// Of a force that moves somebody in a job: 1 hardly felt, 5 decides. Example: `4`.
        strength: Option<Rating>,
    }
}

impl From<ClaimTable> for Claim {
    fn from(table: ClaimTable) -> Self {
        let (text, cited) = split_footnotes(&table.text.0);
        let mut evidence = table.evidence;
        for (id, _) in &cited {
            if !evidence.iter().any(|reference| reference.id == *id) {
                evidence.push(Reference::new(*id));
            }
        }
        let cited = cited.into_iter().map(|(id, at)| (id.to_owned(), at));
        Self {
            severity: table.severity,
            evidence,
            workaround: table.workaround,
            note: table.note,
            cited: cited.collect(),
            text: Text(text),
            by: table.by,
            consent: table.consent,
            consent_until: table.consent_until,
            strength: table.strength,
        }
    }
}

impl From<&str> for Claim {
    fn from(text: &str) -> Self {
        Self::from(ClaimTable {
            text: Text(text.to_owned()),
            severity: None,
            evidence: Vec::new(),
            workaround: None,
            note: None,
            by: None,
            consent: None,
            consent_until: None,
            strength: None,
        })
    }
}

impl Content for Claim {
    fn node(&self) -> Node<'_> {
        Node::Claim(self)
    }

    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        self.text.change_texts(with);
        self.workaround.change_texts(with);
        self.note.change_texts(with);
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

/// Takes the quotation marks off what somebody said: pages put them around it themselves.
pub(super) fn without_marks<'a>(said: impl IntoIterator<Item = &'a mut Claim>) {
    for claim in said {
        claim.text.0 = without_quotation_marks(&claim.text.0).into_owned();
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
