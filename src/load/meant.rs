//! Which key an author meant by one that nothing reads, and where it belongs. Must not read files.

use crate::doc::{Heading, Layout, UnknownKey, Wanted, numbered, still_a_remark, with_key};
use crate::model::{Label, synonym, synonym_below};
use crate::text::{FieldPath, Span, Step, closest, one_of, with_article};

/// How many keys a message lists before it points to the documentation instead.
const LISTED_KEYS: usize = 14;

/// What is known of the document in which keys are unknown.
pub(super) struct Known<'a> {
    pub(super) text: &'a str,
    pub(super) layout: &'a Layout<'a>,
    /// The word for what the document is: "persona".
    pub(super) what: &'a str,
    /// The keys of the table at a path.
    pub(super) keys: &'a dyn Fn(&[Step]) -> Vec<&'static str>,
    pub(super) wanted: &'a dyn Fn(&[Step]) -> Wanted,
    /// Whether the document has a value at a path, by its keys.
    pub(super) has: &'a dyn Fn(&[Step]) -> bool,
}

/// A key that nothing reads, where it stands.
struct Unknown<'a> {
    name: &'a str,
    place: Span,
    table: &'a [Step],
    line: usize,
    /// The header that it stands in, when it is a part of one.
    heading: Option<&'a Heading>,
}

impl Known<'_> {
    /// The table at a path in words: "a persona", "`stages` of a journey".
    pub(super) fn place(&self, table: &[Step]) -> String {
        let whole = as_noun(self.what);
        match last_key(table) {
            Some(table) => format!("`{table}` of {whole}"),
            None => whole,
        }
    }

    /// The edit that ends a mistake.
    pub(super) fn help(&self, key: &UnknownKey) -> String {
        let Some((Step::Key(name), table)) = key.path.0.split_last() else {
            return String::new();
        };
        let line = self.layout.line_of(key.span.start);
        let heading = self
            .layout
            .on(line)
            .filter(|heading| heading.place.contains(&key.span.start));
        let unknown = Unknown {
            name,
            place: key.span.clone(),
            table,
            line,
            heading,
        };
        let keys = (self.keys)(table);
        let near = closest(name, keys.iter().copied());
        self.remark(&unknown)
            .or_else(|| self.above(&unknown))
            .or_else(|| {
                let same = near.filter(|near| is_plural(near, name));
                let own = same.or_else(|| synonym(name, &keys))?;
                Some(self.other_key(&unknown, own))
            })
            .or_else(|| self.below(&unknown))
            .or_else(|| Some(self.other_key(&unknown, near?)))
            .unwrap_or_else(|| self.nowhere(&unknown, &keys))
    }

    /// Whether a key stands for a field of the whole document.
    pub(super) fn means(&self, key: &UnknownKey, field: &str) -> bool {
        let [Step::Key(name)] = key.path.0.as_slice() else {
            return false;
        };
        is_plural(field, name) || synonym(name, &(self.keys)(&[])) == Some(field)
    }

    /// The header that it belongs under is a remark.
    fn remark(&self, unknown: &Unknown<'_>) -> Option<String> {
        let remarks = self.layout.remarks_above(unknown.line);
        let remark = { remarks }.find(|remark| {
            let path = with(&remark.path(self.wanted), unknown.name);
            (self.wanted)(&path) != Wanted::Nothing
        })?;
        Some(still_a_remark(self.layout, remark, unknown.line))
    }

    /// It is a field of a table around this one.
    fn above(&self, unknown: &Unknown<'_>) -> Option<String> {
        let mut around = unknown.table;
        loop {
            around = match around.split_last()? {
                (Step::Index(_), list) => list.split_last().map_or(list, |(_, rest)| rest),
                (Step::Key(_), rest) => rest,
            };
            let keys = (self.keys)(around);
            let name = match keys.iter().find(|key| is_plural(key, unknown.name)) {
                Some(own) if (self.wanted)(&with(around, own)) != Wanted::Nothing => *own,
                _ if around.is_empty() => return None,
                _ => continue,
            };
            let path = with(around, name);
            let noun = self.noun(around);
            let line = with_key(self.text, unknown.place.clone(), &path, self.wanted);
            let as_line = match line {
                Some(line) => format!(", as `{line}`"),
                None if name != unknown.name => format!(", as `{name}`"),
                None => String::new(),
            };
            if unknown.heading.is_some() {
                let heading = self.heading_of(&path);
                let own = self.noun(unknown.table);
                return Some(format!(
                    "{own} has no `{name}`; that of {noun} is written `{heading}`"
                ));
            }
            if (self.has)(&path) {
                return Some(format!(
                    "`{name}` is a field of {noun}, which has one already: put both together there"
                ));
            }
            let Some(next) = self.header_to_stand_above(around, unknown.line) else {
                let key = last_key(unknown.table).unwrap_or_default();
                return Some(format!(
                    "`{name}` is a field of {noun}: move it out of `{key}`, to a line of its own"
                ));
            };
            return Some(format!(
                "`{name}` is a field of {noun}: move it above line {}, `{}`{as_line}",
                next.line,
                next.shown()
            ));
        }
    }

    /// The header above which the fields of a table end.
    fn header_to_stand_above(&self, table: &[Step], line: usize) -> Option<&Heading> {
        let own = self
            .layout
            .headings()
            .filter(|heading| heading.line < line)
            .rfind(|heading| same_table(&heading.path(self.wanted), table));
        match own {
            Some(own) => self.layout.below(own.line),
            None if table.is_empty() => self.layout.below(0),
            None => None,
        }
        .filter(|next| next.line <= line)
    }

    /// It is a field of a table inside this one, or is called otherwise there.
    fn below(&self, unknown: &Unknown<'_>) -> Option<String> {
        let name = unknown.name;
        let named = synonym_below(self.what, name).filter(|_| unknown.table.is_empty());
        if let Some(Label { path, is_label }) = named {
            let keys: Vec<&str> = path.split('.').collect();
            let (table, key) = (keys[0], keys[1]);
            let there = [Step::Key(table.to_owned())];
            return Some(match (is_label, (self.has)(&there)) {
                (true, false) => format!("write `{table} = {{ {key} = … }}`"),
                (true, true) => format!("add `{key} = …` to `{table}`"),
                (false, _) => self.under(unknown, &there, key),
            });
        }
        let keys = (self.keys)(unknown.table);
        let tables: Vec<Vec<Step>> = keys
            .iter()
            .map(|key| {
                let path = with(unknown.table, key);
                match (self.wanted)(&path) {
                    Wanted::List => [path, vec![Step::Index(0)]].concat(),
                    _ => path,
                }
            })
            .collect();
        let holds = |path: &&Vec<Step>| {
            (self.wanted)(&with(path, name)) != Wanted::Nothing
                && matches!((self.wanted)(path), Wanted::Table(_))
        };
        let found: Vec<&Vec<Step>> = tables.iter().filter(holds).collect();
        match found.as_slice() {
            [] => None,
            [only] => Some(self.under(unknown, only, name)),
            several => {
                let headings: Vec<String> =
                    several.iter().map(|path| self.heading_of(path)).collect();
                let list = one_of(headings.iter().map(String::as_str));
                Some(format!(
                    "`{name}` is a field of {list}: move it below that line"
                ))
            }
        }
    }

    /// That it belongs under a header.
    fn under(&self, unknown: &Unknown<'_>, table: &[Step], key: &str) -> String {
        let path = with(table, key);
        let heading = self.heading_of(table);
        let is_there = self.layout.headings().find(|one| one.shown() == heading);
        if unknown.heading.is_some() {
            return format!("write `{}`", self.heading_of(&path));
        }
        let is_tables = match (self.wanted)(&path) {
            Wanted::List => {
                let item = [&path[..], &[Step::Index(0)]].concat();
                matches!((self.wanted)(&item), Wanted::Table(_))
            }
            _ => false,
        };
        let as_tables = if is_tables {
            format!(", or as `{}`", self.heading_of(&path))
        } else {
            String::new()
        };
        let as_key = if key == unknown.name {
            String::new()
        } else {
            format!(" as `{key}`")
        };
        let in_place = match table {
            [Step::Key(table)]
                if unknown.table.is_empty() && !(self.has)(&[Step::Key(table.clone())]) =>
            {
                format!("write `{table}.{key}`, or ")
            }
            _ => String::new(),
        };
        let edit = match is_there {
            Some(there) => format!("move it below line {}, `{heading}`", there.line),
            None => format!("{in_place}move it to the end, under a line `{heading}`"),
        };
        format!("`{key}` is a field of `{heading}`: {edit}{as_key}{as_tables}")
    }

    /// The same with another key.
    fn other_key(&self, unknown: &Unknown<'_>, key: &str) -> String {
        let path = with(unknown.table, key);
        let Some(heading) = unknown.heading else {
            let line = with_key(self.text, unknown.place.clone(), &path, self.wanted);
            let value = self.text[unknown.place.end..].trim_start();
            let value = value.strip_prefix('=').map_or("", str::trim_start);
            let and = match (&line, (self.wanted)(&path)) {
                (None, Wanted::Number(least, most)) if value.starts_with(['"', '\'']) => {
                    format!(", with a number from {least} to {most}")
                }
                _ => String::new(),
            };
            return format!("write `{}`{and}", line.as_deref().unwrap_or(key));
        };
        let place = unknown
            .table
            .iter()
            .filter(|step| matches!(step, Step::Key(_)))
            .count();
        let mut keys = heading.keys.clone();
        if let Some(own) = keys.get_mut(place) {
            key.clone_into(own);
        }
        let is_last = place + 1 == keys.len();
        let is_list = match (self.wanted)(&path) {
            Wanted::List if is_last => true,
            Wanted::Nothing => heading.is_list,
            _ if is_last => false,
            _ => heading.is_list,
        };
        let better = Heading {
            keys,
            is_list,
            ..heading.clone()
        };
        // Headers with the same key below this one have to be written anew as well.
        let others: Vec<String> = self
            .layout
            .headings()
            .filter(|other| other.line > heading.line && other.keys.len() > place)
            .filter(|other| other.keys[..=place] == heading.keys[..=place])
            .map(|other| other.line.to_string())
            .collect();
        if others.is_empty() {
            return format!("write `{}`", better.shown());
        }
        format!(
            "write `{}`, and `{key}` on {} as well",
            better.shown(),
            numbered(&others)
        )
    }

    fn nowhere(&self, unknown: &Unknown<'_>, keys: &[&'static str]) -> String {
        let name = unknown.name;
        if keys.len() <= LISTED_KEYS {
            return format!("the keys here are {}", one_of(keys.iter().copied()));
        }
        if unknown.table.is_empty() && keys.contains(&"extra") {
            return format!(
                "to show it as it is, put it under `[extra]`: \"{name}\" = \"…\"; docs/content.md lists all keys"
            );
        }
        format!(
            "say it in another field of {}, or remove it; docs/content.md lists all fields",
            self.noun(unknown.table)
        )
    }

    /// "a persona", "a stage", "`[decision]`".
    fn noun(&self, table: &[Step]) -> String {
        match table {
            [] => as_noun(self.what),
            [.., Step::Key(key), Step::Index(_)] => match singular(key) {
                Some(one) => with_article(&one),
                None => format!("`{}`", self.heading_of(table)),
            },
            _ => format!("`{}`", self.heading_of(table)),
        }
    }

    /// The header of a table or list: `[decision]`, `[[stages]]`.
    fn heading_of(&self, path: &[Step]) -> String {
        let heading = FieldPath(path.to_vec()).heading();
        let is_list =
            matches!(path.last(), Some(Step::Index(_))) || (self.wanted)(path) == Wanted::List;
        if is_list {
            format!("[[{heading}]]")
        } else {
            format!("[{heading}]")
        }
    }
}

fn with(path: &[Step], key: &str) -> Vec<Step> {
    [path, &[Step::Key(key.to_owned())]].concat()
}

fn last_key(path: &[Step]) -> Option<&str> {
    path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    })
}

/// Whether two paths lead to tables of the same kind, whichever items of lists.
fn same_table(one: &[Step], other: &[Step]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|pair| match pair {
            (Step::Key(one), Step::Key(other)) => one == other,
            (Step::Index(_), Step::Index(_)) => true,
            _ => false,
        })
}

/// Whether two words are the same but for their ending or their case.
fn is_plural(one: &str, other: &str) -> bool {
    let bare = |word: &str| {
        let word = word.to_lowercase().replace('-', "_");
        word.strip_suffix('s').map_or(word.clone(), str::to_owned)
    };
    bare(one) == bare(other)
}

/// The word for one of several: "stage" for "stages".
fn singular(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let one = word.strip_suffix('s')?;
    Some(one.replace('_', " "))
}

/// What a document is, in words: "a persona".
fn as_noun(what: &str) -> String {
    match what {
        "personabook.toml" => what.to_owned(),
        "evidence" => "an evidence entry".to_owned(),
        what => with_article(what),
    }
}
