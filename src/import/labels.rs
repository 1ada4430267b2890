//! Labels onto fields: which field a label means, and whether what stands there has the shape of it. A value fits whole or not at all. Must not know
//! documents.

use super::draft::Move;
use super::found::{is_empty, labelled, pair, says_nothing, texts, written};
use super::kinds::Fields;
use super::names::plain;
use crate::doc::{Date, Keys, Pair, Wanted, What, Written, add, is_number};
use crate::text::Step;

/// Where a label may be put by hand that is no field.
pub(super) const ELSEWHERE: [&str; 3] = [EXTRA, BODY, "name"];
pub(super) const EXTRA: &str = "extra";
pub(super) const BODY: &str = "body";
/// What a text is that stands for a claim.
const TEXT: &str = "text";

/// Fields that say what became of an entry in a book, which no other document can say, or name files that do not lie in the book.
pub(super) const OF_THE_BOOK: [&str; 14] = [
    "status",
    "reviewed",
    "reviewed_by",
    "review_every",
    "audience",
    "allow",
    "order",
    "look",
    "colour",
    "portrait",
    "portraits",
    "image",
    "films",
    "feedback",
];

/// Labels of the text of an entry, besides those of `body`: what stands there has no heading.
const STORY: [&str; 8] = [
    "body",
    "text",
    "tekst",
    "story",
    "verhaal",
    "bio",
    "biography",
    "background",
];

/// A longer text is no line of a list of facts.
pub(super) const LONGEST_EXTRA: usize = 600;
/// A longer text is no sentence for cards.
const LONGEST_SUMMARY: usize = 280;

/// What became of labels.
#[derive(Debug, Default)]
pub(super) struct Placed {
    pub(super) fields: Vec<Pair>,
    /// What has no field.
    pub(super) aside: Vec<(String, Vec<String>)>,
    /// Text, with the heading above it.
    pub(super) story: Vec<(Option<String>, String)>,
    pub(super) moves: Vec<Move>,
}

/// Puts labels onto the fields of a kind.
pub(super) struct Placer<'a> {
    pub(super) fields: &'a Fields<'a>,
    pub(super) map: &'a [(String, String)],
    pub(super) is_of_cells: bool,
    /// The labels of the document, where others were made for it, of which nobody is told.
    pub(super) labels: Option<&'a [String]>,
    pub(super) placed: Placed,
}

impl Placer<'_> {
    /// Places the labels of an entry.
    pub(super) fn entry(&mut self, pairs: Vec<Pair>) {
        for one in pairs {
            if is_empty(&one.value) {
                continue;
            }
            let mark = self.placed.moves.len();
            let Err(one) = self.field(one) else { continue };
            self.placed.moves.truncate(mark);
            self.aside(&one.key, &one.value);
        }
    }

    /// Keeps what has no field.
    fn aside(&mut self, label: &str, value: &Written) {
        for inner in unsaid(value) {
            self.moved(&inner, EXTRA, 1);
        }
        let texts = texts(value);
        let is_long = |text: &String| text.chars().count() > LONGEST_EXTRA;
        let count = texts.len();
        let to = match texts.iter().any(is_long) {
            true => {
                let text = match texts.as_slice() {
                    [one] => one.clone(),
                    several => several.iter().map(|text| format!("- {text}\n")).collect(),
                };
                self.placed.story.push((Some(label.to_owned()), text));
                BODY
            }
            false => {
                self.placed.aside.push((label.to_owned(), texts));
                EXTRA
            }
        };
        self.moved(label, to, count);
    }

    fn moved(&mut self, label: &str, to: &str, count: usize) {
        let is_own = |labels: &[String]| labels.iter().any(|own| own == label);
        if self.labels.is_some_and(|labels| !is_own(labels)) && ![EXTRA, BODY].contains(&to) {
            return;
        }
        let moves = &mut self.placed.moves;
        match moves
            .iter_mut()
            .find(|one| one.label == label && one.to == to)
        {
            Some(one) => one.count += count,
            None => moves.push(Move {
                label: label.to_owned(),
                to: to.to_owned(),
                count,
            }),
        }
    }

    fn mapped(&self, label: &str) -> Option<&str> {
        let mut map = self.map.iter();
        let found = map.find(|(own, _)| plain(own) == plain(label));
        found.map(|(_, field)| field.as_str())
    }

    fn ways(&self, table: &[Step], label: &str) -> Vec<Vec<String>> {
        let mapped = self.mapped(label);
        let way = |field: &str| field.split('.').map(str::to_owned).collect::<Vec<String>>();
        if let Some(field) = mapped {
            let inner = field.rsplit('.').next().unwrap_or(field);
            return match table {
                [] => vec![way(field)],
                _ => vec![vec![inner.to_owned()]],
            };
        }
        let ways = self.fields.meant(table, label);
        ways.iter()
            .map(|way| way.iter().map(|key| (*key).to_owned()).collect())
            .collect()
    }

    /// Places a label of the entry itself; gives it back when it has no field.
    fn field(&mut self, one: Pair) -> Result<(), Pair> {
        let mapped = self.mapped(&one.key);
        if mapped == Some(EXTRA) {
            return Err(one);
        }
        let is_story = STORY.contains(&plain(&one.key).as_str());
        if mapped == Some(BODY) || (mapped.is_none() && is_story) {
            let all = texts(&one.value).join("\n\n");
            let is_named = mapped.is_none() && !STORY[..6].contains(&plain(&one.key).as_str());
            let heading = is_named.then(|| one.key.clone());
            self.placed.story.push((heading, all));
            self.moved(&one.key, BODY, 1);
            return Ok(());
        }
        if plain(&one.key) == EXTRA
            && let What::Table(inner) = &one.value.what
        {
            for own in inner {
                self.aside(&own.key, &own.value);
            }
            return Ok(());
        }
        for way in self.ways(&[], &one.key) {
            if way
                .first()
                .is_some_and(|first| OF_THE_BOOK.contains(&first.as_str()))
            {
                continue;
            }
            if way == ["summary"] && is_long_text(&one.value) {
                let heading = Some(one.key.clone());
                self.placed
                    .story
                    .push((heading, texts(&one.value).join("\n\n")));
                self.moved(&one.key, BODY, 1);
                return Ok(());
            }
            let mut path: Vec<Step> = way.iter().cloned().map(Step::Key).collect();
            let mark = self.placed.moves.len();
            if let Some(value) = self.fit(&mut path, &one.value) {
                let count = match &value.what {
                    What::List(items) => items.len(),
                    _ => 1,
                };
                if let Some(left) = self.put(&way, value) {
                    self.aside(&one.key, &left);
                    return Ok(());
                }
                self.moved(&one.key, &way.join("."), count);
                return Ok(());
            }
            self.placed.moves.truncate(mark);
        }
        // A table of which only a part has fields.
        self.parts(one)
    }

    /// Places what of a table has fields, and keeps the rest.
    fn parts(&mut self, one: Pair) -> Result<(), Pair> {
        let What::Table(pairs) = &one.value.what else {
            return Err(one);
        };
        let ways = self.ways(&[], &one.key);
        let table = ways.iter().find(|way| {
            let path: Vec<Step> = way.iter().cloned().map(Step::Key).collect();
            matches!(self.fields.wanted(&path), Wanted::Table(_))
        });
        let Some(table) = table.cloned() else {
            return Err(one);
        };
        let path: Vec<Step> = table.iter().cloned().map(Step::Key).collect();
        let mut is_any = false;
        for inner in pairs.iter().filter(|inner| !is_empty(&inner.value)) {
            let found = self.inner(&path, inner);
            match found {
                Some((way, value)) => {
                    let way = [table.clone(), way].concat();
                    if let Some(left) = self.put(&way, value) {
                        self.aside(&labelled(&one.key, &inner.key), &left);
                    }
                    is_any = true;
                }
                None => self.aside(&labelled(&one.key, &inner.key), &inner.value),
            }
        }
        if is_any {
            self.moved(&one.key, &table.join("."), 1);
        }
        Ok(())
    }

    /// Puts a value at a way; gives back what has no room there.
    fn put(&mut self, way: &[String], value: Written) -> Option<Written> {
        let (last, above) = way.split_last()?;
        let mut new = pair(last, value.what);
        for key in above.iter().rev() {
            new = pair(key, What::Table(vec![new]));
        }
        add(&mut self.placed.fields, new).map(|left| left.value)
    }

    /// The value as it must stand at a path; nothing when a part of it would be lost.
    fn fit(&mut self, path: &mut Vec<Step>, value: &Written) -> Option<Written> {
        match self.fields.wanted(path) {
            Wanted::Nothing | Wanted::Image => None,
            Wanted::List => self.list(path, value),
            Wanted::Labels => self.labels(path, value),
            Wanted::Table(keys) => self.table(path, Shape::of(keys), value),
            Wanted::Text if matches!(value.what, What::Table(_)) && self.is_claim(path) => {
                self.table(path, Shape::CLAIM, value)
            }
            wanted => one(wanted, &single(value)?),
        }
    }

    /// Facts by label.
    fn labels(&self, path: &[Step], value: &Written) -> Option<Written> {
        let What::Table(pairs) = &value.what else {
            return None;
        };
        let mut all: Vec<Pair> = Vec::new();
        for own in pairs {
            let wanted = self
                .fields
                .wanted(&[path, &[Step::Key(own.key.clone())]].concat());
            let all_texts = texts(&own.value);
            let what = match all_texts.as_slice() {
                [] => continue,
                [text] if wanted == Wanted::Any => one(wanted, text)?.what,
                [text] => What::Text(text.clone()),
                several => {
                    let several = several.iter().map(|text| written(What::Text(text.clone())));
                    What::List(several.collect())
                }
            };
            let label = if own.key.trim().is_empty() {
                "-"
            } else {
                &own.key
            };
            if let Some(old) = all.iter_mut().find(|old| old.key == label) {
                let both = [&old.value, &written(what)].map(texts).concat();
                let both = both.into_iter().map(|text| written(What::Text(text)));
                old.value.what = What::List(both.collect());
                continue;
            }
            all.push(pair(label, what));
        }
        (!all.is_empty()).then(|| written(What::Table(all)))
    }

    fn is_claim(&self, path: &[Step]) -> bool {
        let text = [path, &[Step::Key(TEXT.to_owned())]].concat();
        self.fields.wanted(&text) == Wanted::Text
    }

    fn list(&mut self, path: &mut Vec<Step>, value: &Written) -> Option<Written> {
        path.push(Step::Index(0));
        let items = self.items(path, value);
        let mut fitting = Some(Vec::new());
        for item in items.iter().filter(|item| !is_empty(item)) {
            let found = self.fit(path, item);
            fitting = match (fitting, found) {
                (Some(mut all), Some(found)) => {
                    all.push(found);
                    Some(all)
                }
                _ => None,
            };
        }
        path.pop();
        let fitting = fitting?;
        (!fitting.is_empty()).then(|| written(What::List(fitting)))
    }

    /// What may be the items of the list whose first one stands at a path.
    fn items(&mut self, path: &mut Vec<Step>, value: &Written) -> Vec<Written> {
        match &value.what {
            What::Text(text) => {
                let several = split(text, self.is_of_cells).into_iter();
                several.map(|text| written(What::Text(text))).collect()
            }
            What::Bare(_) => vec![value.clone()],
            What::List(items) => {
                let mut all = Vec::new();
                for item in items {
                    match &item.what {
                        What::List(_) => all.extend(self.items(path, item)),
                        _ => all.push(item.clone()),
                    }
                }
                all
            }
            What::Table(pairs) => {
                let mark = self.placed.moves.len();
                if self.fit(path, value).is_some() {
                    self.placed.moves.truncate(mark);
                    return vec![value.clone()];
                }
                self.placed.moves.truncate(mark);
                let sentence = match self.fields.wanted(path) {
                    Wanted::Table(keys) => keys.sentence,
                    _ => None,
                };
                pairs.iter().flat_map(|one| named(one, sentence)).collect()
            }
        }
    }

    fn table(&mut self, path: &[Step], shape: Shape, value: &Written) -> Option<Written> {
        let What::Table(pairs) = &value.what else {
            let text = single(value)?;
            return shape.sentence.map(|_| written(What::Text(text)));
        };
        let mut fields: Vec<Pair> = Vec::new();
        let mut left: Vec<Pair> = Vec::new();
        for one in pairs.iter().filter(|one| !is_empty(&one.value)) {
            match self.inner(path, one) {
                Some((way, value)) => {
                    let (last, above) = way.split_last()?;
                    let mut new = pair(last, value.what);
                    for key in above.iter().rev() {
                        new = pair(key, What::Table(vec![new]));
                    }
                    left.extend(add(&mut fields, new).map(|not| pair(&one.key, not.value.what)));
                }
                None => left.push(one.clone()),
            }
        }
        for required in shape.required {
            if fields.iter().any(|field| field.key == *required) {
                continue;
            }
            let mut at = path.to_vec();
            at.push(Step::Key((*required).to_owned()));
            if self.fields.wanted(&at) == Wanted::List {
                fields.push(pair(*required, What::List(Vec::new())));
                continue;
            }
            let is_unlabelled = |one: &Pair| says_nothing(&one.key) || left.len() == 1;
            let found = left.iter().position(is_unlabelled)?;
            let value = self.fit(&mut at, &left[found].value)?;
            let one = left.remove(found);
            self.moved(&one.key, &heading(&at), 1);
            fields.push(pair(*required, value.what));
        }
        self.keep(path, (&mut fields, left), shape)?;
        match fields.as_slice() {
            [only] if Some(only.key.as_str()) == shape.sentence => {
                fields.pop().map(|only| only.value)
            }
            _ => Some(written(What::Table(fields))),
        }
    }

    /// Finds room for what has no field in a table: labels of its own, or the end of its sentence.
    fn keep(
        &mut self,
        path: &[Step],
        (fields, left): (&mut Vec<Pair>, Vec<Pair>),
        shape: Shape,
    ) -> Option<()> {
        if left.is_empty() {
            return Some(());
        }
        let extra = [path, &[Step::Key(EXTRA.to_owned())]].concat();
        if self.fields.wanted(&extra) == Wanted::Labels {
            let mut own: Vec<Pair> = Vec::new();
            for one in left {
                self.moved(&one.key, &heading(&extra), 1);
                let label = if one.key.trim().is_empty() {
                    "-"
                } else {
                    &one.key
                };
                own.push(pair(label, one.value.what));
            }
            let Some(Written {
                what: What::Table(own),
                ..
            }) = self.labels(&extra, &written(What::Table(own)))
            else {
                return None;
            };
            fields.push(pair(EXTRA, What::Table(own)));
            return Some(());
        }
        let sentence = fields
            .iter_mut()
            .find(|field| Some(field.key.as_str()) == shape.sentence)?;
        let What::Text(text) = &mut sentence.value.what else {
            return None;
        };
        let more: Vec<String> = left
            .iter()
            .flat_map(|one| {
                texts(&one.value)
                    .into_iter()
                    .map(|text| labelled(&one.key, &text))
            })
            .collect();
        text.push_str(&format!(" ({})", more.join("; ")));
        Some(())
    }

    /// The way to a field of the table at a path, and what must stand there.
    fn inner(&mut self, path: &[Step], one: &Pair) -> Option<(Vec<String>, Written)> {
        for way in self.ways(path, &one.key) {
            let steps = way.iter().cloned().map(Step::Key);
            let mut at: Vec<Step> = path.iter().cloned().chain(steps).collect();
            let mark = self.placed.moves.len();
            if let Some(value) = self.fit(&mut at, &one.value) {
                self.moved(&one.key, &heading(&at), 1);
                return Some((way, value));
            }
            self.placed.moves.truncate(mark);
        }
        None
    }
}

/// What a table needs.
#[derive(Clone, Copy)]
struct Shape {
    sentence: Option<&'static str>,
    required: &'static [&'static str],
}

impl Shape {
    const CLAIM: Self = Self {
        sentence: Some(TEXT),
        required: &[TEXT],
    };

    fn of(keys: &'static Keys) -> Self {
        Self {
            sentence: keys.sentence,
            required: keys.required,
        }
    }
}

/// The labels within a value that say nothing, and are not kept.
fn unsaid(value: &Written) -> Vec<String> {
    match &value.what {
        What::Text(_) | What::Bare(_) => Vec::new(),
        What::List(items) => items.iter().flat_map(unsaid).collect(),
        What::Table(pairs) => {
            let inner = pairs.iter().flat_map(|one| unsaid(&one.value));
            let only = pairs
                .iter()
                .filter(|one| pairs.len() == 1 && says_nothing(&one.key));
            only.map(|one| one.key.clone()).chain(inner).collect()
        }
    }
}

/// The keys of a path with points between them.
fn heading(path: &[Step]) -> String {
    let keys = path.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

/// A label with what it says as an item of a list whose items have this key for a text.
fn named(one: &Pair, sentence: Option<&'static str>) -> Vec<Written> {
    match (&one.value.what, sentence) {
        (What::Table(inner), Some(key)) => {
            let name = pair(key, What::Text(one.key.clone()));
            let all = std::iter::once(name).chain(inner.iter().cloned());
            vec![written(What::Table(all.collect()))]
        }
        _ => {
            let texts = texts(&one.value).into_iter();
            let texts = texts.map(|text| written(What::Text(labelled(&one.key, &text))));
            texts.collect()
        }
    }
}

/// The one text that a value is.
fn single(value: &Written) -> Option<String> {
    match &value.what {
        What::Text(text) | What::Bare(text) => Some(text.trim().to_owned()),
        What::List(items) => match items.as_slice() {
            [one] => single(one),
            _ => None,
        },
        What::Table(pairs) => match pairs.as_slice() {
            [one] if says_nothing(&one.key) => single(&one.value),
            _ => None,
        },
    }
    .filter(|text| !text.is_empty())
}

fn is_long_text(value: &Written) -> bool {
    single(value).is_some_and(|text| text.chars().count() > LONGEST_SUMMARY || text.contains('\n'))
}

/// A text as one value.
fn one(wanted: Wanted, text: &str) -> Option<Written> {
    let own = || Some(written(What::Text(text.to_owned())));
    let bare = |bare: &str| Some(written(What::Bare(bare.to_owned())));
    let simple = text.trim_matches(['*', '_', '`']).to_lowercase();
    match wanted {
        Wanted::Text => own(),
        Wanted::Word(known, _) => {
            let simple = simple.replace([' ', '_'], "-");
            let found = known.iter().find(|word| word.to_lowercase() == simple)?;
            Some(written(What::Text((*found).to_owned())))
        }
        Wanted::Number(least, most) => {
            let number = simple.trim_end_matches('%').trim().replace(',', ".");
            let value: f64 = number.parse().ok().filter(|_| is_number(&number))?;
            let is_within = |number: f64| number >= exact(least) && number <= exact(most);
            is_within(value).then(|| bare(&number))?
        }
        Wanted::Scale(scale) if is_number(&simple) => {
            let number: f64 = simple.parse().ok()?;
            let is_within = number >= exact(scale.least) && number <= exact(scale.most());
            is_within.then(|| bare(&simple))?
        }
        Wanted::Scale(scale) => {
            let is_word = scale.number(&simple).is_some() || scale.change(&simple).is_some();
            is_word.then(own)?
        }
        Wanted::TextOrNumber | Wanted::Any if is_number(&simple) => bare(&simple),
        Wanted::TextOrNumber | Wanted::Any => own(),
        Wanted::Flag => match simple.as_str() {
            "true" | "yes" | "ja" | "x" => bare("true"),
            "false" | "no" | "nee" => bare("false"),
            _ => None,
        },
        Wanted::Date => {
            let date: Date = super::days::written(text)?;
            bare(&date.to_string())
        }
        _ => None,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "bounds of content are small, or mean no bound"
)]
fn exact(bound: i64) -> f64 {
    bound as f64
}

/// What stands between several values of a cell, the surest first.
const BETWEEN: [char; 3] = ['•', '|', ';'];

/// The values of a text: its lines, or what stands between signs in a cell.
pub(super) fn split(text: &str, is_cell: bool) -> Vec<String> {
    let lines: Vec<&str> = text
        .lines()
        .map(without_bullet)
        .filter(|line| !line.is_empty())
        .collect();
    let whole = |lines: Vec<&str>| lines.into_iter().map(str::to_owned).collect();
    if !is_cell {
        return whole(lines);
    }
    if lines.len() > 1 {
        let parts = lines
            .iter()
            .flat_map(|line| line.split('|'))
            .map(without_bullet);
        return whole(parts.filter(|part| !part.is_empty()).collect());
    }
    let only = lines.first().copied().unwrap_or_default();
    for sign in BETWEEN {
        let parts = only.split(sign).map(without_bullet);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 {
            return whole(parts);
        }
    }
    whole(lines)
}

/// A line of a list without the sign before it.
fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    for sign in ["- ", "* ", "• ", "– ", "· ", "▪ ", "•"] {
        if let Some(rest) = line.strip_prefix(sign) {
            return rest.trim();
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_several_values_and_a_sentence_one() {
        assert_eq!(split("- a\n- b; c", true), ["a", "b; c"]);
        assert_eq!(split("a | b|c", true), ["a", "b", "c"]);
        assert_eq!(split("a; b", true), ["a", "b"]);
        assert_eq!(split("a; b", false), ["a; b"]);
        assert_eq!(split("", true), Vec::<String>::new());
    }
}
