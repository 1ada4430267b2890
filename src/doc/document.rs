//! One file of content: its TOML, its Markdown body, and where every value stands.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::advice::{Written, advice};
use super::form::{self, Below, Form};
use super::tree::{Twice, join};
use super::yaml;
use super::{Layout, Wanted, syntax};
use crate::diag::{Diagnostic, Report};
use crate::text::{FieldPath, Kept, Source, Span, Step};

/// The line that opens and closes front matter.
const FENCE: &str = "+++";

/// The line that opens and closes front matter in YAML.
const YAML_FENCE: &str = "---";

/// A text split into TOML and Markdown. Keeps the text only: values are parsed from it, and looked up
/// in it again when a diagnostic needs their place.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The whole file.
    pub source: Arc<Source>,
    toml: Range<usize>,
    body: Option<Range<usize>>,
    /// Front matter in YAML, which begins where the TOML would.
    yaml: Option<Range<usize>>,
    /// What the Markdown says, when somebody told how to read it.
    below: Option<Arc<Below>>,
    pub(super) left_out: LeftOut,
    /// Values that could not be read, as they are written.
    pub(super) wrong: BTreeSet<FieldPath>,
    pub(super) known: Kept<Mutex<KnownPlaces>>,
}

/// Where the parts of values stand that somebody asked for: the part, the bytes before it, the place.
pub(super) type KnownPlaces = HashMap<FieldPath, Vec<(Option<String>, usize, Span)>>;

impl Document {
    /// A file that is TOML from the first line to the last.
    pub fn toml(source: Arc<Source>) -> Self {
        // A parser remembers every empty line.
        let start = bom(&source.text);
        let toml = start..source.text.trim_end().len().max(start);
        Self {
            source,
            toml,
            body: None,
            yaml: None,
            below: None,
            left_out: LeftOut::default(),
            wrong: BTreeSet::new(),
            known: Kept::default(),
        }
    }

    /// A Markdown file, which may have TOML between two `+++` lines at its top, or YAML between two `---` lines.
    pub fn markdown(source: Arc<Source>) -> (Option<Self>, Report) {
        let mut report = Report::default();
        let text = &source.text;
        let start = bom(text);
        let mut lines = lines(text, start);
        let first = lines.next();
        let is_yaml = first.is_some_and(|line| is_fence(text, &line, YAML_FENCE));
        if let (true, Some((_, from))) = (is_yaml, first) {
            let is_end = |line: &(usize, usize)| {
                is_fence(text, line, YAML_FENCE) || is_fence(text, line, "...")
            };
            if let Some((to, body)) = lines.find(is_end) {
                let (yaml, body) = (from..to, body..text.len());
                drop(lines);
                let document = Self {
                    yaml: Some(yaml),
                    ..Self::without_toml(source, from, body)
                };
                return (Some(document), report);
            }
        }
        let Some((_, toml_start)) = first.filter(|line| is_fence(text, line, FENCE)) else {
            if !is_yaml && form::has_title(text, &(start..text.len())) {
                let body = start..text.len();
                drop(lines);
                return (Some(Self::without_toml(source, start, body)), report);
            }
            let end = first.map_or(start, |(from, to)| from + text[from..to].trim_end().len());
            let (message, help) = if is_yaml {
                (
                    "the front matter has no end",
                    "add a line `---` between the fields and the Markdown",
                )
            } else {
                (
                    "this Markdown file has no title",
                    "begin the file with a line `# ` and the name of what it is about",
                )
            };
            report.push(
                Diagnostic::error("front-matter", message, &source)
                    .at(start..end)
                    .help(help),
            );
            return (None, report);
        };
        let Some((toml_end, body_start)) = lines.find(|line| is_fence(text, line, FENCE)) else {
            report.push(
                Diagnostic::error("front-matter", "the front matter has no end", &source)
                    .at(start..start + FENCE.len())
                    .label("begins here")
                    .help("add a line `+++` between the TOML and the Markdown"),
            );
            return (None, report);
        };
        drop(lines);
        let document = Self {
            toml: toml_start..toml_end,
            body: Some(body_start..source.text.len()),
            yaml: None,
            below: None,
            left_out: LeftOut::default(),
            wrong: BTreeSet::new(),
            known: Kept::default(),
            source,
        };
        (Some(document), report)
    }

    fn without_toml(source: Arc<Source>, start: usize, body: Range<usize>) -> Self {
        Self {
            toml: start..start,
            body: Some(body),
            yaml: None,
            below: None,
            left_out: LeftOut::default(),
            wrong: BTreeSet::new(),
            known: Kept::default(),
            source,
        }
    }

    /// With the fields that stand in its Markdown.
    #[must_use]
    pub(crate) fn read_as(mut self, form: &Form<'_>) -> Self {
        let Some(body) = self.body.clone() else {
            return self;
        };
        let text = &self.source.text;
        // Most texts have no heading that could be a field.
        let may_say = text[body.clone()]
            .lines()
            .any(|line| line.trim_start().starts_with(['#', '=', '-']));
        if !may_say && self.yaml.is_none() {
            return self;
        }
        let yaml = self.yaml.as_ref();
        let yaml = yaml.map(|part| yaml::entries(text, part, form.wanted));
        let (above, mistake) = match yaml {
            Some(Ok(entries)) => (entries, None),
            Some(Err(mistake)) => (Vec::new(), Some(mistake)),
            None => (Vec::new(), None),
        };
        let table = self.parse_again();
        let has = |key: &str| {
            table.get_ref().contains_key(key) || above.iter().any(|entry| entry.key == key)
        };
        let below = form::read(text, &body, form, &has);
        drop(table);
        self.below = Some(Arc::new(Below {
            above,
            mistake,
            parts: form.parts,
            ..below
        }));
        self
    }

    /// What the Markdown says besides its text.
    pub(super) fn below(&self) -> Option<&Below> {
        self.below.as_deref()
    }

    /// The Markdown that is no field.
    pub fn body(&self) -> Option<&str> {
        let body = match &self.below {
            Some(below) => below.story.text.trim(),
            None => self.source.text[self.body.clone()?].trim(),
        };
        (!body.is_empty()).then_some(body)
    }

    /// A help for what stands at a path, with the lines to write as they are written here.
    pub(super) fn advice(&self, help: String, path: &FieldPath) -> String {
        advice(help, self.written(), &path.0)
    }

    /// How its fields are written.
    fn written(&self) -> Written {
        match &self.body {
            Some(_) if self.yaml.is_some() => Written::Yaml,
            Some(_) if self.toml.is_empty() => {
                Written::Markdown(self.below().and_then(|below| below.parts))
            }
            _ => Written::Toml,
        }
    }

    /// Whether a place in the file is in the Markdown.
    pub(super) fn is_below_toml(&self, place: usize) -> bool {
        self.body.as_ref().is_some_and(|body| body.contains(&place))
    }

    /// The parsed TOML, and every mistake in its syntax.
    pub(super) fn parse(
        &self,
        wanted: &dyn Fn(&[Step]) -> Wanted,
    ) -> (Spanned<DeTable<'_>>, Report) {
        let (mut table, errors) = DeTable::parse_recoverable(&self.source.text[self.toml.clone()]);
        let twice = self.join(&mut table);
        if errors.is_empty() {
            return (table, self.report_below(twice));
        }
        let mistakes = errors.iter().map(|error| {
            let span = self.absolute(error.span().unwrap_or(0..0));
            (span, error.message())
        });
        let report = syntax::report(self, mistakes.collect(), wanted);
        (table, report)
    }

    /// Puts the fields of the Markdown beside those of the TOML.
    fn join<'t>(&'t self, table: &mut Spanned<DeTable<'t>>) -> Vec<Twice> {
        let mut twice = Vec::new();
        if let Some(below) = &self.below {
            let root = FieldPath::default();
            let start = self.toml.start;
            for entries in [&below.above, &below.entries] {
                join(table.get_mut(), (entries, start), &root, &mut twice);
            }
        }
        twice
    }

    fn report_below(&self, twice: Vec<Twice>) -> Report {
        let mut report = Report::default();
        if let Some(mistake) = self.below.as_ref().and_then(|below| below.mistake.as_ref()) {
            let message = format!("this is not valid YAML: {}", mistake.message);
            report.push(
                Diagnostic::error("yaml-syntax", message, &self.source)
                    .at(mistake.place.clone())
                    .help(mistake.help),
            );
        }
        for one in twice {
            let first = self.absolute(one.first);
            let line = 1 + self.source.text[..first.start].matches('\n').count();
            let message = format!("`{}` stands in two places", one.path);
            report.push(
                Diagnostic::error("two-places", message, &self.source)
                    .at(self.absolute(one.second))
                    .label(format!("and in line {line}"))
                    .help(format!(
                        "keep one of the two; a heading that begins with a backslash is one of the text: `## \\{}`",
                        one.path.last_key()
                    )),
            );
        }
        report
    }

    /// Where the value at a path stands. `within` narrows the place to that text, if it is in the
    /// value; a path that is not there gives its nearest ancestor.
    pub fn locate(&self, path: &FieldPath, within: Option<&str>) -> Span {
        self.places().locate(path, within, 0)
    }

    /// For looking up many places.
    pub fn places(&self) -> Places<'_> {
        let length = self.source.text.len();
        Places {
            document: self,
            table: OnceCell::new(),
            lookable: 8 * length + 100_000,
        }
    }

    pub(super) fn parse_again(&self) -> Spanned<DeTable<'_>> {
        let mut table = DeTable::parse_recoverable(&self.source.text[self.toml.clone()]).0;
        self.join(&mut table);
        table
    }

    pub(super) fn absolute(&self, span: Span) -> Span {
        let end = self.source.text.len();
        (self.toml.start + span.start).min(end)..(self.toml.start + span.end).min(end)
    }

    pub(super) fn body_range(&self) -> Option<Range<usize>> {
        self.body.clone()
    }

    /// Whether it has TOML, even if that says nothing.
    pub(super) fn has_toml(&self) -> bool {
        let start = bom(&self.source.text);
        let is_toml = self.body.as_ref().is_none_or(|body| body.start > start);
        is_toml && self.yaml.is_none()
    }

    /// The fields that do not stand in the Markdown, and whether they are YAML.
    pub(super) fn fields_range(&self) -> (Range<usize>, bool) {
        match &self.yaml {
            Some(yaml) => (yaml.clone(), true),
            None => (self.toml.clone(), false),
        }
    }

    pub(super) fn toml_range(&self) -> Range<usize> {
        self.toml.clone()
    }

    /// Where front matter in YAML stands.
    pub(super) fn yaml_range(&self) -> Option<Range<usize>> {
        self.yaml.clone()
    }

    /// Whether a value is written in the TOML, and not in other front matter or in the Markdown.
    pub(super) fn has_in_toml(&self, path: &[Step]) -> bool {
        let toml = DeTable::parse_recoverable(&self.source.text[self.toml.clone()]).0;
        has(toml.get_ref(), path)
    }

    /// The texts of fields that stand in the Markdown or in front matter in YAML, each with its path and its place.
    pub(crate) fn texts_outside_toml(&self) -> Vec<(Vec<Step>, Span, &str)> {
        let mut texts = Vec::new();
        if let Some(below) = &self.below {
            for entries in [&below.above, &below.entries] {
                super::tree::texts(entries, &mut Vec::new(), &mut texts);
            }
        }
        texts
    }

    /// Everything that it says; nothing when a value stands in two places, or the YAML is none.
    pub(super) fn valid(&self) -> Option<Spanned<DeTable<'_>>> {
        let (mut table, errors) = DeTable::parse_recoverable(&self.source.text[self.toml.clone()]);
        let twice = self.join(&mut table);
        let is_yaml = self.below.as_ref().is_none_or(|it| it.mistake.is_none());
        (errors.is_empty() && twice.is_empty() && is_yaml).then_some(table)
    }

    /// Where lines and headers are.
    pub fn layout(&self) -> Layout<'_> {
        Layout::new(&self.source.text, &self.toml)
    }

    /// The values that could not be read, as they are written.
    pub(crate) fn wrong_values(&self) -> impl Iterator<Item = &FieldPath> {
        self.wrong.iter()
    }

    /// Whether a value at this path or below it could not be read, so that what the rest says of the
    /// whole may not be true.
    pub fn has_mistake_below(&self, path: &FieldPath) -> bool {
        let path = self.left_out.written(path);
        // What is below a path follows it in this order.
        let mut from = self.wrong.range(path.clone()..);
        from.next()
            .is_some_and(|wrong| wrong.0.starts_with(&path.0))
    }
}

/// Whether a table has a value at a path.
fn has(table: &DeTable<'_>, path: &[Step]) -> bool {
    let mut at: Option<&DeValue<'_>> = None;
    for (depth, step) in path.iter().enumerate() {
        let next = match (step, at) {
            (Step::Key(key), None) if depth == 0 => table.get(key.as_str()).map(Spanned::get_ref),
            (Step::Key(key), Some(DeValue::Table(table))) => {
                table.get(key.as_str()).map(Spanned::get_ref)
            }
            (Step::Index(index), Some(DeValue::Array(items))) => {
                items.get(*index).map(Spanned::get_ref)
            }
            _ => None,
        };
        let Some(next) = next else { return false };
        at = Some(next);
    }
    true
}

/// Looks up places in a document. It is parsed when the first place is asked for that nobody asked for before.
pub struct Places<'a> {
    document: &'a Document,
    table: OnceCell<Spanned<DeTable<'a>>>,
    /// How many bytes may still be searched for parts of values. Parts are nearly always found at once; if a text is made so
    /// that they are not, the places of the rest are those of the whole values.
    lookable: usize,
}

impl<'a> Places<'a> {
    /// The file that the places are in.
    pub fn source(&self) -> &'a Arc<Source> {
        &self.document.source
    }

    /// A help for what stands at a path, with the lines to write as they are written in this file.
    pub fn advice(&self, help: String, path: &FieldPath) -> String {
        self.document.advice(help, path)
    }

    /// Whether a value is written at a path.
    pub fn has(&self, path: &[Step]) -> bool {
        has(self.table().get_ref(), path)
    }

    fn table(&self) -> &Spanned<DeTable<'a>> {
        self.table.get_or_init(|| self.document.parse_again())
    }

    /// Where the value at a path stands, or `within` a part of it; the part of the Markdown body when the path is empty. Looked up once
    /// as long as the text is the same.
    pub fn place(&mut self, path: &FieldPath, within: Option<&str>, offset: usize) -> Span {
        let document = self.document;
        let known = || {
            document
                .known
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let is_it =
            |one: &&(Option<String>, usize, Span)| one.0.as_deref() == within && one.1 == offset;
        let place = known()
            .get(path)
            .and_then(|of_path| Some(of_path.iter().find(is_it)?.2.clone()));
        if let Some(place) = place {
            return place;
        }
        let place = match within {
            Some(part) if path.0.is_empty() => self.locate_in_body(part, offset),
            within => self.locate(path, within, offset),
        };
        let one = (within.map(str::to_owned), offset, place.clone());
        known().entry(path.clone()).or_default().push(one);
        place
    }

    /// Where the value at a path stands. `within` narrows the place to that text, if it is in the value, `offset` bytes or
    /// more from its beginning; a path that is not there gives its nearest ancestor.
    pub fn locate(&mut self, path: &FieldPath, within: Option<&str>, offset: usize) -> Span {
        let (mut place, mut whole) = (0..0, 0..0);
        let mut at: Option<&DeValue<'_>> = None;
        let table = self.table();
        let written = self.document.left_out.written(path);
        for (depth, step) in written.0.iter().enumerate() {
            let found = match (step, at) {
                (Step::Key(key), None) if depth == 0 => entry(table.get_ref(), key),
                (Step::Key(key), Some(DeValue::Table(table))) => entry(table, key),
                (Step::Index(index), Some(DeValue::Array(items))) => {
                    items.get(*index).map(|item| (item.span(), item))
                }
                _ => None,
            };
            let Some((shown, value)) = found else { break };
            (place, whole) = (shown, value.span());
            at = Some(value.get_ref());
        }
        let place = self.document.absolute(place);
        let Some(part) = within else { return place };
        let whole = self.document.absolute(whole);
        self.find(&place, part, offset)
            .or_else(|| self.find(&whole, part, offset))
            .unwrap_or(place)
    }

    /// The place of a text in the Markdown body, `offset` bytes or more from its beginning; the beginning of the body when it is not there.
    fn locate_in_body(&mut self, part: &str, offset: usize) -> Span {
        let Some(body) = self.document.body.clone() else {
            return self.locate(&FieldPath::default().key("body"), Some(part), offset);
        };
        let text = &self.document.source.text[body.clone()];
        let mut start = body.start + (text.len() - text.trim_start().len());
        let mut offset = offset;
        if let Some(below) = self.document.below() {
            if offset == 0 {
                start = below.story.place(0).max(body.start);
            } else {
                offset = below.story.place(offset).saturating_sub(start);
            }
        }
        self.find(&(start..body.end), part, offset)
            .unwrap_or(body.start..body.start)
    }

    fn find(&mut self, span: &Span, part: &str, offset: usize) -> Option<Span> {
        // A value is at least as long as it is written.
        let mut start = (span.start + offset).min(span.end);
        let text = &self.document.source.text;
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        if offset == 0 {
            // Where it is written as a reference it is meant, and not where the same letters stand in a word.
            let written = [(format!("[^{part}]"), 2), (format!("\"{part}\""), 1)];
            for (written, before) in written {
                if let Some(found) = self.search(start..span.end, &written) {
                    return Some(found + before..found + before + part.len());
                }
            }
        }
        let found = self.search(start..span.end, part);
        // An offset may be wrong; the text is then anywhere in the value.
        let found = found.or_else(|| self.search(span.clone(), part).filter(|_| offset > 0))?;
        Some(found..found + part.len())
    }

    fn search(&mut self, span: Span, part: &str) -> Option<usize> {
        if span.len() > self.lookable {
            let near = span.start..(span.start + part.len() + NEAR).min(span.end);
            let near = self.document.source.text.get(near)?;
            return Some(span.start + near.find(part)?);
        }
        let found = self.document.source.text[span.clone()].find(part);
        self.lookable -= found.map_or(span.len(), |found| found.min(self.lookable));
        Some(span.start + found?)
    }
}

/// Where nothing more may be searched, a part is still found this near to where it should be.
const NEAR: usize = 16;

/// Items of lists that were left out of the values because they could not be read. The positions of the items after them count
/// without them; places are looked up with them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LeftOut {
    /// The positions, in order, by the list as it is written.
    of: BTreeMap<FieldPath, Vec<usize>>,
}

impl LeftOut {
    pub(super) fn new(wrong: &[FieldPath]) -> Self {
        let mut of: BTreeMap<FieldPath, Vec<usize>> = BTreeMap::new();
        for path in wrong {
            if let Some((Step::Index(index), list)) = path.0.split_last() {
                of.entry(FieldPath(list.to_vec())).or_default().push(*index);
            }
        }
        for positions in of.values_mut() {
            positions.sort_unstable();
        }
        Self { of }
    }

    /// A path as it is written in the file, from a path that counts without the items left out.
    fn written(&self, path: &FieldPath) -> FieldPath {
        if self.of.is_empty() {
            return path.clone();
        }
        let mut written = FieldPath(Vec::with_capacity(path.0.len()));
        for step in &path.0 {
            let step = match step {
                Step::Key(_) => step.clone(),
                Step::Index(index) => Step::Index(self.of.get(&written).map_or(*index, |gone| {
                    // Of the items before one that is left out, so many are not.
                    let (mut least, mut most) = (0, gone.len());
                    while least < most {
                        let middle = usize::midpoint(least, most);
                        if gone[middle] - middle <= *index {
                            least = middle + 1;
                        } else {
                            most = middle;
                        }
                    }
                    index + least
                })),
            };
            written.0.push(step);
        }
        written
    }
}

/// A table's value shows best by its value, a table under a heading by its key: the heading names it.
fn entry<'a>(table: &'a DeTable<'_>, key: &str) -> Option<(Span, &'a Spanned<DeValue<'a>>)> {
    let (name, value) = table.get_key_value(key)?;
    let place = match value.get_ref() {
        DeValue::Table(_) => name.span(),
        _ => value.span(),
    };
    Some((place, value))
}

fn bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

fn is_fence(text: &str, (start, end): &(usize, usize), fence: &str) -> bool {
    text[*start..*end].trim_end() == fence
}

/// (start, start of the next line) of every line.
fn lines(text: &str, mut start: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    std::iter::from_fn(move || {
        (start < text.len()).then(|| {
            let end = text[start..]
                .find('\n')
                .map_or(text.len(), |newline| start + newline + 1);
            let line = (start, end);
            start = end;
            line
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn source(text: &str) -> Arc<Source> {
        Arc::new(Source {
            path: "a.md".into(),
            text: text.into(),
        })
    }

    #[test]
    fn front_matter_ends_at_its_own_fence() {
        let (document, report) = Document::markdown(source(
            "+++\nname = \"a +++ b\"\n+++\n\nHello\n+++\nthere\n",
        ));
        let document = document.unwrap();
        assert_eq!(report, Report::default());
        assert_eq!(document.body(), Some("Hello\n+++\nthere"));
        let span = document.locate(&FieldPath::default().key("name"), Some("b"));
        assert_eq!(&document.source.text[span], "b");
    }

    #[test]
    fn a_missing_end_is_an_error() {
        let (document, report) = Document::markdown(source("+++\nname = \"a\"\n"));
        assert!(document.is_none() && report.has_errors());
    }

    proptest! {
        #[test]
        fn any_text_is_split_or_refused_and_nothing_is_lost(text in "(\\+\\+\\+\n)?[a-z+ =\"\n]{0,80}(\\+\\+\\+\r?\n)?[ -~\né]{0,80}") {
            let (document, report) = Document::markdown(source(&text));
            prop_assert_eq!(document.is_none(), report.has_errors());
            if let Some(document) = document {
                let toml = document.toml.clone();
                let body = document.body.clone().unwrap_or(toml.end..toml.end);
                prop_assert_eq!(body.end, text.len());
                for between in [&text[..toml.start], &text[toml.end..body.start]] {
                    let is_fence = document.has_toml() && between.trim_end() == FENCE;
                    prop_assert!(is_fence || between.is_empty(), "{between:?} is in neither part");
                }
            }
        }
    }
}
