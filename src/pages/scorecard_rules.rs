//! The rules of an ICP's scorecard as data, for the calculator on its page (`static/fit.js`): the same
//! numbers and conditions that `score` works with. `tests/it/fit.rs` shows that both come to the same score.

use serde::{Serialize, Serializer};

use crate::model::icp::Icp;
use crate::model::scorecard::{Criterion, Scorecard, When};
use crate::model::value::Scalar;
use crate::model::{Entry, Key};
use crate::score::{field_in_words, thousandths};
use crate::site::links::EntryLinks;

/// The words that the calculator needs, without their `fit_`.
const WORDS: [&str; 29] = [
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
    "fit_open",
    "fit_range",
    "fit_says_range",
    "fit_ask",
    "fit_open_musts",
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

/// What the calculator knows of an ICP. Its names are those that `static/fit-score.js` reads.
#[derive(Serialize)]
struct Rules<'a> {
    words: InOrder<&'static str, &'a str>,
    /// Each tier with the percentage it begins at, in thousandths, and whether it begins above that.
    tiers: Vec<(&'static str, i64, bool)>,
    criteria: Vec<RuleCriterion<'a>>,
    disqualifiers: Vec<RuleDisqualifier<'a>>,
    fields: Vec<Field>,
    accounts: Vec<RuleAccount<'a>>,
}

#[derive(Serialize)]
struct RuleAccount<'a> {
    name: &'a str,
    values: InOrder<&'a str, RuleScalar<'a>>,
}

#[derive(Serialize)]
struct RuleCriterion<'a> {
    name: &'a str,
    /// In thousandths, as all points are.
    weight: i64,
    must: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<i64>,
    highest: i64,
    levels: Vec<RuleLevel<'a>>,
}

#[derive(Serialize)]
struct RuleLevel<'a> {
    points: i64,
    words: String,
    when: Condition<'a>,
}

#[derive(Serialize)]
struct RuleDisqualifier<'a> {
    reason: String,
    words: String,
    when: Condition<'a>,
}

/// A condition with the parts it has.
#[derive(Serialize)]
struct Condition<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    above: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    below: Option<Number>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    any: Vec<RuleScalar<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contains: Vec<RuleScalar<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    matches_none: Vec<RuleScalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    all: Vec<Self>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    either: Vec<Self>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Box<Self>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum RuleScalar<'a> {
    Text(&'a str),
    Number(Number),
    Flag(bool),
    List(Vec<Self>),
}

/// A table whose keys keep their order.
struct InOrder<K, V>(Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for InOrder<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// TOML has numbers that JSON has not: they go as the texts `inf`, `-inf` and `NaN`.
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_finite() {
            serializer.serialize_f64(self.0)
        } else {
            serializer.collect_str(&self.0)
        }
    }
}

fn rules<'a>(links: &EntryLinks<'a>, icp: &'a Icp, card: &'a Scorecard) -> Rules<'a> {
    let words = &links.viewer.words;
    let words = WORDS.iter().map(|key| {
        let short = key.trim_start_matches("fit_");
        (short, words.get(key))
    });
    let disqualifiers = icp.disqualifiers.iter().filter_map(|one| {
        let condition = one.when.as_ref()?;
        Some(RuleDisqualifier {
            reason: one.reason.plain(),
            when: Condition::of(condition),
            words: links.condition(condition),
        })
    });
    let accounts = icp.examples.iter().map(|account| {
        let values = account.values.0.iter();
        RuleAccount {
            name: &account.account,
            values: InOrder(
                values
                    .map(|(field, value)| (field.as_str(), RuleScalar::of(value)))
                    .collect(),
            ),
        }
    });
    let criteria = card.criteria.iter();
    let tiers = card.tier_limits();
    Rules {
        accounts: accounts.collect(),
        criteria: criteria
            .map(|criterion| RuleCriterion::of(links, criterion))
            .collect(),
        disqualifiers: disqualifiers.collect(),
        fields: fields(icp, card),
        tiers: tiers
            .map(|(tier, limit)| (tier.as_str(), thousandths(limit.number), limit.is_above))
            .to_vec(),
        words: InOrder(words.collect()),
    }
}

impl<'a> RuleCriterion<'a> {
    fn of(links: &EntryLinks<'_>, criterion: &'a Criterion) -> Self {
        let levels = criterion.levels.iter().map(|level| RuleLevel {
            points: thousandths(level.points),
            when: Condition::of(&level.when),
            words: links.level(level),
        });
        Self {
            levels: levels.collect(),
            missing: criterion.missing.map(thousandths),
            highest: thousandths(criterion.highest()),
            must: criterion.must,
            name: &criterion.attribute,
            weight: thousandths(criterion.weight.0),
        }
    }
}

impl<'a> Condition<'a> {
    fn of(when: &'a When) -> Self {
        let scalars = |list: &'a [Scalar]| list.iter().map(RuleScalar::of).collect();
        let conditions = |list: &'a [When]| list.iter().map(Self::of).collect();
        Self {
            above: when.above.map(Number),
            all: conditions(&when.all),
            any: scalars(&when.any),
            below: when.below.map(Number),
            contains: scalars(&when.contains),
            either: conditions(&when.either),
            field: when.field.as_deref(),
            matches_none: scalars(&when.matches_none),
            max: when.max.map(Number),
            min: when.min.map(Number),
            missing: when.missing,
            not: when.not.as_deref().map(|when| Box::new(Self::of(when))),
        }
    }
}

impl<'a> RuleScalar<'a> {
    fn of(value: &'a Scalar) -> Self {
        match value {
            Scalar::Text(text) => Self::Text(text),
            Scalar::Number(value) => Self::Number(Number(*value)),
            Scalar::Flag(flag) => Self::Flag(*flag),
            Scalar::List(items) => Self::List(items.iter().map(Self::of).collect()),
            // No content has a band, so no page does.
            Scalar::Band { .. } => Self::Text(""),
        }
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
            label: field_in_words(name),
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
    use serde_json::{Value, json};

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
        let written = |number: f64| serde_json::to_value(Number(number)).unwrap();
        assert_eq!(written(f64::INFINITY), json!("inf"));
        assert_eq!(written(f64::NAN), json!("NaN"));
        assert_eq!(written(0.1), json!(0.1));
    }
}
