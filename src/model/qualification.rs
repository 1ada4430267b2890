//! Qualification: how a lead becomes marketing-qualified and sales-qualified.

use super::claim::Claim;
use super::content::content;
use super::finding::Finding;
use super::icp::Icp;
use super::kind::{Data, Kind, KindData};
use super::plan::Measure;
use super::reference::Reference;
use super::value::{Amount, Text};
use crate::text::FieldPath;

content! {
    /// How a lead becomes marketing-qualified (MQL) and sales-qualified (SQL).
    pub struct Qualification {
        /// The profile against which a lead's fit is scored. Example: `"fashion-lifestyle-webshop"`.
        icp!: Reference<Icp>,
        /// The questions of the framework, such as BANT.
        framework: Vec<FrameworkItem>,
        /// What a lead does, in points.
        engagement: Vec<Engagement>,
        /// How many points a perfect fit with the ICP is worth. Example: `40`.
        fit_points: Option<Amount>,
        /// From how many points a lead is marketing-qualified, and from how many it is kept warm.
        thresholds: Option<Thresholds>,
        /// What it takes to be sales-qualified.
        sql: Option<SqlRule>,
        /// The stages of a lead, in order.
        stages: Vec<LeadStage>,
        /// How marketing hands a lead to sales.
        handover: Option<Handover>,
        /// Why sales may send a lead back. Example: `["No budget this year"]`.
        reject_reasons: Vec<Claim>,
        /// Whether it works.
        measures: Vec<Measure>,
    }
}

content! {
    /// One letter of a framework.
    pub struct FrameworkItem {
        /// The letter. Example: `"B"`.
        key!: String,
        /// What it stands for. Example: `"Budget"`.
        name!: String,
        /// What to ask. Example: `["What did the last change of the checkout cost?"]`.
        ask: Vec<Claim>,
        /// What a good answer looks like. Example: `["Names an amount and who signs"]`.
        looks_like: Vec<Claim>,
        /// Points for a good answer. Example: `10`.
        points: Option<f64>,
    }
}

content! {
    /// Something a lead does.
    pub struct Engagement {
        /// What it does. Example: `"Asks for a demo"`.
        signal!: Text,
        /// Points; may be negative. Example: `30`.
        points!: f64,
        /// After how many days half of the points are left. Example: `30`.
        half_life_days: Option<Amount>,
        /// The most points this signal can give. Example: `45`.
        cap: Option<f64>,
        /// When it counts. Example: `"Only from a work address"`.
        when: Option<Text>,
    }
}

content! {
    /// Points from which a lead moves on.
    pub struct Thresholds {
        /// Marketing-qualified from here. Example: `75`.
        mql!: f64,
        /// Kept warm from here. Example: `50`.
        nurture: Option<f64>,
    }
}

content! {
    /// What it takes to be sales-qualified.
    pub struct SqlRule {
        /// Points from the framework. Example: `30`.
        framework_min: Option<Amount>,
        /// At least one of these. Example: `["A date for going live"]`.
        any_of: Vec<Claim>,
        /// All of these. Example: `["Finance is in the conversation"]`.
        all_of: Vec<Claim>,
    }
}

content! {
    /// A stage of a lead.
    pub struct LeadStage {
        /// What it is called. Example: `"MQL"`.
        name!: String,
        /// What it means. Example: `"Fits, and shows interest"`.
        meaning: Option<Text>,
        /// Who owns leads in it. Example: `"Marketing"`.
        owner: Option<String>,
        /// When a lead leaves it. Example: `["Sales has called within a day"]`.
        exit: Vec<Claim>,
    }
}

content! {
    /// How marketing hands a lead to sales.
    pub struct Handover {
        /// What goes with it. Example: `["The pages they read"]`.
        checklist: Vec<Claim>,
        /// What marketing and sales promise each other.
        sla: Option<Sla>,
    }
}

content! {
    /// What marketing and sales promise each other.
    pub struct Sla {
        /// Leads a month from marketing. Example: `40`.
        leads_per_month: Option<Amount>,
        /// How soon sales responds. Example: `"1 working day"`.
        respond_within: Option<Text>,
        /// How soon marketing hears what came of it. Example: `"5 working days"`.
        feedback_within: Option<Text>,
    }
}

impl KindData for Qualification {
    const KIND: Kind = Kind::Qualification;

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Qualification(qualification) => Some(qualification),
            _ => None,
        }
    }

    fn findings(&self) -> Vec<Finding> {
        let root = FieldPath::default();
        let mut found = Vec::new();
        if let Some(thresholds) = &self.thresholds
            && let Some(nurture) = thresholds.nurture
            && nurture >= thresholds.mql
        {
            found.push(Finding::new(
                "bad-thresholds",
                root.key("thresholds"),
                format!(
                    "leads are kept warm from {nurture} points, but are marketing-qualified from {} already",
                    thresholds.mql
                ),
                "let `nurture` be lower than `mql`",
            ));
        }
        for (index, signal) in self.engagement.iter().enumerate() {
            if signal.half_life_days.is_some_and(|days| days.0 == 0.0) {
                found.push(Finding::new(
                    "bad-half-life",
                    root.key("engagement").index(index).key("half_life_days"),
                    "a half-life of 0 days leaves no points",
                    "write at least 1, or leave it out for points that stay",
                ));
            }
        }
        found
    }
}
