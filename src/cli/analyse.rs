//! `personabook analyse`: flags in, what a list of customers says out.

use std::path::PathBuf;

use clap::Args;
use personabook::Date;
use personabook::accounts::analysis::{
    Analysis, Best, Comparison, Core, Counted, Customers, Difference, Figure, Mark, Money, Pareto,
    Part, Proposals, Rule, analyse, proposals, write_analysis, write_proposals,
};
use personabook::accounts::report::{ReportOf, report_page};
use personabook::error::Error;
use personabook::internal::{shown, shown_path};
use personabook::load::load_model;
use personabook::model::icp::Icp;
use personabook::model::{Book, Entry};
use personabook::score::share;

use super::backtest::list_name;
use super::lists::{HowArgs, how_written};
use super::messages::out;
use super::score::{count, find, pair};
use super::{CONTENT_HAS_ERRORS, clock};

#[derive(Args)]
pub(super) struct AnalyseArgs {
    /// The customers: a CSV file with the names of its columns in the first line
    customers: PathBuf,
    /// The profile to compare with all others [default: the only one that is no anti-ICP]
    #[arg(long, value_name = "ID")]
    icp: Option<String>,
    /// The column that names the segment [default: the `when` of each segment tells]
    #[arg(long, value_name = "COLUMN")]
    segment_column: Option<String>,
    /// The column with what they pay us [default: revenue, turnover, omzet …]
    #[arg(long, value_name = "COLUMN")]
    revenue: Option<String>,
    /// The column with what of it stays with us, as an amount or in percent [default: margin, profit, marge …]
    #[arg(long, value_name = "COLUMN")]
    margin: Option<String>,
    /// Who became a customer, in a list of deals: the column and the word in it, such as "Status=Won" [default: all]
    #[arg(long, value_name = "COLUMN=WORD", value_parser = pair)]
    outcome: Option<(String, String)>,
    /// Who did not [default: all others who have a word in that column]
    #[arg(long, value_name = "COLUMN=WORD", value_parser = pair, requires = "outcome")]
    lost: Option<(String, String)>,
    /// The column with the length of the sale, as a number [default: sales cycle, doorlooptijd …]
    #[arg(long, value_name = "COLUMN")]
    cycle: Option<String>,
    /// Who is still a customer: the column and the word in it, such as "Contract=running" [default: yes in active, retained …, or no in churned]
    #[arg(long, value_name = "COLUMN=WORD", value_parser = pair)]
    retained: Option<(String, String)>,
    /// How many customers are the best
    #[arg(long, value_name = "NUMBER", default_value = "10", value_parser = clap::value_parser!(u32).range(1..))]
    top: u32,
    /// Write the proposed lines into the book, with the list as evidence
    #[arg(long)]
    write: bool,
    /// Write it into this folder too, as a page with charts and tables to read, print and pass on
    #[arg(long, value_name = "FOLDER")]
    report: Option<PathBuf>,
    /// The column that has a value of the book, where their names differ: "Company size=employees"; may be repeated
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = pair)]
    map: Vec<(String, String)>,
    /// The column with the name of the customer [default: account, company, name …, else the first one]
    #[arg(long, value_name = "COLUMN")]
    account: Option<String>,
    #[command(flatten)]
    how: HowArgs,
    /// The folder of the book
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// The day on which it was counted, such as 2026-03-01 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long)]
    today: Option<Date>,
}

/// A column and the word in it.
fn named(pair: Option<&(String, String)>) -> Option<(&str, &str)> {
    pair.map(|(column, word)| (column.as_str(), word.as_str()))
}

pub(super) fn run(args: &AnalyseArgs) -> Result<u8, Error> {
    let book = load_model(&args.root)?;
    let today = match args.today {
        Some(today) => today,
        None => clock::today(&args.root)?,
    };
    let icp = profile(&book, args.icp.as_deref())?;
    let customers = Customers {
        list: &args.customers,
        map: &args.map,
        account: args.account.as_deref(),
        how: args.how.how(),
        segment_column: args.segment_column.as_deref(),
        revenue: args.revenue.as_deref(),
        margin: args.margin.as_deref(),
        outcome: named(args.outcome.as_ref()),
        lost: named(args.lost.as_ref()),
        cycle: args.cycle.as_deref(),
        retained: named(args.retained.as_ref()),
        top: usize::try_from(args.top).unwrap_or(usize::MAX),
    };
    let analysis = analyse(&book, icp, &customers)?;
    out(&format!("{}\n", shown_path(&args.customers)));
    out(&told(&analysis));
    if icp.is_none() {
        out("\nno profile is compared: `--icp ID` names one\n");
    }
    let counted = Counted {
        root: &args.root,
        list: &args.customers,
        day: today,
    };
    let proposed = proposals(&counted, &book, icp, &analysis)?;
    out(&lines(&proposed, args.write));
    if let Some(folder) = &args.report {
        let of = ReportOf {
            book: &book,
            root: &args.root,
            folder,
            today,
            profile: icp.map_or("", |(entry, _)| &entry.header.name),
            list: &list_name(&args.customers),
        };
        write_analysis(&of, &analysis, &proposed)?;
        out(&format!("\nreport: {}\n", shown_path(&report_page(folder))));
    }
    let mut is_well = analysis.refused.is_empty();
    if args.write {
        for file in write_proposals(&args.root, &proposed)? {
            match file.done {
                Ok(path) => out(&format!("wrote {}\n", shown_path(&path))),
                Err(error) => {
                    is_well = false;
                    out(&format!("left as it was: {error}\n"));
                }
            }
        }
    }
    Ok(if is_well { 0 } else { CONTENT_HAS_ERRORS })
}

/// The profile that is meant, if there is one.
fn profile<'a>(book: &'a Book, id: Option<&str>) -> Result<Option<(&'a Entry, &'a Icp)>, Error> {
    if let Some(id) = id {
        return find::<Icp>(book, id).map(Some);
    }
    let ours = book.catalog.all::<Icp>().filter(|(_, icp)| !icp.negative);
    let ours: Vec<(&Entry, &Icp)> = ours.collect();
    Ok(match ours[..] {
        [only] => Some(only),
        _ => None,
    })
}

/// The widest bar, in letters.
const WIDEST: i128 = 30;

/// All that the list says, as text.
fn told(analysis: &Analysis) -> String {
    let mut out = String::new();
    out.push_str(&format!(
        "{}; the name is in `{}`; {}\n",
        counted(analysis.customers, "customer"),
        shown(&analysis.account),
        how_written(&analysis.written),
    ));
    if analysis.lost > 0 {
        out.push_str(&format!(
            "{} did not become one; all but the win rate is of those who did\n",
            counted(analysis.lost, "row")
        ));
    }
    if analysis.left_out > 0 {
        out.push_str(&format!(
            "{} with neither outcome left out\n",
            counted(analysis.left_out, "row")
        ));
    }
    if analysis.repeated > 0 {
        out.push_str(&format!(
            "{} in more than one row: each row counts as a customer\n",
            counted(analysis.repeated, "name")
        ));
    }
    for money in [&analysis.revenue, &analysis.margin] {
        about_money(money, &mut out);
    }
    for ask in &analysis.asks {
        out.push_str(&format!("{}\n", shown(ask)));
    }
    segments(analysis, &mut out);
    for pareto in &analysis.pareto {
        ranks(pareto, &mut out);
    }
    if let Some(compared) = &analysis.profile {
        profile_told(compared, &mut out);
    }
    if let Some(best) = &analysis.best {
        best_told(best, &mut out);
    }
    if !analysis.refused.is_empty() {
        out.push_str(&format!(
            "\n{} could not be used\n",
            counted(analysis.refused.len(), "row")
        ));
        for (line, why) in &analysis.refused {
            out.push_str(&format!("  line {line}: {}\n", shown(why)));
        }
    }
    out
}

fn counted(number: usize, word: &str) -> String {
    count(u64::try_from(number).unwrap_or(u64::MAX), word)
}

/// Hundredths as whole units, with thin groups: 1 234 567.
fn amount(hundredths: i128) -> String {
    let half = if hundredths < 0 { -50 } else { 50 };
    let whole = (hundredths + half) / 100;
    let digits = whole.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}", if whole < 0 { "-" } else { "" })
}

fn about_money(money: &Money, out: &mut String) {
    let Some(column) = &money.column else {
        return;
    };
    let mut notes = Vec::new();
    if money.is_percent {
        notes.push("in percent of the revenue".to_owned());
    }
    if money.unknown > 0 {
        notes.push(format!(
            "not known of {}",
            counted(money.unknown, "customer")
        ));
    }
    if let Some((times, first)) = &money.no_number {
        notes.push(format!(
            "{} no amount, such as `{}`",
            if *times == 1 {
                "1 cell is".to_owned()
            } else {
                format!("{times} cells are")
            },
            shown(first)
        ));
    }
    if money.bands > 0 {
        notes.push(format!("{} as its middle", counted(money.bands, "band")));
    }
    if money.negative > 0 {
        notes.push(format!(
            "less than nothing of {}, and counted so",
            counted(money.negative, "customer")
        ));
    }
    if money.total <= 0 {
        notes.push("too little for shares".to_owned());
    }
    let notes = notes
        .iter()
        .map(|note| format!("; {note}"))
        .collect::<String>();
    out.push_str(&format!(
        "{} in `{}`: {} of {}{notes}\n",
        money.shares.as_str(),
        shown(column),
        amount(money.total),
        counted(money.known, "customer"),
    ));
}

/// Tenths of a percent.
fn tenths(share: i128) -> String {
    let sign = if share < 0 { "-" } else { "" };
    let share = share.unsigned_abs();
    format!("{sign}{}.{}%", share / 10, share % 10)
}

fn bar(share: i128) -> String {
    let length = (share.clamp(0, 1000) * WIDEST + 999) / 1000;
    "█".repeat(usize::try_from(length).unwrap_or(0))
}

fn part_name(part: &Part) -> String {
    let name = match (&part.name, part.is_outside) {
        (Some(name), _) => shown(name).into_owned(),
        (None, true) => "in no segment".to_owned(),
        (None, false) => "not known".to_owned(),
    };
    format!("{}{name}", "  ".repeat(part.depth))
}

fn segments(analysis: &Analysis, out: &mut String) {
    let parts = &analysis.parts;
    if parts.parts.is_empty() {
        return;
    }
    let by = parts
        .column
        .as_ref()
        .map_or("by the `when` of each segment".to_owned(), |column| {
            format!("by the column `{}`", shown(column))
        });
    out.push_str(&format!("\nshares of the segments, {by}\n"));
    let names: Vec<String> = parts.parts.iter().map(part_name).collect();
    let width = names
        .iter()
        .map(|name| name.chars().count())
        .max()
        .unwrap_or(0);
    for (part, name) in parts.parts.iter().zip(&names) {
        let pad = " ".repeat(width - name.chars().count());
        let core = part.core.filter(|core| core.customers > 0);
        let core = core.map_or(String::new(), core_told);
        let lines = [
            (
                "customers",
                Some(part.of_customers),
                format!("  {}{core}", part.customers),
            ),
            ("revenue", part.of_revenue, String::new()),
            ("margin", part.of_margin, String::new()),
        ];
        for (place, (of, share, more)) in lines
            .into_iter()
            .filter(|line| line.1.is_some())
            .enumerate()
        {
            let share = share.unwrap_or(0);
            let name = if place == 0 {
                format!("{name}{pad}")
            } else {
                " ".repeat(width)
            };
            let line = format!(
                "  {name}  {of:<9} {:>7}  {}{more}",
                tenths(share),
                bar(share)
            );
            out.push_str(&format!("{}\n", line.trim_end()));
        }
    }
    if !parts.without.is_empty() {
        let names: Vec<String> = parts
            .without
            .iter()
            .map(|name| format!("“{}”", shown(name)))
            .collect();
        out.push_str(&format!(
            "  without a `when`, so that nobody is known to be in it: {}\n",
            names.join(", ")
        ));
    }
    for (one, other, times) in &parts.shared {
        out.push_str(&format!(
            "  {} in both “{}” and “{}” and counted in the first\n",
            if *times == 1 {
                "1 customer is".to_owned()
            } else {
                format!("{times} customers are")
            },
            shown(one),
            shown(other)
        ));
    }
}

/// Of a segment's customers those who bring most of all.
fn core_told(core: Core) -> String {
    let (customers, of) = (core.customers, core.shares.as_str());
    match core.of_part {
        Some(share) => format!(", {customers} of rank A with {} of its {of}", tenths(share)),
        None => format!(", {customers} of rank A"),
    }
}

fn ranks(pareto: &Pareto, out: &mut String) {
    let core = &pareto.ranks[0];
    out.push_str(&format!(
        "\nwho brings most {}: {} of {} {} {:.1}% of it\n",
        pareto.shares.as_str(),
        core.customers,
        pareto.customers,
        if core.customers == 1 {
            "brings"
        } else {
            "bring"
        },
        core.percent
    ));
    for rank in &pareto.ranks {
        #[expect(clippy::cast_possible_truncation, reason = "percent")]
        let share = (rank.percent * 10.0).round() as i128;
        let line = format!(
            "  {} {:>8}  {:>7}  {:>16}  {}",
            rank.tier.as_str(),
            rank.customers,
            tenths(share),
            amount(rank.amount),
            bar(share)
        );
        out.push_str(&format!("{}\n", line.trim_end()));
    }
}

fn profile_told(compared: &Comparison, out: &mut String) {
    let rule = match compared.rule {
        Rule::TierA => "those that are of tier A whatever else is found out",
        Rule::Segments => "those in its segments",
        Rule::SegmentsInstead => {
            "those in its segments: of nobody the list tells enough to be of tier A for certain"
        }
    };
    let [fits, others, open] = compared.n;
    out.push_str(&format!(
        "\n“{}” against all others\n",
        shown(&compared.name)
    ));
    out.push_str(&format!(
        "  it fits {rule}: {}, {}",
        counted(fits, "row"),
        counted(others, "other")
    ));
    if open > 0 {
        out.push_str(&format!("; {open} may fit and count for neither"));
    }
    out.push('\n');
    if compared.figures.is_empty() {
        out.push_str("  no column to compare: `--outcome`, `--cycle` and `--retained` name them\n");
    }
    for (what, figures) in &compared.figures {
        let (name, unit) = match what {
            Difference::WinRate => ("won".to_owned(), ""),
            Difference::Cycle(unit) => ("length of a sale (median)".to_owned(), unit.unwrap_or("")),
            Difference::Retained => ("still customers".to_owned(), ""),
            Difference::Revenue => ("revenue of a customer (median)".to_owned(), ""),
            Difference::Margin => ("margin of a customer (median)".to_owned(), ""),
        };
        out.push_str(&format!("  {name}\n"));
        let sides = ["fits", "others", "may fit"];
        for (side, figure) in sides.iter().zip(figures).take(if open > 0 { 3 } else { 2 }) {
            out.push_str(&format!("    {side:<8} {}\n", figure_told(figure, unit)));
        }
        if figures[0].n() > 0
            && figures[1].n() > 0
            && let Some(is_clear) = Comparison::is_clear(figures)
        {
            out.push_str(if is_clear {
                "    a clear difference: the intervals have nothing in common\n"
            } else {
                "    may be chance: the intervals overlap\n"
            });
        }
    }
}

fn figure_told(figure: &Figure, unit: &str) -> String {
    match *figure {
        Figure::Share { n: 0, .. } | Figure::Median { value: None, .. } => {
            "nobody of whom it is known".to_owned()
        }
        Figure::Share { of, n } => {
            let (low, high) = figure.interval().unwrap_or((0.0, 1.0));
            format!(
                "{}, {} to {} ({of} of {n})",
                percent(of, n),
                of_one(low),
                of_one(high)
            )
        }
        Figure::Median { value, n } => {
            let value = (value.unwrap_or(0.0) * 10.0).round() / 10.0;
            let space = if unit.is_empty() { "" } else { " " };
            format!("{value}{space}{unit} (n = {n})")
        }
    }
}

fn of_one(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

fn percent(of: usize, n: usize) -> String {
    of_one(share(of, n))
}

/// Up to so many traits are shown.
const MOST_TRAITS: usize = 15;

fn best_told(best: &Best, out: &mut String) {
    out.push_str(&format!(
        "\nwhat {} with most {} have in common, and {} have not\n",
        counted(best.top, "customer"),
        best.shares.as_str(),
        counted(best.rest, "other")
    ));
    if best.rest == 0 {
        out.push_str(
            "  there is nobody else to compare them with: `--top 3` makes fewer the best\n",
        );
        return;
    }
    if best.traits.is_empty() {
        out.push_str("  nothing in the columns of this list\n");
        return;
    }
    for one in best.traits.iter().take(MOST_TRAITS) {
        let lift = one.lift();
        let lift = if lift.is_finite() {
            format!("{lift:.1} x")
        } else {
            "only".to_owned()
        };
        let mark = match one.mark {
            Mark::None => "",
            Mark::Chance => "  may be chance",
            Mark::Few => "  too few to say much",
        };
        out.push_str(&format!(
            "  {lift:>7}  {:>7} ({} of {}) against {:>7} ({} of {})  {}: {}{mark}\n",
            percent(one.top.0, one.top.1),
            one.top.0,
            one.top.1,
            percent(one.rest.0, one.rest.1),
            one.rest.0,
            one.rest.1,
            shown(&one.column),
            shown(&one.value.to_string()),
        ));
    }
    let more = best.traits.len().saturating_sub(MOST_TRAITS);
    if more > 0 {
        out.push_str(&format!("  and {more} more\n"));
    }
    out.push_str(&format!(
        "  {} looked at: of so many some stand out by chance\n",
        counted(best.looked_at, "value")
    ));
}

fn lines(proposed: &Proposals, writes: bool) -> String {
    let mut out = String::new();
    if !proposed.entries.is_empty() {
        out.push_str("\nfor the book");
        out.push_str(if writes {
            "\n"
        } else {
            "; `--write` writes it\n"
        });
    }
    if let Some((file, text)) = &proposed.begins {
        out.push_str(&format!("\n# {}, new\n{text}", shown(file)));
    }
    for entry in &proposed.entries {
        out.push_str(&format!("\n# {}\n", shown(&entry.file)));
        for line in &entry.lines {
            out.push_str(&format!("{}\n", shown(line)));
        }
        for (field, old, new) in &entry.changes {
            out.push_str(&format!("#   {}: {old} -> {new}\n", shown(field)));
        }
    }
    if !proposed.not_proposed.is_empty() {
        out.push_str("\nnot proposed\n");
    }
    for why in &proposed.not_proposed {
        out.push_str(&format!("  {}\n", shown(why)));
    }
    if writes {
        out.push('\n');
    }
    out
}
