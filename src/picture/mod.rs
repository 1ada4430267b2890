//! Images of the content into the files a page shows: the sizes used, turned the right way up, without
//! anything that was written into them besides the picture. Bytes in, bytes out; must not know disk nor
//! pages.
//!
//! The rules, which `RULES` numbers:
//! - An image becomes at most four sizes, see [`WIDTHS`]; none is wider than the image itself.
//! - Each size is a JPEG, or a PNG when something shows through it. When lossless WebP is smaller over all
//!   sizes, as it is for drawings and screenshots, every size is there as WebP too.
//! - Of a moving image the first picture is shown.
//! - An SVG image is cleaned, see [`svg`], and serves for every size.
//! - Place, camera, time and comments are left out because every file is written anew. A colour profile
//!   stays, so that the colours of a telephone's photo stay true.

mod kept;
mod pixels;
pub(crate) mod svg;

use std::collections::BTreeMap;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::imageops::{self, FilterType as Resampling};
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
    RgbaImage,
};

use crate::model::{Catalog, Finding, Pointer};

pub(crate) use pixels::in_pixels;

/// The number of the rules above: pictures that were kept under other rules are made again.
const RULES: &str = "1";

/// The widths in pixels: a face in a line of text, on a card, on a page; the full width of a text.
pub(crate) const WIDTHS: [u32; 4] = [96, 320, 800, 1600];

/// The largest file that is read, in bytes.
pub(crate) const LARGEST_FILE: u64 = 20 * 1024 * 1024;

/// The largest image that is read, in pixels.
const LARGEST_AREA: u64 = 40_000_000;

/// The largest width and height in pixels; more fits neither WebP nor a page.
const LARGEST_SIDE: u32 = 16_000;

/// The most memory that reading one image may take, in bytes.
const LARGEST_MEMORY: u64 = 512 * 1024 * 1024;

/// The quality of JPEG, 1 to 100.
const QUALITY: u8 = 82;

/// The largest colour profile that is kept, in bytes: those of cameras and screens have a tenth of it.
const LARGEST_PROFILE: usize = 8 * 1024;

/// An image in the sizes that pages show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The name of the image's content and the rules: 32 hexadecimal digits.
    pub name: String,
    /// The ending of the files in `Size::bytes`: `jpg`, `png`, or `svg`, which has one size that serves for all.
    pub ending: &'static str,
    /// The sizes, smallest first; at least one.
    pub sizes: Vec<Size>,
}

/// An image in one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The file that every browser shows.
    pub bytes: Vec<u8>,
    /// The same as WebP, where that is smaller.
    pub webp: Option<Vec<u8>>,
}

/// Why an image cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unusable {
    /// What is wrong, to stand behind "the image ".
    pub message: String,
    /// The edit to make.
    pub help: String,
}

impl Picture {
    /// The largest size up to a width; the smallest of all when none is.
    pub fn at_most(&self, width: u32) -> &Size {
        self.sizes
            .iter()
            .rfind(|size| size.width <= width)
            .unwrap_or(&self.sizes[0])
    }
}

/// The picture of an SVG image that was cleaned.
pub(crate) fn of_svg(cleaned: svg::Cleaned) -> Picture {
    let bytes = cleaned.svg.into_bytes();
    let size = Size {
        width: cleaned.width,
        height: cleaned.height,
        bytes,
        webp: None,
    };
    Picture {
        name: name(&size.bytes),
        ending: "svg",
        sizes: vec![size],
    }
}

/// The name under which the picture of an image is kept: the image's bytes and the rules in 128 bits.
pub(crate) fn name(bytes: &[u8]) -> String {
    format!(
        "{:032x}",
        kept::fnv1a(RULES.bytes().chain(bytes.iter().copied()))
    )
}

/// The ending of a file with these bytes, for the images that somebody may put beside an entry in the browser: photos and screenshots.
pub(crate) fn ending_of(bytes: &[u8]) -> Option<&'static str> {
    match image::guess_format(bytes).ok()? {
        ImageFormat::Jpeg => Some("jpg"),
        ImageFormat::Png => Some("png"),
        ImageFormat::WebP => Some("webp"),
        _ => None,
    }
}

/// Makes the picture of an image.
///
/// # Errors
/// When the bytes are no image that can be read, or one that is too large.
pub(crate) fn picture(bytes: &[u8]) -> Result<Picture, Unusable> {
    let (image, profile) = read(bytes)?;
    let mut image = image.to_rgba8();
    let opaque = image.pixels().all(|pixel| pixel.0[3] == u8::MAX);
    let form = Form { opaque, profile };
    multiply(&mut image);
    let (width, height) = image.dimensions();
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|one| *one < width).collect();
    if widths.len() < WIDTHS.len() {
        widths.push(width);
    }
    let mut sizes = Vec::new();
    // From large to small, each from the one before, so that the whole image is gone through once.
    for width_now in widths.into_iter().rev() {
        let height_now = height_for(width_now, width, height);
        if (width_now, height_now) != image.dimensions() {
            // Not Lanczos: it needs the sine, which machines compute differently.
            image = imageops::resize(&image, width_now, height_now, Resampling::CatmullRom);
        }
        sizes.push(form.size(&image));
    }
    sizes.reverse();
    let total = |count: fn(&Size) -> usize| sizes.iter().map(count).sum::<usize>();
    let smaller =
        total(|size| size.webp.as_ref().map_or(0, Vec::len)) < total(|size| size.bytes.len());
    if !smaller {
        for size in &mut sizes {
            size.webp = None;
        }
    }
    Ok(Picture {
        name: name(bytes),
        ending: if opaque { "jpg" } else { "png" },
        sizes,
    })
}

/// What is wrong with the images that could not be made into pictures, at every place that shows them.
/// `unusable` is by path in the content.
pub(crate) fn findings(catalog: &Catalog, unusable: &BTreeMap<String, Unusable>) -> Vec<Finding> {
    let mut found = Vec::new();
    for record in catalog.records() {
        let entry = record.entry();
        for used in record.others() {
            let Pointer::Image(image) = &used.to else {
                continue;
            };
            let paths = entry.file_paths(image).into_iter();
            let wrong = paths.filter_map(|path| unusable.get(&path).map(|wrong| (path, wrong)));
            if let Some((path, wrong)) = wrong.into_iter().next() {
                let message = format!("the image content/{path} {}", wrong.message);
                found.push(
                    Finding::new("bad-image", used.path.clone(), message, wrong.help.as_str())
                        .within(image)
                        .of(&entry.key),
                );
            }
        }
    }
    found
}

/// The image the right way up, and its colour profile.
fn read(bytes: &[u8]) -> Result<(DynamicImage, Option<Vec<u8>>), Unusable> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Unusable {
            message: format!("is larger than {} MB", LARGEST_FILE / 1024 / 1024),
            help: smaller(),
        });
    }
    let format = image::guess_format(bytes).ok().filter(|format| {
        use ImageFormat::{Gif, Jpeg, Png, WebP};
        matches!(format, Gif | Jpeg | Png | WebP)
    });
    let Some(format) = format else {
        return Err(Unusable {
            message: "is no JPEG, PNG, WebP, GIF or SVG, whatever its name says".into(),
            help: "open it in an image program and save it as .jpg or .png".into(),
        });
    };
    let damaged = || Unusable {
        message: "is damaged or cut short".into(),
        help: "copy it here anew, or open it in an image program and save it as .jpg or .png"
            .into(),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(LARGEST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| damaged())?;
    let (width, height) = decoder.dimensions();
    let area = u64::from(width) * u64::from(height);
    if area > LARGEST_AREA || width.max(height) > LARGEST_SIDE {
        return Err(Unusable {
            message: format!(
                "is {width} by {height} pixels; at most {} million are read, and {LARGEST_SIDE} on a side",
                LARGEST_AREA / 1_000_000
            ),
            help: smaller(),
        });
    }
    if area == 0 || (format == ImageFormat::Jpeg && !has_end(bytes)) {
        return Err(damaged());
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile =
        decoder.icc_profile().ok().flatten().filter(|profile| {
            profile.len() <= LARGEST_PROFILE && profile.get(16..20) == Some(b"RGB ")
        });
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| damaged())?;
    image.apply_orientation(orientation);
    Ok((image, profile))
}

fn smaller() -> String {
    format!(
        "save it smaller: pages show it at most {} pixels wide",
        WIDTHS[WIDTHS.len() - 1]
    )
}

/// Whether a JPEG has its end mark. The decoder fills up a file that was cut short with grey.
fn has_end(bytes: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xda;
    const END: [u8; 2] = [0xff, 0xd9];
    let mut at = 2;
    // Segment by segment: the small picture inside a camera's notes has an end mark of its own.
    while let Some(&[0xff, mark, high, low]) = bytes.get(at..at + 4) {
        match mark {
            0xff => at += 1,
            START_OF_SCAN => return bytes[at..].windows(2).any(|pair| pair == END),
            _ => at += 2 + usize::from(u16::from_be_bytes([high, low])),
        }
    }
    // Not as expected: the decoder has the last word.
    true
}

/// The height that keeps the shape, rounded, at least 1.
fn height_for(new_width: u32, width: u32, height: u32) -> u32 {
    let (new_width, width, height) = (u64::from(new_width), u64::from(width), u64::from(height));
    let new_height = (height * new_width + width / 2) / width;
    u32::try_from(new_height.max(1)).expect("a smaller height still fits")
}

/// Colours times opacity, so that what shows through does not colour the edges when sizes change.
fn multiply(image: &mut RgbaImage) {
    for pixel in image.pixels_mut() {
        let alpha = u16::from(pixel.0[3]);
        if alpha < 255 {
            for channel in &mut pixel.0[..3] {
                *channel = ((u16::from(*channel) * alpha + 127) / 255) as u8;
            }
        }
    }
}

/// The opposite of [`multiply`].
fn divide(image: &mut RgbaImage) {
    for pixel in image.pixels_mut() {
        let alpha = u16::from(pixel.0[3]);
        if alpha > 0 && alpha < 255 {
            for channel in &mut pixel.0[..3] {
                *channel = ((u16::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
            }
        }
    }
}

/// What all sizes of an image have in common.
struct Form {
    opaque: bool,
    profile: Option<Vec<u8>>,
}

impl Form {
    fn size(&self, image: &RgbaImage) -> Size {
        let (width, height) = image.dimensions();
        let (pixels, colours) = if self.opaque {
            let pixels = DynamicImage::ImageRgba8(image.clone()).into_rgb8();
            (pixels.into_raw(), ExtendedColorType::Rgb8)
        } else {
            let mut image = image.clone();
            divide(&mut image);
            (image.into_raw(), ExtendedColorType::Rgba8)
        };
        let (mut bytes, mut webp) = (Vec::new(), Vec::new());
        let raw = Raw {
            size: (width, height),
            pixels: &pixels,
            colours,
            profile: self.profile.as_ref(),
        };
        if self.opaque {
            raw.encode(JpegEncoder::new_with_quality(&mut bytes, QUALITY));
        } else {
            raw.encode(PngEncoder::new_with_quality(
                &mut bytes,
                CompressionType::Best,
                FilterType::Adaptive,
            ));
        }
        raw.encode(WebPEncoder::new_lossless(&mut webp));
        Size {
            width,
            height,
            bytes,
            webp: Some(webp),
        }
    }
}

struct Raw<'a> {
    size: (u32, u32),
    pixels: &'a [u8],
    colours: ExtendedColorType,
    profile: Option<&'a Vec<u8>>,
}

impl Raw<'_> {
    fn encode(&self, mut encoder: impl ImageEncoder) {
        if let Some(profile) = self.profile {
            // An encoder that cannot hold a profile leaves it out.
            let _ = encoder.set_icc_profile(profile.clone());
        }
        let (width, height) = self.size;
        encoder
            .write_image(self.pixels, width, height, self.colours)
            .expect("the sides are within what the formats allow, and memory takes every byte");
    }
}

#[cfg(test)]
mod tests;
