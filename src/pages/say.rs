//! What to say when: per journey and stage, what each persona is told; then what each objects to, and what competitors say.

use std::collections::BTreeMap;

use super::say_competitors::{self, SayCompetitor};
use super::say_people::{self, Person, SayPerson};
use crate::model::competitor::Competitor;
use crate::model::content::Content;
use crate::model::job::Job;
use crate::model::journey::{Journey, Stage, StageContent, stage_part};
use crate::model::{AnyReference, Entry, Key, Kind, Part};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::filter::{Marks, facets, lines};
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, PagePlace, PageView, Viewer, across};
use crate::view::{Fields, Shared, view};

view! {
    /// What to say when.
    pub(crate) struct Say<'a> {
        /// The journeys.
        journeys: Vec<SayJourney>,
        /// What a reader can choose: a persona, a job or an ideal customer.
        facets: Vec<&'static str>,
        /// The people with what they object to, and those in committees who are in no journey.
        people: Vec<SayPerson<'a>>,
        /// The competitors that there is something to say about.
        competitors: Vec<SayCompetitor>,
        /// Where one is in the list; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// A journey with what to say in it.
    pub(crate) struct SayJourney {
        /// The journey.
        card: Shared<EntryCard>,
        /// What it can be filtered by, one a line.
        marks: BTreeMap<&'static str, String>,
        /// Whose journey it is.
        personas: Vec<Shared<EntryCard>>,
        /// Its stages.
        stages: Vec<SayStage>,
    }
}

view! {
    /// A stage with what to say in it.
    pub(crate) struct SayStage {
        /// Its name.
        name: String,
        /// Its place on the page of the journey.
        anchor: String,
        /// What we say.
        message: Fields,
        /// What we have to show.
        content: Fields,
        /// The entries to apply here.
        uses: Fields,
        /// What customers ask.
        questions: Fields,
        /// What of the content is for no persona in particular.
        shared_content: Vec<Fields>,
        /// What of the entries to apply concerns no persona in particular.
        shared_uses: Vec<Shared<EntryCard>>,
        /// For each persona of the journey.
        cells: Vec<SayCell>,
    }
}

view! {
    /// What one persona gets in one stage.
    pub(crate) struct SayCell {
        /// How the stage feels, -2 to 2.
        emotion: Option<f64>,
        /// The feeling in words.
        felt: Option<String>,
        /// What is made for this person.
        content: Vec<Fields>,
        /// The jobs to keep in mind.
        uses: Vec<Shared<EntryCard>>,
    }
}

/// How many journeys and competitors a page has room for: a journey takes ten kilobytes.
const LIMIT: Limit = Limit {
    most: 20,
    front: Front::OfEach,
};

/// The path of the page.
const PATH: &str = "all/say.html";

/// What is listed: journeys, then people, then competitors that there is something to say about.
struct Listed<'a> {
    journeys: Vec<(&'a Entry, &'a Journey)>,
    people: Vec<Person<'a>>,
    competitors: Vec<&'a Entry>,
}

impl<'a> Listed<'a> {
    fn of(viewer: &Viewer<'a>) -> Self {
        let journeys = viewer.catalog.all::<Journey>();
        let competitors = viewer.catalog.all::<Competitor>();
        let competitors = competitors.filter(|(_, one)| say_competitors::is_mentioned(one));
        Self {
            journeys: journeys
                .filter(|(_, journey)| ids(viewer, journey).next().is_some())
                .collect(),
            people: say_people::people(viewer),
            competitors: competitors.map(|(entry, _)| entry).collect(),
        }
    }

    fn cut(&self, viewer: &Viewer<'_>) -> Cut {
        let journeys = self.journeys.iter().map(|(entry, _)| {
            let (key, letter) = viewer.under_letter(&entry.header.name);
            ((0, Some(key)), letter)
        });
        let people = self.people.iter().map(|_| {
            let title = viewer.words.choice("kinds", Kind::Persona.name());
            ((1, None), title.to_owned())
        });
        let competitors = self.competitors.iter().map(|_| {
            let title = viewer
                .words
                .choice("kinds", Kind::Competitor.name())
                .to_owned();
            ((2, None), title)
        });
        Cut::new(PATH, LIMIT, journeys.chain(people).chain(competitors))
    }
}

/// Where the list is found.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    Listed::of(viewer).cut(viewer).paths()
}

/// The page on which is said what to say of a competitor, from the root of the site; nothing where there is nothing.
pub(crate) fn page_of<'b>(viewer: &'b Viewer<'_>, competitor: &Key) -> Option<&'b str> {
    let pages = viewer.say_pages.get_or_init(|| {
        let listed = Listed::of(viewer);
        let found_at = listed.cut(viewer).found_at().into_iter();
        let found_at = found_at.skip(listed.journeys.len() + listed.people.len());
        let keys = listed
            .competitors
            .into_iter()
            .map(|entry| entry.key.clone());
        keys.zip(found_at).collect()
    });
    let page = pages.get(competitor).filter(|_| viewer.has(Part::Say))?;
    Some(page)
}

/// The pages.
pub(crate) fn pages(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let listed = Listed::of(viewer);
    let competitors = say_competitors::mentioned(viewer);
    let pieces = listed.cut(viewer).pieces().into_iter();
    let page = |piece: Piece| {
        let all = listed.journeys.len();
        let (journeys, others): (Vec<usize>, Vec<usize>) =
            piece.places.iter().partition(|place| **place < all);
        let before = all + listed.people.len();
        let (people, others): (Vec<usize>, Vec<usize>) =
            others.into_iter().partition(|place| *place < before);
        let people = people.iter().map(|place| listed.people[place - all]);
        let journeys = journeys.iter().map(|place| listed.journeys[*place]);
        let marks = |(_, journey)| journey_marks(viewer, journey);
        let marks: Vec<Marks> = journeys.clone().map(marks).collect();
        let competitors = others.iter().map(|place| &competitors[place - before]);
        let of_competitors = competitors.clone().map(|one| one.marks.clone());
        let of_people = people.clone().map(say_people::marks);
        let all: Vec<Marks> = marks
            .iter()
            .cloned()
            .chain(of_people)
            .chain(of_competitors)
            .collect();
        let say = Say {
            facets: facets(&["persona", "job", "icp"], &all),
            journeys: journeys
                .zip(&marks)
                .map(|((entry, journey), marks)| SayJourney {
                    card: viewer.card_of(entry),
                    marks: lines(marks),
                    personas: viewer.cards(Kind::Persona, ids(viewer, journey)),
                    stages: stages(&EntryLinks { viewer, entry }, journey),
                })
                .collect(),
            people: people.map(|one| say_people::view(viewer, one)).collect(),
            competitors: competitors
                .map(|one| say_competitors::view(viewer, one))
                .collect(),
            cut: piece.cut.clone(),
        };
        across(viewer, place).of_piece(&piece).page(say)
    };
    pieces.map(page).collect()
}

/// The personas on a journey to whom something is still said.
fn ids<'a>(viewer: &Viewer<'_>, journey: &'a Journey) -> impl Iterator<Item = &'a str> {
    let ids = journey.personas.iter().map(|one| one.id.as_str());
    ids.filter(|id| {
        let persona = viewer.catalog.get(&Key::new(Kind::Persona, *id));
        !persona.is_some_and(Entry::is_retired)
    })
}

/// The names of the personas, jobs and ideal customers that a journey is about, or that are put to use in it.
fn journey_marks(viewer: &Viewer<'_>, journey: &Journey) -> Marks {
    let mut marks: Marks = ["persona", "job", "icp"]
        .map(|name| (name, Vec::new()))
        .into();
    let used = journey.stages.iter().flat_map(|stage| &stage.uses);
    let used = used.filter(|used| matches!(used.kind, Kind::Job | Kind::Icp));
    let own = ids(viewer, journey).map(|id| (Kind::Persona, id));
    let about = own
        .chain(journey.job.iter().map(|one| (Kind::Job, one.id.as_str())))
        .chain(journey.icp.iter().map(|one| (Kind::Icp, one.id.as_str())))
        .chain(used.map(|used| (used.kind, used.id.as_str())));
    for (kind, id) in about {
        if let Some(entry) = viewer.catalog.get(&Key::new(kind, id)) {
            let names = marks.entry(kind.name()).or_default();
            if !names.contains(&entry.header.name) {
                names.push(entry.header.name.clone());
            }
        }
    }
    marks
}

fn stages(links: &EntryLinks<'_>, journey: &Journey) -> Vec<SayStage> {
    let viewer = links.viewer;
    let nobodys = |is_theirs: &dyn Fn(&str) -> bool| !ids(viewer, journey).any(is_theirs);
    let stages = journey.stages.iter().enumerate().map(|(index, stage)| {
        let content = stage.content.iter();
        let shared_content =
            content.filter(|content| nobodys(&|persona| is_for(viewer, content, persona)));
        let uses = stage.uses.iter().filter(|used| {
            used.kind != Kind::Persona && nobodys(&|persona| concerns(viewer, used, persona))
        });
        SayStage {
            name: stage.name.clone(),
            anchor: stage_part(index),
            message: links.value(&stage.message.node()),
            content: links.value(&stage.content.node()),
            uses: links.value(&stage.uses.node()),
            questions: links.value(&stage.questions.node()),
            shared_content: shared_content.map(|one| links.value(&one.node())).collect(),
            shared_uses: uses
                .filter_map(|used| viewer.card(used.kind, &used.id))
                .collect(),
            // One below each persona that stands in the head of the table.
            cells: ids(viewer, journey)
                .map(|persona| cell(links, stage, persona))
                .collect(),
        }
    });
    stages.collect()
}

fn cell(links: &EntryLinks<'_>, stage: &Stage, persona: &str) -> SayCell {
    let viewer = links.viewer;
    let emotion = stage.emotions.get(persona).map(|emotion| emotion.0);
    let content = stage.content.iter();
    let content = content.filter(|content| is_for(viewer, content, persona));
    let uses = stage.uses.iter();
    let uses = uses.filter(|used| concerns(viewer, used, persona));
    SayCell {
        emotion,
        felt: emotion.map(|emotion| viewer.words.emotion(emotion).to_owned()),
        content: content
            .map(|content| links.value(&content.node()))
            .collect(),
        uses: uses
            .filter_map(|used| viewer.card(used.kind, &used.id))
            .collect(),
    }
}

/// Whether a piece of content says that it is for this persona.
fn is_for(viewer: &Viewer<'_>, content: &StageContent, persona: &str) -> bool {
    content
        .r#for
        .as_ref()
        .is_some_and(|text| viewer.short_names.is_named_in(persona, &text.plain()))
}

/// Whether something to apply is a job of this persona.
fn concerns(viewer: &Viewer<'_>, used: &AnyReference, persona: &str) -> bool {
    used.kind == Kind::Job
        && viewer
            .catalog
            .find::<Job>(&used.id)
            .is_some_and(|(_, job)| job.personas.iter().any(|one| one.id == persona))
}
