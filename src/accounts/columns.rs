//! Which column of a list has which value of the model. Must not know rows.

use super::cell::Asked;
use crate::error::Error;
use crate::model::icp::Icp;
use crate::model::qualification::Qualification;
use crate::model::scorecard::When;
use crate::model::value::Scalar;
use crate::text::{closest, one_of};

/// The columns that may hold the name of an account, the likeliest first, as [`bare`] gives them.
pub(super) const NAMES: [&str; 15] = [
    "account",
    "accountname",
    "company",
    "companyname",
    "organisation",
    "organization",
    "bedrijf",
    "bedrijfsnaam",
    "klant",
    "klantnaam",
    "relatie",
    "name",
    "naam",
    "accountid",
    "id",
];

/// A value that the model looks at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    /// As the model names it.
    pub(crate) name: String,
    pub(crate) asked: Asked,
    /// The column that has it.
    pub(super) column: Option<usize>,
    /// Whether it is something that accounts do, which a list of events tells.
    pub(crate) is_signal: bool,
    /// Whether somebody fills in points of the framework there.
    pub(crate) is_given: bool,
    /// Whether a condition looks at it.
    pub(crate) is_in_condition: bool,
}

/// What is looked for in a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    /// Of the name of the account.
    pub(super) account: usize,
    pub(super) fields: Vec<Field>,
}

/// Finds the values of a model in a header. `map` has column and value; `account` is the column with the name.
///
/// # Errors
/// When `map` or `account` name what is not there, two columns are the same, or no value is found at all.
pub(super) fn columns(
    header: &[String],
    (icp, qualification): (&Icp, Option<&Qualification>),
    map: &[(String, String)],
    account: Option<&str>,
) -> Result<Columns, Error> {
    let found = find(header, fields(icp, qualification), map, account)?;
    if found.fields.iter().all(|field| field.column.is_none()) {
        let names = found.fields.iter().map(|field| field.name.as_str());
        return Err(Error::refused(
            "no column of the list is a value of the model",
            format!(
                "the model looks at {}: name the columns so, or say which is which with `--map \"Company size=employees\"`",
                one_of(names)
            ),
        ));
    }
    Ok(found)
}

/// Finds values in a header, of which it may have none.
///
/// # Errors
/// When `map` or `account` name what is not there, or two columns are the same.
pub(super) fn find(
    header: &[String],
    mut fields: Vec<Field>,
    map: &[(String, String)],
    account: Option<&str>,
) -> Result<Columns, Error> {
    for (title, value) in map {
        let place = named(header, title)?;
        let known = fields
            .iter()
            .position(|field| bare(&field.name) == bare(value));
        let Some(known) = known else {
            let names = || fields.iter().map(|field| field.name.as_str());
            let help = match closest(value, names()) {
                Some(close) => format!("did you mean `{close}`?"),
                None if fields.is_empty() => {
                    "give the segments of the book a `when` first".to_owned()
                }
                None => format!("the values are {}", one_of(names())),
            };
            return Err(Error::refused(
                format!("the model looks at no `{value}`"),
                help,
            ));
        };
        fields[known].column = Some(place);
    }
    for field in fields.iter_mut().filter(|field| field.column.is_none()) {
        let mut same = header.iter().enumerate();
        let mut same = same
            .by_ref()
            .filter(|(_, title)| bare(title) == bare(&field.name));
        field.column = same.next().map(|(place, _)| place);
        if let Some((_, second)) = same.next() {
            return Err(Error::refused(
                format!("two columns are called `{second}`"),
                format!(
                    "rename one, or say which it is with `--map \"…={}\"`",
                    field.name
                ),
            ));
        }
    }
    let account = match account {
        Some(name) => named(header, name)?,
        None => NAMES
            .iter()
            .find_map(|name| place_of(header, name))
            .unwrap_or(0),
    };
    Ok(Columns { account, fields })
}

/// The column that is called so.
///
/// # Errors
/// With the names of the columns when none is.
pub(super) fn named(header: &[String], name: &str) -> Result<usize, Error> {
    place_of(header, name).ok_or_else(|| {
        let titles = || header.iter().map(String::as_str);
        let help = match closest(name, titles()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("the columns are {}", one_of(titles())),
        };
        Error::refused(format!("the list has no column `{name}`"), help)
    })
}

pub(super) fn place_of(header: &[String], name: &str) -> Option<usize> {
    header.iter().position(|title| bare(title) == bare(name))
}

/// A name without what people write differently: upper case, spaces, signs.
pub(super) fn bare(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The values that a model looks at, each once, in its order.
pub(crate) fn fields(icp: &Icp, qualification: Option<&Qualification>) -> Vec<Field> {
    let mut fields = Fields(Vec::new());
    for when in icp.conditions() {
        fields.add(when);
    }
    if let Some(rules) = qualification {
        let items = rules.framework.iter();
        let levels = items.clone().flat_map(|item| &item.levels);
        for when in levels.filter_map(|level| level.when.as_ref()) {
            fields.add(when);
        }
        let sql = rules.sql.iter();
        let asked = sql.flat_map(|rule| rule.all_of.iter().chain(&rule.any_of));
        for when in asked.filter_map(|one| one.when.as_ref()) {
            fields.add(when);
        }
        let signals = rules.engagement.iter().filter_map(|row| row.field.as_ref());
        for name in items.filter_map(|item| item.field.as_ref()) {
            let field = fields.named(name);
            field.asked.may_be_number = true;
            field.is_given = true;
        }
        for name in signals {
            let field = fields.named(name);
            field.asked.may_be_number = true;
            field.is_signal = true;
        }
    }
    fields.with_missing(icp)
}

/// The values that segments and a profile look at, each once.
pub(super) fn fields_of_customers<'a>(
    icp: Option<&'a Icp>,
    segments: impl Iterator<Item = &'a When>,
) -> Vec<Field> {
    let mut fields = Fields(Vec::new());
    for when in segments.chain(icp.into_iter().flat_map(Icp::conditions)) {
        fields.add(when);
    }
    match icp {
        Some(icp) => fields.with_missing(icp),
        None => fields.0,
    }
}

struct Fields(Vec<Field>);

impl Fields {
    /// With what stands for "not known" in the lists that the scorecard speaks of.
    fn with_missing(mut self, icp: &Icp) -> Vec<Field> {
        if let Some(card) = &icp.scorecard {
            for field in &mut self.0 {
                let missing = card.missing_values.get(&field.name);
                let missing = missing.iter().flat_map(|texts| &texts.0);
                // As a list has them, and not as a sentence would be shown.
                field.asked.missing = missing.map(|text| text.0.trim().to_lowercase()).collect();
            }
        }
        self.0
    }

    fn named(&mut self, name: &str) -> &mut Field {
        let known = self.0.iter().position(|field| field.name == name);
        let place = known.unwrap_or_else(|| {
            self.0.push(Field {
                name: name.to_owned(),
                asked: Asked::default(),
                column: None,
                is_signal: false,
                is_given: false,
                is_in_condition: false,
            });
            self.0.len() - 1
        });
        &mut self.0[place]
    }

    fn add(&mut self, when: &When) {
        if let Some(name) = &when.field {
            let limits = [when.min, when.max, when.above, when.below];
            let wanted = || {
                when.any
                    .iter()
                    .chain(&when.contains)
                    .chain(&when.matches_none)
            };
            let field = self.named(name);
            field.is_in_condition = true;
            let asked = &mut field.asked;
            asked.is_number |= limits.iter().any(Option::is_some);
            asked.may_be_number |= wanted().any(|one| matches!(one, Scalar::Number(_)));
            asked.may_be_text |=
                wanted().any(|one| matches!(one, Scalar::Text(_) | Scalar::List(_)));
            asked.is_flag |= wanted().any(|one| matches!(one, Scalar::Flag(_)));
        }
        let parts = when
            .all
            .iter()
            .chain(&when.either)
            .chain(when.not.as_deref());
        for part in parts {
            self.add(part);
        }
    }
}
