//! Numbers computed from the content: scorecards, opportunity scores, ABC ranks, counts of claims, confidence, freshness, what is
//! due and what to find out next, decay, how far scores may be trusted, and how far leads are, with the reason for each point. Must not know files, checks or pages.

mod abc;
mod condition;
mod condition_words;
mod confidence;
mod decay;
mod exact;
mod feedback;
mod freshness;
mod known;
mod lead;
mod method;
mod opportunity;
mod queue;
mod reasons;
mod research;
mod scorecard;
mod statistics;
mod verdict;

pub use abc::{Ranked, Shares, abc_rank, abc_ranks};
pub use condition::{holds, truth};
pub use condition_words::field_in_words;
pub(crate) use condition_words::{condition_in_words, level_in_words, scalar_in_words};
pub use confidence::{
    Confidence, EXAMPLES, Example, Grounds, Source, confidence, grounds, is_about_customer, weigh,
};
pub use decay::engagement_points;
pub(crate) use exact::{percent_needed, product, thousandths};
pub use feedback::{
    Channel, FeedbackSums, UnknownReason, feedback_sums, reason_head, reason_meant,
};
pub use freshness::{Freshness, freshness};
pub use known::{ClaimCounts, claims_by_confidence, sources};
pub use lead::{
    Ask, Event, Grade, ItemPoints, ItemReason, Lead, LeadScore, SignalPoints, SignalReason, Stage,
    fits_enough, score_lead,
};
pub use method::asked;
pub use method::{Check, MethodStep, Progress, icp_steps, persona_steps};
pub use opportunity::{
    Band, FEW, OutcomeScore, Rated, opportunity_value, outcome_n, outcome_score,
};
pub use queue::{Due, FreshShare, Queue, due, kept_true, queues};
pub use reasons::{Explainer, InWords, Reason, ask_in_words};
pub(crate) use reasons::{answer_in_words, criterion_reason};
pub use research::{ToResearch, research_next, weakness, worth};
pub use scorecard::{
    AccountScore, CriterionScore, Disqualified, Range, TierRange, disqualified, findings, score,
    what_to_ask,
};
pub(crate) use statistics::count;
pub use statistics::{Auc, FEW_ROWS, SMALLEST_SHARE, auc, mid_ranks, share, stability, wilson};
pub use verdict::{Verdict, result_interval, result_verdict, results_by_day};
