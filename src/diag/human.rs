//! Diagnostics for people in a terminal: the line, the carets, the edit to make.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Report, Severity};

/// Every diagnostic with its source line, separated by empty lines. `colour` adds terminal escapes.
pub fn human(report: &Report, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        out.push_str(&renderer.render(&[group(diagnostic)]));
        out.push_str("\n\n");
    }
    out
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code);
    let path = diagnostic.source.path.as_str();
    let group = match &diagnostic.span {
        Some(span) => Group::with_title(title).element(
            Snippet::source(diagnostic.source.text.as_str())
                .path(path)
                .annotation(
                    AnnotationKind::Primary
                        .span(one_line(&diagnostic.source.text, span))
                        .label((!diagnostic.label.is_empty()).then_some(diagnostic.label.as_str())),
                ),
        ),
        None => Group::with_title(title).element(Origin::path(path)),
    };
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// A place that runs over several lines is shown by its first line, so that no message fills the screen.
fn one_line(text: &str, span: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = span.start.min(text.len());
    let end = span.end.clamp(start, text.len());
    let shown = &text[start..end];
    match shown.find('\n') {
        Some(0) | None => start..end,
        Some(newline) => start..start + shown[..newline].trim_end().len(),
    }
}
