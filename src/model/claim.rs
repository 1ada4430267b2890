//! A statement about the customer, and the evidence it rests on.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, choice, content, wanted_alone};
use super::entry::{is_id, to_id, why_no_id};
use super::kind::Kind;
use super::reference::AnyReference;
use super::scale::{Severity, Strength};
use super::sources::Sources;
use super::unseen::Hiding;
use super::value::Text;
use crate::doc::{Date, Value, Wanted, from_text, split_footnotes};
use crate::text::{Step, without_quotation_marks};

choice! {
    "grade",
    /// What the author says of a claim beside its sources.
    pub enum Grade {
        /// We conclude it; nobody said so.
        Inference = "inference",
        /// We believe it, whatever the entry rests on.
        Assumption = "assumption",
        /// An open question: nobody knows yet.
        Unknown = "unknown",
    }
}

/// A statement about the customer. In TOML it is a sentence, or a table with the sentence in `text`.
/// A claim without evidence rests on that of its entry, and is an assumption where that has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The statement, without its footnotes.
    pub text: Text,
    /// What links and answers name it by.
    pub id: Option<ClaimId>,
    /// How bad it is for the customer: 1 a nuisance, 5 a reason to leave.
    pub severity: Option<Severity>,
    /// What it rests on.
    pub evidence: Sources,
    /// The evidence that speaks against it.
    pub against: Sources,
    /// What the author says of it beside its sources.
    pub grade: Option<Grade>,
    /// The statements and jobs that it answers, if it is something we offer.
    pub answers: Vec<AnyReference>,
    /// Whether it names something of ours, and says nothing about the customer.
    pub is_ours: bool,
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
    pub strength: Option<Strength>,
    /// Whom it is for; nobody named is everybody.
    pub audience: Vec<String>,
}

content! {
    /// The long form of a claim.
    pub struct ClaimTable {
        /// The statement. Example: `"Half of the baskets are left at the payment step"`.
        text!: Text,
        /// What links and answers name it by, once in the entry: `persona:sophie#slow-onboarding`. Example: `"slow-onboarding"`.
        id: Option<ClaimId>,
        /// How bad it is for the customer: 1 a nuisance, 5 a reason to leave. Example: `4`.
        severity: Option<Severity>,
        /// The evidence it rests on. Example: `["interviews"]`.
        evidence: Sources,
        /// The evidence that speaks against it. Example: `["web-analytics"]`.
        against: Sources,
        /// `inference` (we conclude it), `assumption` (we believe it, whatever the entry rests on) or `unknown` (an open question). Example: `"inference"`.
        grade: Option<Grade>,
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
        strength: Option<Strength>,
        /// Whom it is for; left out of every site that was not built with `--audience` and one of these names. Everybody when left out. Example: `["sales"]`.
        audience: Vec<String>,
    }
}

content! {
    /// The long form of something we offer.
    pub struct OfferTable {
        /// What it is or does. Example: `"One screen to approve, no second log-in"`.
        text!: Text,
        /// The statements that it answers, by their ids, and the jobs. Example: `["persona:sophie#slow-onboarding", "job:raise-checkout-conversion"]`.
        answers: Vec<AnyReference>,
        /// What links name it by, once in the entry. Example: `"one-screen"`.
        id: Option<ClaimId>,
        /// How much it matters to the customer, 1 to 5. Example: `4`.
        severity: Option<Severity>,
        /// The evidence it rests on. Example: `["interviews"]`.
        evidence: Sources,
        /// The evidence that speaks against it. Example: `["web-analytics"]`.
        against: Sources,
        /// `inference` (we conclude it), `assumption` (we believe it, whatever the entry rests on) or `unknown` (an open question). Example: `"inference"`.
        grade: Option<Grade>,
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
        for (id, _) in &cited {
            evidence.add(id);
        }
        let cited = cited.into_iter().map(|(id, at)| (id.to_owned(), at));
        Self {
            id: table.id,
            severity: table.severity,
            evidence,
            against: table.against,
            grade: table.grade,
            answers: Vec::new(),
            is_ours: false,
            workaround: table.workaround,
            note: table.note,
            cited: cited.collect(),
            text: Text(text),
            by: table.by,
            consent: table.consent,
            consent_until: table.consent_until,
            strength: table.strength,
            audience: table.audience,
        }
    }
}

impl From<OfferTable> for Claim {
    fn from(table: OfferTable) -> Self {
        let claim = Self::from(ClaimTable {
            text: table.text,
            id: table.id,
            severity: table.severity,
            evidence: table.evidence,
            against: table.against,
            grade: table.grade,
            workaround: table.workaround,
            note: table.note,
            by: None,
            consent: None,
            consent_until: None,
            strength: None,
            audience: table.audience,
        });
        Self {
            answers: table.answers,
            ..claim
        }
    }
}

impl From<&str> for Claim {
    fn from(text: &str) -> Self {
        Self::from(ClaimTable {
            text: Text(text.to_owned()),
            id: None,
            severity: None,
            evidence: Sources::default(),
            against: Sources::default(),
            grade: None,
            workaround: None,
            note: None,
            by: None,
            consent: None,
            consent_until: None,
            strength: None,
            audience: Vec::new(),
        })
    }
}

impl Claim {
    /// Whether it is a question that nobody can answer yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.grade == Some(Grade::Unknown)
    }

    /// Its fields as an author writes them; footnotes stand among its evidence.
    pub(super) fn said_as_table(&self) -> Vec<(String, Value)> {
        let fields = [
            said_field("text", &self.text),
            said_field("id", &self.id),
            said_field("severity", &self.severity),
            said_field("evidence", &self.evidence),
            said_field("against", &self.against),
            said_field("grade", &self.grade),
            said_field("answers", &self.answers),
            said_field("workaround", &self.workaround),
            said_field("note", &self.note),
            said_field("by", &self.by),
            said_field("consent", &self.consent),
            said_field("consent_until", &self.consent_until),
            said_field("strength", &self.strength),
            said_field("audience", &self.audience),
        ];
        fields.into_iter().flatten().collect()
    }

    /// A sentence where it says no more.
    fn said_by_author(&self) -> Value {
        match self.said_as_table() {
            fields if fields.len() == 1 => self.text.said(),
            fields => Value::Table(fields),
        }
    }
}

/// A field as an author writes it, if it says anything.
fn said_field(key: &str, content: &impl Content) -> Option<(String, Value)> {
    content.is_said().then(|| (key.to_owned(), content.said()))
}

/// What a claim is called within its entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimId(pub String);

impl Content for ClaimId {
    fn node(&self) -> Node<'_> {
        Node::Word(&self.0)
    }

    const IS_TEXT: bool = true;

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }
}

impl<'de> Deserialize<'de> for ClaimId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |text| {
            if is_id(text) {
                return Ok(Self(text.to_owned()));
            }
            let help = match to_id(text) {
                id if id.is_empty() => "write it as in `slow-onboarding`".to_owned(),
                id => format!("write \"{id}\""),
            };
            Err((
                format!("`{text}` cannot be an id: {}", why_no_id(text)),
                help,
            ))
        })
    }
}

impl schemars::JsonSchema for ClaimId {
    fn schema_name() -> Cow<'static, str> {
        "ClaimId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$" })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// Declares a type whose values are claims, written as a sentence or as a table.
macro_rules! claim_like {
    ($name:ident, $table:ident, $schema:literal, $says:literal) => {
        impl Content for $name {
            fn node(&self) -> Node<'_> {
                Node::Claim(self)
            }

            fn said(&self) -> Value {
                self.said_by_author()
            }

            fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
                let claim: &mut Claim = self;
                claim.text.change_texts(with);
                claim.workaround.change_texts(with);
                claim.note.change_texts(with);
                claim.consent.change_texts(with);
            }

            fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
                let claim: &mut Claim = self;
                claim.evidence.leave_out(hiding);
                claim.against.leave_out(hiding);
                claim
                    .cited
                    .retain(|(id, _)| !hiding.hides(Kind::Evidence, id));
                claim.answers.leave_out(hiding);
                claim.workaround.leave_out(hiding);
                claim.note.leave_out(hiding);
                claim.consent.leave_out(hiding);
                hiding.asks_for(&claim.audience) && claim.text.leave_out(hiding)
            }

            fn keys_at(path: &[Step]) -> &'static [&'static str] {
                $table::keys_at(path)
            }

            const IS_TEXT: bool = true;

            fn wanted_at(path: &[Step]) -> Wanted {
                match path {
                    [] => Wanted::Text,
                    _ => $table::wanted_at(path),
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer
                    .deserialize_any(ClaimVisitor::<$table>(PhantomData))
                    .map(Self::from)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                $schema.into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let table = generator.subschema_for::<$table>();
                schemars::json_schema!({
                    "description": $says,
                    "anyOf": [{ "type": "string" }, table]
                })
            }
        }
    };
}

/// Reads a sentence, or a table of the type `T`.
struct ClaimVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Into<Claim>> Visitor<'de> for ClaimVisitor<T> {
    type Value = Claim;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a sentence, or a table with `text`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Claim, E> {
        Ok(Claim::from(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Claim, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Into::into)
    }
}

/// A claim about something we offer, which may say what it answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer(Claim);

/// Something we offer, by its name: no claim about the customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Product(Claim);

/// What we do or say, or a system of ours: no claim about the customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Ours(Claim);

impl From<Claim> for Offer {
    fn from(claim: Claim) -> Self {
        Self(claim)
    }
}

impl From<Claim> for Product {
    fn from(claim: Claim) -> Self {
        Self(Claim {
            is_ours: true,
            ..claim
        })
    }
}

impl From<Claim> for Ours {
    fn from(claim: Claim) -> Self {
        Self(Claim {
            is_ours: true,
            ..claim
        })
    }
}

impl Deref for Offer {
    type Target = Claim;

    fn deref(&self) -> &Claim {
        &self.0
    }
}

impl DerefMut for Offer {
    fn deref_mut(&mut self) -> &mut Claim {
        &mut self.0
    }
}

impl Deref for Product {
    type Target = Claim;

    fn deref(&self) -> &Claim {
        &self.0
    }
}

impl DerefMut for Product {
    fn deref_mut(&mut self) -> &mut Claim {
        &mut self.0
    }
}

impl Deref for Ours {
    type Target = Claim;

    fn deref(&self) -> &Claim {
        &self.0
    }
}

impl DerefMut for Ours {
    fn deref_mut(&mut self) -> &mut Claim {
        &mut self.0
    }
}

claim_like!(
    Claim,
    ClaimTable,
    "Claim",
    "A statement about the customer, as a sentence or as a table."
);
claim_like!(
    Offer,
    OfferTable,
    "Offer",
    "What an offer of ours does for the customer, as a sentence or as a table."
);
// They are written alike, so that the schema need not tell them apart.
claim_like!(
    Product,
    OfferTable,
    "Offer",
    "What an offer of ours does for the customer, as a sentence or as a table."
);
claim_like!(
    Ours,
    ClaimTable,
    "Claim",
    "A statement about the customer, as a sentence or as a table."
);

/// Takes the quotation marks off what somebody said: pages put them around it themselves.
pub(super) fn without_marks<'a>(said: impl IntoIterator<Item = &'a mut Claim>) {
    for claim in said {
        claim.text.0 = without_quotation_marks(&claim.text.0).into_owned();
    }
}

/// Claims in the order written, those that hurt most first where they say how much they hurt. Without open questions: few
/// of the places that show the first of a list have room to say that something is a question.
#[must_use]
pub fn worst_first(claims: &[Claim]) -> Vec<&Claim> {
    let mut claims: Vec<&Claim> = claims.iter().filter(|claim| !claim.is_open()).collect();
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
    fn what_is_ours_and_what_answers_something_is_known_by_its_type() {
        let read = |text: &str| serde_json::from_str::<Claim>(text);
        assert!(!Claim::keys_at(&[]).contains(&"answers"));
        assert!(Offer::keys_at(&[]).contains(&"answers"));
        let product: Product = serde_json::from_str(
            r#"{ "text": "A [^talks]", "answers": ["persona:sophie#slow"], "id": "a" }"#,
        )
        .unwrap();
        assert!(product.is_ours && product.evidence.len() == 1);
        assert_eq!(product.answers[0].part.as_deref(), Some("slow"));
        let step: Ours = serde_json::from_str(r#""The risk model""#).unwrap();
        assert!(step.is_ours && step.answers.is_empty());
        let error = read(r#"{ "text": "A", "id": "Slow onboarding" }"#).unwrap_err();
        assert!(error.to_string().contains("cannot be an id"), "{error}");
    }

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
