//! What fits on a table card or a slide of a persona.

use crate::model::persona::Persona;
use crate::site::links::EntryLinks;
use crate::site::shorten::{few, size};
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
        /// What the goals are, or else what drives: at most three.
        wants: Vec<String>,
        /// What drives, or else what the goals are: at most four.
        drives: Vec<String>,
        /// What frustrates: at most four.
        frustrations: Vec<String>,
        /// What the persona fears: at most three.
        fears: Vec<String>,
        /// What the persona dreams of: at most three.
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
    Brief {
        quote: quote.to_owned(),
        summary: header
            .summary
            .as_ref()
            .map(|text| shorten(&text.plain(), 220)),
        quote_size: size(letters(quote), &[80, 125]),
        name_size: size(letters(&header.name), &[18, 32]),
        // On small paper goals say most; drivers and frustrations are for the back.
        wants: few(persona.wants(), 3, 110),
        drives: few(persona.drives(), 4, 120),
        frustrations: few(&persona.frustrations, 4, 120),
        fears: few(&persona.fears, 3, 120),
        dreams: few(&persona.dreams, 3, 120),
        dos: few(&persona.dos, 4, 110),
        donts: few(&persona.donts, 4, 110),
        convinced_by: few(persona.convinced_by(), 4, 120),
        says: few(persona.says(), 6, 30),
        avoid: few(persona.avoids(), 6, 30),
        objections: objections.collect(),
        day: day.collect(),
    }
}

/// The quote as it stands on all her paper; empty without one.
pub(crate) fn quote(persona: &Persona) -> String {
    let quote = persona.quote.as_ref();
    quote.map_or_else(String::new, |quote| shorten(&quote.text.plain(), 170))
}
