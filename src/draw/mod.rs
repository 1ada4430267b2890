//! The geometry of the drawings: numbers in, places out. Templates draw what these functions return.
//! Must not know the model, entries, words, colours, HTML or files.
//!
//! Reading order: `frame` (the space), `ticks` (round numbers, axes), `cubic` and `path` (lines), `label`
//! (texts that do not overlap), `scatter` (numbered dots); then one file for each drawing.
//!
//! The same numbers give the same drawing on every machine. Everything lies inside its frame, has one decimal at
//! most, and is a number, whatever comes in.

pub(crate) mod bars;
pub(crate) mod committee;
pub(crate) mod cubic;
pub(crate) mod curve;
pub(crate) mod forces;
pub(crate) mod frame;
pub(crate) mod gain;
pub(crate) mod groups;
pub(crate) mod intervals;
pub(crate) mod label;
pub(crate) mod landscape;
pub(crate) mod layers;
pub(crate) mod matrix;
pub(crate) mod path;
pub(crate) mod scale;
pub(crate) mod scatter;
pub(crate) mod ticks;
pub(crate) mod timeline;
pub(crate) mod trend;

pub(crate) use frame::{Frame, Point, Rect};

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
