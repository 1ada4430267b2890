//! Begins a book, and begins an entry in one. Writes files that did not exist, and no others.
//! Must not know the terminal.

mod editors;
mod long;
mod short;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::disk::{Folder, What, refused};
use crate::doc::Date;
use crate::error::Error;
use crate::language::LanguageTag;
use crate::load::{
    CONFIG_FILE, CONTENT_FOLDER, form_of, heading_of, refuse_no_book, rewritten, words_of,
};
use crate::model::{Form, Key, Kind, id_of_name, is_id, why_no_id};
use crate::schema;
use crate::text::{capitalised, closest, shown_path, with_article};

use long::long_starter;
pub use long::starter;
pub(crate) use short::example;
use short::{Short, short_starter};

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
        refuse_taken(&folder, path)?;
    }
    for (path, text) in &files {
        let text = text.replace("{today}", &today.to_string());
        folder.create(path, text.as_bytes())?;
    }
    Ok(files.iter().map(|(path, _)| folder.path(path)).collect())
}

/// What is known of a book that begins.
#[derive(Debug, Clone)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Whose customers it is about.
    pub company: Option<&'a str>,
    /// The language of its interface.
    pub language: &'a LanguageTag,
    /// How its entries are written.
    pub form: Form,
}

/// Writes a book without entries, and gives the files written.
///
/// # Errors
///
/// When one of the files exists already, or cannot be written.
pub fn begin(folder: &Path, about: &About<'_>) -> Result<Vec<PathBuf>, Error> {
    let folder = Folder::make(folder)?;
    let mut config = format!(
        "# The book as a whole. Only the title is required. All fields stand in the field reference.\n\n[book]\ntitle = {}\n",
        quoted(about.title)
    );
    if let Some(company) = about.company {
        config.push_str(&format!("company = {}\n", quoted(company)));
    }
    config.push_str(&format!("language = \"{}\"\n", about.language.code()));
    config.push_str(&format!(
        "# How `personabook new` writes an entry: \"markdown\" or \"toml\".\nform = \"{}\"\n",
        about.form.as_str()
    ));
    let readme = include_str!("new/readme.md");
    let mut files = vec![
        (CONFIG_FILE.to_owned(), config),
        ("README.md".to_owned(), readme.to_owned()),
    ];
    files.extend(starter_book().find(|(path, _)| path == ".gitignore"));
    files.extend(editors::editor_files());
    let names = files.iter().map(|(path, _)| path.as_str());
    for name in names.chain([CONTENT_FOLDER]) {
        refuse_taken(&folder, name)?;
    }
    folder.create_folder(CONTENT_FOLDER)?;
    for (path, text) in &files {
        folder.create(path, text.as_bytes())?;
    }
    Ok(files.iter().map(|(path, _)| folder.path(path)).collect())
}

fn refuse_taken(folder: &Folder, name: &str) -> Result<(), Error> {
    if folder.what(name)? == What::Nothing {
        return Ok(());
    }
    Err(Error::refused(
        format!("{} exists already", shown_path(&folder.path(name))),
        "begin the book in an empty folder: `personabook init my-book`",
    ))
}

/// An entry that begins.
#[derive(Debug, Clone, Copy)]
pub struct Beginning<'a> {
    /// Its kind.
    pub kind: Kind,
    /// A name, from which the id follows where none is given; or an id, from which the name follows.
    pub text: &'a str,
    /// The id, where it does not follow.
    pub id: Option<&'a str>,
    /// Of a journey: the names of its stages.
    pub stages: &'a [String],
    /// The ids or names of the personas it is about.
    pub personas: &'a [String],
    /// Every field that it may have, each explained, instead of those that most have.
    pub all_fields: bool,
    /// How it is written; as the book says when left out.
    pub form: Option<Form>,
    /// The day on which it begins.
    pub today: Date,
}

/// Writes a starter file for an entry into a book, and gives its path.
///
/// # Errors
///
/// When `root` holds no book, the id is none or taken or does not follow from the name, the entry needs another one that is not
/// there yet, or the file cannot be written.
pub fn create(root: &Path, beginning: &Beginning<'_>) -> Result<PathBuf, Error> {
    let form = match beginning.form {
        Some(form) => form,
        None => form_of(root)?,
    };
    let (book, root) = (root, Folder::named(root));
    refuse_no_book(&root)?;
    let words = words_of(book)?;
    let kind = beginning.kind;
    let Begun { folder, id, name } = &begun(&root, kind, (beginning.text, beginning.id))?;
    let stages = stages(beginning)?;
    let personas = personas(&root, beginning)?;
    let refers_to = match (needed_kind(kind), personas.as_slice()) {
        (Some(Kind::Persona), [_, ..]) => personas.clone(),
        (Some(needed), _) => vec![needed_id(&root, kind, needed)?],
        (None, _) => Vec::new(),
    };
    let key = Key::new(kind, id.as_str());
    let in_markdown = |toml: &str| {
        let file = format!("{folder}/{id}.toml");
        let asked = (Form::Markdown, words.as_ref());
        Some(rewritten((&key, &file), toml, asked).ok()?.text)
    };
    let text = if beginning.all_fields {
        long_starter(kind, name, &refers_to)
    } else {
        short_starter(&Short {
            kind,
            name,
            form,
            refers_to: &refers_to,
            personas: &personas,
            stages: &stages,
            today: beginning.today,
            in_markdown: &in_markdown,
            heading: &|field| heading_of(kind, field, &words),
        })
    };
    let (text, ending) = match (form, beginning.all_fields) {
        (Form::Toml, true) => (without_marks(&text), "toml"),
        (Form::Toml, false) => (text, "toml"),
        (Form::Markdown, _) => (text, "md"),
    };
    let path = format!("{folder}/{id}.{ending}");
    root.create(&path, text.as_bytes())?;
    Ok(root.path(&path))
}

/// An entry that may begin in a book: nothing has its id yet.
pub(crate) struct Begun {
    /// Where its file comes to lie, from the root of the book.
    pub(crate) folder: String,
    pub(crate) id: String,
    pub(crate) name: String,
}

/// What a new entry is called: by its name or its id, and the id where it does not follow.
///
/// # Errors
///
/// When the id is none or taken or does not follow from the name, or something else lies where its folder should.
pub(crate) fn begun(
    root: &Folder,
    kind: Kind,
    (text, id): (&str, Option<&str>),
) -> Result<Begun, Error> {
    let New { id, name } = new_entry(kind, text, id)?;
    let folder = format!("{CONTENT_FOLDER}/{}", kind.folder());
    refuse_no_folder(root, CONTENT_FOLDER)?;
    refuse_no_folder(root, &folder)?;
    if let Some(taken) = taken(root, &folder, &id)? {
        return Err(Error::refused(
            format!(
                "there is already {} `{id}`: {}",
                with_article(kind.name()),
                shown_path(&taken)
            ),
            "edit that one, or choose another id",
        ));
    }
    Ok(Begun { folder, id, name })
}

/// The fields of a Markdown file alone.
fn without_marks(text: &str) -> String {
    let fields = text.trim_start_matches("+++\n");
    let end = fields
        .find("\n# Below the next line")
        .unwrap_or(fields.len());
    fields[..end].trim_end().to_owned() + "\n"
}

/// The names of stages that were asked for.
fn stages(beginning: &Beginning<'_>) -> Result<Vec<String>, Error> {
    let stages = beginning.stages.iter().map(|stage| stage.trim());
    let stages: Vec<String> = { stages }
        .filter(|stage| !stage.is_empty())
        .map(str::to_owned)
        .collect();
    if stages.is_empty() || beginning.kind == Kind::Journey {
        return Ok(stages);
    }
    Err(Error::refused(
        format!(
            "{} has no stages to name",
            with_article(beginning.kind.name())
        ),
        "leave `--stages` out, or begin a journey",
    ))
}

/// The ids of the personas that were named.
fn personas(root: &Folder, beginning: &Beginning<'_>) -> Result<Vec<String>, Error> {
    if beginning.personas.is_empty() {
        return Ok(Vec::new());
    }
    let fields = schema::fields(beginning.kind);
    if !fields.iter().any(|field| field.name == PERSONAS) {
        return Err(Error::refused(
            format!("{} names no personas", with_article(beginning.kind.name())),
            "leave `--personas` out",
        ));
    }
    let ids = ids(root, Kind::Persona)?;
    let named = beginning.personas.iter().map(|name| name.trim());
    let named = named.filter(|name| !name.is_empty());
    named
        .map(|name| {
            let id = id_of_name(name).filter(|id| ids.contains(id));
            let id = id.or_else(|| ids.contains(name).then(|| name.to_owned()));
            id.ok_or_else(|| {
                let close = closest(name, ids.iter().map(String::as_str));
                let help = match close {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => format!("make one first: `personabook new persona {}`", quoted(name)),
                };
                Error::refused(format!("there is no persona `{name}`"), help)
            })
        })
        .collect()
}

/// The field that names personas, in every kind that has it.
const PERSONAS: &str = "personas";

/// Refuses what is in the way of a folder of the content, as `check` does.
fn refuse_no_folder(root: &Folder, name: &str) -> Result<(), Error> {
    match root.what(name)? {
        What::Folder | What::Nothing => Ok(()),
        other => Err(refused(&root.path(name), other, "folder")),
    }
}

/// The file or folder that an entry with this id would share its name with, in whatever capitals: some systems hold one of
/// such names only.
pub(crate) fn taken(root: &Folder, folder: &str, id: &str) -> Result<Option<PathBuf>, Error> {
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

/// JSON writes a text as TOML does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
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

/// The first id of a kind in the book, in alphabetical order.
fn first_id(root: &Folder, kind: Kind) -> Result<Option<String>, Error> {
    Ok(ids(root, kind)?.into_iter().next())
}

/// The ids of a kind in the book. Links are nobody's entries.
fn ids(root: &Folder, kind: Kind) -> Result<BTreeSet<String>, Error> {
    let folder = format!("{CONTENT_FOLDER}/{}", kind.folder());
    refuse_no_folder(root, &folder)?;
    if root.what(&folder)? == What::Nothing {
        return Ok(BTreeSet::new());
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
    Ok(ids)
}

/// "first-order" to "First order".
fn name_from(id: &str) -> String {
    capitalised(id.replace('-', " ").trim())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::check;
    use crate::diag::Report;
    use crate::load::load;
    use crate::model::{Book, Status};
    use crate::progress::nobody;
    use crate::score;

    fn write_new(path: &Path, text: &str) -> Result<(), Error> {
        let folder = Folder::named(path.parent().unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        folder.create(path.file_name().unwrap().to_str().unwrap(), text.as_bytes())
    }

    fn beginning(kind: Kind, text: &str) -> Beginning<'_> {
        Beginning {
            kind,
            text,
            id: None,
            stages: &[],
            personas: &[],
            all_fields: false,
            form: None,
            today: today(),
        }
    }

    fn begin_entry(
        root: &Path,
        kind: Kind,
        text: &str,
        id: Option<&str>,
    ) -> Result<PathBuf, Error> {
        let beginning = beginning(kind, text);
        create(root, &Beginning { id, ..beginning })
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
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
    fn an_entry_of_every_kind_can_be_added_in_every_way_without_a_mistake() {
        let folder = tempfile::tempdir().unwrap();
        init(folder.path(), today()).unwrap();
        let ways = [
            ("brand-new", None, false),
            ("whole", None, true),
            ("in-fields", Some(Form::Toml), false),
            ("all-in-fields", Some(Form::Toml), true),
        ];
        for kind in Kind::ALL.iter().copied() {
            for (name, form, all_fields) in ways {
                let beginning = Beginning {
                    form,
                    all_fields,
                    ..beginning(kind, name)
                };
                let path = create(folder.path(), &beginning).unwrap();
                let ending = if form.is_some() { "toml" } else { "md" };
                let place = format!("content/{}/{name}.{ending}", kind.folder());
                assert!(path.ends_with(place), "{path:?}");
            }
        }
        let (book, report) = read(folder.path());
        assert_eq!(report, Report::default());
        assert_eq!(book.catalog.len(), (1 + ways.len()) * Kind::ALL.len());
        assert!(
            book.catalog
                .entries()
                .any(|entry| entry.header.name == "Brand new")
        );
    }

    fn refusal(root: &Path, kind: Kind, id: &str) -> String {
        begin_entry(root, kind, id, None).unwrap_err().to_string()
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
        begin_entry(root, Kind::Term, "lead", None).unwrap();
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
            let path = begin_entry(root, Kind::Persona, name, given).unwrap();
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
    fn a_journey_begins_with_its_stages_and_its_personas() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let about = About {
            title: "Our readers",
            company: Some("Lantern \"Street\""),
            language: &LanguageTag::default(),
            form: Form::Markdown,
        };
        begin(root, &about).unwrap();
        assert!(begin(root, &about).is_err());
        let (stages, personas) = (texts(&["Search", " Try", "Decide"]), texts(&["noor"]));
        let journey = Beginning {
            stages: &stages,
            personas: &personas,
            ..beginning(Kind::Journey, "Choosing a planner")
        };
        let error = create(root, &journey).unwrap_err().to_string();
        assert!(error.contains("there is no persona `noor`"), "{error}");
        begin_entry(root, Kind::Persona, "Noor", None).unwrap();
        let text = fs::read_to_string(create(root, &journey).unwrap()).unwrap();
        assert_eq!(
            without_remarks(&text),
            "# Choosing a planner\n\nStatus: assumed\nPersonas: noor\nState: current\n\n## Search\n\n## Try\n\n## Decide\n"
        );
        assert_eq!(read(root).1, Report::default());
        for (wrong, says) in [
            (
                Beginning {
                    stages: &stages,
                    ..beginning(Kind::Term, "lead")
                },
                "a term has no stages",
            ),
            (
                Beginning {
                    personas: &personas,
                    ..beginning(Kind::Term, "lead")
                },
                "a term names no personas",
            ),
            (
                Beginning {
                    personas: &texts(&["nor"]),
                    ..beginning(Kind::Job, "plan")
                },
                "did you mean `noor`?",
            ),
        ] {
            let error = create(root, &wrong).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
    }

    #[test]
    fn a_short_starter_of_a_persona_is_a_page_with_eight_headings() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write_new(&root.join(CONFIG_FILE), "[book]\ntitle = \"x\"\n").unwrap();
        let path = begin_entry(root, Kind::Persona, "Noor", None).unwrap();
        let text = fs::read_to_string(path).unwrap();
        let headings = text.lines().filter(|line| line.starts_with("## "));
        assert_eq!(
            headings.collect::<Vec<_>>(),
            [
                "## Quote",
                "## Goals",
                "## Frustrations",
                "## Fears",
                "## Needs",
                "## Responsible for",
                "## A day",
                "## Channels",
            ]
        );
        assert!(text.len() < 2000, "{text}");
        let whole = Beginning {
            all_fields: true,
            ..beginning(Kind::Persona, "Mark")
        };
        let whole = fs::read_to_string(create(root, &whole).unwrap()).unwrap();
        assert_eq!(whole, starter(Kind::Persona, "Mark"));
    }

    #[test]
    fn the_book_says_how_entries_begin() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let about = About {
            title: "Onze lezers",
            company: None,
            language: &LanguageTag::read("nl").unwrap(),
            form: Form::Toml,
        };
        begin(root, &about).unwrap();
        let path = begin_entry(root, Kind::Persona, "Noor", None).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            path.ends_with("noor.toml") && text.contains("\n#goals = ["),
            "{text}"
        );
        let uncommented: String = { text.lines() }
            .filter(|line| !line.starts_with("# "))
            .map(|line| format!("{}\n", line.trim_start_matches('#')))
            .collect();
        fs::write(path, uncommented).unwrap();
        let (book, report) = read(root);
        assert!(
            report
                .diagnostics
                .iter()
                .all(|one| one.code == "unknown-reference"),
            "{report:?}"
        );
        assert_eq!(book.config.book.form, Some(Form::Toml));
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
        let path = begin_entry(root, Kind::Journey, "first-order", None).unwrap();
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains("\nPersonas: anna\n"), "{text}");
        assert!(text.starts_with("# First order\n"), "{text}");
    }

    /// What readers see of a text, with one empty line at a time.
    fn without_remarks(text: &str) -> String {
        let mut parts = text.split("<!--");
        let first = parts.next().unwrap_or_default().to_owned();
        let rest = parts.filter_map(|part| part.split_once("-->"));
        let mut left = rest.fold(first, |left, (_, rest)| left + rest);
        while left.contains("\n\n\n") {
            left = left.replace("\n\n\n", "\n\n");
        }
        left.trim_end().to_owned() + "\n"
    }

    #[test]
    fn a_starter_in_markdown_is_markdown_in_the_words_of_the_book_and_its_prompts_are_read() {
        for code in ["en", "nl"] {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            let about = About {
                title: "Onze lezers",
                company: None,
                language: &LanguageTag::read(code).unwrap(),
                form: Form::Markdown,
            };
            begin(root, &about).unwrap();
            // Others refer to these.
            let first = [Kind::Icp, Kind::Persona];
            let others = Kind::ALL.iter().copied();
            let others = others.filter(|kind| !first.contains(kind));
            for kind in first.into_iter().chain(others) {
                let path = begin_entry(root, kind, &format!("new-{}", kind.name()), None).unwrap();
                let text = fs::read_to_string(&path).unwrap();
                let seen = without_remarks(&text);
                assert!(seen.starts_with("# New"), "{text}");
                assert!(!seen.contains("+++") && !seen.contains(" = "), "{text}");
                // Whoever takes the marks of a prompt away has said something.
                let prompts = text
                    .split("<!--")
                    .skip(1)
                    .filter_map(|part| part.split_once("-->"));
                for (prompt, _) in prompts {
                    assert!(!prompt.contains("+++"), "{kind:?}: {prompt}");
                }
            }
            let (book, report) = read(root);
            assert_eq!(report, Report::default());
            assert_eq!(book.catalog.len(), Kind::ALL.len());
        }
    }
}
