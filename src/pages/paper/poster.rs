//! What a poster may say: never more of a persona than one sheet of A3 could hold. How much of it the sheet has room for is
//! decided where it is laid out (`static/sheets.css`): what does not fit is left out whole.

use crate::model::persona::{Persona, Trait};
use crate::model::{Key, Kind};
use crate::site::links::EntryLinks;
use crate::site::shorten::{size, some};
use crate::site::traits::{Slider, slider};
use crate::text::width::{letters, shorten};
use crate::view::{Shared, view};

view! {
    /// What fits on a poster.
    pub(crate) struct PosterTexts {
        /// How large its letters are, for how little is on it: `large`, `medium` or `small`.
        room: &'static str,
        /// What the persona does; empty when nobody says.
        role: String,
        /// Where the persona lives or works; empty when nobody says.
        location: String,
        /// The name of the segment; empty without.
        segment: String,
        /// What drives, or else what the goals are.
        drives: Vec<String>,
        /// What frustrates.
        frustrations: Vec<String>,
        /// What convinces.
        convinced_by: Vec<String>,
        /// What to do when talking with the persona.
        dos: Vec<String>,
        /// What not to do.
        donts: Vec<String>,
        /// Words to use.
        says: Vec<String>,
        /// Words to avoid.
        avoid: Vec<String>,
        /// Places between opposites.
        traits: Shared<Vec<Slider<'static>>>,
        /// A day.
        day: Vec<PosterMoment>,
    }
}

view! {
    /// A moment of a day on a poster.
    pub(crate) struct PosterMoment {
        /// The time, as it is written; empty when nobody says.
        time: String,
        /// What happens.
        what: String,
    }
}

pub(crate) fn poster(links: &EntryLinks<'_>, persona: &Persona) -> PosterTexts {
    let viewer = links.viewer;
    let segment = persona.segment.as_ref();
    let segment = segment.and_then(|one| viewer.catalog.get(&Key::new(Kind::Segment, &one.id)));
    let short = |text: Option<&String>, letters| {
        text.map_or_else(String::new, |text| shorten(text, letters))
    };
    let lists = [
        persona.drives(),
        &persona.frustrations,
        persona.convinced_by(),
    ];
    let [drives, frustrations, convinced_by] = lists.map(|claims| some(claims, 4, 90));
    let [dos, donts] = [&persona.dos, &persona.donts].map(|claims| some(claims, 4, 110));
    let [says, avoid] = [persona.says(), persona.avoids()].map(|claims| some(claims, 6, 30));
    let moments = persona.day.iter().take(7).map(|moment| PosterMoment {
        time: moment.time.clone().unwrap_or_default(),
        what: shorten(&moment.what.plain(), 70),
    });
    let day: Vec<_> = moments.collect();
    let traits = persona.traits.iter().take(6).map(|one| Trait {
        left: shorten(&one.left, 34),
        right: shorten(&one.right, 34),
        ..one.clone()
    });
    let traits: Vec<_> = traits.collect();
    let sliders = traits.iter().map(|one| slider(viewer, one));
    let lists = [&drives, &frustrations, &convinced_by, &dos, &donts];
    let in_lists: usize = lists.into_iter().flatten().map(|text| letters(text)).sum();
    PosterTexts {
        room: size(in_lists + 40 * day.len(), &[450, 900]),
        role: short(persona.role.as_ref(), 70),
        location: short(persona.location.as_ref(), 70),
        segment: short(segment.map(|entry| &entry.header.name), 40),
        drives,
        frustrations,
        convinced_by,
        dos,
        donts,
        says,
        avoid,
        traits: Shared::of(sliders.collect::<Vec<_>>()),
        day,
    }
}
