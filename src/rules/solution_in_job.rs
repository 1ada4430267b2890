//! A job whose statement names something that is hired for it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Look, Rule};
use crate::doc::Date;
use crate::language::{Opening, solution_in, without_opening};
use crate::model::competitor::Competitor;
use crate::model::job::Job;
use crate::model::segment::Segment;
use crate::model::value::Text;
use crate::model::{Book, CheckLevel, Entry, Finding, Kind, OfEntry};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "solution-in-job",
    level: CheckLevel::Warn,
    kinds: &[Kind::Job],
    about: "a job whose statement names a product, an app or a tool",
    why: "Nobody wants an app; they want what it is good for. A job that names its solution can only be done better by the same thing, and the competitors that matter stay out of sight.",
    source: Some(
        "A job is stable and holds no solution (Ulwick, Jobs to be Done; Christensen, Competing Against Luck). Looked for are apps, tools and the like that somebody uses, and names: of competitors, of alternatives, of your own products and your company.",
    ),
    mend: "ask what she would do if it did not exist, and write that: `statement = \"Know each morning which orders are paid\"`",
    fires: &[(
        "jobs/paid.toml",
        r#"name = "See what is paid"
statement = "Use the dashboard to see which orders are paid"
"#,
    )],
    silent: &[(
        "jobs/paid.toml",
        r#"name = "See what is paid"
statement = "Know each morning which orders are paid"
"#,
    )],
    find: Look::Book(find),
};

/// A name has so many words at most to be found in a statement.
const LONGEST: usize = 4;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    if book.catalog.records_of(Kind::Job).next().is_none() {
        return Vec::new();
    }
    let names = Arc::new(names_of_products(book));
    let jobs = book.catalog.records_of(Kind::Job);
    let jobs = jobs.filter(|record| super::is_in_use(record.entry()));
    jobs.flat_map(|record| record.alone::<Solutions>(&names).1.0.clone())
        .collect()
}

/// What is found in a job, given the names of products.
struct Solutions(Vec<Finding>);

impl OfEntry for Solutions {
    type Given = Arc<BTreeSet<String>>;

    fn of(entry: &Entry, names: &Self::Given) -> Self {
        let job = entry.as_kind::<Job>();
        Self(job.map_or_else(Vec::new, |job| in_job(entry, job, names)))
    }
}

fn in_job(entry: &Entry, job: &Job, names: &BTreeSet<String>) -> Vec<Finding> {
    let mut found = Vec::new();
    let alternatives = job.alternatives.iter().map(|one| one.name.plain());
    let own: BTreeSet<String> = alternatives.filter(|name| is_own_name(name)).collect();
    for (key, text) in [("statement", &job.statement), ("want", &job.want)] {
        let Some(text) = text.as_ref().map(Text::plain) else {
            continue;
        };
        let text = without_opening(Opening::Want, &text);
        let named = named_in(text, names).or_else(|| named_in(text, &own));
        let Some(solution) = named.or_else(|| solution_in(text)) else {
            continue;
        };
        let finding = Finding::new(
            RULE.name,
            FieldPath::default().key(key),
            format!("`{solution}` is a way to do this job, and no part of it"),
            "write what they would want if it did not exist: a verb, what it is about, and when; the solution goes into `alternatives`",
        );
        found.push(finding.within(solution).of(&entry.key));
    }
    found
}

/// The names of competitors, of what we sell and of the company, as far as they are names and no words.
fn names_of_products(book: &Book) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = book.config.book.company.clone().into_iter().collect();
    for entry in book.catalog.entries() {
        if entry.as_kind::<Competitor>().is_some() {
            names.insert(entry.header.name.clone());
        }
        let segment = entry.as_kind::<Segment>();
        let offer = segment.and_then(|segment| segment.value_proposition.as_ref());
        for product in offer.iter().flat_map(|offer| &offer.products) {
            let name = product.text.plain();
            let end = name.find([':', ',', '(', ';']).unwrap_or(name.len());
            names.insert(name[..end].trim().to_owned());
        }
    }
    names.retain(|name| is_own_name(name));
    names
}

/// Whether something is called so, as "Helder Zakelijk" is and "Pay after delivery" is not.
fn is_own_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let count = words.clone().count();
    let is_name = |word: &str| word.chars().any(char::is_uppercase);
    (1..=LONGEST).contains(&count) && name.chars().count() > 3 && words.all(is_name)
}

/// The name among these that a text holds. A word with which the text begins has its capital from there.
fn named_in(text: &str, names: &BTreeSet<String>) -> Option<String> {
    let is_end = |letter: char| !letter.is_alphanumeric();
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(is_end))
        .collect();
    let places = (0..words.len()).flat_map(|from| (1..=LONGEST).map(move |count| (from, count)));
    let mut all = places.filter_map(|(from, count)| {
        let name = words.get(from..from + count)?.join(" ");
        (from + count > 1 && names.contains(&name)).then_some(name)
    });
    all.next()
}
