//! Who may write: a request that the page itself sent, from this computer, in this run. Everybody else is refused before a word of what they
//! want is read. Must not know what is written.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::respond::{Request, Response, decode, plain, whole};
use crate::error::Error;
use crate::picture::LARGEST_FILE;
use crate::session::{self, Ended, Pictured, Session};

/// The most bytes of a request: a story with a long form around it.
pub(super) const BODY_BYTES: usize = 4 * 1024 * 1024;

/// What may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// A question in JSON.
    Question,
    /// The bytes of a picture; its address says for which entry, and for which field of it.
    Picture,
}

impl Wish {
    /// What is sent to a name in the own folder of the server.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name.split_once('?') {
            None if name == "edit" => Some(Self::Question),
            Some(("picture", _)) => Some(Self::Picture),
            _ => None,
        }
    }

    fn is_type(self, content_type: &str) -> bool {
        match self {
            Self::Question => is_json(content_type),
            Self::Picture => ["image/png", "image/jpeg", "image/webp"].contains(&content_type),
        }
    }

    fn most_bytes(self) -> usize {
        match self {
            Self::Question => BODY_BYTES,
            Self::Picture => usize::try_from(LARGEST_FILE).unwrap_or(usize::MAX),
        }
    }

    fn types(self) -> &'static str {
        match self {
            Self::Question => "only JSON\n",
            Self::Picture => "only PNG, JPEG and WebP\n",
        }
    }
}

/// The header that holds the secret. No form of another site can send it, and no script of one without asking first.
pub(super) const SECRET_HEADER: &str = "X-Personabook-Secret";

/// How many bytes of chance the secret of a run has.
const SECRET_BYTES: usize = 32;

/// Where changes come in.
pub(super) struct Desk {
    secret: String,
    session: Mutex<Session>,
}

/// What the head of a request says of who sent it. A header that comes twice is none.
#[derive(Default)]
pub(super) struct Sender<'a> {
    pub(super) origin: Option<&'a str>,
    pub(super) content_type: Option<&'a str>,
    pub(super) secret: Option<&'a str>,
    /// What the browser says of the page that sent it, where it does.
    pub(super) site: Option<&'a str>,
    pub(super) length: Option<usize>,
}

impl Desk {
    /// A desk with a secret that nobody can guess.
    ///
    /// # Errors
    /// When the system has no chance to give.
    pub(super) fn new(session: Session) -> Result<Self, Error> {
        let mut bytes = [0; SECRET_BYTES];
        getrandom::fill(&mut bytes).map_err(|error| {
            Error::refused(
                format!("cannot make a secret for this run: {error}"),
                "try again, or leave `--edit` out",
            )
        })?;
        let secret = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self {
            secret,
            session: Mutex::new(session),
        })
    }

    /// What pages of this run are given.
    pub(super) fn secret(&self) -> &str {
        &self.secret
    }

    /// Why a request may not write; nothing when it may.
    pub(super) fn refusal(&self, request: &Request<'_>, wish: Wish) -> Option<Response> {
        let sender = &request.sender;
        let forbidden = |why: &str| Some(plain("403 Forbidden", why));
        if request.method != "POST" {
            let mut response = plain("405 Method Not Allowed", "only POST\n");
            response.headers.push(("Allow", Cow::Borrowed("POST")));
            return Some(response);
        }
        if !request.at.to_canonical().is_loopback() {
            return forbidden("only this computer may write\n");
        }
        if sender.site.is_some_and(|site| site != "same-origin") {
            return forbidden("only a page of this site may write\n");
        }
        let own = format!("http://{}", request.host);
        if !sender
            .origin
            .is_some_and(|origin| origin.eq_ignore_ascii_case(&own))
        {
            return forbidden("only a page of this site may write\n");
        }
        if !sender
            .secret
            .is_some_and(|secret| is_same(secret.as_bytes(), self.secret.as_bytes()))
        {
            return forbidden("this page is from another run: load it again\n");
        }
        let is_type = |content_type: &str| wish.is_type(content_type);
        if !sender.content_type.is_some_and(is_type) {
            return Some(plain("415 Unsupported Media Type", wish.types()));
        }
        match sender.length {
            None => Some(plain("411 Length Required", "say how long it is\n")),
            Some(length) if length > wish.most_bytes() => {
                Some(plain("413 Content Too Large", "this is too long\n"))
            }
            Some(_) => None,
        }
    }

    /// Answers a request that may write.
    pub(super) fn answer(&self, request: &Request<'_>, wish: Wish, body: &[u8]) -> Response {
        match wish {
            Wish::Question => match serde_json::from_slice::<Value>(body) {
                Ok(question) => self.told(|session| session.answer(&question)),
                Err(_) => plain("400 Bad Request", "this is no JSON\n"),
            },
            Wish::Picture => {
                let (_, query) = request.target.split_once('?').unwrap_or_default();
                let said = |name: &str| {
                    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                    let (_, value) = pairs.find(|(one, _)| *one == name)?;
                    decode(value)
                };
                let (Some(entry), Some(read)) = (said("entry"), said("read")) else {
                    return plain("400 Bad Request", "say for which entry\n");
                };
                let path = said("path");
                let pictured = Pictured {
                    entry: &entry,
                    read: &read,
                    path: path.as_deref(),
                    bytes: body,
                };
                self.told(|session| session.picture(&pictured))
            }
        }
    }

    fn told(&self, ask: impl FnOnce(&mut Session) -> Result<session::Answer, Error>) -> Response {
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        match ask(&mut session) {
            Ok(answer) => {
                let status = match answer.ended {
                    Ended::Done => "200 OK",
                    Ended::Missing => "404 Not Found",
                    Ended::Changed => "409 Conflict",
                    Ended::Refused => "422 Unprocessable Content",
                    Ended::NotUnderstood => "400 Bad Request",
                };
                match answer.html {
                    Some(html) => whole(status, "preview.html", html.into_bytes()),
                    None => json(status, &answer.json),
                }
            }
            Err(error) => {
                let message = error.to_string();
                let told = serde_json::json!({ "wrong": [{ "path": null, "message": message, "help": null }] });
                json("500 Internal Server Error", &told)
            }
        }
    }
}

fn json(status: &'static str, json: &Value) -> Response {
    whole(status, "answer.json", json.to_string().into_bytes())
}

fn is_json(content_type: &str) -> bool {
    let (kind, rest) = content_type.split_once(';').unwrap_or((content_type, ""));
    let rest = rest.trim();
    kind.trim().eq_ignore_ascii_case("application/json")
        && (rest.is_empty() || rest.eq_ignore_ascii_case("charset=utf-8"))
}

/// Compares in the same time, whatever the first difference.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.fold(0, |sum, (one, other)| sum | (one ^ other)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_pictures_have_one_address_each() {
        assert_eq!(Wish::of("edit"), Some(Wish::Question));
        assert_eq!(Wish::of("picture?entry=personas/a"), Some(Wish::Picture));
        for other in [
            "",
            "edit?",
            "edit/",
            "edit.js",
            "picture",
            "picture/?x",
            "../edit",
        ] {
            assert_eq!(Wish::of(other), None, "{other}");
        }
        assert!(Wish::Picture.is_type("image/png") && !Wish::Picture.is_type("image/svg+xml"));
        assert!(!Wish::Question.is_type("image/png"));
    }

    #[test]
    fn secrets_are_the_same_only_as_a_whole_and_types_only_when_they_are_json() {
        assert!(is_same(b"abc", b"abc"));
        for other in [&b"abd"[..], b"ab", b"abcd", b""] {
            assert!(!is_same(b"abc", other));
        }
        for json in [
            "application/json",
            "Application/JSON",
            "application/json; charset=utf-8",
        ] {
            assert!(is_json(json), "{json}");
        }
        for other in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/jsonp",
            "text/plain; application/json",
            "application/json; text/plain",
            "",
        ] {
            assert!(!is_json(other), "{other}");
        }
    }
}
