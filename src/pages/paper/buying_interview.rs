//! A guide for a talk with a firm that has bought: the way from the first thought to the first use, told as events. What the
//! profile says of such firms stands beside the questions, to be compared and never to be read out. Must not know disk.

use crate::model::icp::{Icp, Member};
use crate::model::value::Text;
use crate::model::{Claim, Kind};
use crate::pages::sheets;
use crate::site::PageView;
use crate::site::competitors;
use crate::site::links::EntryLinks;
use crate::view::view;

view! {
    /// A guide for a talk about how a firm bought. Lists may be empty: then there is room to write instead.
    pub(crate) struct BuyingInterview<'a> {
        /// What starts the search, as the profile says.
        triggers: Vec<String>,
        /// The names of the competitors that go for such firms.
        competitors: Vec<String>,
        /// The steps of the decision, as the profile says.
        steps: Vec<ExpectedStep>,
        /// Who has a say, as the profile says.
        committee: Vec<ExpectedSeat<'a>>,
    }
}

view! {
    /// A step of a decision.
    pub(crate) struct ExpectedStep {
        /// What happens.
        step: String,
        /// Who is in it; empty when nobody says.
        who: String,
        /// How long it takes; empty when nobody says.
        takes: String,
    }
}

view! {
    /// Somebody with a say in the purchase.
    pub(crate) struct ExpectedSeat<'a> {
        /// The role, in words.
        role: &'a str,
        /// The title, or else the name of the persona; empty when neither is known.
        who: String,
    }
}

/// How much of each list a talk of an hour has room for.
const LISTED: usize = 8;

/// The guide for a talk about how a firm bought.
pub(crate) fn page(links: &EntryLinks<'_>, icp: &Icp) -> Option<PageView> {
    let (head, shared) = sheets::begin(links, "buying")?;
    Some(head.page((shared, buying_interview(links, icp))))
}

fn buying_interview<'a>(links: &EntryLinks<'a>, icp: &Icp) -> BuyingInterview<'a> {
    let triggers = icp.triggers.iter().take(LISTED);
    let competitors = competitors::of_icp(links.viewer, &links.entry.key).into_iter();
    let steps = icp.decision_process.iter().take(LISTED);
    let plain = |text: &Option<Text>| text.as_ref().map(Text::plain).unwrap_or_default();
    let steps = steps.map(|step| ExpectedStep {
        step: step.step.plain(),
        who: plain(&step.who),
        takes: plain(&step.takes),
    });
    let committee = icp.committee.iter().take(LISTED);
    BuyingInterview {
        triggers: triggers.map(|claim: &Claim| claim.text.plain()).collect(),
        competitors: competitors
            .take(LISTED)
            .map(|entry| entry.header.name.clone())
            .collect(),
        steps: steps.collect(),
        committee: committee.map(|member| seat(links, member)).collect(),
    }
}

fn seat<'a>(links: &EntryLinks<'a>, member: &Member) -> ExpectedSeat<'a> {
    let viewer = links.viewer;
    let persona = member.persona.as_ref();
    let persona = persona.and_then(|one| viewer.name(Kind::Persona, &one.id));
    ExpectedSeat {
        role: viewer.words.choice("buying-role", member.role.as_str()),
        who: member.title.clone().or(persona).unwrap_or_default(),
    }
}
