//! What rules found, for the page about health: the same that `check` tells, in the words of readers. Must not know single rules.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::Key;
use crate::rules::{Found, How};
use crate::site::{EntryCard, Viewer};
use crate::view::{Shared, view};

/// So many entries are named for each rule; the others are counted.
const SHOWN: usize = 12;

view! {
    /// What rules found in the book.
    pub(crate) struct FoundByRules<'a> {
        /// What is wrong, contradictory or overdue; what is found most often first.
        wrong: Vec<FoundByRule<'a>>,
        /// What is not there yet.
        next: Vec<FoundByRule<'a>>,
        /// What the book sets aside.
        aside: Vec<FoundByRule<'a>>,
    }
}

view! {
    /// What a rule found.
    pub(crate) struct FoundByRule<'a> {
        /// The name of the rule, as authors write it.
        rule: &'static str,
        /// What is found, in a few words.
        title: &'a str,
        /// What ends it; empty when the language has no words for it.
        ends: &'a str,
        /// Why it is set aside, if it is.
        because: Option<&'a str>,
        /// How often it is found.
        count: usize,
        /// The first entries in which it is found.
        entries: Vec<Shared<EntryCard>>,
        /// In how many more entries it is found.
        more: usize,
        /// How often it is found elsewhere than in an entry.
        elsewhere: usize,
    }
}

pub(super) fn found<'a>(viewer: &'a Viewer<'_>) -> FoundByRules<'a> {
    let groups = |is_one: fn(&How) -> bool| grouped(viewer, is_one);
    FoundByRules {
        wrong: groups(|how| *how == How::Warning),
        next: groups(|how| *how == How::Advice),
        aside: groups(|how| matches!(how, How::SetAside(_))),
    }
}

/// What was found with the rules, and why it is set aside.
fn grouped<'a>(viewer: &'a Viewer<'_>, is_one: fn(&How) -> bool) -> Vec<FoundByRule<'a>> {
    let mut by_rule: BTreeMap<(&'static str, Option<&str>), Vec<&Found>> = BTreeMap::new();
    for found in viewer.found.iter().filter(|found| is_one(&found.how)) {
        let because = match &found.how {
            How::SetAside(because) => Some(because.as_str()),
            How::Warning | How::Advice => None,
        };
        by_rule
            .entry((found.rule, because))
            .or_default()
            .push(found);
    }
    let groups = by_rule.into_iter().map(|((rule, because), found)| {
        let mut keys: Vec<&Key> = found.iter().filter_map(|one| one.entry.as_ref()).collect();
        let elsewhere = found.len() - keys.len();
        keys.sort();
        keys.dedup();
        let words = viewer.words.rule(rule);
        let shown = keys.iter().take(SHOWN);
        FoundByRule {
            rule,
            title: words.map_or(rule, |words| &words.title),
            ends: words.map_or("", |words| &words.ends),
            because,
            count: found.len(),
            entries: shown
                .filter_map(|key| viewer.card(key.kind, &key.id))
                .collect(),
            more: keys.len().saturating_sub(SHOWN),
            elsewhere,
        }
    });
    let mut groups: Vec<FoundByRule<'a>> = groups.collect();
    groups.sort_by_key(|group| Reverse(group.count));
    groups
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::language::{Language, Words};
    use crate::rules::RULES;

    #[test]
    fn every_rule_has_its_words_in_every_language_and_no_other_has() {
        let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
        let mut wrong = Vec::new();
        for language in Language::all() {
            let words = Words::built_in(language);
            let known: BTreeSet<&str> = words.rules().collect();
            let code = language.code();
            let missing = rules.difference(&known);
            let unknown = known.difference(&rules);
            wrong
                .extend(missing.map(|rule| format!("languages/{code}.toml: [rules] lacks {rule}")));
            wrong.extend(unknown.map(|rule| format!("languages/{code}.toml: no rule is {rule}")));
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
