//! The quiz tells the truth: no wrong answer is right as well, in books where almost everybody says almost the same.
//! What is right is said here anew, from the content, without the code that makes the questions.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::path::Path;

use personabook::internal::quiz::{
    Ask, Choice, LeadStep, Question, Quizzes, Right, Selection, Topic,
};
use personabook::model::competitor::Competitor;
use personabook::model::content::{Content, Node};
use personabook::model::icp::{BuyingRole, Icp};
use personabook::model::job::Job;
use personabook::model::journey::{Journey, Stage};
use personabook::model::limit::PointLimit;
use personabook::model::persona::Persona;
use personabook::model::qualification::Qualification;
use personabook::model::segment::{Segment, Tier};
use personabook::model::{Catalog, Data, Entry, Header, Key, Kind, Status};
use personabook::score::{holds, score};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Letters and digits only, in lower case.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Every sentence and word in an entry.
fn texts(content: &impl Content) -> Vec<String> {
    let mut texts = Vec::new();
    content.node().leaves(&mut |_, leaf| match leaf {
        Node::Text(text) => texts.push(letters(&text.plain())),
        Node::Claim(claim) => texts.push(letters(&claim.text.plain())),
        Node::Word(word) => texts.push(letters(word)),
        _ => {}
    });
    texts
}

/// Whether an entry says a text, in any of its fields.
fn says(content: &impl Content, text: &str) -> bool {
    texts(content)
        .iter()
        .any(|own| own.contains(&letters(text)))
}

/// Whether an option would be a right answer.
fn is_right(catalog: &Catalog, question: &Question<'_>, option: &Choice<'_>) -> bool {
    let source = question.source;
    match (&question.ask, option) {
        (Ask::WhoSaid { text } | Ask::WhoseFrustration { text }, Choice::Entry(entry)) => {
            let whole = entry.as_kind::<Persona>().unwrap();
            // A name that was taken out is in the content, so the parts around it are looked for.
            let parts: Vec<&str> = text
                .split('…')
                .filter(|part| !letters(part).is_empty())
                .collect();
            texts(whole)
                .iter()
                .any(|own| parts.iter().all(|part| own.contains(&letters(part))))
        }
        (Ask::WhoHasRole { role }, option) => has_role(source, *role, option),
        (Ask::WhichStage { text, .. }, Choice::Text(name)) => stages(source)
            .iter()
            .any(|stage| letters(&stage.name) == letters(name) && says(stage, text)),
        (Ask::WhatToSay { stage }, Choice::Text(message)) => {
            let asked = &stages(source)[*stage].name;
            let same = stages(source)
                .iter()
                .filter(|stage| letters(&stage.name) == letters(asked));
            same.filter_map(|stage| stage.message.as_ref())
                .any(|own| letters(&own.text.plain()) == letters(message))
        }
        (Ask::WhatToAnswer { text }, Choice::Text(answer)) => catalog
            .all::<Persona>()
            .filter(|(entry, _)| !does_not_count(entry))
            .filter_map(|(_, persona)| persona.decision.as_ref())
            .flat_map(|decision| &decision.objections)
            .filter(|one| letters(&one.says.plain()) == letters(text))
            .filter_map(|one| one.answer.as_ref())
            .any(|own| letters(&own.plain()) == letters(answer)),
        (Ask::AnswerCompetitor { text }, Choice::Text(answer)) => {
            let counts = |entry: &Entry| !does_not_count(entry);
            let theirs = catalog.all::<Competitor>();
            let theirs = theirs.filter(|(entry, _)| counts(entry));
            let theirs = theirs.flat_map(|(_, one)| &one.says);
            let customers = catalog.all::<Persona>();
            let customers = customers.filter(|(entry, _)| counts(entry));
            let customers = customers.filter_map(|(_, persona)| persona.decision.as_ref());
            theirs
                .chain(customers.flat_map(|decision| &decision.objections))
                .filter(|one| letters(&one.says.plain()) == letters(text))
                .filter_map(|one| one.answer.as_ref())
                .any(|own| letters(&own.plain()) == letters(answer))
        }
        (Ask::WhichWeakness, Choice::Text(text)) => {
            let competitor = source.as_kind::<Competitor>().unwrap();
            says(&competitor.weaknesses, text)
        }
        (Ask::GoesFor, Choice::Entry(segment)) => {
            let competitor = source.as_kind::<Competitor>().unwrap();
            let icps = competitor.icps.iter();
            let icps = icps.map(|one| catalog.find::<Icp>(&one.id).unwrap().1);
            let of_icps = icps.flat_map(|icp| &icp.segments);
            let theirs = competitor.segments.iter().chain(of_icps);
            let theirs: Vec<&str> = theirs.map(|one| one.id.as_str()).collect();
            let is_below = |id: &str, above: &str| {
                let mut at = Some(id.to_owned());
                while let Some(id) = at {
                    if id == above {
                        return true;
                    }
                    let (_, segment) = catalog.find::<Segment>(&id).unwrap();
                    at = segment.parent.as_ref().map(|parent| parent.id.clone());
                }
                false
            };
            let own = segment.key.id.as_str();
            theirs
                .iter()
                .any(|id| is_below(own, id) || is_below(id, own))
        }
        (Ask::HowWellFits { account, .. }, option) => {
            let icp = source.as_kind::<Icp>().unwrap();
            let stopped = icp
                .disqualifiers
                .iter()
                .filter_map(|one| one.when.as_ref())
                .any(|when| holds(when, &account.values));
            let tiers = score(icp.scorecard.as_ref().unwrap(), &account.values).tiers;
            match option {
                Choice::Stop => stopped,
                Choice::Tier(option) => !stopped && tiers.known() == Some(*option),
                _ => false,
            }
        }
        (Ask::WhichStops { .. }, Choice::Text(text)) => {
            let icp = source.as_kind::<Icp>().unwrap();
            let mut reasons = icp.disqualifiers.iter();
            reasons.any(|one| letters(&one.reason.plain()) == letters(text))
        }
        (
            Ask::HowFarIsLead {
                lead,
                sql,
                mql,
                nurture,
            },
            Choice::Step(step),
        ) => {
            let points: f64 = lead.fit + lead.signals.iter().map(|(_, points)| points).sum::<f64>();
            let rule = source.as_kind::<Qualification>().unwrap().sql.as_ref();
            let talked = match (rule.and_then(|rule| rule.framework_min), lead.framework) {
                (Some(needed), Some((given, most))) => given >= needed.0 && given <= most,
                (None, None) => question.id.ends_with(":sql"),
                _ => false,
            };
            let is_enough = |limit: &PointLimit| {
                points > limit.number || (points == limit.number && !limit.is_above)
            };
            let reached = if is_enough(mql) && talked && sql.is_some() {
                LeadStep::Sql
            } else if is_enough(mql) {
                LeadStep::Mql
            } else if nurture.as_ref().is_some_and(is_enough) {
                LeadStep::Nurture
            } else {
                LeadStep::Nothing
            };
            let best = |name: &str| {
                let icp = &source.as_kind::<Qualification>().unwrap().icp.id;
                let (_, icp) = catalog.find::<Icp>(icp).unwrap();
                let account = icp.examples.iter().find(|one| one.account == name).unwrap();
                score(icp.scorecard.as_ref().unwrap(), &account.values)
                    .tiers
                    .known()
                    == Some(Tier::A)
            };
            assert!(
                reached != LeadStep::Sql || lead.account.is_none_or(best),
                "sales takes a firm that does not fit well"
            );
            *step == reached
        }
        (Ask::WhichLeadStage { text }, Choice::Text(name)) => source
            .as_kind::<Qualification>()
            .unwrap()
            .stages
            .iter()
            .filter(|stage| letters(&stage.name) == letters(name))
            .filter_map(|stage| stage.meaning.as_ref())
            .any(|meaning| letters(&meaning.plain()) == letters(text)),
        (Ask::WhichTier, Choice::Tier(tier)) => {
            source.as_kind::<Segment>().unwrap().tier == Some(*tier)
        }
        (Ask::WhichStrategy, Choice::Strategy(strategy)) => {
            source.as_kind::<Segment>().unwrap().strategy == Some(*strategy)
        }
        (Ask::WhichJob { want, .. }, Choice::Entry(entry)) => {
            let job = entry.as_kind::<Job>().unwrap();
            let own = job.want.as_ref().map(|own| letters(&own.plain()));
            own == Some(letters(want))
        }
        (Ask::WhoseJob, Choice::Entry(entry)) => {
            let job = source.as_kind::<Job>().unwrap();
            let persona = entry.as_kind::<Persona>().unwrap();
            job.personas.iter().any(|one| one.id == entry.key.id)
                || persona.jobs.iter().any(|one| one.id == source.key.id)
        }
        (Ask::Own { .. }, _) => true,
        (ask, option) => panic!("{option:?} is no answer to {ask:?}"),
    }
}

fn stages(journey: &Entry) -> &[Stage] {
    &journey.as_kind::<Journey>().unwrap().stages
}

fn has_role(icp: &Entry, role: BuyingRole, option: &Choice<'_>) -> bool {
    let committee = &icp.as_kind::<Icp>().unwrap().committee;
    let mut holders = committee.iter().filter(|member| member.role == role);
    match option {
        Choice::Entry(entry) => {
            let persona = entry.as_kind::<Persona>().unwrap();
            let member = |id: &str| entry.key.id == id;
            persona.buying_roles.contains(&role)
                || holders.any(|one| one.persona.as_ref().is_some_and(|one| member(&one.id)))
        }
        Choice::Text(title) => holders.any(|one| {
            one.title
                .as_ref()
                .is_some_and(|own| letters(own) == letters(title))
        }),
        _ => false,
    }
}

/// Drafts may be wrong, and what is retired no longer holds.
fn does_not_count(entry: &Entry) -> bool {
    matches!(entry.header.status, Some(Status::Draft | Status::Retired))
}

/// What holds for every question of every book.
fn is_true(catalog: &Catalog, question: &Question<'_>) {
    let id = &question.id;
    assert!(
        !does_not_count(question.source),
        "{id} rests on an entry that does not count"
    );
    for option in &question.options {
        if let Choice::Entry(entry) = option {
            assert!(
                !does_not_count(entry),
                "{id} offers an entry that does not count"
            );
        }
    }
    match &question.right {
        Right::Order(order) => {
            let names: Vec<&str> = stages(question.source)
                .iter()
                .map(|one| one.name.as_str())
                .collect();
            let told: Vec<&String> = order
                .iter()
                .map(|index| match &question.options[*index] {
                    Choice::Text(name) => name,
                    other => panic!("{other:?} is no stage"),
                })
                .collect();
            let places: Vec<usize> = told
                .iter()
                .map(|name| names.iter().position(|own| own == *name).unwrap())
                .collect();
            assert_eq!(order.len(), question.options.len(), "{id}");
            assert!(
                places.windows(2).all(|pair| pair[0] < pair[1]),
                "{id}: {told:?}"
            );
            let distinct: BTreeSet<String> = told.iter().map(|name| letters(name)).collect();
            assert_eq!(distinct.len(), told.len(), "{id} has a stage twice");
            assert!(!order.is_sorted(), "{id} is in order already");
        }
        Right::One(right) => {
            let wrong = question.options.len() - 1;
            assert!((2..=3).contains(&wrong), "{id} has {wrong} wrong answers");
            for (index, option) in question.options.iter().enumerate() {
                assert_eq!(
                    is_right(catalog, question, option),
                    index == *right,
                    "{id}: {option:?} of {question:#?}"
                );
            }
        }
    }
}

// ---- Books in which almost everybody says almost the same

const SENTENCES: [&str; 9] = [
    "Every change needs a developer for weeks",
    "every change: needs a **developer**, for weeks!",
    "Nobody answers the telephone in the evening",
    "The invoice comes before the parcel does",
    "The invoice comes long before the parcel does",
    "Ada promised to call back on Monday",
    "Reports that say how many, never why",
    "Two screens for the same simple order",
    "Waiting",
];
const NAMES: [&str; 6] = [
    "Ada Lind",
    "Bo Ek",
    "Cas Moor",
    "Dee Fox",
    "Eva Roth",
    "Finn Hall",
];
const STAGES: [&str; 5] = ["Look", "Compare", "Buy", "compare", "Use it"];
const ROLES: [&str; 6] = [
    "decision-maker",
    "economic-buyer",
    "champion",
    "blocker",
    "end-user",
    "gatekeeper",
];

fn sentence() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&SENTENCES[..])
}

fn sentences() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(sentence(), 0..3)
}

fn any_persona() -> impl Strategy<Value = Value> {
    (
        (sentences(), sentences(), sentences(), sentences()),
        proptest::option::of(proptest::sample::select(&ROLES[..])),
        proptest::collection::vec((sentence(), sentence()), 0..2),
        proptest::option::of(0_usize..3),
    )
        .prop_map(
            |((quotes, frustrations, fears, feels), role, objections, job)| {
                let objections: Vec<Value> = objections
                    .iter()
                    .map(|(says, answer)| json!({ "says": says, "answer": answer }))
                    .collect();
                let mut persona = json!({
                    "quotes": quotes, "frustrations": frustrations, "fears": fears,
                    "empathy": { "feels": feels }, "decision": { "objections": objections },
                    "jobs": job.map(|job| format!("job-{job}")).into_iter().collect::<Vec<_>>(),
                });
                if let Some(role) = role {
                    persona["buying_role"] = role.into();
                }
                persona
            },
        )
}

fn any_stage() -> impl Strategy<Value = Value> {
    (
        proptest::sample::select(&STAGES[..]),
        sentences(),
        sentences(),
        proptest::option::of(sentence()),
    )
        .prop_map(|(name, doing, pains, message)| {
            let mut stage = json!({ "name": name, "doing": doing, "pains": pains });
            if let Some(message) = message {
                stage["message"] = message.into();
            }
            stage
        })
}

fn any_icp() -> impl Strategy<Value = Value> {
    let member = (proptest::sample::select(&ROLES[..]), 0_usize..6);
    (
        proptest::collection::vec(member, 0..6),
        sentences(),
        sentences(),
        proptest::collection::vec(0_i32..100, 1..4),
    )
        .prop_map(|(members, reasons, challenges, sizes)| {
            let members: Vec<Value> = members
                .iter()
                .map(|(role, who)| match who {
                    5 => json!({ "role": role, "title": "Somebody of the agency" }),
                    who => json!({ "role": role, "persona": format!("p{who}") }),
                })
                .collect();
            let mut stops: Vec<Value> = reasons.iter().map(|one| json!({ "reason": one })).collect();
            stops.push(json!({ "reason": "Too small for us to help", "when": { "field": "size", "below": 10 } }));
            let accounts: Vec<Value> = sizes
                .iter()
                .map(|size| json!({ "account": format!("Firm {size}"), "values": { "size": size } }))
                .collect();
            json!({
                "committee": members, "disqualifiers": stops, "challenges": challenges, "triggers": SENTENCES,
                "scorecard": { "criteria": [{ "attribute": "Size", "weight": 1, "levels": [
                    { "points": 2, "when": { "field": "size", "min": 60 } },
                    { "points": 1.4, "when": { "field": "size", "min": 40 } },
                ] }] },
                "examples": accounts,
            })
        })
}

fn any_qualification() -> impl Strategy<Value = Value> {
    (
        proptest::collection::vec((sentence(), 1_i32..40), 0..5),
        (20_i32..60, 1_i32..50, proptest::option::of(5_i32..60)),
        proptest::collection::vec((proptest::sample::select(&STAGES[..]), sentence()), 0..5),
    )
        .prop_map(|(signals, (nurture, more, needed), stages)| {
            let signals: Vec<Value> = signals
                .iter()
                .map(|(signal, points)| json!({ "signal": signal, "points": points }))
                .collect();
            let stages: Vec<Value> = stages
                .iter()
                .map(|(name, meaning)| json!({ "name": name, "meaning": meaning }))
                .collect();
            let mut sql = json!({ "all_of": ["Finance is in the talk"] });
            if let Some(needed) = needed {
                sql["framework_min"] = needed.into();
            }
            json!({
                "icp": "icp", "fit_points": 40, "engagement": signals, "stages": stages, "sql": sql,
                "framework": [{ "key": "N", "name": "Need", "points": 50 }],
                "thresholds": { "nurture": nurture, "mql": nurture + more },
            })
        })
}

fn any_competitor() -> impl Strategy<Value = Value> {
    let numbers = |most: usize| proptest::collection::vec(0_usize..most, 0..3);
    (
        (sentences(), sentences()),
        proptest::collection::vec((sentence(), sentence()), 0..3),
        (numbers(5), proptest::bool::ANY),
    )
        .prop_map(|((strengths, weaknesses), says, (segments, icp))| {
            let says: Vec<Value> = says
                .iter()
                .map(|(says, answer)| json!({ "says": says, "answer": answer }))
                .collect();
            let segments: Vec<String> = segments.iter().map(|one| format!("s{one}")).collect();
            let icps = if icp { vec!["icp"] } else { Vec::new() };
            json!({
                "strengths": strengths, "weaknesses": weaknesses, "says": says, "segments": segments, "icps": icps,
            })
        })
}

fn entry(kind: Kind, id: &str, name: &str, data: Data) -> Entry {
    let header: Header = serde_json::from_value(json!({ "name": name })).unwrap();
    Entry {
        key: Key::new(kind, id),
        header,
        data,
        body: String::new(),
        file: String::new(),
        folder: String::new(),
    }
}

prop_compose! {
    fn any_book()(
        personas in proptest::collection::vec(any_persona(), 1..6),
        stages in proptest::collection::vec(any_stage(), 0..6),
        icp in any_icp(),
        qualification in any_qualification(),
        wants in proptest::collection::vec((sentence(), 0_usize..6), 0..4),
        tiers in proptest::collection::vec(proptest::option::of(proptest::sample::select(&["A", "B", "C"][..])), 5..7),
        competitors in proptest::collection::vec(any_competitor(), 0..4),
        retired in 0_usize..9,
    ) -> Catalog {
        let mut catalog = Catalog::default();
        for (index, persona) in personas.into_iter().enumerate() {
            let data = serde_json::from_value::<Persona>(persona).unwrap();
            let mut entry = entry(Kind::Persona, &format!("p{index}"), NAMES[index], data.into());
            if index == retired {
                entry.header.status = Some(Status::Retired);
            }
            catalog.add(entry);
        }
        let journey = json!({ "personas": ["p0"], "stages": stages });
        let journey = serde_json::from_value::<Journey>(journey).unwrap();
        catalog.add(entry(Kind::Journey, "road", "The road", journey.into()));
        let icp = serde_json::from_value::<Icp>(icp).unwrap();
        catalog.add(entry(Kind::Icp, "icp", "The profile", icp.into()));
        let qualification = serde_json::from_value::<Qualification>(qualification).unwrap();
        catalog.add(entry(Kind::Qualification, "leads", "Leads", qualification.into()));
        for (index, (want, who)) in wants.iter().enumerate() {
            let job = json!({ "want": want, "personas": [format!("p{who}")] });
            let job = serde_json::from_value::<Job>(job).unwrap();
            catalog.add(entry(Kind::Job, &format!("job-{index}"), &format!("Job {index}"), job.into()));
        }
        for (index, tier) in tiers.iter().enumerate() {
            let mut segment = tier.map_or(json!({}), |tier| json!({ "tier": tier, "strategy": "keep" }));
            // The second is a part of the first, and the third of the second.
            if (1..3).contains(&index) {
                segment["parent"] = format!("s{}", index - 1).into();
            }
            let segment = serde_json::from_value::<Segment>(segment).unwrap();
            catalog.add(entry(Kind::Segment, &format!("s{index}"), &format!("Segment {index}"), segment.into()));
        }
        for (index, competitor) in competitors.into_iter().enumerate() {
            let competitor = serde_json::from_value::<Competitor>(competitor).unwrap();
            catalog.add(entry(Kind::Competitor, &format!("c{index}"), &format!("Rival {index}"), competitor.into()));
        }
        catalog
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_wrong_answer_is_right_as_well(catalog in any_book()) {
        let quizzes = Quizzes::new(&catalog);
        let questions = quizzes.questions(&[]);
        let ids: BTreeSet<&str> = questions.iter().map(|one| one.id.as_str()).collect();
        prop_assert_eq!(ids.len(), questions.len(), "two questions have one id");
        for question in &questions {
            is_true(&catalog, question);
        }
        prop_assert_eq!(&questions, &Quizzes::new(&catalog).questions(&[]));
    }

    #[test]
    fn what_is_excluded_stays_out_and_nothing_is_asked_twice(catalog in any_book(), seed in "[a-z]{1,8}") {
        let quizzes = Quizzes::new(&catalog);
        let exclude: Vec<String> = quizzes.questions(&[]).iter().step_by(2).map(|one| one.id.clone()).collect();
        let selection = || Selection { seed: seed.clone(), exclude: exclude.clone(), ..Selection::default() };
        let quiz = quizzes.quiz(selection());
        let ids: BTreeSet<&str> = quiz.iter().map(|one| one.id.as_str()).collect();
        prop_assert_eq!(ids.len(), quiz.len());
        prop_assert!(quiz.len() <= personabook::internal::quiz::QUESTIONS);
        prop_assert!(exclude.iter().all(|id| !ids.contains(id.as_str())));
        prop_assert_eq!(&quiz, &quizzes.quiz(selection()));
    }
}

// ---- The demo book

fn demo() -> Catalog {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let loaded = personabook::load::load(root, &|_| {}).unwrap();
    loaded.book.unwrap().catalog
}

#[test]
fn the_demo_book_asks_true_questions_of_every_family() {
    let catalog = demo();
    let questions = Quizzes::new(&catalog).questions(&[]);
    for question in &questions {
        is_true(&catalog, question);
    }
    for topic in Topic::ALL {
        let count = questions.iter().filter(|one| one.topic == topic).count();
        assert!(count > 0 || topic == Topic::Own, "no question of {topic:?}");
    }
    for family in [
        "who-said",
        "whose-frustration",
        "role",
        "which-stage",
        "order",
        "fit",
        "stops",
        "lead",
        "lead-stage",
        "objection",
        "what-to-say",
        "competitor-answer",
        "weakness",
        "goes-for",
        "tier",
        "strategy",
        "job",
        "whose-job",
    ] {
        let begins = format!("{family}:");
        assert!(
            questions.iter().any(|one| one.id.starts_with(&begins)),
            "no {family}"
        );
    }
}

#[test]
fn the_quiz_of_the_demo_book_is_of_twenty_questions_and_of_all_topics() {
    let catalog = demo();
    let quiz = Quizzes::new(&catalog).of_the_book();
    assert_eq!(quiz.len(), 20);
    let topics: BTreeSet<Topic> = quiz.iter().map(|one| one.topic).collect();
    assert_eq!(topics.len(), Topic::ALL.len() - 1, "{topics:?}");
}

#[test]
fn a_path_is_asked_about_what_it_reads() {
    let catalog = demo();
    let quizzes = Quizzes::new(&catalog);
    let prefer = vec![
        Key::new(Kind::Persona, "sophie"),
        Key::new(Kind::Journey, "paying-after-delivery"),
    ];
    let selection = Selection {
        seed: "sales".into(),
        prefer: prefer.clone(),
        ..Selection::default()
    };
    let quiz = quizzes.quiz(selection);
    let about = |quiz: &[Question<'_>]| {
        quiz.iter()
            .filter(|one| prefer.contains(&one.source.key))
            .count()
    };
    assert!(
        about(&quiz) > 2 * about(&quizzes.of_the_book()).max(2),
        "{}",
        about(&quiz)
    );
    assert_ne!(quiz, quizzes.of_the_book());
}

#[test]
fn a_quiz_of_a_huge_book_is_made_of_a_bounded_number_of_questions() {
    let mut catalog = Catalog::default();
    for index in 0..3000 {
        let persona = json!({
            "quotes": [format!("I count the {index} boxes of house number {index} myself")],
            "frustrations": [format!("Nobody ever calls back about order number {index}")],
        });
        let persona = serde_json::from_value::<Persona>(persona).unwrap();
        catalog.add(entry(
            Kind::Persona,
            &format!("p{index}"),
            &format!("Person{index} Smith"),
            persona.into(),
        ));
    }
    let quizzes = Quizzes::new(&catalog);
    assert!(quizzes.entries::<Persona>().count() <= 40);
    assert!(quizzes.questions(&[]).len() <= 80);
}

// ---- The golden book, which has a path with a question of its own and one that is left out

#[test]
fn an_author_adds_and_excludes_questions() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/book");
    let loaded = personabook::load::load(&root, &|_| {}).unwrap();
    let catalog = loaded.book.unwrap().catalog;
    let quizzes = Quizzes::new(&catalog);
    let (entry, path) = catalog
        .find::<personabook::model::path::Path>("first-weeks")
        .unwrap();
    let left_out = &path.quiz.as_ref().unwrap().exclude;
    let all = quizzes.questions(&[]);
    assert!(!left_out.is_empty());
    for id in left_out {
        assert!(all.iter().any(|one| one.id == *id), "{id} is no question");
    }
    for quiz in [quizzes.of_path(entry, path), quizzes.of_the_book()] {
        assert!(quiz.iter().all(|one| !left_out.contains(&one.id)));
    }
    let quiz = quizzes.of_path(entry, path);
    let own: Vec<_> = quiz.iter().filter(|one| one.topic == Topic::Own).collect();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].id, "own:first-weeks:1");
    assert_eq!(
        own[0].source.key,
        Key::new(Kind::Job, "give-the-bike-back-today")
    );
    let Right::One(right) = own[0].right else {
        panic!("an own question has one right answer")
    };
    assert_eq!(
        own[0].options[right],
        Choice::Text("To give the bicycle back today".into())
    );
}
