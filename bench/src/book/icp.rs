//! An ideal customer profile, with a scorecard and worked accounts that get the tiers they should.

use toml::Table;

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::{claims, clause, header, sentence, severe_claims, thing, things};
use crate::random::Random;

/// Value, weight, ideal, and the least that is worth two points and one point.
const CRITERIA: &[(&str, i64, &str, [i64; 2])] = &[
    ("employees", 3, "At least 40", [40, 20]),
    ("revenue_million", 2, "At least 10", [10, 5]),
    ("orders_per_day", 2, "At least 300", [300, 100]),
    ("countries", 1, "At least 3", [3, 2]),
    ("growth_percent", 2, "At least 15", [15, 5]),
    ("returns_percent", 2, "At least 20", [20, 10]),
];

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    let mut fields = header(names.name(Kind::Icp, number), names, random);
    fields.extend(table! {
        "segments": names.some(Kind::Segment, 1, random),
        "sales_cycle": "6 to 9 weeks",
        "needs": claims(4, names, random),
        "challenges": severe_claims(3, names, random),
        "triggers": claims(3, names, random),
        "firmographics": firmographics(random),
        "technographics": table! { "uses": claims(2, names, random), "avoids": claims(1, names, random) },
        "budget": table! { "min": 12_000, "max": 90_000, "currency": "EUR", "per": "year" },
        "decision_process": (0..4).map(|_| step(names, random)).collect::<Vec<_>>(),
        "committee": committee(names, random),
        "disqualifiers": (0..2).map(|_| disqualifier(random)).collect::<Vec<_>>(),
        "scorecard": table! {
            "tiers": table! { "A": 80, "B": 60, "C": 0 },
            "criteria": CRITERIA.iter().map(|criterion| level(criterion, random)).collect::<Vec<_>>(),
        },
        "examples": ["A", "B", "C"].map(|tier| account(tier, random)).to_vec(),
        "signals": signals(random),
        "method": table! {
            "customers": sentence(random),
            "market": sentence(random),
            "interviews": sentence(random),
            "synthesis": sentence(random),
        },
    });
    fields
}

fn firmographics(random: &mut Random) -> Table {
    table! {
        "industries": things(2, random),
        "employees": table! { "min": 15, "max": 150, "sweet_spot": "40-80" },
        "revenue": table! { "min": 5_000_000, "max": 50_000_000, "currency": "EUR" },
        "locations": vec!["Netherlands", "Flanders"],
        "business_models": things(1, random),
        "stage": clause(random),
    }
}

fn step(names: Names, random: &mut Random) -> Table {
    table! {
        "step": clause(random),
        "who": "Finance director",
        "takes": "2 weeks",
        "criteria": claims(2, names, random),
    }
}

fn committee(names: Names, random: &mut Random) -> Vec<Table> {
    const SEATS: &[(&str, &str)] = &[
        ("decision-maker", "approves"),
        ("economic-buyer", "owns-budget"),
        ("technical-evaluator", "evaluates"),
        ("end-user", "uses"),
    ];
    let seat = |(role, influence): &(&str, &str)| {
        table! {
            "role": *role,
            "persona": names.any(Kind::Persona, random),
            "title": thing(random),
            "influence": *influence,
            "concerns": claims(2, names, random),
            "wins_over": claims(1, names, random),
        }
    };
    SEATS.iter().map(seat).collect()
}

fn disqualifier(random: &mut Random) -> Table {
    table! { "reason": clause(random), "why": sentence(random) }
}

fn level(criterion: &(&str, i64, &str, [i64; 2]), random: &mut Random) -> Table {
    let (field, weight, ideal, least) = *criterion;
    let level = |points: i64, min: i64| {
        table! { "points": points, "when": table! { "field": field, "min": min } }
    };
    table! {
        "attribute": field.replace('_', " "),
        "ideal": ideal,
        "weight": weight,
        "why": sentence(random),
        "levels": vec![level(2, least[0]), level(1, least[1])],
    }
}

/// An account that scores 100 percent for A, 71 for B (full points for the first two criteria only) and 0 for C.
fn account(tier: &str, random: &mut Random) -> Table {
    let value = |(index, criterion): (usize, &(&str, i64, &str, [i64; 2]))| {
        let (field, _, _, [two, one]) = *criterion;
        let value = match tier {
            "A" => two,
            "B" if index < 2 => two,
            "B" => one,
            _ => 0,
        };
        (field.to_owned(), value.into())
    };
    table! {
        "account": format!("{} {tier}", thing(random)),
        "expect": tier,
        "note": sentence(random),
        "values": CRITERIA.iter().enumerate().map(value).collect::<Table>(),
    }
}

fn signals(random: &mut Random) -> Vec<Table> {
    vec![table! {
        "name": "Win rate",
        "icp": random.between(20, 60) as i64,
        "others": random.between(1, 19) as i64,
        "unit": "%",
        "better": "higher",
    }]
}
