//! What is due to be reviewed, and writing down that it was.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use personabook::Date;
use personabook::edit::{Change, Edit, FieldPath, Value, rewrite};
use personabook::load::load;
use personabook::progress::nobody;
use personabook::review::{due, review};

use super::small_book::written;

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
