//! `personabook sql`: flags in, a query or a model of dbt out.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use personabook::Date;
use personabook::error::Error;
use personabook::internal::shown_path;
use personabook::load::load_model;
use personabook::score::InWords;
use personabook::sql::{Dialect, Question, model, select, write};

use super::messages::out;
use super::score::{profile, qualification};

#[derive(Args)]
pub(super) struct SqlArgs {
    /// The profile [default: the only one with a scorecard]
    #[arg(long, value_name = "ID")]
    icp: Option<String>,
    /// How leads are qualified: adds points for what they did, a grade and a stage
    #[arg(long, value_name = "ID")]
    qualification: Option<String>,
    /// The database
    #[arg(long, value_parser = PossibleValuesParser::new(Dialect::ALL.iter().map(|dialect| dialect.name)))]
    dialect: String,
    /// The table of accounts, with a column for each value of the model
    #[arg(long, value_name = "NAME", default_value = "accounts")]
    table: String,
    /// The table of what they did, with the columns account, signal and date
    #[arg(long, value_name = "NAME", default_value = "events")]
    events_table: String,
    /// The column with the name of the account
    #[arg(long, value_name = "COLUMN", default_value = "account")]
    account: String,
    /// Write a model of dbt and its tests into this folder, instead of the query to standard output
    #[arg(long, value_name = "FOLDER")]
    dbt: Option<PathBuf>,
    /// The folder of the book
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// The day up to which engagement decays, such as 2026-03-01 [default: the day on which the query runs]
    #[arg(long)]
    today: Option<Date>,
}

pub(super) fn run(args: &SqlArgs) -> Result<u8, Error> {
    let book = load_model(&args.root)?;
    let (entry, icp) = profile(&book, args.icp.as_deref())?;
    let rules = qualification(&book, entry, args.qualification.as_deref())?;
    let dialect = Dialect::named(&args.dialect).ok_or_else(|| {
        Error::refused("there is no such dialect", "choose one that `--help` names")
    })?;
    let question = Question {
        icp,
        icp_name: &entry.header.name,
        qualification: rules.map(|(entry, rules)| (entry.header.name.as_str(), rules)),
        words: &InWords::of_book(&book),
        dialect,
        table: &args.table,
        events: &args.events_table,
        account: &args.account,
        day: args.today,
    };
    let Some(folder) = &args.dbt else {
        out(&select(&question)?);
        return Ok(0);
    };
    let name = format!("{}_scores", entry.key.id.replace('-', "_"));
    for file in write(&model(&question, &name)?, folder)? {
        out(&format!("wrote {}\n", shown_path(&file)));
    }
    Ok(0)
}
