//! How much of a book shall be fresh. Must not know how that is counted.

use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, wanted_alone};
use super::value::{Percent, Scalar};
use crate::doc::{Wanted, refuse};
use crate::text::Step;

/// The share of entries that shall be fresh, in percent: 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FreshTarget(Percent);

impl FreshTarget {
    /// In percent.
    #[must_use]
    pub fn percent(self) -> f64 {
        self.0.0
    }
}

impl<'de> Deserialize<'de> for FreshTarget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const HELP: &str = "write a share in percent, as in \"80%\"";
        let number = match Scalar::deserialize(deserializer)? {
            Scalar::Number(number) => number,
            Scalar::Text(text) => {
                let digits = text.trim().trim_end_matches('%').trim_end();
                let number = digits
                    .parse()
                    .ok()
                    .filter(|number: &f64| number.is_finite());
                number.ok_or_else(|| refuse(format!("`{text}` is no share"), HELP))?
            }
            Scalar::Flag(_) | Scalar::List(_) | Scalar::Band { .. } => {
                return Err(refuse("this is no share", HELP));
            }
        };
        Percent::within(number)
            .map(|number| Self(super::value::Bounded(number)))
            .map_err(|(message, _)| refuse(message, "write a share from \"0%\" to \"100%\""))
    }
}

impl Content for FreshTarget {
    fn node(&self) -> Node<'_> {
        Node::Number(self.percent())
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::TextOrNumber)
    }
}

impl schemars::JsonSchema for FreshTarget {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FreshTarget".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "number"], "minimum": 0, "maximum": 100 })
    }

    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Result<f64, String> {
        let table: toml::Table = format!("x = {value}").parse().unwrap();
        let read = FreshTarget::deserialize(table["x"].clone());
        read.map(FreshTarget::percent)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_target_is_a_share_with_or_without_its_sign() {
        for value in ["\"80 %\"", "\"80%\"", "\" 80 \"", "80", "80.0"] {
            assert_eq!(read(value), Ok(80.0), "{value}");
        }
        for value in [
            "\"120 %\"",
            "-1",
            "100.5",
            "\"most\"",
            "\"\"",
            "\"inf\"",
            "true",
            "[80]",
        ] {
            assert!(read(value).is_err(), "{value}");
        }
    }
}
