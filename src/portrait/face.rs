//! The head without hair: ears, outline, eyes, nose, mouth, and what years and weather leave.
//! Must not know what is worn.

use super::Sitter;
use super::palette::{Colour, INK, PAPER, iris};
use super::pen::{Drawing, both_sides, moved};
use super::person::Build;
use crate::model::look::{Age, Beard, Expression, Eyebrows, Hair, HairColour, Headwear};

/// Everything between the ears, from the back to the front.
pub(super) fn face(drawing: &mut Drawing, sitter: &Sitter) {
    let build = &sitter.person.build;
    let skin = &sitter.skin;
    if sitter.person.headwear != Headwear::Headscarf {
        ears(drawing, sitter);
    }
    drawing.fill(skin.base, &outline(build, 0.));
    drawing.fill(skin.base.mix(skin.shade, 60), &side_in_shade(build));
    drawing.group(&format!("translate({:.1} 0)", build.turn), |drawing| {
        cheeks(drawing, sitter);
        years(drawing, sitter);
        nose(drawing, sitter);
        eyes(drawing, sitter);
        eyebrows(drawing, sitter);
    });
}

/// The outline of the face, `grow` units outside the skin.
pub(super) fn outline(build: &Build, grow: f32) -> String {
    let top = -92. - grow;
    let crown = build.temple * 0.6;
    let w = build.temple + grow;
    format!(
        "M0 {top:.1}C{crown:.1} {top:.1} {w:.1} -58 {w:.1} -14{}{}C{:.1} -58 {:.1} {top:.1} 0 {top:.1}Z",
        right_jaw(build, grow, grow),
        left_jaw(build, grow, grow),
        -w,
        -crown
    )
}

/// From the right temple to the chin, `side` units outside the cheek and `below` units under the chin.
pub(super) fn right_jaw(build: &Build, side: f32, below: f32) -> String {
    let jaw = Jaw::new(build, side, below);
    format!(
        "C{:.1} 10 {:.1} {:.1} {:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} 0 {:.1}",
        jaw.temple,
        jaw.cheek.0,
        jaw.cheek.1,
        jaw.corner.0,
        jaw.corner.1,
        jaw.below.0,
        jaw.below.1,
        jaw.chin_width,
        jaw.chin,
        jaw.chin
    )
}

/// From the chin to the left temple, see [`right_jaw`].
pub(super) fn left_jaw(build: &Build, side: f32, below: f32) -> String {
    let jaw = Jaw::new(build, side, below);
    format!(
        "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}C{:.1} {:.1} {:.1} 10 {:.1} -14",
        -jaw.chin_width,
        jaw.chin,
        -jaw.below.0,
        jaw.below.1,
        -jaw.corner.0,
        jaw.corner.1,
        -jaw.cheek.0,
        jaw.cheek.1,
        -jaw.temple,
        -jaw.temple
    )
}

struct Jaw {
    temple: f32,
    cheek: (f32, f32),
    corner: (f32, f32),
    below: (f32, f32),
    chin_width: f32,
    chin: f32,
}

impl Jaw {
    fn new(build: &Build, side: f32, below: f32) -> Self {
        let cheek = (build.cheek.0 + side, build.cheek.1);
        let corner = (build.jaw.0 + side, build.jaw.1 + below * 0.6);
        Self {
            temple: build.temple + side,
            cheek,
            corner,
            // In line with the cheek, so that the jaw has no kink.
            below: (
                corner.0 + (corner.0 - cheek.0) * 0.6,
                corner.1 + (corner.1 - cheek.1) * 0.6,
            ),
            chin_width: build.chin_width + below,
            chin: build.chin + below,
        }
    }
}

fn side_in_shade(build: &Build) -> String {
    let w = build.temple;
    format!(
        "M0 -92C{:.1} -92 {w:.1} -58 {w:.1} -14{}C30 {:.1} {:.1} 62 {:.1} 34C{:.1} 8 {:.1} -8 {:.1} -34C{:.1} -66 30 -86 0 -92Z",
        w * 0.6,
        right_jaw(build, 0., 0.),
        build.chin - 7.,
        build.jaw.0 - 12.,
        build.jaw.0 - 3.,
        w - 8.,
        w - 14.,
        w - 10.,
        w - 14.
    )
}

fn ears(drawing: &mut Drawing, sitter: &Sitter) {
    const EAR: &str = "M-4-16C2-24 16-22 15-6C14 4 10 8 8 14C5 22-2 22-6 16Z";
    const FOLDS: &str = "M3-11C9-13 10-5 6-1C3 2 6 6 3 10";
    let (build, skin) = (&sitter.person.build, &sitter.skin);
    let left = (3. - build.temple - build.turn * 0.5, 8.);
    let right = (build.temple - 3. - build.turn * 0.5, 8.);
    drawing.fill(skin.base, &moved(EAR, -1., left));
    drawing.fill(skin.base.mix(skin.shade, 60), &moved(EAR, 1., right));
    drawing.line(
        skin.shade.mix(skin.line, 20),
        2.6,
        &(moved(FOLDS, -1., left) + &moved(FOLDS, 1., right)),
    );
}

fn cheeks(drawing: &mut Drawing, sitter: &Sitter) {
    let skin = &sitter.skin;
    drawing.veil(
        skin.blush,
        3,
        &both_sides("M26 30C28 20 50 20 51 30C50 42 28 42 26 30Z", (0., 0.)),
    );
    if sitter.person.freckles {
        let dots = "M-45 24h.1m7-3h.1m7 4h.1m-10 5h.1m7 1h.1m-15-1h.1M-8 20h.1m9-3h.1m8 4h.1M45 24h.1m-7-3h.1m-7 4h.1m10 5h.1m-7 2h.1m-8-2h.1";
        drawing.line(skin.shade.mix(skin.line, 28), 2.6, dots);
    }
}

fn years(drawing: &mut Drawing, sitter: &Sitter) {
    // From the wings of the nose to the corners of the mouth.
    const MOUTH: &str = "M-18 37C-23 41-27 45-29 51M18 37C23 41 27 45 29 51";
    // Under and beside the eyes.
    const EYES: &str = "M-36 16q9 4 18 0M36 16q-9 4-18 0M-48-4l-5-3M-48 2h-6M48-4l5-3M48 2h6";
    const FOREHEAD: &str = "M-22-42C-8-46 10-45 22-42M-13-51C-4-53 8-53 14-51";
    let skin = &sitter.skin;
    let path = match sitter.person.age {
        Age::Young => return,
        Age::Middle => MOUTH.to_owned(),
        Age::Senior if sitter.hair_shows_forehead() => [MOUTH, EYES, FOREHEAD].concat(),
        Age::Senior => [MOUTH, EYES].concat(),
    };
    let depth = if sitter.person.age == Age::Senior {
        20
    } else {
        5
    };
    drawing.line(skin.shade.mix(skin.line, depth), 2.2, &path);
}

fn nose(drawing: &mut Drawing, sitter: &Sitter) {
    let (build, skin) = (&sitter.person.build, &sitter.skin);
    let (w, end) = (build.nose_width, build.nose_end);
    let shade = skin.base.mix(skin.shade, 75);
    drawing.fill(
        shade,
        &format!(
            "M5-2C6 8 {:.1} {:.1} {:.1} {:.1}C{:.1} {end:.1} 4 {:.1}-2 {end:.1}C4 {:.1} 6 18 5-2Z",
            w - 1.,
            end - 16.,
            w + 0.5,
            end - 6.,
            w + 1.,
            end + 2.,
            end - 4.
        ),
    );
    drawing.line(
        skin.line.mix(skin.shade, 15),
        2.6,
        &format!(
            "M{:.1} {:.1}C{:.1} {end:.1}-4 {end:.1}-3 {end:.1}C-1 {:.1} 2 {:.1} 4 {end:.1}C6 {end:.1} {w:.1} {end:.1} {:.1} {:.1}",
            -w,
            end - 5.,
            -w,
            end + 2.,
            end + 2.,
            w - 0.5,
            end - 5.
        ),
    );
    drawing.line(
        skin.light,
        3.4,
        &format!("M-2 {:.1}L-2 {:.1}", end - 12., end - 9.),
    );
}

fn eyes(drawing: &mut Drawing, sitter: &Sitter) {
    let (build, skin) = (&sitter.person.build, &sitter.skin);
    let expression = sitter.person.expression;
    let (up, down) = match expression {
        Expression::Grin => (build.eye_height - 0.8, 4.2),
        Expression::Smile => (build.eye_height, 5.0),
        Expression::Calm => (build.eye_height - 0.4, 5.6),
        Expression::Thoughtful => (build.eye_height + 0.3, 5.8),
    };
    let (gaze_x, gaze_y) = match expression {
        Expression::Thoughtful => (3.6, -2.2),
        _ => (build.turn * 0.3, -1.2),
    };
    let both = |path: String| both_sides(&path, (build.eye_distance, 0.));
    // The right eye: inner corner, upper lid, outer corner, lower lid.
    let outer = 1. - build.eye_slant;
    let upper = format!("C-8 {:.1} 7 {:.1} 14 {outer:.1}", -up * 1.35, -up * 1.4);
    let lower = format!("C8 {:.1}-7 {:.1}-14 2", down * 1.35, down * 1.4);
    drawing.fill(
        PAPER.mix(skin.shade, 6),
        &both(format!("M-14 2{upper}{lower}Z")),
    );
    let gaze = |x: f32, y: f32| {
        let (x, y) = (gaze_x + x, gaze_y + y);
        [(x - build.eye_distance, y), (x + build.eye_distance, y)]
    };
    let colour = iris(sitter.person.eyes);
    drawing.dots(colour, 6.9, &gaze(0., 0.));
    drawing.dots(colour.mix(Colour(0x14_0c_12), 75), 3.4, &gaze(0., 0.));
    drawing.dots(PAPER, 1.9, &gaze(2.2, -2.4));
    // The lids cover what of the iris is outside the white.
    drawing.fill(
        skin.base.mix(skin.shade, 55),
        &both(format!(
            "M-15 2{upper}L15 {:.1}C8 {:.1}-8 {:.1}-15 2Z",
            outer - 1.5,
            -up * 1.4 - 6.5,
            -up * 1.4 - 6.
        )),
    );
    drawing.fill(
        skin.base,
        &both(format!("M14 {outer:.1}{lower}C-7 12 8 12 14 {outer:.1}Z")),
    );
    if matches!(expression, Expression::Grin | Expression::Smile) {
        let y = down + 4.;
        drawing.line(
            skin.base.mix(skin.shade, 80),
            2.,
            &both(format!("M-9 {y:.1}q9 4 19-1")),
        );
    }
    let ink = skin.line.mix(INK, 70);
    if build.lashes {
        let tip = outer - 5.;
        drawing.fill(
            ink,
            &both(format!(
                "M-15 3C-8 {:.1} 7 {:.1} 13 {:.1}L19 {tip:.1}C17 {:.1} 15 {:.1} 14 {:.1}C7 {:.1}-7 {:.1}-15 3Z",
                -up * 1.4 - 2.2,
                -up * 1.5 - 2.6,
                outer - 2.,
                tip + 4.,
                outer + 1.,
                outer + 1.,
                -up * 1.25 + 0.4,
                -up * 1.2
            )),
        );
    } else {
        drawing.line(ink, 2.8, &both(format!("M-14 2{upper}")));
    }
}

fn eyebrows(drawing: &mut Drawing, sitter: &Sitter) {
    let person = &sitter.person;
    let hair = &sitter.hair;
    let colour = match person.hair_colour {
        HairColour::White => hair.shade.mix(INK, 28),
        HairColour::Blond | HairColour::DarkBlond | HairColour::Grey => hair.shade,
        _ => hair.shade.mix(hair.base, 50),
    };
    // Dark brows on dark skin need the contrast that light ones on light skin lack.
    let colour = if colour.distance(sitter.skin.base) < 90 {
        sitter.skin.line.mix(INK, 35)
    } else {
        colour
    };
    let path = match person.eyebrows {
        Eyebrows::Soft => "M-13-19C-6-25 9-25 19-15C9-20-4-20-13-15C-15-15-15-17-13-19Z",
        Eyebrows::Straight => "M-13-21C-4-23 11-22 19-16C10-18-4-18-13-16C-15-16-15-20-13-21Z",
        Eyebrows::Arched => "M-15-18C-6-24 6-28 18-15C8-22-4-20-14-15C-16-14-17-17-15-18Z",
        Eyebrows::Thick => "M-14-21C-4-27 11-26 20-15C11-19-3-19-13-14C-16-14-16-19-14-21Z",
        Eyebrows::Fine => "M-12-19C-4-24 10-23 19-15C9-20-3-21-12-17C-13-16-13-18-12-19Z",
    };
    let (left, right) = match person.expression {
        Expression::Smile => (-1., -2.),
        Expression::Grin => (-3., -3.),
        Expression::Calm => (0., 0.),
        Expression::Thoughtful => (0., -5.),
    };
    let x = sitter.person.build.eye_distance;
    drawing.fill(
        colour,
        &(moved(path, -1., (-x, left)) + &moved(path, 1., (x, right))),
    );
}

/// The mouth; after the beard, which lies under the lips.
pub(super) fn mouth(drawing: &mut Drawing, sitter: &Sitter) {
    let build = &sitter.person.build;
    let place = format!(
        "translate({:.1} {:.1})",
        build.turn * 1.1,
        build.nose_end + 20.
    );
    drawing.group(&place, |drawing| match sitter.person.expression {
        Expression::Grin => open_mouth(drawing, sitter),
        Expression::Smile => {
            let lopsided = sitter.seed.between("lopsided", -3, 3) * 0.5;
            closed_mouth(drawing, sitter, (5.5 - lopsided, 5.5 + lopsided));
        }
        Expression::Calm => closed_mouth(drawing, sitter, (3.5, 3.5)),
        Expression::Thoughtful => closed_mouth(drawing, sitter, (1.5, 4.5)),
    });
}

/// Closed lips; `rise` is how far the left and the right corner are above the middle.
fn closed_mouth(drawing: &mut Drawing, sitter: &Sitter, (left, right): (f32, f32)) {
    let (build, skin) = (&sitter.person.build, &sitter.skin);
    let (w, full, lip) = (build.mouth_width, build.lips, lip_colour(sitter));
    let parting = format!(
        "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {w:.1} {:.1}",
        -w,
        -left,
        -w * 0.45,
        left * 0.8 + 1.,
        w * 0.45,
        right * 0.8 + 1.,
        -right
    );
    let inner = w - 5.;
    // Upper lip with its bow, then the lower lip.
    drawing.fill(
        lip.mix(skin.line, 18),
        &format!(
            "M{:.1} {:.1}C{:.1} {:.1}-6 {:.1}-3 {:.1}Q0 {:.1} 3 {:.1}C6 {:.1} {:.1} {:.1} {inner:.1} {:.1}C8 4-8 4 {:.1} {:.1}Z",
            -inner, -left * 0.7,
            -w * 0.5, -1.5 - full * 0.2,
            -3. - full * 0.5, -2.6 - full * 0.45,
            -1.2 - full * 0.4,
            -2.6 - full * 0.45,
            -3. - full * 0.5, w * 0.5, -1.5 - full * 0.2,
            -right * 0.7,
            -inner, -left * 0.7
        ),
    );
    drawing.fill(
        lip,
        &format!(
            "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}C6 4-6 4 {:.1} {:.1}Z",
            -w + 8.,
            0.,
            -w * 0.4,
            7.5 + full * 0.6,
            w * 0.4,
            7.5 + full * 0.6,
            w - 8.,
            0.,
            -w + 8.,
            0.
        ),
    );
    drawing.line(skin.line.mix(lip, 20).mix(INK, 25), 2.8, &parting);
    // Older faces have their own lines there.
    if sitter.person.expression == Expression::Smile && sitter.person.age == Age::Young {
        drawing.line(
            skin.shade.mix(skin.line, 35),
            2.6,
            &format!(
                "M{:.1} {:.1}q-3 2-3 5M{:.1} {:.1}q3 2 3 5",
                -w - 1.5,
                -left - 3.,
                w + 1.5,
                -right - 3.
            ),
        );
    }
}

fn open_mouth(drawing: &mut Drawing, sitter: &Sitter) {
    let (build, skin) = (&sitter.person.build, &sitter.skin);
    let (w, full, lip) = (build.mouth_width + 1., build.lips, lip_colour(sitter));
    // Lips, the dark of the mouth, teeth, tongue.
    drawing.fill(
        lip,
        &format!(
            "M{:.1} -5C{:.1} {:.1}-5 {:.1}-3 {:.1}Q0 {:.1} 3 {:.1}C5 {:.1} {:.1} {:.1} {w:.1} -5C{:.1} {:.1} {:.1} {:.1} {:.1} -5Z",
            -w,
            -w * 0.6, -5.,
            -4.5 - full * 0.3, -4.5 - full * 0.3,
            -3. - full * 0.3,
            -4.5 - full * 0.3,
            -4.5 - full * 0.3, w * 0.6, -5.,
            w * 0.72, 17. + full * 0.5,
            -w * 0.72, 17. + full * 0.5,
            -w
        ),
    );
    drawing.fill(
        Colour(0x6a_26_2c),
        &format!(
            "M{:.1} -4C-8 -1 8 -1 {:.1} -4C{:.1} 15 {:.1} 15 {:.1} -4Z",
            -w + 1.5,
            w - 1.5,
            w * 0.66,
            -w * 0.66,
            -w + 1.5
        ),
    );
    drawing.fill(
        PAPER,
        &format!(
            "M{:.1} -3.4C-8 -0.8 8 -0.8 {:.1} -3.4C{:.1} 8.5 {:.1} 8.5 {:.1} -3.4Z",
            -w + 3.,
            w - 3.,
            w * 0.62,
            -w * 0.62,
            -w + 3.
        ),
    );
    if sitter.person.age == Age::Young {
        drawing.line(
            skin.shade.mix(skin.line, 40),
            2.6,
            &format!(
                "M{:.1} -7.5q-2.5 1.5-2.5 4.5M{:.1} -7.5q2.5 1.5 2.5 4.5",
                -w - 0.5,
                w + 0.5
            ),
        );
    }
}

fn lip_colour(sitter: &Sitter) -> Colour {
    let skin = &sitter.skin;
    let plain = sitter.person.beard != Beard::None || sitter.seed.chance("plain lips", 45);
    if plain {
        skin.lip.mix(skin.shade, 55)
    } else {
        skin.lip
    }
}

/// The beard; before the mouth.
pub(super) fn beard(drawing: &mut Drawing, sitter: &Sitter) {
    let (build, skin, hair) = (&sitter.person.build, &sitter.skin, &sitter.hair);
    let under_nose = build.nose_end + 8.;
    match sitter.person.beard {
        Beard::None | Beard::Moustache => {}
        Beard::Stubble => {
            let tone = skin.base.mix(hair.base, 24);
            drawing.fill(tone, &whiskers(build, 0., under_nose));
        }
        Beard::Goatee => {
            let (y, chin) = (build.nose_end + 20., build.chin + 3.);
            let path = format!(
                "M{:.1} {:.1}C-28 {:.1}-24 {chin:.1} 0 {chin:.1}C24 {chin:.1} 28 {:.1} {:.1} {:.1}C{:.1} {:.1} 14 {:.1} 0 {:.1}C-14 {:.1} {:.1} {:.1} {:.1} {:.1}Z",
                -build.mouth_width - 3.,
                y - 6.,
                y + 14.,
                y + 14.,
                build.mouth_width + 3.,
                y - 6.,
                build.mouth_width - 2.,
                under_nose - 2.,
                under_nose - 5.,
                under_nose - 3.,
                under_nose - 5.,
                -build.mouth_width + 2.,
                under_nose - 2.,
                -build.mouth_width - 3.,
                y - 6.
            );
            drawing.group(
                &format!("translate({:.1} 0)", build.turn * 0.8),
                |drawing| {
                    drawing.fill(hair.base, &path);
                    drawing.line(hair.light, 2.2, &format!("M-8 {:.1}q2 5 6 7", chin - 14.));
                },
            );
        }
        Beard::Short => {
            drawing.fill(hair.base, &whiskers(build, 2.5, under_nose));
            drawing.fill(hair.base.mix(hair.shade, 70), &jaw_in_shade(build, 2.5));
        }
        Beard::Full => {
            drawing.fill(hair.base, &whiskers(build, 13., under_nose));
            drawing.fill(hair.base.mix(hair.shade, 70), &jaw_in_shade(build, 13.));
            let y = build.chin;
            drawing.line(
                hair.light,
                2.6,
                &format!(
                    "M-34 {:.1}q4 10 10 15M-16 {:.1}q4 8 9 11M-46 48q1 8 4 14",
                    y - 18.,
                    y - 6.
                ),
            );
        }
    }
}

/// The moustache of any beard; after the mouth, over the upper lip.
pub(super) fn moustache(drawing: &mut Drawing, sitter: &Sitter) {
    let (build, hair) = (&sitter.person.build, &sitter.hair);
    let w = build.mouth_width + 2.;
    let y = build.nose_end + 4.;
    let grin = if sitter.person.expression == Expression::Grin {
        -3.
    } else {
        0.
    };
    if matches!(sitter.person.beard, Beard::None | Beard::Stubble) {
        return;
    }
    let path = format!(
        "M0 {:.1}C8 {:.1} {:.1} {:.1} {w:.1} {:.1}C{:.1} {:.1} 8 {:.1} 0 {:.1}C-8 {:.1} {:.1} {:.1} {:.1} {:.1}C{:.1} {:.1}-8 {:.1} 0 {:.1}Z",
        y + 2.,
        y - 3.,
        w - 5.,
        y + 1.,
        y + 14. + grin,
        w - 6.,
        y + 14. + grin,
        y + 13. + grin,
        y + 10. + grin,
        y + 13. + grin,
        -w + 6.,
        y + 14. + grin,
        -w,
        y + 14. + grin,
        -w + 5.,
        y + 1.,
        y - 3.,
        y + 2.
    );
    drawing.group(&format!("translate({:.1} 0)", build.turn), |drawing| {
        drawing.fill(hair.base.mix(hair.shade, 30), &path);
        drawing.line(
            hair.light,
            1.8,
            &format!("M-6 {:.1}q-5 1-9 5M6 {:.1}q5 1 9 5", y + 3., y + 3.),
        );
    });
}

/// A beard from ear to ear, `grow` units outside the skin, with its upper edge under the nose.
fn whiskers(build: &Build, grow: f32, under_nose: f32) -> String {
    let w = build.temple + grow.min(3.);
    let lip = under_nose - 4.;
    format!(
        "M{w:.1} -14{}{}L{:.1} -12C{:.1} 22 {:.1} 46 {:.1} 50C-28 52-22 {lip:.1} {:.1} {lip:.1}C22 {lip:.1} 28 52 {:.1} 50C{:.1} 46 {:.1} 22 {:.1} -12Z",
        right_jaw(build, grow.min(3.), grow),
        left_jaw(build, grow.min(3.), grow),
        -w + 2.,
        -w + 7.,
        -w + 10.,
        -w + 24.,
        build.turn,
        w - 24.,
        w - 10.,
        w - 7.,
        w - 2.
    )
}

fn jaw_in_shade(build: &Build, grow: f32) -> String {
    let w = build.temple + grow.min(3.);
    format!(
        "M{w:.1} -14{}C30 {:.1} {:.1} 62 {:.1} 34C{:.1} 14 {:.1} -2 {:.1} -13Z",
        right_jaw(build, grow.min(3.), grow),
        build.chin + grow - 6.,
        build.jaw.0 - 8.,
        build.jaw.0 + 2.,
        w - 6.,
        w - 4.,
        w - 4.
    )
}

/// Whether a forehead without hair is seen, so that its lines are.
pub(super) fn forehead_shows(hair: Hair) -> bool {
    !matches!(hair, Hair::FringeBob | Hair::Crop | Hair::Pixie)
}
