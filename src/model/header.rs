//! What every entry may say, whatever its kind.

use super::checks::Allowance;
use super::content::{choice, content};
use super::sources::Sources;
use super::value::{Address, Labels, Period, Text, Texts};
use crate::doc::Date;

choice! {
    "status",
    /// How far the entry is on its way.
    pub enum Status {
        /// Being written; shown only with `--drafts`.
        Draft = "draft",
        /// Our best guess so far.
        Assumed = "assumed",
        /// Tested with customers.
        Validated = "validated",
        /// No longer used, kept for the record.
        Retired = "retired",
    }
}

content! {
    /// What every entry may say.
    pub struct Header {
        /// What people call it. Example: `"Sophie van Dijk"`.
        name!: String,
        /// One sentence for cards and lists. Example: `"Runs the web shop and wants fewer abandoned baskets."`.
        summary: Option<Text>,
        /// Who keeps this entry true. Example: `"Fenna de Wit"`.
        owner: Option<String>,
        /// How far it is: `draft` (shown only with `--drafts`), `assumed`, `validated` or `retired`. Example: `"assumed"`.
        status: Option<Status>,
        /// Its place where entries of its kind are listed: the lowest number first, before all that have none. Example: `1`.
        order: Option<f64>,
        /// The day it was last found to be true. Example: `2026-09-15`.
        reviewed: Option<Date>,
        /// Who found it to be true that day. Example: `"Joris Maas"`.
        reviewed_by: Option<String>,
        /// How long it then stays fresh; the default for its kind stands in personabook.toml. Example: `"6 months"`.
        review_every: Option<Period>,
        /// What calls for a review before that day: the events, each in a few words. Example: `["New pricing", "A competitor changes its terms"]`.
        review_when: Vec<Text>,
        /// Words to find it by. Example: `["checkout", "first contact"]`.
        tags: Vec<String>,
        /// Whom it is for; left out of every site that was not built with `--audience` and one of these names. Everybody when left out. Example: `["sales"]`.
        audience: Vec<String>,
        /// Rules that are set aside for this entry, and why; docs/rules.md has them all. Example: `[{ rule = "stale", because = "Kept as it was before the move." }]`.
        allow: Vec<Allowance>,
        /// The evidence the entry as a whole rests on. Example: `["interviews"]`.
        evidence: Sources,
        /// Further reading.
        links: Vec<WebLink>,
        /// The text, in Markdown; in a `.md` file it stands below the front matter instead. Example: `'''Her story.'''`.
        body: Option<String>,
        /// Labels of your own with a text or a list of texts, shown in the order written. Example: `{ "Favourite coffee" = "Black", Languages = ["Dutch", "German"] }`.
        extra: Labels<Texts>,
    }
}

content! {
    /// A link to a page elsewhere, or to a document beside the entry.
    pub struct WebLink {
        /// The text of the link; the address itself when left out. Example: `"The full report"`.
        title: Option<String>,
        /// The address, or the name of a document or image beside the entry. Example: `"https://wiki.example.org/report"`.
        url!: Address,
    }
}
