//! Pages for paper and for a room: per persona a poster, a card for the meeting table, slides and a
//! kit for a meeting; a deck of cards for all of them; and the whole book on one page. Must not know disk.
//!
//! They lie in a folder of their own, so that no entry can have their address.

mod brief;
mod deck;
mod everything;
mod kit;
mod poster;
mod shorten;

use super::entry::Values;
use super::links::EntryLinks;
use super::{Crumb, PageHead, PageView, Viewer};
use crate::model::Kind;
use crate::model::persona::Persona;

pub(super) use everything::everything;
pub(super) use shorten::shorten;

/// The poster, the table card, the slides and the meeting kit of a persona.
pub(super) fn of_persona(
    links: &EntryLinks<'_>,
    persona: &Persona,
    values: &Values,
) -> Vec<PageView> {
    let EntryLinks { viewer, entry } = links;
    let quote = brief::quote(persona);
    let mut values = values.clone();
    values.push(("brief", brief::brief(links, persona, &quote)));
    values.push(("poster", poster::poster(links, persona, &quote)));
    values.push(("kit", kit::kit(links, persona, &quote)));
    let make = |name: &str| {
        let title = format!("persona_{name}_title");
        let title = viewer.words.fill(&title, "name", &entry.header.name);
        let path = format!("paper/{}-{name}.html", entry.key.id);
        let mut head = PageHead::new(&title, &path, &format!("persona-{name}"));
        let about = format!("persona_{name}_about");
        head.description = viewer.words.get(&about).to_owned();
        head.breadcrumbs = viewer.crumbs(Some(Kind::Persona));
        head.breadcrumbs.push(Crumb::of(entry));
        head.with(&format!("persona-{name}.html"), values.clone())
    };
    ["poster", "card", "slides", "kit"].map(make).into()
}

/// The deck of cards; none without personas.
pub(super) fn deck(viewer: &Viewer<'_>) -> Option<PageView> {
    viewer.catalog.of_kind(Kind::Persona).next()?;
    let title = viewer.words.get("deck_title");
    let mut head = PageHead::new(title, "paper/cards.html", "card-deck");
    head.description = viewer.words.get("deck_about").to_owned();
    head.breadcrumbs = viewer.crumbs(Some(Kind::Persona));
    Some(head.with("card-deck.html", vec![("sheets", deck::sheets(viewer))]))
}
