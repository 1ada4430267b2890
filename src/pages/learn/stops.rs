//! What each stop of the tour shows: a sentence that says why it matters, and the core of the thing itself.

use super::tour::Stop;
use crate::draw::curve;
use crate::model::claim::worst_first;
use crate::model::content::Content;
use crate::model::icp::Member;
use crate::model::journey::{Stage, stage_part};
use crate::model::persona::Persona;
use crate::model::segment::Segment;
use crate::model::{Claim, Entry, Kind};
use crate::site::drawings::journey::of_persona;
use crate::site::lead::{Found, Lead};
use crate::site::links::{EntryLinks, url};
use crate::site::outcomes::ranked_outcomes;
use crate::site::{Viewer, map};
use crate::theme::Value;

/// How many claims of a list a stop shows.
const SHOWN: usize = 3;

/// How many people a stop shows.
const SEATS: usize = 8;

type Parts = Vec<(&'static str, Value)>;

/// The stage at the lowest point of the main journey, with its place.
pub(crate) fn low_stage<'a>(lead: &Lead<'a>) -> Option<(usize, &'a Stage)> {
    let (index, _) = lead.low_point()?;
    Some((index, lead.journey?.1.stages.get(index)?))
}

/// Why we stop here, in a sentence or two made of what the book says.
pub(crate) fn framing(viewer: &Viewer<'_>, stop: Stop) -> String {
    let (lead, words) = (&viewer.lead, &viewer.words);
    let who = lead
        .persona
        .map_or("", |(entry, _)| entry.header.short_name());
    let first = words.fill(&format!("tour_{}_why", stop.name()), "name", who);
    let more = match stop {
        Stop::Segment => lead.segment.and_then(|(_, one)| shares(viewer, one)),
        Stop::Profile => lead.icp.and_then(|(_, icp)| {
            let steps = icp.decision_process.len();
            (steps > 1).then(|| words.count("tour_profile_steps", steps as f64))
        }),
        Stop::Committee => {
            let seats = lead.committee().len();
            (seats > 1).then(|| words.count("tour_committee_seats", seats as f64))
        }
        Stop::Persona => lead.persona.and_then(|found| share(viewer, found)),
        Stop::Job => None,
        Stop::Journey => low_stage(lead).map(|(_, stage)| {
            let stages = lead.journey.map_or(0, |(_, journey)| journey.stages.len());
            words
                .count("tour_journey_low", stages as f64)
                .replace("{stage}", &stage.name)
        }),
        Stop::Message => None,
    };
    [Some(first), more]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// "It is 24 % of our customers and 61 % of our revenue.", as far as it is known.
fn shares(viewer: &Viewer<'_>, segment: &Segment) -> Option<String> {
    let words = &viewer.words;
    let share = segment.share.as_ref()?;
    let percent = |key: &str, part: f64| words.fill(key, "percent", &words.number(part, 1));
    let customers = share
        .customers
        .map(|part| percent("tour_of_customers", part.0));
    let earned = match (share.revenue, share.margin) {
        (Some(part), _) => Some(percent("tour_of_revenue", part.0)),
        (None, Some(part)) => Some(percent("tour_of_margin", part.0)),
        (None, None) => None,
    };
    let (first, second) = match (customers, earned) {
        (Some(first), Some(second)) => (first, second),
        (one, other) => return Some(words.fill("tour_share", "part", &one.or(other)?)),
    };
    let both = words.fill("tour_shares", "part", &first);
    Some(both.replace("{other}", &second))
}

/// How many of our customers are like her.
fn share(viewer: &Viewer<'_>, (entry, persona): Found<'_, Persona>) -> Option<String> {
    let words = &viewer.words;
    let percent = words.number(persona.share?.0, 1);
    let text = words.fill("tour_persona_share", "name", entry.header.short_name());
    Some(text.replace("{percent}", &percent))
}

/// What the template draws: the card of the thing, where it is told in full, and its core.
pub(crate) fn shown(viewer: &Viewer<'_>, stop: Stop) -> Parts {
    let lead = &viewer.lead;
    let parts = match stop {
        Stop::Segment => lead.segment.map(|(entry, one)| segment(viewer, entry, one)),
        Stop::Profile => lead.icp.map(|(entry, icp)| {
            let links = EntryLinks { viewer, entry };
            let mut parts = about(viewer, entry, "");
            parts.extend([
                ("entry", links.value(&icp.firmographics.node()).into()),
                ("challenges", worst(&links, &icp.challenges)),
                ("triggers", worst(&links, &icp.triggers)),
            ]);
            parts
        }),
        Stop::Committee => lead.icp.map(|(entry, _)| committee(viewer, entry)),
        Stop::Persona => lead.persona.map(|(entry, one)| persona(viewer, entry, one)),
        Stop::Job => lead.job.map(|(entry, job)| {
            let links = EntryLinks { viewer, entry };
            let mut outcomes = ranked_outcomes(&links, job);
            outcomes.truncate(SHOWN);
            let mut parts = about(viewer, entry, "");
            parts.extend([
                ("entry", links.value(&job.node()).into()),
                ("outcomes", outcomes.into()),
            ]);
            parts
        }),
        Stop::Journey => journey(viewer),
        Stop::Message => message(viewer),
    };
    parts.unwrap_or_default()
}

/// The card of an entry, the address of its page or a part of it, and the face of the main persona.
fn about(viewer: &Viewer<'_>, entry: &Entry, part: &str) -> Parts {
    let who = viewer.lead.persona;
    vec![
        ("card", viewer.card_of(entry).into()),
        ("more", format!("{}{part}", url(&entry.key)).into()),
        ("who", who.map(|(entry, _)| viewer.card_of(entry)).into()),
    ]
}

fn worst(links: &EntryLinks<'_>, claims: &[Claim]) -> Value {
    let claims = worst_first(claims).into_iter().take(SHOWN);
    claims
        .map(|claim| links.claim(claim))
        .collect::<Vec<_>>()
        .into()
}

fn segment(viewer: &Viewer<'_>, entry: &Entry, segment: &Segment) -> Parts {
    let links = EntryLinks { viewer, entry };
    let promise = segment
        .value_proposition
        .as_ref()
        .and_then(|one| one.promise.as_ref());
    let people = viewer.referring::<Persona>(&entry.key, "segment");
    let people = people
        .iter()
        .map(|(one, _)| one.key.id.as_str())
        .take(SEATS);
    let mut parts = about(viewer, entry, "");
    parts.extend([
        ("share", links.value(&segment.share.node()).into()),
        ("promise", promise.map(|text| links.text(text)).into()),
        ("needs", worst(&links, &segment.needs)),
        ("people", viewer.cards(Kind::Persona, people).into()),
    ]);
    parts
}

/// The seats, each with a face where a persona sits in it, the role, and what worries most.
fn committee(viewer: &Viewer<'_>, entry: &Entry) -> Parts {
    let links = EntryLinks { viewer, entry };
    let seat = |member: &Member| {
        let card = member.persona.as_ref();
        let card = card.map(|one| viewer.card(Kind::Persona, &one.id));
        let concern = worst_first(&member.concerns).into_iter().next();
        map(vec![
            ("card", card.into()),
            ("title", member.title.as_deref().into()),
            (
                "role",
                viewer
                    .words
                    .choice("buying-role", member.role.as_str())
                    .into(),
            ),
            (
                "concern",
                concern.map(|claim| links.text(&claim.text)).into(),
            ),
        ])
    };
    let seats = viewer.lead.committee().iter().take(SEATS).map(seat);
    let mut parts = about(viewer, entry, "");
    parts.push(("seats", seats.collect::<Vec<_>>().into()));
    parts
}

fn persona(viewer: &Viewer<'_>, entry: &Entry, persona: &Persona) -> Parts {
    let links = EntryLinks { viewer, entry };
    let mut parts = about(viewer, entry, "");
    parts.extend([
        (
            "quote",
            persona
                .quote
                .as_ref()
                .map(|quote| links.text(&quote.text))
                .into(),
        ),
        ("drives", worst(&links, persona.drives())),
        ("frustrations", worst(&links, &persona.frustrations)),
        ("dos", worst(&links, &persona.dos)),
    ]);
    parts
}

/// Her feelings stage by stage with the lowest one marked, and what happens there.
fn journey(viewer: &Viewer<'_>) -> Option<Parts> {
    let ((who, _), (entry, journey)) = (viewer.lead.persona?, viewer.lead.journey?);
    let (low, felt_low) = viewer.lead.low_point()?;
    let links = EntryLinks { viewer, entry };
    let felt = of_persona(journey, &who.key.id);
    let drawn = curve::strip(&felt);
    let stages = journey.stages.iter().zip(&felt).zip(&drawn).enumerate();
    let stages = stages.map(|(index, ((stage, felt), drawn))| {
        let emotion = felt.map(|felt| felt.to);
        let word = felt.map(|felt| viewer.words.emotions(felt.from, felt.to));
        map(vec![
            ("name", stage.name.as_str().into()),
            ("moment_of_truth", stage.moment_of_truth.into()),
            ("low", (index == low).into()),
            ("strip", Value::from_serializable(drawn)),
            ("emotion", emotion.into()),
            ("emotion_word", word.into()),
        ])
    });
    let stage = &journey.stages[low];
    let summary = stage.summary.as_ref();
    let mut parts = about(viewer, entry, &format!("#{}", stage_part(low)));
    parts.extend([
        ("stages", stages.collect::<Vec<_>>().into()),
        ("stage", stage.name.as_str().into()),
        ("feeling", viewer.words.emotion(felt_low).into()),
        ("summary", summary.map(|text| links.text(text)).into()),
        ("thinking", worst(&links, &stage.thinking)),
        ("pains", worst(&links, &stage.pains)),
    ]);
    Some(parts)
}

/// What we say at the lowest stage, what we offer there, and how to talk to her.
fn message(viewer: &Viewer<'_>) -> Option<Parts> {
    let (entry, _) = viewer.lead.journey?;
    let (who, persona) = viewer.lead.persona?;
    let (low, stage) = low_stage(&viewer.lead)?;
    let links = EntryLinks { viewer, entry };
    let message = stage.message.as_ref();
    let of_who = EntryLinks { viewer, entry: who };
    let mut parts = about(viewer, entry, &format!("#{}", stage_part(low)));
    parts.extend([
        ("stage", stage.name.as_str().into()),
        (
            "message",
            message.map(|claim| links.text(&claim.text)).into(),
        ),
        ("content", links.value(&stage.content.node()).into()),
        ("dos", worst(&of_who, &persona.dos)),
        ("donts", worst(&of_who, &persona.donts)),
    ]);
    Some(parts)
}
