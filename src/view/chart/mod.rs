//! The geometry of the drawings: numbers in, places out. Templates draw what these functions return.
//! Must not know entries, words, colours, HTML or files; only `committee` knows the roles of the model.
//!
//! Reading order: `frame` (the space), `ticks` (round numbers, axes), `cubic` and `path` (lines), `label`
//! (texts that do not overlap), `scatter` (numbered dots); then one file for each drawing.
//!
//! The same numbers give the same drawing on every machine. Everything lies inside its frame, has one decimal at
//! most, and is a number, whatever comes in.

pub mod bars;
pub mod canvas;
pub mod committee;
pub mod cubic;
pub mod curve;
pub mod decay;
pub mod forces;
pub mod frame;
pub mod label;
pub mod landscape;
pub mod layers;
pub mod matrix;
pub mod path;
pub mod scale;
pub mod scatter;
pub mod ticks;
pub mod timeline;

pub use frame::{Frame, Margins, Point, Rect};
pub use label::{Label, Lettering};

#[cfg(test)]
mod tests {
    use super::Frame;
    use super::scatter::Dot;

    /// Dots and labels lie in the frame and do not overlap.
    pub(super) fn check_dots(frame: &Frame, dots: &[Dot]) {
        let bounds = frame.bounds();
        let labels: Vec<_> = dots.iter().filter_map(|dot| dot.label.as_ref()).collect();
        for (index, label) in labels.iter().enumerate() {
            assert!(bounds.holds(&label.area), "{label:?}");
            for other in &labels[..index] {
                assert!(!label.area.overlaps(&other.area), "{label:?} {other:?}");
            }
            for dot in dots {
                let middle = super::Point::new(dot.x, dot.y);
                assert!(label.area.nearest(middle).distance(middle) >= dot.radius);
            }
        }
        for (index, dot) in dots.iter().enumerate() {
            let middle = super::Point::new(dot.x, dot.y);
            assert!(bounds.grown(-dot.radius).nearest(middle).distance(middle) < 1e-6);
            for other in &dots[..index] {
                let apart = middle.distance(super::Point::new(other.x, other.y));
                assert!(apart >= dot.radius + other.radius, "{dot:?} {other:?}");
            }
        }
    }

    /// The numbers in a `d` or `points` attribute; fails on a number with more than one decimal.
    pub(super) fn numbers(path: &str) -> Vec<f64> {
        path.split(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '-' | '.'))
            .filter(|word| !word.is_empty())
            .map(|word| {
                let decimals = word.split_once('.').map_or(0, |(_, rest)| rest.len());
                assert!(decimals <= 1, "{word} in {path}");
                word.parse().unwrap()
            })
            .collect()
    }
}
