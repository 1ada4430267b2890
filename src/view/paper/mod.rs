//! Pages for paper and for a room: per persona a poster, a card for the meeting table and slides; a deck of
//! cards for all of them; and the whole book on one page. Must not know disk.
//!
//! They lie in a folder of their own, so that no entry can have their address.

mod brief;
mod deck;
mod everything;
mod poster;
mod shorten;

use super::entry::parts;
use super::links::{EntryLinks, url};
use super::{Crumb, PageHead, PageView, Viewer};
use crate::model::persona::Persona;

/// Every page for paper.
pub(super) fn pages(viewer: &Viewer<'_>) -> Vec<PageView> {
    let mut pages = Vec::new();
    for (entry, persona) in viewer.catalog.all::<Persona>() {
        let links = EntryLinks { viewer, entry };
        let mut parts = parts(&links);
        let quote = brief::quote(persona);
        parts.push(("brief", brief::brief(&links, persona, &quote)));
        parts.push(("poster", poster::poster(&links, persona, &quote)));
        for name in ["poster", "card", "slides"] {
            let title =
                viewer
                    .words
                    .fill(&format!("persona_{name}_title"), "name", &entry.header.name);
            let mut head = PageHead::new(
                &title,
                &format!("paper/{}-{name}.html", entry.key.id),
                &format!("persona-{name}"),
            );
            head.description = viewer
                .words
                .get(&format!("persona_{name}_about"))
                .to_owned();
            head.breadcrumbs = vec![
                home(viewer),
                personas(viewer),
                Crumb {
                    title: entry.header.name.clone(),
                    url: url(&entry.key),
                },
            ];
            pages.push(head.with(&format!("persona-{name}.html"), parts.clone()));
        }
    }
    if !pages.is_empty() {
        let mut head = PageHead::new(
            viewer.words.get("deck_title"),
            "paper/cards.html",
            "card-deck",
        );
        head.description = viewer.words.get("deck_about").to_owned();
        head.breadcrumbs = vec![home(viewer), personas(viewer)];
        pages.push(head.with("card-deck.html", vec![("sheets", deck::sheets(viewer))]));
    }
    pages.push(everything::everything(viewer));
    pages
}

fn home(viewer: &Viewer<'_>) -> Crumb {
    Crumb {
        title: viewer.words.get("home").to_owned(),
        url: "index.html".into(),
    }
}

fn personas(viewer: &Viewer<'_>) -> Crumb {
    Crumb {
        title: viewer.words.choice("kinds", "persona").to_owned(),
        url: "personas/index.html".into(),
    }
}
