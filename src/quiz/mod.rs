//! Questions that a book can ask about itself: what is asked, which answers are offered, which one is right and
//! where it stands. Only what the content says, or what follows from it, is right; what might be right as well
//! is never offered. Must not know words of the interface, HTML or pages.

mod accounts;
mod alike;
mod choose;
mod committee;
mod competitors;
mod frustrations;
mod jobs;
mod leads;
mod objections;
mod order;
mod own;
mod pool;
mod quotes;
mod segments;
mod stages;

use crate::model::icp::{Account, BuyingRole, Disqualifier};
use crate::model::journey::Lane;
use crate::model::limit::PointLimit;
use crate::model::path::Path;
use crate::model::qualification::SqlRule;
use crate::model::segment::{Strategy, Tier};
use crate::model::{Catalog, Entry, Key, KindData};
use crate::score::AccountScore;
use crate::text::{FNV_BASIS, chance, fnv1a, splitmix64};

pub use choose::{QUESTIONS, Selection};
pub use leads::{LeadCase, LeadStep};
use pool::Pool;

/// The fewest wrong answers that a question needs.
const FEWEST_WRONG: usize = 2;
/// The most wrong answers that a question offers.
const MOST_WRONG: usize = 3;
/// The most questions of a family about one entry.
const MOST_OF_AN_ENTRY: usize = 4;

/// The most places in an entry at which a question of a family is looked for, so that an endless list costs no more
/// than a long one.
const MOST_TRIES: usize = 24;

/// What a question is about: one family of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Who said this?
    Quotes,
    /// Whose frustration is this?
    Frustrations,
    /// Who has which role in a purchase?
    Committee,
    /// Which stage is this?
    Stages,
    /// Which stage comes when?
    Order,
    /// Does this account fit, and what stops it?
    Fit,
    /// Is this lead marketing-qualified, sales-qualified or neither?
    Leads,
    /// What do we answer, what do we say?
    Answers,
    /// What do we answer competitors, what are they bad at, whom do they go for?
    Competitors,
    /// A, B or C, and what do we do with them?
    Segments,
    /// Which job is it, and whose?
    Jobs,
    /// What an author asks.
    Own,
}

impl Topic {
    /// Every topic, in the order of a score.
    pub const ALL: [Self; 12] = [
        Self::Quotes,
        Self::Frustrations,
        Self::Committee,
        Self::Stages,
        Self::Order,
        Self::Fit,
        Self::Leads,
        Self::Answers,
        Self::Competitors,
        Self::Segments,
        Self::Jobs,
        Self::Own,
    ];

    /// The word for it in tables of words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Frustrations => "frustrations",
            Self::Committee => "committee",
            Self::Stages => "stages",
            Self::Order => "order",
            Self::Fit => "fit",
            Self::Leads => "leads",
            Self::Answers => "answers",
            Self::Competitors => "competitors",
            Self::Segments => "segments",
            Self::Jobs => "jobs",
            Self::Own => "own",
        }
    }
}

/// A question with its answers. Texts are plain: without Markdown, and without names that give the answer away.
#[derive(Debug, Clone, PartialEq)]
pub struct Question<'a> {
    /// Its name, by which an author can leave it out: `who-said:sophie:2`. The first part is the family, the
    /// second the entry, the last the place in it.
    pub id: String,
    /// What it is about.
    pub topic: Topic,
    /// What is asked, with what is needed to explain the answer.
    pub ask: Ask<'a>,
    /// The answers, in the order in which they are offered.
    pub options: Vec<Choice<'a>>,
    /// Which of them is right.
    pub right: Right,
    /// The entry in which the answer stands.
    pub source: &'a Entry,
    /// The part of that entry's page.
    pub part: Option<String>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask<'a> {
    /// Who said this? The options are personas.
    WhoSaid {
        /// What was said.
        text: String,
    },
    /// Whose frustration is this? The options are personas.
    WhoseFrustration {
        /// What frustrates.
        text: String,
    },
    /// Who has this role in the purchase of such a firm?
    WhoHasRole {
        /// The role.
        role: BuyingRole,
    },
    /// In which stage of the journey does this happen?
    WhichStage {
        /// What happens.
        text: String,
        /// Whether it is done, thought, asked or suffered.
        lane: Lane,
        /// The stage, from 0.
        stage: usize,
    },
    /// In which order do these stages follow one another?
    StageOrder,
    /// How well does this account fit the profile?
    HowWellFits {
        /// The account.
        account: &'a Account,
        /// Its score.
        score: AccountScore,
        /// The reason to stop, if one holds.
        stop: Option<&'a Disqualifier>,
    },
    /// Which of these is a reason to stop at once?
    WhichStops {
        /// The reason.
        disqualifier: &'a Disqualifier,
    },
    /// How far is this lead?
    HowFarIsLead {
        /// The lead.
        lead: LeadCase<'a>,
        /// What it takes to be sales-qualified.
        sql: Option<&'a SqlRule>,
        /// Points from which it is marketing-qualified.
        mql: PointLimit,
        /// Points from which it is kept warm.
        nurture: Option<PointLimit>,
    },
    /// Which stage of a lead is this?
    WhichLeadStage {
        /// What the stage means.
        text: String,
    },
    /// What do we answer to this objection?
    WhatToAnswer {
        /// The objection.
        text: String,
    },
    /// What do we answer when a customer repeats what a competitor says?
    AnswerCompetitor {
        /// What they say.
        text: String,
    },
    /// Which of these is a weakness of this competitor?
    WhichWeakness,
    /// Whom does this competitor go for? The options are segments.
    GoesFor,
    /// What do we say in this stage?
    WhatToSay {
        /// The stage, from 0.
        stage: usize,
    },
    /// Which rank has this segment?
    WhichTier,
    /// What do we do with this segment?
    WhichStrategy,
    /// Which job is this?
    WhichJob {
        /// The situation.
        when: String,
        /// The selection.
        want: String,
        /// The purpose.
        so_that: String,
    },
    /// Who has this job? The options are personas.
    WhoseJob,
    /// What an author asks.
    Own {
        /// The question.
        ask: String,
        /// Why the answer is right.
        why: String,
    },
}

/// An answer that is offered.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice<'a> {
    /// An entry: a persona, a job.
    Entry(&'a Entry),
    /// A sentence or name from the content.
    Text(String),
    /// A tier.
    Tier(Tier),
    /// Stop at once: a disqualifier holds.
    Stop,
    /// What is done with a segment.
    Strategy(Strategy),
    /// How far a lead is.
    Step(LeadStep),
}

impl Choice<'_> {
    /// A text by which options are told apart.
    fn name(&self) -> String {
        match self {
            Self::Entry(entry) => alike::normal(&entry.header.name),
            Self::Text(text) => alike::normal(text),
            Self::Tier(tier) => tier.as_str().to_owned(),
            Self::Stop => "stop".to_owned(),
            Self::Strategy(strategy) => strategy.as_str().to_owned(),
            Self::Step(step) => step.as_str().to_owned(),
        }
    }
}

/// Which of the options is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Right {
    /// The one at this position.
    One(usize),
    /// All of them, in this order of their positions.
    Order(Vec<usize>),
}

/// The entries that questions are made from: of a large book a part that is the same for each build, because
/// nobody learns a thousand people from a quiz.
#[derive(Debug)]
pub struct Quizzes<'a> {
    catalog: &'a Catalog,
    sample: Vec<&'a Entry>,
}

impl<'a> Quizzes<'a> {
    /// Looks once through the whole book.
    #[must_use]
    pub fn new(catalog: &'a Catalog) -> Self {
        Self {
            catalog,
            sample: pool::sample(catalog),
        }
    }

    /// The entries of a kind that questions may be about, by id; of a large book a bounded number.
    pub fn entries<T: KindData + 'a>(&self) -> impl Iterator<Item = (&'a Entry, &'a T)> {
        self.sample
            .iter()
            .filter_map(|entry| Some((*entry, entry.as_kind::<T>()?)))
    }

    /// Every question that the book can ask about these entries and the sample.
    #[must_use]
    pub fn questions(&self, prefer: &[Key]) -> Vec<Question<'a>> {
        let pool = Pool::new(self.catalog, &self.sample, prefer);
        let mut questions = quotes::questions(&pool);
        questions.extend(frustrations::questions(&pool));
        questions.extend(committee::questions(&pool));
        questions.extend(stages::questions(&pool));
        questions.extend(order::questions(&pool));
        questions.extend(accounts::questions(&pool));
        questions.extend(leads::questions(&pool));
        questions.extend(objections::questions(&pool));
        questions.extend(competitors::questions(&pool));
        questions.extend(segments::questions(&pool));
        questions.extend(jobs::questions(&pool));
        questions
    }

    /// The quiz about the whole book, without what any path leaves out.
    #[must_use]
    pub fn of_the_book(&self) -> Vec<Question<'a>> {
        let paths = self.catalog.all::<Path>();
        let excluded = paths.filter_map(|(_, path)| path.quiz.as_ref());
        let selection = Selection {
            seed: "book".to_owned(),
            exclude: excluded.flat_map(|quiz| quiz.exclude.clone()).collect(),
            ..Selection::default()
        };
        self.quiz(selection)
    }

    /// The quiz of a path: its own questions, and others that are as far as possible about what it reads.
    #[must_use]
    pub fn of_path(&self, entry: &'a Entry, path: &'a Path) -> Vec<Question<'a>> {
        let steps = path
            .milestones
            .iter()
            .flat_map(|milestone| &milestone.steps);
        let read = steps.flat_map(|step| &step.read);
        let excluded = path.quiz.iter().flat_map(|quiz| quiz.exclude.clone());
        let selection = Selection {
            seed: entry.key.id.clone(),
            prefer: read
                .map(|one| Key::new(one.kind, one.id.as_str()))
                .collect(),
            exclude: excluded.collect(),
            own: own::questions(self.catalog, entry, path),
        };
        self.quiz(selection)
    }

    /// The author's own questions, and enough others.
    #[must_use]
    pub fn quiz(&self, selection: Selection<'a>) -> Vec<Question<'a>> {
        choose::choose(&self.questions(&selection.prefer), selection)
    }
}

/// Options with the right one among the wrong ones; nothing when there are too few. Options of the same name are offered once.
fn offered<'a>(
    id: &str,
    right: Choice<'a>,
    wrong: Vec<Choice<'a>>,
) -> Option<(Vec<Choice<'a>>, Right)> {
    let mut names = vec![right.name()];
    let mut options: Vec<Choice<'a>> = Vec::new();
    for choice in wrong {
        let name = choice.name();
        if options.len() < MOST_WRONG && !name.is_empty() && !names.contains(&name) {
            names.push(name);
            options.push(choice);
        }
    }
    if options.len() < FEWEST_WRONG || names[0].is_empty() {
        return None;
    }
    Some(with_right(id, right, options))
}

/// The wrong options and the right one, at a place that follows from the id.
fn with_right<'a>(
    id: &str,
    right: Choice<'a>,
    mut options: Vec<Choice<'a>>,
) -> (Vec<Choice<'a>>, Right) {
    let place = usize::try_from(chance(id) % (options.len() as u64 + 1)).unwrap_or(0);
    options.insert(place, right);
    (options, Right::One(place))
}

/// The options of a scale, in its own order.
fn on_a_scale<'a>(right: &Choice<'a>, scale: Vec<Choice<'a>>) -> Option<(Vec<Choice<'a>>, Right)> {
    let place = scale.iter().position(|choice| choice == right)?;
    (scale.len() > FEWEST_WRONG).then_some((scale, Right::One(place)))
}

/// In an order that is the same for each build and differs per `question`.
fn mixed<T>(question: &str, items: Vec<T>, name: impl Fn(&T) -> String) -> Vec<T> {
    // The chance of "question/name", without that text for each item.
    let question = fnv1a(fnv1a(FNV_BASIS, question), "/");
    let mut items: Vec<(u64, T)> = items
        .into_iter()
        .map(|item| (splitmix64(fnv1a(question, &name(&item))), item))
        .collect();
    items.sort_by_key(|(number, _)| *number);
    items.into_iter().map(|(_, item)| item).collect()
}
