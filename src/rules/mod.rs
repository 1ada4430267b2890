//! Rules: what is overdue, contradictory or thin in what a book knows, each a row of one table. The book sets how each is
//! taken, in `[checks]`. What leaves nothing to show is no rule but an error. Must not know files, pages and the terminal.

mod action_overdue;
mod allow_not_needed;
mod answered_no;
mod bad_file_name;
mod consent_has_ended;
mod contradicted;
mod date_in_the_future;
mod demographic_only;
mod empty_text;
mod feedback_not_read;
mod field_in_no_account;
mod firmographics_only;
mod flat_emotion;
mod future_without_current;
mod heading_is_no_field;
mod html_left_out;
mod icp_without_accounts;
mod icp_without_committee;
mod icp_without_decision_steps;
mod icp_without_disqualifiers;
mod icp_without_signals;
mod icp_without_triggers;
mod image_part_left_out;
mod image_without_description;
mod journey_ends_at_purchase;
mod journey_without_persona;
mod kind_against_role;
mod leads_to_draft;
mod leads_to_hidden;
mod leads_to_markdown_file;
mod level_out_of_reach;
mod levels;
mod nearly_alike;
mod negative_persona_in_committee;
mod never_backtested;
mod never_reviewed;
mod no_better_than_chance;
mod no_link;
mod not_agreed;
mod nothing_decays;
mod old_evidence;
mod open_question_verdict;
mod opportunity_not_taken_up;
mod opportunity_overdue;
mod opportunity_without_owner;
mod orphan;
mod outcome_without_numbers;
mod over_segmentation;
mod pain_without_opportunity;
mod persona_count;
mod persona_in_no_journey;
mod persona_shares;
mod persona_without_action;
mod persona_without_frustration;
mod persona_without_job;
mod persona_without_message;
mod persona_without_quote;
mod personal_data;
mod placeholder_text;
mod qualified_without_fit;
mod quote_without_consent;
mod segment_without_action;
mod set_not_needed;
mod single_source;
mod solution_in_job;
mod stale;
mod stereotype;
mod tier_against_shares;
mod two_jobs_in_one;
mod unknown_reject_reason;
mod unknown_status;
mod unused_document;
mod unused_evidence;
mod unused_term;
mod without_owner;
mod without_reject_reasons;
mod without_sla;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Report, RuleText, Severity};
use crate::doc::Date;
use crate::model::{Book, CheckLevel, Entry, Finding, Kind, KindData, OfEntry};
use crate::text::{Source, capitalised, closest, one_of};

pub use levels::{Found, How, SetAside, Taken, not_needed, take};

/// The rule that tells of what not all readers see.
pub const LEADS_TO_HIDDEN: &str = leads_to_hidden::RULE.name;

/// The rule that is found when all others have looked.
const ALLOW_NOT_NEEDED: &str = allow_not_needed::RULE.name;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// As it stands in messages and in `[checks]`.
    pub name: &'static str,
    /// How it is taken unless the book says otherwise. What is merely not there yet is allowed.
    pub level: CheckLevel,
    /// The kinds of entries it looks at; all when there are none.
    pub kinds: &'static [Kind],
    /// What it finds.
    pub about: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// Where the advice comes from, if not from reason alone.
    pub source: Option<&'static str>,
    /// What ends it, with the line to write.
    pub mend: &'static str,
    /// The entries of a small book in which it finds something, each by its path in `content`; `personabook.toml` is what that says besides.
    pub fires: &'static [(&'static str, &'static str)],
    /// The same without what it finds.
    pub silent: &'static [(&'static str, &'static str)],
    find: Look,
}

/// Where a rule looks.
#[derive(Debug, Clone, Copy)]
enum Look {
    /// At the whole book on a day.
    Book(fn(&Book, Date) -> Vec<Finding>),
    /// At each entry by itself on a day. What it finds is kept with the entry as long as both are the same.
    Entry(fn(&Entry, Date) -> Vec<Finding>),
    /// Nowhere: it is found while files are read, or when all others have looked.
    Elsewhere,
}

/// Every rule, by name.
pub const RULES: &[Rule] = &[
    action_overdue::RULE,
    allow_not_needed::RULE,
    answered_no::RULE,
    bad_file_name::RULE,
    consent_has_ended::RULE,
    contradicted::RULE,
    date_in_the_future::RULE,
    demographic_only::RULE,
    empty_text::RULE,
    feedback_not_read::RULE,
    field_in_no_account::RULE,
    firmographics_only::RULE,
    flat_emotion::RULE,
    future_without_current::RULE,
    heading_is_no_field::RULE,
    html_left_out::RULE,
    icp_without_accounts::RULE,
    icp_without_committee::RULE,
    icp_without_decision_steps::RULE,
    icp_without_disqualifiers::RULE,
    icp_without_signals::RULE,
    icp_without_triggers::RULE,
    image_part_left_out::RULE,
    image_without_description::RULE,
    journey_ends_at_purchase::RULE,
    journey_without_persona::RULE,
    kind_against_role::RULE,
    leads_to_draft::RULE,
    leads_to_hidden::RULE,
    leads_to_markdown_file::RULE,
    level_out_of_reach::RULE,
    nearly_alike::RULE,
    negative_persona_in_committee::RULE,
    never_backtested::RULE,
    never_reviewed::RULE,
    no_better_than_chance::RULE,
    no_link::RULE,
    not_agreed::RULE,
    nothing_decays::RULE,
    old_evidence::RULE,
    open_question_verdict::RULE,
    opportunity_not_taken_up::RULE,
    opportunity_overdue::RULE,
    opportunity_without_owner::RULE,
    orphan::RULE,
    outcome_without_numbers::RULE,
    over_segmentation::RULE,
    pain_without_opportunity::RULE,
    persona_count::RULE,
    persona_in_no_journey::RULE,
    persona_shares::RULE,
    persona_without_action::RULE,
    persona_without_frustration::RULE,
    persona_without_job::RULE,
    persona_without_message::RULE,
    persona_without_quote::RULE,
    personal_data::RULE,
    placeholder_text::RULE,
    qualified_without_fit::RULE,
    quote_without_consent::RULE,
    segment_without_action::RULE,
    set_not_needed::RULE,
    single_source::RULE,
    solution_in_job::RULE,
    stale::RULE,
    stereotype::RULE,
    tier_against_shares::RULE,
    two_jobs_in_one::RULE,
    unknown_reject_reason::RULE,
    unknown_status::RULE,
    unused_document::RULE,
    unused_evidence::RULE,
    unused_term::RULE,
    without_owner::RULE,
    without_reject_reasons::RULE,
    without_sla::RULE,
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
            None => "`personabook check --explain` lists all rules".to_owned(),
        };
        (format!("there is no rule `{name}`"), help)
    })
}

/// For which findings rules look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sought {
    /// For all.
    All,
    /// For those that stop a build: of rules that look at the whole book, only those are asked that the book denies.
    Mistakes,
}

impl Sought {
    /// What has to be looked for in a book: whether it allows more than it needs is only known when all is found.
    pub(crate) fn in_book(self, book: &Book) -> Self {
        match self {
            Self::Mistakes if !levels::may_be_denied(book, &allow_not_needed::RULE) => self,
            _ => Self::All,
        }
    }
}

/// What the rules find in a book on a day, whatever the book says of them, and the rules that it names and that are none. Drafts and
/// what is retired are left in peace.
#[must_use]
pub(crate) fn find(book: &Book, today: Date, sought: Sought) -> Vec<Finding> {
    let is_asked = |rule: &Rule| sought == Sought::All || levels::may_be_denied(book, rule);
    let rules = RULES.par_iter().filter_map(|rule| match rule.find {
        Look::Book(find) if is_asked(rule) => Some(find),
        _ => None,
    });
    let mut found: Vec<Vec<Finding>> = rules.map(|find| find(book, today)).collect();
    let records: Vec<_> = book.catalog.records().collect();
    let of_entries = records
        .into_par_iter()
        .filter(|record| is_in_use(record.entry()))
        .map(|record| record.alone::<FoundAlone>(&today).1.0.clone());
    found.extend(of_entries.collect::<Vec<_>>());
    let found = found.into_iter().flatten().map(Finding::warning);
    let unknown = levels::unknown_names(book).into_iter();
    unknown.chain(found).collect()
}

/// What the rules find that look at each entry by itself.
struct FoundAlone(Vec<Finding>);

impl OfEntry for FoundAlone {
    type Given = Date;

    fn of(entry: &Entry, today: &Date) -> Self {
        let rules = RULES.iter().filter_map(|rule| match rule.find {
            Look::Entry(find) => Some(find),
            _ => None,
        });
        Self(rules.flat_map(|find| find(entry, *today)).collect())
    }
}

/// Whether the rule with this name looks at a book, and not at a file while it is read.
#[must_use]
pub fn looks_at_books(name: &str) -> bool {
    rule(name).is_some_and(|rule| !matches!(rule.find, Look::Elsewhere))
}

/// What the rules that look at books find in one, each as the book takes it.
#[must_use]
pub fn found_in(book: &Book, today: Date) -> Vec<Found> {
    let mut report = Report::default();
    for found in find(book, today, Sought::All) {
        let entry = found.entry.as_ref().and_then(|key| book.catalog.get(key));
        let source = Arc::new(Source {
            path: entry.map_or_else(String::new, |entry| entry.file.clone()),
            text: String::new(),
        });
        report.push(Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(found.code, found.message, &source)
        });
    }
    take(&mut report, book).found
}

/// The entries that rules look at.
fn in_use(book: &Book) -> impl Iterator<Item = &Entry> {
    book.catalog.entries().filter(|entry| is_in_use(entry))
}

fn is_in_use(entry: &Entry) -> bool {
    !entry.is_retired() && !entry.is_draft()
}

/// Those of a kind, each with what it says.
fn in_use_as<T: KindData + 'static>(book: &Book) -> impl Iterator<Item = (&Entry, &T)> {
    let entries = book.catalog.by_id(T::KIND);
    let entries = entries.filter(|entry| is_in_use(entry));
    entries.filter_map(|entry| Some((entry, entry.as_kind::<T>()?)))
}

/// `docs/rules.md`.
#[must_use]
pub fn reference() -> String {
    let mut page = "# Rules\n\n\
        What `personabook check` finds in a book that can be shown. A rule at `warn` is told, one at `deny` stops a build, one at `allow` says nothing:\n\
        it is advice, which `personabook check --advice` tells. `[checks]` in personabook.toml sets the level of a rule, and\n\
        `personabook check --explain stale` says what stands here of one. With `--strict` warnings fail as errors do.\n\n\
        ```toml\n[checks]\nstale = \"deny\"\npersona-without-quote = \"warn\"\n```\n\n\
        A set says it for a kind or a folder, and why:\n\n\
        ```toml\n[[checks.set]]\nrules = [\"stale\", \"without-owner\"]\nkind = \"term\"            # or kinds = [..], or folder = \"personas/sophie\", or both\n\
        level = \"allow\"\nbecause = \"The glossary is looked through once, before each release.\"\n```\n\n\
        An entry sets a rule aside for itself:\n\n\
        ```toml\nallow = [{ rule = \"stale\", because = \"Kept as it was before the move.\" }]\n```\n\n\
        What the entry says comes first, then the last set that holds for it, then `[checks]`, then the rule itself. What an entry or a set allows is set aside:\n\
        the Health page of the site shows it with its reason, and `check` counts it. Nothing is said of drafts, and of what is retired.\n\n\
        `--format sarif`, `github` and `gitlab` write what is found for code hosts, which show it beside the changed lines:\n\n\
        ```text\npersonabook check --root customers --format github                      # a step of GitHub Actions\n\
        personabook check --root customers --format sarif > personabook.sarif   # for upload-sarif\n\
        personabook check --root customers --format gitlab > gl-code-quality-report.json   # artifacts: reports: codequality\n```\n\n\
        (Made from the program itself by `UPDATE=1 cargo test --test it docs::`; do not edit it by hand.)\n"
        .to_owned();
    for rule in RULES {
        page.push_str(&format!("\n## {}\n\n", rule.name));
        page.push_str(&explained(rule));
    }
    page
}

/// What a rule is about, with an example that it finds and one that it does not.
#[must_use]
pub fn explained(rule: &Rule) -> String {
    let kinds = match rule.kinds {
        [] => "every kind of entry".to_owned(),
        kinds => one_of(kinds.iter().map(|kind| kind.name())),
    };
    let source = rule.source.map(|source| format!("{source}\n\n"));
    format!(
        "{}. {}\n\n{}{}.\n\nLooks at: {kinds}. Level unless `[checks]` says otherwise: `{}`.\n\nFound in\n\n{}\nand not in\n\n{}",
        capitalised(rule.about),
        rule.why,
        source.unwrap_or_default(),
        capitalised(rule.mend),
        rule.level.as_str(),
        example(rule.fires),
        example(rule.silent),
    )
}

/// What formats for other programs say of every rule.
#[must_use]
pub fn texts() -> Vec<RuleText> {
    let texts = RULES.iter().map(|rule| RuleText {
        name: rule.name,
        severity: match rule.level {
            CheckLevel::Allow => Severity::Advice,
            CheckLevel::Warn => Severity::Warning,
            CheckLevel::Deny => Severity::Error,
        },
        about: capitalised(rule.about) + ".",
        help: format!("{} What ends it: {}.", rule.why, rule.mend),
    });
    texts.collect()
}

/// The files of an example, each below its path.
fn example(files: &[(&str, &str)]) -> String {
    let file = |(path, text): &(&str, &str)| {
        let language = path.rsplit('.').next().unwrap_or_default();
        let folder = match *path {
            "personabook.toml" => "",
            _ => "content/",
        };
        let end = if text.ends_with('\n') { "" } else { "\n" };
        format!("`{folder}{path}`\n```{language}\n{text}{end}```\n")
    };
    files.iter().map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_a_rule() {
        let files = std::fs::read_dir("src/rules").unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names
            .filter(|name| !["mod.rs", "levels.rs"].contains(&name.as_str()))
            .collect();
        names.sort();
        let rules = RULES.iter().map(|rule| rule.name.replace('-', "_") + ".rs");
        assert_eq!(names, rules.collect::<Vec<_>>());
    }

    #[test]
    fn no_rule_has_the_name_of_the_sets() {
        assert!(rule(crate::model::SETS).is_none());
    }

    #[test]
    fn rules_stand_once_and_by_name() {
        assert!(RULES.windows(2).all(|pair| pair[0].name < pair[1].name));
    }
}
