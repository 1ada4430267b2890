//! The program as its users run it: commands, exit codes, messages, and the commands of the README.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use personabook::model::Kind;

/// The root of this repository, which is the demo book.
fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn a_new_book_builds_at_once_without_a_word_of_complaint() {
    let folder = tempfile::tempdir().unwrap();
    let begun = run(folder.path(), &["init", "my-book"]);
    assert_eq!(code(&begun), Some(0), "{}", text(&begun.stderr));
    let book = folder.path().join("my-book");
    let check = run(&book, &["check"]);
    assert_eq!((code(&check), text(&check.stderr).as_str()), (Some(0), ""));
    assert!(
        text(&check.stdout).starts_with("nothing wrong in"),
        "{}",
        text(&check.stdout)
    );
    let built = run(&book, &["build"]);
    assert_eq!(code(&built), Some(0));
    assert_eq!(
        text(&built.stdout).lines().count(),
        2,
        "{}",
        text(&built.stdout)
    );
    assert!(book.join("public/index.html").is_file());

    let again = run(folder.path(), &["init", "my-book"]);
    assert_eq!(code(&again), Some(2), "init overwrites nothing");
    let persona = run(&book, &["new", "persona", "mark"]);
    assert_eq!(code(&persona), Some(0), "{}", text(&persona.stderr));
    assert_eq!(code(&run(&book, &["check"])), Some(0));
    assert_eq!(
        code(&run(&book, &["new", "persona", "mark"])),
        Some(2),
        "new overwrites nothing"
    );
}

#[test]
fn a_book_of_ones_own_begins_with_what_is_known_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let begun = run(
        folder.path(),
        &["init", "mine", "--title", "Our readers", "--language", "nl"],
    );
    assert_eq!(code(&begun), Some(0), "{}", text(&begun.stderr));
    let said = text(&begun.stdout);
    let order = ["segment", "icp", "persona", "job", "journey"];
    let places = order.map(|kind| said.find(&format!("personabook new {kind} ")).unwrap());
    assert!(places.is_sorted(), "{said}");
    let book = folder.path().join("mine");
    for arguments in [
        &["new", "segment", "Families"][..],
        &["new", "icp", "A library"],
        &["new", "persona", "Noor"],
        &["new", "job", "Find a book", "--personas", "Noor"],
        &[
            "new",
            "journey",
            "Choosing a planner",
            "--stages",
            "Search, Try, Decide",
            "--personas",
            "noor",
        ],
    ] {
        let made = run(&book, arguments);
        assert_eq!(code(&made), Some(0), "{}", text(&made.stderr));
    }
    let check = run(&book, &["check"]);
    assert_eq!(code(&check), Some(0), "{}", text(&check.stdout));
    assert!(
        text(&check.stdout).starts_with("nothing wrong in"),
        "{}",
        text(&check.stdout)
    );
    let built = run(&book, &["build"]);
    assert_eq!(code(&built), Some(0), "{}", text(&built.stderr));
    let page = fs::read_to_string(book.join("public/personas/noor.html")).unwrap();
    assert!(
        !page.contains("A season without stress"),
        "a prompt is shown"
    );
    let untitled = run(folder.path(), &["init", "other", "--company", "Ours"]);
    assert_eq!(code(&untitled), Some(2));
    let no_code = run(
        folder.path(),
        &["init", "other", "--title", "T", "--language", "Dutch"],
    );
    assert!(
        text(&no_code.stderr).contains("nl"),
        "{}",
        text(&no_code.stderr)
    );
}

#[test]
fn a_failed_build_leaves_the_last_good_site() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "."]);
    assert_eq!(code(&run(folder.path(), &["build"])), Some(0));
    let home = folder.path().join("public/index.html");
    let before = fs::read(&home).unwrap();
    fs::write(
        folder.path().join("content/personas/bad.toml"),
        "name = 5\n",
    )
    .unwrap();
    let failed = run(folder.path(), &["build"]);
    assert_eq!(code(&failed), Some(1));
    assert!(
        text(&failed.stdout).contains("content/personas/bad.toml:1:8"),
        "{}",
        text(&failed.stdout)
    );
    assert_eq!(fs::read(&home).unwrap(), before);
}

#[test]
fn check_writes_for_people_editors_and_programs() {
    let case = repository().join("tests/diagnostics/bodies");
    let check = |format| {
        let output = run(&case, &["check", "--format", format]);
        assert_eq!(code(&output), Some(1));
        text(&output.stdout)
    };
    assert!(check("human").contains("= help: keep the text below the front matter"));
    assert!(check("short").contains(
        "content/personas/twice.md:3:8: error[two-bodies]: the text stands in two places - keep the text"
    ));
    for line in check("json").lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            object["file"].is_string() && object["message"].is_string(),
            "{line}"
        );
    }
}

#[test]
fn what_cannot_run_says_why_with_exit_code_2() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, says) in [
        (vec!["build"], "personabook init my-book"),
        (vec!["check", "--today", "tomorrow"], "2026-03-01"),
        (vec!["new", "person", "x"], "did you mean `persona`?"),
        (vec!["destroy"], "unrecognized subcommand"),
    ] {
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(2), "{arguments:?}");
        assert!(
            text(&output.stderr).contains(says),
            "{arguments:?}: {}",
            text(&output.stderr)
        );
    }
}

#[test]
fn today_decides_what_is_stale() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content/personas")).unwrap();
    fs::write(root.join("personabook.toml"), "[book]\ntitle = \"T\"\n").unwrap();
    fs::write(
        root.join("content/personas/p.toml"),
        "name = \"P\"\nreviewed = 2026-01-01\n",
    )
    .unwrap();
    let health = |arguments: &[&str], epoch: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_personabook"));
        command
            .args(["build", "--output", "out"])
            .args(arguments)
            .current_dir(root);
        command.env_remove("SOURCE_DATE_EPOCH");
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        assert!(command.output().unwrap().status.success());
        fs::read_to_string(root.join("out/index.html")).unwrap()
    };
    let fresh = health(&["--today", "2026-12-31"], None);
    assert_eq!(
        health(&[], Some("1798675200")),
        fresh,
        "SOURCE_DATE_EPOCH of the same day"
    );
    assert_ne!(health(&["--today", "2027-01-02"], None), fresh);
}

#[test]
fn a_book_that_is_an_example_is_the_same_in_any_year() {
    let folder = tempfile::tempdir().unwrap();
    let book = repository().join("examples/buurtbakker");
    let built = |name: &str, year: &str, more: &[&str]| {
        let output = folder.path().join(name);
        let done = Command::new(env!("CARGO_BIN_EXE_personabook"))
            .args(["build", "--root"])
            .args([&book, Path::new("--output"), &output])
            .args(more)
            .env("SOURCE_DATE_EPOCH", year)
            .output()
            .unwrap();
        assert_eq!(code(&done), Some(0), "{}", text(&done.stderr));
        let page = |path: &str| fs::read_to_string(output.join(path)).unwrap();
        (page(".personabook-files"), page("all/health.html"))
    };
    let (files, health) = built("now", "1795900000", &[]);
    assert!(
        health
            .contains("Dit boek is een voorbeeld: alle datums zijn gezien vanaf 28 november 2026")
    );
    assert_eq!(built("later", "2995900000", &[]), (files.clone(), health));
    // Who asks for a day gets it.
    let (other, health) = built("asked", "1795900000", &["--today", "2031-01-01"]);
    assert!(other != files && !health.contains("Dit boek is een voorbeeld"));
}

#[test]
fn the_demo_passes_a_strict_check_in_any_year() {
    for since_1970 in ["1795900000", "1814400000", "1893456000", "2208988800"] {
        let done = Command::new(env!("CARGO_BIN_EXE_personabook"))
            .args(["check", "--strict"])
            .current_dir(repository())
            .env("SOURCE_DATE_EPOCH", since_1970)
            .output()
            .unwrap();
        let told = text(&done.stdout);
        assert_eq!(code(&done), Some(0), "{told}");
        assert!(
            told.contains("; 1 finding set aside, with a reason"),
            "{told}"
        );
    }
}

#[test]
fn what_is_found_a_thousand_times_is_told_in_a_few_lines() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let personas = root.join("content/personas");
    fs::create_dir_all(&personas).unwrap();
    fs::write(root.join("personabook.toml"), "[book]\ntitle = \"T\"\n").unwrap();
    for number in 0..1000 {
        let file = personas.join(format!("p{number}.toml"));
        fs::write(file, "name = \"P\"\nreviewed = 2019-01-01\n").unwrap();
    }
    let told = |more: &[&str]| {
        let check = ["check", "--today", "2026-11-21"];
        text(&run(root, &[&check, more].concat()).stdout)
    };
    let whole = told(&[]);
    assert!(whole.lines().count() < 30, "{whole}");
    assert!(
        whole.ends_with(
            "     and 990 more; `personabook check --format short` lists all\n\n\
             1000 warnings: 1000 stale\n1000 warnings in 1000 of 1001 files\n"
        ),
        "{whole}"
    );
    assert_eq!(
        told(&["--format", "short"])
            .matches("warning[stale]")
            .count(),
        1000
    );
}

/// The commands of the README, in the order written, each in its own block of `sh`.
#[test]
fn the_commands_of_the_readme_run() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let commands: Vec<&str> = readme
        .split("```sh\n")
        .skip(1)
        .flat_map(|block| block.split("```").next().unwrap().lines())
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .collect();
    assert!(
        commands.contains(&"cargo run --release -- build"),
        "{commands:?}"
    );
    assert!(commands.contains(&"cargo test"));
    let folder = tempfile::tempdir().unwrap();
    for command in commands {
        let words: Vec<&str> = command.split(' ').collect();
        match words.as_slice() {
            // What this very test run is part of, or what needs a browser, is run by `.ci/run`.
            ["cargo", "test", ..] | ["npm", ..] | ["cd", ..] | ["cargo", "install", ..] => {}
            ["cargo", "run", "--release", "--", arguments @ ..] => {
                let mut arguments = arguments.to_vec();
                let out = folder.path().join("site");
                arguments.extend(["--output", out.to_str().unwrap()]);
                let output = run(&repository(), &arguments);
                assert_eq!(
                    code(&output),
                    Some(0),
                    "{command}: {}",
                    text(&output.stderr)
                );
            }
            // Ends only with Ctrl-C: `serve.rs` has it whole.
            ["personabook", "serve" | "edit", ..] => {}
            ["personabook", arguments @ ..] => {
                let here = if folder.path().join("my-book").exists() {
                    folder.path().join("my-book")
                } else {
                    folder.path().to_owned()
                };
                let output = run(&here, arguments);
                assert_eq!(
                    code(&output),
                    Some(0),
                    "{command}: {}",
                    text(&output.stderr)
                );
            }
            _ => panic!("the README has a command that no test runs: {command}"),
        }
    }
}

#[test]
fn fmt_writes_an_entry_in_its_other_form() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "my-book"]);
    let book = folder.path().join("my-book");
    run(&book, &["new", "persona", "mark"]);
    let nothing = run(&book, &["fmt", "--to", "toml"]);
    assert_eq!(code(&nothing), Some(2), "{}", text(&nothing.stdout));
    let trial = run(&book, &["fmt", "persona:mark", "--to", "toml", "--dry-run"]);
    let shown = text(&trial.stdout);
    let first =
        "content/personas/mark.toml in place of content/personas/mark.md\nname = \"Mark\"\n";
    assert!(shown.starts_with(first), "{shown}");
    assert!(book.join("content/personas/mark.md").exists());
    let by_file = ["fmt", "content/personas/mark.md", "--to", "toml"];
    let written = run(&book, &by_file);
    assert_eq!(
        text(&written.stdout),
        "wrote content/personas/mark.toml in place of content/personas/mark.md\n"
    );
    assert!(!book.join("content/personas/mark.md").exists());
    let again = run(&book, &["fmt", "mark", "--to", "toml"]);
    assert_eq!(
        text(&again.stdout),
        "1 entry is written like that already\n"
    );
    for form in ["markdown", "toml"] {
        let all = run(&book, &["fmt", "--all", "--to", form]);
        assert_eq!(code(&all), Some(0), "{}", text(&all.stderr));
        let check = run(&book, &["check", "--strict"]);
        assert_eq!(code(&check), Some(0), "{}", text(&check.stdout));
    }
}

#[test]
fn the_help_of_new_names_every_kind() {
    let help = text(&run(&repository(), &["new", "--help"]).stdout);
    for kind in Kind::ALL {
        assert!(help.contains(&format!("`{}`", kind.name())), "{help}");
    }
}

const COMMANDS: &[&str] = &[
    "build", "serve", "edit", "check", "score", "backtest", "analyse", "sql", "model", "import",
    "export", "brief", "owners", "review", "new", "fmt", "init", "schema", "lsp",
];

/// `--help` names every command, and every option that the documentation names exists.
#[test]
fn help_is_complete() {
    let help = text(&run(&repository(), &["--help"]).stdout);
    for command in COMMANDS {
        assert!(help.contains(&format!("  {command}")), "{help}");
    }
    let all: String = COMMANDS
        .iter()
        .map(|command| text(&run(&repository(), &[command, "--help"]).stdout))
        .collect();
    for document in [
        "README.md",
        "docs/content.md",
        "docs/rules.md",
        "docs/scoring.md",
        "docs/scale.md",
        "docs/import.md",
        "docs/editors.md",
        "docs/export.md",
        "docs/architecture.md",
        "CONTRIBUTING.md",
    ] {
        let document = fs::read_to_string(repository().join(document)).unwrap();
        for word in
            document.split(|letter: char| letter.is_whitespace() || "`(),.".contains(letter))
        {
            let foreign = [
                "--path",
                "--features",
                "--release",
                "--test",
                "--",
                "--all-targets",
                "--workspace",
                "--locked",
                "--check",
                "--no-deps",
                "--depth",
                "--raw",
            ];
            if word.starts_with("--")
                && !word.starts_with("---")
                && word != "-->"
                && !foreign.contains(&word)
            {
                assert!(
                    all.contains(word.split('=').next().unwrap()),
                    "no command has {word}"
                );
            }
        }
    }
}

#[test]
fn a_build_of_the_same_writes_nothing_and_mends_what_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "book"]);
    let book = folder.path().join("book");
    let build = |today: &str| {
        let built = run(&book, &["build", "--today", today]);
        assert_eq!(code(&built), Some(0), "{}", text(&built.stderr));
        text(&built.stdout)
    };
    let first = build("2026-11-21");
    let second = build("2026-11-21");
    assert_eq!(first.lines().next(), second.lines().next());
    assert!(second.contains("\n0 files written"), "{second}");
    let home = book.join("public/index.html");
    let page = fs::read(&home).unwrap();
    fs::write(&home, "broken").unwrap();
    assert!(build("2026-11-21").contains("1 file written"));
    assert_eq!(fs::read(&home).unwrap(), page);
    fs::remove_file(&home).unwrap();
    build("2026-11-21");
    assert_eq!(fs::read(&home).unwrap(), page);
    assert!(!build("2031-01-01").contains("\n0 files written"));
    fs::write(book.join("content/terms/broken.md"), "broken").unwrap();
    assert_eq!(
        code(&run(&book, &["build", "--today", "2031-01-01"])),
        Some(1)
    );
}

#[test]
fn a_site_for_everybody_never_lies_among_pages_for_others() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path();
    run(book, &["init", "."]);
    let noor = "name = \"Noor\"\naudience = [\"sales\"]\ngoals = [\"A quiet desk\"]\n";
    fs::write(book.join("content/personas/noor.toml"), noor).unwrap();
    let wrong = run(book, &["build", "--audience", "sale"]);
    assert_eq!(code(&wrong), Some(2));
    assert_eq!(
        text(&wrong.stderr),
        "error: nothing in this book is for `sale`\n  help: did you mean `--audience sales`?\n"
    );

    let page = book.join("public/personas/noor.html");
    let for_sales = run(book, &["build", "--audience", "sales"]);
    assert_eq!(code(&for_sales), Some(0), "{}", text(&for_sales.stderr));
    assert!(page.exists() && !text(&for_sales.stdout).contains("left out"));
    for _ in 0..2 {
        // The second one only finds that nothing has changed.
        let for_all = run(book, &["build"]);
        assert_eq!(code(&for_all), Some(0), "{}", text(&for_all.stderr));
        let told = text(&for_all.stdout);
        assert!(told.contains("\nleft out 1 entry for sales\n"), "{told}");
        assert!(!page.exists());
    }

    // Somebody put it back, or changed it, so that it is nobody's to remove.
    fs::write(&page, "Noor").unwrap();
    let refused = run(book, &["build"]);
    assert_eq!(code(&refused), Some(2));
    assert_eq!(
        text(&refused.stderr),
        "error: ./public still holds files of a site for other readers, which this one leaves out: personas/noor.html\n  help: remove them, or name another folder with `--output`\n"
    );
    fs::remove_file(&page).unwrap();
    assert_eq!(code(&run(book, &["build", "--audience", "sales"])), Some(0));
    fs::write(&page, "Noor, and more").unwrap();
    let refused = run(book, &["build"]);
    assert_eq!(code(&refused), Some(2));
    assert!(text(&refused.stderr).contains("personas/noor.html"));
    assert_eq!(code(&run(book, &["build", "--output", "other"])), Some(0));
}
