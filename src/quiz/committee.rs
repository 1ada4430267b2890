//! Who has which role in a purchase: who decides, who can block?

use super::{Ask, Choice, Pool, Question, Topic, alike, mixed, offered};
use crate::model::Entry;
use crate::model::icp::{BuyingRole, Icp, Influence, Member};

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for (entry, icp) in pool.all::<Icp>() {
        let mut roles: Vec<BuyingRole> = Vec::new();
        for member in &icp.committee {
            if !roles.contains(&member.role) {
                roles.push(member.role);
                questions.extend(question(pool, entry, icp, member.role));
            }
        }
    }
    questions
}

/// One of those who have the role, among people who could not be said to have it.
fn question<'a>(
    pool: &Pool<'a>,
    entry: &'a Entry,
    icp: &'a Icp,
    role: BuyingRole,
) -> Option<Question<'a>> {
    let id = format!("role:{}:{}", entry.key.id, role.as_str());
    let holder = icp
        .committee
        .iter()
        .filter(|member| member.role == role)
        .find_map(|member| who(pool, member))?;
    let also: Vec<String> = icp
        .committee
        .iter()
        .filter(|member| may_have(member, role))
        .flat_map(|member| {
            let name = who(pool, member).map(|choice| choice.name());
            name.into_iter()
                .chain(member.title.as_deref().map(alike::normal))
        })
        .collect();
    let members: Vec<&Member> = icp.committee.iter().collect();
    let wrong = mixed(&id, members, |member| format!("{:?}", member.title))
        .into_iter()
        .filter(|member| {
            let title = member.title.as_deref().map(alike::normal);
            title.is_none_or(|title| !also.contains(&title))
        })
        .filter_map(|member| who(pool, member))
        .filter(|other| !also.contains(&other.name()) && !has_elsewhere(other, role))
        .collect();
    let (options, right) = offered(&id, holder, wrong)?;
    Some(Question {
        id,
        topic: Topic::Committee,
        ask: Ask::WhoHasRole { role },
        options,
        right,
        source: entry,
        part: None,
    })
}

/// The persona who plays a member, or the title on the business card.
fn who<'a>(pool: &Pool<'a>, member: &'a Member) -> Option<Choice<'a>> {
    let persona = member
        .persona
        .as_ref()
        .and_then(|persona| pool.persona(&persona.id));
    match (persona, &member.title) {
        (Some((entry, _)), _) => Some(Choice::Entry(entry)),
        (None, Some(title)) if !alike::normal(title).is_empty() => {
            Some(Choice::Text(title.clone()))
        }
        _ => None,
    }
}

/// Whether the page of a persona gives them the role.
fn has_elsewhere(choice: &Choice<'_>, role: BuyingRole) -> bool {
    let Choice::Entry(entry) = choice else {
        return false;
    };
    entry
        .as_kind::<crate::model::persona::Persona>()
        .is_some_and(|persona| persona.buying_roles.contains(&role))
}

/// Whether somebody has a role, or one that is easily taken for it: who owns the budget decides as well, and who
/// decides can also stop it.
fn may_have(member: &Member, role: BuyingRole) -> bool {
    use BuyingRole as Role;
    let near: &[Role] = match role {
        Role::DecisionMaker => &[Role::EconomicBuyer],
        Role::EconomicBuyer => &[Role::DecisionMaker],
        Role::Blocker => &[Role::Gatekeeper, Role::DecisionMaker, Role::EconomicBuyer],
        Role::Gatekeeper => &[Role::Blocker, Role::DecisionMaker, Role::EconomicBuyer],
        Role::Champion => &[Role::Coach],
        Role::Coach => &[Role::Champion],
        Role::Influencer => &[Role::Champion, Role::Coach, Role::TechnicalEvaluator],
        Role::TechnicalEvaluator | Role::EndUser => &[],
    };
    let acts: &[Influence] = match role {
        Role::DecisionMaker | Role::Blocker | Role::Gatekeeper => {
            &[Influence::Approves, Influence::OwnsBudget]
        }
        Role::EconomicBuyer => &[Influence::OwnsBudget],
        Role::Influencer => &[Influence::Recommends],
        Role::TechnicalEvaluator => &[Influence::Evaluates],
        Role::EndUser => &[Influence::Uses],
        Role::Champion | Role::Coach => &[],
    };
    member.role == role
        || near.contains(&member.role)
        || member
            .influence
            .is_some_and(|influence| acts.contains(&influence))
}
