//! A drawing in pixels: shapes only, no text, no fonts and nothing from elsewhere. Must not know what is drawn.

/// The width of the picture, in pixels: what chat programs ask for at least, twice.
#[cfg(feature = "png")]
const WIDTH: u32 = 600;

/// An SVG as PNG; nothing where it cannot be read.
#[cfg(feature = "png")]
pub(crate) fn in_pixels(svg: &str) -> Option<Vec<u8>> {
    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::{Options, Tree};

    let tree = Tree::from_str(svg, &Options::default()).ok()?;
    let size = tree.size().to_int_size().scale_to_width(WIDTH)?;
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    let scale = size.width() as f32 / tree.size().width();
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().ok()
}

/// Nothing: a book that asks for it was refused before.
#[cfg(not(feature = "png"))]
pub(crate) fn in_pixels(_: &str) -> Option<Vec<u8>> {
    None
}
