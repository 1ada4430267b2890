//! What every portrait promises.

use std::collections::BTreeSet;

use super::*;
use crate::model::look::{
    Age, Beard, Clothing, Earrings, Expression, EyeColour, Eyebrows, Glasses, Hair, HairColour,
    Skin,
};

/// Every look with one word said, and its words for a message.
fn looks_with_one_word() -> Vec<(String, Look)> {
    let mut looks = Vec::new();
    macro_rules! each {
        ($($field:ident: $words:ident),+ $(,)?) => {
            $(for &word in $words::ALL {
                let look = Look { $field: Some(word), ..Look::default() };
                looks.push((format!("{} = {}", stringify!($field), word.as_str()), look));
            })+
        };
    }
    each!(
        skin: Skin,
        age: Age,
        hair: Hair,
        hair_colour: HairColour,
        eyes: EyeColour,
        eyebrows: Eyebrows,
        expression: Expression,
        glasses: Glasses,
        beard: Beard,
        headwear: Headwear,
        clothing: Clothing,
        earrings: Earrings,
    );
    for freckles in [false, true] {
        let look = Look {
            freckles: Some(freckles),
            ..Look::default()
        };
        looks.push((format!("freckles = {freckles}"), look));
    }
    looks
}

/// Somebody of whom nothing is known but the look.
fn looking(look: &Look) -> Described<'_> {
    Described {
        look,
        years: None,
        spoken_of: None,
    }
}

fn accent(n: usize) -> Accent {
    Accent::from_degrees(u16::try_from(n * 47 % 360).expect("less than 360"))
}

/// The names of the elements, when every one of them is closed in its turn.
fn elements(svg: &str) -> Result<Vec<&str>, String> {
    let mut open = Vec::new();
    let mut seen = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _text) = tag
            .split_once('>')
            .ok_or_else(|| format!("no end: <{tag}"))?;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("closed in the wrong order: {name}"));
            }
            continue;
        }
        if tag.matches('"').count() % 2 == 1 {
            return Err(format!("odd quotes: <{tag}>"));
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        seen.push(name);
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    if open.is_empty() {
        Ok(seen)
    } else {
        Err(format!("left open: {open:?}"))
    }
}

fn assert_sound(svg: &str, what: &str) {
    const ALLOWED: [&str; 4] = ["svg", "g", "path", "circle"];
    let elements = elements(svg).unwrap_or_else(|problem| panic!("{what}: {problem}"));
    assert!(
        elements.iter().all(|name| ALLOWED.contains(name)),
        "{what}: {elements:?}"
    );
    for forbidden in [
        "style", "id=", "class", "script", "href", "NaN", "inf", "url(",
    ] {
        assert!(!svg.contains(forbidden), "{what}: {forbidden}");
    }
    // Coordinates have one decimal, factors of a scale two.
    let numbers = svg.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    for number in numbers {
        let decimals = number.split_once('.').map_or(0, |(_, after)| after.len());
        assert!(decimals <= 2, "{what}: {number}");
    }
    for path in svg.split(" d=\"").skip(1) {
        let path = &path[..path.find('"').unwrap_or(0)];
        let numbers = path.split(|c: char| !(c.is_ascii_digit() || c == '.'));
        for number in numbers {
            let decimals = number.split_once('.').map_or(0, |(_, after)| after.len());
            assert!(decimals <= 1, "{what}: {path}");
        }
    }
}

/// FNV-1a, here for a short name of a drawing.
fn fingerprint(svg: &str) -> String {
    let hash = svg.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[test]
fn the_same_id_gives_the_same_drawing_on_every_machine() {
    // After a change to the drawings, look at them, then copy what this test prints.
    let drawn = ["sophie", "marco", "the-it-manager", ""].map(|id| {
        let svg = portrait(id, looking(&Look::default()), Accent::from_degrees(210));
        format!("{id} {}", fingerprint(&svg))
    });
    assert_eq!(
        drawn,
        [
            "sophie 655a056dc372df9d",
            "marco f08374b562c71a3e",
            "the-it-manager 745cf663a8ee6f91",
            " e58be2bafdd601df"
        ]
    );
}

#[test]
fn every_word_draws_a_sound_svg() {
    for (n, (what, look)) in looks_with_one_word().into_iter().enumerate() {
        for id in 0..6 {
            let svg = portrait(&format!("id-{id}"), looking(&look), accent(n));
            assert_sound(&svg, &what);
        }
    }
}

#[test]
fn every_word_is_its_own() {
    let words: Vec<&str> = Hair::ALL.iter().map(|hair| hair.as_str()).collect();
    let distinct: BTreeSet<&str> = words.iter().copied().collect();
    assert_eq!(words.len(), distinct.len());
}

#[test]
fn every_word_changes_the_drawing() {
    // The other features are fixed to ones that hide nothing.
    let bare = Look {
        age: Some(Age::Young),
        hair: Some(Hair::Crop),
        glasses: Some(Glasses::None),
        beard: Some(Beard::None),
        headwear: Some(Headwear::None),
        earrings: Some(Earrings::None),
        freckles: Some(false),
        ..Look::default()
    };
    macro_rules! differ {
        ($($field:ident: $words:ident),+ $(,)?) => {
            $({
                let drawings: BTreeSet<String> = $words::ALL
                    .iter()
                    .map(|&word| {
                        let look = Look { $field: Some(word), ..bare.clone() };
                        portrait("sophie", looking(&look), accent(3))
                    })
                    .collect();
                assert_eq!(drawings.len(), $words::ALL.len(), stringify!($field));
            })+
        };
    }
    differ!(
        skin: Skin,
        age: Age,
        hair: Hair,
        hair_colour: HairColour,
        eyes: EyeColour,
        eyebrows: Eyebrows,
        expression: Expression,
        glasses: Glasses,
        beard: Beard,
        headwear: Headwear,
        clothing: Clothing,
        earrings: Earrings,
    );
}

#[test]
fn every_hair_goes_under_every_headwear() {
    for &hair in Hair::ALL {
        for &headwear in Headwear::ALL {
            for &beard in Beard::ALL {
                let look = Look {
                    hair: Some(hair),
                    headwear: Some(headwear),
                    beard: Some(beard),
                    ..Look::default()
                };
                let svg = portrait("jan", looking(&look), accent(1));
                assert_sound(&svg, &format!("{look:?}"));
            }
        }
    }
}

#[test]
fn two_hundred_ids_give_two_hundred_faces() {
    let drawings: BTreeSet<String> = (0..200)
        .map(|n| {
            portrait(
                &format!("persona-{n}"),
                looking(&Look::default()),
                accent(0),
            )
        })
        .collect();
    assert!(drawings.len() >= 190, "{}", drawings.len());
}

#[test]
fn a_portrait_stays_small() {
    let largest = (0..1000)
        .map(|n| {
            portrait(
                &format!("persona-{n}"),
                looking(&Look::default()),
                accent(n),
            )
        })
        .max_by_key(String::len)
        .expect("a thousand portraits");
    assert!(largest.len() <= 7_168, "{} bytes", largest.len());
}

#[test]
fn a_portrait_of_everything_at_once_stays_below_nine_kilobytes() {
    for &hair in Hair::ALL {
        for &clothing in Clothing::ALL {
            for &headwear in Headwear::ALL {
                let look = Look {
                    age: Some(Age::Senior),
                    hair: Some(hair),
                    glasses: Some(Glasses::Half),
                    beard: Some(Beard::Full),
                    headwear: Some(headwear),
                    clothing: Some(clothing),
                    earrings: Some(Earrings::Drop),
                    freckles: Some(true),
                    ..Look::default()
                };
                let size = portrait("olga", looking(&look), accent(2)).len();
                assert!(size <= 9_000, "{size} bytes: {look:?}");
            }
        }
    }
}

#[test]
fn what_a_look_says_does_not_change_the_rest() {
    let drawn = |look: &Look| Person::new(Seed::new("amina"), looking(look));
    let open = drawn(&Look::default());
    let said = drawn(&Look {
        glasses: Some(Glasses::Round),
        clothing: Some(Clothing::Hoodie),
        ..Look::default()
    });
    assert_eq!(
        (open.skin, open.hair, open.hair_colour, open.expression),
        (said.skin, said.hair, said.hair_colour, said.expression)
    );
}

/// The people that chance gives to two thousand ids of whom this is known.
fn people(years: Option<u32>, spoken_of: Option<SpokenOf>) -> impl Iterator<Item = Person> {
    (0..2000).map(move |n| {
        let described = Described {
            look: &Look::default(),
            years,
            spoken_of,
        };
        Person::new(Seed::new(&format!("persona-{n}")), described)
    })
}

#[test]
fn chance_gives_no_dress_of_a_religion_or_a_people() {
    for person in people(None, None) {
        let headwear = person.headwear;
        assert!(
            matches!(
                headwear,
                Headwear::None
                    | Headwear::Cap
                    | Headwear::Beanie
                    | Headwear::Headband
                    | Headwear::Flower
            ),
            "{headwear:?}"
        );
    }
}

#[test]
fn a_face_agrees_with_how_others_speak_of_somebody() {
    for person in people(None, Some(SpokenOf::She)) {
        assert_eq!(person.beard, Beard::None);
        assert!(person.build.lashes);
        assert!(!matches!(
            person.hair,
            Hair::Bald | Hair::Horseshoe | Hair::Receding | Hair::Buzz | Hair::Crop
        ));
        assert_ne!(person.clothing, Clothing::Suit);
    }
    for person in people(None, Some(SpokenOf::He)) {
        assert!(!person.build.lashes);
        assert!(!matches!(
            person.hair,
            Hair::Bob | Hair::Bun | Hair::Ponytail | Hair::Braids | Hair::LongWavy
        ));
        assert_eq!(person.earrings, Earrings::None);
        assert!(!matches!(
            person.headwear,
            Headwear::Flower | Headwear::Headband
        ));
    }
}

#[test]
fn a_face_agrees_with_an_age() {
    let is_grey =
        |person: &Person| matches!(person.hair_colour, HairColour::Grey | HairColour::White);
    for years in [8, 17, 24, 34] {
        for person in people(Some(years), None) {
            assert_eq!(person.age, Age::Young);
            assert!(!is_grey(&person));
            assert!(years >= 18 || person.beard == Beard::None);
            assert!(years >= 30 || !matches!(person.hair, Hair::Bald | Hair::Receding));
        }
    }
    for person in people(Some(40), None) {
        assert!(person.age != Age::Senior && !is_grey(&person));
    }
    for person in people(Some(50), None) {
        assert_eq!(person.age, Age::Middle);
        assert_ne!(person.hair_colour, HairColour::White);
    }
    for person in people(Some(70), None) {
        assert!(person.age == Age::Senior && is_grey(&person));
    }
}

#[test]
fn a_face_that_agrees_already_stays() {
    let drawn = |n: usize, spoken_of: Option<SpokenOf>| {
        let described = Described {
            look: &Look::default(),
            years: spoken_of.map(|_| 50),
            spoken_of,
        };
        portrait(&format!("persona-{n}"), described, accent(n))
    };
    let stay = (0..300).filter(|&n| drawn(n, None) == drawn(n, Some(SpokenOf::She)));
    assert!(stay.count() > 30);
}

#[test]
fn a_look_goes_before_age_and_pronouns() {
    let look = Look {
        age: Some(Age::Senior),
        beard: Some(Beard::Full),
        hair: Some(Hair::Bald),
        hair_colour: Some(HairColour::White),
        headwear: Some(Headwear::Turban),
        clothing: Some(Clothing::Suit),
        ..Look::default()
    };
    let described = Described {
        look: &look,
        years: Some(24),
        spoken_of: Some(SpokenOf::She),
    };
    let person = Person::new(Seed::new("amina"), described);
    assert_eq!(
        (person.age, person.beard, person.hair, person.hair_colour),
        (Age::Senior, Beard::Full, Hair::Bald, HairColour::White)
    );
    assert_eq!(
        (person.headwear, person.clothing),
        (Headwear::Turban, Clothing::Suit)
    );
}

#[test]
fn chance_puts_no_beard_under_a_headscarf_and_no_hat_over_described_hair() {
    let scarf = Look {
        headwear: Some(Headwear::Headscarf),
        ..Look::default()
    };
    let described = Look {
        hair: Some(Hair::LongCurly),
        ..Look::default()
    };
    for n in 0..2000 {
        let seed = Seed::new(&format!("persona-{n}"));
        let person = Person::new(seed, looking(&scarf));
        assert_eq!(
            (person.beard, person.earrings),
            (Beard::None, Earrings::None)
        );
        let person = Person::new(seed, looking(&described));
        assert_eq!(
            (person.headwear, person.beard),
            (Headwear::None, Beard::None)
        );
    }
}
