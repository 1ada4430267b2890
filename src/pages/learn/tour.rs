//! The tour: our customer in ten minutes, one stop after the other. A stop the book has nothing for is left out.
//! What a stop shows is in `stops.rs`.

use super::stops;
use crate::site::MenuLink;
use crate::site::introduction::Introduction;
use crate::site::{PageHead, PageView, Viewer};
#[cfg(test)]
use crate::view::Shape;
use crate::view::view;

/// A stop, in the order of the tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    Segment,
    Profile,
    Committee,
    Persona,
    Job,
    Journey,
    Message,
}

view! {
    /// What every page of the tour has.
    pub(crate) struct TourPage<'a> {
        /// The stop: `segment`, `profile`, `committee`, `persona`, `job`, `journey` or `message`.
        stop: &'static str,
        /// Its place in the tour, from 1.
        number: usize,
        /// How many stops the tour has.
        of: usize,
        /// All stops, in their order.
        stops: Vec<TourLink>,
        /// The stop before it.
        previous: Option<TourLink>,
        /// The stop after it.
        next: Option<TourLink>,
        /// Why we stop here, in a sentence or two.
        framing: String,
        /// Where to go after the last stop; empty before it.
        onward: Vec<MenuLink<'a>>,
    }
}

view! {
    /// A link to a stop of the tour.
    pub(crate) struct TourLink {
        /// What it is called.
        title: String,
        /// The address from the root of the site.
        url: String,
    }
}

/// What the template sees, at each stop.
#[cfg(test)]
pub(crate) fn shapes() -> Vec<(&'static str, Shape)> {
    let stops = ALL.into_iter();
    stops
        .map(|stop| (stop.name(), stops::shape(stop)))
        .collect()
}

/// Where the stops of a book are found.
pub(crate) fn urls(viewer: &Viewer<'_>) -> Vec<String> {
    let stops = stops(&viewer.lead).into_iter();
    stops.map(Stop::url).collect()
}

const ALL: [Stop; 7] = [
    Stop::Segment,
    Stop::Profile,
    Stop::Committee,
    Stop::Persona,
    Stop::Job,
    Stop::Journey,
    Stop::Message,
];

impl Stop {
    /// Its name in addresses, words and the template.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Profile => "profile",
            Self::Committee => "committee",
            Self::Persona => "persona",
            Self::Job => "job",
            Self::Journey => "journey",
            Self::Message => "message",
        }
    }

    /// Its page: named after what it shows, so that a link stays right when the book gets another stop.
    pub(crate) fn url(self) -> String {
        format!("learn/tour-{}.html", self.name())
    }

    fn is_on(self, lead: &Introduction<'_>) -> bool {
        match self {
            Self::Segment => lead.segment.is_some(),
            Self::Profile => lead.icp.is_some(),
            Self::Committee => lead.committee().iter().any(|one| one.persona.is_some()),
            Self::Persona => lead.persona.is_some(),
            Self::Job => lead.job.is_some(),
            Self::Journey => lead.low_point().is_some(),
            Self::Message => stops::low_stage(lead)
                .is_some_and(|(_, stage)| stage.message.is_some() || !stage.content.is_empty()),
        }
    }
}

/// The stops of this book.
pub(crate) fn stops(lead: &Introduction<'_>) -> Vec<Stop> {
    ALL.into_iter().filter(|stop| stop.is_on(lead)).collect()
}

/// A page for each stop.
pub(crate) fn pages(viewer: &Viewer<'_>) -> Vec<PageView> {
    let stops = stops(&viewer.lead);
    let bar: Vec<TourLink> = stops
        .iter()
        .map(|stop| TourLink {
            title: title(viewer, *stop),
            url: stop.url(),
        })
        .collect();
    (0..stops.len())
        .filter_map(|place| page(viewer, &stops, &bar, place))
        .collect()
}

fn page(viewer: &Viewer<'_>, stops: &[Stop], bar: &[TourLink], place: usize) -> Option<PageView> {
    let stop = stops[place];
    let neighbour = |place: Option<usize>| place.and_then(|place| bar.get(place)).cloned();
    let mut head = PageHead::new(&title(viewer, stop), &stop.url(), "tour");
    let framing = stops::framing(viewer, stop);
    head.description.clone_from(&framing);
    head.breadcrumbs = viewer.crumbs(None);
    let bar = TourPage {
        stop: stop.name(),
        number: place + 1,
        of: stops.len(),
        stops: bar.to_vec(),
        previous: neighbour(place.checked_sub(1)),
        next: neighbour(Some(place + 1)),
        framing,
        onward: onward(viewer, place + 1 == stops.len()),
    };
    stops::page(viewer, stop, head, bar)
}

/// Where a newcomer goes after the last stop: the quiz and the paths.
fn onward<'a>(viewer: &'a Viewer<'_>, is_last: bool) -> Vec<MenuLink<'a>> {
    let links = [super::quiz(viewer), super::paths(viewer)];
    let links = links.into_iter().flatten().filter(|_| is_last);
    links.collect()
}

fn title(viewer: &Viewer<'_>, stop: Stop) -> String {
    let who = viewer.lead.persona;
    let who = who.map_or("", |(entry, _)| viewer.short_names.name_of(entry));
    viewer
        .words
        .fill(&format!("tour_{}", stop.name()), "name", who)
}
