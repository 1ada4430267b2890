//! The deck of cards: fronts and backs, eight to a sheet.

use crate::model::Entry;
use crate::model::persona::Persona;
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::links::EntryLinks;
use crate::site::pairs::{self, PaperSheet};
use crate::site::shorten::{size, some};
use crate::site::{EntryCard, Viewer};
use crate::text::width::{letters, shorten};
use crate::view::{Shared, view};

view! {
    /// The deck of cards.
    pub(crate) struct Deck<'a> {
        /// The sheets of eight cards, printed on both sides.
        sheets: Vec<PaperSheet<DeckCard<'a>>>,
        /// Where one is in the deck; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// A card of the deck: both of its sides.
    pub(crate) struct DeckCard<'a> {
        /// The persona.
        card: Shared<EntryCard>,
        /// How large the letters of the name are: `large`, `medium` or `small`.
        name_size: &'static str,
        /// Something the persona said.
        quote: Option<String>,
        /// What the persona does.
        detail: Option<String>,
        /// The roles in a purchase, in words.
        buying_roles: Vec<&'a str>,
        /// The rows of the back; those without anything to say are left out.
        back: Vec<BackRow<'a>>,
    }
}

view! {
    /// A row of the back of a card.
    pub(crate) struct BackRow<'a> {
        /// Its title.
        label: &'a str,
        /// What it is: `drives`, `frustrates`, `do` or `dont`.
        class: &'static str,
        /// At most two texts.
        items: Vec<String>,
    }
}

/// How many cards a page has room for: twelve sheets, printed on both sides.
const LIMIT: Limit = Limit {
    most: 96,
    front: Front::First,
};

/// The path of the page.
const PATH: &str = "paper/cards.html";

type Personas<'a> = Vec<(&'a Entry, &'a Persona)>;

/// Every persona who has more than a name.
fn personas<'a>(viewer: &Viewer<'a>) -> Personas<'a> {
    let personas = viewer.personas().into_iter();
    let personas = personas.filter(|(entry, _)| !entry.is_only_a_name());
    personas.collect()
}

/// The personas by letter. The rest of the cards lies with the lists of all entries: beside the paper of each persona an id could
/// have its address.
fn cut(viewer: &Viewer<'_>, personas: &Personas<'_>) -> Cut {
    let names = personas.iter().map(|(entry, _)| &entry.header.name);
    let headings = names.map(|name| viewer.under_letter(name));
    Cut::new(PATH, LIMIT, headings).with_stem("all/cards")
}

/// Where the deck is found.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    cut(viewer, &personas(viewer)).paths()
}

/// The pages of the deck: which part each is, and the cards on sheets of eight.
pub(crate) fn decks<'a>(viewer: &'a Viewer<'_>) -> Vec<(Piece, Deck<'a>)> {
    let personas = personas(viewer);
    let pieces = cut(viewer, &personas).pieces().into_iter();
    let deck = |piece: Piece| {
        let cards = piece.places.iter().map(|place| personas[*place]);
        let cards = cards.map(|(entry, persona)| card(viewer, entry, persona));
        let deck = Deck {
            sheets: pairs::sheets(&cards.collect::<Vec<_>>()),
            cut: piece.cut.clone(),
        };
        (piece, deck)
    };
    pieces.map(deck).collect()
}

fn card<'a>(viewer: &'a Viewer<'_>, entry: &'a Entry, persona: &'a Persona) -> DeckCard<'a> {
    let links = EntryLinks { viewer, entry };
    let quote = persona.quote.as_ref();
    let buying_roles = persona.buying_roles.iter();
    DeckCard {
        card: viewer.card_of(entry),
        name_size: size(letters(&entry.header.name), &[18, 32]),
        quote: quote.map(|quote| shorten(&quote.text.plain(), 120)),
        detail: persona.role.as_deref().map(|role| shorten(role, 60)),
        buying_roles: buying_roles
            .map(|role| viewer.words.choice("buying-role", role.as_str()))
            .collect(),
        back: card_back(&links, persona),
    }
}

/// The back of a small card: what drives and what frustrates, how to treat and how not to.
fn card_back<'a>(links: &EntryLinks<'a>, persona: &Persona) -> Vec<BackRow<'a>> {
    let words = &links.viewer.words;
    let wants_label = if persona.goals.is_empty() {
        "persona_drives"
    } else {
        "persona_goals"
    };
    let rows = [
        (wants_label, "drives", persona.wants()),
        ("persona_frustrates", "frustrates", &persona.frustrations),
        ("persona_do", "do", &persona.dos),
        ("persona_dont", "dont", &persona.donts),
    ];
    let rows = rows.into_iter().filter(|(_, _, claims)| !claims.is_empty());
    let rows = rows.map(|(word, class, claims)| BackRow {
        label: words.get(word),
        class,
        items: some(claims, 2, 64),
    });
    rows.collect()
}
