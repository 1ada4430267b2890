//! The space of a drawing: points, rectangles, and a frame with margins around the plot. Lengths are SVG
//! user units, one CSS pixel each at full size; y grows downwards. Must not know what is drawn.

use crate::view::view;

view! {
    /// A place in a drawing.
    #[derive(Copy, Default, PartialEq)]
    pub(crate) struct Point {
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
    }
}

impl Point {
    /// The place at these coordinates.
    pub(crate) fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The place with one decimal.
    pub(crate) fn rounded(self) -> Self {
        Self::new(round(self.x), round(self.y))
    }

    /// How far another place is.
    pub(crate) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

view! {
    /// A rectangle with its sides along the axes.
    #[derive(Copy, Default, PartialEq)]
    pub(crate) struct Rect {
        /// The left side.
        x: f64,
        /// The top.
        y: f64,
        /// Never negative.
        width: f64,
        /// Never negative.
        height: f64,
    }
}

impl Rect {
    /// The rectangle of this size whose middle is here.
    pub(crate) fn around(centre: Point, width: f64, height: f64) -> Self {
        Self {
            x: centre.x - width / 2.0,
            y: centre.y - height / 2.0,
            width,
            height,
        }
    }

    /// The right side.
    pub(crate) fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The lower side.
    pub(crate) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    pub(crate) fn centre(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The rectangle with one decimal. Its sides are rounded, not its size, so that what touches still touches.
    pub(crate) fn rounded(&self) -> Self {
        let (x, y) = (round(self.x), round(self.y));
        Self {
            x,
            y,
            width: round((round(self.right()) - x).max(0.0)),
            height: round((round(self.bottom()) - y).max(0.0)),
        }
    }

    /// Larger by `by` on every side; smaller when negative, down to nothing in the middle.
    pub(crate) fn grown(&self, by: f64) -> Self {
        let by_x = by.max(-self.width / 2.0);
        let by_y = by.max(-self.height / 2.0);
        Self {
            x: self.x - by_x,
            y: self.y - by_y,
            width: (self.width + 2.0 * by_x).max(0.0),
            height: (self.height + 2.0 * by_y).max(0.0),
        }
    }

    /// The part that lies in both.
    pub(crate) fn common(&self, other: &Self) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        Self {
            x,
            y,
            width: (self.right().min(other.right()) - x).max(0.0),
            height: (self.bottom().min(other.bottom()) - y).max(0.0),
        }
    }

    /// Whether they share more than a side.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        const TOUCH: f64 = 1e-6;
        self.x + TOUCH < other.right()
            && other.x + TOUCH < self.right()
            && self.y + TOUCH < other.bottom()
            && other.y + TOUCH < self.bottom()
    }

    /// Whether the other lies in it, sides included.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        const TOUCH: f64 = 1e-6;
        other.x >= self.x - TOUCH
            && other.y >= self.y - TOUCH
            && other.right() <= self.right() + TOUCH
            && other.bottom() <= self.bottom() + TOUCH
    }

    /// The place in it that is nearest to another.
    pub(crate) fn nearest(&self, to: Point) -> Point {
        Point::new(
            to.x.max(self.x).min(self.right()),
            to.y.max(self.y).min(self.bottom()),
        )
    }
}

view! {
    /// Room around a plot, for titles and ticks.
    #[derive(Copy, Default, PartialEq)]
    pub(crate) struct Margins {
        /// Above the plot.
        top: f64,
        /// To the right of it.
        right: f64,
        /// Below it.
        bottom: f64,
        /// To the left of it.
        left: f64,
    }
}

view! {
    /// The size of a drawing and the margins around its plot. `viewBox` is `0 0 width height`.
    #[derive(Copy, Default, PartialEq)]
    pub(crate) struct Frame {
        /// Of the whole drawing.
        width: f64,
        /// Of the whole drawing.
        height: f64,
        /// Around the plot.
        margins: Margins,
    }
}

impl Frame {
    /// A drawing of this size, with margins in the order of CSS: top, right, bottom, left.
    pub(crate) fn new(width: f64, height: f64, margins: [f64; 4]) -> Self {
        let [top, right, bottom, left] = margins;
        Self {
            width,
            height,
            margins: Margins {
                top,
                right,
                bottom,
                left,
            },
        }
    }

    /// The whole drawing.
    pub(crate) fn bounds(&self) -> Rect {
        Rect {
            x: 0.0,
            y: 0.0,
            width: self.width.max(0.0),
            height: self.height.max(0.0),
        }
    }

    /// What the margins leave; nothing when they leave nothing.
    pub(crate) fn plot(&self) -> Rect {
        let Margins {
            top,
            right,
            bottom,
            left,
        } = self.margins;
        Rect {
            x: left.min(self.width).max(0.0),
            y: top.min(self.height).max(0.0),
            width: (self.width - left - right).max(0.0),
            height: (self.height - top - bottom).max(0.0),
        }
        .rounded()
    }
}

/// With one decimal, which is a tenth of a pixel; what is no number becomes 0, so that it cannot reach a page.
pub(super) fn round(value: f64) -> f64 {
    let rounded = (value * 10.0).round() / 10.0;
    // Adding 0 makes a 0 of -0, which would be written with its sign.
    if rounded.is_finite() {
        rounded + 0.0
    } else {
        0.0
    }
}

/// Rounded up to one decimal: for sizes of which nothing may be lost.
pub(super) fn round_up(value: f64) -> f64 {
    round((value * 10.0 - 1e-6).ceil() / 10.0)
}

/// A number of things as a length or a share.
#[expect(
    clippy::cast_precision_loss,
    reason = "nobody draws more than 2^52 things"
)]
pub(crate) fn count(things: usize) -> f64 {
    things as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_is_what_the_margins_leave() {
        let plot = Frame::new(100.0, 60.0, [5.0, 10.0, 15.0, 20.0]).plot();
        assert_eq!((plot.x, plot.y), (20.0, 5.0));
        assert_eq!((plot.right(), plot.bottom()), (90.0, 45.0));
    }

    #[test]
    fn margins_larger_than_the_frame_leave_nothing() {
        let plot = Frame::new(10.0, 10.0, [20.0; 4]).plot();
        assert_eq!((plot.width, plot.height), (0.0, 0.0));
    }

    #[test]
    fn rectangles_that_touch_do_not_overlap() {
        let left = Rect::around(Point::new(5.0, 5.0), 10.0, 10.0);
        let right = Rect::around(Point::new(15.0, 5.0), 10.0, 10.0);
        assert!(!left.overlaps(&right));
        assert!(left.grown(1.0).overlaps(&right));
    }

    #[test]
    fn what_is_no_number_is_drawn_at_zero() {
        assert_eq!(round(f64::NAN), 0.0);
        assert_eq!(round(f64::INFINITY), 0.0);
        assert!(round(-0.01).is_sign_positive());
    }
}
