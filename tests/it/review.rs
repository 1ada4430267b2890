//! What is due to be reviewed, and writing down that it was.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use personabook::Date;
use personabook::edit::{Change, Edit, FieldPath, Value, rewrite};
use personabook::load::load;
use personabook::progress::nobody;
use personabook::review::{calendar, due, queues, review};
use serde_json::Value as Json;

use super::small_book::{built_at, main, with_warnings, written};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn queue(root: &Path, today: &str) -> Vec<(String, Option<String>, usize)> {
    let loaded = load(root, &nobody).unwrap();
    let due = due(&loaded.book.unwrap(), day(today)).into_iter();
    due.map(|one| {
        let since = one.since.map(|since| since.to_string());
        (one.key.id, since, one.referred_to_by)
    })
    .collect()
}

const BOOK: &[(&str, &str)] = &[
    (
        "personas/ann.toml",
        "name = \"Ann\"\nreviewed = 2024-05-01\n",
    ),
    (
        "personas/bo.md",
        "+++\r\nname = \"Bo\" # short\r\n+++\r\n\r\nHer story.\r\n",
    ),
    ("personas/cy.toml", "name = \"Cy\"\n"),
    ("personas/di.toml", "name = \"Di\"\nreviewed = 2026-11-01\n"),
    ("personas/ed.toml", "name = \"Ed\"\nstatus = \"retired\"\n"),
    (
        "jobs/pay.toml",
        "name = \"Pay\"\nreviewed = 2025-05-01\npersonas = [\"cy\", \"ann\"]\n",
    ),
];

#[test]
fn what_is_due_comes_longest_first_and_then_what_more_refer_to() {
    let folder = written("", BOOK);
    let since = |date: &str| Some(date.to_owned());
    assert_eq!(
        queue(folder.path(), "2026-11-28"),
        [
            ("cy".to_owned(), None, 1),
            ("bo".to_owned(), None, 0),
            ("ann".to_owned(), since("2025-05-01"), 1),
            ("pay".to_owned(), since("2026-05-01"), 0),
        ]
    );
}

#[test]
fn a_review_is_written_down_and_nothing_else_moves() {
    let folder = written("", BOOK);
    let root = folder.path();
    let text = |path: &str| fs::read_to_string(root.join("content").join(path)).unwrap();
    let today = day("2026-11-28");
    review(root, "persona:bo", today, Some("Fenna \"F\" de Wit")).unwrap();
    assert_eq!(
        text("personas/bo.md"),
        "+++\r\nname = \"Bo\" # short\r\nreviewed = 2026-11-28\r\nreviewed_by = 'Fenna \"F\" de Wit'\r\n+++\r\n\r\nHer story.\r\n"
    );
    review(root, "ann", today, None).unwrap();
    assert_eq!(
        text("personas/ann.toml"),
        "name = \"Ann\"\nreviewed = 2026-11-28\n"
    );
    let left: Vec<String> = queue(root, "2026-11-28")
        .into_iter()
        .map(|(id, ..)| id)
        .collect();
    assert_eq!(left, ["cy", "pay"]);
}

#[test]
fn a_review_is_written_down_in_every_form() {
    let folder = written(
        "language = \"nl\"\n",
        &[
            (
                "personas/ann.md",
                "\u{feff}---\r\n# who\r\nname: 'Ann' # short\r\nreviewed: 2024-01-01\r\ngoals:\r\n  - Rest\r\n---\r\n\r\nHer story.\r\n",
            ),
            (
                "personas/bo.md",
                "# Bo\r\n\r\nRol: Bakker\r\n\r\nZijn verhaal. <!-- vraag hem -->\r\n\r\n## Doelen\r\n\r\n- Rust\r\n",
            ),
            ("personas/cy.md", "# Cy\n\nHer story, and nothing else.\n"),
            (
                "personas/di.md",
                "+++\nreviewed = 2024-01-01\n+++\n\n# Di\n\n## Goals\n\n- Rest\n",
            ),
        ],
    );
    let root = folder.path();
    let run = |which: &str| {
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_personabook"))
            .args([
                "review",
                which,
                "--by",
                "Fenna: *de* Wit",
                "--today",
                "2026-11-28",
            ])
            .current_dir(root)
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    for which in ["persona:ann", "persona:bo", "persona:cy", "persona:di"] {
        run(which);
    }
    let text =
        |id: &str| fs::read_to_string(root.join(format!("content/personas/{id}.md"))).unwrap();
    assert_eq!(
        text("ann"),
        "\u{feff}---\r\n# who\r\nname: 'Ann' # short\r\nreviewed: 2026-11-28\r\ngoals:\r\n  - Rest\r\nreviewed_by: \"Fenna: *de* Wit\"\r\n---\r\n\r\nHer story.\r\n"
    );
    assert_eq!(
        text("bo"),
        "# Bo\r\n\r\nRol: Bakker\r\nReviewed: 2026-11-28\r\nReviewed by: Fenna: *de* Wit\r\n\r\nZijn verhaal. <!-- vraag hem -->\r\n\r\n## Doelen\r\n\r\n- Rust\r\n"
    );
    assert_eq!(
        text("cy"),
        "# Cy\n\nReviewed: 2026-11-28\nReviewed by: Fenna: *de* Wit\n\nHer story, and nothing else.\n"
    );
    assert_eq!(
        text("di"),
        "+++\nreviewed = 2026-11-28\nreviewed_by = \"Fenna: *de* Wit\"\n+++\n\n# Di\n\n## Goals\n\n- Rest\n"
    );
    assert_eq!(queue(root, "2026-11-28"), []);
    let book = load(root, &nobody).unwrap().book.unwrap();
    for entry in book.catalog.entries() {
        assert_eq!(
            entry.header.reviewed_by.as_deref(),
            Some("Fenna: *de* Wit"),
            "{entry:?}"
        );
    }
}

#[test]
fn an_edit_of_what_somebody_else_took_out_of_the_markdown_is_refused() {
    let folder = written("", &[("personas/ann.md", "# Ann\n\n## Goals\n\n- Rest\n")]);
    let file = "content/personas/ann.md";
    let set = |at: FieldPath, value: &str| Edit {
        path: at,
        change: Change::Set(Value::Text(value.to_owned())),
    };
    let goal = FieldPath::default().key("goals").index(0);
    fs::write(folder.path().join(file), "# Ann\n\nNothing more.\n").unwrap();
    let refused = rewrite(folder.path(), file, &[set(goal, "Sleep")]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "content/personas/ann.md: `goals[0]` cannot be changed: there is no such place in the file\n  help: change the file by hand"
    );
    assert_eq!(
        fs::read_to_string(folder.path().join(file)).unwrap(),
        "# Ann\n\nNothing more.\n"
    );
}

#[test]
fn what_cannot_be_reviewed_is_told_with_the_way_out() {
    let folder = written(
        "",
        &[
            ("personas/ann.toml", "name = \"Ann\"\n"),
            ("jobs/ann.toml", "name = \"Ann's job\"\n"),
        ],
    );
    let told = |which: &str| {
        let refused = review(folder.path(), which, day("2026-11-28"), None).unwrap_err();
        refused.to_string()
    };
    assert_eq!(
        told("ann"),
        "several entries have the id `ann`\n  help: write `persona:ann` or `job:ann`"
    );
    assert_eq!(
        told("persona:an"),
        "there is no `persona:an`\n  help: did you mean `persona:ann`?"
    );
    assert_eq!(
        told("sophie"),
        "there is no `sophie`\n  help: write its kind and its id: `persona:sophie`"
    );
}

#[test]
fn a_file_stays_as_it_is_when_one_of_the_edits_cannot_be_made() {
    let folder = written("", &[("personas/ann.toml", "name = \"Ann\"\n")]);
    let edit = |key: &str, change| Edit {
        path: FieldPath::default().key(key),
        change,
    };
    let edits = [
        edit("owner", Change::Set(Value::Text("Fenna".to_owned()))),
        edit("quote", Change::Remove),
    ];
    let file = "content/personas/ann.toml";
    let refused = rewrite(folder.path(), file, &edits).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "content/personas/ann.toml: `quote` cannot be changed: there is no such place in the file\n  help: change the file by hand"
    );
    assert_eq!(
        fs::read_to_string(folder.path().join(file)).unwrap(),
        "name = \"Ann\"\n"
    );
}

/// What a program that knows calendars reads in one: of each event its properties by name, without parameters.
fn events(calendar: &str) -> Vec<Vec<(String, String)>> {
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line}");
    }
    let unfolded = calendar.replace("\r\n ", "");
    let mut events = Vec::new();
    let mut open: Option<Vec<(String, String)>> = None;
    for line in unfolded.split_terminator("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => assert!(open.replace(Vec::new()).is_none()),
            ("END", "VEVENT") => events.push(open.take().unwrap()),
            _ => {
                let name = name.split(';').next().unwrap().to_owned();
                if let Some(event) = &mut open {
                    event.push((name, unescaped(value)));
                }
            }
        }
    }
    events
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next().unwrap() {
                'n' => out.push('\n'),
                other => out.push(other),
            },
            ',' | ';' => panic!("{letter} stands alone in {value}"),
            letter => out.push(letter),
        }
    }
    out
}

const DAYS: &[(&str, &str)] = &[
    (
        "personas/ann.toml",
        "name = \"Ann; \\\\ of A, B & Co\"\nreviewed = 2026-05-01\nowner = \"Fenna\"\nquotes = [{ text = \"Zo’n lange zin dat hij zeker niet op één regel van de kalender past, ééééééééééééééééééééééééé\", consent_until = 2027-02-01 }]\n",
    ),
    ("personas/bo.toml", "name = \"Bo\"\n"),
    ("personas/cy.toml", "name = \"Cy\"\nstatus = \"draft\"\n"),
    (
        "segments/shops.toml",
        "name = \"Shops\"\nreviewed = 2026-05-01\n[[actions]]\nwhat = \"Call *them*\"\nowner = \"Joris\"\ndue = 2027-01-31\n[[actions]]\nwhat = \"Call *them*\"\ndue = 2027-03-31\n[[actions]]\nwhat = \"Done\"\ndue = 2026-01-31\ndone = 2026-02-01\n",
    ),
    (
        "journeys/start.toml",
        "name = \"Start\"\npersonas = [\"bo\"]\nreviewed = 2026-05-01\n[[stages]]\nname = \"Search\"\n[[stages.opportunities]]\ntitle = \"Show *prices*\"\nowner = \"Ruben\"\ndue = 2027-04-30\nstatus = \"doing\"\n[[stages.opportunities]]\ntitle = \"Done\"\ndue = 2026-04-30\nstatus = \"done\"\n[[stages.opportunities]]\ntitle = \"Dropped\"\ndue = 2026-04-30\nstatus = \"dropped\"\n",
    ),
];

#[test]
fn a_calendar_has_the_days_of_reviews_actions_and_consent() {
    let config = "[site]\nurl = \"https://example.org/book/index.html\"\n";
    let folder = written(config, DAYS);
    let book = load(folder.path(), &nobody).unwrap().book.unwrap();
    let text = calendar(&book, day("2026-11-28"));
    let events = events(&text);
    let of = |name: &str| -> Vec<&str> {
        let values = events.iter().flatten().filter(|(key, _)| key == name);
        values.map(|(_, value)| value.as_str()).collect()
    };
    let said: Vec<(&str, &str)> = of("DTSTART").into_iter().zip(of("SUMMARY")).collect();
    assert_eq!(
        said,
        [
            ("20270501", "Review: Shops"),
            ("20270131", "To be done: Shops"),
            ("20270331", "To be done: Shops"),
            ("20270501", "Review: Ann; \\ of A, B & Co"),
            ("20270201", "Consent ends: Ann; \\ of A, B & Co"),
            ("20261128", "Review: Bo"),
            ("20270501", "Review: Start"),
            ("20270430", "To be done: Start"),
        ]
    );
    let descriptions = of("DESCRIPTION");
    assert_eq!(
        descriptions[3],
        "Owner: Fenna\npersonabook review persona:ann"
    );
    assert_eq!(descriptions[1], "Call them\nOwner: Joris");
    assert_eq!(descriptions[7], "Show prices\nOwner: Ruben");
    assert!(descriptions[4].contains("past, ééééééééééééééééééééééééé"));
    assert_eq!(of("URL")[3], "https://example.org/book/personas/ann.html");
    assert!(
        of("DTSTAMP")
            .iter()
            .all(|stamp| *stamp == "20261128T000000Z")
    );

    // The same book gives the same bytes, and another day the same events.
    assert_eq!(calendar(&book, day("2026-11-28")), text);
    let later = calendar(&book, day("2028-01-01"));
    let uids = |text: &str| -> Vec<String> {
        let unfolded = text.replace("\r\n ", "");
        let lines = unfolded
            .split("\r\n")
            .filter(|line| line.starts_with("UID:"));
        lines.map(str::to_owned).collect()
    };
    let own = uids(&text);
    assert_eq!(uids(&later), own);
    let different: std::collections::BTreeSet<&String> = own.iter().collect();
    assert_eq!(different.len(), events.len());
}

#[test]
fn the_program_writes_the_calendar_in_place_of_the_last() {
    let folder = written("", DAYS);
    let run = || {
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_personabook"))
            .args(["review", "--ics", "days.ics", "--today", "2026-11-28"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
        assert_eq!(done.stdout, b"wrote the calendar days.ics\n");
        fs::read_to_string(folder.path().join("days.ics")).unwrap()
    };
    let first = run();
    assert_eq!(events(&first).len(), 8);
    assert_eq!(run(), first);
}

#[test]
fn the_health_page_its_numbers_and_the_command_tell_the_same() {
    let mut entries = BOOK.to_vec();
    entries.extend_from_slice(&[
        (
            "jobs/ask.toml",
            "name = \"Ask\"\nowner = \"Fenna\"\nreviewed = 2024-01-01\n",
        ),
        (
            "jobs/try.toml",
            "name = \"Try\"\nstatus = \"draft\"\npersonas = [\"cy\", \"bo\"]\n",
        ),
        (
            "jobs/old.toml",
            "name = \"Old\"\nstatus = \"retired\"\npersonas = [\"bo\"]\n",
        ),
    ]);
    for (target, reached) in [("20%", false), ("16%", true), ("100%", false)] {
        let folder = written(&format!("[review]\ntarget = \"{target}\"\n"), &entries);
        let book = load(folder.path(), &nobody).unwrap().book.unwrap();
        let today = day("2026-11-21");
        let told = due(&book, today);
        let (site, _) = with_warnings(built_at(folder.path()));
        let numbers: Json = serde_json::from_str(&site["health.json"]).unwrap();
        let queues = queues(&told);
        assert_eq!(queues.len(), 2);
        let listed: Vec<Json> = queues
            .iter()
            .map(|queue| {
                let due: Vec<Json> = queue
                    .due
                    .iter()
                    .map(|one| {
                        let (kind, id) = (one.key.kind, &one.key.id);
                        serde_json::json!({
                            "entry": format!("{}:{id}", kind.name()),
                            "name": one.name,
                            "url": format!("{}/{id}.html", kind.folder()),
                            "since": one.since.map(|since| since.to_string()),
                            "days": one.since.map(|since| today.days_since(since)),
                            "referred_to_by": one.referred_to_by,
                        })
                    })
                    .collect();
                serde_json::json!({ "owner": queue.owner, "due": due })
            })
            .collect();
        assert_eq!(numbers["queues"], Json::Array(listed));
        assert_eq!(
            (&numbers["fresh"]["entries"], &numbers["fresh"]["of"]),
            (&Json::from(1), &Json::from(6))
        );
        assert_eq!(numbers["fresh"]["percent"], 16);
        assert_eq!(numbers["fresh"]["reached"], reached);

        let page = main(&site["all/health.html"]);
        let mut behind = page;
        for one in queues.iter().flat_map(|queue| &queue.due) {
            let link = format!(
                "{}s/{}.html\">{}</a>",
                one.key.kind.name(),
                one.key.id,
                one.name
            );
            let at = behind
                .find(&link)
                .unwrap_or_else(|| panic!("{link} in {behind}"));
            behind = &behind[at..];
        }
        assert!(page.contains("16% of the book is fresh: 1 of 6 entries"));
        let aim = if reached {
            "and it is reached"
        } else {
            "it is not reached yet"
        };
        assert!(page.contains(aim), "{page}");
        let next = numbers["research_next"].as_array().unwrap();
        assert!(
            next.iter()
                .all(|one| page.contains(one["claim"].as_str().unwrap()))
        );

        let badge = &site["health.svg"];
        assert!(badge.contains(">fresh</text>") && badge.contains(">16%</text>"));
        assert!(badge.contains("<title id=\"badge-title\">Customer knowledge: 16% fresh, of the "));
    }
}

#[test]
fn every_number_of_a_book_is_explained() {
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/health.md"));
    let docs = docs.unwrap();
    let entries = [(
        "personas/ann.toml",
        "name = \"Ann\"\ngoals = [\"Rest\"]\nactions = [{ what = \"Call\", due = 2026-01-01 }]\n",
    )];
    let folder = written("", &entries);
    let (site, _) = with_warnings(built_at(folder.path()));
    let numbers: Json = serde_json::from_str(&site["health.json"]).unwrap();
    assert_eq!(
        numbers["findings"],
        serde_json::json!({ "action-overdue": 1 })
    );
    assert_eq!(numbers["research_next"][0]["claim"], "Rest");
    let tables = [
        ("", &numbers),
        ("fresh.", &numbers["fresh"]),
        ("claims.", &numbers["claims"]),
        ("queues.", &numbers["queues"][0]),
        ("queues.due.", &numbers["queues"][0]["due"][0]),
        ("research_next.", &numbers["research_next"][0]),
    ];
    for (of, table) in tables {
        for key in table.as_object().unwrap().keys() {
            assert!(docs.contains(&format!("| `{of}{key}` |")), "{of}{key}");
        }
    }
    assert_eq!(numbers["fresh"]["target"], Json::Null);
    assert!(!site["all/health.html"].contains("The aim is"));
}
