//! An ICP's scorecard and its worked accounts with the points for each criterion and the reason.

use super::say;
use crate::model::icp::{Account, Icp, Signal};
use crate::model::scorecard::{Criterion, Scorecard};
use crate::model::segment::Tier;
use crate::model::value::Scalar;
use crate::model::{Entry, Kind};
use crate::score::{criterion_reason, disqualified, field_in_words, score, what_to_ask};
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, Sentence, drawings};
use crate::view::{Shared, view};

view! {
    /// What only the page of an ICP has.
    pub(crate) struct IcpComputed<'a> {
        /// The buying committee, drawn; nothing without members.
        committee: Option<drawings::icp::CommitteeMap>,
        /// The steps of the decision along a line; nothing without steps.
        decision: Option<drawings::icp::DecisionLine>,
        /// How a firm is scored; nothing without a scorecard.
        scorecard: Option<ScorecardView<'a>>,
        /// The worked accounts.
        accounts: Vec<WorkedAccount<'a>>,
        /// For each disqualifier, in the order of the content, its condition in words, if it has one.
        disqualifiers: Vec<Option<String>>,
        /// For each signal, in the order of the content, how the ICP compares.
        signals: Vec<SignalRatio>,
        /// Whether all signals with numbers were counted in the same list on the same day, so that it is said once.
        signals_counted_alike: bool,
        /// The competitors that go for such firms.
        competitors: Vec<Shared<EntryCard>>,
        /// Where it is told what to say of the first of them; nothing where that is not told.
        say: Option<String>,
    }
}

view! {
    /// How a signal of the ICP compares with that of others.
    pub(crate) struct SignalRatio {
        /// The number of the ICP divided by that of others; nothing unless both are known.
        ratio: Option<f64>,
        /// How many percent the number of the ICP is lower; nothing where it is not.
        lower: Option<f64>,
    }
}

view! {
    /// How a firm is scored.
    pub(crate) struct ScorecardView<'a> {
        /// The most points that a firm can have.
        maximum: f64,
        /// The most points that a single criterion can give.
        largest: f64,
        /// From how many percent of the points on a firm is of a tier.
        tiers: Vec<TierLimit>,
        /// What is looked at.
        criteria: Vec<CriterionView<'a>>,
    }
}

view! {
    /// From where on a firm is of a tier.
    pub(crate) struct TierLimit {
        /// The tier, as in `A`.
        tier: &'static str,
        /// The percentage of all points it begins at.
        from: f64,
        /// The same in words, as in "from 80%", or "above 80%".
        words: String,
    }
}

view! {
    /// A criterion of a scorecard.
    pub(crate) struct CriterionView<'a> {
        /// What it looks at.
        attribute: &'a str,
        /// What fits best, in words.
        ideal: Option<&'a str>,
        /// What its points are multiplied by, 0 or more.
        weight: f64,
        /// Why it matters.
        why: Option<Sentence>,
        /// Whether a firm without points for it gets the lowest tier, whatever else it scores.
        must: bool,
        /// The points of a firm of which nothing is known, before the weight; nothing where that stays open.
        missing: Option<f64>,
        /// The most points it can give, after the weight.
        most: f64,
        /// Its part of the most points of all criteria, in percent.
        share: f64,
        /// The most points it can take off, after the weight, when it gives none.
        penalty: Option<f64>,
        /// The levels, in the order of the content.
        levels: Vec<CriterionLevel>,
    }
}

view! {
    /// A level of a criterion.
    pub(crate) struct CriterionLevel {
        /// Its points, before the weight.
        points: f64,
        /// What it is called, or else its condition in words.
        words: String,
        /// Its condition in words, where it is called something else.
        condition: Option<String>,
    }
}

view! {
    /// A worked account.
    pub(crate) struct WorkedAccount<'a> {
        /// The name of the firm.
        name: &'a str,
        /// What the author adds.
        note: Option<Sentence>,
        /// The reasons of the disqualifiers that hold for it. With one, it has no tier.
        disqualified: Vec<Sentence>,
        /// What is not known and could change the score or disqualify it, in words.
        ask: Vec<String>,
        /// The tier the author expects, as in `A`.
        expect: Option<&'static str>,
        /// How it scores; nothing without a scorecard.
        score: Option<AccountScoreView<'a>>,
    }
}

view! {
    /// How a worked account scores.
    pub(crate) struct AccountScoreView<'a> {
        /// The points it has, or from how many to how many are possible, in words.
        total: String,
        /// The most it could have.
        maximum: f64,
        /// The points that are known, in percent of the most, 0 to 100.
        percent: f64,
        /// The same as far as it is possible, in percent.
        percent_possible: f64,
        /// Both in words: one whole number where everything is known.
        percent_in_words: String,
        /// The same with a decimal.
        percent_exact: String,
        /// The tier that follows, as in `A`; nothing while several are possible.
        tier: Option<&'static str>,
        /// The best tier that is possible.
        best: &'static str,
        /// The worst tier that is possible.
        worst: &'static str,
        /// The criteria that are known to have no points for it and must have some.
        failed_musts: Vec<String>,
        /// The criteria that must have points for it, of which that is not known.
        open_musts: Vec<String>,
        /// Point by point, in the order of the scorecard.
        criteria: Vec<CriterionPoints<'a>>,
    }
}

view! {
    /// What a worked account gets for a criterion.
    pub(crate) struct CriterionPoints<'a> {
        /// What the criterion looks at.
        attribute: &'a str,
        /// What is known of the account, in words; empty when nothing is.
        value: String,
        /// The points, before the weight, in words; from how many to how many while they are open.
        points: String,
        /// What they are multiplied by.
        weight: f64,
        /// The points, after the weight, in words.
        weighted: String,
        /// The least it can be, after the weight.
        least: f64,
        /// Whether they depend on something that is not known.
        open: bool,
        /// The most points it could get, after the weight.
        most: f64,
        /// Whether the criterion only takes points off.
        is_penalty: bool,
        /// Why it gets these points.
        reason: String,
    }
}

/// The address of what to say of the first competitor of whom something is said.
fn say_of_first(links: &EntryLinks<'_>) -> Option<String> {
    let EntryLinks { viewer, entry } = links;
    let links = viewer.index.backlinks(&entry.key);
    let competitors = links.map(|link| link.from);
    let mut competitors: Vec<&Entry> = competitors
        .filter(|from| from.key.kind == Kind::Competitor)
        .collect();
    competitors.sort_by_key(|competitor| competitor.in_order());
    let mut competitors = competitors.into_iter();
    let page = competitors.find_map(|one| say::page_of(viewer, &one.key));
    page.map(|page| format!("{page}#competitors_"))
}

pub(crate) fn computed<'a>(links: &EntryLinks<'a>, icp: &'a Icp) -> IcpComputed<'a> {
    let scorecard = icp.scorecard.as_ref();
    let accounts = icp.examples.iter();
    let disqualifiers = icp.disqualifiers.iter();
    let signals = icp.signals.iter();
    let counted = signals.clone().filter(|one| one.icp.is_some());
    let mut counted = counted.map(|one| (&one.from, one.on));
    let first = counted.next();
    IcpComputed {
        committee: drawings::icp::committee_map(links, icp),
        decision: drawings::icp::decision_line(&links.viewer.words, &icp.decision_process),
        scorecard: scorecard.map(|card| scorecard_view(links, card)),
        accounts: accounts
            .map(|account| worked_account(links, icp, account))
            .collect(),
        disqualifiers: disqualifiers
            .map(|one| one.when.as_ref().map(|when| links.condition(when)))
            .collect(),
        signals: signals.map(signal_ratio).collect(),
        signals_counted_alike: first.is_some_and(|first| counted.all(|one| one == first)),
        say: say_of_first(links),
        competitors: links.viewer.cards_from(Kind::Competitor, &links.entry.key),
    }
}

fn signal_ratio(signal: &Signal) -> SignalRatio {
    let both = signal.icp.zip(signal.others);
    let both = both.filter(|(_, others)| *others != 0.0);
    let ratio = both.map(|(icp, others)| icp / others);
    SignalRatio {
        ratio,
        lower: ratio
            .filter(|ratio| (0.0..1.0).contains(ratio))
            .map(|ratio| 100.0 * (1.0 - ratio)),
    }
}

fn scorecard_view<'a>(links: &EntryLinks<'_>, card: &'a Scorecard) -> ScorecardView<'a> {
    let maximum = card.maximum();
    let most = |criterion: &Criterion| criterion.weight.0 * criterion.highest();
    let criteria = card.criteria.iter().map(|criterion| {
        let levels = criterion.levels.iter().map(|level| CriterionLevel {
            points: level.points,
            words: links.level(level),
            condition: level.label.as_ref().map(|_| links.condition(&level.when)),
        });
        CriterionView {
            attribute: &criterion.attribute,
            ideal: criterion.ideal.as_deref(),
            weight: criterion.weight.0,
            why: criterion.why.as_ref().map(|why| links.text(why)),
            must: criterion.must,
            missing: criterion.missing,
            most: most(criterion),
            share: if maximum > 0.0 {
                100.0 * most(criterion) / maximum
            } else {
                0.0
            },
            penalty: criterion.penalty().map(|most| criterion.weight.0 * most),
            levels: levels.collect(),
        }
    });
    let words = &links.viewer.words;
    let tiers = card.tier_limits().map(|(tier, limit)| TierLimit {
        tier: tier.as_str(),
        from: limit.number,
        words: words.fill(
            if limit.is_above {
                "tier_above"
            } else {
                "tier_from"
            },
            "percent",
            &words.number(limit.number, 1),
        ),
    });
    ScorecardView {
        maximum,
        largest: card.criteria.iter().map(most).fold(0.0, f64::max),
        tiers: tiers.to_vec(),
        criteria: criteria.collect(),
    }
}

fn worked_account<'a>(
    links: &EntryLinks<'_>,
    icp: &'a Icp,
    account: &'a Account,
) -> WorkedAccount<'a> {
    let stops = disqualified(icp, &account.values).by.into_iter();
    let ask = what_to_ask(icp, &account.values).into_iter();
    let scorecard = icp.scorecard.as_ref();
    WorkedAccount {
        name: &account.account,
        note: account.note.as_ref().map(|note| links.text(note)),
        disqualified: stops
            .map(|index| links.text(&icp.disqualifiers[index].reason))
            .collect(),
        ask: ask.map(field_in_words).collect(),
        expect: account.expect.map(Tier::as_str),
        score: scorecard.map(|card| account_score(links, card, account)),
    }
}

fn account_score<'a>(
    links: &EntryLinks<'_>,
    card: &'a Scorecard,
    account: &Account,
) -> AccountScoreView<'a> {
    let score = score(card, &account.values);
    let words = &links.viewer.words;
    let names = |places: &[usize]| {
        let names = places.iter();
        names
            .map(|index| card.criteria[*index].attribute.clone())
            .collect()
    };
    let criteria = card.criteria.iter().zip(&score.criteria);
    let criteria = criteria.map(|(criterion, one)| {
        let open = !one.points.is_known();
        let reason = criterion_reason(words, criterion, one);
        CriterionPoints {
            attribute: &criterion.attribute,
            value: known_values(links, criterion, account),
            points: words.range(one.points.low, one.points.high, 1),
            weight: criterion.weight.0,
            weighted: words.range(one.weighted.low, one.weighted.high, 1),
            least: one.weighted.low,
            open,
            most: criterion.weight.0 * criterion.highest(),
            is_penalty: criterion.penalty().is_some(),
            reason,
        }
    });
    AccountScoreView {
        total: words.range(score.total.low, score.total.high, 1),
        maximum: score.maximum,
        percent: score.percent.low,
        percent_possible: score.percent.high,
        percent_in_words: words.range(score.percent.low, score.percent.high, 0),
        percent_exact: words.range(score.percent.low, score.percent.high, 1),
        tier: score.tiers.known().map(Tier::as_str),
        best: score.tiers.best.as_str(),
        worst: score.tiers.worst.as_str(),
        failed_musts: names(&score.failed_musts),
        open_musts: names(&score.open_musts),
        criteria: criteria.collect(),
    }
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
