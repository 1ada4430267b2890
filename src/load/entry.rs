//! One file into one entry.

use std::sync::Arc;

use super::files::{CONTENT_FOLDER, EntryFile};
use super::headings::{self, Fields};
use super::meant::Known;
use crate::diag::{Diagnostic, Report};
use crate::doc::{self, Document, Form, Style, UnknownKey, Wanted};
use crate::language::Words;
use crate::model::{Content, Data, Entry, Finding, Header, Key, Kind, KindData, Record, WithKind};
use crate::text::{FieldPath, Source, Step};

/// What a file says, which depends on nothing but its path and its text.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) record: Option<Arc<Record>>,
    pub(super) document: Option<Arc<Document>>,
    pub(super) report: Report,
    /// What is wrong with the entry as a whole.
    pub(super) findings: Vec<Finding>,
}

pub(super) fn read(file: &EntryFile, source: &Arc<Source>) -> Read {
    let (document, mut report) = if file.path.ends_with(".md") {
        Document::markdown(Arc::clone(source))
    } else {
        (Some(Document::toml(Arc::clone(source))), Report::default())
    };
    let nothing = |report| Read {
        record: None,
        document: None,
        report,
        findings: Vec::new(),
    };
    let mut conflicts = Report::default();
    if !doc::report_conflicts(source, document.as_ref(), &mut conflicts) {
        // What else is wrong follows from it.
        return nothing(conflicts);
    }
    report.merge(conflicts);
    let Some(document) = document else {
        return nothing(report);
    };
    let kind = file.key.kind;
    let document = in_form(kind, |form| document.read_as(form));
    let mut wrong = Vec::new();
    let parts = kind.with(ReadKind {
        document: &document,
        report: &mut report,
        wrong: &mut wrong,
    });
    let document = document.leaving_out(wrong);
    let entry = parts.map(|(mut header, data)| {
        let in_toml = header.body.take();
        if let (Some(_), Some(_)) = (&in_toml, document.body()) {
            let span = document.locate(&FieldPath::default().key("body"), None);
            report.push(
                Diagnostic::error(
                    "two-bodies",
                    "the text stands in two places",
                    &document.source,
                )
                .at(span)
                .label("and below the front matter")
                .help("keep the text below the front matter and remove `body`"),
            );
        }
        let body = document.body().map(str::to_owned).or(in_toml);
        Entry {
            key: file.key.clone(),
            header,
            data,
            body: body.unwrap_or_default(),
            file: format!("{CONTENT_FOLDER}/{}", file.path),
            folder: file.folder.clone(),
        }
    });
    Read {
        findings: entry
            .iter()
            .flat_map(|entry| own(entry, &document))
            .collect(),
        record: entry.map(|entry| Arc::new(Record::new(entry))),
        document: Some(Arc::new(document)),
        report,
    }
}

/// What is wrong inside an entry. Nothing is said of a whole of which a part could not be read: it is no
/// scorecard without criteria, if its only criterion has a mistake.
fn own(entry: &Entry, document: &Document) -> impl Iterator<Item = Finding> {
    let findings = entry.data.findings().into_iter();
    findings
        .filter(|finding| !document.has_mistake_below(&finding.path))
        .map(|finding| finding.of(&entry.key))
}

/// What comes of knowing how the Markdown of a kind of entry is read.
pub(crate) fn in_form<R>(kind: Kind, then: impl FnOnce(&Form<'_>) -> R) -> R {
    kind.with(InForm(then))
}

struct InForm<F>(F);

impl<R, F: FnOnce(&Form<'_>) -> R> WithKind for InForm<F> {
    type Out = R;

    fn call<T: KindData>(self) -> R
    where
        Data: From<T>,
    {
        let fields = fields::<T>();
        self.0(&Form {
            wanted: &wanted::<T>,
            meant: &|table, words| fields.meant(table, words),
            one_of: &|table, words| fields.one_of(table, words),
            parts: T::PARTS,
        })
    }
}

/// What comes of knowing how a kind of entry is written in Markdown, with headings in these words.
pub(crate) fn style_of<R>(kind: Kind, words: &Words, then: impl FnOnce(&Style<'_>) -> R) -> R {
    in_form(kind, |form| {
        then(&Style {
            form: *form,
            called: &|table, key| headings::called_in(words, table, key),
            flags: [words.get("yes"), words.get("no")],
        })
    })
}

fn fields<'a, T: KindData + 'a>() -> Fields<'a> {
    Fields {
        what: T::KIND.name(),
        keys: &keys::<T>,
        wanted: &wanted::<T>,
    }
}

/// The keys of the table at a path of an entry.
fn keys<T: KindData>(path: &[Step]) -> Vec<&'static str> {
    match path {
        [] => [T::keys_at(&[]), Header::keys_at(&[])].concat(),
        [Step::Key(key), ..] if Header::keys_at(&[]).contains(&key.as_str()) => {
            Header::keys_at(path).to_vec()
        }
        _ => T::keys_at(path).to_vec(),
    }
}

struct ReadKind<'a> {
    document: &'a Document,
    report: &'a mut Report,
    wrong: &'a mut Vec<FieldPath>,
}

impl WithKind for ReadKind<'_> {
    type Out = Option<(Header, Data)>;

    fn call<T: KindData>(self) -> Self::Out
    where
        Data: From<T>,
    {
        let header_keys = Header::keys_at(&[]);
        let reading = doc::read::<Header, T>(self.document, header_keys, &wanted::<T>);
        self.report.merge(reading.report);
        report_unknown(
            self.document,
            Unread {
                unknown: &reading.unknown,
                more: reading.more_unknown,
                missing: reading.missing,
            },
            self.report,
            &Told {
                what: T::KIND.name(),
                keys: &keys::<T>,
                wanted: &wanted::<T>,
            },
        );
        *self.wrong = reading.wrong;
        let mut data = reading.data?;
        data.leave_to_pages();
        Some((reading.header?, Data::from(data)))
    }
}

/// What must stand at a path of an entry.
fn wanted<T: KindData>(path: &[Step]) -> Wanted {
    match path {
        [Step::Key(key), ..] if Header::keys_at(&[]).contains(&key.as_str()) => {
            Header::wanted_at(path)
        }
        _ => T::wanted_at(path),
    }
}

/// What a document has too much, and what it lacks.
pub(super) struct Unread<'a> {
    /// Keys that nothing reads.
    pub(super) unknown: &'a [UnknownKey],
    /// So many more of them are only counted.
    pub(super) more: usize,
    /// Fields that are missing, and what is to be said of them.
    pub(super) missing: Vec<(String, Diagnostic)>,
}

/// Reports keys that nothing reads, with the edit that ends it, and fields that are missing, unless one of the keys stands for them.
pub(super) fn report_unknown(
    document: &Document,
    unread: Unread<'_>,
    report: &mut Report,
    told: &Told<'_>,
) {
    let Unread {
        unknown,
        more,
        missing,
    } = unread;
    report.leave_out(more, &document.source);
    if unknown.is_empty() {
        report
            .diagnostics
            .extend(missing.into_iter().map(|one| one.1));
        return;
    }
    let layout = document.layout();
    let places = document.places();
    let known = Known {
        text: &document.source.text,
        layout: &layout,
        what: told.what,
        keys: told.keys,
        wanted: told.wanted,
        has: &|path| places.has(path),
    };
    let still_missing = missing
        .into_iter()
        .filter(|(field, _)| !unknown.iter().any(|key| known.means(key, field)));
    report.diagnostics.extend(still_missing.map(|one| one.1));
    for key in unknown {
        let Some((Step::Key(name), table)) = key.path.0.split_last() else {
            continue;
        };
        report.push(
            Diagnostic::error(
                "unknown-key",
                format!("there is no `{name}` in {}", known.place(table)),
                &document.source,
            )
            .at(key.span.clone())
            .help(known.help(key)),
        );
    }
}

/// What is known of a kind of document.
pub(super) struct Told<'a> {
    /// The word for what the document is.
    pub(super) what: &'a str,
    /// The keys of the table at a path.
    pub(super) keys: &'a dyn Fn(&[Step]) -> Vec<&'static str>,
    /// What must stand at a path.
    pub(super) wanted: &'a dyn Fn(&[Step]) -> Wanted,
}

pub(super) fn duplicate(key: &Key, first: &Source, second: &Arc<Source>) -> Diagnostic {
    let kind: Kind = key.kind;
    Diagnostic::error(
        "duplicate-id",
        format!("there is already a {} `{}`", kind.name(), key.id),
        second,
    )
    .help(format!(
        "it stands in {}; rename or remove one of the two",
        first.path
    ))
}
