//! Where readers send what they heard otherwise: an address with slots for what it is about.

use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, wanted_alone};
use crate::doc::{Wanted, from_text};
use crate::text::{Step, closest};

/// An address that takes what a reader says of a section.
#[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(inline)]
pub struct FeedbackAddress(pub String);

/// What is filled in: the name of the entry, the address of the section, and what the reader marked there.
const SLOTS: [&str; 3] = ["entry", "place", "text"];

impl FeedbackAddress {
    /// The address with its slots. An e-mail address that says nothing of a subject gets one.
    #[must_use]
    pub fn with_slots(&self) -> String {
        let is_mail = self.0.to_ascii_lowercase().starts_with("mailto:");
        if is_mail && !self.0.contains('?') {
            return format!("{}?subject={{entry}}&body={{text}}%0A{{place}}", self.0);
        }
        self.0.clone()
    }
}

impl<'de> Deserialize<'de> for FeedbackAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |address| {
            let address = address.trim();
            let lower = address.to_ascii_lowercase();
            let rest = ["mailto:", "https://", "http://"]
                .iter()
                .find_map(|scheme| lower.strip_prefix(scheme));
            if rest.is_none_or(|rest| rest.is_empty() || rest.starts_with(['/', '?', '{'])) {
                return Err((
                    format!("`{address}` is no address to which readers can write"),
                    "begin it with mailto:, https:// or http://: \"mailto:customers@example.org\""
                        .to_owned(),
                ));
            }
            if address.contains(|letter: char| {
                letter.is_whitespace() || letter.is_control() || "\"<>\\^`|".contains(letter)
            }) {
                return Err((
                    format!("`{address}` has a character that no address has"),
                    "write %20 for a space, and leave out quotation marks".to_owned(),
                ));
            }
            let mut rest = address;
            while let Some((_, behind)) = rest.split_once('{') {
                let (slot, after) = behind.split_once('}').unwrap_or((behind, ""));
                if !SLOTS.contains(&slot) {
                    let help = match closest(slot, SLOTS.iter().copied()) {
                        Some(close) => format!("did you mean `{{{close}}}`?"),
                        None => "what is filled in is `{entry}`, `{place}` and `{text}`".to_owned(),
                    };
                    return Err((format!("nothing is filled in for `{{{slot}}}`"), help));
                }
                rest = after;
            }
            Ok(Self(address.to_owned()))
        })
    }
}

impl Content for FeedbackAddress {
    fn node(&self) -> Node<'_> {
        Node::Word(&self.0)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Result<FeedbackAddress, String> {
        let table: toml::Table = format!("x = {address:?}").parse().unwrap();
        FeedbackAddress::deserialize(table["x"].clone()).map_err(|error| error.to_string())
    }

    #[test]
    fn an_e_mail_address_gets_a_subject_and_others_stay() {
        let mail = read("mailto:a@example.org").unwrap();
        assert_eq!(
            mail.with_slots(),
            "mailto:a@example.org?subject={entry}&body={text}%0A{place}"
        );
        for whole in [
            "mailto:a@example.org?subject=Book",
            "https://example.org/new?title={entry}&body={text}%20{place}",
        ] {
            assert_eq!(read(whole).unwrap().with_slots(), whole);
        }
    }

    #[test]
    fn what_is_no_address_or_has_an_unknown_slot_is_refused() {
        for (address, said) in [
            ("a@example.org", "is no address to which readers can write"),
            (
                "javascript:alert(1)",
                "is no address to which readers can write",
            ),
            ("mailto:", "is no address to which readers can write"),
            (
                "https://{place}",
                "is no address to which readers can write",
            ),
            (
                "mailto:a@example.org?subject=a b",
                "has a character that no address has",
            ),
            ("mailto:a@example.org?body={txt}", "did you mean `{text}`?"),
            (
                "mailto:a@example.org?body={whatever",
                "nothing is filled in for `{whatever}`",
            ),
        ] {
            let told = read(address).unwrap_err();
            assert!(told.contains(said), "{address}: {told}");
        }
    }
}
