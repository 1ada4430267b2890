//! Flash cards: decks to learn with on a screen, and the same cards to print, cut and turn over.

use crate::model::competitor::Competitor;
use crate::model::icp::Icp;
use crate::model::journey::{Journey, Stage, stage_part};
use crate::model::persona::Persona;
use crate::model::term::Term;
use crate::model::value::Text;
use crate::model::{Entry, Kind};
use crate::site::links::url;
use crate::site::pairs::{self, PaperSheet};
use crate::site::shorten::size;
use crate::site::{EntryCard, PageHead, PagePlace, PageView, Viewer};
use crate::text::width::{letters, shorten};
use crate::view::{Shared, view};

/// Where the decks for a screen are found.
pub(crate) const URL: &str = "learn/cards.html";

/// Where the cards on paper are found.
pub(crate) const ON_PAPER: &str = "paper/flash-cards.html";

/// The most cards of a deck: six decks of forty are more than anybody learns in a month.
const MOST_OF_A_DECK: usize = 40;
/// The letters that a card of 95 by 68 millimetres holds beside its title.
const LETTERS: usize = 330;

/// Cards of one sort.
struct Deck<'a> {
    /// The name in the tables of words.
    key: &'static str,
    cards: Vec<FlashCard<'a>>,
}

/// A card: what is asked, and what is behind it.
struct FlashCard<'a> {
    id: String,
    entry: &'a Entry,
    /// Whether the face of the entry is on its front.
    face: bool,
    /// Somebody's own words.
    quote: Option<String>,
    /// What is asked, unless the quote says it all.
    front: String,
    /// Where it belongs.
    note: String,
    /// The answer.
    back: String,
    /// More of it: labels, which may be empty, and texts.
    lines: Vec<(String, String)>,
    part: String,
}

view! {
    /// The flash cards on a screen.
    pub(crate) struct FlashCards<'a> {
        /// The kind whose colours the page has: `path`.
        kind: &'static str,
        /// The decks that have cards.
        decks: Vec<FlashDeck<'a>>,
    }
}

view! {
    /// Flash cards of one sort.
    pub(crate) struct FlashDeck<'a> {
        /// Its name, as in `people`.
        key: &'static str,
        /// Its name, as readers see it.
        title: &'a str,
        /// What one learns with it.
        about: &'a str,
        /// Its cards.
        cards: Vec<FlashSides>,
    }
}

view! {
    /// Both sides of a flash card; all its texts are plain.
    pub(crate) struct FlashSides {
        /// By what a browser remembers that it is known.
        id: String,
        /// The entry that it is about.
        card: Shared<EntryCard>,
        /// Whether the picture of the entry is on the front.
        face: bool,
        /// Somebody's own words, on the front.
        quote: Option<String>,
        /// What is asked.
        front: String,
        /// Where it belongs; may be empty.
        note: String,
        /// The answer.
        back: String,
        /// More of the answer.
        lines: Vec<FlashLine>,
        /// The name of the entry.
        name: String,
        /// The address where it is told in full, from the root of the site.
        url: String,
    }
}

view! {
    /// A line on the back of a flash card.
    pub(crate) struct FlashLine {
        /// What it is; may be empty.
        label: String,
        /// What it says.
        text: String,
    }
}

view! {
    /// The flash cards on paper.
    pub(crate) struct FlashPaper<'a> {
        /// The sheets, printed on both sides.
        sheets: Vec<PaperSheet<(FlashSides, PrintedSizes<'a>)>>,
    }
}

view! {
    /// What a flash card has on paper only.
    pub(crate) struct PrintedSizes<'a> {
        /// The deck it is from.
        deck: &'a str,
        /// The class for the size of what is asked.
        front_size: &'static str,
        /// The class for the size of the answer.
        back_size: &'static str,
        /// The class for the size of the quote.
        quote_size: &'static str,
    }
}

/// The decks on a screen.
pub(crate) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let words = &viewer.words;
    let title = words.part(place.name, "title");
    let mut head = PageHead::new(title, place.path, place.name);
    let decks = decks(viewer);
    head.description = words
        .get(if decks.is_empty() {
            "cards_none"
        } else {
            "cards_about"
        })
        .to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    let decks = decks.into_iter().map(|deck| FlashDeck {
        key: deck.key,
        title: words.choice("deck", deck.key),
        about: words.choice("deck-about", deck.key),
        cards: deck
            .cards
            .into_iter()
            .map(|card| sides(viewer, card))
            .collect(),
    });
    let decks = decks.collect();
    let kind = Kind::Path.name();
    head.page(FlashCards { kind, decks })
}

/// The same cards on paper: fronts and backs, eight to a sheet.
pub(crate) fn paper(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let words = &viewer.words;
    let title = words.part(place.name, "title");
    let mut head = PageHead::new(title, place.path, place.name);
    head.breadcrumbs = viewer.crumbs(None);
    let cards: Vec<_> = decks(viewer)
        .into_iter()
        .flat_map(|deck| {
            let deck_title = words.choice("deck", deck.key);
            deck.cards
                .into_iter()
                .map(move |card| printed(viewer, deck_title, card))
        })
        .collect();
    head.description = words
        .get(if cards.is_empty() {
            "cards_none"
        } else {
            "flash_paper_about"
        })
        .to_owned();
    let sheets = pairs::sheets(&cards);
    head.page(FlashPaper { sheets })
}

fn sides(viewer: &Viewer<'_>, card: FlashCard<'_>) -> FlashSides {
    let lines = card.lines.into_iter();
    let lines = lines.map(|(label, text)| FlashLine { label, text });
    FlashSides {
        id: card.id,
        card: viewer.card_of(card.entry),
        face: card.face,
        quote: card.quote,
        front: card.front,
        note: card.note,
        back: card.back,
        lines: lines.collect(),
        name: card.entry.header.name.clone(),
        url: format!("{}{}", url(&card.entry.key), card.part),
    }
}

/// A card cut to the room that paper has.
fn printed<'a>(
    viewer: &Viewer<'_>,
    deck: &'a str,
    card: FlashCard<'_>,
) -> (FlashSides, PrintedSizes<'a>) {
    let back = shorten(&card.back, LETTERS);
    let mut left = LETTERS.saturating_sub(letters(&back));
    let mut lines = Vec::new();
    for (label, text) in &card.lines {
        if left < 40 {
            break;
        }
        let text = shorten(text, left.min(110));
        left = left.saturating_sub(letters(&text) + letters(label));
        lines.push((label.clone(), text));
    }
    let quote = card.quote.as_ref().map(|quote| shorten(quote, 220));
    let front = shorten(&card.front, 90);
    let sizes = PrintedSizes {
        deck,
        front_size: size(letters(&front), &[22, 48]),
        back_size: size(letters(&back), &[40, 150]),
        quote_size: size(quote.as_ref().map_or(0, |quote| letters(quote)), &[90, 150]),
    };
    let shown = FlashCard {
        quote,
        front,
        note: shorten(&card.note, 60),
        back,
        lines,
        part: String::new(),
        ..card
    };
    (sides(viewer, shown), sizes)
}

/// All decks that have cards.
fn decks<'a>(viewer: &Viewer<'a>) -> Vec<Deck<'a>> {
    let decks = [
        ("people", people(viewer)),
        ("terms", terms(viewer)),
        ("stages", stages(viewer)),
        ("objections", objections(viewer)),
        ("competitors", competitors(viewer)),
        ("criteria", criteria(viewer)),
    ];
    decks
        .into_iter()
        .map(|(key, mut cards)| {
            cards.truncate(MOST_OF_A_DECK);
            Deck { key, cards }
        })
        .filter(|deck| !deck.cards.is_empty())
        .collect()
}

fn id(family: &str, entry: &Entry, number: Option<usize>) -> String {
    match number {
        Some(index) => format!("{family}-{}-{}", entry.key.id, index + 1),
        None => format!("{family}-{}", entry.key.id),
    }
}

/// Who is this? A face and a sentence; behind them the name, the role and three facts.
fn people<'a>(viewer: &Viewer<'a>) -> Vec<FlashCard<'a>> {
    let words = &viewer.words;
    let quizzes = viewer.quizzes();
    let people = quizzes.entries::<Persona>();
    people
        .map(|(entry, persona)| {
            let claim = |key: &str, claims: &[crate::model::Claim]| {
                let first = crate::model::claim::worst_first(claims)
                    .into_iter()
                    .next()?;
                Some((words.get(key).to_owned(), first.text.plain()))
            };
            let roles = persona.buying_roles.iter();
            let roles: Vec<&str> = roles
                .map(|role| words.choice("buying-role", role.as_str()))
                .collect();
            let role = (!roles.is_empty()).then(|| {
                (
                    words.get("cards_in_a_purchase").to_owned(),
                    roles.join(", "),
                )
            });
            let facts = [
                claim("persona_goals", &persona.goals),
                claim("persona_frustrates", &persona.frustrations),
                role,
                claim("persona_do", &persona.dos),
            ];
            FlashCard {
                id: id("who", entry, None),
                entry,
                face: true,
                quote: persona.quote.as_ref().map(|quote| quote.text.plain()),
                front: words.get("cards_who").to_owned(),
                note: String::new(),
                back: entry.header.name.clone(),
                lines: persona
                    .role
                    .iter()
                    .map(|role| (String::new(), role.clone()))
                    .chain(facts.into_iter().flatten().take(3))
                    .collect(),
                part: String::new(),
            }
        })
        .collect()
}

/// A word, and what it means.
fn terms<'a>(viewer: &Viewer<'a>) -> Vec<FlashCard<'a>> {
    let quizzes = viewer.quizzes();
    let terms = quizzes.entries::<Term>();
    terms
        .filter_map(|(entry, term)| {
            let body = crate::doc::markdown::plain(entry.body.split("\n\n").next().unwrap_or(""));
            let summary = entry.header.summary.as_ref().map(Text::plain);
            let meaning = summary.filter(|text| !text.is_empty()).unwrap_or(body);
            (!meaning.is_empty()).then(|| FlashCard {
                id: id("term", entry, None),
                entry,
                face: false,
                quote: None,
                front: entry.header.name.clone(),
                note: viewer.words.choice("kind", Kind::Term.name()).to_owned(),
                back: meaning,
                lines: if term.also.is_empty() {
                    Vec::new()
                } else {
                    vec![(
                        viewer.words.get("cards_also").to_owned(),
                        term.also.join(", "),
                    )]
                },
                part: String::new(),
            })
        })
        .collect()
}

/// A stage, and how it feels.
fn stages<'a>(viewer: &Viewer<'a>) -> Vec<FlashCard<'a>> {
    let quizzes = viewer.quizzes();
    let journeys = quizzes.entries::<Journey>();
    journeys
        .flat_map(|(entry, journey)| {
            let stages = journey.stages.iter().enumerate();
            stages.filter_map(move |(index, stage)| {
                let (back, lines) = feeling(viewer, stage)?;
                Some(FlashCard {
                    id: id("stage", entry, Some(index)),
                    entry,
                    face: false,
                    quote: None,
                    front: stage.name.clone(),
                    note: entry.header.name.clone(),
                    back,
                    lines,
                    part: format!("#{}", stage_part(index)),
                })
            })
        })
        .collect()
}

/// How a stage feels, in a word or a sentence, and what is felt and thought.
fn feeling(viewer: &Viewer<'_>, stage: &Stage) -> Option<(String, Vec<(String, String)>)> {
    let words = &viewer.words;
    let mut lines: Vec<(String, String)> = Vec::new();
    for (lane, claims) in [("feeling", &stage.feeling), ("thinking", &stage.thinking)] {
        let label = words.choice("lane", lane);
        lines.extend(
            claims
                .iter()
                .find(|claim| !claim.is_open())
                .map(|claim| (label.to_owned(), claim.text.plain())),
        );
    }
    let word = stage.emotion.as_ref().map(|emotion| {
        let label = emotion.label.as_ref().map(Text::plain);
        label.unwrap_or_else(|| words.emotions(emotion.from, emotion.to))
    });
    match word {
        Some(word) => Some((word, lines)),
        None if lines.is_empty() => None,
        None => Some((lines.remove(0).1, lines)),
    }
}

/// What somebody says against it, and what we answer.
fn objections<'a>(viewer: &Viewer<'a>) -> Vec<FlashCard<'a>> {
    let quizzes = viewer.quizzes();
    let people = quizzes.entries::<Persona>();
    people
        .flat_map(|(entry, persona)| {
            let objections = persona
                .decision
                .iter()
                .flat_map(|decision| &decision.objections);
            objections
                .enumerate()
                .filter_map(move |(index, objection)| {
                    let answer = objection.answer.as_ref()?;
                    answered(viewer, entry, &objection.says, answer).map(|card| FlashCard {
                        id: id("objection", entry, Some(index)),
                        face: true,
                        ..card
                    })
                })
        })
        .collect()
}

/// What is said, and behind it our answer; nothing where that has no words.
fn answered<'a>(
    viewer: &Viewer<'_>,
    entry: &'a Entry,
    says: &Text,
    answer: &Text,
) -> Option<FlashCard<'a>> {
    let back = answer.plain();
    (!back.is_empty()).then(|| FlashCard {
        id: String::new(),
        entry,
        face: false,
        quote: Some(says.plain()),
        front: viewer.words.get("cards_answer").to_owned(),
        note: entry.header.name.clone(),
        back,
        lines: Vec::new(),
        part: String::new(),
    })
}

/// What a competitor says, and what we answer.
fn competitors<'a>(viewer: &Viewer<'a>) -> Vec<FlashCard<'a>> {
    let quizzes = viewer.quizzes();
    let competitors = quizzes.entries::<Competitor>();
    competitors
        .flat_map(|(entry, competitor)| {
            let says = competitor.says.iter().enumerate();
            says.filter_map(move |(index, one)| {
                let card = answered(viewer, entry, &one.says, one.answer.as_ref()?);
                card.map(|card| FlashCard {
                    id: id("competitor", entry, Some(index)),
                    ..card
                })
            })
        })
        .collect()
}

/// What a firm is judged on, and what fits best.
fn criteria<'a>(viewer: &Viewer<'a>) -> Vec<FlashCard<'a>> {
    let quizzes = viewer.quizzes();
    let icps = quizzes.entries::<Icp>().filter(|(_, icp)| !icp.negative);
    icps.flat_map(|(entry, icp)| {
        let criteria = icp.scorecard.iter().flat_map(|card| &card.criteria);
        criteria.enumerate().filter_map(move |(index, criterion)| {
            let why = criterion.why.as_ref().map(Text::plain);
            let why = why.map(|why| (viewer.words.get("cards_why").to_owned(), why));
            Some(FlashCard {
                id: id("criterion", entry, Some(index)),
                entry,
                face: false,
                quote: None,
                front: criterion.attribute.clone(),
                note: entry.header.name.clone(),
                back: criterion.ideal.clone()?,
                lines: why.into_iter().collect(),
                part: String::new(),
            })
        })
    })
    .collect()
}
