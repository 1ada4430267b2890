//! The parts of a site that a book may leave out. Which pages are in each is said by the rows of `pages/table.rs`.

use super::content::choice;

choice! {
    "part",
    /// A part of the site that a book may leave out; [`Part::about`] says what is in each.
    pub enum Part {
        /// What is printed.
        Paper = "paper",
        /// What is for new colleagues.
        Learn = "learn",
        /// How far the making of entries is.
        Method = "method",
        /// What to say when.
        Say = "say",
        /// What could be better, of all journeys.
        Opportunities = "opportunities",
        /// How true and fresh the book is.
        Health = "health",
        /// What hangs together.
        Relations = "relations",
        /// Entries by tag.
        Tags = "tags",
        /// Entries side by side.
        Compare = "compare",
        /// What is done and measured, and who does it.
        Scoreboard = "scoreboard",
        /// What people said, in their own words.
        Quotes = "quotes",
        /// The same for programs and assistants.
        Data = "data",
    }
}

impl Part {
    /// What is in it, for authors.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Paper => {
                "Everything for paper: sheets, slides, picture cards, the deck, battle cards, flash cards to print and the whole book."
            }
            Self::Learn => {
                "The tour, quizzes, flash cards, the persona of the week, and the path made for a book that has none of its own. Paths that you wrote stay."
            }
            Self::Method => {
                "How far the making of each persona and ICP is, and the edits that are next."
            }
            Self::Say => {
                "What to say when, stage by stage and beside competitors, and all objections with their answers."
            }
            Self::Opportunities => "The opportunities of all journeys.",
            Self::Health => "How true and fresh the book is, with `health.json` and `health.svg`.",
            Self::Relations => "Who and what hangs together, as a drawing and a list.",
            Self::Tags => "The entries by tag; tags are then no links.",
            Self::Compare => "ICPs and personas side by side.",
            Self::Scoreboard => {
                "The scoreboard of measures and actions, and a page for each owner."
            }
            Self::Quotes => "Everything people said, with who said it and for what it may be used.",
            Self::Data => {
                "For programs and assistants: a Markdown file beside the page of each entry, `llms.txt` and `graph.json`."
            }
        }
    }
}
