//! Sheets to write on: which entry has which, what feeds them, what they never read out, and that nothing on them is cut; and
//! the competitors that a persona's page names.

use super::small_book::{Site, main, places, sheet, site as book};

/// A persona who has something of everything that the sheets take.
const PERSONA: (&str, &str) = (
    "personas/tess.toml",
    r#"name = "Tess"
role = "Baker"
segment = "towns"
icps = ["bakery"]
jobs = ["ovens", "accounts"]
tools = ["The blue notebook"]
frustrations = [{ text = "The phone", workaround = "Lets it ring twice" }]
day = [{ time = "04:10", what = "Lights the oven" }]
"#,
);

const OVENS: (&str, &str) = (
    "jobs/ovens.toml",
    r#"name = "Warm ovens"
statement = "Have every oven warm before the first shift arrives"
when = "the night was cold"
personas = ["tess"]
steps = [{ what = "Feels the door" }]
alternatives = [{ name = "A timer", competitor = "timers" }]
"#,
);

/// Its name is its statement, and its id comes first.
const ACCOUNTS: (&str, &str) = (
    "jobs/accounts.toml",
    r#"name = "Close the month without a single missing receipt"
statement = "Close the month without a single missing receipt"
"#,
);

const ICP: (&str, &str) = (
    "icps/bakery.toml",
    r#"name = "Bakery"
triggers = ["The oven breaks in December"]
committee = [{ role = "blocker", title = "The landlord" }, { role = "end-user", persona = "nobody-else" }]
decision_process = [{ step = "Smells the bread", who = "The owner", takes = "1 morning" }]
[scorecard]
tiers = { A = 80, B = 50, C = 0 }
criteria = [{ attribute = "Own oven", ideal = "Two of them", weight = 1, levels = [{ points = 2, when = { field = "ovens", min = 2 } }] }]
"#,
);

const QUALIFICATION: (&str, &str) = (
    "qualification/lead.toml",
    r#"name = "Lead"
icp = "bakery"
reject_reasons = ["Bakes only at Christmas"]
[sql]
framework_min = 12
all_of = ["The owner has tasted it"]
any_of = ["The lease has a date"]
[handover.sla]
respond_within = "1 working day"
feedback_within = "3 working days"
"#,
);

fn a_book(language: &str) -> Site {
    let competitor = |name: &str, rest: &str| format!("name = \"{name}\"\n{rest}");
    book(
        language,
        &[
            PERSONA,
            OVENS,
            ACCOUNTS,
            ICP,
            QUALIFICATION,
            ("personas/nobody-else.toml", "name = \"Nora Baas\"\n"),
            ("segments/towns.toml", "name = \"Towns\"\n"),
            (
                "icps/kiosk.toml",
                "name = \"Kiosk\"\nnegative = true\ntriggers = [\"A fair\"]\n",
            ),
            (
                "competitors/timers.toml",
                &competitor("Timers Ltd", "wins_when = [\"It is cold\"]\n"),
            ),
            (
                "competitors/rolls.toml",
                &competitor(
                    "Rolls & Co",
                    "icps = [\"bakery\"]\nwins_when = [\"It is late\"]\n",
                ),
            ),
            (
                "competitors/mills.toml",
                &competitor(
                    "Mills",
                    "segments = [\"towns\"]\nwins_when = [\"It is dry\"]\n",
                ),
            ),
            ("competitors/far.toml", &competitor("Far Away", "")),
        ],
    )
}

#[test]
fn every_kind_leads_to_its_sheets_and_a_firm_to_leave_alone_has_none() {
    let site = a_book("en");
    let sheets = |id: &str| -> Vec<&str> {
        let paths = site.keys().map(String::as_str);
        let of_entry = paths.filter_map(|path| path.strip_prefix("paper/")?.strip_prefix(id));
        let sheets = ["deals", "buying", "feedback"];
        of_entry
            .filter_map(|end| end.strip_prefix('-')?.strip_suffix(".html"))
            .filter(|name| sheets.contains(name))
            .collect()
    };
    let written_on = [
        "interview-guide",
        "observation-sheet",
        "validation-sheet",
        "workshop-sheet",
        "method",
    ];
    let all = [
        &["poster", "table-card", "stand-up-figure", "meeting-kit"],
        &written_on[..],
    ]
    .concat();
    assert_eq!(places(&site["paper/tess.html"]), all);
    assert_eq!(places(&site["paper/nobody-else.html"]), written_on);
    for page in ["personas/tess.html", "paper/tess.html"] {
        for place in &all {
            let link = match page {
                "paper/tess.html" => format!("href=\"#{place}\""),
                _ => format!("href=\"../paper/tess.html#{place}\""),
            };
            assert!(main(&site[page]).contains(&link), "{page} to {place}");
        }
    }
    assert_eq!(sheets("bakery"), ["buying", "deals"]);
    assert_eq!(sheets("lead"), ["feedback"]);
    assert!(sheets("kiosk").is_empty());
    for (page, id, names) in [
        ("icps/bakery.html", "bakery", &["deals", "buying"][..]),
        ("method/icp-bakery.html", "bakery", &["deals", "buying"]),
        ("qualification/lead.html", "lead", &["feedback"]),
    ] {
        for name in names {
            let link = format!("href=\"../paper/{id}-{name}.html\"");
            assert!(main(&site[page]).contains(&link), "{page} to {name}");
        }
    }
    assert!(!main(&site["icps/kiosk.html"]).contains("paper/"));
}

#[test]
fn no_guide_reads_out_the_statement_of_a_job() {
    let site = a_book("en");
    let paper = &site["paper/tess.html"];
    for place in [
        "interview-guide",
        "observation-sheet",
        "workshop-sheet",
        "meeting-kit",
    ] {
        let page = sheet(paper, place);
        assert!(!page.contains("Have every oven warm"), "{place}");
    }
    let guide = sheet(paper, "interview-guide");
    let stories: Vec<&str> = guide.split("Tell me about the last time").skip(1).collect();
    assert_eq!(stories.len(), 2, "a story for each job");
    // Her author named the ovens first; what stands there is for whoever asks.
    assert!(stories[0].contains("not to be read out"));
    assert!(stories[0].contains("What we call it: Warm ovens"));
    assert!(stories[0].contains("When it comes up: the night was cold"));
    assert!(
        !guide.contains("Close the month"),
        "a name that is the statement"
    );
    assert!(sheet(paper, "workshop-sheet").contains("Warm ovens"));
    let jobs = main(&site["personas/tess.html"]);
    let places = ["Warm ovens", "Close the month"].map(|job| jobs.find(job).unwrap());
    assert!(places[0] < places[1], "the order of the author");
}

#[test]
fn sheets_are_fed_by_the_book() {
    let site = a_book("en");
    for (page, texts) in [
        (
            "paper/bakery-buying.html",
            &[
                "The oven breaks in December",
                "Rolls &amp; Co",
                "Smells the bread",
                "The owner · 1 morning",
                "Blocker: The landlord",
                "End user: Nora Baas",
                "First thought",
                "Passive looking",
                "Active looking",
                "Deciding",
                "First use",
            ][..],
        ),
        (
            "paper/tess.html",
            &[
                "04:10",
                "Lights the oven",
                "Warm ovens",
                "Feels the door",
                "The blue notebook",
                "Lets it ring twice",
            ],
        ),
        (
            "paper/bakery-deals.html",
            &["<th scope=\"row\">10</th>", "Own oven", "Two of them"],
        ),
        (
            "paper/lead-feedback.html",
            &[
                "id=\"reason-1\"><span>Bakes only at Christmas</span>",
                "id=\"all-1-open\"",
                "The owner has tasted it",
                "The lease has a date",
                "12 needed for sales",
                "This form back within: 3 working days",
            ],
        ),
    ] {
        for text in texts {
            assert!(main(&site[page]).contains(text), "{page}: {text}");
        }
    }
    // Two criteria nobody asked for would be a lie: the row of the scorecard, and four to add.
    let deals = main(&site["paper/bakery-deals.html"]);
    assert_eq!(deals.matches(">add</span>").count(), 4);
    assert_eq!(deals.matches(">keep</span>").count(), 1);
}

#[test]
fn a_sheet_about_which_the_book_says_nothing_has_room_to_write() {
    for language in ["en", "nl"] {
        let site = book(
            language,
            &[
                ("personas/a.toml", "name = \"A\"\ntools = [\"T\"]\n"),
                ("icps/b.toml", "name = \"B\"\n"),
                ("qualification/c.toml", "name = \"C\"\nicp = \"b\"\n"),
            ],
        );
        for (page, part, least) in [
            ("paper/a.html", "class=\"box blank\"", 6),
            ("paper/b-buying.html", "class=\"box blank\"", 9),
            ("paper/b-deals.html", "<tr><td></td>", 8),
            ("paper/c-feedback.html", "class=\"sheet-blank\"", 4),
        ] {
            let page_text = main(&site[page]);
            let found = page_text.matches(part).count();
            assert!(found >= least, "{page} in {language}: {found} of {part}");
            // Whatever stands between braces would be a place that nothing filled. Lines to write in a file have such.
            let before = page_text.split("class=\"method-steps\"").next().unwrap();
            assert!(!before.contains('{'), "{page} in {language}");
        }
    }
}

#[test]
fn nothing_on_a_sheet_to_write_on_is_cut() {
    let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk ".repeat(12);
    let long = long.trim();
    let persona = format!(
        "name = \"A\"\ntools = [\"{long}\"]\ngoals = [\"{long}\"]\njobs = [\"d\"]\nday = [{{ what = \"{long}\" }}]\n"
    );
    let icp = format!(
        "name = \"B\"\ntriggers = [\"{long}\"]\ndecision_process = [{{ step = \"{long}\" }}]\n"
    );
    let qualification = format!(
        "name = \"C\"\nicp = \"b\"\nreject_reasons = [\"{long}\"]\nsql = {{ all_of = [\"{long}\"] }}\n"
    );
    let job = format!(
        "name = \"D\"\nsteps = [{{ what = \"{long}\" }}]\noutcomes = [{{ statement = \"{long}\" }}]\n"
    );
    let site = book(
        "en",
        &[
            ("personas/a.toml", &persona),
            ("icps/b.toml", &icp),
            ("qualification/c.toml", &qualification),
            ("jobs/d.toml", &job),
        ],
    );
    for (page, times) in [("a", 5), ("b-buying", 2), ("c-feedback", 2)] {
        let page_text = main(&site[&format!("paper/{page}.html")]);
        let found = page_text.matches(long).count();
        assert!(found >= times, "{page}: {found} of {times}");
    }
}

#[test]
fn a_persona_leads_to_the_competitors_that_come_up_with_her_as_the_page_of_what_to_say_does() {
    let site = a_book("en");
    let line = |page: &str| -> Option<String> {
        let after = main(&site[page]).split("class=\"persona-also\">").nth(1)?;
        Some(after.split("</p>").next()?.to_owned())
    };
    assert_eq!(
        line("personas/tess.html").unwrap(),
        "Also looks at: <a href=\"../competitors/timers.html\">Timers Ltd</a>, \
         <a href=\"../competitors/rolls.html\">Rolls &amp; Co</a>, \
         <a href=\"../competitors/mills.html\">Mills</a>"
    );
    // She has a say in such a firm, and nothing else.
    let nora = line("personas/nobody-else.html").unwrap();
    assert!(nora.contains("Rolls") && !nora.contains("Timers") && !nora.contains("Mills"));
    let say = main(&site["all/say.html"]);
    for (competitor, people) in [
        ("timers", &["tess"][..]),
        ("rolls", &["tess", "nobody-else"]),
        ("mills", &["tess"]),
    ] {
        let part = say.split(&format!("id=\"competitor_{competitor}\"")).nth(1);
        let part = part.unwrap().split("id=\"competitor_").next().unwrap();
        for id in ["tess", "nobody-else"] {
            let named = part.contains(&format!("personas/{id}.html"));
            assert_eq!(named, people.contains(&id), "{competitor} and {id}");
        }
    }
    let dutch = a_book("nl");
    assert!(main(&dutch["personas/tess.html"]).contains("Kijkt ook naar:"));
    assert!(!main(&site["competitors/far.html"]).contains("persona-also"));
}

#[test]
fn a_battle_card_has_whole_claims_and_says_how_many_the_page_has() {
    let claims = |name: &str, many: usize| {
        let claims: Vec<String> = (0..many).map(|at| format!("\"{name} {at}\"")).collect();
        claims.join(", ")
    };
    let competitor = format!(
        "name = \"A\"\nstrengths = [{}]\nsays = [{{ says = \"Cheap\" }}]\n",
        claims("Strong", 9)
    );
    let site = book("en", &[("competitors/a.toml", &competitor)]);
    let card = main(&site["paper/a-battle.html"]);
    assert_eq!(card.matches("Strong").count(), 6);
    assert!(card.contains("The page has all 10 points."));
    assert_eq!(card.matches("as-many-as-fit").count(), 2);
}
