//! What customers bring: the columns with it, its sum, and the few who bring most. Must not know segments.

use super::super::cell::{Asked, Said, read};
use super::super::columns::{bare, named};
use super::{Row, float};
use crate::error::Error;
use crate::model::segment::Tier;
use crate::model::value::Scalar;
use crate::score::{Shares, abc_rank, share};
use crate::text::one_of;

/// Nobody pays more, in one unit of money: a longer number is a mistake, or the number of an account.
const MOST: f64 = 1e15;

/// How a column may be called, as [`bare`] gives it and without year and currency.
pub(super) struct Names {
    shares: Shares,
    flag: &'static str,
    names: &'static [&'static str],
}

pub(super) const REVENUE: Names = Names {
    shares: Shares::Revenue,
    flag: "--revenue",
    names: &[
        "revenue",
        "netrevenue",
        "turnover",
        "sales",
        "netsales",
        "invoiced",
        "billed",
        "spend",
        "totalrevenue",
        "arr",
        "omzet",
        "nettoomzet",
        "jaaromzet",
        "gefactureerd",
    ],
};

pub(super) const MARGIN: Names = Names {
    shares: Shares::Margin,
    flag: "--margin",
    names: &[
        "margin",
        "grossmargin",
        "contribution",
        "contributionmargin",
        "profit",
        "grossprofit",
        "marge",
        "brutomarge",
        "nettomarge",
        "dekkingsbijdrage",
        "winst",
        "brutowinst",
    ],
};

/// What customers bring, of one sort.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// Revenue or margin.
    pub shares: Shares,
    /// The column that says it.
    pub column: Option<String>,
    pub(super) place: Option<usize>,
    /// Whether it is in percent of the revenue.
    pub is_percent: bool,
    /// The sum, in hundredths.
    pub total: i128,
    /// Customers of whom it is known.
    pub known: usize,
    /// Of whom the cell is empty, or the list does not tell.
    pub unknown: usize,
    /// Cells that are no amount, and the first of them in the order of letters.
    pub no_number: Option<(usize, String)>,
    /// Cells with a band, which count as its middle.
    pub bands: usize,
    /// Of whom it is less than nothing.
    pub negative: usize,
    pub(super) ask: Option<String>,
}

impl Money {
    /// # Errors
    /// When the column that was named is not there.
    pub(super) fn find(
        names: &Names,
        header: &[String],
        column: Option<&str>,
        taken: &[usize],
    ) -> Result<Self, Error> {
        let word = names.shares.as_str();
        let mut ask = None;
        let place = match column {
            Some(name) => Some(named(header, name)?),
            None => {
                let fits = |title: &String| names.names.contains(&bare_of_money(title).as_str());
                let all = header.iter().enumerate();
                let all: Vec<usize> = all
                    .filter(|(_, title)| fits(title))
                    .map(|(at, _)| at)
                    .collect();
                let free = all.iter().filter(|place| !taken.contains(place));
                let free: Vec<usize> = free.copied().collect();
                let flag = names.flag;
                match (&free[..], &all[..]) {
                    ([only], _) => Some(*only),
                    ([], []) => {
                        ask = Some(format!(
                            "no column for the {word}: `{flag} COLUMN` names one"
                        ));
                        None
                    }
                    ([], [first, ..]) => {
                        ask = Some(format!(
                            "`{}` is a value that segments or the profile ask for, perhaps what the customer sells: `{flag} COLUMN` names what it brings us",
                            header[*first]
                        ));
                        None
                    }
                    (several, _) => {
                        let mut titles: Vec<&str> =
                            several.iter().map(|at| header[*at].as_str()).collect();
                        titles.sort_unstable();
                        ask = Some(format!(
                            "several columns may be the {word}: `{flag} COLUMN` says which: {}",
                            one_of(titles)
                        ));
                        None
                    }
                }
            }
        };
        let title = place.map(|place| header[place].clone());
        let says_percent = |title: &String| {
            let lower = title.to_lowercase();
            ["%", "pct", "perc"].iter().any(|word| lower.contains(word))
        };
        Ok(Self {
            shares: names.shares,
            is_percent: names.shares == Shares::Margin && title.as_ref().is_some_and(says_percent),
            column: title,
            place,
            total: 0,
            known: 0,
            unknown: 0,
            no_number: None,
            bands: 0,
            negative: 0,
            ask,
        })
    }

    /// Reads the amount of a customer and counts it.
    pub(super) fn take_in(
        &mut self,
        cells: &[String],
        comma_decimals: bool,
        revenue: Option<i128>,
    ) -> Option<i128> {
        let cell = cells.get(self.place?).map_or("", |cell| cell.trim());
        let asked = Asked {
            is_number: true,
            ..Asked::default()
        };
        let bare_cell = amount_text(cell);
        let amount = match read(&bare_cell, &asked, comma_decimals) {
            Said::Value(Scalar::Number(number)) => Some(number),
            Said::Value(Scalar::Band { low, high }) if low.is_finite() && high.is_finite() => {
                self.bands += 1;
                Some(f64::midpoint(low, high))
            }
            Said::Nothing | Said::Value(Scalar::Band { .. }) => None,
            _ => return self.without_number(cell),
        };
        let is_share = self.is_percent || cell.ends_with('%');
        let amount = match amount {
            Some(number) if is_share && self.shares == Shares::Margin => {
                self.is_percent = true;
                revenue.map(|revenue| number / 100.0 * float(revenue) / 100.0)
            }
            amount => amount,
        };
        let Some(amount) = amount else {
            self.unknown += 1;
            return None;
        };
        if amount.abs() > MOST {
            return self.without_number(cell);
        }
        let hundredths = hundredths(amount);
        self.known += 1;
        self.negative += usize::from(hundredths < 0);
        self.total += hundredths;
        Some(hundredths)
    }

    fn without_number(&mut self, cell: &str) -> Option<i128> {
        let (times, first) = self.no_number.get_or_insert((0, cell.to_owned()));
        *times += 1;
        if cell < first.as_str() {
            cell.clone_into(first);
        }
        self.unknown += 1;
        None
    }

    /// Of a row.
    pub(super) fn of(&self, row: &Row) -> Option<i128> {
        match self.shares {
            Shares::Margin => row.margin,
            _ => row.revenue,
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "not more than 10^17")]
fn hundredths(amount: f64) -> i128 {
    (amount * 100.0).round() as i128
}

/// A minus may stand before the sign of the currency, behind the number, or as brackets, as in accounts.
fn amount_text(cell: &str) -> String {
    let lower = cell.to_lowercase();
    let minus = |text: &str| matches!(text.chars().next(), Some('-' | '\u{2212}'));
    let inside = lower
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    // "1.200,-" is a whole number.
    let lower = match inside {
        Some(inside) => format!("-{}", without_currency(inside)),
        None => lower
            .trim_end_matches(",-")
            .trim_end_matches(".-")
            .to_owned(),
    };
    match lower.strip_suffix('-') {
        Some(rest) if rest.ends_with(|letter: char| letter.is_ascii_digit()) => {
            format!("-{}", without_currency(rest))
        }
        _ if minus(&lower) => format!(
            "-{}",
            without_currency(lower.trim_start_matches(['-', '\u{2212}']))
        ),
        _ => lower,
    }
}

fn without_currency(text: &str) -> &str {
    let text = text.trim();
    ["€", "$", "£", "eur", "usd", "gbp"]
        .iter()
        .find_map(|sign| text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)))
        .map_or(text, str::trim)
}

/// A title without its year and currency: "Omzet 2025 (EUR)" is "omzet".
fn bare_of_money(title: &str) -> String {
    let title: String = title
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect();
    let mut bare = bare(&title.replace(['€', '$', '£', '%'], ""));
    for end in [
        "eur", "usd", "gbp", "euro", "pct", "percent", "perc", "excl", "exclbtw", "incl",
    ] {
        if let Some(rest) = bare.strip_suffix(end).filter(|rest| !rest.is_empty()) {
            bare = rest.to_owned();
        }
    }
    bare
}

/// Customers of one rank, and what they bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Rank {
    /// A, B or C.
    pub tier: Tier,
    /// How many there are.
    pub customers: usize,
    /// What they bring, in hundredths.
    pub amount: i128,
    /// That in percent of the whole.
    pub percent: f64,
}

/// Who brings most (Pareto): A while those who bring more make less than 80 percent of the whole, B below 95, else C; who brings nothing is C. Those
/// who bring as much as one another have the same rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Pareto {
    /// Of what.
    pub shares: Shares,
    /// Customers of whom it is known.
    pub customers: usize,
    /// The ranks, A first.
    pub ranks: [Rank; 3],
    /// Points of a curve: the share of all these customers, from those who bring most, and the share of the whole that they bring.
    pub curve: Vec<(f64, f64)>,
    /// Who brings at least so much is A, in hundredths.
    pub(super) least_of_core: i128,
}

impl Pareto {
    /// Nothing when all together bring nothing.
    pub(super) fn of(money: &Money, rows: &[&Row]) -> Option<Self> {
        money.place?;
        let mut amounts: Vec<i128> = rows.iter().filter_map(|row| money.of(row)).collect();
        amounts.sort_unstable_by(|one, other| other.cmp(one));
        let whole = money.total;
        if whole <= 0 {
            return None;
        }
        let mut ranks = [Tier::A, Tier::B, Tier::C].map(|tier| Rank {
            tier,
            customers: 0,
            amount: 0,
            percent: 0.0,
        });
        let (mut before, mut least_of_core) = (0_i128, whole);
        let (mut curve, mut customers) = (vec![(0.0, 0.0)], 0);
        for same in amounts.chunk_by(|one, other| one == other) {
            let tier = if same[0] <= 0 {
                Tier::C
            } else {
                abc_rank(float(before) * 100.0 / float(whole))
            };
            if tier == Tier::A {
                least_of_core = same[0];
            }
            let sum: i128 = same.iter().sum();
            let rank = ranks.iter_mut().find(|rank| rank.tier == tier);
            if let Some(rank) = rank {
                rank.customers += same.len();
                rank.amount += sum;
            }
            before += sum;
            customers += same.len();
            let part = share(customers, amounts.len());
            curve.push((part, float(before) / float(whole)));
        }
        for rank in &mut ranks {
            rank.percent = float(rank.amount) * 100.0 / float(whole);
        }
        Some(Self {
            shares: money.shares,
            customers: amounts.len(),
            ranks,
            curve,
            least_of_core,
        })
    }

    pub(super) fn amount(&self, row: &Row) -> Option<i128> {
        match self.shares {
            Shares::Margin => row.margin,
            _ => row.revenue,
        }
    }

    pub(super) fn is_core(&self, row: &Row) -> bool {
        self.amount(row)
            .is_some_and(|amount| amount >= self.least_of_core)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(cells: &[&str], title: &str) -> Money {
        let header = vec![title.to_owned()];
        let mut money = Money::find(&REVENUE, &header, None, &[]).unwrap();
        for cell in cells {
            money.take_in(&[(*cell).to_owned()], true, None);
        }
        money
    }

    #[test]
    fn amounts_are_read_as_accounts_write_them() {
        for (cell, hundredths) in [
            ("€ 1.200,50", 120_050),
            ("-€ 300", -30_000),
            ("€ -300", -30_000),
            ("(300)", -30_000),
            ("(€ 300)", -30_000),
            ("300-", -30_000),
            ("1.200,-", 120_000),
            ("20k", 2_000_000),
            ("100-300", 20_000),
            ("1,5 mln", 150_000_000),
        ] {
            assert_eq!(
                total(&[cell], "Omzet 2025 (EUR)").total,
                hundredths,
                "{cell}"
            );
        }
        let money = total(&["", "n/a", "> 100", "1e300"], "Revenue");
        assert_eq!((money.known, money.unknown), (0, 4));
        assert_eq!(money.no_number, Some((2, "1e300".to_owned())));
    }

    #[test]
    fn a_column_is_found_by_what_it_is_called() {
        let header = |titles: &[&str]| {
            titles
                .iter()
                .map(|title| (*title).to_owned())
                .collect::<Vec<_>>()
        };
        let find = |titles: &[&str], taken: &[usize]| {
            Money::find(&REVENUE, &header(titles), None, taken).unwrap()
        };
        assert_eq!(find(&["a", "Net revenue 2025"], &[]).place, Some(1));
        let two = find(&["Omzet 2024", "Omzet 2025"], &[]);
        assert!(two.place.is_none() && two.ask.unwrap().contains("`--revenue COLUMN` says which"));
        let own = find(&["revenue"], &[0]);
        assert!(own.place.is_none() && own.ask.unwrap().contains("what it brings us"));
    }
}
