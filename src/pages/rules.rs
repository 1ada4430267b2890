//! The rules of an ICP's scorecard as data, for the calculator on its page (`static/fit.js`): the same
//! numbers and conditions that `score` works with. `tests/it/fit.rs` shows that both come to the same score.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::model::icp::Icp;
use crate::model::scorecard::{Criterion, Scorecard, When};
use crate::model::value::Scalar;
use crate::model::{Entry, Key};
use crate::site::links::EntryLinks;

/// The words that the calculator needs, without their `fit_`.
const WORDS: [&str; 24] = [
    "fit_title",
    "fit_about",
    "fit_start",
    "fit_empty",
    "fit_reset",
    "fit_link",
    "fit_linked",
    "fit_not_known",
    "fit_other",
    "fit_yes",
    "fit_no",
    "fit_must",
    "fit_weight",
    "fit_of",
    "fit_percent",
    "fit_total",
    "fit_says",
    "fit_failed_musts",
    "fit_stop",
    "fit_stop_title",
    "fit_nothing",
    "fit_above",
    "fit_no_level",
    "fit_result",
];

/// The rules of an ICP with a scorecard: path on the site, script. It sets `personabookRules`.
pub(crate) fn script(links: &EntryLinks<'_>, icp: &Icp) -> Option<(String, Vec<u8>)> {
    let rules = rules(links, icp, icp.scorecard.as_ref()?);
    let script = crate::site::script_of("personabookRules", &rules);
    Some((path(links.entry, icp)?, script.into()))
}

/// Where that script is found.
pub(crate) fn path(entry: &Entry, icp: &Icp) -> Option<String> {
    icp.scorecard.as_ref()?;
    let Key { kind, id } = &entry.key;
    Some(format!("{}/{id}-rules.js", kind.folder()))
}

fn rules(links: &EntryLinks<'_>, icp: &Icp, card: &Scorecard) -> Value {
    let words: Map<String, Value> = WORDS
        .iter()
        .map(|key| {
            let short = key.trim_start_matches("fit_");
            (short.to_owned(), links.viewer.words.get(key).into())
        })
        .collect();
    let criteria: Vec<Value> = card
        .criteria
        .iter()
        .map(|criterion| criterion_rules(links, criterion))
        .collect();
    let disqualifiers: Vec<Value> = icp
        .disqualifiers
        .iter()
        .filter_map(|one| {
            let condition = one.when.as_ref()?;
            Some(json!({
                "reason": one.reason.plain(),
                "words": links.condition(condition),
                "when": when(condition),
            }))
        })
        .collect();
    let tiers = card
        .tier_limits()
        .map(|(tier, from)| json!([tier.as_str(), from]));
    let accounts: Vec<Value> = icp
        .examples
        .iter()
        .map(|account| {
            let values: Map<String, Value> = account
                .values
                .0
                .iter()
                .map(|(field, value)| (field.clone(), scalar(value)))
                .collect();
            json!({ "name": account.account, "values": values })
        })
        .collect();
    json!({
        "words": words,
        "maximum": number(card.maximum()),
        "tiers": tiers,
        "criteria": criteria,
        "disqualifiers": disqualifiers,
        "fields": fields(icp, card),
        "accounts": accounts,
    })
}

fn criterion_rules(links: &EntryLinks<'_>, criterion: &Criterion) -> Value {
    let levels: Vec<Value> = criterion
        .levels
        .iter()
        .map(|level| {
            json!({
                "points": number(level.points),
                "words": match &level.label {
                    Some(label) => label.plain(),
                    None => links.condition(&level.when),
                },
                "when": when(&level.when),
            })
        })
        .collect();
    json!({
        "name": criterion.attribute,
        "weight": number(criterion.weight.0),
        "must": criterion.must,
        "missing": number(criterion.missing),
        "most": number(criterion.weight.0 * criterion.highest()),
        "levels": levels,
    })
}

/// The condition with the parts it has.
fn when(condition: &When) -> Value {
    let mut parts = Map::new();
    let mut add = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            parts.insert(key.to_owned(), value);
        }
    };
    let scalars = |list: &[Scalar]| {
        (!list.is_empty()).then(|| Value::Array(list.iter().map(scalar).collect()))
    };
    let conditions =
        |list: &[When]| (!list.is_empty()).then(|| Value::Array(list.iter().map(when).collect()));
    add("field", condition.field.as_deref().map(Value::from));
    add("min", condition.min.map(number));
    add("max", condition.max.map(number));
    add("above", condition.above.map(number));
    add("below", condition.below.map(number));
    add("any", scalars(&condition.any));
    add("contains", scalars(&condition.contains));
    add("matches_none", scalars(&condition.matches_none));
    add("missing", condition.missing.map(Value::from));
    add("all", conditions(&condition.all));
    add("either", conditions(&condition.either));
    add("not", condition.not.as_deref().map(when));
    parts.into()
}

/// TOML has numbers that JSON has not: they go as the texts `inf`, `-inf` and `NaN`.
fn number(number: f64) -> Value {
    if number.is_finite() {
        number.into()
    } else {
        number.to_string().into()
    }
}

fn scalar(value: &Scalar) -> Value {
    match value {
        Scalar::Text(text) => text.as_str().into(),
        Scalar::Number(value) => number(*value),
        Scalar::Flag(flag) => (*flag).into(),
        Scalar::List(items) => items.iter().map(scalar).collect::<Vec<_>>().into(),
    }
}

/// One value that the conditions look at, and how a reader gives it.
#[derive(Debug, PartialEq, Serialize)]
struct Field {
    name: String,
    /// The name with spaces, as conditions in words write it.
    label: String,
    control: Control,
    /// The values that conditions and worked accounts know, in the order they come.
    values: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Control {
    /// A number.
    Number,
    /// One of the known values.
    Choice,
    /// True or false.
    Flag,
    /// Any number of the known values.
    Several,
    /// Anything.
    Text,
}

/// What the conditions ask of a field.
#[derive(Default)]
struct Asked<'a> {
    number: bool,
    contains: bool,
    values: Vec<&'a Scalar>,
}

impl<'a> Asked<'a> {
    fn collect(&mut self, field: &str, when: &'a When) {
        if when.field.as_deref() == Some(field) {
            self.number |= [when.min, when.max, when.above, when.below]
                .iter()
                .any(Option::is_some);
            self.contains |= !when.contains.is_empty();
            self.values.extend(when.any.iter().chain(&when.contains));
            self.values.extend(&when.matches_none);
        }
        for part in when
            .all
            .iter()
            .chain(&when.either)
            .chain(when.not.as_deref())
        {
            self.collect(field, part);
        }
    }
}

/// Every value that a condition looks at, in the order of the scorecard.
fn fields(icp: &Icp, card: &Scorecard) -> Vec<Field> {
    let conditions: Vec<&When> = card
        .criteria
        .iter()
        .flat_map(|criterion| criterion.levels.iter().map(|level| &level.when))
        .chain(icp.disqualifiers.iter().filter_map(|one| one.when.as_ref()))
        .collect();
    let mut names: Vec<&str> = Vec::new();
    for name in conditions.iter().flat_map(|when| when.fields()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let field = |name: &str| {
        let mut asked = Asked::default();
        for when in &conditions {
            asked.collect(name, when);
        }
        let known = icp
            .examples
            .iter()
            .filter_map(|account| account.values.get(name));
        let control = control(&asked, known.clone());
        asked.values.extend(known);
        let mut values = Vec::new();
        if !matches!(control, Control::Number | Control::Flag) {
            for value in asked.values {
                add_values(&mut values, value, control == Control::Several);
            }
        }
        Field {
            name: name.to_owned(),
            label: name.replace('_', " "),
            control,
            values,
        }
    };
    names.into_iter().map(field).collect()
}

fn control<'a>(asked: &Asked<'_>, mut known: impl Iterator<Item = &'a Scalar> + Clone) -> Control {
    let is_flag = |value: &Scalar| matches!(value, Scalar::Flag(_));
    let has_words = asked
        .values
        .iter()
        .any(|value| !matches!(value, Scalar::Number(_)));
    let has_values = !asked.values.is_empty() || known.clone().next().is_some();
    if asked.contains || known.clone().any(|value| matches!(value, Scalar::List(_))) {
        Control::Several
    } else if asked.number {
        if has_words {
            Control::Text
        } else {
            Control::Number
        }
    } else if has_values && asked.values.iter().all(|value| is_flag(value)) && known.all(is_flag) {
        Control::Flag
    } else if has_values {
        Control::Choice
    } else {
        Control::Text
    }
}

/// Adds a value, or its parts, unless the same is there in upper or lower case.
fn add_values(values: &mut Vec<String>, value: &Scalar, parts: bool) {
    let mut add = |text: &str| {
        let text = text.trim();
        let lower = text.to_lowercase();
        if !text.is_empty() && !values.iter().any(|known| known.to_lowercase() == lower) {
            values.push(text.to_owned());
        }
    };
    match value {
        Scalar::List(items) => items
            .iter()
            .for_each(|item| add_values(values, item, parts)),
        Scalar::Text(text) if parts => text.split([';', ',']).for_each(add),
        other => add(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields of a profile, given as JSON.
    fn fields_of(icp: Value) -> Vec<(String, Control, Vec<String>)> {
        let icp: Icp = serde_json::from_value(icp).unwrap();
        let card = icp.scorecard.as_ref().unwrap();
        fields(&icp, card)
            .into_iter()
            .map(|field| (field.name, field.control, field.values))
            .collect()
    }

    fn asking(when: &Value, value: &Value) -> (Control, Vec<String>) {
        let icp = json!({
            "scorecard": { "criteria": [{ "attribute": "A", "weight": 1, "levels": [{ "points": 1, "when": when }] }] },
            "examples": [{ "account": "X", "values": { "x": value } }],
        });
        let (_, control, values) = fields_of(icp).remove(0);
        (control, values)
    }

    #[test]
    fn the_control_follows_from_what_is_asked() {
        let texts = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let cases = [
            (
                json!({ "field": "x", "min": 3 }),
                json!(4),
                Control::Number,
                texts(&[]),
            ),
            (
                json!({ "field": "x", "any": ["NL", "be"] }),
                json!("nl"),
                Control::Choice,
                texts(&["NL", "be"]),
            ),
            (
                json!({ "field": "x", "any": [true] }),
                json!(false),
                Control::Flag,
                texts(&[]),
            ),
            (
                json!({ "field": "x", "contains": ["a"] }),
                json!("b; A, c"),
                Control::Several,
                texts(&["a", "b", "c"]),
            ),
            (
                json!({ "field": "x", "matches_none": ["a"] }),
                json!(["b"]),
                Control::Several,
                texts(&["a", "b"]),
            ),
            (
                json!({ "field": "x", "min": 3, "not": { "field": "x", "any": ["many"] } }),
                json!(4),
                Control::Text,
                texts(&["many", "4"]),
            ),
            (
                json!({ "not": { "field": "x", "any": [1, 2] } }),
                json!(3),
                Control::Choice,
                texts(&["1", "2", "3"]),
            ),
        ];
        for (when, value, control, values) in cases {
            assert_eq!(asking(&when, &value), (control, values), "{when}");
        }
    }

    #[test]
    fn fields_come_once_in_the_order_of_the_scorecard() {
        let level = |field: &str| json!({ "points": 1, "when": { "all": [{ "field": field, "missing": false }, { "field": "first", "min": 1 }] } });
        let icp = json!({
            "scorecard": { "criteria": [{ "attribute": "A", "weight": 1, "levels": [level("first"), level("second")] }] },
            "disqualifiers": [{ "reason": "R", "when": { "field": "last", "below": 1 } }, { "reason": "S" }],
        });
        let names: Vec<String> = fields_of(icp).into_iter().map(|field| field.0).collect();
        assert_eq!(names, ["first", "second", "last"]);
    }

    #[test]
    fn numbers_that_json_does_not_have_are_texts() {
        assert_eq!(number(f64::INFINITY), json!("inf"));
        assert_eq!(number(f64::NAN), json!("NaN"));
        assert_eq!(number(0.1), json!(0.1));
    }
}
