//! Entries in Markdown: one in a file, or one below each heading, whatever the levels of those are; with front matter and diagrams of journeys. What is no field
//! stays text. Must not know how fields are read.

use super::Wish;
use super::draft::Move;
use super::found::{Found, texts};
use super::inputs::Input;
use super::kinds::{self, Fields};
use super::mermaid;
use super::names::{is_for_name, plain};
use crate::doc::{Pair, Place, What, Wrong, code_blocks, headings, in_toml, in_yaml, labels};
use crate::model::Kind;
use crate::text::{Lines, Span};

/// Files that explain others.
const PAGES: [&str; 6] = [
    "readme",
    "index",
    "contributing",
    "license",
    "licence",
    "changelog",
];

/// What a text says.
///
/// # Errors
///
/// When its front matter or a diagram in it cannot be read.
pub(super) fn found(input: &Input, text: &str, wish: &Wish<'_>) -> Result<Vec<Found>, Wrong> {
    let (pairs, start) = front_matter(text)?;
    let mut found = Vec::new();
    let body = &text[start..];
    let lines = Lines::new(text);
    let mut is_diagram = false;
    for (word, place) in code_blocks(body) {
        let place = start + place.start..start + place.end;
        if word != "mermaid" || !is_journey(&text[place.clone()]) {
            continue;
        }
        let line = lines.position(place.start).line;
        let journeys =
            mermaid::found(&text[place.clone()], line, input).map_err(|wrong| Wrong {
                offset: place.start + wrong.offset,
                ..wrong
            })?;
        found.extend(journeys);
        is_diagram = true;
    }
    if is_diagram && pairs.is_empty() && says_only_diagrams(body) {
        let title = headings(body)
            .first()
            .map(|heading| body[heading.words.clone()].to_owned());
        for one in &mut found {
            one.title.clone_from(&title);
        }
        return Ok(found);
    }
    let document = Document {
        input,
        text: body,
        start,
        lines,
        wish,
        pairs,
    };
    let mut own = document.found();
    own.extend(found);
    Ok(own)
}

fn is_journey(code: &str) -> bool {
    let mut lines = code.lines().map(str::trim);
    lines.any(|line| line == "journey")
}

/// Whether nothing but a title stands around the diagrams of a text.
fn says_only_diagrams(text: &str) -> bool {
    let mut rest = text.to_owned();
    for (_, place) in code_blocks(text).into_iter().rev() {
        rest.replace_range(place, "");
    }
    let words = rest.lines().filter(|line| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with("# ") && !line.starts_with(['`', '~'])
    });
    words.count() == 0
}

/// The fields above a text, and where that begins.
fn front_matter(text: &str) -> Result<(Vec<Pair>, usize), Wrong> {
    let mut lines = text.split_inclusive('\n');
    let fence = lines.next().unwrap_or("").trim_end();
    if !matches!(fence, "---" | "+++") {
        return Ok((Vec::new(), 0));
    }
    let from = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = from;
    for line in lines {
        let end = at;
        at += line.len();
        if line.trim_end() != fence {
            continue;
        }
        let inside = &text[from..end];
        let moved = |wrong: Wrong| Wrong {
            offset: from + wrong.offset,
            ..wrong
        };
        if fence == "+++" {
            return Ok((in_toml(inside).map_err(moved)?, at));
        }
        let first = in_yaml(inside).map(|values| values.into_iter().next());
        return match first {
            Ok(Some(value)) => match value.what {
                What::Table(pairs) => Ok((pairs, at)),
                // A line and not the beginning of fields.
                _ => Ok((Vec::new(), 0)),
            },
            Ok(None) => Ok((Vec::new(), at)),
            Err(wrong) => Err(moved(wrong)),
        };
    }
    Ok((Vec::new(), 0))
}

/// A text without its front matter.
struct Document<'a> {
    input: &'a Input,
    text: &'a str,
    /// Where it begins in its file.
    start: usize,
    lines: Lines<'a>,
    wish: &'a Wish<'a>,
    pairs: Vec<Pair>,
}

/// A part of a text that begins with a heading.
struct Section {
    heading: Place,
    /// What stands below it.
    inside: Span,
}

impl Document<'_> {
    fn found(self) -> Vec<Found> {
        let all = headings(self.text);
        let kind = self.kind(&all);
        Fields::with(kind, |fields| self.parted(&all, fields))
    }

    /// The kind that the text, or each of its parts, is of.
    fn kind(&self, all: &[Place]) -> Kind {
        if let Some(kind) = self.wish.kind {
            return kind;
        }
        let stem = plain(&self.input.title());
        if PAGES.contains(&stem.as_str()) {
            return Kind::Page;
        }
        let said = self.pairs.iter().find_map(|pair| {
            let is_kind =
                ["kind", "type", "soort", "category"].contains(&plain(&pair.key).as_str());
            let text = texts(&pair.value).into_iter().next()?;
            is_kind.then(|| kinds::called(&text)).flatten()
        });
        let first = all.iter().find(|heading| heading.level == 1);
        let title = first.map(|heading| self.words(heading).to_owned());
        let about: Vec<String> = title.into_iter().chain(self.input.about()).collect();
        let mut about = about.iter();
        let named = about.find_map(|words| kinds::named(words));
        said.or(named).unwrap_or_else(|| {
            let words = all.iter().map(|heading| self.words(heading).to_owned());
            let bold = labels(self.text).map(|(label, _)| label);
            let keys = self.pairs.iter().map(|pair| pair.key.clone());
            let labels: Vec<String> = words.chain(bold).chain(keys).collect();
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            kinds::guessed(&labels).map_or(Kind::Page, |(kind, _)| kind)
        })
    }

    fn words(&self, heading: &Place) -> &str {
        &self.text[heading.words.clone()]
    }

    fn parted(&self, all: &[Place], fields: &Fields<'_>) -> Vec<Found> {
        let of_level = |level: usize| -> Vec<&Place> {
            all.iter()
                .filter(|heading| heading.level == level)
                .collect()
        };
        let is_field = |heading: &&Place| !fields.meant(&[], self.words(heading)).is_empty();
        let (first, second) = (of_level(1), of_level(2));
        let is_page = fields.kind == Kind::Page;
        if first.len() >= 2 && !is_page {
            let of_fields = first.iter().filter(|heading| is_field(heading)).count();
            if of_fields == 0 || of_fields * 2 < first.len() - 1 {
                return self.several(all, 1, fields);
            }
            let title = first.first().filter(|heading| !is_field(heading));
            return self.single(title.copied(), fields);
        }
        let has_fields = second.iter().any(is_field);
        let may_be_several = !is_page && fields.kind != Kind::Journey && !has_fields;
        if may_be_several && !second.is_empty() {
            let holds = |section: &Section| self.holds_fields(section, all, fields);
            let sections = self.sections(all, 2);
            let count = sections.iter().filter(|section| holds(section)).count();
            let is_sure = sections.len() > 1 || self.is_of_several(first.first().copied());
            if count > 0 && count * 2 >= sections.len() && is_sure {
                return self.several(all, 2, fields);
            }
        }
        self.single(first.first().copied(), fields)
    }

    /// Whether a title says that several entries stand below it.
    fn is_of_several(&self, title: Option<&Place>) -> bool {
        title.is_some_and(|title| {
            let words = plain(self.words(title));
            kinds::named(&words)
                .is_some_and(|kind| words.split('_').any(|word| word == kind.folder()))
        })
    }

    /// Whether a part has headings or labels of fields in it.
    fn holds_fields(&self, section: &Section, all: &[Place], fields: &Fields<'_>) -> bool {
        let inner = all.iter().filter(|one| {
            one.level > section.heading.level && section.inside.contains(&one.whole.start)
        });
        let means = |label: &str| !fields.meant(&[], label).is_empty();
        let has_heading = inner.into_iter().any(|one| means(self.words(one)));
        has_heading || labels(&self.text[section.inside.clone()]).any(|(label, _)| means(&label))
    }

    fn sections(&self, all: &[Place], level: usize) -> Vec<Section> {
        let begins = all
            .iter()
            .enumerate()
            .filter(|(_, heading)| heading.level == level);
        let sections = begins.map(|(at, heading)| {
            let mut after = all[at + 1..].iter();
            let end = after.find(|one| one.level <= level);
            let end = end.map_or(self.text.len(), |one| one.whole.start);
            Section {
                heading: heading.clone(),
                inside: heading.whole.end..end,
            }
        });
        sections.collect()
    }

    /// An entry for each heading of a level; what stands above and between them, or is none, is a page of its own.
    fn several(&self, all: &[Place], level: usize, fields: &Fields<'_>) -> Vec<Found> {
        let sections = self.sections(all, level);
        let title = all.iter().find(|heading| heading.level < level);
        let first = sections
            .first()
            .map_or(0, |section| section.heading.whole.start);
        let without_title = |part: Span| match title {
            Some(title) if part.contains(&title.whole.start) => {
                let before = &self.text[part.start..title.whole.start];
                format!("{before}{}", &self.text[title.whole.end..part.end])
            }
            _ => self.text[part].to_owned(),
        };
        let mut rest = vec![without_title(0..first)];
        let mut found = Vec::new();
        let is_entry = |section: &Section| level == 1 || self.holds_fields(section, all, fields);
        let begins = sections.iter().map(|section| section.heading.whole.start);
        let next = begins.skip(1).chain([self.text.len()]);
        for (section, next) in sections.iter().zip(next) {
            if is_entry(section) {
                found.push(self.entry(Some(&section.heading), section.inside.clone(), fields));
            } else {
                let whole = section.heading.whole.start..section.inside.end;
                rest.push(self.text[whole].to_owned());
            }
            // A heading of a higher level may stand between two of them, with a text of its own.
            rest.push(without_title(section.inside.end..next));
        }
        let rest: Vec<&str> = rest
            .iter()
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
            .collect();
        let title = title.map(|title| self.words(title).to_owned());
        if !rest.is_empty() || !self.pairs.is_empty() {
            found.push(Found {
                kind: Some(Kind::Page),
                name: Some(title.unwrap_or_else(|| self.input.title())),
                from: self.input.at(1),
                pairs: self.pairs.clone(),
                markdown: rest.join("\n\n"),
                ..Found::default()
            });
        } else if let Some(title) = title {
            for one in &mut found {
                one.from = format!("{} ({})", one.from, bare(&title));
            }
        }
        found
    }

    /// The text as one entry, with a title.
    fn single(&self, title: Option<&Place>, fields: &Fields<'_>) -> Vec<Found> {
        let whole = match title {
            // What stands above the title belongs to the text.
            Some(title) => title.whole.end..self.text.len(),
            None => 0..self.text.len(),
        };
        let before = title.map_or("", |title| self.text[..title.whole.start].trim());
        let mut found = self.entry(title, whole, fields);
        if !before.is_empty() {
            found.markdown = format!("{before}\n\n{}", found.markdown);
        }
        found.pairs = self.pairs.clone();
        vec![found]
    }

    /// The entry below a heading.
    fn entry(&self, heading: Option<&Place>, inside: Span, fields: &Fields<'_>) -> Found {
        let text = &self.text[inside.clone()];
        let title = heading.map(|heading| bare(self.words(heading)));
        let said = labels(text).take(4).find(|(label, said)| {
            is_for_name(label) && !said.trim().is_empty() && said.chars().count() < 80
        });
        let (name, told) = match (title, said) {
            (Some(title), _) => named(&title, fields.kind),
            (None, Some((_, said))) => (bare(said), None),
            (None, None) => (self.input.title(), None),
        };
        let at = heading.map_or(inside.start, |heading| heading.whole.start);
        let line = self.lines.position(self.start + at).line;
        Found {
            kind: Some(fields.kind),
            name: Some(name),
            from: self.input.at(line),
            markdown: levelled(text),
            told: told.into_iter().collect(),
            ..Found::default()
        }
    }
}

/// A heading without the marks of Markdown.
fn bare(words: &str) -> String {
    let words = words.replace("**", "").replace("__", "");
    words
        .trim_matches(['*', '_', '`', ' ', '#', ':'])
        .to_owned()
}

/// The name in a title such as "Persona 1: Sophie", and what is told of the title.
fn named(title: &str, kind: Kind) -> (String, Option<Move>) {
    let parts = [": ", " – ", " — ", " - ", " | "]
        .iter()
        .find_map(|sign| title.split_once(sign));
    let Some((before, name)) = parts else {
        return (title.to_owned(), None);
    };
    let words = plain(before);
    let is_of_kind = words.split('_').count() <= 3 && kinds::named(before) == Some(kind);
    if !is_of_kind || name.trim().is_empty() {
        return (title.to_owned(), None);
    }
    let told = Move {
        label: title.to_owned(),
        to: "name".to_owned(),
        count: 1,
    };
    (name.trim().to_owned(), Some(told))
}

/// The same with the highest headings on the second level, where fields are.
fn levelled(text: &str) -> String {
    let all = headings(text);
    let Some(highest) = all.iter().map(|heading| heading.level).min() else {
        return text.trim().to_owned();
    };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for heading in &all {
        out.push_str(&text[from..heading.whole.start]);
        let level = (heading.level + 2 - highest).min(6);
        let words = text[heading.words.clone()].replace('\n', " ");
        out.push_str(&format!("{} {words}", "#".repeat(level)));
        from = heading.whole.end;
    }
    out.push_str(&text[from..]);
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_begin_on_the_second_level() {
        assert_eq!(levelled("#### a\n\nb\n\n##### c\n"), "## a\n\nb\n\n### c");
        assert_eq!(levelled("A\n===\n\nb\n\nC\n---\n"), "## A\n\nb\n\n### C");
        assert_eq!(levelled("no heading"), "no heading");
    }

    #[test]
    fn a_title_may_say_the_kind_before_the_name() {
        let name = |title| named(title, Kind::Persona).0;
        assert_eq!(name("Persona 1: Sophie van Dijk"), "Sophie van Dijk");
        assert_eq!(name("Buyer persona – Sophie"), "Sophie");
        assert_eq!(name("Sophie: the buyer"), "Sophie: the buyer");
    }
}
