//! A persona of whom no word is known.

use crate::doc::Date;
use crate::model::persona::Persona;
use crate::model::{Book, Finding};
use crate::text::FieldPath;

pub(super) fn find(book: &Book, _: Date) -> Vec<Finding> {
    let personas =
        super::in_use(book).filter_map(|entry| Some((entry, entry.as_kind::<Persona>()?)));
    let silent =
        personas.filter(|(_, persona)| persona.quote.is_none() && persona.quotes.is_empty());
    silent
        .map(|(entry, _)| {
            Finding::new(
                "persona-without-quote",
                FieldPath::default().key("name"),
                "this persona says nothing",
                "write `quote = \"…\"` as somebody said it, and its source behind it: `[^interviews]`",
            )
            .of(&entry.key)
        })
        .collect()
}
