//! `personabook serve --edit` as pages of it and as others see it: what is asked over real sockets, and what lies on disk afterwards.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use super::serve::{Answer, Book, Serving};

const ANNA: &str = "# Our main persona.\nname = \"Anna\"   # as in the interviews\n\n# What she wants.\ngoals = [\n  \"Sell more\",\n  \"Work less\", # she laughed\n]\nreviewed = 2026-01-02\n";

struct Desk {
    serving: Serving,
    secret: String,
}

impl Book {
    fn desk(&self) -> Desk {
        let serving = self.serve_with(&["--edit"]);
        let home = serving.get("/").body;
        let (_, rest) = home.split_once("data-secret=\"").unwrap();
        let secret = rest.split_once('"').unwrap().0.to_owned();
        Desk { serving, secret }
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.file(file)).unwrap()
    }

    fn with_anna() -> Self {
        let book = Self::new();
        book.write("content/personas/anna.toml", ANNA);
        book
    }
}

/// What a browser sends for a page, but for what a test changes.
struct Sent<'a> {
    method: &'a str,
    host: String,
    origin: Option<String>,
    secret: Option<&'a str>,
    content_type: Option<&'a str>,
    more: &'a str,
}

impl Desk {
    fn sent(&self) -> Sent<'_> {
        let host = format!("127.0.0.1:{}", self.serving.port);
        Sent {
            method: "POST",
            origin: Some(format!("http://{host}")),
            host,
            secret: Some(&self.secret),
            content_type: Some("application/json"),
            more: "",
        }
    }

    fn send(&self, sent: &Sent<'_>, question: &Value) -> Answer {
        let body = question.to_string();
        let mut head = format!(
            "{} /__personabook/edit HTTP/1.1\r\nHost: {}\r\n",
            sent.method, sent.host
        );
        for (name, value) in [
            ("Origin", sent.origin.as_deref()),
            ("X-Personabook-Secret", sent.secret),
            ("Content-Type", sent.content_type),
        ] {
            if let Some(value) = value {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        let length = body.len();
        self.serving.raw(&format!(
            "{head}{}Content-Length: {length}\r\n\r\n{body}",
            sent.more
        ))
    }

    fn ask(&self, question: &Value) -> (u16, Value) {
        let answer = self.send(&self.sent(), question);
        let json = serde_json::from_str(&answer.body);
        (answer.status, json.unwrap_or(Value::Null))
    }

    fn form(&self, entry: &str) -> Value {
        let (status, form) = self.ask(&json!({ "do": "form", "entry": entry }));
        assert_eq!(status, 200, "{form}");
        form
    }

    /// Edits in an entry as it is now.
    fn change(&self, entry: &str, edits: &Value) -> (u16, Value) {
        let read = self.form(entry)["read"].clone();
        self.ask(&json!({ "do": "change", "entry": entry, "read": read, "edits": edits }))
    }
}

fn field<'a>(form: &'a Value, name: &str) -> &'a Value {
    let mut fields = form["fields"].as_array().unwrap().iter();
    fields.find(|field| field["name"] == name).unwrap()
}

#[test]
fn a_form_has_every_field_of_a_kind_with_its_control_and_what_the_entry_says() {
    let book = Book::with_anna();
    let desk = book.desk();
    let form = desk.form("personas/anna");
    assert_eq!(form["values"]["goals"][0]["text"], "Sell more");
    assert_eq!(form["values"]["reviewed"], "2026-01-02");
    for (name, is) in [
        ("name", "text"),
        ("status", "choice"),
        ("reviewed", "date"),
        ("goals", "list"),
        ("segment", "reference"),
        ("decision", "table"),
        ("extra", "labels"),
        ("share", "number"),
        ("age", "text-or-number"),
    ] {
        assert_eq!(field(&form, name)["is"], is, "{name}");
    }
    assert_eq!(field(&form, "goals")["item"]["is"], "claim");
    assert_eq!(field(&form, "goals")["label"], "Goals");
    let claim = field(&form, "goals")["item"]["fields"].as_array().unwrap();
    let evidence = claim.iter().find(|field| field["name"] == "evidence");
    assert_eq!(evidence.unwrap()["item"]["to"], "evidence");
    assert!(form["entries"]["evidence"][0]["name"].is_string());
    let id = claim.iter().find(|field| field["name"] == "id");
    assert_eq!(id.unwrap()["is"], "text", "an id of its own leads nowhere");
    book.write(
        "content/personas/old.toml",
        "name = \"Old\"\nreviewed = 2020-01-02\n",
    );
    let found = desk.form("personas/old")["found"].clone();
    let mut found = found.as_array().unwrap().iter();
    let stale = found.find(|one| one["code"] == "stale").unwrap();
    assert_eq!(stale["path"], json!(["reviewed"]));
    assert_eq!(stale["mend"], "2026-11-21");
}

#[test]
fn a_save_changes_its_place_in_the_file_and_nothing_else() {
    let book = Book::with_anna();
    let desk = book.desk();
    let (status, answer) = desk.change(
        "personas/anna",
        &json!([
            { "path": ["goals", 0], "set": "Sell much more" },
            { "path": ["reviewed"], "set": "2026-11-21" },
            { "path": ["goals"], "add": "Sleep" },
        ]),
    );
    assert_eq!(status, 200, "{answer}");
    let wanted = ANNA
        .replace("Sell more", "Sell much more")
        .replace("2026-01-02", "2026-11-21")
        .replace("she laughed\n", "she laughed\n  \"Sleep\",\n");
    assert_eq!(book.text("content/personas/anna.toml"), wanted);
    let shown = |text: &str| {
        let page = desk
            .serving
            .until_page("/personas/anna.html", |page| page.body.contains(text));
        assert_eq!(page.status, 200);
    };
    shown("Sell much more");
    for (what, wanted) in [("undo", ANNA), ("redo", wanted.as_str())] {
        let (status, answer) = desk.ask(&json!({ "do": what }));
        assert_eq!((status, &answer["name"]), (200, &json!("Anna")), "{answer}");
        assert_eq!(book.text("content/personas/anna.toml"), wanted);
    }
    assert_eq!(desk.ask(&json!({ "do": "redo" })).0, 422);
}

#[test]
fn what_would_be_a_mistake_is_refused_at_its_field_and_nothing_is_written() {
    let book = Book::with_anna();
    let desk = book.desk();
    for (edit, path) in [
        (
            json!({ "path": ["segment"], "set": "nobody" }),
            json!(["segment"]),
        ),
        (
            json!({ "path": ["goals", 1], "set": { "text": "x", "evidence": ["nothing"] } }),
            json!(["goals", 1, "evidence", 0]),
        ),
        (json!({ "path": ["share"], "set": 200 }), json!(["share"])),
        (json!({ "path": ["gaols"], "set": "x" }), Value::Null),
        (json!({ "path": ["name"], "remove": true }), Value::Null),
        (
            json!({ "path": ["goals", 9], "set": "x" }),
            json!(["goals", 9]),
        ),
    ] {
        let (status, answer) = desk.change("personas/anna", &json!([edit]));
        assert_eq!(status, 422, "{edit}: {answer}");
        assert_eq!(answer["wrong"][0]["path"], path, "{edit}: {answer}");
        assert_ne!(answer["wrong"][0]["message"], "");
        assert_eq!(book.text("content/personas/anna.toml"), ANNA, "{edit}");
    }
    // A mistake elsewhere in the book keeps nobody from writing here, and what was refused left nothing behind.
    book.write("content/personas/wilma.toml", "name = 5\n");
    let edit = json!([{ "path": ["owner"], "set": "Fenna" }]);
    let (status, answer) = desk.change("personas/anna", &edit);
    assert_eq!(status, 200, "{answer}");
    let (status, answer) = desk.change("personas/wilma", &edit);
    assert_eq!(status, 200, "no mistake is new: {answer}");
    book.write("content/personas/wilma.toml", "name =\n");
    let form = desk.form("personas/wilma");
    assert_eq!(form["values"], Value::Null, "{form}");
    let (status, answer) = desk.change("personas/wilma", &edit);
    assert_eq!(status, 422, "it is mended in the file: {answer}");
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_told_and_never_overwritten() {
    let book = Book::with_anna();
    let desk = book.desk();
    let read = desk.form("personas/anna")["read"].clone();
    let theirs = ANNA.replace("Work less", "Work more");
    book.write("content/personas/anna.toml", &theirs);
    let ours = json!([{ "path": ["goals", 0], "set": "Ours" }]);
    let question = json!({ "do": "change", "entry": "personas/anna", "read": read, "edits": ours });
    assert_eq!(desk.ask(&question).0, 409);
    assert_eq!(book.text("content/personas/anna.toml"), theirs);
    let delete = json!({ "do": "delete", "entry": "personas/anna", "read": read });
    assert_eq!(desk.ask(&delete).0, 409);

    // Two windows: the second one to save hears of the first.
    let read = desk.form("personas/anna")["read"].clone();
    let of_window = |text: &str| {
        let edits = json!([{ "path": ["goals", 0], "set": text }]);
        desk.ask(&json!({ "do": "change", "entry": "personas/anna", "read": read, "edits": edits }))
    };
    assert_eq!((of_window("First").0, of_window("Second").0), (200, 409));
    assert!(book.text("content/personas/anna.toml").contains("First"));

    // What was changed since is not taken back.
    let later = book.text("content/personas/anna.toml") + "# mine\n";
    book.write("content/personas/anna.toml", &later);
    assert_eq!(desk.ask(&json!({ "do": "undo" })).0, 409);
    assert_eq!(book.text("content/personas/anna.toml"), later);
    book.write(
        "content/personas/anna.toml",
        later.trim_end_matches("# mine\n"),
    );
    assert_eq!(desk.ask(&json!({ "do": "undo" })).0, 200);
    assert_eq!(book.text("content/personas/anna.toml"), theirs);
}

#[test]
fn an_interview_three_claims_that_rest_on_it_a_quote_and_a_stage_are_written_as_an_author_would() {
    let book = Book::with_anna();
    let desk = book.desk();
    let day = json!([
        { "path": ["method"], "set": "interview" },
        { "path": ["date"], "set": "2026-11-20" },
        { "path": ["n"], "set": 1 },
    ]);
    let begin =
        json!({ "do": "begin", "kind": "evidence", "name": "Talk with Anna", "edits": day });
    let (status, begun) = desk.ask(&begin);
    assert_eq!(status, 200, "{begun}");
    assert_eq!(begun["entry"], "evidence/talk-with-anna");
    let claim = |text: &str| json!({ "path": ["frustrations"], "add": { "text": text, "evidence": ["talk-with-anna"] } });
    let quote = json!({ "path": ["quote"], "set": "I count parts at night." });
    let edits = json!([
        claim("Counting parts"),
        claim("Waiting"),
        claim("Ordering twice"),
        quote
    ]);
    let (status, answer) = desk.change("personas/anna", &edits);
    assert_eq!(status, 200, "{answer}");
    let stage = json!([{ "path": ["stages"], "set": [{ "name": "Looks around", "goal": "Know the price" }] }]);
    let mut journey = stage.as_array().unwrap().clone();
    journey.push(json!({ "path": ["personas"], "set": ["anna"] }));
    let begin =
        json!({ "do": "begin", "kind": "journey", "name": "Anna's first order", "edits": journey });
    let (status, begun) = desk.ask(&begin);
    assert_eq!(status, 200, "{begun}");
    let journey = format!("/{}.html", begun["entry"].as_str().unwrap());
    desk.serving
        .until_page(&journey, |page| page.body.contains("Looks around"));
    desk.serving.until_page("/personas/anna.html", |page| {
        page.body.contains("Ordering twice") && page.body.contains("I count parts at night.")
    });
    let anna = book.text("content/personas/anna.toml");
    assert!(anna.starts_with(ANNA), "{anna}");
    let checked = Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(["check", "--root"])
        .arg(&book.root)
        .output()
        .unwrap();
    assert_eq!(checked.status.code(), Some(0));
    let (_, changes) = desk.ask(&json!({ "do": "changes" }));
    let how: Vec<&Value> = changes["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["how"])
        .collect();
    assert_eq!(how, ["new", "new", "changed"], "{changes}");
    let commands = changes["commands"].as_array().unwrap();
    assert!(
        commands[0]
            .as_str()
            .unwrap()
            .starts_with("git add -- content/evidence/talk-with-anna.")
    );
    assert_eq!(
        commands[1].as_str().unwrap().split(" -- ").next(),
        Some("git commit -m 'Anna, Anna'\\''s first order, Talk with Anna'")
    );

    // What something rests on stays.
    let read = desk.form("evidence/talk-with-anna")["read"].clone();
    let delete = json!({ "do": "delete", "entry": "evidence/talk-with-anna", "read": read });
    let (status, answer) = desk.ask(&delete);
    assert_eq!(
        (status, &answer["refers"][0]["entry"]),
        (422, &json!("personas/anna"))
    );
    for _ in 0..3 {
        assert_eq!(desk.ask(&json!({ "do": "undo" })).0, 200);
    }
    assert_eq!(book.text("content/personas/anna.toml"), ANNA);
    assert_eq!(desk.ask(&json!({ "do": "changes" })).1["files"], json!([]));
    assert_eq!(
        desk.ask(&json!({ "do": "form", "entry": "evidence/talk-with-anna" }))
            .0,
        404
    );
}

#[test]
fn a_new_entry_is_named_as_by_new_and_never_over_another() {
    let book = Book::with_anna();
    let desk = book.desk();
    let begin = |kind: &str, name: &str, id: &str| {
        desk.ask(&json!({ "do": "begin", "kind": kind, "name": name, "id": id, "edits": [] }))
    };
    for (name, id) in [
        ("Anna", ""),
        ("A name", "anna"),
        ("../../x", ""),
        ("x", "../x"),
        ("", ""),
        ("日本", ""),
    ] {
        let (status, answer) = begin("persona", name, id);
        assert_eq!(status, 422, "{name} {id}: {answer}");
        assert!(answer["wrong"][0]["path"][0].is_string(), "{answer}");
    }
    // It needs a date, which nobody gave.
    assert_eq!(begin("evidence", "A talk", "").0, 422);
    let (status, answer) = begin("persona", "Zoë de Wit", "");
    assert_eq!(
        (status, &answer["entry"]),
        (200, &json!("personas/zoe-de-wit"))
    );
    let read = desk.form("personas/zoe-de-wit")["read"].clone();
    let delete = json!({ "do": "delete", "entry": "personas/zoe-de-wit", "read": read });
    assert_eq!(desk.ask(&delete).0, 200);
    assert_eq!(desk.ask(&json!({ "do": "undo" })).0, 200);
    assert_eq!(desk.form("personas/zoe-de-wit")["read"], read);
}

#[test]
fn only_a_page_of_this_run_may_write() {
    let book = Book::with_anna();
    let desk = book.desk();
    let read = desk.form("personas/anna")["read"].clone();
    let edits = json!([{ "path": ["name"], "set": "Mallory" }]);
    let question =
        json!({ "do": "change", "entry": "personas/anna", "read": read, "edits": edits });
    let port = desk.serving.port;
    let own = || desk.sent();
    let other_secret = "0".repeat(desk.secret.len());
    let short = &desk.secret[1..];
    let attacks: Vec<(&str, u16, Sent<'_>)> = vec![
        (
            "no secret",
            403,
            Sent {
                secret: None,
                ..own()
            },
        ),
        (
            "another secret",
            403,
            Sent {
                secret: Some(&other_secret),
                ..own()
            },
        ),
        (
            "a part of it",
            403,
            Sent {
                secret: Some(short),
                ..own()
            },
        ),
        (
            "an empty secret",
            403,
            Sent {
                secret: Some(""),
                ..own()
            },
        ),
        (
            "no origin",
            403,
            Sent {
                origin: None,
                ..own()
            },
        ),
        (
            "another site",
            403,
            Sent {
                origin: Some("http://evil.example".into()),
                ..own()
            },
        ),
        (
            "no site",
            403,
            Sent {
                origin: Some("null".into()),
                ..own()
            },
        ),
        (
            "another port",
            403,
            Sent {
                origin: Some(format!("http://127.0.0.1:{}", port ^ 1)),
                ..own()
            },
        ),
        (
            "another scheme",
            403,
            Sent {
                origin: Some(format!("https://127.0.0.1:{port}")),
                ..own()
            },
        ),
        (
            "another name for it",
            403,
            Sent {
                origin: Some(format!("http://localhost:{port}")),
                ..own()
            },
        ),
        (
            "a name that leads here",
            403,
            Sent {
                host: format!("evil.example:{port}"),
                origin: Some(format!("http://evil.example:{port}")),
                ..own()
            },
        ),
        (
            "a form",
            415,
            Sent {
                content_type: Some("application/x-www-form-urlencoded"),
                ..own()
            },
        ),
        (
            "plain text",
            415,
            Sent {
                content_type: Some("text/plain"),
                ..own()
            },
        ),
        (
            "no type",
            415,
            Sent {
                content_type: None,
                ..own()
            },
        ),
        (
            "a frame elsewhere",
            403,
            Sent {
                more: "Sec-Fetch-Site: cross-site\r\n",
                ..own()
            },
        ),
        (
            "another port's page",
            403,
            Sent {
                more: "Sec-Fetch-Site: same-site\r\n",
                ..own()
            },
        ),
        (
            "two secrets",
            403,
            Sent {
                more: "X-Personabook-Secret: x\r\n",
                ..own()
            },
        ),
        (
            "two origins",
            403,
            Sent {
                more: "Origin: http://evil.example\r\n",
                ..own()
            },
        ),
        (
            "two names",
            403,
            Sent {
                more: "Host: evil.example\r\n",
                ..own()
            },
        ),
        (
            "an end said twice",
            411,
            Sent {
                more: "Transfer-Encoding: chunked\r\n",
                ..own()
            },
        ),
        (
            "two lengths",
            411,
            Sent {
                more: "Content-Length: 1\r\n",
                ..own()
            },
        ),
        (
            "no write",
            405,
            Sent {
                method: "GET",
                ..own()
            },
        ),
        (
            "a question first",
            405,
            Sent {
                method: "OPTIONS",
                ..own()
            },
        ),
        (
            "another verb",
            405,
            Sent {
                method: "PUT",
                ..own()
            },
        ),
    ];
    for (what, status, sent) in &attacks {
        let answer = desk.send(sent, &question);
        assert_eq!(answer.status, *status, "{what}: {}", answer.body);
        for header in [
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Headers",
        ] {
            assert_eq!(answer.header(header), None, "{what}");
        }
        assert_eq!(book.text("content/personas/anna.toml"), ANNA, "{what}");
    }
    let too_long = "x".repeat(5 * 1024 * 1024);
    assert_eq!(desk.send(&own(), &json!({ "do": too_long })).status, 413);
    for nothing in [
        json!(null),
        json!([]),
        json!("x"),
        json!({}),
        json!({ "do": "everything" }),
    ] {
        assert_eq!(desk.send(&own(), &nothing).status, 400, "{nothing}");
    }
    assert_eq!(
        desk.send(&own(), &question).status,
        200,
        "the page itself may"
    );

    let page = desk.serving.get("/personas/anna.html");
    assert_eq!(
        page.header("Cross-Origin-Opener-Policy"),
        Some("same-origin")
    );
    let policy = page.header("Content-Security-Policy").unwrap();
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    // The secret is on pages only, which other sites cannot read.
    for script in [
        "/__personabook/edit.js",
        "/__personabook/edit.css",
        "/static/shared.js",
    ] {
        let answer = desk.serving.get(script);
        assert_eq!(answer.status, 200, "{script}");
        assert!(!answer.body.contains(&desk.secret), "{script}");
        assert_eq!(
            answer.header("Cross-Origin-Resource-Policy"),
            Some("same-origin")
        );
    }
    assert_ne!(book.desk().secret, desk.secret, "each run has its own");
}

#[test]
fn who_does_not_ask_to_edit_gets_nothing_of_it() {
    let book = Book::with_anna();
    let serving = book.serve_with(&[]);
    let page = serving.get("/personas/anna.html").body;
    assert!(
        !page.contains("edit.js") && !page.contains("secret"),
        "{page}"
    );
    for path in ["edit", "edit.js", "edit.css", "fields.js"] {
        assert_eq!(serving.get(&format!("/__personabook/{path}")).status, 404);
    }
    let port = serving.port;
    let posted = serving.raw(&format!(
        "POST /__personabook/edit HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
    ));
    assert_eq!(posted.status, 405);
    for host in ["0.0.0.0", "127.0.0.1", "::"] {
        let refused = Command::new(env!("CARGO_BIN_EXE_personabook"))
            .args(["serve", "--edit", "--host", host, "--root"])
            .arg(&book.root)
            .output()
            .unwrap();
        assert_eq!(refused.status.code(), Some(2), "{host}");
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains("--host"), "{said}");
    }
}

#[test]
#[cfg(unix)]
fn nothing_is_written_through_a_link_or_outside_the_content() {
    use std::os::unix::fs::symlink;
    let book = Book::with_anna();
    let outside = book.root.parent().unwrap().join("outside.toml");
    fs::write(&outside, "name = \"Outside\"\n").unwrap();
    let desk = book.desk();
    symlink(&outside, book.file("content/personas/linked.toml")).unwrap();
    let ask = |entry: &str| desk.ask(&json!({ "do": "form", "entry": entry })).0;
    assert_eq!(ask("personas/linked"), 404);
    for elsewhere in [
        "personas/../../outside",
        "personas/..",
        "../outside",
        "personas/%2e%2e",
        "personas/anna.toml",
        "templates/x",
    ] {
        assert_eq!(ask(elsewhere), 400, "{elsewhere}");
    }
    let begin = json!({ "do": "begin", "kind": "persona", "name": "Linked", "edits": [] });
    assert_eq!(
        desk.ask(&begin).0,
        422,
        "what lies there is not written over"
    );
    // An entry that becomes a link after it was read.
    let read = desk.form("personas/anna")["read"].clone();
    fs::remove_file(book.file("content/personas/anna.toml")).unwrap();
    fs::write(&outside, ANNA).unwrap();
    symlink(&outside, book.file("content/personas/anna.toml")).unwrap();
    let edits = json!([{ "path": ["owner"], "set": "x" }]);
    let question =
        json!({ "do": "change", "entry": "personas/anna", "read": read, "edits": edits });
    assert_ne!(desk.ask(&question).0, 200);
    assert_eq!(fs::read_to_string(&outside).unwrap(), ANNA);
    // A folder of entries that is a link.
    let folder = book.root.parent().unwrap().join("folder");
    fs::create_dir(&folder).unwrap();
    fs::remove_dir_all(book.file("content/terms")).unwrap();
    symlink(&folder, book.file("content/terms")).unwrap();
    let begin = json!({ "do": "begin", "kind": "term", "name": "Word", "edits": [] });
    assert_ne!(desk.ask(&begin).0, 200);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_thousand_entries_are_edited_without_waiting() {
    let book = Book::with_anna();
    for number in 0..1000 {
        let text = format!("name = \"Talk {number}\"\nmethod = \"interview\"\ndate = 2026-01-02\n");
        book.write(&format!("content/evidence/talk-{number}.toml"), &text);
    }
    let desk = book.desk();
    let form = desk.form("personas/anna");
    assert!(form["entries"]["evidence"].as_array().unwrap().len() > 1000);
    let start = std::time::Instant::now();
    let edit = json!([{ "path": ["goals", 0], "set": { "text": "Sell", "evidence": ["talk-7"] } }]);
    let (status, answer) = desk.change("personas/anna", &edit);
    assert_eq!(status, 200, "{answer}");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
