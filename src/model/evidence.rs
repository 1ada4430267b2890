//! Evidence: an interview, survey, analysis or observation that a claim rests on.

use super::claim::Claim;
use super::content::{choice, content};
use super::kind::{Data, Kind, KindData};
use super::value::{Address, Amount, Image, Text};
use crate::doc::Date;

choice! {
    "method",
    /// How something was found out.
    pub enum Method {
        /// Talking to people one by one.
        Interview = "interview",
        /// Asking many the same questions.
        Survey = "survey",
        /// Watching what people do.
        Observation = "observation",
        /// Asking the same group again and again.
        Panel = "panel",
        /// Counting what visitors do.
        Analytics = "analytics",
        /// Looking at deals and accounts.
        Crm = "crm",
        /// Working it out with colleagues.
        Workshop = "workshop",
        /// Reading what others found.
        Desk = "desk",
        /// Reading what customers ask the helpdesk.
        Support = "support",
    }
}

content! {
    /// A source of knowledge.
    pub struct Evidence {
        /// `interview`, `survey`, `observation`, `panel`, `analytics`, `crm`, `workshop`, `desk` or `support`. Example: `"interview"`.
        method: Option<Method>,
        /// The last day of the research. Example: `2026-03-20`.
        date!: Date,
        /// How many people or cases. Example: `12`.
        n: Option<Amount>,
        /// Where it comes from. Example: `"Our own talks, recorded"`.
        source: Option<Text>,
        /// The report: its address, or the name of a document beside the file. Example: `"https://wiki.example.org/interviews"`.
        url: Option<Address>,
        /// Who did it. Example: `"Amira Haddad"`.
        by: Option<String>,
        /// A picture, beside the file. Example: `"wall.jpg"`.
        image: Option<Image>,
        /// What was found. Example: `["9 of 12 lose buyers at the payment step"]`.
        findings: Vec<Claim>,
        /// For what it may be used. Example: `"Inside the firm only; no names"`.
        consent: Option<Text>,
    }
}

impl KindData for Evidence {
    const KIND: Kind = Kind::Evidence;

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Evidence(evidence) => Some(evidence),
            _ => None,
        }
    }
}
