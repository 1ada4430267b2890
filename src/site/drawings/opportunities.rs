//! The opportunities of all journeys on a value/effort matrix.

use super::{Both, both};
use crate::draw::Frame;
use crate::draw::matrix::{
    Matrix, Opportunity as Placed, QuadrantKind, QuadrantNames, matrix, quadrant,
};
use crate::language::Words;
use crate::model::journey::Opportunity;
use crate::score::opportunity_value;
use crate::view::view;

view! {
    /// Opportunities by value and effort.
    pub(crate) struct ValueMatrix {
        /// The matrix.
        drawing: Both<Matrix>,
        /// For each opportunity, in the order of the table, its quarter of the matrix.
        quadrants: Vec<Option<QuadrantKind>>,
    }
}

/// The matrix of opportunities in the order of their table, so that their numbers are its numbers; nothing when none has both
/// a value and an effort.
pub(crate) fn value_matrix(words: &Words, ranked: &[&Opportunity]) -> Option<ValueMatrix> {
    let numbers = |one: &Opportunity| Some((opportunity_value(one)?, one.effort.as_ref()?.0));
    if !ranked.iter().any(|one| numbers(one).is_some()) {
        return None;
    }
    let names = QuadrantNames {
        quick_wins: words.get("quadrant.quick-wins"),
        big_projects: words.get("quadrant.big-projects"),
        fill_ins: words.get("quadrant.fill-ins"),
        hard_slogs: words.get("quadrant.hard-slogs"),
    };
    let draw = |frame: Frame| -> Matrix {
        let placed: Vec<Placed> = ranked
            .iter()
            .map(|one| {
                let (value, effort) = numbers(one).unwrap_or((f64::NAN, f64::NAN));
                Placed {
                    value,
                    effort,
                    label: String::new(),
                }
            })
            .collect();
        matrix(&frame, &placed, &names)
    };
    let quadrants = ranked.iter().map(|one| {
        let (value, effort) = numbers(one)?;
        Some(quadrant(value, effort))
    });
    Some(ValueMatrix {
        drawing: both(
            draw(Frame::new(760.0, 420.0, [10.0, 10.0, 50.0, 56.0])),
            draw(Frame::new(340.0, 380.0, [8.0, 8.0, 44.0, 46.0])),
        ),
        quadrants: quadrants.collect(),
    })
}
