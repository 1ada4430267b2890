//! Pages for paper and for a room: per persona a poster, a card for the meeting table, slides and a
//! kit for a meeting; a deck of cards for all of them; and the whole book on one page. Must not know disk.
//!
//! They lie in a folder of their own, so that no entry can have their address.

mod brief;
mod deck;
mod everything;
mod meeting_kit;
mod poster;

use super::entry::AnyEntryPage;
use crate::model::persona::Persona;
use crate::model::{Entry, Kind};
use crate::site::links::EntryLinks;
use crate::site::{Crumb, PageHead, PageView, Viewer};
use crate::view::view;
use brief::Brief;
use meeting_kit::MeetingKitTexts;
use poster::PosterTexts;

pub(crate) use deck::Deck;
pub(crate) use everything::{Everything, everything};

view! {
    /// What the pages of a persona for paper have besides what her own page has.
    pub(crate) struct PersonaPaper<'a> {
        /// The shortest form: for a card.
        brief: Brief<'a>,
        /// What fits on a poster.
        poster: PosterTexts,
        /// What fits on the kit for a meeting.
        kit: MeetingKitTexts,
    }
}

/// The pages of a persona for paper.
const OF_PERSONA: [&str; 4] = ["poster", "card", "slides", "kit"];

/// Where the pages of a persona for paper are found.
pub(crate) fn paths(persona: &Entry) -> impl Iterator<Item = String> {
    OF_PERSONA.iter().map(|name| path(persona, name))
}

fn path(persona: &Entry, name: &str) -> String {
    format!("paper/{}-{name}.html", persona.key.id)
}

/// The poster, the table card, the slides and the meeting kit of a persona.
pub(crate) fn of_persona(
    links: &EntryLinks<'_>,
    persona: &Persona,
    entry_page: &AnyEntryPage,
) -> Vec<PageView> {
    let EntryLinks { viewer, entry } = links;
    let quote = brief::quote(persona);
    let on_paper = PersonaPaper {
        brief: brief::brief(links, persona, &quote),
        poster: poster::poster(links, persona),
        kit: meeting_kit::kit(links, persona, &quote),
    };
    let make = |name: &str| {
        let title = format!("persona_{name}_title");
        let title = viewer.words.fill(&title, "name", &entry.header.name);
        let path = path(entry, name);
        let mut head = PageHead::new(&title, &path, &format!("persona-{name}"));
        let about = format!("persona_{name}_about");
        head.description = viewer.words.get(&about).to_owned();
        head.breadcrumbs = viewer.crumbs(Some(Kind::Persona));
        head.breadcrumbs.push(Crumb::of(entry));
        head.page(
            &format!("persona-{name}.html"),
            (entry_page.clone(), on_paper.clone()),
        )
    };
    OF_PERSONA.map(make).into()
}

/// The deck of cards.
pub(crate) fn deck(viewer: &Viewer<'_>) -> PageView {
    let title = viewer.words.get("deck_title");
    let mut head = PageHead::new(title, "paper/cards.html", "card-deck");
    head.description = viewer.words.get("deck_about").to_owned();
    head.breadcrumbs = viewer.crumbs(Some(Kind::Persona));
    head.page("card-deck.html", deck::deck(viewer))
}
