//! The numbers of the health page for other programs, as JSON: `docs/health.md` says what is in it. Only of what the site shows.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::doc::Date;
use crate::model::{Catalog, FreshTarget, Key};
use crate::rules::How;
use crate::score::{ClaimCounts, FreshShare, ToResearch, kept_true, queues, research_next, worth};
use crate::site::Viewer;
use crate::site::links::{part_id, url};

/// Its path on the site.
pub(super) const PATH: &str = "health.json";

/// How many claims are named that are worth to be looked into.
const TO_RESEARCH: usize = 10;

#[derive(Serialize)]
struct Health<'a> {
    title: &'a str,
    today: Date,
    entries: usize,
    /// By status; `none` for what has none.
    statuses: BTreeMap<&'static str, usize>,
    fresh: Fresh,
    claims: Claims,
    without_owner: usize,
    queues: Vec<QueueOf<'a>>,
    research_next: Vec<Research<'a>>,
    /// How often each rule that the book does not allow finds something.
    findings: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct Fresh {
    entries: usize,
    of: usize,
    percent: Option<usize>,
    target: Option<f64>,
    reached: Option<bool>,
}

#[derive(Default, Serialize)]
struct Claims {
    all: u32,
    assumptions: u32,
    whole: u32,
    single: u32,
    open: u32,
}

#[derive(Serialize)]
struct QueueOf<'a> {
    owner: Option<&'a str>,
    due: Vec<DueEntry<'a>>,
}

#[derive(Serialize)]
struct DueEntry<'a> {
    entry: String,
    name: &'a str,
    url: String,
    since: Option<Date>,
    days: Option<i64>,
    referred_to_by: usize,
}

#[derive(Serialize)]
struct Research<'a> {
    entry: String,
    name: &'a str,
    url: String,
    claim: String,
    confidence: &'static str,
    referred_to_by: usize,
    worth: usize,
}

/// What to find out next in a book.
pub(super) fn to_research<'a>(viewer: &Viewer<'a>) -> Vec<ToResearch<'a>> {
    let catalog: &'a Catalog = viewer.catalog;
    research_next(catalog, viewer.today, TO_RESEARCH)
}

/// Where a claim stands, from the root of the site: where it has no place of its own, the page of its entry.
pub(super) fn place_of(found: &ToResearch<'_>) -> String {
    let page = url(&found.entry.key);
    match &found.claim.id {
        Some(id) => format!("{page}#{}", part_id(&found.entry.key, &id.0)),
        None => page,
    }
}

/// The file.
pub(super) fn json(viewer: &Viewer<'_>) -> Vec<u8> {
    let (book, today) = (viewer.book, viewer.today);
    let mut claims = Claims::default();
    for entry in viewer.catalog.current() {
        let counts = ClaimCounts::of(entry, viewer.catalog);
        claims.all += counts.all;
        claims.assumptions += counts.assumptions;
        claims.whole += counts.whole;
        claims.single += counts.single;
        claims.open += counts.open;
    }
    let mut statuses: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in viewer.catalog.current() {
        let status = entry.header.status.map_or("none", |status| status.as_str());
        *statuses.entry(status).or_default() += 1;
    }
    let share = FreshShare::of(book, viewer.due());
    let target = book.config.review.target;
    let owned = |key: &Key| format!("{}:{}", key.kind.name(), key.id);
    let queues = queues(viewer.due());
    let queues = queues.iter().map(|queue| QueueOf {
        owner: queue.owner,
        due: queue
            .due
            .iter()
            .map(|one| DueEntry {
                entry: owned(&one.key),
                name: &one.name,
                url: url(&one.key),
                since: one.since,
                days: one.since.map(|since| today.days_since(since)),
                referred_to_by: one.referred_to_by,
            })
            .collect(),
    });
    let research = to_research(viewer);
    let research = research.iter().map(|found| Research {
        entry: owned(&found.entry.key),
        name: &found.entry.header.name,
        url: place_of(found),
        claim: found.claim.text.plain(),
        confidence: found.confidence.as_str(),
        referred_to_by: found.referred_to_by,
        worth: worth(found.referred_to_by, found.confidence),
    });
    let kept = kept_true(viewer.catalog);
    let health = Health {
        title: &book.config.book.title,
        today,
        entries: viewer.catalog.current().count(),
        statuses,
        fresh: Fresh {
            entries: share.fresh,
            of: share.of,
            percent: share.percent(),
            target: target.map(FreshTarget::percent),
            reached: target.map(|target| share.reaches(target)),
        },
        claims,
        without_owner: kept.filter(|entry| entry.header.owner.is_none()).count(),
        queues: queues.collect(),
        research_next: research.collect(),
        findings: findings(viewer),
    };
    let mut json = serde_json::to_vec_pretty(&health)
        .expect("texts, numbers and lists can be written as JSON");
    json.push(b'\n');
    json
}

/// How often each rule finds something that is wrong, contradictory or overdue: the same that the health page counts.
fn findings(viewer: &Viewer<'_>) -> BTreeMap<&'static str, usize> {
    let mut findings: BTreeMap<&str, usize> = BTreeMap::new();
    let wrong = viewer.found.iter().filter(|one| one.how == How::Warning);
    for found in wrong {
        *findings.entry(found.rule).or_default() += 1;
    }
    findings
}
