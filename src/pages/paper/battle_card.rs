//! The battle card of a competitor: one A4 sheet to have at hand in a talk. Must not know disk.

use crate::model::claim::worst_first;
use crate::model::competitor::Competitor;
use crate::model::value::Text;
use crate::model::{Claim, Entry, Kind};
use crate::pages::entry::AnyEntryPage;
use crate::site::links::EntryLinks;
use crate::site::shorten::{size, within};
use crate::site::{Crumb, PageHead, PageView, mark_in_text};
use crate::text::width::{letters, shorten};
use crate::view::view;

/// The most claims of a list, the letters of each and of all: about seven lines in half the width of a sheet.
const CLAIMS: usize = 4;
const LETTERS_OF_A_CLAIM: usize = 120;
const LETTERS_OF_A_LIST: usize = 300;
/// The lines that all sayings with their answers take, and the letters in a line of each.
const LINES_OF_SAYINGS: usize = 19;
const LETTERS_IN_A_LINE: [usize; 2] = [36, 62];

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
        /// How many claims and sayings of the page have no room on the sheet.
        left_out: usize,
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
    let lists = lists.into_iter().filter(|(_, _, all)| !all.is_empty());
    let lists: Vec<(usize, BattleList<'a>)> = lists
        .map(|(word, class, all)| {
            let claims = claims(links, all);
            let label = words.get(word);
            let left_out = all.len() - claims.len();
            let list = BattleList {
                label,
                class,
                claims,
            };
            (left_out, list)
        })
        .filter(|(_, list)| !list.claims.is_empty())
        .collect();
    let says = says(competitor);
    let left_out = lists.iter().map(|(left_out, _)| left_out).sum::<usize>();
    BattleCard {
        name_size: size(letters(&header.name), &[18, 32]),
        summary: header.summary.as_ref().map(|text| plain(text, 170)),
        goes_for: shorten(&goes_for.join(" · "), 150),
        price: competitor.price.as_ref().map(|text| plain(text, 100)),
        lists: lists.into_iter().map(|(_, list)| list).collect(),
        left_out: left_out + competitor.says.len() - says.len(),
        says,
        sources: shorten(&sources.join(" · "), 150),
    }
}

fn claims(links: &EntryLinks<'_>, all: &[Claim]) -> Vec<BattleClaim> {
    let claims = worst_first(all).into_iter().take(CLAIMS);
    let claims = claims.map(|claim| BattleClaim {
        text: shorten(&claim.text.plain(), LETTERS_OF_A_CLAIM),
        mark: mark_in_text(links.viewer, links.entry, claim),
    });
    within(claims, LETTERS_OF_A_LIST, |claim| letters(&claim.text))
}

/// How many lines a text takes, with so many letters in each.
fn lines(text: &str, in_each: usize) -> usize {
    letters(text).div_ceil(in_each.max(1))
}

fn says(competitor: &Competitor) -> Vec<BattleAnswer> {
    let rows = competitor.says.iter().map(|one| BattleAnswer {
        says: shorten(&one.says.plain(), 120),
        answer: one.answer.as_ref().map(|text| shorten(&text.plain(), 250)),
    });
    within(rows, LINES_OF_SAYINGS, |row| {
        let [in_saying, in_answer] = LETTERS_IN_A_LINE;
        let answer = row.answer.as_deref().unwrap_or_default();
        1 + lines(&row.says, in_saying).max(lines(answer, in_answer))
    })
}
