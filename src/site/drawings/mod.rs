//! Drawings: numbers and words of the book given to the geometry of `chart`, ready for a template. One file for
//! each page that has any. Must not know HTML.
//!
//! A drawing that would be too small to read on a phone comes twice: `wide`, and `narrow` with numbers for labels.

pub(crate) mod icp;
pub(crate) mod job;
pub(crate) mod journey;
pub(crate) mod opportunities;
pub(crate) mod qualification;
pub(crate) mod relations;
pub(crate) mod segment;

use crate::view::{View, view};

view! {
    /// The same drawing for a screen or a sheet, and for a phone.
    pub(crate) struct Both[T] {
        /// For a screen or a sheet.
        wide: T,
        /// For a phone: numbers for labels.
        narrow: T,
    }
}

pub(crate) fn both<T: View>(wide: T, narrow: T) -> Both<T> {
    Both { wide, narrow }
}
