//! A scorecard and a qualification as files for other programs: JSON, which `score` reads too, and PMML. Must not know the terminal.

mod json;
mod pmml;

use crate::model::icp::Icp;
use crate::model::qualification::Qualification;
use crate::score::InWords;

pub use json::{read_json, write_json};
pub use pmml::{left_out, write_pmml};

/// What scores accounts, with its names.
#[derive(Debug, Clone, Copy)]
pub struct ScoringModel<'a> {
    /// The id of the profile.
    pub icp_id: &'a str,
    /// Its name.
    pub icp_name: &'a str,
    /// The profile; it has a scorecard.
    pub icp: &'a Icp,
    /// How leads are qualified, with its name.
    pub qualification: Option<(&'a str, &'a Qualification)>,
    /// In which language reasons are.
    pub words: &'a InWords,
}

/// The same, read from a file.
#[derive(Debug)]
pub struct OwnedModel {
    /// The id of the profile.
    pub icp_id: String,
    /// Its name.
    pub icp_name: String,
    /// The profile; it has a scorecard.
    pub icp: Icp,
    /// How leads are qualified, with its name.
    pub qualification: Option<(String, Qualification)>,
    /// In which language reasons are.
    pub words: InWords,
}
