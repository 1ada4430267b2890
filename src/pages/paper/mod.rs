//! Pages for paper and for a room: the battle card of a competitor; per persona a poster, a card for the meeting table, slides and a
//! kit for a meeting; a deck of cards for all of them; sheets to write on; and the whole book on one page. Must not know disk.
//!
//! They lie in a folder of their own, so that no entry can have their address.

mod battle_card;
pub(crate) mod best_deals;
mod brief;
pub(crate) mod buying_interview;
mod deck;
mod everything;
pub(crate) mod feedback;
mod meeting_kit;
pub(crate) mod observation;
mod poster;

use crate::model::persona::Persona;
use crate::model::{Entry, Kind};
use crate::site::links::EntryLinks;
use crate::site::{Crumb, PageHead, PagePlace, PageView, Viewer, across};
use crate::view::{Shared, View, view};
use brief::Brief;
use meeting_kit::MeetingKitTexts;
use poster::PosterTexts;

pub(crate) use battle_card::{BattleCard, page as battle_card, path as battle_card_path};
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

/// Where a page of a persona for paper is found; nothing for other kinds, and for one of whom only a name is known.
pub(crate) fn path(entry: &Entry, name: &str) -> Option<String> {
    let is_known = entry.key.kind == Kind::Persona && !entry.is_only_a_name();
    is_known.then(|| address(entry, name))
}

fn address(persona: &Entry, name: &str) -> String {
    format!("paper/{}-{name}.html", persona.key.id)
}

/// What all pages of a persona for paper show.
pub(crate) fn on_paper(links: &EntryLinks<'_>, persona: &Persona) -> Shared<PersonaPaper<'static>> {
    let quote = brief::quote(persona);
    Shared::of(PersonaPaper {
        brief: brief::brief(links, persona, &quote),
        poster: poster::poster(links, persona),
        kit: meeting_kit::kit(links, persona, &quote),
    })
}

/// The poster, the table card, the slides or the meeting kit of a persona.
pub(crate) fn of_persona(links: &EntryLinks<'_>, name: &str, shown: impl View) -> PageView {
    let EntryLinks { viewer, entry } = links;
    let title = format!("persona_{name}_title");
    let title = viewer.words.fill(&title, "name", &entry.header.name);
    let path = address(entry, name);
    let mut head = PageHead::new(&title, &path, &format!("persona-{name}"));
    let about = format!("persona_{name}_about");
    head.description = viewer.words.get(&about).to_owned();
    head.breadcrumbs = viewer.crumbs(Some(Kind::Persona));
    head.breadcrumbs.push(Crumb::of(entry));
    head.page(shown)
}

/// The deck of cards.
pub(crate) fn deck(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let mut head = across(viewer, place);
    "card-deck".clone_into(&mut head.name);
    head.breadcrumbs = viewer.crumbs(Some(Kind::Persona));
    head.page(deck::deck(viewer))
}
