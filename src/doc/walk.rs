//! A deserializer over parsed TOML that stays where it is: nothing is copied or taken out, so that a table can be read again from
//! any place in it. Knows which values are left out, remembers the keys that nobody reads. Must not know which mistakes
//! are reported.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::{self, Display};

use serde::de::value::MapDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, ValueDeserializer};

use super::Wanted;
use crate::text::{FieldPath, Span, Step};

/// A value of the table, by where it lies in memory: places in the text are not unique.
pub(super) type Address = usize;

pub(super) fn address(value: &Spanned<DeValue<'_>>) -> Address {
    std::ptr::from_ref(value).addr()
}

/// A step into a table or list: the position in it, and the key in a table.
#[derive(Clone, Copy)]
pub(super) struct Into<'t> {
    pub(super) position: usize,
    pub(super) key: Option<&'t Spanned<DeString<'t>>>,
}

pub(super) fn field_path(way: &[Into<'_>]) -> FieldPath {
    let step = |into: &Into<'_>| match into.key {
        Some(key) => Step::Key(key.get_ref().to_string()),
        None => Step::Index(into.position),
    };
    FieldPath(way.iter().map(step).collect())
}

/// The value to which a way leads.
pub(super) fn value_at<'t>(
    table: &'t DeTable<'t>,
    way: &[Into<'t>],
) -> Option<&'t Spanned<DeValue<'t>>> {
    let (first, rest) = way.split_first()?;
    let mut value = table.get(first.key?)?;
    for into in rest {
        value = match (value.get_ref(), into.key) {
            (DeValue::Table(table), Some(key)) => table.get(key)?,
            (DeValue::Array(items), None) => items.get(into.position)?,
            _ => return None,
        };
    }
    Some(value)
}

/// One reading of a table.
pub(super) struct Pass<'p, 't> {
    pub(super) table: &'t DeTable<'t>,
    /// Which keys of the table are read.
    pub(super) is_read: &'p dyn Fn(&str) -> bool,
    /// The values that are left out.
    pub(super) left_out: &'p HashSet<Address>,
    /// What must stand at a path.
    wanted: &'p dyn Fn(&[Step]) -> Wanted,
    way: RefCell<Vec<Into<'t>>>,
    /// The ways to the keys that nothing reads, and the places of the keys.
    pub(super) unknown: RefCell<Vec<(Vec<Into<'t>>, Span)>>,
}

/// Why a reading ended.
#[derive(Debug)]
pub(super) struct Stop<'t> {
    pub(super) message: String,
    /// Where; nothing until the value is known in whose deserializer it happened.
    pub(super) at: Option<At<'t>>,
    /// Not a mistake: a table or list that was read from its middle came to its end, and must be read as a whole.
    pub(super) only_a_part: bool,
}

pub(super) struct At<'t> {
    pub(super) way: Vec<Into<'t>>,
    /// Nothing for the table as a whole.
    pub(super) value: Option<&'t Spanned<DeValue<'t>>>,
}

impl fmt::Debug for At<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", field_path(&self.way))
    }
}

impl Display for Stop<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Stop<'_> {}

impl de::Error for Stop<'_> {
    fn custom<T: Display>(message: T) -> Self {
        Self {
            message: message.to_string(),
            at: None,
            only_a_part: false,
        }
    }
}

impl<'p, 't> Pass<'p, 't> {
    pub(super) fn new(
        table: &'t DeTable<'t>,
        is_read: &'p dyn Fn(&str) -> bool,
        left_out: &'p HashSet<Address>,
        wanted: &'p dyn Fn(&[Step]) -> Wanted,
    ) -> Self {
        Self {
            table,
            is_read,
            left_out,
            wanted,
            way: RefCell::default(),
            unknown: RefCell::default(),
        }
    }

    /// Reads the table from the place to which `from` leads: positions in tables and lists. Empty: all of it. What is read
    /// from a middle ends with a stop at its end.
    pub(super) fn read<T: de::DeserializeOwned>(&self, from: &[usize]) -> Result<T, Stop<'t>> {
        self.way.borrow_mut().clear();
        self.unknown.borrow_mut().clear();
        T::deserialize(Value {
            pass: self,
            value: None,
            from,
        })
    }

    fn stop_at(&self, mut stop: Stop<'t>, value: Option<&'t Spanned<DeValue<'t>>>) -> Stop<'t> {
        if stop.at.is_none() {
            let way = self.way.borrow().clone();
            stop.at = Some(At { way, value });
        }
        stop
    }
}

#[derive(Clone, Copy)]
struct Value<'p, 't> {
    pass: &'p Pass<'p, 't>,
    /// Nothing for the table as a whole.
    value: Option<&'t Spanned<DeValue<'t>>>,
    from: &'p [usize],
}

impl<'t> Value<'_, 't> {
    fn with<V: Visitor<'t>>(
        self,
        visitor: V,
        scalar: impl FnOnce(ValueDeserializer<'t>, V) -> Result<V::Value, toml::de::Error>,
    ) -> Result<V::Value, Stop<'t>> {
        let next = self.from.first().copied().unwrap_or(0);
        let table = |items: &'t DeTable<'t>, visitor: V| {
            visitor.visit_map(Table {
                of: self,
                items: items.iter(),
                next,
                skip: next,
                value: None,
            })
        };
        let read = match self.value {
            None => table(self.pass.table, visitor),
            Some(value) => match value.get_ref() {
                DeValue::Table(items) => table(items, visitor),
                DeValue::Array(items) => visitor.visit_seq(List {
                    of: self,
                    items,
                    next,
                }),
                DeValue::String(text) => visitor.visit_str(text),
                other => {
                    let copy = Spanned::new(value.span(), other.clone());
                    scalar(ValueDeserializer::from(copy), visitor)
                        .map_err(|error| de::Error::custom(error.message()))
                }
            },
        };
        read.map_err(|stop| self.pass.stop_at(stop, self.value))
    }

    /// The end of what it holds.
    fn end(self) -> Result<(), Stop<'t>> {
        if self.from.is_empty() {
            return Ok(());
        }
        let stop = Stop {
            only_a_part: true,
            ..de::Error::custom("")
        };
        Err(self.pass.stop_at(stop, self.value))
    }

    /// Reads what it holds at a position.
    fn inside<S: DeserializeSeed<'t>>(
        self,
        into: Into<'t>,
        value: &'t Spanned<DeValue<'t>>,
        seed: S,
    ) -> Result<S::Value, Stop<'t>> {
        let from = match self.from.split_first() {
            Some((first, rest)) if *first == into.position => rest,
            _ => &[],
        };
        self.pass.way.borrow_mut().push(into);
        let read = seed.deserialize(Value {
            pass: self.pass,
            value: Some(value),
            from,
        });
        let read = read.map_err(|stop| self.pass.stop_at(stop, Some(value)));
        self.pass.way.borrow_mut().pop();
        read
    }

    /// What a text says that stands for a whole table, if it may.
    fn sentence(self) -> Option<Vec<(&'static str, &'t str)>> {
        let DeValue::String(text) = self.value?.get_ref() else {
            return None;
        };
        let path = field_path(&self.pass.way.borrow());
        match (self.pass.wanted)(&path.0) {
            Wanted::Table(keys) if keys.sentence.is_some() => Some(keys.read_sentence(text)),
            _ => None,
        }
    }

    fn is_left_out(self, value: &Spanned<DeValue<'_>>) -> bool {
        self.pass.left_out.contains(&address(value))
    }
}

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Stop<'de>;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop<'de>> {
        self.with(visitor, Deserializer::deserialize_any)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop<'de>> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop<'de>> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop<'de>> {
        if let Some(sentence) = self.sentence() {
            let table =
                MapDeserializer::new(sentence.into_iter().map(|(key, text)| (key, Part(text))));
            return visitor
                .visit_map(table)
                .map_err(|stop| self.pass.stop_at(stop, self.value));
        }
        self.with(visitor, |scalar, visitor| {
            scalar.deserialize_struct(name, fields, visitor)
        })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop<'de>> {
        let way = self.pass.way.borrow();
        if let Some(key) = way.last().and_then(|into| into.key) {
            self.pass
                .unknown
                .borrow_mut()
                .push((way.clone(), key.span()));
        }
        drop(way);
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 f32 f64 char str string seq bytes byte_buf map
        unit unit_struct tuple_struct tuple identifier enum
    }
}

/// A part of a text that stands for a table, also where it may be left out.
struct Part<'t>(&'t str);

impl<'de> Deserializer<'de> for Part<'de> {
    type Error = Stop<'de>;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop<'de>> {
        visitor.visit_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop<'de>> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop<'de>> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 f32 f64 char str string seq bytes byte_buf map
        struct unit unit_struct tuple_struct tuple identifier enum ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Stop<'de>> for Part<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

struct Table<'p, 't> {
    of: Value<'p, 't>,
    items: <&'t DeTable<'t> as IntoIterator>::IntoIter,
    /// How many items are passed over before the first one is read.
    skip: usize,
    /// The position of the next item.
    next: usize,
    value: Option<(Into<'t>, &'t Spanned<DeValue<'t>>)>,
}

impl<'t> MapAccess<'t> for Table<'_, 't> {
    type Error = Stop<'t>;

    fn next_key_seed<K: DeserializeSeed<'t>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Stop<'t>> {
        let is_whole = self.of.value.is_none();
        loop {
            let Some((key, value)) = self.items.nth(std::mem::take(&mut self.skip)) else {
                return self.of.end().map(|()| None);
            };
            let position = self.next;
            self.next += 1;
            let name: &'t str = key.get_ref();
            if self.of.is_left_out(value) || is_whole && !(self.of.pass.is_read)(name) {
                continue;
            }
            let key = Some(key);
            self.value = Some((Into { position, key }, value));
            return seed.deserialize(name.into_deserializer()).map(Some);
        }
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Stop<'t>> {
        match self.value.take() {
            Some((into, value)) => self.of.inside(into, value, seed),
            None => Err(de::Error::custom("a value was asked for before its key")),
        }
    }
}

struct List<'p, 't> {
    of: Value<'p, 't>,
    items: &'t [Spanned<DeValue<'t>>],
    /// The position of the next item.
    next: usize,
}

impl<'t> SeqAccess<'t> for List<'_, 't> {
    type Error = Stop<'t>;

    fn next_element_seed<S: DeserializeSeed<'t>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Stop<'t>> {
        loop {
            let Some(value) = self.items.get(self.next) else {
                return self.of.end().map(|()| None);
            };
            let position = self.next;
            self.next += 1;
            if !self.of.is_left_out(value) {
                let into = Into {
                    position,
                    key: None,
                };
                return self.of.inside(into, value, seed).map(Some);
            }
        }
    }
}
