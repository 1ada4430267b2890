//! Every objection with our answer: what personas say against it, and what competitors say, with the stages in which it comes up.

use std::collections::BTreeMap;

use crate::model::competitor::Competitor;
use crate::model::journey::stage_of_part;
use crate::model::persona::Objection;
use crate::model::{Entry, Key, Kind};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::filter::{Marks, facets, lines};
use crate::site::links::{EntryLinks, part_address, url};
use crate::site::stages::stage_of;
use crate::site::{EntryCard, PagePlace, PageView, Sentence, Viewer, across, competitors};
use crate::view::{Shared, view};

view! {
    /// The page of all objections.
    pub(crate) struct Objections {
        /// By who says them: personas, then competitors.
        groups: Vec<ObjectionsOf>,
        /// How many the book has.
        count: usize,
        /// How many of them nobody answered yet.
        unanswered: usize,
        /// What they can be filtered by.
        facets: Vec<&'static str>,
        /// Where one is in the list; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// The objections of a persona, or what a competitor says.
    pub(crate) struct ObjectionsOf {
        /// Who says it.
        card: Shared<EntryCard>,
        /// What they say.
        items: Vec<ObjectionRow>,
    }
}

view! {
    /// An objection with our answer.
    pub(crate) struct ObjectionRow {
        /// What they say.
        says: Sentence,
        /// What we answer.
        answer: Option<Sentence>,
        /// The stages in which it comes up.
        stages: Vec<StageOfObjection>,
        /// What it can be filtered by, one a line.
        marks: BTreeMap<&'static str, String>,
    }
}

view! {
    /// A stage in which an objection comes up.
    pub(crate) struct StageOfObjection {
        /// The name of the stage, or of the whole journey.
        name: String,
        /// Its address from the root of the site.
        url: String,
    }
}

/// How many objections a page has room for: a kilobyte each.
const LIMIT: Limit = Limit {
    most: 150,
    front: Front::First,
};

/// The path of the page.
pub(crate) const PATH: &str = "all/objections.html";

/// An objection and who says it.
struct Said<'a> {
    /// The number of the one who says it.
    number: usize,
    entry: &'a Entry,
    objection: &'a Objection,
}

/// Those of personas in their order, then those of competitors.
fn said<'a>(viewer: &Viewer<'a>) -> Vec<Said<'a>> {
    let personas = viewer.personas().into_iter().map(|(entry, persona)| {
        let decision = persona.decision.as_ref();
        let objections = decision.map_or(&[][..], |decision| &decision.objections);
        (entry, objections)
    });
    let competitors = viewer.catalog.all::<Competitor>();
    let competitors = competitors.map(|(entry, one)| (entry, &one.says[..]));
    let all = personas.chain(competitors);
    let all = all.filter(|(_, objections)| !objections.is_empty());
    let said = all.enumerate().flat_map(|(number, (entry, objections))| {
        objections.iter().map(move |objection| Said {
            number,
            entry,
            objection,
        })
    });
    said.collect()
}

/// Whether anybody says anything.
pub(crate) fn exists(viewer: &Viewer<'_>) -> bool {
    !said(viewer).is_empty()
}

fn cut(said: &[Said<'_>]) -> Cut {
    let headings = said
        .iter()
        .map(|one| (one.number, one.entry.header.name.clone()));
    Cut::new(PATH, LIMIT, headings)
}

/// Where the list is found.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    cut(&said(viewer)).paths()
}

/// The pages.
pub(crate) fn pages(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let said = said(viewer);
    let concerned = concerned(viewer);
    let unanswered = said.iter().filter(|one| one.objection.answer.is_none());
    let unanswered = unanswered.count();
    let page = |piece: Piece| {
        let shown: Vec<&Said<'_>> = piece.places.iter().map(|place| &said[*place]).collect();
        let mut all_marks = Vec::new();
        let mut row = |one: &&Said<'_>| {
            let stages = stages(viewer, one.objection);
            let marks = marks(one, &stages, &concerned);
            let row = row(viewer, one, stages, &marks);
            all_marks.push(marks);
            row
        };
        let groups = shown.chunk_by(|one, next| one.number == next.number);
        let groups = groups.map(|group| ObjectionsOf {
            card: viewer.card_of(group[0].entry),
            items: group.iter().map(&mut row).collect(),
        });
        let groups = groups.collect();
        let head = across(viewer, place).of_piece(&piece);
        head.page(Objections {
            groups,
            count: said.len(),
            unanswered,
            facets: facets(&["persona", "stage", "competitor"], &all_marks),
            cut: piece.cut,
        })
    };
    cut(&said).pieces().into_iter().map(page).collect()
}

/// Per competitor, the names of the personas with whom it comes up.
fn concerned(viewer: &Viewer<'_>) -> BTreeMap<Key, Vec<String>> {
    let mut concerned: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    for (entry, persona) in viewer.personas() {
        for competitor in competitors::of_persona(&EntryLinks { viewer, entry }, persona) {
            let names = concerned.entry(competitor.key.clone()).or_default();
            names.push(entry.header.name.clone());
        }
    }
    concerned
}

fn marks(
    one: &Said<'_>,
    stages: &[StageOfObjection],
    concerned: &BTreeMap<Key, Vec<String>>,
) -> Marks {
    let name = vec![one.entry.header.name.clone()];
    let stages = stages.iter().map(|stage| stage.name.clone()).collect();
    let (persona, competitor) = match one.entry.key.kind {
        Kind::Persona => (name, Vec::new()),
        _ => (
            concerned.get(&one.entry.key).cloned().unwrap_or_default(),
            name,
        ),
    };
    Marks::from([
        ("persona", persona),
        ("stage", stages),
        ("competitor", competitor),
    ])
}

fn row(
    viewer: &Viewer<'_>,
    one: &Said<'_>,
    stages: Vec<StageOfObjection>,
    marks: &Marks,
) -> ObjectionRow {
    let entry = one.entry;
    let links = EntryLinks { viewer, entry };
    let answer = one.objection.answer.as_ref();
    ObjectionRow {
        says: links.text(&one.objection.says),
        answer: answer.map(|answer| links.text(answer)),
        stages,
        marks: lines(marks),
    }
}

fn stages(viewer: &Viewer<'_>, objection: &Objection) -> Vec<StageOfObjection> {
    let stages = objection.stages.iter().filter_map(|to| {
        let name = viewer.name(to.kind, &to.id)?;
        let part = to.part.as_deref();
        let part = part.filter(|part| to.kind != Kind::Journey || stage_of_part(part).is_some());
        let stage = part.and_then(|part| stage_of(viewer, &to.id, part));
        let address = part.map(|part| part_address(to.kind, &to.id, part));
        Some(StageOfObjection {
            name: stage.map_or(name, str::to_owned),
            url: url(&Key::new(to.kind, &to.id)) + &address.unwrap_or_default(),
        })
    });
    stages.collect()
}
