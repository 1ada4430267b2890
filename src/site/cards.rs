//! Cards: what is shown of an entry wherever another one refers to it.

use super::Viewer;
use super::links::url;
use super::pictures::{self, PictureView, Source};
use crate::model::persona::PersonaKind;
use crate::model::segment::Tier;
use crate::model::value::Text;
use crate::model::{Data, Entry, FaceFiles, Kind, Status};
use crate::score::{Freshness, freshness};
use crate::view::view;

view! {
    /// What is shown of an entry wherever another one refers to it. The same fields for every kind, so that a template can
    /// draw any card.
    pub(crate) struct EntryCard {
        /// The kind, as in `persona`.
        kind: &'static str,
        /// The word for one of the kind.
        kind_word: String,
        /// The id.
        id: String,
        /// The name.
        name: String,
        /// What a persona is called in a sentence: `short`, or the first name of a person, or the whole name; the name of any other entry.
        short_name: String,
        /// The first letter of the name, where there is no picture.
        letter: String,
        /// One sentence, as plain text; empty when there is none.
        summary: String,
        /// The address of the page from the root of the site.
        url: String,
        /// The role of a persona, the method of evidence and so on: a few words under the name.
        detail: String,
        /// What a persona says; empty for other kinds.
        quote: String,
        /// The address of a picture from the root of the site: an image, or the drawn face of a persona.
        picture: Option<String>,
        /// In pixels; absent without a picture.
        picture_width: Option<u32>,
        /// In pixels; absent without a picture.
        picture_height: Option<u32>,
        /// Every size for a `srcset`, smallest first; empty for a drawn face, which fits any size.
        picture_sizes: Vec<Source>,
        /// The same as WebP; empty where that is not smaller.
        picture_webp: Vec<Source>,
        /// The address of a picture that a chat program shows when somebody shares the page: an image, or the drawn face in pixels, if the book
        /// has that.
        shared_picture: Option<String>,
        /// The number of a persona's colour, 0 to 11, as in the class `hue-3`.
        hue: Option<usize>,
        /// A, B or C.
        tier: Option<&'static str>,
        /// Not a customer: an anti-ICP, a negative persona.
        negative: bool,
        /// The status as it is written in content.
        status: Option<&'static str>,
        /// Whether a review is due.
        stale: bool,
        /// Who looks after the entry.
        owner: Option<String>,
        /// The tags.
        tags: Vec<String>,
    }
}

pub(crate) fn card(viewer: &Viewer<'_>, entry: &Entry) -> EntryCard {
    let name = entry.header.name.clone();
    let details = details(viewer, entry);
    let picture = match &details.picture {
        Some(image) => pictures::image(viewer, entry, image),
        None if entry.key.kind == Kind::Persona => pictures::drawing(&entry.key),
        None => PictureView::default(),
    };
    let fresh = freshness(entry, &viewer.book.config.review, viewer.today);
    EntryCard {
        kind: entry.key.kind.name(),
        kind_word: viewer
            .words
            .choice("kind", entry.key.kind.name())
            .to_owned(),
        id: entry.key.id.clone(),
        short_name: viewer.short_names.name_of(entry).to_owned(),
        letter: name.chars().next().map(String::from).unwrap_or_default(),
        name,
        summary: entry
            .header
            .summary
            .as_ref()
            .map(Text::plain)
            .unwrap_or_default(),
        url: url(&entry.key),
        detail: detail(viewer, entry, details.detail),
        quote: details.quote,
        shared_picture: shared_picture(viewer, entry, &picture),
        picture: picture.url,
        picture_width: picture.width,
        picture_height: picture.height,
        picture_sizes: picture.sizes,
        picture_webp: picture.webp,
        hue: (entry.key.kind == Kind::Persona)
            .then(|| viewer.persona_colours[entry.key.id.as_str()].number()),
        tier: details.tier,
        negative: details.negative,
        status: entry.header.status.map(Status::as_str),
        stale: !matches!(fresh, Freshness::FreshUntil(_)),
        owner: entry.header.owner.clone(),
        tags: entry.header.tags.clone(),
    }
}

/// What a chat program can show of an entry.
fn shared_picture(viewer: &Viewer<'_>, entry: &Entry, picture: &PictureView) -> Option<String> {
    let url = picture.url.as_deref()?;
    if !url.ends_with(".svg") {
        return Some(url.to_owned());
    }
    let is_drawn = url == pictures::drawing_url(&entry.key);
    let has_pixels = viewer.book.config.site.faces == Some(FaceFiles::Png);
    (is_drawn && has_pixels).then(|| pictures::pixels_url(&entry.key))
}

/// What a card says below the name: of what is retired that first.
fn detail(viewer: &Viewer<'_>, entry: &Entry, detail: String) -> String {
    if !entry.is_retired() {
        return detail;
    }
    let retired = viewer.words.choice("status", Status::Retired.as_str());
    match detail.as_str() {
        "" => retired.to_owned(),
        detail => format!("{retired} · {detail}"),
    }
}

#[derive(Default)]
struct CardDetails {
    detail: String,
    quote: String,
    picture: Option<String>,
    tier: Option<&'static str>,
    negative: bool,
}

fn details(viewer: &Viewer<'_>, entry: &Entry) -> CardDetails {
    let words = &viewer.words;
    let image =
        |image: &Option<crate::model::value::Image>| image.as_ref().map(|image| image.0.clone());
    match &entry.data {
        Data::Persona(persona) => CardDetails {
            detail: persona.role.clone().unwrap_or_default(),
            quote: persona
                .quote
                .as_ref()
                .map(|quote| quote.text.plain())
                .unwrap_or_default(),
            picture: image(&persona.portrait),
            negative: persona.kind == Some(PersonaKind::Negative),
            tier: None,
        },
        Data::Segment(segment) => CardDetails {
            detail: segment
                .strategy
                .map(|strategy| words.choice("strategy", strategy.as_str()).to_owned())
                .unwrap_or_default(),
            picture: image(&segment.image),
            tier: segment.tier.map(Tier::as_str),
            ..CardDetails::default()
        },
        Data::Icp(icp) => CardDetails {
            picture: image(&icp.image),
            negative: icp.negative,
            ..CardDetails::default()
        },
        Data::Job(job) => CardDetails {
            detail: job
                .level
                .map(|level| words.choice("job-level", level.as_str()).to_owned())
                .unwrap_or_default(),
            picture: image(&job.image),
            ..CardDetails::default()
        },
        Data::Journey(journey) => CardDetails {
            detail: journey
                .state
                .map(|state| words.choice("state", state.as_str()).to_owned())
                .unwrap_or_default(),
            picture: image(&journey.image),
            ..CardDetails::default()
        },
        Data::Evidence(evidence) => CardDetails {
            detail: evidence
                .method
                .map(|method| words.choice("method", method.as_str()).to_owned())
                .unwrap_or_default(),
            picture: image(&evidence.image),
            ..CardDetails::default()
        },
        Data::Competitor(competitor) => CardDetails {
            detail: competitor
                .price
                .as_ref()
                .map(Text::plain)
                .unwrap_or_default(),
            picture: image(&competitor.image),
            ..CardDetails::default()
        },
        Data::Page(page) => CardDetails {
            picture: image(&page.image),
            ..CardDetails::default()
        },
        Data::Path(path) => CardDetails {
            detail: path.r#for.clone().unwrap_or_default(),
            ..CardDetails::default()
        },
        Data::Qualification(_) | Data::Term(_) => CardDetails::default(),
    }
}
