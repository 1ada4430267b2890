//! How a book takes what rules find: for the whole book, for a kind or a folder, and in one entry. Must not know which rules there are.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::content::{Content, Node, choice, content};
use super::unseen::Hiding;
use super::value::{Labels, Text};
use crate::doc::Wanted;
use crate::text::Step;

choice! {
    "check-level",
    /// What a check does when it finds something.
    pub enum CheckLevel {
        /// Nothing.
        Allow = "allow",
        /// Says so.
        Warn = "warn",
        /// Says so and stops the build.
        Deny = "deny",
    }
}

/// The key of `[checks]` that is no rule.
pub const SETS: &str = "set";

/// How rules are taken.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Checks {
    /// In the whole book, by the name of the rule.
    pub levels: Labels<CheckLevel>,
    /// In parts of it; of several for the same entry the last one counts.
    pub sets: Vec<CheckSet>,
}

content! {
    /// How some rules are taken in a part of the book.
    pub struct CheckSet {
        /// The rule. Example: `"stale"`.
        rule: Option<String>,
        /// The rules, where there are several. Example: `["stale", "without-owner"]`.
        rules: Vec<String>,
        /// The kind of entry for which this holds. Example: `"term"`.
        kind: Option<String>,
        /// The kinds, where there are several. Example: `["term", "page"]`.
        kinds: Vec<String>,
        /// The folder in `content` for which this holds. Example: `"personas/sophie"`.
        folder: Option<String>,
        /// How the rules are taken there: `allow`, `warn` or `deny`. Example: `"allow"`.
        level!: CheckLevel,
        /// Why: whoever comes after you wants to know. Example: `"The glossary is looked through once, before each release."`.
        because!: Text,
    }
}

impl CheckSet {
    /// The rules that it names, each with its key and its place below that.
    pub fn rules(&self) -> impl Iterator<Item = (&'static str, Option<usize>, &str)> {
        named("rule", self.rule.as_ref(), "rules", &self.rules)
    }

    /// The kinds that it names, each with its key and its place below that.
    pub fn kinds(&self) -> impl Iterator<Item = (&'static str, Option<usize>, &str)> {
        named("kind", self.kind.as_ref(), "kinds", &self.kinds)
    }

    /// The folder as a path below `content`.
    pub fn below_content(&self) -> Option<&str> {
        let folder = self.folder.as_deref()?.trim_matches('/');
        let folder = folder.strip_prefix("./").unwrap_or(folder);
        Some(folder.strip_prefix("content/").unwrap_or(folder))
    }
}

fn named<'a>(
    one: &'static str,
    name: Option<&'a String>,
    many: &'static str,
    names: &'a [String],
) -> impl Iterator<Item = (&'static str, Option<usize>, &'a str)> {
    let single = name.into_iter().map(move |name| (one, None, name.as_str()));
    let several = names.iter().enumerate();
    single.chain(several.map(move |(index, name)| (many, Some(index), name.as_str())))
}

content! {
    /// A rule that an entry sets aside for itself.
    pub struct Allowance {
        /// The rule. Example: `"stale"`.
        rule!: String,
        /// Why: shown on the health page. Example: `"Kept as it was, to show how she saw us before the move."`.
        because!: Text,
    }
}

impl Content for Checks {
    fn node(&self) -> Node<'_> {
        self.levels.node()
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        match path.split_first() {
            Some((Step::Key(key), rest)) if key == SETS => Vec::<CheckSet>::wanted_at(rest),
            _ => Labels::<CheckLevel>::wanted_at(path),
        }
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        match path.split_first() {
            Some((Step::Key(key), rest)) if key == SETS => Vec::<CheckSet>::keys_at(rest),
            _ => &[],
        }
    }

    fn leave_out(&mut self, _: &Hiding<'_>) -> bool {
        true
    }
}

impl<'de> Deserialize<'de> for Checks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ChecksVisitor;

        impl<'de> Visitor<'de> for ChecksVisitor {
            type Value = Checks;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a table of rules and levels")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Checks, A::Error> {
                let mut checks = Checks::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == SETS {
                        checks.sets = map.next_value()?;
                    } else {
                        checks.levels.0.push((key, map.next_value()?));
                    }
                }
                Ok(checks)
            }
        }

        deserializer.deserialize_map(ChecksVisitor)
    }
}

impl schemars::JsonSchema for Checks {
    fn schema_name() -> Cow<'static, str> {
        "Checks".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let level = generator.subschema_for::<CheckLevel>();
        let set = generator.subschema_for::<CheckSet>();
        schemars::json_schema!({
            "type": "object",
            "properties": {
                SETS: {
                    "type": "array",
                    "items": set,
                    "description": "How some rules are taken in a part of the book, and why. An entry that says `allow` itself comes first, then the last of these that holds for it, then `[checks]`.",
                },
            },
            "additionalProperties": level,
        })
    }
}
