//! The parts of a site that a book may leave out. Which pages are in each is said by the rows of `pages/table.rs`.

use super::content::choice;

choice! {
    "part",
    /// A part of the site that a book may leave out.
    pub enum Part {
        /// Everything for paper: sheets, slides, picture cards, the deck, battle cards, flash cards to print and the whole book on one page.
        Paper = "paper",
        /// The tour, quizzes, flash cards, the persona of the week, and the path made for a book that has none of its own. Paths that you wrote stay.
        Learn = "learn",
        /// How far the making of each persona and ICP is.
        Method = "method",
        /// What to say when.
        Say = "say",
        /// The opportunities of all journeys.
        Opportunities = "opportunities",
        /// How true and fresh the book is, with `health.json` and `health.svg`.
        Health = "health",
        /// Who and what hangs together.
        Relations = "relations",
        /// The entries by tag.
        Tags = "tags",
        /// Segments, ICPs and personas side by side.
        Compare = "compare",
    }
}
