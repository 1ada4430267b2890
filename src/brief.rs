//! What an assistant may know of an entry, as Markdown: see `pages/briefing.rs`. Must not know the terminal.

use std::collections::BTreeMap;

use crate::doc::Date;
use crate::error::Error;
use crate::load::named;
use crate::model::Book;
use crate::pages::briefing;

/// What is known of an entry of a book, in which is nothing but what may be shown.
///
/// # Errors
/// When there is no such entry.
pub fn brief(mut book: Book, which: &str, today: Date) -> Result<String, Error> {
    book.catalog = book.catalog.with_names();
    let entry = named(&book, which)?;
    Ok(briefing(&book, today, &BTreeMap::new(), entry))
}
