//! Writing SVG: shapes with presentation attributes only, short numbers, no ids.
//! Must not know what is drawn.

use std::fmt::Write as _;

use super::SIDE;
use super::palette::Colour;

/// The width of a line that says nothing else; said once, for the whole document.
const USUAL_WIDTH: &str = "2.6";

/// An SVG under construction.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    svg: String,
}

impl Drawing {
    /// A filled path.
    pub(super) fn fill(&mut self, colour: Colour, path: &str) {
        self.element(format_args!(
            r#"<path fill="{colour}" d="{}"/>"#,
            short_path(path)
        ));
    }

    /// A filled path through which the ground shows.
    pub(super) fn veil(&mut self, colour: Colour, tenths: u8, path: &str) {
        self.element(format_args!(
            r#"<path fill="{colour}" fill-opacity=".{tenths}" d="{}"/>"#,
            short_path(path)
        ));
    }

    /// A stroked path with round ends; `width` in user units.
    pub(super) fn line(&mut self, colour: Colour, width: f32, path: &str) {
        let path = short_path(path);
        let width = short_numbers(&format!("{width:.1}"));
        if width == USUAL_WIDTH {
            self.element(format_args!(r#"<path stroke="{colour}" d="{path}"/>"#));
        } else {
            self.element(format_args!(
                r#"<path stroke="{colour}" stroke-width="{width}" d="{path}"/>"#
            ));
        }
    }

    /// A filled circle.
    pub(super) fn circle(&mut self, colour: Colour, (x, y): (f32, f32), radius: f32) {
        let text = format!(r#"<circle fill="{colour}" cx="{x:.1}" cy="{y:.1}" r="{radius:.1}"/>"#);
        self.element(format_args!("{}", short_numbers(&text)));
    }

    /// Dots of `width` units along a path, `gap` units apart.
    pub(super) fn dotted(&mut self, colour: Colour, (width, gap): (u8, u8), path: &str) {
        self.element(format_args!(
            r#"<path stroke="{colour}" stroke-width="{width}" stroke-dasharray=".1 {gap}" d="{path}"/>"#
        ));
    }

    /// Round dots, one at each of `points`; a dot is a line of no length with round ends.
    pub(super) fn dots(&mut self, colour: Colour, radius: f32, points: &[(f32, f32)]) {
        let mut path = String::new();
        for (x, y) in points {
            let _ = write!(path, "M{x:.1} {y:.1}h.1");
        }
        self.line(colour, radius * 2., &path);
    }

    /// What `draw` draws, moved, turned or scaled by `transform`; nothing when it draws nothing.
    pub(super) fn group(&mut self, transform: &str, draw: impl FnOnce(&mut Self)) {
        let before = self.svg.len();
        self.element(format_args!(
            r#"<g transform="{}">"#,
            short_numbers(transform)
        ));
        let start = self.svg.len();
        draw(self);
        if self.svg.len() == start {
            self.svg.truncate(before);
        } else {
            self.svg.push_str("</g>");
        }
    }

    /// A complete document.
    pub(super) fn into_document(self) -> String {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}" fill="none" stroke-width="{USUAL_WIDTH}" stroke-linecap="round" stroke-linejoin="round">{}</svg>"#,
            self.svg
        )
    }

    fn element(&mut self, text: std::fmt::Arguments<'_>) {
        self.svg
            .write_fmt(text)
            .expect("writing to a string cannot fail");
    }
}

/// A closed outline through `points` (pairs of whole numbers), whose every step is a half circle to
/// the left of the walking direction (clockwise points bulge outwards): curls, wool, petals.
pub(super) fn scallops(points: &str) -> String {
    let points: Vec<(i32, i32)> = points
        .split(',')
        .filter_map(|point| {
            let (x, y) = point.trim().split_once(' ')?;
            Some((x.parse().ok()?, y.parse().ok()?))
        })
        .collect();
    let mut path = String::new();
    let Some(&(x, y)) = points.first() else {
        return path;
    };
    let _ = write!(path, "M{x} {y}");
    let following = points.iter().cycle().skip(1);
    for (&(from_x, from_y), &(x, y)) in points.iter().zip(following) {
        // A radius that is too small is made to fit (SVG 1.1, F.6.6), which gives the half circle.
        let _ = write!(path, "a1 1 0 0 1 {} {}", x - from_x, y - from_y);
    }
    path.push('Z');
    path
}

/// A path of the right side, moved to `(x, y)`, together with its mirror image on the left.
pub(super) fn both_sides(path: &str, (x, y): (f32, f32)) -> String {
    moved(path, 1., (x, y)) + &moved(path, -1., (-x, y))
}

/// A path moved by `(x, y)`, after its x coordinates are multiplied by `side` (1 or -1). All commands
/// but arcs.
pub(super) fn moved(path: &str, side: f32, (x, y): (f32, f32)) -> String {
    let mut out = String::with_capacity(path.len() + 16);
    let mut command = 'M';
    let mut is_x = true;
    let mut rest = path.trim_start();
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_alphabetic() {
            command = first;
            is_x = !matches!(command, 'V' | 'v');
            out.push(command);
            rest = rest[1..].trim_start();
            continue;
        }
        let end = rest[1..]
            .find(|c: char| !(c.is_ascii_digit() || c == '.'))
            .map_or(rest.len(), |at| at + 1);
        let number: f32 = rest[..end]
            .parse()
            .expect("path data is letters and numbers");
        // Lower-case commands count from the last point, which has moved already.
        let offset = match (command.is_ascii_uppercase(), is_x) {
            (false, _) => 0.,
            (true, true) => x,
            (true, false) => y,
        };
        let number = if is_x { number * side } else { number } + offset;
        if out.ends_with(|c: char| c.is_ascii_digit()) {
            out.push(' ');
        }
        let _ = write!(out, "{number:.1}");
        if !matches!(command, 'H' | 'h' | 'V' | 'v') {
            is_x = !is_x;
        }
        rest = rest[end..].trim_start();
    }
    out
}

/// Drops what a number does not need: `12.0` becomes `12`, `-0.0` becomes `0`.
fn short_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(".0") {
        let after = &rest[at + 2..];
        out.push_str(&rest[..at]);
        if after.starts_with(|c: char| c.is_ascii_digit()) {
            out.push_str(".0");
        } else if out.ends_with("-0") {
            out.truncate(out.len() - 2);
            out.push('0');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Path data without the characters that its grammar can do without: a minus separates as well as a
/// space does, and a fraction needs no nought before its point.
fn short_path(path: &str) -> String {
    short_numbers(path)
        .replace(" -", "-")
        .replace("-0.", "-.")
        .replace(" 0.", " .")
        .replace("C0.", "C.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_what_they_do_not_need() {
        assert_eq!(short_numbers("scale(12.0 -0.0)"), "scale(12 0)");
        assert_eq!(
            short_path("M12.0 -0.0L-3.5 -10.0 0.5 -0.2Z"),
            "M12 0L-3.5-10 .5-.2Z"
        );
    }

    #[test]
    fn the_left_side_mirrors_the_right_one() {
        let path = both_sides("M1 2H3V4q1-1 2 0Z", (10., 20.));
        assert_eq!(
            short_path(&path),
            "M11 22H13V24q1-1 2 0ZM-11 22H-13V24q-1-1-2 0Z"
        );
    }
}
