//! The marks that git leaves where two versions of a text were not put together. Must not know what the text is.

use std::sync::Arc;

use super::document::Document;
use crate::diag::{Diagnostic, Report};
use crate::text::{Source, Span};

/// Where marks stand in a text: the first of each conflict.
fn conflicts(text: &str) -> Vec<Span> {
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut start, mut is_open) = (0, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let is_mark = |sign: char| {
            let rest = words.trim_start_matches(sign);
            words.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
        };
        if is_mark('<') || (is_mark('>') && !is_open) {
            found.push(start..start + words.len());
        }
        is_open = (is_open || is_mark('<')) && !is_mark('>');
        start += line.len();
    }
    found
}

/// Reports the conflicts of a file. Whether its TOML can be read all the same.
pub(crate) fn report_conflicts(
    source: &Arc<Source>,
    document: Option<&Document>,
    report: &mut Report,
) -> bool {
    let mut can_be_read = true;
    for place in conflicts(&source.text) {
        can_be_read &= document.is_some_and(|document| document.is_below_toml(place.start));
        report.push(
            Diagnostic::error(
                "merge-conflict",
                "two versions of this text were not put together",
                source,
            )
            .at(place)
            .label("from here on")
            .help("keep what is right of both, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`"),
        );
    }
    can_be_read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_conflict_is_found_at_its_first_mark() {
        let text = "a\r\n<<<<<<< HEAD\r\nours\r\n||||||| base\r\n=======\r\ntheirs\r\n>>>>>>> other\r\n=======\n>>>>>>> left\n<<<<<<<\n";
        let found: Vec<&str> = conflicts(text)
            .into_iter()
            .map(|place| &text[place])
            .collect();
        assert_eq!(found, ["<<<<<<< HEAD", ">>>>>>> left", "<<<<<<<"]);
        for text in [
            "=======\n",
            "<<<<<<<< a\n",
            " <<<<<<< a\n",
            ">>>>>> a\n",
            "<<<<<<<a",
        ] {
            assert_eq!(conflicts(text), [], "in {text}");
        }
    }
}
