//! Two personas of a segment who want and fear nearly the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::persona::{Persona, PersonaKind};
use crate::model::{Book, CheckLevel, Entry, Finding, Kind, OfEntry};
use crate::text::{FieldPath, chance, splitmix64};

pub(super) const RULE: Rule = Rule {
    name: "nearly-alike",
    level: CheckLevel::Warn,
    kinds: &[Kind::Persona],
    about: "two personas of a segment who want and fear nearly the same",
    why: "Personas are to be told apart by what they want. Where two say the same, colleagues remember neither, and every later change must be made twice.",
    source: Some(
        "Personas differ in goals (Cooper, About Face). Compared are the words of goals, frustrations, fears, dreams, drivers, needs and responsibilities of personas of one segment and one kind; told when six in ten are the same.",
    ),
    mend: "make one persona of the two, or write in `goals` and `frustrations` what sets them apart",
    fires: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
goals = ["A quiet season without surprises", "Paid orders instead of full baskets"]
frustrations = ["Every change of the checkout needs a developer"]
"#,
        ),
        (
            "personas/fleur.toml",
            r#"name = "Fleur"
goals = ["A quiet season, without surprises", "Paid orders and no full baskets"]
frustrations = ["Each change of the checkout needs a developer"]
"#,
        ),
    ],
    silent: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
goals = ["A quiet season without surprises", "Paid orders instead of full baskets"]
frustrations = ["Every change of the checkout needs a developer"]
"#,
        ),
        (
            "personas/mark.toml",
            r#"name = "Mark"
goals = ["No losses that the auditor finds first", "Cash on the next working day"]
frustrations = ["Hears of a contract when it needs a signature"]
"#,
        ),
    ],
    find: Look::Book(find),
};

/// From how many of the words of both on two personas are nearly alike, in tenths.
const ALIKE: usize = 6;

/// A persona with fewer words says too little to be compared.
const WORDS: usize = 8;

/// Shorter words hold a sentence together.
const LETTERS: usize = 4;

/// How often personas are sorted into heaps, each time by so many words that chance picks: of two that are alike to six tenths
/// 19 of 20 meet in a heap at least once, and only who meets is compared. That is linear in the personas.
const HEAPS: u64 = 12;
const PICKS: u64 = 3;

/// In a heap each is compared with so many that came before.
const COMPARED: usize = 4;

/// What a persona wants and fears, for comparing.
struct Wants {
    /// The numbers of the longer words, in order.
    words: Vec<u64>,
    /// The words that chance picks for each way of sorting.
    picked: [[u64; PICKS as usize]; HEAPS as usize],
}

impl OfEntry for Wants {
    type Given = ();

    fn of(entry: &Entry, (): &()) -> Self {
        let words = entry.as_kind().map(words).unwrap_or_default();
        let pick = |number: u64| {
            let order = splitmix64(number);
            let all = words.iter().map(|word| splitmix64(word ^ order));
            all.min().unwrap_or_default()
        };
        let mut picked = [[0; PICKS as usize]; HEAPS as usize];
        for (number, pick_of) in (0..).zip(picked.as_flattened_mut()) {
            *pick_of = pick(number);
        }
        Self {
            picked,
            words: words.into_iter().collect(),
        }
    }
}

struct One<'a> {
    entry: &'a Entry,
    wants: Arc<((), Wants)>,
}

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut groups: BTreeMap<(Option<&str>, Option<PersonaKind>), Vec<One<'_>>> = BTreeMap::new();
    for record in book.catalog.records_of(Kind::Persona) {
        let entry = record.entry();
        if let (Some(persona), true) = (entry.as_kind::<Persona>(), super::is_in_use(entry)) {
            let wants = record.alone::<Wants>(&());
            if wants.1.words.len() >= WORDS {
                let segment = persona.segment.as_ref().map(|segment| segment.id.as_str());
                let group = groups.entry((segment, persona.kind)).or_default();
                group.push(One { entry, wants });
            }
        }
    }
    groups.values().flat_map(|group| within(group)).collect()
}

/// The numbers of the longer words of what she wants and fears.
fn words(persona: &Persona) -> BTreeSet<u64> {
    let lists = [
        &persona.goals,
        &persona.frustrations,
        &persona.fears,
        &persona.dreams,
        &persona.drivers,
        &persona.needs,
        &persona.responsibilities,
    ];
    let mut words = BTreeSet::new();
    for claim in lists.into_iter().flatten() {
        let text = claim.text.0.to_lowercase();
        let parts = text.split(|letter: char| !letter.is_alphanumeric());
        words.extend(parts.filter(|word| word.len() >= LETTERS).map(chance));
    }
    words
}

fn within(group: &[One<'_>]) -> Vec<Finding> {
    let mut heaps: HashMap<(usize, &[u64; PICKS as usize]), Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (index, one) in group.iter().enumerate() {
        let mut met = BTreeSet::new();
        for picked in one.wants.1.picked.iter().enumerate() {
            let heap = heaps.entry(picked).or_default();
            met.extend(heap.iter().copied());
            if heap.len() < COMPARED {
                heap.push(index);
            }
        }
        let mut met = met.into_iter();
        let alike = met.find_map(|other| {
            let share = share_alike(&one.wants.1.words, &group[other].wants.1.words)?;
            Some((other, share))
        });
        if let Some((other, percent)) = alike {
            let other = &group[other].entry;
            let finding = Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                format!(
                    "this persona wants and fears nearly what `{}` does: {percent}% of the words are the same",
                    other.key.id
                ),
                format!(
                    "make one persona of the two, or write in `goals` and `frustrations` here and in {} what sets them apart",
                    other.file
                ),
            );
            found.push(finding.of(&one.entry.key));
        }
    }
    found
}

/// How many of the words of both are those of each, in percent, where they are alike.
fn share_alike(left: &[u64], right: &[u64]) -> Option<usize> {
    let sum = left.len() + right.len();
    // With fewer words in both they are not alike, whatever the others are.
    let fewest = (sum * ALIKE).div_ceil(10 + ALIKE);
    let mut may_be_missed = left.len().checked_sub(fewest)?;
    let mut both = 0;
    for word in left {
        if right.binary_search(word).is_ok() {
            both += 1;
        } else {
            may_be_missed = may_be_missed.checked_sub(1)?;
        }
    }
    let all = sum - both;
    (both * 10 >= all * ALIKE).then(|| 100 * both / all)
}
