//! `personabook backtest`: flags in, whether a scorecard deserves trust out.

use std::path::{Path, PathBuf};

use clap::Args;
use personabook::Date;
use personabook::accounts::backtest::{Backtest, Group, History, Leak, Verdict, backtest};
use personabook::accounts::keep::{Kept, keep, qualification_of};
use personabook::accounts::report::{ReportOf, report_page, write_report};
use personabook::error::Error;
use personabook::internal::{one_of, shown, shown_path};
use personabook::load::load_model;
use personabook::score::{Auc, InWords, SMALLEST_SHARE};

use super::CONTENT_HAS_ERRORS;
use super::clock;
use super::lists::HowArgs;
use super::messages::out;
use super::score::{count, pair, profile};

#[derive(Args)]
pub(super) struct BacktestArgs {
    /// The accounts: a CSV file with the names of its columns in the first line
    leads: PathBuf,
    /// The profile [default: the only one with a scorecard]
    #[arg(long, value_name = "ID")]
    icp: Option<String>,
    /// Who became a customer: the column and the word in it, such as "Status=Won"
    #[arg(long, value_name = "COLUMN=WORD", value_parser = pair)]
    outcome: (String, String),
    /// Who did not [default: all others who have a word in that column]
    #[arg(long, value_name = "COLUMN=WORD", value_parser = pair)]
    lost: Option<(String, String)>,
    /// The column with the day, to compare the older half with the newer one
    #[arg(long, value_name = "COLUMN")]
    date: Option<String>,
    /// The column that has a value of the model, where their names differ: "Company size=employees"; may be repeated
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = pair)]
    map: Vec<(String, String)>,
    #[command(flatten)]
    how: HowArgs,
    /// Write it into this folder too, as a page with charts and tables to read, print and pass on
    #[arg(long, value_name = "FOLDER")]
    report: Option<PathBuf>,
    /// Write what came of it into the qualification that names the profile, to see it over time
    #[arg(long)]
    write: bool,
    /// The qualification into which it is written [default: the only one that names the profile]
    #[arg(long, value_name = "ID", requires = "write")]
    qualification: Option<String>,
    /// The folder of the book
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// The day on which it was tried, such as 2026-03-01 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long)]
    today: Option<Date>,
}

pub(super) fn run(args: &BacktestArgs) -> Result<u8, Error> {
    let book = load_model(&args.root)?;
    let (entry, icp) = profile(&book, args.icp.as_deref())?;
    let Some(card) = &icp.scorecard else {
        return Err(Error::refused(
            "that profile has no scorecard",
            "name another one with `--icp`",
        ));
    };
    let two = |pair: &'_ (String, String)| -> (String, String) { pair.clone() };
    let (won, lost) = (two(&args.outcome), args.lost.as_ref().map(two));
    let history = History {
        leads: &args.leads,
        won: (&won.0, &won.1),
        lost: lost
            .as_ref()
            .map(|(column, word)| (column.as_str(), word.as_str())),
        date: args.date.as_deref(),
        map: &args.map,
        how: args.how.how(),
    };
    let today = match args.today {
        Some(today) => today,
        None => clock::today(&args.root)?,
    };
    let kept_in = match args.write {
        true => Some(qualification_of(
            &book,
            &entry.key.id,
            args.qualification.as_deref(),
        )?),
        false => None,
    };
    let words = InWords::of_book(&book);
    let result = backtest(icp, card, &words, &history)?;
    let list = shown_path(&args.leads);
    out(&format!("“{}” on {list}\n", shown(&entry.header.name)));
    out(&told(&result));
    if let Some(folder) = &args.report {
        let of = ReportOf {
            book: &book,
            root: &args.root,
            folder,
            today,
            profile: &entry.header.name,
            list: &list_name(&args.leads),
        };
        write_report(&of, &result)?;
        out(&format!("\nreport: {}\n", shown_path(&report_page(folder))));
    }
    if let Some(qualification) = kept_in {
        let kept = Kept {
            root: &args.root,
            list: &args.leads,
            day: today,
        };
        let path = keep(&kept, qualification, &result)?;
        out(&format!("\nwrote {}\n", shown_path(&path)));
    }
    Ok(if result.refused.is_empty() {
        0
    } else {
        CONTENT_HAS_ERRORS
    })
}

/// What a report calls a list: its name alone, since a report is passed on.
pub(super) fn list_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    shown_path(Path::new(name))
}

/// All that came of it, as text.
fn told(result: &Backtest) -> String {
    let mut out = String::new();
    let all = &result.all;
    out.push_str(&format!(
        "{} with an outcome, of which {} became customers ({})",
        rows(all.n),
        all.won,
        percent(all.share())
    ));
    if result.left_out > 0 {
        out.push_str(&format!(
            "; {} with neither outcome left out",
            rows(result.left_out)
        ));
    }
    out.push('\n');
    if !result.without_column.is_empty() {
        let names = one_of(result.without_column.iter().map(String::as_str));
        out.push_str(&format!(
            "no column for {names}: `--map \"COLUMN=…\"` names one\n"
        ));
    }
    if result.open > 0 {
        out.push_str(&format!(
            "not all is known of {}: what is not known has the points that are certain\n",
            rows(result.open)
        ));
    }
    verdict(result, &mut out);
    groups("per tier", &result.tiers, all, &mut out);
    groups("per tenth, the best first", &result.tenths, all, &mut out);
    effects(result, &mut out);
    leaks(result, &mut out);
    drift(result, &mut out);
    suggestion(result, &mut out);
    if !result.refused.is_empty() {
        out.push_str(&format!(
            "\n{} could not be used\n",
            rows(result.refused.len())
        ));
        for (line, why) in &result.refused {
            out.push_str(&format!("  line {line}: {}\n", shown(why)));
        }
    }
    out
}

fn rows(number: usize) -> String {
    count(number as u64, "row")
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

fn area(auc: Option<Auc>) -> String {
    auc.map_or("too few rows".to_owned(), |auc| {
        let (low, high) = auc.interval();
        format!(
            "{:.4}, standard error {:.4}, {low:.2} to {high:.2}",
            auc.area, auc.error
        )
    })
}

fn verdict(result: &Backtest, out: &mut String) {
    let says = match result.verdict() {
        Verdict::TooFew => "too few rows to judge it",
        Verdict::Chance => {
            "no better than chance, as far as so many rows can tell: do not rank by it"
        }
        Verdict::Worse => "worse than chance: it ranks the wrong way round",
        Verdict::Poor => "better than chance, but poor: a hint, no more",
        Verdict::Acceptable => "acceptable: it ranks usefully",
        Verdict::Excellent => "excellent: it ranks well",
        Verdict::Outstanding => {
            "outstanding; make sure that nothing in it was only known afterwards"
        }
    };
    out.push_str(&format!(
        "\narea under the curve {}\n{says}\n",
        area(result.auc)
    ));
}

fn groups(title: &str, groups: &[Group], all: &Group, out: &mut String) {
    let width = groups
        .iter()
        .map(|group| group.name.chars().count())
        .max()
        .unwrap_or(0);
    out.push_str(&format!("\n{title}\n"));
    for group in groups {
        let pad = " ".repeat(width - group.name.chars().count());
        let (low, high) = group.interval();
        #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
        let part = group.n as f64 / all.n as f64;
        let few = if group.is_few() {
            "  too few to say much"
        } else {
            ""
        };
        out.push_str(&format!(
            "  {}{pad} {:>7} ({:>6})  won {:>6}, {} to {}, {:.2} times as many as all{few}\n",
            shown(&group.name),
            group.n,
            percent(part),
            percent(group.share()),
            percent(low),
            percent(high),
            group.share() / all.share()
        ));
    }
}

fn effects(result: &Backtest, out: &mut String) {
    out.push_str("\nwhat each criterion tells\n");
    for effect in &result.effects {
        let own = effect.auc.map_or(String::new(), |auc| {
            let chance = if auc.may_be_chance() {
                ", which may be chance"
            } else {
                ""
            };
            format!(": alone {:.3}{chance}", auc.area)
        });
        out.push_str(&format!(
            "  {} (weight {}){own}\n",
            shown(&effect.attribute),
            effect.weight
        ));
        for (points, group) in effect.levels.iter().filter(|(_, group)| group.n > 0) {
            let points = points.map_or("?".to_owned(), |points| points.to_string());
            let few = if group.is_few() {
                ", too few to say much"
            } else {
                ""
            };
            out.push_str(&format!(
                "    {points:>4} points  {:>6} of {:<6} {}{few}\n",
                percent(group.share()),
                group.n,
                shown(&group.name)
            ));
        }
        if let Some((more, less)) = effect.turned {
            out.push_str(&format!(
                "    turned round: “{}” has more points than “{}”, and fewer customers\n",
                shown(&effect.levels[more].1.name),
                shown(&effect.levels[less].1.name)
            ));
        }
    }
}

fn leaks(result: &Backtest, out: &mut String) {
    if result.leaks.is_empty() {
        return;
    }
    out.push_str("\nperhaps only known afterwards: look whether these columns were filled before the outcome\n");
    for (name, leak) in &result.leaks {
        let why = match leak {
            Leak::OneSided => "filled for one outcome only".to_owned(),
            Leak::AlmostPerfect(area) => format!("tells almost all of it alone ({area:.3})"),
            Leak::Stronger(area) => {
                format!("tells more alone than the whole scorecard ({area:.3})")
            }
        };
        out.push_str(&format!("  {}: {why}\n", shown(name)));
    }
}

fn drift(result: &Backtest, out: &mut String) {
    let Some(drift) = &result.drift else { return };
    let (before, after) = &drift.groups;
    let moved = match drift.stability {
        little if little < 0.1 => "little changed",
        some if some < 0.25 => "changed somewhat",
        _ => "changed much: the accounts are not those it was made for",
    };
    out.push_str(&format!(
        "\nold against new\n  before {}: {} of {} won, area {}\n  since then: {} of {} won, area {}\n  \
        stability index {:.3}, {moved} (bins: tenths of the older half; an empty one counts as {SMALLEST_SHARE})\n",
        drift.from,
        percent(before.share()),
        before.n,
        area(drift.before),
        percent(after.share()),
        after.n,
        area(drift.after),
        drift.stability
    ));
    if drift.undated > 0 {
        out.push_str(&format!(
            "  {} without a day that can be read\n",
            rows(drift.undated)
        ));
    }
}

fn suggestion(result: &Backtest, out: &mut String) {
    let Some(suggestion) = &result.suggestion else {
        return;
    };
    out.push_str(&format!(
        "\nwhat {} would suggest, judged on the others; nothing is applied\n",
        rows(suggestion.learned_from)
    ));
    let (old, new) = suggestion.areas;
    for (name, old, new) in &suggestion.weights {
        out.push_str(&format!("  weight {old} -> {new}  {}\n", shown(name)));
    }
    out.push_str(&format!(
        "  area with the weights as they are: {}\n",
        area(old)
    ));
    out.push_str(&format!(
        "  area with those suggested:         {}\n",
        area(new)
    ));
    if let (Some(old), Some(new)) = (old, new) {
        let says = if new.area - old.area > old.error {
            "  better on rows that it has not seen\n"
        } else {
            "  not clearly better on rows that it has not seen: keep the weights\n"
        };
        out.push_str(says);
    }
    let (a, b) = suggestion.tiers;
    out.push_str(&format!(
        "  tiers at the best fifth and the best half: A = {a}, B = {b}\n"
    ));
    let line = |groups: &[Group]| {
        let parts = groups.iter().map(|group| {
            format!(
                "{} {} won of {}",
                group.name,
                percent(group.share()),
                group.n
            )
        });
        parts.collect::<Vec<_>>().join(", ")
    };
    out.push_str(&format!(
        "    as they are: {}\n",
        line(&suggestion.groups.0)
    ));
    out.push_str(&format!(
        "    so:          {}\n",
        line(&suggestion.groups.1)
    ));
}
