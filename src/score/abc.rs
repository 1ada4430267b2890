//! ABC analysis: which segments bring most of the business.

use crate::model::segment::{Segment, Tier};
use crate::model::{Catalog, Entry};

/// Up to which cumulated percent a segment is A, and up to which B (after Pareto).
const LIMITS: (f64, f64) = (80.0, 95.0);

/// What a rank rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shares {
    /// Percent of margin.
    Margin,
    /// Percent of revenue.
    Revenue,
    /// Percent of customers.
    Customers,
}

impl Shares {
    /// The name of the field.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Margin => "margin",
            Self::Revenue => "revenue",
            Self::Customers => "customers",
        }
    }

    fn of(self, segment: &Segment) -> Option<f64> {
        let share = segment.share.as_ref()?;
        match self {
            Self::Margin => share.margin,
            Self::Revenue => share.revenue,
            Self::Customers => share.customers,
        }
        .map(|percent| percent.0)
    }
}

/// A segment's place in the whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked<'a> {
    /// The segment.
    pub entry: &'a Entry,
    /// Its share in percent.
    pub share: f64,
    /// Its share and that of all larger ones, in percent of the whole.
    pub cumulated: f64,
    /// The rank that follows.
    pub rank: Tier,
}

/// Segments by their share of margin (else revenue, else customers: the first that every one of them
/// that has any share names), largest first, with the cumulated percent and the rank: A while the
/// segments before it make less than 80 percent of the whole, B below 95, else C.
pub fn abc_ranks(catalog: &Catalog) -> Option<(Shares, Vec<Ranked<'_>>)> {
    let segments: Vec<(&Entry, &Segment)> = catalog
        .all::<Segment>()
        .filter(|(_, segment)| segment.share.is_some())
        .collect();
    let basis = [Shares::Margin, Shares::Revenue, Shares::Customers]
        .into_iter()
        .find(|basis| {
            !segments.is_empty()
                && segments
                    .iter()
                    .all(|(_, segment)| basis.of(segment).is_some())
        })?;
    let mut ranked: Vec<(&Entry, f64)> = segments
        .iter()
        .filter_map(|(entry, segment)| Some((*entry, basis.of(segment)?)))
        .collect();
    ranked.sort_by(|left, right| {
        right
            .1
            .total_cmp(&left.1)
            .then(left.0.key.cmp(&right.0.key))
    });
    let whole: f64 = ranked.iter().map(|(_, share)| share).sum();
    let mut sum = 0.0;
    let rows = ranked
        .into_iter()
        .map(|(entry, share)| {
            let before = if whole > 0.0 {
                100.0 * sum / whole
            } else {
                100.0
            };
            sum += share;
            let rank = match before {
                before if before < LIMITS.0 => Tier::A,
                before if before < LIMITS.1 => Tier::B,
                _ => Tier::C,
            };
            let cumulated = if whole > 0.0 {
                100.0 * sum / whole
            } else {
                0.0
            };
            Ranked {
                entry,
                share,
                cumulated,
                rank,
            }
        })
        .collect();
    Some((basis, rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Key;
    use crate::model::segment::Share;
    use crate::model::value::Bounded;

    fn catalog(margins: &[(&str, Option<f64>)]) -> Catalog {
        let mut catalog = Catalog::default();
        for (id, margin) in margins {
            let toml = "name = \"x\"\nshare = { customers = 10 }\n";
            let source = std::sync::Arc::new(crate::text::Source {
                path: "a.toml".into(),
                text: toml.into(),
            });
            let reading = crate::doc::read::<crate::model::Header, Segment>(
                &crate::doc::Document::toml(source),
                &["name"],
                &|_| crate::doc::Wanted::Nothing,
            );
            let mut segment = reading.data.unwrap();
            segment.share = Some(Share {
                customers: Some(Bounded(10.0)),
                revenue: None,
                margin: margin.map(Bounded),
            });
            catalog.add(Entry {
                key: Key::new(crate::model::Kind::Segment, *id),
                header: reading.header.unwrap(),
                data: segment.into(),
                body: String::new(),
                file: String::new(),
                folder: String::new(),
            });
        }
        catalog
    }

    fn ranks(margins: &[(&str, Option<f64>)]) -> (Shares, Vec<String>) {
        let catalog = catalog(margins);
        let (basis, rows) = abc_ranks(&catalog).unwrap();
        let rows = rows
            .iter()
            .map(|row| format!("{} {}", row.entry.key.id, row.rank.as_str()))
            .collect();
        (basis, rows)
    }

    #[test]
    fn the_whole_is_cut_at_80_and_95_percent() {
        let (basis, rows) = ranks(&[
            ("a", Some(14.0)),
            ("b", Some(68.0)),
            ("c", Some(2.0)),
            ("d", Some(16.0)),
        ]);
        assert_eq!(basis, Shares::Margin);
        assert_eq!(rows, ["b A", "d A", "a B", "c C"]);
    }

    #[test]
    fn without_margins_for_all_customers_are_counted() {
        let (basis, rows) = ranks(&[("a", None), ("b", Some(68.0))]);
        assert_eq!(basis, Shares::Customers);
        assert_eq!(rows, ["a A", "b A"]);
    }
}
