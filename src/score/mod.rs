//! Numbers computed from the content: scorecards, opportunity scores, ABC ranks, counts of claims, confidence, freshness,
//! decay. Must not know files, checks or pages.

mod abc;
mod condition;
mod confidence;
mod decay;
mod freshness;
mod known;
mod method;
mod opportunity;
mod scorecard;

pub use abc::{Ranked, Shares, abc_ranks};
pub use condition::{holds, truth};
pub use confidence::{
    Confidence, EXAMPLES, Example, Grounds, Source, confidence, grounds, is_about_customer, weigh,
};
pub use decay::engagement_points;
pub use freshness::{Freshness, freshness};
pub use known::{ClaimCounts, claims_by_confidence, sources};
pub use method::{Check, MethodStep, Progress, icp_steps, persona_steps};
pub use opportunity::{
    Band, FEW, OutcomeScore, Rated, opportunity_value, outcome_n, outcome_score,
};
pub(crate) use scorecard::thousandths;
pub use scorecard::{
    AccountScore, CriterionScore, Disqualified, Range, TierRange, disqualified, findings, score,
    what_to_ask,
};
