//! One entry: a header, the data of its kind and a Markdown body.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::claim::Claim;
use super::content::{Content, Node};
use super::header::{Header, Status};
use super::kind::{Data, Kind, KindData};
use crate::doc::{Value, markdown};
use crate::language::latin;
use crate::text::{FieldPath, is_device, unseen};

/// The name of an entry: its kind and its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The kind, which is its folder.
    pub kind: Kind,
    /// The id, which is the stem of its file name.
    pub id: String,
}

impl Key {
    /// The entry `id` of a kind.
    pub fn new(kind: Kind, id: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.into(),
        }
    }
}

/// One entry of the book.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Kind and id.
    pub key: Key,
    /// What every entry may say.
    pub header: Header,
    /// What only its kind says.
    pub data: Data,
    /// The text in Markdown; empty when there is none.
    pub body: String,
    /// The path of its file from the root of the book.
    pub file: String,
    /// The folder, from the root of the content, in which its images lie.
    pub folder: String,
}

/// The place that an author gave to an entry among those of its kind: compare it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(u64);

impl Place {
    /// In the order of the numbers; -0 is 0.
    fn new(order: f64) -> Self {
        let bits = (order + 0.0).to_bits();
        let is_negative = bits >> 63 == 1;
        Self(if is_negative { !bits } else { bits | 1 << 63 })
    }
}

impl Entry {
    /// All that it says, by field, as an author writes it in TOML: what every entry may say, what its kind says, labels of its
    /// own, and its text.
    pub(crate) fn said(&self) -> Vec<(String, Value)> {
        let (mut fields, mut last) = (Vec::new(), Vec::new());
        for part in [self.header.said(), self.data.said()] {
            let Value::Table(part) = part else { continue };
            for field in part {
                match field.0.as_str() {
                    "extra" => last.push(field),
                    _ => fields.push(field),
                }
            }
        }
        fields.append(&mut last);
        let body = self.body.trim_end();
        if !body.is_empty() {
            fields.push(("body".to_owned(), Value::Text(body.to_owned())));
        }
        fields
    }

    /// The place that its author gave to it, if any.
    pub(crate) fn place(&self) -> Option<Place> {
        self.header.order.map(Place::new)
    }

    /// Compares where lists are sorted that are in the order of ids: entries with a place come first.
    pub(crate) fn in_order(&self) -> (bool, Option<Place>) {
        (self.header.order.is_none(), self.place())
    }

    /// The data as that of one kind.
    pub fn as_kind<T: KindData>(&self) -> Option<&T> {
        T::of(&self.data)
    }

    /// Where an image or a document may lie that this entry shows or leads to, from the root of the content: under the name as it is written, or, as in
    /// an address, with `%20` for a space and `./` for this folder.
    pub fn file_paths(&self, image: &str) -> [String; 2] {
        let address = percent_decode_str(image).decode_utf8_lossy();
        let address = address.strip_prefix("./").unwrap_or(&address);
        [image, address].map(|name| format!("{}/{name}", self.folder))
    }

    /// The ids of its claims, with their places, in the order written.
    pub fn claim_ids(&self) -> Vec<(FieldPath, String)> {
        let mut ids = Vec::new();
        self.data.node().claims(&mut |path, claim| {
            ids.extend(claim.id.as_ref().map(|id| (path.clone(), id.0.clone())));
        });
        ids
    }

    /// Its claims that have an id, by that, and where they stand.
    pub fn claims(&self) -> BTreeMap<String, (FieldPath, Claim)> {
        let mut claims = BTreeMap::new();
        self.data.node().claims(&mut |path, claim| {
            if let Some(id) = &claim.id {
                claims
                    .entry(id.0.clone())
                    .or_insert_with(|| (path.clone(), claim.clone()));
            }
        });
        claims
    }

    /// Whether it says nothing but its name, what it belongs to, who keeps it and how it is drawn.
    pub fn is_only_a_name(&self) -> bool {
        const NOTHING_NEW: [&str; 3] = ["short", "look", "colour"];
        let header = &self.header;
        let is_bare = header.summary.is_none()
            && header.evidence.is_empty()
            && header.links.is_empty()
            && header.extra.0.is_empty()
            && markdown::has_only_headings(&self.body);
        if !is_bare {
            return false;
        }
        let mut is_only_a_name = true;
        self.data.node().leaves(&mut |path, leaf| {
            // The steps of a path are nothing but what it leads to.
            let says_nothing = match leaf {
                Node::Absent | Node::Flag(false) => true,
                Node::Reference(..) => self.key.kind != Kind::Path,
                _ => NOTHING_NEW.contains(&path.field()),
            };
            is_only_a_name &= says_nothing;
        });
        is_only_a_name
    }

    /// What its status is called, as a key of the words of the interface: `unchecked` as long as a guess was never reviewed.
    pub fn status_word(&self) -> Option<&'static str> {
        let is_reviewed = self.header.reviewed.is_some();
        let status = self.header.status?;
        Some(match status {
            Status::Assumed if !is_reviewed => "unchecked",
            status => status.as_str(),
        })
    }

    /// Whether it is no longer used: it keeps its page, and nothing else leads there of itself.
    pub fn is_retired(&self) -> bool {
        self.header.status == Some(Status::Retired)
    }

    /// Whether it is still being written.
    pub fn is_draft(&self) -> bool {
        self.header.status == Some(Status::Draft)
    }
}

/// No id, because the page with all entries of a kind has this name.
const TAKEN: &str = "index";

/// The most bytes of an id. The site has files whose names are longer than the id by up to 40, and some systems have room
/// for 143.
pub const LONGEST_ID: usize = 100;

/// Why a text cannot be an id.
pub fn why_no_id(text: &str) -> String {
    if text == TAKEN {
        "the page with all entries of a kind has this name".to_owned()
    } else if is_device(text) {
        "Windows takes this name for a device, and could neither clone the book nor unpack the site"
            .to_owned()
    } else if text.len() > LONGEST_ID {
        format!(
            "it has {} letters, and {LONGEST_ID} are the most",
            text.len()
        )
    } else if let Some((why, _)) = unseen(text) {
        why
    } else {
        "ids have lower-case letters a to z, digits and hyphens".to_owned()
    }
}

/// Whether a file stem may be an id: at most [`LONGEST_ID`] lower-case ASCII letters, digits and hyphens, a letter or digit
/// first, and no name that means something else.
pub fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    text != TAKEN
        && text.len() <= LONGEST_ID
        && !is_device(text)
        && bytes
            .next()
            .is_some_and(|first| first.is_ascii_lowercase() || first.is_ascii_digit())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The id that follows from a name; nothing where it has letters of which it is not sure how they are written in a to z.
pub fn id_of_name(name: &str) -> Option<String> {
    let is_sure = |letter: char| letter.is_ascii() || !letter.is_alphanumeric();
    let id = to_id(name);
    (!id.is_empty() && latin(name).chars().all(is_sure)).then_some(id)
}

/// The id closest to a text: lower case, hyphens for everything else.
pub fn to_id(text: &str) -> String {
    let mut id = String::new();
    for letter in latin(text).chars() {
        if letter.is_ascii_alphanumeric() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    // It is ASCII.
    id.truncate(LONGEST_ID);
    match id.trim_end_matches('-') {
        id if id == TAKEN || is_device(id) => format!("the-{id}"),
        id => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_lies_where_its_name_or_its_address_says() {
        let header: Header = toml::from_str("name = \"The wall\"").unwrap();
        let data = Data::Page(toml::from_str("").unwrap());
        let entry = Entry {
            key: Key::new(Kind::Page, "wall"),
            header,
            data,
            body: String::new(),
            file: "content/pages/wall/index.md".into(),
            folder: "pages/wall".into(),
        };
        let paths = |image| entry.file_paths(image);
        assert_eq!(paths("a b.png")[0], "pages/wall/a b.png");
        assert_eq!(paths("a%20b.png")[1], "pages/wall/a b.png");
        assert_eq!(paths("./a.png")[1], "pages/wall/a.png");
        // A file may have an address as its name.
        assert_eq!(paths("up 25%20now.png")[0], "pages/wall/up 25%20now.png");
    }

    #[test]
    fn ids_are_plain() {
        assert!(is_id("sophie-2") && is_id("3d-shop"));
        for wrong in [
            "", "-a", "Sophie", "a_b", "é", "a b", "index", "con", "com1",
        ] {
            assert!(!is_id(wrong), "{wrong}");
        }
        assert_eq!(to_id("Zoë van Dijk (NL)"), "zoe-van-dijk-nl");
        assert_eq!(
            to_id("Ørsted & Łukasz, Straße 3"),
            "orsted-lukasz-strasse-3"
        );
        assert!(to_id("日本").is_empty());
        assert_eq!(id_of_name("Иван Петров").as_deref(), Some("ivan-petrov"));
        assert_eq!(id_of_name("Ζωή, 34 ☕").as_deref(), Some("zoi-34"));
        for not_sure in ["日本", "雪 Yuki", "محمد", "☕", ""] {
            assert_eq!(id_of_name(not_sure), None, "{not_sure}");
        }
        assert_eq!(to_id("Index"), "the-index");
        assert_eq!(to_id("NUL"), "the-nul");
        let long = "a".repeat(LONGEST_ID);
        assert!(is_id(&long) && !is_id(&(long.clone() + "a")));
        assert_eq!(to_id(&(long.clone() + "-and-more")), long);
    }
}
