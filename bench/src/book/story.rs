//! The Markdown below the fields: about three hundred words with headings, lists, a quotation, links and footnotes.

use super::Kind;
use super::names::Names;
use super::writing::{clause, predicate, sentence, thing};
use crate::random::Random;

/// A story.
pub(super) fn story(names: Names, random: &mut Random) -> String {
    let parts = [
        paragraph(2, random),
        linked(Kind::Persona, names, random),
        format!("## {}", thing(random)),
        paragraph(3, random),
        list(random),
        format!("> {}", sentence(random)),
        linked(Kind::Job, names, random),
        format!("## {}", thing(random)),
        emphasised(random),
        linked(Kind::Journey, names, random),
        cited(names, random),
    ];
    parts.join("\n\n") + "\n"
}

fn paragraph(sentences: usize, random: &mut Random) -> String {
    let sentences: Vec<String> = (0..sentences).map(|_| sentence(random)).collect();
    sentences.join(" ")
}

fn linked(kind: Kind, names: Names, random: &mut Random) -> String {
    let link = names.link(kind, random.below(names.size.of(kind)));
    format!("{} {}: {link}.", sentence(random), clause(random))
}

fn list(random: &mut Random) -> String {
    let items: Vec<String> = (0..3).map(|_| format!("- {}", sentence(random))).collect();
    items.join("\n")
}

fn emphasised(random: &mut Random) -> String {
    let (does, also) = (predicate(random), predicate(random));
    format!("She **{does}**, and *{also}*. {}", paragraph(1, random))
}

fn cited(names: Names, random: &mut Random) -> String {
    let source = names.any(Kind::Evidence, random);
    format!("{} {} [^{source}].", sentence(random), clause(random))
}
