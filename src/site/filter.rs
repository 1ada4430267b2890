//! What the entries on a page can be told apart by, for the filters above them. Must not know what is chosen;
//! `static/filter.js` does.

use std::collections::BTreeMap;

use super::map;
use crate::theme::Value;

/// The values an entry has, by the name of what they say about it: `owner`, `tag` and so on.
pub(crate) type Marks = BTreeMap<&'static str, Vec<String>>;

/// What a card can be filtered by.
pub(crate) fn of_card(card: &Value) -> Marks {
    let texts = |part: &str| -> Vec<String> {
        let value = card.get_from_path(part);
        let list = value.and_then(Value::as_array).unwrap_or_default();
        let texts = list.iter().chain(value).filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    };
    BTreeMap::from([
        ("kind", texts("kind")),
        ("tag", texts("tags")),
        ("owner", texts("owner")),
        ("status", texts("status")),
    ])
}

/// Those of `names` that tell entries apart: several have a value that others have not, and most values are
/// not of one entry alone, such as a status in free words.
pub(crate) fn facets(names: &[&'static str], entries: &[Marks]) -> Value {
    let apart = |name: &str| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let values = entries.iter().filter_map(|marks| marks.get(name));
        for value in values.flatten() {
            *counts.entry(value).or_default() += 1;
        }
        let alone = counts.values().filter(|count| **count == 1).count();
        let shared: usize = counts
            .values()
            .filter(|count| (2..entries.len()).contains(count))
            .sum();
        shared > 0 && shared >= alone
    };
    names
        .iter()
        .filter(|name| apart(name))
        .map(|name| Value::from(*name))
        .collect::<Vec<_>>()
        .into()
}

/// The same for cards.
pub(crate) fn card_facets(names: &[&'static str], cards: &[Value]) -> Value {
    facets(names, &cards.iter().map(of_card).collect::<Vec<_>>())
}

/// Values as a template writes them into an attribute, one a line.
pub(crate) fn lines(marks: &Marks) -> Value {
    map(marks
        .iter()
        .map(|(name, values)| (*name, values.join("\n").into()))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(owner: &str, tags: &[&str]) -> Marks {
        let texts = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
        BTreeMap::from([("owner", texts(&[owner])), ("tag", texts(tags))])
    }

    fn facets_of(entries: &[Marks]) -> Vec<String> {
        let found = facets(&["tag", "owner", "status"], entries);
        let list = found.as_array().unwrap_or_default().iter();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    #[test]
    fn what_all_entries_have_tells_none_apart() {
        let of = |entries: &[(&str, &[&str])]| {
            let marks = entries.iter().map(|(owner, tags)| marks(owner, tags));
            facets_of(&marks.collect::<Vec<_>>())
        };
        assert!(of(&[("Fenna", &["new"]), ("Fenna", &["new"])]).is_empty());
        let some_tagged: [(&str, &[&str]); 3] =
            [("Fenna", &["new"]), ("Fenna", &["new"]), ("Fenna", &[])];
        assert_eq!(of(&some_tagged), ["tag"]);
        assert_eq!(
            of(&[("Fenna", &[]), ("Fenna", &[]), ("Joris", &[])]),
            ["owner"]
        );
    }

    #[test]
    fn values_of_one_entry_each_are_no_choice() {
        assert!(facets_of(&["Fenna", "Joris", "Lies"].map(|owner| marks(owner, &[]))).is_empty());
    }
}
