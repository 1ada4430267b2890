//! Each rule finds what its example shows, and not what its counter-example shows.

use personabook::diag;
use personabook::rules::{RULES, Rule};

use super::small_book::{built_at, written};

/// What a rule finds in the book of these entries, one a line.
fn found(rule: &Rule, entries: &[(&str, &str)]) -> String {
    let book = written(&format!("[checks]\n{} = \"warn\"\n", rule.name), entries);
    let built = built_at(book.path());
    let all = diag::short(&built.report);
    assert!(built.site.is_some(), "{}: {all}", rule.name);
    let mark = format!("warning[{}]", rule.name);
    let lines = all.lines().filter(|line| line.contains(&mark));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn each_rule_finds_its_example_and_nothing_in_its_counter_example() {
    let wrong = RULES.iter().filter_map(|rule| {
        let (fires, silent) = (found(rule, rule.fires), found(rule, rule.silent));
        let is_as_told = !fires.is_empty() && silent.is_empty();
        (!is_as_told).then(|| format!("{}\nfires: {fires}silent: {silent}", rule.name))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
}
