//! Each rule finds what its example shows, and not what its counter-example shows.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use personabook::diag;
use personabook::load::load;
use personabook::model::Book;
use personabook::model::icp::Icp;
use personabook::model::persona::Persona;
use personabook::progress::nobody;
use personabook::rules::{RULES, Rule};
use personabook::score::asked::links_to_personas;
use personabook::score::{MethodStep, Progress, icp_steps, persona_steps};

use super::small_book::{built_at, main, options, with_warnings, written};

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

/// Rules that say what a check of the method pages asks for, with that check.
const OF_THE_METHOD: &[(&str, &str)] = &[
    ("icp-without-accounts", "accounts"),
    ("icp-without-committee", "committee"),
    ("icp-without-disqualifiers", "disqualifiers"),
    ("icp-without-signals", "signals"),
    ("icp-without-triggers", "triggers"),
    ("never-reviewed", "fresh"),
    ("persona-without-job", "jobs"),
    ("persona-without-quote", "quote"),
    ("without-owner", "owner"),
];

/// The steps of every persona and profile of a book.
fn all_steps(book: &Book) -> Vec<MethodStep> {
    let links = links_to_personas(&book.catalog);
    let today = options().today;
    let personas = book.catalog.all::<Persona>().flat_map(|(entry, persona)| {
        let links = links.get(entry.key.id.as_str());
        let links = links.map_or(&[][..], Vec::as_slice);
        persona_steps(book, (entry, persona), links, (9, today))
    });
    let icps = book.catalog.all::<Icp>();
    let icps = icps.flat_map(|(entry, icp)| icp_steps(book, (entry, icp), today));
    personas.chain(icps).collect()
}

#[test]
fn rules_and_method_pages_miss_the_same() {
    let negative: &[(&str, &str)] = &[
        ("icps/shop.toml", "name = \"Shop\"\nnegative = true\n"),
        ("personas/ann.toml", "name = \"Ann\"\nkind = \"negative\"\n"),
    ];
    for (rule, check) in OF_THE_METHOD {
        let rule = personabook::rules::rule(rule).unwrap();
        for entries in [rule.fires, rule.silent, negative] {
            let book = written("", entries);
            let loaded = load(book.path(), &nobody).unwrap();
            let steps = all_steps(&loaded.book.unwrap());
            let mut checks = steps.iter().flat_map(|step| &step.checks);
            let is_missing =
                checks.any(|one| one.key == *check && one.progress == Progress::Missing);
            let is_found = !found(rule, entries).is_empty();
            assert_eq!(is_found, is_missing, "{} in {entries:?}", rule.name);
        }
    }
}

#[test]
fn rules_and_health_call_the_same_entries_orphans() {
    for name in ["orphan", "unused-evidence"] {
        let rule = personabook::rules::rule(name).unwrap();
        for entries in [rule.fires, rule.silent] {
            let config = "[checks]\norphan = \"warn\"\nunused-evidence = \"warn\"\n";
            let book = written(config, entries);
            let (site, warnings) = with_warnings(built_at(book.path()));
            let told = warnings.lines().count();
            let shown = main(&site["health.html"])
                .matches("tied to nothing")
                .count();
            assert_eq!(shown, told, "{name}: {warnings}");
        }
    }
}
