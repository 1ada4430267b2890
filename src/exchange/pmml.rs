//! A scorecard as a model of PMML 4.4, for engines that read it. Must not know how accounts are scored.

use std::fmt::Write as _;

use super::ScoringModel;
use crate::accounts::{Field, fields};
use crate::error::Error;
use crate::model::scorecard::{Criterion, Scorecard, When};
use crate::model::value::Scalar;
use crate::score::product;

/// What PMML cannot say of a model, each in a sentence; nothing where it says all.
#[must_use]
pub fn left_out(model: &ScoringModel<'_>) -> Vec<String> {
    let mut left = Vec::new();
    let criteria = model.icp.scorecard.iter().flat_map(|card| &card.criteria);
    if criteria.clone().any(|criterion| criterion.must) {
        left.push("the lowest tier where a `must` is missed".to_owned());
    }
    if model.icp.disqualifiers.iter().any(|one| one.when.is_some()) {
        left.push("disqualifiers".to_owned());
    }
    if model.qualification.is_some() {
        left.push(
            "the qualification: points that decay, the framework, grade and stage".to_owned(),
        );
    }
    left.push("how far points may still rise where something is not known".to_owned());
    left
}

/// The scorecard of the profile as PMML.
///
/// # Errors
/// When a value would have two types, or a number is infinite.
pub fn write_pmml(model: &ScoringModel<'_>) -> Result<String, Error> {
    let Some(card) = &model.icp.scorecard else {
        return Err(Error::refused(
            "this profile has no scorecard",
            "add a `[scorecard]` to it",
        ));
    };
    let in_card = |field: &Field| {
        let criteria = card.criteria.iter();
        let levels = criteria.flat_map(|criterion| &criterion.levels);
        levels
            .flat_map(|level| level.when.fields())
            .any(|name| name == field.name)
    };
    let asked: Vec<Field> = fields(model.icp, None)
        .into_iter()
        .filter(in_card)
        .collect();
    let columns = asked.iter().map(Column::of);
    let columns: Vec<Column<'_>> = columns.collect::<Result<_, _>>()?;
    let mut xml = Xml::default();
    xml.text
        .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.open(
        "PMML",
        &[("version", "4.4"), ("xmlns", "http://www.dmg.org/PMML-4_4")],
    );
    let about = format!(
        "The scorecard of “{}”. Without {}.",
        model.icp_name,
        left_out(model).join("; ")
    );
    xml.open("Header", &[("description", &about)]);
    xml.empty("Application", &[("name", "personabook")]);
    xml.close("Header");
    dictionary(&mut xml, &columns);
    let mut written = Predicates {
        columns: &columns,
        lists: Vec::new(),
    };
    let mut characteristics = Xml {
        text: String::new(),
        depth: 2,
    };
    characteristics.open("Characteristics", &[]);
    for (index, criterion) in card.criteria.iter().enumerate() {
        characteristic(&mut characteristics, &mut written, index, criterion)?;
    }
    characteristics.close("Characteristics");
    derived(&mut xml, &columns, &written.lists);
    xml.open(
        "Scorecard",
        &[
            ("modelName", model.icp_name),
            ("functionName", "regression"),
            ("initialScore", "0"),
            ("useReasonCodes", "true"),
            ("reasonCodeAlgorithm", "pointsBelow"),
            ("baselineMethod", "max"),
        ],
    );
    xml.open("MiningSchema", &[]);
    for column in &columns {
        xml.empty(
            "MiningField",
            &[
                ("name", &column.field.name),
                ("invalidValueTreatment", "asIs"),
            ],
        );
    }
    xml.close("MiningSchema");
    output(&mut xml, card);
    xml.text.push_str(&characteristics.text);
    xml.close("Scorecard");
    xml.close("PMML");
    Ok(xml.text)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Number,
    Flag,
    Text,
}

/// A value of an account.
struct Column<'a> {
    field: &'a Field,
    kind: Type,
}

impl<'a> Column<'a> {
    fn of(field: &'a Field) -> Result<Self, Error> {
        let asked = &field.asked;
        let kinds = [asked.is_number, asked.is_flag, asked.may_be_text];
        if kinds.iter().filter(|is| **is).count() > 1 {
            return Err(Error::refused(
                format!(
                    "`{}` is compared with values of two types, and PMML knows one for each value",
                    field.name
                ),
                "compare it with numbers, with texts, or with true and false",
            ));
        }
        let is_number = asked.is_number || (asked.may_be_number && !asked.may_be_text);
        let kind = match (is_number, asked.is_flag) {
            (_, true) => Type::Flag,
            (true, _) => Type::Number,
            _ => Type::Text,
        };
        Ok(Self { field, kind })
    }

    /// The name by which conditions know it: of a text without case and outer spaces.
    fn compared(&self) -> String {
        match self.kind {
            Type::Text => format!("{} (lower case)", self.field.name),
            _ => self.field.name.clone(),
        }
    }
}

fn dictionary(xml: &mut Xml, columns: &[Column<'_>]) {
    xml.open("DataDictionary", &[]);
    for column in columns {
        let (operations, kind) = match column.kind {
            Type::Number => ("continuous", "double"),
            Type::Flag => ("categorical", "boolean"),
            Type::Text => ("categorical", "string"),
        };
        let attributes = [
            ("name", column.field.name.as_str()),
            ("optype", operations),
            ("dataType", kind),
        ];
        let missing: Vec<&str> = match column.kind {
            Type::Text => std::iter::once("")
                .chain(column.field.asked.missing.iter().map(String::as_str))
                .collect(),
            _ => column
                .field
                .asked
                .missing
                .iter()
                .map(String::as_str)
                .filter(|word| column.kind == Type::Number && word.parse::<f64>().is_ok())
                .collect(),
        };
        if missing.is_empty() {
            xml.empty("DataField", &attributes);
            continue;
        }
        xml.open("DataField", &attributes);
        for word in missing {
            xml.empty("Value", &[("value", word), ("property", "missing")]);
        }
        xml.close("DataField");
    }
    xml.close("DataDictionary");
}

/// Texts in lower case, and whether a list has one of several parts.
fn derived(xml: &mut Xml, columns: &[Column<'_>], lists: &[List]) {
    let texts = || columns.iter().filter(|column| column.kind == Type::Text);
    if texts().next().is_none() {
        return;
    }
    xml.open("TransformationDictionary", &[]);
    for column in texts() {
        let name = column.compared();
        xml.open(
            "DerivedField",
            &[
                ("name", &name),
                ("optype", "categorical"),
                ("dataType", "string"),
            ],
        );
        xml.if_known(&column.field.name);
        xml.open("Apply", &[("function", "lowercase")]);
        xml.open("Apply", &[("function", "trimBlanks")]);
        xml.empty("FieldRef", &[("field", &column.field.name)]);
        xml.close("Apply");
        xml.close("Apply");
        xml.close("Apply");
        xml.close("DerivedField");
    }
    for list in lists {
        xml.open(
            "DerivedField",
            &[
                ("name", &list.name),
                ("optype", "categorical"),
                ("dataType", "boolean"),
            ],
        );
        xml.if_known(&list.compared);
        xml.open("Apply", &[("function", "matches")]);
        xml.empty("FieldRef", &[("field", &list.compared)]);
        xml.words("Constant", &[("dataType", "string")], &list.pattern);
        xml.close("Apply");
        xml.close("Apply");
        xml.close("DerivedField");
    }
    xml.close("TransformationDictionary");
}

fn output(xml: &mut Xml, card: &Scorecard) {
    xml.open("Output", &[]);
    let number = [("optype", "continuous"), ("dataType", "double")];
    let field = |name: &'static str, feature: &'static str| [("name", name), ("feature", feature)];
    xml.empty(
        "OutputField",
        &[&field("points", "predictedValue")[..], &number].concat(),
    );
    xml.open(
        "OutputField",
        &[&field("percent", "transformedValue")[..], &number].concat(),
    );
    // 100 x points / maximum, from 0 to 100.
    xml.open("Apply", &[("function", "max")]);
    xml.words("Constant", &[("dataType", "double")], "0");
    xml.open("Apply", &[("function", "min")]);
    xml.words("Constant", &[("dataType", "double")], "100");
    xml.open("Apply", &[("function", "/")]);
    xml.open("Apply", &[("function", "*")]);
    xml.words("Constant", &[("dataType", "double")], "100");
    xml.empty("FieldRef", &[("field", "points")]);
    xml.close("Apply");
    let maximum: i128 = card
        .criteria
        .iter()
        .map(|one| product(one.weight.0, one.highest()))
        .sum();
    xml.words("Constant", &[("dataType", "double")], &millionths(maximum));
    xml.close("Apply");
    xml.close("Apply");
    xml.close("Apply");
    xml.close("OutputField");
    let text = [("optype", "categorical"), ("dataType", "string")];
    xml.open(
        "OutputField",
        &[&field("tier", "transformedValue")[..], &text].concat(),
    );
    let [(best, a), (middle, b), (lowest, _)] = card.tier_limits();
    for (tier, limit) in [(best, a), (middle, b)] {
        let compares = if limit.is_above {
            "greaterThan"
        } else {
            "greaterOrEqual"
        };
        xml.open("Apply", &[("function", "if")]);
        xml.open("Apply", &[("function", compares)]);
        xml.empty("FieldRef", &[("field", "percent")]);
        xml.words(
            "Constant",
            &[("dataType", "double")],
            &limit.number.to_string(),
        );
        xml.close("Apply");
        xml.words("Constant", &[("dataType", "string")], tier.as_str());
    }
    xml.words("Constant", &[("dataType", "string")], lowest.as_str());
    xml.close("Apply");
    xml.close("Apply");
    xml.close("OutputField");
    for rank in 1..=card.criteria.len() {
        let (name, rank) = (format!("reason_{rank}"), rank.to_string());
        let attributes = [
            ("name", name.as_str()),
            ("feature", "reasonCode"),
            ("rank", &rank),
        ];
        xml.empty("OutputField", &[&attributes[..], &text].concat());
    }
    xml.close("Output");
}

/// A criterion. What PMML takes first wins, as here; a condition of which it is not known whether it holds is passed over by both, unless its
/// level takes off more than all that follow: then it counts, as in the least points of an account.
fn characteristic(
    xml: &mut Xml,
    predicates: &mut Predicates<'_>,
    index: usize,
    criterion: &Criterion,
) -> Result<(), Error> {
    let points = |points: f64| millionths(product(criterion.weight.0, points));
    let name = format!("criterion_{}", index + 1);
    xml.open(
        "Characteristic",
        &[
            ("name", &name),
            ("reasonCode", &criterion.attribute),
            ("baselineScore", &points(criterion.highest())),
        ],
    );
    let attribute = |xml: &mut Xml, score: f64, predicate: &Predicate| {
        xml.open("Attribute", &[("partialScore", &points(score))]);
        predicate.write(xml);
        xml.close("Attribute");
    };
    let of_none = criterion
        .missing
        .map(|missing| (missing, all_missing(criterion)));
    let is_first = !criterion
        .levels
        .iter()
        .any(|level| asks_missing(&level.when));
    if let (Some((missing, unknown)), true) = (&of_none, is_first) {
        attribute(xml, *missing, unknown);
    }
    let mut later = Vec::new();
    for (place, level) in criterion.levels.iter().enumerate() {
        let predicate = predicates.of(&level.when)?;
        let behind = criterion.levels[place + 1..]
            .iter()
            .map(|level| level.points);
        let is_least = level.points < 0.0 && level.points <= behind.fold(0.0, f64::min);
        if is_least && (of_none.is_none() || is_first) {
            attribute(xml, level.points, &predicate.or_unknown());
            continue;
        }
        attribute(xml, level.points, &predicate);
        if level.points < 0.0 {
            later.push((level.points, predicate));
        }
    }
    if let (Some((missing, unknown)), false) = (&of_none, is_first) {
        attribute(xml, *missing, unknown);
    }
    later.sort_by(|one, other| one.0.total_cmp(&other.0));
    for (score, predicate) in later {
        attribute(xml, score, &predicate.or_unknown());
    }
    attribute(xml, 0.0, &Predicate::True);
    xml.close("Characteristic");
    Ok(())
}

/// That nothing is known of what a criterion looks at.
fn all_missing(criterion: &Criterion) -> Predicate {
    let mut fields: Vec<&str> = Vec::new();
    let asked = criterion
        .levels
        .iter()
        .flat_map(|level| level.when.fields());
    for field in asked {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let missing = fields.into_iter().map(|field| Predicate::Simple {
        field: field.to_owned(),
        operator: "isMissing",
        value: None,
    });
    Predicate::several("and", missing.collect())
}

/// Whether a condition may hold where something is not known.
fn asks_missing(when: &When) -> bool {
    let parts = when
        .all
        .iter()
        .chain(&when.either)
        .chain(when.not.as_deref());
    when.missing.is_some() || parts.into_iter().any(asks_missing)
}

/// Whether a list has one of several parts.
struct List {
    name: String,
    compared: String,
    pattern: String,
}

struct Predicates<'a> {
    columns: &'a [Column<'a>],
    lists: Vec<List>,
}

enum Predicate {
    Simple {
        field: String,
        operator: &'static str,
        value: Option<String>,
    },
    OneOf {
        field: String,
        is_in: bool,
        kind: &'static str,
        values: Vec<String>,
    },
    Several(&'static str, Vec<Predicate>),
    True,
    False,
}

fn opposite(operator: &str) -> &'static str {
    match operator {
        "greaterOrEqual" => "lessThan",
        "lessThan" => "greaterOrEqual",
        "greaterThan" => "lessOrEqual",
        "lessOrEqual" => "greaterThan",
        "isMissing" => "isNotMissing",
        "isNotMissing" => "isMissing",
        _ => "notEqual",
    }
}

impl Predicate {
    fn several(operator: &'static str, mut parts: Vec<Self>) -> Self {
        match parts.len() {
            1 => parts.remove(0),
            0 => Self::True,
            _ => Self::Several(operator, parts),
        }
    }

    /// It holds, or it is not known whether it does.
    fn or_unknown(self) -> Self {
        Self::Several("surrogate", vec![self, Self::True])
    }

    /// PMML has no "not": each test is turned into its opposite. What is not known stays so.
    fn not(self) -> Self {
        let turned = |parts: Vec<Self>| parts.into_iter().map(Self::not).collect();
        match self {
            Self::Simple {
                field,
                operator,
                value,
            } => Self::Simple {
                field,
                operator: opposite(operator),
                value,
            },
            Self::OneOf {
                field,
                is_in,
                kind,
                values,
            } => Self::OneOf {
                field,
                is_in: !is_in,
                kind,
                values,
            },
            Self::Several("and", parts) => Self::Several("or", turned(parts)),
            Self::Several("or", parts) => Self::Several("and", turned(parts)),
            Self::True => Self::False,
            Self::False => Self::True,
            other => Self::Several("xor", vec![other, Self::True]),
        }
    }

    fn write(&self, xml: &mut Xml) {
        match self {
            Self::Simple {
                field,
                operator,
                value,
            } => {
                let mut attributes = vec![("field", field.as_str()), ("operator", operator)];
                attributes.extend(value.as_ref().map(|value| ("value", value.as_str())));
                xml.empty("SimplePredicate", &attributes);
            }
            Self::OneOf {
                field,
                is_in,
                kind,
                values,
            } => {
                let operator = if *is_in { "isIn" } else { "isNotIn" };
                xml.open(
                    "SimpleSetPredicate",
                    &[("field", field), ("booleanOperator", operator)],
                );
                let quoted = values.iter().map(|value| match *kind {
                    "string" => {
                        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
                    }
                    _ => value.clone(),
                });
                let quoted: Vec<String> = quoted.collect();
                let count = values.len().to_string();
                xml.words("Array", &[("n", &count), ("type", kind)], &quoted.join(" "));
                xml.close("SimpleSetPredicate");
            }
            Self::Several(operator, parts) => {
                xml.open("CompoundPredicate", &[("booleanOperator", operator)]);
                for part in parts {
                    part.write(xml);
                }
                xml.close("CompoundPredicate");
            }
            Self::True => xml.empty("True", &[]),
            Self::False => xml.empty("False", &[]),
        }
    }
}

impl Predicates<'_> {
    fn of(&mut self, when: &When) -> Result<Predicate, Error> {
        let mut parts = Vec::new();
        for part in &when.all {
            parts.push(self.of(part)?);
        }
        if !when.either.is_empty() {
            let either = when.either.iter().map(|part| self.of(part));
            let either: Vec<Predicate> = either.collect::<Result<_, _>>()?;
            parts.push(Predicate::several("or", either));
        }
        if let Some(part) = &when.not {
            parts.push(self.of(part)?.not());
        }
        if let Some(field) = &when.field {
            self.own(field, when, &mut parts)?;
        }
        Ok(Predicate::several("and", parts))
    }

    fn own(&mut self, field: &str, when: &When, parts: &mut Vec<Predicate>) -> Result<(), Error> {
        let columns = self.columns;
        let Some(column) = columns.iter().find(|column| column.field.name == field) else {
            return Ok(());
        };
        let limits = [
            (when.min, "greaterOrEqual"),
            (when.max, "lessOrEqual"),
            (when.above, "greaterThan"),
            (when.below, "lessThan"),
        ];
        for (limit, operator) in limits {
            if let Some(limit) = limit {
                parts.push(Predicate::Simple {
                    field: field.to_owned(),
                    operator,
                    value: Some(finite(limit)?),
                });
            }
        }
        if let Some(missing) = when.missing {
            let operator = if missing { "isMissing" } else { "isNotMissing" };
            parts.push(Predicate::Simple {
                field: field.to_owned(),
                operator,
                value: None,
            });
        }
        if !when.any.is_empty() {
            parts.push(one_of(column, &when.any)?);
        }
        if !when.contains.is_empty() {
            parts.push(self.has(column, &when.contains)?);
        }
        if !when.matches_none.is_empty() {
            parts.push(self.has(column, &when.matches_none)?.not());
        }
        Ok(())
    }

    /// Whether one part of a list is one of these.
    fn has(&mut self, column: &Column<'_>, wanted: &[Scalar]) -> Result<Predicate, Error> {
        if column.kind != Type::Text {
            return one_of(column, wanted);
        }
        let words: Vec<String> = words(wanted)?.iter().map(|word| escaped(word)).collect();
        let name = format!("{} (list {})", column.field.name, self.lists.len() + 1);
        self.lists.push(List {
            name: name.clone(),
            compared: column.compared(),
            pattern: format!(
                "(^|;|,)\\s*({})\\s*(;|,|$)|^({})$",
                words.join("|"),
                words.join("|")
            ),
        });
        Ok(Predicate::Simple {
            field: name,
            operator: "equal",
            value: Some("true".to_owned()),
        })
    }
}

fn one_of(column: &Column<'_>, wanted: &[Scalar]) -> Result<Predicate, Error> {
    let words = words(wanted)?;
    Ok(match column.kind {
        Type::Flag => {
            let flags = words.into_iter().map(|word| Predicate::Simple {
                field: column.field.name.clone(),
                operator: "equal",
                value: Some(word),
            });
            Predicate::several("or", flags.collect())
        }
        Type::Number => Predicate::OneOf {
            field: column.field.name.clone(),
            is_in: true,
            kind: "real",
            values: words,
        },
        Type::Text => Predicate::OneOf {
            field: column.compared(),
            is_in: true,
            kind: "string",
            values: words,
        },
    })
}

/// In lower case, without outer spaces.
fn words(wanted: &[Scalar]) -> Result<Vec<String>, Error> {
    let mut words = Vec::new();
    for one in wanted {
        match one {
            Scalar::Text(text) => words.push(text.trim().to_lowercase()),
            Scalar::Number(number) => words.push(finite(*number)?),
            Scalar::Flag(flag) => words.push(flag.to_string()),
            Scalar::List(items) => words.extend(self::words(items)?),
            Scalar::Band { .. } => {}
        }
    }
    Ok(words)
}

fn finite(number: f64) -> Result<String, Error> {
    if number.is_finite() {
        return Ok(number.to_string());
    }
    Err(Error::refused(
        format!("PMML has no number `{number}`"),
        "leave out that limit, or write a large number",
    ))
}

/// A word of a pattern that means itself.
fn escaped(word: &str) -> String {
    let mut out = String::new();
    for letter in word.chars() {
        if "\\.+*?()|[]{}^$#&-~/".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// A whole number of millionths with as many decimals as it has.
fn millionths(number: i128) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, rest) = (number.abs() / 1_000_000, number.abs() % 1_000_000);
    let decimals = format!("{rest:06}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{decimals}")
    }
}

/// Elements, one below the other.
#[derive(Default)]
struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    fn start(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        let _ = write!(self.text, "{:1$}<{name}", "", self.depth * 2);
        for (key, value) in attributes {
            let _ = write!(self.text, " {key}=\"{}\"", in_xml(value));
        }
        self.text.push_str(end);
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes, ">\n");
        self.depth += 1;
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes, "/>\n");
    }

    fn words(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.start(name, attributes, ">");
        let _ = writeln!(self.text, "{}</{name}>", in_xml(words));
    }

    /// Begins what is missing where a value is: functions of texts take no missing ones.
    fn if_known(&mut self, field: &str) {
        self.open("Apply", &[("function", "if")]);
        self.open("Apply", &[("function", "isNotMissing")]);
        self.empty("FieldRef", &[("field", field)]);
        self.close("Apply");
    }

    fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        let _ = writeln!(self.text, "{:1$}</{name}>", "", self.depth * 2);
    }
}

/// Text of an element or attribute. Control characters, which XML has not, become spaces.
fn in_xml(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(letter));
            }
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {
                out.push(' ');
            }
            letter => out.push(letter),
        }
    }
    out
}
