//! Segment: a group of customers with shared traits, ranked A, B or C.

use super::claim::{Claim, Offer, Product};
use super::content::{choice, content};
use super::finding::Finding;
use super::kind::{Data, Kind, KindData};
use super::plan::{Action, Measure};
use super::reference::Reference;
use super::scorecard::When;
use super::value::{Image, Percent, Text};
use crate::doc::Date;
use crate::text::FieldPath;

choice! {
    "tier",
    /// How good we are for a customer, or how well a customer fits.
    pub enum Tier {
        /// We are excellent for them.
        A = "A",
        /// We are good for them.
        B = "B",
        /// We serve them at low cost, or not.
        C = "C",
    }
}

choice! {
    "strategy",
    /// What we do with a segment.
    pub enum Strategy {
        /// Invest, win more of them.
        Grow = "grow",
        /// Hold what we have.
        Keep = "keep",
        /// Serve well at low cost.
        ServeLean = "serve-lean",
        /// Do not take on new ones.
        Decline = "decline",
    }
}

content! {
    /// A group of customers with shared traits.
    pub struct Segment {
        /// The rank: `A`, `B` or `C`; left out for a group we do not serve. Example: `"A"`.
        tier: Option<Tier>,
        /// A picture, beside the file. Example: `"shops.jpg"`.
        image: Option<Image>,
        /// What the customers in it share.
        basis: Option<Basis>,
        /// How much of our business it is.
        share: Option<Share>,
        /// The few in it who bring most.
        core: Option<Core>,
        /// Whether they would call themselves what we call them. Example: `"They say online brand; nobody calls herself a mid-size web shop"`.
        in_their_words: Option<Claim>,
        /// Finds its customers in a list: a condition on the values of a customer, as in a scorecard. Example: `{ field = "revenue", min = 5000000, max = 50000000 }`.
        when: Option<When>,
        /// What we do with it: `grow`, `keep`, `serve-lean` or `decline`. Example: `"grow"`.
        strategy: Option<Strategy>,
        /// What they need. Example: `["A checkout that does not lose buyers"]`.
        needs: Vec<Claim>,
        /// What we promise them and how we keep it.
        value_proposition: Option<ValueProposition>,
        /// Where we reach them. Example: `["Trade fairs", "Newsletter"]`.
        channels: Vec<Text>,
        /// How we speak to them. Example: `"Direct, with numbers"`.
        tone: Option<Text>,
        /// What we do for them.
        actions: Vec<Action>,
        /// Whether it works.
        measures: Vec<Measure>,
        /// The wider segment this one is part of. Example: `"web-shops"`.
        parent: Option<Reference<Segment>>,
    }
}

content! {
    /// What the customers of a segment share, by kind of trait.
    pub struct Basis {
        /// Who they are. Example: `["Fashion and lifestyle shops with 15 to 150 people"]`.
        demographic: Vec<Claim>,
        /// Where they are. Example: `["The Netherlands and Flanders"]`.
        geographic: Vec<Claim>,
        /// What they believe and want. Example: `["Proud of their taste, modest about technology"]`.
        psychographic: Vec<Claim>,
        /// What they do. Example: `["Change payment options before the season"]`.
        behavioural: Vec<Claim>,
        /// What they are worth, to us and we to them. Example: `["Stay six years on average"]`.
        value: Vec<Claim>,
    }
}

content! {
    /// How much of our business a segment is.
    pub struct Share {
        /// Percent of our customers. Example: `24`.
        customers: Option<Percent>,
        /// Percent of our revenue. Example: `61`.
        revenue: Option<Percent>,
        /// Percent of our margin. Example: `68`.
        margin: Option<Percent>,
        /// The list of your own customers these were counted in; only its name is shown. Example: `"customers-2026.csv"`.
        from: Option<String>,
        /// The day on which they were counted. Example: `2026-11-02`.
        on: Option<Date>,
    }
}

content! {
    /// The few customers of a segment who bring most.
    pub struct Core {
        /// Who they are. Example: `"The eighteen shops with two brands and more"`.
        who!: Text,
        /// Percent of the segment's customers. Example: `24`.
        customers: Option<Percent>,
        /// Percent of its revenue. Example: `58`.
        revenue: Option<Percent>,
        /// Percent of its margin. Example: `63`.
        margin: Option<Percent>,
        /// The list of your own customers these were counted in; only its name is shown. Example: `"customers-2026.csv"`.
        from: Option<String>,
        /// The day on which they were counted. Example: `2026-11-02`.
        on: Option<Date>,
    }
}

content! {
    /// What we promise and how we keep it.
    pub struct ValueProposition {
        /// The promise in a sentence. Example: `"More baskets paid, none of the risk"`.
        promise: Option<Text>,
        /// What we sell them: names, which need no evidence. Example: `["Pay after delivery"]`.
        products: Vec<Product>,
        /// How it takes their pains away; each may say in `answers` which. Example: `["One screen to approve, no second log-in"]`.
        pain_relievers: Vec<Offer>,
        /// How it gives them what they hope for; each may say in `answers` what. Example: `["Shoppers order a second size without worry"]`.
        gain_creators: Vec<Offer>,
    }
}

impl KindData for Segment {
    const KIND: Kind = Kind::Segment;

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Segment(segment) => Some(segment),
            _ => None,
        }
    }

    fn parent(&self) -> Option<(&'static str, &str)> {
        self.parent
            .as_ref()
            .map(|parent| ("parent", parent.id.as_str()))
    }

    fn findings(&self) -> Vec<Finding> {
        let when = self.when.as_ref();
        when.map_or_else(Vec::new, |when| {
            when.findings(&FieldPath::default().key("when"))
        })
    }
}
