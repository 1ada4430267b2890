//! Films and recordings: what a page plays, with what is said in them as words.

use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, content, wanted_alone};
use super::finding::Finding;
use super::value::{Text, Texts, Url};
use crate::doc::{Date, Wanted, from_text, markdown};
use crate::text::{CAPTION_ENDINGS, FieldPath, MEDIA_ENDINGS, Step, ends_in, listed};

content! {
    /// A film or a recording.
    pub struct Film {
        /// What is to be seen or heard. Example: `"Her first hour with the connection"`.
        title!: String,
        /// The file beside the entry, which the page plays. Example: `"first-hour.mp4"`.
        file: Option<MediaFile>,
        /// Where it is found if it lies elsewhere; the page links to it. Example: `"https://video.example.org/first-hour"`.
        url: Option<Url>,
        /// What is said, with times, as a WebVTT file beside the entry; the player offers it. Example: `"first-hour.vtt"`.
        captions: Option<CaptionFile>,
        /// What is said and seen, for those who read it instead: one text, or one for each paragraph. Example: `["Sophie opens the manual.", "She says: where do I begin?"]`.
        transcript: Option<Texts>,
        /// For what it may be used. Example: `"Inside the firm"`.
        consent: Option<Text>,
        /// The last day on which it may be used. Example: `2028-12-31`.
        consent_until: Option<Date>,
    }
}

/// The path of a film or a sound file, from the folder of the entry.
#[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(inline)]
pub struct MediaFile(pub String);

/// The path of a file with captions, from the folder of the entry.
#[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(inline)]
pub struct CaptionFile(pub String);

impl<'de> Deserialize<'de> for MediaFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |name| {
            let name = name.trim();
            if markdown::is_safe_url(name) {
                return Err((
                    format!("`{name}` is no file beside the entry"),
                    "write the address in `url`".to_owned(),
                ));
            }
            beside(name, &MEDIA_ENDINGS, "film or sound").map(Self)
        })
    }
}

impl<'de> Deserialize<'de> for CaptionFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |name| {
            beside(name.trim(), &CAPTION_ENDINGS, "file of captions").map(Self)
        })
    }
}

/// The name of a file with one of these endings.
fn beside(name: &str, endings: &[&str], what: &str) -> Result<String, (String, String)> {
    if ends_in(name, endings) {
        return Ok(name.to_owned());
    }
    Err((
        format!("`{name}` is no {what} that a page can play"),
        format!(
            "write the name of a file beside the entry that ends in {}",
            listed(endings)
        ),
    ))
}

impl Content for MediaFile {
    fn node(&self) -> Node<'_> {
        Node::Document(&self.0)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }
}

impl Content for CaptionFile {
    fn node(&self) -> Node<'_> {
        Node::Document(&self.0)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }
}

/// The films that nobody can see, or that are in two places at once.
pub(super) fn findings(films: &[Film]) -> Vec<Finding> {
    let films = films.iter().enumerate().filter_map(|(index, film)| {
        let (message, help) = match (&film.file, &film.url) {
            (None, None) => (
                "this film is nowhere",
                "name a file beside the entry in `file`, or its address in `url`",
            ),
            (Some(_), Some(_)) => (
                "this film is in two places",
                "keep `file`, which the page plays, or `url`, to which it links",
            ),
            (None, Some(_)) if film.captions.is_some() => (
                "captions are shown with a `file`, and this film lies elsewhere",
                "remove `captions`, or copy the film beside the entry and name it in `file`",
            ),
            _ => return None,
        };
        let path = FieldPath::default().key("films").index(index);
        Some(Finding::new("film-without-file", path, message, help))
    });
    films.collect()
}
