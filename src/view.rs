//! What templates see is declared with `view!`: every field has a name, a type and a sentence that says what it is. From
//! the one declaration come the value for the template engine, the page `docs/templates.md`, and the test that templates
//! name only what exists. Must not know what is declared with it.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use crate::theme::{Map, Value};

/// Something that a template can see.
pub(crate) trait View {
    /// As the template engine has it.
    fn value(self) -> Value;

    /// What it consists of. Only tests ask: one keeps `docs/templates.md`, one reads the templates.
    #[cfg(test)]
    fn shape() -> Shape;
}

/// What a template finds in a value.
#[cfg(test)]
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// A value without parts, in words: "a number".
    Plain(&'static str),
    /// The same, or nothing.
    Maybe(Box<Self>),
    /// Any number of them.
    List(Box<Self>),
    /// A table whose keys are the author's or follow from the content.
    ByName(Box<Self>),
    /// A table with declared fields.
    Table(fn() -> Table),
}

/// A declared table.
#[cfg(test)]
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// What it is called in the program; a table of something else, with that: "Both of Landscape".
    pub(crate) name: String,
    /// What it is.
    pub(crate) about: String,
    /// Its fields, in the order of the declaration.
    pub(crate) fields: Vec<Field>,
}

#[cfg(test)]
impl Table {
    /// A table that declares nothing, such as the fields of content.
    fn empty() -> Self {
        Self {
            name: String::new(),
            about: String::new(),
            fields: Vec::new(),
        }
    }
}

/// A field of a table.
#[cfg(test)]
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// As a template writes it.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) about: String,
    /// What a template finds in it.
    pub(crate) shape: Shape,
}

/// Declares a table that templates see.
macro_rules! view {
    ($(#[doc = $about:literal])+ $(#[derive($($derive:ident),+)])? $visibility:vis struct $name:ident $(<$life:lifetime>)? $([$part:ident])? {
        $($(#[doc = $doc:literal])+ $field:ident: $type:ty,)*
    }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone $($(, $derive)+)?)]
        $visibility struct $name $(<$life>)? $(<$part>)? {
            $($(#[doc = $doc])+ $visibility $field: $type,)*
        }

        impl $(<$life>)? $(<$part: $crate::view::View>)? $crate::view::View for $name $(<$life>)? $(<$part>)? {
            fn value(self) -> $crate::theme::Value {
                $crate::view::table([$((
                    $crate::view::field_name(stringify!($field)),
                    $crate::view::View::value(self.$field),
                )),*])
            }

            #[cfg(test)]
            fn shape() -> $crate::view::Shape {
                $crate::view::Shape::Table(|| $crate::view::Table {
                    name: stringify!($name).to_owned() $(+ " of " + &$crate::view::name(&$part::shape()))?,
                    about: [$($about),+].concat().trim().to_owned(),
                    fields: vec![$($crate::view::Field {
                        name: $crate::view::field_name(stringify!($field)),
                        about: [$($doc),+].concat().trim().to_owned(),
                        shape: <$type as $crate::view::View>::shape(),
                    }),*],
                })
            }
        }
    };
}

pub(crate) use view;

/// Declares a set of words of which templates see one.
macro_rules! view_words {
    ($(#[doc = $about:literal])+ $(#[derive($($derive:ident),+)])? $visibility:vis enum $name:ident {
        $($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+
    }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone $($(, $derive)+)?)]
        $visibility enum $name {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl $crate::view::View for $name {
            fn value(self) -> $crate::theme::Value {
                let word = match self {
                    $(Self::$variant => $word,)+
                };
                word.into()
            }

            #[cfg(test)]
            fn shape() -> $crate::view::Shape {
                $crate::view::Shape::Plain(concat!("one of" $(, " `", $word, "`")+))
            }
        }
    };
}

pub(crate) use view_words;

/// A table as the template engine has it.
pub(crate) fn table<const FIELDS: usize>(fields: [(&'static str, Value); FIELDS]) -> Value {
    let fields = fields.into_iter();
    let fields = fields.map(|(name, value)| (name.into(), value));
    fields.collect::<Map>().into()
}

/// A field as a template writes it: `r#for` is written `for`.
pub(crate) const fn field_name(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

macro_rules! plain {
    ($($type:ty = $words:literal,)+) => {
        $(impl View for $type {
            fn value(self) -> Value {
                self.into()
            }

            #[cfg(test)]
            fn shape() -> Shape {
                Shape::Plain($words)
            }
        })+
    };
}

plain! {
    bool = "true or false",
    f64 = "a number",
    u32 = "a whole number",
    u64 = "a whole number",
    usize = "a whole number",
    &str = "a text",
    String = "a text",
}

impl<T: View> View for Option<T> {
    fn value(self) -> Value {
        self.map_or_else(Value::none, View::value)
    }

    #[cfg(test)]
    fn shape() -> Shape {
        Shape::Maybe(Box::new(T::shape()))
    }
}

impl<T: View> View for Vec<T> {
    fn value(self) -> Value {
        self.into_iter().map(View::value).collect::<Vec<_>>().into()
    }

    #[cfg(test)]
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<T: View, const N: usize> View for [T; N] {
    fn value(self) -> Value {
        self.map(View::value).to_vec().into()
    }

    #[cfg(test)]
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<T: View> View for BTreeMap<&str, T> {
    fn value(self) -> Value {
        let fields = self.into_iter();
        let fields = fields.map(|(name, field)| (name.to_owned().into(), field.value()));
        fields.collect::<Map>().into()
    }

    #[cfg(test)]
    fn shape() -> Shape {
        Shape::ByName(Box::new(T::shape()))
    }
}

/// HTML that is safe: made from Markdown by this program, or drawn by a template.
#[derive(Debug, Clone)]
pub(crate) struct Html(pub(crate) String);

impl View for Html {
    fn value(self) -> Value {
        Value::safe_string(&self.0)
    }

    #[cfg(test)]
    fn shape() -> Shape {
        Shape::Plain("HTML")
    }
}

/// The fields of content as `docs/content.md` explains them: a reference is a card, a text has `html` and `plain`, a
/// choice has `key` and `word`, a date has `iso` and `text`.
#[derive(Debug, Clone)]
pub(crate) struct Fields(pub(crate) Value);

impl View for Fields {
    fn value(self) -> Value {
        self.0
    }

    #[cfg(test)]
    fn shape() -> Shape {
        Shape::Plain("content")
    }
}

/// The fields of both in one table; those of the second come before those of the first that have the same name.
impl<A: View, B: View> View for (A, B) {
    fn value(self) -> Value {
        let fields = |value: Value| value.into_map().unwrap_or_default();
        let mut all = fields(self.0.value());
        all.extend(fields(self.1.value()));
        all.into()
    }

    #[cfg(test)]
    fn shape() -> Shape {
        Shape::Table(|| {
            let tables = [A::shape(), B::shape()].map(|shape| match shape {
                Shape::Table(table) => Some(table()),
                _ => None,
            });
            let [first, second] = tables;
            let (Some(mut table), Some(more)) = (first.clone(), second.clone()) else {
                return first.or(second).unwrap_or_else(Table::empty);
            };
            let is_new = |field: &Field| more.fields.iter().all(|other| other.name != field.name);
            table.fields.retain(is_new);
            table.fields.extend(more.fields);
            table.name = format!("{} and {}", table.name, more.name);
            table
        })
    }
}

/// A view that many pages show: its value is made once.
#[derive(Debug)]
pub(crate) struct Shared<T>(Value, PhantomData<fn() -> T>);

impl<T: View> Shared<T> {
    pub(crate) fn new(view: T) -> Self {
        Self::of(view)
    }

    /// The value of a view that has the same shape, such as one that borrows.
    pub(crate) fn of(view: impl View) -> Self {
        Self(view.value(), PhantomData)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T: View> View for Shared<T> {
    fn value(self) -> Value {
        self.0
    }

    #[cfg(test)]
    fn shape() -> Shape {
        T::shape()
    }
}

/// The declared tables that can be reached from these roots as a page of Markdown: each root with its fields, then each
/// other table once, by name.
#[cfg(test)]
pub(crate) fn reference(roots: &[(String, Shape)]) -> String {
    let mut page = String::new();
    let mut others: BTreeMap<String, Table> = BTreeMap::new();
    let mut next: Vec<Shape> = Vec::new();
    for (title, root) in roots {
        page.push_str(&format!("\n## {title}\n\n"));
        if let Shape::Table(table) = root {
            write_fields(&mut page, &table(), &mut next);
        }
    }
    while let Some(shape) = next.pop() {
        match shape {
            Shape::Plain(_) => {}
            Shape::Maybe(inner) | Shape::List(inner) | Shape::ByName(inner) => next.push(*inner),
            Shape::Table(table) => {
                let table = table();
                if !table.name.is_empty() && !others.contains_key(&table.name) {
                    next.extend(table.fields.iter().map(|field| field.shape.clone()));
                    others.insert(table.name.clone(), table);
                }
            }
        }
    }
    for table in others.values() {
        page.push_str(&format!("\n## {}\n\n{}\n\n", table.name, table.about));
        write_fields(&mut page, table, &mut Vec::new());
    }
    page
}

#[cfg(test)]
fn write_fields(page: &mut String, table: &Table, next: &mut Vec<Shape>) {
    for field in &table.fields {
        let (name, kind) = (field.name, in_words(&field.shape));
        page.push_str(&format!("- `{name}`: {kind}. {}\n", field.about));
        next.push(field.shape.clone());
    }
}

/// The name of a table, or what else it is in words.
#[cfg(test)]
pub(crate) fn name(shape: &Shape) -> String {
    match shape {
        Shape::Table(table) => table().name,
        shape => in_words(shape),
    }
}

#[cfg(test)]
fn in_words(shape: &Shape) -> String {
    match shape {
        Shape::Plain(words) => (*words).to_owned(),
        Shape::Maybe(inner) => format!("{}, or nothing", in_words(inner)),
        Shape::List(inner) => format!("a list of: {}", in_words(inner)),
        Shape::ByName(inner) => format!("by name: {}", in_words(inner)),
        Shape::Table(_) => {
            let name = name(shape);
            format!("[{name}](#{})", name.to_lowercase().replace(' ', "-"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    view! {
        /// A place between
        /// opposites.
        struct Slider<'a> {
            /// The word at the left end.
            left: &'a str,
            /// For whom it is.
            r#for: Option<String>,
            /// Its steps.
            steps: Vec<f64>,
        }
    }

    view! {
        /// Something around another.
        struct Frame[T] {
            /// What is inside.
            inside: T,
        }
    }

    #[test]
    fn a_pair_is_one_table_with_the_fields_of_both() {
        let slider = Slider {
            left: "calm",
            r#for: None,
            steps: Vec::new(),
        };
        let value = (Frame { inside: 1.5 }, slider).value();
        let at = |path: &str| value.get_from_path(path).cloned();
        assert_eq!(at("inside").unwrap().as_f64(), Some(1.5));
        assert_eq!(at("left").unwrap().as_str(), Some("calm"));
        let Shape::Table(pair) = <(Frame<f64>, Slider<'_>)>::shape() else {
            panic!("a table");
        };
        let pair = pair();
        let names: Vec<&str> = pair.fields.iter().map(|field| field.name).collect();
        assert_eq!(names, ["inside", "left", "for", "steps"]);
    }

    #[test]
    fn a_declared_table_is_a_value_and_says_what_it_consists_of() {
        let slider = Slider {
            left: "calm",
            r#for: None,
            steps: vec![1.5],
        };
        let value = Frame { inside: slider }.value();
        let at = |path: &str| value.get_from_path(path).cloned();
        assert_eq!(at("inside.left").unwrap().as_str(), Some("calm"));
        assert!(at("inside.for").unwrap().is_none());
        assert_eq!(at("inside.steps.0").unwrap().as_f64(), Some(1.5));
        let Shape::Table(frame) = Frame::<Slider<'_>>::shape() else {
            panic!("a table");
        };
        let Shape::Table(slider) = frame().fields[0].shape else {
            panic!("a table");
        };
        let slider = slider();
        assert_eq!(slider.about, "A place between opposites.");
        let names: Vec<&str> = slider.fields.iter().map(|field| field.name).collect();
        assert_eq!(names, ["left", "for", "steps"]);
        assert!(matches!(slider.fields[2].shape, Shape::List(_)));
    }
}
