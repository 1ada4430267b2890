//! The sheets of paper of an entry: which it has, where each is found, and what those that are a page of their own begin
//! with. Must not know what stands on any of them, nor disk.

use crate::model::{Data, Entry, Kind, Part};
use crate::site::links::EntryLinks;
use crate::site::{Crumb, EntryCard, PageHead, Viewer};
use crate::view::{Shared, view};

view! {
    /// What every sheet to write on has that is a page of its own.
    pub(crate) struct SheetOfEntry {
        /// The entry it is about.
        card: Shared<EntryCard>,
        /// The address of the page that tells how far the making of the entry is; nothing where there is none.
        method_url: Option<String>,
    }
}

view! {
    /// A sheet of paper.
    pub(crate) struct SheetLink {
        /// What it is called.
        title: String,
        /// What it is for.
        about: String,
        /// Its address.
        url: String,
        /// Its place on the page where the sheets of a persona lie, as in `poster`; empty for one that is a page of its own.
        place: &'static str,
        /// The step of the method that it is for, as in `see`; empty where the kind has no steps.
        step: &'static str,
    }
}

/// A sheet of paper.
struct Sheet {
    /// Its words begin with `sheet_<name>`; it ends the address of a page of its own.
    name: &'static str,
    kind: Kind,
    step: &'static str,
    lies: Lies,
}

/// Where a sheet is found.
#[derive(PartialEq)]
enum Lies {
    /// It is a page of its own.
    Alone,
    /// At this place among the sheets of its persona.
    With(&'static str),
    /// The same, for personas of whom more than a name is known.
    WithIfKnown(&'static str),
}

const fn of_persona(name: &'static str, step: &'static str, lies: Lies) -> Sheet {
    let kind = Kind::Persona;
    Sheet {
        name,
        kind,
        step,
        lies,
    }
}

const fn alone(name: &'static str, kind: Kind, step: &'static str) -> Sheet {
    let lies = Lies::Alone;
    Sheet {
        name,
        kind,
        step,
        lies,
    }
}

/// In the order in which they lie on the page.
const SHEETS: [Sheet; 11] = [
    of_persona("poster", "live", Lies::WithIfKnown("poster")),
    of_persona("card", "live", Lies::WithIfKnown("table-card")),
    of_persona("figure", "live", Lies::WithIfKnown("stand-up-figure")),
    of_persona("kit", "live", Lies::WithIfKnown("meeting-kit")),
    of_persona("interview", "see", Lies::With("interview-guide")),
    of_persona("observation", "see", Lies::With("observation-sheet")),
    of_persona("validation", "test", Lies::With("validation-sheet")),
    of_persona("workshop", "live", Lies::With("workshop-sheet")),
    alone("deals", Kind::Icp, "customers"),
    alone("buying", Kind::Icp, "interviews"),
    alone("feedback", Kind::Qualification, ""),
];

/// Where the steps of the method lie among the sheets of a persona.
const METHOD: &str = "method";

/// The sheets of an entry. Firms to leave alone have none: nobody asks how they bought.
fn sheets(entry: &Entry) -> impl Iterator<Item = &'static Sheet> {
    let kind = match &entry.data {
        Data::Icp(icp) if icp.negative => None,
        _ => Some(entry.key.kind),
    };
    let is_known = !entry.is_only_a_name();
    let sheets = SHEETS.iter();
    let of_kind = sheets.filter(move |sheet| Some(sheet.kind) == kind);
    of_kind.filter(move |sheet| is_known || !matches!(sheet.lies, Lies::WithIfKnown(_)))
}

/// Where the sheets of a persona lie; nothing for other kinds.
pub(crate) fn paper_path(entry: &Entry) -> Option<String> {
    (entry.key.kind == Kind::Persona).then(|| paper_of(&entry.key.id))
}

/// The ends of addresses beside those pages, and of those that make room for them.
const ENDS: [&str; 7] = [
    "-slides",
    "-deals",
    "-buying",
    "-feedback",
    "-sheet",
    "-battle",
    "-persona",
];

/// The addresses that the book has there once.
const ONCE: [&str; 3] = ["everything", "cards", "flash-cards"];

/// The page of a persona with this id. One that is called as another page is makes room for it.
fn paper_of(id: &str) -> String {
    let is_taken = ONCE.contains(&id) || ENDS.iter().any(|end| id.ends_with(end));
    let room = if is_taken { "-persona" } else { "" };
    format!("paper/{id}{room}.html")
}

/// Where the page of an ICP is found that tells how far its making is. For a persona this lies with her sheets, if the site has
/// those.
pub(crate) fn method_path(viewer: &Viewer<'_>, entry: &Entry) -> Option<String> {
    let kind = entry.key.kind;
    let has_page = match kind {
        Kind::Icp => true,
        Kind::Persona => !viewer.has(Part::Paper),
        _ => false,
    };
    let has_page = has_page && viewer.has(Part::Method);
    has_page.then(|| format!("method/{}-{}.html", kind.name(), entry.key.id))
}

/// The address of what tells how far the making of a persona or an ICP is; nothing for other kinds, and where the site does not tell.
pub(crate) fn method_address(viewer: &Viewer<'_>, entry: &Entry) -> Option<String> {
    let with_her_sheets = || {
        let is_there = viewer.has(Part::Paper) && viewer.has(Part::Method);
        let path = paper_path(entry).filter(|_| is_there)?;
        Some(format!("{path}#{METHOD}"))
    };
    method_path(viewer, entry).or_else(with_her_sheets)
}

/// The address of a sheet of an entry.
fn address(entry: &Entry, sheet: &Sheet) -> String {
    let id = &entry.key.id;
    match sheet.lies {
        Lies::Alone => format!("paper/{id}-{}.html", sheet.name),
        Lies::With(place) | Lies::WithIfKnown(place) => format!("{}#{place}", paper_of(id)),
    }
}

/// Where a sheet of an entry is a page of its own, for entries that have it.
pub(crate) fn path(entry: &Entry, name: &str) -> Option<String> {
    let mut sheets = sheets(entry).filter(|sheet| sheet.lies == Lies::Alone);
    let sheet = sheets.find(|sheet| sheet.name == name)?;
    Some(address(entry, sheet))
}

/// The address of the empty journey of a persona; nothing where the site has no sheets.
pub(crate) fn workshop_url(viewer: &Viewer<'_>, persona: &Entry) -> Option<String> {
    if !viewer.has(Part::Paper) {
        return None;
    }
    let sheet = sheets(persona).find(|sheet| sheet.name == "workshop")?;
    Some(address(persona, sheet))
}

/// What leads to the sheets of an entry; nothing where the site has none.
pub(crate) fn sheet_links(viewer: &Viewer<'_>, entry: &Entry) -> Vec<SheetLink> {
    let words = &viewer.words;
    let link = |sheet: &Sheet| SheetLink {
        title: words.get(&format!("sheet_{}", sheet.name)).to_owned(),
        about: words.get(&format!("sheet_{}_hint", sheet.name)).to_owned(),
        url: address(entry, sheet),
        place: match sheet.lies {
            Lies::Alone => "",
            Lies::With(place) | Lies::WithIfKnown(place) => place,
        },
        step: sheet.step,
    };
    let sheets = sheets(entry).filter(|_| viewer.has(Part::Paper));
    sheets.map(link).collect()
}

/// What a sheet begins with that is a page of its own, for an entry that has it.
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
        method_url: method_path(viewer, entry),
    };
    Some((head, shared))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_persona_has_the_address_of_another_page_for_paper() {
        let ids = ["ann", "ann-persona", "cards", "cards-persona", "ann-slides"];
        let paths: std::collections::BTreeSet<_> = ids.iter().map(|id| paper_of(id)).collect();
        assert_eq!(paths.len(), ids.len());
        assert!(paths.contains("paper/ann.html"));
        for taken in ["paper/cards.html", "paper/ann-slides.html"] {
            assert!(!paths.contains(taken));
        }
        // Every sheet that is a page of its own ends in one of these.
        let alone = SHEETS.iter().filter(|sheet| sheet.lies == Lies::Alone);
        for sheet in alone {
            assert!(ENDS.contains(&format!("-{}", sheet.name).as_str()));
        }
    }
}
