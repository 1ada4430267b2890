//! Which claims of which entries rest on a source.

use std::collections::BTreeMap;

use super::links::EntryLinks;
use super::{Choice, EntryCard, Viewer};
use crate::model::content::Content;
use crate::model::job::Job;
use crate::model::journey::Journey;
use crate::model::value::Text;
use crate::model::{Entry, Kind, Sources};
use crate::score::sources;
use crate::view::{Html, Shared, view};

view! {
    /// An entry that cites a source.
    pub(crate) struct Citing {
        /// Its card.
        card: Shared<EntryCard>,
        /// What of it rests on the source, and what the source speaks against.
        claims: Vec<Shared<CitingClaim<'static>>>,
    }
}

view! {
    /// A claim, an outcome or an opportunity that rests on a source, or a claim that a source speaks against.
    pub(crate) struct CitingClaim<'a> {
        /// The field it stands in, in words.
        field: String,
        /// What it says, for pages one folder deep.
        html: Html,
        /// How well it is known; nothing for an outcome or an opportunity.
        confidence: Option<Choice<'a>>,
        /// Whether the source speaks against it.
        against: bool,
    }
}

/// An entry that cites a source, and its kind.
pub(crate) type CitedBy = (Kind, Shared<Citing>);

/// Per source, by id: the entries that cite it. Every entry is looked at once, however many sources it cites.
pub(crate) fn cited(viewer: &Viewer<'_>) -> BTreeMap<String, Vec<CitedBy>> {
    let mut sources: BTreeMap<String, Vec<CitedBy>> = BTreeMap::new();
    for entry in viewer.catalog.current() {
        for (source, claims) in claims_by_source(viewer, entry) {
            let card = viewer.card_of(entry);
            let citing = Shared::new(Citing { card, claims });
            sources
                .entry(source)
                .or_default()
                .push((entry.key.kind, citing));
        }
    }
    sources
}

/// The sources that an entry cites anywhere, with its claims that rest on them.
fn claims_by_source(
    viewer: &Viewer<'_>,
    entry: &Entry,
) -> BTreeMap<String, Vec<Shared<CitingClaim<'static>>>> {
    let key = &entry.key;
    let cited = sources(key, viewer.catalog).into_iter();
    let others = cited.filter(|id| key.kind != Kind::Evidence || key.id != *id);
    let mut sources: BTreeMap<String, Vec<_>> =
        others.map(|id| (id.to_owned(), Vec::new())).collect();
    if sources.is_empty() {
        return sources;
    }
    let links = EntryLinks { viewer, entry };
    let mut add = |row: CitingClaim<'_>, evidence: &Sources| {
        let row = Shared::of(row);
        let mut ids: Vec<&str> = evidence.iter().map(|one| one.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            if let Some(claims) = sources.get_mut(id) {
                claims.push(row.clone());
            }
        }
    };
    let field = |key: &str| viewer.words.choice("field", key).replace('_', " ");
    entry.data.node().claims(&mut |path, claim| {
        for (evidence, against) in [(&claim.evidence, false), (&claim.against, true)] {
            if evidence.is_empty() {
                continue;
            }
            let shown = links.claim(claim);
            let row = CitingClaim {
                field: field(path.last_key()),
                html: shown.html,
                confidence: Some(shown.confidence),
                against,
            };
            add(row, evidence);
        }
    });
    let mut add_text = |key: &str, text: &Text, evidence: &Sources| {
        let row = CitingClaim {
            field: field(key),
            html: links.text(text).html,
            confidence: None,
            against: false,
        };
        add(row, evidence);
    };
    if let Some(job) = entry.as_kind::<Job>() {
        for outcome in &job.outcomes {
            add_text("outcomes", &outcome.statement, &outcome.evidence);
        }
    }
    if let Some(journey) = entry.as_kind::<Journey>() {
        for one in journey.stages.iter().flat_map(|stage| &stage.opportunities) {
            add_text("opportunities", &one.title, &one.evidence);
        }
    }
    sources
}
