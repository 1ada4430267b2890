//! Markdown into fields: which headings and labels are fields, which are items of a list, and what stays the text of the entry.
//! Follows from what must stand at a path. Must not know kinds of entries, nor which words mean which field.

use super::Wanted;
use super::blocks::{Block, Grid, Item, Shape, blocks};
use super::inline::{
    address_of_link, between_commas, label, numbered_away, parts, plain, said, split_takes, words,
    words_of_quote,
};
use super::story::{Story, story};
use super::tree::{Entry, What, Written, add};
use super::wanted::{Keys, Part};
use super::yaml::Mistake;
use crate::text::{Span, Step, is_image};

/// The ways from the table at a path to the fields that words may mean, the likeliest first.
type Meant<'a> = &'a dyn Fn(&[Step], &str) -> Vec<Vec<&'static str>>;

/// How the Markdown of a kind of document is read.
#[derive(Clone, Copy)]
pub(crate) struct Form<'a> {
    /// What must stand at a path.
    pub(crate) wanted: &'a dyn Fn(&[Step]) -> Wanted,
    /// The ways from the table at a path to the fields that words may mean, the likeliest first.
    pub(crate) meant: Meant<'a>,
    /// The ways to the lists of which words may mean one item, for labels: "Goal" for goals.
    pub(crate) one_of: Meant<'a>,
    /// The list whose items all other headings are.
    pub(crate) parts: Option<&'static str>,
}

/// What the Markdown of a document says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Below {
    /// What stands in front matter that is no TOML, or what is wrong with that.
    pub(super) above: Vec<Entry>,
    pub(super) mistake: Option<Mistake>,
    pub(super) entries: Vec<Entry>,
    /// What is no field.
    pub(super) story: Story,
    pub(super) unread: Vec<Unread>,
    /// The list whose items all other headings are.
    pub(super) parts: Option<&'static str>,
}

/// A heading that means a field, above something that is none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unread {
    pub(super) path: Vec<Step>,
    pub(super) heading: String,
    pub(super) place: Span,
}

/// The key of the name.
pub(super) const NAME: &str = "name";
/// The key of how long something lasts.
pub(super) const TAKES: &str = "takes";
/// The key of who said something.
const BY: &str = "by";
/// The key of what somebody said.
pub(super) const QUOTE: &str = "quote";
/// The key of labels of the author's own.
pub(super) const EXTRA: &str = "extra";
/// Where prose belongs that stands beside the fields of a table.
pub(super) const PROSE: [&str; 6] = ["summary", "note", "answer", "how", "why", "status_note"];

/// Reads the Markdown in a part of a text. `has` tells what the document says elsewhere.
pub(super) fn read(text: &str, part: &Span, form: &Form<'_>, has: &dyn Fn(&str) -> bool) -> Below {
    let all = blocks(text, part);
    let mut reader = Reader {
        text,
        form,
        used: Vec::new(),
    };
    let mut below = Below::default();
    reader.top(&all, has, &mut below);
    below.story = story(text, part, &all, &reader.used);
    below
}

/// The title of the Markdown in a part of a text.
pub(super) fn has_title(text: &str, part: &Span) -> bool {
    let all = blocks(text, part);
    all.iter()
        .any(|block| matches!(block.what, Shape::Heading(1, _)))
}

struct Reader<'a> {
    text: &'a str,
    form: &'a Form<'a>,
    /// The places whose words are in a field.
    used: Vec<Span>,
}

/// What stands below a heading or behind a label.
#[derive(Clone, Copy)]
struct Content<'b> {
    /// The rest of the line of the label.
    line: Option<&'b Span>,
    blocks: &'b [Block],
    /// Whether it is within a table, where nothing else can be meant.
    is_inner: bool,
}

/// A label with what belongs to it.
struct Segment<'b> {
    label: String,
    place: Span,
    line: Option<Span>,
    blocks: &'b [Block],
    /// What is used up when it is read.
    whole: Span,
}

/// The fields of a table.
#[derive(Default)]
struct Fields {
    entries: Vec<Entry>,
    /// How many labels were known.
    known: usize,
    /// The blocks before the first label, by position.
    lead: usize,
}

impl Reader<'_> {
    fn wanted(&self, path: &[Step]) -> Wanted {
        (self.form.wanted)(path)
    }

    fn meant(&self, path: &[Step], words: &str) -> Vec<Vec<&'static str>> {
        (self.form.meant)(path, words)
    }

    /// What a label may mean, which names a list or one of its items.
    fn meant_by_label(&self, path: &[Step], words: &str) -> Vec<Vec<&'static str>> {
        let ways = self.meant(path, words);
        if ways.is_empty() {
            return (self.form.one_of)(path, words);
        }
        ways
    }

    fn top(&mut self, all: &[Block], has: &dyn Fn(&str) -> bool, below: &mut Below) {
        let root: &[Step] = &[];
        let is_title = |block: &Block| matches!(block.what, Shape::Heading(1, _));
        let title = all.iter().position(is_title).filter(|_| !has(NAME));
        if let Some(at) = title
            && let Shape::Heading(_, words) = &all[at].what
        {
            let name = plain(&self.text[words.clone()]);
            if !name.is_empty() {
                below.entries.push(named(NAME, words, &name));
            }
            self.used.push(all[at].place.clone());
            let after = &all[at + 1..];
            let until = after.iter().position(is_heading).unwrap_or(after.len());
            self.head(&after[..until], &mut below.entries);
        }
        let sections = sections(all);
        let is_parts = |way: &Vec<&str>| {
            Some(way.as_slice()) == self.form.parts.as_ref().map(std::slice::from_ref)
        };
        let names_parts = sections.iter().any(|(_, words, _)| {
            let words = &self.text[(*words).clone()];
            !is_escaped(words) && self.meant(root, words).iter().any(is_parts)
        });
        let parts = self.form.parts.filter(|parts| !names_parts && !has(parts));
        for (block, place, content) in sections {
            let heading = &self.text[place.clone()];
            if is_escaped(heading) {
                continue;
            }
            let ways = self.meant(root, heading);
            if !ways.is_empty() && content.iter().all(is_silent) {
                self.used.push(block.place.clone());
                continue;
            }
            let inside = Content {
                line: None,
                blocks: content,
                is_inner: false,
            };
            if self.field((root, &ways), (place, inside), &mut below.entries) {
                self.used.push(block.place.clone());
                continue;
            }
            if let Some(parts) = parts {
                let path = [key(parts), Step::Index(0)];
                let mark = self.used.len();
                let (part, known) = self.part(&path, place, content);
                if ways.is_empty() || known > 0 {
                    self.used.push(block.place.clone());
                    let list = Written::list(place.clone(), vec![part]);
                    add(&mut below.entries, entry(parts, place, list));
                    continue;
                }
                self.used.truncate(mark);
            }
            if let Some(way) = ways.first() {
                below.unread.push(Unread {
                    path: way.iter().map(|one| key(one)).collect(),
                    heading: heading.to_owned(),
                    place: place.clone(),
                });
            }
        }
        if title.is_some()
            && let Wanted::Table(keys) = self.wanted(root)
        {
            // A file that is all Markdown is not refused for want of a list, which nobody can write who has never seen one.
            for required in keys.required {
                let is_list = self.wanted(&[key(required)]) == Wanted::List;
                if is_list
                    && !has(required)
                    && !below.entries.iter().any(|one| one.key == *required)
                {
                    let at = all.first().map_or(0..0, |block| block.place.clone());
                    let list = Written::list(at.clone(), Vec::new());
                    below.entries.push(entry(required, &at, list));
                }
            }
        }
    }

    /// What stands between the title and the first heading: labels and a quote.
    fn head(&mut self, content: &[Block], entries: &mut Vec<Entry>) {
        let fields = self.fields(&[], content);
        for one in fields.entries {
            add(entries, one);
        }
        let path = [key(QUOTE)];
        let quotes = content
            .iter()
            .filter(|one| matches!(one.what, Shape::Quote(_)));
        let quotes: Vec<&Block> = quotes.filter(|one| !self.is_used(&one.place)).collect();
        if let ([quote], true) = (quotes.as_slice(), self.is_claim(&path))
            && let Some(value) = self.value(&path, within(std::slice::from_ref(*quote)))
            && !entries.iter().any(|one| one.key == QUOTE)
        {
            entries.push(entry(QUOTE, &quote.place, value));
        }
    }

    fn is_used(&self, place: &Span) -> bool {
        self.used.contains(place)
    }

    /// Reads what stands below a heading or label as the first of the fields that it has the shape of.
    fn field(
        &mut self,
        (table, ways): (&[Step], &[Vec<&'static str>]),
        (place, content): (&Span, Content<'_>),
        entries: &mut Vec<Entry>,
    ) -> bool {
        for way in ways {
            let steps: Vec<Step> = way.iter().map(|one| key(one)).collect();
            let mark = self.used.len();
            if let Some(value) = self.value(&[table, &steps].concat(), content) {
                let (last, above) = match way.split_last() {
                    Some(split) => split,
                    None => continue,
                };
                let mut new = entry(last, place, value);
                for one in above.iter().rev() {
                    new = entry(one, place, Written::table(place.clone(), vec![new]));
                }
                if add(entries, new).is_none() {
                    return true;
                }
                self.used.truncate(mark);
            }
        }
        // Below the top nothing else can be meant by a number's label, so that other words are told as a mistake.
        if let ([way], Some(line), false) = (ways, content.line, table.is_empty())
            && let [field] = way.as_slice()
            && matches!(
                self.wanted(&below(table, field)),
                Wanted::Number(..) | Wanted::Scale(_)
            )
        {
            let value = Written::text(line.clone(), words(&self.text[line.clone()]));
            return add(entries, entry(field, place, value)).is_none();
        }
        false
    }

    /// The value that must stand at a path, when the content has its shape.
    fn value(&mut self, path: &[Step], content: Content<'_>) -> Option<Written> {
        let mark = self.used.len();
        let read = match self.wanted(path) {
            Wanted::Nothing => None,
            Wanted::List => self.list(path, content),
            Wanted::Labels => self.labels(path, content),
            Wanted::Table(keys) => self.table(path, keys, content),
            _ => self.one(path, content),
        };
        if read.is_none() {
            self.used.truncate(mark);
        }
        read
    }

    /// One value: behind a label, in a paragraph, or in a block quote.
    fn one(&mut self, path: &[Step], content: Content<'_>) -> Option<Written> {
        if let Some(line) = content.line {
            return self.scalar(path, line, content.is_inner);
        }
        if let Some(table) = self.long(path, content.blocks) {
            return Some(table);
        }
        let mut blocks = content.blocks.iter().filter(|block| !is_silent(block));
        let (first, more) = (blocks.next()?, blocks.next());
        match &first.what {
            Shape::Paragraph if more.is_none() || content.is_inner => {
                self.used.push(first.place.clone());
                self.scalar(path, &first.place, content.is_inner)
            }
            Shape::Quote(inner) if self.wanted(path) == Wanted::Text => {
                let mut quotes = self.quotes(path, inner)?;
                self.used.push(first.place.clone());
                (quotes.len() == 1).then(|| quotes.remove(0))
            }
            Shape::List(items) if more.is_none() && items.len() == 1 => {
                self.used.push(first.place.clone());
                match self.wanted(path) {
                    Wanted::Text => self.item(path, &items[0]),
                    _ => self.scalar(path, &items[0].blocks.first()?.place, content.is_inner),
                }
            }
            _ => None,
        }
    }

    /// The table that may stand in the place of one value, as a list of its fields; those of a statement below its words.
    fn long(&mut self, path: &[Step], blocks: &[Block]) -> Option<Written> {
        let at = blocks.iter().position(|block| !is_silent(block))?;
        let (first, rest) = (&blocks[at], &blocks[at + 1..]);
        let has_fields = |block: &Block| match &block.what {
            Shape::List(items) => self.label_items(path, items).is_some(),
            _ => false,
        };
        let next = rest.iter().find(|block| !is_silent(block));
        if has_fields(first) {
            let fields = self.details(path, blocks)?;
            return Some(Written::table(self.place_of(blocks), fields));
        }
        let is_statement = matches!(first.what, Shape::Paragraph) && self.is_claim(path);
        if !is_statement || !next.is_some_and(has_fields) {
            return None;
        }
        let details = self.details(path, rest)?;
        let words = words(&self.text[first.place.clone()]);
        self.used.push(first.place.clone());
        let mut fields = vec![named("text", &first.place, &words)];
        fields.extend(details);
        Some(Written::table(self.place_of(blocks), fields))
    }

    /// What stands at a place as one value. `is_inner`: something else cannot be meant, so that a wrong word is told as one.
    fn scalar(&self, path: &[Step], place: &Span, is_inner: bool) -> Option<Written> {
        let text = words(&self.text[place.clone()]);
        if text.is_empty() {
            return None;
        }
        let bare = |bare: &str| Written {
            place: place.clone(),
            what: What::Bare(bare.to_owned()),
        };
        let simple = text.trim_matches(['*', '_', '`']).to_lowercase();
        let own = Written::text(place.clone(), text.clone());
        match self.wanted(path) {
            Wanted::Text => Some(own),
            Wanted::Image => {
                let shown = text.strip_prefix('!').and_then(address_of_link);
                let file = shown.unwrap_or(&text);
                is_image(file).then(|| Written::text(place.clone(), file))
            }
            Wanted::Word(known, _) => {
                let simple = simple.replace(' ', "-");
                let found = known.iter().find(|word| **word == simple);
                let found = found.map(|word| Written::text(place.clone(), *word));
                found.or_else(|| is_inner.then_some(own))
            }
            Wanted::Number(..) => is_number(&simple).then(|| bare(&simple)),
            Wanted::Scale(_) if is_number(&simple) => Some(bare(&simple)),
            Wanted::Scale(scale) => {
                let is_change = self.takes_change(path) && scale.change(&simple).is_some();
                (is_change || scale.number(&simple).is_some()).then_some(own)
            }
            Wanted::TextOrNumber | Wanted::Any if is_number(&simple) => Some(bare(&simple)),
            Wanted::TextOrNumber | Wanted::Any => Some(own),
            Wanted::Flag => match simple.as_str() {
                "true" | "yes" | "ja" => Some(bare("true")),
                "false" | "no" | "nee" => Some(bare("false")),
                _ => is_inner.then_some(own),
            },
            Wanted::Date => match simple.parse::<super::Date>() {
                Ok(_) => Some(bare(&simple)),
                Err(_) => is_inner.then_some(own),
            },
            _ => None,
        }
    }

    /// Whether a number on a scale may become another one.
    fn takes_change(&self, path: &[Step]) -> bool {
        matches!(self.wanted(&below(path, "to")), Wanted::Scale(_))
    }

    fn is_claim(&self, path: &[Step]) -> bool {
        self.wanted(path) == Wanted::Text && self.wanted(&below(path, "text")) == Wanted::Text
    }

    fn list(&mut self, path: &[Step], content: Content<'_>) -> Option<Written> {
        let path = [path, &[Step::Index(0)]].concat();
        let wanted = self.wanted(&path);
        let takes_text = wanted.takes_text();
        let mut items = Vec::new();
        if let Some(line) = content.line {
            items.extend(self.in_line(&path, line));
        }
        let mut is_list = content.line.is_some();
        // Behind a label with words only its own list follows, and at the top not even that.
        let (is_top, has_line) = (path.len() <= 2, is_list);
        let mut at = 0;
        while let Some(block) = content.blocks.get(at) {
            at += 1;
            if has_line && (is_top || !matches!(block.what, Shape::List(_))) {
                break;
            }
            match &block.what {
                Shape::List(list) => {
                    let mark = self.used.len();
                    let mut read = Vec::new();
                    for item in list.iter().filter(|item| !item.blocks.is_empty()) {
                        read.extend(self.item(&path, item));
                    }
                    let all = list.iter().filter(|item| !item.blocks.is_empty()).count();
                    if read.len() < all {
                        self.used.truncate(mark);
                        return None;
                    }
                    is_list = true;
                    items.extend(read);
                    self.used.push(block.place.clone());
                }
                Shape::Quote(inner) if wanted == Wanted::Text => {
                    items.extend(self.quotes(&path, inner)?);
                    is_list = true;
                    self.used.push(block.place.clone());
                }
                Shape::Table(grid) => {
                    let rows = self
                        .rows(&path, grid)
                        .or_else(|| self.columns(&path, grid))?;
                    items.extend(rows);
                    is_list = true;
                    self.used.push(block.place.clone());
                }
                Shape::Paragraph if content.is_inner && takes_text && !is_list => {
                    items.extend(self.in_line(&path, &block.place));
                    self.used.push(block.place.clone());
                }
                Shape::Heading(level, words) => {
                    let Wanted::Table(_) = wanted else {
                        return None;
                    };
                    let from = at;
                    let end = content.blocks[from..].iter().position(
                        |one| matches!(one.what, Shape::Heading(inner, _) if inner <= *level),
                    );
                    at = end.map_or(content.blocks.len(), |end| from + end);
                    let (part, _) = self.part(&path, words, &content.blocks[from..at]);
                    self.used.push(block.place.clone());
                    items.push(part);
                }
                _ => {}
            }
        }
        let (first, last) = (items.first()?, items.last()?);
        let place = first.place.start..last.place.end.max(first.place.end);
        Some(Written::list(place, items))
    }

    /// The items in one line: several where they are short words with commas between.
    fn in_line(&self, path: &[Step], line: &Span) -> Vec<Written> {
        let text = &self.text[line.clone()];
        let is_short = |part: &str| {
            let count = part.split_whitespace().count();
            let is_link = part.trim().starts_with('[') && part.trim().ends_with([')', ']']);
            is_link || (1..=3).contains(&count) && !part.contains(['.', '"', '(', '[', '{'])
        };
        let is_words = !self.is_claim(path) && !matches!(self.wanted(path), Wanted::Table(_));
        let by_commas = is_words && between_commas(text).all(is_short);
        let places = parts(text, line, by_commas).into_iter();
        places
            .filter_map(|place| self.alone(path, &place))
            .collect()
    }

    /// An item of which there is nothing but a line.
    fn alone(&self, path: &[Step], place: &Span) -> Option<Written> {
        let Wanted::Table(keys) = self.wanted(path) else {
            return self.scalar(path, place, true);
        };
        let text = words(&self.text[place.clone()]);
        if text.is_empty() {
            return None;
        }
        if let Some(entries) = self.rated(path, keys, place) {
            return Some(Written::table(place.clone(), entries));
        }
        keys.sentence?;
        Some(Written::text(place.clone(), text))
    }

    /// A name with a number behind it, or two opposites with a number, where the table has a place for each.
    fn rated(&self, path: &[Step], keys: &Keys, place: &Span) -> Option<Vec<Entry>> {
        let text = &self.text[place.clone()];
        let (said, number) = text.rsplit_once(':')?;
        let number = number.trim();
        let number_key = keys.all.iter().find(|one| {
            let wanted = self.wanted(&below(path, one));
            matches!(wanted, Wanted::Number(..) | Wanted::Scale(_))
        })?;
        if !is_number(number) || said.trim().is_empty() {
            return None;
        }
        let number_at = place.end - number.len()..place.end;
        let said_at = place.start..place.start + said.trim_end().len();
        let bare = Written {
            place: number_at.clone(),
            what: What::Bare(number.to_owned()),
        };
        let number = entry(number_key, &number_at, bare);
        if keys.sentence == Some(NAME) {
            return Some(vec![named(NAME, &said_at, &words(said)), number]);
        }
        let [left, right, last] = keys.required else {
            return None;
        };
        let is_text = |one: &&str| self.wanted(&below(path, one)) == Wanted::Text;
        if last != number_key || !is_text(left) || !is_text(right) {
            return None;
        }
        let between = [" – ", " — ", " - ", " ↔ ", " <-> ", " / "];
        let mut found = between.iter().filter_map(|one| said.split_once(one));
        let (first, second) = found.next()?;
        Some(vec![
            named(left, &said_at, &words(first)),
            named(right, &said_at, &words(second)),
            number,
        ])
    }

    /// An item of a list.
    fn item(&mut self, path: &[Step], item: &Item) -> Option<Written> {
        let blocks = item.blocks.as_slice();
        let (first, rest) = blocks.split_first()?;
        let wanted = self.wanted(path);
        if !matches!(first.what, Shape::Paragraph) {
            let place = first.place.start..item.place.end;
            return (wanted == Wanted::Text)
                .then(|| Written::text(place.clone(), words(&self.text[place])));
        }
        let has_more = rest.iter().any(|block| !is_silent(block));
        if let Wanted::Table(_) = wanted
            && self.labels_in(path, &first.place).is_some()
        {
            let mark = self.used.len();
            let fields = self.fields(path, blocks);
            let all = blocks.iter().filter(|block| !is_silent(block));
            if fields.known > 0 && { all }.all(|block| self.is_within_used(&block.place)) {
                return Some(Written::table(item.place.clone(), fields.entries));
            }
            self.used.truncate(mark);
        }
        if !has_more {
            return self.alone(path, &first.place);
        }
        let all = first.place.start..item.place.end;
        let (keys, text_key) = match wanted {
            Wanted::Table(keys) => (keys, keys.sentence?),
            Wanted::Text if self.is_claim(path) => match (self.form.wanted)(path) {
                Wanted::Text => return self.claim(path, (&first.place, &all), rest),
                _ => return None,
            },
            Wanted::Text => return Some(Written::text(all.clone(), words(&self.text[all]))),
            _ => return self.scalar(path, &first.place, true),
        };
        let mut entries: Vec<Entry> = match self.rated(path, keys, &first.place) {
            Some(entries) => entries,
            None => {
                let text = words(&self.text[first.place.clone()]);
                let said = keys.read_sentence(&text).into_iter();
                said.map(|(one, part)| {
                    let what = match part {
                        Part::Text(text) => What::Text(text.to_owned()),
                        Part::Number(number) => What::Bare(number.to_string()),
                    };
                    let place = first.place.clone();
                    entry(one, &first.place, Written { place, what })
                })
                .collect()
            }
        };
        match self.details(path, rest) {
            Some(details) => {
                for one in details {
                    add(&mut entries, one);
                }
            }
            None => {
                let rest = rest.first()?.place.start..item.place.end;
                let prose = words_of_quote(&self.text[rest.clone()]);
                match self.prose_key(path, &entries) {
                    Some(prose_key) => entries.push(named(prose_key, &rest, &prose)),
                    None => {
                        entries.retain(|one| one.key != text_key);
                        let whole = words(&self.text[all.clone()]);
                        entries.push(named(text_key, &all, &whole));
                    }
                }
            }
        }
        Some(Written::table(item.place.clone(), entries))
    }

    /// A statement with more below it: its own fields, or a note.
    fn claim(
        &mut self,
        path: &[Step],
        (place, all): (&Span, &Span),
        rest: &[Block],
    ) -> Option<Written> {
        let mut entries = vec![named("text", place, &words(&self.text[place.clone()]))];
        match self.details(path, rest) {
            Some(details) => entries.extend(details),
            None => {
                let rest = rest.first()?.place.start..all.end;
                let note = words_of_quote(&self.text[rest.clone()]);
                entries.push(named("note", &rest, &note));
            }
        }
        Some(Written::table(all.clone(), entries))
    }

    /// What stands below an item, when all of it is fields.
    fn details(&mut self, path: &[Step], rest: &[Block]) -> Option<Vec<Entry>> {
        let mark = self.used.len();
        let fields = self.fields(path, rest);
        let mut all = rest.iter().filter(|block| !is_silent(block));
        if fields.known > 0 && all.all(|block| self.is_within_used(&block.place)) {
            return Some(fields.entries);
        }
        self.used.truncate(mark);
        None
    }

    /// Whether every word at a place is in a field.
    fn is_within_used(&self, place: &Span) -> bool {
        super::story::left(self.text, place, &self.used).is_empty()
    }

    /// The key for prose, if it is free.
    fn prose_key(&self, path: &[Step], entries: &[Entry]) -> Option<&'static str> {
        let is_free = |one: &&&str| {
            self.wanted(&below(path, one)) == Wanted::Text
                && !entries.iter().any(|entry| entry.key == **one)
        };
        PROSE.iter().find(is_free).copied()
    }

    /// What somebody said, each with who said it.
    fn quotes(&mut self, path: &[Step], inner: &[Block]) -> Option<Vec<Written>> {
        let has_by = self.is_claim(path) && self.wanted(&below(path, BY)) == Wanted::Text;
        let mut quotes: Vec<Written> = Vec::new();
        for block in inner {
            match &block.what {
                Shape::Paragraph => {
                    for (place, text, by) in said(self.text, &block.place) {
                        let Some((by_place, by)) = by.filter(|_| has_by) else {
                            let whole = words(&self.text[place.clone()]);
                            quotes.push(Written::text(place, whole));
                            continue;
                        };
                        if text.is_empty()
                            && let Some(last) = quotes.pop()
                        {
                            let What::Text(text) = last.what else {
                                return None;
                            };
                            let said = named("text", &last.place, &text);
                            let entries = vec![said, named(BY, &by_place, &by)];
                            let whole = last.place.start..place.end;
                            quotes.push(Written::table(whole, entries));
                            continue;
                        }
                        let entries = vec![named("text", &place, &text), named(BY, &by_place, &by)];
                        quotes.push(Written::table(place, entries));
                    }
                }
                Shape::List(_) if let Some(more) = self.own_fields(path, block, &quotes) => {
                    let last = quotes.pop()?;
                    let mut entries = match last.what {
                        What::Text(text) => vec![named("text", &last.place, &text)],
                        What::Table(entries) => entries,
                        _ => return None,
                    };
                    entries.extend(more);
                    quotes.push(Written::table(last.place.start..block.place.end, entries));
                }
                // Who said it, behind a dash that Markdown takes for a list.
                Shape::List(items) if has_by && items.len() == 1 => {
                    let last = quotes.pop()?;
                    let What::Text(text) = last.what else {
                        return None;
                    };
                    let place = items[0].blocks.first()?.place.clone();
                    let by = words(&self.text[place.clone()]);
                    let entries = vec![named("text", &last.place, &text), named(BY, &place, &by)];
                    quotes.push(Written::table(last.place.start..place.end, entries));
                }
                _ if is_silent(block) => {}
                _ => return None,
            }
        }
        (!quotes.is_empty()).then_some(quotes)
    }

    /// The own fields of the last quote, in a list below it.
    fn own_fields(
        &mut self,
        path: &[Step],
        block: &Block,
        quotes: &[Written],
    ) -> Option<Vec<Entry>> {
        let is_below_one = self.is_claim(path) && !quotes.is_empty();
        is_below_one.then(|| self.details(path, std::slice::from_ref(block)))?
    }

    /// The rows of a table as items, when its columns are fields of them.
    fn rows(&mut self, path: &[Step], grid: &Grid) -> Option<Vec<Written>> {
        let required: &[&'static str] = match self.wanted(path) {
            Wanted::Table(keys) => keys.required,
            Wanted::Text if self.is_claim(path) => &["text"],
            _ => return None,
        };
        let mut columns: Vec<Option<&'static str>> = Vec::new();
        for cell in &grid.head {
            let ways = self.meant(path, &self.text[cell.clone()]);
            let ways = ways.into_iter().filter(|way| way.len() == 1);
            let mut free = ways.filter(|way| !columns.contains(&Some(way[0])));
            columns.push(free.next().map(|way| way[0]));
        }
        if columns.iter().flatten().count() == 0 {
            return None;
        }
        let text_key = required
            .iter()
            .find(|one| self.wanted(&below(path, one)) == Wanted::Text);
        if let Some(text_key) = text_key
            && !columns.contains(&Some(*text_key))
        {
            // The first column says what each row is about, whatever it is called.
            let first = columns.first_mut().filter(|column| column.is_none())?;
            *first = Some(text_key);
        }
        let has_extra = self.wanted(&below(path, EXTRA)) == Wanted::Labels;
        let is_blank = |column: usize| {
            let mut cells = grid.rows.iter().filter_map(|row| row.get(column));
            cells.all(Span::is_empty)
        };
        let is_known = |column: usize| match columns[column] {
            Some(_) => true,
            None if is_blank(column) => grid.head[column].is_empty(),
            None => has_extra,
        };
        if !(0..columns.len()).all(is_known) {
            return None;
        }
        let mut rows = Vec::new();
        for row in &grid.rows {
            let mut entries = Vec::new();
            for (cell, (column, head)) in row.iter().zip(columns.iter().zip(&grid.head)) {
                match column {
                    Some(column) => entries.extend(self.cell((path, column), head, cell)),
                    None => self.extra(cell, head, &mut entries),
                }
            }
            let filled = || row.iter().filter(|cell| !cell.is_empty());
            if let (Some(first), Some(last)) = (filled().next(), filled().next_back()) {
                rows.push(Written::table(first.start..last.end, entries));
            }
        }
        (!rows.is_empty()).then_some(rows)
    }

    /// The columns of a table as items, when its rows are fields of them.
    fn columns(&mut self, path: &[Step], grid: &Grid) -> Option<Vec<Written>> {
        if self.wanted(&below(path, NAME)) != Wanted::Text || grid.head.len() < 2 {
            return None;
        }
        let mut fields: Vec<(&Span, Option<&'static str>)> = Vec::new();
        for row in &grid.rows {
            let first = row.first()?;
            let ways = self.meant(path, &self.text[first.clone()]);
            let mut ways = ways.into_iter().filter(|way| way.len() == 1);
            let field = ways.next().map(|way| way[0]);
            if field.is_none() && !first.is_empty() && row.iter().skip(1).all(Span::is_empty) {
                return None;
            }
            fields.push((first, field));
        }
        let known = fields.iter().filter(|(_, field)| field.is_some()).count();
        let has_extra = self.wanted(&below(path, EXTRA)) == Wanted::Labels;
        if known == 0 || known * 2 < fields.len() || known < fields.len() && !has_extra {
            return None;
        }
        let mut items = Vec::new();
        for (column, head) in grid.head.iter().enumerate().skip(1) {
            let name = plain(&self.text[head.clone()]);
            let mut entries = Vec::new();
            if !name.is_empty() {
                entries.push(named(NAME, head, &name));
            }
            for (row, (first, field)) in grid.rows.iter().zip(&fields) {
                let Some(cell) = row.get(column) else {
                    continue;
                };
                match field {
                    Some(field) => {
                        if let Some(one) = self.cell((path, field), first, cell) {
                            add(&mut entries, one);
                        }
                    }
                    None => self.extra(cell, first, &mut entries),
                }
            }
            if !entries.is_empty() {
                items.push(Written::table(head.clone(), entries));
            }
        }
        (!items.is_empty()).then_some(items)
    }

    fn cell(
        &mut self,
        (path, field): (&[Step], &'static str),
        head: &Span,
        cell: &Span,
    ) -> Option<Entry> {
        if cell.is_empty() {
            return None;
        }
        let content = Content {
            line: Some(cell),
            blocks: &[],
            is_inner: true,
        };
        let value = self.value(&below(path, field), content);
        let value =
            value.unwrap_or_else(|| Written::text(cell.clone(), words(&self.text[cell.clone()])));
        Some(entry(field, head, value))
    }

    /// A label of the author's own with the texts at a place.
    fn extra(&self, place: &Span, label: &Span, entries: &mut Vec<Entry>) {
        let name = plain(&self.text[label.clone()]);
        if place.is_empty() || name.is_empty() {
            return;
        }
        let texts = parts(&self.text[place.clone()], place, false);
        let texts = texts.into_iter().map(|one| {
            let text = words(&self.text[one.clone()]);
            Written::text(one, text)
        });
        let value = one_or_list(place, texts.collect());
        let own = entry(&name, label, value);
        let extra = Written::table(label.clone(), vec![own]);
        add(entries, entry(EXTRA, label, extra));
    }

    /// Labels of the author's own: lines, items or rows of two cells.
    fn labels(&mut self, path: &[Step], content: Content<'_>) -> Option<Written> {
        let mut entries: Vec<Entry> = Vec::new();
        for block in content.blocks {
            match &block.what {
                Shape::Paragraph => {
                    let lines = self.lines(&block.place);
                    let labels: Vec<_> = lines.iter().map(|line| label(self.text, line)).collect();
                    if labels.iter().any(Option::is_none) {
                        continue;
                    }
                    for one in labels.into_iter().flatten() {
                        let own = below(path, &one.words);
                        let content = Content {
                            line: Some(&one.rest),
                            ..within(&[])
                        };
                        let value = self.own_value(&own, content)?;
                        add(&mut entries, entry(&one.words, &one.place, value));
                    }
                    self.used.push(block.place.clone());
                }
                Shape::List(items) => {
                    let mut all = Vec::new();
                    for item in items {
                        let (first, rest) = item.blocks.split_first()?;
                        let one = label(self.text, &first.place)?;
                        let own = below(path, &one.words);
                        let content = Content {
                            line: Some(&one.rest).filter(|rest| !rest.is_empty()),
                            ..within(rest)
                        };
                        let value = self.own_value(&own, content)?;
                        all.push(entry(&one.words, &one.place, value));
                    }
                    for one in all {
                        add(&mut entries, one);
                    }
                    self.used.push(block.place.clone());
                }
                Shape::Table(grid) if grid.head.len() == 2 => {
                    let rows = std::iter::once(&grid.head).chain(&grid.rows);
                    for row in rows {
                        let [first, second] = row.as_slice() else {
                            return None;
                        };
                        let name = plain(&self.text[first.clone()]);
                        if name.is_empty() || second.is_empty() {
                            if first.is_empty() && second.is_empty() {
                                continue;
                            }
                            return None;
                        }
                        let own = below(path, &name);
                        let content = Content {
                            line: Some(second),
                            ..within(&[])
                        };
                        let value = self.own_value(&own, content)?;
                        add(&mut entries, entry(&name, first, value));
                    }
                    self.used.push(block.place.clone());
                }
                _ => {}
            }
        }
        let (first, last) = (entries.first()?, entries.last()?);
        let place = first.place.start..last.value.place.end.max(first.place.end);
        Some(Written::table(place, entries))
    }

    /// The value of a label of the author's own: a text or a list of texts, or what else must stand there.
    fn own_value(&mut self, path: &[Step], content: Content<'_>) -> Option<Written> {
        if !matches!(
            self.wanted(path),
            Wanted::Text | Wanted::TextOrNumber | Wanted::Any
        ) {
            return self.value(path, content);
        }
        let mut texts = Vec::new();
        if let Some(line) = content.line {
            for place in parts(&self.text[line.clone()], line, false) {
                texts.extend(self.scalar(path, &place, true));
            }
        }
        for block in content.blocks {
            match &block.what {
                Shape::List(items) => {
                    for item in items {
                        texts.push(Written::text(
                            item.place.clone(),
                            words(self.text_of(item)?),
                        ));
                    }
                    self.used.push(block.place.clone());
                }
                Shape::Paragraph | Shape::Quote(_) => {
                    let text = &self.text[block.place.clone()];
                    let text = match block.what {
                        Shape::Quote(_) => words_of_quote(text),
                        _ => words(text),
                    };
                    texts.push(Written::text(block.place.clone(), text));
                    self.used.push(block.place.clone());
                }
                _ => {}
            }
        }
        texts.retain(|one| !matches!(&one.what, What::Text(text) if text.is_empty()));
        let (first, last) = (texts.first()?, texts.last()?);
        let place = first.place.start..last.place.end.max(first.place.end);
        Some(one_or_list(&place, texts))
    }

    fn text_of(&self, item: &Item) -> Option<&str> {
        let first = item.blocks.first()?;
        self.text.get(first.place.start..item.place.end)
    }

    /// A table: labels or sub-headings that are its keys, or a sentence that stands for it.
    fn table(&mut self, path: &[Step], keys: &Keys, content: Content<'_>) -> Option<Written> {
        if let Some(line) = content.line {
            keys.sentence?;
            return Some(Written::text(line.clone(), words(&self.text[line.clone()])));
        }
        let fields = self.fields(path, content.blocks);
        if fields.known > 0 {
            let place = self.place_of(content.blocks);
            return Some(Written::table(place, fields.entries));
        }
        let mut blocks = content.blocks.iter().filter(|block| !is_silent(block));
        let (first, more) = (blocks.next()?, blocks.next());
        if more.is_none() && keys.sentence.is_some() && matches!(first.what, Shape::Paragraph) {
            self.used.push(first.place.clone());
            let text = words(&self.text[first.place.clone()]);
            return Some(Written::text(first.place.clone(), text));
        }
        None
    }

    fn place_of(&self, blocks: &[Block]) -> Span {
        match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => first.place.start..last.place.end,
            _ => 0..0,
        }
    }

    /// An item of a list that stands below a heading of its own, and how many of its labels were known.
    fn part(&mut self, path: &[Step], place: &Span, content: &[Block]) -> (Written, usize) {
        let mut entries = Vec::new();
        let Wanted::Table(keys) = self.wanted(path) else {
            return (Written::table(place.clone(), entries), 0);
        };
        let list = path.split_last().map_or(path, |(_, list)| list);
        let is_part = |word: &str| {
            let (last, above) = match list.split_last() {
                Some((Step::Key(last), above)) => (last, above),
                _ => return false,
            };
            let ways = self.meant(above, word);
            ways.iter().any(|way| way.as_slice() == [last.as_str()])
        };
        let mut name_at = numbered_away(self.text, place, &is_part);
        if self.wanted(&below(path, TAKES)) == Wanted::Text
            && let Some((shorter, takes)) = split_takes(self.text, &name_at)
        {
            entries.push(named(TAKES, &takes, &words(&self.text[takes.clone()])));
            name_at = shorter;
        }
        let is_text = |one: &&&str| self.wanted(&below(path, one)) == Wanted::Text;
        let text_key = keys.required.iter().find(is_text);
        let name = plain(&self.text[name_at.clone()]);
        if let (Some(text_key), false) = (text_key, name.is_empty()) {
            entries.insert(0, named(text_key, &name_at, &name));
        }
        let fields = self.fields(path, content);
        for one in fields.entries {
            add(&mut entries, one);
        }
        let lead = &content[..fields.lead];
        // What the item is for, when it needs a list.
        let mut lists = keys
            .required
            .iter()
            .filter(|one| self.wanted(&below(path, one)) == Wanted::List);
        if let Some(list) = lists.next()
            && let Some(value) = self.value(&below(path, list), within(lead))
        {
            add(&mut entries, entry(list, place, value));
        }
        let is_prose = |block: &&Block| matches!(block.what, Shape::Paragraph) || is_silent(block);
        let prose = lead.iter().take_while(is_prose).count();
        let paragraphs = || lead[..prose].iter().filter(|block| !is_silent(block));
        if let (Some(first), Some(last)) = (paragraphs().next(), paragraphs().next_back())
            && let Some(prose_key) = self.prose_key(path, &entries)
        {
            let at = first.place.start..last.place.end;
            entries.push(named(prose_key, &at, &words(&self.text[at.clone()])));
            self.used.push(at);
        }
        (Written::table(place.clone(), entries), fields.known)
    }

    /// The fields of a table among blocks: below sub-headings, behind labels, in rows of two cells.
    fn fields(&mut self, path: &[Step], content: &[Block]) -> Fields {
        let (lead, segments) = self.segments(path, content);
        let mut fields = Fields {
            lead,
            ..Fields::default()
        };
        let has_extra = self.wanted(&below(path, EXTRA)) == Wanted::Labels;
        let mut own = Vec::new();
        for segment in segments {
            let ways = match segment.line {
                Some(_) => self.meant_by_label(path, &segment.label),
                None => self.meant(path, &segment.label),
            };
            let inside = Content {
                line: segment.line.as_ref().filter(|line| !line.is_empty()),
                blocks: segment.blocks,
                is_inner: true,
            };
            if self.field((path, &ways), (&segment.place, inside), &mut fields.entries) {
                self.used.push(segment.whole);
                fields.known += 1;
            } else if has_extra {
                own.push(segment);
            }
        }
        if fields.known == 0 {
            return fields;
        }
        for segment in own {
            let path = below(&below(path, EXTRA), &segment.label);
            let inside = Content {
                line: segment.line.as_ref().filter(|line| !line.is_empty()),
                blocks: segment.blocks,
                is_inner: true,
            };
            let mark = self.used.len();
            if let Some(value) = self.own_value(&path, inside) {
                let own = entry(&segment.label, &segment.place, value);
                let extra = Written::table(segment.place.clone(), vec![own]);
                if add(&mut fields.entries, entry(EXTRA, &segment.place, extra)).is_none() {
                    self.used.push(segment.whole);
                    continue;
                }
            }
            self.used.truncate(mark);
        }
        fields
    }

    /// The labels among blocks with what belongs to each, and how many blocks stand before the first.
    fn segments<'b>(&self, path: &[Step], content: &'b [Block]) -> (usize, Vec<Segment<'b>>) {
        let mut segments = Vec::new();
        let mut lead = None;
        let mut at = 0;
        while let Some(block) = content.get(at) {
            let begin = at;
            at += 1;
            match &block.what {
                Shape::Heading(level, words) => {
                    let is_end = |one: &Block| matches!(one.what, Shape::Heading(inner, _) if inner <= *level);
                    let end = content[at..].iter().position(is_end);
                    let end = end.map_or(content.len(), |end| at + end);
                    segments.push(Segment {
                        label: plain(&self.text[words.clone()]),
                        place: words.clone(),
                        line: None,
                        blocks: &content[at..end],
                        whole: block.place.clone(),
                    });
                    at = end;
                }
                Shape::Paragraph => {
                    let Some(labels) = self.labels_in(path, &block.place) else {
                        continue;
                    };
                    let is_end = |one: &Block| match &one.what {
                        Shape::Heading(..) => true,
                        Shape::Paragraph => self.labels_in(path, &one.place).is_some(),
                        Shape::List(items) => self.label_items(path, items).is_some(),
                        _ => false,
                    };
                    let end = content[at..].iter().position(is_end);
                    let end = end.map_or(content.len(), |end| at + end);
                    let last = labels.len() - 1;
                    for (position, one) in labels.into_iter().enumerate() {
                        segments.push(Segment {
                            whole: one.place.start..one.rest.end.max(one.end),
                            label: one.words,
                            place: one.place,
                            line: Some(one.rest),
                            blocks: if position == last {
                                &content[at..end]
                            } else {
                                &[]
                            },
                        });
                    }
                    at = end;
                }
                Shape::List(items) => {
                    let Some(labels) = self.label_items(path, items) else {
                        continue;
                    };
                    for (item, one) in items.iter().zip(labels) {
                        segments.push(Segment {
                            label: one.words,
                            place: one.place,
                            line: Some(one.rest),
                            blocks: &item.blocks[1..],
                            whole: item.place.start..item.blocks[0].place.end,
                        });
                    }
                }
                Shape::Table(grid) if grid.head.len() == 2 => {
                    let rows = || std::iter::once(&grid.head).chain(&grid.rows);
                    let is_row = |row: &&Vec<Span>| row.len() == 2 && !row[0].is_empty();
                    let known = rows().filter(is_row).filter(|row| {
                        let ways = self.meant(path, &self.text[row[0].clone()]);
                        !ways.is_empty()
                    });
                    if known.count() * 2 < rows().filter(is_row).count().max(1) {
                        continue;
                    }
                    for row in rows().filter(is_row) {
                        segments.push(Segment {
                            label: plain(&self.text[row[0].clone()]),
                            place: row[0].clone(),
                            line: Some(row[1].clone()),
                            blocks: &[],
                            whole: self.row(&row[0]),
                        });
                    }
                }
                _ => continue,
            }
            lead.get_or_insert(begin);
        }
        (lead.unwrap_or(content.len()), segments)
    }

    /// The line of a table that a cell stands in.
    fn row(&self, cell: &Span) -> Span {
        let start = self.text[..cell.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[cell.end..].find('\n');
        start..end.map_or(self.text.len(), |at| cell.end + at)
    }

    /// The labels that begin the lines of a paragraph, if the first line has one; lines without belong to the one before.
    fn labels_in(&self, path: &[Step], place: &Span) -> Option<Vec<super::inline::Label>> {
        let mut labels: Vec<super::inline::Label> = Vec::new();
        for line in self.lines(place) {
            let found = label(self.text, &line).filter(|one| {
                one.is_bold
                    || !labels.is_empty()
                    || !self.meant_by_label(path, &one.words).is_empty()
            });
            match (found, labels.last_mut()) {
                (Some(one), _) => labels.push(one),
                (None, Some(last)) => last.rest.end = line.end,
                (None, None) => return None,
            }
        }
        Some(labels).filter(|labels| !labels.is_empty())
    }

    /// The labels of the items of a list, when each has one and one of them is known.
    fn label_items(&self, path: &[Step], items: &[Item]) -> Option<Vec<super::inline::Label>> {
        let mut labels = Vec::new();
        for item in items {
            let first = item.blocks.first()?;
            labels.push(label(self.text, &first.place)?);
        }
        let is_known =
            |one: &super::inline::Label| !self.meant_by_label(path, &one.words).is_empty();
        labels.iter().any(is_known).then_some(labels)
    }

    /// The lines at a place that say something.
    fn lines(&self, place: &Span) -> Vec<Span> {
        super::inline::lines(self.text, place)
    }
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

fn below(path: &[Step], name: &str) -> Vec<Step> {
    let mut path = path.to_vec();
    path.push(key(name));
    path
}

fn entry(key: &str, place: &Span, value: Written) -> Entry {
    Entry {
        key: key.to_owned(),
        place: place.clone(),
        value,
    }
}

/// A text under a key.
fn named(key: &str, place: &Span, text: &str) -> Entry {
    entry(key, place, Written::text(place.clone(), text))
}

fn one_or_list(place: &Span, mut texts: Vec<Written>) -> Written {
    match texts.len() {
        1 => texts.remove(0),
        _ => Written::list(place.clone(), texts),
    }
}

fn within(blocks: &[Block]) -> Content<'_> {
    Content {
        line: None,
        blocks,
        is_inner: true,
    }
}

fn is_heading(block: &Block) -> bool {
    matches!(block.what, Shape::Heading(..))
}

/// What says nothing to readers.
fn is_silent(block: &Block) -> bool {
    matches!(block.what, Shape::Comment | Shape::Rule)
}

pub(crate) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, part)) => is_digits(whole) && is_digits(part),
        None => is_digits(digits) && (digits.len() == 1 || !digits.starts_with('0')),
    }
}

/// Whether a heading is one of the story, whatever it says.
pub(super) fn is_escaped(heading: &str) -> bool {
    let mut letters = heading.chars();
    letters.next() == Some('\\') && letters.next().is_some_and(char::is_alphanumeric)
}

/// Every level-2 heading with its words and what stands below it.
fn sections(all: &[Block]) -> Vec<(&Block, &Span, &[Block])> {
    let mut sections = Vec::new();
    for (at, block) in all.iter().enumerate() {
        let Shape::Heading(2, words) = &block.what else {
            continue;
        };
        let rest = &all[at + 1..];
        let is_end = |one: &Block| matches!(one.what, Shape::Heading(level, _) if level <= 2);
        let end = rest.iter().position(is_end).unwrap_or(rest.len());
        sections.push((block, words, &rest[..end]));
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static ROOT: Keys = Keys {
        all: &["name", "goals", "role", "extra", "stages"],
        required: &["name"],
        sentence: None,
        rated: None,
    };
    static STAGE: Keys = Keys {
        all: &["name", "summary", "doing", "extra"],
        required: &["name"],
        sentence: Some("name"),
        rated: None,
    };
    static CLAIM: Keys = Keys {
        all: &["text", "note", "by"],
        required: &["text"],
        sentence: Some("text"),
        rated: None,
    };

    fn wanted(path: &[Step]) -> Wanted {
        let keys: Vec<&str> = path
            .iter()
            .filter_map(|step| match step {
                Step::Key(key) => Some(key.as_str()),
                Step::Index(_) => None,
            })
            .collect();
        let is_item = matches!(path.last(), Some(Step::Index(_)));
        match (keys.as_slice(), is_item) {
            ([], _) => Wanted::Table(&ROOT),
            (["goals" | "stages"], false) | (["stages", "doing"], false) => Wanted::List,
            (["stages"], true) => Wanted::Table(&STAGE),
            (["goals"] | ["stages", "doing"], true) => Wanted::Text,
            (["goals", key] | ["stages", "doing", key], false) if CLAIM.all.contains(key) => {
                Wanted::Text
            }
            (["role" | "name"] | ["stages", "summary" | "name"], false) => Wanted::Text,
            (["extra"] | ["stages", "extra"], false) => Wanted::Labels,
            (["extra", _] | ["stages", "extra", _], _) => Wanted::TextOrNumber,
            _ => Wanted::Nothing,
        }
    }

    fn meant(table: &[Step], words: &str) -> Vec<Vec<&'static str>> {
        let keys = match wanted(table) {
            Wanted::Table(keys) => keys.all,
            _ if wanted(table) == Wanted::Text => CLAIM.all,
            _ => &[],
        };
        let word = words.trim().to_lowercase();
        let is_known = |key: &&&str| **key == word && (!table.is_empty() || word != "name");
        keys.iter().filter(is_known).map(|key| vec![*key]).collect()
    }

    fn read_all(text: &str, parts: Option<&'static str>) -> Below {
        let form = Form {
            wanted: &wanted,
            meant: &meant,
            one_of: &|_, _| Vec::new(),
            parts,
        };
        read(text, &(0..text.len()), &form, &|_| false)
    }

    fn said(value: &Written, all: &mut String) {
        match &value.what {
            What::Text(text) | What::Bare(text) => {
                all.push_str(text);
                all.push(' ');
            }
            What::List(items) => items.iter().for_each(|item| said(item, all)),
            What::Table(entries) => {
                for entry in entries {
                    all.push_str(&entry.key);
                    all.push(' ');
                    said(&entry.value, all);
                }
            }
        }
    }

    fn line() -> impl Strategy<Value = String> {
        let lines = [
            "# W",
            "## Goals",
            "## W",
            "## Stages",
            "### W",
            "### Doing",
            "- W",
            "- W W",
            "  - note: W",
            "  W",
            "1. W",
            "> W",
            "> \"W.\" — W",
            "**Doing:** W",
            "**W:** W",
            "**Doing**:",
            "Role: W",
            "W: W",
            "W",
            "| W | W |",
            "|---|---|",
            "| Doing | W |",
            "```",
            "---",
            "",
            "",
            "",
            "## \\W",
            "- **Doing:** W<br>W",
            "[W]: W",
            "  [W]: W",
            "> [W]: W",
        ];
        proptest::sample::select(lines.to_vec()).prop_map(str::to_owned)
    }

    proptest! {
        #[test]
        fn no_word_is_lost(lines in proptest::collection::vec(line(), 0..16), is_journey: bool) {
            let mut count = 0;
            let mut text = String::new();
            for line in lines {
                for part in line.split_inclusive('W') {
                    match part.strip_suffix('W') {
                        Some(before) => {
                            count += 1;
                            text.push_str(&format!("{before}word{count}x"));
                        }
                        None => text.push_str(part),
                    }
                }
                text.push('\n');
            }
            let below = read_all(&text, is_journey.then_some("stages"));
            let mut all = below.story.text.clone();
            all.push(' ');
            for entry in &below.entries {
                all.push_str(&entry.key);
                all.push(' ');
                said(&entry.value, &mut all);
            }
            for number in 1..=count {
                let word = format!("word{number}x");
                prop_assert!(all.contains(&word), "{} is lost in\n{}\nof\n{:?}", word, text, below);
            }
        }
    }
}
