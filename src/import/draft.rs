//! One entry on its way into the book: what it says so far, and what became of each label. Must not know how documents are written.

use std::sync::Arc;

use super::Wish;
use super::found::{Found, is_empty, pair, texts, written};
use super::kinds::{self, Fields};
use super::labels::{BODY, EXTRA, OF_THE_BOOK, Placed, Placer};
use super::names::{self, Names, plain};
use crate::doc::{Pair, What, Written, add, headings, in_markdown, key_as_words, to_fields};
use crate::language::Words;
use crate::load::{CONTENT_FOLDER, rewritten};
use crate::model::{Form, Key, Kind, Record};
use crate::text::{FieldPath, Step, capitalised};

/// What became of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// As it stands in the document.
    pub label: String,
    /// The field, with points between keys; `extra` for what has none, `body` for the text.
    pub to: String,
    /// How many values there are.
    pub count: usize,
}

/// An entry that is being made.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) key: Key,
    pub(super) name: String,
    pub(super) from: String,
    /// What was not looked at yet.
    found: Found,
    pub(super) fields: Vec<Pair>,
    /// What has no field, by label.
    pub(super) aside: Vec<(String, Vec<String>)>,
    pub(super) body: String,
    remarks: Vec<String>,
    /// Where it comes from, for its readers: a label and a text.
    origin: (String, String),
    pub(super) moves: Vec<Move>,
    /// The entry as the reader of all entries reads it.
    pub(super) record: Option<Arc<Record>>,
}

/// A larger entry is a list, and no text that somebody goes on writing.
const LARGEST_IN_MARKDOWN: usize = 100_000;

/// What a label is put onto of which nothing is said.
pub(super) const NOTHING: &str = "nothing";
/// What a line is put onto whose words are several fields.
const FIELDS: &str = "fields";

/// So many labels of a kind say more than the name of the file.
const SURE: usize = 3;

/// The kind of what was found.
fn kind_of(found: &Found, wish: &Wish<'_>) -> Kind {
    let labels: Vec<&str> = found.pairs.iter().map(|pair| pair.key.as_str()).collect();
    let said = found.pairs.iter().find_map(|pair| {
        let is_kind = ["kind", "type", "soort"].contains(&plain(&pair.key).as_str());
        let text = texts(&pair.value).into_iter().next()?;
        is_kind.then(|| kinds::called(&text)).flatten()
    });
    let guessed = kinds::guessed(&kinds::with_map(&labels, wish.map));
    let mut about = found.about.iter();
    let named = about.find_map(|words| kinds::named(words));
    let sure = guessed
        .filter(|(_, count)| *count >= SURE)
        .map(|(kind, _)| kind);
    let of_labels = guessed.map(|(kind, _)| kind);
    found
        .kind
        .or(said)
        .or(named)
        .or(sure)
        .or(of_labels)
        .unwrap_or(Kind::Page)
}

impl Draft {
    /// Gives what was found a kind, a name and an id.
    pub(super) fn begin(mut found: Found, wish: &Wish<'_>, names: &mut Names) -> Self {
        let kind = wish.kind.unwrap_or_else(|| kind_of(&found, wish));
        let given = names::given_id(&found.pairs);
        let mut moves = std::mem::take(&mut found.told);
        let is_for_name = |(_, field): &&(String, String)| field == "name";
        for (label, _) in wish.map.iter().filter(is_for_name) {
            for one in &mut found.pairs {
                if plain(&one.key) == plain(label) {
                    one.key = "name".to_owned();
                }
            }
        }
        let labelled = names::take_name(&mut found.pairs, kind);
        let of_document = found.name.take();
        let name = match (labelled, &of_document) {
            (Some((label, name)), _) => {
                moves.push(moved(&label, "name"));
                name
            }
            (None, Some(name)) => name.clone(),
            (None, None) => key_as_words(kind.name()),
        };
        let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut aside = Vec::new();
        for more in [found.title.take(), of_document].into_iter().flatten() {
            let has_it = format!("_{}_", plain(&name)).contains(&format!("_{}_", plain(&more)));
            if !has_it && plain(&more) != plain(kind.name()) {
                aside.push((String::new(), vec![more]));
            }
        }
        Self {
            key: names.add(kind, &name, given),
            name,
            from: found.from.clone(),
            found,
            fields: Vec::new(),
            aside,
            body: String::new(),
            remarks: Vec::new(),
            origin: Default::default(),
            moves,
            record: None,
        }
    }

    /// Places what was found.
    pub(super) fn fill(&mut self, wish: &Wish<'_>, words: &Words) {
        let found = std::mem::take(&mut self.found);
        let (pairs, markdown) = (found.pairs.clone(), found.markdown.clone());
        // A title that is not the name has a label only in the language of the book.
        for (label, _) in self.aside.iter_mut().filter(|(label, _)| label.is_empty()) {
            words.get("import_title").clone_into(label);
        }
        Fields::with(self.key.kind, |fields| {
            let mut placer = Placer {
                fields,
                map: wish.map,
                is_of_cells: found.is_of_cells,
                labels: found.is_made.then_some(found.more_labels.as_slice()),
                placed: Placed::default(),
            };
            placer.entry(found.pairs);
            let placed = placer.placed;
            self.fields = placed.fields;
            self.moves.extend(placed.moves);
            for (label, texts) in placed.aside {
                self.keep(&label, texts);
            }
            for (heading, text) in placed.story {
                self.tell(heading.as_deref(), &text);
            }
            self.read(&found.markdown, fields);
        });
        let note = words.fill("import_note", "from", &self.from);
        self.origin = (words.get("import_origin").to_owned(), note);
        self.miss_nothing(&pairs, &markdown);
    }

    /// Looks for every word of what was found: a value that lost one is kept as it was, and a line is told.
    fn miss_nothing(&mut self, pairs: &[Pair], markdown: &str) {
        let mut kept = names::words(&self.text());
        kept.extend(names::words(&self.from));
        kept.extend(names::words(&self.key.id));
        for one in &self.moves {
            kept.extend(names::words(&one.label));
        }
        let is_kept = |text: &str| names::words(text).is_subset(&kept);
        let lost: Vec<&Pair> = pairs
            .iter()
            .filter(|one| !is_kept(&said(&one.value)))
            .collect();
        let untold = pairs.iter().filter(|one| !is_kept(&one.key));
        let mut untold: Vec<Move> = untold
            .map(|one| moved(&one.key, if is_empty(&one.value) { NOTHING } else { EXTRA }))
            .collect();
        let lines = markdown.lines().filter(|line| !is_kept(line));
        let mut seen = std::collections::BTreeSet::new();
        let lines = lines.map(|line| line.trim_matches(['#', '*', '_', ':', ' ', '|', '>']));
        untold.extend(
            lines
                .filter(|line| seen.insert(*line))
                .map(|line| moved(line, FIELDS)),
        );
        for one in lost {
            let value = Written {
                place: 0..0,
                what: What::Text(said(&one.value).trim().to_owned()),
            };
            self.keep(&one.key, texts(&value));
            untold.push(moved(&one.key, EXTRA));
        }
        self.moves.extend(untold);
    }

    /// Reads Markdown as entries are written.
    fn read(&mut self, markdown: &str, fields: &Fields<'_>) {
        if markdown.trim().is_empty() {
            return;
        }
        let text = format!("# -\n\n{markdown}");
        let read = in_markdown(&text, fields.form);
        for one in read.fields {
            let label = text.get(one.place.clone()).unwrap_or("").trim();
            let label = label.trim_matches(['*', '_', ':', '`', ' ']);
            let label = match label.lines().next().unwrap_or("") {
                "" => key_as_words(&one.key),
                label => label.to_owned(),
            };
            if one.key == "name"
                || (is_empty(&one.value) && !matches!(one.value.what, What::List(_)))
            {
                continue;
            }
            let key = one.key.clone();
            if OF_THE_BOOK.contains(&key.as_str()) {
                self.moves.push(moved(&label, EXTRA));
                self.keep(&label, texts(&one.value));
                continue;
            }
            let count = match &one.value.what {
                What::List(items) => items.len(),
                _ => 1,
            };
            if count > 0 {
                self.moves.push(Move {
                    label: label.clone(),
                    to: key.clone(),
                    count,
                });
            }
            if let (EXTRA, What::Table(inner)) = (key.as_str(), &one.value.what) {
                for own in inner {
                    let said = texts(&own.value);
                    if !(names::is_for_name(&own.key) && said == [self.name.as_str()]) {
                        self.keep(&own.key, said);
                    }
                }
                continue;
            }
            if let Some(left) = add(&mut self.fields, pair(&key, one.value.what)) {
                self.keep(&label, texts(&left.value));
            }
        }
        let headings = headings(&read.story);
        for heading in headings.iter().filter(|heading| heading.level == 2) {
            let label = &read.story[heading.words.clone()];
            self.moves.push(moved(label, BODY));
        }
        self.tell(None, &read.story);
        self.remarks.extend(read.remarks);
    }

    /// Keeps what has no field.
    pub(super) fn keep(&mut self, label: &str, texts: Vec<String>) {
        if texts.is_empty() {
            return;
        }
        let mut label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if !label.contains(' ') {
            label = capitalised(label.replace(['_', '-'], " ").trim());
        }
        let label = if label.is_empty() {
            "-".to_owned()
        } else {
            label
        };
        match self.aside.iter_mut().find(|(own, _)| *own == label) {
            Some((_, all)) => all.extend(texts),
            None => self.aside.push((label, texts)),
        }
    }

    fn tell(&mut self, heading: Option<&str>, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if !self.body.is_empty() {
            self.body.push_str("\n\n");
        }
        if let Some(heading) = heading {
            self.body.push_str(&format!("## {heading}\n\n"));
        }
        self.body.push_str(text.trim());
    }

    /// Takes the value at a path out of the fields and keeps it beside them. False when there is none.
    pub(super) fn put_aside(&mut self, path: &FieldPath) -> bool {
        let Some(value) = remove(&mut self.fields, &path.0) else {
            return false;
        };
        let label = self.told_otherwise(path);
        self.keep(&label, texts(&value));
        self.fields.retain_mut(|one| !is_left_empty(&mut one.value));
        true
    }

    /// Keeps every field beside the fields.
    pub(super) fn put_all_aside(&mut self) {
        for one in std::mem::take(&mut self.fields) {
            let label = self.told_otherwise(&FieldPath::default().key(&one.key));
            self.keep(&label, texts(&one.value));
        }
    }

    /// The label of what stands at a path, of which is told that it has no field.
    fn told_otherwise(&mut self, path: &FieldPath) -> String {
        let mut at = path.clone();
        loop {
            let heading = at.heading();
            let found = self.moves.iter_mut().find(|one| one.to == heading);
            if let Some(found) = found {
                let label = found.label.clone();
                found.count = found.count.saturating_sub(1);
                self.moves.retain(|one| one.count > 0);
                let mut others = self.moves.iter_mut();
                match others.find(|one| one.label == label && one.to == EXTRA) {
                    Some(one) => one.count += 1,
                    None => self.moves.push(moved(&label, EXTRA)),
                }
                return label;
            }
            if at.0.pop().is_none() {
                return key_as_words(path.last_key());
            }
        }
    }

    /// The entry as fields only.
    pub(super) fn text(&self) -> String {
        let order = kinds::keys(self.key.kind);
        let place = |key: &str| order.iter().position(|known| *known == key);
        let mut fields = self.fields.clone();
        fields.sort_by_key(|one| place(&one.key));
        let mut all = vec![
            pair("name", What::Text(self.name.clone())),
            pair("status", What::Text("assumed".to_owned())),
        ];
        all.extend(fields);
        if !self.body.is_empty() {
            all.push(pair(BODY, What::Text(self.body.clone())));
        }
        let (label, note) = &self.origin;
        let mut aside = self.aside.clone();
        match aside.iter_mut().find(|(own, _)| own == label) {
            Some((_, texts)) => texts.push(note.clone()),
            None => aside.push((label.clone(), vec![note.clone()])),
        }
        {
            let extra = aside.iter().map(|(label, texts)| {
                let what = match texts.as_slice() {
                    [one] => What::Text(one.clone()),
                    several => {
                        let texts = several.iter().map(|text| written(What::Text(text.clone())));
                        What::List(texts.collect())
                    }
                };
                pair(label, what)
            });
            all.push(pair(EXTRA, What::Table(extra.collect())));
        }
        to_fields(&all, &self.remarks)
    }

    /// The file of the entry when it is all fields, from the root of the book.
    pub(super) fn path(&self) -> String {
        let Key { kind, id } = &self.key;
        format!("{CONTENT_FOLDER}/{}/{id}.toml", kind.folder())
    }

    /// The file and its text in a form; as fields, where the form has no place for something.
    pub(super) fn file(&self, form: Form, words: &Words) -> (String, String) {
        let (path, text) = (self.path(), self.text());
        if form == Form::Markdown
            && text.len() <= LARGEST_IN_MARKDOWN
            && let Ok(anew) = rewritten((&self.key, &path), &text, (form, words))
        {
            return (anew.path, anew.text);
        }
        (path, text)
    }
}

/// Whether a list has no items any more; lists within it that have none go.
fn is_left_empty(value: &mut Written) -> bool {
    match &mut value.what {
        What::List(items) => {
            items.retain_mut(|item| !is_left_empty(item));
            items.is_empty()
        }
        What::Table(fields) => {
            fields.retain_mut(|one| !is_left_empty(&mut one.value));
            fields.is_empty()
        }
        What::Text(_) | What::Bare(_) => false,
    }
}

/// All words of a value, with those of the labels in it.
fn said(value: &Written) -> String {
    match &value.what {
        What::Text(text) | What::Bare(text) => text.clone(),
        What::List(items) => items.iter().map(said).collect::<Vec<_>>().join("; "),
        What::Table(pairs) => {
            let pairs = pairs
                .iter()
                .map(|one| format!("{}: {}", one.key, said(&one.value)));
            pairs.collect::<Vec<_>>().join("; ")
        }
    }
}

fn moved(label: &str, to: &str) -> Move {
    Move {
        label: label.to_owned(),
        to: to.to_owned(),
        count: 1,
    }
}

/// Takes out the value at a path; one that stands for the whole table that the path leads into.
fn remove(fields: &mut Vec<Pair>, path: &[Step]) -> Option<Written> {
    let (Step::Key(key), rest) = path.split_first()? else {
        return None;
    };
    let at = fields.iter().position(|one| one.key == *key)?;
    if rest.is_empty() || matches!(fields[at].value.what, What::Text(_) | What::Bare(_)) {
        return Some(fields.remove(at).value);
    }
    remove_below(&mut fields[at].value, rest)
}

fn remove_below(value: &mut Written, path: &[Step]) -> Option<Written> {
    match (&mut value.what, path.split_first()?) {
        (What::Table(fields), _) => remove(fields, path),
        (What::List(items), (Step::Index(at), rest)) if *at < items.len() => {
            let is_whole = matches!(items[*at].what, What::Text(_) | What::Bare(_));
            match rest.is_empty() || is_whole {
                true => Some(items.remove(*at)),
                false => remove_below(&mut items[*at], rest),
            }
        }
        _ => None,
    }
}

/// The value at a path; one that stands for the whole table that the path leads into.
pub(super) fn value_at<'a>(fields: &'a mut [Pair], path: &[Step]) -> Option<&'a mut Written> {
    let (Step::Key(key), rest) = path.split_first()? else {
        return None;
    };
    let one = fields.iter_mut().find(|one| one.key == *key)?;
    below(&mut one.value, rest)
}

fn below<'a>(value: &'a mut Written, path: &[Step]) -> Option<&'a mut Written> {
    let Some((step, rest)) = path.split_first() else {
        return Some(value);
    };
    if matches!(value.what, What::Text(_) | What::Bare(_)) {
        return Some(value);
    }
    match (&mut value.what, step) {
        (What::Table(fields), _) => value_at(fields, path),
        (What::List(items), Step::Index(at)) => below(items.get_mut(*at)?, rest),
        _ => None,
    }
}
