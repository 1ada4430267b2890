//! What somebody who edits sees before there is a page of it: a text as its page shows it, and which steps of the method are open. Must not
//! know how it is edited.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::method::{OpenStep, open_rules};
use crate::doc::Date;
use crate::model::{Book, Key, Kind};
use crate::picture::Picture;
use crate::site::Viewer;
use crate::site::links::EntryLinks;

/// A text as the page of an entry would show it; nothing when the book has no such entry. `pictures` are by the path of their image in the
/// content.
pub(crate) fn text_as_shown(
    (book, today): (&Book, Date),
    pictures: &BTreeMap<String, Arc<Picture>>,
    (key, text): (&Key, &str),
) -> Option<String> {
    let entry = book.catalog.get(key)?;
    let viewer = &Viewer::new(book, today, pictures);
    Some(EntryLinks { viewer, entry }.block(text))
}

/// The rules of the method that an entry does not keep yet; none for kinds that have no method.
pub(crate) fn open_steps(book: &Book, today: Date, key: &Key) -> Vec<OpenStep> {
    let has_method = matches!(key.kind, Kind::Persona | Kind::Icp);
    let Some(entry) = book.catalog.get(key).filter(|_| has_method) else {
        return Vec::new();
    };
    open_rules(&Viewer::new(book, today, &BTreeMap::new()), entry)
}

/// The address of the face of each persona that has one, from the root of the site, by her id.
pub(crate) fn faces(
    (book, today): (&Book, Date),
    pictures: &BTreeMap<String, Arc<Picture>>,
) -> BTreeMap<String, String> {
    let viewer = Viewer::new(book, today, pictures);
    let personas = book.catalog.with_retired(Kind::Persona);
    let faces = personas.filter_map(|entry| {
        let picture = viewer.card_texts(entry).picture.clone()?;
        Some((entry.key.id.clone(), picture))
    });
    faces.collect()
}
