//! `personabook lsp` as an editor meets it: a client that speaks the protocol to the program.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use proptest::prelude::*;
use serde_json::{Value, json};

/// An editor with a book of its own.
struct Editor {
    folder: tempfile::TempDir,
    program: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    asked: i64,
    /// What the program said last of each file.
    wrong: serde_json::Map<String, Value>,
    agreed: Value,
}

/// A book of a few entries.
const BOOK: [(&str, &str); 6] = [
    ("personabook.toml", "[book]\ntitle = \"T\"\n"),
    (
        "content/personas/sophie.md",
        "+++\nname = \"Sophie\"\nsegment = \"shops\"\ngoals = [\"A season [^visits]\"]\n+++\n\nShe asks [](persona:mark) and [](persona:sophie).\n",
    ),
    (
        "content/personas/mark.toml",
        "name = \"Mark\"\nsummary = \"Signs.\"\nsegment = \"shops\"\n",
    ),
    ("content/segments/shops.toml", "name = \"Shops\"\n"),
    (
        "content/evidence/visits.toml",
        "name = \"Visits\"\nmethod = \"interview\"\ndate = 2026-01-01\n",
    ),
    (
        "content/pages/about/index.md",
        "+++\nname = \"About\"\n+++\n\n😀 [](persona:sophie) and `[](persona:sophie)`\n",
    ),
];

impl Editor {
    fn open(files: &[(&str, &str)], capabilities: &Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_personabook"))
            .args(["lsp", "--stdio"])
            .env("SOURCE_DATE_EPOCH", "1780000000")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut editor = Self {
            to: program.stdin.take().unwrap(),
            from: BufReader::new(program.stdout.take().unwrap()),
            program,
            folder,
            asked: 0,
            wrong: serde_json::Map::new(),
            agreed: Value::Null,
        };
        let root = editor.uri("");
        let root = root.trim_end_matches('/');
        let asked = json!({ "capabilities": capabilities, "rootUri": root, "processId": null });
        editor.agreed = editor.ask("initialize", asked)["result"].clone();
        editor.tell("initialized", json!({}));
        editor
    }

    fn uri(&self, file: &str) -> String {
        format!("file://{}", self.folder.path().join(file).display())
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.to.flush().unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.from.read_line(&mut line).unwrap(), 0, "it went away");
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.trim().parse().unwrap();
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut text = vec![0; length];
        self.from.read_exact(&mut text).unwrap();
        let message: Value = serde_json::from_slice(&text).unwrap();
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().unwrap().to_owned();
            let wrong = message["params"]["diagnostics"].clone();
            self.wrong.insert(uri, wrong);
        }
        message
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "each is made for its message"
    )]
    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "each is made for its message"
    )]
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    fn show(&mut self, file: &str) -> String {
        let text = fs::read_to_string(self.folder.path().join(file)).unwrap();
        let uri = self.uri(file);
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "toml", "version": 1, "text": text } }),
        );
        text
    }

    fn type_text(&mut self, file: &str, text: &str) {
        let uri = self.uri(file);
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] }),
        );
    }

    /// What is wrong with a file, once everything sent so far was looked at.
    fn wrong(&mut self, file: &str) -> Vec<Value> {
        // An examination comes before the answer to what needs the book.
        let uri = self.uri(file);
        let at = json!({ "line": 0, "character": 0 });
        self.ask(
            "textDocument/codeAction",
            json!({ "textDocument": { "uri": uri }, "range": { "start": at, "end": at } }),
        );
        let wrong = self.wrong.get(&uri).cloned().unwrap_or(json!([]));
        wrong.as_array().unwrap().clone()
    }

    /// Asks about the place of a `|` in a text, which is typed without it.
    fn ask_at(&mut self, method: &str, (file, marked): (&str, &str), more: &Value) -> Value {
        let place = marked.find('|').unwrap();
        self.type_text(file, &marked.replacen('|', "", 1));
        let before = &marked[..place];
        let line = before.matches('\n').count();
        let in_line = before.rsplit('\n').next().unwrap();
        let character = match self.agreed["capabilities"]["positionEncoding"] == "utf-8" {
            true => in_line.len(),
            false => in_line.encode_utf16().count(),
        };
        let mut params = json!({
            "textDocument": { "uri": self.uri(file) },
            "position": { "line": line, "character": character },
        });
        for (key, value) in more.as_object().unwrap() {
            params[key] = value.clone();
        }
        self.ask(method, params)
    }

    fn labels(&mut self, file: &str, marked: &str) -> Vec<String> {
        let answer = self.ask_at("textDocument/completion", (file, marked), &json!({}));
        let items = answer["result"]["items"].as_array().unwrap();
        let labels = items.iter().map(|item| item["label"].as_str().unwrap());
        labels.map(str::to_owned).collect()
    }

    fn end(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null)["result"], Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.program.wait().unwrap().success());
    }
}

fn all_capabilities() -> Value {
    json!({ "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["rename"] } } })
}

fn range(line: u64, from: u64, to: u64) -> Value {
    json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } })
}

#[test]
fn what_is_wrong_with_unsaved_text_is_shown_in_the_whole_book() {
    let mut editor = Editor::open(&BOOK, &all_capabilities());
    let sophie = "content/personas/sophie.md";
    let text = editor.show(sophie);
    assert_eq!(editor.wrong(sophie), [] as [Value; 0]);
    // Columns are counted in UTF-16 unless something else is agreed.
    editor.type_text(
        sophie,
        &text.replace("She asks [](persona:mark)", "😀 [](persona:mork)"),
    );
    let wrong = editor.wrong(sophie);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(wrong[0]["range"], range(6, 14, 18));
    assert_eq!(wrong[0]["severity"], 1);
    assert!(wrong[0]["message"].as_str().unwrap().contains("mark"));
    editor.type_text(sophie, &text);
    assert_eq!(editor.wrong(sophie), [] as [Value; 0]);

    // What another entry lacks is shown there, as soon as it lacks it.
    let shops = "content/segments/shops.toml";
    editor.show(shops);
    editor.type_text(
        shops,
        "name = \"Shops\"\nsummary = \"[](persona:nobody)\"\n",
    );
    assert_eq!(editor.wrong(shops).len(), 1);
    // Closed without saving, what lies on disk counts.
    let uri = editor.uri(shops);
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": uri } }),
    );
    editor.wrong(sophie);
    assert_eq!(editor.wrong[&uri], json!([]));

    // A file that somebody else wrote.
    let path = editor.folder.path().join("content/personas/mark.toml");
    fs::remove_file(path).unwrap();
    let mark = editor.uri("content/personas/mark.toml");
    editor.tell(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [{ "uri": mark, "type": 3 }] }),
    );
    assert_eq!(editor.wrong(sophie).len(), 1);

    editor.show("personabook.toml");
    editor.type_text("personabook.toml", "[book]\ntitel = \"T\"\n");
    assert!(!editor.wrong("personabook.toml").is_empty());
    editor.end();
}

#[test]
fn fields_choices_ids_and_links_are_completed() {
    let mut editor = Editor::open(&BOOK, &json!({}));
    let mark = "content/personas/mark.toml";
    editor.show(mark);
    let fields = editor.labels(mark, "name = \"Mark\"\n|\n");
    assert!(fields.contains(&"goals".to_owned()) && !fields.contains(&"name".to_owned()));
    let inside = editor.labels(mark, "name = \"Mark\"\ngoals = [{ text = \"a\", |");
    assert!(inside.contains(&"evidence".to_owned()), "{inside:?}");
    assert!(!inside.contains(&"text".to_owned()) && !inside.contains(&"goals".to_owned()));
    assert_eq!(editor.labels(mark, "segment = \"|\""), ["shops"]);
    assert_eq!(editor.labels(mark, "segment = |\n"), ["shops"]);
    let status = editor.labels(mark, "status = \"dr|\"\n");
    assert!(status.contains(&"draft".to_owned()), "{status:?}");
    assert_eq!(editor.labels(mark, "quote = \"So slow [^|\"\n"), ["visits"]);
    let links = editor.labels(mark, "quote = \"[](persona:|)\"\n");
    assert!(links.contains(&"persona:sophie".to_owned()), "{links:?}");

    let sophie = "content/personas/sophie.md";
    editor.show(sophie);
    let front = editor.labels(sophie, "+++\nname = \"S\"\nrol|\n+++\n\nText\n");
    assert!(front.contains(&"role".to_owned()));
    let links = editor.labels(sophie, "+++\nname = \"S\"\n+++\n\n😀 See [](segment:sh|\n");
    assert!(links.contains(&"segment:shops".to_owned()));
    assert_eq!(
        editor.labels(sophie, "+++\nname = \"S\"\n+++\n\nSlow [^v|\n"),
        ["visits"]
    );
    assert_eq!(
        editor.labels(sophie, "+++\nname = \"S\"\n+++\n\nSlow|\n"),
        [] as [&str; 0]
    );
    editor.show("personabook.toml");
    let config = editor.labels("personabook.toml", "[book]\ntitle = \"T\"\n|");
    assert!(config.contains(&"language".to_owned()), "{config:?}");

    let item = editor.ask_at("textDocument/completion", (mark, "na|"), &json!({}));
    let items = item["result"]["items"].as_array().unwrap();
    let name = items.iter().find(|item| item["label"] == "name").unwrap();
    assert_eq!(name["textEdit"]["newText"], "name = ");
    assert_eq!(name["textEdit"]["range"], range(0, 0, 2));
    assert!(name["documentation"]["value"].as_str().unwrap().len() > 20);
    editor.end();
}

#[test]
fn a_place_tells_what_it_is_and_where_it_leads() {
    let mut editor = Editor::open(
        &BOOK,
        &json!({ "general": { "positionEncodings": ["utf-8"] } }),
    );
    assert_eq!(editor.agreed["capabilities"]["positionEncoding"], "utf-8");
    let sophie = "content/personas/sophie.md";
    editor.show(sophie);
    let hover = |editor: &mut Editor, marked: &str| {
        let answer = editor.ask_at("textDocument/hover", (sophie, marked), &json!({}));
        let value = &answer["result"]["contents"]["value"];
        value.as_str().unwrap_or_default().to_owned()
    };
    let field = hover(&mut editor, "+++\nname = \"S\"\ngo|als = [\"x\"]\n+++\n");
    assert!(field.starts_with("`goals`: list of claims"), "{field}");
    let entry = hover(
        &mut editor,
        "+++\nname = \"S\"\n+++\n\n😀 [](persona:ma|rk)\n",
    );
    assert_eq!(entry, "**Mark** (persona)\n\nSigns.");
    assert_eq!(
        hover(&mut editor, "+++\nname = \"S\"\n+++\n\nno|thing\n"),
        ""
    );

    let definition = |editor: &mut Editor, marked: &str| {
        let answer = editor.ask_at("textDocument/definition", (sophie, marked), &json!({}));
        answer["result"].clone()
    };
    let to = definition(
        &mut editor,
        "+++\nname = \"S\"\nsegment = \"sh|ops\"\n+++\n",
    );
    assert_eq!(to["uri"], editor.uri("content/segments/shops.toml"));
    assert_eq!(to["range"], range(0, 8, 13));
    let to = definition(
        &mut editor,
        "+++\nname = \"S\"\n+++\n\n😀 [](per|sona:mark)\n",
    );
    assert_eq!(to["uri"], editor.uri("content/personas/mark.toml"));
    let to = definition(
        &mut editor,
        "+++\nname = \"S\"\n+++\n\n[](persona:no|body)\n",
    );
    assert_eq!(to, Value::Null);
    editor.end();
}

#[test]
fn who_names_an_entry_is_found() {
    let mut editor = Editor::open(&BOOK, &all_capabilities());
    let sophie = "content/personas/sophie.md";
    let text = editor.show(sophie);
    let marked = text.replacen("segment = \"shops", "segment = \"sh|ops", 1);
    let more = json!({ "context": { "includeDeclaration": true } });
    let answer = editor.ask_at("textDocument/references", (sophie, &marked), &more);
    let places: Vec<(String, u64)> = answer["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| {
            let uri = place["uri"].as_str().unwrap();
            let file = uri.rsplit('/').next().unwrap().to_owned();
            (file, place["range"]["start"]["line"].as_u64().unwrap())
        })
        .collect();
    let places: Vec<(&str, u64)> = places
        .iter()
        .map(|(file, line)| (file.as_str(), *line))
        .collect();
    assert_eq!(
        places,
        [("shops.toml", 0), ("mark.toml", 2), ("sophie.md", 2)]
    );
    editor.end();
}

/// Does what an editor does with the edits of a rename.
fn apply(editor: &Editor, edit: &Value) {
    for change in edit["documentChanges"].as_array().unwrap() {
        let path = |uri: &Value| {
            let uri = uri.as_str().unwrap();
            Path::new(uri.strip_prefix("file://").unwrap()).to_owned()
        };
        if change["kind"] == "rename" {
            fs::rename(path(&change["oldUri"]), path(&change["newUri"])).unwrap();
            continue;
        }
        let file = path(&change["textDocument"]["uri"]);
        let text = fs::read_to_string(&file).unwrap();
        let mut lines: Vec<Vec<u16>> = text
            .split('\n')
            .map(|line| line.encode_utf16().collect())
            .collect();
        for edit in change["edits"].as_array().unwrap().iter().rev() {
            let at = |end: &str, what: &str| {
                usize::try_from(edit["range"][end][what].as_u64().unwrap()).unwrap()
            };
            let new = edit["newText"].as_str().unwrap().encode_utf16();
            lines[at("start", "line")]
                .splice(at("start", "character")..at("end", "character"), new);
        }
        let lines: Vec<String> = lines
            .iter()
            .map(|line| String::from_utf16(line).unwrap())
            .collect();
        fs::write(file, lines.join("\n")).unwrap();
    }
    assert!(editor.folder.path().join("personabook.toml").is_file());
}

#[test]
fn an_id_is_renamed_in_the_whole_book() {
    let mut editor = Editor::open(&BOOK, &all_capabilities());
    let sophie = "content/personas/sophie.md";
    let text = editor.show(sophie);
    let marked = text.replacen("(persona:soph", "(persona:soph|", 1);
    let rename = |editor: &mut Editor, id: &str| {
        editor.ask_at(
            "textDocument/rename",
            (sophie, &marked),
            &json!({ "newName": id }),
        )
    };
    let photos = editor.folder.path().join("content/personas/photos");
    fs::create_dir(&photos).unwrap();
    for (id, why) in [
        ("photos", "there is already `content/personas/photos`"),
        ("mark", "there is already a persona `mark`"),
        ("Zoë van Dijk", "write `zoe-van-dijk`"),
        ("index", "has this name"),
    ] {
        let refused = rename(&mut editor, id);
        let message = refused["error"]["message"].as_str().unwrap();
        assert!(message.contains(why), "{message}");
    }
    fs::remove_dir(photos).unwrap();
    let edit = rename(&mut editor, "zoe")["result"].clone();
    apply(&editor, &edit);
    let read = |file: &str| fs::read_to_string(editor.folder.path().join(file)).unwrap();
    let zoe = read("content/personas/zoe.md");
    assert!(
        zoe.contains("[](persona:mark) and [](persona:zoe)"),
        "{zoe}"
    );
    // What stands in code is no link.
    let about = read("content/pages/about/index.md");
    assert!(
        about.contains("😀 [](persona:zoe) and `[](persona:sophie)`"),
        "{about}"
    );
    assert!(!editor.folder.path().join(sophie).exists());
    let check = Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(["check", "--root"])
        .arg(editor.folder.path())
        .output()
        .unwrap();
    assert!(check.status.success());

    // The entry of a folder is renamed with its folder.
    let about = "content/pages/about/index.md";
    let text = editor.show(about);
    let marked = text.replacen("name = \"Ab", "name = \"Ab|", 1);
    let more = json!({ "newName": "us" });
    let edit = editor.ask_at("textDocument/rename", (about, &marked), &more)["result"].clone();
    apply(&editor, &edit);
    assert!(
        editor
            .folder
            .path()
            .join("content/pages/us/index.md")
            .is_file()
    );
    editor.end();
}

#[test]
fn fields_in_markdown_and_yaml_lead_to_entries_and_are_renamed_with_them() {
    let ann = "content/personas/ann.md";
    let bo = "content/personas/bo.md";
    let sell = "content/jobs/sell.md";
    let files = [
        ("personabook.toml", "[book]\ntitle = \"T\"\n"),
        (
            ann,
            "# Ann\n\nJobs: rest, sell\n\n## Goals\n\n- Rest [](job:sell)\n",
        ),
        (bo, "---\nname: Bo\njobs:\n  - \"sell\"\n---\n\nStory.\n"),
        (sell, "# Sell bread\n\nStatement: Sell it\n"),
        ("content/jobs/rest.md", "# Rest\n\nStatement: Rest\n"),
    ];
    let mut editor = Editor::open(&files, &all_capabilities());
    let text = editor.show(ann);
    let marked = text.replacen("rest, sell", "rest, s|ell", 1);
    let to = editor.ask_at("textDocument/definition", (ann, &marked), &json!({}));
    assert_eq!(to["result"]["uri"], editor.uri(sell));
    assert_eq!(to["result"]["range"], range(0, 2, 12));
    let more = json!({ "context": { "includeDeclaration": false } });
    let found = editor.ask_at("textDocument/references", (ann, &marked), &more);
    let places: Vec<(&str, &Value)> = found["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let uri = one["uri"].as_str().unwrap();
            (uri.rsplit('/').next().unwrap(), &one["range"])
        })
        .collect();
    assert_eq!(
        places,
        [
            ("ann.md", &range(2, 12, 16)),
            ("ann.md", &range(6, 14, 18)),
            ("bo.md", &range(3, 5, 9)),
        ]
    );
    // The title of an entry is its name.
    let text = editor.show(sell);
    let marked = text.replacen("# Sell", "# Se|ll", 1);
    let more = json!({ "newName": "trade" });
    let edit = editor.ask_at("textDocument/rename", (sell, &marked), &more)["result"].clone();
    apply(&editor, &edit);
    let read = |file: &str| fs::read_to_string(editor.folder.path().join(file)).unwrap();
    assert_eq!(
        read(ann),
        "# Ann\n\nJobs: rest, trade\n\n## Goals\n\n- Rest [](job:trade)\n"
    );
    assert_eq!(
        read(bo),
        "---\nname: Bo\njobs:\n  - \"trade\"\n---\n\nStory.\n"
    );
    assert_eq!(read("content/jobs/trade.md"), files[3].1);
    editor.end();
}

#[test]
fn an_editor_that_cannot_rename_files_is_told() {
    let mut editor = Editor::open(&BOOK, &json!({}));
    let mark = "content/personas/mark.toml";
    editor.show(mark);
    let more = json!({ "newName": "tom" });
    let refused = editor.ask_at("textDocument/rename", (mark, "name = \"M|ark\"\n"), &more);
    let message = refused["error"]["message"].as_str().unwrap();
    assert!(message.contains("cannot rename files"), "{message}");
    let unknown = editor.ask("textDocument/formatting", json!({}));
    assert_eq!(unknown["error"]["code"], -32601);
    editor.end();
}

#[test]
fn a_slip_has_an_edit() {
    let mut editor = Editor::open(&BOOK, &json!({}));
    let mark = "content/personas/mark.toml";
    editor.show(mark);
    editor.type_text(mark, "name = \"Mark\"\ngaols = [\"x\"]\n");
    let params = json!({ "textDocument": { "uri": editor.uri(mark) }, "range": range(1, 0, 0) });
    let actions = editor.ask("textDocument/codeAction", params);
    let action = &actions["result"][0];
    assert_eq!(action["title"], "write `goals`");
    let edit = &action["edit"]["changes"][editor.uri(mark)][0];
    assert_eq!(
        edit,
        &json!({ "range": range(1, 0, 5), "newText": "goals" })
    );
    editor.end();
}

#[test]
fn half_typed_and_spoilt_text_is_survived() {
    let mut editor = Editor::open(&BOOK, &all_capabilities());
    let whole = "+++\nname = \"Zoë 😀\"\ngoals = [{ text = \"a\", evidence = [\"visits\"] }, \"b [^visits]\"]\n[[traits]]\nname = '''x\n'''\n+++\n\n😀 [](persona:mark) `[^`\n";
    let sophie = "content/personas/sophie.md";
    editor.show(sophie);
    let uri = editor.uri(sophie);
    let methods = [
        "completion",
        "hover",
        "definition",
        "references",
        "prepareRename",
        "rename",
    ];
    // A generator of Lehmer's: the same texts each time.
    let mut chance = 7_u64;
    let mut next = |below: usize| {
        chance = chance * 48_271 % 2_147_483_647;
        usize::try_from(chance).unwrap() % below
    };
    let letters: Vec<char> = whole.chars().collect();
    for round in 0..300 {
        let mut text = letters.clone();
        if round % 2 == 0 {
            text.truncate(next(text.len()));
        } else {
            let at = next(text.len() - 4);
            let with: Vec<char> = "\"[]{}=.\n'+(^:#\\\u{feff}é😀`\r".chars().collect();
            text.splice(at..at + next(4), [with[next(with.len())]]);
        }
        let text: String = text.into_iter().collect();
        editor.type_text(sophie, &text);
        let at = json!({ "line": next(11), "character": next(60) });
        for method in methods {
            let params = json!({ "textDocument": { "uri": uri }, "position": at, "newName": "zoe", "context": {} });
            editor.ask(&format!("textDocument/{method}"), params);
        }
    }
    // Nothing that an editor may send by mistake ends it.
    for params in [
        Value::Null,
        json!({}),
        json!({ "textDocument": { "uri": 5 } }),
    ] {
        editor.tell("textDocument/didOpen", params.clone());
        editor.tell("textDocument/didChange", params.clone());
        for method in methods {
            editor.ask(&format!("textDocument/{method}"), params.clone());
        }
    }
    editor.end();
}

/// What somebody types: a text in the place of another in a file.
fn typed() -> impl Strategy<Value = (&'static str, &'static str, &'static str)> {
    let files = BOOK.map(|(file, _)| file).to_vec();
    let edits = vec![
        ("Sophie", "Sophia"),
        ("mark", "marc"),
        ("visits", "visit"),
        ("name", "naam"),
        ("\"", ""),
        ("\n", "\nstatus = \"draft\"\n"),
        ("2026", "2062"),
        ("She", "<b>She</b> TODO"),
        ("A season", "A season\", \"A second one, without surprises"),
        ("[book]", "[checks]\nwithout-owner = \"warn\"\n[book]"),
    ];
    (prop::sample::select(files), prop::sample::select(edits))
        .prop_map(|(file, (from, to))| (file, from, to))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_typing_is_shown_what_who_opens_the_book_then_sees(
        typed in prop::collection::vec(typed(), 1..6)
    ) {
        let mut editor = Editor::open(&BOOK, &json!({}));
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for (file, text) in BOOK {
            editor.show(file);
            texts.insert(file, text.to_owned());
        }
        for (file, from, to) in typed {
            let now = texts[file].replacen(from, to, 1);
            editor.type_text(file, &now);
            texts.insert(file, now);
        }
        let now: Vec<(&str, &str)> = texts.iter().map(|(file, text)| (*file, text.as_str())).collect();
        let mut fresh = Editor::open(&now, &json!({}));
        for (file, _) in BOOK {
            fresh.show(file);
        }
        for (file, _) in BOOK {
            prop_assert_eq!(editor.wrong(file), fresh.wrong(file), "{} of {:?}", file, texts);
        }
        fresh.end();
        editor.end();
    }
}

#[test]
#[cfg(unix)]
fn nothing_outside_the_book_is_read() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.toml"), "name = \"Secret\"\n").unwrap();
    let mut editor = Editor::open(&BOOK, &json!({}));
    let link = editor.folder.path().join("content/personas/leak.toml");
    std::os::unix::fs::symlink(outside.path().join("secret.toml"), link).unwrap();
    for file in [
        "../secret.toml",
        "content/personas/leak.toml",
        "content/../../x.toml",
    ] {
        let uri = editor.uri(file);
        editor.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "text": "name = \"Secret\"\n" } }),
        );
    }
    let mark = "content/personas/mark.toml";
    editor.show(mark);
    let ids = editor.labels(mark, "quote = \"[](|\"\n");
    assert!(ids.contains(&"persona:sophie".to_owned()));
    assert!(
        !ids.iter()
            .any(|id| id.contains("leak") || id.contains("secret")),
        "{ids:?}"
    );
    editor.wrong(mark);
    let leak = editor.uri("content/personas/leak.toml");
    assert_eq!(editor.wrong[&leak][0]["code"], "symbolic-link");
    editor.end();
}
