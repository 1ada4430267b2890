//! The form that comes back to marketing after the first contact with a lead: what came of it, why it was sent back, and what
//! sales asks before it takes over. To print, or to fill in and copy. Must not know disk.

use crate::model::Claim;
use crate::model::qualification::{Qualification, SqlRule};
use crate::model::requirement::Requirement;
use crate::model::value::Text;
use crate::pages::sheets;
use crate::site::PageView;
use crate::site::links::EntryLinks;
use crate::view::view;

view! {
    /// A form for after the first contact with a lead. Lists may be empty: then there is room to write instead.
    pub(crate) struct Feedback {
        /// Why a lead may be sent back.
        reasons: Vec<String>,
        /// The points that the questions of the framework must give, if any must.
        needed: Option<f64>,
        /// What must all be so before sales takes over.
        all_of: Vec<String>,
        /// Of what at least one must be so.
        any_of: Vec<String>,
        /// How soon sales responds; empty when nothing is promised.
        respond_within: String,
        /// How soon this form is back; empty when nothing is promised.
        feedback_within: String,
    }
}

/// The form for after the first contact with a lead.
pub(crate) fn page(links: &EntryLinks<'_>, qualification: &Qualification) -> Option<PageView> {
    let (head, shared) = sheets::begin(links, "feedback")?;
    Some(head.page((shared, feedback(qualification))))
}

fn feedback(qualification: &Qualification) -> Feedback {
    let plain = |claims: &[Claim]| claims.iter().map(|claim| claim.text.plain()).collect();
    let sql = qualification.sql.as_ref();
    let of = |list: fn(&SqlRule) -> &Vec<Requirement>| {
        let items = sql.map(list).into_iter().flatten();
        items.map(|item| item.claim.text.plain()).collect()
    };
    let sla = qualification
        .handover
        .as_ref()
        .and_then(|one| one.sla.as_ref());
    let promised = |text: Option<&Text>| text.map(Text::plain).unwrap_or_default();
    Feedback {
        reasons: plain(&qualification.reject_reasons),
        needed: sql.and_then(|sql| sql.framework_min).map(|points| points.0),
        all_of: of(|sql| &sql.all_of),
        any_of: of(|sql| &sql.any_of),
        respond_within: promised(sla.and_then(|sla| sla.respond_within.as_ref())),
        feedback_within: promised(sla.and_then(|sla| sla.feedback_within.as_ref())),
    }
}
