//! How a lead becomes qualified.

use toml::Table;

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::{claims, clause, header, sentence, thing};
use crate::random::Random;

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    let mut fields = header(names.name(Kind::Qualification, number), names, random);
    fields.extend(table! {
        "icp": names.id(Kind::Icp, number % names.size.of(Kind::Icp)),
        "framework": FRAMEWORK.iter().map(|name| item(name, names, random)).collect::<Vec<_>>(),
        "engagement": (0..6).map(|_| engagement(random)).collect::<Vec<_>>(),
        "fit_points": 40,
        "engagement_cap": 60,
        "thresholds": table! { "mql": 75, "nurture": 50, "min_fit": "B" },
        "sql": table! {
            "framework_min": 30,
            "any_of": claims(2, names, random),
            "all_of": claims(2, names, random),
        },
        "stages": STAGES.iter().map(|name| stage(name, names, random)).collect::<Vec<_>>(),
        "handover": table! {
            "checklist": claims(4, names, random),
            "sla": table! {
                "leads_per_month": 40,
                "respond_within": "1 working day",
                "feedback_within": "5 working days",
            },
        },
        "reject_reasons": claims(3, names, random),
        "measures": vec![table! { "name": "Leads that sales accepts", "unit": "%", "before": 31, "now": 44, "target": 70 }],
    });
    fields
}

const FRAMEWORK: &[&str] = &["Budget", "Authority", "Need", "Timing"];
const STAGES: &[&str] = &["Inquiry", "MQL", "Accepted", "SQL"];

fn item(name: &str, names: Names, random: &mut Random) -> Table {
    table! {
        "key": &name[..1],
        "name": name,
        "ask": claims(2, names, random),
        "looks_like": claims(2, names, random),
        "points": 10,
    }
}

fn engagement(random: &mut Random) -> Table {
    let points = random.between(5, 30) as i64;
    table! {
        "signal": thing(random),
        "points": points,
        "half_life_days": 30,
        "cap": points * 2,
        "when": clause(random),
    }
}

fn stage(name: &str, names: Names, random: &mut Random) -> Table {
    table! {
        "name": name,
        "meaning": sentence(random),
        "owner": "Marketing",
        "exit": claims(1, names, random),
    }
}
