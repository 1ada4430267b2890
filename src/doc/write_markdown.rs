//! An entry as people write documents: a title, labels, text, and a heading for each field. Every piece is read again as it is written, by
//! the same reader as everything else; a field that cannot be read back the same stays in front matter. Must not know kinds of entries.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::blocks::{Shape, blocks};
use super::document::Document;
use super::draft::{BODY, Draft, values_differ};
use super::form::{EXTRA, Form, NAME, PROSE, QUOTE, TAKES, is_escaped};
use super::style::{Style, is_label};
use super::tree::{Entry, What, Written};
use super::wanted::{Keys, Wanted, holds_itself};
use super::write_toml::{Remarks, toml};
use crate::text::{FieldPath, Source, Step};

/// Longer texts stand below a heading instead of behind a label.
const LONGEST_LINE: usize = 90;
/// The most letters of a row of a table, and of a cell.
const WIDEST_ROW: usize = 150;
const WIDEST_CELL: usize = 90;
/// The key of what several people said.
const QUOTES: &str = "quotes";
/// The key of the words of a statement.
const TEXT: &str = "text";
/// The key of who said something.
const BY: &str = "by";
/// A field by which a part is tried, whatever it is called.
const TRIED: &str = "tried";

/// An entry in Markdown; the field that cannot be written where there is one.
pub(super) fn markdown(draft: &Draft, style: &Style<'_>) -> Result<String, FieldPath> {
    let writer = Writer { style, draft };
    let mut plan = Plan::default();
    for entry in &draft.entries {
        if entry.key != NAME {
            let place = writer.place(entry);
            plan.fields.push((entry, place));
        }
    }
    loop {
        let text = writer.assembled(&plan);
        let Some(field) = writer.differs(&text) else {
            return Ok(writer.with_all_remarks(&plan, text));
        };
        let at = plan.fields.iter().position(|(entry, place)| {
            entry.key == field.field() && !matches!(place, Place::Above)
        });
        if let Some(at) = at {
            plan.fields[at].1 = Place::Above;
        } else if !plan.is_fenced {
            plan.is_fenced = true;
        } else if !plan.has_body_above {
            plan.has_body_above = true;
        } else {
            return Err(field);
        }
    }
}

/// Where the fields of an entry stand.
#[derive(Default)]
struct Plan<'a> {
    fields: Vec<(&'a Entry, Place)>,
    /// The name and what would be a label below the title stand in front matter.
    is_fenced: bool,
    has_body_above: bool,
}

/// Where a field stands.
enum Place {
    /// In front matter.
    Above,
    /// Nowhere: what is all Markdown is read as if it were there.
    Unsaid,
    /// Behind a label below the title.
    Line(String),
    /// In a block quote below the title.
    Quote(String),
    /// Below a heading.
    Section(String),
}

struct Writer<'a> {
    style: &'a Style<'a>,
    draft: &'a Draft,
}

impl Writer<'_> {
    fn wanted(&self, path: &FieldPath) -> Wanted {
        (self.style.form.wanted)(&path.0)
    }

    /// The first field that a text says otherwise than the draft.
    fn differs(&self, text: &str) -> Option<FieldPath> {
        let Some(read) = read(text, &self.style.form) else {
            return Some(FieldPath::default().key(BODY));
        };
        self.draft.differs(&read, self.style.form.wanted)
    }

    fn assembled(&self, plan: &Plan<'_>) -> String {
        let is_above = |(_, place): &&(&Entry, Place)| match place {
            Place::Above => true,
            Place::Line(_) | Place::Unsaid => plan.is_fenced,
            Place::Quote(_) | Place::Section(_) => false,
        };
        let mut above: Vec<Entry> = Vec::new();
        let name = self.draft.entries.iter().find(|entry| entry.key == NAME);
        if plan.is_fenced {
            above.extend(name.cloned());
        }
        let fields = plan.fields.iter().filter(is_above);
        above.extend(fields.map(|(entry, _)| (*entry).clone()));
        if plan.has_body_above && !self.draft.body.is_empty() {
            let body = Written::text(0..0, &self.draft.body);
            above.push(Entry {
                key: BODY.to_owned(),
                place: 0..0,
                value: body,
            });
        }
        let has_sections =
            { plan.fields.iter() }.any(|(_, place)| matches!(place, Place::Section(_)));
        let has_above = !above.is_empty();
        let mut parts: Vec<String> = Vec::new();
        if has_above {
            let keys: BTreeSet<&str> = above.iter().map(|entry| entry.key.as_str()).collect();
            let mut remarks: Remarks = self.draft.remarks.clone();
            remarks.retain(|path, _| match path.0.is_empty() {
                true => !has_sections,
                false => keys.contains(path.field()),
            });
            parts.push(format!("+++\n{}+++", toml(&above, &remarks)));
        }
        if !plan.is_fenced {
            let name = name.map_or("", |name| match &name.value.what {
                What::Text(text) => text,
                _ => "",
            });
            let about = FieldPath::default().key(NAME);
            parts.push(with_remarks(&format!("# {name}"), self.remarks(&about)));
            let lines = plan.fields.iter().filter_map(|(_, place)| match place {
                Place::Line(line) => Some(line.as_str()),
                _ => None,
            });
            let lines: Vec<&str> = lines.collect();
            if !lines.is_empty() {
                parts.push(lines.join("\n"));
            }
        }
        // Below the last words they would be a part of the text.
        let mut last = self.remarks_of_nothing();
        if !has_sections && !has_above {
            parts.append(&mut last);
        }
        for (entry, place) in &plan.fields {
            if let Place::Quote(quote) = place {
                parts.push(match plan.is_fenced {
                    true => format!("## {}\n\n{quote}", self.label(&[], &entry.key)),
                    false => quote.clone(),
                });
            }
        }
        if !plan.has_body_above && !self.draft.body.is_empty() {
            // Below a heading in its place the text would belong to that.
            let at = match plan.is_fenced {
                true => usize::from(has_above),
                false => parts.len(),
            };
            parts.insert(at, self.story());
        }
        let sections = plan.fields.iter().filter_map(|(_, place)| match place {
            Place::Section(section) => Some(section.clone()),
            _ => None,
        });
        parts.extend(sections);
        if has_sections {
            parts.append(&mut last);
        }
        parts.join("\n\n") + "\n"
    }

    /// The text with the remarks for which no place was found beside what they are about: they are about nothing then. A text without
    /// all remarks is refused by who asked for it.
    fn with_all_remarks(&self, plan: &Plan<'_>, text: String) -> String {
        let missing = match read(&text, &self.style.form) {
            Some(read) => self.draft.remarks_missing_in(&read),
            None => return text,
        };
        if missing.is_empty() {
            return text;
        }
        let mut draft = self.draft.clone();
        let of_nothing = draft.remarks.entry(FieldPath::default()).or_default();
        of_nothing.extend(missing);
        let writer = Writer {
            style: self.style,
            draft: &draft,
        };
        Some(writer.assembled(plan))
            .filter(|text| self.differs(text).is_none())
            .unwrap_or(text)
    }

    /// The text, in which no heading means a field.
    fn story(&self) -> String {
        let body = &self.draft.body;
        let mut out = String::with_capacity(body.len() + 8);
        let mut from = 0;
        for block in blocks(body, &(0..body.len())) {
            let Shape::Heading(2, words) = block.what else {
                continue;
            };
            let heading = &body[words.clone()];
            let form = &self.style.form;
            let is_field = form.parts.is_some() || !(form.meant)(&[], heading).is_empty();
            if is_field && !is_escaped(heading) {
                out.push_str(&body[from..words.start]);
                out.push('\\');
                from = words.start;
            }
        }
        out.push_str(&body[from..]);
        out
    }

    fn place(&self, entry: &Entry) -> Place {
        let path = FieldPath::default().key(&entry.key);
        let value = &entry.value;
        if self.is_endless(&path, value) {
            return Place::Above;
        }
        if is_empty(value) && self.remarks(&path).next().is_none() {
            return Place::Unsaid;
        }
        let is_read = |text: &str| self.is_read(&format!("# N\n\n{text}\n"), entry);
        if entry.key == QUOTE
            && let Some(quote) = quote(value)
        {
            let quote = with_remarks(&quote, self.remarks(&path));
            if is_read(&quote) {
                return Place::Quote(quote);
            }
        }
        let label = self.label(&[], &entry.key);
        if let Some(line) = self.line(&path, value, LONGEST_LINE) {
            let line = with_remarks(&format!("{label}: {line}"), self.remarks_below(&path));
            if is_read(&line) {
                return Place::Line(line);
            }
        }
        if self.style.form.parts == Some(entry.key.as_str())
            && let What::List(items) = &value.what
        {
            return self.parts(&path, items, &|text| is_read(text));
        }
        let Some(content) = self.content(&path, value, 3) else {
            return Place::Above;
        };
        let heading = with_remarks(&format!("## {label}"), self.remarks(&path));
        let section = format!("{heading}\n\n{content}");
        match is_read(&section) {
            true => Place::Section(section),
            false => Place::Above,
        }
    }

    /// Whether a text says this field and nothing else.
    fn is_read(&self, text: &str, entry: &Entry) -> bool {
        is_read(text, &self.style.form, entry)
    }

    /// Whether a value holds a table that may hold itself: it nests deeper than headings and lists can show.
    fn is_endless(&self, path: &FieldPath, value: &Written) -> bool {
        match &value.what {
            What::Table(entries) => {
                holds_itself(self.style.form.wanted, &path.0)
                    || entries
                        .iter()
                        .any(|entry| self.is_endless(&path.key(&entry.key), &entry.value))
            }
            What::List(items) => {
                let mut items = items.iter().enumerate();
                items.any(|(at, item)| self.is_endless(&path.index(at), item))
            }
            _ => false,
        }
    }

    fn label(&self, table: &[Step], key: &str) -> String {
        self.style.label(table, key)
    }

    fn remarks(&self, path: &FieldPath) -> impl Iterator<Item = &String> {
        self.draft.remarks.get(path).into_iter().flatten()
    }

    fn remarks_of_nothing(&self) -> Vec<String> {
        let path = FieldPath::default();
        self.remarks(&path).map(|one| remark(one)).collect()
    }

    /// The remarks about a value and all that it holds.
    fn remarks_below<'a>(&'a self, path: &'a FieldPath) -> impl Iterator<Item = &'a String> {
        let all = self.draft.remarks.range(path.clone()..);
        let all = all.take_while(|(other, _)| other.0.starts_with(&path.0));
        all.flat_map(|(_, said)| said)
    }

    /// A value that stands on a line, behind a label.
    fn line(&self, path: &FieldPath, value: &Written, longest: usize) -> Option<String> {
        let line = match &value.what {
            What::Text(text) => text.clone(),
            What::Bare(bare) => match (self.wanted(path), bare.as_str()) {
                (Wanted::Flag, "true") => self.style.flags[0].to_owned(),
                (Wanted::Flag, "false") => self.style.flags[1].to_owned(),
                _ => bare.clone(),
            },
            What::List(items) => {
                let is_statement = |item: &Wanted| !matches!(item, Wanted::Text | Wanted::Word(..));
                let item = path.index(0);
                if is_statement(&self.wanted(&item)) || self.is_statement(&item) {
                    return None;
                }
                let words = items.iter().map(|item| match &item.what {
                    What::Text(text) if text.split_whitespace().count() <= 3 => Some(text.as_str()),
                    _ => None,
                });
                words.collect::<Option<Vec<&str>>>()?.join(", ")
            }
            What::Table(_) => return None,
        };
        let fits = !line.is_empty() && !line.contains('\n') && line.chars().count() <= longest;
        fits.then_some(line)
    }

    /// Whether a text stands for a statement with fields of its own.
    fn is_statement(&self, path: &FieldPath) -> bool {
        self.wanted(path) == Wanted::Text && self.wanted(&path.key(TEXT)) == Wanted::Text
    }

    /// What stands below a heading or a label: the best that is read again as the value. Sub-headings have this level.
    fn content(&self, path: &FieldPath, value: &Written, level: usize) -> Option<String> {
        let candidates = match &value.what {
            What::Text(text) => vec![text.clone()],
            What::Bare(_) => vec![self.line(path, value, usize::MAX)?],
            What::List(items) if items.is_empty() => return None,
            What::List(items) => {
                let quotes = (path.last_key() == QUOTES)
                    .then(|| self.quotes(path, items))
                    .flatten();
                let mut found = [quotes, self.rows(path, items), self.items(path, items)];
                if self.are_rated(path, items) {
                    found.reverse();
                }
                found.into_iter().flatten().collect()
            }
            What::Table(entries) => match self.wanted(path) {
                Wanted::Labels => vec![self.labels(path, entries)?],
                _ => {
                    let found = [
                        self.table(path, entries, level),
                        self.statement(path, entries),
                        self.details(path, entries),
                    ];
                    found.into_iter().flatten().collect()
                }
            },
        };
        let mut candidates = candidates.into_iter();
        candidates.find(|text| self.is_read_at(path, value, text))
    }

    /// Whether a text below a heading is read as the value at a path, wherever that is.
    fn is_read_at(&self, path: &FieldPath, value: &Written, text: &str) -> bool {
        static KEYS: Keys = Keys {
            all: &[NAME, TRIED],
            required: &[NAME],
            sentence: None,
            rated: None,
        };
        let form = &self.style.form;
        let placed = |steps: &[Step]| match steps.split_first() {
            Some((Step::Key(key), rest)) if key == TRIED => Some([&path.0, rest].concat()),
            _ => None,
        };
        let wanted = |steps: &[Step]| match (placed(steps), steps) {
            (Some(steps), _) => (form.wanted)(&steps),
            (None, []) => Wanted::Table(&KEYS),
            (None, [Step::Key(key)]) if key == NAME => Wanted::Text,
            _ => Wanted::Nothing,
        };
        let meant = |steps: &[Step], words: &str| match placed(steps) {
            Some(steps) => (form.meant)(&steps, words),
            None if words == TRIED => vec![vec![TRIED]],
            None => Vec::new(),
        };
        let form = Form {
            wanted: &wanted,
            meant: &meant,
            one_of: &|_, _| Vec::new(),
            parts: None,
        };
        let entry = Entry {
            key: TRIED.to_owned(),
            place: 0..0,
            value: value.clone(),
        };
        is_read(&format!("# N\n\n## {TRIED}\n\n{text}\n"), &form, &entry)
    }

    fn items(&self, path: &FieldPath, items: &[Written]) -> Option<String> {
        let items = items.iter().enumerate();
        let items = items.map(|(at, item)| self.item(path, (&path.index(at), item)));
        Some(items.collect::<Option<Vec<_>>>()?.join("\n"))
    }

    fn item(&self, list: &FieldPath, (path, item): (&FieldPath, &Written)) -> Option<String> {
        let candidates = match &item.what {
            What::Text(text) => vec![text.clone()],
            What::Bare(bare) => vec![bare.clone()],
            What::List(_) => return None,
            What::Table(entries) => {
                let found = [
                    self.rated(path, entries),
                    self.sentence(path, entries),
                    self.labelled(path, entries),
                ];
                found.into_iter().flatten().collect()
            }
        };
        let whole = Written::list(0..0, vec![item.clone()]);
        let remarks: Vec<&String> = self.remarks_below(path).collect();
        let candidates = candidates.into_iter().map(|text| {
            let (first, rest) = text.split_once("\n\n").unwrap_or((&text, ""));
            // A remark right behind its words, before what else is said.
            let text = match (rest.is_empty(), first.split_once("\n- ")) {
                (true, Some((first, rest))) => {
                    let first = with_remarks(first, remarks.iter().copied());
                    format!("{first}\n- {rest}")
                }
                (true, None) => with_remarks(first, remarks.iter().copied()),
                (false, _) => with_remarks(&text, remarks.iter().copied()),
            };
            format!("- {}", indented(&text))
        });
        let mut candidates = candidates;
        candidates.find(|text| self.is_read_at(list, &whole, text))
    }

    /// Whether each item is a name with its number, or two opposites with theirs.
    fn are_rated(&self, path: &FieldPath, items: &[Written]) -> bool {
        let mut items = items.iter().enumerate();
        items.all(|(at, item)| match &item.what {
            What::Table(entries) => self.rated(&path.index(at), entries).is_some(),
            _ => false,
        })
    }

    /// A name with its number, or two opposites with theirs.
    fn rated(&self, path: &FieldPath, entries: &[Entry]) -> Option<String> {
        let said = |key: &str| {
            let entry = entries.iter().find(|entry| entry.key == key)?;
            self.line(&path.key(key), &entry.value, usize::MAX)
        };
        let Wanted::Table(keys) = self.wanted(path) else {
            return None;
        };
        match (keys.sentence, keys.required, entries.len()) {
            (Some(name), _, 2) if name == NAME => {
                let is_number = |entry: &&Entry| matches!(entry.value.what, What::Bare(_));
                let number = entries.iter().find(is_number)?;
                Some(format!("{}: {}", said(NAME)?, said(&number.key)?))
            }
            (_, [left, right, number], 3) => Some(format!(
                "{} – {}: {}",
                said(left)?,
                said(right)?,
                said(number)?
            )),
            _ => None,
        }
    }

    /// The words of a statement, and below them what else is said of it.
    fn sentence(&self, path: &FieldPath, entries: &[Entry]) -> Option<String> {
        let key = match self.wanted(path) {
            Wanted::Table(keys) => keys.sentence?,
            _ => TEXT,
        };
        let (own, others): (Vec<Entry>, Vec<Entry>) =
            { entries.iter().cloned() }.partition(|entry| entry.key == key);
        let What::Text(text) = &own.first()?.value.what else {
            return None;
        };
        if others.is_empty() {
            return Some(text.clone());
        }
        Some(format!("{text}\n{}", self.details(path, &others)?))
    }

    /// As [`Self::sentence`], where the statement is no item of a list.
    fn statement(&self, path: &FieldPath, entries: &[Entry]) -> Option<String> {
        let sentence = self
            .sentence(path, entries)
            .filter(|_| self.is_statement(path))?;
        let (words, details) = sentence.split_once("\n- ")?;
        Some(format!("{words}\n\n- {details}"))
    }

    /// A label for each field, line by line.
    fn labelled(&self, path: &FieldPath, entries: &[Entry]) -> Option<String> {
        let (mut lines, mut below) = (Vec::new(), Vec::new());
        for entry in entries {
            let at = path.key(&entry.key);
            let label = self.label(&path.0, &entry.key);
            match self.line(&at, &entry.value, usize::MAX) {
                Some(line) => lines.push(format!("{label}: {line}")),
                None => below.push(format!("{label}:\n\n{}", self.nested(&at, &entry.value)?)),
            }
        }
        if lines.is_empty() {
            return None;
        }
        below.insert(0, lines.join("\n"));
        Some(below.join("\n\n"))
    }

    /// A list of fields.
    fn details(&self, path: &FieldPath, entries: &[Entry]) -> Option<String> {
        let lines = entries.iter().map(|entry| {
            let at = path.key(&entry.key);
            let label = self.label(&path.0, &entry.key);
            match self.line(&at, &entry.value, usize::MAX) {
                Some(line) => Some(format!("- {label}: {line}")),
                None => {
                    let inner = self.nested(&at, &entry.value)?;
                    Some(format!("- {}", indented(&format!("{label}:\n{inner}"))))
                }
            }
        });
        Some(lines.collect::<Option<Vec<_>>>()?.join("\n"))
    }

    /// A list or a table as a list below a label.
    fn nested(&self, path: &FieldPath, value: &Written) -> Option<String> {
        match &value.what {
            What::List(items) if items.is_empty() => None,
            What::List(items) => self.items(path, items),
            What::Table(entries) => match self.wanted(path) {
                Wanted::Labels => self.labels(path, entries),
                _ => self.details(path, entries),
            },
            _ => None,
        }
    }

    /// Labels of the author's own.
    fn labels(&self, path: &FieldPath, entries: &[Entry]) -> Option<String> {
        let lines = entries.iter().map(|entry| {
            let at = path.key(&entry.key);
            let label = match is_label(&entry.key) {
                true => format!("{}:", entry.key),
                false => format!("**{}:**", entry.key),
            };
            let text = match &entry.value.what {
                What::List(items) => format!("{label}\n{}", texts(items)?),
                _ => format!("{label} {}", self.line(&at, &entry.value, usize::MAX)?),
            };
            let text = with_remarks(&text, self.remarks_below(&at));
            Some(format!("- {}", indented(&text)))
        });
        Some(lines.collect::<Option<Vec<_>>>()?.join("\n"))
    }

    /// A sub-heading for each list of a table, below the labels of its other fields.
    fn table(&self, path: &FieldPath, entries: &[Entry], level: usize) -> Option<String> {
        let (mut lines, mut below) = (Vec::new(), Vec::new());
        for entry in entries {
            let at = path.key(&entry.key);
            let label = self.label(&path.0, &entry.key);
            match self.line(&at, &entry.value, usize::MAX) {
                Some(line) => {
                    let line = format!("**{label}:** {line}");
                    lines.push(with_remarks(&line, self.remarks_below(&at)));
                }
                None => {
                    let heading = format!("{} {label}", "#".repeat(level));
                    let heading = with_remarks(&heading, self.remarks(&at));
                    let content = self.content(&at, &entry.value, level + 1)?;
                    below.push(format!("{heading}\n\n{content}"));
                }
            }
        }
        if below.is_empty() {
            return None;
        }
        if !lines.is_empty() {
            below.insert(0, lines.join("\n"));
        }
        Some(below.join("\n\n"))
    }

    /// What somebody said, in a block quote.
    fn quotes(&self, path: &FieldPath, items: &[Written]) -> Option<String> {
        if self.remarks_below(path).count() > self.remarks(path).count() {
            return None;
        }
        // Two block quotes would be one.
        match items {
            [only] => quote(only),
            _ => None,
        }
    }

    /// A list of small tables as a table with a row for each.
    fn rows(&self, path: &FieldPath, items: &[Written]) -> Option<String> {
        if items.len() < 2 || self.remarks_below(path).count() > self.remarks(path).count() {
            return None;
        }
        let mut keys: Vec<&str> = Vec::new();
        for item in items {
            let What::Table(entries) = &item.what else {
                return None;
            };
            for entry in entries {
                if !keys.contains(&entry.key.as_str()) {
                    keys.push(&entry.key);
                }
            }
        }
        if keys.len() < 2 {
            return None;
        }
        let item_path = path.index(0);
        if !matches!(self.wanted(&item_path), Wanted::Table(_)) {
            return None;
        }
        let head: Vec<String> = { keys.iter() }
            .map(|key| self.label(&item_path.0, key))
            .collect();
        let rule = keys.iter().map(|_| "---".to_owned()).collect();
        let mut rows: Vec<Vec<String>> = vec![head, rule];
        for (at, item) in items.iter().enumerate() {
            let What::Table(entries) = &item.what else {
                return None;
            };
            let cells = keys.iter().map(|key| {
                let Some(entry) = entries.iter().find(|entry| entry.key == *key) else {
                    return Some(String::new());
                };
                let cell = self.line(&path.index(at).key(key), &entry.value, WIDEST_CELL)?;
                (!cell.contains(['|', '\\'])).then_some(cell)
            });
            rows.push(cells.collect::<Option<Vec<String>>>()?);
        }
        let lines: Vec<String> = { rows.iter() }
            .map(|row| {
                let row = row.join(" | ");
                format!("| {row} |")
            })
            .collect();
        let fits = lines.iter().all(|line| line.chars().count() <= WIDEST_ROW);
        fits.then(|| lines.join("\n"))
    }

    /// The items of the list that all other headings are.
    fn parts(&self, path: &FieldPath, items: &[Written], is_whole: &dyn Fn(&str) -> bool) -> Place {
        let form = &self.style.form;
        let label = self.label(&[], path.last_key());
        let above = with_remarks(&format!("## {label}"), self.remarks(path));
        for level in [2, 3] {
            let has_heading = level > 2 || self.remarks(path).next().is_some();
            if has_heading && level == 2 {
                continue;
            }
            let before = match has_heading {
                true => format!("# N\n\n{above}\n\n"),
                false => "# N\n\n".to_owned(),
            };
            let mut all: Vec<String> = Vec::new();
            for (at, item) in items.iter().enumerate() {
                let whole = Entry {
                    key: path.last_key().to_owned(),
                    place: 0..0,
                    value: Written::list(0..0, vec![item.clone()]),
                };
                let mut found = { PARTS.into_iter() }
                    .filter_map(|(has_headings, is_short)| {
                        let style = Part {
                            level,
                            has_headings,
                            is_short,
                        };
                        self.part(&path.index(at), item, &style)
                    })
                    .filter(|text| is_read(&format!("{before}{text}\n"), form, &whole));
                let Some(part) = found.next() else {
                    break;
                };
                all.push(part);
            }
            if has_heading {
                all.insert(0, above.clone());
            }
            let text = all.join("\n\n");
            if all.len() == items.len() + usize::from(has_heading) && is_whole(&text) {
                return Place::Section(text);
            }
        }
        Place::Above
    }

    fn part(&self, path: &FieldPath, item: &Written, style: &Part) -> Option<String> {
        let (What::Table(entries), Wanted::Table(keys)) = (&item.what, self.wanted(path)) else {
            return None;
        };
        let find = |key: &str| entries.iter().find(|entry| entry.key == key);
        let is_text = |key: &&&str| self.wanted(&path.key(key)) == Wanted::Text;
        let name_key = *keys.required.iter().find(is_text)?;
        let mut written: Vec<&str> = vec![name_key];
        let name = self.line(&path.key(name_key), &find(name_key)?.value, usize::MAX)?;
        let mut heading = format!("{} {name}", "#".repeat(style.level));
        if let (Some(takes), true) = (find(TAKES), style.is_short) {
            let takes = self.line(&path.key(TAKES), &takes.value, usize::MAX)?;
            if takes.chars().any(|letter| letter.is_ascii_digit()) {
                heading.push_str(&format!(" ({takes})"));
                written.push(TAKES);
            }
        }
        let mut parts = vec![with_remarks(&heading, self.remarks(path))];
        let prose = PROSE
            .iter()
            .find(|key| self.wanted(&path.key(key)) == Wanted::Text);
        if let (Some(prose), true) = (prose, style.is_short)
            && let Some(entry) = find(prose)
            && let What::Text(text) = &entry.value.what
        {
            parts.push(with_remarks(text, self.remarks(&path.key(prose))));
            written.push(prose);
        }
        let is_list = |key: &&&str| self.wanted(&path.key(key)) == Wanted::List;
        if let (Some(list), true) = (keys.required.iter().find(is_list), style.is_short)
            && let Some(entry) = find(list)
        {
            parts.push(self.content(&path.key(list), &entry.value, style.level + 1)?);
            written.push(list);
        }
        let rest = || { entries.iter() }.filter(|entry| !written.contains(&entry.key.as_str()));
        let is_extra = |entry: &&Entry| entry.key == EXTRA;
        let mut said = Said::default();
        // Labels of the author's own are read behind all others.
        for entry in rest()
            .filter(|one| !is_extra(one))
            .chain(rest().filter(is_extra))
        {
            let at = path.key(&entry.key);
            if let (What::Table(own), true) =
                (&entry.value.what, entry.key == EXTRA && style.is_short)
            {
                for entry in own {
                    let at = at.key(&entry.key);
                    let labelled = (entry.key.as_str(), &entry.value);
                    self.labelled_part(&at, labelled, (style, &mut said))?;
                }
                continue;
            }
            let label = self.label(&path.0, &entry.key);
            let labelled = (label.as_str(), &entry.value);
            self.labelled_part(&at, labelled, (style, &mut said))?;
        }
        if !said.lines.is_empty() {
            parts.push(said.lines.join("\n"));
        }
        parts.extend(said.below);
        Some(parts.join("\n\n"))
    }

    /// A field of an item: on a line, or below a label in bold or a heading.
    fn labelled_part(
        &self,
        path: &FieldPath,
        (label, value): (&str, &Written),
        (style, said): (&Part, &mut Said),
    ) -> Option<()> {
        if let Some(line) = self.line(path, value, usize::MAX) {
            let line = format!("**{label}:** {line}");
            said.lines
                .push(with_remarks(&line, self.remarks_below(path)));
            return Some(());
        }
        let content = match &value.what {
            What::Table(_) => self.content(path, value, 7)?,
            What::List(items) if self.wanted(path) != Wanted::List => texts(items)?,
            _ => self.content(path, value, style.level + 2)?,
        };
        let label = match style.has_headings {
            true => format!("{} {label}", "#".repeat(style.level + 1)),
            false => format!("**{label}:**"),
        };
        let label = with_remarks(&label, self.remarks(path));
        said.below.push(format!("{label}\n\n{content}"));
        Some(())
    }
}

/// The fields of an item: on lines, and below those in lists.
#[derive(Default)]
struct Said {
    lines: Vec<String>,
    below: Vec<String>,
}

/// How an item is written below a heading of its own.
struct Part {
    level: usize,
    /// Whether its lists stand below headings instead of labels in bold.
    has_headings: bool,
    /// Whether some of its fields stand without a label.
    is_short: bool,
}

/// The ways in which an item may be written, the best first.
const PARTS: [(bool, bool); 3] = [(false, true), (true, true), (true, false)];

/// A list of texts.
fn texts(items: &[Written]) -> Option<String> {
    let lines = items.iter().map(|item| match &item.what {
        What::Text(text) => Some(format!("- {}", indented(text))),
        _ => None,
    });
    Some(lines.collect::<Option<Vec<_>>>()?.join("\n"))
}

/// What a text says; nothing where it has mistakes or a heading that is no field and looks like one.
pub(super) fn read(text: &str, form: &Form<'_>) -> Option<Draft> {
    let source = Source {
        path: String::new(),
        text: text.to_owned(),
    };
    let (document, _) = Document::markdown(Arc::new(source));
    let document = document?.read_as(form);
    let (_, report) = document.parse(form.wanted);
    let is_sure = document.below().is_none_or(|below| below.unread.is_empty());
    (!report.has_errors() && is_sure).then(|| Draft::of(&document))
}

/// Whether a text with a title says this field and nothing else.
fn is_read(text: &str, form: &Form<'_>, entry: &Entry) -> bool {
    let Some(read) = read(text, form) else {
        return false;
    };
    let path = FieldPath::default().key(&entry.key);
    let is_same = |other: &Entry| {
        other.key == NAME
            || is_empty(&other.value)
            || other.key == entry.key
                && values_differ(&entry.value, &other.value, &path, form.wanted).is_none()
    };
    let is_there = read.entries.iter().any(|other| other.key == entry.key);
    read.body.is_empty() && is_there && read.entries.iter().all(is_same)
}

fn is_empty(value: &Written) -> bool {
    matches!(&value.what, What::List(items) if items.is_empty())
}

/// A block quote, with who said it where that is known.
fn quote(value: &Written) -> Option<String> {
    let quoted = |text: &str| {
        let lines: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
        lines.join("\n")
    };
    match &value.what {
        What::Text(text) => Some(quoted(text)),
        What::Table(entries) => {
            let [first, second] = entries.as_slice() else {
                return None;
            };
            let (What::Text(text), What::Text(by)) = (&first.value.what, &second.value.what) else {
                return None;
            };
            let is_said = first.key == TEXT && second.key == BY;
            is_said.then(|| format!("{}\n> — {by}", quoted(text)))
        }
        _ => None,
    }
}

/// A remark as it stands in Markdown.
fn remark(words: &str) -> String {
    // The end of a remark cannot stand in one.
    format!("<!-- {} -->", words.replace("-->", "-- >"))
}

/// Words with remarks on the lines below them.
fn with_remarks<'a>(words: &str, remarks: impl Iterator<Item = &'a String>) -> String {
    let mut lines = vec![words.to_owned()];
    lines.extend(remarks.map(|one| remark(one)));
    lines.join("\n")
}

/// Lines that belong to an item of a list, but for the first.
fn indented(text: &str) -> String {
    let mut lines = text.lines();
    let mut out = lines.next().unwrap_or("").to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str("  ");
            out.push_str(line);
        }
    }
    out
}
