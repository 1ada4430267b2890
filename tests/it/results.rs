//! What is known of a qualification in use: backtests that the book keeps, what sales said of leads, and the figures that published data give.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795824000")
        .args(arguments)
        .output()
        .unwrap()
}

fn said(done: &Output) -> String {
    let out = String::from_utf8_lossy(&done.stdout).into_owned();
    out + &String::from_utf8_lossy(&done.stderr)
}

const ICP: &str = r#"name = "Web shop"

[scorecard]
tiers = { A = 60, B = 30, C = 0 }

[[scorecard.criteria]]
attribute = "Platform"
weight = 2
levels = [
  { points = 2, label = "A standard one", when = { field = "platform", any = ["standard"] } },
  { points = 1, label = "Another one", when = { field = "platform", any = ["other"] } },
]
"#;

const LEAD: &str = r#"name = "Lead"
summary = "How a shop becomes a lead."
icp = "shop"
reject_reasons = ["Wrong time: freeze, or no developer", "Wrong person"]
"#;

/// A book with a profile and a qualification, in this language.
fn book(lead: &str, language: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let config = format!("[book]\ntitle = \"Test\"\nlanguage = \"{language}\"\n");
    write("personabook.toml", &config);
    write("content/icps/shop.toml", ICP);
    write("content/qualification/lead.toml", lead);
    folder
}

/// Leads of which those with a standard platform were won more often.
fn leads(folder: &Path) {
    let mut list = "account,platform,status\n".to_owned();
    for number in 0..120 {
        let platform = ["standard", "other", "none"][number % 3];
        let won = match number % 3 {
            0 => number % 4 != 0,
            1 => number % 2 == 0,
            _ => number % 5 == 0,
        };
        let status = if won { "Won" } else { "Lost" };
        list.push_str(&format!("Shop {number},{platform},{status}\n"));
    }
    fs::write(folder.join("leads-2026.csv"), list).unwrap();
}

const TRIED: [&str; 6] = [
    "backtest",
    "./leads-2026.csv",
    "--outcome",
    "status=Won",
    "--write",
    "--today",
];

/// The only file of a qualification.
fn lead(folder: &Path) -> (String, String) {
    let mut files = fs::read_dir(folder.join("content/qualification")).unwrap();
    let path = files.next().unwrap().unwrap().path();
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    (name, fs::read_to_string(path).unwrap())
}

#[test]
fn a_backtest_is_kept_in_every_form_and_shown_over_time() {
    for form in ["lead.toml", "front matter", "lead.md"] {
        let folder = book(LEAD, "en");
        let here = folder.path();
        leads(here);
        let toml = here.join("content/qualification/lead.toml");
        match form {
            "front matter" => {
                let text = format!("+++\n{LEAD}+++\n\nWe call them.\n");
                fs::write(toml.with_extension("md"), text).unwrap();
                fs::remove_file(toml).unwrap();
            }
            "lead.md" => {
                let written = run(here, &["fmt", "--to", "markdown", "qualification:lead"]);
                assert!(written.status.success(), "{}", said(&written));
            }
            _ => {}
        }
        let (name, before) = lead(here);
        let first = run(here, &[&TRIED[..], &["2026-04-13"]].concat());
        assert!(first.status.success(), "{}", said(&first));
        assert!(
            said(&first).contains("wrote ") && said(&first).contains(&name),
            "{}",
            said(&first)
        );
        let (_, once) = lead(here);
        for word in ["2026-04-13", "120", "leads-2026.csv"] {
            assert!(
                once.contains(word) && !before.contains(word),
                "{form:?}: {once}"
            );
        }
        assert!(
            !once.contains("./leads") && !once.contains("Shop 1"),
            "{once}"
        );
        // The same day again changes nothing, another day adds one.
        run(here, &[&TRIED[..], &["2026-04-13"]].concat());
        assert_eq!(lead(here).1, once, "{form:?}");
        run(here, &[&TRIED[..], &["2026-10-12"]].concat());
        let (_, twice) = lead(here);
        assert_eq!(
            twice.matches("leads-2026.csv").count(),
            2,
            "{form:?}: {twice}"
        );
        let check = run(here, &["check", "--today", "2026-11-01"]);
        assert!(check.status.success(), "{form:?}: {}", said(&check));
        let built = run(here, &["build", "--today", "2026-11-01"]);
        assert!(built.status.success(), "{}", said(&built));
        let page = fs::read_to_string(here.join("public/qualification/lead.html")).unwrap();
        let section = section(&page, "backtests");
        for word in [
            "it ranks usefully",
            "Last tried on 12 October 2026",
            "13 April 2026",
            "ch-trend",
        ] {
            assert!(section.contains(word), "{form:?}: {word} in {section}");
        }
    }
}

fn section(page: &str, id: &str) -> String {
    let begin = page.find(&format!("id=\"{id}\"")).unwrap();
    let length = page[begin..].find("</section>").unwrap();
    page[begin..begin + length].to_owned()
}

#[test]
fn a_result_needs_one_place() {
    let folder = book(LEAD, "en");
    let here = folder.path();
    leads(here);
    fs::write(here.join("content/qualification/other.toml"), LEAD).unwrap();
    let tried = [&TRIED[..], &["2026-04-13"]].concat();
    let done = run(here, &tried);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        said(&done).contains("say which with `--qualification`: `lead` or `other`"),
        "{}",
        said(&done)
    );
    let named = run(here, &[&tried[..], &["--qualification", "other"]].concat());
    assert!(named.status.success(), "{}", said(&named));
    let wrong = run(here, &[&tried[..], &["--qualification", "lad"]].concat());
    assert!(
        said(&wrong).contains("no qualification `lad` names the profile `shop`"),
        "{}",
        said(&wrong)
    );
    fs::remove_dir_all(here.join("content/qualification")).unwrap();
    let none = run(here, &tried);
    assert!(
        said(&none).contains("no qualification names the profile `shop`"),
        "{}",
        said(&none)
    );
}

#[test]
fn what_sales_said_is_added_up_and_nobody_is_named() {
    let sla =
        "feedback = \"said.csv\"\nhandover = { sla = { respond_within = \"2 werkdagen\" } }\n";
    let folder = book(&format!("{LEAD}{sla}"), "nl");
    let here = folder.path();
    let list = "zaak;antwoord;kanaal;dagen\nGeheim BV;aangenomen;Beurs;1\nStil BV;Wrong time;Beurs;3\nZwijg BV;wrong person.;Web;2\nNiks BV;;Web;\n";
    fs::write(here.join("content/qualification/said.csv"), list).unwrap();
    let built = run(here, &["build", "--today", "2026-11-01"]);
    assert!(built.status.success(), "{}", said(&built));
    assert!(!said(&built).contains("warning"), "{}", said(&built));
    let page = fs::read_to_string(here.join("public/qualification/lead.html")).unwrap();
    let said = section(&page, "sales-said");
    for word in [
        "Van 4 overgedragen leads nam verkoop er 1 aan en stuurde er 2 terug; 1 wachten op antwoord",
        "Gelukt bij 2 van 3 leads",
        "66,7",
        "<th scope=\"row\">Wrong time</th><td class=\"number\">1</td>",
    ] {
        assert!(said.contains(word), "{word} in {said}");
    }
    // The names of accounts are nowhere on the site, and the list is no file of it.
    for file in walkdir::WalkDir::new(here.join("public"))
        .into_iter()
        .map(Result::unwrap)
    {
        assert!(
            file.path().extension().is_none_or(|ending| ending != "csv"),
            "{:?}",
            file.path()
        );
        if file.file_type().is_file() {
            let bytes = fs::read(file.path()).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(
                !text.contains("Geheim BV") && !text.contains("Stil BV"),
                "{:?}",
                file.path()
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_list_is_not_followed() {
    let folder = book(&format!("{LEAD}feedback = \"said.csv\"\n"), "en");
    let here = folder.path();
    fs::write(here.join("secret.csv"), "account,answer\nSecret,accepted\n").unwrap();
    let link = here.join("content/qualification/said.csv");
    std::os::unix::fs::symlink(here.join("secret.csv"), link).unwrap();
    let check = run(here, &["check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(
        said(&check).contains("there is no list `said.csv` beside this entry"),
        "{}",
        said(&check)
    );
}
