//! A journey of six stages and six lanes.

use toml::{Table, Value};

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::{claims, clause, decimal, header, sentence, severe_claims, thing, things};
use crate::random::Random;

const STAGES: &[&str] = &["Notice", "Compare", "Convince", "Sign", "Begin", "Stay"];

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    let mut fields = header(names.name(Kind::Journey, number), names, random);
    let personas = names.some(Kind::Persona, 2, random);
    let stages: Vec<Table> = STAGES
        .iter()
        .map(|name| stage(name, names, random))
        .collect();
    fields.extend(table! {
        "personas": personas,
        "job": names.any(Kind::Job, random),
        "icp": names.any(Kind::Icp, random),
        "state": "current",
        "scenario": sentence(random),
        "expectations": claims(3, names, random),
        "lanes": vec!["doing", "thinking", "feeling", "touchpoints", "pains", "opportunities"],
        "scope": table! { "from": clause(random), "to": clause(random) },
        "stages": stages,
    });
    fields
}

fn stage(name: &str, names: Names, random: &mut Random) -> Table {
    table! {
        "name": name,
        "summary": sentence(random),
        "goal": clause(random),
        "takes": format!("{} weeks", random.between(1, 8)),
        "doing": claims(2, names, random),
        "thinking": claims(1, names, random),
        "feeling": claims(1, names, random),
        "emotion": decimal(-2, 2, random),
        "touchpoints": things(2, random),
        "pains": severe_claims(1, names, random),
        "moment_of_truth": random.below(6) == 0,
        "importance": random.between(1, 5) as i64,
        "satisfaction": random.between(1, 5) as i64,
        "message": sentence(random),
        "opportunities": vec![opportunity(names, random)],
        "owner": "Joris Maas",
    }
}

fn opportunity(names: Names, random: &mut Random) -> Value {
    let opportunity = table! {
        "title": thing(random),
        "customer_value": random.between(0, 100) as i64,
        "business_value": random.between(0, 100) as i64,
        "effort": random.between(0, 5) as i64,
        "owner": "Pieter Vos",
        "status": "planned",
        "evidence": names.some(Kind::Evidence, 1, random),
    };
    opportunity.into()
}
