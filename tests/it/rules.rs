//! Each rule finds what its example shows, and not what its counter-example shows; a book takes what is found as it says, and readers see the same.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::path::Path;

use personabook::diag::{self, Diagnostic};
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
    let (config, entries): (Vec<_>, Vec<_>) = entries
        .iter()
        .partition(|(path, _)| *path == "personabook.toml");
    let config: String = config.into_iter().map(|(_, text)| text).collect();
    let config = format!("[checks]\n{} = \"warn\"\n{config}", rule.name);
    let book = written(&config, &entries);
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

#[test]
fn a_journey_is_somebodys_whom_its_label_names() {
    let maria = ("personas/maria.toml", "name = \"Maria Rodriguez\"\n");
    let journey = |head: &str, text: &str| {
        format!(
            "# Start\n\n{head}\n\n## Stages\n\n### Search\n\n**Doing:** Looks around.\n\n## Scenario and persona\n\n{text}\n"
        )
    };
    let rule = RULES
        .iter()
        .find(|rule| rule.name == "journey-without-persona")
        .unwrap();
    let told = |head: &str, text: &str, others: &[(&'static str, &'static str)]| {
        let journey = journey(head, text);
        let entries: Vec<(&str, &str)> = others
            .iter()
            .copied()
            .chain([("journeys/start.md", journey.as_str())])
            .collect();
        found(rule, &entries)
    };
    for head in [
        "Persona: maria",
        "**Personas**: maria",
        "**Persona:** maria",
        "Persona's: maria",
    ] {
        assert_eq!(told(head, "She looks.", &[maria]), "", "{head}");
    }
    let label = "**Persona**: Maria Rodriguez - Developer (new)";
    let known = told("", label, &[maria]);
    assert!(
        known.contains("names \"Maria Rodriguez\"") && known.contains("`Personas: maria`"),
        "{known}"
    );
    let unknown = told("", label, &[]);
    assert!(
        unknown.contains("`personabook new persona maria-rodriguez`"),
        "{unknown}"
    );
    let nobody = told("", "Somebody looks.", &[maria]);
    assert!(nobody.contains("is nobody's"), "{nobody}");
}

const STALE: &str = "name = \"A\"\nreviewed = 2019-01-01\n";

/// What is told of a book, one a line, then what is set aside, and why.
fn told(config: &str, entries: &[(&str, &str)]) -> String {
    let book = written(config, entries);
    let built = built_at(book.path());
    let aside = built.set_aside.iter();
    let aside = aside.map(|one| format!("{}: {}\n", one.found.code, one.because));
    diag::short(&built.report) + &aside.collect::<String>()
}

/// The rules that are told, each with the file, and those that are set aside.
fn codes(config: &str, entries: &[(&str, &str)]) -> Vec<String> {
    let told = told(config, entries);
    let line = |line: &str| match line.split_once(": ") {
        Some((place, rest)) if place.contains(':') => {
            let file = place.split(':').next().unwrap_or("");
            let code = rest.split([' ', ':']).next().unwrap_or("");
            format!("{} {code}", file.rsplit('/').next().unwrap_or(""))
        }
        _ => line.to_owned(),
    };
    told.lines().map(line).collect()
}

#[test]
fn the_most_specific_level_wins() {
    let allowed = "name = \"A\"\nreviewed = 2019-01-01\nallow = [{ rule = \"stale\", because = \"As it *was*\" }]\n";
    let entries = [
        ("personas/ann/index.toml", STALE),
        ("personas/bo.toml", STALE),
        ("terms/basket.toml", STALE),
        ("terms/cart.toml", allowed),
    ];
    let config = "[checks]\nstale = \"deny\"\n\
        [[checks.set]]\nrule = \"stale\"\nkinds = [\"persona\", \"term\"]\nlevel = \"warn\"\nbecause = \"People\"\n\
        [[checks.set]]\nrules = [\"stale\"]\nfolder = \"content/personas/ann/\"\nlevel = \"allow\"\nbecause = \"Gone\"\n";
    assert_eq!(
        codes(config, &entries),
        [
            "bo.toml warning[stale]",
            "basket.toml warning[stale]",
            "stale: Gone",
            "stale: As it was",
        ]
    );
    assert_eq!(
        codes("[checks]\nstale = \"deny\"\n", &entries),
        [
            "index.toml error[stale]",
            "bo.toml error[stale]",
            "basket.toml error[stale]",
            "stale: As it was",
        ]
    );
}

#[test]
fn what_is_found_in_a_file_beside_an_entry_is_allowed_by_that() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>1</script><circle r="4"/></svg>"#;
    let entries = |allow: &'static str| {
        [
            ("personas/ann/index.toml", allow),
            ("personas/ann/a.svg", svg),
        ]
    };
    let plain = "name = \"Ann\"\nportrait = \"a.svg\"\n";
    let allowed = "name = \"Ann\"\nportrait = \"a.svg\"\nallow = [{ rule = \"image-part-left-out\", because = \"Old logo\" }]\n";
    let part = "a.svg warning[image-part-left-out]";
    assert_eq!(codes("", &entries(plain)), [part]);
    assert_eq!(
        codes("", &entries(allowed)),
        ["image-part-left-out: Old logo"]
    );
}

#[test]
fn an_allowance_is_needed_as_long_as_something_is_found_at_any_level() {
    let allowed = "name = \"Ann\"\nreviewed = 2019-01-01\nallow = [\n  { rule = \"stale\", because = \"Kept\" },\n  { rule = \"persona-without-quote\", because = \"Shy\" },\n  { rule = \"no-link\", because = \"None\" },\n]\n";
    for config in [
        "",
        "[checks]\nstale = \"allow\"\n",
        "[checks]\nstale = \"deny\"\n",
    ] {
        assert_eq!(
            codes(config, &[("personas/ann.toml", allowed)]),
            [
                "ann.toml warning[allow-not-needed]",
                "persona-without-quote: Shy",
                "stale: Kept"
            ],
            "{config}"
        );
    }
}

#[test]
fn rules_leave_drafts_and_what_is_retired_in_peace() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.name != "set-not-needed") {
        for status in ["draft", "retired"] {
            let marked = rule.fires.iter().map(|(path, text)| {
                let front = if path.ends_with(".md") { "+++\n" } else { "" };
                let is_entry = path.ends_with(".toml") || path.ends_with(".md");
                let text = match text.strip_prefix(front) {
                    Some(rest) if is_entry => {
                        let others = rest.lines().filter(|line| !line.starts_with("status = "));
                        let others: Vec<&str> = others.collect();
                        format!("{front}status = \"{status}\"\n{}\n", others.join("\n"))
                    }
                    None if is_entry => text.replacen('\n', &format!("\n\nStatus: {status}\n"), 1),
                    _ => (*text).to_owned(),
                };
                (*path, text)
            });
            let marked: Vec<(&str, String)> = marked.collect();
            let entries: Vec<(&str, &str)> = marked
                .iter()
                .map(|(path, text)| (*path, text.as_str()))
                .collect();
            let book = written(&format!("[checks]\n{} = \"warn\"\n", rule.name), &entries);
            let report = diag::short(&built_at(book.path()).report);
            let mark = format!("warning[{}]", rule.name);
            wrong.extend(
                report
                    .lines()
                    .filter(|line| line.contains(&mark))
                    .map(str::to_owned),
            );
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// How often each rule is found, by the name of the rule and how it is taken.
type Counts = BTreeMap<(&'static str, String), usize>;

/// As `check --advice` tells it, and as the page about health shows it.
fn as_told_and_as_shown(root: &Path) -> (Counts, Counts) {
    let built = built_at(root);
    let mut told = Counts::new();
    let mut count = |how, found: &Diagnostic| {
        *told.entry((how, found.code.to_owned())).or_default() += found.count;
    };
    built
        .report
        .diagnostics
        .iter()
        .for_each(|found| count("wrong", found));
    built
        .advice
        .diagnostics
        .iter()
        .for_each(|found| count("next", found));
    built
        .set_aside
        .iter()
        .for_each(|one| count("aside", &one.found));
    let site = built.site.unwrap().render(&nobody).unwrap();
    let page = String::from_utf8(site.files["all/health.html"].clone()).unwrap();
    let mut shown = Counts::new();
    let parts = page.split("class=\"part k-found").skip(1);
    let names = ["wrong", "next", "aside"];
    for part in parts {
        let name = match part.split(['>', '<']).nth(3).unwrap() {
            "What the rules found" => names[0],
            "Next steps" => names[1],
            "Set aside" => names[2],
            other => panic!("{other}"),
        };
        for rule in part.split("data-rule=\"").skip(1) {
            let code = rule.split('"').next().unwrap();
            let badge = rule.split("class=\"badge").nth(1).unwrap();
            let count = badge.split(['>', '<']).nth(1).unwrap();
            *shown.entry((name, code.to_owned())).or_default() += count.parse::<usize>().unwrap();
        }
    }
    (told, shown)
}

#[test]
fn the_page_about_health_shows_what_check_tells() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/book");
    let (told, shown) = as_told_and_as_shown(&golden);
    assert_eq!(told, shown);
    assert!(!told.is_empty());
    let allowed = "name = \"Bo\"\nreviewed = 2019-01-01\nactions = [{ what = \"Ask\", due = 2026-01-01 }, { what = \"Tell\", due = 2026-01-01 }]\nallow = [{ rule = \"stale\", because = \"Kept\" }]\n";
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>1</script><circle r="4"/></svg>"#;
    let mut entries = vec![
        (
            "personas/ann/index.toml".to_owned(),
            "name = \"Ann\"\nportrait = \"a.svg\"\n",
        ),
        ("personas/ann/a.svg".to_owned(), svg),
        ("personas/bo.toml".to_owned(), allowed),
        (
            "personas/draft.toml".to_owned(),
            "name = \"D\"\nstatus = \"draft\"\nreviewed = 2019-01-01\n",
        ),
        (
            "terms/retired.toml".to_owned(),
            "name = \"R\"\nstatus = \"retired\"\nreviewed = 2019-01-01\n",
        ),
        ("evidence/prices.csv".to_owned(), "a,b\n"),
    ];
    for number in 0..30 {
        entries.push((format!("terms/t{number}.toml"), STALE));
    }
    let entries: Vec<(&str, &str)> = entries
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    let config = "[[checks.set]]\nrule = \"without-owner\"\nkind = \"term\"\nlevel = \"allow\"\nbecause = \"All\"\n";
    let (told, shown) = as_told_and_as_shown(written(config, &entries).path());
    assert_eq!(told, shown);
    assert_eq!(told[&("wrong", "stale".to_owned())], 30);
    assert_eq!(told[&("wrong", "unused-document".to_owned())], 1);
    assert_eq!(told[&("aside", "without-owner".to_owned())], 30);
    assert_eq!(told[&("aside", "stale".to_owned())], 1);
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
            let shown = main(&site["all/health.html"])
                .matches("tied to nothing")
                .count();
            assert_eq!(shown, told, "{name}: {warnings}");
        }
    }
}
