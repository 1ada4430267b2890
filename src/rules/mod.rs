//! Rules: what is overdue, contradictory or thin in what a book knows, each a row of one table. The book sets how each is
//! taken, in `[checks]`. What leaves nothing to show is no rule but an error. Must not know files, pages and the terminal.

mod action_overdue;
mod never_reviewed;
mod persona_without_quote;
mod stale;
mod without_owner;

use crate::diag::{Report, Severity};
use crate::doc::Date;
use crate::model::{Book, CheckLevel, Entry, Finding};
use crate::text::{FieldPath, closest, one_of};

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// As it stands in messages and in `[checks]`.
    pub name: &'static str,
    /// How it is taken unless the book says otherwise. What is merely not there yet is allowed.
    pub level: CheckLevel,
    /// What it finds.
    pub about: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What ends it.
    pub mend: &'static str,
    /// Finds it in a book on a day; nothing for what is found while files are read.
    find: Option<fn(&Book, Date) -> Vec<Finding>>,
}

use CheckLevel::{Allow, Warn};

/// Every rule, by name.
pub const RULES: &[Rule] = &[
    Rule {
        name: "action-overdue",
        level: Warn,
        about: "an action whose day has passed and that is not done",
        why: "What we do differently for a customer is what a persona is for; what nobody does is a promise.",
        mend: "do it and write `done = 2026-11-28`, give it another day in `due`, or remove it",
        find: Some(action_overdue::find),
    },
    Rule {
        name: "bad-file-name",
        level: Warn,
        about: "an image or document with a name that Windows cannot hold",
        why: "Somebody with another system cannot open the book.",
        mend: "rename the file",
        find: None,
    },
    Rule {
        name: "consent-has-ended",
        level: Warn,
        about: "a quote whose `consent_until` has passed",
        why: "Whoever said it agreed until that day.",
        mend: "ask again and write the new day, or remove the quote",
        find: None,
    },
    Rule {
        name: "date-in-the-future",
        level: Warn,
        about: "a day on which something was, and that has not come yet",
        why: "A slip in the year makes knowledge look fresh for decades.",
        mend: "write the day on which it was",
        find: None,
    },
    Rule {
        name: "empty-text",
        level: Warn,
        about: "a text without a word where none is needed",
        why: "A missing text is a place to fill in, an empty one looks filled in.",
        mend: "write it between the quotes, or remove the line",
        find: None,
    },
    Rule {
        name: "heading-is-no-field",
        level: Warn,
        about: "a heading that means a field, above something that has not its shape; it stays in the text of the entry",
        why: "What its author wrote as a list of goals, for example, is counted and compared nowhere.",
        mend: "write what stands below it as the message says, or a backslash before its words: `## \\Goals`",
        find: None,
    },
    Rule {
        name: "html-left-out",
        level: Warn,
        about: "HTML in a text; it is left out, and its words stay",
        why: "Pages show Markdown only: what comes from elsewhere could run in the reader's browser.",
        mend: "write Markdown instead",
        find: None,
    },
    Rule {
        name: "image-part-left-out",
        level: Warn,
        about: "a part of an SVG image that the site shows it without",
        why: "Scripts, movement and what is loaded from elsewhere have no place on the site.",
        mend: "export the image as plain SVG",
        find: None,
    },
    Rule {
        name: "journey-without-persona",
        level: Warn,
        about: "a journey of nobody",
        why: "A journey is somebody's: without a persona nobody finds it from the people of the book.",
        mend: "name at least one persona",
        find: None,
    },
    Rule {
        name: "leads-to-draft",
        level: Warn,
        about: "a reference to a draft, which readers do not see",
        why: "The sentence around it may say nothing without it.",
        mend: "finish the draft, or leave it out here",
        find: None,
    },
    Rule {
        name: "leads-to-hidden",
        level: Warn,
        about: "a link from what everybody reads to what is for an audience",
        why: "Readers see its words without a link, and the words may tell what they should not.",
        mend: "write words that everybody may read, or leave the link out",
        find: None,
    },
    Rule {
        name: "leads-to-markdown-file",
        level: Warn,
        about: "a link to a Markdown file, which is no page of the site",
        why: "Readers see its words without a link. Texts that come from elsewhere often link to the files beside them.",
        mend: "link to an entry, as in `[words](persona:sophie)`, or remove the link",
        find: None,
    },
    Rule {
        name: "never-reviewed",
        level: Allow,
        about: "an entry of which nobody ever said that it is true",
        why: "What nobody has looked at is a first idea.",
        mend: "look at it, then `personabook review persona:sophie --by \"Your name\"`",
        find: Some(never_reviewed::find),
    },
    Rule {
        name: "no-link",
        level: Warn,
        about: "what is nearly a link, and which readers see as it stands",
        why: "The link is lost without a word.",
        mend: "write `[words](persona:sophie)`",
        find: None,
    },
    Rule {
        name: "open-question-verdict",
        level: Warn,
        about: "a verdict on a question that has no yes or no",
        why: "It would count as a test of the persona and is none.",
        mend: "remove `verdict`, and say in `answer` what was answered",
        find: None,
    },
    Rule {
        name: "persona-without-quote",
        level: Allow,
        about: "a persona of whom no word is known",
        why: "A sentence that somebody said is what colleagues remember of a persona.",
        mend: "write `quote = \"…\"` as it was said, with its source",
        find: Some(persona_without_quote::find),
    },
    Rule {
        name: "qualified-without-fit",
        level: Warn,
        about: "a qualification in which clicks alone make a lead marketing-qualified",
        why: "Sales gets leads that can never become customers.",
        mend: "set `min_fit` in `[thresholds]`, or an `engagement_cap`",
        find: None,
    },
    Rule {
        name: "stale",
        level: Warn,
        about: "an entry whose next review is overdue",
        why: "Customers change, and readers take what stands here for true.",
        mend: "look at it, then `personabook review persona:sophie --by \"Your name\"`; or retire it",
        find: Some(stale::find),
    },
    Rule {
        name: "unknown-status",
        level: Warn,
        about: "an opportunity whose status is none of the known words",
        why: "It is shown as a remark and counted nowhere.",
        mend: "write one of the words, and your own in `status_note`",
        find: None,
    },
    Rule {
        name: "unused-document",
        level: Warn,
        about: "a document beside an entry to which nothing leads",
        why: "Nobody sees it.",
        mend: "link to it, or move it out of `content`",
        find: None,
    },
    Rule {
        name: "without-owner",
        level: Allow,
        about: "an entry that nobody keeps true",
        why: "Maps and personas without an owner are not looked at again.",
        mend: "write `owner = \"Your name\"`",
        find: Some(without_owner::find),
    },
];

/// The rule with this name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// The rule with this name.
///
/// # Errors
/// With what is wrong and the edit to make when there is none.
pub fn named(name: &str) -> Result<&'static Rule, (String, String)> {
    let known = || RULES.iter().map(|rule| rule.name);
    rule(name).ok_or_else(|| {
        let help = match closest(name, known()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("the rules are {}", one_of(known())),
        };
        (format!("there is no rule `{name}`"), help)
    })
}

/// What the rules find in a book on a day, whatever the book says of them, and the rules that it names and that are none. Drafts and
/// what is retired are left in peace.
#[must_use]
pub fn find(book: &Book, today: Date) -> Vec<Finding> {
    let rules = RULES.iter().filter_map(|rule| rule.find);
    let found = rules.flat_map(|find| find(book, today));
    let found = found.map(Finding::warning);
    unknown_names(book).chain(found).collect()
}

/// The entries that rules look at.
fn in_use(book: &Book) -> impl Iterator<Item = &Entry> {
    book.catalog.current().filter(|entry| !entry.is_draft())
}

/// How a rule is taken in a book.
fn level(book: &Book, rule: &Rule) -> CheckLevel {
    let own = book.config.checks.0.iter();
    let mut own = own.filter(|(name, _)| name == rule.name);
    own.next().map_or(rule.level, |(_, level)| *level)
}

/// Takes what rules found as the book says: what it denies becomes an error, what it allows is taken out and given back.
#[must_use]
pub fn take(report: &mut Report, book: &Book) -> Report {
    let mut advice = Report::default();
    for mut found in std::mem::take(&mut report.diagnostics) {
        let rule = rule(found.code).filter(|_| found.severity == Severity::Warning);
        match rule.map(|rule| level(book, rule)) {
            Some(Allow) => advice.push(found),
            Some(CheckLevel::Deny) => {
                found.severity = Severity::Error;
                report.push(found);
            }
            Some(Warn) | None => report.push(found),
        }
    }
    advice
}

/// The names in `[checks]` that are of no rule.
fn unknown_names(book: &Book) -> impl Iterator<Item = Finding> {
    let names = book.config.checks.0.iter().map(|(name, _)| name);
    names.filter_map(|name| {
        let (message, help) = named(name).err()?;
        let path = FieldPath::default().key("checks").key(name);
        Some(Finding::new("unknown-rule", path, message, help))
    })
}

/// `docs/rules.md`.
#[must_use]
pub fn reference() -> String {
    let mut page = "# Rules\n\n\
        What `personabook check` finds in a book that can be shown. A rule at `warn` is told, one at `deny` stops a build, one at `allow` says nothing:\n\
        it is advice, which `personabook check --advice` tells. `[checks]` in personabook.toml sets the level of a rule, and\n\
        `personabook check --explain stale` says what stands here of one. With `--strict` warnings fail as errors do.\n\n\
        ```toml\n[checks]\nstale = \"deny\"\npersona-without-quote = \"warn\"\n```\n\n\
        (Made from the program itself by `UPDATE=1 cargo test --test it docs::`; do not edit it by hand.)\n"
        .to_owned();
    for rule in RULES {
        page.push_str(&format!("\n## {}\n\n", rule.name));
        page.push_str(&explained(rule));
    }
    page
}

/// What a rule is about, in a few lines.
#[must_use]
pub fn explained(rule: &Rule) -> String {
    let Rule {
        about, why, mend, ..
    } = rule;
    let level = rule.level.as_str();
    let about = about[..1].to_uppercase() + &about[1..];
    let mend = mend[..1].to_uppercase() + &mend[1..];
    format!("{about}. {why}\n\n{mend}.\n\nLevel unless `[checks]` says otherwise: `{level}`.\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stand_once_and_by_name() {
        assert!(RULES.windows(2).all(|pair| pair[0].name < pair[1].name));
    }
}
