//! The attributes `d` and `points` of SVG, with at most one decimal. Must not know what is drawn.

use std::fmt::Write as _;

use super::cubic::Cubic;
use super::frame::{Point, round};

/// A `d` attribute that grows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct PathData(String);

impl PathData {
    /// Goes there without drawing.
    #[must_use]
    pub(crate) fn move_to(self, to: Point) -> Self {
        self.command("M", &[to])
    }

    /// A straight line.
    #[must_use]
    pub(crate) fn line_to(self, to: Point) -> Self {
        self.command("L", &[to])
    }

    /// A cubic from where the path is, which has to be where the cubic begins.
    #[must_use]
    pub(crate) fn curve(self, cubic: &Cubic) -> Self {
        self.command("C", &[cubic.first, cubic.second, cubic.to])
    }

    /// Cubics one after the other.
    #[must_use]
    pub(crate) fn curves(self, cubics: &[Cubic]) -> Self {
        cubics.iter().fold(self, PathData::curve)
    }

    /// Back to where it began.
    #[must_use]
    pub(crate) fn close(mut self) -> Self {
        self.0.push('Z');
        self
    }

    /// The attribute's value.
    pub(crate) fn finish(self) -> String {
        self.0
    }

    fn command(mut self, letter: &str, points: &[Point]) -> Self {
        self.0.push_str(letter);
        self.0.push_str(&pairs(points, " "));
        self
    }
}

/// A `points` attribute.
pub(crate) fn points(points: &[Point]) -> String {
    pairs(points, ",")
}

fn pairs(points: &[Point], between: &str) -> String {
    let mut text = String::new();
    for (index, point) in points.iter().enumerate() {
        let space = if index == 0 { "" } else { " " };
        write!(text, "{space}{}{between}{}", round(point.x), round(point.y))
            .expect("writing to a string does not fail");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_decimal_or_none() {
        let path = PathData::default()
            .move_to(Point::new(0.0, -0.04))
            .line_to(Point::new(1.25, 10.0))
            .close();
        assert_eq!(path.finish(), "M0 0L1.3 10Z");
        assert_eq!(
            points(&[Point::new(1.0, 2.0), Point::new(3.05, f64::NAN)]),
            "1,2 3.1,0"
        );
    }
}
