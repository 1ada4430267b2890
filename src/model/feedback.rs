//! What sales said of the leads that it was given, without their names: nobody needs those to see what goes well. Must not know files.

/// What sales said of leads.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Feedback {
    /// The leads, in the order of the list.
    pub leads: Vec<HandedOver>,
}

/// A lead that was handed over to sales.
#[derive(Debug, Clone, PartialEq)]
pub struct HandedOver {
    /// Its line in the list.
    pub line: usize,
    /// What sales said of it.
    pub answer: Answer,
    /// Where it came from, if somebody knows.
    pub channel: Option<String>,
    /// How many days it waited for an answer, if somebody knows.
    pub days: Option<f64>,
}

/// What sales says of a lead.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// It will call.
    Accepted,
    /// It sent it back, for this reason in the words of the list; without words it gave none.
    Rejected(String),
    /// Nothing yet.
    Open,
}
