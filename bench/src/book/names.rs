//! What the entries of a book are called, each by its number. So an entry can refer to another that was not made yet.

use super::writing::TERMS;
use super::{Kind, Size};
use crate::random::Random;

const FIRST: &[&str] = &[
    "Anna", "Bram", "Chloe", "Daan", "Emma", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Karin",
    "Lars", "Mila", "Noor", "Olaf", "Petra", "Quinn", "Rosa", "Samir", "Tess", "Umar", "Vera",
    "Wout", "Xenia", "Yara", "Zeno", "Amira", "Boris", "Carla", "Dries", "Elif", "Femke", "Gijs",
    "Hanna", "Ivo", "Joke", "Kofi", "Lotte", "Maud", "Nils",
];
const LAST: &[&str] = &[
    "Aerts",
    "Bakker",
    "Claes",
    "Dekker",
    "Evers",
    "Faber",
    "Groen",
    "Haddad",
    "Ivens",
    "Jansen",
    "Kuipers",
    "Lemmens",
    "Maas",
    "Nijland",
    "Okafor",
    "Peeters",
    "Quist",
    "Ruiter",
    "Smit",
    "Teunissen",
    "Uytterhoeven",
    "Visser",
    "Wouters",
    "Yilmaz",
    "Zijlstra",
];
const BETWEEN: &[&str] = &[
    "", "van ", "de ", "van der ", "ten ", "van den ", "op de ", "ter ",
];
const INDUSTRIES: &[&str] = &[
    "Fashion",
    "Furniture",
    "Garden",
    "Sports",
    "Music",
    "Toys",
    "Coffee",
    "Book",
    "Bicycle",
    "Kitchen",
    "Lighting",
    "Pet food",
    "Outdoor",
    "Stationery",
    "Cosmetics",
    "Wine",
];
const FIRMS: &[&str] = &[
    "shop",
    "wholesaler",
    "maker",
    "marketplace",
    "subscription",
    "chain",
];
const VERBS: &[&str] = &[
    "Compare", "Choose", "Return", "Replace", "Plan", "Pay for", "Approve", "Order", "Track",
    "Explain", "Share", "Check",
];
const OBJECTS: &[&str] = &[
    "a large delivery",
    "an invoice",
    "the yearly contract",
    "a new supplier",
    "the spring season",
    "a broken part",
    "a monthly report",
    "the payment options",
    "a team budget",
    "a first order",
];
const METHODS: &[&str] = &[
    "Interviews",
    "Survey",
    "Tickets",
    "Analytics",
    "Panel",
    "Workshop",
];
const SEGMENTS: &[&str] = &[
    "Growing web shops",
    "Family firms",
    "Makers",
    "Large chains",
    "Starters",
    "Marketplaces",
];

const FEES: &[&str] = &["Later", "Split", "Direct", "Credit", "Card", "Button"];

/// The names in a book of some size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names {
    pub(super) size: Size,
}

impl Names {
    pub(super) fn id(self, kind: Kind, number: usize) -> String {
        let name = match kind {
            Kind::Persona => FIRST[number % FIRST.len()],
            _ => &self.name(kind, number),
        };
        let name: String = name
            .to_lowercase()
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        // The name ends in the number already, except for personas and segments.
        match kind {
            Kind::Persona => format!("{name}-{}", number + 1),
            _ => name,
        }
    }

    pub(super) fn name(self, kind: Kind, number: usize) -> String {
        let counted = number + 1;
        match kind {
            Kind::Persona => person(number),
            Kind::Segment => SEGMENTS[number % SEGMENTS.len()].to_owned(),
            Kind::Icp => {
                let industry = INDUSTRIES[number % INDUSTRIES.len()];
                let firm = FIRMS[number / INDUSTRIES.len() % FIRMS.len()];
                format!("{industry} {firm} {counted}")
            }
            Kind::Job => format!("{} {counted}", task(number)),
            Kind::Journey => format!("How they {} {counted}", task(number + 7).to_lowercase()),
            Kind::Qualification => format!("From lead to customer {counted}"),
            Kind::Competitor => format!("Pay{} {counted}", FEES[number % FEES.len()]),
            // Those without a number stand in texts, where they are explained.
            Kind::Term => match TERMS.get(number) {
                Some(name) => (*name).to_owned(),
                None => format!("{} {counted}", TERMS[number % TERMS.len()]),
            },
            Kind::Path => format!("The first weeks in team {counted}"),
            Kind::Page => format!("How we use this book, part {counted}"),
            Kind::Evidence => format!("{} {counted}", METHODS[number % METHODS.len()]),
        }
    }

    /// A link to an entry, as it stands in a text.
    pub(super) fn link(self, kind: Kind, number: usize) -> String {
        let (name, id) = (self.name(kind, number), self.id(kind, number));
        format!("[{name}]({}:{id})", kind.name())
    }

    /// The ids of so many different entries of a kind.
    pub(super) fn some(self, kind: Kind, count: usize, random: &mut Random) -> Vec<String> {
        random
            .distinct(count, self.size.of(kind))
            .into_iter()
            .map(|number| self.id(kind, number))
            .collect()
    }

    /// The id of any entry of a kind.
    pub(super) fn any(self, kind: Kind, random: &mut Random) -> String {
        self.id(kind, random.below(self.size.of(kind)))
    }
}

fn person(number: usize) -> String {
    let rest = number / FIRST.len();
    let last = LAST[(number + rest) % LAST.len()];
    let between = BETWEEN[rest / LAST.len() % BETWEEN.len()];
    format!("{} {between}{last}", FIRST[number % FIRST.len()])
}

fn task(number: usize) -> String {
    let object = OBJECTS[number / VERBS.len() % OBJECTS.len()];
    format!("{} {object}", VERBS[number % VERBS.len()])
}
