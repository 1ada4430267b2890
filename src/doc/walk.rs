//! A deserializer over parsed TOML that stays where it is: nothing is copied or taken out, so that a table can be read again from
//! any place in it. Knows which values are left out, remembers the keys that nobody reads. Must not know which mistakes
//! are reported.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::{self, Display};

use serde::de::{
    self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Wanted;
use super::wanted::Part;
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
        let held = Held::Whole;
        T::deserialize(Value {
            pass: self,
            held,
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
    held: Held<'t>,
    from: &'p [usize],
}

#[derive(Clone, Copy)]
enum Held<'t> {
    /// The table as a whole.
    Whole,
    Value(&'t Spanned<DeValue<'t>>),
    /// A part of a sentence that stands for a whole table.
    Part(Part<'t>),
}

impl<'t> Value<'_, 't> {
    /// Gives a visitor what is held. All types of content are read by this one deserializer, and nothing is handed on to
    /// another one: each would be compiled for each of them.
    fn give<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Stop<'t>> {
        let next = self.from.first().copied().unwrap_or(0);
        let table = |items: &'t DeTable<'t>| Table {
            of: self,
            items: Items::Of(items.iter()),
            next,
            skip: next,
            value: None,
        };
        let read = match self.held {
            Held::Whole => visitor.visit_map(table(self.pass.table)),
            Held::Part(Part::Text(text)) => visitor.visit_str(text),
            Held::Part(Part::Number(number)) => visitor.visit_f64(number),
            Held::Value(value) => match value.get_ref() {
                DeValue::Table(items) => visitor.visit_map(table(items)),
                DeValue::Array(items) => visitor.visit_seq(List {
                    of: self,
                    items,
                    next,
                }),
                DeValue::String(text) => visitor.visit_str(text),
                DeValue::Boolean(is_true) => visitor.visit_bool(*is_true),
                DeValue::Integer(digits) => {
                    match i64::from_str_radix(digits.as_str(), digits.radix()) {
                        Ok(number) => visitor.visit_i64(number),
                        Err(_) => Err(de::Error::custom("integer number overflowed")),
                    }
                }
                DeValue::Float(digits) => match digits.as_str().parse::<f64>() {
                    Ok(number) if number.is_infinite() && !digits.as_str().contains("inf") => {
                        Err(de::Error::custom("floating-point number overflowed"))
                    }
                    Ok(number) => visitor.visit_f64(number),
                    Err(_) => Err(de::Error::custom("floating-point number overflowed")),
                },
                DeValue::Datetime(_) => Err(de::Error::invalid_type(Unexpected::Map, &visitor)),
            },
        };
        read.map_err(|stop| self.stop(stop))
    }

    /// The value that a mistake is about.
    fn value(self) -> Option<&'t Spanned<DeValue<'t>>> {
        match self.held {
            Held::Value(value) => Some(value),
            Held::Whole | Held::Part(_) => None,
        }
    }

    /// A stop in what is held. One in a part of a sentence belongs to the sentence.
    fn stop(self, stop: Stop<'t>) -> Stop<'t> {
        match self.held {
            Held::Part(_) => stop,
            _ => self.pass.stop_at(stop, self.value()),
        }
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
        Err(self.stop(stop))
    }

    /// Reads something inside it: at a position, or a part of a sentence.
    fn inside<S: DeserializeSeed<'t>>(
        self,
        into: Option<Into<'t>>,
        held: Held<'t>,
        seed: S,
    ) -> Result<S::Value, Stop<'t>> {
        let value = self.enter(into, held);
        let read = seed.deserialize(value).map_err(|stop| value.stop(stop));
        if into.is_some() {
            self.pass.way.borrow_mut().pop();
        }
        read
    }

    fn enter(self, into: Option<Into<'t>>, held: Held<'t>) -> Self {
        let from = match (self.from.split_first(), into) {
            (Some((first, rest)), Some(into)) if *first == into.position => rest,
            _ => &[],
        };
        self.pass.way.borrow_mut().extend(into);
        Self { held, from, ..self }
    }

    /// What a text says that stands for a whole table, if it may.
    fn sentence(self) -> Option<Vec<(&'static str, Part<'t>)>> {
        let DeValue::String(text) = self.value()?.get_ref() else {
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

    /// Notes that nothing reads the key that was come to last.
    fn note_unknown(self) {
        let way = self.pass.way.borrow();
        if let Some(key) = way.last().and_then(|into| into.key) {
            let unknown = (way.clone(), key.span());
            self.pass.unknown.borrow_mut().push(unknown);
        }
    }
}

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Stop<'de>;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop<'de>> {
        self.give(visitor)
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
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop<'de>> {
        let Some(sentence) = self.sentence() else {
            return self.give(visitor);
        };
        let table = Table {
            of: self,
            items: Items::Parts(sentence.into_iter()),
            next: 0,
            skip: 0,
            value: None,
        };
        visitor.visit_map(table).map_err(|stop| self.stop(stop))
    }

    /// A date comes as the bytes of its text, so that no text can be taken for one.
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop<'de>> {
        match self.value().map(Spanned::get_ref) {
            Some(DeValue::Datetime(when)) => visitor
                .visit_bytes(when.to_string().as_bytes())
                .map_err(|stop| self.stop(stop)),
            _ => self.give(visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop<'de>> {
        self.note_unknown();
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 f32 f64 char str string seq byte_buf map
        unit unit_struct tuple_struct tuple identifier enum
    }
}

struct Table<'p, 't> {
    of: Value<'p, 't>,
    items: Items<'t>,
    /// How many items are passed over before the first one is read.
    skip: usize,
    /// The position of the next item.
    next: usize,
    value: Option<(Option<Into<'t>>, Held<'t>)>,
}

enum Items<'t> {
    Of(<&'t DeTable<'t> as IntoIterator>::IntoIter),
    /// Of a sentence that stands for a table.
    Parts(std::vec::IntoIter<(&'static str, Part<'t>)>),
}

impl<'t> Table<'_, 't> {
    /// Goes to the next item that is read, and gives its key.
    fn next_key(&mut self) -> Result<Option<&'t str>, Stop<'t>> {
        let items = match &mut self.items {
            Items::Of(items) => items,
            Items::Parts(parts) => {
                let part = parts.next();
                self.value = part.map(|(_, part)| (None, Held::Part(part)));
                return Ok(part.map(|(key, _)| key));
            }
        };
        let is_whole = matches!(self.of.held, Held::Whole);
        loop {
            let Some((key, value)) = items.nth(std::mem::take(&mut self.skip)) else {
                return self.of.end().map(|()| None);
            };
            let position = self.next;
            self.next += 1;
            let name: &'t str = key.get_ref();
            if self.of.is_left_out(value) || is_whole && !(self.of.pass.is_read)(name) {
                continue;
            }
            let key = Some(key);
            self.value = Some((Some(Into { position, key }), Held::Value(value)));
            return Ok(Some(name));
        }
    }
}

impl<'t> MapAccess<'t> for Table<'_, 't> {
    type Error = Stop<'t>;

    fn next_key_seed<K: DeserializeSeed<'t>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Stop<'t>> {
        match self.next_key()? {
            Some(key) => seed.deserialize(key.into_deserializer()).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Stop<'t>> {
        match self.value.take() {
            Some((into, held)) => self.of.inside(into, held, seed),
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

impl<'t> List<'_, 't> {
    /// Goes to the next item that is read.
    fn next(&mut self) -> Result<Option<(Into<'t>, &'t Spanned<DeValue<'t>>)>, Stop<'t>> {
        loop {
            let Some(value) = self.items.get(self.next) else {
                return self.of.end().map(|()| None);
            };
            let position = self.next;
            self.next += 1;
            if !self.of.is_left_out(value) {
                let key = None;
                return Ok(Some((Into { position, key }, value)));
            }
        }
    }
}

impl<'t> SeqAccess<'t> for List<'_, 't> {
    type Error = Stop<'t>;

    fn next_element_seed<S: DeserializeSeed<'t>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Stop<'t>> {
        match self.next()? {
            Some((into, value)) => self
                .of
                .inside(Some(into), Held::Value(value), seed)
                .map(Some),
            None => Ok(None),
        }
    }
}
