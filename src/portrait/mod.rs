//! Portraits for personas without a picture: friendly, distinct, and the same on every machine.
//! Must not know personas, pages or files.
//!
//! Reading order: `seed` (chance that stays the same), `person` (what goes together), `palette` and
//! `pen` (colours, SVG), then the parts from the back to the front: `backdrop`, `clothing`, `face`,
//! `hair`, `accessories`.
//!
//! A portrait has no id that could collide, no style and no script.

mod accessories;
mod backdrop;
mod clothing;
mod face;
mod hair;
mod palette;
mod pen;
mod person;
mod seed;
#[cfg(test)]
mod tests;

use crate::language::SpokenOf;
use crate::model::look::{Headwear, Look};

pub(crate) use palette::Accent;
pub(crate) use seed::Seed;

use palette::{CLOTHS, Colour, PAPER, SkinTones, Tones};
use pen::Drawing;
use person::Person;

/// The width and height of a portrait, in user units.
pub(crate) const SIDE: u32 = 400;

/// What is known of somebody whose portrait is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Described<'a> {
    /// What is said of the face itself; it goes before everything else.
    pub(crate) look: &'a Look,
    /// How old they are, in years.
    pub(crate) years: Option<u32>,
    /// How others speak of them.
    pub(crate) spoken_of: Option<SpokenOf>,
}

/// A portrait as a complete SVG: 5 kB as a rule, 7 kB for the most ornate, 9 kB
/// for a look that asks for everything at once.
///
/// What `described` leaves open follows from `id`. `accent` colours the background and, often, the
/// clothes. It is decoration: the page that shows it gives the name.
pub(crate) fn portrait(id: &str, described: Described<'_>, accent: Accent) -> String {
    let sitter = Sitter::new(Seed::new(id), described, accent);
    let build = sitter.person.build;
    let mut drawing = Drawing::default();
    backdrop::backdrop(&mut drawing, &sitter);
    let figure = if build.mirrored {
        "translate(416 -24) scale(-1.08 1.08)"
    } else {
        "translate(-16 -24) scale(1.08)"
    };
    // The head turns on the neck, and the hair at its back with it.
    let head = format!("translate(200 174) rotate({:.1} 0 100)", build.tilt);
    let body = format!(
        "translate(200 0) rotate({:.1} 0 400) scale({:.2} 1)",
        build.lean, build.shoulders
    );
    drawing.group(figure, |drawing| {
        drawing.group(&body, |drawing| clothing::behind(drawing, &sitter));
        drawing.group(&head, |drawing| {
            hair::behind(drawing, &sitter);
            accessories::behind(drawing, &sitter);
        });
        drawing.group(&body, |drawing| clothing::body(drawing, &sitter));
        drawing.group(&head, |drawing| {
            face::face(drawing, &sitter);
            face::beard(drawing, &sitter);
            face::mouth(drawing, &sitter);
            face::moustache(drawing, &sitter);
            accessories::earrings(drawing, &sitter);
            hair::in_front(drawing, &sitter);
            accessories::glasses(drawing, &sitter);
            accessories::headwear(drawing, &sitter);
        });
    });
    drawing.into_document()
}

/// A person with the colours they are drawn in.
struct Sitter {
    person: Person,
    seed: Seed,
    accent: Accent,
    skin: SkinTones,
    hair: Tones,
    /// What is worn outside.
    cloth: Tones,
    /// What is worn under it: a shirt, a collar.
    inner: Tones,
    /// A tie, a scarf, what is on the head.
    trim: Tones,
}

impl Sitter {
    fn new(seed: Seed, described: Described<'_>, accent: Accent) -> Self {
        let person = Person::new(seed, described);
        let skin = SkinTones::of(person.skin);
        let hair = Tones::of_hair(person.hair_colour);
        let far = accent.turned(150 + 30 * u16::try_from(seed.below("far", 3)).unwrap_or(0));
        let mut colours = vec![
            accent.strong(),
            accent.deep(),
            far.strong(),
            far.deep(),
            accent.strong(),
            far.strong(),
        ];
        colours.extend(CLOTHS);
        let pick = |question: &str, apart: &[(Colour, u32)]| {
            let start = seed.below(question, colours.len());
            // A stride that no length here shares a factor with, so that all are tried.
            let tried = (0..colours.len()).map(|n| colours[(start + n * 5) % colours.len()]);
            let enough = |colour: &Colour| {
                apart
                    .iter()
                    .all(|&(other, least)| colour.distance(other) >= least)
            };
            tried.clone().find(enough).unwrap_or(colours[start])
        };
        let ground = accent.soft();
        let cloth = pick("cloth", &[(skin.base, 110), (ground, 120), (hair.base, 60)]);
        let trim = pick(
            "trim",
            &[
                (cloth, 190),
                (skin.base, 110),
                (ground, 110),
                (hair.base, 110),
            ],
        );
        let inner = match seed.below("inner", 3) {
            0 if cloth.distance(PAPER) > 150 => PAPER.mix(Colour(0xff_ff_ff), 30),
            1 if cloth.distance(far.pale()) > 150 => far.pale(),
            _ if cloth.distance(CLOTHS[0]) > 150 => CLOTHS[0],
            _ => accent.deep(),
        };
        Self {
            person,
            seed,
            accent,
            skin,
            hair,
            cloth: Tones::of_cloth(cloth),
            inner: Tones::of_cloth(inner),
            trim: Tones::of_cloth(trim),
        }
    }

    fn hair_shows_forehead(&self) -> bool {
        let covered = matches!(
            self.person.headwear,
            Headwear::Headscarf
                | Headwear::Headwrap
                | Headwear::Turban
                | Headwear::Cap
                | Headwear::Beanie
        );
        !covered && face::forehead_shows(self.person.hair)
    }
}
