//! What comes of an account, as cells of a row. Must not know files.

use super::Model;
use crate::model::segment::Tier;
use crate::model::value::{Labels, Scalar};
use crate::score::{
    Event, Explainer, Lead, LeadScore, Range, Reason, Stage, TierRange, ask_in_words, disqualified,
    score, score_lead, what_to_ask,
};

/// The columns that are added to a list. Points are from what is known of an account, `_possible` ones as high as they may still get.
pub(crate) const COLUMNS: [&str; 18] = [
    "fit_points",
    "fit_points_possible",
    "fit_maximum",
    "fit_percent",
    "fit_percent_possible",
    "tier",
    "musts_failed",
    "disqualified",
    "engagement",
    "engagement_possible",
    "points",
    "points_possible",
    "framework",
    "framework_possible",
    "grade",
    "stage",
    "ask",
    "reasons",
];

/// The higher, the nearer the top of a list: whether it is out, the stage, the percentages known and possible, the points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rank([f64; 5]);

impl Rank {
    pub(super) fn total_cmp(&self, other: &Self) -> std::cmp::Ordering {
        let pairs = self.0.iter().zip(&other.0);
        let orders = pairs.map(|(one, other)| one.total_cmp(other));
        orders.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    }
}

/// What came of an account.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scored {
    pub(super) account: String,
    /// Its number among those that did something.
    pub(super) did: Option<u32>,
    pub(super) cells: [String; COLUMNS.len()],
    pub(super) rank: Rank,
    pub(super) percent: Range,
    pub(super) tiers: Option<TierRange>,
    /// Its stage in one word; nothing where nobody asked.
    pub(super) stage: Option<&'static str>,
    /// Values that are not known, by position.
    pub(super) unknown: Vec<usize>,
    /// Values that are no number, by position, and what stands there.
    pub(super) no_number: Vec<(usize, String)>,
}

/// With what accounts are scored, and how numbers are written.
pub(super) struct Scorer<'a> {
    pub(super) model: &'a Model<'a>,
    pub(super) explainer: Explainer<'a>,
    pub(super) comma_decimals: bool,
}

/// Scores an account.
pub(super) fn scored(
    with: &Scorer<'_>,
    values: &Labels<Scalar>,
    events: Option<&[Event<'_>]>,
) -> Scored {
    let (model, comma_decimals) = (with.model, with.comma_decimals);
    let icp = model.icp;
    let number = |number: f64| number_in_cell(number, comma_decimals);
    let lead = model.qualification.map(|rules| {
        let score = score_lead(icp, rules, &Lead { values, events }, model.day);
        (rules, score)
    });
    let own_fit = match &lead {
        Some(_) => None,
        None => icp.scorecard.as_ref().map(|card| score(card, values)),
    };
    let fit = lead
        .as_ref()
        .map_or(own_fit.as_ref(), |(_, score)| score.fit.as_ref());
    let stops = match &lead {
        Some((_, score)) => score.disqualified.clone(),
        None => disqualified(icp, values),
    };
    let reasons = match &lead {
        Some((_, score)) => with.explainer.reasons(score),
        None => with.explainer.fit_reasons(fit),
    };
    let is_out = !stops.by.is_empty() || fit.is_some_and(|fit| !fit.failed_musts.is_empty());
    let is_stopped = !stops.by.is_empty();
    let tiers = fit.map(|fit| fit.tiers).filter(|_| !is_stopped);
    let percent = fit.map_or(
        Range {
            low: 0.0,
            high: 100.0,
        },
        |fit| fit.percent,
    );
    let total = fit.map_or(
        Range {
            low: 0.0,
            high: 0.0,
        },
        |fit| fit.total,
    );
    let stage = lead.as_ref().map(|(_, score)| stage(score));
    let lead_range = |of: fn(&LeadScore<'_>) -> Range| lead.as_ref().map(|(_, score)| of(score));
    let (engagement, points, framework) = (
        lead_range(|score| score.engagement),
        lead_range(|score| score.total),
        lead_range(|score| score.framework),
    );
    let low = |range: Option<Range>| range.map_or(String::new(), |range| number(range.low));
    let high = |range: Option<Range>| range.map_or(String::new(), |range| number(range.high));
    let ask: Vec<String> = match &lead {
        Some((rules, score)) => score
            .ask
            .iter()
            .map(|ask| ask_in_words(rules, *ask))
            .collect(),
        None => what_to_ask(icp, values)
            .into_iter()
            .map(str::to_owned)
            .collect(),
    };
    let musts = fit.iter().flat_map(|fit| &fit.failed_musts);
    let card = icp.scorecard.as_ref();
    let musts = musts.filter_map(|index| Some(card?.criteria.get(*index)?.attribute.clone()));
    let stops = stops
        .by
        .iter()
        .map(|index| icp.disqualifiers[*index].reason.plain());
    let grade = lead.as_ref().and_then(|(_, score)| score.grade);
    let grade = grade.map_or(String::new(), |grade| {
        let end = |tier: Tier, level: u8| format!("{}{level}", tier.as_str());
        between(
            &end(grade.tiers.best, grade.best),
            &end(grade.tiers.worst, grade.worst),
        )
    });
    let cells = [
        number(total.low),
        number(total.high),
        fit.map_or(String::new(), |fit| number(fit.maximum)),
        number(percent.low),
        number(percent.high),
        tiers.map_or(String::new(), tier_range),
        musts.collect::<Vec<_>>().join("; "),
        stops.collect::<Vec<_>>().join("; "),
        low(engagement),
        high(engagement),
        low(points),
        high(points),
        low(framework),
        high(framework),
        grade,
        stage.unwrap_or_default().to_owned(),
        ask.join("; "),
        in_a_cell(&reasons, &number),
    ];
    let order = lead.as_ref().map_or(0.0, |(_, score)| stage_order(score));
    let finite = |number: f64| if number.is_finite() { number } else { 0.0 };
    Scored {
        account: String::new(),
        did: None,
        cells,
        rank: Rank([
            if is_out { 0.0 } else { 1.0 },
            order,
            percent.low,
            percent.high,
            points.map_or(0.0, |points| finite(points.low)),
        ]),
        percent,
        tiers,
        stage,
        unknown: Vec::new(),
        no_number: Vec::new(),
    }
}

fn between(best: &str, worst: &str) -> String {
    if best == worst {
        best.to_owned()
    } else {
        format!("{best} to {worst}")
    }
}

pub(super) fn tier_range(tiers: TierRange) -> String {
    between(tiers.best.as_str(), tiers.worst.as_str())
}

fn stage(score: &LeadScore<'_>) -> &'static str {
    match score.stage() {
        None if score.stages.is_empty() => "",
        None => "open",
        Some(Stage::Out) => "out",
        Some(Stage::Raw) => "raw",
        Some(Stage::Nurture) => "nurture",
        Some(Stage::Mql) => "MQL",
        Some(Stage::Sql) => "SQL",
    }
}

/// The better the lowest stage that is possible, the higher; of two that share it the one that may get higher.
fn stage_order(score: &LeadScore<'_>) -> f64 {
    let place = |stage: &Stage| match stage {
        Stage::Out => 0.0,
        Stage::Raw => 1.0,
        Stage::Nurture => 2.0,
        Stage::Mql => 3.0,
        Stage::Sql => 4.0,
    };
    let lowest = score.stages.first().map_or(0.0, place);
    let highest = score.stages.last().map_or(0.0, place);
    lowest * 10.0 + highest
}

/// "Company size: 4 (20 to 200 people); Country: 0 to 2 (not known yet)".
fn in_a_cell(reasons: &[Reason<'_>], number: &dyn Fn(f64) -> String) -> String {
    let mut cell = String::with_capacity(640);
    for reason in reasons {
        if !cell.is_empty() {
            cell.push_str("; ");
        }
        cell.push_str(&reason.what);
        cell.push_str(": ");
        let (low, high) = (reason.points.low, reason.points.high);
        let low_number = number(low);
        cell.push_str(&low_number);
        if low != high {
            let high = number(high);
            if high != low_number {
                cell.push_str(" to ");
                cell.push_str(&high);
            }
        }
        cell.push_str(" (");
        cell.push_str(&reason.because);
        cell.push(')');
    }
    cell
}

/// With six decimals at most; nothing where there is no bound.
fn number_in_cell(number: f64, comma_decimals: bool) -> String {
    if !number.is_finite() {
        return String::new();
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it is whole, and has fifteen digits at most"
        )]
        return (number as i64).to_string();
    }
    let rounded = (number * 1e6).round() / 1e6 + 0.0;
    let written = rounded.to_string();
    if comma_decimals {
        written.replace('.', ",")
    } else {
        written
    }
}

/// A line of cells. What a spreadsheet would run is made a text by a quotation mark before it; a number is none.
pub(crate) fn line<'a>(
    cells: impl Iterator<Item = &'a str>,
    separator: char,
    comma_decimals: bool,
) -> String {
    let mut line = String::with_capacity(960);
    let is_special =
        |byte: u8| char::from(byte) == separator || matches!(byte, b'"' | b'\n' | b'\r');
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            line.push(separator);
        }
        let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
            && super::cell::number(cell, comma_decimals).is_none();
        let mark = if runs { "'" } else { "" };
        if cell.bytes().any(is_special) {
            line.push('"');
            line.push_str(mark);
            for (index, part) in cell.split('"').enumerate() {
                if index > 0 {
                    line.push_str("\"\"");
                }
                line.push_str(part);
            }
            line.push('"');
        } else {
            line.push_str(mark);
            line.push_str(cell);
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_becomes_a_text() {
        let cells = [
            "=1+1",
            "-5",
            "-5+2",
            "@a",
            "a;b",
            "say \"x\"",
            "+31 6",
            "plain",
        ];
        let line = line(cells.into_iter(), ';', true);
        assert_eq!(
            line,
            "'=1+1;-5;'-5+2;'@a;\"a;b\";\"say \"\"x\"\"\";'+31 6;plain\n"
        );
    }
}
