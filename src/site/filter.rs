//! What the entries on a page can be told apart by, for the filters above them. Must not know what is chosen;
//! `static/filter.js` does.

use std::collections::BTreeMap;

use super::EntryCard;

/// The values an entry has, by the name of what they say about it: `owner`, `tag` and so on.
pub(crate) type Marks = BTreeMap<&'static str, Vec<String>>;

/// What a card can be filtered by.
pub(crate) fn of_card(card: &EntryCard) -> Marks {
    let texts = |text: Option<&str>| text.map(str::to_owned).into_iter().collect();
    BTreeMap::from([
        ("kind", texts(Some(card.kind))),
        ("tag", card.tags.clone()),
        ("owner", texts(card.owner.as_deref())),
        ("status", texts(card.status)),
    ])
}

/// Those of `names` that tell entries apart: several have a value that others have not, and most values are
/// not of one entry alone, such as a status in free words.
pub(crate) fn facets(names: &[&'static str], entries: &[Marks]) -> Vec<&'static str> {
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
    names.iter().copied().filter(|name| apart(name)).collect()
}

/// The same for cards.
pub(crate) fn card_facets<'a>(
    names: &[&'static str],
    cards: impl Iterator<Item = &'a EntryCard>,
) -> Vec<&'static str> {
    facets(names, &cards.map(of_card).collect::<Vec<_>>())
}

/// Values as a template writes them into an attribute, one a line.
pub(crate) fn lines(marks: &Marks) -> BTreeMap<&'static str, String> {
    let marks = marks.iter();
    marks
        .map(|(name, values)| (*name, values.join("\n")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(owner: &str, tags: &[&str]) -> Marks {
        let texts = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
        BTreeMap::from([("owner", texts(&[owner])), ("tag", texts(tags))])
    }

    fn facets_of(entries: &[Marks]) -> Vec<&'static str> {
        facets(&["tag", "owner", "status"], entries)
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
