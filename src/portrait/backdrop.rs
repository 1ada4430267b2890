//! What is behind the person: one large quiet shape and a few small ones.
//! Must not know the person.

use super::Sitter;
use super::pen::Drawing;

/// Fills the frame.
pub(super) fn backdrop(drawing: &mut Drawing, sitter: &Sitter) {
    let (accent, seed) = (sitter.accent, sitter.seed);
    let (pale, soft) = (accent.pale(), accent.soft());
    let middle = pale.mix(soft, 50);
    // Something warm from the other side of the wheel keeps the picture from being one colour.
    let spark = accent.turned(150).soft();
    drawing.fill(pale, "M0 0H400V400H0Z");
    let x = seed.between("backdrop x", -20, 20);
    match seed.below("backdrop", 8) {
        0 => {
            drawing.circle(soft, (200. + x, 205.), 165.);
            drawing.circle(spark, (62., 74.), 22.);
        }
        1 => {
            // An arch, like a niche.
            drawing.fill(middle, "M34 400V190C34 -20 366 -20 366 190V400Z");
            drawing.fill(soft, "M62 400V192C62 18 338 18 338 192V400Z");
        }
        2 => {
            drawing.fill(
                soft,
                "M58 118C96 34 210 18 286 52C372 90 388 206 356 286C322 372 190 392 108 346C26 300 20 202 58 118Z",
            );
            drawing.line(
                spark,
                9.,
                "M40 60h.1M68 46h.1M54 84h.1M346 350h.1M370 330h.1",
            );
        }
        3 => {
            // Hills and a sun.
            drawing.circle(spark, (312. + x, 92.), 42.);
            drawing.fill(
                middle,
                "M0 250C70 190 150 200 220 240C290 280 350 250 400 210V400H0Z",
            );
            drawing.fill(
                soft,
                "M0 310C90 260 170 280 240 300C310 320 360 300 400 280V400H0Z",
            );
        }
        4 => {
            // Leaves.
            drawing.circle(middle, (200., 200.), 172.);
            let leaves = [
                ((92., 330.), (24., 172.)),
                ((116., 190.), (34., 74.)),
                ((306., 330.), (378., 172.)),
            ];
            drawing.fill(soft, &leaves.map(|(stem, tip)| leaf(stem, tip)).concat());
            drawing.fill(spark, &leaf((286., 176.), (362., 66.)));
            drawing.line(
                pale,
                3.,
                "M92 330L36 200M58 252L60 226M72 284L46 272M116 190L50 98M80 140V112M95 160L66 154M306 330L366 200M342 252L338 226M328 284L354 270M286 176L350 84M322 124V98M306 148L334 142",
            );
        }
        5 => {
            // A row of tall rounds, like books or houses.
            drawing.fill(
                middle,
                "M20 400V190A52 52 0 0 1 124 190V400ZM276 400V210A52 52 0 0 1 380 210V400Z",
            );
            drawing.fill(soft, "M96 400V126A104 104 0 0 1 304 126V400Z");
            drawing.circle(spark, (72., 92.), 26.);
        }
        6 => {
            drawing.dotted(
                soft,
                (10, 40),
                "M20 26H400M40 60H400M20 94H400M40 128H400M20 162H400M40 196H400M20 230H400M40 264H400M20 298H400",
            );
            drawing.circle(soft, (200. - x, 214.), 150.);
        }
        _ => {
            drawing.fill(
                soft,
                "M0 400V150C60 70 130 190 210 110C270 50 330 20 400 60V400Z",
            );
            drawing.fill(
                middle,
                "M0 400V250C80 190 150 290 240 220C300 170 350 160 400 180V400Z",
            );
            drawing.circle(spark, (70. + x, 70.), 26.);
        }
    }
}

/// A leaf from its stem to its tip.
fn leaf((x, y): (f32, f32), (tip_x, tip_y): (f32, f32)) -> String {
    let (dx, dy) = (tip_x - x, tip_y - y);
    let edge = |along: f32, aside: f32| {
        format!(
            "{:.0} {:.0} ",
            x + dx * along - dy * aside,
            y + dy * along + dx * aside
        )
    };
    format!(
        "M{x:.0} {y:.0}C{}{}{tip_x:.0} {tip_y:.0}C{}{}{x:.0} {y:.0}Z",
        edge(0.15, 0.36),
        edge(0.7, 0.36),
        edge(0.7, -0.36),
        edge(0.15, -0.36)
    )
}
