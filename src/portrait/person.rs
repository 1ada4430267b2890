//! From a look with gaps to one person: the gaps filled from the seed, so that what is chosen goes
//! together. Must not know colours' values or shapes.
//!
//! The rules are about what sits well in a drawing (a cap on a bun, a beard under a flower). None of
//! them reads a name, a job or a place.

use super::Described;
use super::seed::Seed;
use crate::language::SpokenOf;
use crate::model::look::{
    Age, Beard, Clothing, Earrings, Expression, EyeColour, Eyebrows, Glasses, Hair, HairColour,
    Headwear, Look, Skin,
};

/// A look without gaps, and the build of this one head.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) skin: Skin,
    pub(super) age: Age,
    pub(super) hair: Hair,
    pub(super) hair_colour: HairColour,
    pub(super) eyes: EyeColour,
    pub(super) eyebrows: Eyebrows,
    pub(super) expression: Expression,
    pub(super) glasses: Glasses,
    pub(super) beard: Beard,
    pub(super) headwear: Headwear,
    pub(super) clothing: Clothing,
    pub(super) earrings: Earrings,
    pub(super) freckles: bool,
    pub(super) build: Build,
}

/// The proportions of one head, in user units from the point between the eyes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Build {
    /// Half the width at the temples.
    pub(super) temple: f32,
    /// What pulls the cheek's curve outwards.
    pub(super) cheek: (f32, f32),
    /// The corner of the jaw.
    pub(super) jaw: (f32, f32),
    /// Half the width of the flat of the chin.
    pub(super) chin_width: f32,
    /// How far the chin is below the eyes.
    pub(super) chin: f32,
    /// Half the width of the neck.
    pub(super) neck: f32,
    /// Breadth of the shoulders, 1 is average.
    pub(super) shoulders: f32,
    /// How far the features are moved to the side the head turns to.
    pub(super) turn: f32,
    /// Tilt of the head in degrees.
    pub(super) tilt: f32,
    /// Lean of the body in degrees.
    pub(super) lean: f32,
    /// Whether the whole figure is mirrored.
    pub(super) mirrored: bool,
    /// Half the distance between the eyes.
    pub(super) eye_distance: f32,
    /// Half the height of an open eye.
    pub(super) eye_height: f32,
    /// How much higher the outer corner of an eye is than the inner one.
    pub(super) eye_slant: f32,
    /// Whether the lashes show.
    pub(super) lashes: bool,
    /// Half the width of the nose.
    pub(super) nose_width: f32,
    /// The lower end of the nose.
    pub(super) nose_end: f32,
    /// Half the width of the mouth.
    pub(super) mouth_width: f32,
    /// How full the lips are, 0 to 10.
    pub(super) lips: f32,
}

impl Person {
    /// The person that a description and a seed give.
    pub(super) fn new(seed: Seed, described: Described<'_>) -> Self {
        let Described { look, .. } = described;
        let fits = Fits { described, seed };
        let age = look.age.unwrap_or_else(|| fits.age(age(seed)));
        let skin = look
            .skin
            .unwrap_or_else(|| Skin::ALL[seed.below("skin", Skin::ALL.len())]);
        let headwear = look.headwear.unwrap_or_else(|| headwear(look, &fits));
        let hair = look.hair.unwrap_or_else(|| {
            let styles = hair_styles(look, age, headwear);
            fits.choose("hair", &styles, Fits::hair)
        });
        let beard = look
            .beard
            .unwrap_or_else(|| fits.beard(beard(seed, age, hair, headwear)));
        Self {
            skin,
            age,
            hair,
            hair_colour: look.hair_colour.unwrap_or_else(|| {
                let colours = hair_colours(age, skin);
                fits.choose("hair colour", &colours, Fits::hair_colour)
            }),
            eyes: look.eyes.unwrap_or_else(|| eyes(seed, skin)),
            eyebrows: look
                .eyebrows
                .unwrap_or_else(|| Eyebrows::ALL[seed.below("eyebrows", Eyebrows::ALL.len())]),
            expression: look.expression.unwrap_or_else(|| {
                seed.weighted(
                    "expression",
                    &[
                        (Expression::Smile, 42),
                        (Expression::Grin, 32),
                        (Expression::Calm, 16),
                        (Expression::Thoughtful, 10),
                    ],
                )
            }),
            glasses: look.glasses.unwrap_or_else(|| {
                let glasses = [
                    (Glasses::None, if age == Age::Senior { 45 } else { 64 }),
                    (Glasses::Round, 10),
                    (Glasses::Square, 10),
                    (Glasses::Half, 6),
                    (Glasses::CatEye, if beard == Beard::None { 4 } else { 0 }),
                    (Glasses::Fine, 7),
                ];
                fits.choose("glasses", &glasses, Fits::glasses)
            }),
            beard,
            headwear,
            clothing: look.clothing.unwrap_or_else(|| {
                let clothes = clothes(beard, headwear);
                fits.choose("clothing", &clothes, Fits::clothing)
            }),
            earrings: look
                .earrings
                .unwrap_or_else(|| fits.earrings(earrings(seed, hair, beard, headwear))),
            freckles: look.freckles.unwrap_or_else(|| {
                let pale = matches!(skin, Skin::Porcelain | Skin::Light | Skin::Warm);
                seed.chance("freckles", if pale { 24 } else { 7 })
            }),
            build: fits.build(Build::new(seed, hair, beard)),
        }
    }
}

/// What chance may give somebody of this age, of whom others speak so. A first choice that fits is kept, so that a face
/// changes only where it would be wrong.
struct Fits<'a> {
    described: Described<'a>,
    seed: Seed,
}

impl Fits<'_> {
    fn is(&self, spoken_of: SpokenOf) -> bool {
        self.described.spoken_of == Some(spoken_of)
    }

    fn is_younger_than(&self, years: u32) -> bool {
        self.described.years.is_some_and(|own| own < years)
    }

    /// What the seed gives, or else what it gives among those that fit.
    fn choose<T: Copy>(
        &self,
        question: &str,
        options: &[(T, usize)],
        fits: fn(&Self, T) -> bool,
    ) -> T {
        let first = self.seed.weighted(question, options);
        let fitting: Vec<(T, usize)> = options
            .iter()
            .copied()
            .filter(|(option, weight)| *weight > 0 && fits(self, *option))
            .collect();
        if fits(self, first) || fitting.is_empty() {
            return first;
        }
        self.seed
            .weighted(&format!("{question} that fits"), &fitting)
    }

    fn age(&self, drawn: Age) -> Age {
        let Some(years) = self.described.years else {
            return drawn;
        };
        let (youngest, oldest) = match years {
            0..35 => (Age::Young, Age::Young),
            35..45 => (Age::Young, Age::Middle),
            45..55 => (Age::Middle, Age::Middle),
            55..65 => (Age::Middle, Age::Senior),
            _ => (Age::Senior, Age::Senior),
        };
        drawn.clamp(youngest, oldest)
    }

    /// What has a meaning for a religion or a people is for the author to say.
    fn headwear(&self, headwear: Headwear) -> bool {
        match headwear {
            Headwear::Headscarf | Headwear::Headwrap | Headwear::Turban | Headwear::Kippah => false,
            Headwear::Headband | Headwear::Flower => !self.is(SpokenOf::He),
            Headwear::None | Headwear::Cap | Headwear::Beanie => true,
        }
    }

    fn hair(&self, hair: Hair) -> bool {
        match hair {
            Hair::Receding | Hair::Horseshoe | Hair::Bald => {
                !self.is(SpokenOf::She) && !self.is_younger_than(30)
            }
            Hair::Crop
            | Hair::SideParting
            | Hair::Quiff
            | Hair::Buzz
            | Hair::Curls
            | Hair::Cornrows => !self.is(SpokenOf::She),
            Hair::Afro => true,
            Hair::Pixie
            | Hair::Waves
            | Hair::Bob
            | Hair::FringeBob
            | Hair::Shoulder
            | Hair::LongStraight
            | Hair::LongWavy
            | Hair::LongCurly
            | Hair::Bun
            | Hair::Ponytail
            | Hair::Braids
            | Hair::Locs => !self.is(SpokenOf::He),
        }
    }

    fn hair_colour(&self, colour: HairColour) -> bool {
        match colour {
            HairColour::Grey => !self.is_younger_than(45),
            HairColour::White => !self.is_younger_than(60),
            _ => self.described.years.is_none_or(|years| years < 65),
        }
    }

    fn beard(&self, drawn: Beard) -> Beard {
        if self.is(SpokenOf::She) || self.is_younger_than(18) {
            Beard::None
        } else {
            drawn
        }
    }

    fn glasses(&self, glasses: Glasses) -> bool {
        glasses != Glasses::CatEye || !self.is(SpokenOf::He)
    }

    fn clothing(&self, clothing: Clothing) -> bool {
        match clothing {
            Clothing::Suit => !self.is(SpokenOf::She) && !self.is_younger_than(18),
            Clothing::Blazer => !self.is_younger_than(18),
            Clothing::Blouse => !self.is(SpokenOf::He),
            _ => true,
        }
    }

    fn earrings(&self, drawn: Earrings) -> Earrings {
        if self.is(SpokenOf::He) || self.is_younger_than(10) {
            Earrings::None
        } else {
            drawn
        }
    }

    fn build(&self, drawn: Build) -> Build {
        match self.described.spoken_of {
            Some(SpokenOf::She) => Build {
                lashes: true,
                ..drawn
            },
            Some(SpokenOf::He) => Build {
                lashes: false,
                lips: drawn.lips.min(5.),
                ..drawn
            },
            Some(SpokenOf::They) | None => drawn,
        }
    }
}

fn age(seed: Seed) -> Age {
    seed.weighted(
        "age",
        &[(Age::Young, 36), (Age::Middle, 44), (Age::Senior, 20)],
    )
}

/// Hair that stays clear of the ears and the shoulders.
pub(super) fn is_short(hair: Hair) -> bool {
    matches!(
        hair,
        Hair::Crop
            | Hair::SideParting
            | Hair::Quiff
            | Hair::Pixie
            | Hair::Curls
            | Hair::Waves
            | Hair::Cornrows
            | Hair::Buzz
            | Hair::Receding
            | Hair::Horseshoe
            | Hair::Bald
            | Hair::Bun
            | Hair::Ponytail
            | Hair::Afro
    )
}

fn headwear(look: &Look, fits: &Fits<'_>) -> Headwear {
    // Who describes hair wants to see it, and who describes a beard gets nothing that hides it.
    let over_hair = |weight| if look.hair.is_some() { 0 } else { weight };
    let bearded = look.beard.is_some_and(|beard| beard != Beard::None);
    let unbearded = |weight| if bearded { 0 } else { weight };
    let options = [
        (Headwear::None, 240),
        // Never by chance; their weights keep all other faces as they were before that was a rule.
        (Headwear::Headscarf, unbearded(over_hair(15))),
        (Headwear::Headwrap, unbearded(over_hair(8))),
        (Headwear::Turban, over_hair(7)),
        (Headwear::Kippah, over_hair(6)),
        (Headwear::Cap, over_hair(7)),
        (Headwear::Beanie, over_hair(11)),
        (Headwear::Headband, unbearded(over_hair(9))),
        (Headwear::Flower, unbearded(over_hair(6))),
    ];
    fits.choose("headwear", &options, Fits::headwear)
}

/// Every style and how often chance gives it.
fn hair_styles(look: &Look, age: Age, headwear: Headwear) -> [(Hair, usize); 22] {
    // One row: style; weight for the young, for the middle-aged, for seniors; sits well with a beard;
    // sits well with a flower or a headband.
    const STYLES: [(Hair, [usize; 3], bool, bool); 22] = [
        (Hair::Crop, [8, 8, 7], true, false),
        (Hair::SideParting, [6, 8, 8], true, false),
        (Hair::Quiff, [7, 6, 3], true, false),
        (Hair::Pixie, [5, 6, 6], false, true),
        (Hair::Curls, [7, 6, 4], true, true),
        (Hair::Waves, [2, 4, 10], false, true),
        (Hair::Afro, [6, 5, 3], true, true),
        (Hair::Cornrows, [4, 2, 0], true, false),
        (Hair::Buzz, [6, 5, 3], true, false),
        (Hair::Receding, [0, 7, 9], true, false),
        (Hair::Horseshoe, [0, 2, 9], true, false),
        (Hair::Bald, [1, 5, 5], true, false),
        (Hair::Bob, [6, 7, 8], false, true),
        (Hair::FringeBob, [6, 5, 4], false, false),
        (Hair::Shoulder, [6, 7, 6], false, true),
        (Hair::LongStraight, [7, 6, 1], false, true),
        (Hair::LongWavy, [7, 6, 2], false, true),
        (Hair::LongCurly, [7, 6, 3], false, true),
        (Hair::Bun, [6, 6, 7], false, true),
        (Hair::Ponytail, [6, 4, 2], false, true),
        (Hair::Braids, [5, 2, 1], false, true),
        (Hair::Locs, [5, 4, 2], true, true),
    ];
    let bearded = look.beard.is_some_and(|beard| beard != Beard::None);
    let wants_short = matches!(headwear, Headwear::Kippah | Headwear::Turban);
    let wants_volume = matches!(headwear, Headwear::Flower | Headwear::Headband);
    STYLES.map(|(hair, weights, with_beard, with_flower)| {
        let fits = (!bearded || with_beard)
            && (!wants_short || with_beard && is_short(hair) && hair != Hair::Afro)
            && (!wants_volume || with_flower);
        (hair, if fits { weights[age as usize] } else { 0 })
    })
}

fn hair_colours(age: Age, skin: Skin) -> [(HairColour, usize); 10] {
    let [fair, grey, white] = match age {
        Age::Young => [9, 0, 0],
        Age::Middle => [8, 14, 2],
        Age::Senior => [2, 60, 60],
    };
    // On darker skin blond and red hair is dyed hair, which is for the author to say; and brown hair
    // on brown skin hides the hairline.
    let (fair, dark_brown, brown) = match skin {
        Skin::Porcelain | Skin::Light | Skin::Warm | Skin::Tan => (fair, 22, 16),
        Skin::Caramel | Skin::Brown => (0, 22, 3),
        Skin::Umber | Skin::Deep => (0, 5, 0),
    };
    [
        (HairColour::Black, 20),
        (HairColour::DarkBrown, dark_brown),
        (HairColour::Brown, brown),
        (HairColour::Chestnut, fair),
        (HairColour::Auburn, fair),
        (HairColour::Copper, fair),
        (HairColour::DarkBlond, fair),
        (HairColour::Blond, fair),
        (HairColour::Grey, grey),
        (HairColour::White, white),
    ]
}

fn eyes(seed: Seed, skin: Skin) -> EyeColour {
    let fair = match skin {
        Skin::Porcelain | Skin::Light => 20,
        Skin::Warm => 10,
        Skin::Tan => 4,
        Skin::Caramel | Skin::Brown | Skin::Umber | Skin::Deep => 0,
    };
    seed.weighted(
        "eyes",
        &[
            (EyeColour::Dark, 20),
            (EyeColour::Brown, 26),
            (EyeColour::Hazel, 6 + fair / 4),
            (EyeColour::Green, fair),
            (EyeColour::Blue, fair),
            (EyeColour::Grey, fair / 2),
        ],
    )
}

fn beard(seed: Seed, age: Age, hair: Hair, headwear: Headwear) -> Beard {
    let with = match (headwear, hair) {
        (Headwear::Headscarf | Headwear::Headwrap | Headwear::Headband | Headwear::Flower, _) => 0,
        (Headwear::Turban, _) => 75,
        (
            _,
            Hair::Crop
            | Hair::SideParting
            | Hair::Quiff
            | Hair::Receding
            | Hair::Horseshoe
            | Hair::Bald,
        ) => 60,
        (_, Hair::Buzz | Hair::Curls | Hair::Cornrows) => 40,
        (_, Hair::Locs | Hair::Afro) => 28,
        _ => 0,
    };
    if !seed.chance("bearded", with) {
        return Beard::None;
    }
    seed.weighted(
        "beard",
        &[
            (Beard::Stubble, if age == Age::Senior { 6 } else { 24 }),
            (Beard::Moustache, if age == Age::Young { 6 } else { 16 }),
            (Beard::Goatee, 14),
            (Beard::Short, 28),
            (Beard::Full, 22),
        ],
    )
}

fn clothes(beard: Beard, headwear: Headwear) -> [(Clothing, usize); 13] {
    let unbearded = |weight| if beard == Beard::None { weight } else { 0 };
    // A headscarf falls where these have their point.
    let covered = headwear == Headwear::Headscarf;
    let visible = |weight| if covered { 0 } else { weight };
    [
        (Clothing::CrewNeck, 9),
        (Clothing::Striped, 7),
        (Clothing::VNeck, 7),
        (Clothing::Shirt, 10),
        (Clothing::Blouse, visible(unbearded(10))),
        (Clothing::Turtleneck, 9),
        (Clothing::Cardigan, 9),
        (Clothing::Hoodie, visible(8)),
        (Clothing::Dungarees, 7),
        (Clothing::Jacket, 8),
        (Clothing::Blazer, 12),
        (Clothing::Suit, visible(6)),
        (Clothing::Scarf, visible(5)),
    ]
}

fn earrings(seed: Seed, hair: Hair, beard: Beard, headwear: Headwear) -> Earrings {
    let with = match headwear {
        Headwear::Headscarf | Headwear::Turban | Headwear::Kippah => 0,
        Headwear::Headwrap => 80,
        _ if beard != Beard::None => 5,
        _ => match hair {
            Hair::Bun | Hair::Ponytail | Hair::Pixie | Hair::Waves | Hair::Braids => 60,
            Hair::Afro | Hair::Bob | Hair::Shoulder | Hair::LongCurly => 40,
            Hair::Bald | Hair::Buzz | Hair::Cornrows | Hair::Locs => 25,
            _ => 8,
        },
    };
    if !seed.chance("wears earrings", with) {
        return Earrings::None;
    }
    let showy = if beard == Beard::None { 10 } else { 0 };
    seed.weighted(
        "earrings",
        &[
            (Earrings::Stud, 12),
            (Earrings::Hoop, showy),
            (Earrings::Drop, showy),
        ],
    )
}

impl Build {
    fn new(seed: Seed, hair: Hair, beard: Beard) -> Self {
        // Oval, round, square, heart, long, angular: temple, cheek, jaw, width of the chin, chin.
        const FACES: [[f32; 7]; 6] = [
            [65., 65., 36., 50., 60., 24., 89.],
            [69., 71., 40., 56., 57., 28., 83.],
            [66., 67., 42., 57., 61., 32., 89.],
            [67., 65., 28., 47., 57., 18., 89.],
            [62., 62., 40., 50., 66., 25., 97.],
            [65., 66., 32., 51., 60., 20., 93.],
        ];
        let [temple, cheek_x, cheek_y, jaw_x, jaw_y, chin_width, chin] =
            FACES[seed.below("face", FACES.len())];
        let sturdy = beard != Beard::None || seed.chance("sturdy", 35);
        let turn = seed.between("turn", -3, 6);
        Self {
            temple: temple + seed.between("temple", -1, 1),
            cheek: (cheek_x, cheek_y),
            jaw: (jaw_x + seed.between("jaw", -2, 2), jaw_y),
            chin_width,
            chin: chin + seed.between("chin", -2, 2),
            neck: if sturdy { 38. } else { 31. } + seed.between("neck", -1, 2),
            shoulders: if sturdy { 1.03 } else { 0.93 } + seed.between("shoulders", -3, 3) * 0.01,
            turn,
            tilt: seed.between("tilt", -10, 10) * 0.5,
            lean: seed.between("lean", -2, 2),
            mirrored: seed.chance("mirrored", 50),
            eye_distance: seed.between("eye distance", 27, 30),
            eye_height: seed.between("eye height", 11, 15) * 0.5,
            eye_slant: seed.between("eye slant", 0, 5) * 0.5,
            lashes: beard == Beard::None
                && seed.chance("lashes", if is_short(hair) { 35 } else { 75 }),
            nose_width: seed.between("nose width", 9, 13),
            nose_end: seed.between("nose end", 33, 38),
            mouth_width: seed.between("mouth width", 21, 26),
            lips: seed.between("lips", 1, if beard == Beard::None { 8 } else { 5 }),
        }
    }
}
