//! `personabook score`: flags in, the shape of a list out.

use std::path::{Path, PathBuf};

use clap::Args;
use personabook::Date;
use personabook::accounts::{Bar, List, Model, Summary, score_list};
use personabook::error::Error;
use personabook::exchange::read_json;
use personabook::internal::{closest, one_of, plural, shown, shown_path};
use personabook::load::load_model;
use personabook::model::icp::Icp;
use personabook::model::qualification::Qualification;
use personabook::model::{Book, Data, Entry, KindData};
use personabook::score::InWords;

use super::lists::{HowArgs, how_written, line_or_row};
use super::messages::out;
use super::{CONTENT_HAS_ERRORS, clock, progress};

#[derive(Args)]
pub(super) struct ScoreArgs {
    /// The accounts: a CSV file, or a workbook such as .xlsx, with the names of its columns in the first line
    accounts: PathBuf,
    /// The profile [default: the only one with a scorecard]
    #[arg(long, value_name = "ID")]
    icp: Option<String>,
    /// How leads are qualified: adds points for what they did, a grade and a stage
    #[arg(long, value_name = "ID")]
    qualification: Option<String>,
    /// A model that `personabook model --format json` wrote, instead of the book
    #[arg(long, value_name = "FILE", conflicts_with_all = ["icp", "qualification", "root"])]
    model: Option<PathBuf>,
    /// What the accounts did: a CSV file with the columns account, signal and date
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// The column that has a value of the model, where their names differ: "Company size=employees"; may be repeated
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = pair)]
    map: Vec<(String, String)>,
    /// The column with the name of the account [default: account, company, name …, else the first one]
    #[arg(long, value_name = "COLUMN")]
    account: Option<String>,
    #[command(flatten)]
    how: HowArgs,
    /// Write the list with its scores, the best first
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the rows that could not be used, with the reason
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// The folder of the book
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// The day up to which engagement decays, such as 2026-03-01 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long)]
    today: Option<Date>,
}

pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let parts = text.rsplit_once('=');
    let pair = parts.map(|(column, value)| (column.trim().to_owned(), value.trim().to_owned()));
    pair.filter(|(column, value)| !column.is_empty() && !value.is_empty())
        .ok_or_else(|| "write the column, `=` and the value: \"Company size=employees\"".to_owned())
}

pub(super) fn run(args: &ScoreArgs) -> Result<u8, Error> {
    if let Some(path) = &args.model {
        let read = read_json(path)?;
        let today = args.today.map_or_else(clock::today_in_utc, Ok)?;
        let rules = read.qualification.as_ref();
        let model = Model {
            icp: &read.icp,
            qualification: rules.map(|(_, rules)| rules),
            words: read.words,
            day: today,
        };
        let names = (read.icp_name.as_str(), rules.map(|(name, _)| name.as_str()));
        return score(args, &model, names);
    }
    let book = load_model(&args.root)?;
    let today = match args.today {
        Some(today) => today,
        None => clock::today(&args.root)?,
    };
    let (entry, icp) = profile(&book, args.icp.as_deref())?;
    let (named, qualification) =
        qualification(&book, entry, args.qualification.as_deref())?.unzip();
    let model = Model {
        icp,
        qualification,
        words: InWords::of_book(&book),
        day: today,
    };
    let named = named.map(|entry| entry.header.name.as_str());
    score(args, &model, (&entry.header.name, named))
}

/// Scores with a model whose profile and qualification have these names.
fn score(
    args: &ScoreArgs,
    model: &Model<'_>,
    (icp, qualification): (&str, Option<&str>),
) -> Result<u8, Error> {
    if args.events.is_some() && model.qualification.is_none() {
        return Err(Error::refused(
            "`--events` counts nothing without a qualification",
            "name one with `--qualification`, or write it into the model",
        ));
    }
    let list = List {
        accounts: &args.accounts,
        events: args.events.as_deref(),
        map: &args.map,
        account: args.account.as_deref(),
        how: args.how.how(),
        out: args.out.as_deref(),
        rejects: args.rejects.as_deref(),
    };
    let line = progress::Line::new();
    let summary = score_list(model, &list, &|progress| line.show(progress))?;
    drop(line);
    out(&format!("{}\n", heading(args, icp, qualification)));
    out(&told(&summary));
    out(&files(args, &summary));
    Ok(if summary.refused > 0 {
        CONTENT_HAS_ERRORS
    } else {
        0
    })
}

/// The qualification that is meant, for leads of this profile.
pub(super) fn qualification<'a>(
    book: &'a Book,
    profile: &Entry,
    id: Option<&str>,
) -> Result<Option<(&'a Entry, &'a Qualification)>, Error> {
    let Some(id) = id else { return Ok(None) };
    let (entry, rules) = find::<Qualification>(book, id)?;
    if rules.icp.id != profile.key.id {
        return Err(Error::refused(
            format!("that qualification is for `{}`", rules.icp.id),
            format!("write `--icp {}`", rules.icp.id),
        ));
    }
    Ok(Some((entry, rules)))
}

pub(super) fn find<'a, T: KindData>(book: &'a Book, id: &str) -> Result<(&'a Entry, &'a T), Error>
where
    Data: From<T>,
{
    book.catalog.find::<T>(id).ok_or_else(|| {
        let kind = T::KIND.name();
        let ids: Vec<&str> = book
            .catalog
            .all::<T>()
            .map(|(entry, _)| entry.key.id.as_str())
            .collect();
        let help = match closest(id, ids.iter().copied()) {
            Some(close) => format!("did you mean `{close}`?"),
            None if ids.is_empty() => {
                format!("the book has none: `personabook new {kind}` begins one")
            }
            None => format!("the book has {}", one_of(ids)),
        };
        Error::refused(format!("there is no {kind} `{id}`"), help)
    })
}

/// The profile that is meant.
pub(super) fn profile<'a>(book: &'a Book, id: Option<&str>) -> Result<(&'a Entry, &'a Icp), Error> {
    if let Some(id) = id {
        let (entry, icp) = find::<Icp>(book, id)?;
        return match icp.scorecard {
            Some(_) => Ok((entry, icp)),
            None => Err(Error::refused(
                format!("the profile `{id}` has no scorecard"),
                "add a `[scorecard]` to it, or name another profile",
            )),
        };
    }
    let all = book
        .catalog
        .all::<Icp>()
        .filter(|(_, icp)| icp.scorecard.is_some());
    let all: Vec<(&Entry, &Icp)> = all.collect();
    match all[..] {
        [only] => Ok(only),
        [] => Err(Error::refused(
            "no profile of the book has a scorecard",
            "add a `[scorecard]` to one: `docs/content.md` shows how",
        )),
        _ => Err(Error::refused(
            "several profiles have a scorecard",
            format!(
                "say which with `--icp`: {}",
                one_of(all.iter().map(|(entry, _)| entry.key.id.as_str()))
            ),
        )),
    }
}

fn heading(args: &ScoreArgs, icp: &str, qualification: Option<&str>) -> String {
    let list = shown_path(&args.accounts);
    let rules = qualification.map_or(String::new(), |name| format!(" and “{}”", shown(name)));
    format!("{list}, scored with “{}”{rules}", shown(icp))
}

/// The widest bar, in letters.
const WIDEST: u64 = 40;

fn bars(title: &str, bars: &[Bar], out: &mut String) {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let total = bars.iter().map(|bar| bar.count).sum::<u64>().max(1);
    let width = bars
        .iter()
        .map(|bar| bar.name.chars().count())
        .max()
        .unwrap_or(0);
    out.push_str(&format!("\n{title}\n"));
    for bar in bars {
        let length = usize::try_from((bar.count * WIDEST).div_ceil(most)).unwrap_or(0);
        let share = (bar.count * 1000 + total / 2) / total;
        let pad = width - bar.name.chars().count();
        out.push_str(&format!(
            "  {}{} {:>8}  {:>3}.{}%  {}\n",
            bar.name,
            " ".repeat(pad),
            bar.count,
            share / 10,
            share % 10,
            "█".repeat(length)
        ));
    }
}

pub(super) fn count(number: u64, word: &str) -> String {
    plural(usize::try_from(number).unwrap_or(usize::MAX), word)
}

/// The shape of the list.
fn told(summary: &Summary) -> String {
    let mut out = String::new();
    let line = line_or_row(&summary.written);
    out.push_str(&format!(
        "{} scored; the name is in `{}`; {}\n",
        count(summary.scored, "account"),
        shown(&summary.account),
        how_written(&summary.written),
    ));
    bars("per tier", &summary.tiers, &mut out);
    if !summary.stages.is_empty() {
        bars("per stage", &summary.stages, &mut out);
    }
    if !summary.top.is_empty() {
        out.push_str("\nthe best\n");
    }
    for top in &summary.top {
        let (low, high) = top.percent;
        let percent = if low < high {
            format!("{low:.0} to {high:.0}%")
        } else {
            format!("{low:.0}%")
        };
        out.push_str(&format!(
            "  {percent:>12}  {:<6} {:<7}  {} ({line} {})\n",
            top.tier,
            top.stage,
            shown(&top.account),
            top.line
        ));
    }
    unknown(summary, &mut out);
    if summary.empty.0 > 0 {
        let (times, lines) = &summary.empty;
        let named: Vec<String> = lines.iter().map(u64::to_string).collect();
        let more = times - lines.len() as u64;
        out.push_str(&format!(
            "\n{} passed over: {line} {}{}\n",
            count(*times, "empty row"),
            named.join(", "),
            if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            }
        ));
    }
    if summary.refused > 0 {
        out.push_str(&format!(
            "\n{} could not be used\n",
            count(summary.refused, "row")
        ));
        for (at, why) in &summary.refusals {
            out.push_str(&format!("  {line} {at}: {}\n", shown(why)));
        }
        let more = summary.refused - summary.refusals.len() as u64;
        if more > 0 {
            out.push_str(&format!(
                "  and {more} more; `--rejects FILE` writes all of them\n"
            ));
        }
    }
    out
}

/// What is not known, and what is not counted.
fn unknown(summary: &Summary, out: &mut String) {
    let without: Vec<&str> = summary
        .fields
        .iter()
        .filter(|field| field.column.is_none() && !field.is_told_elsewhere)
        .map(|field| field.name.as_str())
        .collect();
    if !without.is_empty() {
        out.push_str(&format!(
            "\nno column for {}: `--map \"COLUMN={}\"` names one\n",
            one_of(without.iter().copied()),
            without[0]
        ));
    }
    let open: Vec<_> = summary
        .fields
        .iter()
        .filter(|field| field.unknown > 0)
        .collect();
    if !open.is_empty() {
        out.push_str("\nnot known\n");
    }
    for field in open {
        let share = field.unknown * 100 / summary.scored.max(1);
        let none = if field.unknown == summary.scored {
            ", of nobody"
        } else {
            ""
        };
        out.push_str(&format!(
            "  {}: {} ({share}%{none})\n",
            shown(&field.name),
            count(field.unknown, "account")
        ));
    }
    for field in &summary.fields {
        if let Some((times, text)) = &field.no_number {
            out.push_str(&format!(
                "  {}: {} no number, such as `{}`, and taken as not known\n",
                shown(&field.name),
                if *times == 1 {
                    "1 cell is".to_owned()
                } else {
                    format!("{times} cells are")
                },
                shown(text)
            ));
        }
    }
    if let Some(events) = summary.events {
        out.push_str(&format!("\n{} counted\n", count(events, "event")));
    }
    for (signal, times, meant) in &summary.unknown_signals {
        let help = meant
            .as_ref()
            .map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
        out.push_str(&format!(
            "  the model does not count `{}`: {}{help}\n",
            shown(signal),
            count(*times, "event")
        ));
    }
    if summary.strangers > 0 {
        out.push_str(&format!(
            "  {} with events, not in the list\n",
            count(summary.strangers, "account")
        ));
    }
}

/// What was written.
fn files(args: &ScoreArgs, summary: &Summary) -> String {
    let mut said = String::new();
    let wrote = |path: &Path| shown_path(path);
    if let Some(path) = &args.out {
        let order = if summary.is_sorted {
            "the best first"
        } else {
            "in the order of the list, which is too long to be sorted"
        };
        said.push_str(&format!("\nwrote {}, {order}\n", wrote(path)));
    }
    if let Some(path) = &args.rejects {
        said.push_str(&format!("wrote {}\n", wrote(path)));
    }
    said
}
