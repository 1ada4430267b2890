//! Evidence that is older than what was found in its way stays true, and on which something rests.

use std::collections::{BTreeMap, BTreeSet};

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::evidence::{Evidence, Method};
use crate::model::value::{Period, PeriodUnit};
use crate::model::{Book, CheckLevel, Entry, Finding, Key, Kind, Pointer, Use};
use crate::text::{FieldPath, Step, plural};

pub(super) const RULE: Rule = Rule {
    name: "old-evidence",
    level: CheckLevel::Warn,
    kinds: &[Kind::Evidence],
    about: "evidence that is older than what is found in its way stays true, and on which something rests alone",
    why: "Behaviour changes within a year, opinions within two, what moves people more slowly. A claim with an old source looks as well founded as one with a new one.",
    source: Some(
        "What counts as old: analytics, CRM and support after 1 year; survey, panel and workshop after 2; interview, observation and desk research after 3; 4 where no method is named. It is counted from `date`, and a statement that newer evidence supports too is left in peace.",
    ),
    mend: "ask or count again and write the new source beside it; where that is not worth it, say of the statements `grade = \"assumption\"`",
    fires: &[
        (
            "evidence/checkout.toml",
            r#"name = "Where shoppers leave"
method = "analytics"
date = 2024-06-30
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
frustrations = ["Half of the baskets are left [^checkout]"]
"#,
        ),
    ],
    silent: &[
        (
            "evidence/checkout.toml",
            r#"name = "Where shoppers leave"
method = "analytics"
date = 2024-06-30
"#,
        ),
        (
            "evidence/checkout-2026.toml",
            r#"name = "Where shoppers leave, again"
method = "analytics"
date = 2026-06-30
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
frustrations = ["Half of the baskets are left [^checkout] [^checkout-2026]"]
"#,
        ),
    ],
    find: Look::Book(find),
};

/// After how many years what was found in this way is old.
fn years(method: Option<Method>) -> u32 {
    match method {
        Some(Method::Analytics | Method::Crm | Method::Support) => 1,
        Some(Method::Survey | Method::Panel | Method::Workshop) => 2,
        Some(Method::Interview | Method::Observation | Method::Desk) => 3,
        None => 4,
    }
}

/// What rests on a source that is old.
struct Resting<'a> {
    /// How many entries.
    count: usize,
    /// The first of them.
    first: &'a Key,
}

fn find(book: &Book, today: Date) -> Vec<Finding> {
    let sources = super::in_use_as::<Evidence>(book);
    let old: BTreeMap<&str, (&Entry, &Evidence)> = sources
        .filter(|(_, source)| is_old(source, today))
        .map(|one| (one.0.key.id.as_str(), one))
        .collect();
    if old.is_empty() {
        return Vec::new();
    }
    let mut resting: BTreeMap<&str, Resting<'_>> = BTreeMap::new();
    for entry in super::in_use(book) {
        if !entry.key.kind.about().claims_about_customers {
            continue;
        }
        let references = book.catalog.references(&entry.key);
        for id in rests_on(references, |id| old.contains_key(id)) {
            let one = resting.entry(id).or_insert(Resting {
                count: 0,
                first: &entry.key,
            });
            one.count += 1;
        }
    }
    let told = resting.iter().filter_map(|(id, resting)| {
        let (entry, source) = old.get(id)?;
        let Resting { count, first } = resting;
        let years = plural(usize::try_from(years(source.method)).ok()?, "year");
        let method = source.method.map(|method| format!("what `method = \"{}\"` finds", method.as_str()));
        let found = method.unwrap_or_else(|| "research".to_owned());
        let first = format!("`{}:{}`", first.kind.name(), first.id);
        let (who, verb) = match count {
            1 => (first, "rests"),
            count => (
                format!("{first} and {} more", count - 1),
                "rest",
            ),
        };
        let finding = Finding::new(
            RULE.name,
            FieldPath::default().key("date"),
            format!("{found} is old after {years}, and {who} {verb} on it"),
            "find out again and name the new source beside this one; until then write `grade = \"assumption\"` in what rests on it",
        );
        Some(finding.of(&entry.key))
    });
    told.collect()
}

fn is_old(source: &Evidence, today: Date) -> bool {
    let period = Period {
        count: years(source.method),
        unit: PeriodUnit::Year,
    };
    period.after(source.date) < today
}

/// The old sources that something in an entry rests on with none that is newer.
fn rests_on<'a>(references: &'a [Use], is_old: impl Fn(&str) -> bool) -> BTreeSet<&'a str> {
    let mut alone = BTreeSet::new();
    let mut group: Vec<&str> = Vec::new();
    let mut place: &[Step] = &[];
    let mut end = |group: &mut Vec<&'a str>| {
        if group.iter().all(|id| is_old(id)) {
            alone.extend(group.iter().copied());
        }
        group.clear();
    };
    for used in references {
        let Pointer::Entry(Kind::Evidence, id) = &used.to else {
            continue;
        };
        let names_against = |step: &Step| matches!(step, Step::Key(key) if key == "against");
        // A link in a text may tell how it was.
        if used.is_link || used.path.0.iter().any(names_against) {
            continue;
        }
        // The sources of a list stand side by side.
        let list = match used.path.0.as_slice() {
            [list @ .., Step::Index(_)] if ends_in_evidence(list) => list,
            whole => whole,
        };
        if list != place {
            end(&mut group);
            place = list;
        }
        group.push(id);
    }
    end(&mut group);
    alone
}

fn ends_in_evidence(path: &[Step]) -> bool {
    matches!(path.last(), Some(Step::Key(key)) if key == "evidence")
}
