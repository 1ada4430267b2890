//! Hair, in two layers: behind the shoulders, and over the forehead. Must not know the face under it.
//!
//! Drawn for a head of 66 units from the middle to the temple, 92 from the eyes to the crown; wider
//! and narrower heads stretch it.

use super::Sitter;
use super::palette::Tones;
use super::pen::{Drawing, scallops};
use crate::model::look::{Hair, Headwear};

/// Hair that falls behind the neck.
pub(super) fn behind(drawing: &mut Drawing, sitter: &Sitter) {
    let Some(hair) = shown(sitter) else { return };
    let tones = &sitter.hair;
    let hatted = is_hatted(sitter);
    fitted(drawing, sitter, |drawing| {
        match hair {
        Hair::Afro => drawing.fill(tones.base, &scallops(AFRO)),
        Hair::Bob | Hair::FringeBob => drawing.fill(
            tones.shade,
            "M0-106C60-108 88-60 82-6C79 30 90 62 82 92C50 110-50 110-82 92C-90 62-79 30-82-6C-88-60-60-108 0-106Z",
        ),
        Hair::Shoulder => drawing.fill(
            tones.shade,
            "M0-106C60-108 90-58 82-4C78 40 84 78 102 112C72 136 40 126 0 126C-40 126-72 136-102 112C-84 78-78 40-82-4C-90-58-60-108 0-106Z",
        ),
        Hair::LongStraight => drawing.fill(
            tones.shade,
            "M0-106C60-108 90-58 84 0C80 70 94 150 100 240H-100C-94 150-80 70-84 0C-90-58-60-108 0-106Z",
        ),
        Hair::LongWavy => drawing.fill(
            tones.shade,
            "M0-106C60-110 96-60 86-6C80 30 108 50 98 86C90 114 118 134 110 170C106 194 112 214 108 240H-108C-112 214-106 194-110 170C-118 134-90 114-98 86C-108 50-80 30-86-6C-96-60-60-110 0-106Z",
        ),
        Hair::LongCurly => drawing.fill(tones.shade, &scallops(LONG_CURLS)),
        Hair::Ponytail if !hatted => {
            drawing.fill(
                tones.shade,
                "M30-98C70-130 116-104 118-56C120-10 96 30 112 74C84 70 66 36 74-8C78-40 66-60 44-66Z",
            );
            drawing.line(tones.base, 5., "M66-98C100-84 104-44 94-6C90 14 90 30 94 46");
        }
        Hair::Bun if !hatted => {
            drawing.circle(tones.base, (6., -116.), 31.);
            drawing.fill(tones.shade, "M22-142C40-132 44-104 28-92C36-108 36-126 22-142Z");
            drawing.line(tones.light, 2.6, "M-14-122C-8-138 8-140 18-132M-8-108C-4-122 8-126 16-120");
        }
        Hair::Locs => {
            drawing.fill(tones.shade, "M0-104C60-106 84-58 80-6L84 60H-84L-80-6C-84-58-60-106 0-104Z");
            drawing.line(
                tones.shade,
                17.,
                "M-74-10C-84 40-80 80-90 118M-56 20C-66 60-62 100-70 136M74-10C84 40 80 80 90 118M56 20C66 60 62 100 70 136",
            );
        }
        Hair::Braids => drawing.fill(
            tones.shade,
            "M0-102C56-104 78-56 74-6C74 30 74 60 66 84H-66C-74 60-74 30-74-6C-78-56-56-104 0-102Z",
        ),
        _ => {}
    }
    });
}

/// Hair over the forehead, at the temples, and before the shoulders.
pub(super) fn in_front(drawing: &mut Drawing, sitter: &Sitter) {
    let Some(hair) = shown(sitter) else { return };
    let tones = &sitter.hair;
    fitted(drawing, sitter, |drawing| match hair {
        Hair::Crop => crop(drawing, tones),
        Hair::SideParting => side_parting(drawing, tones),
        Hair::Quiff => quiff(drawing, tones),
        Hair::Pixie => pixie(drawing, tones),
        Hair::Curls => curls(drawing, tones),
        Hair::Waves => waves(drawing, tones),
        Hair::Afro => afro(drawing, tones),
        Hair::Cornrows => cornrows(drawing, sitter),
        Hair::Buzz => buzz(drawing, sitter),
        Hair::Receding => receding(drawing, sitter),
        Hair::Horseshoe => horseshoe(drawing, sitter),
        Hair::Bald => crown_light(drawing, sitter),
        Hair::Bob => bob(drawing, tones),
        Hair::FringeBob => fringe_bob(drawing, tones),
        Hair::Shoulder => shoulder(drawing, tones),
        Hair::LongStraight => long_straight(drawing, tones),
        Hair::LongWavy => long_wavy(drawing, tones),
        Hair::LongCurly => long_curly(drawing, sitter),
        Hair::Bun | Hair::Ponytail => swept_back(drawing, tones),
        Hair::Braids => braids(drawing, sitter),
        Hair::Locs => locs(drawing, tones),
    });
}

/// The hair that is left to see: nothing under a scarf, less under a hat.
fn shown(sitter: &Sitter) -> Option<Hair> {
    let hair = sitter.person.hair;
    match sitter.person.headwear {
        Headwear::Headscarf | Headwear::Headwrap | Headwear::Turban => None,
        Headwear::Cap | Headwear::Beanie => Some(match hair {
            Hair::Afro => Hair::Curls,
            Hair::Quiff | Hair::Pixie | Hair::Receding => Hair::Crop,
            Hair::FringeBob => Hair::Bob,
            other => other,
        }),
        _ => Some(hair),
    }
}

fn is_hatted(sitter: &Sitter) -> bool {
    matches!(sitter.person.headwear, Headwear::Cap | Headwear::Beanie)
}

fn fitted(drawing: &mut Drawing, sitter: &Sitter, draw: impl FnOnce(&mut Drawing)) {
    let width = sitter.person.build.temple / 66.;
    drawing.group(&format!("scale({width:.2} 1)"), draw);
}

fn crop(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M-69 6C-79-36-76-82-44-98C-30-112 8-114 34-106C72-98 79-44 69 6L62 2C64-20 61-36 55-46C46-50 40-56 34-50C26-58 16-52 10-52C2-60-8-52-14-54C-24-58-32-48-38-52C-46-54-50-48-54-42C-61-30-64-14-62 2Z",
    );
    drawing.fill(
        tones.shade,
        "M69 6C79-44 72-98 34-106C54-92 60-70 55-46C61-36 64-20 62 2ZM-69 6C-74-20-74-40-68-60C-66-44-60-40-54-42C-61-30-64-14-62 2Z",
    );
    drawing.line(
        tones.light,
        2.6,
        "M-44-82C-30-96-8-100 12-97M-30-74C-18-84-6-87 4-86",
    );
}

fn side_parting(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M-69 4C-79-36-76-80-44-96C-20-118 40-116 60-92C80-72 78-36 69 4L62 2C64-20 62-36 55-48C32-44-6-50-34-72C-40-58-54-50-58-34C-62-22-63-12-62 2Z",
    );
    drawing.fill(
        tones.shade,
        "M69 4C78-36 80-72 60-92C66-72 62-56 55-48C62-36 64-20 62 2ZM-69 4C-76-30-74-66-54-88C-58-70-48-66-34-72C-40-58-54-50-58-34C-62-22-63-12-62 2Z",
    );
    drawing.line(tones.shade, 2.6, "M-34-72C-38-82-40-90-40-98");
    drawing.line(
        tones.light,
        2.6,
        "M-28-88C-8-70 22-62 48-62M-18-98C4-84 30-78 52-78",
    );
}

fn quiff(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.shade,
        "M-68 4C-76-30-74-66-54-84C-20-104 50-100 62-76C76-50 74-30 68 4L62 2C63-24 60-40 54-54C30-62-20-62-50-52C-60-38-63-18-62 2Z",
    );
    drawing.fill(
        tones.base,
        "M-58-52C-74-76-64-104-40-106C-34-128 24-136 52-116C76-104 74-70 60-52C56-62 48-66 40-68C10-56-24-66-58-52Z",
    );
    drawing.fill(
        tones.shade,
        "M52-116C76-104 74-70 60-52C56-62 48-66 40-68C60-76 66-98 52-116Z",
    );
    drawing.line(
        tones.light,
        2.6,
        "M-48-70C-40-96-10-112 26-112M-30-70C-18-90 6-100 32-100",
    );
}

fn pixie(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M-66 20C-78-4-86-70-46-98C-16-118 40-112 62-84C82-58 76-10 66 20C62 10 62-4 62-20C60-36 54-44 44-54C30-36-16-26-52-30C-60-20-60 4-66 20Z",
    );
    drawing.fill(
        tones.shade,
        "M66 20C76-10 82-58 62-84C66-66 56-58 44-54C54-44 60-36 62-20C62-4 62 10 66 20ZM-66 20C-74 4-76-20-74-40C-68-34-60-30-52-30C-60-20-60 4-66 20Z",
    );
    drawing.line(
        tones.light,
        2.6,
        "M30-88C12-64-20-50-52-48M10-96C-8-78-30-68-54-66",
    );
    drawing.line(tones.shade, 2.6, "M44-54C50-66 50-80 44-92");
}

fn curls(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(tones.base, &scallops(CURLS));
    drawing.line(
        tones.shade,
        2.6,
        "M-44-62C-48-76-34-84-26-76M-8-60C-12-74 2-82 10-74M26-62C24-76 40-82 46-72M-22-92C-20-102-8-104-4-96M14-94C16-104 30-104 32-94M54-44C50-56 60-64 66-58",
    );
    drawing.line(
        tones.light,
        2.6,
        "M-58-76C-58-86-50-92-44-90M-34-104C-28-112-18-112-14-108M-62-48C-66-56-62-62-58-64",
    );
}

fn waves(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M-62 34C-80 34-90 14-82-2C-96-18-92-42-80-50C-86-76-64-96-46-96C-34-116 0-118 14-108C40-118 66-100 68-82C88-76 94-48 84-34C96-18 92 2 82 8C86 26 76 36 62 34C62 10 64-10 60-28C58-42 50-48 42-54C30-48 22-58 10-56C-6-66-24-60-32-50C-46-52-58-38-60-26C-64-8-62 14-62 34Z",
    );
    drawing.fill(
        tones.shade,
        "M62 34C76 36 86 26 82 8C92 2 96-18 84-34C94-48 88-76 68-82C76-66 74-54 64-48C76-38 78-24 68-12C76 4 72 20 62 22Z",
    );
    drawing.line(
        tones.shade,
        2.6,
        "M-32-50C-36-66-20-78-6-74M10-56C8-70 22-80 36-74M-66-18C-76-26-74-42-64-46",
    );
    drawing.line(tones.light, 2.6, "M-66-60C-66-76-52-84-44-82M-32-92C-24-104-8-106 0-100M22-96C34-102 48-96 52-86M-80-6C-76 2-76 14-70 22");
}

fn afro(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M-64 10C-84-20-86-80-50-100C-20-116 20-116 50-100C86-80 84-20 64 10C64-10 62-26 56-38C52-50 40-52 34-58C22-56 12-64 0-60C-12-64-22-56-34-58C-40-52-52-50-56-38C-62-26-64-10-64 10Z",
    );
    drawing.fill(
        tones.base.mix(tones.shade, 60),
        "M66 24C86-10 92-70 52-112C104-92 116-30 102 10C94 28 80 32 66 24ZM64 10C64-10 62-26 56-38C52-50 40-52 34-58C56-64 74-34 64 10Z",
    );
    drawing.line(
        tones.light,
        2.6,
        "M-84-56C-84-70-76-82-70-86M-60-104C-50-116-38-122-30-124M-92-22C-94-28-94-36-92-42M-40-88q6-8 12-9M-62-66q2-8 8-12M-10-98q8-5 14-3",
    );
}

fn cornrows(drawing: &mut Drawing, sitter: &Sitter) {
    let tones = &sitter.hair;
    drawing.fill(
        tones.base,
        "M-66 2C-74-50-52-98 0-98C52-98 74-50 66 2L61-2C63-22 60-38 52-50C34-60-34-60-52-50C-60-38-63-22-61-2Z",
    );
    drawing.line(
        sitter.skin.shade.mix(tones.base, 45),
        2.6,
        "M-40-55C-38-74-30-88-20-95M-24-58C-22-76-16-90-10-97M-8-59C-7-76-4-90-2-98M8-59C9-76 10-90 8-98M24-58C25-76 24-88 20-96M40-55C42-72 38-84 32-92M-52-48C-53-62-47-76-37-86M52-48C54-62 50-74 41-84",
    );
    drawing.line(
        tones.light,
        2.,
        "M-47-62q2-14 10-22M-31-68q2-12 8-20M-16-70q1-12 5-20M0-70v-18",
    );
}

fn buzz(drawing: &mut Drawing, sitter: &Sitter) {
    let tones = &sitter.hair;
    let fuzz = tones.base.mix(sitter.skin.base, 22);
    drawing.fill(
        fuzz,
        "M-66 4C-73-46-52-96 0-96C52-96 73-46 66 4L61 0C63-20 60-38 53-49C40-50 36-60 24-60C8-63-8-63-24-60C-36-60-40-50-53-49C-60-38-63-20-61 0Z",
    );
    drawing.fill(
        tones.base.mix(sitter.skin.shade, 12),
        "M66 4C73-46 52-96 0-96C36-90 56-72 53-49C60-38 63-20 61 0Z",
    );
    drawing.line(fuzz.mix(tones.light, 60), 2.6, "M-48-66C-42-80-28-88-12-89");
}

fn receding(drawing: &mut Drawing, sitter: &Sitter) {
    let tones = &sitter.hair;
    drawing.fill(
        tones.base,
        "M-69 6C-78-34-74-76-50-92C-26-112 30-112 52-92C74-76 78-34 69 6L62 2C64-18 62-30 56-42C56-58 50-72 38-78C26-70 18-66 6-66C-8-66-20-70-32-78C-46-72-55-58-56-42C-62-30-64-18-62 2Z",
    );
    drawing.fill(
        tones.shade,
        "M69 6C78-34 74-76 52-92C54-84 48-80 38-78C50-72 56-58 56-42C62-30 64-18 62 2ZM-69 6C-75-24-74-50-66-70C-64-56-60-48-56-42C-62-30-64-18-62 2Z",
    );
    drawing.line(
        tones.light,
        2.6,
        "M-36-92C-22-100-6-102 8-101M-14-76C-4-84 14-88 28-88",
    );
}

fn horseshoe(drawing: &mut Drawing, sitter: &Sitter) {
    let tones = &sitter.hair;
    crown_light(drawing, sitter);
    drawing.fill(
        tones.base,
        "M-65 12C-77 4-83-28-74-46C-70-56-62-58-60-50C-60-42-61-30-62-20C-63-10-63-2-61 4Z",
    );
    drawing.fill(
        tones.shade,
        "M65 12C77 4 83-28 74-46C70-56 62-58 60-50C60-42 61-30 62-20C63-10 63-2 61 4Z",
    );
    drawing.line(
        tones.light,
        2.6,
        "M-73-18C-74-30-71-38-67-44M-67-4q-3-8-3-14",
    );
}

fn crown_light(drawing: &mut Drawing, sitter: &Sitter) {
    drawing.line(sitter.skin.light, 6., "M-44-60C-38-73-26-81-12-84");
}

fn bob(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M-16-108C-70-110-90-50-82-6C-79 30-90 62-82 92C-70 100-56 98-50 92C-62 60-58 30-60-4C-54-34-36-56-18-78C4-54 44-46 60-6C60 30 62 60 50 92C56 98 70 100 82 92C90 62 79 30 82-6C90-56 60-114-16-108Z",
    );
    drawing.fill(
        tones.shade,
        "M60-6C60 30 62 60 50 92C56 98 70 100 82 92C84 84 84 76 84 70C72 66 68 50 70 20C72-8 66-30 54-44C42-58 10-62-18-78C4-54 44-46 60-6Z",
    );
    drawing.line(
        tones.shade,
        2.6,
        "M-18-78C-22-88-20-100-14-107M-76 22C-76 44-80 62-74 84",
    );
    drawing.line(
        tones.light,
        3.2,
        "M-34-90C-58-74-70-44-70-14M-46-92C-62-82-72-66-76-48M10-92C34-86 54-70 64-48",
    );
}

fn fringe_bob(drawing: &mut Drawing, tones: &Tones) {
    drawing.veil(
        tones.shade,
        2,
        "M-60-24C-40-34 40-34 60-24L60-13C40-25-40-25-60-13Z",
    );
    drawing.fill(
        tones.base,
        "M0-109C-66-110-90-50-82-6C-79 30-90 62-82 92C-70 100-56 98-50 92C-62 60-58 30-61-22C-40-34 40-34 61-22C58 30 62 60 50 92C56 98 70 100 82 92C90 62 79 30 82-6C90-50 66-110 0-109Z",
    );
    drawing.fill(
        tones.shade,
        "M61-22C58 30 62 60 50 92C56 98 70 100 82 92C84 84 84 76 84 70C72 66 68 50 70 20C72-10 68-34 58-50C60-40 60-30 61-22Z",
    );
    drawing.line(tones.shade, 2.6, "M-36-32C-38-46-34-60-28-68M0-36C-2-50 0-62 4-72M30-34C32-48 30-60 26-68M-76 22C-76 44-80 62-74 84");
    drawing.line(tones.light, 4., "M-62-66C-40-84 34-86 58-70");
}

fn shoulder(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M22-107C-50-118-94-60-82-4C-78 40-84 78-102 112C-84 128-58 124-48 108C-66 74-60 36-61-2C-50-30-6-44 22-78C32-56 52-40 61-6C60 36 66 74 48 108C58 124 84 128 102 112C84 78 78 40 82-4C90-60 64-108 22-107Z",
    );
    drawing.fill(
        tones.shade,
        "M61-6C60 36 66 74 48 108C58 124 84 128 102 112C92 112 80 100 74 70C68 40 74 4 66-24C58-50 34-60 22-78C32-56 52-40 61-6Z",
    );
    drawing.line(
        tones.shade,
        2.6,
        "M22-78C20-90 22-100 24-107M-74 24C-72 56-76 84-86 106",
    );
    drawing.line(
        tones.light,
        3.4,
        "M6-92C-34-88-66-56-70-12M-12-96C-46-88-70-66-76-36M-68 50C-70 70-74 86-82 98",
    );
}

fn long_straight(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M0-108C-66-110-92-50-84 0C-80 70-94 150-100 240H-58C-48 160-68 90-62 10C-60-30-34-56-6-84C34-60 60-30 62 10C68 90 48 160 58 240H100C94 150 80 70 84 0C92-50 66-110 0-108Z",
    );
    drawing.fill(
        tones.shade,
        "M62 10C68 90 48 160 58 240H86C74 150 84 80 72 10C66-30 40-60-6-84C34-60 60-30 62 10Z",
    );
    drawing.line(
        tones.shade,
        2.6,
        "M-6-84C-8-94-6-102-2-107M-74 30C-74 90-80 150-82 236",
    );
    drawing.line(
        tones.light,
        3.4,
        "M-24-92C-54-74-70-42-72-2M-36-94C-60-80-74-58-78-28M20-92C42-82 58-64 66-42",
    );
}

fn long_wavy(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M-20-108C-78-108-98-56-86-6C-80 30-108 50-98 86C-90 114-118 134-110 170C-106 194-112 214-108 240H-66C-52 190-76 160-66 124C-58 96-80 74-68 44C-60 20-64 4-60-10C-52-36-38-54-22-80C-2-52 44-44 60-10C64 4 60 20 68 44C80 74 58 96 66 124C76 160 52 190 66 240H108C112 214 106 194 110 170C118 134 90 114 98 86C108 50 80 30 86-6C96-60 56-116-20-108Z",
    );
    drawing.fill(
        tones.shade,
        "M60-10C64 4 60 20 68 44C80 74 58 96 66 124C76 160 52 190 66 240H90C84 190 96 164 86 130C78 100 96 80 84 48C74 22 78-4 66-28C52-56 2-60-22-80C-2-52 44-44 60-10Z",
    );
    drawing.line(
        tones.shade,
        2.6,
        "M-22-80C-26-90-24-100-18-107M-82 46C-96 74-74 96-84 128C-92 156-82 170-86 206",
    );
    drawing.line(tones.light, 3.4, "M-38-92C-64-72-76-40-72-8C-70 10-82 22-86 40M-94 90C-92 102-98 114-102 126M8-92C34-88 58-70 68-46");
}

fn long_curly(drawing: &mut Drawing, sitter: &Sitter) {
    let tones = &sitter.hair;
    drawing.fill(tones.base, &scallops(CURLY_LEFT));
    drawing.fill(tones.base.mix(tones.shade, 45), &scallops(CURLY_RIGHT));
    // A hat presses the curls over the forehead flat.
    if is_hatted(sitter) {
        return;
    }
    drawing.fill(tones.base, &scallops(CURLY_FRONT));
    drawing.line(
        tones.shade,
        2.6,
        "M-40-66C-44-80-30-90-20-82M-4-72C-4-86 12-92 20-82M34-62C34-76 50-80 56-70M-84 4C-94 10-92 24-82 26M-86 56C-96 62-94 76-84 78M80 6C90 12 88 26 78 28M84 58C94 64 92 78 82 80",
    );
    drawing.line(tones.light, 2.6, "M-78-50C-82-62-76-72-70-74M-54-86C-54-98-44-104-36-102M-18-106C-12-114 0-114 6-110M-96 34C-100 26-96 18-92 16M-94 84C-98 78-98 72-96 68");
}

fn swept_back(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M-67 4C-78-40-66-104 2-105C66-104 78-40 67 4L62-4C63-24 58-38 50-48C34-62-34-64-50-48C-58-38-63-24-62-4Z",
    );
    drawing.fill(
        tones.shade,
        "M67 4C78-40 66-104 2-105C38-92 54-72 50-48C58-38 63-24 62-4Z",
    );
    drawing.line(
        tones.light,
        2.6,
        "M-52-56C-46-80-26-94-4-97M-38-62C-30-78-14-88 2-90",
    );
    drawing.line(
        tones.shade,
        2.6,
        "M-20-61C-14-76-4-88 8-96M10-62C16-74 18-86 16-96M-64-10C-66-30-60-46-54-52",
    );
}

fn braids(drawing: &mut Drawing, sitter: &Sitter) {
    let tones = &sitter.hair;
    for (side, braid) in [(-1., tones.base), (1., tones.base.mix(tones.shade, 45))] {
        drawing.group(
            &format!("translate({:.1} 62) scale({side:.1} 1)", side * 70.),
            |drawing| {
                drawing.fill(tones.shade, "M-9-34L6-34L14 0L16 104H-8L-14 0Z");
                drawing.line(
                    braid,
                    13.,
                    "M-9-24L5-13M9-8L-5 3M-7 10L7 21M10 27L-3 38M-5 45L9 56M12 62L0 72M-2 80L10 90",
                );
                drawing.line(sitter.trim.base, 9., "M-3 102H11");
                drawing.fill(braid, "M-5 107H12C16 122 10 132 6 138C0 130-6 122-5 107Z");
            },
        );
    }
    drawing.fill(
        tones.base,
        "M0-106C-66-106-80-50-74 4C-72 24-76 40-82 46L-58 52C-60 20-64 0-60-14C-52-44-22-60 0-82C22-60 52-44 60-14C64 0 60 20 58 52L82 46C76 40 72 24 74 4C80-50 66-106 0-106Z",
    );
    drawing.fill(
        tones.shade,
        "M60-14C64 0 60 20 58 52L82 46C76 40 72 24 74 4C70-36 40-62 0-82C22-60 52-44 60-14Z",
    );
    drawing.line(tones.shade, 2.6, "M0-82V-105");
    drawing.line(
        tones.light,
        2.6,
        "M-18-92C-46-80-64-52-66-20M-30-94C-54-84-68-62-71-40",
    );
}

fn locs(drawing: &mut Drawing, tones: &Tones) {
    drawing.fill(
        tones.base,
        "M-68 0C-84-54-58-110 0-110C58-110 84-54 68 0L60-22C56-40 48-48 38-54C14-46-20-50-34-62C-40-52-54-42-60-22Z",
    );
    drawing.line(
        tones.base,
        15.,
        "M-62-44C-80-10-70 30-80 64C-84 84-80 98-84 108M-68-50C-96-10-88 30-98 60C-102 74-100 84-102 90M62-44C80-10 70 30 80 64C84 84 80 98 84 108",
    );
    drawing.line(
        tones.shade,
        15.,
        "M68-50C96-10 88 30 98 60C102 74 100 84 102 90",
    );
    drawing.line(
        tones.shade,
        2.6,
        "M-34-62C-30-80-16-94-4-102M-12-54C-8-74 6-90 18-98M14-50C20-68 30-80 40-86M38-54C46-62 54-68 60-70M-60-30C-66-44-60-60-54-66M-70 10l-8 3M-71 34l-8 3M-75 58l-8 3M-79 84l-7 2M-86 8l-8 3M-87 34l-8 3M70 10l8 3M71 34l8 3M75 58l8 3M79 84l7 2",
    );
    drawing.line(
        tones.light,
        2.6,
        "M-44-74C-38-88-28-96-18-100M-22-66C-16-82-4-92 6-98M-82 20C-82 34-86 46-86 54",
    );
}

const AFRO: &str = "-70 36, -94 20, -106 -6, -110 -36, -102 -66, -88 -92, -64 -114, -36 -126, -6 -130, 24 -128, 54 -118, 80 -98, 98 -72, 108 -42, 108 -10, 98 16, 74 34, 30 20, -30 20";

const LONG_CURLS: &str = "-60 148, -96 132, -108 100, -104 66, -106 30, -98 -6, -98 -42, -80 -78, -50 -104, -10 -116, 32 -112, 70 -88, 94 -52, 98 -12, 104 26, 106 66, 108 104, 80 144";

const CURLS: &str = "-66 0, -76 -16, -75 -37, -80 -58, -68 -80, -50 -98, -26 -106, 0 -110, 26 -108, 50 -98, 70 -80, 80 -56, 75 -35, 76 -14, 66 0, 63 -12, 61 -26, 54 -42, 36 -53, 14 -57, -10 -55, -34 -53, -54 -42, -61 -26, -63 -12";

const CURLY_FRONT: &str = "-62 10, -82 -8, -84 -34, -84 -62, -66 -88, -42 -106, -12 -114, 20 -112, 50 -100, 72 -78, 84 -50, 84 -20, 64 10, 62 -8, 60 -24, 53 -39, 40 -51, 21 -58, -2 -60, -24 -57, -43 -49, -55 -36, -61 -20, -63 -4";

const CURLY_LEFT: &str =
    "-74 30, -79 66, -74 100, -76 124, -100 106, -100 80, -104 52, -96 28, -98 2, -84 -20, -66 -10";

const CURLY_RIGHT: &str =
    "66 -10, 84 -20, 98 2, 96 28, 104 52, 100 80, 100 106, 76 124, 74 100, 79 66, 74 30";
