//! Mistakes in the syntax of TOML, in an author's words, each with the edit that ends it. Must not know kinds of entries.

use super::mend::{self, Mended};
use super::{Document, Heading, Layout, Wanted, path_of};
use crate::diag::{Diagnostic, Report, SHOWN};
use crate::text::{Span, Step};

/// The name of a mistake in the syntax.
pub(crate) const SYNTAX: &str = "toml-syntax";

/// A line that is longer is not shown in a message.
const LONGEST: usize = 160;

/// So many lines back a list or text may begin that has no end.
const BACK: usize = 200;

/// What a parser found, reported.
pub(super) fn report(
    document: &Document,
    mut mistakes: Vec<(Span, &str)>,
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Report {
    mistakes.sort_by_key(|(span, _)| span.start);
    let layout = document.layout();
    let syntax = Syntax {
        document,
        text: &document.source.text,
        layout: &layout,
        wanted,
    };
    let mut report = Report::default();
    let mut shown = 0;
    let mut more = 0;
    // What a parser says of the rest of a line after its first mistake, or of the lines that follow from it, is rarely of use.
    let mut next = 0;
    let mut reported = Reported::default();
    for (span, message) in mistakes {
        if span.start < next {
            continue;
        }
        if shown == SHOWN {
            more += 1;
            next = syntax.end_of_line(span.start) + 1;
            continue;
        }
        let Some((diagnostic, end, is_open)) = syntax.error(message, span.clone(), &reported)
        else {
            next = syntax.end_of_line(span.start) + 1;
            continue;
        };
        shown += 1;
        report.push(diagnostic);
        next = syntax.end_of_line(span.start.max(end)) + 1;
        reported = Reported { end: next, is_open };
    }
    report.leave_out(more, &document.source);
    report
}

/// What was reported before.
#[derive(Default)]
struct Reported {
    /// How far it reaches.
    end: usize,
    /// Whether it has no end, so that a parser takes what follows for a part of it.
    is_open: bool,
}

struct Syntax<'a> {
    document: &'a Document,
    text: &'a str,
    layout: &'a Layout<'a>,
    wanted: &'a dyn Fn(&[Step]) -> Wanted,
}

impl Syntax<'_> {
    fn end_of_line(&self, offset: usize) -> usize {
        let rest = self.text.as_bytes().get(offset..).unwrap_or(&[]);
        let newline = rest.iter().position(|byte| *byte == b'\n');
        newline.map_or(self.text.len(), |newline| offset + newline)
    }

    fn diagnostic(&self, message: String, span: Span, help: String) -> Diagnostic {
        Diagnostic::error(SYNTAX, message, &self.document.source)
            .at(span)
            .help(help)
    }

    /// The message, and the end of what follows from the mistake. The last is whether something has no end. Nothing when
    /// it follows from a mistake that was reported.
    fn error(
        &self,
        message: &str,
        span: Span,
        reported: &Reported,
    ) -> Option<(Diagnostic, usize, bool)> {
        if message.contains("duplicate key") {
            let (diagnostic, end) = self.twice(span);
            return Some((diagnostic, end, false));
        }
        let line = self.layout.line_of(span.start);
        if let Some((diagnostic, end)) = self.header(line) {
            return Some((diagnostic, end, false));
        }
        let found = self.mended(span.start, line);
        if let Some((mended, start)) = found
            && let Some(slip) = mended.slips.first()
        {
            if start < reported.end {
                return None;
            }
            let prefix = "this is not valid TOML: ";
            let help = help(&mended, self.text, start);
            let place = if slip.place.is_empty() {
                span
            } else {
                slip.place.clone()
            };
            let diagnostic =
                self.diagnostic(format!("{prefix}{}", slip.what.message()), place, help);
            return Some((diagnostic, mended.end, slip.what.is_open()));
        }
        if reported.is_open
            && self
                .statement(line, None)
                .is_some_and(|one| one.slips.is_empty())
        {
            return None;
        }
        let shown = &self.text[span.clone()];
        let (message, help) = syntax_words(message, shown);
        let message = format!("this is not valid TOML: {message}");
        let diagnostic = self.diagnostic(message, span.clone(), help.to_owned());
        Some((diagnostic, span.start, false))
    }

    /// What was meant by the line of a mistake, or by an earlier one that has no end; and where it begins.
    fn mended(&self, offset: usize, line: usize) -> Option<(Mended, usize)> {
        let begin = |from: usize| {
            let lines = (from.saturating_sub(BACK).max(1)..=from).rev();
            lines
                .take_while(|line| self.layout.start_of(*line) >= self.toml_start())
                .find(|line| mend::begins(self.layout.line(*line)))
        };
        let own = begin(line);
        if let Some(begin) = own
            && self.layout.on(begin).is_none()
            && let Some(mended) = self.statement(begin, None)
            && mended
                .slips
                .iter()
                .any(|slip| slip.place.start <= self.end_of_line(offset))
        {
            return Some((mended, self.layout.start_of(begin)));
        }
        // A line on its own, such as a remark with other signs.
        if own != Some(line)
            && let Some(mended) = self.statement(line, None)
            && !mended.slips.is_empty()
        {
            return Some((mended, self.layout.start_of(line)));
        }
        let before = begin(own?.checked_sub(1)?)?;
        if self.layout.on(before).is_some() {
            return None;
        }
        let mended = self.statement(before, Some(self.layout.start_of(own?)))?;
        (!mended.slips.is_empty()).then(|| (mended, self.layout.start_of(before)))
    }

    fn toml_start(&self) -> usize {
        self.document.toml_range().start
    }

    /// What was meant by the key and value that begin on a line.
    fn statement(&self, line: usize, until: Option<usize>) -> Option<Mended> {
        let table = self.table(line);
        let start = self.layout.start_of(line).max(self.toml_start());
        let mut last = line;
        let mut depth = 0_i32;
        let end = loop {
            let shown = self.layout.line(last);
            for letter in shown.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
            }
            last += 1;
            if last > self.layout.count() || last > line + BACK {
                break self.document.toml_range().end;
            }
            let begins = mend::begins(self.layout.line(last));
            let is_heading = self.layout.on(last).is_some();
            if is_heading || begins && depth <= 0 {
                break self.layout.start_of(last).saturating_sub(1);
            }
        };
        let end = end.min(until.unwrap_or(end)).max(start);
        mend::statement(self.text, start..end, &table, self.wanted)
    }

    /// The path of the table that a line stands in.
    fn table(&self, line: usize) -> Vec<Step> {
        let heading = self.layout.above(line);
        heading.map_or(Vec::new(), |heading| heading.path(self.wanted))
    }

    /// A header with a mistake in it.
    fn header(&self, line: usize) -> Option<(Diagnostic, usize)> {
        let written = self.layout.line(line);
        let words = written.trim();
        if !mend::begins(words) || !words.starts_with('[') || self.layout.on(line).is_some() {
            return None;
        }
        let name: String = words
            .trim_start_matches(['[', ' '])
            .split([']', '#', '='])
            .next()?
            .trim()
            .to_lowercase();
        let keys: Vec<String> = name
            .split('.')
            .map(|key| key.split_whitespace().collect::<Vec<_>>().join("_"))
            .collect();
        let is_key = |key: &String| {
            !key.is_empty()
                && key
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter))
        };
        if !keys.iter().all(is_key) {
            return None;
        }
        let path = path_of(&keys, words.starts_with("[["), self.wanted);
        let is_list = match path.as_slice() {
            [.., Step::Index(_)] => true,
            _ => words.starts_with("[["),
        };
        let heading = Heading {
            line,
            place: 0..0,
            keys,
            is_list,
            is_remark: false,
        };
        let start = self.layout.start_of(line) + (written.len() - written.trim_start().len());
        let span = start..start + words.len();
        let message =
            "this is not valid TOML: a header is `[table]` or `[[list]]`, alone on its line";
        let help = format!("write `{}`", heading.shown());
        Some((
            self.diagnostic(message.to_owned(), span.clone(), help),
            span.end,
        ))
    }

    /// A key or header that was there before.
    fn twice(&self, span: Span) -> (Diagnostic, usize) {
        let line = self.layout.line_of(span.start);
        let shown = self.text[span.clone()].trim_matches(['"', '\'']);
        let message = format!("the key `{shown}` is given twice");
        let below = self
            .layout
            .below(line)
            .map_or(self.text.len(), |heading| heading.place.start);
        let (help, end) = match self.layout.on(line) {
            Some(heading) => (self.heading_twice(heading), below.saturating_sub(1)),
            None => self.key_twice(shown, line, below),
        };
        let diagnostic = self
            .diagnostic(message, span, help)
            .label("the second time");
        (diagnostic, end)
    }

    fn heading_twice(&self, heading: &Heading) -> String {
        let path = heading.path(self.wanted);
        let others: Vec<&Heading> = self
            .layout
            .headings()
            .filter(|other| other.keys == heading.keys && other.line != heading.line)
            .collect();
        if matches!(path.last(), Some(Step::Index(_))) {
            let double = Heading {
                is_list: true,
                ..heading.clone()
            };
            let single = others.iter().filter(|other| !other.is_list);
            let lines: Vec<String> = single.map(|other| other.line.to_string()).collect();
            let here = if heading.is_list { "on" } else { "here and on" };
            if !lines.is_empty() {
                return format!(
                    "write `{}` with double brackets, {here} {}",
                    double.shown(),
                    numbered(&lines)
                );
            }
        }
        match others.first() {
            Some(first) => format!(
                "move what stands below it to line {}, `{}`, and remove this line",
                first.line,
                first.shown()
            ),
            None => "keep one of the two".to_owned(),
        }
    }

    /// The edit, and how far it reaches.
    fn key_twice(&self, key: &str, line: usize, below: usize) -> (String, usize) {
        let own = self.layout.start_of(line);
        let has_key = |written: &str| {
            let rest = written.trim_start().strip_prefix(key);
            rest.is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let above = self.layout.above(line).map_or(0, |heading| heading.line);
        let from = above.max(line.saturating_sub(10 * BACK));
        let first = (from + 1..line).find(|number| has_key(self.layout.line(*number)));
        let Some(first) = first else {
            return ("keep one of the two".to_owned(), own);
        };
        for remark in self
            .layout
            .remarks_above(line)
            .filter(|one| one.line > first)
        {
            let mut path = remark.path(self.wanted);
            path.push(Step::Key(key.to_owned()));
            if (self.wanted)(&path) != Wanted::Nothing {
                return (
                    still_a_remark(self.layout, remark, line),
                    below.saturating_sub(1),
                );
            }
        }
        let table = self.table(line);
        if let (Some(Step::Index(_)), Some(heading)) = (table.last(), self.layout.above(line)) {
            let help = format!(
                "write a line `{}` above it if it is another one, or keep one of the two; the first is on line {first}",
                heading.shown()
            );
            return (help, below.saturating_sub(1));
        }
        let path = [&table[..], &[Step::Key(key.to_owned())]].concat();
        let help = match (self.wanted)(&path) {
            Wanted::List => {
                format!("put both into one list, on line {first}, and remove this line")
            }
            _ => format!("keep one of the two; the first is on line {first}"),
        };
        (help, own)
    }
}

/// That a header must be freed of its `#`, and those above it in the tree that are remarks as well.
pub(crate) fn still_a_remark(layout: &Layout<'_>, remark: &Heading, line: usize) -> String {
    let mut lines = vec![remark];
    for above in layout.remarks_above(line) {
        let is_parent =
            above.keys.len() < remark.keys.len() && remark.keys.starts_with(&above.keys);
        let is_there = layout
            .headings()
            .any(|one| one.keys == above.keys && one.line < remark.line);
        if is_parent && !is_there && !lines.iter().any(|one| one.keys == above.keys) {
            lines.push(above);
        }
    }
    lines.reverse();
    match lines.as_slice() {
        [only] => format!(
            "line {} `#{}` is still a remark: remove its #",
            only.line,
            only.shown()
        ),
        several => {
            let shown: Vec<String> = several
                .iter()
                .map(|one| format!("line {} `#{}`", one.line, one.shown()))
                .collect();
            format!("{} are still remarks: remove their #", shown.join(" and "))
        }
    }
}

/// "line 4", "lines 4 and 7".
pub(crate) fn numbered(lines: &[String]) -> String {
    match lines {
        [only] => format!("line {only}"),
        [rest @ .., last] => format!("lines {} and {last}", rest.join(", ")),
        [] => String::new(),
    }
}

/// The edit that a mended line is, or in words when it is long.
pub(super) fn help(mended: &Mended, text: &str, start: usize) -> String {
    let Some(slip) = mended.slips.first() else {
        return String::new();
    };
    match &mended.line {
        Some(line) if line.chars().count() <= LONGEST && !line.contains(['\n', '`']) => {
            slip.what.edit(line)
        }
        _ => {
            let line = text[start..slip.place.start].matches('\n').count();
            let words = slip.what.words();
            if line > 0 && mended.slips.len() > 1 {
                format!("{words}, and so on in this list")
            } else {
                words
            }
        }
    }
}

/// A parser's message in an author's words, and the edit to make. `shown` is the text it is about.
fn syntax_words<'a>(message: &'a str, shown: &str) -> (&'a str, &'static str) {
    let says = |part: &str| message.contains(part);
    if shown == ":" {
        (
            "a key and its value are separated by `=`",
            "write `key = value` instead of `key: value`",
        )
    } else if says("keys cannot be empty") {
        (
            "a key is missing before the `=`",
            "write which field it is: `key = value`",
        )
    } else if says("multi-line") && says("expected") {
        (
            "this text has no end",
            "write three quotes where it ends, as where it begins",
        )
    } else if says("key with no value") {
        (
            "this key has no value",
            "write `key = value`, with `=` between the two",
        )
    } else if says("date") || says("month") || says("day") {
        (message, "write a date as year-month-day: 2026-03-01")
    } else if says("invalid boolean") || says("must be quoted") {
        ("a text stands in quotes", "put it in double quotes: \"…\"")
    } else if says("expected newline") {
        (
            "something is left over at the end of the line",
            "write one `key = value` a line; a quote inside a text is written \\\"",
        )
    } else if says("string") || says("quote") {
        (
            message,
            "put texts in double quotes: \"…\"; long ones in three: \"\"\"…\"\"\"",
        )
    } else if says("array") {
        (
            message,
            "separate the items of a list by commas and close it with `]`",
        )
    } else if says("inline table") {
        (message, "separate the parts by commas and close with `}`")
    } else {
        (
            message,
            "a line is `key = value`, `[table]` or `[[list-of-tables]]`; texts stand in double quotes",
        )
    }
}
