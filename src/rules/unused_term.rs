//! A word of the glossary that nothing uses.

use super::{Look, Rule};
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::doc::{Date, Phrases};
use crate::language::with_plurals;
use crate::model::term::Term;
use crate::model::{Book, CheckLevel, Entry, Finding, Kind, OfEntry};
use crate::score::asked::referred_to;
use crate::text::{FieldPath, chance};

pub(super) const RULE: Rule = Rule {
    name: "unused-term",
    level: CheckLevel::Allow,
    kinds: &[Kind::Term],
    about: "a word of the glossary that no text uses",
    why: "A glossary of words that nobody says is not read, and then neither are the others.",
    source: None,
    mend: "use the word, write in `also` what people say in its place, or remove the term",
    fires: &[(
        "terms/mql.md",
        r#"+++
name = "MQL"
+++

Ready for sales to look at.
"#,
    )],
    silent: &[
        (
            "terms/mql.md",
            r#"+++
name = "MQL"
+++

Ready for sales to look at.
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
summary = "Became an MQL in May."
"#,
        ),
    ],
    find: Look::Book(find),
};

/// How to find the names of the terms to which nothing refers, and a number that tells these names from others.
#[derive(Clone)]
struct Names(Arc<Phrases>, u64);

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.1 == other.1
    }
}

/// The numbers of the terms that an entry uses.
struct Used(BTreeSet<usize>);

impl OfEntry for Used {
    type Given = Names;

    fn of(entry: &Entry, names: &Names) -> Self {
        let mut used = BTreeSet::new();
        entry.texts(&mut |written| {
            let found = names.0.find(written.text, &mut |_| true);
            used.extend(found.into_iter().map(|(_, number)| number));
        });
        Self(used)
    }
}

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let referred_to = referred_to(&book.catalog);
    let terms = super::in_use_as::<Term>(book);
    let open: Vec<(&Entry, &Term)> = terms
        .filter(|(entry, _)| !referred_to.contains(&entry.key))
        // What the site itself calls its pages is met on each of them.
        .filter(|(entry, _)| Kind::from_name(&entry.key.id).is_none())
        .collect();
    if open.is_empty() {
        return Vec::new();
    }
    let mut names = Vec::new();
    for (number, (entry, term)) in open.iter().enumerate() {
        for name in term.also.iter().chain([&entry.header.name]) {
            names.extend(with_plurals(name).map(|written| (written, number)));
        }
    }
    let phrases = Phrases::new(names.iter().map(|(name, number)| (name.as_str(), *number)));
    let names = Names(Arc::new(phrases), chance(&format!("{names:?}")));
    let mut unused: BTreeSet<usize> = (0..open.len()).collect();
    for record in book.catalog.records() {
        if unused.is_empty() {
            break;
        }
        let entry = record.entry();
        if super::is_in_use(entry) {
            let used = record.alone::<Used>(&names);
            let by_others = used
                .1
                .0
                .iter()
                .filter(|number| open[**number].0.key != entry.key);
            by_others.for_each(|number| {
                unused.remove(number);
            });
        }
    }
    let unused = unused.into_iter().map(|number| open[number].0);
    unused
        .map(|entry| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                format!("no text uses \"{}\"", entry.header.name),
                "write in `also = [\"…\"]` what people say in its place, or remove the term",
            )
            .of(&entry.key)
        })
        .collect()
}
