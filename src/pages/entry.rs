//! The page of an entry.

use super::changes::ChangedOn;
use super::learn::{self, Walk};
use super::method::MethodLink;
use super::{
    changes, competitor, evidence, icp, job, journey, method, persona, qualification, segment, tags,
};
use crate::doc::markdown;
use crate::language::fill_slot;
use crate::model::content::Content;
use crate::model::evidence::Evidence;
use crate::model::value::Text;
use crate::model::{Data, Entry, Kind, Part, Status};
use crate::score::freshness;
use crate::site::links::{EntryLinks, url};
use crate::site::terms::{self, Explained, TermNote};
use crate::site::{Day, EntryCard, NoParts, PageHead, PageView, Sentence, Viewer};
use crate::site::{documents, feedback};
use crate::view::{Fields, Html, Shared, view};
#[cfg(test)]
use crate::view::{Shape, View};

view! {
    /// What a page that shows an entry knows of it.
    pub(crate) struct EntryPage[F] {
        /// The fields of the entry, as the content has them.
        entry: Fields,
        /// Its text; empty when there is none.
        body: Html,
        /// What the terms of the glossary mean that are explained on this page; none on pages for paper.
        terms: Shared<Vec<TermNote<'static>>>,
        /// What every entry says, whatever its kind.
        header: Shared<EntryHeader<'static>>,
        /// Its card.
        card: Shared<EntryCard>,
        /// What it rests on: each source once, in the order of their numbers.
        sources: Shared<Vec<NumberedSource>>,
        /// The entries that refer to it, by kind.
        backlinks: Shared<Vec<Backlinks<'static>>>,
        /// What only the page of this kind has.
        computed: Shared<F>,
        /// How far the making of a persona or an ICP is; nothing for other kinds.
        method: Option<MethodLink>,
        /// What changed in it, the newest day first; at most 6 days.
        changes: Shared<Vec<ChangedOn>>,
    }
}

view! {
    /// What every entry says, whatever its kind.
    pub(crate) struct EntryHeader<'a> {
        /// What people call it.
        name: &'a str,
        /// One sentence.
        summary: Option<Sentence>,
        /// Who keeps it true.
        owner: Option<&'a str>,
        /// How far it is.
        status: Option<EntryStatus>,
        /// Whether it has only a name so far.
        only_a_name: bool,
        /// Whether the text of the entry begins with its summary, which then need not stand above it.
        begins_with_summary: bool,
        /// The day it was last found to be true.
        reviewed: Option<Day>,
        /// Who reviewed it.
        reviewed_by: Option<&'a str>,
        /// How long it then stays fresh, if the entry says so.
        review_every: Fields,
        /// What calls for a review before that.
        review_when: Vec<Sentence>,
        /// Whether it is fresh.
        freshness: EntryFreshness,
        /// Words to find it by.
        tags: Vec<EntryTag<'a>>,
        /// Who may see it; nobody named is everybody.
        audience: Vec<String>,
        /// The sources the entry as a whole rests on.
        evidence: Vec<Shared<EntryCard>>,
        /// Links to pages elsewhere.
        links: Vec<Elsewhere<'a>>,
        /// The author's own labels, each with its value.
        extra: Fields,
        /// The file it is written in, from the folder of the book.
        file: &'a str,
    }
}

view! {
    /// How far an entry is.
    pub(crate) struct EntryStatus {
        /// As it is written in content.
        key: &'static str,
        /// As readers see it: with what is open before it can be called validated, and that nobody has checked it as long as it
        /// is assumed and was never reviewed.
        word: String,
        /// Whether it is called validated, and steps are open.
        is_open: bool,
    }
}

view! {
    /// Whether an entry is fresh.
    pub(crate) struct EntryFreshness {
        /// `fresh`, `stale` or `never-reviewed`.
        key: &'static str,
        /// The day of the next review, past or to come.
        date: Option<Day>,
    }
}

view! {
    /// A tag of an entry.
    pub(crate) struct EntryTag<'a> {
        /// As it is written.
        name: &'a str,
        /// Where all entries are found that have it; nothing where the site has no page of tags.
        url: Option<String>,
    }
}

view! {
    /// A link to a page elsewhere.
    pub(crate) struct Elsewhere<'a> {
        /// The text of the link.
        title: &'a str,
        /// The address, for pages one folder deep.
        url: String,
    }
}

view! {
    /// A source in the list at the end of a page.
    pub(crate) struct NumberedSource {
        /// Its number, by which the marks of claims on this page name it.
        number: usize,
        /// The source.
        card: Shared<EntryCard>,
        /// The last day of the research.
        date: Day,
        /// How many people or cases.
        n: Option<f64>,
    }
}

view! {
    /// The entries of one kind that refer to an entry.
    pub(crate) struct Backlinks<'a> {
        /// The kind, as in `persona`.
        kind: &'static str,
        /// The word for several of the kind.
        title: &'a str,
        /// The entries.
        cards: Vec<Shared<EntryCard>>,
    }
}

view! {
    /// What only the page of a path has.
    pub(crate) struct PathComputed<'a> {
        /// The milestones and steps of the path.
        walk: Walk<'a>,
    }
}

/// The values for the entry's own page. Takes what `known` has already, if there is something.
pub(crate) fn own_values(links: &EntryLinks<'_>, known: Option<AnyEntryPage>) -> AnyEntryPage {
    let Some(known) = known else {
        return AnyEntryPage::own(links);
    };
    if links.viewer.glossary.is_empty() {
        return known;
    }
    let EntryTexts { entry, body, terms } = EntryTexts::explained(links);
    AnyEntryPage {
        entry,
        body,
        terms,
        ..known
    }
}

/// The entry's own page.
pub(crate) fn page(links: &EntryLinks<'_>, own: AnyEntryPage) -> PageView {
    let EntryLinks { viewer, entry } = links;
    let kind = entry.key.kind;
    let mut head = PageHead::new(&entry.header.name, &url(&entry.key), kind.name());
    head.description = entry
        .header
        .summary
        .as_ref()
        .map(Text::plain)
        .unwrap_or_default();
    head.breadcrumbs = viewer.crumbs(Some(kind));
    head.edit_url = viewer
        .book
        .config
        .book
        .edit_url
        .as_ref()
        .map(|url| url.0.replace("{path}", &entry.file));
    head.feedback_url = feedback::address(viewer, entry);
    head.page(own)
}

/// What a page that shows an entry of any kind knows of it.
pub(crate) type AnyEntryPage = EntryPage<Fields>;

/// The texts of an entry, as a page shows them.
struct EntryTexts {
    entry: Fields,
    body: Html,
    terms: Shared<Vec<TermNote<'static>>>,
}

impl EntryTexts {
    fn plain(links: &EntryLinks<'_>) -> Self {
        Self {
            entry: links.value(&links.entry.data.node()),
            body: Html(links.block(&links.entry.body)),
            terms: Shared::new(Vec::new()),
        }
    }

    /// With terms of the glossary explained, where the book has one.
    fn explained(links: &EntryLinks<'_>) -> Self {
        if links.viewer.glossary.is_empty() {
            return Self::plain(links);
        }
        let mut terms = Explained::new(links);
        Self {
            entry: links.explained(&links.entry.data.node(), &mut terms),
            body: Html(terms::block(links, &links.entry.body, &mut terms)),
            terms: Shared::of(terms.notes()),
        }
    }
}

impl AnyEntryPage {
    /// For pages that show an entry on paper.
    pub(crate) fn on_paper(links: &EntryLinks<'_>) -> Self {
        Self::new(links, EntryTexts::plain(links))
    }

    /// For the entry's own page, where the terms of the glossary are explained in its texts.
    pub(crate) fn own(links: &EntryLinks<'_>) -> Self {
        Self::new(links, EntryTexts::explained(links))
    }

    fn new(links: &EntryLinks<'_>, texts: EntryTexts) -> Self {
        let EntryLinks { viewer, entry } = links;
        let EntryTexts {
            entry: fields,
            body,
            terms,
        } = texts;
        Self {
            entry: fields,
            body,
            terms,
            header: Shared::of(header(links)),
            card: viewer.card_of(entry),
            sources: Shared::of(numbered_sources(viewer, entry)),
            backlinks: Shared::of(backlinks(viewer, entry)),
            computed: computed(links),
            method: method::link(links),
            changes: Shared::new(changes::of_entry(viewer, entry)),
        }
    }
}

/// What a template finds in the page of an entry of this kind.
#[cfg(test)]
pub(crate) fn shape(kind: Kind) -> Shape {
    match kind {
        Kind::Segment => EntryPage::<segment::SegmentComputed<'_>>::shape(),
        Kind::Icp => EntryPage::<icp::IcpComputed<'_>>::shape(),
        Kind::Persona => EntryPage::<persona::PersonaComputed<'_>>::shape(),
        Kind::Job => EntryPage::<job::JobComputed<'_>>::shape(),
        Kind::Journey => EntryPage::<journey::JourneyComputed<'_>>::shape(),
        Kind::Qualification => EntryPage::<qualification::QualificationComputed<'_>>::shape(),
        Kind::Competitor => EntryPage::<competitor::CompetitorComputed>::shape(),
        Kind::Evidence => EntryPage::<evidence::EvidenceComputed>::shape(),
        Kind::Path => EntryPage::<PathComputed<'_>>::shape(),
        Kind::Term | Kind::Page => EntryPage::<NoParts>::shape(),
    }
}

/// The value of what only the page of this kind has.
fn computed(links: &EntryLinks<'_>) -> Shared<Fields> {
    match &links.entry.data {
        Data::Segment(segment) => Shared::of(segment::computed(links, segment)),
        Data::Icp(icp) => Shared::of(icp::computed(links, icp)),
        Data::Persona(persona) => Shared::of(persona::computed(links, persona)),
        Data::Job(job) => Shared::of(job::computed(links, job)),
        Data::Journey(journey) => Shared::of(journey::computed(links, journey)),
        Data::Qualification(one) => Shared::of(qualification::computed(links, one)),
        Data::Competitor(_) => Shared::of(competitor::computed(links)),
        Data::Evidence(_) => Shared::of(evidence::computed(links)),
        Data::Path(path) => Shared::of(PathComputed {
            walk: learn::walk(links, path),
        }),
        Data::Term(_) | Data::Page(_) => Shared::of(NoParts {}),
    }
}

fn header<'a>(links: &EntryLinks<'a>) -> EntryHeader<'a> {
    let EntryLinks { viewer, entry } = *links;
    let header = &entry.header;
    let freshness = freshness(entry, &viewer.book.config.review, viewer.today);
    let sources = header.evidence.iter().map(|one| one.id.as_str());
    // The page of tags does not list what is retired.
    let tags = header.tags.iter().filter(|_| !entry.is_retired());
    let has_tags = viewer.has(Part::Tags);
    let tags = tags.map(|tag| EntryTag {
        name: tag,
        url: has_tags.then(|| tags::url(viewer, tag)).flatten(),
    });
    let elsewhere = header.links.iter().map(|link| Elsewhere {
        title: link.title.as_ref().unwrap_or(&link.url.0),
        url: documents::target(viewer, entry, &link.url.0),
    });
    EntryHeader {
        name: &header.name,
        summary: header.summary.as_ref().map(|text| links.text(text)),
        owner: header.owner.as_deref(),
        status: status(viewer, entry),
        only_a_name: entry.is_only_a_name(),
        begins_with_summary: begins_with_summary(entry),
        reviewed: viewer.reviewed(entry),
        reviewed_by: header.reviewed_by.as_deref(),
        review_when: header
            .review_when
            .iter()
            .map(|text| links.text(text))
            .collect(),
        review_every: links.value(header.node().field("review_every")),
        freshness: EntryFreshness {
            key: freshness.as_str(),
            date: freshness.due().map(|date| viewer.day(date)),
        },
        tags: tags.collect(),
        audience: header.audience.clone(),
        evidence: viewer.cards(Kind::Evidence, sources),
        links: elsewhere.collect(),
        extra: links.value(&header.extra.node()),
        file: &entry.file,
    }
}

fn begins_with_summary(entry: &Entry) -> bool {
    let summary = entry.header.summary.as_ref().map(Text::plain);
    summary.is_some_and(|summary| markdown::plain(&entry.body).starts_with(&summary))
}

/// The status of an entry, which agrees with the method.
pub(crate) fn status(viewer: &Viewer<'_>, entry: &Entry) -> Option<EntryStatus> {
    let status = entry.header.status?;
    let open = match status {
        Status::Validated => method::open_steps(viewer, entry),
        _ => Vec::new(),
    };
    let words = &viewer.words;
    let word = if open.is_empty() {
        words.choice("status", entry.status_word()?).to_owned()
    } else {
        #[expect(clippy::cast_precision_loss, reason = "there are eight steps at most")]
        let count = open.len() as f64;
        let numbers: Vec<String> = open.iter().map(ToString::to_string).collect();
        let word = words.count("validated_but_open", count);
        fill_slot(&word, "steps", &words.listed(&numbers))
    };
    Some(EntryStatus {
        key: status.as_str(),
        word,
        is_open: !open.is_empty(),
    })
}

/// What an entry rests on.
fn numbered_sources(viewer: &Viewer<'_>, entry: &Entry) -> Vec<NumberedSource> {
    let sources = viewer.index.sources(&entry.key).zip(1..);
    let sources = sources.filter_map(|(source, number)| {
        let evidence = source.as_kind::<Evidence>()?;
        Some(NumberedSource {
            number,
            card: viewer.card_of(source),
            date: viewer.day(evidence.date),
            n: evidence.n.map(|n| n.0),
        })
    });
    sources.collect()
}

/// The entries that refer to this one, by kind.
fn backlinks<'a>(viewer: &'a Viewer<'_>, entry: &Entry) -> Vec<Backlinks<'a>> {
    let kinds = Kind::ALL.iter().map(|kind| Backlinks {
        kind: kind.name(),
        title: viewer.words.choice("kinds", kind.name()),
        cards: viewer.cards_from(*kind, &entry.key),
    });
    kinds.filter(|group| !group.cards.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;
    use crate::doc::Date;
    use crate::load::load;
    use crate::progress::nobody;
    use crate::theme::Value;
    use crate::view::Field;

    /// Tells where a value has other fields than its shape declares.
    fn differences(place: &str, shape: &Shape, value: &Value) -> Vec<String> {
        match shape {
            Shape::Plain(_) => Vec::new(),
            Shape::Maybe(_) if value.is_none() => Vec::new(),
            Shape::Maybe(shape) => differences(place, shape, value),
            Shape::List(shape) => {
                let items = value.as_array().unwrap().iter();
                let items = items.flat_map(|item| differences(place, shape, item));
                items.collect()
            }
            Shape::ByName(shape) => {
                let fields = value.as_map().unwrap().iter();
                let fields = fields.flat_map(|(_, field)| differences(place, shape, field));
                fields.collect()
            }
            Shape::Table(table) => table_differences(place, &table().fields, value),
        }
    }

    fn table_differences(place: &str, fields: &[Field], value: &Value) -> Vec<String> {
        let declared: BTreeSet<String> = fields.iter().map(|one| one.name.to_owned()).collect();
        let found: BTreeSet<String> = value
            .as_map()
            .unwrap()
            .keys()
            .map(|key| key.as_str().unwrap().to_owned())
            .collect();
        if found != declared {
            return vec![format!("{place} has {found:?} and declares {declared:?}")];
        }
        let below = fields.iter().flat_map(|field| {
            let place = format!("{place}.{}", field.name);
            let value = value.get_from_path(field.name);
            differences(&place, &field.shape, value.unwrap())
        });
        below.collect()
    }

    #[test]
    fn the_page_of_an_entry_has_the_fields_that_its_kind_declares() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let book = load(root, &nobody).unwrap().book.unwrap();
        let pictures = BTreeMap::new();
        let today = Date(jiff::civil::date(2026, 11, 28));
        let viewer = Viewer::new(&book, today, &pictures);
        let mut kinds = BTreeSet::new();
        for entry in book.catalog.entries() {
            kinds.insert(entry.key.kind);
            let links = EntryLinks {
                viewer: &viewer,
                entry,
            };
            for page in [AnyEntryPage::own(&links), AnyEntryPage::on_paper(&links)] {
                let wrong = differences("page", &shape(entry.key.kind), &page.value());
                assert!(wrong.is_empty(), "{}: {}", entry.file, wrong.join("\n"));
            }
        }
        assert_eq!(kinds.len(), Kind::ALL.len(), "the demo has every kind");
    }
}
