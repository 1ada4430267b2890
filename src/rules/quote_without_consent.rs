//! What somebody said who is named, without a word of whether it may be used.

use std::collections::BTreeSet;

use super::{Look, Rule};
use crate::doc::Date;
use crate::language::{NamedPerson, first_name};
use crate::model::evidence::Evidence;
use crate::model::journey::Journey;
use crate::model::persona::Persona;
use crate::model::{Book, CheckLevel, Claim, Entry, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "quote-without-consent",
    level: CheckLevel::Warn,
    kinds: &[Kind::Persona, Kind::Journey],
    about: "what somebody said who is named, without a word of whether it may be used",
    why: "A name with words makes personal data of a quote. Whoever said it may ask where she agreed, and whoever copies it into an offer cannot know.",
    source: Some(
        "GDPR, articles 4 and 7: a name is personal data, and consent must be shown by who relies on it. A quote by a role, as in \"E-commerce manager of a shoe shop\", needs none; nor does one whose evidence says in `consent` for what it may be used.",
    ),
    mend: "ask, and write for what she agreed in `consent` and until when in `consent_until`; or write her role in `by` instead of her name",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
quotes = [{ text = "I just want it to work.", by = "Karin de Boer" }]
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
quotes = [
  { text = "I just want it to work.", by = "Karin de Boer", consent = "Inside the firm" },
  { text = "Give me a phone number.", by = "E-commerce manager of a shoe shop" },
]
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    // Who keeps the book may say what they want in it, and personas are nobody.
    let mut known: Option<BTreeSet<String>> = None;
    for entry in super::in_use(book) {
        for (path, claim) in quotes(entry) {
            let Some(by) = claim.by.as_deref().filter(|by| is_person(by)) else {
                continue;
            };
            if claim.consent.is_some()
                || claim.consent_until.is_some()
                || is_covered(book, entry, claim)
                || known
                    .get_or_insert_with(|| people(book))
                    .contains(&by.trim().to_lowercase())
            {
                continue;
            }
            let finding = Finding::new(
                RULE.name,
                path.key("by"),
                format!("\"{by}\" is a person, and nothing says that this may be used"),
                "write a role instead of the name, or for what they agreed: `consent = \"…\"`, and until when: `consent_until = 2028-12-31`",
            );
            found.push(finding.of(&entry.key));
        }
    }
    found
}

/// What people said, with its place.
fn quotes(entry: &Entry) -> impl Iterator<Item = (FieldPath, &Claim)> {
    let persona = entry.as_kind::<Persona>();
    let journey = entry.as_kind::<Journey>();
    let quote = persona.and_then(|persona| persona.quote.as_ref());
    let quote = quote.map(|quote| (FieldPath::default().key("quote"), quote));
    let quotes = persona.map(|persona| &persona.quotes);
    let quotes = quotes.or(journey.map(|journey| &journey.quotes));
    let quotes = quotes.into_iter().flatten().enumerate();
    let path = |index| FieldPath::default().key("quotes").index(index);
    quote
        .into_iter()
        .chain(quotes.map(move |(index, quote)| (path(index), quote)))
}

fn is_person(by: &str) -> bool {
    let person = NamedPerson {
        name: by,
        ..NamedPerson::default()
    };
    first_name(&person).is_some()
}

/// Whether a source of a quote, or else of its entry, says for what it may be used.
fn is_covered(book: &Book, entry: &Entry, claim: &Claim) -> bool {
    let sources = match claim.evidence.is_empty() {
        true => &entry.header.evidence,
        false => &claim.evidence,
    };
    sources.iter().any(|one| {
        let source = book.catalog.find::<Evidence>(&one.id);
        source.is_some_and(|(_, source)| source.consent.is_some())
    })
}

/// Everybody who keeps or reviews something in the book, and its personas, in lower case.
fn people(book: &Book) -> BTreeSet<String> {
    let entries = book.catalog.entries();
    let names = entries.flat_map(|entry| {
        let header = &entry.header;
        let own = (entry.key.kind == Kind::Persona).then_some(&header.name);
        header.owner.iter().chain(&header.reviewed_by).chain(own)
    });
    names.map(|name| name.trim().to_lowercase()).collect()
}
