//! Objections with their answers, all quotes, the scoreboard and the pages of owners: what stands there, and what does not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::site::dead_links;
use super::small_book::{built_at, site as book_in, written};
use personabook::Output;
use personabook::progress::nobody;

const PERSONA: &str = r#"
name = "Sophie"
owner = "Joris Maas"
reviewed = 2026-10-01
quote = "I lose them at the last step."
quotes = [
  { text = "Show me it live.", by = "A shop in Gent", consent = "Inside the company", consent_until = 2026-01-31 },
]
actions = [
  { what = "Write the page", owner = "Joris Maas", due = 2026-01-15 },
  { what = "Call five shops", owner = "Fenna de Wit", due = 2999-01-15 },
  { what = "Think of a name" },
  { what = "Open the account", owner = "Joris Maas", due = 2026-01-15, done = 2026-01-10 },
]
measures = [
  { name = "Calls", group = "loyalty", before = 10, now = 40, target = 30, date = 2026-01-31 },
  { name = "Waiting", group = "satisfaction", unit = "days", before = 30, now = 20, target = 10, date = 2026-01-31 },
  { name = "Returns", before = 30, now = 20, target = 10, date = 2999-01-31 },
]
[decision]
objections = [
  { says = "Too slow.", answer = "Ten days.", stages = ["journey:first#stage-2"] },
  { says = "Too dear." },
]
"#;

const JOURNEY: &str = r#"
name = "First order"
personas = ["sophie"]
quotes = ["Nobody told me."]
[[stages]]
name = "Search"
owner = "Fenna de Wit"
[[stages]]
name = "Compare"
opportunities = [
  { title = "A calculator", owner = "Fenna de Wit", status = "doing" },
  { title = "An idea", owner = "Fenna de Wit", status = "idea" },
]
"#;

const COMPETITOR: &str = r#"
name = "Rival"
says = [{ says = "We are cheaper.", answer = "For a week." }]
"#;

const QUALIFICATION: &str = r#"
name = "Leads"
icp = "shops"
feedback = "feedback.csv"
reject_reasons = ["Too small"]
[handover.sla]
leads_per_month = 40
respond_within = "2 days"
"#;

const FEEDBACK: &str = "account,answer,channel,days\nA,accepted,Fair,1\nB,accepted,Fair,2\nC,Too small,Web,4\nD,accepted,Web,1\n";

fn site(config: &str, more: &[(&str, &str)]) -> Output {
    let mut entries = vec![
        ("personas/sophie.toml", PERSONA),
        ("journeys/first.toml", JOURNEY),
        ("competitors/rival.toml", COMPETITOR),
    ];
    entries.extend(more);
    let folder = written(config, &entries);
    let built = built_at(folder.path());
    let told = personabook::diag::short(&built.report);
    let site = built.site.unwrap_or_else(|| panic!("{told}"));
    let site = site.render(&nobody).unwrap();
    let dead = dead_links(&site);
    assert!(dead.is_empty(), "{}", dead.join("\n"));
    site
}

/// The content of a page without markup, its words one space apart.
fn text(site: &Output, path: &str) -> String {
    let bytes = site.files.get(path).unwrap_or_else(|| panic!("{path}"));
    let page = std::str::from_utf8(bytes).unwrap();
    let main = page.split_once("<main").unwrap().1;
    let main = main.split_once("</main>").unwrap().0;
    let parts = main.split('<').skip(1);
    let words = parts.filter_map(|part| Some(part.split_once('>')?.1));
    let words: Vec<&str> = words.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

fn html<'a>(site: &'a Output, path: &str) -> &'a str {
    std::str::from_utf8(&site.files[path]).unwrap()
}

#[test]
fn objections_have_their_answers_and_say_where_they_come_up() {
    let site = site("", &[]);
    let page = text(&site, "all/objections.html");
    for part in [
        "3 objections 1 has no answer yet",
        "They say: Too slow. We answer: Ten days. Comes up at Compare",
        "They say: Too dear. We have no answer yet.",
        "Rival Competitor They say: We are cheaper. We answer: For a week.",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let page = html(&site, "all/objections.html");
    assert!(page.contains("../journeys/first.html#stage-2"), "{page}");
    assert!(page.contains("data-stage=\"Compare\""), "{page}");
}

#[test]
fn quotes_say_who_said_them_and_for_what_they_may_be_used() {
    let site = site("", &[]);
    let page = text(&site, "all/quotes.html");
    for part in [
        "3 quotes",
        "I lose them at the last step. Show me it live. A shop in Gent Consent ended on",
        "First order",
        "Nobody told me.",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn the_scoreboard_tells_what_is_overdue_reached_and_missed() {
    let site = site("", &[]);
    let page = text(&site, "all/scoreboard.html");
    let at = |part: &str| {
        let found = page.find(part);
        found.unwrap_or_else(|| panic!("{part}\n{page}"))
    };
    // Plan, do, check, act.
    at("Plan Not started yet Think of a name");
    assert!(at("Do Under way Call five shops") < at("A calculator"));
    at("Check Target not reached yet Returns Joris Maas");
    assert!(at("Act Overdue, or target missed Write the page") < at("Act") + 200);
    // The groups in their order, those of none last.
    assert!(at("Satisfaction Waiting") < at("Loyalty Calls"));
    assert!(at("Loyalty Calls") < at("Other measures Returns"));
    assert_eq!(page.matches(" reached").count(), 1 + 1, "{page}");
    at("Actions 4 open 1 overdue 1 done");
    assert!(!page.contains("An idea"), "{page}");
    // Everybody has a page.
    let page = html(&site, "all/scoreboard.html");
    for owner in ["joris-maas", "fenna-de-wit"] {
        assert!(page.contains(&format!("../owners/{owner}.html")), "{page}");
    }
}

#[test]
fn an_owner_has_a_page_with_what_is_theirs() {
    let site = site("", &[]);
    let page = text(&site, "owners/joris-maas.html");
    for part in [
        "1 open 1 overdue 1 done",
        "Write the page Sophie overdue",
        "Open the account Sophie done",
        "Entries Sophie Persona",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("Call five shops"), "{page}");
    let page = text(&site, "owners/fenna-de-wit.html");
    assert!(page.contains("Stages Search First order"), "{page}");
    assert!(!page.contains("An idea"), "{page}");
}

#[test]
fn a_unit_stands_behind_its_number_as_it_does_elsewhere() {
    let measures = r#"
name = "Pim"
measures = [
  { name = "Shops", before = 31, now = 44, unit = "% of shops" },
  { name = "Share", now = 7, target = 9, unit = "%" },
  { name = "Wait", before = 12, now = 9.5, unit = "days" },
]
"#;
    let site = site("", &[("personas/pim.toml", measures)]);
    for path in ["personas/pim.html", "all/scoreboard.html"] {
        let page = text(&site, path).replace("&#160;", " ");
        for part in [
            "31% of shops",
            "44% of shops",
            "7%",
            "9%",
            "12 days",
            "9.5 days",
        ] {
            assert!(page.contains(part), "{part} on {path}\n{page}");
        }
    }
}

#[test]
fn what_was_promised_on_leads_stands_beside_what_came_of_it() {
    let icp = ("icps/shops.toml", "name = \"Shops\"\n");
    let qualification = ("qualification/leads.toml", QUALIFICATION);
    let feedback = ("qualification/feedback.csv", FEEDBACK);
    let site = site("", &[icp, qualification, feedback]);
    let page = text(&site, "all/scoreboard.html");
    for part in [
        "Answer from sales 2 days 3 of 4 in time (75",
        "median 1.5 days",
        "Leads a month 40 4 leads in the list",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn what_is_for_an_audience_stands_on_none_of_them() {
    let secret = r#"
name = "Secret Mark"
audience = ["board"]
owner = "Zanzibar Owner"
quote = "Nobody may read this."
actions = [{ what = "Zanzibar action", owner = "Zanzibar Owner" }]
measures = [{ name = "Zanzibar measure", now = 1, target = 2 }]
[decision]
objections = [{ says = "Zanzibar objection" }]
"#;
    let site = site("", &[("personas/mark.toml", secret)]);
    for (path, bytes) in &site.files {
        let page = String::from_utf8_lossy(bytes).to_lowercase();
        for part in ["zanzibar", "nobody may read", "secret mark"] {
            let is_there =
                page.contains(part) && path.ends_with(".html") && main(&page).contains(part);
            assert!(!is_there, "{path}: {part}");
        }
    }
    assert!(!site.files.contains_key("owners/zanzibar-owner.html"));
}

fn main(page: &str) -> &str {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    main.split_once("</main>").map_or(main, |(main, _)| main)
}

#[test]
fn a_book_without_any_of_it_has_none_of_the_pages() {
    let folder = written(
        "",
        &[("terms/lead.toml", "name = \"Lead\"\nbody = \"x\"\n")],
    );
    let built = built_at(folder.path());
    let site = built.site.unwrap().render(&nobody).unwrap();
    for page in ["objections", "quotes", "scoreboard"] {
        let path = format!("all/{page}.html");
        assert!(!site.files.contains_key(&path), "{path}");
    }
}

#[test]
fn the_list_of_owners_is_cut_into_pages_as_the_other_lists_are() {
    let entries: Vec<(String, String)> = (1..=170)
        .map(|number| {
            let text = format!("name = \"Person {number}\"\nowner = \"Owner {number}\"\n");
            (format!("personas/p{number}.toml"), text)
        })
        .collect();
    let entries: Vec<(&str, &str)> = entries
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let site = book_in("en", &entries);
    let boards = site.iter();
    let boards: Vec<&String> = boards
        .filter(|(path, _)| path.starts_with("all/scoreboard"))
        .map(|(_, page)| page)
        .collect();
    assert!(boards.len() > 1, "{:?}", site.keys());
    for page in &boards {
        assert!(page.matches("../owners/").count() <= 150);
    }
    for number in 1..=170 {
        let link = format!("../owners/owner-{number}.html");
        assert!(boards.iter().any(|page| page.contains(&link)), "{link}");
    }
}
