//! Pages for paper and for a room: the battle card of a competitor; per persona all her sheets, and slides; a deck of cards for all
//! of them; sheets to write on; and the whole book on one page. Must not know disk.
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
mod observation;
mod of_persona;
mod poster;

use crate::model::Kind;
use crate::site::{PagePlace, PageView, Viewer, across};

pub(crate) use battle_card::{BattleCard, page as battle_card, path as battle_card_path};
pub(crate) use deck::{Deck, paths as deck_paths};
pub(crate) use everything::{Everything, everything, everything_paths, pages_by_entry};
pub(crate) use of_persona::{PersonaSheets, PersonaSlides, sheets, slides, slides_path};

/// The deck of cards.
pub(crate) fn deck(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let decks = deck::decks(viewer).into_iter();
    let page = |(piece, deck)| {
        let mut head = across(viewer, place);
        "card-deck".clone_into(&mut head.name);
        head.breadcrumbs = viewer.crumbs(Some(Kind::Persona));
        head.of_piece(&piece).page(deck)
    };
    decks.map(page).collect()
}
