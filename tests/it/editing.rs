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
        ("share", "number-or-table"),
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
    assert_eq!(stale["mend"]["value"], "2026-11-21");
}

#[test]
fn what_was_found_and_is_open_stands_at_the_field_that_ends_it() {
    let book = Book::with_anna();
    book.write(
        "content/journeys/order.toml",
        "name = \"Order\"\npersonas = [\"anna\"]\n[[stages]]\nname = \"Look\"\nopportunities = [{ title = \"Shorter\", status = \"doing\" }]\n",
    );
    book.write(
        "content/personas/tom.toml",
        "name = \"Tom\"\ngaols = [\"Rest\"]\n",
    );
    let desk = book.desk();
    let one = |form: &Value, list: &str, name: &str, word: &str| {
        let all = form[list].as_array().unwrap();
        let found = all.iter().find(|one| one[name] == word);
        found
            .unwrap_or_else(|| panic!("no {word} in {all:#?}"))
            .clone()
    };
    let form = desk.form("personas/anna");
    let owner = one(&form, "found", "code", "without-owner");
    assert_eq!(owner["path"], json!(["owner"]));
    assert_ne!(owner["title"], Value::Null);
    for number in 0..20 {
        let text = format!("name = \"Word {number}\"\nowner = \"Fenna\"\n");
        book.write(&format!("content/terms/word-{number}.toml"), &text);
    }
    let owner = one(
        &desk.form("personas/anna"),
        "found",
        "code",
        "without-owner",
    );
    assert_eq!(owner["mend"]["value"], "Fenna", "who looks after others");
    let quote = one(&form, "found", "code", "persona-without-quote");
    assert_eq!(quote["path"], json!(["quote"]));
    assert!(
        quote["mend"]["value"].as_str().unwrap().len() > 3,
        "{quote}"
    );
    let open = form["open"].as_array().unwrap();
    assert!(
        open.iter().any(|one| one["path"] == json!(["segment"])),
        "{open:#?}"
    );
    let journey = desk.form("journeys/order");
    let owner = one(&journey, "found", "code", "opportunity-without-owner");
    assert_eq!(
        owner["path"],
        json!(["stages", 0, "opportunities", 0, "owner"])
    );

    // The edit that an editor offers for a word that nothing reads.
    let form = desk.form("personas/tom");
    let wrong = one(&form, "found", "code", "unknown-key");
    assert_eq!(wrong["mend"]["edit"], "goals");
    let at = wrong["mend"]["at"].clone();
    let rename = |at: &Value, read: &Value| {
        desk.ask(&json!({ "do": "rename", "entry": "personas/tom", "read": read, "at": at }))
            .0
    };
    assert_eq!(rename(&json!(0), &form["read"]), 422);
    assert_eq!(rename(&at, &json!("x")), 409);
    assert_eq!(rename(&at, &form["read"]), 200);
    assert_eq!(
        book.text("content/personas/tom.toml"),
        "name = \"Tom\"\ngoals = [\"Rest\"]\n"
    );
}

#[test]
fn a_book_with_a_mistake_from_the_start_is_mended_on_its_first_page() {
    let book = Book::with_anna();
    let broken = "name = \"Tom\"\ngoals = [\"Rest\"\n";
    book.write("content/personas/tom.toml", broken);
    let desk = book.desk();
    let page = desk.serving.get("/personas/tom.html");
    assert_eq!(page.status, 503);
    let (_, said) = desk.ask(&json!({ "do": "words" }));
    let fault = &said["faults"][0];
    assert_eq!(fault["file"], "content/personas/tom.toml");
    assert_eq!(fault["entry"], "personas/tom");
    assert!(fault["line"].as_u64().unwrap() >= 2, "{fault}");
    let form = desk.form("personas/tom");
    assert_eq!(
        (&form["values"], &form["text"]),
        (&Value::Null, &json!(broken))
    );
    let mend = |text: &str, read: &Value| {
        let question = json!({ "do": "text", "entry": "personas/tom", "read": read, "text": text });
        desk.ask(&question)
    };
    let (status, answer) = mend("name = \n", &form["read"]);
    assert_eq!(status, 422, "{answer}");
    assert_eq!(mend("name = \"Tom\"\n", &json!("x")).0, 409);
    assert_eq!(book.text("content/personas/tom.toml"), broken);
    // What can be read may still have a mistake, which has a field then.
    let (status, answer) = mend("name = \"Tom\"\nsegment = \"nobody\"\n", &form["read"]);
    assert_eq!(status, 200, "{answer}");
    assert_eq!(
        desk.form("personas/tom")["found"][0]["path"],
        json!(["segment"])
    );
    let (status, _) = desk.change(
        "personas/tom",
        &json!([{ "path": ["segment"], "remove": true }]),
    );
    assert_eq!(status, 200);
    let page = desk
        .serving
        .until_page("/personas/tom.html", |page| page.status == 200);
    assert!(page.body.contains("Tom"));
    let read = desk.form("personas/tom")["read"].clone();
    assert_eq!(
        mend("name = \"Other\"\n", &read).0,
        422,
        "a file that can be read has fields"
    );
    for _ in 0..2 {
        assert_eq!(desk.ask(&json!({ "do": "undo" })).0, 200);
    }
    assert_eq!(book.text("content/personas/tom.toml"), broken);

    // A book without a readable start says what is wrong, and lets nobody write.
    book.write("personabook.toml", "[book]\n");
    let (status, said) = desk.ask(&json!({ "do": "words" }));
    assert_eq!(status, 200, "{said}");
    let mut faults = said["faults"].as_array().unwrap().iter();
    let of_book = faults.find(|one| one["file"] == "personabook.toml");
    assert_eq!(of_book.unwrap()["entry"], Value::Null);
    assert_eq!(
        desk.ask(&json!({ "do": "form", "entry": "personas/anna" }))
            .0,
        422
    );
}

#[test]
fn an_entry_with_its_own_folder_goes_as_a_whole_and_comes_back_as_a_whole() {
    let book = Book::with_anna();
    let picture = png();
    let text = "+++\nname = \"Zoe\"\nportrait = \"zoe.png\"\n+++\n\n[Notes](notes.pdf)\n";
    book.write("content/personas/zoe/index.md", text);
    fs::write(book.file("content/personas/zoe/zoe.png"), &picture).unwrap();
    fs::write(book.file("content/personas/zoe/notes.pdf"), [0xff, 0, 1]).unwrap();
    fs::write(book.file("content/personas/zoe/.hidden"), "x").unwrap();
    let desk = book.desk();
    let form = desk.form("personas/zoe");
    assert_eq!(
        form["beside"],
        json!([
            "content/personas/zoe/.hidden",
            "content/personas/zoe/notes.pdf",
            "content/personas/zoe/zoe.png"
        ])
    );
    let delete = json!({ "do": "delete", "entry": "personas/zoe", "read": form["read"] });
    let (status, answer) = desk.ask(&delete);
    assert_eq!(status, 200, "{answer}");
    assert!(!book.file("content/personas/zoe").exists());
    let how = desk.ask(&json!({ "do": "changes" })).1;
    assert_eq!(how["files"].as_array().unwrap().len(), 4, "{how}");
    let (status, answer) = desk.ask(&json!({ "do": "undo" }));
    assert_eq!(status, 200, "{answer}");
    assert_eq!(book.text("content/personas/zoe/index.md"), text);
    assert_eq!(
        fs::read(book.file("content/personas/zoe/zoe.png")).unwrap(),
        picture
    );
    assert_eq!(
        fs::read(book.file("content/personas/zoe/notes.pdf")).unwrap(),
        [0xff, 0, 1]
    );
    assert_eq!(desk.ask(&json!({ "do": "redo" })).0, 200);
    assert!(!book.file("content/personas/zoe").exists());
    // Somebody else put something there since.
    fs::create_dir(book.file("content/personas/zoe")).unwrap();
    fs::write(book.file("content/personas/zoe/zoe.png"), "theirs").unwrap();
    assert_eq!(desk.ask(&json!({ "do": "undo" })).0, 409);
    assert_eq!(
        fs::read(book.file("content/personas/zoe/zoe.png")).unwrap(),
        b"theirs"
    );
    assert!(!book.file("content/personas/zoe/index.md").exists());
}

/// The smallest picture.
fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data, check) in [
        (
            b"IHDR",
            &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0][..],
            0x3a7e_9b55_u32,
        ),
        (
            b"IDAT",
            &[0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1][..],
            0x48af_a471,
        ),
        (b"IEND", &[][..], 0xae42_6082),
    ] {
        bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        bytes.extend(name);
        bytes.extend(data);
        bytes.extend(check.to_be_bytes());
    }
    bytes
}

impl Desk {
    /// Sends a picture as the page does, but for what a test changes.
    fn picture(&self, sent: &Sent<'_>, query: &str, bytes: &[u8]) -> (u16, Value) {
        let mut head = format!(
            "{} /__personabook/picture?{query} HTTP/1.1\r\nHost: {}\r\n",
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
        head.push_str(&format!(
            "{}Content-Length: {}\r\n\r\n",
            sent.more,
            bytes.len()
        ));
        let answer = self.serving.raw_bytes(&[head.as_bytes(), bytes].concat());
        let json = serde_json::from_str(&answer.body);
        (answer.status, json.unwrap_or(Value::Null))
    }

    fn own_picture(&self) -> Sent<'_> {
        Sent {
            content_type: Some("image/png"),
            ..self.sent()
        }
    }
}

#[test]
fn a_picture_is_written_beside_its_entry_under_a_new_name_and_can_be_taken_back() {
    let book = Book::with_anna();
    fs::write(book.file("content/personas/anna.png"), "theirs").unwrap();
    let desk = book.desk();
    let query = |read: &str| format!("entry=personas%2Fanna&read={read}&path=%5B%22portrait%22%5D");
    let read = desk.form("personas/anna")["read"]
        .as_str()
        .unwrap()
        .to_owned();
    let (status, answer) = desk.picture(&desk.own_picture(), &query(&read), &png());
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["value"], "anna-2.png");
    assert_eq!(
        fs::read(book.file("content/personas/anna.png")).unwrap(),
        b"theirs"
    );
    assert_eq!(
        fs::read(book.file("content/personas/anna-2.png")).unwrap(),
        png()
    );
    let text = book.text("content/personas/anna.toml");
    assert!(text.contains("portrait = \"anna-2.png\""), "{text}");
    assert_eq!(desk.form("personas/anna")["read"], answer["read"]);
    desk.serving
        .until_page("/personas/anna.html", |page| page.body.contains("anna-2"));
    assert_eq!(desk.ask(&json!({ "do": "undo" })).0, 200);
    assert!(!book.file("content/personas/anna-2.png").exists());
    assert_eq!(book.text("content/personas/anna.toml"), ANNA);
    assert_eq!(desk.ask(&json!({ "do": "redo" })).0, 200);
    assert_eq!(
        fs::read(book.file("content/personas/anna-2.png")).unwrap(),
        png()
    );
}

#[test]
fn a_picture_for_an_item_lies_beside_the_entry_until_the_item_names_it() {
    let book = Book::with_anna();
    let desk = book.desk();
    let read = desk.form("personas/anna")["read"].clone();
    let query = format!("entry=personas%2Fanna&read={}", read.as_str().unwrap());
    let (status, answer) = desk.picture(&desk.own_picture(), &query, &png());
    assert_eq!((status, &answer["value"]), (200, &json!("anna.png")));
    assert_eq!(answer["read"], read, "the entry is as it was");
    assert_eq!(book.text("content/personas/anna.toml"), ANNA);
    let portraits = json!([{ "image": "anna.png", "title": "At her desk" }]);
    let edits = json!([{ "path": ["portraits"], "set": portraits }]);
    let (status, answer) = desk.change("personas/anna", &edits);
    assert_eq!(status, 200, "{answer}");
    desk.serving.until_page("/personas/anna.html", |page| {
        page.body.contains("At her desk")
    });
    // Both were steps of their own.
    assert_eq!(desk.ask(&json!({ "do": "undo" })).0, 200);
    assert_eq!(desk.ask(&json!({ "do": "undo" })).0, 200);
    assert!(!book.file("content/personas/anna.png").exists());
}

#[test]
fn only_a_page_of_this_run_may_send_a_picture_and_only_beside_an_entry() {
    let book = Book::with_anna();
    let desk = book.desk();
    let read = desk.form("personas/anna")["read"]
        .as_str()
        .unwrap()
        .to_owned();
    let right = format!("entry=personas%2Fanna&read={read}&path=%5B%22portrait%22%5D");
    let own = || desk.own_picture();
    let names = || {
        let files = fs::read_dir(book.file("content/personas")).unwrap();
        files
            .map(|file| file.unwrap().file_name())
            .collect::<Vec<_>>()
    };
    let before = names();
    let other_secret = "0".repeat(desk.secret.len());
    for (what, status, sent) in [
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
            "another name",
            403,
            Sent {
                host: format!("evil.example:{}", desk.serving.port),
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
            "a form",
            415,
            Sent {
                content_type: Some("multipart/form-data"),
                ..own()
            },
        ),
        (
            "a drawing that may hold a script",
            415,
            Sent {
                content_type: Some("image/svg+xml"),
                ..own()
            },
        ),
        (
            "JSON",
            415,
            Sent {
                content_type: Some("application/json"),
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
                method: "PUT",
                ..own()
            },
        ),
    ] {
        assert_eq!(desk.picture(&sent, &right, &png()).0, status, "{what}");
    }
    for (what, status, query) in [
        (
            "no entry",
            400,
            "read=x&path=%5B%22portrait%22%5D".to_owned(),
        ),
        (
            "outside",
            400,
            right.replace("personas%2Fanna", "personas%2F..%2F..%2Foutside"),
        ),
        (
            "outside, plainly",
            400,
            right.replace("personas%2Fanna", "../../outside"),
        ),
        ("nobody", 404, right.replace("anna", "nobody")),
        ("another field", 400, right.replace("portrait", "name")),
        (
            "no field",
            400,
            right.replace("%5B%22portrait%22%5D", "portrait"),
        ),
        ("as it was", 409, right.replace(&read, "0000000000000000")),
    ] {
        assert_eq!(desk.picture(&own(), &query, &png()).0, status, "{what}");
    }
    for (what, bytes) in [
        ("words", b"hello".to_vec()),
        (
            "a script",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec(),
        ),
        ("a picture that ends early", png()[..40].to_vec()),
    ] {
        let (status, answer) = desk.picture(&own(), &right, &bytes);
        assert_eq!(status, 422, "{what}: {answer}");
    }
    let too_big = vec![0; 21 * 1024 * 1024];
    assert_eq!(desk.picture(&own(), &right, &too_big).0, 413);
    assert_eq!(names(), before, "nothing was left behind");
    assert_eq!(book.text("content/personas/anna.toml"), ANNA);
}

#[test]
#[cfg(unix)]
fn a_picture_follows_no_link() {
    use std::os::unix::fs::symlink;
    let book = Book::with_anna();
    let outside = book.root.parent().unwrap().join("outside.png");
    symlink(&outside, book.file("content/personas/anna.png")).unwrap();
    let desk = book.desk();
    let read = desk.form("personas/anna")["read"]
        .as_str()
        .unwrap()
        .to_owned();
    let query = format!("entry=personas%2Fanna&read={read}&path=%5B%22portrait%22%5D");
    let (_, answer) = desk.picture(&desk.own_picture(), &query, &png());
    assert_ne!(answer["value"], "anna.png", "{answer}");
    assert!(!outside.exists());
}

#[test]
fn a_text_is_shown_as_its_page_would_and_a_face_with_another_look() {
    let book = Book::with_anna();
    let desk = book.desk();
    let preview = |text: &str| {
        let question = json!({ "do": "preview", "entry": "personas/anna", "text": text });
        desk.send(&desk.sent(), &question)
    };
    let shown = preview(
        "## Day\n\n[](persona:wilma) <script>alert(1)</script> [x](javascript:alert(1)) *well*",
    );
    assert_eq!(shown.status, 200);
    assert_eq!(
        shown.header("Content-Type"),
        Some("text/html; charset=utf-8")
    );
    for part in ["<h3", "href=\"../personas/wilma.html\"", "<em>well</em>"] {
        assert!(shown.body.contains(part), "{}", shown.body);
    }
    for part in ["<script", "javascript:"] {
        assert!(!shown.body.contains(part), "{}", shown.body);
    }
    let face =
        |look: &Value| desk.ask(&json!({ "do": "face", "entry": "personas/anna", "look": look }));
    let (status, bald) = face(&json!({ "hair": "bald" }));
    assert_eq!(status, 200, "{bald}");
    let (_, braids) = face(&json!({ "hair": "braids" }));
    assert!(bald["face"].as_str().unwrap().starts_with("<svg"));
    assert_ne!(bald["face"], braids["face"]);
    assert_eq!(face(&json!({ "hair": "green" })).0, 422);
    assert_eq!(face(&json!("x")).0, 422);
    assert_eq!(book.text("content/personas/anna.toml"), ANNA);
}

#[test]
fn controls_show_the_words_of_the_book_and_say_what_is_set_by_hand() {
    let book = Book::with_anna();
    let config = book.text("personabook.toml");
    let dutch = match config.contains("language =") {
        true => config.replace("language = \"en\"", "language = \"nl\""),
        false => config.replace("[book]\n", "[book]\nlanguage = \"nl\"\n"),
    };
    book.write("personabook.toml", &dutch);
    let desk = book.desk();
    let blank = |kind: &str| desk.ask(&json!({ "do": "blank", "kind": kind })).1;
    let persona = blank("persona");
    let status = field(&persona, "status")["choices"].as_array().unwrap();
    let validated = status
        .iter()
        .find(|one| one["value"] == "validated")
        .unwrap();
    assert_eq!(validated["text"], "Getoetst");
    assert_eq!(field(&persona, "name")["about"], "Hoe men het noemt.");
    let share = field(&persona, "share");
    assert_eq!(
        (&share["is"], &share["alone"]),
        (&json!("number-or-table"), &json!("percent"))
    );
    let look = field(&persona, "look")["fields"].as_array().unwrap();
    let hair = look.iter().find(|field| field["name"] == "hair").unwrap();
    let texts: Vec<&str> = { hair["choices"].as_array().unwrap().iter() }
        .map(|one| one["text"].as_str().unwrap())
        .collect();
    assert!(texts.contains(&"paardenstaart"), "{texts:?}");
    assert_eq!(field(&persona, "portrait")["is"], "image");
    assert_eq!(field(&persona, "look")["hand"]["as"], "face");
    assert_eq!(field(&persona, "traits")["item"]["hand"]["as"], "line");
    let faces = persona["entries"]["persona"].as_array();
    assert!(
        faces.is_none_or(|all| all.iter().any(|one| one["face"].is_string())),
        "{faces:?}"
    );
    let journey = blank("journey");
    let stages = field(&journey, "stages");
    assert_eq!(stages["hand"], json!({ "as": "curve", "of": "emotion" }));
    let fields = stages["item"]["fields"].as_array().unwrap();
    let of = |name: &str| fields.iter().find(|field| field["name"] == name).unwrap();
    assert_eq!(of("emotion")["steps"].as_array().unwrap().len(), 5);
    assert_eq!(of("emotion")["is"], "number-or-table");
    assert_eq!(of("emotion")["alone"], "to");
    let pad = &of("opportunities")["item"]["hand"];
    assert_eq!(pad["across"], "effort", "{pad}");
    assert_eq!(pad["up"], json!(["customer_value", "business_value"]));
}

#[test]
fn what_the_book_denies_is_refused_and_what_it_warns_of_is_not() {
    let book = Book::with_anna();
    let config = book.text("personabook.toml");
    let desk = |level: &str| {
        let checks = format!("{config}\n[checks]\npersona-without-quote = \"{level}\"\n");
        book.write("personabook.toml", &checks);
        // She has a quote, and is to lose it.
        book.write(
            "content/personas/anna.toml",
            &format!("quote = \"Sell!\"\n{ANNA}"),
        );
        book.desk()
    };
    let edits = json!([{ "path": ["quote"], "remove": true }]);
    let (status, answer) = desk("deny").change("personas/anna", &edits);
    assert_eq!(status, 422, "{answer}");
    assert_eq!(answer["wrong"][0]["code"], "persona-without-quote");
    let (status, answer) = desk("warn").change("personas/anna", &edits);
    assert_eq!(status, 200, "{answer}");
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
        (json!({ "path": ["gaols"], "set": "x" }), json!(["goals"])),
        (json!({ "path": ["name"], "remove": true }), json!(["name"])),
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
    for path in [
        "edit",
        "edit.js",
        "edit.css",
        "fields.js",
        "hands.js",
        "mend.js",
        "picture?entry=personas/anna",
    ] {
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
