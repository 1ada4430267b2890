//! The table of kinds. A kind is a line here, a file beside this one and a template.

use serde::de::DeserializeOwned;

use super::content::{Content, Node};
use super::evidence::Evidence;
use super::finding::Finding;
use super::icp::Icp;
use super::job::Job;
use super::journey::Journey;
use super::page::Page;
use super::path::Path;
use super::persona::Persona;
use super::qualification::Qualification;
use super::segment::Segment;
use super::term::Term;
use crate::text::Step;

/// What the data of a kind can do.
pub trait KindData: Content + DeserializeOwned + schemars::JsonSchema {
    /// Its line in the table.
    const KIND: Kind;

    /// The data of an entry, if the entry is of this kind.
    fn of(data: &Data) -> Option<&Self>;

    /// The entry above this one in a tree of its kind: the field and the id.
    fn parent(&self) -> Option<(&'static str, &str)> {
        None
    }

    /// What is wrong with these data as a whole, beyond the type of each field.
    fn findings(&self) -> Vec<Finding> {
        Vec::new()
    }
}

macro_rules! kinds {
    ($($(#[$meta:meta])* $variant:ident = $name:literal in $folder:literal,)+) => {
        /// A kind of entry, in the order of the navigation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$meta])* $variant,)+ }

        /// The data of an entry.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Data { $($(#[$meta])* $variant(Box<$variant>),)+ }

        impl Kind {
            /// Every kind, in the order of the navigation.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word for one, as in `persona:sophie`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The folder of its entries, in the content and on the site.
            pub fn folder(self) -> &'static str {
                match self { $(Self::$variant => $folder),+ }
            }

            /// The keys that the table at `path` of such an entry may have, besides the header's.
            pub fn keys_at(self, path: &[Step]) -> &'static [&'static str] {
                match self { $(Self::$variant => $variant::keys_at(path)),+ }
            }

            /// Calls `with` for the type of this kind's data.
            pub fn with<W: WithKind>(self, with: W) -> W::Out {
                match self { $(Self::$variant => with.call::<$variant>()),+ }
            }
        }

        impl Data {
            /// The kind these data are of.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$variant(_) => Kind::$variant),+ }
            }

            /// The entry above, see [`KindData::parent`].
            pub fn parent(&self) -> Option<(&'static str, &str)> {
                match self { $(Self::$variant(data) => data.parent()),+ }
            }

            /// What is wrong, see [`KindData::findings`].
            pub fn findings(&self) -> Vec<Finding> {
                match self { $(Self::$variant(data) => data.findings()),+ }
            }
        }

        impl Content for Data {
            fn node(&self) -> Node<'_> {
                match self { $(Self::$variant(data) => data.node()),+ }
            }
        }

        $(impl From<$variant> for Data {
            fn from(data: $variant) -> Self { Self::$variant(Box::new(data)) }
        })+
    };
}

kinds! {
    /// A group of customers with shared traits.
    Segment = "segment" in "segments",
    /// An ideal customer profile.
    Icp = "icp" in "icps",
    /// A recognisable person.
    Persona = "persona" in "personas",
    /// A job to be done.
    Job = "job" in "jobs",
    /// A customer journey.
    Journey = "journey" in "journeys",
    /// How a lead becomes qualified.
    Qualification = "qualification" in "qualification",
    /// A source.
    Evidence = "evidence" in "evidence",
    /// A word of the glossary.
    Term = "term" in "terms",
    /// How a new colleague gets to know the customer.
    Path = "path" in "paths",
    /// A free page.
    Page = "page" in "pages",
}

/// Something to do for the type behind a [`Kind`].
pub trait WithKind {
    /// What comes of it.
    type Out;
    /// Does it.
    fn call<T: KindData>(self) -> Self::Out
    where
        Data: From<T>;
}

impl Kind {
    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The kind whose entries lie in this folder.
    pub fn from_folder(folder: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.folder() == folder)
    }
}
