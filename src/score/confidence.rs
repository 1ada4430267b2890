//! How sure we may be of a claim. The rule is computed from plain data, so that it can be applied before anything is hidden.

use crate::doc::Date;
use crate::model::claim::Grade;
use crate::model::evidence::{Evidence, Method};
use crate::model::{Catalog, Claim, Entry, Sources};

/// How sure we may be of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// An open question: nobody knows yet.
    Unknown,
    /// Rests on nothing yet.
    Assumption,
    /// We conclude it; nobody said so.
    Inference,
    /// Names no source of its own, in an entry that names sources as a whole.
    Whole,
    /// Few people, old, or contradicted.
    Weak,
    /// Enough people, found in one way.
    Fair,
    /// Enough people, found in two ways or by three sources, and nothing against it.
    Strong,
}

impl Confidence {
    /// All of them, the best known first.
    pub const ALL: [Self; 7] = [
        Self::Strong,
        Self::Fair,
        Self::Weak,
        Self::Whole,
        Self::Inference,
        Self::Assumption,
        Self::Unknown,
    ];

    /// The name in the tables of interface words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Assumption => "assumption",
            Self::Inference => "inference",
            Self::Whole => "whole",
            Self::Weak => "weak",
            Self::Fair => "fair",
            Self::Strong => "strong",
        }
    }
}

/// What counts of a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Source {
    /// How many people or cases, if that is known.
    pub n: Option<f64>,
    /// How it was found out, if that is known.
    pub method: Option<Method>,
    /// How long ago the research ended.
    pub age_days: i64,
}

/// What a claim rests on, and what speaks against it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grounds {
    /// What the author says of it.
    pub grade: Option<Grade>,
    /// The sources that it names, each once.
    pub sources: Vec<Source>,
    /// Those that speak against it, each once.
    pub against: Vec<Source>,
    /// Whether its entry names sources for all that it says.
    pub whole: bool,
}

/// Evidence older than this counts for half.
const OLD_AFTER_DAYS: i64 = 2 * 365;
/// Evidence older than this counts for a quarter.
const VERY_OLD_AFTER_DAYS: i64 = 4 * 365;

/// From so many people or cases on, a source counts so many points. From five on little new comes up (Nielsen and Landauer
/// 1993, for usability); thirty are the least for a share, and with three hundred it is right within six percent.
const POINTS: [(f64, u32); 3] = [(300.0, 4), (30.0, 3), (5.0, 2)];

/// Points are counted in quarters, which all ages leave whole.
const QUARTERS: u32 = 4;
/// From so many points on, confidence is fair.
const FAIR: u32 = 2 * QUARTERS;
/// From so many points on, it may be strong.
const STRONG: u32 = 5 * QUARTERS;

impl Source {
    /// What it weighs in quarters of a point, as if it were new.
    fn quarters(&self) -> u32 {
        let n = self.n.unwrap_or(0.0);
        let points = POINTS.iter().find(|(from, _)| n >= *from);
        let points = points.map_or(1, |(_, points)| *points);
        // Colleagues and what others wrote tell of customers at second hand, however many they are.
        let is_second_hand = matches!(self.method, Some(Method::Workshop | Method::Desk));
        QUARTERS * if is_second_hand { 1 } else { points }
    }

    /// What it weighs in quarters of a point at its age.
    fn quarters_at_its_age(&self) -> u32 {
        let quarters = self.quarters();
        match self.age_days {
            age if age > VERY_OLD_AFTER_DAYS => quarters / 4,
            age if age > OLD_AFTER_DAYS => quarters / 2,
            _ => quarters,
        }
    }
}

/// How sure we may be of a claim that rests on these grounds. `docs/content.md` tells the rule with examples.
#[must_use]
pub fn weigh(grounds: &Grounds) -> Confidence {
    match grounds.grade {
        Some(Grade::Unknown) => return Confidence::Unknown,
        Some(Grade::Assumption) => return Confidence::Assumption,
        Some(Grade::Inference) => return Confidence::Inference,
        None => {}
    }
    let sources = &grounds.sources;
    if sources.is_empty() {
        return match grounds.whole {
            true => Confidence::Whole,
            false => Confidence::Assumption,
        };
    }
    let weight: u32 = sources.iter().map(Source::quarters_at_its_age).sum();
    let mut methods: Vec<Method> = sources.iter().filter_map(|source| source.method).collect();
    methods.sort_unstable();
    methods.dedup();
    let agree = methods.len() >= 2 || sources.len() >= 3;
    let found = match weight {
        weight if weight >= STRONG && agree => Confidence::Strong,
        weight if weight >= FAIR => Confidence::Fair,
        _ => Confidence::Weak,
    };
    // A contradiction does not fade: it stands until somebody looks again.
    let against: u32 = grounds.against.iter().map(Source::quarters).sum();
    match found {
        found if against == 0 => found,
        Confidence::Strong if against < weight => Confidence::Fair,
        _ => Confidence::Weak,
    }
}

/// A key of the tables of interface words, and the grounds that the words tell of.
pub type Example = (&'static str, fn() -> Grounds);

/// Examples of the rule, for readers.
pub const EXAMPLES: [Example; 9] = [
    ("talks", || example(&[(Method::Interview, 8, 0)], &[])),
    ("few-talks", || example(&[(Method::Interview, 3, 0)], &[])),
    ("survey", || example(&[(Method::Survey, 1180, 0)], &[])),
    ("talks-and-survey", || {
        example(
            &[(Method::Interview, 12, 0), (Method::Survey, 1180, 0)],
            &[],
        )
    }),
    ("three-talks", || {
        let talks = [12, 9, 6].map(|n| (Method::Interview, n, 0));
        example(&talks, &[])
    }),
    ("old-talks", || example(&[(Method::Interview, 12, 3)], &[])),
    ("workshop", || example(&[(Method::Workshop, 14, 0)], &[])),
    ("contradicted", || {
        example(
            &[(Method::Interview, 12, 0), (Method::Survey, 1180, 0)],
            &[(Method::Observation, 5, 0)],
        )
    }),
    ("outweighed", || {
        example(&[(Method::Interview, 12, 0)], &[(Method::Survey, 1180, 0)])
    }),
];

/// Grounds from methods, numbers of people and ages in years.
fn example(sources: &[(Method, u32, i64)], against: &[(Method, u32, i64)]) -> Grounds {
    let read = |sources: &[(Method, u32, i64)]| {
        let sources = sources.iter().map(|(method, n, years)| Source {
            n: Some(f64::from(*n)),
            method: Some(*method),
            age_days: years * 365 + 1,
        });
        sources.collect()
    };
    Grounds {
        sources: read(sources),
        against: read(against),
        ..Grounds::default()
    }
}

/// What a claim of an entry rests on.
#[must_use]
pub fn grounds(claim: &Claim, entry: &Entry, catalog: &Catalog, today: Date) -> Grounds {
    let sources = |sources: &Sources| {
        let found = distinct(sources, catalog).into_iter();
        let found = found.map(|source| Source {
            n: source.n.map(|n| n.0),
            method: source.method,
            // A day that has not come is a slip: nobody knows how old it is.
            age_days: match today.days_since(source.date) {
                age if age < 0 => OLD_AFTER_DAYS + 1,
                age => age,
            },
        });
        found.collect::<Vec<_>>()
    };
    Grounds {
        grade: claim.grade,
        sources: sources(&claim.evidence),
        against: sources(&claim.against),
        whole: claim.evidence.is_empty() && is_sourced(entry, catalog),
    }
}

/// How sure we may be of a claim of an entry.
#[must_use]
pub fn confidence(claim: &Claim, entry: &Entry, catalog: &Catalog, today: Date) -> Confidence {
    weigh(&grounds(claim, entry, catalog, today))
}

/// Whether a claim says something about the customer. Names of what is ours, the findings of a source and the questions of a
/// framework do not.
#[must_use]
pub fn is_about_customer(claim: &Claim, entry: &Entry) -> bool {
    !claim.is_ours && entry.key.kind.about().claims_about_customers
}

/// Whether an entry names a source for all that it says.
pub(super) fn is_sourced(entry: &Entry, catalog: &Catalog) -> bool {
    !distinct(&entry.header.evidence, catalog).is_empty()
}

/// The sources that these are, each once, whether the site shows them or not.
pub(super) fn distinct<'a>(sources: &Sources, catalog: &'a Catalog) -> Vec<&'a Evidence> {
    let mut ids: Vec<&str> = sources.all().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| catalog.source(id))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn source(text: &str) -> Source {
        let mut words = text.split(' ');
        let method = words.next().unwrap();
        let n = words.next().unwrap().parse().ok();
        let years: i64 = words.next().map_or(0, |years| years.parse().unwrap());
        Source {
            n,
            method: Method::ALL
                .iter()
                .copied()
                .find(|one| one.as_str() == method),
            age_days: years * 366,
        }
    }

    fn sources(text: &str) -> Vec<Source> {
        let parts = text.split(", ").filter(|part| !part.is_empty());
        parts.map(source).collect()
    }

    /// `method n years`, several with commas; what speaks against it; the confidence. The table of the docs is a part of it.
    const CASES: [(&str, &str, &str); 26] = [
        ("interview 3", "", "weak"),
        ("interview -", "", "weak"),
        ("interview 8", "", "fair"),
        ("interview 29", "", "fair"),
        ("interview 12, interview 9", "", "fair"),
        ("interview 12, interview 9, interview 6", "", "strong"),
        ("interview 2, interview 2, interview 2", "", "fair"),
        ("interview 12, observation 8", "", "fair"),
        ("interview 12, survey 40", "", "strong"),
        ("interview 4, survey 1180", "", "strong"),
        ("survey 1180", "", "fair"),
        ("survey 40", "", "fair"),
        ("survey 1180 3", "", "fair"),
        ("survey 1180 5", "", "weak"),
        ("interview 12 3", "", "weak"),
        ("interview 12 3, survey 40 3", "", "fair"),
        ("interview 12, survey 400 3", "", "fair"),
        ("workshop 40", "", "weak"),
        ("desk 5000", "", "weak"),
        ("workshop 12, desk 900", "", "fair"),
        ("crm 212, interview 6", "", "strong"),
        ("interview 12, survey 40", "interview 3", "fair"),
        ("interview 12, survey 40", "survey 1180, crm 400", "weak"),
        (
            "interview 12, survey 40",
            "interview 12 9, survey 40 9",
            "weak",
        ),
        ("survey 1180", "interview 3", "weak"),
        ("", "interview 3", "assumption"),
    ];

    #[test]
    fn people_methods_age_and_contradiction_count() {
        for (known, against, expected) in CASES {
            let found = weigh(&Grounds {
                sources: sources(known),
                against: sources(against),
                ..Grounds::default()
            });
            assert_eq!(found.as_str(), expected, "of {known} against {against}");
        }
    }

    #[test]
    fn the_author_and_the_entry_say_what_sources_do_not() {
        let of = |grade, known: &str, whole| {
            weigh(&Grounds {
                grade,
                sources: sources(known),
                against: Vec::new(),
                whole,
            })
        };
        assert_eq!(of(None, "", false), Confidence::Assumption);
        assert_eq!(of(None, "", true), Confidence::Whole);
        assert_eq!(
            of(Some(Grade::Assumption), "", true),
            Confidence::Assumption
        );
        assert_eq!(of(Some(Grade::Inference), "", true), Confidence::Inference);
        assert_eq!(
            of(Some(Grade::Inference), "survey 900, crm 900", false),
            Confidence::Inference
        );
        assert_eq!(of(Some(Grade::Unknown), "", true), Confidence::Unknown);
    }

    fn any_source() -> impl Strategy<Value = Source> {
        let n = proptest::option::of(0..2000_u32);
        let method = proptest::option::of(0..Method::ALL.len());
        (n, method, -400..3000_i64).prop_map(|(n, method, age_days)| Source {
            n: n.map(f64::from),
            method: method.map(|at| Method::ALL[at]),
            age_days,
        })
    }

    fn any_grounds() -> impl Strategy<Value = Grounds> {
        let sources = || proptest::collection::vec(any_source(), 0..6);
        (sources(), sources(), any::<bool>()).prop_map(|(sources, against, whole)| Grounds {
            grade: None,
            sources,
            against,
            whole,
        })
    }

    proptest! {
        #[test]
        fn more_people_never_lower_it(grounds in any_grounds(), at in 0..6_usize, more in 0..3000_u32) {
            let mut other = grounds.clone();
            if let Some(source) = other.sources.get_mut(at) {
                source.n = Some(source.n.unwrap_or(0.0) + f64::from(more));
            }
            prop_assert!(weigh(&other) >= weigh(&grounds));
        }

        #[test]
        fn one_more_source_never_lowers_it(grounds in any_grounds(), more in any_source()) {
            let mut other = grounds.clone();
            other.sources.push(more);
            prop_assert!(weigh(&other) >= weigh(&grounds));
        }

        #[test]
        fn time_never_raises_it(grounds in any_grounds(), days in 0..3000_i64) {
            let mut other = grounds.clone();
            let all = other.sources.iter_mut().chain(&mut other.against);
            all.for_each(|source| source.age_days += days);
            prop_assert!(weigh(&other) <= weigh(&grounds));
        }

        #[test]
        fn what_speaks_against_it_never_raises_it_and_lowers_what_is_more_than_weak(grounds in any_grounds(), more in any_source()) {
            let mut other = grounds.clone();
            other.against.push(more);
            prop_assert!(weigh(&other) <= weigh(&grounds));
            if grounds.against.is_empty() && weigh(&grounds) > Confidence::Weak {
                prop_assert!(weigh(&other) < weigh(&grounds));
            }
        }

        #[test]
        fn the_order_of_sources_says_nothing(grounds in any_grounds()) {
            let mut other = grounds.clone();
            other.sources.reverse();
            other.against.reverse();
            prop_assert_eq!(weigh(&other), weigh(&grounds));
        }
    }
}
