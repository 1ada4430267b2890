//! `personabook fmt`: entries written anew in one of their forms.

use std::path::PathBuf;

use clap::Args;
use personabook::error::Error;
use personabook::forms::{Done, Wish, write_anew};
use personabook::internal::{plural, shown};
use personabook::model::Form;

use super::FormArg;
use super::messages::out;

#[derive(Args)]
#[command(
    after_help = "Values, words and remarks stay; what is written is read again, and if anything were lost nothing is written. \
                  What cannot be said with headings, such as conditions, stays in front matter."
)]
pub(super) struct FmtArgs {
    /// The entries: kind and id, such as persona:sophie, or a file
    #[arg(required_unless_present = "all")]
    entries: Vec<String>,
    /// All entries of the book
    #[arg(long, conflicts_with = "entries")]
    all: bool,
    /// How to write them [default: as the book says]
    #[arg(long, value_enum)]
    to: Option<FormArg>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The folder of the book
    #[arg(long, default_value = ".")]
    root: PathBuf,
}

pub(super) fn run(args: &FmtArgs) -> Result<u8, Error> {
    let wish = Wish {
        entries: &args.entries,
        form: args.to.map(Form::from),
        is_trial: args.dry_run,
    };
    let done = write_anew(&args.root, wish)?;
    let new: Vec<&Done> = done.iter().filter(|one| one.is_new).collect();
    for one in &new {
        if args.dry_run {
            out(&format!("{}\n{}\n", line(one), one.text));
        } else {
            out(&format!("wrote {}\n", line(one)));
        }
    }
    let same = done.len() - new.len();
    if same > 0 {
        let verb = if same == 1 { "is" } else { "are" };
        out(&format!(
            "{} {verb} written like that already\n",
            plural(same, "entry")
        ));
    }
    Ok(0)
}

fn line(one: &Done) -> String {
    match one.before == one.after {
        true => shown(&one.after).into_owned(),
        false => format!("{} in place of {}", shown(&one.after), shown(&one.before)),
    }
}
