//! The table of pages: each page, or kind of page, is a row. What the menu and the links at the foot lead to, what a build
//! will write and what `serve` finds follow from it.
//!
//! A page is made when it is drawn: so all cores make pages, a large book never has the values of all its pages in
//! memory at once, and one page can be made without the others.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::entry::{self, AnyEntryPage};
use super::{
    Made, a_z, compare, health, home, kind_index, lead_sheet, learn, method, not_found,
    opportunities, paper, picture_card, relations, rules, say, search, sources, tags,
};
use crate::model::{Data, Entry, Kind, MenuGroup};
use crate::site::links::{EntryLinks, index_url, url};
use crate::site::{PageView, READABLE, Viewer, pictures};

/// A page, or a kind of page.
pub(super) struct Row {
    /// Its name: the class of its body, its icon, and where its words begin (`<name>_title`, `<name>_about`).
    pub(super) name: &'static str,
    /// Where the menu leads to it; nowhere for pages that others lead to.
    pub(super) menu: Option<MenuGroup>,
    what: What,
}

enum What {
    /// The book has it once.
    Single {
        path: &'static str,
        exists: fn(&Viewer<'_>) -> bool,
        make: fn(&Viewer<'_>) -> Made,
    },
    /// The book has several, which follow from its content.
    Several {
        paths: fn(&Viewer<'_>) -> Vec<String>,
        make: fn(&Viewer<'_>) -> Vec<Made>,
    },
    /// One for each kind that has it.
    Kind {
        path: fn(Kind) -> String,
        exists: fn(&Viewer<'_>, Kind) -> bool,
        make: fn(&Viewer<'_>, Kind) -> PageView,
    },
    /// What an entry has.
    Entry {
        paths: fn(&Entry) -> Vec<String>,
        make: fn(&OneEntry<'_>) -> Vec<Made>,
    },
}

/// An entry whose pages are made; what they have in common is made once.
pub(super) struct OneEntry<'a> {
    links: EntryLinks<'a>,
    on_paper: OnceCell<AnyEntryPage>,
}

impl OneEntry<'_> {
    /// What pages on paper show of it.
    fn on_paper(&self) -> &AnyEntryPage {
        self.on_paper
            .get_or_init(|| AnyEntryPage::on_paper(&self.links))
    }
}

use MenuGroup::{Background, Paper, Work};

/// Every page. What takes longest stands first, so that no core waits for another at the end; pages that the menu leads to
/// stand in the order of the menu.
pub(super) const PAGES: &[Row] = &[
    once(
        "everything",
        Some(Paper),
        "paper/everything.html",
        |viewer| Made::Page(paper::everything(viewer)),
    )
    .only_if(|viewer| viewer.catalog.len() <= READABLE),
    once("say", Some(Work), "all/say.html", |viewer| {
        Made::Page(say::page(viewer))
    }),
    once(
        "opportunities",
        Some(Work),
        "all/opportunities.html",
        |viewer| Made::Page(opportunities::page(viewer)),
    ),
    once("sources", Some(Background), "all/sources.html", |viewer| {
        Made::Page(sources::page(viewer))
    }),
    once("health", Some(Background), "all/health.html", |viewer| {
        Made::Page(health::page(viewer))
    }),
    once("method", Some(Background), method::INDEX, |viewer| {
        Made::Page(method::index(viewer))
    }),
    once(
        "relations",
        Some(Background),
        "all/relations.html",
        |viewer| Made::Page(relations::page(viewer)),
    ),
    once("tags", Some(Background), "all/tags.html", |viewer| {
        Made::Page(tags::page(viewer))
    }),
    once("a-z", Some(Background), "all/a-z.html", |viewer| {
        Made::Page(a_z::page(viewer))
    }),
    once("deck", Some(Paper), "paper/cards.html", |viewer| {
        Made::Page(paper::deck(viewer))
    })
    .only_if(|viewer| {
        let mut personas = viewer.catalog.of_kind(Kind::Persona);
        personas.any(|persona| !persona.is_only_a_name())
    }),
    Row {
        name: "compare",
        menu: None,
        what: What::Kind {
            path: |kind| format!("compare/{}.html", kind.folder()),
            exists: compare::is_compared,
            make: compare::page,
        },
    },
    Row {
        name: "kind",
        menu: None,
        what: What::Kind {
            path: index_url,
            exists: |viewer, kind| viewer.catalog.count(kind) > 0,
            make: kind_index::page,
        },
    },
    once("home", None, "index.html", |viewer| {
        Made::Page(home::page(viewer))
    }),
    once("404", None, "404.html", |viewer| {
        Made::Page(not_found::page(viewer))
    }),
    Row {
        name: "learn",
        menu: None,
        what: What::Several {
            paths: learn::urls,
            make: |viewer| pages(learn::pages(viewer)),
        },
    },
    once("search", None, search::PATH, |viewer| {
        Made::File(search::PATH.to_owned(), search::script(viewer).into())
    }),
    Row {
        name: "pictures",
        menu: None,
        what: What::Several {
            paths: |viewer| pictures::images(viewer).map(|(path, _)| path).collect(),
            make: |viewer| {
                // Those that several entries show are made once.
                let images: BTreeMap<String, &[u8]> = pictures::images(viewer).collect();
                files(
                    images
                        .into_iter()
                        .map(|(path, bytes)| (path, bytes.to_vec())),
                )
            },
        },
    },
    entry(
        "paper",
        |entry| match entry.data {
            Data::Persona(_) if !entry.is_only_a_name() => paper::paths(entry).collect(),
            _ => Vec::new(),
        },
        |one| match &one.links.entry.data {
            Data::Persona(_) if one.links.entry.is_only_a_name() => Vec::new(),
            Data::Persona(persona) => pages(paper::of_persona(&one.links, persona, one.on_paper())),
            _ => Vec::new(),
        },
    ),
    entry(
        "sheets",
        |entry| match entry.data {
            Data::Persona(_) => method::paths(entry).collect(),
            _ => Vec::new(),
        },
        |one| match &one.links.entry.data {
            Data::Persona(persona) => pages(method::sheets(&one.links, persona)),
            _ => Vec::new(),
        },
    ),
    entry(
        "face",
        |entry| match &entry.data {
            Data::Persona(persona) => picture_card::paths(entry, persona),
            _ => Vec::new(),
        },
        |one| match &one.links.entry.data {
            Data::Persona(persona) => files(picture_card::files(
                one.links.viewer,
                one.links.entry,
                persona,
            )),
            _ => Vec::new(),
        },
    ),
    entry(
        "rules",
        |entry| match &entry.data {
            Data::Icp(icp) => rules::path(entry, icp).into_iter().collect(),
            _ => Vec::new(),
        },
        |one| match &one.links.entry.data {
            Data::Icp(icp) => files(rules::script(&one.links, icp)),
            _ => Vec::new(),
        },
    ),
    entry(
        "quiz",
        |entry| match &entry.data {
            Data::Path(_) => vec![learn::quiz_url(entry)],
            _ => Vec::new(),
        },
        |one| match &one.links.entry.data {
            Data::Path(path) => {
                pages([learn::quiz_of_path(one.links.viewer, one.links.entry, path)])
            }
            _ => Vec::new(),
        },
    ),
    entry(
        "sheet",
        |entry| match &entry.data {
            Data::Qualification(one) if !one.framework.is_empty() => vec![lead_sheet::path(entry)],
            _ => Vec::new(),
        },
        |one| match &one.links.entry.data {
            Data::Qualification(qualification) if !qualification.framework.is_empty() => {
                pages([lead_sheet::page(&one.links, one.on_paper())])
            }
            _ => Vec::new(),
        },
    ),
    entry(
        "battle-card",
        |entry| match entry.data {
            Data::Competitor(_) => vec![paper::battle_card_path(entry)],
            _ => Vec::new(),
        },
        |one| match &one.links.entry.data {
            Data::Competitor(competitor) => {
                pages([paper::battle_card(&one.links, competitor, one.on_paper())])
            }
            _ => Vec::new(),
        },
    ),
    entry(
        "method-entry",
        |entry| method::path(entry).into_iter().collect(),
        |one| pages(method::of_entry(one.links.viewer, one.links.entry)),
    ),
    entry(
        "entry",
        |entry| vec![url(&entry.key)],
        |one| {
            let known = one.on_paper.get().cloned();
            pages([entry::page(
                &one.links,
                entry::own_values(&one.links, known),
            )])
        },
    ),
];

const fn once(
    name: &'static str,
    menu: Option<MenuGroup>,
    path: &'static str,
    make: fn(&Viewer<'_>) -> Made,
) -> Row {
    let exists = always;
    let what = What::Single { path, exists, make };
    Row { name, menu, what }
}

const fn entry(
    name: &'static str,
    paths: fn(&Entry) -> Vec<String>,
    make: fn(&OneEntry<'_>) -> Vec<Made>,
) -> Row {
    let what = What::Entry { paths, make };
    Row {
        name,
        menu: None,
        what,
    }
}

fn always(_: &Viewer<'_>) -> bool {
    true
}

fn pages(pages: impl IntoIterator<Item = PageView>) -> Vec<Made> {
    pages.into_iter().map(Made::Page).collect()
}

fn files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<Made> {
    let files = files.into_iter();
    files.map(|(path, bytes)| Made::File(path, bytes)).collect()
}

impl Row {
    /// The same page, of books of which this holds only.
    const fn only_if(self, exists: fn(&Viewer<'_>) -> bool) -> Self {
        let what = match self.what {
            What::Single { path, make, .. } => What::Single { path, exists, make },
            what => what,
        };
        Self { what, ..self }
    }

    /// The address of a page that the book has once; nothing when it has not.
    pub(super) fn path(&self, viewer: &Viewer<'_>) -> Option<&'static str> {
        match &self.what {
            What::Single { path, exists, .. } if exists(viewer) => Some(path),
            _ => None,
        }
    }
}

/// Something that is made at once: a page, or a few files that belong together.
pub(super) enum PageGroup<'a> {
    /// What the book has once.
    Single {
        path: &'static str,
        make: fn(&Viewer<'_>) -> Made,
    },
    /// What follows from the content.
    Several {
        paths: fn(&Viewer<'_>) -> Vec<String>,
        make: fn(&Viewer<'_>) -> Vec<Made>,
    },
    /// What a kind has.
    Kind {
        path: String,
        make: fn(&Viewer<'_>, Kind) -> PageView,
        kind: Kind,
    },
    /// All that rows say an entry has.
    Entry(&'a Entry),
}

/// Everything that a site consists of, in a fixed order.
pub(super) fn page_groups<'a>(viewer: &Viewer<'a>) -> Vec<PageGroup<'a>> {
    let mut page_groups = Vec::new();
    for row in PAGES {
        match row.what {
            What::Single { path, exists, make } => {
                page_groups.extend(exists(viewer).then_some(PageGroup::Single { path, make }));
            }
            What::Several { paths, make } => page_groups.push(PageGroup::Several { paths, make }),
            What::Kind { path, exists, make } => {
                let kinds = Kind::ALL.iter().copied();
                let kinds = kinds.filter(|kind| exists(viewer, *kind));
                page_groups.extend(kinds.map(|kind| PageGroup::Kind {
                    path: path(kind),
                    make,
                    kind,
                }));
            }
            What::Entry { .. } => {}
        }
    }
    page_groups.extend(viewer.catalog.entries().map(PageGroup::Entry));
    page_groups
}

/// The part that has the file at this path.
pub(super) fn part_of(
    page_groups: &[PageGroup<'_>],
    viewer: &Viewer<'_>,
    path: &str,
) -> Option<usize> {
    page_groups.iter().position(|part| match part {
        // Every file of an entry has its id in its path, and looking for it takes no time.
        PageGroup::Entry(entry) if !path.contains(&entry.key.id) => false,
        part => part.paths(viewer).iter().any(|one| one == path),
    })
}

impl PageGroup<'_> {
    /// Where what [`Self::make`] makes is found.
    pub(super) fn paths(&self, viewer: &Viewer<'_>) -> Vec<String> {
        match self {
            Self::Single { path, .. } => vec![(*path).to_owned()],
            Self::Several { paths, .. } => paths(viewer),
            Self::Kind { path, .. } => vec![path.clone()],
            Self::Entry(entry) => {
                let rows = PAGES.iter().filter_map(|row| match row.what {
                    What::Entry { paths, .. } => Some(paths(entry)),
                    _ => None,
                });
                rows.flatten().collect()
            }
        }
    }

    pub(super) fn make(&self, viewer: &Viewer<'_>) -> Vec<Made> {
        match self {
            Self::Single { make, .. } => vec![make(viewer)],
            Self::Several { make, .. } => make(viewer),
            Self::Kind { make, kind, .. } => vec![Made::Page(make(viewer, *kind))],
            Self::Entry(entry) => {
                let one = OneEntry {
                    links: EntryLinks { viewer, entry },
                    on_paper: OnceCell::new(),
                };
                let rows = PAGES.iter().filter_map(|row| match row.what {
                    What::Entry { make, .. } => Some(make(&one)),
                    _ => None,
                });
                rows.flatten().collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::language::{Language, Words};

    #[test]
    fn every_page_has_a_name_of_its_own_and_the_menu_has_words_for_it() {
        let names: BTreeSet<&str> = PAGES.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), PAGES.len());
        for words in Language::all().map(Words::new) {
            for row in PAGES.iter().filter(|row| row.menu.is_some()) {
                for part in ["title", "about"] {
                    assert_ne!(words.part(row.name, part), row.name, "{part}");
                }
            }
            for group in MenuGroup::ALL {
                assert_ne!(words.part("nav", group.name()), group.name());
            }
        }
    }
}
