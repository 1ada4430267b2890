//! What stands within a line of Markdown: labels, who said something, numbers before names. Must not know which words mean what.

use super::blocks::trimmed;
use super::markdown;
use crate::text::Span;

/// A label at the beginning of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub(super) words: String,
    pub(super) place: Span,
    /// What stands behind it.
    pub(super) rest: Span,
    /// Where its line ends.
    pub(super) end: usize,
    pub(super) is_bold: bool,
}

/// A label is no sentence.
const LONGEST_LABEL: usize = 60;

/// The words at a place without what Markdown puts before lines and without remarks.
pub(super) fn words(text: &str) -> String {
    let mut rest = text;
    let mut without = String::with_capacity(text.len());
    while let Some((before, remark)) = rest.split_once("<!--") {
        let Some((_, after)) = remark.split_once("-->") else {
            break;
        };
        without.push_str(before);
        rest = after;
    }
    without.push_str(rest);
    let lines = without.trim().lines().enumerate();
    // The sign that begins the first line is a word: "> 50 employees".
    let lines = lines.map(|(at, line)| match at {
        0 => line.trim(),
        _ => unquoted(line),
    });
    without_first_backslash(lines.collect::<Vec<_>>().join("\n").trim())
}

/// The words of a block quote.
pub(super) fn words_of_quote(text: &str) -> String {
    words(unquoted(text))
}

/// A line without what makes it one of a block quote.
fn unquoted(line: &str) -> &str {
    let mut line = line.trim();
    while let Some(inner) = line.strip_prefix('>') {
        line = inner.trim_start();
    }
    line
}

/// A text without the backslash that says that the sign behind it begins no list, heading, quote or table: in a value it cannot begin
/// one. That of a `|` is for tables only.
fn without_first_backslash(text: &str) -> String {
    let digits = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let (before, rest) = text.split_at(text.len() - digits.len());
    let begins = |text: &str| {
        let sign = text.chars().next()?;
        let after = text.trim_start_matches(sign);
        let is_blank = after.is_empty() || after.starts_with([' ', '\t']);
        let is_first = match (sign, before.is_empty()) {
            ('.' | ')', false) | ('#', true) => is_blank,
            ('-' | '+' | '*', true) => is_blank && after.len() + 1 == text.len(),
            ('>' | '|', true) => true,
            _ => false,
        };
        is_first.then_some(())
    };
    let text = match rest.strip_prefix('\\') {
        Some(rest) if begins(rest).is_some() => format!("{before}{rest}"),
        _ => text.to_owned(),
    };
    match text.contains("\\|") && !text.contains('`') {
        true => text.replace("\\|", "|"),
        false => text,
    }
}

/// The words of a heading or label, without its marks.
pub(super) fn plain(text: &str) -> String {
    let text = words(text);
    let text = text.trim().trim_end_matches(':').trim_end();
    match text.contains(['*', '_', '`', '[', '\\', '<', '&']) {
        true => markdown::plain(text)
            .trim()
            .trim_end_matches(':')
            .to_owned(),
        false => text.to_owned(),
    }
}

/// The address of a text that is a link and nothing else: `[Anna](../personas/anna.md)`, or `[[anna]]` as note-taking programs write it.
pub(crate) fn address_of_link(text: &str) -> Option<&str> {
    let text = text.trim();
    if let Some(link) = text.strip_prefix("[[") {
        let link = link.strip_suffix("]]")?;
        return Some(link.split('|').next().unwrap_or(link).trim());
    }
    let (_, address) = text
        .strip_prefix('[')?
        .strip_suffix(')')?
        .rsplit_once("](")?;
    let address = address.trim();
    let bare = address
        .strip_prefix('<')
        .and_then(|open| open.strip_suffix('>'));
    Some(bare.unwrap_or(address))
}

/// The lines at a place that say something.
pub(super) fn lines(text: &str, place: &Span) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut from = place.start;
    for line in text[place.clone()].split_inclusive('\n') {
        let own = trimmed(text, from..from + line.len());
        if !own.is_empty() {
            lines.push(own);
        }
        from += line.len();
    }
    lines
}

/// The label at the beginning of a place: in bold, or with a colon and a space behind a few words.
pub(super) fn label(text: &str, place: &Span) -> Option<Label> {
    let line = &text[place.clone()];
    let bold = ["**", "__"].into_iter().find_map(|mark| {
        let (inner, rest) = line.strip_prefix(mark)?.split_once(mark)?;
        let start = place.start + mark.len();
        let end = start + inner.len() + mark.len();
        Some((inner, start, end, rest))
    });
    if let Some((inner, start, end, rest)) = bold {
        let has_colon = inner.trim_end().ends_with(':') || rest.trim_start().starts_with(':');
        let words = plain(inner);
        if words.is_empty() || words.contains('\n') || !has_colon && !rest.trim().is_empty() {
            return None;
        }
        let skipped = rest.len() - rest.trim_start().trim_start_matches(':').len();
        return Some(Label {
            words,
            place: start..start + inner.trim_end().trim_end_matches(':').len(),
            rest: trimmed(text, end + skipped..place.end),
            end: end + skipped,
            is_bold: true,
        });
    }
    let (before, after) = line.split_once(':')?;
    let is_label = before.chars().count() <= LONGEST_LABEL
        && before.split_whitespace().count() <= 5
        && before.chars().next().is_some_and(char::is_alphabetic)
        && !before.contains(['.', '?', '!', ';', '[', '<', '"', '“', '\n', '`'])
        && (after.is_empty() || after.starts_with([' ', '\t', '\n', '\r']));
    is_label.then(|| Label {
        words: before.trim().to_owned(),
        place: place.start..place.start + before.trim_end().len(),
        rest: trimmed(text, place.start + before.len() + 1..place.end),
        end: place.start + before.len() + 1,
        is_bold: false,
    })
}

/// The labels at the beginning of the lines of a text, also of items of lists, each with what stands behind it in its line.
pub(crate) fn labels(text: &str) -> impl Iterator<Item = (String, &str)> {
    let all = 0..text.len();
    lines(text, &all).into_iter().filter_map(|line| {
        let item = &text[line.clone()];
        let mut marks = ["- ", "* ", "+ "].into_iter();
        let words = marks.find_map(|mark| item.strip_prefix(mark));
        let start = line.end - words.map_or(item, str::trim_start).len();
        let found = label(text, &(start..line.end))?;
        Some((found.words, text[found.rest].trim()))
    })
}

/// The commas that stand in no brackets, such as those of a link.
fn commas(text: &str) -> impl Iterator<Item = usize> {
    let mut depth = 0_u32;
    text.char_indices().filter_map(move |(at, letter)| {
        match letter {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (letter == ',' && depth == 0).then_some(at)
    })
}

/// What stands between the commas of a text.
pub(super) fn between_commas(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = commas(text).chain([text.len()]);
    ends.map(move |end| {
        let part = &text[from..end];
        from = end + 1;
        part
    })
}

/// The parts of a place: between line breaks, or else between commas if asked for.
pub(super) fn parts(text: &str, place: &Span, by_commas: bool) -> Vec<Span> {
    let mut cuts: Vec<Span> = Vec::new();
    for (at, _) in text.match_indices("<br") {
        if let Some(end) = text[at..].find('>')
            && text[at + 3..at + end]
                .chars()
                .all(|letter| " /".contains(letter))
        {
            cuts.push(at..at + end + 1);
        }
    }
    if cuts.is_empty() && by_commas {
        cuts.extend(commas(text).map(|at| at..at + 1));
    }
    cuts.push(text.len()..text.len());
    let mut parts = Vec::new();
    let mut from = 0;
    for cut in cuts {
        let start = place.start + from;
        let words = &text[from..cut.start.max(from)];
        let start = start + (words.len() - words.trim_start().len());
        if !words.trim().is_empty() {
            parts.push(start..start + words.trim().len());
        }
        from = cut.end;
    }
    parts
}

/// What was said: its place, its text, and who said it with the place of that.
type Said = (Span, String, Option<(Span, String)>);

/// What was said in a paragraph.
pub(super) fn said(text: &str, place: &Span) -> Vec<Said> {
    let mut groups: Vec<Span> = Vec::new();
    for line in lines(text, place) {
        let written = &text[line.clone()];
        let start = line.start + (written.len() - written.trim_start_matches(['>', ' ']).len());
        let line = start..line.end.max(start);
        let begins = text[line.clone()].starts_with(['"', '“', '„', '«']);
        match groups.last_mut() {
            Some(group) if begins && by(text, group).is_some() => groups.push(line),
            Some(group) => group.end = line.end,
            None => groups.push(line),
        }
    }
    let groups = groups.into_iter().map(|group| match by(text, &group) {
        Some((end, by)) => {
            let mut said = words(&text[group.start..end]);
            let mut who = words(&text[by.clone()]);
            // The source of a quote often stands behind who said it.
            while who.ends_with(']')
                && let Some(at) = who.rfind("[^")
            {
                said.push_str(&format!(" {}", &who[at..]));
                who.truncate(who[..at].trim_end().len());
            }
            (
                group,
                said,
                Some((by, who)).filter(|(_, who)| !who.is_empty()),
            )
        }
        None => {
            let said = words(&text[group.clone()]);
            (group, said, None)
        }
    });
    groups.collect()
}

/// Where the words end at a place, and who said them: behind a dash at the end.
fn by(text: &str, place: &Span) -> Option<(usize, Span)> {
    let written = &text[place.clone()];
    let dashes = ["—", "–", "--", "- ", "~ "];
    let found = dashes.iter().filter_map(|dash| {
        let at = written.rfind(dash)?;
        let before = written[..at].trim_end_matches(['>', ' ', '\n', '\r', '\t', '\\']);
        let by = trimmed(text, place.start + at + dash.len()..place.end);
        let ends = before.is_empty()
            || before.ends_with(['.', '?', '!', '…', '"', '”', '’', '\'', '»', ']', '*', '_'])
            || written[before.len()..at].contains('\n');
        let is_name = !by.is_empty() && text[by.clone()].chars().count() <= 120;
        (ends && is_name).then_some((place.start + before.len(), by))
    });
    found.max_by_key(|(end, _)| *end)
}

/// A name without the number before it: "Stage 2: Try", "2. Try". `is_part` knows the words for what is counted.
pub(super) fn numbered_away(text: &str, place: &Span, is_part: &dyn Fn(&str) -> bool) -> Span {
    let written = &text[place.clone()];
    let is_number = |word: &str| {
        let digits = word.trim_end_matches(['.', ')', ':']);
        !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut rest = written;
    if let Some((first, more)) = rest.split_once(' ')
        && is_part(first)
        && more.starts_with(|letter: char| letter.is_ascii_digit())
    {
        rest = more;
    }
    let had_word = rest.len() < written.len();
    let first = rest.split([' ', '\u{a0}']).next().unwrap_or("");
    let has_sign = first.ends_with(['.', ')', ':']);
    let after = &rest[first.len()..];
    let after = after.trim_start();
    let sign = after.starts_with(['-', '–', '—', ':']);
    if is_number(first) && (has_sign || sign || had_word) {
        let name = after.trim_start_matches(['-', '–', '—', ':', ' ']);
        if !name.is_empty() {
            return place.end - name.len()..place.end;
        }
    }
    place.clone()
}

/// A name without how long it takes in brackets at its end, and that.
pub(super) fn split_takes(text: &str, place: &Span) -> Option<(Span, Span)> {
    let written = &text[place.clone()];
    let inner = written.strip_suffix(')')?;
    let at = inner.rfind('(')?;
    let takes = &inner[at + 1..];
    let is_length = takes.chars().any(|letter| letter.is_ascii_digit())
        || matches!(takes.to_lowercase().as_str(), "ongoing" | "doorlopend");
    let name = written[..at].trim_end();
    (is_length && !name.is_empty() && !takes.trim().is_empty()).then(|| {
        let start = place.start + at + 1;
        (
            place.start..place.start + name.len(),
            trimmed(text, start..start + takes.len()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_links_part_nothing() {
        let parts: Vec<&str> = between_commas("[Bread, fresh](a(1).md), mark,[[b]]").collect();
        assert_eq!(parts, ["[Bread, fresh](a(1).md)", " mark", "[[b]]"]);
    }

    fn all(text: &str) -> Span {
        0..text.len()
    }

    #[test]
    fn a_backslash_is_there_for_the_block_and_not_for_the_words() {
        for (written, read) in [
            ("\\- 5 %", "- 5 %"),
            ("3\\. hm", "3. hm"),
            ("\\# of orders", "# of orders"),
            ("\\> 50", "> 50"),
            ("a \\| b", "a | b"),
            ("\\*no stress*", "\\*no stress*"),
            ("a \\- b", "a \\- b"),
            ("\\---", "\\---"),
        ] {
            assert_eq!(words(written), read);
        }
    }

    #[test]
    fn labels_are_bold_or_have_a_colon() {
        let read = |text: &str| {
            let found = label(text, &all(text))?;
            Some((found.words.clone(), text[found.rest].to_owned()))
        };
        let some = |one: &str, two: &str| Some((one.to_owned(), two.to_owned()));
        assert_eq!(read("**Doing:** a"), some("Doing", "a"));
        assert_eq!(read("**Pain Points**:"), some("Pain Points", ""));
        assert_eq!(read("**Doing**"), some("Doing", ""));
        assert_eq!(read("Job title: a: b"), some("Job title", "a: b"));
        for text in [
            "**Doing** it",
            "at 8:15",
            "See: this? No: that.",
            "http://x",
            "No. Really: not",
        ] {
            assert!(read(text).is_none() || text.starts_with("See"), "{text}");
        }
    }

    #[test]
    fn a_quote_says_who_said_it() {
        let read = |text: &str| {
            let found = said(text, &all(text)).into_iter();
            let found = found.map(|(_, said, by)| (said, by.map(|(_, by)| by)));
            found.collect::<Vec<_>>()
        };
        let one = |said: &str, by: &str| (said.to_owned(), Some(by.to_owned()));
        assert_eq!(
            read("I lose them.\n> — Sophie, interview [^a]"),
            [one("I lose them. [^a]", "Sophie, interview")]
        );
        assert_eq!(
            read("\"a - b.\" - Developer, 3 months\n> \"c\" - Tester"),
            [
                one("\"a - b.\"", "Developer, 3 months"),
                one("\"c\"", "Tester")
            ]
        );
        assert_eq!(
            read("I wait — and wait"),
            [("I wait — and wait".to_owned(), None)]
        );
    }

    #[test]
    fn numbers_before_names_are_no_names() {
        let read = |text: &str| {
            let name = numbered_away(text, &all(text), &|word| word == "Stage");
            match split_takes(text, &name) {
                Some((name, takes)) => (text[name].to_owned(), text[takes].to_owned()),
                None => (text[name].to_owned(), String::new()),
            }
        };
        let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
        assert_eq!(
            read("Stage 1: Access (Day 1, 2 hours)"),
            pair("Access", "Day 1, 2 hours")
        );
        assert_eq!(read("2. Try"), pair("Try", ""));
        assert_eq!(read("3 - Try (twice)"), pair("Try (twice)", ""));
        assert_eq!(read("Day 1"), pair("Day 1", ""));
        assert_eq!(read("30 days later"), pair("30 days later", ""));
        assert_eq!(read("Stage 4"), pair("Stage 4", ""));
    }
}
