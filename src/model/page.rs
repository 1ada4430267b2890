//! Page: a free page, such as "How we use this book". The text is the body.

use super::content::content;
use super::kind::{Data, Kind, KindData};
use super::value::Image;

content! {
    /// A free page.
    pub struct Page {
        /// Its place among the pages, lowest first. Example: `1`.
        nav_order: Option<f64>,
        /// A picture, beside the file. Example: `"team.jpg"`.
        image: Option<Image>,
        /// Whether it says below its text who stands behind the book, who speaks for it, and its rituals, as `[book]` has them. Example: `true`.
        rituals: bool,
    }
}

impl KindData for Page {
    const KIND: Kind = Kind::Page;

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Page(page) => Some(page),
            _ => None,
        }
    }
}
