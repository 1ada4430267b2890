//! A word of the glossary that nothing uses.

use super::{Look, Rule};
use std::collections::BTreeSet;

use crate::doc::{Date, Phrases, spoken};
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

/// The words of an entry by number, in order. Two words may have one number, so who finds one here looks into the texts.
struct Spoken(Box<[u32]>);

impl OfEntry for Spoken {
    fn of(entry: &Entry) -> Self {
        let mut words = BTreeSet::new();
        entry.texts(&mut |written| words.extend(spoken(written.text).map(number_of)));
        Self(words.into_iter().collect())
    }
}

impl Spoken {
    fn has(&self, word: u32) -> bool {
        self.0.binary_search(&word).is_ok()
    }
}

#[expect(clippy::needless_pass_by_value, reason = "words are made one by one")]
fn number_of(word: String) -> u32 {
    (chance(&word) >> 32) as u32
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
    let mut phrases = Phrases::new([]);
    // What each phrase is made of, with the number of its term.
    let mut made_of: Vec<(Vec<u32>, usize)> = Vec::new();
    for (number, (entry, term)) in open.iter().enumerate() {
        for name in term.also.iter().chain([&entry.header.name]) {
            for written in with_plurals(name) {
                phrases.add(&written, number);
                made_of.push((spoken(&written).map(number_of).collect(), number));
            }
        }
    }
    let mut unused: BTreeSet<usize> = (0..open.len()).collect();
    for record in book.catalog.records() {
        if unused.is_empty() {
            break;
        }
        let entry = record.entry();
        if !super::is_in_use(entry) {
            continue;
        }
        let spoken = record.alone::<Spoken>();
        let may_say = |(words, number): &(Vec<u32>, usize)| {
            unused.contains(number) && words.iter().all(|word| spoken.has(*word))
        };
        if !made_of.iter().any(may_say) {
            continue;
        }
        entry.texts(&mut |written| {
            for (_, number) in phrases.find(written.text, &mut |_| true) {
                if open[number].0.key != entry.key {
                    unused.remove(&number);
                }
            }
        });
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
