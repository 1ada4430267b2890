//! What a question says and why its answer is right, in the words of the interface.

use crate::language::Words;
use crate::model::Entry;
use crate::model::icp::{Account, Disqualifier};
use crate::model::journey::Journey;
use crate::model::limit::PointLimit;
use crate::model::qualification::SqlRule;
use crate::model::segment::Segment;
use crate::model::value::Text;
use crate::quiz::{Ask, Choice, LeadCase, LeadStep, Question, Right};
use crate::score::{AccountScore, field_in_words};
use crate::site::Viewer;
use crate::site::links::EntryLinks;

/// A question in words; all texts are plain.
pub(crate) struct Wording<'a> {
    /// The question.
    pub(crate) ask: String,
    /// The entry that it is about, where that is part of the question.
    pub(crate) context: Option<&'a Entry>,
    /// Somebody's words.
    pub(crate) quote: Option<String>,
    /// Something that the book says of somebody.
    pub(crate) said: Option<String>,
    /// Labels with what is known.
    pub(crate) facts: Vec<(String, Vec<String>)>,
    /// Sentences that explain the answer.
    pub(crate) why: Vec<String>,
}

impl Wording<'_> {
    fn new(ask: &str, why: String) -> Self {
        Self {
            ask: ask.to_owned(),
            context: None,
            quote: None,
            said: None,
            facts: Vec::new(),
            why: vec![why],
        }
    }
}

/// The words of a question.
pub(crate) fn wording<'a>(viewer: &Viewer<'_>, question: &Question<'a>) -> Wording<'a> {
    let words = &viewer.words;
    let source = question.source;
    let name = source.header.name.as_str();
    let named = |key: &str| words.fill(key, "name", name);
    let context = Some(source);
    match &question.ask {
        Ask::WhoSaid { text } => Wording {
            quote: Some(text.clone()),
            ..Wording::new(words.get("quiz_who_said"), named("quiz_why_said"))
        },
        Ask::WhoseFrustration { text } => Wording {
            said: Some(text.clone()),
            ..Wording::new(
                words.get("quiz_whose_frustration"),
                named("quiz_why_frustration"),
            )
        },
        Ask::WhoHasRole { role } => {
            let why = words
                .fill("quiz_why_role", "name", &right_name(question))
                .replace("{role}", words.choice("buying-role", role.as_str()));
            Wording {
                context,
                ..Wording::new(words.choice("quiz-role", role.as_str()), why)
            }
        }
        Ask::WhichStage { text, lane, stage } => Wording {
            context,
            said: Some(text.clone()),
            ..Wording::new(
                words.choice("quiz-stage", lane.as_str()),
                in_stage(words, source, *stage, "quiz_why_stage"),
            )
        },
        Ask::StageOrder => Wording {
            context,
            ..Wording::new(
                words.get("quiz_stage_order"),
                words.get("quiz_why_order").to_owned(),
            )
        },
        Ask::WhatToSay { stage } => {
            let stages = source.as_kind::<Journey>().map(|journey| &journey.stages);
            let stage_name = stages
                .and_then(|stages| stages.get(*stage))
                .map_or("", |stage| stage.name.as_str());
            Wording {
                context,
                ..Wording::new(
                    &words.fill("quiz_what_to_say", "stage", stage_name),
                    in_stage(words, source, *stage, "quiz_why_say"),
                )
            }
        }
        Ask::WhatToAnswer { text } => Wording {
            quote: Some(text.clone()),
            ..Wording::new(
                &words.fill(
                    "quiz_what_to_answer",
                    "name",
                    viewer.short_names.name_of(source),
                ),
                named("quiz_why_answer"),
            )
        },
        Ask::AnswerCompetitor { text } => Wording {
            context,
            quote: Some(text.clone()),
            ..Wording::new(&named("quiz_competitor_answer"), named("quiz_why_answer"))
        },
        Ask::WhichWeakness => Wording {
            context,
            ..Wording::new(&named("quiz_which_weakness"), named("quiz_why_weakness"))
        },
        Ask::GoesFor => Wording {
            context,
            ..Wording::new(
                &named("quiz_goes_for"),
                named("quiz_why_goes_for").replace("{segment}", &right_name(question)),
            )
        },
        Ask::HowWellFits {
            account,
            score,
            stop,
        } => Wording {
            context,
            facts: values(viewer, source, account),
            why: why_fits(viewer, source, (account, score, *stop)),
            ..Wording::new(
                &words.fill("quiz_how_well_fits", "account", &account.account),
                String::new(),
            )
        },
        Ask::WhichStops { disqualifier } => Wording {
            context,
            why: vec![plain(disqualifier.why.as_ref()).unwrap_or_else(|| named("quiz_why_stops"))],
            ..Wording::new(words.get("quiz_which_stops"), String::new())
        },
        Ask::HowFarIsLead {
            lead,
            sql,
            mql,
            nurture,
        } => Wording {
            context,
            facts: lead_facts(words, lead, *sql, right_step(question)),
            why: why_lead(words, lead, (*mql, *nurture), right_step(question)),
            ..Wording::new(words.get("quiz_how_far_is_lead"), String::new())
        },
        Ask::WhichLeadStage { text } => Wording {
            context,
            said: Some(text.clone()),
            ..Wording::new(
                words.get("quiz_which_lead_stage"),
                words.fill("quiz_why_lead_stage", "stage", &right_name(question)),
            )
        },
        Ask::WhichTier => Wording {
            context,
            why: why_tier(words, source),
            ..Wording::new(words.get("quiz_which_tier"), String::new())
        },
        Ask::WhichStrategy => Wording {
            context,
            why: why_strategy(words, source),
            ..Wording::new(words.get("quiz_which_strategy"), String::new())
        },
        Ask::WhichJob {
            when,
            want,
            so_that,
        } => {
            let facts = [
                ("job_when", when),
                ("job_want", want),
                ("job_so_that", so_that),
            ];
            Wording {
                facts: facts
                    .into_iter()
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(key, text)| (words.get(key).to_owned(), vec![text.clone()]))
                    .collect(),
                ..Wording::new(words.get("quiz_which_job"), named("quiz_why_job"))
            }
        }
        Ask::WhoseJob => Wording {
            context,
            ..Wording::new(
                words.get("quiz_whose_job"),
                words.fill("quiz_why_whose_job", "name", &right_name(question)),
            )
        },
        Ask::Own { ask, why } => Wording {
            why: if why.is_empty() {
                Vec::new()
            } else {
                vec![why.clone()]
            },
            ..Wording::new(ask, String::new())
        },
    }
}

fn plain(text: Option<&Text>) -> Option<String> {
    text.map(Text::plain).filter(|text| !text.is_empty())
}

/// The name of the right answer.
fn right_name(question: &Question<'_>) -> String {
    match right(question) {
        Some(Choice::Entry(entry)) => entry.header.name.clone(),
        Some(Choice::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

fn right<'q, 'a>(question: &'q Question<'a>) -> Option<&'q Choice<'a>> {
    match question.right {
        Right::One(index) => question.options.get(index),
        Right::Order(_) => None,
    }
}

fn right_step(question: &Question<'_>) -> LeadStep {
    match right(question) {
        Some(Choice::Step(step)) => *step,
        _ => LeadStep::Nothing,
    }
}

/// "Stage 3 of 8, “Demo”", in a sentence.
fn in_stage(words: &Words, source: &Entry, stage: usize, key: &str) -> String {
    let stages = source
        .as_kind::<Journey>()
        .map_or(&[][..], |journey| &journey.stages);
    let name = stages.get(stage).map_or("", |stage| stage.name.as_str());
    words
        .fill(key, "number", &(stage + 1).to_string())
        .replace("{count}", &stages.len().to_string())
        .replace("{stage}", name)
}

/// What is known of an account.
fn values(viewer: &Viewer<'_>, entry: &Entry, account: &Account) -> Vec<(String, Vec<String>)> {
    let links = EntryLinks { viewer, entry };
    let values = account.values.0.iter();
    values
        .map(|(label, value)| (field_in_words(label), vec![links.scalar(value)]))
        .collect()
}

fn why_fits(
    viewer: &Viewer<'_>,
    entry: &Entry,
    (account, score, stop): (&Account, &AccountScore, Option<&Disqualifier>),
) -> Vec<String> {
    let words = &viewer.words;
    let mut why = Vec::new();
    let card = entry
        .as_kind::<crate::model::icp::Icp>()
        .and_then(|icp| icp.scorecard.as_ref());
    if let Some(stop) = stop {
        why.push(words.fill("quiz_why_stop", "reason", &stop.reason.plain()));
        why.extend(plain(stop.why.as_ref()));
    } else {
        let percent = words.number(score.percent.low, 0);
        why.push(
            words
                .fill("quiz_why_score", "percent", &percent)
                .replace("{tier}", score.tiers.worst.as_str()),
        );
        let must = score.failed_musts.first();
        if let Some(criterion) = must.and_then(|index| card?.criteria.get(*index)) {
            why.push(words.fill("quiz_why_must", "criterion", &criterion.attribute));
        }
    }
    why.extend(plain(account.note.as_ref()));
    why
}

/// What is known of a lead.
fn lead_facts(
    words: &Words,
    lead: &LeadCase<'_>,
    sql: Option<&SqlRule>,
    step: LeadStep,
) -> Vec<(String, Vec<String>)> {
    let fit = if lead.account.is_some() {
        "quiz_lead_fits"
    } else {
        "quiz_lead_fits_perfectly"
    };
    let fit = words
        .count(fit, lead.fit)
        .replace("{percent}", &words.number(lead.percent, 0))
        .replace("{account}", lead.account.unwrap_or(""));
    let signals = lead.signals.iter().map(|(signal, points)| {
        words
            .count("quiz_lead_signal", *points)
            .replace("{signal}", &signal.signal.plain())
    });
    let mut facts = vec![
        (words.get("quiz_lead_fit").to_owned(), vec![fit]),
        (words.get("quiz_lead_today").to_owned(), signals.collect()),
    ];
    let Some(rule) = sql else { return facts };
    let mut sales = Vec::new();
    if step == LeadStep::Sql {
        if let Some((points, most)) = lead.framework {
            sales.push(
                words
                    .count("quiz_lead_framework", most)
                    .replace("{points}", &words.number(points, 1)),
            );
        }
        let found = rule.all_of.iter().chain(rule.any_of.first());
        sales.extend(found.map(|one| one.claim.text.plain()));
    } else {
        sales.push(words.get("quiz_lead_no_talk").to_owned());
    }
    facts.push((words.get("quiz_lead_sales").to_owned(), sales));
    facts
}

fn why_lead(
    words: &Words,
    lead: &LeadCase<'_>,
    (mql, nurture): (PointLimit, Option<PointLimit>),
    step: LeadStep,
) -> Vec<String> {
    let number = |number: f64| words.number(number, 1);
    let sum = words
        .fill("quiz_why_sum", "fit", &number(lead.fit))
        .replace("{signals}", &number(lead.total - lead.fit))
        .replace("{total}", &number(lead.total));
    let verdict = words
        .choice("quiz-why-lead", step.as_str())
        .replace("{mql}", &points_from(words, mql))
        .replace("{from}", &points_from(words, nurture.unwrap_or(mql)));
    vec![sum, verdict]
}

/// "from 75 points", "with more than 75 points".
fn points_from(words: &Words, limit: PointLimit) -> String {
    let key = if limit.is_above {
        "with_more_points"
    } else {
        "from_points"
    };
    words.count(key, limit.number)
}

fn why_tier(words: &Words, source: &Entry) -> Vec<String> {
    let Some(segment) = source.as_kind::<Segment>() else {
        return Vec::new();
    };
    let tier = segment.tier.map_or("", crate::model::segment::Tier::as_str);
    let mut why = vec![
        words
            .fill("quiz_why_tier", "name", &source.header.name)
            .replace("{tier}", tier),
    ];
    if let Some(share) = &segment.share {
        let shares = [
            ("customers", share.customers),
            ("revenue", share.revenue),
            ("margin", share.margin),
        ];
        let shares: Vec<String> = shares
            .into_iter()
            .filter_map(|(key, share)| {
                let value = words.number(share?.0, 1);
                Some(format!("{} {value}%", words.choice("share", key)))
            })
            .collect();
        if !shares.is_empty() {
            why.push(words.fill("quiz_why_shares", "shares", &shares.join(", ")));
        }
    }
    why
}

fn why_strategy(words: &Words, source: &Entry) -> Vec<String> {
    let strategy = source
        .as_kind::<Segment>()
        .and_then(|segment| segment.strategy);
    let word = strategy.map_or("", |strategy| words.choice("strategy", strategy.as_str()));
    let why = words
        .fill("quiz_why_strategy", "name", &source.header.name)
        .replace("{strategy}", word);
    vec![why]
        .into_iter()
        .chain(plain(source.header.summary.as_ref()))
        .collect()
}
