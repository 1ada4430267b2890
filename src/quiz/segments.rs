//! A, B or C, and what do we do with them?

use super::{Ask, Choice, Pool, Question, Topic, on_a_scale};
use crate::model::segment::{Segment, Strategy, Tier};

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for (entry, segment) in pool.all::<Segment>() {
        let tiers = [Tier::A, Tier::B, Tier::C].map(Choice::Tier).to_vec();
        let strategies = [
            Strategy::Grow,
            Strategy::Keep,
            Strategy::ServeLean,
            Strategy::Decline,
        ];
        let strategies = strategies.map(Choice::Strategy).to_vec();
        let asked = [
            (
                "tier",
                Ask::WhichTier,
                segment.tier.map(Choice::Tier),
                tiers,
            ),
            (
                "strategy",
                Ask::WhichStrategy,
                segment.strategy.map(Choice::Strategy),
                strategies,
            ),
        ];
        for (family, ask, right, scale) in asked {
            let offered = right.and_then(|right| on_a_scale(&right, scale));
            questions.extend(offered.map(|(options, right)| Question {
                id: format!("{family}:{}", entry.key.id),
                topic: Topic::Segments,
                ask,
                options,
                right,
                source: entry,
                part: None,
            }));
        }
    }
    questions
}
