//! The battle card of a competitor: one A4 sheet to have at hand in a talk. Must not know disk.

use crate::model::claim::worst_first;
use crate::model::competitor::Competitor;
use crate::model::value::Text;
use crate::model::{Claim, Entry, Kind};
use crate::pages::entry::AnyEntryPage;
use crate::site::links::EntryLinks;
use crate::site::shorten::size;
use crate::site::{Crumb, PageHead, PageView, mark_in_text};
use crate::text::width::{letters, shorten};
use crate::view::view;

/// How much there may be at most. The style sheet decides what the sheet has room for, always in whole items: half a sentence
/// would say something else. So the first item of each list must fit, which is why each has a length.
const CLAIMS: usize = 6;
const LETTERS_OF_A_CLAIM: usize = 180;
const SAYINGS: usize = 6;
const LETTERS_OF_A_SAYING: usize = 150;
const LETTERS_OF_AN_ANSWER: usize = 280;

view! {
    /// What fits on a battle card. A list without anything to say is left out.
    pub(crate) struct BattleCard<'a> {
        /// How large the letters of the name are: `large`, `medium` or `small`.
        name_size: &'static str,
        /// One sentence.
        summary: Option<String>,
        /// The names of the segments and ideal customers they go for; empty when none is named.
        goes_for: String,
        /// What they ask for; nothing when it is not known.
        price: Option<String>,
        /// When we win and lose, what they are good and bad at.
        lists: Vec<BattleList<'a>>,
        /// What they say, with what we answer.
        says: Vec<BattleAnswer>,
        /// How many claims and sayings the page has in all; how many of them the sheet shows is found out where it is laid out.
        points: usize,
        /// The names of what the entry as a whole rests on; empty when it rests on nothing.
        sources: String,
    }
}

view! {
    /// A list on a battle card.
    pub(crate) struct BattleList<'a> {
        /// Its title.
        label: &'a str,
        /// What it is: `do` when we win, `dont` when we lose, and else empty.
        class: &'static str,
        /// What it says; at least one.
        claims: Vec<BattleClaim>,
    }
}

view! {
    /// A claim on a battle card.
    pub(crate) struct BattleClaim {
        /// What it says, cut to the room there is.
        text: String,
        /// In a word, that it is less than a statement with a source.
        mark: Option<String>,
    }
}

view! {
    /// Something they say, and what we answer, cut to the room there is.
    pub(crate) struct BattleAnswer {
        /// What they say.
        says: String,
        /// What we answer; nothing when we have no answer yet.
        answer: Option<String>,
    }
}

/// Where the battle card of a competitor is found.
pub(crate) fn path(entry: &Entry) -> Option<String> {
    (entry.key.kind == Kind::Competitor).then(|| address(entry))
}

fn address(competitor: &Entry) -> String {
    format!("paper/{}-battle.html", competitor.key.id)
}

/// The battle card of a competitor.
pub(crate) fn page(
    links: &EntryLinks<'_>,
    competitor: &Competitor,
    entry_page: &AnyEntryPage,
) -> PageView {
    let EntryLinks { viewer, entry } = links;
    let title = viewer
        .words
        .fill("battle_title", "name", &entry.header.name);
    let mut head = PageHead::new(&title, &address(entry), "battle-card");
    head.description = viewer.words.get("battle_about").to_owned();
    head.breadcrumbs = viewer.crumbs(Some(Kind::Competitor));
    head.breadcrumbs.push(Crumb::of(entry));
    let card = battle_card(links, competitor);
    head.page((entry_page.clone(), card))
}

fn battle_card<'a>(links: &EntryLinks<'a>, competitor: &Competitor) -> BattleCard<'a> {
    let EntryLinks { viewer, entry } = *links;
    let header = &entry.header;
    let words = &viewer.words;
    let plain = |text: &Text, most: usize| shorten(&text.plain(), most);
    let segments = competitor.segments.iter();
    let segments = segments.filter_map(|one| viewer.name(Kind::Segment, &one.id));
    let icps = competitor.icps.iter();
    let icps = icps.filter_map(|one| viewer.name(Kind::Icp, &one.id));
    let goes_for: Vec<String> = segments.chain(icps).collect();
    let sources = header.evidence.iter();
    let sources: Vec<String> = sources
        .filter_map(|one| viewer.name(Kind::Evidence, &one.id))
        .collect();
    let lists = [
        ("competitor_wins", "do", &competitor.wins_when),
        ("competitor_loses", "dont", &competitor.loses_when),
        ("competitor_strengths", "", &competitor.strengths),
        ("competitor_weaknesses", "", &competitor.weaknesses),
    ];
    let claims_of_all = lists.iter().map(|(_, _, all)| all.len()).sum::<usize>();
    let lists = lists.into_iter().filter(|(_, _, all)| !all.is_empty());
    let lists = lists.map(|(word, class, all)| BattleList {
        label: words.get(word),
        class,
        claims: claims(links, all),
    });
    // Open questions are no claims.
    let lists = lists.filter(|list| !list.claims.is_empty());
    BattleCard {
        name_size: size(letters(&header.name), &[18, 32]),
        summary: header.summary.as_ref().map(|text| plain(text, 170)),
        goes_for: shorten(&goes_for.join(" · "), 150),
        price: competitor.price.as_ref().map(|text| plain(text, 100)),
        lists: lists.collect(),
        points: claims_of_all + competitor.says.len(),
        says: says(competitor),
        sources: shorten(&sources.join(" · "), 150),
    }
}

fn claims(links: &EntryLinks<'_>, all: &[Claim]) -> Vec<BattleClaim> {
    let claims = worst_first(all).into_iter().take(CLAIMS);
    let claims = claims.map(|claim| BattleClaim {
        text: shorten(&claim.text.plain(), LETTERS_OF_A_CLAIM),
        mark: mark_in_text(links.viewer, links.entry, claim),
    });
    claims.collect()
}

fn says(competitor: &Competitor) -> Vec<BattleAnswer> {
    let rows = competitor.says.iter().take(SAYINGS);
    let answer = |text: &Text| shorten(&text.plain(), LETTERS_OF_AN_ANSWER);
    let rows = rows.map(|one| BattleAnswer {
        says: shorten(&one.says.plain(), LETTERS_OF_A_SAYING),
        answer: one.answer.as_ref().map(answer),
    });
    rows.collect()
}
