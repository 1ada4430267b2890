//! The table of kinds. A kind is a line here, a file beside this one and a template.

use serde::de::DeserializeOwned;

use super::competitor::Competitor;
use super::content::{Content, Node, content};
use super::evidence::Evidence;
use super::finding::Finding;
use super::fresh_target::FreshTarget;
use super::icp::Icp;
use super::job::Job;
use super::journey::Journey;
use super::page::Page;
use super::path::Path;
use super::persona::Persona;
use super::qualification::Qualification;
use super::segment::Segment;
use super::term::Term;
use super::unseen::Hiding;
use super::value::{Period, PeriodUnit};
use crate::doc::{Date, Value, Wanted};
use crate::text::Step;

/// What the data of a kind can do.
pub trait KindData: Content + DeserializeOwned + schemars::JsonSchema {
    /// Its line in the table.
    const KIND: Kind;

    /// The list whose items are the headings of an entry in Markdown that are no fields.
    const PARTS: Option<&'static str> = None;

    /// The data of an entry, if the entry is of this kind.
    fn of(data: &Data) -> Option<&Self>;

    /// Takes off what pages say before or around a text themselves.
    fn leave_to_pages(&mut self) {}

    /// Takes out what tells of an entry that the site does not show and is neither a reference nor a text, before
    /// [`Content::leave_out`] takes out the references themselves.
    fn leave_out_first(&mut self, hiding: &Hiding<'_>) {
        let _ = hiding;
    }

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
    ($($(#[$meta:meta])* $name:ident: $variant:ident in $folder:literal = $about:expr;)+) => {
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
                match self { $(Self::$variant => stringify!($name)),+ }
            }

            /// What differs from kind to kind.
            pub fn about(self) -> &'static AboutKind {
                match self { $(Self::$variant => const { &$about }),+ }
            }

            /// The folder of its entries, in the content and on the site.
            pub fn folder(self) -> &'static str {
                match self { $(Self::$variant => $folder),+ }
            }

            /// The keys that the table at `path` of such an entry may have, besides the header's.
            pub fn keys_at(self, path: &[Step]) -> &'static [&'static str] {
                match self { $(Self::$variant => $variant::keys_at(path)),+ }
            }

            /// What must stand at `path` in such an entry, besides what the header says.
            pub fn wanted_at(self, path: &[Step]) -> Wanted {
                match self { $(Self::$variant => $variant::wanted_at(path)),+ }
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

            fn said(&self) -> Value {
                match self { $(Self::$variant(data) => data.said()),+ }
            }

            fn change_texts(&mut self, with: &mut dyn FnMut(&mut $crate::model::value::Text)) {
                match self { $(Self::$variant(data) => data.change_texts(with)),+ }
            }

            /// What stands in an entry depends on its kind: see [`Kind::wanted_at`].
            fn wanted_at(_: &[Step]) -> Wanted {
                Wanted::Nothing
            }

            fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
                match self {
                    $(Self::$variant(data) => {
                        data.leave_out_first(hiding);
                        data.leave_out(hiding)
                    })+
                }
            }
        }

        content! {
            /// How long an entry of each kind stays fresh after its review, and when today is.
            #[derive(Default)]
            pub struct Review {
                /// The day that is today in this book, for a book that is an example and stays as it is; a book in use has none, and `--today` is asked first. Example: `2026-11-28`.
                as_of: Option<Date>,
                /// How much of the book shall be fresh; the health page shows how far it is. Example: `"80%"`.
                target: Option<FreshTarget>,
                $(
                    #[doc = concat!("What lies in `content/", $folder, "/`. Example: `\"1 year\"`.")]
                    $name: Option<Period>,
                )+
            }
        }

        impl Review {
            /// How long an entry of this kind stays fresh.
            pub fn period(&self, kind: Kind) -> Period {
                let configured = match kind { $(Kind::$variant => self.$name),+ };
                configured.unwrap_or(kind.about().review)
            }
        }

        $(impl From<$variant> for Data {
            fn from(data: $variant) -> Self { Self::$variant(Box::new(data)) }
        })+
    };
}

kinds! {
    /// A group of customers with shared traits.
    segment: Segment in "segments" = AboutKind {
        icon: "pie-chart",
        tone: Tone { hue: 78, chroma: 0.1 },
        menu: Some(MenuGroup::Customers),
        ..CUSTOMER_KNOWLEDGE
    };
    /// An ideal customer profile.
    icp: Icp in "icps" = AboutKind {
        icon: "building",
        tone: Tone { hue: 185, chroma: 0.085 },
        menu: Some(MenuGroup::Customers),
        is_compared: true,
        ..CUSTOMER_KNOWLEDGE
    };
    /// A recognisable person.
    persona: Persona in "personas" = AboutKind {
        icon: "person",
        tone: Tone { hue: 38, chroma: 0.135 },
        menu: Some(MenuGroup::Customers),
        is_compared: true,
        ..CUSTOMER_KNOWLEDGE
    };
    /// A job to be done.
    job: Job in "jobs" = AboutKind {
        icon: "flag",
        tone: Tone { hue: 310, chroma: 0.12 },
        menu: Some(MenuGroup::Wants),
        ..CUSTOMER_KNOWLEDGE
    };
    /// A customer journey.
    journey: Journey in "journeys" = AboutKind {
        icon: "route",
        tone: Tone { hue: 250, chroma: 0.12 },
        menu: Some(MenuGroup::Wants),
        stands_alone: true,
        ..CUSTOMER_KNOWLEDGE
    };
    /// How a lead becomes qualified.
    qualification: Qualification in "qualification" = AboutKind {
        icon: "funnel",
        tone: Tone { hue: 145, chroma: 0.105 },
        menu: Some(MenuGroup::Work),
        review: MONTHS_3,
        stands_alone: true,
        claims_about_customers: false,
        ..CUSTOMER_KNOWLEDGE
    };
    /// Whom else the customer may choose.
    competitor: Competitor in "competitors" = AboutKind {
        icon: "crossed-swords",
        tone: Tone { hue: 12, chroma: 0.09 },
        menu: Some(MenuGroup::Work),
        stands_alone: true,
        ..CUSTOMER_KNOWLEDGE
    };
    /// A source.
    evidence: Evidence in "evidence" = AboutKind {
        icon: "magnifier",
        tone: Tone { hue: 222, chroma: 0.06 },
        menu: Some(MenuGroup::Background),
        search_weight: 0.4,
        is_background: true,
        claims_about_customers: false,
        ..CUSTOMER_KNOWLEDGE
    };
    /// A word of the glossary.
    term: Term in "terms" = AboutKind {
        icon: "open-book",
        tone: Tone { hue: 62, chroma: 0.055 },
        menu: Some(MenuGroup::Background),
        stands_alone: true,
        is_background: true,
        ..CUSTOMER_KNOWLEDGE
    };
    /// How a new colleague gets to know the customer.
    path: Path in "paths" = AboutKind {
        icon: "pennant",
        tone: Tone { hue: 350, chroma: 0.11 },
        menu: None,
        stands_alone: true,
        is_background: true,
        ..CUSTOMER_KNOWLEDGE
    };
    /// A free page.
    page: Page in "pages" = AboutKind {
        icon: "document",
        tone: Tone { hue: 42, chroma: 0.075 },
        menu: None,
        search_weight: 0.7,
        stands_alone: true,
        is_background: true,
        ..CUSTOMER_KNOWLEDGE
    };
}

/// What differs from kind to kind.
#[derive(Debug, Clone, Copy)]
pub struct AboutKind {
    /// The name of its icon, which `static/marks.css` draws.
    pub icon: &'static str,
    /// Its colour.
    pub tone: Tone,
    /// The group of the menu that leads to the index of the kind; none for kinds that have links of their own there.
    pub menu: Option<MenuGroup>,
    /// How long an entry stays fresh after its review, unless the book says otherwise.
    pub review: Period,
    /// What a word found in an entry counts, at most 1. Who looks for "finance" wants the person before the interviews
    /// with such persons.
    pub search_weight: f64,
    /// Whether entries are shown side by side on a page.
    pub is_compared: bool,
    /// Whether nothing has to refer to an entry.
    pub stands_alone: bool,
    /// Whether entries explain the others and are left out where the others are related to each other.
    pub is_background: bool,
    /// Whether its claims are about customers. The findings of a source and the questions of a framework are not.
    pub claims_about_customers: bool,
}

/// A colour in OKLCH, whose lightness follows from where it is used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tone {
    /// In degrees, 0 to 359.
    pub hue: u16,
    /// 0 is grey; more than 0.16 is no colour of most screens.
    pub chroma: f32,
}

const YEAR: Period = Period {
    count: 1,
    unit: PeriodUnit::Year,
};
const MONTHS_3: Period = Period {
    count: 3,
    unit: PeriodUnit::Month,
};

/// What most kinds have in common.
const CUSTOMER_KNOWLEDGE: AboutKind = AboutKind {
    icon: "document",
    tone: Tone {
        hue: 38,
        chroma: 0.135,
    },
    menu: None,
    review: YEAR,
    search_weight: 1.0,
    is_compared: false,
    stands_alone: false,
    is_background: false,
    claims_about_customers: true,
};

/// A group of the menu and of the links at the foot, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MenuGroup {
    /// The tour, paths, quiz, flash cards and free pages.
    New,
    /// Who the customers are.
    Customers,
    /// What they want and go through.
    Wants,
    /// What helps in a talk with them.
    Work,
    /// What it rests on, and where to look something up.
    Background,
    /// What editors look at; only at the foot.
    Editors,
    /// What is printed; only at the foot.
    Paper,
}

impl MenuGroup {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::New,
        Self::Customers,
        Self::Wants,
        Self::Work,
        Self::Background,
        Self::Editors,
        Self::Paper,
    ];

    /// Its name in the words of the interface, as in `nav_new`.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Customers => "customers",
            Self::Wants => "wants",
            Self::Work => "work",
            Self::Background => "background",
            Self::Editors => "editors",
            Self::Paper => "paper",
        }
    }

    /// Whether it stands at the foot of pages, and not in the menu.
    pub fn is_at_foot(self) -> bool {
        matches!(self, Self::Editors | Self::Paper)
    }
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
