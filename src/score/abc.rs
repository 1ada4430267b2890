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

/// The rank of what comes after those that bring so many percent of the whole: A below 80, B below 95, else C.
#[must_use]
pub fn abc_rank(percent_before: f64) -> Tier {
    match percent_before {
        before if before < LIMITS.0 => Tier::A,
        before if before < LIMITS.1 => Tier::B,
        _ => Tier::C,
    }
}

/// A segment's place in the whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked<'a> {
    /// The segment.
    pub entry: &'a Entry,
    /// Its share in percent.
    pub share: f64,
    /// Its share and that of all larger ones and those as large, in percent of the whole.
    pub cumulated: f64,
    /// How many are larger. Segments of the same share have the same place, and the same rank.
    pub larger: usize,
    /// The rank that follows.
    pub rank: Tier,
}

/// Segments by their share of margin (else revenue, else customers: the first that every one of them
/// that has any share names), largest first, with the cumulated percent and the rank: A while the
/// segments larger than it make less than 80 percent of the whole, B below 95, else C. A segment that is part of another
/// one with a share is counted there.
pub fn abc_ranks(catalog: &Catalog) -> Option<(Shares, Vec<Ranked<'_>>)> {
    let segments: Vec<(&Entry, &Segment)> = catalog
        .all::<Segment>()
        .filter(|(_, segment)| segment.share.is_some() && !is_part_of_a_share(catalog, segment))
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
    ranked.sort_by(|left, right| right.1.total_cmp(&left.1));
    let mut sums = vec![0.0];
    for (_, share) in &ranked {
        sums.push(sums.last().copied().unwrap_or_default() + share);
    }
    let whole = sums[ranked.len()];
    let percent = |part: f64, of_nothing: f64| match whole > 0.0 {
        true => 100.0 * part / whole,
        false => of_nothing,
    };
    let rows = ranked
        .iter()
        .map(|(entry, share)| {
            let larger = ranked.partition_point(|(_, other)| other > share);
            let not_smaller = ranked.partition_point(|(_, other)| other >= share);
            let rank = abc_rank(percent(sums[larger], 100.0));
            Ranked {
                entry,
                share: *share,
                cumulated: percent(sums[not_smaller], 0.0),
                larger,
                rank,
            }
        })
        .collect();
    Some((basis, rows))
}

/// Whether it is part of a segment that has a share.
fn is_part_of_a_share(catalog: &Catalog, segment: &Segment) -> bool {
    let parent = segment.parent.as_ref();
    let parent = parent.and_then(|parent| catalog.find::<Segment>(&parent.id));
    parent.is_some_and(|(_, parent)| parent.share.is_some())
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
                from: None,
                on: None,
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

    #[test]
    fn segments_of_the_same_share_have_the_same_place_and_rank() {
        let catalog = catalog(&[
            ("a", Some(10.0)),
            ("b", Some(40.0)),
            ("c", Some(10.0)),
            ("d", Some(40.0)),
        ]);
        let (_, rows) = abc_ranks(&catalog).unwrap();
        let told: Vec<_> = rows
            .iter()
            .map(|row| {
                (
                    row.entry.key.id.as_str(),
                    row.larger,
                    row.rank.as_str(),
                    row.cumulated,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("b", 0, "A", 80.0),
                ("d", 0, "A", 80.0),
                ("a", 2, "B", 100.0),
                ("c", 2, "B", 100.0)
            ]
        );
    }
}
