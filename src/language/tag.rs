//! The language of a book by its code, also one whose words are not built in: `ja`, `pt-BR`. Must not know what is said in it.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

use super::list::Language;
use crate::doc::from_text;
use crate::text::closest;

/// The languages with a code of two letters (ISO 639-1).
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka \
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr \
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk \
    tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];

/// Scripts that are written from left to right, whatever the language.
const LEFT_TO_RIGHT: [&str; 3] = ["latn", "cyrl", "deva"];

/// What people write instead of a code.
const NAMES: [(&str, &str); 20] = [
    ("english", "en"),
    ("engels", "en"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("german", "de"),
    ("deutsch", "de"),
    ("french", "fr"),
    ("français", "fr"),
    ("spanish", "es"),
    ("español", "es"),
    ("italian", "it"),
    ("portuguese", "pt"),
    ("polish", "pl"),
    ("japanese", "ja"),
    ("日本語", "ja"),
    ("chinese", "zh"),
    ("arabic", "ar"),
    ("jp", "ja"),
    ("cn", "zh"),
    ("uk-english", "en-GB"),
];

/// The language of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// The language with a code, in capitals or not.
    ///
    /// # Errors
    /// With what is wrong, and the edit to make.
    pub fn read(written: &str) -> Result<Self, (String, String)> {
        let mut parts = written.trim().split('-');
        let first = parts.next().unwrap_or("").to_ascii_lowercase();
        let is_known = match first.len() {
            2 => TWO_LETTERS.split_whitespace().any(|code| code == first),
            3 => first.bytes().all(|byte| byte.is_ascii_lowercase()),
            _ => false,
        };
        let rest: Vec<&str> = parts.collect();
        let is_part = |part: &&str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if is_known && rest.iter().all(is_part) {
            let parts = std::iter::once(first.as_str()).chain(rest);
            return Ok(Self(parts.collect::<Vec<_>>().join("-")));
        }
        Err((
            format!("`{written}` is no code of a language"),
            help(written.trim()),
        ))
    }

    /// The code, as in `lang="ja"`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The code without country and script: `pt` of `pt-BR`.
    #[must_use]
    pub fn base(&self) -> &str {
        self.0.split('-').next().unwrap_or("")
    }

    /// The language whose words are built in; English stands in for others.
    #[must_use]
    pub fn built_in(&self) -> Language {
        let own = Language::of(&self.0).or_else(|| Language::of(self.base()));
        own.unwrap_or_default()
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        let is_other_script =
            |part: &str| LEFT_TO_RIGHT.contains(&part.to_ascii_lowercase().as_str());
        RIGHT_TO_LEFT.contains(&self.base()) && !self.0.split('-').any(is_other_script)
    }
}

fn help(written: &str) -> String {
    let lower = written.to_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return format!("write \"{code}\"");
    }
    if written.contains('_')
        && let Ok(tag) = LanguageTag::read(&written.replace('_', "-"))
    {
        return format!("write \"{}\"", tag.code());
    }
    let codes = Language::all().map(Language::code);
    match closest(&lower, codes).filter(|_| lower.len() <= 3) {
        Some(close) => format!("did you mean \"{close}\"?"),
        None => {
            "write its code of two or three letters, as in \"en\", \"nl\" or \"pt-BR\"".to_owned()
        }
    }
}

impl From<Language> for LanguageTag {
    fn from(language: Language) -> Self {
        Self(language.code().to_owned())
    }
}

/// English, unless a book says otherwise.
impl Default for LanguageTag {
    fn default() -> Self {
        Language::default().into()
    }
}

impl<'de> Deserialize<'de> for LanguageTag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, Self::read)
    }
}

impl schemars::JsonSchema for LanguageTag {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
            "x-words": "code of a language"
        })
    }

    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code() {
        for (written, code) in [
            ("en", "en"),
            ("NL", "nl"),
            (" ja ", "ja"),
            ("pt-BR", "pt-BR"),
            ("zh-Hant-TW", "zh-Hant-TW"),
            ("fil", "fil"),
        ] {
            assert_eq!(LanguageTag::read(written).unwrap().code(), code);
        }
        for (written, says) in [
            ("Dutch", "write \"nl\""),
            ("日本語", "write \"ja\""),
            ("jp", "write \"ja\""),
            ("en_GB", "write \"en-GB\""),
            ("xx", "two or three letters"),
            ("", "two or three letters"),
            ("../en", "two or three letters"),
            ("en-", "did you mean \"en\"?"),
        ] {
            let (_, help) = LanguageTag::read(written).unwrap_err();
            assert!(help.contains(says), "{written}: {help}");
        }
    }

    #[test]
    fn a_script_decides_the_direction() {
        for (code, is_right_to_left) in [
            ("ar", true),
            ("he", true),
            ("fa-IR", true),
            ("ur", true),
            ("ar-Latn", false),
            ("ja", false),
        ] {
            let tag = LanguageTag::read(code).unwrap();
            assert_eq!(tag.is_right_to_left(), is_right_to_left, "{code}");
        }
        assert_eq!(LanguageTag::read("nl-BE").unwrap().built_in().code(), "nl");
        assert_eq!(LanguageTag::read("ja").unwrap().built_in().code(), "en");
    }
}
