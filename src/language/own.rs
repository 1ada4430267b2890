//! The words and rules that a book has of its own: they replace those that are built in, one by one. Must not know files.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Words;
use super::plural::{OTHER, is_rule};
use super::rules::Table;
use super::tag::LanguageTag;
use crate::doc;
use crate::text::{closest, one_of};

/// What is wrong in a book's own words, and where.
#[derive(Debug, PartialEq)]
pub(crate) struct Mistake {
    /// The keys that lead there.
    pub(crate) path: Vec<String>,
    /// Whether the key itself is wrong, and not its value.
    pub(crate) is_unknown: bool,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// Tables whose keys a language chooses: they are replaced as a whole.
const OPEN: [&[&str]; 4] = [
    &["language", "plurals"],
    &["language", "money", "signs"],
    &["language", "order", "letters"],
    &["language", "durations", "numbers"],
];

/// The table whose keys are what declarations say, which this room does not know.
const FIELDS: &str = "fields";

/// Lists that have as many items as those that are built in.
const AS_MANY: [&str; 2] = ["quotes", "months"];

impl Words {
    /// The words of a language as far as they are built in, and English for the others.
    pub(crate) fn of(tag: &LanguageTag) -> Arc<Self> {
        let built_in = Self::built_in(tag.built_in());
        if tag.code() == built_in.code {
            return built_in;
        }
        Arc::new(Self {
            code: tag.code().to_owned(),
            ..Self::clone(&built_in)
        })
    }

    /// The same with what a book says otherwise, which is a table like those in `languages/` with as much of it as the book likes.
    /// What is wrong in it is left out.
    ///
    /// # Errors
    /// When it is no TOML.
    pub(crate) fn with_own(tag: &LanguageTag, own: &str) -> Result<(Self, Vec<Mistake>), String> {
        Self::with_own_table(tag, doc::table(own)?)
    }

    /// The same with what [`Words::own`] gave.
    ///
    /// # Errors
    /// As [`Words::with_own`].
    pub(crate) fn with_own_table(
        tag: &LanguageTag,
        own: Value,
    ) -> Result<(Self, Vec<Mistake>), String> {
        let mut table: Value = doc::table(tag.built_in().table())?;
        let mut found = Found {
            forms: forms(&own).or_else(|| forms(&table)).unwrap_or_default(),
            mistakes: Vec::new(),
        };
        found.replace(&mut table, own, &mut Vec::new());
        let words = match serde_json::from_value::<Table>(table) {
            Ok(table) => Self::of_table(tag.code(), table),
            Err(error) => {
                found.mistakes.push(Mistake {
                    path: Vec::new(),
                    is_unknown: false,
                    message: format!("this cannot be read: {error}"),
                    help: "write it as in the file of a language that is built in".to_owned(),
                });
                Self::clone(&Self::of(tag))
            }
        };
        Ok((words, found.mistakes))
    }
}

impl Words {
    /// What is said otherwise than built in, as a table like those in `languages/`; nothing where all is the same.
    pub(crate) fn own(&self) -> Option<Value> {
        let built_in = Self::built_in(LanguageTag::read(&self.code).ok()?.built_in());
        let table = |words: &Self| serde_json::json!({ "language": words.rules, "words": words.table, "rules": words.of_rules, "fields": words.of_fields });
        differing(&table(&built_in), &table(self))
    }
}

/// What of a table is not the same in another one.
fn differing(built_in: &Value, own: &Value) -> Option<Value> {
    match (built_in, own) {
        (one, other) if one == other => None,
        (Value::Object(one), Value::Object(other)) => {
            let fields = other.iter().filter_map(|(key, value)| {
                let value = match one.get(key) {
                    Some(built_in) => differing(built_in, value),
                    None => Some(value.clone()),
                };
                Some((key.clone(), value?))
            });
            Some(Value::Object(fields.collect()))
        }
        _ => Some(own.clone()),
    }
}

/// The names of the forms of a word in a table.
fn forms(table: &Value) -> Option<Vec<String>> {
    let plurals = table.get("language")?.get("plurals")?.as_object()?;
    let names = plurals.keys().cloned();
    Some(names.chain([OTHER.to_owned()]).collect())
}

struct Found {
    /// The names of the forms that a word may have.
    forms: Vec<String>,
    mistakes: Vec<Mistake>,
}

impl Found {
    fn mistake(&mut self, path: &[String], message: String, help: String) {
        self.mistakes.push(Mistake {
            path: path.to_vec(),
            is_unknown: false,
            message,
            help,
        });
    }

    /// Puts what is written in place of what is built in.
    fn replace(&mut self, built_in: &mut Value, own: Value, path: &mut Vec<String>) {
        let key = path.last().cloned().unwrap_or_default();
        if let [first, word] = path.as_slice()
            && first == "words"
        {
            if let Err((message, help)) = self.word(word, built_in, &own) {
                return self.mistake(path, message, help);
            }
            *built_in = own;
            return;
        }
        let is_open = OPEN.iter().any(|open| path.iter().eq(open.iter()));
        match (&mut *built_in, own) {
            (Value::Object(table), Value::Object(own)) if !is_open => self.table(table, own, path),
            (Value::Object(_), own) if is_open => {
                if let Err((message, help)) = open_table(&key, &own) {
                    return self.mistake(path, message, help);
                }
                *built_in = own;
            }
            (Value::Array(items), Value::Array(own)) => {
                let is_text = |item: &Value| {
                    let text = item.as_str();
                    text.is_some_and(|text| key != "behind_z" || text.chars().count() == 1)
                };
                if !own.iter().all(is_text) {
                    let help = match key.as_str() {
                        "behind_z" => "write single letters: [\"å\", \"ä\", \"ö\"]",
                        _ => "write texts in double quotes: [\"…\", \"…\"]",
                    };
                    self.mistake(
                        path,
                        format!("`{key}` is no list of such texts"),
                        help.to_owned(),
                    );
                } else if AS_MANY.contains(&key.as_str()) && own.len() != items.len() {
                    self.mistake(
                        path,
                        format!("`{key}` has {}", own.len()),
                        format!("write {} of them", items.len()),
                    );
                } else {
                    *items = own;
                }
            }
            (Value::String(text), Value::String(own)) => *text = own,
            (Value::Number(number), Value::Number(own)) if own.is_u64() => *number = own,
            (wanted, _) => {
                let (what, help) = match wanted {
                    Value::String(_) => ("text", "put it in double quotes: \"…\""),
                    Value::Number(_) => ("number", "write a whole number without quotes"),
                    Value::Array(_) => ("list", "put it in square brackets: [\"…\", \"…\"]"),
                    _ => ("table", "write it under a line `[…]`"),
                };
                self.mistake(path, format!("`{key}` is no {what}"), help.to_owned());
            }
        }
    }

    fn table(
        &mut self,
        table: &mut Map<String, Value>,
        own: Map<String, Value>,
        path: &mut Vec<String>,
    ) {
        for (key, value) in own {
            path.push(key.clone());
            match table.get_mut(&key) {
                Some(built_in) => self.replace(built_in, value, path),
                None if path.len() == 2 && path[0] == FIELDS && value.is_string() => {
                    table.insert(key, value);
                }
                None => {
                    let keys = table.keys().map(String::as_str);
                    let help = match closest(&key, keys.clone()) {
                        Some(close) => format!("write `{close}`"),
                        None if table.len() <= 14 => format!("the keys here are {}", one_of(keys)),
                        None => {
                            "remove it; languages/en.toml of personabook has all of them".to_owned()
                        }
                    };
                    self.mistakes.push(Mistake {
                        path: path.clone(),
                        is_unknown: true,
                        message: format!("no page says `{key}`"),
                        help,
                    });
                }
            }
            path.pop();
        }
    }

    /// What is wrong with a word, which is a text or a table of its forms.
    fn word(&self, key: &str, built_in: &Value, own: &Value) -> Result<(), (String, String)> {
        let known = slots(built_in);
        let unknown = slots(own).into_iter().find(|slot| !known.contains(slot));
        if let Some(slot) = unknown {
            let help = if known.is_empty() {
                "write it without".to_owned()
            } else {
                let known = known.iter().map(|slot| format!("{{{slot}}}"));
                let known: Vec<String> = known.collect();
                format!("write {}", one_of(known.iter().map(String::as_str)))
            };
            return Err((format!("nothing is filled in for `{{{slot}}}` here"), help));
        }
        match own {
            Value::String(_) => Ok(()),
            Value::Object(forms) => {
                if let Some(form) = forms.keys().find(|form| !self.forms.contains(form)) {
                    let known = one_of(self.forms.iter().map(String::as_str));
                    return Err((
                        format!("this language has no form `{form}`"),
                        format!("write {known}, or a rule for it under `[language.plurals]`"),
                    ));
                }
                if !forms.contains_key(OTHER) {
                    let help = format!("add the form for all other numbers: `{OTHER} = \"…\"`");
                    return Err((format!("`{OTHER}` is missing in `{key}`"), help));
                }
                if forms.values().all(Value::is_string) {
                    return Ok(());
                }
                Err(no_text(key))
            }
            _ => Err(no_text(key)),
        }
    }
}

fn no_text(key: &str) -> (String, String) {
    (
        format!("`{key}` is no text"),
        "put it in double quotes: \"…\"".to_owned(),
    )
}

fn open_table(key: &str, own: &Value) -> Result<(), (String, String)> {
    let Value::Object(own) = own else {
        return Err((
            format!("`{key}` is no table"),
            "write it under a line `[…]`".to_owned(),
        ));
    };
    for (label, value) in own {
        match value {
            Value::Number(_) if key == "numbers" => {}
            Value::String(rule) if key == "plurals" && !is_rule(rule) => {
                return Err((
                    format!("`{rule}` is no plural rule"),
                    "write it as the Unicode plural rules do: `n = 1`, `n % 10 = 2..4`".to_owned(),
                ));
            }
            Value::String(_) if key != "numbers" => {}
            _ if key == "numbers" => {
                return Err((
                    format!("`{label}` is no number"),
                    "write a number without quotes".to_owned(),
                ));
            }
            _ => return Err(no_text(label)),
        }
    }
    Ok(())
}

/// The names of all slots in a word: `count` of "{count} entries".
fn slots(word: &Value) -> Vec<&str> {
    let texts: Vec<&str> = match word {
        Value::String(text) => vec![text],
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let parts = texts.into_iter().flat_map(|text| text.split('{').skip(1));
    parts
        .filter_map(|part| part.split_once('}').map(|(slot, _)| slot))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(code: &str, own: &str) -> (Words, Vec<String>) {
        let tag = LanguageTag::read(code).unwrap();
        let (words, mistakes) = Words::with_own(&tag, own).unwrap();
        let told = mistakes.into_iter();
        let told =
            told.map(|one| format!("{}: {} - {}", one.path.join("."), one.message, one.help));
        (words, told.collect())
    }

    #[test]
    fn a_book_says_as_much_as_it_likes() {
        let (words, wrong) = with(
            "ja",
            "[language]\nquotes = [\"「\", \"」\"]\n[language.plurals]\n[language.dates]\npattern = \"{year}年{month}{day}日\"\nmonths = [\"1月\", \"2月\", \"3月\", \"4月\", \"5月\", \"6月\", \"7月\", \"8月\", \"9月\", \"10月\", \"11月\", \"12月\"]\n[language.money]\nsigns = { JPY = \"¥\" }\n[words]\nyes = \"はい\"\n",
        );
        assert_eq!(wrong, [""; 0]);
        assert_eq!(
            (words.code(), words.get("yes"), words.get("no")),
            ("ja", "はい", "no")
        );
        assert_eq!(words.quote("待つ"), "「待つ」");
        assert_eq!(words.date("2026-11-28".parse().unwrap()), "2026年11月28日");
        assert_eq!(words.money(1200.0, "JPY"), "¥1,200");
        assert_eq!(words.form_for(1.0), OTHER);
    }

    #[test]
    fn everything_that_is_wrong_is_told_and_left_out() {
        let (words, wrong) = with(
            "nl",
            "lang = 1\n[language]\nquotes = [\"«\"]\nnumbrs = { point = \".\" }\n[language.plurals]\none = \"1\"\n[language.numbers]\npoint = 1\n[words]\nyess = \"x\"\nyes = 1\nno = \"nee {name}\"\n",
        );
        assert_eq!(wrong.len(), 8, "{wrong:#?}");
        for says in [
            "lang: no page says `lang` - the keys here are `language`, `words`, `rules` or `fields`",
            "language.quotes: `quotes` has 1 - write 2 of them",
            "language.numbrs: no page says `numbrs` - write `numbers`",
            "language.plurals: `1` is no plural rule",
            "language.numbers.point: `point` is no text",
            "words.yess: no page says `yess` - write `yes`",
            "words.yes: `yes` is no text",
            "words.no: nothing is filled in for `{name}` here - write it without",
        ] {
            assert!(
                wrong.iter().any(|one| one.starts_with(says)),
                "{says}: {wrong:#?}"
            );
        }
        assert_eq!(words.get("yes"), "ja");
        assert_eq!(words.number(1.5, 1), "1,5");
    }
}
