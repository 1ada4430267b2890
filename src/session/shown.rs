//! How something would look before it is saved: a text as its page shows it, a face with another look. Must not know how a page asks.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{Answer, Ended, Session, refused};
use crate::error::Error;
use crate::model::Key;
use crate::model::look::Look;
use crate::pages::{drawn_with, faces, text_as_shown};
use crate::text::FieldPath;

impl Session {
    /// The text of an entry as its page shows it: HTML that is escaped, with links that lead nowhere left out.
    pub(super) fn preview(&self, key: &Key, text: &str) -> Answer {
        let (Some(book), Some(today)) = (self.book(), self.today()) else {
            return self.missing();
        };
        let pictures = self.builder.usable_pictures();
        match text_as_shown((book, today), &pictures, (key, text)) {
            Some(html) => Answer {
                ended: Ended::Done,
                json: Json::Null,
                html: Some(html),
            },
            None => self.missing(),
        }
    }

    /// Where the face of each persona is found on the site, by her id.
    pub(super) fn faces(&self) -> BTreeMap<String, String> {
        match (self.book(), self.today()) {
            (Some(book), Some(today)) => faces((book, today), &self.builder.usable_pictures()),
            _ => BTreeMap::new(),
        }
    }

    /// The face of a persona with a look.
    pub(super) fn face(&self, key: &Key, look: &Json) -> Result<Answer, Error> {
        let Some(book) = self.book() else {
            return Ok(self.missing());
        };
        let look: Look = match serde_json::from_value(look.clone()) {
            Ok(look) => look,
            Err(why) => {
                let path = FieldPath::default().key("look");
                return Ok(refused(Some(&path), &why.to_string(), ""));
            }
        };
        Ok(match drawn_with(&book.catalog, key, &look) {
            Some(face) => Answer::done(json!({ "face": face })),
            None => self.missing(),
        })
    }
}
