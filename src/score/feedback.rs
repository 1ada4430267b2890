//! What sales said of leads, added up: for which reasons they came back, which channel brings those that are taken, and whether the promised answer came in time. Must
//! not know words of the interface.

use std::collections::BTreeMap;

use super::statistics::{FEW_ROWS, share, wilson};
use crate::model::feedback::{Answer, Feedback};
use crate::model::qualification::Qualification;
use crate::text::closest;

/// What sales said, added up.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedbackSums {
    /// How many leads were handed over.
    pub leads: usize,
    /// How many sales took.
    pub accepted: usize,
    /// How many it sent back.
    pub rejected: usize,
    /// How many wait for an answer.
    pub open: usize,
    /// Per reason of the qualification by its position how many came back for it, the most first. Those that nobody used are there too.
    pub reasons: Vec<(usize, usize)>,
    /// Reasons that the qualification does not have, in the order in which they come first.
    pub unknown: Vec<UnknownReason>,
    /// How many came back without a reason.
    pub without_reason: usize,
    /// Per channel, the one that most came from first; last those of which it is not known.
    pub channels: Vec<Channel>,
    /// How many days those waited of which it is known, the shortest first.
    pub waited: Vec<f64>,
}

/// A reason that the qualification does not have.
#[derive(Debug, Clone, PartialEq)]
pub struct UnknownReason {
    /// As it stands in the list.
    pub said: String,
    /// The first line that has it.
    pub line: usize,
    /// How many lines have it.
    pub count: usize,
}

/// Leads of a channel that have an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// Its name, as it stands first in the list; nothing where nobody knows.
    pub name: Option<String>,
    /// How many leads have an answer.
    pub n: usize,
    /// How many of them sales took.
    pub accepted: usize,
}

impl Channel {
    /// The share that sales took, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        share(self.accepted, self.n)
    }

    /// The interval of Wilson around that share.
    #[must_use]
    pub fn interval(&self) -> (f64, f64) {
        wilson(self.accepted, self.n)
    }

    /// Whether there are too few to say much.
    #[must_use]
    pub fn is_few(&self) -> bool {
        self.n < FEW_ROWS
    }
}

impl FeedbackSums {
    /// How many have an answer.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.accepted + self.rejected
    }

    /// How many waited no longer than so many days.
    #[must_use]
    pub fn within(&self, days: f64) -> usize {
        self.waited.partition_point(|waited| *waited <= days)
    }

    /// The days that the one in the middle waited.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        let (upper, lower) = (self.waited.len() / 2, self.waited.len().checked_sub(1)? / 2);
        Some(f64::midpoint(self.waited[lower], self.waited[upper]))
    }
}

/// Adds up what sales said of the leads of a qualification.
#[must_use]
pub fn feedback_sums(qualification: &Qualification, feedback: &Feedback) -> FeedbackSums {
    let declared = declared(qualification);
    let mut sums = FeedbackSums {
        leads: feedback.leads.len(),
        accepted: 0,
        rejected: 0,
        open: 0,
        reasons: (0..declared.len()).map(|place| (place, 0)).collect(),
        unknown: Vec::new(),
        without_reason: 0,
        channels: Vec::new(),
        waited: feedback.leads.iter().filter_map(|lead| lead.days).collect(),
    };
    sums.waited.sort_by(f64::total_cmp);
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    let mut channels: BTreeMap<Option<String>, Channel> = BTreeMap::new();
    for lead in &feedback.leads {
        match &lead.answer {
            Answer::Open => {
                sums.open += 1;
                continue;
            }
            Answer::Accepted => sums.accepted += 1,
            Answer::Rejected(said) => {
                sums.rejected += 1;
                match meant(&declared, said) {
                    _ if said.is_empty() => sums.without_reason += 1,
                    Some(place) => sums.reasons[place].1 += 1,
                    None => {
                        let place = *unknown.entry(simple(said)).or_insert_with(|| {
                            sums.unknown.push(UnknownReason {
                                said: said.clone(),
                                line: lead.line,
                                count: 0,
                            });
                            sums.unknown.len() - 1
                        });
                        sums.unknown[place].count += 1;
                    }
                }
            }
        }
        let key = lead.channel.as_deref().map(simple);
        let channel = channels.entry(key).or_insert_with(|| Channel {
            name: lead.channel.clone(),
            n: 0,
            accepted: 0,
        });
        channel.n += 1;
        channel.accepted += usize::from(lead.answer == Answer::Accepted);
    }
    sums.reasons
        .sort_by_key(|(place, count)| (std::cmp::Reverse(*count), *place));
    sums.channels = channels.into_values().collect();
    sums.channels
        .sort_by_key(|channel| (channel.name.is_none(), std::cmp::Reverse(channel.n)));
    sums
}

/// The reason of the qualification that somebody may have meant, in its first words.
#[must_use]
pub fn reason_meant(qualification: &Qualification, said: &str) -> Option<String> {
    let reasons = qualification.reject_reasons.iter();
    let heads: Vec<String> = reasons
        .map(|reason| reason_head(&reason.text.plain()).to_owned())
        .collect();
    closest(said, heads.iter().map(String::as_str)).map(str::to_owned)
}

/// The first words of a reason, up to a colon or the end of its first sentence.
#[must_use]
pub fn reason_head(reason: &str) -> &str {
    let end = [": ", ". "].iter().filter_map(|end| reason.find(end)).min();
    reason[..end.unwrap_or(reason.len())].trim_end_matches(['.', ':', ' '])
}

fn declared(qualification: &Qualification) -> Vec<String> {
    let reasons = qualification.reject_reasons.iter();
    reasons.map(|reason| simple(&reason.text.plain())).collect()
}

/// The reason that is said: the whole of it, or its first words where no other one begins so.
fn meant(declared: &[String], said: &str) -> Option<usize> {
    let said = simple(said);
    if let Some(place) = declared.iter().position(|reason| *reason == said) {
        return Some(place);
    }
    let begins = |reason: &String| {
        let rest = reason.strip_prefix(said.as_str());
        !said.is_empty() && rest.is_some_and(|rest| rest.starts_with(' '))
    };
    let mut beginning = (0..declared.len()).filter(|place| begins(&declared[*place]));
    let first = beginning.next();
    first.filter(|_| beginning.next().is_none())
}

/// Words in lower case with a space between them.
fn simple(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_known_by_its_first_words_where_no_other_begins_so() {
        let declared = ["Wrong time: freeze", "Wrong person", "No budget"].map(simple);
        assert_eq!(meant(&declared, "wrong TIME"), Some(0));
        assert_eq!(meant(&declared, "No budget."), Some(2));
        for said in ["Wrong", "Wrong ti", "budget", ""] {
            assert_eq!(meant(&declared, said), None, "{said}");
        }
    }

    #[test]
    fn the_head_of_a_reason_is_its_first_sentence() {
        assert_eq!(
            reason_head("Wrong time: freeze, moving. Goes to recycle."),
            "Wrong time"
        );
        assert_eq!(reason_head("Points were wrong."), "Points were wrong");
        assert_eq!(reason_head("No budget"), "No budget");
    }
}
