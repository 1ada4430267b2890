//! What somebody may have meant by a name that is none: looked for as long as it does not cost more than reading the book.

use std::collections::BTreeMap;

use super::closest;

/// So many names are compared in a run, which takes some tenths of a second; afterwards nothing is suggested any more. Whoever has a
/// thousand wrong references to a thousand entries has no slips of the pen.
const COMPARED: usize = 250_000;

/// What was looked for, and how many names were compared.
#[derive(Default)]
pub(crate) struct Meant {
    known: BTreeMap<(String, String), Option<String>>,
    compared: usize,
}

impl Meant {
    /// The name among these that comes close to a word; `place` says which names they are.
    pub(crate) fn closest<'a, Names: Iterator<Item = &'a str>>(
        &mut self,
        place: &str,
        word: &str,
        names: impl FnOnce() -> Names,
    ) -> Option<String> {
        let key = (place.to_owned(), word.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        if self.compared > COMPARED {
            return None;
        }
        let mut compared = 0;
        let counted = names().inspect(|_| compared += 1);
        let close = closest(word, counted).map(str::to_owned);
        self.compared += compared + 1;
        self.known.insert(key, close.clone());
        close
    }
}
