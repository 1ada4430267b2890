//! An ICP's buying committee around the decision, and its decision process as long as it takes.

use super::{Both, both};
use crate::draw::Frame;
use crate::draw::committee::{CommitteeDrawing, CommitteeSizes, Member, Ring, committee};
use crate::draw::timeline::{Takes, Timeline, timeline};
use crate::language::Words;
use crate::model::icp::{
    BuyingRole, DecisionStep, Icp, Influence, Member as Given, Stance as Said,
};
use crate::model::value::Text;
use crate::site::links::EntryLinks;
use crate::view::view;

/// What to expect of somebody in the committee, as the author or else their role says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stance {
    /// Helps us.
    For,
    /// Has to be won over.
    Open,
    /// Can keep us out.
    Against,
}

impl Stance {
    fn of(member: &Given) -> Self {
        match member.stance {
            Some(Said::Supports) => Self::For,
            Some(Said::Neutral) => Self::Open,
            Some(Said::Opposes) => Self::Against,
            None => Self::of_role(member.role),
        }
    }

    fn of_role(role: BuyingRole) -> Self {
        match role {
            BuyingRole::Champion | BuyingRole::Coach => Self::For,
            BuyingRole::Blocker | BuyingRole::Gatekeeper => Self::Against,
            BuyingRole::DecisionMaker
            | BuyingRole::EconomicBuyer
            | BuyingRole::Influencer
            | BuyingRole::TechnicalEvaluator
            | BuyingRole::EndUser => Self::Open,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Open => "open",
            Self::Against => "against",
        }
    }
}

/// The ring of a member. Who decides or holds the budget is always in the inner one; else influence decides, and
/// without it the role.
fn ring(role: BuyingRole, influence: Option<Influence>) -> Ring {
    match (role, influence) {
        (BuyingRole::DecisionMaker | BuyingRole::EconomicBuyer, _)
        | (_, Some(Influence::OwnsBudget)) => Ring::Inner,
        (_, Some(Influence::Approves | Influence::Evaluates | Influence::Recommends)) => {
            Ring::Middle
        }
        (_, Some(Influence::Uses | Influence::None)) | (BuyingRole::EndUser, None) => Ring::Outer,
        (
            BuyingRole::Champion
            | BuyingRole::Influencer
            | BuyingRole::TechnicalEvaluator
            | BuyingRole::Gatekeeper
            | BuyingRole::Blocker
            | BuyingRole::Coach,
            None,
        ) => Ring::Middle,
    }
}

/// More faces than this around a decision are looked at by nobody; they are only listed.
const DRAWN: usize = 24;

view! {
    /// The buying committee around the decision.
    pub(crate) struct CommitteeMap {
        /// The map; nothing when there are too many members to draw.
        drawing: Option<Both<CommitteeDrawing>>,
        /// For each member, in the order of the content, for, against or neither.
        stances: Vec<&'static str>,
    }
}

view! {
    /// The steps of the decision along a line.
    pub(crate) struct DecisionLine {
        /// The line.
        drawing: Both<Timeline>,
        /// How long the steps take together, in words; nothing when no length is known.
        together: Option<String>,
        /// Of how many steps the length is not known.
        unknown: usize,
        /// Of how many steps only the least is known.
        open: usize,
    }
}

/// The members around the decision, with their stance; nothing without members, and no drawing of more than [`DRAWN`].
pub(crate) fn committee_map(links: &EntryLinks<'_>, icp: &Icp) -> Option<CommitteeMap> {
    if icp.committee.is_empty() {
        return None;
    }
    let members: Vec<Member> = icp
        .committee
        .iter()
        .map(|member| Member {
            ring: ring(member.role, member.influence),
            name: name(links, member),
            role: links
                .viewer
                .words
                .choice("buying-role", member.role.as_str())
                .to_owned(),
        })
        .collect();
    let small = CommitteeSizes {
        face: 44.0,
        name_width: 78.0,
        decision: 60.0,
    };
    let stances = icp
        .committee
        .iter()
        .map(|member| Stance::of(member).as_str())
        .collect();
    Some(CommitteeMap {
        drawing: (members.len() <= DRAWN).then(|| {
            both(
                committee(&CommitteeSizes::default(), &members),
                committee(&small, &members),
            )
        }),
        stances,
    })
}

fn name(links: &EntryLinks<'_>, member: &Given) -> String {
    let persona = member
        .persona
        .as_ref()
        .and_then(|persona| {
            let viewer = links.viewer;
            viewer
                .catalog
                .find::<crate::model::persona::Persona>(&persona.id)
        })
        .map(|(entry, _)| entry.header.name.clone());
    persona
        .or_else(|| member.title.clone())
        .unwrap_or_else(|| links.viewer.words.get("committee_nobody").to_owned())
}

/// The steps of the decision along a line; nothing without steps.
pub(crate) fn decision_line(words: &Words, steps: &[DecisionStep]) -> Option<DecisionLine> {
    if steps.is_empty() {
        return None;
    }
    let takes: Vec<Takes> = steps
        .iter()
        .map(|step| step.takes.as_ref().map(Text::plain))
        .map(|text| text.and_then(|text| words.days(&text)))
        .collect();
    let wide = timeline(&Frame::new(880.0, 92.0, [42.0, 0.0, 32.0, 0.0]), &takes);
    let narrow = timeline(&Frame::new(340.0, 92.0, [42.0, 0.0, 32.0, 0.0]), &takes);
    Some(DecisionLine {
        together: together(words, &wide),
        unknown: wide.unknown,
        open: wide.open,
        drawing: both(wide, narrow),
    })
}

/// How many days the steps take together at least and at most, in words; nothing when no length is known. Weeks, when
/// they are two at least and the shortest is one, and else days.
fn together(words: &Words, line: &Timeline) -> Option<String> {
    const WEEK: f64 = 7.0;
    let Timeline { least, most, .. } = *line;
    if most <= 0.0 {
        return None;
    }
    // In weeks, three days would be one.
    let in_days = match line.open > 0 {
        true => least < 2.0 * WEEK,
        false => most < 2.0 * WEEK || least > 0.0 && least < WEEK,
    };
    let unit = if in_days { 1.0 } else { WEEK };
    let [from, to] = [least, most].map(|days| (days / unit).round().max(1.0));
    let word = |of_days: &str, of_weeks: &str, count: f64| {
        words.count(if in_days { of_days } else { of_weeks }, count)
    };
    Some(if line.open > 0 {
        word("decision_days_least", "decision_least", from)
    } else if least <= 0.0 {
        word("decision_days_most", "decision_most", to)
    } else if words.number(from, 0) == words.number(to, 0) {
        word("decision_days", "decision_known", to)
    } else {
        word("decision_days_between", "decision_between", to)
            .replace("{least}", &words.number(from, 0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_short_decision_takes_days_and_a_long_one_weeks() {
        let words = Words::built_in(Language::default());
        let frame = Frame::new(700.0, 92.0, [42.0, 0.0, 32.0, 0.0]);
        let told = |least, most| together(&words, &timeline(&frame, &[Some((least, most))]));
        assert_eq!(told(0.0, 0.0), None);
        assert_eq!(told(0.0, 28.0).as_deref(), Some("up to 4 weeks together"));
        assert_eq!(told(0.0, 1.0).as_deref(), Some("up to 1 day together"));
        let no_end = told(14.0, f64::INFINITY);
        assert_eq!(no_end.as_deref(), Some("at least 2 weeks together"));
        assert_eq!(told(0.1, 0.1).as_deref(), Some("1 day together"));
        assert_eq!(told(3.0, 3.0).as_deref(), Some("3 days together"));
        assert_eq!(told(7.0, 10.0).as_deref(), Some("7 to 10 days together"));
        assert_eq!(told(7.0, 14.0).as_deref(), Some("1 to 2 weeks together"));
        assert_eq!(told(3.0, 14.0).as_deref(), Some("3 to 14 days together"));
        assert_eq!(told(35.0, 91.2).as_deref(), Some("5 to 13 weeks together"));
    }

    #[test]
    fn only_roles_that_say_so_are_for_or_against() {
        assert_eq!(Stance::of_role(BuyingRole::Champion), Stance::For);
        assert_eq!(Stance::of_role(BuyingRole::Gatekeeper), Stance::Against);
        assert_eq!(Stance::of_role(BuyingRole::DecisionMaker), Stance::Open);
    }

    #[test]
    fn influence_decides_and_else_the_role() {
        assert_eq!(
            ring(BuyingRole::DecisionMaker, Some(Influence::Approves)),
            Ring::Inner
        );
        assert_eq!(
            ring(BuyingRole::Champion, Some(Influence::OwnsBudget)),
            Ring::Inner
        );
        assert_eq!(
            ring(BuyingRole::EndUser, Some(Influence::Recommends)),
            Ring::Middle
        );
        assert_eq!(
            ring(BuyingRole::Blocker, Some(Influence::None)),
            Ring::Outer
        );
        assert_eq!(ring(BuyingRole::Blocker, None), Ring::Middle);
        assert_eq!(ring(BuyingRole::EndUser, None), Ring::Outer);
    }
}
