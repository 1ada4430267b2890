//! A persona with most of the fields that she may have.

use toml::Table;

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::{
    claims, clause, decimal, header, predicate, sentence, severe_claims, thing, things,
};
use crate::random::Random;

const ROLES: &[&str] = &[
    "E-commerce manager",
    "Finance director",
    "Buyer",
    "Head of support",
    "Founder",
    "Developer",
    "Warehouse manager",
    "Marketing lead",
];

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    let mut fields = header(names.name(Kind::Persona, number), names, random);
    fields.extend(person(random));
    fields.extend(place(names, random));
    fields.extend(motives(names, random));
    fields.extend(habits(random));
    fields.extend(table! {
        "decision": decision(names, random),
        "words": table! { "says": claims(3, names, random), "avoid": claims(2, names, random) },
        "empathy": empathy(names, random),
        "relations": relations(names, random),
        "actions": vec![table! { "what": sentence(random), "owner": "Joris Maas" }],
    });
    fields
}

fn person(random: &mut Random) -> Table {
    table! {
        "role": *random.pick(ROLES),
        "titles": things(2, random),
        "age": random.between(24, 64) as i64,
        "pronouns": "she/her",
        "location": *random.pick(&["Utrecht", "Ghent", "Rotterdam", "Leuven", "Zwolle"]),
        "quote": sentence(random),
        "quotes": (0..2).map(|_| sentence(random)).collect::<Vec<_>>(),
        "kind": *random.pick(&["buyer", "user", "both"]),
        "basis": *random.pick(&["proto", "qualitative", "statistical"]),
        "hobbies": things(3, random),
        "demographics": table! { "Household": "Two adults, one child", "Education": "Business school" },
    }
}

fn place(names: Names, random: &mut Random) -> Table {
    table! {
        "segment": names.any(Kind::Segment, random),
        "icps": names.some(Kind::Icp, 1, random),
        "jobs": names.some(Kind::Job, 2, random),
        "buying_role": *random.pick(&["decision-maker", "champion", "influencer", "end-user"]),
        "influence": sentence(random),
        "reports_to": "The managing director",
        "team": clause(random),
        "responsibilities": claims(2, names, random),
        "measured_by": claims(2, names, random),
    }
}

fn motives(names: Names, random: &mut Random) -> Table {
    table! {
        "goals": claims(3, names, random),
        "frustrations": severe_claims(4, names, random),
        "fears": claims(2, names, random),
        "dreams": claims(1, names, random),
        "drivers": claims(3, names, random),
        "needs": claims(2, names, random),
        "attitude": sentence(random),
        "dos": claims(3, names, random),
        "donts": claims(3, names, random),
    }
}

fn habits(random: &mut Random) -> Table {
    const TIMES: &[&str] = &["07:30", "09:15", "12:00", "15:45", "19:20"];
    const TRAITS: &[(&str, &str)] = &[
        ("Careful", "Daring"),
        ("Fast", "Thorough"),
        ("Alone", "Together"),
        ("Facts", "Feelings"),
    ];
    let moment =
        |time: &&str, random: &mut Random| table! { "time": *time, "what": sentence(random) };
    let channel = |name: &str, random: &mut Random| {
        table! { "name": name, "use": decimal(0, 5, random), "for": clause(random) }
    };
    table! {
        "media": things(2, random),
        "tools": things(3, random),
        "brands": things(2, random),
        "day": TIMES.iter().map(|time| moment(time, random)).collect::<Vec<_>>(),
        "traits": TRAITS.iter().map(|ends| between(*ends, random)).collect::<Vec<_>>(),
        "skills": (0..3).map(|_| skill(random)).collect::<Vec<_>>(),
        "channels": ["Telephone", "Mail", "Trade fair"].map(|name| channel(name, random)).to_vec(),
    }
}

fn between(ends: (&str, &str), random: &mut Random) -> Table {
    table! { "left": ends.0, "right": ends.1, "value": random.between(0, 100) as i64 }
}

fn skill(random: &mut Random) -> Table {
    table! { "name": thing(random), "level": random.between(0, 5) as i64 }
}

fn decision(names: Names, random: &mut Random) -> Table {
    let objection = |_| table! { "says": sentence(random), "answer": sentence(random) };
    let objections: Vec<Table> = (0..3).map(objection).collect();
    table! {
        "criteria": claims(3, names, random),
        "convinced_by": claims(2, names, random),
        "questions": claims(2, names, random),
        "decides_with": claims(1, names, random),
        "objections": objections,
    }
}

fn empathy(names: Names, random: &mut Random) -> Table {
    const PARTS: &[&str] = &[
        "sees", "hears", "says", "does", "thinks", "feels", "pains", "gains",
    ];
    PARTS
        .iter()
        .map(|part| ((*part).to_owned(), claims(1, names, random).into()))
        .collect()
}

fn relations(names: Names, random: &mut Random) -> Vec<Table> {
    names
        .some(Kind::Persona, 2, random)
        .into_iter()
        .map(|persona| table! { "persona": persona, "how": predicate(random) })
        .collect()
}
