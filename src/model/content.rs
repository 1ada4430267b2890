//! How content is declared: the `content!` and `choice!` macros, and the tree of [`Node`]s that every
//! declared struct can show of itself. References, pages, search and counts all walk that tree, so a
//! new field is known to all of them by being declared.

use super::claim::Claim;
use super::kind::Kind;
use super::unseen::Hiding;
use super::value::{Scalar, Text};
use crate::doc::{Date, Scale, Value, Wanted};
use crate::text::{FieldPath, Step};

/// A piece of content, seen without knowing its type.
#[derive(Debug, Clone, PartialEq)]
pub enum Node<'a> {
    /// A field that was left out.
    Absent,
    /// True or false.
    Flag(bool),
    /// Any number.
    Number(f64),
    /// A number from which something holds.
    Limit {
        /// The number.
        number: f64,
        /// Whether it must be exceeded.
        is_above: bool,
    },
    /// A word as it is: a name, a title, a unit.
    Word(&'a str),
    /// One of a fixed set of words.
    Choice {
        /// The name of the set.
        group: &'static str,
        /// The word as it is written in content.
        key: &'static str,
    },
    /// A day.
    Date(Date),
    /// A sentence with inline Markdown.
    Text(&'a Text),
    /// A statement about the customer.
    Claim(&'a Claim),
    /// The id of another entry.
    Reference(Kind, &'a str),
    /// The id of another entry, and a part of its page.
    Part(Kind, &'a str, &'a str),
    /// The path of an image.
    Image(&'a str),
    /// The path of a document beside the entry, to which it leads.
    Document(&'a str),
    /// A value of a worked account.
    Scalar(&'a Scalar),
    /// Several of the same.
    List(Vec<Node<'a>>),
    /// A table whose keys personabook knows.
    Table(Vec<(&'static str, Node<'a>)>),
    /// A table whose keys the author chose, in the order written.
    Labels(Vec<(&'a str, Node<'a>)>),
}

/// A piece of content that can show itself as a tree and name its keys.
pub trait Content {
    /// The content as a tree.
    fn node(&self) -> Node<'_>;

    /// The content as an author writes it in TOML, so that reading it gives the same.
    fn said(&self) -> Value {
        self.node().said()
    }

    /// Whether it says anything: what does not may be left out where nothing must stand.
    fn is_said(&self) -> bool {
        true
    }

    /// Calls `with` with every sentence in it, to change it.
    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        let _ = with;
    }

    /// The keys that the table at `path` inside this content may have; none where there is no table.
    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        let _ = path;
        &[]
    }

    /// Whether it is written as a text, so that a text may stand for a table that needs nothing else.
    const IS_TEXT: bool = false;

    /// Whether it is a number.
    const IS_NUMBER: bool = false;

    /// The scale that it is on.
    const SCALE: Option<&'static Scale> = None;

    /// What must stand at `path` inside this content.
    fn wanted_at(path: &[Step]) -> Wanted;

    /// Takes out what the site does not show. False when what is left cannot stand: then whatever holds it leaves it out.
    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        let _ = hiding;
        true
    }
}

/// What stands at `path`, for content that is one value and holds no others.
pub(super) const fn wanted_alone(path: &[Step], wanted: Wanted) -> Wanted {
    if path.is_empty() {
        wanted
    } else {
        Wanted::Nothing
    }
}

impl<T: Content> Content for Vec<T> {
    fn node(&self) -> Node<'_> {
        Node::List(self.iter().map(Content::node).collect())
    }

    fn said(&self) -> Value {
        Value::List(self.iter().map(Content::said).collect())
    }

    fn is_said(&self) -> bool {
        !self.is_empty()
    }

    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        self.iter_mut().for_each(|item| item.change_texts(with));
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        match path.split_first() {
            Some((Step::Index(_), rest)) => T::keys_at(rest),
            _ => &[],
        }
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        match path.split_first() {
            None => Wanted::List,
            Some((Step::Index(_), rest)) => T::wanted_at(rest),
            Some(_) => Wanted::Nothing,
        }
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        let was_empty = self.is_empty();
        self.retain_mut(|item| item.leave_out(hiding));
        was_empty || !self.is_empty()
    }
}

impl<T: Content> Content for Option<T> {
    fn node(&self) -> Node<'_> {
        self.as_ref().map_or(Node::Absent, Content::node)
    }

    fn said(&self) -> Value {
        self.as_ref()
            .map_or_else(|| Node::Absent.said(), Content::said)
    }

    fn is_said(&self) -> bool {
        self.is_some()
    }

    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        self.iter_mut().for_each(|inner| inner.change_texts(with));
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        T::keys_at(path)
    }

    const IS_TEXT: bool = T::IS_TEXT;
    const IS_NUMBER: bool = T::IS_NUMBER;
    const SCALE: Option<&'static Scale> = T::SCALE;

    fn wanted_at(path: &[Step]) -> Wanted {
        T::wanted_at(path)
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        let stands = self.as_mut().is_none_or(|value| value.leave_out(hiding));
        if !stands {
            *self = None;
        }
        stands
    }
}

impl<T: Content> Content for Box<T> {
    fn node(&self) -> Node<'_> {
        (**self).node()
    }

    fn said(&self) -> Value {
        (**self).said()
    }

    fn is_said(&self) -> bool {
        (**self).is_said()
    }

    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        (**self).change_texts(with);
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        T::keys_at(path)
    }

    const IS_TEXT: bool = T::IS_TEXT;

    fn wanted_at(path: &[Step]) -> Wanted {
        T::wanted_at(path)
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        (**self).leave_out(hiding)
    }
}

impl Content for String {
    fn node(&self) -> Node<'_> {
        Node::Word(self)
    }

    const IS_TEXT: bool = true;

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }
}

impl Content for bool {
    fn node(&self) -> Node<'_> {
        Node::Flag(*self)
    }

    fn is_said(&self) -> bool {
        *self
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Flag)
    }
}

impl Content for f64 {
    fn node(&self) -> Node<'_> {
        Node::Number(*self)
    }

    const IS_NUMBER: bool = true;

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::NUMBER)
    }
}

impl Content for u32 {
    fn node(&self) -> Node<'_> {
        Node::Number(f64::from(*self))
    }

    const IS_NUMBER: bool = true;

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::NUMBER)
    }
}

impl Content for Date {
    fn node(&self) -> Node<'_> {
        Node::Date(*self)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Date)
    }
}

impl Node<'_> {
    /// As an author writes it, for content whose node says all of it.
    fn said(&self) -> Value {
        let table = |fields: Vec<(String, Value)>| Value::Table(fields);
        match self {
            Self::Absent => table(Vec::new()),
            Self::Flag(flag) => Value::Flag(*flag),
            Self::Number(number) => Value::Number(*number),
            Self::Limit {
                number,
                is_above: true,
            } => table(vec![("above".to_owned(), Value::Number(*number))]),
            Self::Limit { number, .. } => Value::Number(*number),
            Self::Word(word)
            | Self::Image(word)
            | Self::Document(word)
            | Self::Choice { key: word, .. }
            | Self::Reference(_, word) => Value::Text((*word).to_owned()),
            Self::Part(kind, id, part) => Value::Text(format!("{}:{id}#{part}", kind.name())),
            Self::Date(date) => Value::Date(*date),
            Self::Text(text) => Value::Text(text.0.clone()),
            Self::Claim(claim) => claim.said(),
            Self::Scalar(scalar) => scalar.said(),
            Self::List(items) => Value::List(items.iter().map(Self::said).collect()),
            Self::Table(fields) => {
                let fields = fields.iter();
                let said = fields.filter(|(_, node)| !matches!(node, Self::Absent));
                table(
                    said.map(|(key, node)| ((*key).to_owned(), node.said()))
                        .collect(),
                )
            }
            Self::Labels(fields) => {
                let fields = fields.iter();
                table(
                    fields
                        .map(|(key, node)| ((*key).to_owned(), node.said()))
                        .collect(),
                )
            }
        }
    }

    /// Calls `visit` with every node that holds no others, and its path.
    pub fn leaves(&self, visit: &mut impl FnMut(&FieldPath, &Node<'_>)) {
        self.leaves_below(&mut FieldPath::default(), visit);
    }

    /// Calls `visit` with every statement about the customer, and its path.
    pub fn claims(&self, visit: &mut impl FnMut(&FieldPath, &Claim)) {
        self.leaves(&mut |path, leaf| {
            if let Node::Claim(claim) = leaf {
                visit(path, claim);
            }
        });
    }

    /// The field of this name in a table, whoever chose its keys; absent where there is none.
    #[must_use]
    pub fn field(&self, name: &str) -> &Self {
        let found = match self {
            Node::Table(fields) => fields
                .iter()
                .find(|(key, _)| *key == name)
                .map(|one| &one.1),
            Node::Labels(fields) => fields
                .iter()
                .find(|(key, _)| *key == name)
                .map(|one| &one.1),
            _ => None,
        };
        found.unwrap_or(&Node::Absent)
    }

    fn leaves_below(&self, path: &mut FieldPath, visit: &mut impl FnMut(&FieldPath, &Node<'_>)) {
        match self {
            Node::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.leaves_at(Step::Index(index), path, visit);
                }
            }
            // Most fields of a table are absent.
            Node::Table(fields) => {
                for (key, value) in fields
                    .iter()
                    .filter(|(_, value)| !matches!(value, Node::Absent))
                {
                    value.leaves_at(Step::Key((*key).to_owned()), path, visit);
                }
            }
            Node::Labels(fields) => {
                for (key, value) in fields
                    .iter()
                    .filter(|(_, value)| !matches!(value, Node::Absent))
                {
                    value.leaves_at(Step::Key((*key).to_owned()), path, visit);
                }
            }
            Node::Absent => {}
            leaf => visit(path, leaf),
        }
    }

    fn leaves_at(
        &self,
        step: Step,
        path: &mut FieldPath,
        visit: &mut impl FnMut(&FieldPath, &Node<'_>),
    ) {
        path.0.push(step);
        self.leaves_below(path, visit);
        path.0.pop();
    }
}

/// Declares a table of content. A field is optional unless its name ends in `!`. The struct reads
/// itself (serde), describes itself (schemars) and shows itself ([`Content`]).
macro_rules! content {
    ($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* }) => {
        content!(@field [$(#[$meta])* pub struct $name] [] [] [] [$($fields)*]);
    };
    (@field $head:tt [$($done:tt)*] [$($seen:tt)*] [$($required:tt)*]
        [$(#[$meta:meta])* $field:ident! : $type:ty, $($rest:tt)*]) => {
        content!(@field $head
            [$($done)* $(#[$meta])* pub $field: $type,]
            [$($seen)* ($field: $type)] [$($required)* ($field: $type)] [$($rest)*]);
    };
    (@field $head:tt [$($done:tt)*] [$($seen:tt)*] $required:tt
        [$(#[$meta:meta])* $field:ident : $type:ty, $($rest:tt)*]) => {
        content!(@field $head
            [$($done)* $(#[$meta])* #[serde(default)] pub $field: $type,]
            [$($seen)* ($field: $type)] $required [$($rest)*]);
    };
    (@field [$(#[$meta:meta])* pub struct $name:ident] [$($done:tt)*] [$(($field:ident: $type:ty))*]
        [$(($required:ident: $required_type:ty))*] []) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Deserialize, schemars::JsonSchema)]
        pub struct $name { $($done)* }

        impl $crate::model::content::Content for $name {
            fn node(&self) -> $crate::model::content::Node<'_> {
                $crate::model::content::Node::Table(vec![$((
                    $crate::model::content::field_name(stringify!($field)),
                    $crate::model::content::Content::node(&self.$field),
                )),*])
            }

            fn said(&self) -> $crate::doc::Value {
                const REQUIRED: &[&str] = &[$($crate::model::content::field_name(stringify!($required))),*];
                let mut fields = Vec::new();
                $({
                    let name = $crate::model::content::field_name(stringify!($field));
                    if REQUIRED.contains(&name) || $crate::model::content::Content::is_said(&self.$field) {
                        fields.push((name.to_owned(), $crate::model::content::Content::said(&self.$field)));
                    }
                })*
                $crate::doc::Value::Table(fields)
            }

            fn is_said(&self) -> bool {
                let said: &[bool] = &[$($crate::model::content::Content::is_said(&self.$field)),*];
                said.contains(&true)
            }

            fn change_texts(&mut self, with: &mut dyn FnMut(&mut $crate::model::value::Text)) {
                $($crate::model::content::Content::change_texts(&mut self.$field, with);)*
            }

            fn keys_at(path: &[$crate::text::Step]) -> &'static [&'static str] {
                const KEYS: &[&str] = &[$($crate::model::content::field_name(stringify!($field))),*];
                match path.split_first() {
                    None => KEYS,
                    Some(($crate::text::Step::Key(key), rest)) => {
                        $(if key == $crate::model::content::field_name(stringify!($field)) {
                            return <$type as $crate::model::content::Content>::keys_at(rest);
                        })*
                        &[]
                    }
                    Some(_) => &[],
                }
            }

            fn wanted_at(path: &[$crate::text::Step]) -> $crate::doc::Wanted {
                const KEYS: &$crate::doc::Keys = &$crate::doc::Keys {
                    all: &[$($crate::model::content::field_name(stringify!($field))),*],
                    required: &[$($crate::model::content::field_name(stringify!($required))),*],
                    sentence: $crate::doc::sentence(&[$((
                        $crate::model::content::field_name(stringify!($required)),
                        <$required_type as $crate::model::content::Content>::IS_TEXT,
                    )),*]),
                    rated: $crate::doc::rated(&[$((
                        $crate::model::content::field_name(stringify!($field)),
                        <$type as $crate::model::content::Content>::SCALE,
                        <$type as $crate::model::content::Content>::IS_NUMBER,
                    )),*]),
                };
                match path.split_first() {
                    None => $crate::doc::Wanted::Table(KEYS),
                    Some(($crate::text::Step::Key(key), rest)) => {
                        $(if key == $crate::model::content::field_name(stringify!($field)) {
                            return <$type as $crate::model::content::Content>::wanted_at(rest);
                        })*
                        $crate::doc::Wanted::Nothing
                    }
                    Some(_) => $crate::doc::Wanted::Nothing,
                }
            }

            fn leave_out(&mut self, hiding: &$crate::model::unseen::Hiding<'_>) -> bool {
                const REQUIRED: &[&str] = &[$($crate::model::content::field_name(stringify!($required))),*];
                let mut stands = true;
                $({
                    let is_left = $crate::model::content::Content::leave_out(&mut self.$field, hiding);
                    let name = $crate::model::content::field_name(stringify!($field));
                    stands &= is_left || !REQUIRED.contains(&name);
                })*
                stands
            }
        }
    };
}

/// Declares a fixed set of words, such as the tiers A, B and C. A word that is not in the set is
/// refused with the closest one and the whole list.
macro_rules! choice {
    ($group:literal, $(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, schemars::JsonSchema)]
        #[schemars(inline)]
        pub enum $name { $($(#[$variant_meta])* #[schemars(rename = $key)] $variant,)+ }

        impl $name {
            /// Every word of the set.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as it is written in content.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }

        impl $crate::model::content::Content for $name {
            fn node(&self) -> $crate::model::content::Node<'_> {
                $crate::model::content::Node::Choice { group: $group, key: self.as_str() }
            }

            fn wanted_at(path: &[$crate::text::Step]) -> $crate::doc::Wanted {
                const WORDS: &[&str] = &[$($key),+];
                $crate::model::content::wanted_alone(path, $crate::doc::Wanted::Word(WORDS, $group))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::doc::from_text(deserializer, |word| {
                    Self::ALL
                        .iter()
                        .copied()
                        .find(|choice| choice.as_str() == word)
                        .ok_or_else(|| {
                            let words = Self::ALL.iter().map(|choice| choice.as_str());
                            $crate::text::not_a_choice(word, words)
                        })
                })
            }
        }
    };
}

pub(super) use {choice, content};

/// A field's key in TOML: `r#for` is written `for`.
pub(super) const fn field_name(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}
