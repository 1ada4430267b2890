//! The tour: our customer in ten minutes, one stop after the other. A stop the book has nothing for is left out.
//! What a stop shows is in `stops.rs`.

use super::stops;
use crate::site::lead::Lead;
use crate::site::{PageHead, PageView, Viewer, map};
use crate::theme::Value;

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

    fn is_on(self, lead: &Lead<'_>) -> bool {
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
pub(crate) fn stops(lead: &Lead<'_>) -> Vec<Stop> {
    ALL.into_iter().filter(|stop| stop.is_on(lead)).collect()
}

/// A page for each stop.
pub(crate) fn pages(viewer: &Viewer<'_>) -> Vec<PageView> {
    let stops = stops(&viewer.lead);
    let bar: Vec<Value> = stops
        .iter()
        .map(|stop| {
            map(vec![
                ("title", title(viewer, *stop).into()),
                ("url", stop.url().into()),
            ])
        })
        .collect();
    (0..stops.len())
        .map(|place| page(viewer, &stops, &bar, place))
        .collect()
}

fn page(viewer: &Viewer<'_>, stops: &[Stop], bar: &[Value], place: usize) -> PageView {
    let stop = stops[place];
    let neighbour =
        |place: Option<usize>| -> Value { place.and_then(|place| bar.get(place)).cloned().into() };
    let mut head = PageHead::new(&title(viewer, stop), &stop.url(), "tour");
    let framing = stops::framing(viewer, stop);
    head.description.clone_from(&framing);
    head.breadcrumbs = viewer.crumbs(None);
    let mut parts = vec![
        ("stop", stop.name().into()),
        ("number", (place + 1).into()),
        ("of", stops.len().into()),
        ("stops", bar.to_vec().into()),
        ("previous", neighbour(place.checked_sub(1))),
        ("next", neighbour(Some(place + 1))),
        ("framing", framing.into()),
        ("onward", onward(viewer, place + 1 == stops.len())),
    ];
    parts.extend(stops::shown(viewer, stop));
    head.with("tour.html", parts)
}

/// Where a newcomer goes after the last stop: the quiz and the paths.
fn onward(viewer: &Viewer<'_>, is_last: bool) -> Value {
    let links = [super::quiz(viewer), super::paths(viewer)];
    let links = links.into_iter().flatten().filter(|_| is_last);
    links.collect::<Vec<_>>().into()
}

fn title(viewer: &Viewer<'_>, stop: Stop) -> String {
    let who = viewer.lead.persona;
    let who = who.map_or("", |(entry, _)| entry.header.short_name());
    viewer
        .words
        .fill(&format!("tour_{}", stop.name()), "name", who)
}
