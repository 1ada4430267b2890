//! Values as Markdown: words in their place, items, labels, sections. Gives what is likely to be read as it is meant. Must not know
//! where it comes to stand.

use crate::doc::Wanted;
use crate::doc::edit::outcome::{Tree, is_claim};
use crate::doc::style::Style;
use crate::doc::wanted::Part;
use crate::text::Step;

/// Writes values of a kind of document.
#[derive(Clone, Copy)]
pub(super) struct Writer<'t> {
    style: &'t Style<'t>,
}

/// What kind of place words come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// The beginning of a line, where signs begin blocks.
    Line,
    /// Anywhere in a line.
    Words,
    /// A cell of a table.
    Cell,
    /// A heading, of which the words are read without their marks.
    Heading,
}

impl<'t> Writer<'t> {
    pub(super) fn new(style: &'t Style<'t>) -> Self {
        Self { style }
    }

    pub(super) fn wanted(&self, path: &[Step]) -> Wanted {
        (self.style.form.wanted)(path)
    }

    /// The key of the text that may stand for the table at a path.
    pub(super) fn sentence(&self, path: &[Step]) -> Option<&'static str> {
        match self.wanted(path) {
            Wanted::Table(keys) => keys.sentence,
            _ => is_claim(path, &self.style.form).then_some("text"),
        }
    }

    /// Whether a text that stands for a table says nothing but its one text.
    pub(super) fn is_only_sentence(&self, path: &[Step], text: &str) -> bool {
        match self.wanted(path) {
            Wanted::Table(keys) => keys.read_sentence(text).len() == 1,
            _ => true,
        }
    }

    /// Whether words mean a key of the table at a path.
    pub(super) fn means(&self, words: &str, table: &[Step], key: &str) -> bool {
        let ways = (self.style.form.meant)(table, words);
        ways.first().is_some_and(|way| *way == [key])
    }

    /// Whether words mean the key at the end of a path.
    pub(super) fn means_last(&self, words: &str, path: &[Step]) -> bool {
        match path.split_last() {
            Some((Step::Key(key), table)) => self.means(words, table, key),
            _ => false,
        }
    }

    /// Whether words mean any key of the table at a path.
    pub(super) fn is_known(&self, words: &str, table: &[Step]) -> bool {
        !(self.style.form.meant)(table, words).is_empty()
    }

    /// The words for the key at the end of a path.
    pub(super) fn heading_at(&self, path: &[Step], key: &str) -> String {
        let table = path.split_last().map_or(path, |(_, table)| table);
        match self.wanted(table) {
            Wanted::Labels => key.to_owned(),
            _ => self.style.label(table, key),
        }
    }

    /// The fields of a table as its author would give them: the text that makes it first, then in the order of their declaration.
    pub(super) fn fields_of<'a>(
        &self,
        path: &[Step],
        tree: &'a Tree,
    ) -> Option<Vec<(&'a str, &'a Tree)>> {
        let Tree::Table(fields) = tree else {
            return None;
        };
        let first = self.sentence(path);
        let order: &[&str] = match self.wanted(path) {
            Wanted::Table(keys) => keys.all,
            _ => &[],
        };
        let mut all: Vec<(&str, &Tree)> = fields
            .iter()
            .map(|(key, value)| (key.as_str(), value))
            .collect();
        all.sort_by_key(|(key, _)| {
            let position = order.iter().position(|one| one == key);
            (first != Some(*key), position.unwrap_or(order.len()))
        });
        Some(all)
    }

    /// One value as the lines that come to its place.
    pub(super) fn words(&self, path: &[Step], tree: &Tree, place: Place) -> Option<Vec<String>> {
        match tree {
            Tree::Text(text) if text.contains('\n') => match place {
                Place::Cell | Place::Heading => None,
                Place::Line | Place::Words => {
                    let lines = text.lines().enumerate();
                    let lines = lines.map(|(at, line)| match (at, place) {
                        (0, Place::Words) => line.to_owned(),
                        _ => at_line(line),
                    });
                    Some(lines.collect())
                }
            },
            _ => Some(vec![self.inline(path, tree, place)?]),
        }
    }

    /// A value in one line.
    pub(super) fn inline(&self, path: &[Step], tree: &Tree, place: Place) -> Option<String> {
        match tree {
            Tree::Text(text) if text.contains('\n') || text.trim().is_empty() => None,
            Tree::Text(text) => Some(match place {
                Place::Line => at_line(text),
                Place::Words => text.clone(),
                Place::Cell => text.replace('|', "\\|"),
                Place::Heading => without_marks(text),
            }),
            Tree::Other(other) => Some(match other.as_str() {
                "true" => "yes".to_owned(),
                "false" => "no".to_owned(),
                other => other.to_owned(),
            }),
            Tree::Table(_) => {
                let fields = self.fields_of(path, tree)?;
                let own = |key: &str| [path, &[Step::Key(key.to_owned())]].concat();
                match fields.as_slice() {
                    [(key, value)] if self.sentence(path) == Some(key) => {
                        self.inline(&own(key), value, place)
                    }
                    [(first, Tree::Text(text)), second] if self.sentence(path) == Some(first) => {
                        let Wanted::Table(keys) = self.wanted(path) else {
                            return None;
                        };
                        let said = match second {
                            (_, Tree::Other(number)) => keys.sentence_of(text, number)?,
                            ("time", Tree::Text(time)) => format!("{time} {text}"),
                            _ => return None,
                        };
                        let read = keys.read_sentence(&said);
                        let is_text = |part: &(&str, Part<'_>)| *part == (*first, Part::Text(text));
                        read.iter().any(is_text).then_some(said)
                    }
                    _ => None,
                }
            }
            Tree::List(items) => {
                let place = if place == Place::Line {
                    Place::Words
                } else {
                    place
                };
                let item = [path, &[Step::Index(0)]].concat();
                let items = items.iter().map(|one| self.inline(&item, one, place));
                let items: Vec<String> = items.collect::<Option<_>>()?;
                let is_short = |text: &String| {
                    text.split_whitespace().count() <= 3
                        && !text.contains([',', '.', '"', '(', '[', '{'])
                };
                let between = match items.iter().all(is_short)
                    && self.sentence(&item).is_none()
                    && !self.is_own(path)
                {
                    true => ", ",
                    false => "<br>",
                };
                Some(items.join(between))
            }
        }
    }

    /// Whether a label is the author's own.
    fn is_own(&self, path: &[Step]) -> bool {
        matches!(self.wanted(path), Wanted::Any | Wanted::TextOrNumber)
    }

    /// An item of a list, without its dash: the first line, and those below it with the blanks of their own.
    pub(super) fn item(&self, path: &[Step], tree: &Tree) -> Option<Vec<String>> {
        if let Some(line) = self.inline(path, tree, Place::Line) {
            return Some(vec![line]);
        }
        if let Tree::Text(_) = tree {
            return self.words(path, tree, Place::Line);
        }
        let fields = self.fields_of(path, tree)?;
        let own = |key: &str| [path, &[Step::Key(key.to_owned())]].concat();
        let first = self.sentence(path);
        let mut lines = Vec::new();
        let mut rest = fields.as_slice();
        if let Some(((key, value), others)) = fields.split_first()
            && first == Some(*key)
        {
            lines.extend(self.words(&own(key), value, Place::Line)?);
            rest = others;
        }
        for (key, value) in rest {
            let path = own(key);
            match first {
                Some(_) => lines.extend(self.label_item(&path, value)?),
                None => lines.push(self.label_as(&path, value, true)?),
            }
        }
        Some(lines)
    }

    /// What stands below the heading of a value.
    pub(super) fn content(&self, path: &[Step], tree: &Tree) -> Option<Vec<String>> {
        match tree {
            Tree::Text(_) | Tree::Other(_) => self.words(path, tree, Place::Line),
            Tree::List(items) => {
                let mut lines = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    let path = [path, &[Step::Index(index)]].concat();
                    let mut own = self.item(&path, item)?.into_iter();
                    lines.push(format!("- {}", own.next()?));
                    lines.extend(own.map(|line| match line.is_empty() {
                        true => line,
                        false => format!("  {line}"),
                    }));
                }
                Some(lines)
            }
            Tree::Table(_) => {
                if let Some(line) = self.inline(path, tree, Place::Line) {
                    return Some(vec![line]);
                }
                let mut lines = Vec::new();
                for (key, value) in self.fields_of(path, tree)? {
                    let path = [path, &[Step::Key(key.to_owned())]].concat();
                    lines.extend(self.label_item(&path, value)?);
                }
                Some(lines)
            }
        }
    }

    /// A label with its value, as an item of a list of labels.
    pub(super) fn label_item(&self, path: &[Step], tree: &Tree) -> Option<Vec<String>> {
        self.label_item_as(path, tree, false)
    }

    pub(super) fn label_item_as(
        &self,
        path: &[Step],
        tree: &Tree,
        is_bold: bool,
    ) -> Option<Vec<String>> {
        let label = self.shown_label(path, is_bold)?;
        if !matches!(tree, Tree::List(items) if items.len() > 1)
            && let Some(words) = self.inline(path, tree, Place::Words)
        {
            return Some(vec![format!("- {label} {words}")]);
        }
        let content = match tree {
            Tree::Text(text) => {
                let lines = text.lines().map(str::trim).collect::<Vec<_>>();
                return Some(vec![format!("- {label} {}", lines.join("\n  "))]);
            }
            _ => self.content(path, tree)?,
        };
        let mut lines = vec![format!("- {label}")];
        lines.extend(content.iter().map(|line| format!("  {line}")));
        Some(lines)
    }

    /// A label with its value in one line.
    pub(super) fn label(&self, path: &[Step], tree: &Tree) -> Option<String> {
        self.label_as(path, tree, false)
    }

    pub(super) fn label_as(&self, path: &[Step], tree: &Tree, is_bold: bool) -> Option<String> {
        let label = self.shown_label(path, is_bold)?;
        Some(format!(
            "{label} {}",
            self.inline(path, tree, Place::Words)?
        ))
    }

    /// A label in bold with its value in its line or as a list below it.
    pub(super) fn bold_label(&self, path: &[Step], tree: &Tree) -> Option<Vec<String>> {
        let is_list = matches!(tree, Tree::List(items) if items.len() > 1);
        if let (false, Some(line)) = (is_list, self.label_as(path, tree, true)) {
            return Some(vec![line]);
        }
        let mut lines = vec![self.shown_label(path, true)?, String::new()];
        lines.extend(self.content(path, tree)?);
        Some(lines)
    }

    /// A label with its value as a row of two cells.
    pub(super) fn cell_row(&self, path: &[Step], tree: &Tree) -> Option<String> {
        let Some(Step::Key(key)) = path.last() else {
            return None;
        };
        let label = self.heading_at(path, key).replace('|', "\\|");
        Some(format!(
            "| {label} | {} |",
            self.inline(path, tree, Place::Cell)?
        ))
    }

    fn shown_label(&self, path: &[Step], is_bold: bool) -> Option<String> {
        let Some(Step::Key(key)) = path.last() else {
            return None;
        };
        let label = self.heading_at(path, key);
        Some(match is_bold {
            true => format!("**{}:**", without_marks(&label)),
            false => format!("{label}:"),
        })
    }

    /// An item of a list that stands below a heading of its own.
    pub(super) fn part(&self, path: &[Step], tree: &Tree, level: usize) -> Option<Vec<String>> {
        let Wanted::Table(keys) = self.wanted(path) else {
            return None;
        };
        let own = |key: &str| [path, &[Step::Key(key.to_owned())]].concat();
        let is_text = |one: &&&str| self.wanted(&own(one)) == Wanted::Text;
        let name_key = keys.required.iter().find(is_text)?;
        let fields = self.fields_of(path, tree)?;
        let name = fields.iter().find(|(key, _)| key == name_key)?.1;
        let name = self.inline(&own(name_key), name, Place::Heading)?;
        let mut lines = vec![format!("{} {name}", "#".repeat(level))];
        for (key, value) in fields.iter().filter(|(key, _)| key != name_key) {
            lines.push(String::new());
            lines.extend(self.bold_label(&own(key), value)?);
        }
        Some(lines)
    }

    /// What somebody said, each in a block quote.
    pub(super) fn quotes(&self, path: &[Step], trees: &[Tree]) -> Option<String> {
        let quotes = trees.iter().map(|tree| {
            let lines = self.quote(path, tree)?;
            Some(indented(&lines, "> "))
        });
        Some(quotes.collect::<Option<Vec<_>>>()?.join("\n\n"))
    }

    fn quote(&self, path: &[Step], tree: &Tree) -> Option<Vec<String>> {
        let fields = self.fields_of(path, tree)?;
        let own = [path, &[Step::Key("text".to_owned())]].concat();
        let (("text", said), rest) = fields.split_first()? else {
            return None;
        };
        let mut lines = self.words(&own, said, Place::Line)?;
        match rest {
            [] => {}
            [("by", Tree::Text(by))] => lines.push(format!("— {by}")),
            _ => return None,
        }
        Some(lines)
    }
}

/// Lines with blanks before each but the empty ones.
pub(super) fn indented(lines: &[String], indent: &str) -> String {
    let lines = lines.iter().flat_map(|line| line.split('\n'));
    let lines = lines.map(|line| match line.is_empty() && indent.trim().is_empty() {
        true => String::new(),
        false => format!("{indent}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Words at the beginning of a line, with a backslash where they would begin a heading, a list, a quote or a table.
fn at_line(text: &str) -> String {
    let text = text.trim();
    let digits = text.len()
        - text
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
            .len();
    let rest = &text[digits..];
    if (1..=9).contains(&digits) && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &text[..digits]);
    }
    match text.starts_with(['#', '>', '-', '+', '*', '|', '=', '~', '`', '_', '<', '\\'])
        && begins_a_block(text)
    {
        true => format!("\\{text}"),
        false => text.to_owned(),
    }
}

/// Whether Markdown may take the beginning of a line for something else than words.
fn begins_a_block(text: &str) -> bool {
    let sign = text.chars().next().unwrap_or(' ');
    let rest = text.trim_start_matches(sign);
    match sign {
        '-' | '+' | '*' => {
            rest.len() + 1 == text.len() && (rest.is_empty() || rest.starts_with([' ', '\t']))
                || rest.trim_matches([sign, ' ']).is_empty()
        }
        '_' | '=' => rest.trim_matches([sign, ' ']).is_empty(),
        '#' => rest.is_empty() || rest.starts_with([' ', '\t']),
        '~' | '`' => text.len() - rest.len() >= 3,
        '>' | '|' => true,
        _ => false,
    }
}

/// Words of which every sign stands for itself.
fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(
            letter,
            '*' | '_' | '`' | '[' | ']' | '<' | '&' | '\\' | '#' | '~' | '|'
        ) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
