//! An ICP's scorecard and its worked accounts with the points for each criterion and the reason.

use crate::model::icp::{Account, Icp};
use crate::model::scorecard::{Criterion, ScoreLevel, Scorecard};
use crate::model::segment::Tier;
use crate::model::value::Scalar;
use crate::score::{AccountScore, holds, score};
use crate::site::drawings;
use crate::site::links::EntryLinks;
use crate::site::map;
use crate::theme::Value;

pub(crate) fn facts(links: &EntryLinks<'_>, icp: &Icp) -> Value {
    let scorecard = icp.scorecard.as_ref();
    map(vec![
        ("committee", drawings::icp::committee_map(links, icp)),
        (
            "decision",
            drawings::icp::decision_line(&links.viewer.words, &icp.decision_process),
        ),
        (
            "scorecard",
            scorecard.map(|card| scorecard_value(links, card)).into(),
        ),
        (
            "accounts",
            icp.examples
                .iter()
                .map(|account| account_value(links, icp, account))
                .collect::<Vec<_>>()
                .into(),
        ),
        (
            "disqualifiers",
            icp.disqualifiers
                .iter()
                .map(|one| one.when.as_ref().map(|when| links.condition(when)).into())
                .collect::<Vec<Value>>()
                .into(),
        ),
        (
            "signals",
            icp.signals
                .iter()
                .map(|signal| {
                    let ratio = signal
                        .icp
                        .zip(signal.others)
                        .filter(|(_, others)| *others != 0.0)
                        .map(|(icp, others)| icp / others);
                    map(vec![("ratio", ratio.into())])
                })
                .collect::<Vec<_>>()
                .into(),
        ),
    ])
}

fn scorecard_value(links: &EntryLinks<'_>, card: &Scorecard) -> Value {
    let maximum = card.maximum();
    let largest = card
        .criteria
        .iter()
        .map(|criterion| criterion.weight.0 * criterion.highest())
        .fold(0.0, f64::max);
    let criteria = card.criteria.iter().map(|criterion| {
        let most = criterion.weight.0 * criterion.highest();
        map(vec![
            ("attribute", criterion.attribute.as_str().into()),
            ("ideal", criterion.ideal.as_deref().into()),
            ("weight", criterion.weight.0.into()),
            (
                "why",
                criterion.why.as_ref().map(|why| links.text(why)).into(),
            ),
            ("must", criterion.must.into()),
            ("missing", criterion.missing.into()),
            ("most", most.into()),
            (
                "share",
                if maximum > 0.0 {
                    100.0 * most / maximum
                } else {
                    0.0
                }
                .into(),
            ),
            (
                "levels",
                criterion
                    .levels
                    .iter()
                    .map(|level| {
                        map(vec![
                            ("points", level.points.into()),
                            ("words", level_words(links, level).into()),
                        ])
                    })
                    .collect::<Vec<_>>()
                    .into(),
            ),
        ])
    });
    let tiers = card
        .tier_limits()
        .map(|(tier, from)| map(vec![("tier", tier.as_str().into()), ("from", from.into())]));
    map(vec![
        ("maximum", maximum.into()),
        ("largest", largest.into()),
        ("tiers", tiers.to_vec().into()),
        ("criteria", criteria.collect::<Vec<_>>().into()),
    ])
}

fn level_words(links: &EntryLinks<'_>, level: &ScoreLevel) -> String {
    match &level.label {
        Some(label) => label.plain(),
        None => links.condition(&level.when),
    }
}

fn account_value(links: &EntryLinks<'_>, icp: &Icp, account: &Account) -> Value {
    let disqualified = icp
        .disqualifiers
        .iter()
        .filter(|one| {
            one.when
                .as_ref()
                .is_some_and(|when| holds(when, &account.values))
        })
        .map(|one| links.text(&one.reason))
        .collect::<Vec<_>>();
    let score = icp
        .scorecard
        .as_ref()
        .map(|card| (card, score(card, &account.values)));
    map(vec![
        ("name", account.account.as_str().into()),
        (
            "note",
            account.note.as_ref().map(|note| links.text(note)).into(),
        ),
        ("disqualified", disqualified.into()),
        ("expect", account.expect.map(Tier::as_str).into()),
        (
            "score",
            score
                .map(|(card, score)| score_value(links, card, account, &score))
                .into(),
        ),
    ])
}

fn score_value(
    links: &EntryLinks<'_>,
    card: &Scorecard,
    account: &Account,
    score: &AccountScore,
) -> Value {
    let criteria = card
        .criteria
        .iter()
        .zip(&score.criteria)
        .map(|(criterion, one)| {
            let reason = match one.level {
                Some(level) => level_words(links, &criterion.levels[level]),
                None if one.unknown => links.viewer.words.get("account_unknown").to_owned(),
                None => links.viewer.words.get("account_no_level").to_owned(),
            };
            map(vec![
                ("attribute", criterion.attribute.as_str().into()),
                ("value", known_values(links, criterion, account).into()),
                ("points", one.points.into()),
                ("weight", criterion.weight.0.into()),
                ("weighted", one.weighted.into()),
                ("most", (criterion.weight.0 * criterion.highest()).into()),
                ("reason", reason.into()),
            ])
        });
    let musts = score
        .failed_musts
        .iter()
        .map(|index| card.criteria[*index].attribute.clone())
        .collect::<Vec<_>>();
    map(vec![
        ("total", score.total.into()),
        ("maximum", score.maximum.into()),
        ("percent", score.percent.into()),
        ("tier", score.tier.as_str().into()),
        ("failed_musts", musts.into()),
        ("criteria", criteria.collect::<Vec<_>>().into()),
    ])
}

/// The values that a criterion looks at, as the account gives them.
fn known_values(links: &EntryLinks<'_>, criterion: &Criterion, account: &Account) -> String {
    let mut fields: Vec<&str> = Vec::new();
    for field in criterion
        .levels
        .iter()
        .flat_map(|level| level.when.fields())
    {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
        .iter()
        .filter_map(|field| account.values.get(field))
        .map(|value: &Scalar| links.scalar(value))
        .collect::<Vec<_>>()
        .join(", ")
}
