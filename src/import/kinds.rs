//! Of which kind an entry is: what its document is called, and which of its labels mean fields of a kind. Must not know values.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use super::languages;
use super::names::{is_for_name, plain};
use crate::doc::{Form, Wanted, path_of};
use crate::load::in_form;
use crate::model::{Content as _, Header, Kind};
use crate::text::Step;

/// The ways to fields that a label may mean.
type Ways = Rc<Vec<Vec<&'static str>>>;

/// What was asked of labels, with the kind and the table.
type Answers = HashMap<(Kind, Vec<Step>, String), Ways>;

/// So many answers are kept.
const MOST_KNOWN: usize = 4096;

thread_local! {
    /// What labels mean: those of a list are asked for again in each of its rows.
    static KNOWN: RefCell<Answers> = RefCell::new(HashMap::new());
}

/// The fields of a kind, by what people call them.
pub(super) struct Fields<'a> {
    pub(super) kind: Kind,
    pub(super) form: &'a Form<'a>,
}

impl Fields<'_> {
    /// What comes of knowing the fields of a kind.
    pub(super) fn with<R>(kind: Kind, then: impl FnOnce(&Fields<'_>) -> R) -> R {
        in_form(kind, |form| then(&Fields { kind, form }))
    }

    pub(super) fn wanted(&self, path: &[Step]) -> Wanted {
        (self.form.wanted)(path)
    }

    /// The ways from a table to the fields that a label may mean, the likeliest first.
    pub(super) fn meant(&self, table: &[Step], label: &str) -> Ways {
        let asked = (self.kind, table.to_vec(), label.to_owned());
        KNOWN.with_borrow_mut(|known| {
            if let Some(ways) = known.get(&asked) {
                return Rc::clone(ways);
            }
            let ways = (self.form.meant)(table, label);
            let ways = Rc::new(match ways.is_empty() {
                true => (self.form.one_of)(table, label),
                false => ways,
            });
            if known.len() >= MOST_KNOWN {
                known.clear();
            }
            known.insert(asked, Rc::clone(&ways));
            ways
        })
    }

    /// Whether there is a field at keys with points between them.
    pub(super) fn has(&self, field: &str) -> bool {
        let keys: Vec<String> = field.split('.').map(str::to_owned).collect();
        let path = path_of(&keys, false, &|path| self.wanted(path));
        self.wanted(&path) != Wanted::Nothing
    }

    /// How many labels mean a field of the kind, and of none that every entry has.
    fn count<'l>(&self, labels: impl Iterator<Item = &'l str>) -> usize {
        let own = |label: &str| {
            let ways = self.meant(&[], label);
            let first = ways.first().and_then(|way| way.first());
            first.is_some_and(|first| !Header::keys_at(&[]).contains(first))
        };
        labels
            .filter(|label| !is_for_name(label) && own(label))
            .count()
    }
}

/// The keys of a kind, those that every entry has too.
pub(super) fn keys(kind: Kind) -> Vec<&'static str> {
    [Header::keys_at(&[]), kind.keys_at(&[])].concat()
}

/// Words for kinds besides those of the interface, the ones that tell most first.
const WORDS: [(Kind, &[&str]); 8] = [
    (
        Kind::Journey,
        &[
            "customer_journey",
            "journey_map",
            "user_journey",
            "klantreis",
            "klantreizen",
            "blueprint",
        ],
    ),
    (
        Kind::Persona,
        &["proto_persona", "user_profile", "buyer_persona"],
    ),
    (
        Kind::Icp,
        &["icp", "icps", "ideal_customer", "ideale_klant"],
    ),
    (
        Kind::Job,
        &[
            "jtbd",
            "job_to_be_done",
            "jobs_to_be_done",
            "outcomes",
            "uitkomsten",
        ],
    ),
    (
        Kind::Segment,
        &["segmentation", "segmentatie", "market_segment"],
    ),
    (
        Kind::Evidence,
        &[
            "sources",
            "source",
            "bronnen",
            "interviews",
            "surveys",
            "research",
        ],
    ),
    (
        Kind::Competitor,
        &["competition", "battle_card", "concurrentie"],
    ),
    (Kind::Term, &["definitions", "begrippen", "woordenlijst"]),
];

/// What tells a kind, as plain words, in the order in which they count.
static TELLING: LazyLock<Vec<(String, Kind)>> = LazyLock::new(|| {
    let mut all: Vec<(String, Kind)> = Vec::new();
    for (kind, words) in WORDS {
        all.extend(words.iter().map(|word| ((*word).to_owned(), kind)));
    }
    let order = [
        Kind::Persona,
        Kind::Journey,
        Kind::Segment,
        Kind::Icp,
        Kind::Job,
        Kind::Competitor,
        Kind::Evidence,
        Kind::Term,
        Kind::Qualification,
    ];
    let languages: Vec<_> = languages().collect();
    for kind in order {
        all.push((kind.name().to_owned(), kind));
        all.push((kind.folder().to_owned(), kind));
        for words in &languages {
            for key in ["kind", "kinds"] {
                all.push((plain(words.get(&format!("{key}.{}", kind.name()))), kind));
            }
        }
    }
    all
});

/// The kind that words name, such as the name of a file.
pub(super) fn named(words: &str) -> Option<Kind> {
    let words = format!("_{}_", plain(words));
    let mut telling = TELLING.iter();
    let found = telling.find(|(word, _)| words.contains(&format!("_{word}_")));
    found.map(|(_, kind)| *kind)
}

/// The kind that a word is the name of, and nothing else.
pub(super) fn called(word: &str) -> Option<Kind> {
    let word = plain(word);
    let mut telling = TELLING.iter();
    let found = telling.find(|(known, _)| *known == word);
    found.map(|(_, kind)| *kind)
}

/// The kinds that labels may tell, the likeliest first.
const GUESSED: [Kind; 9] = [
    Kind::Persona,
    Kind::Journey,
    Kind::Icp,
    Kind::Segment,
    Kind::Job,
    Kind::Evidence,
    Kind::Competitor,
    Kind::Qualification,
    Kind::Term,
];

/// The labels with the fields that they were said to mean in their place.
pub(super) fn with_map<'a>(labels: &[&'a str], map: &'a [(String, String)]) -> Vec<&'a str> {
    let mapped = labels.iter().map(|label| {
        let found = map.iter().find(|(own, _)| plain(own) == plain(label));
        found.map_or(*label, |(_, field)| field.as_str())
    });
    mapped.collect()
}

/// The kind of which labels mean most fields, and how many.
pub(super) fn guessed(labels: &[&str]) -> Option<(Kind, usize)> {
    let mut best: Option<(Kind, usize)> = None;
    for kind in GUESSED {
        let count = Fields::with(kind, |fields| fields.count(labels.iter().copied()));
        if count > best.map_or(0, |(_, most)| most) {
            best = Some((kind, count));
        }
    }
    best
}
