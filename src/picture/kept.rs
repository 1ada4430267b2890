//! A picture as one file that a later build reads instead of making the picture again. A file that is not
//! exactly what was written is no picture.

use super::{Picture, Size};

/// FNV-1a, 128 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>).
pub(super) fn fnv1a(bytes: impl Iterator<Item = u8>) -> u128 {
    bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    })
}

impl Picture {
    /// The picture as a file: a line with the hash of the rest, a line with the ending, a line for each
    /// size, an empty line, and the bytes of the sizes one after the other.
    pub fn to_file(&self) -> Vec<u8> {
        let mut text = format!("{}\n", self.ending);
        let mut bytes: Vec<u8> = Vec::new();
        for size in &self.sizes {
            let webp = size.webp.as_deref().unwrap_or_default();
            text.push_str(&format!(
                "{} {} {} {}\n",
                size.width,
                size.height,
                size.bytes.len(),
                webp.len()
            ));
            bytes.extend_from_slice(&size.bytes);
            bytes.extend_from_slice(webp);
        }
        text.push('\n');
        let mut rest = text.into_bytes();
        rest.append(&mut bytes);
        let mut file = format!("{:032x}\n", fnv1a(rest.iter().copied())).into_bytes();
        file.append(&mut rest);
        file
    }

    /// The picture of a file that [`Picture::to_file`] made for the image with this name.
    pub fn from_file(name: &str, file: &[u8]) -> Option<Self> {
        let (hash, rest) = line(file)?;
        if hash != format!("{:032x}", fnv1a(rest.iter().copied())) {
            return None;
        }
        let (ending, mut rest) = line(rest)?;
        let ending = ["jpg", "png"].into_iter().find(|one| *one == ending)?;
        let mut lines = Vec::new();
        loop {
            let (text, after) = line(rest)?;
            rest = after;
            if text.is_empty() {
                break;
            }
            lines.push(text);
        }
        let mut take = |count: usize| {
            let (bytes, after) = rest.split_at_checked(count)?;
            rest = after;
            Some(bytes.to_vec())
        };
        let mut sizes = Vec::new();
        for text in lines {
            let mut numbers = text.split(' ').map(str::parse::<u32>);
            let mut next = || numbers.next()?.ok();
            let (width, height, bytes, webp) = (next()?, next()?, next()?, next()?);
            sizes.push(Size {
                width,
                height,
                bytes: take(usize::try_from(bytes).ok()?)?,
                webp: Some(take(usize::try_from(webp).ok()?)?).filter(|webp| !webp.is_empty()),
            });
        }
        (!sizes.is_empty()).then(|| Self {
            name: name.to_owned(),
            ending,
            sizes,
        })
    }
}

/// The text up to the first line end, and what follows.
fn line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((std::str::from_utf8(&bytes[..end]).ok()?, &bytes[end + 1..]))
}
