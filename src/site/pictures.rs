//! Pictures on the site: their addresses and files, and the faces drawn for personas that have none.

use super::Viewer;
use crate::doc::markdown::Image;
use crate::model::{Entry, Key, Kind, Pointer};
use crate::picture::{Picture, Size};
use crate::portrait::SIDE;
use crate::view::view;

/// The width for a card or the head of a page, in pixels.
const CARD_WIDTH: u32 = 800;

/// The width for the text of a page, in pixels.
const PAGE_WIDTH: u32 = 1600;

/// How many digits of a file's hash stand in its address: enough to tell two versions of it apart.
pub(super) const DIGITS: usize = 8;

/// The most letters of a file's name that stand in its address: they are for people, the digits tell files apart.
const LONGEST_NAME: usize = 80;

/// What a card says of a picture. Addresses are from the root of the site.
#[derive(Debug, Default)]
pub(crate) struct PictureView {
    pub(crate) url: Option<String>,
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
    pub(crate) sizes: Vec<Source>,
    pub(crate) webp: Vec<Source>,
}

view! {
    /// One candidate of a `srcset`.
    pub(crate) struct Source {
        /// The address from the root of the site.
        url: String,
        /// In pixels.
        width: u32,
    }
}

/// An image of an entry, ready to be shown.
pub(crate) struct Shown<'a> {
    pub(crate) picture: &'a Picture,
    /// The address without size and ending. Pictures lie where their entry's pages lie, in a folder of the
    /// entry's own when the entry has one.
    stem: String,
}

impl<'a> Shown<'a> {
    pub(crate) fn of(viewer: &Viewer<'a>, entry: &Entry, image: &str) -> Option<Self> {
        let mut paths = entry.file_paths(image).into_iter();
        let (path, picture) =
            paths.find_map(|path| viewer.pictures.get(&path).map(|picture| (path, picture)))?;
        Some(Self {
            picture,
            stem: plain_stem(&path),
        })
    }

    /// The address of the file that every browser shows.
    fn url(&self, size: &Size) -> String {
        self.file(size, self.picture.ending)
    }

    /// The same image under another name, or another image under the same name, has another address.
    fn file(&self, size: &Size, ending: &str) -> String {
        let digits = &self.picture.name[..DIGITS];
        if ending == "svg" {
            // One file serves for all sizes. No id has such a line, so no drawn face has this address.
            return format!("{}_{digits}.svg", self.stem);
        }
        format!("{}-{}-{digits}.{ending}", self.stem, size.width)
    }

    fn sources(&self, url: impl Fn(&Size) -> Option<String>) -> Vec<Source> {
        let sizes = self.picture.sizes.iter();
        sizes
            .filter_map(|size| {
                Some(Source {
                    url: url(size)?,
                    width: size.width,
                })
            })
            .collect()
    }

    fn webp(&self, size: &Size) -> Option<String> {
        size.webp.as_ref().map(|_| self.file(size, "webp"))
    }
}

/// The path of a file without its ending, each name in it as [`plain_name`] writes it.
pub(super) fn plain_stem(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let names: Vec<String> = stem.split('/').map(plain_name).collect();
    names.join("/")
}

/// A name that needs no escaping in an address, in a list of addresses or on any system, and is not too long for one. Two files whose
/// names become one have different digits behind them, or are the same.
fn plain_name(name: &str) -> String {
    let letters = name.chars().take(LONGEST_NAME);
    let letters = letters.map(|letter| {
        let is_plain = letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
        if is_plain { letter } else { '-' }
    });
    letters.collect()
}

/// An image of an entry as a template sees it.
pub(crate) fn image(viewer: &Viewer<'_>, entry: &Entry, image: &str) -> PictureView {
    let Some(shown) = Shown::of(viewer, entry, image) else {
        return PictureView::default();
    };
    let size = shown.picture.at_most(CARD_WIDTH);
    PictureView {
        url: Some(shown.url(size)),
        width: Some(size.width),
        height: Some(size.height),
        sizes: match shown.picture.ending {
            "svg" => Vec::new(),
            _ => shown.sources(|size| Some(shown.url(size))),
        },
        webp: shown.sources(|size| shown.webp(size)),
    }
}

/// An image in the text of an entry, on a page one folder deep.
pub(crate) fn in_text(viewer: &Viewer<'_>, entry: &Entry, image: &str) -> Option<Image> {
    let shown = Shown::of(viewer, entry, image)?;
    let size = shown.picture.at_most(PAGE_WIDTH);
    Some(Image {
        url: format!("../{}", shown.url(size)),
        width: size.width,
        height: size.height,
    })
}

/// The address of the largest size of an image of an entry, from the root of the site.
pub(crate) fn largest(viewer: &Viewer<'_>, entry: &Entry, image: &str) -> Option<String> {
    let shown = Shown::of(viewer, entry, image)?;
    Some(shown.url(shown.picture.at_most(PAGE_WIDTH)))
}

/// The face drawn for a persona as a template sees it.
pub(crate) fn drawing(key: &Key) -> PictureView {
    PictureView {
        url: Some(drawing_url(key)),
        width: Some(SIDE),
        height: Some(SIDE),
        ..PictureView::default()
    }
}

/// No image of the content can have this address: an SVG image has a `_` in its own.
pub(crate) fn drawing_url(key: &Key) -> String {
    format!("{}/{}.svg", Kind::Persona.folder(), key.id)
}

/// Where the same lies in pixels. No id and no size of an image ends in this.
pub(crate) fn pixels_url(key: &Key) -> String {
    format!("{}/{}_face.png", Kind::Persona.folder(), key.id)
}

/// The images that entries show, in every size: address and bytes. One that several show comes several times.
pub(crate) fn images<'a>(viewer: &'a Viewer<'_>) -> impl Iterator<Item = (String, &'a [u8])> {
    let shown = viewer.catalog.records().flat_map(move |record| {
        let others = record.others().iter();
        others.filter_map(move |used| match &used.to {
            Pointer::Image(image) => Shown::of(viewer, record.entry(), image),
            _ => None,
        })
    });
    shown.flat_map(|shown| {
        let sizes = shown.picture.sizes.iter();
        let files = sizes.flat_map(|size| {
            let webp = size.webp.as_deref();
            let webp = webp.map(|bytes| (shown.file(size, "webp"), bytes));
            [(shown.url(size), size.bytes.as_slice())]
                .into_iter()
                .chain(webp)
        });
        files.collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_an_address_needs_no_escaping() {
        assert_eq!(plain_name("wall #2"), "wall--2");
        assert_eq!(plain_name("Doe, Kim"), "Doe--Kim");
        assert_eq!(plain_name("why?"), "why-");
        assert_eq!(plain_name("sophie_2-b"), "sophie_2-b");
        assert_eq!(plain_name(&"é".repeat(300)).len(), LONGEST_NAME);
    }
}
