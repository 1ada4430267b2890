//! Competitor: whom else the customer may choose, what they are good at and where we win.

use super::claim::Claim;
use super::content::content;
use super::icp::Icp;
use super::kind::{Data, Kind, KindData};
use super::persona::Objection;
use super::reference::Reference;
use super::segment::Segment;
use super::value::{Image, Text};

content! {
    /// Whom else the customer may choose.
    pub struct Competitor {
        /// A picture, beside the file. Example: `"stand.jpg"`.
        image: Option<Image>,
        /// The segments they go for. Example: `["mid-size-webshops"]`.
        segments: Vec<Reference<Segment>>,
        /// The ideal customers they go for. Example: `["growing-fashion-webshop"]`.
        icps: Vec<Reference<Icp>>,
        /// What they are good at. Example: `["Live in a day"]`.
        strengths: Vec<Claim>,
        /// What they are bad at. Example: `["Their reminders frighten shoppers"]`.
        weaknesses: Vec<Claim>,
        /// What they say, and what we answer.
        says: Vec<Objection>,
        /// When we win against them. Example: `["Returns are many and refunds matter"]`.
        wins_when: Vec<Claim>,
        /// When we lose against them. Example: `["The shop must be live before the weekend"]`.
        loses_when: Vec<Claim>,
        /// What they ask for, in words. Example: `"2.9% of each order and no fixed fee"`.
        price: Option<Text>,
    }
}

impl KindData for Competitor {
    const KIND: Kind = Kind::Competitor;

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Competitor(data) => Some(data),
            _ => None,
        }
    }
}
