//! What fits on a table card or a slide of a persona.

use crate::model::Claim;
use crate::model::persona::Persona;
use crate::site::links::EntryLinks;
use crate::site::shorten::{size, some};
use crate::text::width::{letters, shorten};
use crate::view::view;

view! {
    /// What fits on paper of a fixed size: the first few of everything, the worst first where claims say how bad they
    /// are, none longer than a few lines.
    pub(crate) struct Brief<'a> {
        /// Something the persona said; empty without.
        quote: String,
        /// One sentence.
        summary: Option<String>,
        /// How large the letters of the quote are: `large`, `medium` or `small`.
        quote_size: &'static str,
        /// How large the letters of the name are: `large`, `medium` or `small`.
        name_size: &'static str,
        /// The first goal, or else what drives: for a card; empty without.
        wants: String,
        /// What frustrates most: for a card; empty without.
        struggles: String,
        /// What to do first when talking with the persona: for a card; empty without.
        so: String,
        /// What drives, or else what the goals are: at most four.
        drives: Vec<String>,
        /// What frustrates: at most four.
        frustrations: Vec<String>,
        /// What the persona fears: at most four.
        fears: Vec<String>,
        /// What the persona dreams of: at most four.
        dreams: Vec<String>,
        /// What to do when talking with the persona: at most four.
        dos: Vec<String>,
        /// What not to do: at most four.
        donts: Vec<String>,
        /// What convinces: at most four.
        convinced_by: Vec<String>,
        /// Words to use: at most six.
        says: Vec<String>,
        /// Words to avoid: at most six.
        avoid: Vec<String>,
        /// What the persona says against it: at most two.
        objections: Vec<BriefObjection>,
        /// The first nine moments of a day.
        day: Vec<BriefMoment<'a>>,
    }
}

view! {
    /// An objection, cut to the room there is.
    pub(crate) struct BriefObjection {
        /// What the persona says.
        says: String,
        /// What we answer.
        answer: Option<String>,
    }
}

view! {
    /// A moment of a day, cut to the room there is.
    pub(crate) struct BriefMoment<'a> {
        /// The time, as it is written.
        time: Option<&'a str>,
        /// What happens.
        what: String,
    }
}

/// What fits of a persona on a table card or a slide; `quote` is the one that stands on all her paper.
pub(crate) fn brief<'a>(links: &EntryLinks<'_>, persona: &'a Persona, quote: &str) -> Brief<'a> {
    let header = &links.entry.header;
    let objections = persona.decision.iter().flat_map(|one| &one.objections);
    let objections = objections.take(2).map(|objection| BriefObjection {
        says: shorten(&objection.says.plain(), 110),
        answer: objection
            .answer
            .as_ref()
            .map(|answer| shorten(&answer.plain(), 230)),
    });
    let day = persona.day.iter().take(9).map(|moment| BriefMoment {
        time: moment.time.as_deref(),
        what: shorten(&moment.what.plain(), 130),
    });
    // The style sheet decides how many a slide has room for on paper, in whole items; on a screen a slide grows.
    let list = |claims: &[Claim]| some(claims, 4, 180);
    let first = |claims: &[Claim]| some(claims, 1, 120).pop().unwrap_or_default();
    Brief {
        quote: quote.to_owned(),
        summary: header
            .summary
            .as_ref()
            .map(|text| shorten(&text.plain(), 220)),
        quote_size: size(letters(quote), &[80, 125]),
        name_size: size(letters(&header.name), &[18, 32]),
        // On small paper goals say most; drivers and frustrations are for the back.
        wants: first(persona.wants()),
        struggles: first(&persona.frustrations),
        so: first(&persona.dos),
        drives: list(persona.drives()),
        frustrations: list(&persona.frustrations),
        fears: list(&persona.fears),
        dreams: list(&persona.dreams),
        dos: list(&persona.dos),
        donts: list(&persona.donts),
        convinced_by: list(persona.convinced_by()),
        says: some(persona.says(), 6, 30),
        avoid: some(persona.avoids(), 6, 30),
        objections: objections.collect(),
        day: day.collect(),
    }
}

/// The quote as it stands on all her paper; empty without one.
pub(crate) fn quote(persona: &Persona) -> String {
    let quote = persona.quote.as_ref();
    quote.map_or_else(String::new, |quote| shorten(&quote.text.plain(), 170))
}
