//! `personabook import`: documents that a team has already, and what became of each of their labels.

use std::path::PathBuf;

use clap::Args;
use personabook::error::Error;
use personabook::import::{Imported, Made, Wish, import};
use personabook::internal::{plural, shown, shown_path};
use personabook::model::Kind;
use personabook::{Date, LanguageTag};

use super::messages::{err, out};
use super::score::pair;
use super::{CONTENT_HAS_ERRORS, clock, kind, kinds, language};

#[derive(Args)]
#[command(
    after_help = "Nothing that exists is written over, and nothing is written when a file cannot be read. What has no field stands in `[extra]`, and every entry is \
                  `assumed` until somebody looks at it. See docs/import.md."
)]
pub(super) struct ImportArgs {
    /// Files (.md, .yaml, .json, .toml, .csv, .mmd, .xlsx with the feature `xlsx`), and folders with such files
    #[arg(required = true, value_name = "FILE OR FOLDER")]
    inputs: Vec<PathBuf>,
    #[arg(long, value_parser = kind, help = format!("What all of them are: {} [default: what their names and labels say]", kinds()))]
    kind: Option<Kind>,
    /// What a label means, where it is not known: "Wish list=needs", or "Internal code=extra"; may be repeated
    #[arg(long, value_name = "LABEL=FIELD", value_parser = pair)]
    map: Vec<(String, String)>,
    /// The sheet of a workbook [default: all of them]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The folder of the book; one is begun there if there is none
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// The title of a book that is begun [default: the name of its folder]
    #[arg(long)]
    title: Option<String>,
    /// The language of a book that is begun, by its code [default: en]
    #[arg(long, value_name = "CODE", value_parser = language)]
    language: Option<LanguageTag>,
    /// The day of a source of which none is known, such as 2026-03-01 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long)]
    today: Option<Date>,
}

pub(super) fn run(args: &ImportArgs) -> Result<u8, Error> {
    let today = match args.today {
        Some(today) => today,
        None => clock::today_in_utc()?,
    };
    let language = args.language.clone().unwrap_or_default();
    let imported = import(Wish {
        root: &args.root,
        inputs: &args.inputs,
        kind: args.kind,
        map: &args.map,
        sheet: args.sheet.as_deref(),
        title: args.title.as_deref(),
        language: &language,
        is_trial: args.dry_run,
        today,
    })?;
    if !imported.mistakes.is_empty() {
        out(&mistakes(&imported));
        err("nothing was written\n");
        return Ok(CONTENT_HAS_ERRORS);
    }
    out(&told(&imported));
    out(&summary(&imported, args));
    Ok(0)
}

fn mistakes(imported: &Imported) -> String {
    let lines = imported.mistakes.iter().map(|one| {
        let place = one
            .place
            .map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        format!(
            "{}{place}: {}\n  help: {}\n",
            shown(&one.file),
            shown(&one.message),
            shown(&one.help)
        )
    });
    lines.collect()
}

fn told(imported: &Imported) -> String {
    let made = imported.made.iter().map(line);
    let left = imported.left.iter().map(|one| {
        let text = match one.text.is_empty() {
            true => String::new(),
            false => format!("   {}", shown(&one.text)),
        };
        format!(
            "left out   {}   {}{text}\n",
            shown(&one.from),
            shown(&one.why)
        )
    });
    made.chain(left).collect()
}

fn line(one: &Made) -> String {
    let moves = one.moves.iter().map(|one| {
        let count = match one.count {
            0 | 1 => String::new(),
            many => format!(" ({many})"),
        };
        format!("\"{}\" -> {}{count}", shown(&one.label), shown(&one.to))
    });
    let moves = moves.collect::<Vec<_>>().join(", ");
    format!("{}   from {}   {moves}", shown(&one.file), shown(&one.from))
        .trim_end()
        .to_owned()
        + "\n"
}

fn summary(imported: &Imported, args: &ImportArgs) -> String {
    let entries = plural(imported.made.len(), "entry");
    let root = shown_path(&args.root);
    if args.dry_run {
        return format!("{entries} would be written; nothing was, because of `--dry-run`\n");
    }
    let begun = match imported.has_begun {
        true => format!("began a book in {root}\n"),
        false => String::new(),
    };
    let there = match args.root.as_os_str() == "." {
        true => String::new(),
        false => format!(" --root {root}"),
    };
    format!(
        "{begun}{entries} imported, each not checked yet\n\
         `personabook check{there}` says what is missing, `personabook serve{there}` shows the site\n"
    )
}
