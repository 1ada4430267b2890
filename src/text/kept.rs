//! What was found in something and is kept beside it. Must not know what that is.

/// Stands in a value, and keeps what follows from the rest of it. A copy, which may be changed, keeps nothing yet; and whether something
/// was found already makes no value differ from another.
#[derive(Debug, Default)]
pub(crate) struct Kept<T>(pub(crate) T);

impl<T: Default> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> PartialEq for Kept<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
