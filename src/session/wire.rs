//! What a page asks for, read from JSON. Must not know what comes of it, nor sockets.

use serde_json::Value as Json;

use crate::doc::{Change, Edit, Value, Wanted};
use crate::model::{Key, Kind, is_id};
use crate::schema::wanted;
use crate::text::{FieldPath, Step};

/// What is asked.
#[derive(Debug, PartialEq)]
pub(super) enum Asked {
    /// The fields of an entry, and what it says.
    Form(Key),
    /// The fields of an entry that is not there yet.
    Blank(Kind),
    /// Edits in the file of an entry, as it was when it was read.
    Change(Key, String, Vec<Edit>),
    /// A new entry.
    Begin(Begin),
    /// An entry, as it was when it was read, is to go.
    Delete(Key, String),
    Undo,
    Redo,
    /// What was changed in this session.
    Changes,
    /// What a page needs before anybody edits it.
    Words,
    /// A whole new text of a file that cannot be read, as it was when it was read.
    Text(Key, String, String),
    /// The word of a help in the place of a key that nothing reads, in a file as it was when it was read.
    Rename(Key, String, usize),
    /// A text of an entry as its page would show it.
    Preview(Key, String),
    /// The face of a persona with a look.
    Face(Key, Json),
}

/// A new entry.
#[derive(Debug, PartialEq)]
pub(super) struct Begin {
    pub(super) kind: Kind,
    pub(super) name: String,
    /// Where it does not follow from the name.
    pub(super) id: Option<String>,
    /// What it says besides its name.
    pub(super) edits: Vec<Edit>,
}

/// Reads a request, or says what is no request in it.
pub(super) fn asked(json: &Json) -> Result<Asked, String> {
    let text = |key: &str| {
        let text = json[key].as_str().map(str::to_owned);
        text.ok_or_else(|| format!("`{key}` must be a text"))
    };
    let kind = || {
        let kind = Kind::from_name(&text("kind")?);
        kind.ok_or_else(|| "`kind` must be the name of a kind".to_owned())
    };
    Ok(match text("do")?.as_str() {
        "form" => Asked::Form(key(&text("entry")?)?),
        "blank" => Asked::Blank(kind()?),
        "change" => {
            let key = key(&text("entry")?)?;
            let edits = edits(key.kind, &json["edits"])?;
            Asked::Change(key, text("read")?, edits)
        }
        "begin" => Asked::Begin(Begin {
            kind: kind()?,
            name: text("name")?,
            id: text("id").ok().filter(|id| !id.is_empty()),
            edits: edits(kind()?, &json["edits"])?,
        }),
        "delete" => Asked::Delete(key(&text("entry")?)?, text("read")?),
        "undo" => Asked::Undo,
        "redo" => Asked::Redo,
        "changes" => Asked::Changes,
        "words" => Asked::Words,
        "text" => {
            let new = text("text")?.replace("\r\n", "\n");
            Asked::Text(key(&text("entry")?)?, text("read")?, new)
        }
        "rename" => {
            let at = json["at"].as_u64().and_then(|at| usize::try_from(at).ok());
            let at = at.ok_or("`at` must be a place in the file")?;
            Asked::Rename(key(&text("entry")?)?, text("read")?, at)
        }
        "preview" => Asked::Preview(key(&text("entry")?)?, text("text")?),
        "face" => Asked::Face(key(&text("entry")?)?, json["look"].clone()),
        other => return Err(format!("nothing is called `{other}`")),
    })
}

/// An entry by its folder and its id, as its page has them: `personas/sophie`.
pub(super) fn key(text: &str) -> Result<Key, String> {
    let wrong = || "`entry` must be a folder and an id, such as `personas/sophie`".to_owned();
    let (folder, id) = text.split_once('/').ok_or_else(wrong)?;
    let kind = Kind::from_folder(folder).ok_or_else(wrong)?;
    match is_id(id) {
        true => Ok(Key::new(kind, id)),
        false => Err(wrong()),
    }
}

fn edits(kind: Kind, json: &Json) -> Result<Vec<Edit>, String> {
    let edits = json.as_array().ok_or("`edits` must be a list")?.iter();
    edits.map(|one| edit(kind, one)).collect()
}

fn edit(kind: Kind, json: &Json) -> Result<Edit, String> {
    let path = path(&json["path"]).ok_or("`path` must be a list of keys and positions")?;
    let value_of = |json: &Json, steps: &[Step]| {
        value(json, &mut steps.to_vec(), &|path| wanted(Some(kind), path))
    };
    let given = |key: &str| json.get(key);
    let change = if let Some(new) = given("set") {
        Change::Set(value_of(new, &path.0)?)
    } else if let Some(new) = given("add") {
        let item = [&path.0[..], &[Step::Index(0)]].concat();
        Change::Add(value_of(new, &item)?)
    } else if let Some(to) = given("move") {
        let to = to.as_u64().and_then(|to| usize::try_from(to).ok());
        Change::Move(to.ok_or("`move` must be a position")?)
    } else if given("remove").is_some() {
        Change::Remove
    } else {
        return Err("an edit must `set`, `add`, `move` or `remove`".to_owned());
    };
    Ok(Edit { path, change })
}

pub(super) fn path(json: &Json) -> Option<FieldPath> {
    let steps = json.as_array()?.iter().map(|step| match step {
        Json::String(key) => Some(Step::Key(key.clone())),
        step => Some(Step::Index(usize::try_from(step.as_u64()?).ok()?)),
    });
    let steps: Vec<Step> = steps.collect::<Option<_>>()?;
    matches!(steps.first(), Some(Step::Key(_))).then_some(FieldPath(steps))
}

/// A path as the page has it.
pub(super) fn path_as_json(path: &FieldPath) -> Json {
    let steps = path.0.iter().map(|step| match step {
        Step::Key(key) => key.as_str().into(),
        Step::Index(index) => (*index).into(),
    });
    Json::Array(steps.collect())
}

fn value(
    json: &Json,
    path: &mut Vec<Step>,
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Result<Value, String> {
    let is_date = wanted(path) == Wanted::Date;
    let mut below = |step: Step, json: &Json| {
        path.push(step);
        let value = value(json, path, wanted);
        path.pop();
        value
    };
    Ok(match json {
        Json::Null => return Err("no value is `null`: leave it out".to_owned()),
        Json::Bool(flag) => Value::Flag(*flag),
        Json::Number(number) => Value::Number(number.as_f64().ok_or("this is no number")?),
        Json::String(text) if is_date => match text.parse() {
            Ok(date) => Value::Date(date),
            Err(why) => return Err(why),
        },
        Json::String(text) => Value::Text(text.replace("\r\n", "\n")),
        Json::Array(items) => {
            let items = items.iter().enumerate();
            let items = items.map(|(index, item)| below(Step::Index(index), item));
            Value::List(items.collect::<Result<_, _>>()?)
        }
        Json::Object(fields) => {
            let fields = fields.iter();
            let fields =
                fields.map(|(key, item)| Ok((key.clone(), below(Step::Key(key.clone()), item)?)));
            Value::Table(fields.collect::<Result<_, String>>()?)
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_entry_is_named_by_its_page_and_nothing_leads_elsewhere() {
        let form = |entry: &str| asked(&json!({ "do": "form", "entry": entry }));
        let sophie = Key::new(Kind::Persona, "sophie");
        assert_eq!(form("personas/sophie"), Ok(Asked::Form(sophie)));
        for elsewhere in [
            "",
            "personas",
            "personas/",
            "personas/../../personabook",
            "personas/../sophie",
            "personas//etc/passwd",
            "/etc/passwd",
            "personas/sophie/index",
            "personas/Sophie",
            "persona:sophie",
            "templates/layout",
            "personas/a\\b",
        ] {
            assert!(form(elsewhere).is_err(), "{elsewhere}");
        }
    }

    #[test]
    fn values_have_the_types_that_their_fields_have() {
        let change = asked(&json!({
            "do": "change", "entry": "personas/a", "read": "x",
            "edits": [
                { "path": ["reviewed"], "set": "2026-01-02" },
                { "path": ["goals"], "add": { "text": "b", "evidence": ["talks"] } },
                { "path": ["goals", 1], "move": 0 },
                { "path": ["owner"], "remove": true },
            ],
        }));
        let Ok(Asked::Change(_, _, edits)) = change else {
            panic!("{change:?}")
        };
        let day = Value::Date("2026-01-02".parse().unwrap());
        assert_eq!(edits[0].change, Change::Set(day));
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            edits[1].change,
            Change::Add(Value::Table(vec![
                ("text".to_owned(), text("b")),
                ("evidence".to_owned(), Value::List(vec![text("talks")])),
            ]))
        );
        assert_eq!(edits[2].path, FieldPath::default().key("goals").index(1));
        assert_eq!(edits[3].change, Change::Remove);
        for wrong in [
            json!({ "path": ["reviewed"], "set": "today" }),
            json!({ "path": [0], "set": "x" }),
            json!({ "path": [], "remove": true }),
            json!({ "path": ["name"], "set": null }),
            json!({ "path": ["goals", -1], "remove": true }),
            json!({ "path": ["name"] }),
        ] {
            let change =
                json!({ "do": "change", "entry": "personas/a", "read": "x", "edits": [wrong] });
            assert!(asked(&change).is_err(), "{change}");
        }
    }
}
