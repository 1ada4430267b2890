//! Every opportunity of every journey: rows, matrix, and how many there are by owner and by status.

use crate::model::content::Content;
use crate::model::journey::{Journey, Opportunity};
use crate::score::opportunity_value;
use crate::site::filter::{Marks, facets};
use crate::site::links::EntryLinks;
use crate::site::{PageView, Viewer, across, drawings, map};
use crate::theme::Value;

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    across(viewer, "opportunities").with("opportunities.html", opportunity_parts(viewer))
}

/// All opportunities, and what tells them apart: the owner, the status.
fn opportunity_parts(viewer: &Viewer<'_>) -> Vec<(&'static str, Value)> {
    let mut parts = opportunities(viewer);
    let rows = parts.iter().find(|(name, _)| *name == "rows");
    let rows = rows.and_then(|(_, rows)| rows.as_array());
    let marks = |row: &Value| -> Marks {
        let texts = |path: &str| -> Vec<String> {
            let text = row.get_from_path(path).and_then(Value::as_str);
            text.map(str::to_owned).into_iter().collect()
        };
        [
            ("owner", texts("opportunity.owner")),
            ("status", texts("opportunity.status")),
        ]
        .into()
    };
    let marks: Vec<Marks> = rows.into_iter().flatten().map(marks).collect();
    parts.push(("facets", facets(&["owner", "status"], &marks)));
    parts
}

/// Every opportunity of every journey as the page of opportunities shows it: the rows, the most valuable first, their matrix, and
/// their numbers by owner and by status.
pub(crate) fn opportunities(viewer: &Viewer<'_>) -> Vec<(&'static str, Value)> {
    let mut found: Vec<(Option<f64>, &Opportunity, Value)> = Vec::new();
    for (entry, journey) in viewer.catalog.all::<Journey>() {
        let links = EntryLinks { viewer, entry };
        for (index, stage) in journey.stages.iter().enumerate() {
            for opportunity in &stage.opportunities {
                let value = opportunity_value(opportunity);
                let row = map(vec![
                    ("opportunity", links.value(&opportunity.node())),
                    ("value", value.into()),
                    ("journey", viewer.card_of(entry)),
                    ("stage", stage.name.as_str().into()),
                    ("anchor", format!("stage-{}", index + 1).into()),
                ]);
                found.push((value, opportunity, row));
            }
        }
    }
    found.sort_by(|(left, ..), (right, ..)| right.unwrap_or(-1.0).total_cmp(&left.unwrap_or(-1.0)));
    let ranked: Vec<&Opportunity> = found.iter().map(|(_, one, _)| *one).collect();
    let by_owner = drawings::opportunities::grouped(&ranked, |one| one.owner.as_deref());
    let by_status = drawings::opportunities::grouped(&ranked, |one| one.status.as_deref());
    let matrix = drawings::opportunities::value_matrix(&viewer.words, &ranked);
    let rows: Vec<Value> = found.into_iter().map(|(_, _, row)| row).collect();
    vec![
        ("rows", rows.into()),
        ("matrix", matrix),
        ("by_owner", by_owner),
        ("by_status", by_status),
    ]
}
