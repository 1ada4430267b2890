//! The sheets to write on, which somebody takes to a talk, a visit or a workshop: which entry has which, and what each begins
//! with. Must not know what stands on any of them, nor disk.

use crate::model::{Data, Entry, Kind};
use crate::site::links::EntryLinks;
use crate::site::{Crumb, EntryCard, PageHead, Viewer};
use crate::view::{Shared, view};

view! {
    /// What every sheet to write on has.
    pub(crate) struct SheetOfEntry {
        /// The entry it is about.
        card: Shared<EntryCard>,
        /// The address of the page that tells how far the making of the entry is; nothing for kinds that have none.
        method_url: Option<String>,
    }
}

view! {
    /// A sheet to go out with.
    pub(crate) struct SheetLink {
        /// What it is called.
        title: String,
        /// What it is for.
        about: String,
        /// Its address.
        url: String,
        /// The step of the method that it is for, as in `see`; empty where the kind has no steps.
        step: &'static str,
    }
}

/// A sheet to write on.
struct Sheet {
    /// The last part of its address, which no two kinds share; its words begin with `sheet_<name>`.
    name: &'static str,
    kind: Kind,
    step: &'static str,
}

const SHEETS: [Sheet; 7] = [
    Sheet {
        name: "interview",
        kind: Kind::Persona,
        step: "see",
    },
    Sheet {
        name: "observation",
        kind: Kind::Persona,
        step: "see",
    },
    Sheet {
        name: "validation",
        kind: Kind::Persona,
        step: "test",
    },
    Sheet {
        name: "workshop",
        kind: Kind::Persona,
        step: "live",
    },
    Sheet {
        name: "deals",
        kind: Kind::Icp,
        step: "customers",
    },
    Sheet {
        name: "buying",
        kind: Kind::Icp,
        step: "interviews",
    },
    Sheet {
        name: "feedback",
        kind: Kind::Qualification,
        step: "",
    },
];

/// The sheets of an entry. Firms to leave alone have none: nobody asks how they bought.
fn sheets(entry: &Entry) -> impl Iterator<Item = &'static Sheet> {
    let kind = match &entry.data {
        Data::Icp(icp) if icp.negative => None,
        _ => Some(entry.key.kind),
    };
    SHEETS.iter().filter(move |sheet| Some(sheet.kind) == kind)
}

/// Where the page is found that tells how far the making of a persona or an ICP is.
pub(crate) fn method_path(entry: &Entry) -> Option<String> {
    let has_steps = matches!(entry.key.kind, Kind::Persona | Kind::Icp);
    has_steps.then(|| method_address(entry))
}

/// The address of that page, for those that have it.
pub(crate) fn method_address(entry: &Entry) -> String {
    format!("method/{}-{}.html", entry.key.kind.name(), entry.key.id)
}

fn address(entry: &Entry, name: &str) -> String {
    format!("paper/{}-{name}.html", entry.key.id)
}

/// Where a sheet of an entry is found, for entries that have it.
pub(crate) fn path(entry: &Entry, name: &str) -> Option<String> {
    let has_it = sheets(entry).any(|sheet| sheet.name == name);
    has_it.then(|| address(entry, name))
}

/// What leads to the sheets of an entry.
pub(crate) fn sheet_links(viewer: &Viewer<'_>, entry: &Entry) -> Vec<SheetLink> {
    let link = |sheet: &Sheet| SheetLink {
        title: viewer
            .words
            .get(&format!("sheet_{}", sheet.name))
            .to_owned(),
        about: viewer
            .words
            .get(&format!("sheet_{}_hint", sheet.name))
            .to_owned(),
        url: address(entry, sheet.name),
        step: sheet.step,
    };
    sheets(entry).map(link).collect()
}

/// What a sheet begins with, for an entry that has it.
pub(crate) fn begin(links: &EntryLinks<'_>, name: &str) -> Option<(PageHead, SheetOfEntry)> {
    let EntryLinks { viewer, entry } = links;
    let path = path(entry, name)?;
    let words = &viewer.words;
    let title = words.fill(&format!("sheet_{name}_title"), "name", &entry.header.name);
    let mut head = PageHead::new(&title, &path, &format!("sheet-{name}"));
    head.description = words.get(&format!("sheet_{name}_about")).to_owned();
    head.breadcrumbs = viewer.crumbs(Some(entry.key.kind));
    head.breadcrumbs.push(Crumb::of(entry));
    let shared = SheetOfEntry {
        card: viewer.card_of(entry),
        method_url: method_path(entry),
    };
    Some((head, shared))
}
