//! A list of customers, looked at before a profile is made: who brings what, in which segments, how those that fit differ from others, and what
//! the best have in common. The same whatever the order of rows and columns. Must not know how that is shown.

mod best;
mod money;
mod parts;
mod profile;
mod proposal;
mod report;

use std::collections::BTreeMap;
use std::path::Path;

use super::backtest::Outcome;
use super::cell;
use super::columns::{NAMES, bare, fields_of_customers, find, named, place_of};
use super::known;
use super::rows::{How, Written, open};
use crate::error::Error;
use crate::model::icp::Icp;
use crate::model::segment::Segment;
use crate::model::value::{Labels, Scalar};
use crate::model::{Book, Entry};

pub use best::{Best, Mark, Said, Trait};
pub use money::{Money, Pareto, Rank};
pub use parts::{Core, Part, Parts};
pub use profile::{Comparison, Difference, Figure, Measured, Rule};
pub use proposal::{
    Counted, Proposal, Proposals, Written as WrittenFile, proposals, write_proposals,
};
pub use report::write_analysis;

/// The list, and what stands where in it.
#[derive(Debug, Clone, Copy)]
pub struct Customers<'a> {
    /// The customers, one in each row.
    pub list: &'a Path,
    /// Columns that are called otherwise than the values of the book: column, value.
    pub map: &'a [(String, String)],
    /// The column with the name of the customer, where it cannot be found.
    pub account: Option<&'a str>,
    /// How it is written.
    pub how: How<'a>,
    /// The column with the segment; else the conditions of the segments tell.
    pub segment_column: Option<&'a str>,
    /// The column with what they pay us.
    pub revenue: Option<&'a str>,
    /// The column with what of it stays with us.
    pub margin: Option<&'a str>,
    /// The column and the word of those who became customers; without it all did.
    pub outcome: Option<(&'a str, &'a str)>,
    /// Of those who did not.
    pub lost: Option<(&'a str, &'a str)>,
    /// The column with the length of the sale.
    pub cycle: Option<&'a str>,
    /// The column and the word of those who are still customers.
    pub retained: Option<(&'a str, &'a str)>,
    /// How many are the best.
    pub top: usize,
}

/// What the list says.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// How it is written.
    pub written: Written,
    /// The column with the names.
    pub account: String,
    /// How many are customers.
    pub customers: usize,
    /// How many did not become one.
    pub lost: usize,
    /// Rows that are neither won nor lost.
    pub left_out: usize,
    /// Rows that cannot be read: line, why.
    pub refused: Vec<(u64, String)>,
    /// Names that stand in more than one row.
    pub repeated: usize,
    /// What they pay.
    pub revenue: Money,
    /// What stays.
    pub margin: Money,
    /// Who belongs to which segment.
    pub parts: Parts,
    /// Who brings most, of revenue and of margin.
    pub pareto: Vec<Pareto>,
    /// How the firms of the profile differ from others.
    pub profile: Option<Comparison>,
    /// What the best have in common.
    pub best: Option<Best>,
    /// What to name so that more can be said.
    pub asks: Vec<String>,
}

/// One row.
struct Row {
    /// Whether it became a customer.
    won: bool,
    cells: Vec<String>,
    values: Labels<Scalar>,
    /// In hundredths.
    revenue: Option<i128>,
    margin: Option<i128>,
}

/// Those who became customers.
struct Won<'a> {
    header: &'a [String],
    rows: &'a [&'a Row],
    pareto: &'a [Pareto],
    comma_decimals: bool,
}

/// Looks at a list.
///
/// # Errors
/// When it cannot be read, a column that was named is not there, or it has no customer.
pub fn analyse(
    book: &Book,
    icp: Option<(&Entry, &Icp)>,
    customers: &Customers<'_>,
) -> Result<Analysis, Error> {
    let (written, header, mut rows) = open(customers.list, customers.how)?;
    let segments: Vec<(&Entry, &Segment)> = book.catalog.all::<Segment>().collect();
    let conditions = segments
        .iter()
        .filter_map(|(_, segment)| segment.when.as_ref());
    let fields = fields_of_customers(icp.map(|(_, icp)| icp), conditions);
    let columns = find(&header, fields, customers.map, customers.account)?;
    let taken: Vec<usize> = columns
        .fields
        .iter()
        .filter_map(|field| field.column)
        .collect();
    let has_names = customers.account.is_some() || one_called(&header, &NAMES).is_some();
    let mut asks = Vec::new();
    let mut revenue = Money::find(&money::REVENUE, &header, customers.revenue, &taken)?;
    let mut margin = Money::find(&money::MARGIN, &header, customers.margin, &taken)?;
    asks.extend(revenue.ask.take());
    asks.extend(margin.ask.take());
    let outcome = customers
        .outcome
        .map(|won| Outcome::find(&header, won, customers.lost));
    let outcome = outcome.transpose()?;
    let measured = Measured::find(&header, customers)?;
    let segment_column = customers
        .segment_column
        .map(|name| named(&header, name))
        .transpose()?;
    let mut all: Vec<Row> = Vec::new();
    let (mut left_out, mut refused) = (0, Vec::new());
    while let Some((_, cells)) = rows.next_whole(&mut refused)? {
        let won = match &outcome {
            None => true,
            Some(outcome) => match outcome.of(&cells) {
                Some(won) => won,
                None => {
                    left_out += 1;
                    continue;
                }
            },
        };
        let values = known(&columns, &cells, written.comma_decimals).values;
        let mut one = Row {
            won,
            values,
            revenue: None,
            margin: None,
            cells,
        };
        if won {
            one.revenue = revenue.take_in(&one.cells, written.comma_decimals, None);
            one.margin = margin.take_in(&one.cells, written.comma_decimals, one.revenue);
        }
        all.push(one);
    }
    let lost = all.iter().filter(|row| !row.won).count();
    if all.len() == lost {
        let help = match customers.outcome {
            Some(_) => "say who became a customer with `--outcome \"Column=Word\"`",
            None => "export it with a row for each customer",
        };
        return Err(Error::refused("the list has no customer", help));
    }
    if outcome.is_none() {
        asks.extend(outcome_to_name(&header, &all));
    }
    let won: Vec<&Row> = all.iter().filter(|row| row.won).collect();
    let pareto: Vec<Pareto> = [&revenue, &margin]
        .into_iter()
        .filter_map(|money| Pareto::of(money, &won))
        .collect();
    let of_customers = Won {
        header: &header,
        rows: &won,
        pareto: &pareto,
        comma_decimals: written.comma_decimals,
    };
    let parts = parts::parts(&segments, segment_column, &of_customers);
    asks.extend(parts.ask.clone());
    let profile = icp.map(|(entry, icp)| {
        let compared = profile::Compared {
            entry,
            icp,
            segments: &segments,
            comma_decimals: written.comma_decimals,
            has_outcome: outcome.is_some(),
        };
        compared.with(&all, &measured, [&revenue, &margin])
    });
    let named: Vec<usize> = outcome
        .iter()
        .flat_map(Outcome::columns)
        .chain(measured.columns())
        .chain([columns.account])
        .chain(revenue.place.into_iter().chain(margin.place))
        .collect();
    let best = best::best(&of_customers, &named, customers.top);
    Ok(Analysis {
        written,
        account: header.get(columns.account).cloned().unwrap_or_default(),
        customers: won.len(),
        lost,
        left_out,
        refused,
        repeated: if has_names {
            repeated(&won, columns.account)
        } else {
            0
        },
        parts,
        pareto,
        profile,
        best,
        revenue,
        margin,
        asks,
    })
}

/// How many names stand in several rows.
fn repeated(rows: &[&Row], account: usize) -> usize {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let name = row.cells.get(account).map_or("", |cell| cell.trim());
        if !name.is_empty() {
            *names.entry(name.to_lowercase()).or_default() += 1;
        }
    }
    names.values().filter(|times| **times > 1).count()
}

/// A column that seems to say who became a customer, where none was named.
fn outcome_to_name(header: &[String], rows: &[Row]) -> Option<String> {
    const WON: [&str; 4] = ["won", "closedwon", "gewonnen", "gewonnendeal"];
    const LOST: [&str; 4] = ["lost", "closedlost", "verloren", "verlorendeal"];
    let mut columns: Vec<(usize, &String)> = header.iter().enumerate().collect();
    columns.sort_by_key(|(_, title)| bare(title));
    columns.into_iter().find_map(|(place, title)| {
        let word = |wanted: &[&str]| {
            let cells = rows.iter().filter_map(|row| row.cells.get(place));
            let mut words = cells.filter(|cell| wanted.contains(&bare(cell).as_str()));
            words.next().map(|word| word.trim().to_owned())
        };
        let (won, _) = (word(&WON)?, word(&LOST)?);
        Some(format!(
            "`{title}` has won and lost, and every row counts as a customer: `--outcome \"{title}={won}\"` counts those who became one"
        ))
    })
}

/// Parts of a whole in tenths of a percent, which add up to 1000 (largest remainders first). Nothing when the whole is not more than nothing.
fn tenths(parts: &[i128]) -> Option<Vec<i128>> {
    let whole: i128 = parts.iter().sum();
    if whole <= 0 {
        return None;
    }
    let mut shares: Vec<i128> = parts
        .iter()
        .map(|part| (part * 1000).div_euclid(whole))
        .collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse((parts[*place] * 1000).rem_euclid(whole)));
    let left = 1000 - shares.iter().sum::<i128>();
    for place in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        shares[place] += 1;
    }
    Some(shares)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "hundredths of money, which are shown with few digits"
)]
fn float(number: i128) -> f64 {
    number as f64
}

/// The middle one; the mean of the two in the middle.
fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let upper = *numbers.get(numbers.len() / 2)?;
    let lower = *numbers.get((numbers.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

fn cell_of(row: &Row, column: usize) -> &str {
    row.cells.get(column).map_or("", |cell| cell.trim())
}

fn number_of(row: &Row, column: usize, comma_decimals: bool) -> Option<f64> {
    cell::number(&cell_of(row, column).to_lowercase(), comma_decimals)
}

fn one_called(header: &[String], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| place_of(header, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_add_up_to_a_hundred_percent(parts in proptest::collection::vec(-5_000_i128..1_000_000, 1..40)) {
            let shares = tenths(&parts);
            prop_assert_eq!(shares.is_some(), parts.iter().sum::<i128>() > 0);
            if let Some(shares) = shares {
                prop_assert_eq!(shares.iter().sum::<i128>(), 1000);
            }
        }
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0]), Some(2.0));
        assert_eq!(median(vec![9.0, 1.0, 2.0]), Some(2.0));
    }
}
