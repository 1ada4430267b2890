//! What every picture promises. The images are made here, so that no file has to be trusted.

use image::{Rgb, RgbImage, Rgba};

use super::*;

/// A photo-like image: no two neighbours alike.
fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 7;
        Rgb([
            (x * 255 / width) as u8,
            (y * 255 / height) as u8,
            noise as u8,
        ])
    })
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90)
        .encode_image(image)
        .unwrap();
    bytes
}

fn png(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
        .unwrap();
    bytes
}

/// A JPEG with EXIF notes: the orientation, and a comment that nobody should see.
fn jpeg_with_notes(image: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut notes: Vec<u8> = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    notes.extend([
        0x01,
        0x12,
        0,
        3,
        0,
        0,
        0,
        1,
        0,
        orientation,
        0,
        0,
        0,
        0,
        0,
        0,
    ]);
    notes.extend(b"GPS 52.0907 N 5.1214 E");
    let length = u16::try_from(notes.len() + 2).unwrap().to_be_bytes();
    let plain = jpeg(image);
    [&plain[..2], &[0xff, 0xe1], &length, &notes, &plain[2..]].concat()
}

fn widths(picture: &Picture) -> Vec<(u32, u32)> {
    picture
        .sizes
        .iter()
        .map(|size| (size.width, size.height))
        .collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn an_image_is_made_smaller_and_never_larger() {
    let wide = picture(&jpeg(&photo(1000, 500))).unwrap();
    assert_eq!(
        widths(&wide),
        [(96, 48), (320, 160), (800, 400), (1000, 500)]
    );
    let exact = picture(&jpeg(&photo(320, 100))).unwrap();
    assert_eq!(widths(&exact), [(96, 30), (320, 100)]);
    let small = picture(&png(&photo(40, 30).into())).unwrap();
    assert_eq!(widths(&small), [(40, 30)]);
    let line = picture(&png(&photo(1700, 1).into())).unwrap();
    assert_eq!(widths(&line), [(96, 1), (320, 1), (800, 1), (1600, 1)]);
    for size in &wide.sizes {
        let read = image::load_from_memory(&size.bytes).unwrap();
        assert_eq!((read.width(), read.height()), (size.width, size.height));
    }
    assert_eq!(wide.at_most(900).width, 800);
    assert_eq!(small.at_most(10).width, 40);
}

#[test]
fn a_photo_becomes_jpeg_and_a_drawing_also_webp() {
    let made = picture(&jpeg(&photo(400, 300))).unwrap();
    assert_eq!(made.ending, "jpg");
    assert!(made.sizes.iter().all(|size| size.webp.is_none()));

    let flat = RgbImage::from_fn(400, 300, |x, _| {
        Rgb(if x < 200 {
            [250, 240, 230]
        } else {
            [20, 90, 160]
        })
    });
    let made = picture(&png(&flat.into())).unwrap();
    for size in &made.sizes {
        let webp = size.webp.as_ref().unwrap();
        assert!(webp.len() < size.bytes.len() && webp.starts_with(b"RIFF"));
    }
}

#[test]
fn what_shows_through_stays_so_without_dark_edges() {
    let clear = RgbaImage::from_fn(200, 100, |x, _| {
        Rgba(if x < 101 {
            [255, 0, 0, 255]
        } else {
            [0, 0, 0, 0]
        })
    });
    let made = picture(&png(&clear.into())).unwrap();
    assert_eq!(made.ending, "png");
    let small = image::load_from_memory(&made.sizes[0].bytes)
        .unwrap()
        .to_rgba8();
    assert_eq!(small.get_pixel(0, 0).0, [255, 0, 0, 255]);
    assert_eq!(small.get_pixel(95, 0).0[3], 0);
    for pixel in small.pixels().filter(|pixel| pixel.0[3] > 8) {
        assert!(pixel.0[0] > 240, "{pixel:?}");
    }
}

#[test]
fn a_photo_is_turned_upright_and_says_no_longer_where_it_was_taken() {
    let lying = RgbImage::from_fn(64, 32, |x, _| {
        Rgb(if x < 32 { [255, 255, 255] } else { [0, 0, 0] })
    });
    let bytes = jpeg_with_notes(&lying, 6);
    assert!(contains(&bytes, b"GPS"));
    let made = picture(&bytes).unwrap();
    assert_eq!(widths(&made), [(32, 64)]);
    let upright = image::load_from_memory(&made.sizes[0].bytes)
        .unwrap()
        .to_rgb8();
    assert!(upright.get_pixel(16, 5).0[0] > 200 && upright.get_pixel(16, 60).0[0] < 60);
    for size in &made.sizes {
        for file in [Some(&size.bytes), size.webp.as_ref()]
            .into_iter()
            .flatten()
        {
            assert!(!contains(file, b"GPS") && !contains(file, b"Exif"));
        }
    }
}

#[test]
fn a_file_that_is_no_whole_image_is_refused() {
    let message = |bytes: &[u8]| picture(bytes).unwrap_err().message;
    let whole = jpeg_with_notes(&photo(64, 64), 1);
    assert_eq!(
        message(&whole[..whole.len() / 2]),
        "is damaged or cut short"
    );
    assert_eq!(message(&whole[..20]), "is damaged or cut short");
    let whole = png(&photo(64, 64).into());
    assert_eq!(
        message(&whole[..whole.len() / 2]),
        "is damaged or cut short"
    );
    for other in [
        b"".as_slice(),
        b"<svg/>",
        b"\0\0\0\x18ftypheic\0\0\0\0",
        b"BM\x3e\0\0\0",
    ] {
        assert!(message(other).starts_with("is no JPEG"), "{other:?}");
    }
}

#[test]
fn a_small_file_that_would_fill_the_memory_is_refused_unread() {
    // The head of a PNG that promises 30,000 by 30,000 pixels.
    let mut head =
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0".to_vec();
    head.extend(png_crc(&head[12..]).to_be_bytes());
    head.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82");
    let refused = picture(&head).unwrap_err();
    assert!(
        refused.message.starts_with("is 30000 by 30000 pixels"),
        "{}",
        refused.message
    );
    let large = vec![0; usize::try_from(LARGEST_FILE).unwrap() + 1];
    assert_eq!(picture(&large).unwrap_err().message, "is larger than 20 MB");
}

/// The checksum of a part of a PNG (PNG specification, annex D).
fn png_crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
        })
    })
}

#[test]
fn the_same_image_gives_the_same_bytes() {
    let bytes = png(&photo(130, 90).into());
    let made = picture(&bytes).unwrap();
    assert_eq!(made, picture(&bytes).unwrap());
    let all: Vec<u8> = made
        .sizes
        .iter()
        .flat_map(|size| size.bytes.clone())
        .collect();
    // After a new version of the `image` package, look at a few images, then copy what this prints.
    assert_eq!(
        format!("{:032x}", kept::fnv1a(all.into_iter())),
        "a6cda205bc128e968f802a5ab0e53fa7"
    );
}

#[test]
fn a_kept_picture_is_the_same_and_a_damaged_one_is_none() {
    let bytes = png(&photo(130, 90).into());
    let made = picture(&bytes).unwrap();
    let file = made.to_file();
    assert_eq!(Picture::from_file(&name(&bytes), &file), Some(made));
    for cut in [0, 10, 33, 40, file.len() - 1] {
        assert_eq!(Picture::from_file("", &file[..cut]), None);
    }
    let mut changed = file.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(Picture::from_file("", &changed), None);
    assert_eq!(
        kept::fnv1a(b"foobar".iter().copied()),
        0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18
    );
}
