//! What to say when: per journey and stage, what each persona is told.

use crate::model::content::Content;
use crate::model::job::Job;
use crate::model::journey::{Journey, Stage, StageContent};
use crate::model::persona::Persona;
use crate::model::{AnyReference, Key, Kind};
use crate::site::filter::{Marks, facets, lines};
use crate::site::links::EntryLinks;
use crate::site::{PageView, Viewer, across, map, present};
use crate::theme::Value;

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    across(viewer, "say").with("say.html", say_parts(viewer))
}

/// What to say when, and what a reader can choose: a persona, a job or an ideal customer.
fn say_parts(viewer: &Viewer<'_>) -> Vec<(&'static str, Value)> {
    let marks: Vec<Marks> = viewer
        .catalog
        .all::<Journey>()
        .map(|(_, journey)| journey_marks(viewer, journey))
        .collect();
    vec![
        ("journeys", say(viewer)),
        ("facets", facets(&["persona", "job", "icp"], &marks)),
    ]
}

/// The names of the personas, jobs and ideal customers that a journey is about, or that are put to use in it.
fn journey_marks(viewer: &Viewer<'_>, journey: &Journey) -> Marks {
    let mut marks: Marks = ["persona", "job", "icp"]
        .map(|name| (name, Vec::new()))
        .into();
    let used = journey.stages.iter().flat_map(|stage| &stage.uses);
    let used = used.filter(|used| matches!(used.kind, Kind::Job | Kind::Icp));
    let own = journey.personas.iter().map(|one| (Kind::Persona, &one.id));
    let about = own
        .chain(journey.job.iter().map(|one| (Kind::Job, &one.id)))
        .chain(journey.icp.iter().map(|one| (Kind::Icp, &one.id)))
        .chain(used.map(|used| (used.kind, &used.id)));
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

/// Per journey: its personas and, per stage, what to say and how each of them feels then.
fn say(viewer: &Viewer<'_>) -> Value {
    viewer
        .catalog
        .all::<Journey>()
        .map(|(entry, journey)| {
            let links = EntryLinks { viewer, entry };
            let personas = journey.personas.iter().map(|one| one.id.as_str());
            let stages = journey.stages.iter().enumerate().map(|(index, stage)| {
                let cells = journey
                    .personas
                    .iter()
                    .map(|persona| say_cell(&links, stage, &persona.id));
                let shared_content = stage
                    .content
                    .iter()
                    .filter(|content| {
                        !journey
                            .personas
                            .iter()
                            .any(|persona| is_for(viewer, content, &persona.id))
                    })
                    .map(|content| links.value(&content.node()));
                let shared_uses = stage
                    .uses
                    .iter()
                    .filter(|used| {
                        used.kind != Kind::Persona
                            && !journey
                                .personas
                                .iter()
                                .any(|persona| concerns(viewer, used, &persona.id))
                    })
                    .map(|used| viewer.card(used.kind, &used.id));
                map(vec![
                    ("name", stage.name.as_str().into()),
                    ("anchor", format!("stage-{}", index + 1).into()),
                    ("message", links.value(&stage.message.node())),
                    ("content", links.value(&stage.content.node())),
                    ("uses", links.value(&stage.uses.node())),
                    ("questions", links.value(&stage.questions.node())),
                    ("shared_content", shared_content.collect::<Vec<_>>().into()),
                    ("shared_uses", present(shared_uses)),
                    ("cells", cells.collect::<Vec<_>>().into()),
                ])
            });
            map(vec![
                ("card", viewer.card_of(entry)),
                ("marks", lines(&journey_marks(viewer, journey))),
                ("personas", viewer.cards(Kind::Persona, personas).into()),
                ("stages", stages.collect::<Vec<_>>().into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// What one persona gets in one stage: the feeling, what is made for this person, and the jobs to keep in mind.
fn say_cell(links: &EntryLinks<'_>, stage: &Stage, persona: &str) -> Value {
    let viewer = links.viewer;
    let emotion = stage.emotions.get(persona).map(|emotion| emotion.0);
    let content = stage
        .content
        .iter()
        .filter(|content| is_for(viewer, content, persona))
        .map(|content| links.value(&content.node()));
    let uses = stage
        .uses
        .iter()
        .filter(|used| concerns(viewer, used, persona))
        .map(|used| viewer.card(used.kind, &used.id));
    map(vec![
        ("emotion", emotion.into()),
        (
            "felt",
            emotion.map(|emotion| viewer.words.emotion(emotion)).into(),
        ),
        ("content", content.collect::<Vec<_>>().into()),
        ("uses", present(uses)),
    ])
}

/// Whether a piece of content says that it is for this persona, by the first word of the name.
fn is_for(viewer: &Viewer<'_>, content: &StageContent, persona: &str) -> bool {
    let Some((entry, _)) = viewer.catalog.find::<Persona>(persona) else {
        return false;
    };
    let name = entry.header.short_name();
    content.r#for.as_ref().is_some_and(|text| {
        text.plain()
            .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .any(|word| word == name)
    })
}

/// Whether something to apply is a job of this persona.
fn concerns(viewer: &Viewer<'_>, used: &AnyReference, persona: &str) -> bool {
    used.kind == Kind::Job
        && viewer
            .catalog
            .find::<Job>(&used.id)
            .is_some_and(|(_, job)| job.personas.iter().any(|one| one.id == persona))
}
