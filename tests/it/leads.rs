//! How far leads are, by data: `tests/leads` is a book and a list of what is known of leads; `leads.txt` has the points, why
//! there are so many, the grade, the stage, and what to ask. `UPDATE=1 cargo test --test it leads::` writes what follows now.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use personabook::load::load;
use personabook::model::icp::Icp;
use personabook::model::qualification::Qualification;
use personabook::model::value::{Labels, Scalar};
use personabook::progress::nobody;
use personabook::score::{Event, InWords, Lead, LeadScore, Range, ask_in_words, score_lead};
use serde::Deserialize;

#[derive(Deserialize)]
struct Known {
    name: String,
    values: Labels<Scalar>,
    events: Option<Vec<(String, toml::value::Datetime)>>,
}

#[derive(Deserialize)]
struct List {
    lead: Vec<Known>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/leads")
}

fn span(range: Range) -> String {
    let end = |number: f64| {
        if number.is_finite() {
            number.to_string()
        } else {
            "no end".to_owned()
        }
    };
    if range.is_known() {
        end(range.low)
    } else {
        format!("{} to {}", end(range.low), end(range.high))
    }
}

fn told(words: &InWords, icp: &Icp, rules: &Qualification, score: &LeadScore<'_>) -> String {
    let mut out = String::new();
    for reason in words.explainer(icp, Some(rules)).reasons(score) {
        let points = span(reason.points);
        writeln!(out, "  {}: {points}, {}", reason.what, reason.because).unwrap();
    }
    let fit = score.fit.as_ref().unwrap();
    let (best, worst) = (fit.tiers.best.as_str(), fit.tiers.worst.as_str());
    writeln!(
        out,
        "  fit {} of {}, {best} to {worst}, fits enough: {:?}",
        span(fit.total),
        fit.maximum,
        score.fits_enough
    )
    .unwrap();
    writeln!(
        out,
        "  points: {} for fit, {} for engagement{}, {} together; {} of the framework",
        span(score.fit_points),
        span(score.engagement),
        if score.is_capped { " (capped)" } else { "" },
        span(score.total),
        span(score.framework)
    )
    .unwrap();
    let grade = score.grade.map_or("none".to_owned(), |grade| {
        let (best, worst) = (grade.tiers.best.as_str(), grade.tiers.worst.as_str());
        format!("{best}{} to {worst}{}", grade.best, grade.worst)
    });
    let stage = score
        .stage()
        .map_or("open".to_owned(), |stage| format!("{stage:?}"));
    writeln!(out, "  grade {grade}; stage {stage} {:?}", score.stages).unwrap();
    for ask in &score.ask {
        writeln!(out, "  ask: {} {ask:?}", ask_in_words(rules, *ask)).unwrap();
    }
    out
}

#[test]
fn how_far_leads_are() {
    let loading = load(&folder(), &nobody).unwrap();
    assert!(!loading.report.has_errors(), "{:?}", loading.report);
    let book = loading.book.as_ref().unwrap();
    let catalog = &book.catalog;
    let list = std::fs::read_to_string(folder().join("leads.toml")).unwrap();
    let list: List = toml::from_str(&list).unwrap();
    let words = InWords::of_book(book);
    let day = "2026-11-28".parse().unwrap();
    let mut out = String::new();
    for (entry, rules) in catalog.all::<Qualification>() {
        let (_, icp) = catalog.find::<Icp>(&rules.icp.id).unwrap();
        writeln!(out, "# {}", entry.header.name).unwrap();
        for known in &list.lead {
            let events: Option<Vec<Event<'_>>> = known.events.as_ref().map(|events| {
                let events = events.iter().map(|(signal, date)| Event {
                    signal,
                    date: date.to_string().parse().unwrap(),
                });
                events.collect()
            });
            let lead = Lead {
                values: &known.values,
                events: events.as_deref(),
            };
            let score = score_lead(icp, rules, &lead, day);
            writeln!(out, "\n{}", known.name).unwrap();
            out.push_str(&told(&words, icp, rules, &score));
        }
        out.push('\n');
    }
    let file = folder().join("leads.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &out).unwrap();
    }
    snapbox::assert_data_eq!(out, snapbox::Data::read_from(&file, None).raw());
}
