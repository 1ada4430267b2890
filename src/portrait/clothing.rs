//! Neck, shoulders and what is worn on them. Must not know the head.
//!
//! Units: 0 is the middle of the body across, 400 the lower edge of the frame.

use super::Sitter;
use super::palette::{INK, PAPER, Tones};
use super::pen::Drawing;
use crate::model::look::Clothing;

/// From the left side of the neck over the shoulder down, under the frame, and up to the right side
/// of the neck; the neckline closes it.
const SHOULDERS: &str = "M-48 298C-76 309-124 313-148 332C-171 350-179 390-184 440L184 440C179 390 171 350 148 332C124 313 76 309 48 298";
/// What an open jacket leaves to see, from the right side of the neck round to the left one; the
/// neckline closes it.
const FRONT: &str = "M48 298C56 340 34 400 22 440H-22C-34 400-56 340-48 298";
/// The side turned from the light.
const SHADE: &str =
    "M86 311C116 315 136 322 148 332C171 350 179 390 184 440L112 440C128 404 132 352 86 311Z";
/// Where the sleeves begin.
const SLEEVES: &str = "M-117 404C-119 388-118 374-113 362M119 404C121 388 119 374 113 362";

/// What shows behind the neck and the hair: a hood.
pub(super) fn behind(drawing: &mut Drawing, sitter: &Sitter) {
    let cloth = &sitter.cloth;
    if sitter.person.clothing == Clothing::Hoodie {
        drawing.fill(
            cloth.shade,
            "M-98 330C-112 280-78 244-40 246L40 246C78 244 112 280 98 330Z",
        );
        drawing.fill(cloth.base.mix(cloth.shade, 40), "M-98 330C-106 292-84 262-50 258C-66 276-70 300-60 330ZM98 330C106 292 84 262 50 258C66 276 70 300 60 330Z");
    }
}

/// Neck, shoulders and clothes.
pub(super) fn body(drawing: &mut Drawing, sitter: &Sitter) {
    neck(drawing, sitter);
    let (cloth, inner, trim) = (&sitter.cloth, &sitter.inner, &sitter.trim);
    match sitter.person.clothing {
        Clothing::CrewNeck => {
            crew_neck(drawing, cloth);
        }
        Clothing::Striped => striped(drawing, inner, cloth),
        Clothing::VNeck => {
            torso(
                drawing,
                cloth,
                "C40 320 14 352 0 364C-14 352-40 320-48 298Z",
            );
            drawing.line(
                cloth.shade,
                8.,
                "M-42 305C-35 325-14 348 0 360C14 348 35 325 42 305",
            );
            drawing.line(
                cloth.light,
                2.,
                "M-51 302C-44 326-16 356 0 369C16 356 44 326 51 302",
            );
        }
        Clothing::Shirt => {
            shirt(drawing, cloth);
            drawing.line(cloth.shade, 2.6, "M0 348V404");
            drawing.line(cloth.light.mix(PAPER, 40), 6., "M7 364h.1M7 390h.1");
        }
        Clothing::Blouse => blouse(drawing, cloth),
        Clothing::Turtleneck => turtleneck(drawing, cloth),
        Clothing::Cardigan => {
            undershirt(drawing, inner);
            open_front(drawing, cloth, false);
        }
        Clothing::Hoodie => hoodie(drawing, cloth, inner),
        Clothing::Dungarees => dungarees(drawing, sitter),
        Clothing::Jacket => jacket(drawing, cloth, inner),
        Clothing::Blazer => {
            if sitter.seed.chance("blazer over a shirt", 45) {
                shirt_front(drawing, inner);
            } else {
                drawing.fill(
                    inner.base,
                    &format!("{FRONT}C-40 326-22 344 0 346C22 344 40 326 48 298Z"),
                );
                drawing.line(
                    inner.shade,
                    2.6,
                    "M-46 304C-36 330-20 344 0 346C20 344 36 330 46 304",
                );
            }
            open_front(drawing, cloth, true);
        }
        Clothing::Suit => {
            let white = Tones::of_cloth(PAPER);
            shirt_front(drawing, &white);
            tie(drawing, trim);
            open_front(drawing, cloth, true);
        }
        Clothing::Scarf => {
            torso(drawing, cloth, "L-48 298Z");
            scarf(drawing, trim);
        }
    }
}

fn neck(drawing: &mut Drawing, sitter: &Sitter) {
    let (skin, build) = (&sitter.skin, &sitter.person.build);
    let n = build.neck / build.shoulders;
    drawing.fill(
        skin.base,
        &format!(
            "M{:.1} 210V274C{:.1} 288-42 296-50 301L-72 316-50 400H50L72 316 50 301C42 296 {n:.1} 288 {n:.1} 274V210Z",
            -n, -n
        ),
    );
    // The shadow of the chin, longer on the side turned from the light.
    let chin = build.chin + 174.;
    drawing.fill(
        skin.base.mix(skin.shade, 85),
        &format!(
            "M{:.1} 210H{n:.1}V274C{n:.1} 281 {:.1} 286 {:.1} 290C20 {:.1}-14 {:.1} {:.1} 268Z",
            -n,
            n + 1.,
            n + 3.,
            chin + 36.,
            chin + 24.,
            -n
        ),
    );
    drawing.line(
        skin.base.mix(skin.shade, 75),
        2.6,
        "M-32 323C-23 322-15 325-10 330M34 323C25 322 17 325 12 330",
    );
}

fn torso(drawing: &mut Drawing, cloth: &Tones, neckline: &str) {
    drawing.fill(cloth.base, &format!("{SHOULDERS}{neckline}"));
    drawing.fill(cloth.base.mix(cloth.shade, 55), SHADE);
    drawing.line(cloth.shade, 2.6, SLEEVES);
}

fn crew_neck(drawing: &mut Drawing, cloth: &Tones) {
    torso(drawing, cloth, "C40 330-40 330-48 298Z");
    drawing.line(cloth.shade, 8., "M-44 304C-36 329 36 329 44 304");
    drawing.line(cloth.light, 2., "M-52 303C-42 336 42 336 52 303");
}

fn striped(drawing: &mut Drawing, ground: &Tones, stripe: &Tones) {
    torso(drawing, ground, "C40 322-40 322-48 298Z");
    for path in [
        "M-143 328Q0 362 143 328L158 342Q0 378-158 342Z",
        "M-167 356Q0 392 167 356L174 372Q0 408-174 372Z",
        "M-178 388Q0 424 178 388L182 410H-182Z",
    ] {
        drawing.fill(stripe.base, path);
    }
    drawing.veil(INK, 1, SHADE);
    drawing.line(stripe.base, 6., "M-45 302C-37 322 37 322 45 302");
    drawing.line(ground.shade.mix(stripe.shade, 50), 2.6, SLEEVES);
}

/// A plain shirt as far as an open front shows it.
fn undershirt(drawing: &mut Drawing, cloth: &Tones) {
    drawing.fill(cloth.base, &format!("{FRONT}C-40 330 40 330 48 298Z"));
    drawing.line(cloth.shade, 8., "M-44 304C-36 329 36 329 44 304");
}

/// A shirt with its collar as far as an open front shows it.
fn shirt_front(drawing: &mut Drawing, cloth: &Tones) {
    drawing.fill(
        cloth.base,
        &format!("{FRONT}C-40 316-16 338 0 350C16 338 40 316 48 298Z"),
    );
    drawing.line(cloth.shade, 2.6, "M0 350V404");
    collar(drawing, cloth);
}

/// A shirt with its collar open over the skin.
fn shirt(drawing: &mut Drawing, cloth: &Tones) {
    torso(
        drawing,
        cloth,
        "C40 316 16 338 0 350C-16 338-40 316-48 298Z",
    );
    collar(drawing, cloth);
}

fn collar(drawing: &mut Drawing, cloth: &Tones) {
    drawing.fill(cloth.light, "M-41 280C-52 288-58 298-58 308C-50 326-40 340-28 352C-20 346-8 344 0 350C-18 334-36 310-41 280Z");
    drawing.fill(cloth.base, "M41 280C52 288 58 298 58 308C50 326 40 340 28 352C20 346 8 344 0 350C18 334 36 310 41 280Z");
    drawing.line(cloth.shade, 2.6, "M-58 308C-50 326-40 340-28 352C-20 346-8 344 0 350C8 344 20 346 28 352C40 340 50 326 58 308");
}

fn tie(drawing: &mut Drawing, cloth: &Tones) {
    drawing.fill(cloth.base, "M-13 338Q0 332 13 338L8 358 22 414H-22L-8 358Z");
    drawing.fill(
        cloth.shade,
        "M-8 358Q0 362 8 358L10 366Q0 370-10 366ZM13 338L8 358 22 414H9L2 358Z",
    );
}

/// The two fronts of a jacket or a cardigan, with or without lapels.
fn open_front(drawing: &mut Drawing, cloth: &Tones, lapels: bool) {
    let left =
        "M-50 292C-78 308-124 313-148 332C-171 350-179 390-184 440H-14C-16 400-40 350-50 292Z";
    let right = "M50 292C78 308 124 313 148 332C171 350 179 390 184 440H14C16 400 40 350 50 292Z";
    drawing.fill(cloth.base, left);
    drawing.fill(cloth.base.mix(cloth.shade, 28), right);
    drawing.fill(cloth.base.mix(cloth.shade, 70), SHADE);
    drawing.line(cloth.shade, 2.6, SLEEVES);
    if lapels {
        drawing.fill(cloth.light, "M-50 288C-62 296-70 308-74 322L-80 346-62 352-70 364C-52 384-30 402-16 430C-16 396-40 344-50 288Z");
        drawing.fill(cloth.base.mix(cloth.light, 55), "M50 288C62 296 70 308 74 322L80 346 62 352 70 364C52 384 30 402 16 430C16 396 40 344 50 288Z");
        drawing.line(cloth.shade, 2.6, "M-80 346L-62 352-70 364C-52 384-30 402-18 426M80 346L62 352 70 364C52 384 30 402 18 426");
    } else {
        drawing.line(
            cloth.light,
            9.,
            "M-51 303C-43 348-22 388-19 430M51 303C43 348 22 388 19 430",
        );
        drawing.line(cloth.shade, 6.5, "M-29 372h.1M-21 396h.1");
    }
}

fn blouse(drawing: &mut Drawing, cloth: &Tones) {
    torso(
        drawing,
        cloth,
        "C38 314 14 330 0 338C-14 330-38 314-48 298Z",
    );
    // A bow at the throat.
    drawing.fill(
        cloth.light,
        "M-49 294C-40 314-18 330 0 336L2 348C-22 342-52 322-58 300Z",
    );
    drawing.fill(
        cloth.base.mix(cloth.light, 50),
        "M49 294C40 314 18 330 0 336L-2 348C22 342 52 322 58 300Z",
    );
    drawing.fill(cloth.base.mix(cloth.shade, 40), "M-4 346C-12 368-24 386-30 410H-6C-2 388 2 368 4 350ZM4 346C10 366 18 384 30 404L10 410C6 390 0 370-2 350Z");
    drawing.fill(
        cloth.light,
        "M0 344C-14 326-44 326-52 336C-56 350-50 366-42 368C-26 368-10 358 0 346Z",
    );
    drawing.fill(
        cloth.base.mix(cloth.light, 50),
        "M0 344C14 326 44 326 52 336C56 350 50 366 42 368C26 368 10 358 0 346Z",
    );
    drawing.line(
        cloth.shade,
        2.6,
        "M-10 345C-22 340-34 342-40 348M10 345C22 340 34 342 40 348",
    );
    drawing.fill(cloth.shade, "M-9 336Q0 332 9 336L8 354Q0 358-8 354Z");
}

fn turtleneck(drawing: &mut Drawing, cloth: &Tones) {
    torso(drawing, cloth, "L-48 298Z");
    drawing.fill(cloth.base.mix(cloth.light, 35), "M-44 264C-24 282 24 282 44 264C49 266 50 276 50 284C50 294 54 300 60 305C32 331-32 331-60 305C-54 300-50 294-50 284C-50 276-49 266-44 264Z");
    drawing.fill(cloth.base, "M16 277C26 275 37 270 44 264C49 266 50 276 50 284C50 294 54 300 60 305C50 314 37 320 24 322C30 308 26 290 16 277Z");
    drawing.line(
        cloth.shade,
        2.6,
        "M-60 305C-32 331 32 331 60 305M-48 288C-24 304 24 304 48 288",
    );
}

fn hoodie(drawing: &mut Drawing, cloth: &Tones, inner: &Tones) {
    torso(drawing, cloth, "C40 334-40 334-48 298Z");
    drawing.fill(
        cloth.light,
        "M-42 268C-64 272-82 292-84 312C-62 340-28 358 0 360C-10 346-40 322-42 268Z",
    );
    drawing.fill(
        cloth.base.mix(cloth.light, 45),
        "M42 268C64 272 82 292 84 312C62 340 28 358 0 360C10 346 40 322 42 268Z",
    );
    drawing.line(
        cloth.shade,
        2.6,
        "M-84 312C-62 340-28 358 0 360C28 358 62 340 84 312M0 360V400",
    );
    drawing.line(
        inner.base,
        4.5,
        "M-20 346C-24 364-22 376-24 392M20 346C23 360 20 372 22 384",
    );
}

fn dungarees(drawing: &mut Drawing, sitter: &Sitter) {
    let (cloth, inner) = (&sitter.cloth, &sitter.inner);
    if sitter.seed.chance("striped under dungarees", 45) {
        striped(drawing, inner, &sitter.trim);
    } else {
        crew_neck(drawing, inner);
    }
    drawing.fill(cloth.base, "M-104 309L-76 305C-66 330-58 352-54 366L-76 372C-84 350-94 330-104 309ZM104 309L76 305C66 330 58 352 54 366L76 372C84 350 94 330 104 309Z");
    drawing.fill(cloth.base, "M-80 362Q0 352 80 362L98 440H-98Z");
    drawing.fill(
        cloth.base.mix(cloth.shade, 55),
        "M46 357Q64 359 80 362L98 440H62Z",
    );
    drawing.line(cloth.light, 2., "M-74 368Q0 358 74 368M-34 410V384H34V410");
    drawing.line(
        sitter.trim.light.mix(PAPER, 40),
        13.,
        "M-65 369h.1M65 369h.1",
    );
    drawing.line(cloth.shade, 4., "M-65 369h.1M65 369h.1");
}

fn jacket(drawing: &mut Drawing, cloth: &Tones, inner: &Tones) {
    undershirt(drawing, inner);
    open_front(drawing, cloth, false);
    drawing.fill(
        cloth.light,
        "M-46 276C-64 286-78 302-82 318C-70 336-56 348-40 356C-44 330-48 304-46 276Z",
    );
    drawing.fill(
        cloth.base.mix(cloth.light, 50),
        "M46 276C64 286 78 302 82 318C70 336 56 348 40 356C44 330 48 304 46 276Z",
    );
    drawing.line(cloth.shade, 2.6, "M-82 318C-70 336-56 348-40 356M82 318C70 336 56 348 40 356M-104 376H-60V404M104 376H60V404");
}

fn scarf(drawing: &mut Drawing, cloth: &Tones) {
    drawing.fill(
        cloth.shade,
        "M12 318L58 312C62 344 66 376 74 420H24C22 380 18 350 12 318Z",
    );
    drawing.fill(cloth.base, "M-50 262C-72 276-78 304-66 322C-40 350 40 352 68 322C80 304 70 274 50 262C34 284-34 284-50 262Z");
    drawing.fill(
        cloth.base.mix(cloth.shade, 45),
        "M50 262C70 274 80 304 68 322C44 348-10 352-46 336C0 334 44 318 50 262Z",
    );
    drawing.line(
        cloth.light,
        2.6,
        "M-62 290C-44 314 6 322 44 304M-66 312C-50 330-22 338 4 338",
    );
    drawing.line(cloth.light, 5., "M30 372L66 366M34 392L70 386");
}
