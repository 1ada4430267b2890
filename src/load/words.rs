//! Reads the words that a book has of its own for its language.

use std::sync::Arc;

use super::files::{self, LANGUAGES_FOLDER};
use crate::diag::{Diagnostic, Report};
use crate::disk::{Folder, What};
use crate::doc::{self, Document, Wanted};
use crate::error::Error;
use crate::language::{LanguageTag, Mistake, Words};
use crate::text::{FieldPath, Source};

/// The words of the interface: those that are built in, and what the file of the book's language has instead of them.
pub(super) fn read(
    root: &Folder,
    tag: &LanguageTag,
    report: &mut Report,
) -> Result<Arc<Words>, Error> {
    let built_in = || Words::of(tag);
    let mut codes = vec![tag.code()];
    if tag.base() != tag.code() {
        codes.push(tag.base());
    }
    for code in codes {
        let name = format!("{LANGUAGES_FOLDER}/{code}.toml");
        if root.what(&name)? == What::Nothing {
            continue;
        }
        let source = match files::read(root, &name)? {
            Ok(source) => source,
            Err(diagnostic) => {
                report.push(diagnostic);
                return Ok(built_in());
            }
        };
        return Ok(match Words::with_own(tag, &source.text) {
            Ok((words, mistakes)) => {
                tell(&source, mistakes, report);
                Arc::new(words)
            }
            Err(_) => {
                // A second reading says it in the author's words, with the edit to make.
                let document = Document::toml(source);
                let reading =
                    doc::read::<serde_json::Value, serde::de::IgnoredAny>(&document, &[], &|_| {
                        Wanted::Nothing
                    });
                report.merge(reading.report);
                built_in()
            }
        });
    }
    Ok(built_in())
}

fn tell(source: &Arc<Source>, mistakes: Vec<Mistake>, report: &mut Report) {
    if mistakes.is_empty() {
        return;
    }
    let document = Document::toml(Arc::clone(source));
    let mut places = document.places();
    for one in mistakes {
        let path = one.path.iter();
        let path = path.fold(FieldPath::default(), |path, key| path.key(key));
        let code = if one.is_unknown {
            "unknown-key"
        } else {
            "wrong-value"
        };
        let told = Diagnostic::error(code, one.message, source);
        let span = places.locate(&path, None, 0);
        report.push(told.at(span).help(one.help));
    }
}
