//! Diagnostics for people in a terminal: the line, the carets, the edit to make.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::place::Places;
use super::{Diagnostic, Report, Severity};
use crate::text::{is_control, shown, thousands};

/// Of a longer line only this many bytes before the place and from its begin are shown.
const AROUND: usize = 300;

/// Of what is found again and again so many places are shown, the first with its source line.
const PLACES: usize = 10;

/// Every error with its source line, separated by empty lines. Of warnings that ask for the same edit the first one is shown like
/// that, and the places of the others below it. `colour` adds terminal escapes.
pub fn human(report: &Report, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let alike = alike(report);
    let mut out = String::new();
    let mut places = Places::default();
    for group in alike {
        let Some((first, others)) = group.split_first() else {
            continue;
        };
        let line = Line::of(first, &mut places);
        out.push_str(&renderer.render(&[rendered(first, line)]));
        out.push('\n');
        if !others.is_empty() {
            also((first, others), &mut places, &mut out);
        }
        out.push('\n');
    }
    out
}

/// The diagnostics in their order: each error alone, and the warnings that ask for the same edit where the first of them stands.
fn alike(report: &Report) -> Vec<Vec<&Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known: BTreeMap<(&str, Severity, String), usize> = BTreeMap::new();
    for diagnostic in &report.diagnostics {
        if diagnostic.severity == Severity::Error {
            groups.push(vec![diagnostic]);
            continue;
        }
        let help = diagnostic.help.as_deref().unwrap_or_default();
        let key = (diagnostic.code, diagnostic.severity, edit(help));
        let at = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(diagnostic),
            None => groups.push(vec![diagnostic]),
        }
    }
    groups
}

/// What a help asks for, without what is to be written in the one case.
fn edit(help: &str) -> String {
    let parts = help.split('`').step_by(2);
    parts.collect::<Vec<_>>().join("`")
}

/// Where the same as the first was found again: a line for each place, and how many more there are.
fn also<'a>(
    (first, others): (&Diagnostic, &[&'a Diagnostic]),
    places: &mut Places<'a>,
    out: &mut String,
) {
    let count: usize = others.iter().map(|one| one.count).sum();
    let times = match count {
        1 => "once more".to_owned(),
        count => format!("{} more times", thousands(count)),
    };
    out.push_str(&format!("   found {times}:\n"));
    let shown_ones = &others[..others.len().min(PLACES - 1)];
    let at = |one: &'a Diagnostic, places: &mut Places<'a>| {
        let place = places.of(one).map_or_else(String::new, |(start, _)| {
            format!(":{}:{}", start.line, start.column)
        });
        format!("{}{place}", shown(&one.source.path))
    };
    let at: Vec<String> = shown_ones.iter().map(|one| at(one, places)).collect();
    let longest = at.iter().map(|place| place.chars().count());
    let longest = longest.max().unwrap_or(0);
    for (place, one) in at.iter().zip(shown_ones) {
        if one.message == first.message {
            out.push_str(&format!("     {place}\n"));
        } else {
            let message = shown(&one.message);
            out.push_str(&format!("     {place:longest$}  {message}\n"));
        }
    }
    let more: usize = others[shown_ones.len()..].iter().map(|one| one.count).sum();
    if more > 0 {
        let more = thousands(more);
        out.push_str(&format!(
            "     and {more} more; `personabook check --format short` lists all\n"
        ));
    }
}

fn rendered(diagnostic: &Diagnostic, line: Option<Line>) -> Group<'_> {
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
