//! The paper of a persona: one page on which all her sheets lie, of which a browser prints the one that the address names; and
//! slides. Must not know disk.

use super::brief::{self, Brief};
use super::meeting_kit::{self, MeetingKitTexts};
use super::observation::{Observation, observation};
use super::poster::{self, PosterTexts};
use crate::model::persona::Persona;
use crate::model::{Entry, Kind, Part};
use crate::pages::entry::AnyEntryPage;
use crate::pages::method::{self, InterviewSheet, MethodOfEntry, ValidationSheet, WorkshopSheet};
use crate::pages::sheets::{SheetLink, paper_path, sheet_links};
use crate::site::links::EntryLinks;
use crate::site::{Crumb, PageHead, PageView};
use crate::view::view;

view! {
    /// All sheets of a persona. What only the sheets for a persona of whom more than a name is known show is thin for others.
    pub(crate) struct PersonaSheets<'a> {
        /// What leads to each of them, in their order.
        sheets: Vec<SheetLink>,
        /// The address of the slides; nothing for a persona of whom only a name is known.
        slides_url: Option<String>,
        /// The shortest form: for the table card.
        brief: Brief<'a>,
        /// What fits on the poster.
        poster: PosterTexts,
        /// What fits on the kit for a meeting.
        kit: MeetingKitTexts,
        /// The guide for a talk.
        interview: InterviewSheet,
        /// The sheet for watching somebody at work.
        observation: Observation<'a>,
        /// The sheet that tests the persona.
        validation: ValidationSheet,
        /// The empty journey.
        workshop: WorkshopSheet<'a>,
        /// What is done and what is next; nothing where the site does not tell.
        progress: Option<MethodOfEntry<'a>>,
    }
}

view! {
    /// What the slides of a persona have besides what her own page has.
    pub(crate) struct PersonaSlides<'a> {
        /// The shortest form.
        brief: Brief<'a>,
        /// The address of the page where her sheets lie.
        paper_url: String,
    }
}

/// Where the slides of a persona are found; nothing for other kinds, and for one of whom only a name is known.
pub(crate) fn slides_path(entry: &Entry) -> Option<String> {
    let is_known = entry.key.kind == Kind::Persona && !entry.is_only_a_name();
    is_known.then(|| format!("paper/{}-slides.html", entry.key.id))
}

/// All sheets of a persona.
pub(crate) fn sheets<'a>(
    links: &EntryLinks<'a>,
    persona: &'a Persona,
    shown: &AnyEntryPage,
) -> Option<PageView> {
    let EntryLinks { viewer, entry } = *links;
    let quote = brief::quote(persona);
    let sheets = PersonaSheets {
        sheets: sheet_links(viewer, entry),
        slides_url: slides_path(entry),
        brief: brief::brief(links, persona, &quote),
        poster: poster::poster(links, persona),
        kit: meeting_kit::kit(links, persona, &quote),
        interview: method::interview(links, persona),
        observation: observation(links, persona),
        validation: method::validation(links, persona),
        workshop: method::workshop(links, persona),
        progress: viewer
            .has(Part::Method)
            .then(|| method::progress(viewer, entry))
            .flatten(),
    };
    let head = head(links, "paper", &paper_path(entry)?);
    Some(head.page((shown.clone(), sheets)))
}

/// The slides of a persona.
pub(crate) fn slides(
    links: &EntryLinks<'_>,
    persona: &Persona,
    shown: &AnyEntryPage,
) -> Option<PageView> {
    let slides = PersonaSlides {
        brief: brief::brief(links, persona, &brief::quote(persona)),
        paper_url: paper_path(links.entry)?,
    };
    let head = head(links, "slides", &slides_path(links.entry)?);
    Some(head.page((shown.clone(), slides)))
}

fn head(links: &EntryLinks<'_>, name: &str, path: &str) -> PageHead {
    let EntryLinks { viewer, entry } = links;
    let words = &viewer.words;
    let title = words.fill(&format!("persona_{name}_title"), "name", &entry.header.name);
    let mut head = PageHead::new(&title, path, &format!("persona-{name}"));
    words
        .get(&format!("persona_{name}_about"))
        .clone_into(&mut head.description);
    head.breadcrumbs = viewer.crumbs(Some(Kind::Persona));
    head.breadcrumbs.push(Crumb::of(entry));
    head
}
