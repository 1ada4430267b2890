//! What follows from an entry alone: found when somebody first asks, and kept as long as the entry says the same. So a book of which one
//! entry changed is looked through at the cost of that entry. Must not know what is found.

use std::any::{Any, TypeId};
use std::sync::{Arc, PoisonError, RwLock};

use super::entry::Entry;
use crate::text::Kept;

/// Something that follows from an entry and from what is given, a day for example, and from nothing else: no other entry, no setting of
/// the book.
pub(crate) trait OfEntry: Send + Sync + 'static {
    /// What is given. It is found anew when this is not what it was.
    type Given: PartialEq + Clone + Send + Sync;

    /// Finds it.
    fn of(entry: &Entry, given: &Self::Given) -> Self;
}

/// What was found in an entry so far, each with what was given.
pub(super) type Found = Kept<RwLock<Vec<(TypeId, Arc<dyn Any + Send + Sync>)>>>;

/// What follows from an entry, which must be the one that it is kept with.
pub(super) fn of<T: OfEntry>(entry: &Entry, given: &T::Given, found: &Found) -> Arc<(T::Given, T)> {
    let id = TypeId::of::<T>();
    let known = found.0.read().unwrap_or_else(PoisonError::into_inner);
    let one = known.iter().find(|(of, _)| *of == id);
    let one = one.and_then(|(_, one)| Arc::clone(one).downcast::<(T::Given, T)>().ok());
    drop(known);
    one.filter(|one| one.0 == *given).unwrap_or_else(|| {
        let new = Arc::new((given.clone(), T::of(entry, given)));
        let mut known = found.0.write().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(of, _)| *of != id);
        known.push((id, Arc::clone(&new) as _));
        new
    })
}
