//! A book of any size: personas, and what goes with them, of every kind of entry. The same size and seed give the same
//! bytes.

mod competitor;
mod evidence;
mod icp;
mod job;
mod journey;
mod names;
mod page;
mod path;
mod persona;
mod qualification;
mod segment;
mod story;
mod table;
mod term;
mod writing;

pub use personabook::model::Kind;
use toml::Table;

use crate::files::Files;
use crate::random::Random;
use names::Names;

/// The seed of every book that is measured.
pub const SEED: u64 = 1;

/// How large a book is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// How many personas there are; all other numbers follow from it.
    pub personas: usize,
}

impl Size {
    /// How many entries of a kind there are.
    pub fn of(self, kind: Kind) -> usize {
        match kind {
            Kind::Segment => 6,
            Kind::Icp => (self.personas / 10).max(1),
            Kind::Persona => self.personas,
            Kind::Job | Kind::Journey => (self.personas / 5).max(1),
            Kind::Qualification | Kind::Path => 1 + self.personas / 200,
            Kind::Competitor => 3 + self.personas / 100,
            Kind::Evidence => 8 + self.personas / 50,
            Kind::Term => 14 + self.personas / 20,
            Kind::Page => 2 + self.personas / 200,
        }
    }

    /// How many entries there are.
    pub fn entries(self) -> usize {
        Kind::ALL.iter().map(|kind| self.of(*kind)).sum()
    }
}

/// One entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The name of its file.
    pub id: String,
    /// The front matter.
    pub fields: Table,
    /// The Markdown below it.
    pub body: String,
}

/// All entries of a book, kind by kind.
pub fn entries(size: Size, seed: u64) -> impl Iterator<Item = Entry> {
    Kind::ALL.iter().copied().flat_map(move |kind| {
        (0..size.of(kind)).map(move |number| entry(Names { size }, kind, number, seed))
    })
}

fn entry(names: Names, kind: Kind, number: usize, seed: u64) -> Entry {
    let mut random = Random::of_part(seed, kind.name(), number);
    let fields = match kind {
        Kind::Segment => segment::fields(names, number, &mut random),
        Kind::Icp => icp::fields(names, number, &mut random),
        Kind::Persona => persona::fields(names, number, &mut random),
        Kind::Job => job::fields(names, number, &mut random),
        Kind::Journey => journey::fields(names, number, &mut random),
        Kind::Qualification => qualification::fields(names, number, &mut random),
        Kind::Competitor => competitor::fields(names, number, &mut random),
        Kind::Evidence => evidence::fields(names, number, &mut random),
        Kind::Term => term::fields(names, number, &mut random),
        Kind::Path => path::fields(names, number, &mut random),
        Kind::Page => page::fields(names, number, &mut random),
    };
    Entry {
        kind,
        id: names.id(kind, number),
        fields,
        body: story::story(names, &mut random),
    }
}

/// The files of a book that personabook builds.
pub fn files(size: Size, seed: u64) -> Files {
    let mut files: Files = entries(size, seed)
        .map(|entry| {
            let path = format!("content/{}/{}.md", entry.kind.folder(), entry.id);
            (path, text(&entry.fields, &entry.body))
        })
        .collect();
    files.insert(
        "personabook.toml".to_owned(),
        format!(
            "[book]\ntitle = \"A book of {} personas\"\ncompany = \"Example\"\n\n[review]\nqualification = \"1 year\"\n\n# Its personas are put together from the same sentences.\n[checks]\nnearly-alike = \"allow\"\nkind-against-role = \"allow\"\n",
            size.personas
        ),
    );
    files
}

/// Front matter and Markdown in one file.
pub(crate) fn text(fields: &Table, body: &str) -> String {
    format!("+++\n{fields}+++\n\n{body}")
}
