//! Diagnostics for people in a terminal: the line, the carets, the edit to make.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::place::Places;
use super::{Diagnostic, Report, Severity};
use crate::text::{is_control, shown};

/// Of a longer line only this many bytes before the place and from its begin are shown.
const AROUND: usize = 300;

/// Every diagnostic with its source line, separated by empty lines. `colour` adds terminal escapes.
pub fn human(report: &Report, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut out = String::new();
    let mut places = Places::default();
    for diagnostic in &report.diagnostics {
        let line = Line::of(diagnostic, &mut places);
        out.push_str(&renderer.render(&[group(diagnostic, line)]));
        out.push_str("\n\n");
    }
    out
}

fn group(diagnostic: &Diagnostic, line: Option<Line>) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    };
    let title = level
        .primary_title(shown(&diagnostic.message))
        .id(diagnostic.code);
    let path = shown(&diagnostic.source.path);
    let group = Group::with_title(title);
    let group = match line {
        Some(line) => {
            let label = (!diagnostic.label.is_empty()).then(|| shown(&diagnostic.label));
            let annotation = AnnotationKind::Primary.span(line.place).label(label);
            let snippet = Snippet::source(line.text)
                .line_start(line.number)
                .annotation(annotation);
            match line.column {
                // The column is that of the whole line.
                Some(column) => {
                    let origin = Origin::path(path).line(line.number).char_column(column);
                    group.element(origin).element(snippet)
                }
                None => group.element(snippet.path(path)),
            }
        }
        None => group.element(Origin::path(path)),
    };
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(shown(help))),
        None => group,
    }
}

/// What is shown of the text: one line, so that the renderer does not walk through all of it and no message fills the screen.
struct Line {
    number: usize,
    text: String,
    /// In `text`.
    place: Range<usize>,
    /// Where the place begins in a line of which only a part is shown.
    column: Option<usize>,
}

impl Line {
    fn of<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'a>) -> Option<Self> {
        let (start, _) = places.of(diagnostic)?;
        let text = diagnostic.source.text.as_str();
        let mut line = places.lines(&diagnostic.source).line(start.line);
        if text[line.clone()].ends_with('\r') {
            line.end -= 1;
        }
        let span = diagnostic.span.as_ref()?;
        let boundary = |mut at: usize, least: usize| {
            while at > least && !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let from = boundary(span.start.clamp(line.start, line.end), line.start);
        let end = span.end.clamp(from, line.end);
        // What runs over several lines is shown by its first one.
        let to = match text.get(from..end) {
            Some(place) if span.end > line.end => from + place.trim_end().len(),
            _ => boundary(end, from),
        };
        let whole = line.clone();
        if line.len() > 2 * AROUND {
            line.start = boundary(from.saturating_sub(AROUND).max(line.start), line.start);
            line.end = boundary((from + AROUND).min(line.end), from);
        }
        let is_part = line != whole;
        let (before, place, after) = (
            showable(&text[line.start..from]),
            showable(&text[from..to.min(line.end)]),
            showable(&text[to.min(line.end)..line.end]),
        );
        Some(Self {
            number: start.line,
            place: before.len()..before.len() + place.len(),
            text: before + &place + &after,
            column: is_part.then_some(start.column),
        })
    }
}

/// A text with a sign in the place of each character that a terminal would obey, so that the columns stay. The renderer
/// knows tabs.
fn showable(text: &str) -> String {
    let sign = |letter: char| match letter {
        '\t' => '\t',
        '\u{7f}' => '\u{2421}',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        _ if is_control(letter) => '\u{fffd}',
        _ => letter,
    };
    text.chars().map(sign).collect()
}
