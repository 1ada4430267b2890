//! What a site tells of entries and claims that are for others: nothing. A book is made from what the kinds declare, with a word of
//! no language in every field that is hidden; that word is looked for in all bytes of the site.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use personabook::Output;
use personabook::brief::brief;
use personabook::build::{Built, Options, book_for, build};
use personabook::diag;
use personabook::export::{self, Format, Wish};
use personabook::load::load;
use personabook::model::{Content as _, Kind, LeftOut, Node};
use personabook::progress::nobody;
use personabook::schema::json_schema;
use serde_json::Value;

use super::site::dead_links;
use super::small_book::written;

/// Begins each word that readers must not see.
const MARK: &str = "zwq7";

/// Fields that contradict others when all are filled in, or that have a meaning of their own: see [`Maker::special`].
const LEFT_OUT: [&str; 6] = ["status", "answers", "score", "expect", "look", "grade"];

/// A book with an entry of each kind that everybody sees and one that is for sales.
struct Maker {
    /// Whether the entry that is being made is for sales.
    hidden: bool,
    /// The field in which each of the hidden words stands.
    marks: Vec<String>,
    /// How many words everybody may read.
    words: usize,
    /// The fields of each kind in which Markdown is read; unknown at first.
    sentences: BTreeMap<Kind, BTreeSet<String>>,
}

impl Maker {
    fn mark(&mut self, field: &str) -> String {
        self.marks.push(field.to_owned());
        format!("{MARK}x{}x", self.marks.len() - 1)
    }

    fn entry(&mut self, kind: Kind) -> String {
        let schema = json_schema(kind);
        let mut lines = Vec::new();
        for (name, field) in schema["properties"].as_object().unwrap() {
            let is_required = is_required(&schema, name);
            let place = Place {
                kind,
                keys: vec![name.clone()],
                is_required,
            };
            if name == "body" || name == "audience" || LEFT_OUT.contains(&name.as_str()) {
                continue;
            }
            if let Some(value) = self.value(&schema, field, &place) {
                lines.push(format!("{name} = {value}"));
            }
        }
        if self.hidden {
            lines.push("audience = [\"sales\"]".to_owned());
        }
        let body = if self.hidden {
            let words: Vec<String> = (0..4).map(|_| self.mark("body")).collect();
            let [heading, text, image, document] = words.as_slice() else {
                unreachable!()
            };
            format!(
                "## {heading}\n\n{text} [^{MARK}-evidence] ![{image}]({MARK}-face.png) [{document}]({MARK}-prices.pdf)\n"
            )
        } else {
            format!(
                "## Some words\n\n{}\n\n- [Item][n] [^{MARK}-evidence]\n\n[n]: term:{MARK}-term \"{MARK}\"\n",
                links()
            )
        };
        format!("+++\n{}\n+++\n{body}", lines.join("\n"))
    }

    fn value(&mut self, root: &Value, schema: &Value, place: &Place) -> Option<String> {
        let schema = resolve(root, schema);
        if place.keys.len() > 7 {
            return None;
        }
        if let Some(value) = self.special(place) {
            return value;
        }
        if let Some(ways) = schema.get("anyOf").and_then(Value::as_array) {
            return self.value(root, ways.last().unwrap(), place);
        }
        if let Some(words) = schema.get("oneOf").and_then(Value::as_array) {
            return Some(words[0]["const"].to_string());
        }
        if let Some(words) = schema.get("enum").and_then(Value::as_array) {
            return Some(words[0].to_string());
        }
        if let Some(kind) = schema.get("x-entry").and_then(Value::as_str) {
            return Some(self.reference(kind, place, ""));
        }
        let pattern = schema.get("pattern").and_then(Value::as_str);
        match pattern {
            Some(pattern) if pattern.contains(':') => {
                return Some(self.reference("persona", place, "persona:"));
            }
            Some(_) => return Some("\"1 year\"".to_owned()),
            None => {}
        }
        if schema.get("format").is_some_and(|format| format == "date") {
            return Some("2026-01-15".to_owned());
        }
        if schema.get("maxLength").is_some() {
            return Some("\"EUR\"".to_owned());
        }
        let types = match &schema["type"] {
            Value::Array(types) => types[0].clone(),
            one => one.clone(),
        };
        match types.as_str().unwrap() {
            "string" => Some(self.text(place)),
            "number" | "integer" => {
                let least = schema.get("minimum").and_then(Value::as_f64);
                let most = schema.get("maximum").and_then(Value::as_f64);
                let number = 3f64.max(least.unwrap_or(3.0)).min(most.unwrap_or(3.0));
                Some(number.to_string())
            }
            "boolean" => Some("false".to_owned()),
            "array" => self.list(root, schema, place),
            "object" => self.table(root, schema, place),
            other => panic!("{other}"),
        }
    }

    /// Two of them; in an entry for everybody the second one is, or leads to, what is for sales.
    fn list(&mut self, root: &Value, schema: &Value, place: &Place) -> Option<String> {
        let item = resolve(root, schema.get("items")?);
        let leads = item.get("x-entry").is_some() || item.get("pattern").is_some();
        let mut items: Vec<String> = Vec::new();
        if leads {
            let kind = item
                .get("x-entry")
                .map_or("persona", |kind| kind.as_str().unwrap());
            let before = if item.get("x-entry").is_some() {
                ""
            } else {
                "persona:"
            };
            items.extend((!self.hidden).then(|| format!("\"{before}open-{kind}\"")));
            items.push(format!("\"{before}{MARK}-{kind}\""));
        } else {
            items.extend(self.value(root, item, place));
            items.extend(match is_claim(root, item) && !self.hidden {
                true => Some(self.claim_for_sales(root, item, place)),
                false => self.value(root, item, place),
            });
        }
        (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
    }

    fn claim_for_sales(&mut self, root: &Value, schema: &Value, place: &Place) -> String {
        self.hidden = true;
        let claim = self.value(root, schema, place).unwrap();
        self.hidden = false;
        let claim = claim.strip_suffix(" }").unwrap();
        format!("{claim}, audience = [\"sales\"] }}")
    }

    fn table(&mut self, root: &Value, schema: &Value, place: &Place) -> Option<String> {
        let mut fields = Vec::new();
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (name, field) in properties {
                if LEFT_OUT.contains(&name.as_str()) || name == "audience" {
                    continue;
                }
                let place = Place {
                    kind: place.kind,
                    keys: [place.keys.as_slice(), std::slice::from_ref(name)].concat(),
                    is_required: is_required(schema, name),
                };
                if let Some(value) = self.value(root, field, &place) {
                    fields.push(format!("{name} = {value}"));
                }
            }
        } else {
            let value = self.value(root, schema.get("additionalProperties")?, place)?;
            let label = match self.hidden {
                true => self.mark(&place.keys.join(".")),
                false => "Label".to_owned(),
            };
            fields.push(format!("\"{label}\" = {value}"));
        }
        (!fields.is_empty()).then(|| format!("{{ {} }}", fields.join(", ")))
    }

    /// Fields that need a value of their own; nothing to leave it out.
    fn special(&mut self, place: &Place) -> Option<Option<String>> {
        let field = place.keys.join(".");
        let last = place.keys.last().unwrap().as_str();
        let image = || match self.hidden {
            true => format!("\"{MARK}-face.png\""),
            false => "\"open-face.png\"".to_owned(),
        };
        Some(match (place.kind, last) {
            (_, "id") => {
                self.words += 1;
                let whose = if self.hidden { MARK } else { "open" };
                Some(format!("\"{whose}-claim-{}\"", self.words))
            }
            (_, "by" | "consent" | "consent_until")
                if !place.is_below("quotes") && !place.is_below("films") =>
            {
                None
            }
            (_, "strength") if !place.is_below("forces") => None,
            // A list beside the entry.
            (Kind::Qualification, "feedback") => Some(match self.hidden {
                true => format!("\"{MARK}-said.csv\""),
                false => "\"open-said.csv\"".to_owned(),
            }),
            // They name stages of the same entry.
            (Kind::Qualification, "nurture_steps") => None,
            // An entry above itself.
            (_, "parent" | "improves") if self.hidden => None,
            (_, "portrait" | "image") => Some(image()),
            // Films beside the entry.
            (_, "file" | "captions") if place.is_below("films") => {
                let whose = if self.hidden { MARK } else { "open" };
                let ending = if last == "file" { "mp3" } else { "vtt" };
                Some(format!("\"{whose}-talk.{ending}\""))
            }
            (_, "url") if place.is_below("films") => None,
            (_, "url") => Some(match self.hidden {
                true => format!("\"https://{}.example/\"", self.mark(&field)),
                false => "\"https://open.example/\"".to_owned(),
            }),
            (Kind::Journey, "emotions") => Some(match self.hidden {
                true => format!("{{ {MARK}-persona = 1 }}"),
                false => format!("{{ {MARK}-persona = 1, open-persona = 1 }}"),
            }),
            (Kind::Path, "exclude") => Some(format!("[\"who-said:{MARK}-persona:1\"]")),
            (Kind::Qualification, "nurture") if field == "thresholds.nurture" => {
                Some("1".to_owned())
            }
            (_, "rule") if place.is_below("allow") => Some("\"stale\"".to_owned()),
            (Kind::Icp, "A") => Some("80".to_owned()),
            (Kind::Icp, "B") => Some("60".to_owned()),
            (Kind::Icp, "C") => Some("0".to_owned()),
            (Kind::Icp | Kind::Qualification, "when") if !place.is_below("engagement") => {
                Some("{ field = \"size\", min = 1 }".to_owned())
            }
            (Kind::Icp, "values") => Some("{ size = 3 }".to_owned()),
            _ => return None,
        })
    }

    fn reference(&mut self, kind: &str, place: &Place, before: &str) -> String {
        let whose = match !self.hidden && place.is_required {
            true => "open",
            false => MARK,
        };
        format!("\"{before}{whose}-{kind}\"")
    }

    fn text(&mut self, place: &Place) -> String {
        if self.hidden {
            let field = format!("{} {}", place.kind.name(), place.keys.join("."));
            return format!("\"Word {}\"", self.mark(&field));
        }
        self.words += 1;
        let field = place.keys.join(".");
        let is_sentence = self
            .sentences
            .get(&place.kind)
            .is_some_and(|fields| fields.contains(&field));
        match is_sentence {
            true => format!("\"Open {} {}\"", self.words, links().replace('"', "\\\"")),
            false => format!("\"Open {}\"", self.words),
        }
    }
}

fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(to) => &root["$defs"][to.rsplit('/').next().unwrap()],
        None => schema,
    }
}

fn is_claim(root: &Value, schema: &Value) -> bool {
    let ways = schema.get("anyOf").and_then(Value::as_array);
    let table = ways.and_then(|ways| ways.last());
    table.is_some_and(|table| {
        resolve(root, table)
            .pointer("/properties/audience")
            .is_some()
    })
}

/// Links to what is hidden, of every form.
fn links() -> String {
    format!(
        "with [words](persona:{MARK}-persona \"{MARK}\"), [](job:{MARK}-job), <term:{MARK}-term>, [**a**](journey:{MARK}-journey#stage-1) [^{MARK}-evidence]."
    )
}

/// Where a value stands.
struct Place {
    kind: Kind,
    keys: Vec<String>,
    is_required: bool,
}

impl Place {
    fn is_below(&self, field: &str) -> bool {
        self.keys.iter().any(|key| key == field)
    }
}

fn is_required(schema: &Value, name: &str) -> bool {
    let required = schema.get("required").and_then(Value::as_array);
    required.is_some_and(|names| names.iter().any(|one| one == name))
}

/// Writes the book, and says in which fields words are hidden.
fn make(root: &Path, language: &str) -> Vec<String> {
    fs::write(
        root.join("personabook.toml"),
        format!("[book]\ntitle = \"A book\"\nlanguage = \"{language}\"\n"),
    )
    .unwrap();
    let mut sentences = BTreeMap::new();
    // The first time nothing is known of the fields; what is read then tells in which of them Markdown is.
    loop {
        let mut maker = Maker {
            hidden: false,
            marks: Vec::new(),
            words: 0,
            sentences,
        };
        maker.book(root);
        if !maker.sentences.is_empty() {
            return maker.marks;
        }
        sentences = sentences_of(root);
    }
}

/// The fields in which Markdown is read.
fn sentences_of(root: &Path) -> BTreeMap<Kind, BTreeSet<String>> {
    let loaded = load(root, &nobody).unwrap();
    assert!(
        !loaded.report.has_errors(),
        "{}",
        diag::short(&loaded.report)
    );
    let mut found: BTreeMap<Kind, BTreeSet<String>> = BTreeMap::new();
    for entry in loaded.book.unwrap().catalog.entries() {
        let fields = found.entry(entry.key.kind).or_default();
        for node in [entry.header.node(), entry.data.node()] {
            node.leaves(&mut |path, leaf| match leaf {
                Node::Text(_) => {
                    fields.insert(path.heading());
                }
                Node::Claim(_) => {
                    let parts = ["text", "workaround", "note"];
                    fields.extend(parts.map(|part| format!("{}.{part}", path.heading())));
                }
                _ => {}
            });
        }
    }
    found
}

impl Maker {
    fn book(&mut self, root: &Path) {
        let images = Path::new(env!("CARGO_MANIFEST_DIR"));
        let images = images.join("tests/golden/book/content/personas/yuki");
        for kind in Kind::ALL {
            let folder = root.join("content").join(kind.folder());
            fs::create_dir_all(&folder).unwrap();
            for (id, image) in [("open", "face"), (MARK, "bench")] {
                self.hidden = id == MARK;
                let text = self.entry(*kind);
                fs::write(folder.join(format!("{id}-{}.md", kind.name())), text).unwrap();
                let image = images.join(format!("{image}.png"));
                fs::copy(image, folder.join(format!("{id}-face.png"))).unwrap();
            }
            fs::write(folder.join(format!("{MARK}-prices.pdf")), MARK).unwrap();
            if matches!(kind, Kind::Persona | Kind::Journey) {
                for id in ["open", MARK] {
                    fs::write(folder.join(format!("{id}-talk.mp3")), id).unwrap();
                    fs::write(folder.join(format!("{id}-talk.vtt")), id).unwrap();
                }
            }
            if *kind == Kind::Qualification {
                for id in ["open", MARK] {
                    let list = format!("account,answer,channel,days\n{id},accepted,{id},1\n");
                    fs::write(folder.join(format!("{id}-said.csv")), list).unwrap();
                }
            }
        }
    }
}

fn built(root: &Path, audiences: &[&str]) -> Built {
    let audiences: Vec<String> = audiences.iter().map(|&name| name.to_owned()).collect();
    let options = Options {
        today: "2026-11-28".parse().unwrap(),
        drafts: false,
        audiences: &audiences,
    };
    build(root, options, &nobody).unwrap()
}

fn site(root: &Path, audiences: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let built = built(root, audiences);
    let errors = diag::human(&built.report, false);
    let site = built.site.unwrap_or_else(|| panic!("{errors}"));
    site.render(&nobody).unwrap().files
}

/// The lines in which the mark stands.
fn told(site: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    for (path, bytes) in site {
        if path.to_lowercase().contains(MARK) {
            found.push(path.clone());
        }
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let lines = text.lines().filter(|line| line.contains(MARK));
        found.extend(lines.map(|line| format!("{path}: {line}")));
    }
    found
}

/// The fields of the hidden words that none of these texts has.
fn missing<'a>(
    marks: &'a [String],
    texts: impl IntoIterator<Item = &'a Vec<u8>>,
) -> BTreeSet<&'a str> {
    let mut missing: BTreeSet<usize> = (0..marks.len()).collect();
    for bytes in texts {
        let text = String::from_utf8_lossy(bytes);
        for part in text.split(MARK).skip(1) {
            let number = part.strip_prefix('x');
            let number = number.and_then(|part| part.split('x').next()?.parse().ok());
            missing.remove(&number.unwrap_or(usize::MAX));
        }
    }
    missing.into_iter().map(|one| marks[one].as_str()).collect()
}

#[test]
fn no_byte_of_a_site_tells_of_what_is_for_others() {
    for language in ["en", "nl"] {
        let book = tempfile::tempdir().unwrap();
        let marks = make(book.path(), language);
        let told_to_all = told(&site(book.path(), &[]));
        assert!(
            told_to_all.is_empty(),
            "{} times:\n{}",
            told_to_all.len(),
            told_to_all
                .iter()
                .take(20)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n\n")
        );
        let read_by_sales = site(book.path(), &["sales"]);
        let missing = missing(&marks, read_by_sales.values());
        // Otherwise the words that were looked for could have been hidden from sales too.
        assert!(missing.len() < 20, "sales does not see {missing:#?}");
    }
}

/// All that leaves a book: files in every form, and the brief of every entry.
fn exported(root: &Path, audiences: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let audiences: Vec<String> = audiences.iter().map(|&name| name.to_owned()).collect();
    let options = Options {
        today: "2026-11-28".parse().unwrap(),
        drafts: false,
        audiences: &audiences,
    };
    let book = book_for(root, options, &nobody).unwrap();
    let formats = [Format::Json, Format::Csv, Format::Markdown, Format::Mermaid];
    let files = formats.into_iter().flat_map(|format| {
        let wish = Wish {
            format,
            entries: &[],
            // It says what JSON says, and each field of an entry takes the time of reading it in several ways.
            kind: (format == Format::Markdown).then_some(Kind::Term),
        };
        export::files(&book, wish).unwrap()
    });
    let mut all: BTreeMap<String, Vec<u8>> = files
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
    for entry in book.catalog.entries() {
        let key = format!("{}:{}", entry.key.kind.name(), entry.key.id);
        let brief = brief(book.clone(), &key, options.today).unwrap();
        all.insert(format!("brief of {key}"), brief.into_bytes());
    }
    all
}

#[test]
fn nothing_that_leaves_a_book_tells_of_what_is_for_others() {
    let book = tempfile::tempdir().unwrap();
    let marks = make(book.path(), "en");
    let told_to_all = told(&exported(book.path(), &[]));
    assert!(
        told_to_all.is_empty(),
        "{} times:\n{}",
        told_to_all.len(),
        told_to_all[..told_to_all.len().min(20)].join("\n\n")
    );
    let read_by_sales = exported(book.path(), &["sales"]);
    let missing = missing(&marks, [&read_by_sales["book.json"]]);
    // Every field of every kind is filled, so none is forgotten.
    assert!(missing.is_empty(), "not in the JSON of sales: {missing:#?}");
    for path in [
        "personas.csv",
        "terms/open-term.md",
        "brief of persona:open-persona",
    ] {
        let shown = String::from_utf8_lossy(&read_by_sales[path]);
        assert!(shown.contains(MARK), "{path}");
    }
}

#[test]
fn a_site_is_as_if_what_is_for_others_had_never_been_written() {
    let bakery = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/buurtbakker");
    let other = tempfile::tempdir().unwrap();
    make(other.path(), "nl");
    let book = tempfile::tempdir().unwrap();
    copy(&bakery, book.path(), &|_| true);
    let before = site(book.path(), &[]);
    copy(other.path(), book.path(), &|name| name.starts_with(MARK));
    let after = site(book.path(), &[]);
    let differ: Vec<&String> = before
        .keys()
        .chain(after.keys())
        .filter(|path| before.get(*path) != after.get(*path))
        .collect();
    assert_eq!(differ, Vec::<&String>::new());
}

#[test]
fn what_is_retired_is_found_on_its_own_pages_and_at_the_end_of_an_index() {
    let bakery = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/buurtbakker");
    let other = tempfile::tempdir().unwrap();
    make(other.path(), "nl");
    let book = tempfile::tempdir().unwrap();
    copy(&bakery, book.path(), &|_| true);
    let before = site(book.path(), &[]);
    copy(other.path(), book.path(), &|name| name.starts_with(MARK));
    for kind in Kind::ALL {
        let file = format!("content/{}/{MARK}-{}.md", kind.folder(), kind.name());
        let file = book.path().join(file);
        let text = fs::read_to_string(&file).unwrap();
        let retired = text.replace("audience = [\"sales\"]", "status = \"retired\"");
        assert_ne!(retired, text);
        fs::write(&file, retired).unwrap();
    }
    let after = site(book.path(), &[]);
    let differ: BTreeSet<&str> = before
        .keys()
        .chain(after.keys())
        .filter(|path| before.get(*path) != after.get(*path) && !path.contains(MARK))
        .map(String::as_str)
        .collect();
    let indexes: Vec<String> = Kind::ALL
        .iter()
        .map(|kind| format!("{}/index.html", kind.folder()))
        .collect();
    assert_eq!(differ, indexes.iter().map(String::as_str).collect());
    for (kind, index) in Kind::ALL.iter().zip(&indexes) {
        let text = String::from_utf8_lossy(&after[index]).into_owned();
        let page = format!("{}/{MARK}-{}.html", kind.folder(), kind.name());
        assert_eq!(text.matches(&page).count(), 1, "{index}");
        let page = String::from_utf8_lossy(&after[&page]).into_owned();
        assert!(page.contains("Vervallen: bewaard als naslag"), "{index}");
    }
}

#[test]
fn no_page_leads_nowhere_because_something_is_retired_or_hidden() {
    let bakery = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/buurtbakker");
    for line in ["status = \"retired\"", "audience = [\"verkoop\"]"] {
        for most in [1, usize::MAX] {
            let book = tempfile::tempdir().unwrap();
            copy(&bakery, book.path(), &|_| true);
            for kind in Kind::ALL {
                let folder = book.path().join("content").join(kind.folder());
                let files = fs::read_dir(folder).into_iter().flatten();
                let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
                files.sort();
                for file in files.iter().filter(|file| file.is_file()).take(most) {
                    let text = fs::read_to_string(file).unwrap();
                    let lines = text.lines().filter(|line| !line.starts_with("status = "));
                    let text = lines.collect::<Vec<_>>().join("\n");
                    let text = text.replacen("\nname = ", &format!("\n{line}\nname = "), 1);
                    fs::write(file, text).unwrap();
                }
            }
            let files = site(book.path(), &[]);
            let dead = dead_links(&Output { files });
            assert!(dead.is_empty(), "{line}, {most}:\n{}", dead.join("\n"));
        }
    }
}

/// Copies the files of these names, and all folders.
fn copy(from: &Path, to: &Path, is_wanted: &dyn Fn(&str) -> bool) {
    for item in fs::read_dir(from).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let copied = to.join(name);
        if path.is_dir() && name != "public" && !name.starts_with('.') {
            fs::create_dir_all(&copied).unwrap();
            copy(&path, &copied, is_wanted);
        } else if path.is_file() && is_wanted(name) {
            fs::copy(&path, &copied).unwrap();
        }
    }
}

/// A book: the path of each file in `content`, and what stands in it.
fn book(files: &[(&str, &str)]) -> tempfile::TempDir {
    written("", files)
}

/// The path of a page of an entry, as in `personas/noor.html`.
fn pages(site: &BTreeMap<String, Vec<u8>>) -> Vec<&str> {
    let paths = site.keys().map(String::as_str);
    let of_entries = paths.filter(|path| {
        let folder = path.split('/').next().unwrap();
        let is_of_kind = Kind::from_folder(folder).is_some();
        is_of_kind && path.ends_with(".html") && !path.contains("index")
    });
    of_entries.collect()
}

const FOR_SALES: &str = "audience = [\"sales\"]\n";

#[test]
fn what_cannot_stand_without_it_goes_too() {
    let noor = format!("name = \"Noor\"\n{FOR_SALES}");
    let firm = format!("name = \"Firm\"\n{FOR_SALES}");
    let book = book(&[
        ("personas/noor.toml", &noor),
        (
            "personas/pim.toml",
            "name = \"Pim\"\nicps = [\"firm\"]\nrelations = [{ persona = \"noor\", how = \"Boss\" }]\n",
        ),
        ("icps/firm.toml", &firm),
        (
            "journeys/hers.toml",
            "name = \"Hers\"\npersonas = [\"noor\"]\nstages = [{ name = \"Go\" }]\n",
        ),
        (
            "journeys/theirs.toml",
            "name = \"Theirs\"\npersonas = [\"noor\", \"pim\"]\nstages = [{ name = \"Go\", emotions = { noor = 1, pim = 2 }, content = [{ title = \"A leaflet\", for = \"For Noor\" }, { title = \"A film\" }], leads_to = [\"journey:hers\"] }]\n",
        ),
        (
            "qualification/leads.toml",
            "name = \"Leads\"\nicp = \"firm\"\n",
        ),
    ]);
    let for_all = site(book.path(), &[]);
    let shown: Vec<&str> = pages(&for_all)
        .into_iter()
        .filter(|path| path.matches('/').count() == 1)
        .collect();
    for path in ["personas/pim.html", "journeys/theirs.html"] {
        assert!(shown.contains(&path), "{shown:?}");
    }
    for path in [
        "personas/noor.html",
        "icps/firm.html",
        "journeys/hers.html",
        "qualification/leads.html",
    ] {
        assert!(!shown.contains(&path), "{path}");
    }
    let journey = String::from_utf8_lossy(&for_all["journeys/theirs.html"]).into_owned();
    for word in ["Noor", "noor", "leaflet", "Hers"] {
        assert!(!journey.contains(word), "{word}");
    }
    assert!(journey.contains("A film"));
    let pim = String::from_utf8_lossy(&for_all["personas/pim.html"]).into_owned();
    assert!(!pim.contains("Boss"));

    let left_out = built(book.path(), &[]).left_out;
    assert_eq!(left_out.for_audiences["sales"], (2, 0));
    assert_eq!((left_out.drafts, left_out.resting), (0, 2));
    let for_sales = site(book.path(), &["sales"]);
    for path in [
        "personas/noor.html",
        "journeys/hers.html",
        "qualification/leads.html",
    ] {
        assert!(for_sales.contains_key(path), "{path}");
    }
    assert_eq!(built(book.path(), &["sales"]).left_out, LeftOut::default());
}

#[test]
fn nothing_leads_to_a_statement_that_is_for_others() {
    let book = book(&[
        (
            "personas/noor.toml",
            "name = \"Noor\"\ngoals = [{ text = \"Kept quiet\", id = \"quiet-one\", audience = [\"sales\"] }, { text = \"Told to all\", id = \"loud-one\" }]\n",
        ),
        (
            "segments/shops.toml",
            "name = \"Shops\"\nneeds = [\"As [she says](persona:noor#quiet-one)\"]\n[value_proposition]\ngain_creators = [{ text = \"Ours\", answers = [\"persona:noor#quiet-one\", \"persona:noor#loud-one\"] }]\n",
        ),
    ]);
    let built = built(book.path(), &[]);
    assert_eq!(
        diag::short(&built.report),
        "content/segments/shops.toml:2:38: warning[leads-to-hidden]: this statement of the persona `noor` is for `sales` only, so readers see the words of this link alone, or `…` where it has none - write words that everybody may read, or leave the link out here\n"
    );
    let page = |audiences| {
        let site = site(book.path(), audiences);
        String::from_utf8_lossy(&site["segments/shops.html"]).into_owned()
    };
    let for_all = page(&[]);
    assert!(for_all.contains("As she says") && for_all.contains("Told to all"));
    assert!(!for_all.contains("quiet"), "{for_all}");
    let for_sales = page(&["sales"]);
    assert!(for_sales.contains("noor.html#") && for_sales.contains("Kept quiet"));
}

#[test]
fn what_is_known_does_not_change_with_who_reads_it() {
    let source = |method: &str| {
        format!(
            "name = \"Talks {method}\"\nmethod = \"{method}\"\ndate = 2026-05-01\nn = 9\n{FOR_SALES}"
        )
    };
    let (talks, survey) = (source("interview"), source("survey"));
    let book = book(&[
        ("evidence/talks.toml", &talks),
        ("evidence/survey.toml", &survey),
        (
            "personas/pim.toml",
            "name = \"Pim\"\ngoals = [\"Order [^talks] [^survey]\", { text = \"Kept quiet\", audience = [\"sales\", \"board\"] }]\n",
        ),
    ]);
    let for_all = site(book.path(), &[]);
    let text = |page: &str| String::from_utf8_lossy(&for_all[page]).into_owned();
    let pim = text("personas/pim.html");
    assert!(pim.contains("Supported, source not shown") && !pim.contains("Assumption</span>"));
    assert!(!pim.contains("Talks") && !pim.contains("Kept quiet"));
    assert!(text("paper/everything.html").contains("Supported, source not shown"));
    // One of one claim is known.
    assert!(
        text("all/health.html").contains("100"),
        "{}",
        text("all/health.html")
    );
    let left_out = built(book.path(), &[]).left_out;
    assert_eq!(left_out.for_audiences["sales"], (2, 0));
    assert_eq!(left_out.for_audiences["sales, board"], (0, 1));
    let shown = site(book.path(), &["board"]);
    assert!(String::from_utf8_lossy(&shown["personas/pim.html"]).contains("Kept quiet"));
}
