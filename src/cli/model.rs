//! `personabook model`: flags in, a scoring model for other programs out.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use personabook::error::Error;
use personabook::exchange::{ScoringModel, left_out, write_json, write_pmml};
use personabook::internal::shown;
use personabook::load::load_model;
use personabook::score::InWords;

use super::messages::{err, out};
use super::score::{profile, qualification};

#[derive(Args)]
pub(super) struct ModelArgs {
    /// The profile [default: the only one with a scorecard]
    #[arg(long, value_name = "ID")]
    icp: Option<String>,
    /// How leads are qualified: points for what they did, a grade and a stage; in JSON only
    #[arg(long, value_name = "ID")]
    qualification: Option<String>,
    /// The form
    #[arg(long, value_enum)]
    format: Form,
    /// The folder of the book
    #[arg(long, default_value = ".")]
    root: PathBuf,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Form {
    /// All of it, as the book says it; `score --model` reads it
    Json,
    /// The scorecard with reason codes, as PMML 4.4
    Pmml,
}

pub(super) fn run(args: &ModelArgs) -> Result<u8, Error> {
    let book = load_model(&args.root)?;
    let (entry, icp) = profile(&book, args.icp.as_deref())?;
    let rules = qualification(&book, entry, args.qualification.as_deref())?;
    let model = ScoringModel {
        icp_id: &entry.key.id,
        icp_name: &entry.header.name,
        icp,
        qualification: rules.map(|(entry, rules)| (entry.header.name.as_str(), rules)),
        words: &InWords::of_book(&book),
    };
    match args.format {
        Form::Json => out(&write_json(&model)?),
        Form::Pmml => {
            out(&write_pmml(&model)?);
            for one in left_out(&model) {
                err(&format!("not in PMML: {}\n", shown(&one)));
            }
        }
    }
    Ok(0)
}
