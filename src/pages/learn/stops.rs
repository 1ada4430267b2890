//! What each stop of the tour shows: a sentence that says why it matters, and the core of the thing itself.

use super::tour::{Stop, TourPage};
use crate::draw::curve::{self, StripStage};
use crate::model::claim::worst_first;
use crate::model::content::Content;
use crate::model::icp::Member;
use crate::model::journey::{Stage, stage_part};
use crate::model::persona::Persona;
use crate::model::segment::Segment;
use crate::model::{Claim, Entry, Kind};
use crate::site::drawings::journey::of_persona;
use crate::site::introduction::{Found, Introduction};
use crate::site::links::{EntryLinks, url};
use crate::site::outcomes::{RankedOutcome, ranked_outcomes};
use crate::site::{EntryCard, PageHead, PageView, Sentence, Statement, Viewer};
#[cfg(test)]
use crate::view::Shape;
use crate::view::{Fields, Shared, View, view};

/// How many claims of a list a stop shows.
const SHOWN: usize = 3;

/// How many people a stop shows.
const SEATS: usize = 8;

view! {
    /// What every stop of the tour shows.
    pub(crate) struct StopSubject {
        /// The entry that it shows.
        card: Shared<EntryCard>,
        /// The address where it is told in full, from the root of the site.
        more: String,
        /// The main persona.
        who: Option<Shared<EntryCard>>,
    }
}

view! {
    /// The stop at the best segment.
    pub(crate) struct SegmentStop<'a> {
        /// Its shares, each in percent.
        share: Fields,
        /// What we promise it.
        promise: Option<Sentence>,
        /// What it needs, the worst first; at most three.
        needs: Vec<Statement<'a>>,
        /// The personas in it; at most eight.
        people: Vec<Shared<EntryCard>>,
    }
}

view! {
    /// The stop at the firm that fits best.
    pub(crate) struct ProfileStop<'a> {
        /// The facts about the firm: the content's `firmographics`.
        entry: Fields,
        /// What is hard for it, the worst first; at most three.
        challenges: Vec<Statement<'a>>,
        /// What makes it look for us; at most three.
        triggers: Vec<Statement<'a>>,
    }
}

view! {
    /// The stop at the buying committee.
    pub(crate) struct CommitteeStop<'a> {
        /// The seats; at most eight.
        seats: Vec<StopSeat<'a>>,
    }
}

view! {
    /// A seat on the buying committee, as the tour shows it.
    pub(crate) struct StopSeat<'a> {
        /// The persona in it.
        card: Option<Shared<EntryCard>>,
        /// The title of who sits in it.
        title: Option<&'a str>,
        /// The role, in words.
        role: &'a str,
        /// What worries most.
        concern: Option<Sentence>,
    }
}

view! {
    /// The stop at the main persona.
    pub(crate) struct PersonaStop<'a> {
        /// What the persona says.
        quote: Option<Sentence>,
        /// The drivers, or else the goals; at most three.
        drives: Vec<Statement<'a>>,
        /// What frustrates, the worst first; at most three.
        frustrations: Vec<Statement<'a>>,
        /// What to do when talking with the persona; at most three.
        dos: Vec<Statement<'a>>,
    }
}

view! {
    /// The stop at the job of the main persona.
    pub(crate) struct JobStop<'a> {
        /// The fields of the job.
        entry: Fields,
        /// The outcomes with the most to gain; at most three.
        outcomes: Vec<RankedOutcome<'a>>,
    }
}

view! {
    /// The stop at the journey of the main persona.
    pub(crate) struct JourneyStop<'a> {
        /// The stages in a row.
        stages: Vec<StopStage<'a>>,
        /// The name of the stage that feels worst.
        stage: &'a str,
        /// How that stage feels, in words.
        feeling: &'a str,
        /// What happens there.
        summary: Option<Sentence>,
        /// What the customer thinks there; at most three.
        thinking: Vec<Statement<'a>>,
        /// What hurts there, the worst first; at most three.
        pains: Vec<Statement<'a>>,
    }
}

view! {
    /// A stage of the journey, as the tour shows it.
    pub(crate) struct StopStage<'a> {
        /// Its name.
        name: &'a str,
        /// Whether it decides what the customer thinks of us.
        moment_of_truth: bool,
        /// Whether it is the one that feels worst.
        low: bool,
        /// Its part of the drawn feelings.
        strip: Option<StripStage>,
        /// How it feels at its end, -2 to 2.
        emotion: Option<f64>,
        /// The feeling in words.
        emotion_word: Option<String>,
    }
}

view! {
    /// The stop at what we say where the journey feels worst.
    pub(crate) struct MessageStop<'a> {
        /// The name of that stage.
        stage: &'a str,
        /// What we say.
        message: Option<Sentence>,
        /// What we offer there: the content's fields of the stage.
        content: Fields,
        /// What to do when talking with the main persona; at most three.
        dos: Vec<Statement<'a>>,
        /// What not to do; at most three.
        donts: Vec<Statement<'a>>,
    }
}

/// What the page of each stop has beside the bar.
#[cfg(test)]
pub(crate) fn shape(stop: Stop) -> Shape {
    match stop {
        Stop::Segment => OfStop::<SegmentStop<'_>>::shape(),
        Stop::Profile => OfStop::<ProfileStop<'_>>::shape(),
        Stop::Committee => OfStop::<CommitteeStop<'_>>::shape(),
        Stop::Persona => OfStop::<PersonaStop<'_>>::shape(),
        Stop::Job => OfStop::<JobStop<'_>>::shape(),
        Stop::Journey => OfStop::<JourneyStop<'_>>::shape(),
        Stop::Message => OfStop::<MessageStop<'_>>::shape(),
    }
}

/// A page of the tour: the bar, what it is about, and what only this stop has.
#[cfg(test)]
type OfStop<'a, T> = ((TourPage<'a>, StopSubject), T);

/// The stage at the lowest point of the main journey, with its place.
pub(crate) fn low_stage<'a>(lead: &Introduction<'a>) -> Option<(usize, &'a Stage)> {
    let (index, _) = lead.low_point()?;
    Some((index, lead.journey?.1.stages.get(index)?))
}

/// Why we stop here, in a sentence or two made of what the book says.
pub(crate) fn framing(viewer: &Viewer<'_>, stop: Stop) -> String {
    let (lead, words) = (&viewer.lead, &viewer.words);
    let who = lead
        .persona
        .map_or("", |(entry, _)| viewer.short_names.name_of(entry));
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

/// "It is 24% of our customers and 61% of our revenue.", as far as it is known.
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

/// How many of our customers are like her, or of what else her share is one. Nothing where the tour tells the shares of her
/// segment: two shares of two wholes are compared by everybody who sees them after one another.
fn share(viewer: &Viewer<'_>, (entry, persona): Found<'_, Persona>) -> Option<String> {
    let words = &viewer.words;
    if viewer
        .lead
        .segment
        .is_some_and(|(_, one)| shares(viewer, one).is_some())
    {
        return None;
    }
    let share = persona.share.as_ref()?;
    let name = viewer.short_names.name_of(entry);
    let text = match &share.of {
        Some(of) => words
            .fill("tour_persona_share_of", "name", name)
            .replace("{what}", &of.plain()),
        None => words.fill("tour_persona_share", "name", name),
    };
    Some(text.replace("{percent}", &words.number(share.percent.0, 1)))
}

/// The page of a stop; nothing for one that the book has nothing for.
pub(crate) fn page(
    viewer: &Viewer<'_>,
    stop: Stop,
    head: PageHead,
    bar: TourPage<'_>,
) -> Option<PageView> {
    let lead = &viewer.lead;
    let draw = Drawing { viewer, head, bar };
    Some(match stop {
        Stop::Segment => {
            let (entry, one) = lead.segment?;
            draw.page(entry, "", segment(viewer, entry, one))
        }
        Stop::Profile => {
            let (entry, icp) = lead.icp?;
            let links = EntryLinks { viewer, entry };
            let own = ProfileStop {
                entry: links.value(&icp.firmographics.node()),
                challenges: worst(&links, &icp.challenges),
                triggers: worst(&links, &icp.triggers),
            };
            draw.page(entry, "", own)
        }
        Stop::Committee => {
            let (entry, _) = lead.icp?;
            draw.page(entry, "", committee(viewer, entry))
        }
        Stop::Persona => {
            let (entry, one) = lead.persona?;
            draw.page(entry, "", persona(viewer, entry, one))
        }
        Stop::Job => {
            let (entry, job) = lead.job?;
            let links = EntryLinks { viewer, entry };
            let mut outcomes = ranked_outcomes(&links, job);
            outcomes.truncate(SHOWN);
            let own = JobStop {
                entry: links.value(&job.node()),
                outcomes,
            };
            draw.page(entry, "", own)
        }
        Stop::Journey => {
            let (low, own) = journey(viewer)?;
            draw.page(lead.journey?.0, &format!("#{}", stage_part(low)), own)
        }
        Stop::Message => {
            let (low, own) = message(viewer)?;
            draw.page(lead.journey?.0, &format!("#{}", stage_part(low)), own)
        }
    })
}

/// What the pages of all stops have in common.
struct Drawing<'v, 'a, 'b> {
    viewer: &'v Viewer<'a>,
    head: PageHead,
    bar: TourPage<'b>,
}

impl Drawing<'_, '_, '_> {
    /// The page about an entry, which is told in full on its page or a part of it.
    fn page(self, entry: &Entry, part: &str, own: impl View) -> PageView {
        let who = self.viewer.lead.persona;
        let subject = StopSubject {
            card: self.viewer.card_of(entry),
            more: format!("{}{part}", url(&entry.key)),
            who: who.map(|(entry, _)| self.viewer.card_of(entry)),
        };
        self.head.page(((self.bar, subject), own))
    }
}

fn worst<'a>(links: &EntryLinks<'a>, claims: &[Claim]) -> Vec<Statement<'a>> {
    let claims = worst_first(claims).into_iter().take(SHOWN);
    claims.map(|claim| links.claim(claim)).collect()
}

fn segment<'a>(viewer: &'a Viewer<'_>, entry: &'a Entry, segment: &Segment) -> SegmentStop<'a> {
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
    SegmentStop {
        share: links.value(&segment.share.node()),
        promise: promise.map(|text| links.text(text)),
        needs: worst(&links, &segment.needs),
        people: viewer.cards(Kind::Persona, people),
    }
}

/// The seats, each with a face where a persona sits in it, the role, and what worries most.
fn committee<'a>(viewer: &'a Viewer<'_>, entry: &'a Entry) -> CommitteeStop<'a> {
    let links = EntryLinks { viewer, entry };
    let seat = |member: &'a Member| {
        let persona = member.persona.as_ref();
        let concern = worst_first(&member.concerns).into_iter().next();
        StopSeat {
            card: persona.and_then(|one| viewer.card(Kind::Persona, &one.id)),
            title: member.title.as_deref(),
            role: viewer.words.choice("buying-role", member.role.as_str()),
            concern: concern.map(|claim| links.text(&claim.text)),
        }
    };
    let seats = viewer.lead.committee().iter().take(SEATS).map(seat);
    CommitteeStop {
        seats: seats.collect(),
    }
}

fn persona<'a>(viewer: &'a Viewer<'_>, entry: &'a Entry, persona: &Persona) -> PersonaStop<'a> {
    let links = EntryLinks { viewer, entry };
    let quote = persona.quote.as_ref();
    PersonaStop {
        quote: quote.map(|quote| links.text(&quote.text)),
        drives: worst(&links, persona.drives()),
        frustrations: worst(&links, &persona.frustrations),
        dos: worst(&links, &persona.dos),
    }
}

/// Her feelings stage by stage with the lowest one marked, and what happens there; first the place of the lowest one.
fn journey<'a>(viewer: &'a Viewer<'_>) -> Option<(usize, JourneyStop<'a>)> {
    let ((who, _), (entry, journey)) = (viewer.lead.persona?, viewer.lead.journey?);
    let (low, felt_low) = viewer.lead.low_point()?;
    let links = EntryLinks { viewer, entry };
    let felt = of_persona(journey, &who.key.id);
    let drawn = curve::strip(&felt);
    let stages = journey.stages.iter().zip(&felt).zip(&drawn).enumerate();
    let stages = stages.map(|(index, ((stage, felt), drawn))| StopStage {
        name: &stage.name,
        moment_of_truth: stage.moment_of_truth,
        low: index == low,
        strip: drawn.clone(),
        emotion: felt.map(|felt| felt.to),
        emotion_word: felt.map(|felt| viewer.words.emotions(felt.from, felt.to)),
    });
    let stage = &journey.stages[low];
    let summary = stage.summary.as_ref();
    let own = JourneyStop {
        stages: stages.collect(),
        stage: &stage.name,
        feeling: viewer.words.emotion(felt_low),
        summary: summary.map(|text| links.text(text)),
        thinking: worst(&links, &stage.thinking),
        pains: worst(&links, &stage.pains),
    };
    Some((low, own))
}

/// What we say at the lowest stage, what we offer there, and how to talk to her; first the place of that stage.
fn message<'a>(viewer: &'a Viewer<'_>) -> Option<(usize, MessageStop<'a>)> {
    let (entry, _) = viewer.lead.journey?;
    let (who, persona) = viewer.lead.persona?;
    let (low, stage) = low_stage(&viewer.lead)?;
    let links = EntryLinks { viewer, entry };
    let message = stage.message.as_ref();
    let of_who = EntryLinks { viewer, entry: who };
    let own = MessageStop {
        stage: &stage.name,
        message: message.map(|claim| links.text(&claim.text)),
        content: links.value(&stage.content.node()),
        dos: worst(&of_who, &persona.dos),
        donts: worst(&of_who, &persona.donts),
    };
    Some((low, own))
}
