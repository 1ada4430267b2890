//! Glasses, earrings, and what is worn on the head. Must not know the hair under it.

use super::Sitter;
use super::palette::{Colour, INK, PAPER};
use super::pen::{Drawing, both_sides, moved, scallops};
use crate::model::look::{Earrings, Glasses, Headwear};

/// The part of a headscarf that falls behind the neck.
pub(super) fn behind(drawing: &mut Drawing, sitter: &Sitter) {
    let trim = &sitter.trim;
    if sitter.person.headwear == Headwear::Headscarf {
        drawing.fill(
            trim.shade,
            "M-60-60C-90 0-84 70-100 150H100C84 70 90 0 60-60Z",
        );
    }
}

/// Earrings, on both lobes.
pub(super) fn earrings(drawing: &mut Drawing, sitter: &Sitter) {
    let build = &sitter.person.build;
    let covered = matches!(sitter.person.headwear, Headwear::Headscarf);
    if covered || sitter.person.earrings == Earrings::None {
        return;
    }
    let gold = Colour(0xe3_b0_4b);
    let metal = if sitter.seed.chance("silver", 30) {
        Colour(0xd5_d8_de)
    } else {
        gold
    };
    let lobes = [-1., 1.].map(|side| (side * (build.temple + 3.) - build.turn * 0.5, 25.));
    let at_both = |path: &str| lobes.map(|lobe| moved(path, 1., lobe)).concat();
    match sitter.person.earrings {
        Earrings::None => {}
        Earrings::Stud => drawing.dots(metal, 4.2, &lobes),
        Earrings::Hoop => drawing.line(
            metal,
            3.4,
            &at_both("M0-2C-14 0-14 24 0 24C14 24 14 0 0-2Z"),
        ),
        Earrings::Drop => {
            drawing.line(metal, 2.6, &at_both("M0-2V10"));
            drawing.fill(
                sitter.trim.base,
                &at_both("M0 8C5 15 8 19 8 24C8 35-8 35-8 24C-8 19-5 15 0 8Z"),
            );
        }
    }
}

/// Glasses, over the hair at the temples.
pub(super) fn glasses(drawing: &mut Drawing, sitter: &Sitter) {
    let build = &sitter.person.build;
    let style = sitter.person.glasses;
    if style == Glasses::None {
        return;
    }
    let frame = frame(sitter);
    let (lens, width) = match style {
        Glasses::Round => ("M-22 1C-22-28 22-28 22 1C22 30-22 30-22 1Z", 4.2),
        Glasses::Square => (
            "M-18-15H17Q23-15 23-9L21 12Q20 19 12 19H-11Q-19 19-20 12L-23-9Q-24-15-18-15Z",
            5.,
        ),
        Glasses::CatEye => (
            "M-20-10C-8-16 14-18 29-21C27-4 24 18 2 19C-16 20-23 6-20-10Z",
            4.6,
        ),
        Glasses::Half => ("M-23-11L-20 9Q-18 18-9 18H9Q18 18 20 9L23-11", 1.8),
        Glasses::Fine | Glasses::None => (
            "M-21-4C-21-20 21-20 21-4C22 10 16 22 0 22C-16 22-22 10-21-4Z",
            2.6,
        ),
    };
    drawing.group(&format!("translate({:.1} 0)", build.turn), |drawing| {
        let both = |path: &str| both_sides(path, (build.eye_distance, 1.));
        drawing.line(frame, width, &both(lens));
        if style == Glasses::Half {
            drawing.line(frame, 5., &both("M-24-12C-14-16 14-16 24-12"));
        }
        // The bridge, and the arms to the ears, which do not turn with the features.
        let (gap, hinge) = (build.eye_distance - 22., build.eye_distance + 23.);
        let (left, right) = (
            2. - build.temple - build.turn,
            build.temple - 2. - build.turn,
        );
        drawing.line(
            frame,
            width.clamp(2.6, 3.6),
            &format!(
                "M{:.1}-1Q0-8 {gap:.1}-1M{:.1}-6L{left:.1}-8M{hinge:.1}-6L{right:.1}-8",
                -gap, -hinge
            ),
        );
        drawing.line(
            PAPER,
            2.6,
            &format!("M{:.1}-6l6-6", -build.eye_distance - 13.),
        );
    });
}

/// A colour for the frame of the glasses that can be told from the skin.
fn frame(sitter: &Sitter) -> Colour {
    const GOLD: Colour = Colour(0xc0_90_3e);
    const SILVER: Colour = Colour(0x9a_a0_a8);
    const SHELL: Colour = Colour(0x7a_43_28);
    let dark = INK.mix(sitter.trim.shade, 30);
    let fine = sitter.person.glasses == Glasses::Fine;
    let wanted = match sitter.seed.below("frame", 4) {
        _ if fine => [GOLD, SILVER, SHELL, dark],
        0 => [SHELL, dark, GOLD, SILVER],
        1 => [sitter.trim.base, dark, GOLD, SILVER],
        _ => [dark, SHELL, GOLD, SILVER],
    };
    let skin = sitter.skin.base;
    wanted
        .into_iter()
        .find(|frame| frame.distance(skin) > 140)
        .unwrap_or(dark)
}

/// What is worn on the head.
pub(super) fn headwear(drawing: &mut Drawing, sitter: &Sitter) {
    let width = sitter.person.build.temple / 66.;
    drawing.group(&format!("scale({width:.2} 1)"), |drawing| {
        shadow_on_forehead(drawing, sitter);
        match sitter.person.headwear {
            Headwear::None => {}
            Headwear::Headscarf => headscarf(drawing, sitter),
            Headwear::Headwrap => headwrap(drawing, sitter),
            Headwear::Turban => turban(drawing, sitter),
            Headwear::Kippah => kippah(drawing, sitter),
            Headwear::Cap => cap(drawing, sitter),
            Headwear::Beanie => beanie(drawing, sitter),
            Headwear::Headband => headband(drawing, sitter),
            Headwear::Flower => flower(drawing, sitter),
        }
    });
}

/// What sits on a head throws a shadow under its edge.
fn shadow_on_forehead(drawing: &mut Drawing, sitter: &Sitter) {
    let path = match sitter.person.headwear {
        Headwear::Headscarf => {
            "M-60-2C-58-36-38-64 0-64C38-64 58-36 60-2C54-32 36-53 0-53C-36-53-54-32-60-2Z"
        }
        Headwear::Headwrap => {
            "M-60-22C-50-50-30-58 0-58C30-58 50-50 60-22C48-42 30-49 0-49C-30-49-48-42-60-22Z"
        }
        Headwear::Turban => "M-60-28L-52-42L4-74L52-42L60-28L50-31L4-62L-46-31Z",
        Headwear::Cap | Headwear::Beanie => "M-62-36C-40-46 40-46 62-36L61-20C40-34-40-34-61-20Z",
        _ => return,
    };
    drawing.veil(sitter.skin.line, 3, path);
}

fn headscarf(drawing: &mut Drawing, sitter: &Sitter) {
    let trim = &sitter.trim;
    let chin = sitter.person.build.chin;
    // The opening follows the face, a little inside its outline.
    let opening = format!(
        "M0-62C38-62 58-36 60-2C61 34 46 {:.1} 22 {:.1}C8 {:.1}-8 {:.1}-22 {:.1}C-46 {:.1}-61 34-60-2C-58-36-38-62 0-62Z",
        chin - 20.,
        chin - 2.,
        chin + 4.,
        chin + 4.,
        chin - 2.,
        chin - 20.
    );
    drawing.fill(
        trim.base,
        &format!("M0-112C-64-114-90-56-82 4C-76 50-92 84-104 116C-112 146-60 168 0 172C60 168 112 146 104 116C92 84 76 50 82 4C90-56 64-114 0-112Z{opening}"),
    );
    drawing.fill(
        trim.base.mix(trim.shade, 60),
        "M40-104C72-92 88-50 82 4C76 50 92 84 104 116C108 134 90 148 66 158C84 120 62 84 66 30C70-20 66-70 40-104Z",
    );
    drawing.fill(
        trim.light,
        &format!(
            "M0-74C-46-74-70-40-70 0C-70 40-54 {:.1}-22 {:.1}C-46 {:.1}-61 34-60-2C-58-36-38-62 0-62C38-62 58-36 60-2C65-46 44-74 0-74Z",
            chin - 12., chin - 2., chin - 20.
        ),
    );
    drawing.line(
        trim.shade,
        2.6,
        &format!(
            "M-58 {:.1}C-30 {:.1} 34 {:.1} 62 {:.1}M-78 {:.1}C-40 {:.1} 20 {:.1} 56 {:.1}M-82-20C-80-50-64-84-34-98",
            chin - 20., chin + 36., chin + 28., chin - 10., chin + 10., chin + 58., chin + 54., chin + 36.
        ),
    );
}

fn headwrap(drawing: &mut Drawing, sitter: &Sitter) {
    let (trim, cloth) = (&sitter.trim, &sitter.cloth);
    drawing.fill(
        trim.shade,
        "M-24-110C-44-132-26-148-4-138C10-154 44-148 42-112Z",
    );
    drawing.fill(
        trim.base,
        "M-4-112C-22-130-8-142 8-132C22-144 40-134 34-108Z",
    );
    drawing.fill(
        trim.base,
        "M-69-14C-88-60-74-120 2-124C76-120 88-60 69-14C64-40 50-56 0-58C-50-56-64-40-69-14Z",
    );
    drawing.fill(
        trim.base.mix(trim.shade, 55),
        "M69-14C88-60 76-120 2-124C46-110 62-84 52-46C62-38 66-28 69-14Z",
    );
    drawing.fill(trim.light, "M-69-14C-76-34-76-54-70-70C-30-76 20-90 38-118C46-116 52-112 58-106C40-70-20-54-56-44C-62-36-66-26-69-14Z");
    drawing.line(
        cloth.base,
        4.,
        "M-50-56h.1M-30-62h.1M-10-70h.1M10-80h.1M28-92h.1M42-106h.1",
    );
    drawing.line(
        trim.shade,
        2.6,
        "M-56-44C-20-54 40-70 58-106M-70-70C-30-76 20-90 38-118M-16-62C10-66 40-62 54-46",
    );
}

fn turban(drawing: &mut Drawing, sitter: &Sitter) {
    let trim = &sitter.trim;
    drawing.fill(trim.base, "M-68-2C-96-50-86-132 0-138C86-132 96-50 68-2C64-20 60-32 52-40L4-72L-52-40C-60-32-64-20-68-2Z");
    drawing.fill(
        trim.base.mix(trim.shade, 55),
        "M68-2C96-50 86-132 0-138C56-120 76-76 58-36C63-28 66-16 68-2Z",
    );
    drawing.fill(
        trim.light,
        "M-68-2C-76-18-80-36-79-54C-40-66-10-86 4-108C8-98 10-86 4-72L-52-40C-60-32-64-20-68-2Z",
    );
    drawing.fill(
        trim.base.mix(trim.light, 35),
        "M4-108C18-86 44-66 79-54C80-36 76-18 68-2C64-20 60-32 52-40L4-72C0-86 0-98 4-108Z",
    );
    drawing.line(
        trim.shade,
        2.6,
        "M-72-24C-44-40-10-60 4-78M-77-44C-44-54-14-74 4-96M4-108C-14-86-46-66-79-54M4-108C18-86 44-66 79-54M72-24C50-40 18-60 4-78M77-44C50-54 20-76 4-96M-74-80C-50-88-22-108-8-128M74-80C54-88 32-104 22-124",
    );
}

fn kippah(drawing: &mut Drawing, sitter: &Sitter) {
    let trim = &sitter.trim;
    drawing.fill(
        trim.base,
        "M-37-95C-35-114-12-120 6-119C27-118 41-107 44-92C20-85-14-86-37-95Z",
    );
    drawing.fill(
        trim.shade,
        "M6-119C27-118 41-107 44-92C39-90 33-89 27-88C30-101 21-114 6-119Z",
    );
    drawing.line(trim.light, 2.6, "M-34-98C-12-90 20-89 41-95");
}

fn cap(drawing: &mut Drawing, sitter: &Sitter) {
    let trim = &sitter.trim;
    drawing.fill(
        trim.base,
        "M-78-44C-86-100-50-134 0-134C50-134 86-100 78-44C40-62-40-62-78-44Z",
    );
    drawing.fill(
        trim.base.mix(trim.shade, 60),
        "M78-44C86-100 50-134 0-134C40-118 56-90 52-54C62-52 70-48 78-44Z",
    );
    drawing.line(
        trim.shade,
        2.6,
        "M0-134C-4-110-4-80-2-58M-38-122C-48-104-52-78-50-54",
    );
    drawing.circle(trim.light, (0., -134.), 5.);
    drawing.fill(
        trim.shade,
        "M-74-46C-62-76 62-76 74-46C88-40 92-30 84-26C52-46-52-46-84-26C-92-30-88-40-74-46Z",
    );
    drawing.line(
        trim.base.mix(trim.light, 60),
        2.6,
        "M-70-46C-50-62 50-62 70-46",
    );
    drawing.circle(sitter.cloth.light, (0., -93.), 13.);
    drawing.circle(trim.light, (0., -93.), 6.);
}

fn beanie(drawing: &mut Drawing, sitter: &Sitter) {
    let trim = &sitter.trim;
    drawing.fill(
        trim.base,
        "M-80-50C-84-110-46-140 4-140C52-140 86-108 80-50Z",
    );
    drawing.fill(
        trim.base.mix(trim.shade, 60),
        "M80-50C86-108 52-140 4-140C44-122 56-94 54-50Z",
    );
    drawing.line(trim.shade, 2.6, "M-52-80C-50-104-36-120-20-128M-22-82C-20-106-10-122 0-132M10-82C12-106 12-120 10-132M38-80C38-102 32-118 24-128");
    drawing.fill(trim.light, "M-78-76C-40-90 40-90 78-76Q86-72 85-62L82-40Q80-32 72-34C36-46-36-46-72-34Q-80-32-82-40L-85-62Q-86-72-78-76Z");
    drawing.line(trim.base, 2.6, "M-66-74L-64-44M-48-79L-46-48M-30-82L-28-51M-11-84L-10-52M9-84L9-52M28-82L27-51M47-79L45-48M65-74L63-44");
}

fn headband(drawing: &mut Drawing, sitter: &Sitter) {
    let trim = &sitter.trim;
    drawing.fill(
        trim.base,
        "M-75-30C-68-72-40-87 0-87C40-87 68-72 75-30L76-52C66-90 40-107 0-107C-40-107-66-90-76-52Z",
    );
    drawing.fill(
        trim.base.mix(trim.shade, 60),
        "M28-84C54-78 70-62 75-30L76-52C68-82 50-98 24-105Z",
    );
    drawing.fill(
        trim.light,
        "M-44-94C-62-118-32-126-24-104C-14-122 10-114-6-92C-18-82-36-84-44-94Z",
    );
    drawing.line(
        trim.shade,
        2.6,
        "M-24-104C-26-98-26-94-23-88M-40-105q6 6 13 9M-10-102q-6 6-10 7",
    );
}

fn flower(drawing: &mut Drawing, sitter: &Sitter) {
    let trim = &sitter.trim;
    drawing.group("translate(-62 -50) rotate(-12)", |drawing| {
        drawing.fill(
            Colour(0x5f_8f_63),
            "M-4 12C-26 18-32 34-30 46C-14 44-2 32 2 14ZM10 10C24 22 24 38 18 46C6 40 0 26 4 12Z",
        );
        drawing.fill(trim.light, &scallops("0 -13, 12 -4, 8 10, -8 10, -12 -4"));
        drawing.circle(trim.base, (0., 0.), 8.);
        drawing.circle(Colour(0xf2_c1_4e), (0., 0.), 4.6);
    });
}
