//! What is not known of a lead and could change its stage.

use super::{Ask, Decided, ItemPoints, SignalPoints, is_met};
use crate::model::icp::Icp;
use crate::model::qualification::{Qualification, SqlRule};
use crate::model::requirement::Requirement;
use crate::model::scorecard::When;
use crate::model::value::{Labels, Scalar};
use crate::score::condition::truth;
use crate::score::scorecard::{AccountScore, unknown_fields};

/// What a lead is asked about.
pub(super) struct Question<'a, 'b> {
    pub(super) icp: &'a Icp,
    pub(super) qualification: &'a Qualification,
    pub(super) values: &'b Labels<Scalar>,
    pub(super) fit: Option<&'b AccountScore>,
    /// Whether it is not known how many points the fit is worth.
    pub(super) fit_is_open: bool,
    pub(super) signals: &'b [SignalPoints],
    pub(super) items: &'b [ItemPoints],
}

impl<'a> Question<'a, '_> {
    /// What is not known and could change what is not decided, each once.
    pub(super) fn ask(&self, decided: &Decided) -> Vec<Ask<'a>> {
        let mut ask = Vec::new();
        let points_are_open =
            decided.points.is_none() || (decided.mql != Some(true) && decided.nurture.is_none());
        let needs_fit = decided.fits_enough.is_none() && decided.points != Some(false);
        let is_any = needs_fit || points_are_open && self.fit_is_open;
        let conditions = self.fit_conditions(is_any, decided.is_perhaps_out);
        let fields = unknown_fields(conditions.into_iter(), self.values);
        ask.extend(fields.into_iter().map(Ask::Value));
        if points_are_open {
            let open = self.signals.iter().enumerate();
            let open = open.filter(|(_, one)| !one.points.is_known());
            ask.extend(open.map(|(index, _)| Ask::Signal(index)));
        }
        if decided.mql != Some(false)
            && decided.sql.is_none()
            && let Some(rule) = &self.qualification.sql
        {
            if decided.framework.is_none() {
                let open = self.items.iter().enumerate();
                let open = open.filter(|(_, one)| !one.points.is_known());
                ask.extend(open.map(|(index, _)| Ask::Framework(index)));
            }
            ask.extend(self.ask_for_sales(rule));
        }
        let mut each_once: Vec<Ask<'a>> = Vec::new();
        for one in ask {
            if !each_once.contains(&one) {
                each_once.push(one);
            }
        }
        each_once
    }

    /// The conditions of everything in the profile that is open: of all criteria, or only of what may put the account out.
    fn fit_conditions(&self, is_any: bool, is_perhaps_out: bool) -> Vec<&'a When> {
        let card = self.icp.scorecard.iter();
        let criteria = card.flat_map(|card| &card.criteria).enumerate();
        let open = criteria.filter(|(index, criterion)| {
            let score = self.fit.and_then(|fit| fit.criteria.get(*index));
            score.is_some_and(|one| !one.points.is_known())
                && (is_any || is_perhaps_out && criterion.must)
        });
        let levels = open.flat_map(|(_, criterion)| &criterion.levels);
        let stops = self.icp.disqualifiers.iter();
        let stops = stops.filter_map(|one| one.when.as_ref());
        let stops = stops.filter(|when| is_perhaps_out && truth(when, self.values).is_none());
        levels.map(|level| &level.when).chain(stops).collect()
    }

    fn ask_for_sales(&self, rule: &'a SqlRule) -> Vec<Ask<'a>> {
        let all = self.ask_whether(&rule.all_of, Ask::AllOf);
        let mut any = rule.any_of.iter();
        if any.any(|one| is_met(one, self.values) == Some(true)) {
            return all;
        }
        [all, self.ask_whether(&rule.any_of, Ask::AnyOf)].concat()
    }

    fn ask_whether(
        &self,
        list: &'a [Requirement],
        by_people: fn(usize) -> Ask<'a>,
    ) -> Vec<Ask<'a>> {
        let list = list.iter().enumerate();
        list.flat_map(|(index, one)| match &one.when {
            None => vec![by_people(index)],
            Some(when) if truth(when, self.values).is_none() => {
                let fields = unknown_fields(std::iter::once(when), self.values);
                fields.into_iter().map(Ask::Value).collect()
            }
            Some(_) => Vec::new(),
        })
        .collect()
    }
}
