//! Random edits through the requests of a page, in every form of an entry: the book is the one that somebody writes by hand, and nothing
//! else in the file moves.

use proptest::prelude::*;

use super::write::in_shell;
use super::*;
use crate::load::load_book;
use crate::model::Entry;

/// What a page asks for.
#[derive(Debug, Clone)]
enum Wish {
    Owner(Option<u8>),
    AddGoal(u8, bool),
    SetGoal(usize, u8, bool),
    RemoveGoal(usize),
    MoveGoal(usize, usize),
    Story(u8),
    Undo,
}

/// What the entry says.
#[derive(Debug, Clone, PartialEq)]
struct Says {
    owner: Option<String>,
    goals: Vec<(String, bool)>,
    story: String,
}

fn word(number: u8) -> String {
    format!("Word {number} \"of\" {}", number.wrapping_mul(7))
}

fn goal((text, has_source): &(String, bool)) -> Json {
    match has_source {
        true => json!({ "text": text, "evidence": ["talks"] }),
        false => json!(text),
    }
}

impl Says {
    fn by_hand(&self) -> String {
        let quoted = |text: &str| Json::from(text).to_string();
        let goals = self
            .goals
            .iter()
            .map(|(text, has_source)| match has_source {
                true => format!("{{ text = {}, evidence = [\"talks\"] }}", quoted(text)),
                false => quoted(text),
            });
        let goals: Vec<String> = goals.collect();
        let owner = self
            .owner
            .iter()
            .map(|owner| format!("owner = {}\n", quoted(owner)));
        format!(
            "name = \"Anna\"\n{}goals = [{}]\nbody = {}\n",
            owner.collect::<String>(),
            goals.join(", "),
            quoted(&self.story)
        )
    }

    /// The edits of a wish, and what is said then; nothing where it cannot be.
    fn after(&self, wish: &Wish) -> Option<(Json, Self)> {
        let mut after = self.clone();
        let goals = self.goals.len();
        let edit = match wish {
            Wish::Owner(Some(number)) => {
                after.owner = Some(word(*number));
                json!({ "path": ["owner"], "set": word(*number) })
            }
            Wish::Owner(None) => {
                after.owner.take()?;
                json!({ "path": ["owner"], "remove": true })
            }
            Wish::AddGoal(number, has_source) => {
                let new = (word(*number), *has_source);
                let edit = json!({ "path": ["goals"], "add": goal(&new) });
                after.goals.push(new);
                edit
            }
            Wish::SetGoal(at, number, has_source) => {
                let at = (goals > 0).then(|| at % goals)?;
                after.goals[at] = (word(*number), *has_source);
                json!({ "path": ["goals", at], "set": goal(&after.goals[at]) })
            }
            Wish::RemoveGoal(at) => {
                let at = (goals > 1).then(|| at % goals)?;
                after.goals.remove(at);
                json!({ "path": ["goals", at], "remove": true })
            }
            Wish::MoveGoal(from, to) => {
                let (from, to) = (goals > 1).then(|| (from % goals, to % goals))?;
                let item = after.goals.remove(from);
                after.goals.insert(to, item);
                json!({ "path": ["goals", from], "move": to })
            }
            Wish::Story(number) => {
                after.story = word(*number);
                json!({ "path": ["body"], "set": word(*number) })
            }
            Wish::Undo => return None,
        };
        Some((edit, after))
    }
}

fn wish() -> impl Strategy<Value = Wish> {
    prop_oneof![
        prop::option::of(any::<u8>()).prop_map(Wish::Owner),
        (any::<u8>(), any::<bool>()).prop_map(|(number, has)| Wish::AddGoal(number, has)),
        (0..9_usize, any::<u8>(), any::<bool>())
            .prop_map(|(at, number, has)| Wish::SetGoal(at, number, has)),
        (0..9_usize).prop_map(Wish::RemoveGoal),
        (0..9_usize, 0..9_usize).prop_map(|(from, to)| Wish::MoveGoal(from, to)),
        any::<u8>().prop_map(Wish::Story),
        Just(Wish::Undo),
    ]
}

const BEGINNINGS: [(&str, &str); 4] = [
    (
        "anna.toml",
        "# kept 1\nname = \"Anna\"  # kept 2\n\n# kept 3\ngoals = [\n  \"One\",\n  \"Two\",\n]\n# kept 4\nbody = \"Hers\"\n",
    ),
    (
        "anna.md",
        "+++\n# kept 1\nname = \"Anna\"\ngoals = [\"One\", \"Two\"] # kept 2\n+++\n\nHers\n",
    ),
    (
        "anna.md",
        "---\n# kept 1\nname: Anna # kept 2\ngoals:\n  - One\n  - Two\n# kept 3\n---\n\nHers\n",
    ),
    (
        "anna.md",
        "# Anna\n\nHers\n\n<!-- kept 1 -->\n\n## Goals\n\n- One\n- Two\n",
    ),
];

fn book(file: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Folder::named(folder.path());
    let talks = "name = \"Talks\"\nmethod = \"interview\"\ndate = 2026-01-02\n";
    for (file, text) in [
        ("personabook.toml", "[book]\ntitle = \"T\"\n"),
        ("content/evidence/talks.toml", talks),
        (&format!("content/personas/{file}"), text),
    ] {
        root.create(file, text.as_bytes()).unwrap();
    }
    folder
}

fn session(root: &Path) -> Session {
    Session::new(root, Today::new(|| Ok("2026-11-21".parse().unwrap())))
}

fn anna(root: &Path) -> Entry {
    let book = load_book(root).unwrap();
    let key = Key::new(Kind::Persona, "anna");
    book.catalog.get(&key).unwrap().clone()
}

fn kept(text: &str) -> Vec<String> {
    let parts = text.split("kept ").skip(1);
    parts.map(|part| part[..1].to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_of_a_page_give_the_book_that_is_written_by_hand(
        beginning in 0..BEGINNINGS.len(),
        wishes in prop::collection::vec(wish(), 1..7),
    ) {
        let (file, text) = BEGINNINGS[beginning];
        let folder = book(file, text);
        let root = folder.path();
        let path = format!("content/personas/{file}");
        let on_disk = || String::from_utf8(Folder::named(root).read(&path, u64::MAX).unwrap()).unwrap();
        let mut session = session(root);
        let one = |text: &str| (text.to_owned(), false);
        let mut says = vec![Says { owner: None, goals: vec![one("One"), one("Two")], story: "Hers".to_owned() }];
        let mut texts = vec![text.to_owned()];
        for wish in &wishes {
            let now = says.last().unwrap().clone();
            if matches!(wish, Wish::Undo) && says.len() > 1 {
                let answer = session.answer(&json!({ "do": "undo" })).unwrap();
                prop_assert_eq!(answer.ended, Ended::Done, "{:?}", answer.json);
                says.pop();
                texts.pop();
                prop_assert_eq!(&on_disk(), texts.last().unwrap());
                continue;
            }
            let Some((edit, after)) = now.after(wish) else { continue };
            let form = session.answer(&json!({ "do": "form", "entry": "personas/anna" })).unwrap().json;
            let question = json!({ "do": "change", "entry": "personas/anna", "read": form["read"], "edits": [edit] });
            let answer = session.answer(&question).unwrap();
            prop_assert_eq!(answer.ended, Ended::Done, "{}: {:?}", question, answer.json);
            let is_new = on_disk() != *texts.last().unwrap();
            if is_new {
                says.push(after);
                texts.push(on_disk());
            } else {
                prop_assert_eq!(&now, &after);
            }
        }
        let says = says.last().unwrap();
        let by_hand = book("anna.toml", &says.by_hand());
        let (own, other) = (anna(root), anna(by_hand.path()));
        prop_assert_eq!(&own.header, &other.header);
        prop_assert_eq!(&own.data, &other.data);
        let own_text = texts.last().unwrap();
        let story = own.body.replace("<!-- kept 1 -->", "");
        prop_assert_eq!(story.trim(), says.story.as_str(), "{}", own_text);
        // A remark may go with what it is about, and stays otherwise.
        if file.ends_with(".toml") {
            prop_assert_eq!(kept(own_text), kept(text), "{}", own_text);
        }
    }
}

#[test]
fn a_word_of_a_command_is_one_word() {
    assert_eq!(in_shell("content/a.toml"), "content/a.toml");
    assert_eq!(in_shell("it's; rm"), "'it'\\''s; rm'");
    assert_eq!(in_shell(""), "''");
}
