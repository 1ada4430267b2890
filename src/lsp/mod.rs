//! What an editor asks while a book is written: what is wrong with the text that is not saved yet, what may stand where, where an entry is
//! named. Talks the Language Server Protocol over a connection that somebody else opened. Must not know the terminal.

mod complete;
mod place;
mod rename;
mod scan;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use crate::build::{Builder, Options};
use crate::diag::{Diagnostic, Severity};
use crate::disk::{self, Folder, What};
use crate::doc::Date;
use crate::error::Error;
use crate::load::{Loaded, refuse_no_book};
use crate::model::Key;
use crate::progress::nobody;
use crate::schema::{Field, Fields};
use crate::text::{Source, Span, Step};

use complete::Completing;
use place::{Columns, Lines, path_of, uri_of};
use rename::Rename;
use scan::At;
use text::{Mention, Read, Which};

/// The day that decides what is stale, for the book in a folder.
pub type Today<'a> = &'a dyn Fn(&Path) -> Result<Date, Error>;

/// Answers an editor until it is done. The book is that in the folder `root`, or else in the folder that is open in the editor, or the one that
/// holds the first file that is opened.
///
/// # Errors
/// When the editor does not keep to the protocol.
pub fn serve(connection: &Connection, root: Option<&Path>, today: Today<'_>) -> Result<(), Error> {
    let broken = |error: lsp_server::ProtocolError| {
        Error::refused(
            format!("the editor does not speak the Language Server Protocol: {error}"),
            "start `personabook lsp` from an editor; docs/editors.md says how",
        )
    };
    let (id, asked) = connection.initialize_start().map_err(broken)?;
    let client = Client::of(&asked);
    connection
        .initialize_finish(id, capabilities(&client))
        .map_err(broken)?;
    let mut server = Server {
        connection,
        workspace: workspace(&asked),
        client,
        today,
        root: None,
        texts: BTreeMap::new(),
        builder: None,
        loaded: None,
        is_dirty: false,
        shown: BTreeMap::new(),
        told: String::new(),
        fields: Fields::default(),
    };
    let folder = root
        .map(Path::to_owned)
        .or_else(|| server.workspace.clone());
    server.open_book(folder.as_deref());
    server.watch();
    while let Ok(message) = server.next() {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request).map_err(broken)? {
                    return Ok(());
                }
                server.answer(request);
            }
            Message::Notification(told) => server.take_note(&told),
            Message::Response(_) => {}
        }
    }
    Ok(())
}

/// What the editor can do.
struct Client {
    columns: Columns,
    has_snippets: bool,
    renames_files: bool,
    watches: bool,
}

impl Client {
    fn of(asked: &Value) -> Self {
        let can = &asked["capabilities"];
        let has = |list: &Value, word: &str| {
            list.as_array()
                .is_some_and(|list| list.iter().any(|one| one == word))
        };
        let edits = &can["workspace"]["workspaceEdit"];
        Self {
            columns: match has(&can["general"]["positionEncodings"], "utf-8") {
                true => Columns::Utf8,
                false => Columns::Utf16,
            },
            has_snippets: can["textDocument"]["completion"]["completionItem"]["snippetSupport"]
                == true,
            renames_files: edits["documentChanges"] == true
                && has(&edits["resourceOperations"], "rename"),
            watches: can["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] == true,
        }
    }
}

fn capabilities(client: &Client) -> Value {
    let encoding = match client.columns {
        Columns::Utf8 => "utf-8",
        Columns::Utf16 => "utf-16",
    };
    json!({
        "capabilities": {
            "positionEncoding": encoding,
            // Editors send the whole text with each change.
            "textDocumentSync": { "openClose": true, "change": 1, "save": true },
            "completionProvider": { "triggerCharacters": ["\"", "(", ":", "^", "[", "."] },
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "renameProvider": { "prepareProvider": true },
            "codeActionProvider": { "codeActionKinds": ["quickfix"] },
        },
        "serverInfo": { "name": "personabook", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// The folder that is open in the editor.
fn workspace(asked: &Value) -> Option<PathBuf> {
    let first = &asked["workspaceFolders"][0]["uri"];
    let uri = first.as_str().or_else(|| asked["rootUri"].as_str())?;
    path_of(uri)
}

struct Server<'a> {
    connection: &'a Connection,
    client: Client,
    workspace: Option<PathBuf>,
    today: Today<'a>,
    root: Option<PathBuf>,
    /// The texts that are open, by their file from the root of the book, with the address that the editor has for it.
    texts: BTreeMap<String, (String, String)>,
    builder: Option<Builder>,
    loaded: Option<Loaded>,
    /// Something changed since the book was examined.
    is_dirty: bool,
    /// What the editor shows as wrong, by file.
    shown: BTreeMap<String, Vec<Diagnostic>>,
    /// Why the book could not be examined, as the editor was told last.
    told: String,
    fields: Fields,
}

impl Server<'_> {
    /// The next message. Before it waits for one, it shows what is wrong: who types fast waits for nothing.
    fn next(&mut self) -> Result<Message, ()> {
        if let Ok(message) = self.connection.receiver.try_recv() {
            return Ok(message);
        }
        self.examine();
        self.connection.receiver.recv().map_err(|_| ())
    }

    fn send(&self, message: impl Into<Message>) {
        // An editor that went away asks no more.
        let _ = self.connection.sender.send(message.into());
    }

    fn tell(&self, method: &str, params: Value) {
        self.send(Notification {
            method: method.to_owned(),
            params,
        });
    }

    fn watch(&self) {
        if !self.client.watches {
            return;
        }
        let watchers =
            json!([{ "globPattern": "**/content/**" }, { "globPattern": "**/personabook.toml" }]);
        self.send(Request {
            id: RequestId::from("watch".to_owned()),
            method: "client/registerCapability".to_owned(),
            params: json!({ "registrations": [{
                "id": "files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            }] }),
        });
    }

    fn open_book(&mut self, folder: Option<&Path>) {
        let Some(folder) = folder.and_then(|folder| disk::absolute(folder).ok()) else {
            return;
        };
        if refuse_no_book(&Folder::named(&folder)).is_ok() {
            self.builder = Some(Builder::new(&folder));
            self.root = Some(folder);
            self.is_dirty = true;
        }
    }

    /// The path from the root of the book of a file that belongs to it.
    fn file_of(&mut self, uri: &Value) -> Option<String> {
        let path = path_of(uri.as_str()?)?;
        if self.root.is_none() {
            // Nobody looks for a book above the folder that is open.
            let mut above = path.ancestors().skip(1);
            let within = self.workspace.clone();
            let book = above.find(|folder| {
                within
                    .as_ref()
                    .is_none_or(|within| folder.starts_with(within))
                    && refuse_no_book(&Folder::named(folder)).is_ok()
            });
            let book = book.map(Path::to_owned);
            self.open_book(book.as_deref());
        }
        let root = self.root.as_ref()?;
        let below = match path.strip_prefix(root) {
            Ok(below) => below.to_owned(),
            // The editor may know the folder by its real path.
            Err(_) => path.strip_prefix(disk::real(root).ok()?).ok()?.to_owned(),
        };
        let parts: Option<Vec<&str>> = below
            .components()
            .map(|part| match part {
                std::path::Component::Normal(name) => name.to_str(),
                _ => None,
            })
            .collect();
        Some(parts?.join("/"))
    }

    fn uri(&self, file: &str) -> String {
        match (self.texts.get(file), &self.root) {
            (Some((uri, _)), _) => uri.clone(),
            (None, Some(root)) => uri_of(&root.join(file)),
            (None, None) => String::new(),
        }
    }

    fn take_note(&mut self, told: &Notification) {
        let document = &told.params["textDocument"];
        match told.method.as_str() {
            "textDocument/didOpen" => self.put(document, document["text"].as_str()),
            "textDocument/didChange" => {
                let changes = told.params["contentChanges"].as_array();
                let last = changes.and_then(|changes| changes.last());
                let text = last.and_then(|last| last["text"].as_str());
                if text.is_some() {
                    self.put(document, text);
                }
            }
            "textDocument/didClose" => self.put(document, None),
            "textDocument/didSave" if !self.client.watches => self.read_again(),
            "textDocument/didSave" => self.changed(&document["uri"]),
            "workspace/didChangeWatchedFiles" => {
                let changes = told.params["changes"].as_array();
                for change in changes.into_iter().flatten() {
                    self.changed(&change["uri"]);
                }
            }
            _ => {}
        }
    }

    /// The text of an open file; none when it is closed, and what lies on disk counts again.
    fn put(&mut self, document: &Value, text: Option<&str>) {
        let Some(file) = self.file_of(&document["uri"]) else {
            return;
        };
        if Which::of(&file).is_none() {
            return;
        }
        if let Some(builder) = &mut self.builder {
            builder.unsaved(&file, text.map(str::to_owned));
        }
        match text {
            Some(text) => {
                let uri = document["uri"].as_str().unwrap_or_default().to_owned();
                self.texts.insert(file, (uri, text.to_owned()));
            }
            None => {
                self.texts.remove(&file);
            }
        }
        self.is_dirty = true;
    }

    fn changed(&mut self, uri: &Value) {
        let file = self.file_of(uri);
        if let (Some(file), Some(builder)) = (file, &mut self.builder) {
            builder.changed(&[file]);
            self.is_dirty = true;
        }
    }

    /// For editors that tell of no files but those that are open: any other may have changed as well.
    fn read_again(&mut self) {
        if let (Some(loaded), Some(builder)) = (&self.loaded, &mut self.builder) {
            let files: Vec<String> = loaded
                .texts()
                .map(|(_, source)| source.path.clone())
                .collect();
            builder.changed(&files);
            self.is_dirty = true;
        }
    }

    /// Looks at the whole book if something changed, and shows what is wrong where that is not what the editor shows already.
    fn examine(&mut self) {
        if !std::mem::take(&mut self.is_dirty) {
            return;
        }
        let (Some(root), Some(builder)) = (&self.root, &mut self.builder) else {
            return;
        };
        let examined = (self.today)(root).and_then(|today| {
            let options = Options {
                today,
                drafts: false,
                audiences: &[],
            };
            builder.examine(options, &nobody)
        });
        match examined {
            Ok(examined) => {
                self.told.clear();
                self.loaded = Some(examined.loaded);
                self.show();
            }
            Err(error) => {
                let message = error.to_string();
                if message != self.told {
                    self.tell(
                        "window/showMessage",
                        json!({ "type": 1, "message": message }),
                    );
                    self.told = message;
                }
            }
        }
    }

    fn show(&mut self) {
        let Some(loaded) = &self.loaded else { return };
        let mut wrong: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for diagnostic in &loaded.report.diagnostics {
            let file = diagnostic.source.path.clone();
            wrong.entry(file).or_default().push(diagnostic.clone());
        }
        let files: BTreeSet<String> = wrong.keys().chain(self.shown.keys()).cloned().collect();
        for file in files {
            let now = wrong.remove(&file).unwrap_or_default();
            if self.shown.get(&file) == Some(&now) {
                continue;
            }
            self.tell(
                "textDocument/publishDiagnostics",
                json!({ "uri": self.uri(&file), "diagnostics": self.as_told(&now) }),
            );
            match now.is_empty() {
                true => self.shown.remove(&file),
                false => self.shown.insert(file, now),
            };
        }
    }

    fn as_told(&self, wrong: &[Diagnostic]) -> Vec<Value> {
        let Some(first) = wrong.first() else {
            return Vec::new();
        };
        let lines = Lines::new(&first.source.text, self.client.columns);
        wrong
            .iter()
            .map(|one| {
                let help = one.help.iter().map(|help| format!("\n{help}"));
                json!({
                    "range": lines.range(&one.span.clone().unwrap_or(0..0)),
                    "severity": match one.severity { Severity::Error => 1, Severity::Warning => 2, Severity::Advice => 4 },
                    "code": one.code,
                    "source": "personabook",
                    "message": format!("{}{}", one.message, help.collect::<String>()),
                })
            })
            .collect()
    }

    fn answer(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let result = match method.as_str() {
            "textDocument/completion" => self.complete(&params),
            "textDocument/hover" => self.hover(&params),
            "textDocument/definition" => self.definition(&params),
            "textDocument/references" => self.references(&params),
            "textDocument/prepareRename" => self.prepare_rename(&params),
            "textDocument/rename" => self.rename(&params),
            "textDocument/codeAction" => self.actions(&params),
            _ => {
                let code = ErrorCode::MethodNotFound as i32;
                let message = format!("personabook does not answer `{method}`");
                return self.send(Response::new_err(id, code, message));
            }
        };
        match result {
            Ok(result) => self.send(Response::new_ok(id, result)),
            Err(message) => {
                let code = ErrorCode::RequestFailed as i32;
                self.send(Response::new_err(id, code, message));
            }
        }
    }

    /// What a question is about: the file, its text, and the place in it.
    fn asked(&mut self, params: &Value) -> Option<Asked> {
        let file = self.file_of(&params["textDocument"]["uri"])?;
        let which = Which::of(&file)?;
        if self.loaded.is_none() {
            self.examine();
        }
        let text = self.texts.get(&file)?.1.clone();
        let offset = Lines::new(&text, self.client.columns).offset(&params["position"]);
        Some(Asked {
            file,
            which,
            text,
            offset,
        })
    }

    fn complete(&mut self, params: &Value) -> Result<Value, String> {
        let Some(asked) = self.asked(params) else {
            return Ok(Value::Null);
        };
        let read = asked.read();
        let completing = Completing {
            read: &read,
            lines: &Lines::new(&asked.text, self.client.columns),
            fields: &self.fields,
            book: self.loaded.as_ref().and_then(|loaded| loaded.book.as_ref()),
            has_snippets: self.client.has_snippets,
        };
        let items = completing.items(asked.offset);
        Ok(json!({ "isIncomplete": false, "items": items }))
    }

    fn hover(&mut self, params: &Value) -> Result<Value, String> {
        let Some(asked) = self.asked(params) else {
            return Ok(Value::Null);
        };
        let read = asked.read();
        let lines = Lines::new(&asked.text, self.client.columns);
        if let Some(mention) = asked.mention(&read, &self.fields) {
            let book = self.loaded.as_ref().and_then(|loaded| loaded.book.as_ref());
            let Some(entry) = book.and_then(|book| book.catalog.get(&mention.key)) else {
                return Ok(Value::Null);
            };
            let mut about = format!("**{}** ({})", entry.header.name, entry.key.kind.name());
            if let Some(summary) = &entry.header.summary {
                about.push_str(&format!("\n\n{}", summary.0));
            }
            return Ok(hovered(&about, &lines, &mention.span));
        }
        let (field, span) = match read.at(asked.offset) {
            At::Key(table, span) => {
                let key = Step::Key(asked.text[span.clone()].to_owned());
                let path = [table, &[key]].concat();
                (self.fields.field(read.kind, &path), span)
            }
            At::Heading(path, span) | At::Text(path, span) | At::Value(path, span) => {
                (self.fields.field(read.kind, path), span)
            }
            At::Nothing => (None, 0..0),
        };
        let about = |field: &Field| hovered(&complete::about(field), &lines, &span);
        Ok(field.map_or(Value::Null, about))
    }

    fn definition(&mut self, params: &Value) -> Result<Value, String> {
        let Some(asked) = self.asked(params) else {
            return Ok(Value::Null);
        };
        self.examine();
        let Some(mention) = asked.mention(&asked.read(), &self.fields) else {
            return Ok(Value::Null);
        };
        Ok(self.place_of(&mention.key).unwrap_or_default())
    }

    /// Where an entry says its name.
    fn place_of(&self, key: &Key) -> Option<Value> {
        let mut texts = self.loaded.as_ref()?.texts();
        let (_, source) = texts.find(|(other, _)| *other == key)?;
        let which = Which::of(&source.path)?;
        let read = Read::new(&source.path, &which, &source.text);
        let span = read.text_at(&name()).cloned().unwrap_or(0..0);
        Some(self.location(source, &span))
    }

    fn location(&self, source: &Source, span: &Span) -> Value {
        let lines = Lines::new(&source.text, self.client.columns);
        json!({ "uri": self.uri(&source.path), "range": lines.range(span) })
    }

    fn references(&mut self, params: &Value) -> Result<Value, String> {
        let Some(asked) = self.asked(params) else {
            return Ok(Value::Null);
        };
        self.examine();
        let (Some(key), Some(loaded)) = (asked.meant(&self.fields), &self.loaded) else {
            return Ok(Value::Null);
        };
        let mut found = Vec::new();
        if params["context"]["includeDeclaration"] == true {
            found.extend(self.place_of(&key));
        }
        for (source, spans) in rename::mentions(loaded, &self.fields, &key) {
            found.extend(spans.iter().map(|span| self.location(source, span)));
        }
        Ok(Value::Array(found))
    }

    fn prepare_rename(&mut self, params: &Value) -> Result<Value, String> {
        let Some(asked) = self.asked(params) else {
            return Ok(Value::Null);
        };
        let read = asked.read();
        let Some((key, span)) = asked.renamable(&read, &self.fields) else {
            return Ok(Value::Null);
        };
        let range = Lines::new(&asked.text, self.client.columns).range(&span);
        Ok(json!({ "range": range, "placeholder": key.id }))
    }

    fn rename(&mut self, params: &Value) -> Result<Value, String> {
        let id = params["newName"].as_str().unwrap_or_default();
        let nothing = || "put the cursor on an id, or on the name of the entry".to_owned();
        let asked = self.asked(params).ok_or_else(nothing)?;
        self.examine();
        let renamable = asked.renamable(&asked.read(), &self.fields);
        let (key, _) = renamable.ok_or_else(nothing)?;
        let loaded = self.loaded.as_ref().ok_or_else(nothing)?;
        if !self.client.renames_files {
            return Err("this editor cannot rename files; an id is the name of a file".to_owned());
        }
        let rename = rename::rename(loaded, &self.fields, &key, id)?;
        self.refuse_taken(&rename)?;
        let edits = rename.texts.iter().map(|(source, spans)| {
            let lines = Lines::new(&source.text, self.client.columns);
            let edits = spans
                .iter()
                .map(|span| json!({ "range": lines.range(span), "newText": id }));
            json!({
                "textDocument": { "uri": self.uri(&source.path), "version": null },
                "edits": edits.collect::<Vec<_>>(),
            })
        });
        let (from, to) = &rename.file;
        let file = json!({ "kind": "rename", "oldUri": self.uri(from), "newUri": self.uri(to) });
        let changes: Vec<Value> = edits.chain([file]).collect();
        Ok(json!({ "documentChanges": changes }))
    }

    /// Refuses a name at which something lies that is no entry, such as a folder of pictures.
    fn refuse_taken(&self, rename: &Rename<'_>) -> Result<(), String> {
        let Some(root) = &self.root else {
            return Ok(());
        };
        let root = Folder::named(root);
        let (_, to) = &rename.file;
        let stem = to.strip_suffix(".md").or_else(|| to.strip_suffix(".toml"));
        let stem = stem.unwrap_or(to);
        for ending in ["", ".md", ".toml"] {
            let name = format!("{stem}{ending}");
            if !matches!(root.what(&name), Ok(What::Nothing)) {
                return Err(format!("there is already `{name}`; choose another id"));
            }
        }
        Ok(())
    }

    /// The edits for what is wrong at a place, where its help is nothing but the word to write.
    fn actions(&mut self, params: &Value) -> Result<Value, String> {
        let Some(asked) = self.asked(params) else {
            return Ok(Value::Null);
        };
        self.examine();
        let lines = Lines::new(&asked.text, self.client.columns);
        let from = lines.offset(&params["range"]["start"]);
        let to = lines.offset(&params["range"]["end"]);
        let wrong = self.shown.get(&asked.file).into_iter().flatten();
        let actions = wrong.filter_map(|one| {
            let span = one.span.clone()?;
            let is_there = span.start <= to && from <= span.end;
            let word = one.word_to_write().filter(|_| is_there)?;
            let told = self.as_told(std::slice::from_ref(one));
            let edit = json!({ "range": lines.range(&span), "newText": word });
            let mut changes = serde_json::Map::new();
            changes.insert(self.uri(&asked.file), json!([edit]));
            Some(json!({
                "title": format!("write `{word}`"),
                "kind": "quickfix",
                "isPreferred": true,
                "diagnostics": told,
                "edit": { "changes": changes },
            }))
        });
        Ok(Value::Array(actions.collect()))
    }
}

fn hovered(about: &str, lines: &Lines<'_>, span: &Span) -> Value {
    json!({ "contents": { "kind": "markdown", "value": about }, "range": lines.range(span) })
}

/// The way to the name of an entry.
fn name() -> [Step; 1] {
    [Step::Key("name".to_owned())]
}

/// A place that somebody asked about.
struct Asked {
    file: String,
    which: Which,
    text: String,
    offset: usize,
}

impl Asked {
    fn read(&self) -> Read<'_> {
        Read::new(&self.file, &self.which, &self.text)
    }

    /// The entry that is named there.
    fn mention(&self, read: &Read<'_>, fields: &Fields) -> Option<Mention> {
        let mut mentions = read.mentions(fields).into_iter();
        // The kind before an id belongs to the link.
        mentions.find(|mention| {
            let before = &self.text[..mention.span.start];
            let head = match before.ends_with(':') {
                true => mention.key.kind.name().len() + 1,
                false => 0,
            };
            mention.span.start.saturating_sub(head) <= self.offset
                && self.offset <= mention.span.end
        })
    }

    /// The entry that is named there, or else the one whose file it is.
    fn meant(&self, fields: &Fields) -> Option<Key> {
        let named = self.mention(&self.read(), fields);
        named.map(|mention| mention.key).or(match &self.which {
            Which::Entry(key) => Some(key.clone()),
            Which::Config => None,
        })
    }

    /// The entry that is named there, or whose name stands there, and where.
    fn renamable(&self, read: &Read<'_>, fields: &Fields) -> Option<(Key, Span)> {
        if let Some(mention) = self.mention(read, fields) {
            return Some((mention.key, mention.span));
        }
        let Which::Entry(key) = &self.which else {
            return None;
        };
        let span = read.text_at(&name())?.clone();
        let is_there = span.start <= self.offset && self.offset <= span.end;
        is_there.then(|| (key.clone(), span))
    }
}
