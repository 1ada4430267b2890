//! The stages of a journey in a row, as its own page, its card and the home page show them.

use super::links::{EntryLinks, part_address};
use super::{EntryCard, Sentence, Viewer, drawings};
use crate::draw::curve::{self, StripStage};
use crate::model::journey::{Journey, Stage, stage_of_part, stage_part};
use crate::model::{Entry, Kind};
use crate::view::{Shared, view};

view! {
    /// A stage of a journey.
    pub(crate) struct StageInRow {
        /// Its place in the journey, from 1.
        number: usize,
        /// Its place on the page of the journey.
        anchor: String,
        /// Its name.
        name: String,
        /// What happens.
        summary: Option<Sentence>,
        /// What the customer wants to reach.
        goal: Option<Sentence>,
        /// How long it takes.
        takes: Option<Sentence>,
        /// Who looks after it.
        owner: Option<String>,
        /// Whether it decides what the customer thinks of us.
        moment_of_truth: bool,
        /// 1 to 5.
        importance: Option<f64>,
        /// 1 to 5.
        satisfaction: Option<f64>,
        /// Its part of the drawn feelings.
        strip: Option<StripStage>,
        /// How it feels at its end, -2 to 2.
        emotion: Option<f64>,
        /// How it feels at its beginning, -2 to 2.
        emotion_from: Option<f64>,
        /// The feeling in words.
        emotion_word: Option<String>,
        /// The feeling in the author's words.
        emotion_label: Option<Sentence>,
        /// How it feels to each persona of whom that is known.
        emotions: Vec<FeltBy>,
        /// The journeys it leads into.
        leads_to: Vec<LeadsTo>,
    }
}

view! {
    /// How a stage feels to a persona.
    pub(crate) struct FeltBy {
        /// Who.
        persona: Option<Shared<EntryCard>>,
        /// -2 to 2.
        emotion: f64,
        /// The feeling in words.
        word: String,
    }
}

view! {
    /// Another journey that a stage leads into.
    pub(crate) struct LeadsTo {
        /// The journey.
        card: Shared<EntryCard>,
        /// The name of its stage.
        stage: Option<String>,
        /// Its place on that page, with `#`; empty for the whole page.
        part: String,
    }
}

/// The stages in a row.
pub(crate) fn strip(viewer: &Viewer<'_>, entry: &Entry, journey: &Journey) -> Vec<StageInRow> {
    let links = EntryLinks { viewer, entry };
    let drawn = curve::strip(&drawings::journey::of_stages(journey));
    let stages = journey.stages.iter().zip(drawn).enumerate();
    let stages = stages.map(|(index, (stage, drawn))| {
        let emotion = stage.emotion.as_ref();
        let per_persona = journey.personas.iter().filter_map(|persona| {
            let persona = persona.id.as_str();
            let felt = stage.emotions.get(persona)?.0;
            Some(FeltBy {
                persona: viewer.card(Kind::Persona, persona),
                emotion: felt,
                word: viewer.words.emotion(felt).to_owned(),
            })
        });
        StageInRow {
            number: index + 1,
            anchor: stage_part(index),
            name: stage.name.clone(),
            summary: stage.summary.as_ref().map(|text| links.text(text)),
            goal: stage.goal.as_ref().map(|text| links.text(text)),
            takes: stage.takes.as_ref().map(|text| links.text(text)),
            owner: stage.owner.clone(),
            moment_of_truth: stage.moment_of_truth,
            importance: stage.importance.map(|one| one.0),
            satisfaction: stage.satisfaction.map(|one| one.0),
            strip: drawn,
            emotion: emotion.map(|one| one.to),
            emotion_from: emotion.map(|one| one.from),
            emotion_word: emotion.map(|one| viewer.words.emotions(one.from, one.to)),
            emotion_label: emotion
                .and_then(|one| one.label.as_ref())
                .map(|label| links.text(label)),
            emotions: per_persona.collect(),
            leads_to: leads_to(viewer, stage),
        }
    });
    stages.collect()
}

fn leads_to(viewer: &Viewer<'_>, stage: &Stage) -> Vec<LeadsTo> {
    let to = stage.leads_to.iter().filter_map(|to| {
        let part = to.part.as_deref();
        Some(LeadsTo {
            card: viewer.card(to.kind, &to.id)?,
            stage: part
                .and_then(|part| stage_of(viewer, &to.id, part))
                .map(str::to_owned),
            part: part
                .map(|part| part_address(to.kind, &to.id, part))
                .unwrap_or_default(),
        })
    });
    to.collect()
}

/// The name of the stage of a journey that a part such as `stage-2` means.
pub(crate) fn stage_of<'a>(viewer: &'a Viewer<'_>, journey: &str, part: &str) -> Option<&'a str> {
    let (_, journey) = viewer.catalog.find::<Journey>(journey)?;
    let stage = journey.stages.get(stage_of_part(part)?)?;
    Some(&stage.name)
}
