//! What fits on a poster: as much of a persona as one sheet of A3 holds.

use crate::model::persona::{Persona, Trait};
use crate::model::{Key, Kind};
use crate::site::links::EntryLinks;
use crate::site::shorten::{lines, size, some};
use crate::site::traits::{Slider, slider};
use crate::text::width::{letters, shorten};
use crate::view::{Shared, view};

view! {
    /// What fits on a poster.
    pub(crate) struct PosterTexts {
        /// How large its letters are, for how little is on it: `large`, `medium` or `small`.
        room: &'static str,
        /// What the persona does; empty when nobody says.
        role: String,
        /// Where the persona lives or works; empty when nobody says.
        location: String,
        /// The name of the segment; empty without.
        segment: String,
        /// What drives, or else what the goals are.
        drives: Vec<String>,
        /// What frustrates.
        frustrations: Vec<String>,
        /// What convinces.
        convinced_by: Vec<String>,
        /// What to do when talking with the persona.
        dos: Vec<String>,
        /// What not to do.
        donts: Vec<String>,
        /// Words to use.
        says: Vec<String>,
        /// Words to avoid.
        avoid: Vec<String>,
        /// Places between opposites.
        traits: Shared<Vec<Slider<'static>>>,
        /// A day.
        day: Vec<PosterMoment>,
    }
}

view! {
    /// A moment of a day on a poster.
    pub(crate) struct PosterMoment {
        /// The time, as it is written; empty when nobody says.
        time: String,
        /// What happens.
        what: String,
    }
}

/// The height of the sheet, in mm.
const SHEET: usize = 420;

/// How much of each part is shown, from what is usual to what fits with the longest texts.
const STEPS: [Step; 4] = [
    Step::new(320, 6, 6, 7),
    Step::new(320, 4, 6, 6),
    Step::new(240, 4, 3, 5),
    Step::new(150, 2, 3, 4),
];

/// How much of each part is shown.
struct Step {
    /// The letters of a list, together.
    letters: usize,
    /// Words to use, and as many to avoid.
    words: usize,
    traits: usize,
    moments: usize,
}

impl Step {
    const fn new(letters: usize, words: usize, traits: usize, moments: usize) -> Self {
        Self {
            letters,
            words,
            traits,
            moments,
        }
    }
}

/// The texts of a poster that are cut to its size.
struct Poster {
    name: String,
    role: String,
    location: String,
    segment: String,
    quote: String,
    /// What drives, what frustrates and what convinces, beside each other.
    lists: [Vec<String>; 3],
    /// What to do and what not, beside each other.
    talk: [Vec<String>; 2],
    /// Words to use and words to avoid, under each other.
    words: [Vec<String>; 2],
    traits: Vec<Trait>,
    day: Vec<PosterMoment>,
}

/// The texts of a persona's poster; `quote` is the one that stands on all her paper.
pub(crate) fn poster(links: &EntryLinks<'_>, persona: &Persona, quote: &str) -> PosterTexts {
    let poster = |step| Poster::new(links, persona, step, quote);
    let mut posters = STEPS.iter().map(poster);
    let fits = posters.find(|poster| poster.height() <= SHEET);
    fits.unwrap_or_else(|| poster(&STEPS[STEPS.len() - 1]))
        .texts(links)
}

impl Poster {
    fn new(links: &EntryLinks<'_>, persona: &Persona, step: &Step, quote: &str) -> Self {
        let segment = persona.segment.as_ref();
        let segment =
            segment.and_then(|one| links.viewer.catalog.get(&Key::new(Kind::Segment, &one.id)));
        let short = |text: Option<&String>, letters| {
            text.map_or_else(String::new, |text| shorten(text, letters))
        };
        Self {
            name: links.entry.header.name.clone(),
            role: short(persona.role.as_ref(), 70),
            location: short(persona.location.as_ref(), 70),
            segment: short(segment.map(|entry| &entry.header.name), 40),
            quote: quote.to_owned(),
            lists: [
                persona.drives(),
                &persona.frustrations,
                persona.convinced_by(),
            ]
            .map(|claims| some(claims, [4, 120, step.letters])),
            talk: [&persona.dos, &persona.donts].map(|claims| some(claims, [4, 110, step.letters])),
            words: [persona.says(), persona.avoids()]
                .map(|claims| some(claims, [step.words, 30, step.letters])),
            traits: persona
                .traits
                .iter()
                .take(step.traits)
                .map(|one| Trait {
                    left: shorten(&one.left, 34),
                    right: shorten(&one.right, 34),
                    ..one.clone()
                })
                .collect(),
            day: persona
                .day
                .iter()
                .take(step.moments)
                .map(|moment| PosterMoment {
                    time: moment.time.clone().unwrap_or_default(),
                    what: shorten(&moment.what.plain(), 70),
                })
                .collect(),
        }
    }

    /// With little on it, a poster has larger letters.
    fn room(&self) -> &'static str {
        let lists = self.lists.iter().chain(&self.talk).flatten();
        let letters: usize = lists.map(|text| letters(text)).sum();
        size(letters + 40 * self.day.len(), &[450, 900])
    }

    /// About how high it is, in mm; never less. The sizes are those of `static/paper.css`.
    fn height(&self) -> usize {
        let list = |texts: &[String], letters: usize| -> usize {
            texts.iter().map(|text| lines(text, letters) * 6 + 2).sum()
        };
        let rows = |columns: &[Vec<String>], letters: usize| {
            let tallest = columns.iter().map(|texts| list(texts, letters)).max();
            tallest.filter(|height| *height > 0).unwrap_or_default()
        };
        let scale = match self.room() {
            "large" => 147,
            "medium" => 120,
            _ => 100,
        };
        let per_line = 36 * 100 / scale;
        let row = |height: usize| {
            if height == 0 {
                0
            } else {
                height * scale / 100 + 24
            }
        };
        // Words stand beside each other as far as they fit.
        let words = self.words.iter().filter(|words| !words.is_empty());
        let words = words.map(|words| {
            let letters: usize = words.iter().map(|word| letters(word) + 5).sum();
            14 + 8 * letters.div_ceil(32)
        });
        let words = words.sum::<usize>().saturating_sub(12);
        let talk = rows(&self.talk, per_line).max(words * 100 / scale);
        let traits = self.traits.chunks(3).map(|row| {
            let ends = row.iter().flat_map(|one| [&one.left, &one.right]);
            10 + 6 * ends.map(|end| lines(end, 18)).max().unwrap_or_default()
        });
        let moments = self
            .day
            .iter()
            .map(|moment| lines(&moment.what, 165 / self.day.len()));
        let day = moments.max().map_or(0, |most| 33 + 5 * most);
        self.top() + row(rows(&self.lists, per_line)) + row(talk) + traits.sum::<usize>() + day + 20
    }

    fn top(&self) -> usize {
        let (name, in_a_line) = match size(letters(&self.name), &[18, 32]) {
            "large" => (20, 16),
            "medium" => (15, 21),
            _ => (11, 28),
        };
        let lines = lines(&self.name, in_a_line) * name
            + lines(&self.role, 40) * 9
            + lines(&self.location, 40) * 9
            + lines(&self.quote, 42) * 10
            + 10
            + lines(&self.segment, 20) * 5;
        let least = match self.room() {
            "large" => 175,
            "medium" => 142,
            _ => 112,
        };
        (lines + 38).max(least)
    }

    fn texts(self, links: &EntryLinks<'_>) -> PosterTexts {
        let room = self.room();
        let [drives, frustrations, convinced_by] = self.lists;
        let [dos, donts] = self.talk;
        let [says, avoid] = self.words;
        let traits = self.traits.iter().map(|one| slider(links.viewer, one));
        PosterTexts {
            room,
            role: self.role,
            location: self.location,
            segment: self.segment,
            drives,
            frustrations,
            convinced_by,
            dos,
            donts,
            says,
            avoid,
            traits: Shared::of(traits.collect::<Vec<_>>()),
            day: self.day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_texts_fit_on_the_sheet_in_the_last_step() {
        let text = |letters| "w".repeat(letters);
        let last = &STEPS[STEPS.len() - 1];
        let list = vec![text(120), text(last.letters - 120)];
        let poster = Poster {
            name: text(60),
            role: text(70),
            location: text(70),
            segment: text(40),
            quote: text(170),
            lists: [list.clone(), list.clone(), list.clone()],
            talk: [list.clone(), list],
            words: [vec![text(30); last.words], vec![text(30); last.words]],
            traits: Vec::new(),
            day: vec![
                PosterMoment {
                    time: "07:15".into(),
                    what: text(70),
                };
                last.moments
            ],
        };
        assert!(poster.height() <= SHEET, "{} mm", poster.height());
    }

    #[test]
    fn a_poster_with_little_on_it_has_large_letters() {
        let empty = || [Vec::new(), Vec::new()];
        let poster = Poster {
            name: "Sophie".into(),
            role: String::new(),
            location: String::new(),
            segment: String::new(),
            quote: "Short.".into(),
            lists: [vec!["One wish.".into()], Vec::new(), Vec::new()],
            talk: empty(),
            words: empty(),
            traits: Vec::new(),
            day: Vec::new(),
        };
        assert_eq!(poster.room(), "large");
        assert!(poster.height() < SHEET);
    }
}
