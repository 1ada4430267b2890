//! What we do for a segment or persona, and what it brings: actions and measures.

use super::content::{choice, content};
use super::value::Text;
use crate::doc::Date;

content! {
    /// Something we do.
    pub struct Action {
        /// What we do. Example: `"Show the first invoice in the demo"`.
        what!: Text,
        /// Who does it. Example: `"Joris Maas"`.
        owner: Option<String>,
        /// The day by which it is done. Example: `2027-01-31`.
        due: Option<Date>,
        /// The day on which it was done. Example: `2026-10-01`.
        done: Option<Date>,
    }
}

choice! {
    "measure-group",
    /// What a measure tells of.
    pub enum MeasureGroup {
        /// How content customers are.
        Satisfaction = "satisfaction",
        /// Whether they stay, come back and tell others.
        Loyalty = "loyalty",
        /// What they bring.
        Revenue = "revenue",
    }
}

content! {
    /// A number that shows whether it works.
    pub struct Measure {
        /// What is measured. Example: `"Shops that go live within ten days"`.
        name!: String,
        /// What it tells of: `satisfaction`, `loyalty` or `revenue`. Example: `"satisfaction"`.
        group: Option<MeasureGroup>,
        /// Its unit. Example: `"%"`.
        unit: Option<String>,
        /// Its value before we began. Example: `31`.
        before: Option<f64>,
        /// Its value now. Example: `44`.
        now: Option<f64>,
        /// The value we want. Example: `70`.
        target: Option<f64>,
        /// The day by which we want it. Example: `2027-06-30`.
        date: Option<Date>,
    }
}
