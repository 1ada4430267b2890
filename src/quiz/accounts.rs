//! Does this account fit, and what stops one at once?

use super::alike::Saying;
use super::{
    Ask, Choice, MOST_OF_AN_ENTRY, MOST_TRIES, Pool, Question, Topic, mixed, offered, on_a_scale,
};
use crate::model::icp::{Account, Icp};
use crate::model::segment::Tier;
use crate::model::{Entry, to_id};
use crate::score::{disqualified, score};

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for (entry, icp) in pool.all::<Icp>() {
        // Of firms to leave alone, "fits" has no plain meaning.
        if icp.negative {
            continue;
        }
        let mut ids: Vec<String> = Vec::new();
        for (index, account) in icp.examples.iter().enumerate().take(MOST_TRIES) {
            let id = Some(to_id(&account.account)).filter(|id| !id.is_empty() && !ids.contains(id));
            let id = id.unwrap_or_else(|| (index + 1).to_string());
            questions.extend(how_well_fits(entry, icp, account, &id));
            ids.push(id);
        }
        let reasons = mixed(
            &entry.key.id,
            (0..icp.disqualifiers.len()).collect(),
            ToString::to_string,
        );
        let asked = reasons
            .into_iter()
            .take(MOST_TRIES)
            .filter_map(|index| which_stops(entry, icp, index));
        questions.extend(asked.take(MOST_OF_AN_ENTRY));
    }
    questions
}

fn how_well_fits<'a>(
    entry: &'a Entry,
    icp: &'a Icp,
    account: &'a Account,
    id: &str,
) -> Option<Question<'a>> {
    let card = icp.scorecard.as_ref()?;
    if account.values.0.is_empty() || card.maximum() <= 0.0 {
        return None;
    }
    let stops = disqualified(icp, &account.values);
    let stop = stops.by.first().map(|index| &icp.disqualifiers[*index]);
    let score = score(card, &account.values);
    // While several tiers are possible nobody can know the answer.
    let right = match (stop, score.tiers.known()) {
        (Some(_), _) => Choice::Stop,
        (None, tier) => Choice::Tier(tier?),
    };
    let mut scale = vec![
        Choice::Tier(Tier::A),
        Choice::Tier(Tier::B),
        Choice::Tier(Tier::C),
    ];
    if icp.disqualifiers.iter().any(|reason| reason.when.is_some()) {
        scale.push(Choice::Stop);
    }
    let (options, right) = on_a_scale(&right, scale)?;
    Some(Question {
        id: format!("fit:{}:{id}", entry.key.id),
        topic: Topic::Fit,
        ask: Ask::HowWellFits {
            account,
            score,
            stop,
        },
        options,
        right,
        source: entry,
        part: None,
    })
}

/// A reason to stop among what such a firm struggles with, needs and waits for.
fn which_stops<'a>(entry: &'a Entry, icp: &'a Icp, index: usize) -> Option<Question<'a>> {
    let disqualifier = icp.disqualifiers.get(index)?;
    let id = format!("stops:{}:{}", entry.key.id, index + 1);
    let reasons: Vec<Saying> = icp
        .disqualifiers
        .iter()
        .flat_map(|one| [Some(&one.reason), one.why.as_ref()])
        .flatten()
        .map(|text| Saying::new(&text.plain()))
        .collect();
    let traits = icp.challenges.iter().chain(&icp.triggers).chain(&icp.needs);
    let traits: Vec<String> = traits.map(|claim| claim.text.plain()).collect();
    let wrong = mixed(&id, traits, Clone::clone)
        .into_iter()
        .filter(|text| {
            let saying = Saying::new(text);
            !reasons.iter().any(|reason| reason.is_like(&saying))
        })
        .map(Choice::Text)
        .collect();
    let right = Choice::Text(disqualifier.reason.plain());
    let (options, right) = offered(&id, right, wrong)?;
    Some(Question {
        id,
        topic: Topic::Fit,
        ask: Ask::WhichStops { disqualifier },
        options,
        right,
        source: entry,
        part: None,
    })
}
