//! What holds of every lead: `tests/leads` has examples.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::json;

use super::*;

const SIZE: [&str; 3] = ["size", "land", "stop"];
const OTHERS: [&str; 4] = ["need", "budget", "decider", "live"];
const SIGNALS: [&str; 3] = ["demo", "prices", "vacancies"];

/// Without `missing`, by which an author decides what is not known.
fn profile() -> Icp {
    let level = |points: f64, field: &str, min: i32| json!({ "points": points, "when": { "field": field, "min": min } });
    let icp = json!({
        "disqualifiers": [{ "reason": "no", "when": { "field": "stop", "min": 5 } }],
        "scorecard": {
            "tiers": { "A": 80, "B": { "above": 50 }, "C": 0 },
            "criteria": [
                { "attribute": "size", "weight": 3, "levels": [level(2.0, "size", 3), level(0.7, "size", 1)] },
                { "attribute": "land", "weight": 2, "must": true, "levels": [
                    { "points": 1, "when": { "either": [{ "field": "land", "min": 4 }, { "field": "size", "below": 1 }] } },
                    level(2.0, "land", 1),
                ] },
                { "attribute": "both", "weight": 1, "levels": [
                    { "points": -2, "when": { "all": [{ "field": "size", "max": 2 }, { "not": { "field": "land", "min": 2 } }] } },
                ] },
            ],
        },
    });
    serde_json::from_value(icp).unwrap()
}

fn rules() -> Qualification {
    let rules = json!({
        "icp": "shop",
        "fit_points": 40,
        "engagement_cap": 50,
        "thresholds": { "mql": 60, "nurture": { "above": 30 }, "min_fit": "B" },
        "engagement": [
            { "signal": "demo", "field": "demo", "points": 30, "half_life_days": 7 },
            { "signal": "prices", "field": "prices", "points": 5, "cap": 12 },
            { "signal": "vacancies", "field": "vacancies", "points": -15, "cap": 20, "half_life_days": 30 },
            { "signal": "only people know", "points": 4, "cap": 8 },
        ],
        "framework": [
            { "key": "B", "name": "Budget", "points": 5, "field": "budget" },
            { "key": "N", "name": "Need", "levels": [
                { "points": 9, "when": { "field": "need", "min": 4 } },
                { "points": 3.5, "text": "a story" },
                { "points": -1, "when": { "field": "need", "max": 1 } },
            ] },
        ],
        "sql": {
            "framework_min": 7,
            "all_of": [{ "text": "decides", "when": { "field": "decider", "min": 1 } }],
            "any_of": [{ "text": "live", "when": { "field": "live", "min": 2 } }, "finance is in"],
        },
    });
    serde_json::from_value(rules).unwrap()
}

/// What is known of an account: a number for each field, or nothing.
#[derive(Debug, Clone)]
struct Account {
    size: [Option<i32>; 3],
    others: [Option<i32>; 4],
    /// How often, where a column says so.
    columns: [Option<i32>; 3],
    events: Option<Vec<(usize, i64)>>,
}

fn accounts() -> impl Strategy<Value = Account> {
    let number = || option::of(0..6);
    let event = (0..3_usize, 0..90_i64);
    (
        [number(), number(), number()],
        [number(), number(), number(), number()],
        [option::of(0..3), option::of(0..3), option::of(0..3)],
        option::of(vec(event, 0..5)),
    )
        .prop_map(|(size, others, columns, events)| Account {
            size,
            others,
            columns,
            events,
        })
}

fn day() -> Date {
    "2026-11-28".parse().unwrap()
}

fn score_on(account: &Account, day: Date, check: impl FnOnce(&LeadScore<'_>)) {
    let fields = SIZE.iter().zip(&account.size);
    let fields = fields.chain(OTHERS.iter().zip(&account.others));
    let fields = fields.chain(SIGNALS.iter().zip(&account.columns));
    let fields = fields.filter_map(|(field, number)| {
        Some(((*field).to_owned(), Scalar::Number(f64::from((*number)?))))
    });
    let values = Labels(fields.collect());
    let shouted = SIGNALS.map(str::to_uppercase);
    let events: Option<Vec<Event<'_>>> = account.events.as_ref().map(|events| {
        let events = events.iter().map(|(signal, ago)| Event {
            signal: &shouted[*signal],
            date: Date(self::day().0 - jiff::Span::new().days(*ago)),
        });
        events.collect()
    });
    let lead = Lead {
        values: &values,
        events: events.as_deref(),
    };
    let (icp, rules) = (profile(), rules());
    check(&score_lead(&icp, &rules, &lead, day));
}

fn scored(account: &Account, check: impl FnOnce(&LeadScore<'_>)) {
    score_on(account, day(), check);
}

/// Fills in what is not known. What an account with events has no column for is known: it did not happen.
fn filled(account: &Account, with: &Account) -> Account {
    fn fill<const N: usize>(known: [Option<i32>; N], with: [Option<i32>; N]) -> [Option<i32>; N] {
        std::array::from_fn(|index| known[index].or(with[index]))
    }
    Account {
        size: fill(account.size, with.size),
        others: fill(account.others, with.others),
        columns: match account.events {
            Some(_) => account.columns,
            None => fill(account.columns, with.columns),
        },
        events: account.events.clone().or_else(|| {
            // A list of events says that what is not in it did not happen; a column that is known says more.
            let events = with.events.iter().flatten().copied();
            let events = events.filter(|(signal, _)| account.columns[*signal].is_none());
            with.events.as_ref().map(|_| events.collect())
        }),
    }
}

fn inside(outer: Range, inner: Range) -> bool {
    outer.low <= inner.low && inner.high <= outer.high && inner.low <= inner.high
}

proptest! {
    #[test]
    fn whatever_turns_out_stays_within_what_was_possible(account in accounts(), with in accounts()) {
        scored(&account, |before| scored(&filled(&account, &with), |after| {
            let (fit, fit_after) = (before.fit.as_ref().unwrap(), after.fit.as_ref().unwrap());
            assert!(inside(fit.total, fit_after.total), "{fit:?} {fit_after:?}");
            assert!(fit.tiers.best <= fit_after.tiers.best && fit_after.tiers.worst <= fit.tiers.worst);
            let pairs = [
                (before.fit_points, after.fit_points),
                (before.engagement, after.engagement),
                (before.total, after.total),
                (before.framework, after.framework),
            ];
            let signals = before.signals.iter().zip(&after.signals);
            let items = before.items.iter().zip(&after.items);
            let pairs = pairs
                .into_iter()
                .chain(signals.map(|(before, after)| (before.points, after.points)))
                .chain(items.map(|(before, after)| (before.points, after.points)));
            for (outer, inner) in pairs {
                assert!(inside(outer, inner), "{inner:?} is not within {outer:?}");
            }
            for stage in &after.stages {
                assert!(before.stages.contains(stage), "{stage:?} was not possible: {before:?}");
            }
            if let (Some(known), Some(later)) = (before.fits_enough, after.fits_enough) {
                assert_eq!(known, later);
            }
        }));
    }

    #[test]
    fn an_open_stage_says_what_to_ask_and_a_known_one_asks_nothing(account in accounts()) {
        scored(&account, |score| {
            assert!(!score.stages.is_empty());
            assert_eq!(score.ask.is_empty(), score.stage().is_some(), "{score:?}");
        });
    }

    #[test]
    fn interest_never_takes_a_lead_back_and_fades(account in accounts(), signal in 0..2_usize, ago in 0..60_i64) {
        let mut account = account;
        // A column gives way to events, so the two are not compared.
        account.columns[signal] = None;
        let events = account.events.clone().unwrap_or_default();
        account.events = Some(events.clone());
        let mut more = account.clone();
        more.events = Some([events, vec![(signal, ago)]].concat());
        scored(&account, |before| scored(&more, |after| {
            assert!(after.total.low >= before.total.low && after.total.high >= before.total.high);
            assert!(after.stages.first() >= before.stages.first());
            assert!(after.stages.last() >= before.stages.last());
            // A month later nothing gives more, unless it took points off.
            let later = Date(day().0 + jiff::Span::new().days(30));
            score_on(&more, later, |later| {
                assert!(later.signals[signal].points.high <= after.signals[signal].points.high);
            });
        }));
    }

    #[test]
    fn caps_hold(account in accounts()) {
        scored(&account, |score| {
            assert!(score.engagement.high <= 50.0);
            assert!(score.signals[1].points.high <= 12.0 && score.signals[1].points.low >= 0.0);
            assert!(score.signals[2].points.low >= -20.0 && score.signals[2].points.high <= 0.0);
        });
    }
}

#[test]
fn fit_and_engagement_are_graded() {
    let account = |demos: usize, size: i32| Account {
        size: [Some(size), Some(1), Some(0)],
        others: [None; 4],
        columns: [None; 3],
        events: Some(vec![(0, 0); demos]),
    };
    for (demos, size, wanted) in [(1, 3, "A1"), (0, 3, "A3"), (1, 0, "C1")] {
        scored(&account(demos, size), |score| {
            let grade = score.grade.unwrap();
            let tier = grade.tiers.known().unwrap().as_str();
            // The row that only people know may still add 8 points, which is no more than a 2.
            assert!((grade.best..=grade.worst).contains(&wanted[1..].parse().unwrap()));
            assert_eq!(tier, &wanted[..1]);
        });
    }
}
