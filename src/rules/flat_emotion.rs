//! A journey that feels the same from beginning to end.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::journey::Journey;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "flat-emotion",
    level: CheckLevel::Allow,
    kinds: &[Kind::Journey],
    about: "a journey that feels the same from beginning to end",
    why: "Nobody goes through three stages without a better and a worse moment: the curve was filled in, not asked.",
    source: Some(
        "Journey maps draw the curve to find the lowest moment and the peak: people remember the peak and the end (Kahneman).",
    ),
    mend: "ask three customers which moment was the worst and which the best, and write `emotion` from -2 to 2",
    fires: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
"#,
        ),
        (
            "journeys/start.toml",
            r#"name = "Start"
personas = ["sophie"]

[[stages]]
name = "Search"
emotion = 1

[[stages]]
name = "Compare"
emotion = 1

[[stages]]
name = "First use"
emotion = 1
"#,
        ),
    ],
    silent: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
"#,
        ),
        (
            "journeys/start.toml",
            r#"name = "Start"
personas = ["sophie"]

[[stages]]
name = "Search"
emotion = 1

[[stages]]
name = "Compare"
emotion = -1

[[stages]]
name = "First use"
emotion = 1
"#,
        ),
    ],
    find: Look::Book(find),
};

/// Two stages may well feel the same.
const FEWEST: usize = 3;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let journeys = super::in_use_as::<Journey>(book);
    let flat = journeys.filter_map(|(entry, journey)| {
        let stages = journey.stages.iter().enumerate();
        let rated = stages.filter_map(|(index, stage)| Some((index, stage.emotion.as_ref()?)));
        let rated: Vec<_> = rated.collect();
        let (first, feeling) = rated.first()?;
        let feels = feeling.from;
        let same = |number: f64| (number - feels).abs() < f64::EPSILON;
        let of_each = journey.stages.iter().flat_map(|stage| &stage.emotions.0);
        let is_flat = rated.len() >= FEWEST
            && rated.iter().all(|(_, one)| same(one.from) && same(one.to))
            && of_each.clone().all(|(_, one)| same(one.0));
        let path = FieldPath::default().key("stages").index(*first);
        let finding = Finding::new(
            RULE.name,
            path.key("emotion"),
            format!("all {} stages feel the same: {feels}", rated.len()),
            "ask customers for the best moment and the worst, and write `emotion` from -2 to 2 in each stage",
        );
        is_flat.then(|| finding.of(&entry.key))
    });
    flat.collect()
}
