//! Days on which something was, and that lie in the future: 2062 for 2026.

use crate::doc::Date;
use crate::model::{Catalog, Finding};
use crate::text::FieldPath;

/// The days that may come, by the last names of their field: something is due, a goal has its day.
const TO_COME: [&str; 3] = ["due", "measures.date", "consent_until"];

pub(super) fn check(catalog: &Catalog, today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for record in catalog.records() {
        for (path, date) in record.dates() {
            if *date > today && !may_come(path) {
                found.push(not_yet(path, *date, today).of(&record.entry().key));
            }
        }
    }
    found
}

fn may_come(path: &FieldPath) -> bool {
    let field = format!(".{}", path.heading());
    let mut names = TO_COME.iter();
    names.any(|name| field.ends_with(&format!(".{name}")))
}

fn not_yet(path: &FieldPath, date: Date, today: Date) -> Finding {
    let help = match last_before(date, today) {
        Some(close) => format!("did you mean {close}?"),
        None => "write the day on which it was".to_owned(),
    };
    Finding::new(
        "date-in-the-future",
        path.clone(),
        format!("{date} has not come yet: today is {today}"),
        help,
    )
    .warning()
}

/// The same day in the last year in which it has been, for a slip in the year.
fn last_before(date: Date, today: Date) -> Option<Date> {
    let years = [today.0.year(), today.0.year() - 1];
    let mut days = years.into_iter().filter(|year| *year < date.0.year());
    days.find_map(|year| {
        let day = Date(date.0.with().year(year).build().ok()?);
        (day <= today).then_some(day)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::model::{Data, Header, Kind, KindData, WithKind};

    /// The schema of a kind.
    struct Schema;

    impl WithKind for Schema {
        type Out = Value;

        fn call<T: KindData>(self) -> Value
        where
            Data: From<T>,
        {
            schemars::schema_for!(T).to_value()
        }
    }

    /// The names of the fields that hold a day.
    fn dates(schema: &Value, found: &mut BTreeSet<String>) {
        match schema {
            Value::Object(fields) => {
                let own = fields.get("properties").and_then(Value::as_object);
                for (name, field) in own.into_iter().flatten() {
                    if field.get("format").is_some_and(|format| format == "date") {
                        found.insert(name.clone());
                    }
                }
                fields.values().for_each(|field| dates(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| dates(item, found)),
            _ => {}
        }
    }

    /// A new one lies in the past, or belongs into [`TO_COME`].
    #[test]
    fn it_is_decided_of_every_day_whether_it_may_come() {
        let mut found = BTreeSet::new();
        dates(&schemars::schema_for!(Header).to_value(), &mut found);
        for kind in Kind::ALL {
            dates(&kind.with(Schema), &mut found);
        }
        let names: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(
            names,
            ["consent_until", "date", "done", "due", "on", "reviewed"]
        );
    }

    #[test]
    fn a_slip_in_the_year_is_seen() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let meant = |date: &str| {
            let meant = last_before(day(date), day("2026-11-27"));
            meant.map(|date| date.to_string())
        };
        assert_eq!(meant("2062-01-15").as_deref(), Some("2026-01-15"));
        assert_eq!(meant("2027-12-24").as_deref(), Some("2025-12-24"));
        assert_eq!(meant("2026-12-24").as_deref(), Some("2025-12-24"));
        assert_eq!(meant("2028-02-29"), None);
    }

    #[test]
    fn a_goal_has_its_day() {
        let path = |keys: &[&str]| {
            let root = FieldPath::default();
            keys.iter().fold(root, |path, key| path.key(key))
        };
        assert!(may_come(&path(&["stages", "measures", "date"])));
        assert!(may_come(&path(&["actions", "due"])));
        assert!(!may_come(&path(&["validation", "date"])));
        assert!(!may_come(&path(&["overdue"])));
    }
}
