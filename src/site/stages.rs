//! The stages of a journey in a row, as its own page, its card and the home page show them.

use super::drawings;
use super::links::EntryLinks;
use super::{Viewer, map};
use crate::draw::curve;
use crate::model::journey::{Journey, Stage};
use crate::model::{Entry, Kind};
use crate::theme::Value;

/// The stages in a row: name, number, anchor, feeling with its part of the strip, and the feeling of each persona.
pub(crate) fn strip(viewer: &Viewer<'_>, entry: &Entry, journey: &Journey) -> Value {
    let links = EntryLinks { viewer, entry };
    let drawn = curve::strip(&drawings::journey::of_stages(journey));
    journey
        .stages
        .iter()
        .zip(drawn)
        .enumerate()
        .map(|(index, (stage, drawn))| {
            let emotion = stage.emotion.as_ref();
            let per_persona = journey.personas.iter().filter_map(|persona| {
                let felt = stage.emotions.get(&persona.id)?.0;
                Some(map(vec![
                    ("persona", viewer.card(Kind::Persona, &persona.id)),
                    ("emotion", felt.into()),
                    ("word", viewer.words.emotion(felt).into()),
                ]))
            });
            map(vec![
                ("number", (index + 1).into()),
                ("anchor", format!("stage-{}", index + 1).into()),
                ("name", stage.name.as_str().into()),
                (
                    "summary",
                    stage.summary.as_ref().map(|text| links.text(text)).into(),
                ),
                (
                    "goal",
                    stage.goal.as_ref().map(|text| links.text(text)).into(),
                ),
                (
                    "takes",
                    stage.takes.as_ref().map(|text| links.text(text)).into(),
                ),
                ("owner", stage.owner.as_deref().into()),
                ("moment_of_truth", stage.moment_of_truth.into()),
                ("importance", stage.importance.map(|one| one.0).into()),
                ("satisfaction", stage.satisfaction.map(|one| one.0).into()),
                ("strip", Value::from_serializable(&drawn)),
                ("emotion", emotion.map(|one| one.to).into()),
                ("emotion_from", emotion.map(|one| one.from).into()),
                (
                    "emotion_word",
                    emotion
                        .map(|one| viewer.words.emotions(one.from, one.to))
                        .into(),
                ),
                (
                    "emotion_label",
                    emotion
                        .and_then(|one| one.label.as_ref())
                        .map(|label| links.text(label))
                        .into(),
                ),
                ("emotions", per_persona.collect::<Vec<_>>().into()),
                ("leads_to", leads_to(viewer, stage)),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

fn leads_to(viewer: &Viewer<'_>, stage: &Stage) -> Value {
    stage
        .leads_to
        .iter()
        .filter_map(|to| {
            let card = viewer.card(to.kind, &to.id);
            let part = to.part.as_ref().map(|part| format!("#{part}"));
            let stage = to
                .part
                .as_deref()
                .and_then(|part| stage_of(viewer, &to.id, part));
            (!card.is_none()).then(|| {
                map(vec![
                    ("card", card),
                    ("stage", stage.into()),
                    ("part", part.unwrap_or_default().into()),
                ])
            })
        })
        .collect::<Vec<_>>()
        .into()
}

/// The name of the stage of a journey that a part such as `stage-2` means.
pub(crate) fn stage_of<'a>(viewer: &'a Viewer<'_>, journey: &str, part: &str) -> Option<&'a str> {
    let (_, journey) = viewer.catalog.find::<Journey>(journey)?;
    let number: usize = part.strip_prefix("stage-")?.parse().ok()?;
    let stage = journey.stages.get(number.checked_sub(1)?)?;
    Some(&stage.name)
}
