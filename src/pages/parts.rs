//! The site in parts, each made when it is drawn: so all cores make pages, a large book never has the values of all its
//! pages in memory at once, and one page can be made without the others.

use std::collections::BTreeMap;

use super::Made;
use super::{
    a_z, compare, entry, health, home, kind_index, learn, method, not_found, opportunities, paper,
    relations, rules, say, search, sheet, sources, tags,
};
use crate::model::{Data, Entry, Kind};
use crate::site::links::url;
use crate::site::pictures;
use crate::site::{PageView, READABLE, Viewer};

/// Something that is made at once: a page, or a few files that belong together.
pub(crate) enum Part<'a> {
    /// What the book has once.
    Once(Once),
    /// The page of an entry, those for paper that show the same, and its files.
    Of(&'a Entry),
    /// The images that entries show.
    Pictures,
}

/// What the book has once, and where it is found.
pub(crate) struct Once {
    paths: Vec<String>,
    make: Box<Make>,
}

type Make = dyn Fn(&Viewer<'_>) -> Vec<Made> + Send + Sync;

impl Once {
    fn page(path: String, make: impl Fn(&Viewer<'_>) -> PageView + Send + Sync + 'static) -> Self {
        Self {
            paths: vec![path],
            make: Box::new(move |viewer| vec![Made::Page(make(viewer))]),
        }
    }
}

/// Everything, in a fixed order; what takes longest first, so that no core waits for another at the end.
pub(crate) fn parts<'a>(viewer: &Viewer<'a>) -> Vec<Part<'a>> {
    let once = once(viewer).into_iter().map(Part::Once);
    let entries = viewer.catalog.entries().map(Part::Of);
    once.chain([Part::Pictures]).chain(entries).collect()
}

fn once(viewer: &Viewer<'_>) -> Vec<Once> {
    let mut all = Vec::new();
    if viewer.catalog.len() <= READABLE {
        all.push(Once::page(
            "paper/everything.html".into(),
            paper::everything,
        ));
    }
    type Page = fn(&Viewer<'_>) -> PageView;
    let across: [(&str, Page); 6] = [
        ("say", say::page),
        ("opportunities", opportunities::page),
        ("relations", relations::page),
        ("health", health::page),
        ("sources", sources::page),
        ("tags", tags::page),
    ];
    for (name, make) in across {
        all.push(Once::page(format!("all/{name}.html"), make));
    }
    for kind in Kind::ALL.iter().copied() {
        let folder = kind.folder();
        if compare::is_compared(viewer, kind) {
            let make = move |viewer: &Viewer<'_>| compare::page(viewer, kind);
            all.push(Once::page(format!("compare/{folder}.html"), make));
        }
        if viewer.catalog.count(kind) > 0 {
            let make = move |viewer: &Viewer<'_>| kind_index::page(viewer, kind);
            all.push(Once::page(format!("{folder}/index.html"), make));
        }
    }
    all.push(Once::page("index.html".into(), home::page));
    all.push(Once::page("all/a-z.html".into(), a_z::page));
    all.push(Once::page("404.html".into(), not_found::page));
    all.push(Once::page(method::INDEX.into(), method::index));
    if viewer.catalog.count(Kind::Persona) > 0 {
        all.push(Once::page("paper/cards.html".into(), paper::deck));
    }
    all.push(Once {
        paths: learn::urls(viewer),
        make: Box::new(|viewer| learn::pages(viewer).into_iter().map(Made::Page).collect()),
    });
    all.push(Once {
        paths: vec![search::PATH.to_owned()],
        make: Box::new(|viewer| {
            let script = search::script(viewer);
            vec![Made::File(search::PATH.to_owned(), script.into())]
        }),
    });
    all
}

/// The part that has the file at this path.
pub(crate) fn part_of(parts: &[Part<'_>], viewer: &Viewer<'_>, path: &str) -> Option<usize> {
    parts.iter().position(|part| match part {
        Part::Once(once) => once.paths.iter().any(|one| one == path),
        // Every file of an entry has its id in its path, and looking for it takes no time.
        Part::Of(entry) => {
            path.contains(&entry.key.id) && paths_of(entry).iter().any(|one| one == path)
        }
        Part::Pictures => pictures::images(viewer).any(|(image, _)| image == path),
    })
}

impl Part<'_> {
    /// Where what [`Self::make`] makes is found.
    pub(crate) fn paths(&self, viewer: &Viewer<'_>) -> Vec<String> {
        match self {
            Self::Once(once) => once.paths.clone(),
            Self::Of(entry) => paths_of(entry),
            Self::Pictures => pictures::images(viewer).map(|(path, _)| path).collect(),
        }
    }

    pub(crate) fn make(&self, viewer: &Viewer<'_>) -> Vec<Made> {
        match self {
            Self::Once(once) => (once.make)(viewer),
            Self::Of(entry) => of_entry(viewer, entry),
            Self::Pictures => {
                // Those that several entries show are made once.
                let images: BTreeMap<String, &[u8]> = pictures::images(viewer).collect();
                let images = images.into_iter();
                images
                    .map(|(path, bytes)| Made::File(path, bytes.to_vec()))
                    .collect()
            }
        }
    }
}

/// The page of an entry, those for paper that show the same, and its files.
fn of_entry(viewer: &Viewer<'_>, entry: &Entry) -> Vec<Made> {
    let links = crate::site::links::EntryLinks { viewer, entry };
    let mut pages = Vec::new();
    let mut files = Vec::new();
    let mut known = None;
    match &entry.data {
        Data::Persona(persona) => {
            let values = known.insert(entry::values(&links));
            pages = paper::of_persona(&links, persona, values);
            pages.extend(method::sheets(&links, persona));
            files.extend(pictures::of_persona(viewer, entry, persona));
        }
        Data::Icp(icp) => files.extend(rules::script(&links, icp)),
        Data::Path(path) => pages.push(learn::quiz_of_path(viewer, entry, path)),
        Data::Qualification(one) if !one.framework.is_empty() => {
            let values = known.insert(entry::values(&links));
            pages.push(sheet::page(&links, values));
        }
        _ => {}
    }
    pages.extend(method::of_entry(viewer, entry));
    let values = entry::own_values(&links, known);
    pages.push(entry::page(&links, values));
    let files = files
        .into_iter()
        .map(|(path, bytes)| Made::File(path, bytes));
    pages.into_iter().map(Made::Page).chain(files).collect()
}

/// Where what [`of_entry`] makes is found.
fn paths_of(entry: &Entry) -> Vec<String> {
    let mut paths = vec![url(&entry.key)];
    paths.extend(method::path(entry));
    match &entry.data {
        Data::Persona(persona) => {
            paths.extend(paper::paths(entry));
            paths.extend(pictures::paths_of(entry, persona));
            paths.extend(method::paths(entry));
        }
        Data::Icp(icp) => paths.extend(rules::path(entry, icp)),
        Data::Path(_) => paths.push(learn::quiz_url(entry)),
        Data::Qualification(one) if !one.framework.is_empty() => paths.push(sheet::path(entry)),
        _ => {}
    }
    paths
}
