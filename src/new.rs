//! Begins a book, and begins an entry in one. Writes files that did not exist, and no others.
//! Must not know the terminal.

mod editors;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::disk::{Folder, What, refused};
use crate::doc::Date;
use crate::error::Error;
use crate::load::{CONTENT_FOLDER, refuse_no_book};
use crate::model::icp::USUAL_SIGNALS;
use crate::model::{Kind, id_of_name, is_id, why_no_id};
use crate::schema::{self, Field};
use crate::text::{shown_path, with_article};

pub use editors::{CONFIG_SCHEMA, schema_text, write_schemas};

/// Every file of the folder `new/starter-book`, by its path there.
static STARTER_FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/starter_book.rs"));

/// The small book that [`init`] writes: where each file goes, and its text with `{today}` for the day.
fn starter_book() -> impl Iterator<Item = (String, String)> {
    let files = STARTER_FILES.iter();
    let files = files.map(|(path, text)| match *path {
        // Not named `.gitignore` in this repository, where it would have an effect.
        "gitignore" => (".gitignore".to_owned(), (*text).to_owned()),
        path => (path.to_owned(), (*text).to_owned()),
    });
    files.chain(editors::editor_files())
}

/// Writes a small complete book, reviewed on `today`, with what editors need to know its fields, and gives the files written.
///
/// # Errors
///
/// When one of the files exists already, or cannot be written.
pub fn init(folder: &Path, today: Date) -> Result<Vec<PathBuf>, Error> {
    let folder = Folder::make(folder)?;
    let files: Vec<(String, String)> = starter_book().collect();
    for (path, _) in &files {
        if folder.what(path)? != What::Nothing {
            return Err(Error::refused(
                format!("{} exists already", shown_path(&folder.path(path))),
                "begin the book in an empty folder: `personabook init my-book`",
            ));
        }
    }
    for (path, text) in &files {
        let text = text.replace("{today}", &today.to_string());
        folder.create(path, text.as_bytes())?;
    }
    Ok(files.iter().map(|(path, _)| folder.path(path)).collect())
}

/// Writes a starter file for an entry into a book, and gives its path. `text` is a name, from which the id follows where none
/// is given; or an id, from which the name follows.
///
/// # Errors
///
/// When `root` holds no book, the id is none or taken or does not follow from the name, the entry needs another one that is not
/// there yet, or the file cannot be written.
pub fn create(root: &Path, kind: Kind, text: &str, id: Option<&str>) -> Result<PathBuf, Error> {
    let root = Folder::named(root);
    refuse_no_book(&root)?;
    let New { id, name } = &new_entry(kind, text, id)?;
    let folder = format!("{CONTENT_FOLDER}/{}", kind.folder());
    refuse_no_folder(&root, CONTENT_FOLDER)?;
    refuse_no_folder(&root, &folder)?;
    if let Some(taken) = taken(&root, &folder, id)? {
        return Err(Error::refused(
            format!(
                "there is already {} `{id}`: {}",
                with_article(kind.name()),
                shown_path(&taken)
            ),
            "edit that one, or choose another id",
        ));
    }
    let refers_to = needed_kind(kind)
        .map(|needed| needed_id(&root, kind, needed))
        .transpose()?;
    let path = format!("{folder}/{id}.md");
    let text = starter_text(kind, name, refers_to.as_deref());
    root.create(&path, text.as_bytes())?;
    Ok(root.path(&path))
}

/// Refuses what is in the way of a folder of the content, as `check` does.
fn refuse_no_folder(root: &Folder, name: &str) -> Result<(), Error> {
    match root.what(name)? {
        What::Folder | What::Nothing => Ok(()),
        other => Err(refused(&root.path(name), other, "folder")),
    }
}

/// The file or folder that an entry with this id would share its name with, in whatever capitals: some systems hold one of
/// such names only.
fn taken(root: &Folder, folder: &str, id: &str) -> Result<Option<PathBuf>, Error> {
    if root.what(folder)? == What::Nothing {
        return Ok(None);
    }
    let names = [format!("{id}.md"), format!("{id}.toml"), id.to_owned()];
    for item in root.walk(folder, |_| false) {
        let item = item?;
        let name = item.name.rsplit('/').next().unwrap_or_default();
        let is_in_folder = item.name.len() == folder.len() + 1 + name.len();
        if is_in_folder && names.contains(&name.to_lowercase()) {
            return Ok(Some(root.path(&item.name)));
        }
    }
    Ok(None)
}

/// A commented file for a new entry: valid as it is, with every field that its kind may have behind
/// a `#`. A line that begins with `#` and a space explains, one without the space is a field.
pub fn starter(kind: Kind, name: &str) -> String {
    starter_text(kind, name, None)
}

const STARTER_HEAD: &str = "\
# Lines that begin with `#` and a space explain. Other lines that begin with `#` are fields with an
# example: remove the `#` and write your own. Delete what you do not need, but keep the lines without
# `#`. A claim is a sentence, or { text = \"…\", evidence = [\"…\"], against = [\"…\"], grade = \"assumption\",
# severity = 3, workaround = \"…\", note = \"…\", id = \"…\" }. A sentence may end in the evidence it rests on: \"They wait too long[^interviews]\".
";

fn starter_text(kind: Kind, name: &str, refers_to: Option<&str>) -> String {
    let mut fields = schema::header_fields();
    fields.retain(|field| field.name != "body");
    fields.extend(schema::fields(kind));
    for field in &mut fields {
        fill_in(field, name, refers_to);
    }
    let description = schema::kind_description(kind);
    let mut out = format!("+++\n# {}: {description}\n#\n{STARTER_HEAD}", kind.name());
    // In TOML everything below the heading of a table belongs to that table.
    let (values, tables): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| is_value(field));
    for field in values {
        out.push('\n');
        // A new entry is a guess until somebody asked.
        push_value(&mut out, field, field.required || field.name == "status");
    }
    for field in tables {
        push_table(
            &mut out,
            field,
            &Heading {
                above: "",
                in_use: true,
            },
        );
    }
    out.push_str("\n# Below the next line stands the text, in Markdown.\n+++\n");
    out
}

/// What is known of a new entry takes the place of the example.
fn fill_in(field: &mut Field, name: &str, refers_to: Option<&str>) {
    if field.name == "name" {
        field.example = Some(quoted(name));
    }
    if let (true, Some(_), Some(id)) = (field.required, field.refers_to, refers_to) {
        let id = quoted(id);
        field.example = Some(if field.is_list { format!("[{id}]") } else { id });
    }
}

/// JSON writes a text as TOML does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether the field fits on a line, as its example shows.
fn is_value(field: &Field) -> bool {
    field.example.is_some() || field.fields.is_empty()
}

fn push_value(out: &mut String, field: &Field, in_use: bool) {
    let required = if field.required { ", required" } else { "" };
    out.push_str(&format!(
        "# {} ({}{required})\n",
        field.description,
        field.short_type()
    ));
    if !field.fields.is_empty() {
        let names: Vec<&str> = field
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        out.push_str(&format!("# A table here has: {}\n", names.join(", ")));
    }
    if field.type_words.contains("condition") {
        let fields = schema::condition_fields();
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        out.push_str(&format!("# A condition has: {}\n", names.join(", ")));
    }
    let mark = if in_use { "" } else { "#" };
    let example = field.example.as_deref().unwrap_or("\"\"");
    out.push_str(&format!("{mark}{} = {example}\n", field.name));
}

/// Where a table stands in a starter file.
struct Heading<'a> {
    /// The path of the table it is in.
    above: &'a str,
    /// Whether that table is there, or only shown.
    in_use: bool,
}

fn push_table(out: &mut String, field: &Field, heading: &Heading<'_>) {
    let path = match heading.above {
        "" => field.name.clone(),
        above => format!("{above}.{}", field.name),
    };
    let in_use = heading.in_use && field.required;
    let mark = if in_use { "" } else { "#" };
    let line = if field.is_list {
        format!("{mark}[[{path}]]")
    } else {
        format!("{mark}[{path}]")
    };
    let several = if field.is_list {
        " Repeat the whole block for the next one."
    } else {
        ""
    };
    out.push_str(&format!("\n# --- {}{several}\n{line}\n", field.description));
    let (values, tables): (Vec<&Field>, Vec<&Field>) =
        field.fields.iter().partition(|field| is_value(field));
    for inner in values {
        push_value(out, inner, in_use && inner.required);
    }
    for inner in tables {
        push_table(
            out,
            inner,
            &Heading {
                above: &path,
                in_use,
            },
        );
    }
    if path == "signals" {
        push_usual_signals(out);
    }
}

/// The other five of the six usual signals; the first one is the example. Their numbers are for the author.
fn push_usual_signals(out: &mut String) {
    out.push_str(
        "\n# Usual are these six, each with its number in `icp` and `others`. A signal may be a sentence: \
         { name = \"They phone each other about us\" }\n",
    );
    for (name, unit, better) in &USUAL_SIGNALS[1..] {
        let better = better.as_str();
        out.push_str(&format!(
            "#[[signals]]\n#name = \"{name}\"\n#unit = \"{unit}\"\n#better = \"{better}\"\n"
        ));
    }
}

/// What a new entry is called.
struct New {
    id: String,
    name: String,
}

fn new_entry(kind: Kind, text: &str, id: Option<&str>) -> Result<New, Error> {
    let name = text.trim();
    if let Some(id) = id {
        refuse_bad_id(kind, id)?;
        refuse_bad_name(kind, name)?;
        return Ok(New {
            id: id.to_owned(),
            name: name.to_owned(),
        });
    }
    let is_meant_as_id =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if text.bytes().all(is_meant_as_id) {
        refuse_bad_id(kind, text)?;
        return Ok(New {
            id: text.to_owned(),
            name: name_from(text),
        });
    }
    refuse_bad_name(kind, name)?;
    match id_of_name(name) {
        Some(id) => Ok(New {
            id,
            name: name.to_owned(),
        }),
        None => Err(Error::refused(
            format!("no id follows from `{name}`: it is not sure how this is written in a to z"),
            format!(
                "choose the id: `personabook new {kind} {name} --id my-{kind}`",
                kind = kind.name(),
                name = quoted(name)
            ),
        )),
    }
}

/// A path is no name, and no file holds control characters.
fn refuse_bad_name(kind: Kind, name: &str) -> Result<(), Error> {
    let is_bad = name.is_empty()
        || name.starts_with(['.', '-', '/', '~'])
        || name.ends_with(".md")
        || name.ends_with(".toml")
        || name.contains(|letter: char| letter.is_control() || letter == '\\');
    if !is_bad {
        return Ok(());
    }
    Err(Error::refused(
        format!("`{name}` is neither a name nor an id"),
        format!(
            "write a name or an id: `personabook new {} my-first-{}`",
            kind.name(),
            kind.name()
        ),
    ))
}

fn refuse_bad_id(kind: Kind, id: &str) -> Result<(), Error> {
    if is_id(id) {
        return Ok(());
    }
    let help = match id_of_name(id) {
        Some(better) => format!("write `personabook new {} {better}`", kind.name()),
        None => "write lower-case letters a to z, digits and hyphens".to_owned(),
    };
    Err(Error::refused(
        format!("`{}` cannot be an id: {}", id, why_no_id(id)),
        help,
    ))
}

/// The kind that an entry of this kind cannot be without.
fn needed_kind(kind: Kind) -> Option<Kind> {
    schema::fields(kind)
        .into_iter()
        .filter(|field| field.required)
        .find_map(|field| field.refers_to)
}

/// The id of an entry of the kind `needed`, for a new entry of the kind `this`.
fn needed_id(root: &Folder, this: Kind, needed: Kind) -> Result<String, Error> {
    first_id(root, needed)?.ok_or_else(|| {
        let name = needed.name();
        Error::refused(
            format!(
                "{} needs {} to refer to, and this book has none yet",
                with_article(this.name()),
                with_article(needed.name())
            ),
            format!("make one first: `personabook new {name} my-first-{name}`"),
        )
    })
}

/// The first id of a kind in the book, in alphabetical order. Links are nobody's entries.
fn first_id(root: &Folder, kind: Kind) -> Result<Option<String>, Error> {
    let folder = format!("{CONTENT_FOLDER}/{}", kind.folder());
    refuse_no_folder(root, &folder)?;
    if root.what(&folder)? == What::Nothing {
        return Ok(None);
    }
    let mut ids = BTreeSet::new();
    for item in root.walk(&folder, |name| name.as_encoded_bytes().starts_with(b".")) {
        let item = item?;
        let path = item.name[folder.len()..].trim_start_matches('/');
        let Some((stem, "md" | "toml")) = path.rsplit_once('.') else {
            continue;
        };
        let id = stem.strip_suffix("/index").unwrap_or(stem);
        if item.what == What::File && is_id(id) {
            ids.insert(id.to_owned());
        }
    }
    Ok(ids.into_iter().next())
}

/// "first-order" to "First order".
fn name_from(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.trim().chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::check;
    use crate::diag::Report;
    use crate::load::{CONFIG_FILE, load};
    use crate::model::{Book, Status};
    use crate::progress::nobody;
    use crate::score;

    fn write_new(path: &Path, text: &str) -> Result<(), Error> {
        let folder = Folder::named(path.parent().unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        folder.create(path.file_name().unwrap().to_str().unwrap(), text.as_bytes())
    }

    fn today() -> Date {
        "2026-11-01".parse().unwrap()
    }

    fn read(root: &Path) -> (Book, Report) {
        let mut loaded = load(root, &nobody).unwrap();
        let book = loaded.book.clone().unwrap();
        loaded.add(check::check(&book.catalog));
        loaded.add(score::findings(&book.catalog));
        (book, loaded.report)
    }

    #[test]
    fn the_starter_book_is_whole_and_without_mistakes() {
        let folder = tempfile::tempdir().unwrap();
        let written = init(folder.path(), today()).unwrap();
        let for_editors = editors::editor_files().len();
        assert_eq!(written.len(), STARTER_FILES.len() + for_editors);
        let (book, report) = read(folder.path());
        assert_eq!(report, Report::default());
        for kind in Kind::ALL.iter().copied() {
            assert!(book.catalog.of_kind(kind).next().is_some(), "{kind:?}");
        }
        for entry in book.catalog.entries() {
            let header = &entry.header;
            assert!(header.owner.is_some() && header.summary.is_some() && header.status.is_some());
            assert_eq!(header.reviewed, Some(today()), "{:?}", entry.key);
            assert!(
                !book.catalog.references(&entry.key).is_empty() || entry.key.kind == Kind::Evidence
            );
        }
    }

    #[test]
    fn a_book_is_never_begun_over_files_that_exist() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("README.md"), "mine").unwrap();
        let error = init(folder.path(), today()).unwrap_err().to_string();
        assert!(error.contains("README.md exists already"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_entry_of_every_kind_can_be_added_without_a_mistake() {
        let folder = tempfile::tempdir().unwrap();
        init(folder.path(), today()).unwrap();
        for kind in Kind::ALL.iter().copied() {
            let path = create(folder.path(), kind, "brand-new", None).unwrap();
            assert!(path.ends_with(format!("content/{}/brand-new.md", kind.folder())));
        }
        let (book, report) = read(folder.path());
        assert_eq!(report, Report::default());
        assert_eq!(book.catalog.len(), 2 * Kind::ALL.len());
        assert!(
            book.catalog
                .entries()
                .any(|entry| entry.header.name == "Brand new")
        );
    }

    fn refusal(root: &Path, kind: Kind, id: &str) -> String {
        create(root, kind, id, None).unwrap_err().to_string()
    }

    #[test]
    fn an_entry_is_refused_with_the_edit_to_make() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        assert!(refusal(root, Kind::Term, "lead").contains("personabook init"));
        fs::write(root.join(CONFIG_FILE), "[book]\ntitle = \"x\"\n").unwrap();
        for (id, help) in [
            ("index", "personabook new persona the-index"),
            ("../up", "personabook new persona my-first-persona"),
            (
                "content/personas/a.md",
                "personabook new persona my-first-persona",
            ),
            ("-a", "personabook new persona a"),
            ("", "lower-case letters"),
            (" ", "personabook new persona my-first-persona"),
            ("a\u{7}b", "personabook new persona my-first-persona"),
            ("田中", "personabook new persona \"田中\" --id my-persona"),
            (
                "雪 Yuki",
                "personabook new persona \"雪 Yuki\" --id my-persona",
            ),
            ("محمد", "personabook new persona \"محمد\" --id my-persona"),
        ] {
            let error = refusal(root, Kind::Persona, id);
            assert!(error.contains(help), "{id}: {error}");
        }
        let error = refusal(root, Kind::Qualification, "leads");
        assert!(error.contains("needs an icp"), "{error}");
        assert!(
            error.contains("personabook new icp my-first-icp"),
            "{error}"
        );
        create(root, Kind::Term, "lead", None).unwrap();
        assert!(refusal(root, Kind::Term, "lead").contains("lead.md"));
        for taken in ["content/terms/a.toml", "content/terms/b/index.md"] {
            write_new(&root.join(taken), "name = \"x\"").unwrap();
        }
        assert!(refusal(root, Kind::Term, "a").contains("a.toml"));
        assert!(refusal(root, Kind::Term, "b").contains("already a term `b`"));
    }

    #[test]
    fn an_id_follows_from_a_name_or_is_given() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write_new(&root.join(CONFIG_FILE), "[book]\ntitle = \"x\"\n").unwrap();
        for (name, given, id) in [
            ("Sophie van Dijk", None, "sophie-van-dijk"),
            ("Łukasz “Luke” Ørsted", None, "lukasz-luke-orsted"),
            ("Иван Петров", None, "ivan-petrov"),
            ("Γιώργος", None, "giorgos"),
            ("CTO / CIO", None, "cto-cio"),
            ("Head of IT & co.", None, "head-of-it-co"),
            ("田中", Some("tanaka"), "tanaka"),
            ("Index", None, "the-index"),
        ] {
            let path = create(root, Kind::Persona, name, given).unwrap();
            assert!(
                path.ends_with(format!("content/personas/{id}.md")),
                "{name}"
            );
        }
        let (book, report) = read(root);
        assert_eq!(report, Report::default());
        let entries: Vec<_> = book.catalog.entries().collect();
        for name in ["Sophie van Dijk", "Łukasz “Luke” Ørsted", "田中"] {
            assert!(
                entries.iter().any(|entry| entry.header.name == name),
                "{name}"
            );
        }
        for entry in entries {
            assert_eq!(entry.header.status, Some(Status::Assumed));
            assert!(entry.is_only_a_name());
        }
    }

    #[test]
    fn a_new_journey_refers_to_the_first_persona() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write_new(&root.join(CONFIG_FILE), "[book]\ntitle = \"x\"\n").unwrap();
        write_new(&root.join("content/personas/zed.toml"), "name = \"Zed\"").unwrap();
        write_new(
            &root.join("content/personas/anna/index.md"),
            "+++\nname = \"Anna\"\n+++\n",
        )
        .unwrap();
        let path = create(root, Kind::Journey, "first-order", None).unwrap();
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains("\npersonas = [\"anna\"]\n"), "{text}");
        assert!(text.contains("\nname = \"First order\"\n"), "{text}");
    }
}
